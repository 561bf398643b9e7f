"""`careerclusters area`: the place that pay, jobs and licences are for."""

from __future__ import annotations

from typing import Annotated

import typer

from careerclusters.cli._print import AsJson, note, print_json, print_text
from careerclusters.language import _

__all__ = ["area"]


def area(
    name: Annotated[
        str | None,
        typer.Argument(help="State, postal code of a state, or a city; without one, the area kept."),
    ] = None,
    *,
    forget: Annotated[bool, typer.Option("--forget", help="Go back to the whole nation.")] = False,
    as_json: AsJson = False,
) -> None:
    """Choose where you live once: every command then shows the figures of that place.

    Where a place has no figure, its state's is shown, then the nation's, and each says so.

    Example: careerclusters area Ohio
    """
    from careerclusters.catalog import load_catalog
    from careerclusters.cli._area import forget_area, save_area, saved_area
    from careerclusters.labour import find_area

    catalog = load_catalog()
    if forget:
        note(_("Back to the whole nation.") if forget_area() else _("No area had been chosen."))
        return
    if name is None:
        chosen = saved_area(catalog)
        if as_json:
            print_json({"area": chosen and chosen.to_dict()})
        elif chosen is None:
            print_text(
                "No area is chosen: figures are for the United States. Choose: careerclusters area Ohio"
            )
        else:
            print_text(_("{name}. Change it with: careerclusters area NAME, or --forget", name=chosen.name))
        return
    chosen = find_area(catalog, name)
    if chosen.is_nation:
        forget_area()
    else:
        save_area(chosen)
    if as_json:
        print_json({"area": chosen.to_dict()})
        return
    if chosen.is_nation:
        print_text("Figures are now for the United States.")
    else:
        print_text(_("Figures are now for {area}.", area=chosen.name))
