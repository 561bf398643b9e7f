"""`build` saves once, prints at once the second time, and never leaves half a result."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

import careerclusters
from careerclusters.atlas import PARTS, Atlas

RUNS = ("--runs", "8")


def parts_of(home: Path) -> dict[str, bytes]:
    """Bytes of every saved part, by file name."""
    folder = home / "atlas" / (home / "atlas" / "current").read_text().strip()
    return {path.name: path.read_bytes() for path in folder.glob("*.part")}


@pytest.fixture
def quick_build(monkeypatch, small_clustering):
    """Stands in for the building itself: the small clustering, with the settings that were asked for."""

    def build(catalog, *, params=None, **_):
        made = small_clustering if params is None else replace(small_clustering, params=params)
        return Atlas.of(catalog, made)

    monkeypatch.setattr(Atlas, "build", build)
    monkeypatch.setattr("careerclusters.atlas.atlas.parts_of", lambda catalog: ("clustering",))


def test_build_saves_prints_and_is_instant_the_second_time(call, home, monkeypatch):
    code, out, err = call("build", *RUNS)
    assert code == 0
    assert "broad" in out
    assert str(home / "atlas") in err
    before = parts_of(home)
    assert set(before) == {f"{name}.part" for name in PARTS}

    def never(*_, **__):
        raise AssertionError("nothing has changed")

    with monkeypatch.context() as patch:
        patch.setattr(Atlas, "build", never)
        assert call("build", *RUNS) == (0, out, "")
    found = json.loads(call("build", *RUNS, "--json")[1])
    assert set(found["levels"]) == {"broad", "middle", "group", "fine"}
    # Built again, the same settings give the same bytes.
    call("build", *RUNS, "--force")
    assert parts_of(home) == before


def test_other_settings_are_built_without_being_asked(call, home, quick_build):
    for words, seed in (((), 0), (("--seed", "5"), 5)):
        assert call("build", *RUNS, *words)[0] == 0
        params = Atlas.open(home / "atlas").clustering.params
        assert (params.seed, params.runs) == (seed, 8)


def test_a_broken_result_is_built_anew(call, home, quick_build):
    (home / "atlas").mkdir()
    (home / "atlas" / "current").write_text("half")
    assert call("build", *RUNS)[0] == 0
    assert Atlas.open(home / "atlas").clustering.params.runs == 8


def test_other_commands_build_when_nothing_is_saved(call, home, quick_build):
    code, out, err = call("clusters")
    assert code == 0
    assert "Nursing" in out
    assert "No atlas has been built yet" in err
    assert (home / "atlas" / "current").exists()


@pytest.mark.parametrize(
    "words", [("--runs", "1"), ("--runs", "x"), ("--seed", "-1"), ("--catalog", "nothing-here")]
)
def test_what_cannot_be_built_is_said(call, home, words):
    code, out, err = call("build", *words)
    assert (code, out) == (2, "")
    assert err.startswith("Error: ")
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("after", [0.3, 1.5, 3.0])
def test_a_build_stopped_at_any_moment_leaves_the_old_result(home, small_clustering, save_atlas, how, after):
    save_atlas(small_clustering, home / "atlas")
    source = str(Path(careerclusters.__file__).parents[1])
    settings = os.environ | {"PYTHONPATH": source, "CAREERCLUSTERS_HOME": str(home)}
    code = "from careerclusters.cli import main; main(['build', '--force', '--runs', '8'])"
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        env=settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(after)
    with contextlib.suppress(ProcessLookupError):  # it may have been quicker than we are
        os.killpg(process.pid, how)
    process.wait(30)
    found = Atlas.open(home / "atlas").clustering
    assert found.release in ("O*NET test", "O*NET 30.1")
    if process.returncode == 0:
        assert found.release == "O*NET 30.1"
