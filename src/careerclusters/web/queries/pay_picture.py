"""Pay and jobs of an occupation here and now: what a picture of them needs, and its finding in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from careerclusters.labour.figure import NATION_NAME, Figure
from careerclusters.labour.pay import pay_of
from careerclusters.language import _, decimal_text
from careerclusters.present import dollars, openings_count

if TYPE_CHECKING:
    from careerclusters.labour import Area, ClusterOutlook, LabourMarket
    from careerclusters.web.state import State

__all__ = ["AXIS_USD", "PayPicture", "Trend", "cluster_pay", "jobs_words", "pay_picture", "trend_of"]

ALL_JOBS = "00-0000"
LARGEST_USD = 240_000
AXIS_USD = (0, 60_000, 120_000, 180_000, 240_000)
"""One scale on every page, so that two pages can be held side by side."""
HOURS_A_YEAR = 2080
_MORE, _SAME = 1.1, 0.9


@dataclass(frozen=True)
class PayPicture:
    """Pay as a strip on one scale for all pages, and its finding.

    Attributes
    ----------
    figures
        By name from `p10` to `p90` and `median`, as published; what is missing says why.
    p10_usd, p25_usd, p50_usd, p75_usd, p90_usd
        The same as yearly US$ to draw; an hourly wage stands for 2,080 hours; a top-coded one at its bound.
    all_jobs, all_jobs_usd
        The middle pay of all jobs in the same area; as a number to draw.
    words
        One or two sentences that say what the strip shows.
    """

    figures: Mapping[str, Figure]
    p10_usd: float | None
    p25_usd: float | None
    p50_usd: float | None
    p75_usd: float | None
    p90_usd: float | None
    all_jobs: Figure
    all_jobs_usd: float | None
    words: str
    axis_usd: tuple[int, ...] = AXIS_USD
    largest_usd: int = LARGEST_USD


@dataclass(frozen=True)
class Trend:
    """A change in percent beside that of all jobs together; `words` says which is larger."""

    own: Figure
    all_jobs: Figure
    words: str


def pay_picture(state: State, market: LabourMarket) -> PayPicture:
    """The pay of an occupation in the area its market is of."""
    figures = market.pay.hourly or market.pay.annual
    every = _all_jobs(state, market.area)
    yearly = {name: _yearly(figures.get(name)) for name in ("p10", "p25", "median", "p75", "p90")}
    return PayPicture(
        figures=figures,
        p10_usd=yearly["p10"],
        p25_usd=yearly["p25"],
        p50_usd=yearly["median"],
        p75_usd=yearly["p75"],
        p90_usd=yearly["p90"],
        all_jobs=every,
        all_jobs_usd=_yearly(every),
        words=_pay_words(market, every),
    )


def cluster_pay(state: State, outlook: ClusterOutlook) -> PayPicture:
    """How the typical pay of a cluster's jobs spreads, each occupation at its middle."""
    every = _all_jobs(state, outlook.area)
    half, low, high = (outlook.pay[name] for name in ("p50", "p10", "p90"))
    words = _("Not known.")
    if half.is_known:
        words = _("Half of the jobs here are in work with a typical pay of {pay} or more.", pay=half.text())
        if low.is_known and high.is_known:
            words += " " + _("Most run from {low} to {high}.", low=_short(low), high=_short(high))
    return PayPicture(
        figures=outlook.pay,
        p10_usd=_yearly(low),
        p25_usd=_yearly(outlook.pay.get("p25")),
        p50_usd=_yearly(half),
        p75_usd=_yearly(outlook.pay.get("p75")),
        p90_usd=_yearly(high),
        all_jobs=every,
        all_jobs_usd=_yearly(every),
        words=words,
    )


def _pay_words(market: LabourMarket, every: Figure) -> str:
    half = market.pay.median
    if not half.is_known and half.at_least is None:
        return _("Pay isn't published for this job.")
    place = _("in {area}", area=_(half.area)) if half.area != NATION_NAME else _("in the United States")
    if half.at_least is not None and not half.is_known:
        return _("Typical pay {place} is {pay}.", place=place, pay=half.text())
    if market.group:
        said = _(
            "Typical pay of the group {place} is {pay}: half earn more, half less.",
            place=place,
            pay=half.text(),
        )
    else:
        said = _("Typical pay {place} is {pay}: half earn more, half less.", place=place, pay=half.text())
    if half.stands_in_for:
        said += " " + _("No pay is published for {area}, so this stands in.", area=half.stands_in_for)
    own, other = _yearly(half), _yearly(every)
    if own is None or other is None:
        return said
    if own >= _MORE * other:
        beside = _("That is more than the typical pay of all jobs ({pay}).", pay=every.text())
    elif own <= _SAME * other:
        beside = _("That is less than the typical pay of all jobs ({pay}).", pay=every.text())
    else:
        beside = _("That is about as much as the typical pay of all jobs ({pay}).", pay=every.text())
    return f"{said} {beside}"


