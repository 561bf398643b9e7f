"""The user's folder: named by the variable, else by the system."""

from __future__ import annotations

from pathlib import Path

from careerclusters.home import VARIABLE, home_folder


def test_the_variable_names_the_folder(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "mine"))
    assert home_folder() == tmp_path / "mine"
    assert not home_folder().exists()


def test_a_tilde_and_a_relative_name_are_understood(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(VARIABLE, "mine")
    assert home_folder() == tmp_path / "mine"
    monkeypatch.setenv(VARIABLE, "~/mine")
    assert home_folder() == Path.home() / "mine"


def test_without_it_the_systems_own_place_is_taken(monkeypatch, tmp_path):
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert home_folder().name == "careerclusters"
    assert home_folder().is_absolute()
