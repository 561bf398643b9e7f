"""How many of each cluster's occupations some rows are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from careerclusters.web.contexts import OccupationRow, occupation_rows

if TYPE_CHECKING:
    from careerclusters.web.state import State

__all__ = ["Share", "shares_of"]


@dataclass(frozen=True)
class Share:
    """How many of a cluster's occupations are in; `share` is of all of them."""

    cluster_id: str
    name: str
    place: int
    n_in: int
    n_all: int
    share: float


def shares_of(state: State, rows: Iterable[OccupationRow]) -> list[Share]:
    """By cluster of the main level, for those that hold any of the rows; by id."""
    totals = Counter(row.cluster_id for row in occupation_rows(state).values())
    counts = Counter(row.cluster_id for row in rows)
    return [
        Share(one, state.names[one], state.places[one], n, totals[one], round(n / totals[one], 4))
        for one, n in sorted(counts.items())
    ]
