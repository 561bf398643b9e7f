"""What each occupation is, in words of our own, from the files in `occupations/`.

`docs/words.md` says how they are written. One file per SOC major group is read when its words are first
asked for; all of them take a third of a second. What needs them at once keeps them as one table:
`to_frame` and `from_frame` go back and forth in milliseconds, and `words_hash` tells when the table is out
of date. Words in another language than English lie in a folder of its name, in the same form.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from careerclusters.errors import DataError
from careerclusters.words._tables import folder_of, languages

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    import polars as pl

__all__ = [
    "OccupationWords",
    "from_frame",
    "occupation_words",
    "to_frame",
    "words_hash",
    "words_id",
    "words_of",
]

_LISTS = ("day", "search")
_HEADING = re.compile(r'^\["([0-9.-]+)"\][ \t]*$', re.MULTILINE)


@dataclass(frozen=True)
class OccupationWords:
    """One occupation in plain words.

    Attributes
    ----------
    code_onet
        O*NET-SOC 2019 code.
    name
        What people call a person who does this: "Registered nurse". Unique.
    sentence
        What the person does and for whom.
    day
        Three to five things on a usual day; may be empty for a bag of occupations.
    where
        Place, hours, people, on the feet or at a desk.
    hard, good_if, think_twice_if
        What is hard, who may like it, who should think twice; None for bags and the military.
    search
        Everyday words that people type when they mean this occupation.
    """

    code_onet: str
    name: str
    sentence: str
    day: tuple[str, ...]
    where: str
    hard: str | None
    good_if: str | None
    think_twice_if: str | None
    search: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """All fields, JSON-ready."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return found | {name: list(found[name]) for name in _LISTS}


def occupation_words(language: str = "en") -> Mapping[str, OccupationWords]:
    """The words of all occupations by `code_onet`, ascending. Read once, at first use.

    Raises
    ------
    UnknownError
        When we have no words in this language.
    """
    return _all(language)


@cache
def _all(language: str) -> Mapping[str, OccupationWords]:
    found = {code: entry for group in _groups(language) for code, entry in _read(group, language).items()}
    return MappingProxyType(dict(sorted(found.items())))


def words_of(code_onet: str, language: str = "en") -> OccupationWords | None:
    """The words of one occupation; reads its own entry only. None where a code has none."""
    return _one(str(code_onet), language)


@cache
def _one(code_onet: str, language: str) -> OccupationWords | None:
    group = code_onet[:2]
    entry = _entries(group, language).get(code_onet) if group in _groups(language) else None
    return None if entry is None else _entry(code_onet=code_onet, **tomllib.loads(entry))


@cache
def _entries(group: str, language: str) -> Mapping[str, str]:
    """The text of each entry of a group, without its heading."""
    _, *parts = _HEADING.split(_file(group, language).read_text(encoding="utf-8"))
    return dict(zip(parts[::2], parts[1::2], strict=True))


def words_hash(language: str = "en") -> str:
    """First 12 digits of the SHA-256 over the files: same hash, same words."""
    digest = hashlib.sha256()
    for group in _groups(language):
        content = _file(group, language).read_bytes()
        digest.update(f"{group} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:12]


def words_id() -> str:
    """Id of all words: of occupations in every language, and of the tables that names are made of."""
    return "-".join([*(words_hash(language) for language in languages()), _tables_hash()])


def _tables_hash() -> str:
    """First 12 digits of the SHA-256 over the tables that clusters are named from and elements called by."""
    digest = hashlib.sha256()
    for table in sorted((path for path in folder_of("en").iterdir() if path.name.endswith(".csv")), key=str):
        content = table.read_bytes()
        digest.update(f"{table.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:12]


def to_frame(words: Iterable[OccupationWords] | None = None) -> pl.DataFrame:
    """Words as a table: a row per occupation, a column per attribute, ordered by `code_onet`.

    Parameters
    ----------
    words
        Whose; all occupations by default.

    Returns
    -------
    Columns as the attributes of `OccupationWords`; `day` and `search` are lists of strings, the others
    strings, null where there is none.
    """
    import polars as pl

    entries = occupation_words().values() if words is None else words
    rows = [entry.to_dict() for entry in entries]
    schema = {
        field.name: pl.List(pl.String) if field.name in _LISTS else pl.String
        for field in fields(OccupationWords)
    }
    return pl.DataFrame(rows, schema=schema, orient="row").sort("code_onet")


def from_frame(frame: pl.DataFrame) -> Mapping[str, OccupationWords]:
    """Words from a table that `to_frame` made, by `code_onet`.

    Raises
    ------
    DataError
        When a column is missing.
    """
    wanted = [field.name for field in fields(OccupationWords)]
    missing = sorted(set(wanted) - set(frame.columns))
    if missing:
        raise DataError("The table of words lacks columns", seen=", ".join(missing), todo="Build it again.")
    columns = [frame[name].to_list() for name in wanted]
    rows = (dict(zip(wanted, row, strict=True)) for row in zip(*columns, strict=True))
    return MappingProxyType({row["code_onet"]: _entry(**row) for row in rows})


@cache
def _groups(language: str) -> tuple[str, ...]:
    folder = folder_of(language) / "occupations"
    return tuple(sorted(path.name[:2] for path in folder.iterdir() if path.name.endswith(".toml")))


def _file(group: str, language: str) -> Traversable:
    return folder_of(language) / "occupations" / f"{group}.toml"


@cache
def _read(group: str, language: str) -> Mapping[str, OccupationWords]:
    content = tomllib.loads(_file(group, language).read_text(encoding="utf-8"))
    return {code: _entry(code_onet=code, **fields) for code, fields in content.items()}


def _entry(**found: Any) -> OccupationWords:
    try:
        return OccupationWords(
            code_onet=found["code_onet"],
            name=found["name"],
            sentence=found["sentence"],
            day=tuple(found.get("day") or ()),
            where=found["where"],
            hard=found.get("hard"),
            good_if=found.get("good_if"),
            think_twice_if=found.get("think_twice_if"),
            search=tuple(found["search"]),
        )
    except KeyError as error:
        raise DataError(
            "The words of an occupation lack a field", seen=f"{found.get('code_onet')}: {error.args[0]}"
        ) from None
