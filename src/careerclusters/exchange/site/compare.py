"""Two or three jobs side by side in the browser, from figures of the nation worked out beforehand."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

import polars as pl

from careerclusters.exchange.site.links import COMPARE, file_of
from careerclusters.features import preparations
from careerclusters.labour.borrowed import group_words, with_group
from careerclusters.labour.figure import figure

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas

__all__ = ["COMPARE", "compare_body", "compare_data", "with_compare"]

_LABELS = ("First job", "Second job", "Third job (if you like)")
HEADS = (
    "What they do",
    "Typical pay",
    "Jobs",
    "Change in ten years",
    "Openings",
    "How to get in",
    "Group of jobs",
)
"""Lines of the comparison, in the order of each job's cells."""
_FIGURES: tuple[tuple[str, str, str, str, str], ...] = (
    ("wages", "wage_median_usd", "usd_per_year", "2025", "oews_national"),
    ("projections", "employment_2024_jobs", "jobs", "2024", "projections_2024"),
    ("projections", "growth_10yr_pct", "pct", "2024–34", "projections_2024"),
    ("projections", "openings_annual_jobs", "jobs_per_year", "2024–34", "projections_2024"),
)


def compare_data(atlas: Atlas) -> str:
    """A script that sets `COMPARE`: heads, texts said more than once, and a row for each job.

    A row is [code, file, name, cells]; a cell is the number of a text.
    """
    catalog, clustering = atlas.catalog, atlas.clustering
    rows = {"wages": _newest(atlas), "projections": _by_code(catalog.table("projections"))}
    labels = clustering.labels(clustering.main_level)
    groups = dict(clustering.at(clustering.main_level).select("cluster_id", "name").iter_rows())
    ways_in = preparations(catalog)
    texts: dict[str, int] = {}
    jobs = []
    for code in sorted(clustering.titles, key=lambda one: (atlas.name(one).casefold(), one)):
        group, words = group_words(catalog, code), atlas.words.get(code)
        figures = (
            with_group(figure(rows[table].get(code[:7]), column, unit=unit, year=year, source=source), group)
            for table, column, unit, year, source in _FIGURES
        )
        way_in = ways_in.get(code)
        cells = (
            words.sentence if words else "",
            *(one.words() for one in figures),
            way_in.sentences if way_in else "not known",
            groups.get(labels.get(code, ""), "not known"),
        )
        numbers = [texts.setdefault(cell, len(texts)) for cell in cells]
        jobs.append([code, file_of(f"/occupations/{code}"), atlas.name(code), numbers])
    content: dict[str, Any] = {"heads": HEADS, "texts": list(texts), "jobs": jobs}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f"window.COMPARE = {text};\n"


def _newest(atlas: Atlas) -> dict[str, dict[str, Any]]:
    wages = atlas.catalog.table("wages")
    return _by_code(wages.filter(pl.col("year") == pl.col("year").max()))


def _by_code(table: pl.DataFrame) -> dict[str, dict[str, Any]]:
    return {row["code_soc2018"]: row for row in table.iter_rows(named=True)}


def compare_body() -> str:
    """The middle of the page; the script fills in the jobs."""
    return """<h1>Compare jobs</h1>
<p class="lead">Put two or three jobs side by side: pay, jobs, openings and the way in.</p>
<p>Figures are those of the United States: pay of 2025 from the Occupational Employment and Wage
Statistics, jobs and openings from the Employment Projections 2024–34. The program also compares what
each job asks, and shows figures of a state or a city.</p>"""


def with_compare(html: str) -> str:
    """The page with its form, its place for the table, and its scripts."""
    names = ("compare-data", "compare")
    scripts = "".join(f'<script src="static/{name}.js" defer></script>' for name in names)
    fields = "".join(
        f'<p><label for="job{at}">{escape(label)}</label> '
        f'<input id="job{at}" list="jobs" autocomplete="off"></p>'
        for at, label in enumerate(_LABELS, start=1)
    )
    form = f"""<noscript><p class="box">Comparing needs scripts. Look at the
<a href="occupations.html">jobs</a> one by one instead.</p></noscript>
<form id="compare">{fields}<datalist id="jobs"></datalist>
<p class="actions"><button type="submit">Compare</button></p></form>
<section id="table" aria-live="polite"></section>"""
    return html.replace("</head>", f"{scripts}</head>", 1).replace("</main>", f"{form}\n</main>", 1)
