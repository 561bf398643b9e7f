"""The list for wishes that people type, such as "work with animals" or "kids and no degree"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Path

from careerclusters.errors import UnknownError
from careerclusters.titles import get_intent, wish_list, wish_words, wishes_title
from careerclusters.titles.wish_lists import MOST_JOINED
from careerclusters.web.contexts import OccupationRow, Page, Paging, occupation_rows, page_of
from careerclusters.web.parameters import PageNumber
from careerclusters.web.state import State

__all__ = ["JOINT", "PAGE", "WishPage", "WishPart", "wish"]

JOINT = "+"
"""Between the keys of wishes that are joined in an address."""
_LISTED = 100
Key = Annotated[
    str,
    Path(
        description=f"Key of a wish, such as animals, or up to {MOST_JOINED} joined, such as kids+no_degree.",
        max_length=80,
    ),
]


@dataclass(frozen=True)
class WishPart:
    """A wish, and by what its list is ranked."""

    key: str
    label: str
    how: str


@dataclass(frozen=True)
class WishPage:
    """Wishes, and the occupations that fit them best; those of the first where none `meets_all`."""

    title: str
    key: str
    wishes: tuple[WishPart, ...]
    meets_all: bool
    occupations: tuple[OccupationRow, ...]
    paging: Paging


def wish(state: State, key: Key, *, page: PageNumber = 1) -> WishPage:
    """The occupations that fit a wish best, or all of several."""
    chosen = [get_intent(one) for one in dict.fromkeys(key.split(JOINT)[: MOST_JOINED + 1])]
    if len(chosen) > MOST_JOINED or not all(one.has_list for one in chosen):
        raise UnknownError("This wish has no list", seen=key, todo="Search for it instead.")
    rows = occupation_rows(state)
    found = wish_list(state.catalog, chosen, limit=_LISTED)
    codes = [code for code in found.occupations["code_onet"] if code in rows]
    shown, paging = page_of(codes, page)
    return WishPage(
        title=wishes_title(chosen),
        key=JOINT.join(one.key for one in chosen),
        wishes=tuple(WishPart(one.key, *wish_words(one)) for one in chosen),
        meets_all=found.meets_all,
        occupations=tuple(rows[code] for code in shown),
        paging=paging,
    )


PAGE = Page("wish", "/wishes/{key}", "Occupations that fit typed wishes.", wish, rows="occupations")
