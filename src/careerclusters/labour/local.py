"""Your own labour market: figures from a CSV of yours, checked row by row and labelled as yours.

The file says for a `code` (any that `read_code` reads) or a `title` any of `wage_median_usd`,
`wage_mean_usd`, `employment_jobs`, `openings_annual_jobs` and `growth_10yr_pct`, and may say for which
`area`. Headers of OEWS, OFLC and state files are understood by their synonyms.
Good rows are taken, bad rows refused with their line number and the reason; only a wrong header
stops all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from careerclusters.errors import InputError
from careerclusters.labour._local_codes import Codes, read_codes, titles_that_disagree
from careerclusters.labour._local_csv import FIGURES, read_lines, table_text
from careerclusters.labour._local_rows import check_rows, note_of
from careerclusters.labour.figure import Figure
from careerclusters.language import _, decimal_text, marked
from careerclusters.results import Value
from careerclusters.sources._labour_codes import COMBINED_CODES

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["OWN_SOURCE", "LocalMarket", "Resolve", "read_local", "table_text"]

Resolve = Callable[[Sequence[str]], pl.DataFrame]
"""Takes different titles; returns `title`, `code_onet` and `confidence` (0–1), at best one row each."""

OWN_SOURCE = "own file"
LEAST_CONFIDENCE = 0.6
MOST_TITLES = 2_000

_UNITS = {
    "wage_median_usd": "usd_per_year",
    "wage_mean_usd": "usd_per_year",
    "employment_jobs": "jobs",
    "openings_annual_jobs": "jobs_per_year",
    "growth_10yr_pct": "pct",
}


@dataclass(frozen=True, eq=False)
class LocalMarket(Value):
    """Figures of the user's own, joined to occupations.

    Parameters
    ----------
    name
        Name of the file, for labels.
    rows
        One row per occupation that a taken line speaks of: `code_onet`, `area`, the figures, their
        `_note` columns, `is_broader` (the line counts several occupations), `matched_by`
        ("O*NET code", "SOC code", "combined code" or "title"), `confidence` (1 for codes), `line`.
    report
        One row per line of the file: `line`, `given`, `is_taken`, `reason` (why refused),
        `matched_by`, `confidence` and `occupations_count`.
    catalog_id
        Of the catalog it was joined to.
    notes
        What was done on the way: lines above the header, columns kept aside, pay turned into years.
    columns
        Name of ours and the file's own name of each column read, in the order of the file.
    """

    name: str
    rows: pl.DataFrame = field(repr=False)
    report: pl.DataFrame = field(repr=False)
    catalog_id: str
    notes: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()

    @property
    def taken_count(self) -> int:
        """Lines taken."""
        return int(self.report["is_taken"].sum())

    @property
    def refused_count(self) -> int:
        """Lines refused."""
        return self.report.height - self.taken_count - self.set_aside_count

    @property
    def set_aside_count(self) -> int:
        """Lines about groups whose parts have lines of their own, or that repeat another; not wrong."""
        return int(self.report["is_set_aside"].sum())

    def figures(self, code_onet: str, *, area: str | None = None) -> list[dict[str, Figure | str | None]]:
        """The user's figures for one occupation, one entry per line: `area` and a `Figure` each."""
        rows = self.rows.filter(pl.col("code_onet") == code_onet)
        if area is not None:
            rows = rows.filter(pl.col("area") == area)
        return [{"area": row["area"], **_figures(row, name=self.name)} for row in rows.iter_rows(named=True)]

    def to_frame(self) -> pl.DataFrame:
        """The report."""
        return self.report

    def to_dict(self) -> dict[str, object]:
        """Counts, refused lines (up to 1,000) and rows (up to 10,000), JSON-ready."""
        return {
            "name": self.name,
            "source": OWN_SOURCE,
            "taken_count": self.taken_count,
            "refused_count": self.refused_count,
            "set_aside_count": self.set_aside_count,
            "notes": list(self.notes),
            "columns": dict(self.columns),
            "refused": self.report.filter(~pl.col("is_taken") & ~pl.col("is_set_aside"))
            .head(1_000)
            .to_dicts(),
            "rows": self.rows.head(10_000).to_dicts(),
            "catalog_id": self.catalog_id,
        }

    def __repr__(self) -> str:
        return f"LocalMarket({self.name}: {self.taken_count:,} lines taken, {self.refused_count:,} refused)"


