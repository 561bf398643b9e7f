"""An occupation at a glance: what the map shows beside it, and a page of its own without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from careerclusters.errors import UnknownError
from careerclusters.labour import Area, find_area
from careerclusters.labour.figure import Figure
from careerclusters.web.contexts import Page, occupation_rows
from careerclusters.web.pages.occupation import known_code
from careerclusters.web.parameters import Code, OptionalName
from careerclusters.web.pictures import picture_of
from careerclusters.web.state import State

__all__ = ["PAGE", "Card", "card", "card_of", "chosen_area"]

_NEAR, _MOVES, _BETTER = 5, 6, 4


@dataclass(frozen=True)
class Like:
    """An occupation like this one."""

    code_onet: str
    name: str


@dataclass(frozen=True)
class Move:
    """A usual next job: the share of those who leave who go there, and the pay gained (nation, medians)."""

    code_onet: str
    name: str
    href: str
    share: float
    pay_gain_usd: int | None


@dataclass(frozen=True)
class Card:
    """One occupation at a glance; `name` in plain words, `title` the official one."""

    title: str
    code_onet: str
    name: str
    sentence: str
    href: str
    cluster_id: str
    cluster: str
    place: int
    picture: str
    area: str
    pay: Figure
    jobs: Figure
    growth: Figure
    neighbours: tuple[Like, ...]
    moves: tuple[Move, ...]
    sources: tuple[str, ...] = ("cps_asec_moves", "oews_national")


def card(state: State, code: Code, *, area: OptionalName = None) -> Card:
    """An occupation at a glance, with pay and jobs of an area where there are any."""
    return card_of(state, known_code(state, code), area=chosen_area(state, area))


def chosen_area(state: State, text: str | None) -> Area | None:
    """The area meant; None for the nation."""
    if text is None or not text.strip():
        return None
    found = find_area(state.catalog, text)
    return None if found.is_nation else found


def card_of(state: State, code: str, *, area: Area | None) -> Card:
    """The card of a known code."""
    from careerclusters.labour import jobs_in, pay_of

    row = occupation_rows(state)[code]
    pay, jobs = row.pay, row.jobs
    if area is not None:
        pay = pay_of(state.catalog, code[:7], area=area).median
        jobs = jobs_in(state.catalog, code[:7], area).jobs
    return Card(
        title=state.clustering.titles[code],
        code_onet=code,
        name=state.plain_name(code),
        sentence=state.sentence(code),
        href=f"/occupations/{code}",
        cluster_id=row.cluster_id,
        cluster=row.cluster,
        place=row.place,
        picture=picture_of(state)[row.cluster_id],
        area=area.name if area else "United States",
        pay=pay,
        jobs=jobs,
        growth=row.growth,
        neighbours=tuple(_neighbours(state, code)),
        moves=tuple(_moves(state, code)),
    )


def _neighbours(state: State, code: str) -> Iterator[Like]:
    if code in state.clustering.codes:
        near = state.clustering.neighbours(code, limit=_NEAR)
        for other in near["neighbour_code_onet"]:
            yield Like(other, state.plain_name(other))


def _moves(state: State, code: str) -> Iterator[Move]:
    """The likeliest steps: some that pay more, then others; none where the survey can't tell."""
    from careerclusters.pathways import reach_from

    try:
        reached = reach_from(state.atlas.pathways, code, steps=1)
    except UnknownError:
        return
    is_better = (reached["pay_change_usd"] > 0).fill_null(False)
    better = reached.filter(is_better).head(_BETTER)
    others = reached.filter(~is_better).head(_MOVES - better.height)
    for row in (*better.iter_rows(named=True), *others.iter_rows(named=True)):
        other, gain = row["code_onet"], row["pay_change_usd"]
        yield Move(
            other,
            state.plain_name(other),
            f"/occupations/{other}",
            row["likelihood"],
            None if gain is None else round(gain),
        )


PAGE = Page("card", "/occupations/{code}/card", "An occupation at a glance.", card, rows="moves")
