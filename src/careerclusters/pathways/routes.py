"""The ways from a start to an occupation: straight there, by an apprenticeship, by one stepping stone.

A **stepping stone** is work that can be started soon, needs no more schooling than the destination, pays at
least nine tenths of today's pay and no more than the destination, and leads there: the work is much like it
and people make the move. It is offered only where it beats the straight way by a stated margin:

    pay        at least a tenth more pay in at most half the time of the straight way, where that way means a
               year of school or two of experience first; an apprenticeship pays from its first day
    schooling  at least a year less of it in all
    time       at least a year less in all

Chains of more stops are not offered: each further one is a change of work that few people make.

Earnings over ten years cost schooling at `TUITION_USD` a year and count part-time pay while studying, the
lowest tenth of pay while in training, and pay that rises from there to the middle over five years.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.language import _, decimal_text, marked
from careerclusters.pathways.entry import BACHELOR, Needs, needs_from
from careerclusters.results import Value

if TYPE_CHECKING:
    from careerclusters.features.market import Market
    from careerclusters.pathways.links import Links
    from careerclusters.pathways.start import Start

__all__ = ["KINDS", "Leg", "Way", "ways_to"]

KINDS = {
    "direct": marked("Straight there"),
    "apprenticeship": marked("Earn while you learn"),
    "stepping_stone": marked("By a stepping stone"),
}
STAY_YEARS = 1.0
PAY_KEPT, PAY_GAIN = 0.9, 0.1
TUITION_USD = {3: 6_000.0, 4: 5_000.0, 5: 11_000.0, 6: 13_000.0, 7: 20_000.0}
_APPRENTICE_YEARS = {True: (3.0, 5.0), False: (1.0, 4.0)}
_MOST_STONES, _STONE_YEARS, _LEAST_DIRECT_YEARS = 2, 1.6, 1.5
_WORTH_LEARNING_YEARS, _MOST_LONGER_YEARS, _STONES_TRIED = 0.75, 2.5, 12
_REACHED_SHARE, _REACHED_LIKENESS, _LEAST_OPENINGS = 0.0005, 0.8, 0.0005
_LEADS_LIKENESS, _LEADS_SHARE = 1.6, 0.002
_SCHOOL_MARGIN, _TIME_MARGIN, _WAIT_YEARS = 1.0, 1.0, 2.0
_PAY_SHARE_IN_SCHOOL, _HORIZON, _RISE_YEARS = 0.4, 10, 5.0
_CERTIFICATE = 3


@dataclass(frozen=True)
class Leg:
    """From one place to the next.

    Attributes
    ----------
    origin
        Code of the work before; None from school or from no work.
    schooling_step
        Schooling typically asked, as a step of `EDUCATION_ORDER`; −1 where not known.
    school_low, school_high, training_low, training_high, experience_low, experience_high
        Years left of each.
    transition_share
        Share of the origin's leavers who go there; None where it can't be told.
    is_estimated
        Whether the share is that of work near to either end.
    is_apprenticed
        Whether it is learned as a paid apprentice.
    """

    origin: str | None
    destination: str
    schooling_step: int
    school_low: float
    school_high: float
    training_low: float
    training_high: float
    experience_low: float
    experience_high: float
    transition_share: float | None
    is_estimated: bool
    is_other_field: bool
    is_apprenticed: bool = False

    @property
    def years_low(self) -> float:
        """Least years."""
        return self.school_low + self.training_low + self.experience_low

    @property
    def years_high(self) -> float:
        """Most years."""
        return self.school_high + self.training_high + self.experience_high

    @property
    def years(self) -> float:
        """Middle of the range."""
        return (self.years_low + self.years_high) / 2

    @property
    def school_years(self) -> float:
        """Years of schooling, the middle."""
        return (self.school_low + self.school_high) / 2


@dataclass(frozen=True, eq=False)
class Way(Value):
    """One way.

    Attributes
    ----------
    kind
        A name in `KINDS`.
    legs
        One or two.
    wait_years
        Years of school still to come before it begins.
    stay_years
        Years of work in the stepping stone before going on.
    pay_lowest_usd
        Lowest median pay of the work on the way, the destination's included; None where not known.
    pay_on_the_way_usd
        What an apprentice earns at first, or the stepping stone's median; None for a straight way.
    earnings_10yr_usd
        Earnings over ten years from the start less tuition; None where pay isn't known.
    why
        Why a stepping stone is offered; None for others.
    """

    kind: str
    legs: tuple[Leg, ...]
    wait_years: float = 0.0
    stay_years: float = 0.0
    pay_lowest_usd: float | None = None
    pay_on_the_way_usd: float | None = None
    earnings_10yr_usd: float | None = None
    why: str | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """Work on the way, from today's on; from school it begins with the first job."""
        first = self.legs[0].origin
        return (*((first,) if first is not None else ()), *(leg.destination for leg in self.legs))

    @property
    def years_low(self) -> float:
        """Least years, school still to come left out."""
        return sum(leg.years_low for leg in self.legs) + self.stay_years

    @property
    def years_high(self) -> float:
        """Most years."""
        return sum(leg.years_high for leg in self.legs) + self.stay_years

    @property
    def years(self) -> float:
        """Middle of the range."""
        return (self.years_low + self.years_high) / 2

    @property
    def school_years(self) -> float:
        """Years of schooling after high school on the way."""
        return sum(leg.school_years for leg in self.legs)

    @property
    def schooling_step(self) -> int:
        """Most schooling asked on the way."""
        return max(leg.schooling_step for leg in self.legs)

    @property
    def first_gain_years(self) -> float:
        """Years until the first new work."""
        return self.legs[0].years

    @property
    def likelihood(self) -> float | None:
        """Share of movers of the rarest step; None where one can't be told."""
        shares = [leg.transition_share for leg in self.legs]
        known = [share for share in shares if share is not None]
        return min(known) if len(known) == len(shares) else None


