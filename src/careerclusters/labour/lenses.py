"""Lenses: filters on occupations, each with its rule, its threshold and its coverage.

A lens answers yes, no or "not known" for each occupation. Not known stays not known: it never
counts as no. How many occupations a lens can decide is its coverage.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from careerclusters.errors import UnknownError
from careerclusters.labour import _lens_labour as labour
from careerclusters.labour import _lens_work as work
from careerclusters.labour.emerging import emerging
from careerclusters.language import ENGLISH, _
from careerclusters.words import spoken_language
from careerclusters.words._tables import read_sections

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["LENSES", "Lens", "get_lens", "lens_answers", "lens_coverage", "lens_summary", "lens_values"]


@dataclass(frozen=True)
class Lens:
    """One filter.

    Parameters
    ----------
    name, title
        Short name for commands, and words for people.
    rule
        What must hold, in words.
    threshold
        From which value on, in words.
    value_means
        What the number beside an occupation is; higher means more.
    sources
        Ids of the sources it is made from.
    compute
        Takes the catalog (and `previous`, `fit`, which only `emerging` uses) and returns
        `code_onet`, `value`, `is_in` and `note`.
    """

    name: str
    title: str
    rule: str
    threshold: str
    value_means: str
    sources: tuple[str, ...]
    compute: Callable[..., pl.DataFrame]

    def to_dict(self) -> dict[str, object]:
        """All but the function, JSON-ready."""
        return {
            "name": self.name,
            "title": self.title,
            "rule": self.rule,
            "threshold": self.threshold,
            "value_means": self.value_means,
            "sources": list(self.sources),
        }


_ALL = (
    Lens(
        "trades",
        "Skilled trades and apprenticeship",
        "No degree is usually needed. Hands-on work is what it is most about. People build, fix, make "
        "or mine things. The skill takes an apprenticeship, long training on the job, a certificate, or "
        "months of training in building, repair, metal or wood.",
        "all four conditions",
        "conditions met, 0 to 4",
        ("projections_2024", "onet"),
        labour.trades,
    ),
    Lens(
        "no_degree",
        "No college degree needed",
        "To start, you need at most a certificate after high school.",
        "a certificate or less (step 3 of 7)",
        "schooling step: 0 none, 1 high school, 2 some college, 3 certificate, 4 associate's, 5 "
        "bachelor's, 6 master's, 7 doctoral or professional",
        ("projections_2024",),
        labour.no_degree,
    ),
    Lens(
        "self_employment",
        "Self-employment",
        "At least a fifth of the jobs are held by the self-employed, more than three times the 6% "
        "of all jobs.",
        "0.20 or more",
        "share of jobs held by the self-employed, 2024",
        ("projections_2024_workbook",),
        labour.self_employment,
    ),
    Lens(
        "entrepreneurial",
        "Entrepreneurial paths",
        "Many work for themselves, and the work is about winning people over, leading and taking risks. We "
        "multiply two figures: the share who work for themselves, and how much the work is of that kind.",
        "0.10 or more, for example 20% self-employed at half of the Enterprising scale",
        "self-employed share times Enterprising interest, 0 to 1",
        ("projections_2024_workbook", "onet"),
        labour.entrepreneurial,
    ),
    Lens(
        "nonprofit_public",
        "Public sector and non-profits",
        "Most people work for the government, in schools, colleges or hospitals, or in fields that are "
        "mostly run by non-profits, such as museums, clubs and relief services.",
        "0.50 or more",
        "published share of employees in these industries, May 2025",
        ("oews_industry", "oews_national"),
        labour.nonprofit_public,
    ),
    Lens(
        "growing",
        "Growing",
        "Jobs are projected to grow at least twice as fast as all jobs together from 2024 to 2034.",
        "twice the growth of all jobs, 6.1% in the bundled catalog",
        "change of jobs 2024–34 in percent",
        ("projections_2024",),
        labour.growing,
    ),
    Lens(
        "emerging",
        "Emerging",
        "A new job gets points. It gets 2 when it was split off from an All Other group or wasn't in the "
        "list of 2010. It gets 2 when O*NET names it while the SOC still counts it under All Other. An All "
        "Other group itself gets 1. Many new tools or titles since an older release give 1, and so does a "
        "poor fit to every group.",
        "2 points or more",
        "points, 0 to 6",
        ("onet", "onet_crosswalk"),
        emerging,
    ),
    Lens(
        "indoor",
        "Indoors",
        "Works in heated or cooled rooms at least once a week or so, and outdoors less than once a month.",
        "4 or more indoors, less than 3 outdoors, of 5",
        "how often indoors in a controlled climate: 1 never, 3 monthly, 4 weekly, 5 every day",
        ("onet",),
        work.indoor,
    ),
    Lens(
        "outdoor",
        "Outdoors",
        "Works outdoors, in the open or under cover, at least about weekly.",
        "4 or more of 5",
        "how often outdoors: 1 never, 3 monthly, 4 weekly, 5 every day",
        ("onet",),
        work.outdoor,
    ),
    Lens(
        "people",
        "Work with people",
        "To care for, teach, coach or serve people matters more here than in two of three jobs. So does "
        "winning people over, ending fights and getting along.",
        "upper third of rated occupations",
        "mean importance of seven activities, 1 to 5",
        ("onet",),
        work.people,
    ),
    Lens(
        "data",
        "Work with data",
        "Work with facts and figures matters more here than in two of three jobs: to sort, check, study "
        "and write them down, and to use computers.",
        "upper third of rated occupations",
        "mean importance of six activities, 1 to 5",
        ("onet",),
        work.data,
    ),
    Lens(
        "things",
        "Work with things",
        "Work with things matters more here than in two of three jobs: to move, check and fix them, to run "
        "machines and to drive.",
        "upper third of rated occupations",
        "mean importance of seven activities, 1 to 5",
        ("onet",),
        work.things,
    ),
)

LENSES: dict[str, Lens] = {lens.name: lens for lens in _ALL}
"""Name to lens, in the order of the documentation."""


def get_lens(name: str) -> Lens:
    """The lens called `name`; hyphens and capitals don't matter.

    Raises
    ------
    UnknownError
        When there is none; it lists all.
    """
    key = name.strip().lower().replace("-", "_").replace(" ", "_")
    if key not in LENSES:
        import difflib

        near = difflib.get_close_matches(key, LENSES, n=2)
        raise UnknownError(
            "No lens is called that",
            seen=name,
            todo=_("Known: {names}.", names=", ".join(LENSES)),
            closest=tuple(near),
        )
    return LENSES[key]


def lens_words(lens: Lens) -> Lens:
    """The same lens, its title and rules in the language spoken now."""
    language = spoken_language()
    if language == ENGLISH:
        return lens
    said = read_sections("lenses.toml", language).get(lens.name, {})
    return replace(
        lens,
        title=str(said.get("title", lens.title)),
        rule=str(said.get("rule", lens.rule)),
        threshold=str(said.get("threshold", lens.threshold)),
        value_means=str(said.get("value_means", lens.value_means)),
    )


def lens_values(
    catalog: Catalog, name: str, *, previous: Catalog | None = None, fit: pl.DataFrame | None = None
) -> pl.DataFrame:
    """What a lens says about every occupation.

    Parameters
    ----------
    name
        Key of `LENSES`.
    previous
        Catalog of an earlier release, for `emerging` only: which technologies and titles are new.
    fit
        Columns `code_onet` and `fit_share` (0–1, membership in the best cluster), for `emerging`
        only: the lowest tenth counts as a poor fit.

    Returns
    -------
    `code_onet`, `value` (null when unknown), `is_in` (null when it can't be decided) and `note`
    (why not), one row per occupation, sorted by `code_onet`.
    """
    lens = get_lens(name)
    if previous is None and fit is None:
        return catalog.derive(f"lens {lens.name}", lambda: _computed(lens, catalog))
    return _computed(lens, catalog, previous=previous, fit=fit)


def lens_answers(catalog: Catalog) -> pl.DataFrame:
    """`code_onet` and one column per lens with true, false or null, sorted by `code_onet`."""

    def make() -> pl.DataFrame:
        codes = catalog.table("occupations").select("code_onet").sort("code_onet")
        return codes.with_columns(lens_values(catalog, name)["is_in"].alias(name) for name in LENSES)

    return catalog.derive("lens_answers", make)


def _computed(lens: Lens, catalog: Catalog, **given: object) -> pl.DataFrame:
    return lens.compute(catalog, **given).sort("code_onet")


def lens_coverage(catalog: Catalog, name: str) -> float:
    """Share of all occupations for which a lens can be decided, 0–1."""
    decided = lens_values(catalog, name)["is_in"]
    return round(len(decided.drop_nulls()) / len(decided), 4) if len(decided) else 0.0


def lens_summary(catalog: Catalog) -> pl.DataFrame:
    """All lenses with their counts.

    Returns
    -------
    `lens`, `title`, `rule`, `threshold`, `in_count`, `out_count`, `unknown_count` and
    `coverage_share`, in the order of `LENSES`.
    """
    rows = []
    answers = lens_answers(catalog)
    for lens in LENSES.values():
        decided = answers[lens.name]
        known = len(decided) - decided.null_count()
        rows.append(
            {
                "lens": lens.name,
                "title": lens.title,
                "rule": lens.rule,
                "threshold": lens.threshold,
                "in_count": int(decided.sum()),
                "out_count": known - int(decided.sum()),
                "unknown_count": decided.null_count(),
                "coverage_share": round(known / len(decided), 4) if len(decided) else 0.0,
            }
        )
    return pl.DataFrame(rows)