def jobs_words(market: LabourMarket) -> str:
    """How many do this, where, and how often a place falls free; a figure of a group says so itself."""
    group = f" ({market.group})" if market.group else ""
    ahead = market.projection
    if market.in_area is not None:
        here = market.in_area
        if not here.jobs.is_known:
            return _("For {area}, the number of jobs isn't published. It may be small.", area=here.area.name)
        said = _jobs_there(here.jobs, group)
        if here.words():
            said += " " + _("The work is {words}.", words=here.words())
        if here.openings_annual.is_known:
            count = openings_count(here.openings_annual.number)
            said += " " + _("We estimate {count} openings a year.", count=count)
        return said
    if not ahead.jobs.is_known:
        return _("The number of jobs isn't published.")
    said = _("About {jobs} in the United States{group}.", jobs=ahead.jobs.text(), group=group)
    if ahead.openings_annual.is_known:
        said += " " + _openings_words(ahead.openings_annual)
    return said


def _jobs_there(jobs: Figure, group: str) -> str:
    """Jobs in an area, or in the wider one that stands in for it."""
    slots = {"jobs": jobs.text(), "area": jobs.area, "group": group, "asked": jobs.stands_in_for}
    if jobs.stands_in_for and jobs.area == NATION_NAME:
        return _("About {jobs} in the United States{group}; no number is published for {asked}.", **slots)
    if jobs.stands_in_for:
        return _("About {jobs} in {area}{group}; no number is published for {asked}.", **slots)
    return _("About {jobs} in {area}{group}.", **slots)


def trend_of(state: State, market: LabourMarket) -> Trend | None:
    """Jobs from 2024 to 2034 beside all jobs; None where no projection is published."""
    own = market.projection.growth_10yr
    every = state.kept("all growth", lambda: _all_growth(state))
    if not own.is_known or every is None:
        return None
    value, together = float(own.value or 0), every.text()
    percent = f"{decimal_text(abs(value))}%"
    if abs(value) < 0.5:
        said = _(
            "The number of jobs is expected to stay about the same until 2034; all jobs together: {change}.",
            change=together,
        )
    elif value > 0:
        said = _(
            "The number of jobs is expected to grow by {percent} from 2024 to 2034; "
            "all jobs together: {change}.",
            percent=percent,
            change=together,
        )
    else:
        said = _(
            "The number of jobs is expected to shrink by {percent} from 2024 to 2034; "
            "all jobs together: {change}.",
            percent=percent,
            change=together,
        )
    return Trend(own, every, said)


def _all_growth(state: State) -> Figure | None:
    """Growth of all jobs together, each published code once."""
    table = state.catalog.table("projections").unique("code_published").drop_nulls("employment_2034_jobs")
    before, after = (float(table[f"employment_{year}_jobs"].sum()) for year in (2024, 2034))
    if not before:
        return None
    return Figure(round((after / before - 1) * 100, 1), "pct", "2024–34", "projections_2024")


def _all_jobs(state: State, area: Area | None) -> Figure:
    """Middle pay of all jobs of an area."""
    key = "nation" if area is None else area.code
    return state.kept(("all pay", key), lambda: pay_of(state.catalog, ALL_JOBS, area=area).median)


def _yearly(figure: Figure | None) -> float | None:
    if figure is None:
        return None
    value = figure.at_least if figure.value is None else figure.value
    if not isinstance(value, (int, float)):
        return None
    return float(value) * (HOURS_A_YEAR if figure.unit == "usd_per_hour" else 1)


def _openings_words(openings: Figure) -> str:
    """Openings a year in the nation."""
    count = openings_count(openings.number, is_nation=True)
    return _("{count} openings a year.", count=count[0].upper() + count[1:])


def _short(figure: Figure) -> str:
    return dollars(figure.number, per=None)
