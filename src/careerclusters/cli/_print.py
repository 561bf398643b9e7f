"""Print rows as a table for people, or as JSON or CSV for programs; show progress on long work.

Standard output carries the result and nothing else; progress and notes go to standard error.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import math
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerclusters.errors import InputError
from careerclusters.language import _, pgettext

if TYPE_CHECKING:
    import polars as pl
    from rich.console import Console

__all__ = [
    "AsCsv",
    "AsJson",
    "Column",
    "Force",
    "Report",
    "note",
    "print_json",
    "print_rows",
    "print_text",
    "progress",
    "to_csv",
    "to_json",
    "visible",
]

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Force = Annotated[bool, typer.Option("--force", help="Replace what this command didn't make.")]

DECIMALS = 6
# Control characters but for line feed and tab, marks of direction, lone surrogates.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
NARROWEST = 40


@dataclass(frozen=True)
class Column:
    """How one field is shown in a table; JSON and CSV always carry the plain values.

    A literal heading is said in the language of the run.
    """

    field: str
    heading: str
    as_text: Callable[[Any], str] = lambda value: "" if value is None else str(value)
    is_number: bool = False


def print_rows(
    rows: pl.DataFrame | Sequence[Mapping[str, Any]],
    columns: Sequence[Column],
    *,
    as_json: bool = False,
    as_csv: bool = False,
    title: str | None = None,
) -> None:
    """Print rows in the form asked for; a table shows only `columns`, in their order."""
    if as_json and as_csv:
        raise InputError("Rows can be printed in one form at a time", todo="Give --json or --csv, not both.")
    records = [dict(row) for row in (rows if isinstance(rows, Sequence) else rows.to_dicts())]
    if as_json:
        _write(to_json(records))
    elif as_csv:
        fields = list(rows.columns) if not isinstance(rows, Sequence) else None
        _write(to_csv(records, fields=fields))
    else:
        _print_table(records, columns, title=title)


def print_json(value: object) -> None:
    """Print one JSON document."""
    _write(to_json(value))


def print_text(text: str = "", *, indent: int = 0, style: str | None = None) -> None:
    """Print a paragraph, wrapped to the terminal; no character in it is taken for markup.

    A literal text is said in the language of the run; a text with slots comes from `_`.
    """
    from rich.padding import Padding
    from rich.text import Text

    words = Text(visible(_(text)), style=style or "")
    _console().print(Padding(words, (0, 0, 0, indent), expand=False) if indent else words)


def note(text: str) -> None:
    """Say something beside the result, on standard error; a literal text in the language of the run."""
    print(visible(_(text)), file=sys.stderr)


def to_json(value: object) -> str:
    """JSON text, the same for the same value: missing and not-a-number are null, floats are rounded."""
    return json.dumps(_plain(value), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def to_csv(records: Sequence[Mapping[str, Any]], *, fields: Sequence[str] | None = None) -> str:
    """CSV text with a header; missing is empty, a list is joined by "; "."""
    if fields is None:
        fields = list(dict.fromkeys(field for record in records for field in record))
    rows = [[_cell(_plain(record.get(field))) for field in fields] for record in records]
    return "".join(_csv_line(row) for row in [list(fields), *rows])


Report = Callable[[int, int, str], None]


@contextmanager
def progress(text: str) -> Iterator[Report]:
    """Show how far a long piece of work is, on standard error; nothing when that is no terminal.

    The yielded function takes how many steps are done, of how many, and what is being done.
    """
    if not sys.stderr.isatty():
        yield lambda done, total, what: None
        return
    text = _(text)
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    layout = (TextColumn("{task.description}", markup=False), BarColumn(bar_width=24), TimeElapsedColumn())
    with Progress(*layout, console=_console(stderr=True), transient=True) as bar:
        task = bar.add_task(text, total=None)

        def report(done: int, total: int, what: str) -> None:
            bar.update(task, completed=done, total=total, description=what or text)

        yield report


def _print_table(
    records: Sequence[Mapping[str, Any]], columns: Sequence[Column], *, title: str | None
) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=box.SIMPLE_HEAD, title=title and Text(visible(title)), title_justify="left", pad_edge=False
    )
    for column in columns:
        # Numbers keep their width; words give way and wrap.
        table.add_column(
            Text(visible(_(pgettext("heading", column.heading)))),
            justify="right" if column.is_number else "left",
            no_wrap=column.is_number,
            overflow="fold",
        )
    for record in records:
        table.add_row(*(Text(visible(column.as_text(record.get(column.field)))) for column in columns))
    _console().print(table)


def _console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    console = Console(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=False)
    if console.width < NARROWEST:
        console.width = NARROWEST
    return console


def _write(text: str) -> None:
    """Exactly as it is for a program; for a terminal without what would steer it."""
    sys.stdout.write(visible(text) if sys.stdout.isatty() else text)


def visible(text: str) -> str:
    """The text with characters that steer a terminal or turn the direction of writing shown as escapes."""
    return _STEERING.sub(lambda found: ascii(found[0])[1:-1], text)


def _plain(value: Any) -> Any:
    """The value in JSON's own types."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return round(value, DECIMALS) + 0.0 if math.isfinite(value) else None
    if isinstance(value, (datetime.date, Path)):
        return value.isoformat() if isinstance(value, datetime.date) else str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if hasattr(value, "to_dicts"):
        return _plain(value.to_dicts())
    if hasattr(value, "to_dict"):
        return _plain(value.to_dict())
    if hasattr(value, "tolist"):
        return _plain(value.tolist())
    return [_plain(item) for item in value]


def _csv_line(cells: Sequence[Any]) -> str:
    """One line ended by a bare newline, with every kind of line break inside a cell quoted."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().removesuffix("\r\n") + "\n"


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(str(_cell(item)) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else value
