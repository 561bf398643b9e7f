"""The list for a wish that people type, such as "work with animals"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Path

from careerclusters.errors import UnknownError
from careerclusters.titles import get_intent, intent_list, wish_words
from careerclusters.web.contexts import OccupationRow, Page, Paging, occupation_rows, page_of
from careerclusters.web.parameters import PageNumber
from careerclusters.web.state import State

__all__ = ["PAGE", "WishPage", "wish"]

_LISTED = 100
Key = Annotated[str, Path(description="Key of a wish, such as animals.", max_length=40)]


@dataclass(frozen=True)
class WishPage:
    """A wish, by what its list is ranked, and the occupations that fit it best."""

    title: str
    key: str
    how: str
    occupations: tuple[OccupationRow, ...]
    paging: Paging


def wish(state: State, key: Key, *, page: PageNumber = 1) -> WishPage:
    """The occupations that fit a wish best."""
    chosen = get_intent(key)
    if not chosen.has_list:
        raise UnknownError("This wish has no list", seen=key, todo="Search for it instead.")
    rows = occupation_rows(state)
    codes = [code for code in intent_list(state.catalog, key, limit=_LISTED)["code_onet"] if code in rows]
    shown, paging = page_of(codes, page)
    label, how = wish_words(chosen)
    return WishPage(
        title=label,
        key=key,
        how=how,
        occupations=tuple(rows[code] for code in shown),
        paging=paging,
    )


PAGE = Page("wish", "/wishes/{key}", "Occupations that fit a typed wish.", wish, rows="occupations")
