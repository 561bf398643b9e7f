"""One skill, field of knowledge or the like: which occupations and clusters ask most for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from careerclusters.errors import UnknownError
from careerclusters.language import marked
from careerclusters.web.contexts import Page, Paging, page_of
from careerclusters.web.parameters import ElementId, PageNumber
from careerclusters.web.queries.elements import (
    DOMAINS,
    SCALES,
    RatedElement,
    Scale,
    rated_elements,
    ratings_of,
)
from careerclusters.web.state import State

__all__ = ["PAGE", "ElementPage", "element"]

_RATERS = {
    "Incumbent": marked("people who do the job"),
    "Analyst": marked("job analysts"),
    "Analyst - Transition": marked("job analysts"),
    "Occupational Expert": marked("experts in the occupation"),
    "Machine Learning": marked("estimated by a computer model"),
    "AI/Expert": marked("estimated by a computer model, with experts"),
}


@dataclass(frozen=True)
class Rating:
    """One rating with its standard error; both None where there is none."""

    value: float | None
    standard_error: float | None


@dataclass(frozen=True)
class Asking:
    """An occupation and its ratings; `second` on the second scale, where the element has one.

    `name` is what people say, `title` the official one.
    """

    code_onet: str
    title: str
    name: str
    cluster_id: str
    cluster: str
    place: int
    first: Rating
    second: Rating | None
    n: int | None
    raters: str
    year: str


@dataclass(frozen=True)
class ClusterMean:
    """The mean rating of a cluster's occupations; `part` (0–1) is its way along the scale."""

    cluster_id: str
    name: str
    place: int
    mean: float
    part: float
    n_rated: int
    is_apart: bool


@dataclass(frozen=True)
class Marked:
    """A cluster that the element sets apart, or whose occupations nearly all need it."""

    cluster_id: str
    name: str
    level: str
    place: int


@dataclass(frozen=True)
class ElementPage:
    """One element: what it is, which clusters it marks, and all rated occupations, the highest first."""

    title: str
    element: RatedElement
    heading: str
    scales: tuple[Scale, ...]
    n_rated: int
    n_unknown: int
    apart: tuple[Marked, ...]
    needed: tuple[Marked, ...]
    level: str
    clusters: tuple[ClusterMean, ...]
    occupations: tuple[Asking, ...]
    paging: Paging
    sources: tuple[str, ...] = ("onet",)


def element(state: State, element_id: ElementId, *, page: PageNumber = 1) -> ElementPage:
    """One element by its id; its occupations come fifteen to a page."""
    known = _known(state, element_id)
    scales = tuple(SCALES[one] for one in known.scales)
    tables = ratings_of(state, known.element_id)
    first, *others = (tables[one.scale_id] for one in scales)
    second = {row["code_onet"]: row for row in others[0].iter_rows(named=True)} if others else None
    titles = state.clustering.titles
    rows = [row for row in first.iter_rows(named=True) if row["code_onet"] in titles]
    rows.sort(key=lambda row: (-row["value"], row["code_onet"]))
    shown, paging = page_of(rows, page)
    apart = _marked(state, known.element_id, "distinctive")
    return ElementPage(
        title=known.plain_name,
        element=known,
        heading=DOMAINS[known.domain].most,
        scales=scales,
        n_rated=len(rows),
        n_unknown=len(titles) - len(rows),
        apart=apart,
        needed=_marked(state, known.element_id, "foundation"),
        level=state.main_level,
        clusters=_means(state, rows, scales[0], {one.cluster_id for one in apart}),
        occupations=tuple(_asking(state, row, second) for row in shown),
        paging=paging,
    )


def _known(state: State, element_id: str) -> RatedElement:
    known = rated_elements(state)
    if element_id in known:
        return known[element_id]
    near = [f"{one} {known[one].plain_name}" for one in known if one.startswith(element_id[:5])][:3]
    raise UnknownError(
        "Nothing rated has this id",
        seen=element_id,
        closest=tuple(near),
        todo="See all skills, or search.",
    )


def _asking(state: State, row: dict[str, Any], second: dict[str, dict[str, Any]] | None) -> Asking:
    code = row["code_onet"]
    cluster_id = state.clustering.labels(state.main_level)[code]
    return Asking(
        code_onet=code,
        title=state.clustering.titles[code],
        name=state.plain_name(code),
        cluster_id=cluster_id,
        cluster=state.names[cluster_id],
        place=state.places[cluster_id],
        first=_rating(row),
        second=None if second is None else _rating(second.get(code)),
        n=row["n"],
        raters=_RATERS.get(row["source"] or "", "not stated"),
        year=str(row["date"].year) if row["date"] else "not known",
    )


def _rating(row: dict[str, Any] | None) -> Rating:
    if row is None:
        return Rating(None, None)
    error = row["standard_error"]
    return Rating(round(row["value"], 2), None if error is None else round(error, 2))


def _means(
    state: State, rows: list[dict[str, Any]], scale: Scale, apart: set[str]
) -> tuple[ClusterMean, ...]:
    labels = state.clustering.labels(state.main_level)
    values: dict[str, list[float]] = {}
    for row in rows:
        values.setdefault(labels[row["code_onet"]], []).append(row["value"])
    found = [
        ClusterMean(
            cluster_id=one,
            name=state.names[one],
            place=state.places[one],
            mean=round(float(np.mean(own)), 2),
            part=round((float(np.mean(own)) - scale.low) / (scale.high - scale.low), 4),
            n_rated=len(own),
            is_apart=one in apart,
        )
        for one, own in values.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.mean, one.cluster_id)))


def _marked(state: State, element_id: str, kind: str) -> tuple[Marked, ...]:
    rows = state.clustering.evidence.filter((pl.col("item_id") == element_id) & (pl.col("kind") == kind))
    order = {level: at for at, level in enumerate(state.levels)}
    found = {(order[level], one) for level, one in rows.select("level", "cluster_id").iter_rows()}
    return tuple(
        Marked(one, state.names[one], state.levels[level], state.places[one]) for level, one in sorted(found)
    )


PAGE = Page(
    "element", "/elements/{element_id}", "Who asks most for one skill or the like.", element, "occupations"
)
