"""A person against occupations and clusters: suggestions, scores with their parts, what was left out.

    from careerclusters.people import Matcher
    found = Matcher.prepare(catalog, clustering).match(person)
    found.cards, found.best

A match is plain values. What explains it (`people.explain`) takes the matcher and the match.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import polars as pl

from careerclusters.errors import InputError, UnknownError
from careerclusters.language import _, marked
from careerclusters.people.matching.cards import Card
from careerclusters.people.matching.score import PARTS
from careerclusters.results import Value

if TYPE_CHECKING:
    from careerclusters.people.profile.person import Person
    from careerclusters.people.profile.questions import Question

__all__ = ["LIMITS", "Match"]

LIMITS = (
    marked(
        "A match compares what you told with averages over many jobs. It doesn't know you, your town or any "
        "single workplace."
    ),
    marked("Nothing here is normed or tested on real people, and it isn't for hiring."),
)


@dataclass(frozen=True, eq=False, repr=False)
class Match(Value):
    """What fits a person and how sure that is.

    Attributes
    ----------
    is_enough
        False when too little was told: the tables are empty and `ask` holds the one answer that would
        help most, `todo` says so in words.
    stands_out
        Whether anything does: False when only interests were told and none of them leads, in the raw scores
        or against how popular each theme is. Then `cards` are three doors, in no order.
    cards
        Suggestions, best first; see `cards`.
    occupations
        One row per occupation that stays: code_onet, title, score, one column per part (they sum to the
        score; null where a part was not told or the occupation lacks the ratings), rank, rank_low and
        rank_high (90 % of the draws), top_ten_share (0–1, of the draws), tie_group, is_supported (may well
        be in the top ten: rank_low is 10 or less), band; best first.
    clusters
        One row per cluster and level: level, cluster_id, name, degree (share of the top ten that lies
        in it, over the draws; sums to 1 per level), degree_low, degree_high, score (mean of its five best
        members), rank, rank_low, rank_high; best first within its level.
    removed, unknown
        Occupations that constraints removed (code_onet, constraint, value, limit), and those that a
        constraint could not judge.
    place
        x, y on the map; None without map points.
    themes_raw, themes_relative
        Interests by theme as answered, and against how popular each theme is; None when not told.
    view
        Which of both counts: "relative" or "raw".
    area
        Name of the area whose openings and pay count; None for the nation.
    intent
        What they want next: "more", "step_up", "different"; None without work held.
    warnings
        What to keep in mind about the answers; nothing was withheld for it.
    """

    person: Person
    is_enough: bool
    stands_out: bool
    cards: tuple[Card, ...]
    occupations: pl.DataFrame
    clusters: pl.DataFrame
    removed: pl.DataFrame
    unknown: pl.DataFrame
    place: tuple[float, float] | None
    parts: tuple[str, ...]
    missing: tuple[str, ...]
    weights: Mapping[str, float]
    is_wide: bool
    draws: int
    seed: int
    release: str
    catalog_id: str
    version: str
    limits: tuple[str, ...] = LIMITS
    warnings: tuple[str, ...] = ()
    themes_raw: Mapping[str, float] | None = None
    themes_relative: Mapping[str, float] | None = None
    view: str = "relative"
    area: str | None = None
    intent: str | None = None
    ask: Question | None = None
    todo: str | None = None

    @property
    def best(self) -> pl.DataFrame:
        """The list cut where the evidence ends: occupations that may well be among the top ten."""
        return self.occupations.filter(pl.col("is_supported"))

    def row(self, code_onet: str) -> dict[str, Any]:
        """The row of one occupation."""
        if code_onet in self._places:
            return self.occupations.row(self._places[code_onet], named=True)
        gone = self.removed.filter(pl.col("code_onet") == code_onet)
        if gone.height:
            why = ", ".join(gone["constraint"])
            raise UnknownError(
                "A constraint removed this occupation", seen=code_onet, todo=_("By: {names}.", names=why)
            )
        if not self.is_enough:
            raise InputError("There is no ranking yet", seen=code_onet, todo=self.todo)
        raise UnknownError(
            "This occupation can't be matched", seen=code_onet, todo="It has no ratings of its own."
        )

    @cached_property
    def _places(self) -> dict[str, int]:
        return {code: at for at, code in enumerate(self.occupations["code_onet"])}

    @cached_property
    def tie_sizes(self) -> Mapping[int, int]:
        """Occupations in each tie group; empty without draws."""
        return Counter(self.occupations["tie_group"].drop_nulls())

    def removed_counts(self) -> dict[str, int]:
        """Occupations removed by each constraint, most first."""
        rows = self.removed.group_by("constraint").len().sort(["len", "constraint"], descending=[True, False])
        return dict(rows.iter_rows())

    def to_frame(self) -> pl.DataFrame:
        """The occupations."""
        return self.occupations

    def to_dict(self, *, limit: int = 50) -> dict[str, Any]:
        """JSON-ready: settings, suggestions, the first `limit` occupations, all clusters; no reasons."""
        return {
            "is_enough": self.is_enough,
            "stands_out": self.stands_out,
            "suggestions": [card.to_dict() for card in self.cards],
            "warnings": list(self.warnings),
            "themes": None
            if self.themes_raw is None or self.themes_relative is None
            else {"raw": dict(self.themes_raw), "relative": dict(self.themes_relative), "view": self.view},
            "area": self.area,
            "intent": self.intent,
            "todo": self.todo,
            "ask": None if self.ask is None else {"question_id": self.ask.question_id, "text": self.ask.text},
            "parts": list(self.parts),
            "missing": list(self.missing),
            "weights": dict(self.weights),
            "is_wide": self.is_wide,
            "n_supported": self.best.height,
            "occupations": self.occupations.head(limit).to_dicts(),
            "clusters": self.clusters.to_dicts(),
            "removed": self.removed_counts(),
            "n_not_judged": self.unknown["code_onet"].n_unique(),
            "place": None if self.place is None else {"x": self.place[0], "y": self.place[1]},
            "limits": list(self.limits),
            "draws": self.draws,
            "seed": self.seed,
            "release": self.release,
            "catalog_id": self.catalog_id,
            "version": self.version,
        }

    def __repr__(self) -> str:
        if not self.is_enough:
            return f"Match(too little told: {self.todo})"
        if not self.stands_out:
            return f"Match(nothing stands out; doors: {', '.join(card.name for card in self.cards)})"
        names = ", ".join(card.name for card in self.cards[:3])
        left = [part for part in PARTS if part not in self.parts]
        missing = f"; without {', '.join(left)}" if left else ""
        return f"Match({names} …; {self.best.height} may be in the top ten{missing})"
