"""The user's CSV as text columns with line numbers; a broken line never spoils the others.

Lines are cut apart first, so a quote that is never closed costs its own line only. The price is
that a cell can't hold a line break; such a line is refused with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from careerclusters.errors import InputError
from careerclusters.labour._local_header import COLUMNS, FIGURES, HOURLY, LONGEST_LINE, Header, find_header
from careerclusters.language import _, decimal_text

__all__ = ["COLUMNS", "FIGURES", "Lines", "read_lines", "table_text"]

LARGEST_BYTES = 300_000_000
MOST_ROWS = 2_000_000
HOURS_A_YEAR = 2_080
HIGHEST_HOURLY_USD = 1_000
# Spreadsheets keep ="13-2011" from becoming a date; it is a code, not a formula.
_CODE_AS_FORMULA = r'="([\d.\-]+)"'
_QUOTED = r'"(?:[^"]|"")*"'
_PLAIN_NUMBER = r"^\$?\s?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$"


@dataclass(frozen=True)
class Lines:
    """The file as text: rows with our column names, refused lines, and what was done on the way.

    Parameters
    ----------
    rows
        `line` (1 is the first line of the file) and one text column per column read, blank cells null.
    refused
        `line`, `given` (the beginning of the line) and `reason`.
    notes
        What a person should know: lines above the header, columns kept aside, pay turned into years.
    columns
        Name of ours and the file's own name of each column read, in the order of the file.
    """

    rows: pl.DataFrame
    refused: pl.DataFrame
    notes: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()


def read_lines(content: bytes, mapping: Mapping[str, str] | None = None) -> Lines:
    """Rows and refused lines of a CSV or of the first sheet of a workbook.

    Parameters
    ----------
    mapping
        Column of the file to a name of ours.

    Raises
    ------
    InputError
        When it is no table, or no header is found.
    """
    lines = table_text(content).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_ROWS + 2:
        raise InputError(
            "The file has too many lines",
            seen=f"{len(lines):,}",
            todo=_("At most {n} are read.", n=decimal_text(MOST_ROWS)),
        )
    # What is longer is refused below; it need not take memory in every step until then.
    lines = [line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE + 1] for line in lines]
    header = find_header(lines, mapping)
    width = len(header.names)
    frame = pl.DataFrame({"text": lines[header.at + 1 :]}, schema={"text": pl.String}).with_row_index(
        "line", header.at + 2
    )
    frame = frame.filter(pl.col("text").str.strip_chars() != "").with_columns(
        pl.col("text").str.replace_all(_CODE_AS_FORMULA, "$1")
    )
    frame = _without_trailing(_counted(frame, header.delimiter), header.delimiter, width)
    frame = _counted(frame, header.delimiter)
    text, count = pl.col("text"), pl.col("count")
    reason = (
        pl.when(text.str.len_chars() > LONGEST_LINE)
        .then(pl.lit(_("longer than {n} characters", n=decimal_text(LONGEST_LINE))))
        .when(text.str.contains("\ufffd", literal=True))
        .then(pl.lit(_("not UTF-8 text; save the file as CSV UTF-8")))
        .when(~pl.col("is_well_formed"))
        .then(pl.lit(_("a quote is not closed on this line, or stands inside a cell")))
        .when(count != width)
        .then(pl.format(_("{} cells where the header has {}"), count, pl.lit(width)))
    )
    frame = frame.with_columns(reason=reason)
    is_refused = pl.col("reason").is_not_null()
    refused = frame.filter(is_refused).select("line", text.str.slice(0, 80).alias("given"), "reason")
    good = frame.filter(~is_refused)
    labels = [name or f"aside {at}" for at, name in enumerate(header.names)]
    cells = _cells(good["text"], labels, delimiter=header.delimiter)
    cells = cells.select(name for name in header.names if name is not None)
    rows, said = _by_the_year(cells.with_columns(line=good["line"]), header)
    notes = []
    if header.at:
        notes.append(_("Lines above the header are skipped: {n}.", n=header.at))
    if header.aside:
        notes.append(_("Columns kept aside: {names}.", names=", ".join(header.aside)))
    columns = tuple((name, own) for name, own in zip(header.names, header.given, strict=True) if name)
    return Lines(rows.select("line", pl.exclude("line")), refused, (*notes, *said), columns)


def _by_the_year(rows: pl.DataFrame, header: Header) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Pay by the hour times 2,080 where there is none by the year, and what was done, in words."""
    hourly = {one: annual for one, annual in HOURLY.items() if one in rows.columns}
    for name in header.of_unknown_period:
        numbers = _number(name)
        highest = rows.select(numbers.max()).item()
        if highest is not None and highest < HIGHEST_HOURLY_USD:
            given = f"{name.removesuffix('_usd')}_hourly_usd"
            rows = rows.rename({name: given})
            hourly[given] = name
    said = []
    for given, annual in hourly.items():
        as_year = (_number(given) * HOURS_A_YEAR).round().cast(pl.Int64).cast(pl.String)
        turned, is_used = pl.coalesce(as_year, given), as_year.is_not_null()
        if annual in rows.columns:
            # Where pay by the year is withheld but pay by the hour isn't, only the hour is paid for.
            is_used &= _number(annual).is_null()
            turned = pl.when(is_used).then(as_year).otherwise(pl.coalesce(annual, given))
        was_used = rows.select(is_used.any()).item()
        rows = rows.with_columns(turned.alias(annual)).drop(given)
        if was_used:
            said.append(
                _(
                    "Pay by the hour was multiplied by {hours} (52 weeks of 40 hours).",
                    hours=decimal_text(HOURS_A_YEAR),
                )
            )
    return rows, tuple(dict.fromkeys(said))


