"""A closure's scenarios as people read them: a finding each, the mix of training, rows, and a picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from careerclusters import present
from careerclusters.sources.projections import EDUCATION_ORDER
from careerclusters.web.flow_picture import NARROW, WIDE, FlowPicture, flow_picture

if TYPE_CHECKING:
    from careerclusters.pathways.closure import Closure, Placement, Scenario, Stranded
    from careerclusters.web.state import State

__all__ = ["Mix", "Move", "Rest", "ScenarioView", "finding_of", "scenario_views", "table_of"]

TABLES = ("moves", "stranded", "training")
# Middle of the years to get ready, up to which each kind goes.
_KINDS = (
    (0.0, "the same work elsewhere, at once"),
    (0.6, "new work, ready within weeks or months"),
    (1.6, "a course or training of about a year or less"),
    (99.0, "about two years of school or training"),
)
_SMALL_USD = 250.0


@dataclass(frozen=True)
class Mix:
    """How many need how much to get ready; `share` is of those with a place."""

    words: str
    people_count: int
    share: float


@dataclass(frozen=True)
class Move:
    """People from one job in another: pay gained or lost a year, time to get ready, usual schooling there."""

    origin: str
    origin_name: str
    code_onet: str
    name: str
    people_count: int
    pay_change_usd: float | None
    years: str
    years_low: float
    years_high: float
    schooling: str | None
    openings_annual_jobs: float | None


@dataclass(frozen=True)
class Rest:
    """People without a place: why, and what would place them."""

    code_onet: str
    name: str
    people_count: int
    reason: str
    would_place: str | None


@dataclass(frozen=True)
class ScenarioView:
    """One scenario; `short` is its name in few words, `finding` what comes of it in a sentence or two."""

    name: str
    short: str
    words: str
    finding: str
    people_count: int
    placed_count: int
    stranded_count: int
    pay_change_usd_mean: float | None
    paid_less_count: int
    training: tuple[Mix, ...]
    moves: tuple[Move, ...]
    stranded: tuple[Rest, ...]
    wide: FlowPicture | None
    narrow: FlowPicture | None


_SHORT = {"no_training": "No training", "short_course": "Short courses", "two_years": "Up to two years"}


def scenario_views(state: State, closure: Closure) -> tuple[ScenarioView, ...]:
    """Each scenario in words, rows and a picture."""
    return tuple(_view(state, one) for one in closure.scenarios)


def finding_of(views: Sequence[ScenarioView], *, where: str) -> str:
    """What the whole comes to: how many find work without training, what more training changes."""
    first, last = views[0], views[-1]
    if not first.people_count:
        return ""
    said = f"{_of(first.placed_count, first.people_count)} could find other work {where} without training"
    if last.placed_count > first.placed_count:
        middle = views[1].placed_count
        said += f", {middle:,} with short courses" if middle > first.placed_count else ""
        said += f", {last.placed_count:,} with up to two years of it" if last.placed_count > middle else ""
    said += "."
    before, after = first.pay_change_usd_mean, last.pay_change_usd_mean
    if before is not None:
        said += f" Their pay would {_change(before)} on average."
        if after is not None and abs(after - before) >= _SMALL_USD:
            said += f" With up to two years of training, it would {_change(after)}."
    return said


def table_of(views: Iterable[ScenarioView], name: str) -> tuple[Mapping[str, Any], ...]:
    """One row of a table, `moves`, `stranded` or `training`, for each scenario's part of it."""
    return tuple(
        {"scenario": view.name, **vars(row)}
        for view in views
        for row in getattr(view, name if name in TABLES else TABLES[0])
    )


def _view(state: State, one: Scenario) -> ScenarioView:
    moves = tuple(_move(state, move) for move in one.moves)
    stranded = tuple(_rest(state, left) for left in one.stranded)
    change, left = one.pay_change_usd, one.people_count - one.placed_count
    flows: list[tuple[str, str | None, int]]
    flows = [(move.origin_name, move.name, move.people_count) for move in moves]
    flows += [(rest.name, None, rest.people_count) for rest in stranded]
    labels = state.clustering.labels(state.main_level)
    places = {move.name: state.places[labels[move.code_onet]] for move in moves if move.code_onet in labels}
    return ScenarioView(
        name=one.name,
        short=_SHORT[one.name],
        words=one.words,
        finding=_finding(one, change, left),
        people_count=one.people_count,
        placed_count=one.placed_count,
        stranded_count=left,
        pay_change_usd_mean=None if change is None else round(change),
        paid_less_count=one.paid_less_count,
        training=_mix(one.moves),
        moves=moves,
        stranded=stranded,
        wide=flow_picture(flows, measures=WIDE, places=places),
        narrow=flow_picture(flows, measures=NARROW, places=places),
    )


def _finding(one: Scenario, change: float | None, left: int) -> str:
    said = f"{_of(one.placed_count, one.people_count)} could find a place."
    if change is not None:
        said += f" Their pay would {_change(change)} on average"
        said += f", and {one.paid_less_count:,} would earn less." if one.paid_less_count else "."
    return said + (f" {left:,} would have no place yet." if left else "")


def _of(count: int, total: int) -> str:
    if count == total:
        return f"All {total:,} people" if total > 1 else "The one person"
    return f"{count:,} of {total:,} people" if count else f"None of {total:,} people"


def _change(usd: float) -> str:
    if abs(usd) < _SMALL_USD:
        return "stay about the same"
    return f"{'rise' if usd > 0 else 'fall'} by {present.dollars(round(abs(usd), -2))}"


def _mix(moves: Iterable[Placement]) -> tuple[Mix, ...]:
    counts = dict.fromkeys((words for _, words in _KINDS), 0)
    for move in moves:
        middle = (move.years_low + move.years_high) / 2
        counts[next(words for most, words in _KINDS if middle <= most)] += move.people_count
    total = sum(counts.values())
    return tuple(Mix(words, count, count / total) for words, count in counts.items() if count)


def _move(state: State, move: Placement) -> Move:
    known = 0 <= move.schooling_step < len(EDUCATION_ORDER)
    return Move(
        origin=move.origin,
        origin_name=state.plain_name(move.origin),
        code_onet=move.code_onet,
        name=move.name,
        people_count=move.people_count,
        pay_change_usd=move.pay_change_usd,
        years=present.years_words(move.years_low, move.years_high),
        years_low=move.years_low,
        years_high=move.years_high,
        schooling=EDUCATION_ORDER[move.schooling_step] if known else None,
        openings_annual_jobs=move.openings_annual_jobs,
    )


def _rest(state: State, left: Stranded) -> Rest:
    name = state.plain_name(left.code_onet)
    return Rest(left.code_onet, name, left.people_count, left.reason, left.would_place)
