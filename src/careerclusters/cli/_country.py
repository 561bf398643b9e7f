"""Figures of catalogs that hold a country's own outlook, printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from careerclusters.cli._print import Column, print_rows, print_text
from careerclusters.language import _

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.labour import Figure

__all__ = ["country_market", "print_country_market"]


def country_market(catalog: Catalog, figures: Mapping[str, Figure]) -> dict[str, Any]:
    """JSON-ready: the country, its figures, and what its data don't have."""
    absent = [str(gap["file"]) for gap in catalog.manifest.get("absent", ())]
    market = {name: figure.to_dict() for name, figure in figures.items()}
    return {"country": catalog.country, "figures": market, "absent": absent}


def print_country_market(market: Mapping[str, Any]) -> None:
    """A table of the figures, each with year and country."""
    from careerclusters.exchange.site.country import FIGURE_NAMES

    country = market["country"]
    print_text(_("In the labour market, {where}", where=_(country)), style="bold")
    rows = [
        {
            "name": _(FIGURE_NAMES.get(name, name)),
            "text": "; ".join([figure["text"], *figure["marks"]]),
            "when": f"{country}, {figure['year']}",
            "source": figure["source"],
        }
        for name, figure in market["figures"].items()
    ]
    columns = (
        Column("name", ""),
        Column("text", ""),
        Column("when", "Where and when"),
        Column("source", "Source"),
    )
    print_rows(rows, columns)
    print_text(_("Not in the data: {absent}.", absent=", ".join(market["absent"])))
