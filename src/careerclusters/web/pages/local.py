"""Your own labour market: a wage file checked line by line, and the cleaned table; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Query

from careerclusters import present
from careerclusters.errors import CareerClustersError
from careerclusters.language import _, decimal_text, marked
from careerclusters.web.contexts import Page
from careerclusters.web.state import State
from careerclusters.web.uploads import Sent, check_unpacked

if TYPE_CHECKING:
    from careerclusters.labour.local import LocalMarket

__all__ = ["PAGE", "LocalPage", "local"]

UPLOAD_BYTES = 5_000_000
MOST_ROWS, SHOWN = 50_000, 60
_NAMES = {
    "code": marked("Code"),
    "title": marked("Job title"),
    "area": marked("Area"),
    "wage_median_usd": marked("Typical pay a year"),
    "wage_mean_usd": marked("Mean pay a year"),
    "wage_median_hourly_usd": marked("Typical pay an hour"),
    "wage_mean_hourly_usd": marked("Mean pay an hour"),
    "employment_jobs": marked("Jobs"),
    "openings_annual_jobs": marked("Openings a year"),
    "growth_10yr_pct": marked("Change in jobs in ten years"),
}
Columns = Annotated[
    str, Query(description="Columns of other names, one on each line: Pay=wage_median_usd.", max_length=2000)
]
Table = Annotated[str, Query(description="Table to download: rows or report.", max_length=20)]


@dataclass(frozen=True)
class Column:
    """A column read: its own name, our name, and what it holds in words."""

    given: str
    name: str
    words: str


@dataclass(frozen=True)
class Line:
    """A line of the file: what it holds at its beginning, and what became of it."""

    line: int
    given: str
    status: str
    reason: str | None
    matched_by: str | None
    occupations: tuple[str, ...]


@dataclass(frozen=True)
class LocalPage:
    """What was taken and refused; `problem` says in a sentence why a file couldn't be read.

    `refused` and `taken` hold the first lines of each kind; counts say how many there are. `names` are the
    columns that a file may have, ours first.
    """

    title: str
    problem: str | None
    file_name: str | None
    columns_text: str
    names: Mapping[str, str]
    finding: str
    columns: tuple[Column, ...]
    notes: tuple[str, ...]
    taken_count: int
    refused_count: int
    set_aside_count: int
    refused: tuple[Line, ...]
    taken: tuple[Line, ...]
    table: str
    table_rows: tuple[Mapping[str, Any], ...]


def local(state: State, *, columns: Columns = "", table: Table = "", file: Sent = None) -> LocalPage:
    """A wage file of one's own, line by line."""
    from careerclusters.text.own_figures import read_mapping, read_own_figures

    market, problem = None, None
    if file is not None:
        try:
            check_unpacked(file)
            mapping = read_mapping([line for line in columns.splitlines() if line.strip()])
            market = read_own_figures(state.atlas, file.content, name=file.name, mapping=mapping)
        except CareerClustersError as error:
            problem = str(error).replace("--map column=name", _("the box below"))
    return LocalPage(
        title=_("Your own wage figures"),
        problem=problem,
        file_name=file.name if file else None,
        columns_text=columns,
        names=_NAMES,
        finding=_finding(market) if market else "",
        columns=tuple(Column(own, name, _NAMES.get(name, name)) for name, own in market.columns)
        if market
        else (),
        notes=market.notes if market else (),
        taken_count=market.taken_count if market else 0,
        refused_count=market.refused_count if market else 0,
        set_aside_count=market.set_aside_count if market else 0,
        refused=_lines(state, market, is_taken=False) if market else (),
        taken=_lines(state, market, is_taken=True) if market else (),
        table=table,
        table_rows=_table(state, market, table) if market else (),
    )


def _finding(market: LocalMarket) -> str:
    slots = {
        "lines": present.counted(market.taken_count, "line"),
        "file": market.name,
        "refused": decimal_text(market.refused_count),
        "aside": decimal_text(market.set_aside_count),
    }
    if market.refused_count and market.set_aside_count:
        return _("{lines} taken from {file}, {refused} refused, {aside} set aside.", **slots)
    if market.refused_count:
        return _("{lines} taken from {file}, {refused} refused.", **slots)
    if market.set_aside_count:
        return _("{lines} taken from {file}, {aside} set aside.", **slots)
    return _("{lines} taken from {file}.", **slots)


def _lines(state: State, market: LocalMarket, *, is_taken: bool) -> tuple[Line, ...]:
    report = market.report
    rows = report.filter(report["is_taken"] == is_taken)
    if not is_taken:
        rows = rows.sort("is_set_aside", "line")
    rows = rows.head(SHOWN)
    codes: dict[int, list[str]] = {}
    wanted = market.rows.filter(market.rows["line"].is_in(rows["line"].implode()))
    for line, code in wanted.select("line", "code_onet").iter_rows():
        codes.setdefault(line, []).append(code)
    return tuple(_line(state, row, codes.get(row["line"], ())) for row in rows.iter_rows(named=True))


def _line(state: State, row: Mapping[str, Any], codes: Sequence[str]) -> Line:
    status = (
        marked("taken")
        if row["is_taken"]
        else marked("set aside")
        if row["is_set_aside"]
        else marked("refused")
    )
    reason = row["reason"].removeprefix("set aside: ") if row["reason"] else None
    names = tuple(state.plain_name(code) for code in codes if code in state.clustering.titles)
    return Line(row["line"], row["given"] or "", status, reason, row["matched_by"], names)


def _table(state: State, market: LocalMarket, name: str) -> tuple[Mapping[str, Any], ...]:
    if name == "report":
        return tuple(market.report.head(MOST_ROWS).iter_rows(named=True))
    if name == "rows":
        titles = state.clustering.titles
        rows = market.rows.head(MOST_ROWS).iter_rows(named=True)
        return tuple(
            {"code_onet": row["code_onet"], "title": titles.get(row["code_onet"])}
            | {name: _whole(value) for name, value in row.items()}
            for row in rows
        )
    return ()


def _whole(value: object) -> object:
    """A whole number without its point."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


PAGE = Page(
    "local",
    "/local",
    "A wage file of your own, checked line by line.",
    local,
    rows="table_rows",
    upload_bytes=UPLOAD_BYTES,
)
