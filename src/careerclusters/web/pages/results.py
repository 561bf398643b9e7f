"""What fits a person: clusters and occupations with ranges and reasons, the person on the map, the limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Query

from careerclusters.labour import Area
from careerclusters.labour.figure import Figure
from careerclusters.language import _, marked
from careerclusters.people.explain.limit_words import limit_words
from careerclusters.people.explain.reasons import infer_features, nothing_known, reasons_for
from careerclusters.people.explain.suggestions import Suggestion, beyond
from careerclusters.people.matching.cards import BAND_WORDS, Card
from careerclusters.people.matching.match import Match
from careerclusters.people.matching.matcher import Matcher
from careerclusters.people.matching.score import PART_NAMES, InferredFeatures
from careerclusters.people.profile.person import Person
from careerclusters.people.profile.question_words import theme_name, theme_words
from careerclusters.sources.projections import EDUCATION_ORDER
from careerclusters.web.contexts import Page, occupation_rows
from careerclusters.web.miniature import Miniature, miniature, on_miniature
from careerclusters.web.parameters import Me
from careerclusters.web.profile_code import code_of, person_of
from careerclusters.web.queries.areas import AreaName, Where, where_of
from careerclusters.web.questionnaire import SectionState, address_of_section, section_states
from careerclusters.web.state import State
from careerclusters.words.preparation import schooling_words

__all__ = [
    "PAGE",
    "Fit",
    "Other",
    "ResultsPage",
    "Theme",
    "asked_where",
    "fits_of",
    "found_for",
    "results",
    "shared_liking",
    "shared_reasons",
    "themes_of",
]

DRAWS = 200
_SHOWN, _FEW, _SHARED = 10, 0.04, 3
_LIKED = (
    (4.2, marked("you like it a lot")),
    (3.4, marked("you like it")),
    (2.6, marked("so-so")),
    (1.8, marked("not much")),
    (0.0, marked("hardly at all")),
)
"""Least score of a theme, 1 to 5, and how much it is liked."""
Wide = Annotated[bool, Query(description="At most two occupations of a middle cluster in each ten.")]


@dataclass(frozen=True)
class Theme:
    """One of the six themes, 1 to 5, with its 90 % range; `group` counts from 1, ties share it.

    `liked` says in words how much it is liked.
    """

    letter: str
    name: str
    words: str
    score: float
    low: float
    high: float
    n_answers: int
    group: int
    liked: str


@dataclass(frozen=True)
class Degree:
    """A cluster and the share of the likely top ten in it, with its 90 % range."""

    cluster_id: str
    name: str
    place: int
    degree: float
    degree_low: float
    degree_high: float


@dataclass(frozen=True)
class Part:
    """One part of a score; all parts add up to it, and 0 is the average occupation for this person."""

    name: str
    value: float


@dataclass(frozen=True)
class Fit:
    """An occupation that fits: its plain name, its rank, the plausible ones (90 %), and why."""

    code_onet: str
    title: str
    name: str
    rank: int
    rank_low: int | None
    rank_high: int | None
    score: float
    parts: tuple[Part, ...]
    cluster_id: str
    cluster: str
    place: int
    pay: Figure
    growth: Figure
    band: str
    band_key: str
    schooling: str | None
    family: tuple[str, ...]
    breaks: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Other:
    """An occupation beyond the first ten, labelled as a stretch or as a surprise."""

    kind: str
    label: str
    sentence: str
    fit: Fit


@dataclass(frozen=True)
class Spot:
    """A suggestion on the small map; `number` is its place in the list of suggestions, from 1."""

    code_onet: str
    title: str
    name: str
    number: int
    rank: int
    x: float
    y: float


@dataclass(frozen=True)
class Ask:
    """The answer that would help most now."""

    text: str
    href: str


@dataclass(frozen=True)
class Removed:
    """How many occupations one limit took out."""

    constraint: str
    count: int


@dataclass(frozen=True)
class ResultsPage:
    """What fits; when `is_enough` is False the lists are empty and `todo` says what to answer."""

    title: str
    me: str
    is_enough: bool
    todo: str | None
    ask: Ask | None
    where: Where
    is_wide: bool
    stands_out: bool
    warnings: tuple[str, ...]
    theme_order: str | None
    themes: tuple[Theme, ...]
    clusters: tuple[Degree, ...]
    fits: tuple[Fit, ...]
    shared_reasons: tuple[str, ...]
    shared_liking: str | None
    others: tuple[Other, ...]
    not_suggested: tuple[str, ...]
    n_supported: int
    n_ranked: int
    removed: tuple[Removed, ...]
    n_not_judged: int
    x: float | None
    y: float | None
    spot: tuple[float, float] | None
    spots: tuple[Spot, ...]
    miniature: Miniature | None
    sections: tuple[SectionState, ...]
    limits: tuple[str, ...]
    draws: int
    sources: tuple[str, ...] = ("oews_areas", "oews_national", "projections_2024")


def results(state: State, *, me: Me = "", wide: Wide = False, area: AreaName = None) -> ResultsPage:
    """What fits what a person told."""
    person, where = person_of(me), asked_where(state, me, area)
    found = found_for(state, person, is_wide=wide, area=where.key)
    place = found.place
    inferred = infer_features(state.atlas.matcher, found)
    fits = fits_of(state, found, limit=_SHOWN, inferred=inferred, area=where.area)
    profile = person.interest_profile()
    suggestions, not_suggested = beyond(state.atlas.matcher, found, inferred=inferred)
    return ResultsPage(
        title=_("Jobs that fit you"),
        me=code_of(person),
        is_enough=found.is_enough,
        todo=found.todo,
        ask=_ask(person, found),
        where=where,
        is_wide=wide,
        stands_out=found.stands_out,
        warnings=found.warnings,
        theme_order=profile.code if profile else None,
        themes=themes_of(person),
        clusters=_degrees(state, found),
        fits=fits,
        shared_reasons=shared_reasons(fits),
        shared_liking=shared_liking(fits),
        others=tuple(_other(state, found, one, inferred=inferred, area=where.area) for one in suggestions),
        not_suggested=not_suggested,
        n_supported=found.best.height,
        n_ranked=found.occupations.height,
        removed=tuple(Removed(limit_words(name), count) for name, count in found.removed_counts().items()),
        n_not_judged=found.unknown["code_onet"].n_unique(),
        x=place and place[0],
        y=place and place[1],
        spot=place and on_miniature(*place),
        spots=_spots(state, fits),
        miniature=miniature(state) if found.is_enough else None,
        sections=section_states(person),
        limits=found.limits,
        draws=found.draws,
    )


def asked_where(state: State, me: str, area: str | None) -> Where:
    """The area asked for, else the one in the person's background."""
    background = person_of(me).background
    return where_of(state, area or (background.area if background is not None else None))


