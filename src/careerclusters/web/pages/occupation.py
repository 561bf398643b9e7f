"""One occupation as a story: what it is, for whom, pay and jobs, how to start, where it leads, evidence."""

from __future__ import annotations

from dataclasses import dataclass

from careerclusters.errors import UnknownError
from careerclusters.features import Software, software_of, tools_of
from careerclusters.features.estimated_share import EstimatedShare, estimated_share
from careerclusters.labour import LENSES, Area, HowToStart, LabourMarket, lens_words, where_common
from careerclusters.labour.figure import NATION_NAME
from careerclusters.language import _, marked
from careerclusters.web.contexts import Named, Page
from careerclusters.web.miniature import Miniature, miniature
from careerclusters.web.parameters import Code
from careerclusters.web.queries.areas import AreaName, area_choices, chosen_area, market_in
from careerclusters.web.queries.belonging import Membership, belonging_words, memberships_of
from careerclusters.web.queries.evidence import Need, Neighbour, asks_of, needs_of, neighbours_of
from careerclusters.web.queries.flows import Stream, streams_in, streams_out
from careerclusters.web.queries.pay_picture import PayPicture, Trend, jobs_words, pay_picture, trend_of
from careerclusters.web.queries.spots import Spot, spots_of
from careerclusters.web.state import State
from careerclusters.words import OccupationWords

__all__ = ["PAGE", "OccupationPage", "known_code", "occupation"]

_MILITARY, _BAG = "55-", "all other"
_COMMON = 3
_KINDS = {
    "rated": None,
    "estimated": marked(
        "Nobody has asked people in this job about it yet. What is said of skills and of its place "
        "comes from its title, its tasks and jobs like it, so it is less sure."
    ),
    "military": marked(
        "This is work in the armed forces. Pay follows rank, and no job counts are published. "
        "It was placed by its title and tasks only."
    ),
    "bag": marked(
        "This is a catch-all: jobs that fit no other name. They can differ a lot from each other, so "
        "read all figures with care."
    ),
}


@dataclass(frozen=True)
class LensAnswer:
    """Whether a filter lets the occupation through; None when not known."""

    lens: str
    title: str
    is_in: bool | None


@dataclass(frozen=True)
class CommonIn:
    """A state where the work is much more usual than elsewhere: how many times."""

    area_name: str
    location_quotient: float


@dataclass(frozen=True)
class OccupationPage:
    """One occupation; `market` and what rests on it is None where the catalog doesn't know it.

    `kind` is "rated", "estimated", "military" or "bag" (all other), and `kind_words` what that means.
    `asks` names what it asks for much more than most jobs. `civil` holds the civil work nearest to a military
    one. `area` is the one asked for, None for the nation; `area_problem` says why it couldn't be read.
    `group_words` says that pay and jobs are a group's.
    """

    title: str
    name: str
    code_onet: str
    is_placed: bool
    kind: str
    kind_words: str | None
    words: OccupationWords | None
    map: Miniature
    spot: Spot | None
    memberships: tuple[Membership, ...]
    belonging: str
    area: Area | None
    area_name: str
    area_problem: str | None
    area_choices: tuple[str, ...]
    group_words: str | None
    pay: PayPicture | None
    jobs_words: str | None
    trend: Trend | None
    common_in: tuple[CommonIn, ...]
    start: HowToStart | None
    going: tuple[Stream, ...]
    coming: tuple[Stream, ...]
    asks: tuple[str, ...]
    needs: tuple[Need, ...]
    neighbours: tuple[Neighbour, ...]
    civil: tuple[Named, ...]
    lenses: tuple[LensAnswer, ...]
    job_zone: int | None
    preparation: str | None
    software: tuple[Software, ...]
    tools: tuple[str, ...]
    market: LabourMarket | None
    exposure_words: str | None
    notes: tuple[str, ...]
    estimated: EstimatedShare
    sources: tuple[str, ...] = ("cps_asec_moves", "oews_areas", "oews_national", "onet", "projections_2024")


