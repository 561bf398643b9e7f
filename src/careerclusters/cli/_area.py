"""The area that figures are for: the option that many commands share, and the one chosen for all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerclusters.cli._print import note
from careerclusters.home import home_folder

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.labour import Area

__all__ = ["AreaName", "area_path", "chosen_area", "forget_area", "save_area", "saved_area"]

AreaName = Annotated[
    str | None,
    typer.Option(
        "--area",
        help="State or metropolitan area, such as Ohio, OH or 'San Jose'; US for the nation. "
        "Without it, the one chosen with `careerclusters area`.",
    ),
]


def chosen_area(catalog: Catalog, name: str | None) -> Area | None:
    """The area named, else the saved one; None for the nation.

    Raises
    ------
    UnknownError
        When no area is called so, or several are.
    """
    from careerclusters.labour import area_of

    return area_of(catalog, name) if name is not None else saved_area(catalog)


def area_path() -> Path:
    """Where the chosen area is kept; it need not exist."""
    return home_folder() / "area.json"


def save_area(area: Area) -> None:
    """Keep an area for all commands."""
    from careerclusters.files import write_text

    write_text(area_path(), json.dumps({"area_code": area.code, "area_name": area.name}) + "\n")


def forget_area() -> bool:
    """Delete the area that was kept; whether there was one."""
    was_kept = area_path().exists()
    area_path().unlink(missing_ok=True)
    return was_kept


def saved_area(catalog: Catalog) -> Area | None:
    """The area that was kept; None where there is none, and, with a note, where it can't be read."""
    from careerclusters.errors import CareerClustersError
    from careerclusters.labour import area_of

    if not area_path().is_file():
        return None
    try:
        kept = json.loads(area_path().read_text(encoding="utf-8"))
        return area_of(catalog, str(kept["area_code"]))
    except (CareerClustersError, OSError, ValueError, KeyError, TypeError):
        note("The area that was kept can't be read. Choose it again: careerclusters area Ohio")
        return None
