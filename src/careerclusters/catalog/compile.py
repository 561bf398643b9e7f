"""Compile a catalog: read every source in a folder, check it, derive text vectors, write the tables.

releases ─► O*NET ───────► tables ─┐
         ─► clusters, moves,       ├─► manifest ─► folder
            crosswalks, pay ─► tables ┤
                 texts ─► vectors ─┘

A source that is not in the folder leaves its table out, and the manifest says so under `absent`. A
source that is there and broken stops the whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from careerclusters.catalog.catalog import Catalog
from careerclusters.catalog.manifest import check_catalog_target, describe, iso, manifest_of
from careerclusters.catalog.notes import NOTES_BY_FILE, NOTES_BY_TABLE
from careerclusters.catalog.vectors import text_vectors
from careerclusters.catalog.whole import doubts, expect_whole, expect_whole_release, is_full_release
from careerclusters.edge import reading
from careerclusters.errors import DataError
from careerclusters.schema import TABLES
from careerclusters.schema.check import checked
from careerclusters.sources._sheets import MissingFileError
from careerclusters.sources.census_titles import read_census_titles
from careerclusters.sources.crosswalks import (
    read_census2018_soc2018,
    read_onet2010_onet2019,
    read_onet2010_soc2018,
    read_soc2010_soc2018,
)
from careerclusters.sources.esco import (
    read_esco_alternates,
    read_esco_occupations,
    read_esco_onet,
    read_esco_sectors,
    read_isco_groups,
)
from careerclusters.sources.labour import LABOUR_READERS
from careerclusters.sources.military import read_military
from careerclusters.sources.moves import read_moves
from careerclusters.sources.official import read_official_clusters
from careerclusters.sources.onet import OnetRelease, Part, find_release, read_onet
from careerclusters.sources.registry import SOURCES
from careerclusters.targets import check_apart

__all__ = ["READERS", "check_target", "compile_catalog", "read_release"]

READERS: dict[str, Callable[[Path], pl.DataFrame]] = {
    "official_clusters": read_official_clusters,
    "moves": read_moves,
    "crosswalk_soc2010_soc2018": read_soc2010_soc2018,
    "crosswalk_census2018_soc2018": read_census2018_soc2018,
    "crosswalk_onet2010_onet2019": read_onet2010_onet2019,
    "crosswalk_onet2010_soc2018": read_onet2010_soc2018,
    "crosswalk_military_onet": read_military,
    "crosswalk_esco_onet": read_esco_onet,
    "esco_occupations": read_esco_occupations,
    "esco_alternates": read_esco_alternates,
    "esco_sectors": read_esco_sectors,
    "isco_groups": read_isco_groups,
    "census_titles": read_census_titles,
    **LABOUR_READERS,
}
"""Table to the function that reads it from a folder of releases."""

_MEANS_ONLY = "Means only: no sample sizes, standard errors or dates."

Report = Callable[[int, int, str], None]


def compile_catalog(
    sources: Path,
    out: Path,
    *,
    release: str | None = None,
    is_partial: bool = False,
    progress: Report | None = None,
) -> Catalog:
    """Read all of `sources` and write a catalog folder, the same bytes for the same sources.

    Parameters
    ----------
    sources
        Folder with the publishers' files: an O*NET text release at least.
    out
        Folder to write; an existing catalog is replaced at the end, as a whole, anything else is left alone.
    release
        O*NET release to use, such as "30.1"; None for the newest one in the folder.
    is_partial
        Take sources that hold fewer rows than a whole release; the manifest notes it. Else they stop it.
    progress
        Called with steps done, steps in all, and what comes next.

    Returns
    -------
    The catalog as it stands in `out`.

    Raises
    ------
    DataError
        When a source is broken or short, or the O*NET release is missing.
    InputError
        When `out` holds anything but a catalog, or lies in or around `sources`.
    """
    sources, out = Path(sources), Path(out)
    if not sources.is_dir():
        raise DataError(
            "The folder of sources is missing", seen=str(sources), todo="Give a folder of releases."
        )
    report = progress or (lambda done, total, what: None)
    total = len(READERS) + 3
    report(0, total, "O*NET release")
    onet = read_onet(find_release(sources, version=release))
    tables = dict(onet.tables)
    if not is_partial:
        expect_whole_release(onet)
    absent = [{"table": table, "part": part, "file": file} for table, part, file in onet.absent]
    for done, (name, read) in enumerate(READERS.items(), start=1):
        report(done, total, name.replace("_", " "))
        try:
            with reading(f"The source of the table {name}"):
                tables[name] = checked(read(sources), TABLES[name], file=name)
            if not is_partial:
                expect_whole(name, tables[name].height, is_full=is_full_release(onet))
        except MissingFileError as error:
            absent.append({"table": name, "part": "", "file": str(error.seen)})
    report(total - 2, total, "text vectors")
    tables["text_vectors"] = text_vectors(tables, onet.tasks)
    report(total - 1, total, "writing")
    check_target(sources, out)
    catalog = _in_memory(onet, tables, absent, sources=sources).save(out)
    report(total, total, "done")
    return catalog


def check_target(sources: Path, out: Path) -> None:
    """Raise unless a catalog may be written to `out`; quick, so that it can be asked before the work.

    Raises
    ------
    InputError
        When `out` holds anything but a catalog, or lies in or around `sources`.
    """
    if Path(sources).is_dir():
        check_apart(out, sources)
    check_catalog_target(Path(out))


def read_release(path: Path) -> Catalog:
    """A catalog in memory straight from one O*NET text release, for comparing releases.

    It has the release's own tables and text vectors; no official clusters, moves or labour market.

    Parameters
    ----------
    path
        The zip of the text layout, or the folder it was unpacked into.
    """
    onet = read_onet(Path(path))
    tables = dict(onet.tables)
    tables["text_vectors"] = text_vectors(tables, onet.tasks)
    absent = [{"table": table, "part": part, "file": file} for table, part, file in onet.absent]
    return _in_memory(onet, tables, absent, sources=None)


def _in_memory(
    onet: OnetRelease,
    tables: Mapping[str, pl.DataFrame],
    absent: Sequence[Mapping[str, str]],
    *,
    sources: Path | None,
) -> Catalog:
    entries = {}
    for name in sorted(tables):
        files = _files(name, onet, sources)
        entries[name] = describe(
            name,
            tables[name],
            release=onet.name if TABLES[name].source == "onet" else None,
            files=files,
            parts=_parts(name, onet),
            notes=(
                *NOTES_BY_TABLE.get(name, ()),
                *_notes(name, onet),
                *doubts(name, files, rows=tables[name].height, is_full=is_full_release(onet)),
            ),
        )
    manifest = manifest_of(onet.name, entries, month=onet.month, absent=absent)
    return Catalog.from_tables(tables, manifest)


def _files(name: str, onet: OnetRelease, sources: Path | None) -> list[dict[str, object]]:
    """The files that a table was read from, each with checksum and size, once."""
    wanted = {"text_vectors": ("tasks", "occupations", "alternate_titles"), "elements": ("ratings",)}
    parts = [part for part in onet.parts if part.table in wanted.get(name, (name,))]
    found = {file.name: file.to_dict() for part in parts for file in part.files}
    if not found and sources is not None:
        for pattern in SOURCES[TABLES[name].source].files:
            for path in sorted(sources.glob(pattern)):
                content = path.read_bytes()
                sha256 = hashlib.sha256(content).hexdigest()
                found[path.name] = {"name": path.name, "sha256": sha256, "bytes": len(content)}
    return list(found.values())


def _parts(name: str, onet: OnetRelease) -> dict[str, dict[str, object]]:
    """For ratings, what each domain holds: rows, occupations, dates, raters, notes."""
    if name != "ratings":
        return {}
    return {part.domain: _domain(part.frame, _known(part, onet)) for part in onet.parts if part.table == name}


def _domain(frame: pl.DataFrame, notes: list[str]) -> dict[str, Any]:
    dates = frame["date"].drop_nulls()
    is_bare = not dates.len() and frame["n"].null_count() == frame.height
    return {
        "rows": frame.height,
        "occupations": frame["code_onet"].n_unique(),
        "elements": frame["element_id"].n_unique(),
        "scales": frame["scale_id"].unique().sort().to_list(),
        "date_min": iso(dates.min()),
        "date_max": iso(dates.max()),
        "raters": frame["source"].drop_nulls().unique().sort().to_list(),
        "notes": [*notes, *([_MEANS_ONLY] if is_bare else [])],
    }


def _notes(name: str, onet: OnetRelease) -> list[str]:
    """Notes of all parts of a table, each led by its domain."""
    notes = []
    for part in onet.parts:
        if part.table == name:
            lead = f"{part.domain.capitalize()}: " if part.domain else ""
            said = _known(part, onet)
            if name == "ratings":
                said = _domain(part.frame, said)["notes"]
            notes += [lead + note for note in said]
    return notes


def _known(part: Part, onet: OnetRelease) -> list[str]:
    found = (NOTES_BY_FILE.get((onet.version, file.sha256)) for file in part.files)
    return [note for note in found if note]
