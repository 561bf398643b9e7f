"""The user's CSV as text columns with line numbers; a broken line never spoils the others.

Lines are cut apart first, so a quote that is never closed costs its own line only. The price is
that a cell can't hold a line break; such a line is refused with its reason.
"""

from __future__ import annotations

import csv

import polars as pl

from careerclusters.errors import InputError

__all__ = ["COLUMNS", "FIGURES", "read_lines"]

FIGURES = ("wage_median_usd", "employment_jobs", "openings_annual_jobs", "growth_10yr_pct")
COLUMNS = ("code", "title", "area", *FIGURES)

LARGEST_BYTES = 300_000_000
MOST_ROWS = 2_000_000
LONGEST_LINE = 4_000
_DELIMITERS = (",", ";", "\t")
# Spreadsheets keep ="13-2011" from becoming a date; it is a code, not a formula.
_CODE_AS_FORMULA = r'="([\d.\-]+)"'
_QUOTED = r'"(?:[^"]|"")*"'
_EXPECTED = (
    f"Expected a first line with `code` or `title`, at least one of {', '.join(FIGURES)}, and optionally "
    "`area`, for example: code,area,wage_median_usd,employment_jobs"
)


def read_lines(content: bytes) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows and refused lines of a CSV.

    Returns
    -------
    Rows: `line` (1 is the header) and one text column per column of the header, blank cells null.
    Refused: `line`, `given` (the beginning of the line) and `reason`.

    Raises
    ------
    InputError
        When it is no CSV text, or its header is not as expected.
    """
    lines = _text(content).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_ROWS + 2:
        raise InputError(
            "The file has too many lines", seen=f"{len(lines):,}", todo=f"At most {MOST_ROWS:,} are read."
        )
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is None:
        raise InputError("The file is empty", todo=_EXPECTED)
    # What is longer is refused below; it need not take memory in every step until then.
    lines = [line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE + 1] for line in lines]
    names, delimiter = _header(lines[first])
    frame = pl.DataFrame({"text": lines[first + 1 :]}, schema={"text": pl.String}).with_row_index(
        "line", first + 2
    )
    frame = frame.filter(pl.col("text").str.strip_chars() != "").with_columns(
        pl.col("text").str.replace_all(_CODE_AS_FORMULA, "$1")
    )
    frame = _counted(frame, delimiter)
    text, count = pl.col("text"), pl.col("count")
    reason = (
        pl.when(text.str.len_chars() > LONGEST_LINE)
        .then(pl.lit(f"longer than {LONGEST_LINE:,} characters"))
        .when(text.str.contains("\ufffd", literal=True))
        .then(pl.lit("not UTF-8 text; save the file as CSV UTF-8"))
        .when(~pl.col("is_well_formed"))
        .then(pl.lit("a quote is not closed on this line, or stands inside a cell"))
        .when(count != len(names))
        .then(pl.format("{} cells where the header has {}", count, pl.lit(len(names))))
    )
    frame = frame.with_columns(reason=reason)
    is_refused = pl.col("reason").is_not_null()
    refused = frame.filter(is_refused).select("line", text.str.slice(0, 80).alias("given"), "reason")
    good = frame.filter(~is_refused)
    return _cells(good["text"], names, delimiter=delimiter).insert_column(0, good["line"]), refused


def _text(content: bytes) -> str:
    if len(content) > LARGEST_BYTES:
        raise InputError(
            "The file is too large",
            seen=f"{len(content):,} bytes",
            todo=f"At most {LARGEST_BYTES:,} bytes are read; split it.",
        )
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise InputError("This is a spreadsheet, not a CSV", todo="Save it as CSV UTF-8 and give that file.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace").removeprefix("\ufeff")
    if b"\x00" in content:
        raise InputError("The file is not text: it holds zero bytes", todo="Save it as CSV UTF-8.")
    return content.decode("utf-8-sig", errors="replace")


def _header(line: str) -> tuple[list[str], str]:
    """Column names and the delimiter under which the most of them are known."""
    best: tuple[list[str], str] = ([], ",")
    for delimiter in _DELIMITERS:
        try:
            cells = next(csv.reader([line[:LONGEST_LINE]], delimiter=delimiter, strict=True))
        except (csv.Error, StopIteration):
            continue
        names = [" ".join(cell.split()).lower() for cell in cells]
        if not best[0] or len(set(names) & set(COLUMNS)) > len(set(best[0]) & set(COLUMNS)):
            best = (names, delimiter)
    names = best[0]
    twice = sorted({name for name in names if names.count(name) > 1})
    unknown = [name for name in names if name not in COLUMNS]
    if twice:
        problem, seen = "A column stands twice in the header", ", ".join(twice)
    elif unknown:
        problem, seen = "The header names columns that are not known", ", ".join(unknown)
    elif not {"code", "title"} & set(names):
        problem, seen = "The header has neither `code` nor `title`", ", ".join(names)
    elif not set(FIGURES) & set(names):
        problem, seen = "The header has no column with figures", ", ".join(names)
    else:
        return best
    raise InputError(problem, seen=seen, todo=f"{_EXPECTED}.")


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
