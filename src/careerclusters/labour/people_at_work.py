"""Who works in an occupation, and whether its prospects are marked as bright."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from careerclusters.labour._rows import row_of
from careerclusters.labour.figure import Figure, figure
from careerclusters.language import _, marked
from careerclusters.present import listing

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["OUTLOOK_WORDS", "bright_outlook_of", "women_share_of"]

OUTLOOK_WORDS = {
    "growth": marked("much growth"),
    "openings": marked("many openings"),
    "new_emerging": marked("new and emerging work"),
}


def bright_outlook_of(catalog: Catalog, code_onet: str) -> Figure:
    """Why an occupation is marked as having a bright outlook, in words; None as value where it isn't.

    The mark is for the occupation itself, the projections behind it are for its SOC code.
    """
    unit, year, source = "words", "2026", "bright_outlook"
    if not catalog.has("bright_outlook"):
        return Figure(None, unit, year, source, note="no_row")
    rows = catalog.table("bright_outlook").filter(pl.col("code_onet") == code_onet)
    reasons = [_(OUTLOOK_WORDS[one]) for one in rows["outlook_reason"]]
    return Figure(listing(reasons) or None, unit, year, source, note=None if reasons else "not_marked")


def women_share_of(catalog: Catalog, code_soc2018: str) -> Figure:
    """Share of women among the employed, 2022; of a broader group where the survey counts one."""
    row = row_of(catalog, "women_share", code_soc2018)
    return figure(row, "women_share", unit="share", year="2022", source="cps_2022")
