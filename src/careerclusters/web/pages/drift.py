"""What changed between two releases, beside what would change anyway; pay since 2020; what is projected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from careerclusters.labour import lens_values
from careerclusters.labour.drift import verdict
from careerclusters.labour.drift_file import kept_drift
from careerclusters.labour.drift_words import KIND_WORDS, kind_words, scale_words, why_left_out
from careerclusters.labour.figure import Figure
from careerclusters.labour.pay import pay_changes
from careerclusters.language import _
from careerclusters.present import inside_sentence
from careerclusters.web.contexts import Named, Page, Paging, occupation_rows, page_of
from careerclusters.web.parameters import PageNumber
from careerclusters.web.state import State
from careerclusters.words import glosses, spoken_language
from careerclusters.words.cluster_names import cluster_name

__all__ = ["PAGE", "DriftPage", "drift"]

_PER_PAGE, _ELEMENTS, _TECHNOLOGIES, _EXTREMES = 20, 10, 12, 8
_ALL_JOBS = "00-0000"


@dataclass(frozen=True)
class Mover:
    """An occupation that changed cluster at a level; `href` is None where this catalog doesn't list it."""

    level: str
    code_onet: str
    title: str
    name: str
    href: str | None
    cluster_old: str
    cluster_new: str
    is_steady: bool


@dataclass(frozen=True)
class RatingKind:
    """How many of the ratings that both releases have are of one kind; `words` says what it means."""

    kind: str
    words: str
    count: int


@dataclass(frozen=True)
class ElementChange:
    """An element whose ratings rose or fell most surely over the occupations surveyed again."""

    element_id: str
    label: str
    scale: str
    occupations_count: int
    change_mean: float


@dataclass(frozen=True)
class Extreme:
    """An occupation at one end of a list; `n_others` more share its SOC code and so its figure."""

    code_onet: str
    title: str
    name: str
    n_others: int
    figure: Figure


@dataclass(frozen=True)
class DriftPage:
    """Two releases compared, then what the catalog itself tells of change.

    `levels` holds each count beside its noise floor (`..._null_count`). `release` is the one that the pages
    are made from.
    """

    title: str
    old: str
    new: str
    release: str
    is_own: bool
    problem: str | None
    finding: str
    n_occupations: int
    runs: int
    verdict: str
    left_out: Mapping[str, str]
    levels: tuple[Mapping[str, Any], ...]
    ratings: tuple[RatingKind, ...]
    movers: tuple[Mover, ...]
    paging: Paging
    splits: tuple[Mapping[str, Any], ...]
    elements: tuple[ElementChange, ...]
    technologies: tuple[Mapping[str, Any], ...]
    appeared: tuple[str, ...]
    vanished: tuple[str, ...]
    pay_all: Figure | None
    pay_risen: tuple[Extreme, ...]
    pay_lagging: tuple[Extreme, ...]
    growing: tuple[Extreme, ...]
    shrinking: tuple[Extreme, ...]
    emerging: tuple[Named, ...]
    n_emerging: int
    sources: tuple[str, ...] = ("onet", "oews_national", "projections_2024")


def drift(state: State, *, page: PageNumber = 1) -> DriftPage:
    """What changed between two releases; the movers come twenty to a page."""
    found = state.kept(("drift", state.tag), kept_drift)
    comparison = found.comparison
    movers, paging = page_of(comparison["movers"], page, per_page=_PER_PAGE)
    rows = occupation_rows(state)
    pay = state.kept("pay changes", lambda: pay_changes(state.catalog))
    pay_ends = _ends(state, {code: pay[code[:7]] for code in rows if code[:7] in pay})
    growth_ends = _ends(state, {code: row.growth for code, row in rows.items()})
    points = _emerging(state)
    return DriftPage(
        title=_("What changed"),
        old=comparison["old"],
        new=comparison["new"],
        release=state.catalog.release,
        is_own=found.is_own,
        problem=found.problem,
        finding=_finding(growth_ends, pay.get(_ALL_JOBS)),
        n_occupations=comparison["n_occupations"],
        runs=comparison["runs"],
        verdict=verdict(comparison["levels"]),
        left_out={
            _(view): why_left_out(why, old=comparison["old"], new=comparison["new"])
            for view, why in comparison["left_out"].items()
        },
        levels=tuple(comparison["levels"]),
        ratings=_ratings(comparison["ratings"]),
        movers=tuple(_mover(state, row) for row in movers),
        paging=paging,
        splits=tuple(_split(row) for row in comparison["splits"]),
        elements=_elements(comparison["elements"]),
        technologies=tuple(comparison["technologies"][:_TECHNOLOGIES]),
        appeared=_names(state, comparison["appeared"]),
        vanished=_names(state, comparison["vanished"]),
        pay_all=pay.get(_ALL_JOBS),
        pay_risen=pay_ends[:_EXTREMES],
        pay_lagging=pay_ends[: -_EXTREMES - 1 : -1],
        growing=growth_ends[:_EXTREMES],
        shrinking=growth_ends[: -_EXTREMES - 1 : -1],
        emerging=points[:_EXTREMES],
        n_emerging=len(points),
    )


