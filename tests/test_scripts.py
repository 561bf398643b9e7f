"""The scripts: sound bash, one clear message when something is missing, no work done twice."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

BASH = ("scripts/start", "scripts/test", "scripts/bench", "scripts/docs", "scripts/mutate", ".ci/run")
BASH += ("scripts/_common.sh", "scripts/_browser.sh")
SPEAKS = (
    '#!/bin/sh\necho "$(basename "$0") $* PATH=${PYTHONPATH-none} RELEASES=${CAREERCLUSTERS_RELEASES-none}"\n'
)


@pytest.fixture(scope="module")
def environment(root: Path) -> ModuleType:
    """`scripts/environment.py` as a module."""
    spec = importlib.util.spec_from_file_location("environment", root / "scripts" / "environment.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def mutate(root: Path) -> ModuleType:
    """`scripts/mutate.py` as a module."""
    spec = importlib.util.spec_from_file_location("mutate", root / "scripts" / "mutate.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(root: Path, tmp_path: Path, environment: ModuleType) -> Path:
    """A checkout whose environment stands ready, with programs that only say how they were called."""
    checkout = (tmp_path / "a checkout").resolve()
    shutil.copytree(root / "scripts", checkout / "scripts")
    shutil.copytree(root / ".ci", checkout / ".ci")
    for name in environment.INPUTS:
        shutil.copy(root / name, checkout / name)
    programs = checkout / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name in ("python", "careerclusters", "ruff", "mypy"):
        (programs / name).write_text(SPEAKS)
        (programs / name).chmod(0o755)
    (checkout / ".venv" / environment.STAMP).write_text(environment.digest(checkout))
    return checkout


def call(script: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess:
    clean = {name: value for name, value in os.environ.items() if name != "CAREERCLUSTERS_RELEASES"}
    clean |= {"PYTHON": sys.executable, "PYTHONPATH": "stray", "VIRTUAL_ENV": "stray"} | settings
    return subprocess.run(["bash", str(script), *arguments], env=clean, capture_output=True, text=True)


@pytest.mark.parametrize("name", BASH)
def test_bash_reads_it(root, name):
    subprocess.run(["bash", "-n", str(root / name)], check=True)
    if not name.endswith(".sh"):
        assert os.access(root / name, os.X_OK)
        assert (root / name).read_text().startswith("#!/usr/bin/env bash\n")


def test_a_ready_environment_is_used_at_once_and_strays_are_dropped(checkout):
    done = call(checkout / "scripts" / "start", "--force")
    built, ending = done.stdout.splitlines()
    assert built == "careerclusters build --force PATH=none RELEASES=none"
    assert ending == "Open the explorer: .venv/bin/careerclusters serve"
    assert done.stderr == ""


def pieces_of(terminal: int) -> Iterator[str]:
    """What a terminal whose other end is closed still holds, which may come in pieces."""
    while True:
        try:
            piece = os.read(terminal, 10_000)
        except OSError:
            return
        if not piece:
            return
        yield piece.decode()


def test_in_a_terminal_start_ends_with_the_explorer(checkout):
    import pty

    outer, inner = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name != "CI"} | {"PYTHON": sys.executable}
    done = subprocess.run(["bash", str(checkout / "scripts" / "start")], env=clean, stdin=inner, stdout=inner)
    os.close(inner)
    shown = "".join(pieces_of(outer)).splitlines()
    os.close(outer)
    assert done.returncode == 0
    assert [line.split(" PATH")[0] for line in shown] == ["careerclusters build", "careerclusters serve"]


def test_ci_lints_and_tests(checkout):
    done = call(checkout / ".ci" / "run", "-x")
    assert "tests that read them are skipped" in done.stdout.splitlines()[0]
    calls = [line.split(" PATH=")[0].strip() for line in done.stdout.splitlines()[-4:]]
    assert calls[:3] == ["ruff check", "mypy", "python scripts/licences.py"]
    assert done.stdout.splitlines()[-1].startswith("python -m pytest -n 2 --dist loadfile -x")
    assert "RELEASES=none" in done.stdout


def browser_words(checkout: Path, path: str, **settings: str) -> str:
    """What `prepare_browser` says where only the programs of `path` are found."""
    script = checkout / "scripts" / "_browser.sh"
    clean = {"PATH": path} | settings
    words = f'source "{script}"; prepare_browser'
    return subprocess.run(["/bin/bash", "-c", words], env=clean, capture_output=True, text=True).stdout


def test_a_missing_browser_is_said_and_one_given_is_taken(checkout, tmp_path):
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / "id").write_text("#!/bin/sh\necho 1000\n")
    (bare / "id").chmod(0o755)
    assert "browser tests are skipped" in browser_words(checkout, str(bare))
    assert browser_words(checkout, str(bare), CAREERCLUSTERS_CHROMIUM="mine") == ""
    (bare / "chromium").write_text("")
    (bare / "chromium").chmod(0o755)
    assert browser_words(checkout, str(bare)) == ""


def test_a_browser_is_installed_where_that_is_possible(checkout, tmp_path):
    bare = tmp_path / "bare"
    bare.mkdir()
    speaks = f'#!/bin/sh\necho "$*" >> {bare}/said\n'
    for name, text in (("id", "#!/bin/sh\necho 0\n"), ("apt-get", speaks)):
        (bare / name).write_text(text)
        (bare / name).chmod(0o755)
    said = browser_words(checkout, str(bare))
    assert said.startswith("Installing Chromium")
    assert "browser tests are skipped" in said
    assert (bare / "said").read_text().splitlines()[1] == "install -y --no-install-recommends chromium"


def test_releases_beside_the_checkout_are_found(checkout):
    releases = checkout.parent / "shared" / "data"
    releases.mkdir(parents=True)
    assert f"RELEASES={releases}\n" in call(checkout / "scripts" / "test").stdout
    assert "RELEASES=mine\n" in call(checkout / "scripts" / "test", CAREERCLUSTERS_RELEASES="mine").stdout


def test_no_fitting_python_is_said_clearly(checkout, tmp_path):
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("bash", "dirname", "env"):
        (programs / name).symlink_to(shutil.which(name))
    (programs / "python3").write_text("#!/bin/sh\nexit 1\n")
    (programs / "python3").chmod(0o755)
    done = call(checkout / "scripts" / "start", PATH=str(programs), PYTHON="")
    assert done.returncode == 1
    assert "no Python 3.11 or later was found" in done.stderr
    # One that is recent enough and can't create environments.
    (programs / "python3").write_text('#!/bin/sh\ncase "$*" in *ensurepip*) exit 1;; esac\n')
    done = call(checkout / "scripts" / "start", PATH=str(programs), PYTHON="")
    assert done.returncode == 1
    assert "python3-venv" in done.stderr


def test_the_digest_follows_what_is_installed_and_where(checkout, environment, tmp_path):
    first = environment.digest(checkout)
    assert environment.digest(checkout) == first
    with open(checkout / "constraints.txt", "a") as constraints:
        constraints.write("# moved\n")
    second = environment.digest(checkout)
    moved = tmp_path / "moved"
    checkout.rename(moved)
    assert len({first, second, environment.digest(moved)}) == 3


@pytest.mark.parametrize("absent", ["bin/python", "bin/careerclusters", "careerclusters.stamp"])
def test_an_environment_with_something_missing_is_not_ready(checkout, environment, absent):
    wanted = environment.digest(checkout)
    assert environment.is_ready(checkout / ".venv", wanted)
    (checkout / ".venv" / absent).unlink()
    assert not environment.is_ready(checkout / ".venv", wanted)


def test_a_stopped_install_is_done_again(checkout, environment, monkeypatch, capsys):
    (checkout / ".venv" / environment.STAMP).write_text("of older versions")
    calls = []

    def fails(command, **options):
        calls.append(command)
        raise environment.PreparationError("no network")

    monkeypatch.setattr(environment, "run", fails)
    assert environment.main(checkout) == 1
    assert capsys.readouterr().err.endswith("Error: no network\n")
    monkeypatch.setattr(environment, "run", lambda command, **options: calls.append(command))
    monkeypatch.setattr(environment, "is_same_python", lambda environment: True)
    (checkout / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
    assert environment.main(checkout) == 0
    assert "--editable" in calls[-1]
    assert (checkout / ".venv" / environment.STAMP).read_text().strip() == environment.digest(checkout)


def test_a_failed_command_shows_the_end_of_what_it_said(environment):
    code = "print('\\n'.join(map(str, range(99)))); raise SystemExit(3)"
    with pytest.raises(environment.PreparationError) as caught:
        environment.run([sys.executable, "-c", code], hint="Do this.")
    said = str(caught.value).splitlines()
    assert "Do this." in said[0]
    assert len(said) < 20
    assert said[-1].strip() == "98"


def test_a_second_run_waits_for_the_first(checkout, environment, monkeypatch, capsys):
    (checkout / ".venv" / environment.STAMP).unlink()
    started, go_on, prepared = threading.Event(), threading.Event(), []

    def prepare(root, folder):
        prepared.append(root)
        started.set()
        assert go_on.wait(30)

    monkeypatch.setattr(environment, "prepare", prepare)
    first = threading.Thread(target=environment.main, args=(checkout,))
    first.start()
    assert started.wait(30)
    second = threading.Thread(target=environment.main, args=(checkout,))
    second.start()
    go_on.set()
    first.join()
    second.join()
    assert prepared == [checkout], "the second found everything ready"


def test_the_list_of_changed_rules_is_long_and_fits_the_text(mutate):
    """`scripts/mutate` needs each rule to stand once in its file; when a line moves, move its entry too."""
    mutants = mutate.read(mutate.LIST)
    unfit = [problem for mutant in mutants if (problem := mutate.unfit(mutant))]
    assert len(mutants) - len(unfit) >= 60
    assert len(unfit) <= len(mutants) // 10, unfit
    names = [mutant.name for mutant in mutants]
    assert len(set(names)) == len(names)
    rooms = {mutant.room for mutant in mutants}
    assert {"clustering", "people", "pathways", "titles", "labour", "features"} <= rooms


def test_a_score_of_each_room_is_printed(mutate):
    made = [mutate.Mutant(name, f"{name[0]}/x.py", "", "", ()) for name in ("a1", "a2", "b1", "b2", "b3")]
    lines = [line.split() for line in mutate.table(made, [made[1]]).splitlines()]
    assert lines[1:] == [["a", "2", "1", "50%"], ["b", "3", "3", "100%"], ["all", "5", "4", "80%"]]