def read_local(
    source: Path | bytes,
    catalog: Catalog,
    *,
    resolve: Resolve | None = None,
    name: str | None = None,
    least_confidence: float = LEAST_CONFIDENCE,
    mapping: Mapping[str, str] | None = None,
) -> LocalMarket:
    """Read and check a CSV or workbook with figures of your own.

    Parameters
    ----------
    source
        Path of the file, or its content.
    resolve
        Finds occupations for titles that are neither an occupation's name nor an alternate title of
        just one; None finds no others. It is asked once, about at most 2,000 different titles.
    name
        For labels; None takes the file's name.
    least_confidence
        Titles found with less are refused.
    mapping
        Column of the file to a name of ours, for columns whose names aren't known.

    Raises
    ------
    InputError
        When the file can't be read, is no CSV text, or has a wrong header.
    """
    if isinstance(source, bytes):
        content, label = source, name or "own figures"
    else:
        label = name or Path(source).name
        try:
            content = Path(source).read_bytes()
        except OSError as error:
            raise InputError(
                "The file can't be read",
                seen=f"{Path(source).name}: {error.strerror}",
                todo="Check the path.",
            ) from error
    read = read_lines(content, mapping)
    codes = read_codes(catalog, read.rows)
    checked = check_rows(codes.rows)
    good = checked.filter(pl.col("reason").is_null())
    keys = _keys(catalog, good, codes, resolve=resolve, least_confidence=least_confidence)
    checked = checked.join(keys.select("line", "problem"), on="line", how="left").with_columns(
        reason=pl.coalesce("reason", "problem")
    )
    checked = _without_repeats(checked, keys)
    taken = checked.filter(pl.col("reason").is_null())
    notes = [note_of(figure) for figure in FIGURES]
    rows = (
        taken.select("line", "area", *FIGURES, *notes)
        .join(keys.filter(pl.col("problem").is_null()), on="line")
        .join(_meanings(catalog, codes), on="key")
        .with_columns(is_broader=pl.len().over("line") > 1)
        .select("code_onet", "area", *FIGURES, *notes, "is_broader", "matched_by", "confidence", "line")
        .sort("code_onet", "line")
    )
    report = _report(checked, read.refused, keys, rows)
    return LocalMarket(
        name=label,
        rows=rows,
        report=report,
        catalog_id=catalog.id,
        notes=read.notes,
        columns=read.columns,
    )


def _keys(
    catalog: Catalog, good: pl.DataFrame, codes: Codes, *, resolve: Resolve | None, least_confidence: float
) -> pl.DataFrame:
    """What each good line is about: `line`, `key` (a code), `matched_by`, `confidence`, `problem`."""
    kinds = _meanings(catalog, codes).group_by("key").agg(pl.col("matched_by").first())
    by_code = (
        good.filter(pl.col("code").is_not_null())
        .select("line", "title", key="code")
        .join(kinds, on="key", how="left")
        .join(codes.asides, on="key", how="left")
        .with_columns(
            confidence=pl.when(pl.col("matched_by").is_not_null()).then(1.0),
            problem=pl.when(pl.col("aside").is_not_null())
            .then(pl.col("aside"))
            .when(pl.col("matched_by").is_null())
            .then(pl.format(_("{} is not in the catalog (SOC 2018, O*NET-SOC 2019)"), pl.col("key"))),
        )
    )
    disagreeing = titles_that_disagree(catalog, by_code, _meanings(catalog, codes))
    by_code = by_code.join(disagreeing, on="line", how="left").with_columns(
        problem=pl.coalesce("problem", "disagreement")
    )
    by_title = good.filter(pl.col("code").is_null()).select("line", "title")
    found = _titles(catalog, by_title["title"], resolve=resolve, least_confidence=least_confidence)
    matched = by_title.join(found, on="title", how="left").select(
        "line", "key", pl.lit(marked("title")).alias("matched_by"), "confidence", "problem"
    )
    return pl.concat([by_code.select(matched.columns), matched]).sort("line")


def _titles(
    catalog: Catalog, titles: pl.Series, *, resolve: Resolve | None, least_confidence: float
) -> pl.DataFrame:
    """`title`, `key`, `confidence` and `problem` of each different title."""
    known = _known_titles(catalog)
    asked = pl.DataFrame({"title": titles.unique().sort()}).with_columns(
        plain=pl.col("title").str.to_lowercase().str.replace_all(r"\s+", " ").str.strip_chars()
    )
    found = asked.join(known, on="plain", how="left")
    open_ = found.filter(pl.col("key").is_null())["title"].sort()
    if resolve is not None and len(open_):
        answers = (
            resolve(open_.head(MOST_TITLES).to_list())
            .select("title", pl.col("code_onet").alias("answer"), pl.col("confidence").alias("sureness"))
            .sort(["title", "sureness", "answer"], descending=[False, True, False], nulls_last=True)
            .unique("title", keep="first", maintain_order=True)
        )
        found = found.join(answers, on="title", how="left").with_columns(
            key=pl.coalesce("key", "answer"), confidence=pl.coalesce("confidence", "sureness")
        )
    unsure = pl.col("confidence") < least_confidence
    beyond = pl.col("title").is_in(open_.slice(MOST_TITLES).implode()) & pl.lit(resolve is not None)
    shown = pl.col("title").str.slice(0, 60)
    return found.with_columns(
        problem=pl.when(beyond)
        .then(
            pl.lit(
                _(
                    "more than {n} different unknown titles; give codes",
                    n=decimal_text(MOST_TITLES),
                )
            )
        )
        .when(pl.col("key").is_null())
        .then(pl.format(_("no occupation is called {}; give its code"), shown))
        .when(unsure)
        .then(
            pl.format(
                _("{} may be {} (confidence {}); give its code"),
                shown,
                pl.col("key"),
                pl.col("confidence").round(2),
            )
        )
    ).select("title", "key", "confidence", "problem")


