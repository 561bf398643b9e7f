"""Damaged and hostile files, each made by a few lines; none is copied from anywhere."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable

import polars as pl
import pytest

SHEET = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
PARTS = {
    "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
    '2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/'
    'package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def workbook(body: str, **parts: str) -> bytes:
    """A workbook with one sheet of the body given; `parts` replace or add members."""
    members = {**PARTS, "xl/worksheets/sheet1.xml": SHEET.format(body), **parts}
    return zipped({name: text.encode() for name, text in members.items()})


def zipped(members: dict[str, bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def cell(reference: str, text: str = "x") -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def table(rows: list[list[str]], *, first: int = 1) -> str:
    """The body of a sheet with these rows."""
    lines = [
        row(at, *(cell(f"{chr(65 + column)}{at}", text) for column, text in enumerate(texts)))
        for at, texts in enumerate(rows, start=first)
    ]
    return f"<sheetData>{''.join(lines)}</sheetData>"


def _in_the_middle(content: bytes, what: bytes) -> bytes:
    half = len(content) // 2
    return content[:half] + what + content[half:]


def _flipped(content: bytes, seed: int) -> bytes:
    chance, found = random.Random(seed), bytearray(content)
    for _ in range(max(1, len(found) // 40)):
        found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
    return bytes(found)


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda content: b"",
    "one byte": lambda content: content[:1],
    "first half": lambda content: content[: len(content) // 2],
    "two thirds": lambda content: content[: len(content) * 2 // 3],
    "all but the last byte": lambda content: content[:-1],
    "second half": lambda content: content[len(content) // 2 :],
    "zero bytes": lambda content: b"\0" * 5_000,
    "zeroes in the middle": lambda content: _in_the_middle(content, b"\0" * 64),
    "no UTF-8": lambda content: _in_the_middle(content, b"\xff\xfe\x80"),
    "a quote never closed": lambda content: _in_the_middle(content, b'\n"'),
    "a line of a million": lambda content: _in_the_middle(content, b"x" * 1_000_000),
    "many columns": lambda content: _in_the_middle(content, b"," * 60_000 + b"\t" * 60_000),
    "UTF-16": lambda content: b"\xff\xfe" + content.decode("latin-1").encode("utf-16-le"),
    "noise": lambda content: random.Random(7).randbytes(4_000),
    "a zip": lambda content: zipped({"a.txt": content}),
    "markup": lambda content: b"<!DOCTYPE html><html><body>Not found</body></html>\n",
    "JSON": lambda content: b"[" * 100_000,
    "twice": lambda content: content * 2,
    "some bits": lambda content: _flipped(content, 1),
    "other bits": lambda content: _flipped(content, 2),
}


def parquet(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="session")
def make():
    """The makers above, by name."""
    return dict(globals())


def lying_footer(content: bytes, size: int) -> bytes:
    """A Parquet file whose footer claims another length."""
    return content[:-8] + struct.pack("<I", size) + content[-4:]
