"""A step or a whole plan with everything that is known of it, side by side and never as one grade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from careerclusters.features.estimated_share import estimated_share
from careerclusters.features.names import plain_name, title_or_name
from careerclusters.labour.area_figures import openings_words
from careerclusters.language import _, marked
from careerclusters.pathways.gaps import Gaps, find_gaps, level_gap
from careerclusters.pathways.links import links_of
from careerclusters.pathways.routes import KINDS
from careerclusters.pathways.training import starts_of
from careerclusters.results import Value
from careerclusters.sources.projections import EDUCATION_ORDER

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.features.market import Market
    from careerclusters.labour import Area
    from careerclusters.pathways.pathways import Pathways
    from careerclusters.pathways.plan import Plan
    from careerclusters.pathways.routes import Leg, Way

__all__ = ["Step", "explain_plan", "explain_step", "speaks"]

_WIDE = 1.96
# Parts of the log-odds below this are not worth a word.
_LEAST_PART = 0.2
_PARTS = {
    "alike": marked("how alike the work is"),
    "size": marked("how many people do it"),
    "others_moved": marked("how people in similar work moved"),
    "to_learn": marked("what there is to learn"),
    "to_spare": marked("what would go unused"),
    "schooling": marked("the schooling of both"),
    "pay": marked("the pay of both"),
    "industry": marked("the industries of both"),
}


@dataclass(frozen=True, eq=False)
class Step(Value):
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
    why: Mapping[str, float]
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

    def __repr__(self) -> str:
        return f"Step({self.origin_title} to {self.destination_title}, {self.gaps!r})"


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


_UNKNOWN = (
    "chance", "chance_low", "chance_high", "observed_share", "difficulty", "difficulty_percentile",
    "pay_change_usd", "pay_low_usd", "pay_high_usd", "growth_10yr_pct", "exposure_change", "why",
)  # fmt: skip


def speaks(why: Mapping[str, float], *, is_for: bool) -> tuple[str, ...]:
    """What speaks for a move, or against it, in words and the strongest first; see `Step.why`."""
    sign = 1.0 if is_for else -1.0
    found = sorted((-sign * value, name) for name, value in why.items() if sign * value >= _LEAST_PART)
    return tuple(_(_PARTS[name]) for _value, name in found)


def explain_plan(
    pathways: Pathways, catalog: Catalog, found: Plan, *, market: Market, area: Area | None = None
) -> dict[str, Any]:
    """JSON-ready: what was asked, each way with its steps, and what stands in the way of the others."""
    titles = dict(catalog.occupations.select("code_onet", "title").iter_rows())
    origin = found.start.code_onet
    end = found.destination
    return {
        "origin": None if origin is None else _end(origin, titles),
        "start": found.start.to_dict(),
        "destination": _end(end, titles),
        "is_feasible": found.is_feasible,
        "is_estimated": _estimated(pathways, catalog, found),
        "estimated": estimated_share(catalog, _shown(found)).to_dict(),
        "limits": found.limits.to_dict(),
        "area": None if area is None else area.to_dict(),
        "openings_words": openings_words(area),
        "ways": [_way(way, pathways, catalog, market=market, area=area, titles=titles) for way in found.ways],
        "blocked": [
            {
                "limit": one.limit,
                "opens_at": list(one.opens_at) if isinstance(one.opens_at, tuple) else one.opens_at,
                "way": _head(one.way, titles),
            }
            for one in found.blocked
        ],
        "catalog_id": found.catalog_id,
        "release": pathways.release,
    }


def _end(code: str, titles: Mapping[str, str]) -> dict[str, str]:
    return {"code_onet": code, "title": titles[code], "name": plain_name(code, titles[code])}


def _shown(found: Plan) -> set[str]:
    """Occupations that a plan names: both ends and every stop."""
    ends = {code for code in (found.start.code_onet, found.destination) if code is not None}
    return ends.union(*(way.codes for way in found.ways))


def _estimated(pathways: Pathways, catalog: Catalog, found: Plan) -> str | None:
    """What is read as other work because it has no ratings, in words."""
    links = links_of(pathways, catalog)
    codes = [code for code in (found.start.code_onet, found.destination) if code is not None]
    words = []
    for code in codes:
        if links.rests_on_estimates(code):
            sources = pathways.estimated_from.get(code) or links.stand_ins(code)
            job = title_or_name(code, catalog.title(code))
            near = "; ".join(title_or_name(other, catalog.title(other)) for other in sources[:4])
            words.append(
                _(
                    "{job} has no ratings of its own: shares of movers and likeness are those of {jobs}.",
                    job=job,
                    jobs=near,
                )
                if near
                else _("{job} has no ratings of its own: they are unknown.", job=job)
            )
    return " ".join(words) or None


def _head(way: Way, titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "kind": way.kind,
        "kind_words": _(KINDS[way.kind]),
        "codes": list(way.codes),
        "titles": [titles[code] for code in way.codes],
        "names": [plain_name(code, titles[code]) for code in way.codes],
        "years": round(way.years, 2),
        "years_low": round(way.years_low, 2),
        "years_high": round(way.years_high, 2),
        "years_until_start": round(way.wait_years, 2),
        "school_years": round(way.school_years, 2),
        "schooling": _schooling(way),
        "likelihood": way.likelihood,
        "pay_lowest_usd": way.pay_lowest_usd,
        "pay_on_the_way_usd": way.pay_on_the_way_usd,
        "earnings_10yr_usd": way.earnings_10yr_usd,
        "first_gain_years": round(way.first_gain_years, 2),
        "steps_count": len(way.legs),
        "why": way.why,
    }


def _schooling(way: Way) -> str:
    """The schooling to be done on the way, in words."""
    left = [leg for leg in way.legs if leg.school_high > 0]
    asked = [leg.schooling_step for leg in left]
    if any(leg.is_apprenticed for leg in way.legs):
        return _("Apprenticeship, after high school")
    if not asked:
        return _("No more schooling")
    most = max(left, key=lambda leg: leg.schooling_step)
    schooling = _(EDUCATION_ORDER[most.schooling_step])
    return _("{schooling} in this field", schooling=schooling) if most.is_other_field else schooling


def _way(
    way: Way,
    pathways: Pathways,
    catalog: Catalog,
    *,
    market: Market,
    area: Area | None,
    titles: Mapping[str, str],
) -> dict[str, Any]:
    from careerclusters.labour import licence_of

    licences = []
    for leg in way.legs:
        licence = licence_of(catalog, leg.destination, area=area)
        if licence is not None and licence.is_listed:
            name = plain_name(leg.destination, titles[leg.destination])
            licences.append({"code_onet": leg.destination, "name": name, **licence.to_dict()})
    steps = [_step(leg, pathways, catalog, market=market, titles=titles) for leg in way.legs]
    return _head(way, titles) | {"licences": licences, "steps": steps}


def _step(
    leg: Leg, pathways: Pathways, catalog: Catalog, *, market: Market, titles: Mapping[str, str]
) -> dict[str, Any]:
    """A leg with what it takes, and where both ends are rated with the gaps between them."""
    links = links_of(pathways, catalog)
    row = int(market.rows((leg.destination,))[0])
    known = leg.origin is not None and None not in (
        links.position(leg.origin),
        links.position(leg.destination),
    )
    base: dict[str, Any] = dict.fromkeys(_UNKNOWN)
    growth = float(market.growth_pct[row])
    base["growth_10yr_pct"] = growth if np.isfinite(growth) else None
    if known and leg.origin is not None:
        base = explain_step(pathways, catalog, leg.origin, destination=leg.destination).to_dict()
    pay, openings = float(market.pay[row]), float(market.openings_published[row])
    return base | {
        "origin": leg.origin,
        "origin_title": None if leg.origin is None else titles[leg.origin],
        "origin_name": None if leg.origin is None else plain_name(leg.origin, titles[leg.origin]),
        "destination": leg.destination,
        "destination_title": titles[leg.destination],
        "destination_name": plain_name(leg.destination, titles[leg.destination]),
        "years_low": round(leg.years_low, 2),
        "years_high": round(leg.years_high, 2),
        "school_years_low": round(leg.school_low, 2),
        "school_years_high": round(leg.school_high, 2),
        "training_years_low": round(leg.training_low, 2),
        "training_years_high": round(leg.training_high, 2),
        "experience_years_low": round(leg.experience_low, 2),
        "experience_years_high": round(leg.experience_high, 2),
        "schooling": None if leg.schooling_step < 0 else EDUCATION_ORDER[leg.schooling_step],
        "training": market.training[row] or None,
        "is_apprenticed": leg.is_apprenticed,
        "transition_share": leg.transition_share,
        "is_estimated": leg.is_estimated,
        "pay_usd": round(pay) if np.isfinite(pay) else None,
        "is_group_figure": bool(market.is_split[row]),
        "openings_annual_jobs": round(openings) if np.isfinite(openings) else None,
        "programmes": [one.to_dict() for one in starts_of(catalog, leg.destination, step=leg.schooling_step)],
        "gaps": base.get("gaps"),
    }