def ways_to(start: Start, destination: str, *, links: Links, market: Market) -> tuple[Way, ...]:
    """All ways, before limits: straight, apprenticeship, stepping stones; the order in which to read them."""
    needs = needs_from(start, links, market)
    row = links.at(destination)
    leg = _leg(start.code_onet, row, needs, links=links, market=market)
    found: list[Way] = []
    if market.is_apprenticed[row]:
        found.append(_apprenticeship(start, replace(leg, is_apprenticed=True), market, row))
    else:
        found.append(_way("direct", start, (leg,), market))
        if market.apprenticeship_count[row] and _can_be_learned(leg, market, row):
            low, high = _APPRENTICE_YEARS[False]
            learned = replace(
                leg,
                school_low=0.0,
                school_high=0.0,
                training_low=low,
                training_high=high,
                is_apprenticed=True,
            )
            found.append(_apprenticeship(start, learned, market, row))
    if leg.years >= _LEAST_DIRECT_YEARS:
        found += _stones(start, found[0], needs, row=row, links=links, market=market)
    return tuple(found)


def _can_be_learned(leg: Leg, market: Market, row: int) -> bool:
    """Whether there is something to learn as an apprentice, and neither a degree nor years come first."""
    step = int(market.schooling[row])
    return 0 <= step < BACHELOR and market.experience_years[row] == 0 and leg.years >= _WORTH_LEARNING_YEARS


def _leg(origin: str | None, row: int, needs: Needs, *, links: Links, market: Market) -> Leg:
    code = links.codes[row]
    share = None if origin is None else links.share(origin, code)
    estimated = links.rests_on_estimates(code) or (origin is not None and links.rests_on_estimates(origin))
    pairs = [
        (float(one[0, row]), float(one[1, row])) for one in (needs.school, needs.training, needs.experience)
    ]
    (school, training, experience) = pairs
    return Leg(
        origin=origin,
        destination=code,
        schooling_step=int(market.schooling[row]),
        school_low=school[0],
        school_high=school[1],
        training_low=training[0],
        training_high=training[1],
        experience_low=experience[0],
        experience_high=experience[1],
        transition_share=share,
        is_estimated=estimated,
        is_other_field=bool(needs.is_other_field[row]),
    )


def _apprenticeship(start: Start, leg: Leg, market: Market, row: int) -> Way:
    return replace(
        _way("apprenticeship", start, (leg,), market),
        pay_on_the_way_usd=_known(market.pay_low[row]),
    )


def _way(
    kind: str,
    start: Start,
    legs: tuple[Leg, ...],
    market: Market,
    *,
    stay: float = 0.0,
    why: str | None = None,
) -> Way:
    rows = [int(market.rows((leg.destination,))[0]) for leg in legs]
    pays = [float(market.pay[row]) for row in rows]
    return Way(
        kind=kind,
        legs=legs,
        wait_years=start.school_years_left,
        stay_years=stay,
        pay_lowest_usd=_known(min(pays)) if np.isfinite(pays).all() else None,
        pay_on_the_way_usd=_known(pays[0]) if len(legs) > 1 else None,
        earnings_10yr_usd=_earnings(start, legs, rows, market, stay=stay),
        why=why,
    )


def _stones(start: Start, direct: Way, needs: Needs, *, row: int, links: Links, market: Market) -> list[Way]:
    """The best stepping stones that beat the straight way by a margin."""
    destination = links.codes[row]
    to = np.nan_to_num(links.likeness_from(destination))
    asked = market.schooling[row]
    today = start.pay_usd if np.isfinite(start.pay_usd) else 0.0
    with np.errstate(invalid="ignore"):
        can = (
            (needs.middle <= _STONE_YEARS)
            & (market.schooling >= 0)
            & (market.schooling <= min(asked, _CERTIFICATE))
        )
        can &= (market.pay >= PAY_KEPT * today) & (market.pay <= market.pay[row]) & (to >= _LEADS_LIKENESS)
        can &= np.nan_to_num(market.openings) >= _LEAST_OPENINGS * np.nanmax(market.openings)
        can &= (needs.likeness >= _REACHED_LIKENESS) | _is_reached(start, links)
    can &= links.is_one_kind
    can[row] = False
    for code in start.held:
        can[links.at(code)] = False
    found = []
    stones = np.flatnonzero(can)
    for stone in stones[np.argsort(-to[stones], kind="stable")][:_STONES_TRIED]:
        way = _stone(start, direct, needs, stone=int(stone), row=row, links=links, market=market)
        if way is not None:
            found.append((float(to[stone]), way))
    # Among those that pass, what is most like the destination and most often leads there.
    found.sort(key=lambda one: (-_promise(one[0], one[1]), one[1].codes))
    return [way for _, way in found[:_MOST_STONES]]


