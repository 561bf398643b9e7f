"""One step up: what pays more, can be reached from the work somebody has, and has openings.

A move counts when it pays at least a tenth more, or keeps the pay and grows clearly faster; when people
make it, or the work is much like it; when it has openings; and when what it asks is within reach. Moves
stand in three groups: `now`, without going to school; `course`, with training or a course of
up to two and a half years, paid apprenticeships included; `degree`, with a bachelor's or more. Who has a
degree of the length asked for needs a course where the field is another one, unless the work is licensed.
Within its group a move stands higher the more people make it, above all when they make it more often than
people from other work do, the more alike the work is, the more it pays, the sooner it can be made and the
more openings there are.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.features.market import NATION
from careerclusters.features.names import plain_name
from careerclusters.features.to_learn import most_to_learn
from careerclusters.language import _, marked
from careerclusters.pathways.entry import BACHELOR, LICENSED_DEGREE, Needs, needs_from
from careerclusters.pathways.limits import Limits
from careerclusters.pathways.links import links_of
from careerclusters.results import Value

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.catalog import Catalog
    from careerclusters.features.market import Market
    from careerclusters.pathways.links import Links
    from careerclusters.pathways.pathways import Pathways
    from careerclusters.pathways.start import Start

__all__ = ["GROUPS", "Move", "NextMoves", "next_moves"]

GROUPS = {
    "now": marked("Without going back to school"),
    "course": marked("With a course, training or an apprenticeship"),
    "degree": marked("With a degree"),
}
GAIN = 0.10
_LEAST_SHARE, _TWIN, _OFTEN, _LIFT_TOP, _UNLIKE_LIFT = 0.0025, 2.2, 0.01, 5.0, 4.0
_RELATED_STUDY = 0.8
_NOW_SCHOOL, _NOW_YEARS, _COURSE_YEARS, _MOST_YEARS = 0.1, 0.6, 2.6, 6.0
_QUOTA = {"now": 5, "course": 4, "degree": 3}
_MOST, _MOST_SAME_PAY, _ENOUGH = 10, 2, 5
_SAME_GROUP, _SAME_PAY_PRICE = 0.35, 0.8
# Importance above 1 of 5, halfway between "somewhat" and "important".
_MATTERS = 1.5


@dataclass(frozen=True)
class _Bars:
    """What a move must reach; the wider ones hold where fewer than `_ENOUGH` reach the strict ones."""

    share: float
    related: float
    faster_pct: float
    wait_years: float
    openings_nation: float

    def openings(self, market: Market) -> float:
        """Least openings a year; of an area a hundredth of the nation's."""
        return self.openings_nation / (1.0 if market.area_code == NATION else 100.0)


_STRICT = _Bars(0.0025, 0.6, 8.0, 1.6, 1_500.0)
_WIDER = _Bars(0.0015, 0.5, 4.0, 3.1, 500.0)


@dataclass(frozen=True)
class Move:
    """One step up.

    Attributes
    ----------
    group
        A name in `GROUPS`.
    pay_usd, pay_change_usd
        Median a year in the place asked for, and its change.
    years_low, years_high
        To get ready.
    transition_share
        Share of those who leave the work for another who go there; None where the survey can't tell.
    openings_annual_jobs
        In the place asked for; in an area an estimate.
    is_group_figure
        Whether pay and openings are those of a group that the work is published with.
    why
        Why it is there although it doesn't pay a tenth more; None for those that do.
    to_learn
        Up to two skills or fields of knowledge that matter there and are lacking, in words.
    is_estimated
        Whether shares and likeness are those of work near to it, because it has no ratings of its own.
    """

    code_onet: str
    title: str
    name: str
    group: str
    pay_usd: float
    pay_change_usd: float
    years_low: float
    years_high: float
    transition_share: float | None
    openings_annual_jobs: int | None
    is_group_figure: bool
    schooling_step: int
    growth_10yr_pct: float | None
    why: str | None
    to_learn: tuple[str, ...]
    is_estimated: bool

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {**asdict(self), "to_learn": list(self.to_learn)}


@dataclass(frozen=True, eq=False)
class NextMoves(Value):
    """Steps up from one start, by group and best first; `is_estimated` when the origin has no ratings."""

    start: Start
    area_code: str
    moves: tuple[Move, ...]
    is_estimated: bool
    catalog_id: str

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "start": self.start.to_dict(),
            "area_code": self.area_code,
            "is_estimated": self.is_estimated,
            "moves": [move.to_dict() for move in self.moves],
            "catalog_id": self.catalog_id,
        }

    def to_frame(self) -> pl.DataFrame:
        """One row per move."""
        import polars as pl

        rows = [move.to_dict() | {"to_learn": "; ".join(move.to_learn)} for move in self.moves]
        names = [field.name for field in fields(Move)]
        return pl.DataFrame(rows, schema=names, infer_schema_length=None)

    def __repr__(self) -> str:
        return f"NextMoves({len(self.moves)} moves from {self.start!r})"


