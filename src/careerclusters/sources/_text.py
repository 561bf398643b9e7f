"""Delimited text as a table of strings, with the line each row stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

import polars as pl

from careerclusters.edge import reading
from careerclusters.errors import DataError
from careerclusters.sources._bounds import check_lines

__all__ = ["LINE", "date_of_month", "flag_of", "number_of", "read_csv", "read_plain_csv", "read_tab"]

LINE = "line"
"""Name of the helper column that counts lines of the file, the header being line 1."""


def read_tab(content: bytes, *, file: str, columns: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    """Read tab-separated, unquoted text in which `n/a` means missing.

    Parameters
    ----------
    content
        The file.
    file
        Its name, for messages.
    columns
        Our name to the names that the publisher has used for it over the years; the first that is
        found is taken. A column whose last alternative is "" may be absent and is then null.

    Returns
    -------
    The columns asked for as text, and `line`.
    """
    text = _decode(content, file)
    header = text.split("\n", 1)[0].rstrip("\r").split("\t")
    taken = _choose(header, columns, file)
    _same_width(text, len(header), file)
    with reading(file):
        frame = pl.read_csv(
            BytesIO(text.encode("utf-8")),
            separator="\t",
            quote_char=None,
            infer_schema=False,
            null_values=["n/a", ""],
            columns=[name for name in taken.values() if name],
        )
    return _finish(frame, taken, file)


def read_csv(content: bytes, *, file: str, columns: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    """Like `read_tab` for comma-separated text with quotes, in which an empty cell means missing."""
    frame = read_plain_csv(content, file=file)
    frame = frame.rename({name: name.strip() for name in frame.columns if name != name.strip()})
    return _finish(frame, _choose(frame.columns, columns, file), file)


def read_plain_csv(content: bytes, *, file: str) -> pl.DataFrame:
    """Comma-separated text with quotes as the publisher has it: every column text, empty cells null."""
    text = _decode(content, file)
    with reading(f"{file}, which should hold comma-separated values,"):
        return pl.read_csv(BytesIO(text.encode("utf-8")), infer_schema=False, null_values=[""])


def number_of(
    frame: pl.DataFrame, column: str, *, file: str, dtype: type[pl.DataType] = pl.Float64
) -> pl.DataFrame:
    """The frame with `column` as a number; `DataError` with file, line and text when one is none."""
    return _converted(frame, column, pl.col(column).cast(dtype, strict=False), file=file, wanted="a number")


def date_of_month(frame: pl.DataFrame, column: str, *, file: str) -> pl.DataFrame:
    """The frame with month and year (`08/2023`) as the first day of that month."""
    parsed = ("01/" + pl.col(column)).str.to_date("%d/%m/%Y", strict=False)
    return _converted(frame, column, parsed, file=file, wanted="a month such as 08/2023")


def flag_of(frame: pl.DataFrame, column: str, *, file: str) -> pl.DataFrame:
    """The frame with `Y` and `N` as true and false."""
    parsed = pl.col(column).replace_strict({"Y": True, "N": False}, default=None, return_dtype=pl.Boolean)
    return _converted(frame, column, parsed, file=file, wanted="Y or N")


def _converted(frame: pl.DataFrame, column: str, parsed: pl.Expr, *, file: str, wanted: str) -> pl.DataFrame:
    result = frame.with_columns(parsed.alias(column))
    wrong = frame.filter(frame[column].is_not_null() & result[column].is_null())
    if wrong.height:
        line, value = wrong[LINE][0], wrong[column][0]
        raise DataError(
            f"{file}, line {line}, column {column}: not {wanted}",
            seen=value,
            todo="Use the publisher's file as it is.",
        )
    return result


def _decode(content: bytes, file: str) -> str:
    check_lines(content, file=file)
    if not content.strip():
        raise DataError(f"{file} is empty", todo="Download the release again.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DataError(
            f"{file} is not UTF-8 text",
            seen=f"byte 0x{content[error.start]:02x} on line {line}",
            todo="Use the publisher's text file as it is; spreadsheets save it in another encoding.",
        ) from error
    if "\0" in text:
        raise DataError(f"{file} is not text", seen="a zero byte", todo="Use the publisher's text layout.")
    return text if text.endswith("\n") else text + "\n"


def _choose(header: Sequence[str], columns: Mapping[str, Sequence[str]], file: str) -> dict[str, str]:
    """Our column name to the one in the file, "" when it may be and is absent."""
    taken = {}
    for name, spellings in columns.items():
        found = next((spelling for spelling in spellings if not spelling or spelling in header), None)
        if found is None:
            raise DataError(
                f"{file} lacks the column {spellings[0]}",
                seen=", ".join(header[:12]),
                todo="Use the publisher's file as it is, from a release this version knows.",
            )
        taken[name] = found
    return taken


def _same_width(text: str, width: int, file: str) -> None:
    """Every line has as many fields as the header, else the file was cut or edited."""
    n_lines = text.count("\n")
    if n_lines == 1:
        raise DataError(f"{file} has a header and no rows", todo="Download the release again.")
    if text.count("\t") == n_lines * (width - 1):
        return
    for number, line in enumerate(text.split("\n")[:-1], start=1):
        if line.count("\t") != width - 1:
            what = "is cut off" if number == n_lines else f"has a broken line {number}"
            raise DataError(
                f"{file} {what}: {line.count(chr(9)) + 1} fields instead of {width}",
                seen=f"line {number}: {line[:80]}",
                todo="Download the release again.",
            )


def _finish(frame: pl.DataFrame, taken: Mapping[str, str], file: str) -> pl.DataFrame:
    if not frame.height:
        raise DataError(f"{file} has a header and no rows", todo="Download it again.")
    chosen = [
        (pl.col(found).str.strip_chars() if found else pl.lit(None, dtype=pl.String)).alias(name)
        for name, found in taken.items()
    ]
    lines = pl.int_range(2, pl.len() + 2, dtype=pl.UInt32).alias(LINE)
    return frame.select(*chosen, lines)
