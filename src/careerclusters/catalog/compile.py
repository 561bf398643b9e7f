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

import polars as pl

from careerclusters.catalog.catalog import Catalog
from careerclusters.catalog.manifest import check_catalog_target, describe, manifest_of
from careerclusters.catalog.notes import NOTES_BY_FILE, NOTES_BY_TABLE
from careerclusters.catalog.vectors import text_vectors
from careerclusters.edge import reading
from careerclusters.errors import DataError
from careerclusters.schema import TABLES
from careerclusters.schema.check import checked
from careerclusters.sources._sheets import MissingFileError
from careerclusters.sources._source import expect_whole
from careerclusters.sources.crosswalks import (
    read_census2018_soc2018,
    read_onet2010_onet2019,
    read_onet2010_soc2018,
    read_soc2010_soc2018,
)
from careerclusters.sources.labour import LABOUR_READERS
from careerclusters.sources.moves import read_moves
from careerclusters.sources.official import read_official_clusters
from careerclusters.sources.onet import DOMAIN_FILES, OnetRelease, Part, find_release, read_onet
from careerclusters.sources.registry import SOURCES
from careerclusters.targets import check_apart

__all__ = ["READERS", "compile_catalog", "read_release"]

READERS: dict[str, Callable[[Path], pl.DataFrame]] = {
    "official_clusters": read_official_clusters,
    "moves": read_moves,
    "crosswalk_soc2010_soc2018": read_soc2010_soc2018,
    "crosswalk_census2018_soc2018": read_census2018_soc2018,
    "crosswalk_onet2010_onet2019": read_onet2010_onet2019,
    "crosswalk_onet2010_soc2018": read_onet2010_soc2018,
    **LABOUR_READERS,
}
"""Table to the function that reads it from a folder of releases."""

_COVERED_LEAST = 0.9
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
    check_apart(out, sources)
    check_catalog_target(out)
    report = progress or (lambda done, total, what: None)
    total = len(READERS) + 3
    report(0, total, "O*NET release")
    onet = read_onet(find_release(sources, version=release))
    tables = dict(onet.tables)
    if not is_partial:
        _expect_whole_release(onet)
    absent = [{"table": table, "part": part, "file": file} for table, part, file in onet.absent]
    for done, (name, read) in enumerate(READERS.items(), start=1):
        report(done, total, name.replace("_", " "))
        try:
            with reading(f"The source of the table {name}"):
                tables[name] = checked(read(sources), TABLES[name], file=name)
            if not is_partial:
                expect_whole(SOURCES[TABLES[name].source], name, tables[name].height)
        except MissingFileError as error:
            absent.append({"table": name, "part": "", "file": str(error.seen)})
    report(total - 2, total, "text vectors")
    tables["text_vectors"] = text_vectors(tables, onet.tasks)
    report(total - 1, total, "writing")
    catalog = _in_memory(onet, tables, absent, sources=sources).save(out)
    report(total, total, "done")
    return catalog


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
                *_doubts(name, files, rows=tables[name].height),
            ),
        )
    manifest = manifest_of(onet.name, entries, month=onet.month, absent=absent)
    return Catalog.from_tables(tables, manifest)


def _expect_whole_release(onet: OnetRelease) -> None:
    """Raise unless every table of the release, and every domain of its ratings, is long enough.

    Rated domains cover nearly the same occupations; one that covers far fewer was cut between two of them.
    """
    source = SOURCES["onet"]
    for name, frame in onet.tables.items():
        expect_whole(source, name, frame.height)
    domains = {
        part.domain: part.frame
        for part in onet.parts
        if part.table == "ratings" and part.domain in DOMAIN_FILES and part.domain != "education"
    }
    covered = {domain: frame["code_onet"].n_unique() for domain, frame in domains.items()}
    most = max(covered.values(), default=0)
    for domain, frame in domains.items():
        expect_whole(source, f"ratings:{domain}", frame.height)
        if covered[domain] < _COVERED_LEAST * most:
            raise DataError(
                f"{onet.name} is not whole: {DOMAIN_FILES[domain]} covers {covered[domain]} occupations, "
                f"other files up to {most}",
                todo="Get the release again; for a part on purpose, compile with --partial.",
            )


def _doubts(name: str, files: Sequence[Mapping[str, object]], *, rows: int) -> list[str]:
    """Notes on files that are not those of the vintage named, and on tables that are short."""
    source = SOURCES[TABLES[name].source]
    doubts = [
        f"{file['name']} is not the file of the vintage named ({source.release}): unknown vintage."
        for file in files
        if not str(file["sha256"]).startswith(source.sha256_known.get(str(file["name"]), ""))
    ]
    if files and rows < source.rows_least.get(name, 0):
        doubts.append(f"Short: {rows:,} rows, a whole release has at least {source.rows_least[name]:,}.")
    return doubts


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


def _domain(frame: pl.DataFrame, notes: list[str]) -> dict[str, object]:
    dates = frame["date"].drop_nulls()
    is_bare = not dates.len() and frame["n"].null_count() == frame.height
    return {
        "rows": frame.height,
        "occupations": frame["code_onet"].n_unique(),
        "elements": frame["element_id"].n_unique(),
        "scales": frame["scale_id"].unique().sort().to_list(),
        "date_min": dates.min().isoformat() if dates.len() else None,
        "date_max": dates.max().isoformat() if dates.len() else None,
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
