"""One occupation: where it belongs, what it asks for, pay and outlook, what is most like it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from careerclusters import present
from careerclusters.errors import UnknownError
from careerclusters.features import Software, software_of, tools_of
from careerclusters.labour import LENSES, LabourMarket
from careerclusters.web.contexts import Page
from careerclusters.web.parameters import Code
from careerclusters.web.state import State
from careerclusters.words import glosses

__all__ = ["PAGE", "OccupationPage", "known_code", "occupation"]

_DOMAINS = ("skills", "knowledge", "activities")
_SHOWN = 0.05
_VIEWS = {"activities": "work activities", "context": "working conditions", "styles": "work styles"}
_VIEWS |= {"titles": "job titles"}


@dataclass(frozen=True)
class Membership:
    """To what degree the occupation belongs to one cluster of a level."""

    level: str
    cluster_id: str
    cluster: str
    place: int
    membership_share: float
    is_primary: bool
    role: str | None
    stability_share: float | None
    stability: str | None


@dataclass(frozen=True)
class Need:
    """A rated element that matters here: importance from 1 to 5 with its standard error."""

    element_id: str
    label: str
    sentence: str
    domain: str
    importance: float
    standard_error: float | None
    words: str


@dataclass(frozen=True)
class Neighbour:
    """A similar occupation and in what it is alike above all."""

    code_onet: str
    title: str
    cluster_id: str
    cluster: str
    place: int
    is_elsewhere: bool
    similarity: float
    because: str


@dataclass(frozen=True)
class LensAnswer:
    """Whether a lens lets the occupation through; None when not known."""

    lens: str
    title: str
    is_in: bool | None


@dataclass(frozen=True)
class OccupationPage:
    """One occupation; `market` is None where the catalog doesn't know it."""

    title: str
    code_onet: str
    is_placed: bool
    memberships: tuple[Membership, ...]
    needs: tuple[Need, ...]
    neighbours: tuple[Neighbour, ...]
    lenses: tuple[LensAnswer, ...]
    job_zone: int | None
    preparation: str | None
    software: tuple[Software, ...]
    tools: tuple[str, ...]
    market: LabourMarket | None
    exposure_words: str | None
    notes: tuple[str, ...]


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


def occupation(state: State, code: Code) -> OccupationPage:
    """One occupation by its code."""
    code = known_code(state, code)
    rows = state.clustering.occupation(code)
    is_known = code in state.known_codes
    market = state.market(code) if is_known else None
    ready = state.preparations.get(code)
    return OccupationPage(
        title=state.clustering.titles[code],
        code_onet=code,
        is_placed=code not in state.clustering.codes,
        memberships=tuple(
            _membership(state, row)
            for row in rows.iter_rows(named=True)
            if row["is_primary"] or row["membership_share"] >= _SHOWN
        ),
        needs=_needs(state, code),
        neighbours=_neighbours(state, code),
        lenses=tuple(
            LensAnswer(name, LENSES[name].title, answer)
            for name, answer in (market.lenses if market else {}).items()
        ),
        job_zone=state.job_zones.get(code),
        preparation=ready.sentences if ready else None,
        software=software_of(state.catalog, code) if is_known else (),
        tools=tools_of(state.catalog, code) if is_known else (),
        market=market,
        exposure_words=market and market.exposure.words(),
        notes=market.notes() if market else (),
    )


def _membership(state: State, row: dict[str, Any]) -> Membership:
    stability = row["stability_share"]
    return Membership(
        level=row["level"],
        cluster_id=row["cluster_id"],
        cluster=row["name"],
        place=state.places[row["cluster_id"]],
        membership_share=row["membership_share"],
        is_primary=row["is_primary"],
        role=row["role"],
        stability_share=stability,
        stability=None if stability is None else present.stability_words(stability),
    )


def _needs(state: State, code: str) -> tuple[Need, ...]:
    """The most important elements of each domain, with importance from O*NET; suppressed ones left out."""
    return state.kept("needs", lambda: _all_needs(state)).get(code, ())


def _all_needs(state: State, *, limit: int = 5) -> dict[str, tuple[Need, ...]]:
    known = {key: one for key, one in glosses().items() if one.domain in _DOMAINS}
    ratings = state.catalog.table("ratings")
    text = {name: pl.col(name).cast(pl.String) for name in ("code_onet", "element_id", "scale_id")}
    suppressed = pl.col("is_suppressed") if "is_suppressed" in ratings.columns else pl.lit(False)
    names = pl.DataFrame({"element_id": list(known), "domain": [one.domain for one in known.values()]})
    top = (
        ratings.filter(text["scale_id"] == "IM", pl.col("value").is_not_null(), ~suppressed.fill_null(False))
        .select(text["code_onet"], text["element_id"], "value", "standard_error")
        .join(names, on="element_id")
        .sort("code_onet", "value", "element_id", descending=[False, True, False])
        .group_by("code_onet", "domain", maintain_order=True)
        .head(limit)
    )
    found: dict[str, dict[str, list[Need]]] = {}
    for row in top.iter_rows(named=True):
        words = known[row["element_id"]]
        need = Need(
            element_id=row["element_id"],
            label=words.plain_name,
            sentence=words.sentence,
            domain=row["domain"],
            importance=round(row["value"], 2),
            standard_error=row["standard_error"],
            words=present.importance_words(row["value"]),
        )
        found.setdefault(row["code_onet"], {}).setdefault(row["domain"], []).append(need)
    return {
        code: tuple(need for domain in _DOMAINS for need in by_domain.get(domain, ()))
        for code, by_domain in found.items()
    }


def _neighbours(state: State, code: str) -> tuple[Neighbour, ...]:
    if code not in state.clustering.codes:
        return ()
    labels = state.clustering.labels(state.main_level)
    near = state.clustering.neighbours(code, limit=10)
    views = [name for name in near.columns if name not in ("neighbour_code_onet", "title", "similarity")]
    return tuple(
        Neighbour(
            code_onet=row["neighbour_code_onet"],
            title=row["title"],
            cluster_id=labels[row["neighbour_code_onet"]],
            cluster=state.names[labels[row["neighbour_code_onet"]]],
            place=state.places[labels[row["neighbour_code_onet"]]],
            is_elsewhere=labels[row["neighbour_code_onet"]] != labels[code],
            similarity=row["similarity"],
            because=_because(row, views),
        )
        for row in near.iter_rows(named=True)
    )


def _because(row: dict[str, Any], views: list[str]) -> str:
    best = sorted((name for name in views if row[name] > 0), key=lambda name: (-row[name], name))[:2]
    return present.listing(_VIEWS.get(name, name) for name in best)


PAGE = Page("occupation", "/occupations/{code}", "One occupation.", occupation, rows="neighbours")
