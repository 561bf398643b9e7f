"""O*NET text releases, version 27 and later, zipped or unpacked.

Quirks
------
- Files are tab-separated and unquoted; a quotation mark is a character like any other. `n/a` means
  missing. `Read Me.txt` says which release it is; folder and zip names are not trusted.
- File names move: `Skills.txt` became `Essential Skills.txt` and `Transferable Skills.txt` in 30.3,
  `Interests.txt` became `Career Interest Types.txt`, `Technology Skills.txt` became
  `Software Skills.txt`, and work values left. A table is looked for under all its names, and a
  rated table that has yet another name is known by its header and the ids in its first row.
- Scales move: work styles were rated on IM (1 to 5) until 29.x and have DR (0 to 10) and WI (-3 to 3)
  since 30.0, for 21 instead of 16 elements. What a scale allows stands in `Scales Reference.txt`.
- High-point rows (scales IH and VH) and shares per answer category of work context (CXP, CTP)
  repeat or detail what the means say; they are left out.
- Education, Training, and Experience mixes shares in percent with two ratings on IM; the ratings
  are put among the ratings, under the domain `education`.
- `Not Relevant` is said of level scales only. `Recommend Suppress` marks imprecise values, which
  are kept and marked.
- Dates are a month and a year, from 2002 to the release; Interests since 28.1 are estimates of a
  model.
- Technologies may repeat in different kinds of product; the key is occupation, name and kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from careerclusters.edge import reading
from careerclusters.errors import DataError, InputError
from careerclusters.sources import _onet_tables as layouts
from careerclusters.sources._archive import Archive, open_archive
from careerclusters.sources._onet_read import Part, Reading

__all__ = ["DOMAIN_FILES", "OnetRelease", "Part", "find_release", "read_onet", "release_of"]

OLDEST = (27, 0)

DOMAIN_FILES: dict[str, str] = {
    layout.domain: layout.names[0] for layout in (*layouts.RATED, layouts.EDUCATION)
}
"""Domain of ratings to the file that holds it, for messages."""


@dataclass(frozen=True)
class OnetRelease:
    """What a text release holds, checked and typed.

    Parameters
    ----------
    version
        Such as "30.1".
    month
        Such as "December 2025"; None when the release does not say.
    tables
        Table name to frame, as described in the schema.
    tasks
        Columns `code_onet`, `task`: sentences of the publisher, for computing only; None when absent.
    parts
        What was read, per table and domain, with the files it came from.
    absent
        What the release lacks: (table, domain or "", file looked for).
    """

    version: str
    month: str | None
    tables: Mapping[str, pl.DataFrame] = field(repr=False)
    tasks: pl.DataFrame | None = field(repr=False)
    parts: tuple[Part, ...] = field(repr=False)
    absent: tuple[tuple[str, str, str], ...] = ()

    @property
    def name(self) -> str:
        """Such as "O*NET 30.1"."""
        return f"O*NET {self.version}"


def read_onet(path: Path) -> OnetRelease:
    """Read and check a whole release.

    Parameters
    ----------
    path
        The zip of the text layout, or the folder it was unpacked into.

    Raises
    ------
    DataError
        When the release is broken, or lacks the occupations or the scales. Any other table may be
        absent; it is listed in `absent`.
    """
    archive = open_archive(path)
    version, month = release_of(archive)
    with reading(f"O*NET {version} ({archive.label})", todo="Download the release again."):
        return _read(archive, version, month)


def _read(archive: Archive, version: str, month: str | None) -> OnetRelease:
    found = Reading(archive, version)
    scales = found.scales()
    occupations = found.needed(layouts.OCCUPATIONS)
    for layout in layouts.RATED:
        found.rated(layout, scales)
    found.education(scales)
    for layout in layouts.PLAIN:
        found.plain(layout)
    found.titles()
    tasks = found.frame(layouts.TASKS)
    tables = found.tables(occupations)
    return OnetRelease(
        version,
        month,
        tables,
        None if tasks is None else tasks.select("code_onet", "task").drop_nulls(),
        tuple(found.parts),
        tuple(found.absent),
    )


def find_release(folder: Path, *, version: str | None = None) -> Path:
    """The newest O*NET text release in a folder, or the one asked for."""
    found: dict[tuple[int, ...], Path] = {}
    for path in sorted(Path(folder).glob("db_*_text*")):
        if path.is_dir() or path.suffix == ".zip":
            number, _ = release_of(open_archive(path))
            found.setdefault(_numbers(number), path)
    wanted = max(found, default=None) if version is None else _numbers(version)
    if wanted not in found:
        names = ", ".join(".".join(map(str, number)) for number in sorted(found)) or "none"
        raise DataError(
            f"The folder {Path(folder).name} lacks O*NET {version or 'in the text layout'}",
            seen=f"releases: {names}",
            todo="Put db_NN_N_text.zip into it, or fetch one with: careerclusters catalog fetch",
        )
    return found[wanted]


def release_of(archive: Archive) -> tuple[str, str | None]:
    """Version and month that the release gives itself in its Read Me."""
    readme = next((name for name in archive.members if name.lower() in ("read me.txt", "readme.txt")), None)
    if readme is None:
        raise DataError(
            "The release does not say which one it is: it has no Read Me.txt",
            seen=archive.label,
            todo="Use a complete release in the text layout.",
        )
    text = archive.read(readme)[:4000].decode("utf-8", "replace")
    version = re.search(r"O\*NET\W{0,3}\s*(\d{1,3}\.\d{1,2})\b", text)
    if version is None:
        raise DataError(
            f"{readme} of {archive.label} names no O*NET release",
            seen=text[:60],
            todo="Use a complete release in the text layout.",
        )
    number = version.group(1)
    if _numbers(number) < OLDEST:
        raise DataError(
            "The release is older than can be read",
            seen=f"O*NET {number}",
            todo="Use O*NET 27.0 or later; earlier ones have other tables.",
        )
    month = re.search(r"\b([A-Z][a-z]+ \d{4}) Release", text)
    return number, month.group(1) if month else None


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.strip().split(".")
    if not all(part.isdecimal() for part in parts):
        raise InputError("This is no O*NET release", seen=version, todo="Write it like 30.1.")
    return tuple(int(part) for part in parts)
