"""A step or a whole plan with everything that is known of it, side by side and never as one grade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.pathways.gaps import Gaps, find_gaps, level_gap

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.pathways.pathways import Pathways
    from careerclusters.pathways.plan import Plan
    from careerclusters.pathways.routes import Way

__all__ = ["Step", "explain_plan", "explain_step", "speaks"]

_WIDE = 1.96
# Parts of the log-odds below this are not worth a word.
_LEAST_PART = 0.2
_PARTS = {
    "alike": "how alike the work is",
    "size": "how many people do it",
    "others_moved": "how people in similar work moved",
    "to_learn": "what there is to learn",
    "to_spare": "what would go unused",
    "schooling": "the schooling of both",
    "pay": "the pay of both",
    "industry": "the industries of both",
}


@dataclass(frozen=True)
class Step:
    """One move.

    Attributes
    ----------
    chance, chance_low, chance_high
        Share of the origin's leavers who go to this occupation; None where the survey can't tell the
        two apart. The interval holds the error of the coefficients only.
    observed_share
        Observed share of leavers who went to the destination's group; None when the origin is not in
        our data.
    share_kind
        Where `chance` comes from: "observed", "blended" or "modelled"; None where there is none.
    why
        What each part adds to the log-odds, against the average pair.
    difficulty
        Mean level to learn over skills, knowledge and abilities, 0–7.
    difficulty_percentile
        Share of all pairs that ask for less, 0–100.
    pay_change_usd
        Change of the median; `pay_low_usd` to `pay_high_usd` hold the middle half in the destination.
    exposure_change
        Change of the mean percentile of exposure to language models.
    """

    origin: str
    origin_title: str
    destination: str
    destination_title: str
    chance: float | None
    chance_low: float | None
    chance_high: float | None
    observed_share: float | None
    share_kind: str | None
    why: dict[str, float]
    difficulty: float
    difficulty_percentile: float
    pay_usd: float | None
    pay_change_usd: float | None
    pay_low_usd: float | None
    pay_high_usd: float | None
    growth_10yr_pct: float | None
    openings_annual_jobs: float | None
    exposure_change: float | None
    gaps: Gaps

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        fields = {name: getattr(self, name) for name in self.__dataclass_fields__}
        fields["why"] = {name: round(value, 4) for name, value in self.why.items()}
        return fields | {"gaps": self.gaps.to_dict()}


def explain_step(pathways: Pathways, catalog: Catalog, origin: str, *, destination: str) -> Step:
    """Everything known of a move between two occupations.

    Raises
    ------
    UnknownError
        When either isn't in the network.
    """
    network, facts = pathways.network, pathways.facts
    a, b = network.at(origin), network.at(destination)
    group_a, group_b = int(pathways.groups.members[a]), int(pathways.groups.members[b])
    chance = low = high = observed = share_kind = None
    why: dict[str, float] = {}
    if group_a != group_b:
        chance = float(network.chance[a, b])
        error = pathways.model.deviation(group_a, pathways.model_chances[group_a])[group_b]
        share_kind = pathways.kinds[group_a]
        low, high = chance * float(np.exp(-_WIDE * error)), min(chance * float(np.exp(_WIDE * error)), 1.0)
        seen = float(pathways.observed[group_a, group_b])
        observed = seen if np.isfinite(seen) else None
        why = pathways.model.parts(group_a, group_b)
    difficulty = level_gap(pathways.levels[a], pathways.levels[b])
    pay_a, pay_b = facts["wage_median_usd"][a], facts["wage_median_usd"][b]
    exposed_a, exposed_b = facts["exposure_percentile"][a], facts["exposure_percentile"][b]
    return Step(
        origin=origin,
        origin_title=network.titles[a],
        destination=destination,
        destination_title=network.titles[b],
        chance=chance,
        chance_low=low,
        chance_high=high,
        observed_share=observed,
        share_kind=share_kind,
        why=why,
        difficulty=difficulty,
        difficulty_percentile=pathways.difficulty_percentile(difficulty),
        pay_usd=pay_b,
        pay_change_usd=None if pay_a is None or pay_b is None else pay_b - pay_a,
        pay_low_usd=facts["wage_p25_usd"][b],
        pay_high_usd=facts["wage_p75_usd"][b],
        growth_10yr_pct=facts["growth_10yr_pct"][b],
        openings_annual_jobs=facts["openings_annual_jobs"][b],
        exposure_change=None if exposed_a is None or exposed_b is None else exposed_b - exposed_a,
        gaps=find_gaps(pathways, catalog, origin, destination=destination),
    )


def speaks(why: Mapping[str, float], *, is_for: bool) -> tuple[str, ...]:
    """What speaks for a move, or against it, in words and the strongest first; see `Step.why`."""
    sign = 1.0 if is_for else -1.0
    found = sorted((-sign * value, name) for name, value in why.items() if sign * value >= _LEAST_PART)
    return tuple(_PARTS[name] for _, name in found)


def explain_plan(pathways: Pathways, catalog: Catalog, found: Plan) -> dict[str, object]:
    """JSON-ready: what was asked, the chosen ways with their steps, the others, or what blocks."""
    network = pathways.network

    def head(way: Way) -> dict[str, object]:
        return {
            "codes": [network.codes[at] for at in way.places],
            "titles": [network.titles[at] for at in way.places],
            "likelihood": way.likelihood,
            "drift_chance": way.drift_chance,
            "years": round(way.years, 2),
            "pay_lowest_usd": way.pay_lowest or None,
            "steps_count": way.steps,
        }

    def steps(way: Way) -> list[dict[str, object]]:
        codes = [network.codes[at] for at in way.places]
        return [
            explain_step(pathways, catalog, one, destination=other).to_dict()
            for one, other in pairwise(codes)
        ]

    a, b = network.at(found.origin), network.at(found.destination)
    return {
        "origin": {"code_onet": found.origin, "title": network.titles[a]},
        "destination": {"code_onet": found.destination, "title": network.titles[b]},
        "is_feasible": found.is_feasible,
        "prefer": found.prefer,
        "max_steps": found.max_steps,
        "limits": found.limits.to_dict(),
        "chosen": [head(way) | {"steps": steps(way)} for way in found.chosen],
        "others": [head(way) for way in found.ways if way not in found.chosen],
        "blocked": [
            {"limit": one.limit, "opens_at": one.opens_at, "way": head(one.way)} for one in found.blocked
        ],
        "catalog_id": pathways.catalog_id,
        "release": pathways.release,
    }