def known_code(state: State, code: str) -> str:
    """The code when the clustering has it.

    Raises
    ------
    UnknownError
        With what shares its first digits.
    """
    titles = state.clustering.titles
    for one in (code.strip(), f"{code.strip()}.00"):
        if one in titles:
            return one
    near = [f"{one} {title}" for one, title in titles.items() if one[:5] == code.strip()[:5]][:3]
    raise UnknownError(
        "No occupation has this code", seen=code, closest=tuple(near), todo="Search by a job title."
    )


def occupation(state: State, code: Code, *, area: AreaName = None) -> OccupationPage:
    """One occupation by its code, its pay and jobs for an area."""
    code = known_code(state, code)
    is_known = code in state.known_codes
    place, problem = chosen_area(state, area)
    market = market_in(state, code, place) if is_known else None
    ready = state.preparations.get(code)
    memberships = memberships_of(state, code)
    kind = _kind(state, code)
    return OccupationPage(
        title=state.clustering.titles[code],
        name=state.plain_name(code),
        code_onet=code,
        is_placed=code not in state.clustering.codes,
        kind=kind,
        kind_words=_(words) if (words := _KINDS[kind]) else None,
        words=state.words.get(code),
        map=miniature(state),
        spot=spots_of(state).get(code),
        memberships=memberships,
        belonging=belonging_words(memberships, state.main_level),
        area=place,
        area_name=place.name if place else _(NATION_NAME),
        area_problem=problem,
        area_choices=area_choices(state),
        group_words=_group_words(market) if market else None,
        pay=pay_picture(state, market) if market else None,
        jobs_words=jobs_words(market) if market else None,
        trend=trend_of(state, market) if market else None,
        common_in=_common_in(state, code),
        start=market.start if market else None,
        going=streams_out(state, code),
        coming=streams_in(state, code),
        asks=asks_of(state, code),
        needs=needs_of(state, code),
        neighbours=neighbours_of(state, code),
        civil=_civil(state, memberships) if kind == "military" else (),
        lenses=tuple(
            LensAnswer(name, lens_words(LENSES[name]).title, answer)
            for name, answer in (market.lenses if market else {}).items()
        ),
        job_zone=state.job_zones.get(code),
        preparation=ready.sentences if ready else None,
        software=software_of(state.catalog, code) if is_known else (),
        tools=tools_of(state.catalog, code) if is_known else (),
        market=market,
        exposure_words=market.exposure.words() if market else None,
        notes=market.notes() if market else (),
        estimated=estimated_share(state.catalog, [code], figures=market and market.to_dict()),
    )


def _civil(state: State, memberships: tuple[Membership, ...]) -> tuple[Named, ...]:
    """The civil occupations that the armed forces' titles and tasks come nearest to."""
    homes = [row.cluster_id for row in memberships if row.is_primary and row.level == state.main_level]
    marks = state.clustering.evidence
    rows = marks.filter(marks["cluster_id"].is_in(homes) & (marks["kind"] == "nearest_civil")).sort("rank")
    return tuple(
        Named(code, state.clustering.titles[code], state.plain_name(code)) for code in rows["item_id"]
    )


def _group_words(market: LabourMarket) -> str | None:
    """That pay and jobs aren't its own, where they are a group's."""
    if market.group is None:
        return None
    return _(
        "No pay or job counts are published for this job alone. It is {group}; these figures are theirs.",
        group=market.group,
    )


def _kind(state: State, code: str) -> str:
    if code.startswith(_MILITARY):
        return "military"
    if _BAG in state.clustering.titles[code].lower():
        return "bag"
    return "rated" if code in state.clustering.codes else "estimated"


def _common_in(state: State, code: str) -> tuple[CommonIn, ...]:
    if not state.catalog.has("area_wages"):
        return ()
    rows = where_common(state.catalog, code[:7], kind="state", limit=_COMMON)
    pairs = rows.select("area_name", "location_quotient").iter_rows()
    return tuple(CommonIn(name, times) for name, times in pairs if times >= 1.2)


PAGE = Page("occupation", "/occupations/{code}", "One occupation.", occupation, rows="neighbours")
