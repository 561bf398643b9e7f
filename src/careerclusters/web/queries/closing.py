"""A closure's scenarios as people read them: a finding each, the mix of training, rows, and a picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from careerclusters import present
from careerclusters.language import _, decimal_text, marked, ngettext
from careerclusters.sources.projections import EDUCATION_ORDER
from careerclusters.web.flow_picture import NARROW, WIDE, FlowPicture, flow_picture

if TYPE_CHECKING:
    from careerclusters.pathways.closure import Closure, Placement, Scenario, Stranded
    from careerclusters.web.state import State

__all__ = ["NEAR", "Mix", "Move", "Rest", "ScenarioView", "finding_of", "scenario_views", "table_of"]

TABLES = ("moves", "stranded", "training")
# Middle of the years to get ready, up to which each kind goes.
_KINDS = (
    (0.0, marked("the same work elsewhere, at once")),
    (0.6, marked("new work, ready within weeks or months")),
    (1.6, marked("a course or training of about a year or less")),
    (99.0, marked("about two years of school or training")),
)
_SMALL_USD = 250.0
NEAR = "near"
"""Where the openings are those that somebody gave."""


@dataclass(frozen=True)
class Mix:
    """How many need how much to get ready (`step` 0 to 3, the least first); `share` of those placed."""

    words: str
    step: int
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
    """One scenario; `short` is its name in few words, `finding` what comes of it in a sentence or two.

    `same_as` is the short name of an earlier one with the very same moves.
    """

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
    same_as: str | None = None


_SHORT = {
    "no_training": marked("No training"),
    "short_course": marked("Short courses"),
    "two_years": marked("Up to two years"),
}


def scenario_views(state: State, closure: Closure) -> tuple[ScenarioView, ...]:
    """Each scenario in words, rows and a picture."""
    views = [_view(state, one) for one in closure.scenarios]
    alike = [next(other for other in views if other.moves == one.moves) for one in views]
    return tuple(
        one if first is one else replace(one, same_as=first.short)
        for one, first in zip(views, alike, strict=True)
    )


def finding_of(views: Sequence[ScenarioView], *, where: str | None) -> str:
    """What the whole comes to: how many find work without training, what more training changes.

    `where` is the name of an area, `NEAR`, or None for the country.
    """
    first, last = views[0], views[-1]
    if not first.people_count:
        return ""
    sentences = [_without_training(first, where)]
    middle = views[1].placed_count
    if last.placed_count > middle > first.placed_count:
        sentences.append(
            _(
                "With short courses it is {short}, with up to two years of training {long}.",
                short=decimal_text(middle),
                long=decimal_text(last.placed_count),
            )
        )
    elif last.placed_count > middle:
        count = decimal_text(last.placed_count)
        sentences.append(_("With up to two years of training it is {count}.", count=count))
    elif middle > first.placed_count:
        sentences.append(_("With short courses it is {count}.", count=decimal_text(middle)))
    before, after = first.pay_change_usd_mean, last.pay_change_usd_mean
    if all(one.same_as for one in views[1:]):
        sentences.append(_("More training would change nothing."))
    elif first.placed_count == middle == last.placed_count:
        sentences.append(_("More training would place nobody more: it would change their pay."))
    if before is not None:
        sentences.append(_pay_sentence(before))
        if after is not None and abs(after - before) >= _SMALL_USD:
            sentences.append(_trained_pay_sentence(after))
    return " ".join(sentences)


def _without_training(first: ScenarioView, where: str | None) -> str:
    """How many could go on without training; `where` is the name of an area, "near" or None."""
    count, total = first.placed_count, first.people_count
    slots = {"count": decimal_text(count), "all": decimal_text(total), "area": where or ""}
    if count == total == 1:
        if where is None:
            return _("The one person could find other work in the country without training.")
        if where == NEAR:
            return _("The one person could find other work near by without training.")
        return _("The one person could find other work in {area} without training.", **slots)
    if count == total:
        if where is None:
            return _("All {all} people could find other work in the country without training.", **slots)
        if where == NEAR:
            return _("All {all} people could find other work near by without training.", **slots)
        return _("All {all} people could find other work in {area} without training.", **slots)
    if not count:
        return _("None of {all} people could find other work without training.", **slots)
    if where is None:
        return _("{count} of {all} people could find other work in the country without training.", **slots)
    if where == NEAR:
        return _("{count} of {all} people could find other work near by without training.", **slots)
    return _("{count} of {all} people could find other work in {area} without training.", **slots)


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
        short=_(_SHORT[one.name]),
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
    count, total = decimal_text(one.placed_count), decimal_text(one.people_count)
    if one.placed_count == one.people_count == 1:
        sentences = [_("The one person could find a place.")]
    elif one.placed_count == one.people_count:
        sentences = [_("All {all} people could find a place.", all=total)]
    elif one.placed_count:
        sentences = [_("{count} of {all} people could find a place.", count=count, all=total)]
    else:
        sentences = [_("None of {all} people could find a place.", all=total)]
    if change is not None:
        sentences.append(_pay_sentence(change))
        if one.paid_less_count:
            sentences.append(ngettext("{n} would earn less.", "{n} would earn less.", one.paid_less_count))
    if left:
        sentences.append(ngettext("{n} would have no place yet.", "{n} would have no place yet.", left))
    return " ".join(sentences)


def _pay_sentence(change_usd: float) -> str:
    if abs(change_usd) < _SMALL_USD:
        return _("Their pay would stay about the same on average.")
    amount = present.dollars(round(abs(change_usd), -2))
    if change_usd > 0:
        return _("Their pay would rise by {amount} on average.", amount=amount)
    return _("Their pay would fall by {amount} on average.", amount=amount)


def _trained_pay_sentence(change_usd: float) -> str:
    if abs(change_usd) < _SMALL_USD:
        return _("With up to two years of training, it would stay about the same.")
    amount = present.dollars(round(abs(change_usd), -2))
    if change_usd > 0:
        return _("With up to two years of training, it would rise by {amount}.", amount=amount)
    return _("With up to two years of training, it would fall by {amount}.", amount=amount)


def _mix(moves: Iterable[Placement]) -> tuple[Mix, ...]:
    counts = [0] * len(_KINDS)
    for move in moves:
        middle = (move.years_low + move.years_high) / 2
        counts[next(step for step, (most, _words) in enumerate(_KINDS) if middle <= most)] += (
            move.people_count
        )
    return tuple(
        Mix(_(_KINDS[step][1]), step, count, count / sum(counts))
        for step, count in enumerate(counts)
        if count
    )


def _move(state: State, move: Placement) -> Move:
    known = 0 <= move.schooling_step < len(EDUCATION_ORDER)
    return Move(
        origin=move.origin,
        origin_name=state.plain_name(move.origin),
        code_onet=move.code_onet,
        name=state.plain_name(move.code_onet),
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
