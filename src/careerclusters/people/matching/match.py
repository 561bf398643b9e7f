"""A person against occupations and clusters: scores with their parts, ranges of ranks, what was left out.

from careerclusters.people import match
found = match(person, catalog, clustering)
found.best, found.reasons(found.best["code_onet"][0])
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import polars as pl

from careerclusters.errors import InputError, UnknownError
from careerclusters.people.matching.score import PARTS

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.clustering import Clustering
    from careerclusters.people.explain.counterfactuals import Counterfactual, Dependence
    from careerclusters.people.explain.suggestions import Suggestion
    from careerclusters.people.matching.matcher import Matcher
    from careerclusters.people.profile.person import Person
    from careerclusters.people.profile.questions import Question

__all__ = ["LIMITS", "Match", "match"]

LIMITS = (
    "A match compares what you told with averages over many jobs. It doesn't know you, your town or any "
    "single workplace.",
    "Nothing here is normed or tested on real people, and it isn't for hiring.",
)


@dataclass(frozen=True, eq=False)
class Match:
    """What fits a person, how sure that is, and why.

    Attributes
    ----------
    is_enough
        False when too little was told: the tables are empty and `ask` holds the one answer that would
        help most, `todo` says so in words.
    occupations
        One row per occupation that stays: code_onet, title, score, one column per part (they sum to the
        score; null where a part was not told or the occupation lacks the ratings), rank, rank_low and
        rank_high (90 % of the draws), top_ten_share (0–1, of the draws), tie_group, is_supported (may well
        be in the top ten: rank_low is 10 or less); best first.
    clusters
        One row per cluster and level: level, cluster_id, name, degree (share of the top ten that lies
        in it, over the draws; sums to 1 per level), degree_low, degree_high, score (mean of its five best
        members), rank, rank_low, rank_high; best first within its level.
    removed, unknown
        Occupations that constraints removed (code_onet, constraint, value, limit), and those that a
        constraint could not judge.
    place
        x, y on the map; None without map points.
    """

    person: Person
    is_enough: bool
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
    ask: Question | None = None
    todo: str | None = None
    _matcher: Matcher | None = field(default=None, repr=False)

    @property
    def best(self) -> pl.DataFrame:
        """The list cut where the evidence ends: occupations that may well be among the top ten."""
        return self.occupations.filter(pl.col("is_supported"))

    @cached_property
    def stretch(self) -> Suggestion | None:
        """One occupation that asks for more than the top ten do, and suits otherwise."""
        from careerclusters.people.explain.suggestions import find_stretch

        return find_stretch(self)

    @cached_property
    def unexpected(self) -> Suggestion | None:
        """The best occupation outside the clusters of the top ten and of what the person has done."""
        from careerclusters.people.explain.suggestions import find_unexpected

        return find_unexpected(self)

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """The stretch and the unexpected one, as far as they were found."""
        return tuple(one for one in (self.stretch, self.unexpected) if one is not None)

    @property
    def not_suggested(self) -> tuple[str, ...]:
        """A sentence for each of stretch and surprise that could not be found; nothing without a ranking."""
        from careerclusters.people.explain.suggestions import NO_STRETCH, NO_SURPRISE

        found = ((self.stretch, NO_STRETCH), (self.unexpected, NO_SURPRISE)) if self.is_enough else ()
        return tuple(words for one, words in found if one is None)

    def reasons(self, code_onet: str) -> tuple[str, ...]:
        """Three to five sentences on why an occupation stands where it does, from its largest parts.

        Raises
        ------
        UnknownError
            When the occupation is not in the match; the message says whether a constraint removed it.
        """
        from careerclusters.people.explain.reasons import reasons_for

        return reasons_for(self, code_onet)

    def counterfactuals(self, code_onet: str) -> Counterfactual:
        """The smallest changes of answers found that would lift an occupation into the top ten."""
        from careerclusters.people.explain.counterfactuals import find_changes

        return find_changes(self, code_onet)

    def depends_on(self, code_onet: str | None = None) -> Dependence:
        """The answer on which the place of an occupation (default: the first) depends most."""
        from careerclusters.people.explain.counterfactuals import find_dependence

        return find_dependence(self, code_onet)

    def row(self, code_onet: str) -> dict[str, Any]:
        """The row of one occupation."""
        rows = self.occupations.filter(pl.col("code_onet") == code_onet).to_dicts()
        if rows:
            return rows[0]
        gone = self.removed.filter(pl.col("code_onet") == code_onet)
        if gone.height:
            why = ", ".join(gone["constraint"])
            raise UnknownError("A constraint removed this occupation", seen=code_onet, todo=f"By: {why}.")
        if not self.is_enough:
            raise InputError("There is no ranking yet", seen=code_onet, todo=self.todo)
        raise UnknownError(
            "This occupation can't be matched", seen=code_onet, todo="It has no ratings of its own."
        )

    def removed_counts(self) -> dict[str, int]:
        """Occupations removed by each constraint, most first."""
        rows = self.removed.group_by("constraint").len().sort(["len", "constraint"], descending=[True, False])
        return dict(rows.iter_rows())

    def to_frame(self) -> pl.DataFrame:
        """The occupations."""
        return self.occupations

    def to_dict(self, *, limit: int = 50) -> dict[str, Any]:
        """JSON-ready: settings, the first `limit` occupations with reasons for ten, all clusters."""
        rows = self.occupations.head(limit).to_dicts()
        for row in rows[:10]:
            row["reasons"] = list(self.reasons(row["code_onet"]))
        return {
            "is_enough": self.is_enough,
            "todo": self.todo,
            "ask": None if self.ask is None else {"question_id": self.ask.question_id, "text": self.ask.text},
            "parts": list(self.parts),
            "missing": list(self.missing),
            "weights": dict(self.weights),
            "is_wide": self.is_wide,
            "n_supported": self.best.height,
            "occupations": rows,
            "clusters": self.clusters.to_dicts(),
            "stretch": self.stretch.to_dict() if self.stretch else None,
            "unexpected": self.unexpected.to_dict() if self.unexpected else None,
            "not_suggested": list(self.not_suggested),
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
        names = ", ".join(self.occupations["title"].head(3))
        left = [part for part in PARTS if part not in self.parts]
        missing = f"; without {', '.join(left)}" if left else ""
        return f"Match({names} …; {self.best.height} may be in the top ten{missing})"


def match(
    person: Person,
    catalog: Catalog,
    clustering: Clustering | None = None,
    *,
    weights: Mapping[str, float] | None = None,
    is_wide: bool = False,
    draws: int = 200,
    seed: int = 0,
) -> Match:
    """What fits a person. For more than one person prepare a `Matcher` once.

    This compares what a person says with averages over occupations; it is no test and no forecast of
    success.

    Parameters
    ----------
    person
        Any part may be missing; missing parts are left out of the score and widen the ranges.
    clustering
        Gives clusters and the map; without one there are only occupations.
    weights
        By name in `PARTS`; those not given stay at their default.
    is_wide
        At most two occupations of a middle cluster in each ten places; scores stay as they are.
    draws
        How often the person answers again; 0 gives no ranges.
    seed
        Same input and seed, same result.
    """
    from careerclusters.people.matching.matcher import Matcher

    matcher = Matcher.prepare(catalog, clustering)
    return matcher.match(person, weights=weights, is_wide=is_wide, draws=draws, seed=seed)
