"""Where what is built and downloaded is kept: one folder that belongs to the user."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["VARIABLE", "home_folder"]

VARIABLE = "CAREERCLUSTERS_HOME"


def home_folder() -> Path:
    """The folder for the user's data; `CAREERCLUSTERS_HOME` moves it. It need not exist yet."""
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("careerclusters", appauthor=False)
