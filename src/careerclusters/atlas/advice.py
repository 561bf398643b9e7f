"""Advice about an atlas, JSON-ready: next steps, plans, closures, from codes and a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from careerclusters.errors import InputError
from careerclusters.features.market import NATION, Market, market_of
from careerclusters.pathways.links import links_of
from careerclusters.pathways.start import Start, start_at, start_in_school

if TYPE_CHECKING:
    from careerclusters.atlas.atlas import Atlas
    from careerclusters.labour import Area
    from careerclusters.pathways import Closure, Limits, NextMoves, Plan
    from careerclusters.pathways.closure import Unmatched
    from careerclusters.people import Person

__all__ = [
    "closure_of",
    "market_in",
    "next_json",
    "next_of",
    "plan_json",
    "plan_of",
    "start_from",
    "start_of",
]

_HIGH_SCHOOL = 1


def market_in(atlas: Atlas, area: Area | None) -> Market:
    """Pay and openings of a place, the nation for None."""
    return market_of(atlas.catalog, NATION if area is None else area.code)


def start_from(atlas: Atlas, code_onet: str, area: str | None) -> tuple[Start, Area | None]:
    """Somebody who holds an occupation in an area by name, and that area; None is the nation."""
    from careerclusters.labour import area_of

    place = area_of(atlas.catalog, area)
    links = links_of(atlas.pathways, atlas.catalog)
    return start_at(market_in(atlas, place), code_onet, links=links), place


def start_of(atlas: Atlas, market: Market, person: Person) -> Start:
    """Where a person starts: the work they held last as told, their schooling, all work as experience.

    Of several occupations the one held longest counts as today's.
    """
    from careerclusters.pathways.start import Start

    held = person.strengths.occupations if person.strengths is not None else ()
    links = links_of(atlas.pathways, atlas.catalog)
    background = person.background
    if background is not None and background.school_grade is not None and not held:
        return start_in_school(background.school_grade)
    said = background.schooling_step if background is not None else None
    levels = _levels(atlas, person)
    if not held:
        return Start("person", None, _HIGH_SCHOOL if said is None else said, levels=levels)
    main = max(held, key=lambda one: one.years)
    base = start_at(market, main.code_onet, links=links, years=main.years)
    typical = [start_at(market, one.code_onet, links=links).schooling for one in held]
    return Start(
        "person",
        main.code_onet,
        max(typical) if said is None else said,
        held={one.code_onet: one.years for one in held},
        levels=levels,
        pay_usd=base.pay_usd,
    )


def next_of(
    atlas: Atlas, start: Start, *, area: Area | None = None, limits: Limits | None = None
) -> NextMoves:
    """Steps up from a start with work held."""
    from careerclusters.pathways import next_moves

    if start.code_onet is None:
        raise InputError(
            "A step up starts from work held",
            seen=start.kind,
            todo="Name the work: careerclusters next cashier; or see what fits: careerclusters match",
        )
    market = market_in(atlas, area)
    return next_moves(atlas.pathways, atlas.catalog, start, market=market, limits=limits)


def next_json(
    atlas: Atlas, code_onet: str, *, area: Area | None = None, limits: Limits | None = None
) -> dict[str, Any]:
    """`next_of` for an occupation, JSON-ready, with its name."""
    from careerclusters.features.names import plain_name
    from careerclusters.labour.area_figures import openings_words

    market = market_in(atlas, area)
    start = start_at(market, code_onet, links=links_of(atlas.pathways, atlas.catalog))
    found = next_of(atlas, start, area=area, limits=limits)
    title = atlas.catalog.title(code_onet)
    origin = {"code_onet": code_onet, "title": title, "name": plain_name(code_onet, title)}
    pay = start.pay_usd if np.isfinite(start.pay_usd) else None
    where = {"area": area and area.to_dict(), "openings_words": openings_words(area)}
    return {"origin": origin | {"pay_usd": pay}, **where, **found.to_dict()}


def plan_of(
    atlas: Atlas, start: Start, destination: str, *, area: Area | None = None, limits: Limits | None = None
) -> Plan:
    """Ways from a start to an occupation."""
    from careerclusters.pathways import plan_ways

    return plan_ways(
        atlas.pathways,
        atlas.catalog,
        start,
        destination=destination,
        market=market_in(atlas, area),
        limits=limits,
    )


def plan_json(
    atlas: Atlas,
    origin: str | None,
    destination: str,
    *,
    grade: int | None = None,
    person: Person | None = None,
    area: Area | None = None,
    limits: Limits | None = None,
) -> dict[str, Any]:
    """A plan, JSON-ready: from an occupation, from a school grade, or from a person's past."""
    from careerclusters.pathways import explain_plan
    from careerclusters.people.profile.background import check_grade

    market = market_in(atlas, area)
    if person is not None:
        start = start_of(atlas, market, person)
    elif grade is not None:
        check_grade(grade)
        start = start_in_school(grade)
    elif origin is not None:
        start = start_at(market, origin, links=links_of(atlas.pathways, atlas.catalog))
    else:
        raise InputError("A plan needs a start", todo="Name an occupation, a grade or a profile.")
    found = plan_of(atlas, start, destination, area=area, limits=limits)
    return explain_plan(atlas.pathways, atlas.catalog, found, market=market, area=area)


def closure_of(
    atlas: Atlas,
    lost: Mapping[str, int],
    *,
    area: Area | None = None,
    openings: Mapping[str, int] | None = None,
    openings_share: float | None = None,
    limits: Limits | None = None,
    unmatched: tuple[Unmatched, ...] = (),
) -> Closure:
    """Who could go where when jobs end; see `pathways.close_down`."""
    from careerclusters.pathways import close_down

    return close_down(
        atlas.pathways,
        atlas.catalog,
        lost,
        market=market_in(atlas, area),
        openings=openings,
        openings_share=openings_share,
        limits=limits,
        unmatched=unmatched,
    )


def _levels(atlas: Atlas, person: Person) -> np.ndarray | None:
    """A person's levels in the order of the pathways; None when they told nothing of them."""
    strengths = person.levels(atlas.catalog, model=atlas.matcher.model)
    if strengths is None:
        return None
    known = dict(zip(strengths.element_ids, strengths.vector, strict=True))
    return np.array([known.get(one, 0.0) for one in atlas.pathways.element_ids])