def _finding(ends: Sequence[Extreme], pay_all: Figure | None) -> str:
    """The largest changes in one or two sentences."""
    said = []
    if len(ends) > 1:
        first, last = ends[0], ends[-1]
        said.append(
            _(
                "Of all jobs, {first} is expected to grow most until 2034 ({more}), "
                "and {last} to shrink most ({less}).",
                first=inside_sentence(first.name),
                more=first.figure.text(),
                last=inside_sentence(last.name),
                less=last.figure.text(),
            )
        )
    if pay_all is not None and pay_all.is_known:
        said.append(
            _(
                "Typical pay of all jobs has changed by {change} since 2020; prices rose too.",
                change=pay_all.text(),
            )
        )
    return " ".join(said)


def _mover(state: State, row: Mapping[str, Any]) -> Mover:
    names = ("level", "code_onet", "title", "is_steady")
    code = row["code_onet"]
    href = f"/occupations/{code}" if code in state.clustering.titles else None
    said = state.plain_name(code) if href else row["title"]
    return Mover(
        **{name: row[name] for name in names},
        cluster_old=cluster_name(row["cluster_old"]),
        cluster_new=cluster_name(row["cluster_new"]),
        name=said,
        href=href,
    )


def _split(row: Mapping[str, Any]) -> dict[str, Any]:
    """A group that was split or merged, with what groups are called in the language spoken."""
    parts = "; ".join(cluster_name(part) for part in row["parts"].split("; "))
    return {**row, "cluster": cluster_name(row["cluster"]), "parts": parts}


def _ratings(rows: Iterable[Mapping[str, Any]]) -> tuple[RatingKind, ...]:
    """What is surest first; a kind that we don't know keeps its name."""
    order = {kind: at for at, kind in enumerate(KIND_WORDS)}
    kinds = [RatingKind(row["kind"], kind_words(row["kind"]), row["count"]) for row in rows]
    return tuple(sorted(kinds, key=lambda row: order.get(row.kind, len(order))))


def _names(state: State, codes: Iterable[str]) -> tuple[str, ...]:
    known = state.clustering.titles
    return tuple(state.plain_name(code) if code in known else code for code in codes)


def _ends(state: State, figures: Mapping[str, Figure]) -> tuple[Extreme, ...]:
    """Each SOC code once, the highest figure first; what is counted with a broader group is left out."""
    by_soc: dict[str, list[str]] = {}
    for code in sorted(figures):
        by_soc.setdefault(code[:7], []).append(code)
    found = [
        Extreme(
            codes[0],
            state.clustering.titles[codes[0]],
            state.plain_name(codes[0]),
            len(codes) - 1,
            figures[codes[0]],
        )
        for codes in by_soc.values()
        if figures[codes[0]].is_known and not figures[codes[0]].is_broader
    ]
    return tuple(sorted(found, key=lambda row: (-(row.figure.number or 0), row.title)))


def _emerging(state: State) -> tuple[Named, ...]:
    """What the lens of emerging work lets through, most signs first."""
    values, titles = lens_values(state.catalog, "emerging"), state.clustering.titles
    rows = values.filter(values["is_in"].fill_null(False)).select("code_onet", "value").iter_rows()
    found = sorted((-points, titles[code], code) for code, points in rows if code in titles)
    return tuple(Named(code, title, state.plain_name(code)) for _, title, code in found)


def _elements(rows: list[Mapping[str, Any]]) -> tuple[ElementChange, ...]:
    known = glosses(spoken_language())
    shown = [row for row in rows if row["element_id"] in known]
    return tuple(
        ElementChange(
            row["element_id"],
            known[row["element_id"]].plain_name,
            scale_words(row["scale_id"]),
            row["occupations_surveyed_count"],
            row["change_mean"],
        )
        for row in shown[:_ELEMENTS]
    )


PAGE = Page("drift", "/drift", "What changed between two releases.", drift, rows="movers")