def found_for(state: State, person: Person, *, is_wide: bool = False, area: str | None = None) -> Match:
    """The match of a person against the clusters of a state, with pay and openings of an area by name."""
    return state.atlas.match(person, is_wide=is_wide, area=area, draws=DRAWS)


def themes_of(person: Person) -> tuple[Theme, ...]:
    """The six themes in their order, empty when nothing was told about interests."""
    profile = person.interest_profile()
    if profile is None:
        return ()
    groups = {letter: at for at, group in enumerate(profile.groups, start=1) for letter in group}
    return tuple(
        Theme(
            letter=one.theme,
            name=theme_name(one.theme),
            words=theme_words(one.theme),
            score=round(one.score, 2),
            low=round(max(one.low, 1.0), 2),
            high=round(min(one.high, 5.0), 2),
            n_answers=one.n_answers,
            group=groups.get(one.theme, 0),
            liked=_liked(one.score),
        )
        for one in profile.themes
    )


def _liked(score: float) -> str:
    """How much something is liked, from a score of 1 to 5."""
    return _(next(words for least, words in _LIKED if score >= least))


def fits_of(
    state: State, found: Match, *, limit: int, inferred: InferredFeatures, area: Area | None = None
) -> tuple[Fit, ...]:
    """The first suggestions of a match with their reasons."""
    if not found.is_enough:
        return ()
    return tuple(
        _fit(state, found, found.row(card.code_onet), card, inferred=inferred, area=area)
        for card in found.cards[:limit]
    )


