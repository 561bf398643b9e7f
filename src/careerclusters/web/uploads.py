"""A form with a file (multipart/form-data, RFC 7578) taken apart, within bounds; nothing is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Annotated
from zipfile import BadZipFile, ZipFile

from fastapi import Depends, Request

from careerclusters.errors import InputError

__all__ = ["Sent", "SentFile", "check_unpacked", "split_form"]

MOST_PARTS, LONGEST_NAME = 1_000, 200
LARGEST_UNPACKED = 80_000_000
_BOUNDARY = re.compile(r'boundary="?([^"\s;]{1,70})"?', re.IGNORECASE)
_NAMED = re.compile(r'(?:^|;)\s*(name|filename)="((?:[^"\\]|\\.)*)"', re.IGNORECASE)
_WORKBOOK = b"PK\x03\x04"


@dataclass(frozen=True)
class SentFile:
    """A file that came with a form: its name without folders, and its bytes."""

    name: str
    content: bytes


def split_form(body: bytes, content_type: str) -> tuple[list[tuple[str, str]], SentFile | None]:
    """Fields in their order, and the first file that isn't empty.

    Raises
    ------
    InputError
        When it is no such form, or has more than a thousand parts.
    """
    found = _BOUNDARY.search(content_type)
    if found is None:
        raise InputError("The form names no boundary", seen=content_type[:80], todo="Send it from the page.")
    mark = b"--" + found[1].encode("latin-1", "replace")
    first, *parts = (b"\r\n" + body).split(b"\r\n" + mark, MOST_PARTS + 2)
    if len(parts) > MOST_PARTS + 1:
        raise InputError("The form has too many fields", seen=len(parts), todo="Send less at once.")
    if first.strip() or not parts or not parts[-1].startswith(b"--"):
        raise InputError("The form was cut short", seen=f"{len(body):,} bytes", todo="Send it again.")
    fields: list[tuple[str, str]] = []
    file: SentFile | None = None
    for part in parts[:-1]:
        head, gap, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        names = _names(head) if gap else {}
        if "name" not in names:
            raise InputError("A field of the form has no name", seen=head[:60], todo="Send it from the page.")
        if "filename" not in names:
            fields.append((names["name"], content.decode("utf-8", "replace")))
        elif content and file is None:
            file = SentFile(re.split(r"[\\/]", names["filename"])[-1][:LONGEST_NAME] or "file", content)
    return fields, file


def check_unpacked(file: SentFile) -> None:
    """Raise `InputError` when a workbook would take more memory than we give to one."""
    if not file.content.startswith(_WORKBOOK):
        return
    try:
        with ZipFile(BytesIO(file.content)) as packed:
            size = sum(part.file_size for part in packed.infolist())
    except BadZipFile as error:
        todo = "Save its sheet as CSV and send that."
        raise InputError("This workbook can't be read", seen=file.name, todo=todo) from error
    if size > LARGEST_UNPACKED:
        todo = "Save the sheet as CSV and send that, or split it."
        raise InputError("This workbook is too large when unpacked", seen=f"{size:,} bytes", todo=todo)


def _names(head: bytes) -> Mapping[str, str]:
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        if name.strip().lower() == "content-disposition":
            return {one.lower(): re.sub(r"\\(.)", r"\1", text) for one, text in _NAMED.findall(value)}
    return {}


def _sent(request: Request) -> SentFile | None:
    file: SentFile | None = request.scope.get("file")
    return file


Sent = Annotated[SentFile | None, Depends(_sent)]
"""Parameter of a page: the file that came with its form."""
