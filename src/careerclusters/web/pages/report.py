"""One page to print and talk over: three options with reasons, a stretch, a surprise, questions, limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from careerclusters import present
from careerclusters.errors import InputError
from careerclusters.labour import LabourMarket
from careerclusters.labour.figure import Figure
from careerclusters.language import _, marked
from careerclusters.people.explain.reasons import infer_features, reasons_for
from careerclusters.people.explain.suggestions import beyond as beyond_first
from careerclusters.people.matching.match import LIMITS, Match
from careerclusters.people.matching.score import InferredFeatures
from careerclusters.people.profile.person import Person
from careerclusters.web.contexts import Page
from careerclusters.web.pages.results import Theme, asked_where, found_for, shared_reasons, themes_of
from careerclusters.web.pages.shortlist import Kepts, kept_of
from careerclusters.web.parameters import NONE_GIVEN, Me
from careerclusters.web.pdf import report_pdf
from careerclusters.web.profile_code import code_of, person_of
from careerclusters.web.queries.areas import AreaName, Where, market_in
from careerclusters.web.state import State

__all__ = ["PAGE", "ReportPage", "report", "sheet_of"]

_OPTIONS, _REASONS = 3, 3
_AGAINST = (marked("To learn above all: {what}."), marked("It goes against your wishes: {wishes}."))
_AWAY = marked("These are figures for the whole United States; your place may differ a lot.")


@dataclass(frozen=True)
class ReportOption:
    """An occupation on the report: its plain name, where it stands, why, and its figures."""

    label: str
    code_onet: str
    title: str
    name: str
    cluster: str
    standing: str | None
    reasons: tuple[str, ...]
    pay: Figure | None
    pay_low: Figure | None
    pay_high: Figure | None
    growth: Figure | None
    openings: Figure | None
    schooling: Figure | None


@dataclass(frozen=True)
class ReportPage:
    """All that stands on the sheet. `is_own_choice` when the options come from a shortlist."""

    title: str
    me: str
    asked: tuple[str, ...]
    is_enough: bool
    todo: str | None
    is_own_choice: bool
    theme_order: str | None
    themes: tuple[Theme, ...]
    clusters: tuple[str, ...]
    options: tuple[ReportOption, ...]
    others: tuple[ReportOption, ...]
    not_suggested: tuple[str, ...]
    shared_reasons: tuple[str, ...]
    questions: tuple[str, ...]
    where: Where
    limits: tuple[str, ...]
    sources: tuple[str, ...] = ("oews_areas", "oews_national", "projections_2024")


def report(state: State, *, me: Me = "", of: Kepts = NONE_GIVEN, area: AreaName = None) -> ReportPage:
    """The sheet for a person, with the first three of what they put on their shortlist or of what fits."""
    person = person_of(me)
    where = asked_where(state, me, area)
    return sheet_of(state, person, found_for(state, person, area=where.key), where=where, of=of)


def sheet_of(
    state: State, person: Person, found: Match, *, where: Where, of: Sequence[str] = ()
) -> ReportPage:
    """The sheet for a person whose match is known already."""
    chosen = [one.key for one in kept_of(state, list(of))[0] if one.kind == "occupation"][:_OPTIONS]
    is_own = bool(chosen)
    if not is_own and found.is_enough:
        chosen = [card.code_onet for card in found.cards[:_OPTIONS]]
    inferred = infer_features(state.atlas.matcher, found)
    suggestions, not_suggested = beyond_first(state.atlas.matcher, found, inferred=inferred)
    options = tuple(
        _option(state, found, code, _("Option {n}", n=at), inferred=inferred, where=where)
        for at, code in enumerate(chosen, start=1)
    )
    beyond = tuple(
        _option(state, found, one.code_onet, one.label, inferred=inferred, where=where, first=one.sentence)
        for one in suggestions
        if one.code_onet not in chosen
    )
    already = tuple(
        _("{label}: {job}, which stands above.", label=one.label, job=state.plain_name(one.code_onet))
        for one in suggestions
        if one.code_onet in chosen
    )
    shared = shared_reasons((*options, *beyond))
    options, beyond = (
        tuple(replace(one, reasons=tuple(x for x in one.reasons if x not in shared)) for one in some)
        for some in (options, beyond)
    )
    profile = person.interest_profile()
    return ReportPage(
        title=_("A sheet to talk over"),
        me=code_of(person),
        asked=tuple(of),
        is_enough=bool(options),
        todo=None if options else found.todo,
        is_own_choice=is_own,
        theme_order=profile.code if profile else None,
        themes=themes_of(person),
        clusters=_clusters(state, found),
        options=options,
        others=beyond,
        not_suggested=not_suggested + already,
        shared_reasons=shared,
        questions=_questions(person, options, beyond) if options else (),
        where=where,
        limits=(*map(_, LIMITS), *(() if where.area else (_(_AWAY),))),
    )


def _option(
    state: State,
    found: Match,
    code: str,
    label: str,
    *,
    inferred: InferredFeatures,
    where: Where,
    first: str | None = None,
) -> ReportOption:
    market = market_in(state, code, where.area) if code in state.known_codes else None
    pay = (market.pay.hourly or market.pay.annual) if market else {}
    ahead = market.projection if market else None
    labels = state.clustering.labels(state.main_level)
    standing, reasons = _standing(state, found, code, inferred=inferred)
    return ReportOption(
        label=label,
        code_onet=code,
        title=state.clustering.titles[code],
        name=state.plain_name(code),
        cluster=state.names[labels[code]],
        standing=standing,
        reasons=((first,) if first else ()) + reasons[: _REASONS - bool(first)],
        pay=pay.get("median"),
        pay_low=pay.get("p10"),
        pay_high=pay.get("p90"),
        growth=ahead.growth_10yr if ahead else None,
        openings=_openings(market),
        schooling=ahead.education if ahead else None,
    )


def _openings(market: LabourMarket | None) -> Figure | None:
    """Openings a year in the area, else in the nation."""
    if market is None:
        return None
    here = market.in_area.openings_annual if market.in_area else None
    return here if here is not None and here.is_known else market.projection.openings_annual


def _standing(
    state: State, found: Match, code: str, *, inferred: InferredFeatures
) -> tuple[str | None, tuple[str, ...]]:
    """Where an occupation stands by what was told, and why; nothing where it can't be matched."""
    if not found.is_enough:
        return None, ()
    try:
        row = found.row(code)
    except InputError as error:
        return str(error), ()
    *reasons, _last = reasons_for(state.atlas.matcher, found, code, inferred=inferred)
    rank, total = row["rank"], found.occupations.height
    words = _("number {n} of {total}", n=rank, total=total)
    if row["rank_low"] is not None:
        between = present.range_words(row["rank_low"], row["rank_high"])
        words = _("number {n} of {total}, likely {range}", n=rank, total=total, range=between)
    return words, tuple(reasons)


