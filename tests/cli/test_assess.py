"""The interview in a terminal: answers, help, back, skip, stop, Ctrl-C, resume."""

from __future__ import annotations

import builtins
import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

import careerclusters
from careerclusters.people import load_profile


@pytest.fixture
def types(monkeypatch):
    """Let the person type these lines; an exception among them is raised, after the last the input ends."""

    def types(*lines: object) -> None:
        waiting = list(lines)

        def answer(prompt: str = "") -> str:
            line = waiting.pop(0) if waiting else EOFError()
            if isinstance(line, BaseException):
                raise line
            print(prompt)
            return str(line)

        monkeypatch.setattr(builtins, "input", answer)

    return types


def test_a_whole_interview_ends_in_clusters_occupations_reasons_and_a_next_step(
    call, saved, types, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    types(*(at % 5 + 1 for at in range(24)))
    code, out, err = call("assess", "--profile", "me.json", "--sections", "interests")
    assert (code, err) == (0, "")
    for words in ("24 of 24", "How well", "Why ", "Next"):
        assert words in out
    assert "Your answers are in me.json" in out
    assert len(load_profile(tmp_path / "me.json").interests.answers) == 24


def test_back_skip_help_and_wrong_answers(call, saved, types, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    types("b", "9", "soon", "?", "4", "b", "2", "", "S", "q")
    code, out, err = call("assess", "--profile", "me.json")
    assert (code, err) == (0, "")
    assert "This is the first question." in out
    assert out.count("isn't one of the answers") == 2
    person = load_profile(tmp_path / "me.json")
    assert dict(person.interests.answers) == {"R01": 2}
    assert person.interests.skipped == ("A01", "I01")
    assert "The answer that would help most" in out


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), "q", EOFError()])
def test_stopping_anywhere_loses_nothing_and_resuming_goes_on_there(
    call, saved, types, tmp_path, monkeypatch, stop
):
    monkeypatch.chdir(tmp_path)
    types(5, 4, "", 2, stop)
    code, _, err = call("assess", "--profile", "me.json")
    assert code == (130 if isinstance(stop, KeyboardInterrupt) else 0)
    assert ("Go on with: careerclusters assess --profile me.json" in err) == (code == 130)
    assert len(load_profile(tmp_path / "me.json").interests.answers) == 3
    types(3, "q")
    code, out, _ = call("assess", "--profile", "me.json")
    assert code == 0
    assert "Going on with me.json: 4 of 56" in out
    assert "5 of 56" in out
    assert len(load_profile(tmp_path / "me.json").interests.answers) == 4


def test_without_a_file_nothing_is_kept_unless_asked(call, saved, types, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    types(5, 4, "q", "")
    assert call("assess")[0] == 0
    assert list(tmp_path.iterdir()) == []
    types(5, 4, KeyboardInterrupt(), "mine")
    assert call("assess")[0] == 130
    assert len(load_profile(tmp_path / "mine.json").interests.answers) == 2
    types(5, KeyboardInterrupt(), KeyboardInterrupt())
    assert call("assess")[0] == 130
    assert [path.name for path in tmp_path.iterdir()] == ["mine.json"]


def test_a_file_that_is_no_profile_is_left_alone(call, saved, types, tmp_path):
    path = tmp_path / "letter.json"
    path.write_text('{"dear": "aunt"}')
    code, _, err = call("assess", "--profile", str(path))
    assert code == 2
    assert err.startswith("Error:")
    assert path.read_text() == '{"dear": "aunt"}'


def test_work_done_is_added_by_title(call, saved, types, tmp_path):
    path = tmp_path / "me.json"
    types("q")
    assert call("assess", "--profile", str(path), "--held", "registered nurses=5")[0] == 0
    (held,) = load_profile(path).strengths.occupations
    assert (held.code_onet, held.years) == ("29-1141.00", 5.0)
    for entry in ("registered nurses=soon", "zzzzzz"):
        assert call("assess", "--profile", str(path), "--held", entry)[0] == 2


def test_hobbies_and_unpaid_work_are_listed_and_added(call, saved, types, tmp_path):
    code, out, _ = call("assess", "--list-done")
    assert code == 0
    assert "band: " in out
    path = tmp_path / "me.json"
    types("q")
    assert call("assess", "--profile", str(path), "--done", "band=4")[0] == 0
    (done,) = load_profile(path).strengths.experiences
    assert (done.experience_id, done.years) == ("band", 4.0)
    assert call("assess", "--profile", str(path), "--done", "bnad")[0] == 2


@pytest.mark.parametrize(
    "option",
    [("--form", "huge"), ("--sections", "hobbies"), ("--sections", ""), ("--sections", "values,values")],
)
def test_wrong_options_are_explained(call, saved, option):
    code, _, err = call("assess", *option)
    assert code == 2
    assert err.startswith("Error:")


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_ctrl_c_in_a_real_terminal_keeps_every_answer(saved, home, tmp_path):
    """The real program on a pseudo-terminal, interrupted from the keyboard."""
    import pty

    ours, theirs = pty.openpty()
    settings = os.environ | {
        "CAREERCLUSTERS_HOME": str(home),
        "PYTHONPATH": str(Path(careerclusters.__file__).parents[1]),
        "COLUMNS": "80",
    }
    program = "import os; os.setsid(); import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
    program += "from careerclusters.cli import main; main()"
    command = [sys.executable, "-c", program, "assess", "--profile", "me.json"]
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=tmp_path, env=settings, close_fds=True
    )
    os.close(theirs)
    try:
        read_until(ours, b"1 of 56")
        for place in range(2, 5):
            os.write(ours, b"4\n")
            read_until(ours, b"%d of 56" % place)
        os.write(ours, b"\x03")
        read_until(ours, b"Go on with")
        assert process.wait(timeout=30) == 130
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    assert dict(load_profile(tmp_path / "me.json").interests.answers) == {"R01": 4, "I01": 4, "A01": 4}


def read_until(terminal: int, words: bytes) -> bytes:
    seen, end = b"", time.monotonic() + 60
    while words not in seen:
        ready, _, _ = select.select([terminal], [], [], max(0.0, end - time.monotonic()))
        assert ready, f"{words!r} never came; seen: {seen[-500:]!r}"
        seen += os.read(terminal, 4096)
    return seen


def test_pairs_of_jobs_go_back_and_are_kept(call, saved, types, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    types(*[""] * 6, "b", "maybe", "1", "2", "b", "", "1", "1", "q")
    code, out, err = call("assess", "--profile", "me.json", "--pairs", "--sections", "values")
    assert (code, err) == (0, "")
    assert "This is the first pair." in out
    assert "Pair 4 of at most 12" in out
    choices = load_profile(tmp_path / "me.json").preferences.choices
    assert [one.answer for one in choices] == ["first", "neither", "first", "first"]