def next_moves(
    pathways: Pathways,
    catalog: Catalog,
    start: Start,
    *,
    market: Market,
    limits: Limits | None = None,
    count: int = _MOST,
) -> NextMoves:
    """Steps up from the work somebody has.

    Parameters
    ----------
    start
        With work held: `start_at(market, code)`, or a person's.
    market
        Pay and openings of the place.
    limits
        What else is ruled out; its share of movers isn't used.

    Raises
    ------
    UnknownError
        When the work isn't in the catalog.
    """
    limits = limits or Limits()
    links = links_of(pathways, catalog)
    needs = needs_from(start, links, market)
    assert start.code_onet is not None
    shares = links.shares_from(start.code_onet)
    gain = market.pay / start.pay_usd - 1.0
    openings = np.nan_to_num(market.openings)
    always = links.is_one_kind & (market.schooling >= 0) & _within(limits, links, market, needs)
    always[links.at(start.code_onet)] = False
    lift = links.lift_from(start.code_onet)
    worth = _worth(shares, lift, gain, needs=needs, openings=openings)
    for bars in (_STRICT, _WIDER):
        groups = _groups(needs, market, bars, start.schooling)
        fits = always & (groups != "") & _is_up(gain, market, links.at(start.code_onet), bars)
        fits &= _is_reached(shares, lift, needs, bars=bars) & (openings >= bars.openings(market))
        if fits.sum() >= _ENOUGH:
            break
    rows = _few_of_the_same_pay(np.flatnonzero(fits), worth, gain)
    chosen = _choose(rows, worth, groups, links.codes, count)
    titles = dict(catalog.occupations.select("code_onet", "title").iter_rows())
    moves = tuple(
        _move(
            row,
            str(groups[row]),
            links=links,
            market=market,
            needs=needs,
            start=start,
            share=float(shares[row]),
            title=titles[links.codes[row]],
        )
        for row in chosen
    )
    is_estimated = links.rests_on_estimates(start.code_onet)
    return NextMoves(start, market.area_code, moves, is_estimated, catalog.id)


def _is_up(gain: np.ndarray, market: Market, here: int, bars: _Bars) -> np.ndarray:
    """Whether a move pays a tenth more, or keeps the pay and grows clearly faster."""
    faster = market.growth_pct - market.growth_pct[here]
    is_up: np.ndarray = (gain >= GAIN) | ((gain >= 0) & (faster >= bars.faster_pct))
    return is_up


def _is_reached(shares: np.ndarray, lift: np.ndarray, needs: Needs, *, bars: _Bars) -> np.ndarray:
    """Whether people make a move, or the work is much like it.

    A move to work unlike one's own counts where it is frequent, at least as much as from other work; never
    where school comes first, for that is a student's way out of any work, not a step up from this. A share
    that is many times that of others (`_UNLIKE_LIFT`) in unlike work rests on a few answers of the survey.
    """
    made, often = np.nan_to_num(shares), np.nan_to_num(lift)
    is_own_way = (made > _OFTEN) & (often >= 1.0) & (often <= _UNLIKE_LIFT)
    is_own_way &= needs.school.mean(axis=0) <= _COURSE_YEARS
    related = np.where(needs.school.mean(axis=0) > _COURSE_YEARS, _RELATED_STUDY, bars.related)
    is_made = (made >= bars.share) & ((needs.likeness >= related) | is_own_way)
    is_reached: np.ndarray = is_made | (needs.likeness >= _TWIN)
    return is_reached


def _groups(needs: Needs, market: Market, bars: _Bars, held: int) -> np.ndarray:
    """Name of the group of each occupation, "" where it takes too long; `held` is a step of schooling."""
    middle, school = needs.middle, needs.school.mean(axis=0)
    # Who studies gathers experience beside it; who moves at once must have it.
    waits = needs.experience.mean(axis=0) > np.where(school > 0, bars.wait_years + 1.0, bars.wait_years)
    is_open = market.licence_states < LICENSED_DEGREE
    has_degree = (held >= BACHELOR) & (market.schooling <= held) & is_open
    is_degree = (market.schooling >= BACHELOR) & (school > 0) & ~has_degree
    is_now = (school <= _NOW_SCHOOL) & (needs.training.mean(axis=0) <= _NOW_YEARS)
    is_course = (school <= _COURSE_YEARS) & ~is_degree
    group = np.where(is_now, "now", np.where(is_degree, "degree", np.where(is_course, "course", "")))
    return np.where((middle > _MOST_YEARS) | waits, "", group)


def _within(limits: Limits, links: Links, market: Market, needs: Needs) -> np.ndarray:
    from careerclusters.pathways.limits import EDUCATION_NAMES

    kept = np.ones(len(links.codes), dtype=bool)
    if limits.pay_min_usd is not None:
        kept &= np.nan_to_num(market.pay) >= limits.pay_min_usd
    if limits.education_max is not None:
        kept &= market.schooling <= EDUCATION_NAMES[limits.education_max]
    if limits.years_max is not None:
        kept &= needs.middle <= limits.years_max
    for code in limits.avoid:
        kept[links.at(code)] = False
    return kept