def _clusters(state: State, found: Match) -> tuple[str, ...]:
    rows = [row for row in found.clusters.to_dicts() if row["level"] == state.main_level]
    return tuple(
        _(
            "{cluster} ({low} to {high})",
            cluster=state.names[row["cluster_id"]],
            low=present.percent(row["degree_low"]),
            high=present.percent(row["degree_high"]),
        )
        for row in rows[:3]
    )


def _questions(
    person: Person, options: tuple[ReportOption, ...], others: tuple[ReportOption, ...]
) -> tuple[str, ...]:
    """Questions that follow from what stands on the sheet, six at most."""
    first = options[0]
    found = [_("Which of these would you like to see for a day, and whom could you ask?")]
    if first.schooling is not None and first.schooling.value is not None:
        found.append(
            _(
                "{job}: the usual schooling is “{schooling}”. What would it take, what would it cost, "
                "and who could help?",
                job=first.name,
                schooling=_(str(first.schooling.value)).lower(),
            )
        )
    against = tuple(_(one).partition("{")[0] for one in _AGAINST)
    if any(one.startswith(against) for option in options for one in option.reasons):
        found.append(
            _("Something above asks for more than you have, or goes against a wish. Does it matter?")
        )
    if person.strengths is None or person.strengths.is_empty:
        found.append(_("Nothing is known here about what you are good at. What would others say?"))
    for one in others:
        if one.label == _("You might not have thought of"):
            found.append(_("{job}: what did you think a day in this work is like?", job=one.name))
        else:
            found.append(_("{job}: what would have to be true for it to be worth the effort?", job=one.name))
    found.append(_("Would you look at other work if nobody minded who usually does it?"))
    return tuple(found[:6])


PAGE = Page("report", "/report", "One page to print and talk over.", report, rows="options", pdf=report_pdf)