def shared_reasons(fits: Sequence[Any]) -> tuple[str, ...]:
    """What isn't known of a person stands at every one of several occupations: it need be read once only."""
    if len(fits) < 2:
        return ()
    silent = (one for one in fits[0].reasons if one == nothing_known())
    return tuple(one for one in silent if all(one in fit.reasons for fit in fits))


def shared_liking(fits: Sequence[Any]) -> str | None:
    """The first sentence of a reason with which several occupations begin: it need be read once only."""
    leading = [fit.reasons[0] for fit in fits if fit.reasons]
    begun = [reason.partition(". ")[0] + "." for reason in leading if ". " in reason]
    if not begun:
        return None
    first, count = Counter(begun).most_common(1)[0]
    return first if count >= _SHARED else None


def _fit(
    state: State,
    found: Match,
    row: dict[str, Any],
    card: Card | None = None,
    *,
    inferred: InferredFeatures,
    area: Area | None = None,
) -> Fit:
    known = occupation_rows(state, area)[row["code_onet"]]
    matcher = state.atlas.matcher
    parts = [Part(_(PART_NAMES[name]), row[name]) for name in found.parts if row.get(name) is not None]
    return Fit(
        code_onet=row["code_onet"],
        title=row["title"],
        name=known.name,
        rank=row["rank"],
        rank_low=row["rank_low"],
        rank_high=row["rank_high"],
        score=row["score"],
        parts=tuple(parts),
        cluster_id=known.cluster_id,
        cluster=known.cluster,
        place=known.place,
        pay=known.pay,
        growth=known.growth,
        band=_(BAND_WORDS[card.band if card else row["band"]]),
        band_key=card.band if card else row["band"],
        schooling=_schooling(matcher, row["code_onet"]),
        family=tuple(state.plain_name(code) for code in card.family) if card else (),
        breaks=card.breaks if card else (),
        reasons=reasons_for(matcher, found, row["code_onet"], inferred=inferred),
    )


def _schooling(matcher: Matcher, code: str) -> str | None:
    """What schooling the work usually asks for, in words; None where not known."""
    step = int(matcher.nation.schooling[matcher.nation.rows((code,))[0]])
    return schooling_words(EDUCATION_ORDER[step]) if step >= 0 else None


def _other(
    state: State, found: Match, one: Suggestion, *, inferred: InferredFeatures, area: Area | None
) -> Other:
    fit = _fit(state, found, found.row(one.code_onet), inferred=inferred, area=area)
    return Other(one.kind, one.label, one.sentence, fit)


def _degrees(state: State, found: Match) -> tuple[Degree, ...]:
    rows = [row for row in found.clusters.to_dicts() if row["level"] == state.main_level]
    return tuple(
        Degree(
            row["cluster_id"],
            state.names[row["cluster_id"]],
            state.places[row["cluster_id"]],
            row["degree"],
            row["degree_low"],
            row["degree_high"],
        )
        for row in rows
        if row["degree"] >= _FEW or row["rank"] == 1
    )


def _spots(state: State, fits: tuple[Fit, ...]) -> tuple[Spot, ...]:
    places = {code: (x, y) for code, x, y in state.atlas.layout.select("code_onet", "x", "y").iter_rows()}
    return tuple(
        Spot(one.code_onet, one.title, one.name, number, one.rank, *on_miniature(*places[one.code_onet]))
        for number, one in enumerate(fits, start=1)
        if one.code_onet in places
    )


def _ask(person: Person, found: Match) -> Ask | None:
    if found.ask is None:
        return None
    key = found.ask.question_id
    return Ask(found.ask.text, address_of_section(code_of(person), found.ask.section, q=key))


PAGE = Page("results", "/results", "What fits what a person told.", results, rows="fits")