def _number(name: str) -> pl.Expr:
    text = pl.col(name).str.replace_all(r"[$,\s]", "")
    return pl.when(pl.col(name).str.contains(_PLAIN_NUMBER)).then(text.cast(pl.Float64, strict=False))


def _without_trailing(frame: pl.DataFrame, delimiter: str, width: int) -> pl.DataFrame:
    """Lines without the delimiters at their end that make them longer than the header."""
    mark = re.escape(delimiter)
    for extra in frame.filter(pl.col("count") > width)["count"].unique().sort().to_list()[:50]:
        many = int(extra) - width
        frame = frame.with_columns(
            pl.when(pl.col("count") == extra)
            .then(pl.col("text").str.replace(rf"(?:{mark}[ \t]*){{{many}}}$", ""))
            .otherwise("text")
            .alias("text")
        )
    return frame.select("line", "text")


def table_text(content: bytes) -> str:
    """The text of a CSV, or of the first sheet of a workbook; formulas are never run.

    Raises
    ------
    InputError
        When it is neither, or too large.
    """
    if len(content) > LARGEST_BYTES:
        raise InputError(
            "The file is too large",
            seen=f"{len(content):,} bytes",
            todo=_("At most {n} bytes are read; split it.", n=decimal_text(LARGEST_BYTES)),
        )
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _sheet(content)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace").removeprefix("\ufeff")
    if b"\x00" in content:
        raise InputError("The file is not text: it holds zero bytes", todo="Save it as CSV UTF-8.")
    return content.decode("utf-8-sig", errors="replace")


def _sheet(content: bytes) -> str:
    """The first sheet of a workbook as CSV text; formulas are never run."""
    import csv
    import io

    import fastexcel

    try:
        sheet = fastexcel.read_excel(content).load_sheet(
            0, header_row=None, dtypes="string", dtype_coercion="coerce"
        )
        rows = sheet.to_polars().rows()
    except (fastexcel.FastExcelError, ValueError) as error:
        raise InputError(
            "This spreadsheet can't be read",
            seen=str(error).splitlines()[0],
            todo="Save its sheet as CSV UTF-8 and give that file.",
        ) from error
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerows(
        [" ".join(str(cell).split()) if cell is not None else "" for cell in row] for row in rows
    )
    return written.getvalue()


def _counted(frame: pl.DataFrame, delimiter: str) -> pl.DataFrame:
    """Adds how many cells each line has, and whether its quotes match."""
    has_quotes, text = pl.col("text").str.contains('"', literal=True), pl.col("text")
    plain, quoted = frame.filter(~has_quotes), frame.filter(has_quotes)
    parts = (
        plain.with_columns(count=text.str.count_matches(delimiter, literal=True) + 1, is_well_formed=True),
        quoted.with_columns(
            count=text.str.replace_all(_QUOTED, "").str.count_matches(delimiter, literal=True) + 1,
            is_well_formed=text.str.contains(_well_formed(delimiter)),
        ),
    )
    return pl.concat(parts) if not (plain.height and quoted.height) else pl.concat(parts).sort("line")


def _well_formed(delimiter: str) -> str:
    """Pattern of a line in which each cell is either quoted throughout or holds no quote."""
    cell = f'(?:{_QUOTED}|[^"{delimiter}]*)'
    return f"^{cell}(?:{delimiter}{cell})*$"


def _cells(lines: pl.Series, names: list[str], *, delimiter: str) -> pl.DataFrame:
    """Columns of lines that are known to be well formed and to have as many cells as names."""
    if not len(lines):
        return pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    frame = pl.read_csv(
        "\n".join(lines).encode(),
        has_header=False,
        new_columns=names,
        separator=delimiter,
        infer_schema=False,
        quote_char='"',
    )
    return frame.with_columns(pl.all().str.strip_chars().replace("", None))
