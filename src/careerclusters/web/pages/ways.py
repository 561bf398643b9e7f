"""Out of one occupation and into it: where people go and come from, a ladder, what learning changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Query

from careerclusters import present
from careerclusters.language import _, marked
from careerclusters.pathways.limits import Limits
from careerclusters.web.contexts import Page
from careerclusters.web.pages.occupation import known_code
from careerclusters.web.pages.plan import Amount, Choice, Schooling, place_of, read_number, schooling_choices
from careerclusters.web.parameters import NONE_GIVEN, Code
from careerclusters.web.queries.ladders import Rung, ladder_of
from careerclusters.web.state import State
from careerclusters.words import gloss, spoken_language

if TYPE_CHECKING:
    import polars as pl

__all__ = ["PAGE", "WaysPage", "ways"]

_GO, _FURTHER, _COME, _EASIER = 20, 12, 12, 12
_EASED_FROM = 0.03
"""Times as likely as before from which a step is said to become likelier: what rounds to 1.1."""
_DOMAINS = ("skills", "knowledge", "abilities")
Learn = Annotated[
    list[Annotated[str, Query(max_length=20)]],
    Query(description="Ids of elements to learn, such as 2.C.3.a; repeat.", max_length=6),
]
Level = Annotated[float, Query(description="The level reached in each, 0 to 7.", ge=0, le=7)]


@dataclass(frozen=True)
class Going:
    """An occupation that people go to: share of those who change, pay, years to get ready.

    `via` is the stop between where it takes two steps; then `likelihood` is that of the harder one.
    """

    code_onet: str
    title: str
    likelihood: float
    observed_share: float | None
    pay_usd: float | None
    pay_change_usd: float | None
    years: str
    growth_10yr_pct: float | None
    via: str | None
    via_title: str | None


@dataclass(frozen=True)
class Coming:
    """An occupation that people come from: how many a year, and what share of all who come."""

    code_onet: str
    title: str
    people_annual: float | None
    share: float | None


@dataclass(frozen=True)
class Easier:
    """An occupation that learning brings nearer: how much of what it asks for more is learned then."""

    code_onet: str
    title: str
    odds_times: float
    gap_closed_share: float


@dataclass(frozen=True)
class Element:
    """Something to learn, to choose."""

    element_id: str
    label: str
    domain: str
    is_chosen: bool


@dataclass(frozen=True)
class WaysPage:
    """Steps out and in; `further` takes two; `easier` holds what the chosen learning would change."""

    title: str
    code_onet: str
    occupation: str
    pay_min: float | None
    education_max: str | None
    years_max: float | None
    schooling: tuple[Choice, ...]
    going: tuple[Going, ...]
    n_going: int
    further: tuple[Going, ...]
    n_further: int
    coming: tuple[Coming, ...]
    cluster_id: str
    cluster: str
    ladder: tuple[Rung, ...]
    elements: tuple[Element, ...]
    learned: tuple[str, ...]
    level: float
    easier: tuple[Easier, ...]
    sources: tuple[str, ...] = ("cps_asec_moves", "oews_national", "projections_2024")


def ways(
    state: State,
    code: Code,
    *,
    pay_min: Amount = None,
    education_max: Schooling = None,
    years_max: Amount = None,
    learn: Learn = NONE_GIVEN,
    level: Level = 4.5,
) -> WaysPage:
    """Where people go from an occupation and where they come from."""
    from careerclusters.pathways import lead_to, reach_from, what_if

    code, pathways = known_code(state, code), state.atlas.pathways
    place_of(state, code)
    limits = Limits(
        pay_min_usd=read_number(pay_min, marked("least pay")),
        education_max=education_max or None,
        years_max=read_number(years_max, marked("most years")),
    )
    reached = reach_from(pathways, code, limits=limits, steps=2)
    going, further = (reached.filter(reached["steps_count"] == steps) for steps in (1, 2))
    wanted = {one: level for one in learn if one}
    eased = _eased(what_if(pathways, code, learn=wanted, before=limits).easier) if wanted else None
    title = state.plain_name(code)
    home = state.clustering.labels(state.main_level)[code]
    return WaysPage(
        title=_("{job}: where people go and come from", job=title),
        code_onet=code,
        occupation=title,
        pay_min=limits.pay_min_usd,
        education_max=limits.education_max,
        years_max=limits.years_max,
        schooling=schooling_choices(),
        going=tuple(_going(state, row) for row in going.head(_GO).iter_rows(named=True)),
        n_going=going.height,
        further=tuple(_going(state, row) for row in further.head(_FURTHER).iter_rows(named=True)),
        n_further=further.height,
        coming=tuple(
            Coming(row["code_onet"], state.plain_name(row["code_onet"]), row["people_annual"], row["share"])
            for row in lead_to(pathways, code, limit=_COME).iter_rows(named=True)
        ),
        cluster_id=home,
        cluster=state.names[home],
        ladder=ladder_of(state, home, state.main_level),
        elements=_elements(pathways.element_ids, wanted),
        learned=tuple(gloss(one, spoken_language()).noun_phrase for one in wanted),
        level=level,
        easier=tuple(
            Easier(
                row["code_onet"],
                state.plain_name(row["code_onet"]),
                row["odds_times"],
                row["gap_closed_share"],
            )
            for row in (eased.iter_rows(named=True) if eased is not None else ())
        ),
    )


def _eased(easier: pl.DataFrame) -> pl.DataFrame:
    """Steps of which most is learned then, with that share; one field alone changes no odds to speak of."""
    import polars as pl

    closed = (1 - pl.col("difficulty_after") / pl.col("difficulty_before")).alias("gap_closed_share")
    order = ["gap_closed_share", "code_onet"]
    eased = easier.with_columns(closed).filter(pl.col("gap_closed_share") >= _EASED_FROM)
    return eased.sort(order, descending=[True, False]).head(_EASIER)


def _going(state: State, row: Mapping[str, Any]) -> Going:
    names = ("code_onet", "likelihood", "observed_share", "pay_usd", "pay_change_usd", "via")
    return Going(
        **{name: row[name] for name in names},
        title=state.plain_name(row["code_onet"]),
        via_title=state.plain_name(row["via"]) if row["via"] else None,
        years=present.years_words(row["years_low"], row["years_high"]),
        growth_10yr_pct=row["growth_10yr_pct"],
    )


def _elements(ids: tuple[str, ...], wanted: Mapping[str, float]) -> tuple[Element, ...]:
    found = [(gloss(one, spoken_language()), one) for one in ids]
    rows = [Element(one, words.plain_name, words.domain, one in wanted) for words, one in found]
    return tuple(sorted(rows, key=lambda row: (_DOMAINS.index(row.domain), row.label)))


PAGE = Page("ways", "/occupations/{code}/ways", "Where people go and come from.", ways, rows="going")
