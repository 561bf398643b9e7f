"""The small release of our own making, for the tests of the readers."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def small() -> ModuleType:
    """The module that makes small releases."""
    path = Path(__file__).resolve().parent.parent / "small_release.py"
    spec = importlib.util.spec_from_file_location("small_release", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