def _worth(
    shares: np.ndarray, lift: np.ndarray, gain: np.ndarray, *, needs: Needs, openings: np.ndarray
) -> np.ndarray:
    share = np.maximum(np.nan_to_num(shares, nan=_LEAST_SHARE), 1e-4)
    # Half of it how many go there, half how much more often than from other work; the survey is too thin to
    # tell five times as often from fifty.
    usual = 0.5 * np.log10(share) + 0.5 * np.log10(np.clip(np.nan_to_num(lift, nan=1.0), 0.01, _LIFT_TOP))
    alike = 0.4 * np.clip(needs.likeness, -1.0, 3.0)
    size = 0.2 * np.log10(np.maximum(openings, 1.0))
    same_pay = _SAME_PAY_PRICE * (gain < GAIN)
    gained = 0.8 * np.clip(gain, 0.0, 1.0)
    worth: np.ndarray = usual + alike + size + gained - 0.2 * needs.middle - same_pay
    return worth


def _few_of_the_same_pay(rows: np.ndarray, worth: np.ndarray, gain: np.ndarray) -> np.ndarray:
    """The same rows with the best few only of those that keep the pay."""
    same = rows[gain[rows] < GAIN]
    dropped = same[np.argsort(-worth[same], kind="stable")][_MOST_SAME_PAY:]
    return rows[~np.isin(rows, dropped)]


def _choose(
    rows: np.ndarray, worth: np.ndarray, groups: np.ndarray, codes: tuple[str, ...], count: int
) -> list[int]:
    """Best rows of each group, not all of one kind; what one group lacks another may fill."""
    by_group: dict[str, list[int]] = {}
    for name in GROUPS:
        left = [int(row) for row in rows if groups[row] == name]
        chosen: list[int] = []
        while left and len(chosen) < count:
            best = max(left, key=lambda row: worth[row] - _SAME_GROUP * _same(row, chosen, codes))
            chosen.append(best)
            left.remove(best)
        by_group[name] = chosen
    quota = {name: min(_QUOTA[name], len(by_group[name])) for name in GROUPS}
    while sum(quota.values()) < count:
        spare = [name for name in GROUPS if quota[name] < len(by_group[name])]
        if not spare:
            break
        quota[min(spare, key=lambda name: quota[name] / _QUOTA[name])] += 1
    while sum(quota.values()) > count:
        quota[max(GROUPS, key=lambda name: quota[name] / _QUOTA[name])] -= 1
    return [row for name in GROUPS for row in by_group[name][: quota[name]]]


def _same(row: int, chosen: list[int], codes: tuple[str, ...]) -> int:
    return sum(codes[row][:4] == codes[other][:4] for other in chosen)


def _move(
    row: int,
    group: str,
    *,
    links: Links,
    market: Market,
    needs: Needs,
    start: Start,
    share: float,
    title: str,
) -> Move:
    code = links.codes[row]
    pay, growth = float(market.pay[row]), float(market.growth_pct[row])
    openings = float(market.openings_published[row])
    gain = pay / start.pay_usd - 1.0
    low, high = (round(float(years), 1) for years in needs.years[:, row])
    return Move(
        code_onet=code,
        title=title,
        name=plain_name(code, title),
        group=group,
        pay_usd=round(pay),
        pay_change_usd=round(pay - start.pay_usd),
        years_low=low,
        years_high=high,
        transition_share=round(share, 5) if np.isfinite(share) else None,
        openings_annual_jobs=round(openings) if np.isfinite(openings) else None,
        is_group_figure=bool(market.is_split[row]),
        schooling_step=int(market.schooling[row]),
        growth_10yr_pct=growth if np.isfinite(growth) else None,
        why=None if gain >= GAIN else _("about the same pay, but its jobs grow clearly faster"),
        to_learn=_to_learn(links, start, code),
        is_estimated=links.rests_on_estimates(links.codes[row]),
    )


def _to_learn(links: Links, start: Start, code: str) -> tuple[str, ...]:
    """Two skills or fields of knowledge that matter there and are lacking; fewer where little is."""
    from careerclusters.words import gloss, spoken_language

    pathways, there = links.pathways, links.position(code)
    have = start.levels
    if have is None and start.code_onet is not None:
        here = links.position(start.code_onet)
        have = None if here is None else pathways.levels[here]
    if have is None or there is None:
        return ()
    found = most_to_learn(
        pathways.levels[there] - have,
        pathways.importance[there] - 1.0,
        pathways.importance_standing[there],
        element_ids=pathways.element_ids,
        least_weight=_MATTERS,
    )
    return tuple(gloss(pathways.element_ids[at], spoken_language()).noun_phrase for at in found[:2])
