"""What a process sets for itself before a command runs."""

from __future__ import annotations

import gc
import os

import pytest

from careerclusters import cli


@pytest.fixture
def fresh(monkeypatch):
    """An environment without a number of threads, and how often garbage is searched for as it was."""
    for name in cli._THREADS:
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    before = gc.get_threshold()
    yield before
    gc.set_threshold(*before)


@pytest.mark.parametrize(("command", "is_long"), [("search", False), ("serve", True), ("code", True)])
def test_every_command_takes_one_thread_for_a_matrix(fresh, command, is_long):
    cli._settle([command])
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
    assert (gc.get_threshold() == fresh) is is_long


def test_a_number_of_threads_that_was_set_stays(fresh, monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "4")
    cli._settle(["serve"])
    assert "OPENBLAS_NUM_THREADS" not in os.environ
