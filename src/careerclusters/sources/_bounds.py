"""How large what is read may be, known before anything is allocated.

Every library that parses a file (polars, the reader of workbooks, zip and its codecs) trusts what the file
says about its own size: a small file may ask for all the memory there is.
"""

from __future__ import annotations

import re
import zipfile
from functools import lru_cache
from pathlib import Path

from careerclusters.edge import reading
from careerclusters.errors import DataError

__all__ = ["LARGEST_SOURCE", "LONGEST_LINE", "check_lines", "check_workbook", "read_bounded"]

LARGEST_SOURCE = 100_000_000
LONGEST_LINE = 200_000
MOST_LINES = 3_000_000
_LARGEST_PART = 100_000_000
_LARGEST_WORKBOOK = 200_000_000
_MOST_PARTS = 2_000
_MOST_ROWS = 200_000
_MOST_COLUMNS = 1_000
_MOST_CELLS = 10_000_000
_STORED_OR_DEFLATED = (0, 8)
_CHUNK = 1 << 20
_OVERLAP = 64
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_FAR = re.compile(rb"""\sr\s*=\s*["']\s*(?:[A-Za-z]{2,}\d*|[A-Za-z]?\d{5,})""")
_REFERENCE = re.compile(rb"([A-Za-z]*)(\d*)$")
_OWN_WORDS = "Use the publisher's file as it is."


def read_bounded(path: Path, *, most_bytes: int = LARGEST_SOURCE) -> bytes:
    """The content of a file, never more than a source can hold.

    Raises
    ------
    DataError
        When it is larger, or can't be read.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            content = file.read(most_bytes + 1)
    except OSError as error:
        raise DataError(f"{path.name} can't be read", seen=error.strerror, todo="Check the file.") from error
    if len(content) > most_bytes:
        raise DataError(
            f"{path.name} is larger than a source can be",
            seen=f"more than {most_bytes:,} bytes",
            todo=_OWN_WORDS,
        )
    return content


def check_lines(content: bytes, *, file: str) -> None:
    """Raise `DataError` when text has a line, or as many lines, as no table has.

    What is split, quoted and decoded afterwards takes many times its size.
    """
    import numpy as np

    ends = np.flatnonzero(np.frombuffer(content, dtype=np.uint8) == ord("\n"))
    if len(ends) > MOST_LINES:
        raise DataError(
            f"{file} has more lines than a table can have",
            seen=f"{len(ends):,}",
            todo=f"At most {MOST_LINES:,} are read.",
        )
    edges = np.concatenate([[-1], ends, [len(content)]])
    lengths = np.diff(edges) - 1
    longest = int(lengths.argmax())
    if lengths[longest] > LONGEST_LINE:
        raise DataError(
            f"{file}, line {longest + 1}: longer than a line of a table can be",
            seen=f"{int(lengths[longest]):,} bytes",
            todo=f"At most {LONGEST_LINE:,} are read. {_OWN_WORDS}",
        )


def check_workbook(path: Path) -> None:
    """Raise `DataError` unless every sheet of a workbook is as small as a release's can be.

    A sheet of a thousand bytes with one cell at XFD1048576 would otherwise be allocated as seventeen
    thousand million cells.
    """
    found = Path(path).stat()
    _check_workbook(Path(path), found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=16)
def _check_workbook(path: Path, size: int, changed: int) -> None:
    if size > LARGEST_SOURCE:
        raise _refused(path, f"{size:,} bytes")
    todo = "Check that it is the publisher's own file (.xlsx)."
    with reading(f"The workbook {path.name}", todo=todo), zipfile.ZipFile(path) as zipped:
        parts = zipped.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_WORKBOOK:
            raise _refused(path, f"{len(parts):,} parts of {sum(p.file_size for p in parts):,} bytes")
        for part in parts:
            if part.compress_type not in _STORED_OR_DEFLATED:
                raise _refused(path, f"{part.filename} is packed in an unusual way")
            _check_part(path, zipped, part)


def _check_part(path: Path, zipped: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Read a part once in pieces: its real size, and for sheets its rows, cells and far corner."""
    is_sheet = "worksheets/" in part.filename.lower()
    done = rows = cells = 0
    far_row, far_column = 0, 0
    tail = b""
    with zipped.open(part) as stream:
        while piece := stream.read(_CHUNK):
            done += len(piece)
            if done > _LARGEST_PART:
                raise _refused(path, f"{part.filename} unpacks to more than {_LARGEST_PART:,} bytes")
            if not is_sheet:
                continue
            # What is new lies in `piece`; a tag cut in two by the last edge is counted with it.
            text = tail + piece
            rows += sum(1 for found in _ROW.finditer(text) if found.end() > len(tail))
            cells += sum(1 for found in _CELL.finditer(text) if found.end() > len(tail))
            for reference in set(_FAR.findall(text)):
                row, column = _corner(reference)
                far_row, far_column = max(far_row, row), max(far_column, column)
            tail = text[-_OVERLAP:]
            _check_box(path, part, rows=max(rows, far_row), columns=max(far_column, 1), cells=cells)
    if is_sheet:
        # Without references cells count on: the widest possible row is all of them.
        _check_box(path, part, rows=max(rows, far_row), columns=max(far_column, 26), cells=cells)


def _check_box(path: Path, part: zipfile.ZipInfo, *, rows: int, columns: int, cells: int) -> None:
    if rows > _MOST_ROWS or columns > _MOST_COLUMNS or max(rows * columns, cells) > _MOST_CELLS:
        raise _refused(path, f"{part.filename} reaches to row {rows:,}, column {columns:,}")


def _corner(reference: bytes) -> tuple[int, int]:
    """Row and column of a reference such as AB12, 0 for what it doesn't say."""
    value = re.split(rb"""["']\s*""", reference, maxsplit=1)[-1]
    found = _REFERENCE.match(value)
    letters, digits = (found[1], found[2]) if found else (b"", b"")
    column = 0
    for letter in letters.upper()[:8]:
        column = column * 26 + letter - ord("A") + 1
    return int(digits[:12] or 0), column


def _refused(path: Path, seen: str) -> DataError:
    return DataError(
        f"The workbook {path.name} is larger than a release's can be",
        seen=seen,
        todo="Check that it is the publisher's own file.",
    )