def _is_reached(start: Start, links: Links) -> np.ndarray:
    """Whether people go there from the work held; always from school."""
    if start.code_onet is None:
        return np.ones(len(links.codes), dtype=bool)
    is_reached: np.ndarray = np.nan_to_num(links.shares_from(start.code_onet)) >= _REACHED_SHARE
    return is_reached


def _promise(likeness: float, way: Way) -> float:
    share = way.legs[1].transition_share or _LEADS_SHARE
    return likeness + 0.5 * float(np.log10(max(share, 1e-4))) - 0.3 * way.years


def _stone(
    start: Start, direct: Way, needs: Needs, *, stone: int, row: int, links: Links, market: Market
) -> Way | None:
    code, destination = links.codes[stone], links.codes[row]
    share = links.share(code, destination)
    if share is not None and share < _LEADS_SHARE:
        return None
    first = _leg(start.code_onet, stone, needs, links=links, market=market)
    stay = max(STAY_YEARS, float(market.experience_years[row]))
    step = max(start.schooling, int(market.schooling[stone]))
    held = {**start.held, code: stay}
    then = replace(start, schooling=step, code_onet=code, held=held)
    second = _leg(code, row, needs_from(then, links, market), links=links, market=market)
    why = _beats(start, direct, first, second, stay=stay, pay=float(market.pay[stone]))
    return None if why is None else _way("stepping_stone", start, (first, second), market, stay=stay, why=why)


def _beats(start: Start, direct: Way, first: Leg, second: Leg, *, stay: float, pay: float) -> str | None:
    """Why a stepping stone is worth it, in words; None when it isn't by the margin."""
    total = first.years + stay + second.years
    if total > direct.years + _MOST_LONGER_YEARS:
        return None
    less_school = direct.school_years - first.school_years - second.school_years
    if less_school >= _SCHOOL_MARGIN:
        return _("about {n} years less of schooling in all", n=f"{less_school:.0f}")
    if direct.years - total >= _TIME_MARGIN:
        return _("about {n} years sooner", n=f"{direct.years - total:.0f}")
    gain = pay / start.pay_usd - 1.0 if np.isfinite(start.pay_usd) else PAY_GAIN
    leg = direct.legs[0]
    waits = (
        direct.school_years >= _SCHOOL_MARGIN or leg.experience_low + leg.experience_high >= 2 * _WAIT_YEARS
    )
    if waits and gain >= PAY_GAIN and 2 * first.years <= direct.years:
        years = decimal_text(max(first.years, 0.1), 1)
        if not np.isfinite(start.pay_usd):
            return _("pay after about {n} years, in work much like it", n=years)
        return _(
            "{percent} more pay after about {n} years, in work much like it", percent=f"{gain:.0%}", n=years
        )
    return None


def _earnings(
    start: Start, legs: tuple[Leg, ...], rows: list[int], market: Market, *, stay: float
) -> float | None:
    """Earnings over ten years less tuition, in dollars of today; by steps of a tenth of a year."""
    today = start.pay_usd if np.isfinite(start.pay_usd) else float(np.nanpercentile(market.pay_low, 25))
    total, clock, now = 0.0, 0.0, today

    def spend(years: float, rate: float) -> None:
        nonlocal total, clock
        counted = min(years, max(_HORIZON - clock, 0.0))
        total += counted * rate
        clock += counted

    for at, (leg, row) in enumerate(zip(legs, rows, strict=True)):
        pay, low = float(market.pay[row]), float(market.pay_low[row])
        if not np.isfinite(pay) or not np.isfinite(low):
            return None
        spend(leg.school_years, _PAY_SHARE_IN_SCHOOL * now - TUITION_USD.get(leg.schooling_step, 0.0))
        spend((leg.experience_low + leg.experience_high) / 2, now)
        spend((leg.training_low + leg.training_high) / 2, low)
        if at < len(legs) - 1:
            spend(stay, (low + pay) / 2)
            now = pay
        else:
            left = max(_HORIZON - clock, 0.0)
            rise = min(left, _RISE_YEARS)
            spend(rise, low + (pay - low) * rise / (2 * _RISE_YEARS))
            spend(left - rise, pay)
    return round(total, -3)


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
