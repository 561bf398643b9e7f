"""The list for what somebody wishes: occupations that meet all their wishes, else those for the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from careerclusters.errors import InputError
from careerclusters.results import Value
from careerclusters.titles.intent_lists import intent_list
from careerclusters.titles.intents import Intent

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["MOST_JOINED", "WishList", "wish_list"]

MOST_JOINED = 4
"""Wishes that are joined; more are passed over."""


@dataclass(frozen=True, eq=False, repr=False)
class WishList(Value):
    """Occupations for wishes.

    Attributes
    ----------
    wishes
        Those that have a list, in the order given.
    meets_all
        Whether the occupations meet all of them. Where none does, they are those for the first.
    occupations
        As `intent_list` gives them, the best first.
    """

    wishes: tuple[Intent, ...]
    meets_all: bool
    occupations: pl.DataFrame

    def to_dict(self) -> dict[str, object]:
        """JSON-ready; wishes are keys."""
        return {
            "intents": [wish.key for wish in self.wishes],
            "meets_all": self.meets_all,
            "occupations": self.occupations.to_dicts(),
        }

    def to_frame(self) -> pl.DataFrame:
        """A row for each occupation."""
        return self.occupations

    def __repr__(self) -> str:
        wishes = " and ".join(wish.key for wish in self.wishes)
        return f"WishList({wishes}: {self.occupations.height} occupations)"


def wish_list(catalog: Catalog, wishes: Sequence[Intent], *, limit: int | None = 24) -> WishList:
    """The occupations that meet all the wishes which have a list, else those for the first.

    Raises
    ------
    InputError
        When none of the wishes has a list.
    """
    listed = tuple(wish for wish in dict.fromkeys(wishes) if wish.has_list)[:MOST_JOINED]
    if not listed:
        seen = ", ".join(wish.key for wish in wishes)
        raise InputError("None of these wishes has a list", seen=seen, todo="Give one such as 'animals'.")
    joined = intent_list(catalog, [wish.key for wish in listed], limit=limit)
    if joined.height or not listed[1:]:
        return WishList(listed, True, joined)
    return WishList(listed, False, intent_list(catalog, listed[0].key, limit=limit))