def _known_titles(catalog: Catalog) -> pl.DataFrame:
    """Names of occupations and alternate titles of just one occupation: `plain`, `key`, `confidence`."""
    lower = pl.col("title").str.to_lowercase().alias("plain")
    official = catalog.table("occupations").select(lower, key="code_onet")
    if not catalog.has("alternate_titles"):
        return official.with_columns(confidence=pl.lit(1.0))
    other = catalog.table("alternate_titles").select(lower, key="code_onet").unique()
    single = other.filter(pl.len().over("plain") == 1).join(official, on="plain", how="anti")
    return pl.concat(
        [official.with_columns(confidence=pl.lit(1.0)), single.with_columns(confidence=pl.lit(0.95))]
    )


def _meanings(catalog: Catalog, codes: Codes) -> pl.DataFrame:
    """Which occupations a code means: `key`, `code_onet`, `matched_by`."""
    occupations = catalog.table("occupations").select("code_onet", "code_soc2018")
    combined = pl.DataFrame(
        [(code, detailed) for code, covered in COMBINED_CODES.items() for detailed in covered],
        schema={"key": pl.String, "code_soc2018": pl.String},
        orient="row",
    ).join(occupations, on="code_soc2018")
    kinds = {
        marked("O*NET code"): occupations.select(pl.col("code_onet").alias("key"), "code_onet"),
        marked("SOC code"): occupations.select(pl.col("code_soc2018").alias("key"), "code_onet"),
        marked("combined code"): combined.select("key", "code_onet"),
    }
    known = pl.concat(frame.with_columns(matched_by=pl.lit(kind)) for kind, frame in kinds.items())
    older = codes.meanings.join(known, on="key", how="anti")
    return pl.concat([known.select("key", "code_onet", "matched_by"), older])


def _without_repeats(checked: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """A second line about the same code and area is refused and names the first.

    Where it says the same, it is set aside: wage files list some codes as a group and as an occupation.
    """
    checked = checked.join(keys.select("line", "key"), on="line", how="left").sort("line")
    good = checked.filter(pl.col("reason").is_null()).with_columns(
        first=pl.col("line").min().over("key", pl.col("area").fill_null("")),
        said=pl.concat_str([pl.col(name).cast(pl.String).fill_null("") for name in FIGURES], separator="|"),
    )
    firsts = good.select(pl.col("line").alias("first"), pl.col("said").alias("said_first"))
    again = (
        good.filter(pl.col("line") > pl.col("first"))
        .join(firsts, on="first")
        .select(
            "line",
            again=pl.when(pl.col("said") == pl.col("said_first"))
            .then(pl.format("set aside: " + _("line {} says the same"), pl.col("first")))
            .otherwise(pl.format(_("the same occupation and area as line {}"), pl.col("first"))),
        )
    )
    return (
        checked.join(again, on="line", how="left")
        .with_columns(reason=pl.coalesce("reason", "again"))
        .sort("line")
    )


def _report(
    checked: pl.DataFrame, broken: pl.DataFrame, keys: pl.DataFrame, rows: pl.DataFrame
) -> pl.DataFrame:
    counts = rows.group_by("line").agg(pl.len().alias("occupations_count"))
    lines = (
        checked.select("line", pl.coalesce("given_code", "title").str.slice(0, 80).alias("given"), "reason")
        .join(keys.select("line", "matched_by", "confidence"), on="line", how="left")
        .join(counts, on="line", how="left")
    )
    return (
        pl.concat([lines, broken], how="diagonal")
        .with_columns(
            pl.col("occupations_count").fill_null(0).cast(pl.UInt32),
            is_taken=pl.col("reason").is_null(),
            is_set_aside=pl.col("reason").str.starts_with("set aside").fill_null(False),
        )
        .with_columns(
            pl.when("is_taken").then(pl.col(name)).alias(name) for name in ("matched_by", "confidence")
        )
        .select(
            "line",
            "given",
            "is_taken",
            "is_set_aside",
            "reason",
            "matched_by",
            "confidence",
            "occupations_count",
        )
        .sort("line")
    )


def _figures(row: dict[str, Any], *, name: str) -> dict[str, Figure]:
    """One `Figure` per column of the line; they say whose they are."""
    found = {}
    for column, unit in _UNITS.items():
        reason = row[note_of(column)]
        if row[column] is None and reason is None:
            continue
        label = f"from {name}, line {row['line']}"
        found[column] = Figure(
            row[column], unit, "as given", OWN_SOURCE, note=reason or label, is_broader=row["is_broader"]
        )
    return found
