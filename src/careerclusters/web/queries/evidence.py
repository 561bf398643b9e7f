"""What a page about an occupation stands on: what is rated as important, and what is most like it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from careerclusters import present
from careerclusters.language import _, marked
from careerclusters.web.queries.importance import importances
from careerclusters.words import glosses, spoken_language

if TYPE_CHECKING:
    from careerclusters.web.state import State

__all__ = ["Need", "Neighbour", "asks_of", "needs_of", "neighbours_of"]

_DOMAINS = ("skills", "knowledge", "activities")
_VIEWS = {
    "activities": marked("work activities"),
    "context": marked("working conditions"),
    "styles": marked("work styles"),
}
_VIEWS |= {"titles": marked("job titles"), "skills": marked("skills"), "knowledge": marked("knowledge")}
_VIEWS |= {"abilities": marked("abilities"), "interests": marked("interests"), "values": marked("values")}
_VIEWS |= {"technologies": marked("technologies"), "tasks": marked("tasks"), "tools": marked("tools")}
_FAR_ABOVE, _ASKED = 0.5, 4
_PROPER = ("English", "Inglés")


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
    name: str
    cluster_id: str
    cluster: str
    place: int
    is_elsewhere: bool
    similarity: float
    because: str


def asks_of(state: State, code: str) -> tuple[str, ...]:
    """Up to four skills and fields of knowledge that matter here much more than in the average occupation.

    Farthest above the average first, in standard deviations, at least `_FAR_ABOVE`; only what is rated as
    important here at all.
    """
    known = importances(state)
    column = known.of([code])
    if column is None:
        return ()
    important = {need.element_id for need in needs_of(state, code) if need.domain != "activities"}
    rows = sorted(
        (-float(column[at]), label)
        for at, (element_id, label) in enumerate(zip(known.element_ids, known.labels, strict=True))
        if element_id in important and column[at] >= _FAR_ABOVE
    )
    return tuple(
        label if label in _PROPER else present.inside_sentence(label) for _value, label in rows[:_ASKED]
    )


def needs_of(state: State, code: str) -> tuple[Need, ...]:
    """The most important elements of each domain, with importance from O*NET; suppressed ones left out."""
    return state.kept("needs", lambda: _all_needs(state)).get(code, ())


def _all_needs(state: State, *, limit: int = 5) -> dict[str, tuple[Need, ...]]:
    known = {key: one for key, one in glosses(spoken_language()).items() if one.domain in _DOMAINS}
    ratings = state.catalog.scan("ratings")
    text = {name: pl.col(name).cast(pl.String) for name in ("code_onet", "element_id", "scale_id")}
    suppressed = pl.col("is_suppressed") if "is_suppressed" in ratings.collect_schema() else pl.lit(False)
    names = pl.DataFrame({"element_id": list(known), "domain": [one.domain for one in known.values()]})
    top = (
        ratings.filter(text["scale_id"] == "IM", pl.col("value").is_not_null(), ~suppressed.fill_null(False))
        .select(text["code_onet"], text["element_id"], "value", "standard_error")
        .collect()
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


def neighbours_of(state: State, code: str) -> tuple[Neighbour, ...]:
    """The ten most similar occupations; none for one that was placed afterwards."""
    if code not in state.clustering.codes:
        return ()
    labels = state.clustering.labels(state.main_level)
    near = state.clustering.neighbours(code, limit=10)
    views = [name for name in near.columns if name not in ("neighbour_code_onet", "title", "similarity")]
    return tuple(
        Neighbour(
            code_onet=row["neighbour_code_onet"],
            title=row["title"],
            name=state.plain_name(row["neighbour_code_onet"]),
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
    return present.listing(_(_VIEWS.get(name, name)) for name in best)
