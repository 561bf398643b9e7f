"""`build` saves once, prints at once the second time, and never leaves half a result."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import careerclusters
from careerclusters.clustering import load_clustering, save_clustering

RUNS = ("--runs", "8")


def test_build_saves_prints_and_is_instant_the_second_time(call, home, monkeypatch):
    code, out, err = call("build", *RUNS)
    assert code == 0
    assert "broad" in out
    assert str(home / "clustering.zip") in err
    before = (home / "clustering.zip").read_bytes()

    def never(*_, **__):
        raise AssertionError("nothing has changed")

    with monkeypatch.context() as patch:
        patch.setattr("careerclusters.clustering.recipe.fit", never)
        patch.setattr("careerclusters.clustering.fit", never, raising=False)
        assert call("build", *RUNS) == (0, out, "")
    found = json.loads(call("build", *RUNS, "--json")[1])
    assert set(found["levels"]) == {"broad", "middle", "group", "fine"}
    # Built anew, the same settings give the same bytes; other settings are built without being asked.
    call("build", *RUNS, "--force")
    assert (home / "clustering.zip").read_bytes() == before
    call("build", *RUNS, "--seed", "5")
    assert load_clustering(home / "clustering.zip").params.seed == 5


def test_a_broken_result_is_built_anew(call, home):
    (home / "clustering.zip").write_bytes(b"half")
    assert call("build", *RUNS)[0] == 0
    assert load_clustering(home / "clustering.zip").params.runs == 8


def test_other_commands_build_when_nothing_is_saved(call, home, monkeypatch, small_clustering):
    monkeypatch.setattr("careerclusters.clustering.fit", lambda *_, **__: small_clustering, raising=False)
    code, out, err = call("clusters")
    assert code == 0
    assert "Nursing" in out
    assert "No clusters have been built yet" in err
    assert (home / "clustering.zip").exists()


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
def test_a_build_stopped_at_any_moment_leaves_the_old_result(home, small_clustering, how, after):
    path = save_clustering(small_clustering, home / "clustering.zip")
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
    found = load_clustering(path)
    assert found.release in ("O*NET test", "O*NET 30.1")
    if process.returncode == 0:
        assert found.release == "O*NET 30.1"
