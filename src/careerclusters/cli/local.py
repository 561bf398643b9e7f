"""`careerclusters local`: figures of your own labour market, checked and labelled as yours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerclusters.cli._input import read_input
from careerclusters.cli._print import AsCsv, AsJson, Column, note, print_json, print_rows, print_text
from careerclusters.edge import reading
from careerclusters.errors import InputError
from careerclusters.home import home_folder
from careerclusters.language import _

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas
    from careerclusters.labour.local import LocalMarket

__all__ = ["local", "saved_market"]

_MOST_BYTES = 50_000_000
_FORGET = "Give them again, or forget them: careerclusters local --forget"


def local(
    file: Annotated[
        Path | None, typer.Argument(help="CSV with code or title and figures; - is standard input.")
    ] = None,
    *,
    save: Annotated[
        bool, typer.Option("--save", help="Keep a copy, so that occupations show your figures.")
    ] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Delete the copy that was kept.")] = False,
    map_columns: Annotated[
        list[str] | None,
        typer.Option("--map", help="A column of your file by our name, such as Median=wage_median_usd."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help="How many rows to show.", min=1)] = 20,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Check a CSV of your own labour market row by row, and join it to occupations.

    Wage files are read as they come: OEWS, OFLC, state tables, CSV or workbook. Columns: code or title; any
    of wage_median_usd, wage_mean_usd, employment_jobs, openings_annual_jobs, growth_10yr_pct, area. Good
    rows are taken and bad ones refused with their line and the reason. When no row is good, what was kept
    before stays, and the exit code is 2.

    Example: careerclusters local county.csv --save
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.files import write_bytes, write_text
    from careerclusters.text.own_figures import read_mapping, read_own_figures

    if forget:
        kept = _path().exists()
        _path().unlink(missing_ok=True)
        _mapping_path().unlink(missing_ok=True)
        note(_("Your figures were deleted.") if kept else _("There were no figures to delete."))
        return
    if file is None:
        raise InputError("Give a CSV file", todo="Example: careerclusters local county.csv")
    content = read_input(file, most_bytes=_MOST_BYTES)
    name = _("standard input") if str(file) == "-" else file.name
    mapping = read_mapping(map_columns or ())
    market = read_own_figures(open_atlas(), content, name=name, mapping=mapping)
    if save and market.taken_count:
        write_text(_mapping_path(), json.dumps(mapping) + "\n", mode=0o600)
        write_bytes(_path(), content, mode=0o600)
        note("Kept in your folder; delete it with: careerclusters local --forget")
    if as_json and not as_csv:
        print_json(market.to_dict())
    elif as_csv:
        print_rows(market.rows, (), as_json=False, as_csv=True)
    else:
        _print(market, limit)
    if save and not market.taken_count:
        had = (
            _("Your earlier figures stay as they are.") if _path().is_file() else _("There were none before.")
        )
        raise InputError("No line of the file could be taken, so nothing was kept", seen=name, todo=had)


def saved_market(atlas: Atlas) -> LocalMarket | None:
    """The user's figures that were kept with `--save`, or None."""
    if not _path().is_file():
        return None
    from careerclusters.text.own_figures import read_own_figures

    mapping: dict[str, str] = {}
    if _mapping_path().is_file():
        with reading("The names of the columns of your figures", todo=_FORGET):
            mapping = dict(json.loads(read_input(_mapping_path(), most_bytes=_MOST_BYTES)))
    content = read_input(_path(), most_bytes=_MOST_BYTES)
    return read_own_figures(atlas, content, name=_("your file"), mapping=mapping)


def _path() -> Path:
    return home_folder() / "local.csv"


def _mapping_path() -> Path:
    return home_folder() / "local_map.json"


def _print(market: LocalMarket, limit: int) -> None:
    from careerclusters.present import counted, percent

    print_text(
        _(
            "{lines} taken, {refused} refused, {set_aside} set aside, from {name}.",
            lines=counted(market.taken_count, "line"),
            refused=market.refused_count,
            set_aside=market.set_aside_count,
            name=market.name,
        ),
        style="bold",
    )
    for said in market.notes:
        print_text(said)
    if market.set_aside_count:
        print_text(
            "Set aside: groups whose occupations have lines of their own, and lines that repeat another."
        )
    columns: tuple[Column, ...]
    refused = market.report.filter(~market.report["is_taken"] & ~market.report["is_set_aside"])
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
            Column("matched_by", "Matched by", as_text=_),
            Column("confidence", "Sure", as_text=percent, is_number=True),
            Column("occupations_count", "Occupations", is_number=True),
        )
        print_rows(taken.head(limit), columns)
    print_text("These figures are yours; we show them as such and check none of them.", style="dim")
