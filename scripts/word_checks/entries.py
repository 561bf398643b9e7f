"""What the checks look at: the entries of the TOML files, the catalog's occupations, a finding."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

TEXTS = ("sentence", "day", "where", "hard", "good_if", "think_twice_if")
"""The fields that hold sentences, in the order of the page."""

_WORD = re.compile(r"[A-Za-z0-9$%][\w'’.&/-]*")


class Finding(NamedTuple):
    """Something to mend: occupation, field, what is wrong, the text."""

    code: str
    field: str
    what: str
    text: str = ""

    def __str__(self) -> str:
        return f"{self.code}  {self.field:<14}  {self.what}" + (f"  | {self.text}" if self.text else "")


@dataclass(frozen=True)
class Occupation:
    """What the catalog says of an occupation; `is_short` ones may have the short form."""

    code: str
    title: str
    is_short: bool


@dataclass(frozen=True)
class Entry:
    """The words of one occupation as they stand in the file `group`.toml."""

    code: str
    group: str
    fields: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The plain name, empty where there is none."""
        return str(self.fields.get("name", ""))

    def lines(self, fields: Sequence[str] = TEXTS) -> Iterator[tuple[str, str]]:
        """Field and text of each line; each thing of the day is a line of its own."""
        for field in fields:
            value = self.fields.get(field)
            if isinstance(value, str):
                yield field, value
            elif isinstance(value, list):
                yield from ((field, str(line)) for line in value)


def read_entries(folder: Path, groups: Iterable[str] = ()) -> tuple[list[Entry], list[Finding]]:
    """Entries of the files in a folder, and files that can't be read; `groups` such as "29" choose."""
    wanted = set(groups)
    entries: list[Entry] = []
    findings: list[Finding] = []
    for path in sorted(folder.glob("*.toml")):
        if wanted and path.stem not in wanted:
            continue
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            findings.append(Finding(path.name, "file", f"cannot be read: {error}"))
            continue
        for code, fields in content.items():
            if isinstance(fields, dict):
                entries.append(Entry(code, path.stem, fields))
            else:
                findings.append(Finding(path.name, code, "is no occupation"))
    return entries, findings


def occupations_of(catalog: Any) -> dict[str, Occupation]:
    """Occupations of a catalog by code: bags ("All Other") and military ones have the short form."""
    rows = catalog.occupations.select("code_onet", "title", "is_residual").rows()
    return {
        code: Occupation(code, title, bool(is_residual) or code.startswith("55-"))
        for code, title, is_residual in rows
    }


def words(text: str) -> list[str]:
    """Words of a text as people count them: "on-the-job" is one."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Sentences of a text, without the space between them."""
    return [part for part in re.split(r"(?<=[.!?])\s+", text.strip()) if part]
