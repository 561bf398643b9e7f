"""`careerclusters local`: figures of your own labour market, checked and labelled as yours."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerclusters.cli._input import read_input
from careerclusters.cli._print import AsCsv, AsJson, Column, note, print_json, print_rows, print_text
from careerclusters.errors import InputError
from careerclusters.home import home_folder

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.atlas import Atlas
    from careerclusters.labour.local import LocalMarket

__all__ = ["local", "saved_market"]

_MOST_BYTES = 50_000_000


def local(
    file: Annotated[
        Path | None, typer.Argument(help="CSV with code or title and figures; - is standard input.")
    ] = None,
    *,
    save: Annotated[
        bool, typer.Option("--save", help="Keep a copy, so that occupations show your figures.")
    ] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Delete the copy that was kept.")] = False,
    limit: Annotated[int, typer.Option("--limit", help="How many rows to show.", min=1)] = 20,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Check a CSV of your own labour market row by row, and join it to occupations.

    Columns: code or title; any of wage_median_usd, employment_jobs, openings_annual_jobs,
    growth_10yr_pct, area. Good rows are taken and bad ones refused with their line and the reason. When no
    row is good, what was kept before stays, and the exit code is 2.

    Example: careerclusters local county.csv --save
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.files import write_bytes

    if forget:
        kept = _path().exists()
        _path().unlink(missing_ok=True)
        note("Your figures were deleted." if kept else "There were no figures to delete.")
        return
    if file is None:
        raise InputError("Give a CSV file", todo="Example: careerclusters local county.csv")
    content = read_input(file, most_bytes=_MOST_BYTES)
    name = "standard input" if str(file) == "-" else file.name
    market = _read(content, open_atlas(), name=name)
    if save and market.taken_count:
        write_bytes(_path(), content, mode=0o600)
        note("Kept in your folder; delete it with: careerclusters local --forget")
    if as_json and not as_csv:
        print_json(market.to_dict())
    elif as_csv:
        print_rows(market.rows, (), as_json=False, as_csv=True)
    else:
        _print(market, limit)
    if save and not market.taken_count:
        had = "Your earlier figures stay as they are." if _path().is_file() else "There were none before."
        raise InputError("No line of the file could be taken, so nothing was kept", seen=name, todo=had)


def saved_market(atlas: Atlas) -> LocalMarket | None:
    """The user's figures that were kept with `--save`, or None."""
    if not _path().is_file():
        return None
    return _read(read_input(_path(), most_bytes=_MOST_BYTES), atlas, name="your file")


def _path() -> Path:
    return home_folder() / "local.csv"


def _read(content: bytes, atlas: Atlas, *, name: str) -> LocalMarket:
    from careerclusters.labour import read_local

    def resolve(titles: Sequence[str]) -> pl.DataFrame:
        import polars as pl

        hits = atlas.titles.find_many(titles).drop_nulls("code_onet")
        is_exact = pl.col("why") == "exact title"
        sure = pl.when(is_exact).then(1.0).otherwise(pl.col("score"))
        return hits.select(title=pl.col("query"), code_onet="code_onet", confidence=sure)

    return read_local(content, atlas.catalog, resolve=resolve, name=name)


def _print(market: LocalMarket, limit: int) -> None:
    from careerclusters.present import counted, percent

    print_text(
        f"{counted(market.taken_count, 'line')} taken, {market.refused_count} refused, from {market.name}.",
        style="bold",
    )
    refused = market.report.filter(~market.report["is_taken"])
    if not refused.is_empty():
        columns = (
            Column("line", "Line", is_number=True),
            Column("given", "Given"),
            Column("reason", "Refused because"),
        )
        print_rows(refused.head(limit), columns)
    taken = market.report.filter(market.report["is_taken"])
    if not taken.is_empty():
        columns = (
            Column("line", "Line", is_number=True),
            Column("given", "Given"),
            Column("matched_by", "Matched by"),
            Column("confidence", "Sure", as_text=percent, is_number=True),
            Column("occupations_count", "Occupations", is_number=True),
        )
        print_rows(taken.head(limit), columns)
    print_text("These figures are yours; we show them as such and check none of them.", style="dim")
