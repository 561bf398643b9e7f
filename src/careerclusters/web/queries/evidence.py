"""What a page about an occupation stands on: what is rated as important, and what is most like it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from careerclusters import present
from careerclusters.language import _, marked, pgettext
from careerclusters.web.queries.importance import importances
from careerclusters.words import glosses, spoken_language

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
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
_PROPER = ("English",)


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
    every = state.kept("needs", lambda: _most_important(state.catalog), is_spoken=False)
    rows = every.filter(pl.col("code_onet") == code)
    known = glosses(spoken_language())
    return tuple(
        Need(
            element_id=row["element_id"],
            label=known[row["element_id"]].plain_name,
            sentence=known[row["element_id"]].sentence,
            domain=row["domain"],
            importance=round(row["value"], 2),
            standard_error=row["standard_error"],
            words=present.importance_words(row["value"]),
        )
        for row in rows.iter_rows(named=True)
    )


def _most_important(catalog: Catalog, *, limit: int = 5) -> pl.DataFrame:
    """The first rows of each occupation, read by domain so that few are held at once."""
    known = glosses(spoken_language())
    parts = []
    for domain in _DOMAINS:
        ratings = catalog.scan("ratings")
        suppressed = pl.col("is_suppressed") if "is_suppressed" in ratings.collect_schema() else pl.lit(False)
        names = [key for key, one in known.items() if one.domain == domain]
        rated = pl.col("scale_id").eq("IM") & pl.col("value").is_not_null() & ~suppressed.fill_null(False)
        rows = ratings.filter(rated, pl.col("element_id").is_in(names))
        rows = rows.select("code_onet", "element_id", "value", "standard_error", domain=pl.lit(domain))
        top = rows.collect().sort("code_onet", "value", "element_id", descending=[False, True, False])
        parts.append(top.group_by("code_onet", maintain_order=True).head(limit))
    return pl.concat(parts)


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
    return present.listing(
        pgettext("alike by", "industry") if name == "industry" else _(_VIEWS.get(name, name)) for name in best
    )
