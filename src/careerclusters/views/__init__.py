"""Views: ways to look at occupations, one file each. `build_views` makes those that can be made."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from careerclusters.errors import DataError, UnknownError
from careerclusters.views.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerclusters.catalog import Catalog

__all__ = ["VIEW_NAMES", "View", "build_view", "build_views"]

VIEW_NAMES = (
    "skills",
    "knowledge",
    "abilities",
    "activities",
    "technologies",
    "context",
    "interests",
    "styles",
    "tasks",
    "titles",
    "industry",
)


def build_view(catalog: Catalog, name: str, *, codes: Sequence[str] | None = None) -> View:
    """One view, rows in the order of `codes` (default: every rated occupation, ascending).

    Raises
    ------
    UnknownError
        When no view is called `name`.
    DataError
        When the catalog lacks what the view needs.
    """
    if name not in VIEW_NAMES:
        raise UnknownError("No such view", seen=name, todo=f"Views: {', '.join(VIEW_NAMES)}.")
    rows = list(codes) if codes is not None else rated_codes(catalog)
    view: View = import_module(f"careerclusters.views.{name}").build(catalog, rows)
    return view


def build_views(
    catalog: Catalog, names: Sequence[str] = VIEW_NAMES, *, codes: Sequence[str] | None = None
) -> tuple[tuple[View, ...], dict[str, str]]:
    """The views that can be built, and for each that can't the reason.

    Raises
    ------
    DataError
        When none can be built.
    """
    rows = list(codes) if codes is not None else rated_codes(catalog)
    built, left_out = [], {}
    for name in names:
        try:
            built.append(build_view(catalog, name, codes=rows))
        except DataError as error:
            left_out[name] = str(error)
    if not built:
        raise DataError("No view can be built from this catalog", seen="; ".join(left_out.values()))
    return tuple(built), left_out


def rated_codes(catalog: Catalog) -> list[str]:
    """Codes of the occupations with skill ratings, ascending."""
    occupations = catalog.occupations
    return sorted(occupations.filter(occupations["is_rated"])["code_onet"].cast(str).to_list())
