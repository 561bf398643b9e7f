"""What a catalog says about itself: for each table its source, release, licence, checksum and notes."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from careerclusters.errors import DataError
from careerclusters.schema import TABLES, Table
from careerclusters.sources._bounds import read_bounded
from careerclusters.sources.registry import SOURCES
from careerclusters.targets import check_folder, marked_manifest

__all__ = [
    "FORMAT",
    "MANIFEST",
    "catalog_id",
    "check_catalog_target",
    "describe",
    "fingerprint",
    "manifest_of",
    "parquet_of",
    "read_manifest",
    "with_files",
]

FORMAT = 1
BUNDLED_RELEASE = "O*NET 30.1"
MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 4_000_000
_COMPRESSION_LEVEL = 19


def parquet_of(frame: pl.DataFrame) -> bytes:
    """The table as a Parquet file, the same bytes for the same table."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd", compression_level=_COMPRESSION_LEVEL, statistics=False)
    return buffer.getvalue()


def fingerprint(frame: pl.DataFrame) -> str:
    """SHA-256 over the table's content, for a table that is in no file."""
    buffer = io.BytesIO()
    frame.rechunk().write_ipc_stream(buffer, compression="uncompressed")
    return hashlib.sha256(buffer.getbuffer()).hexdigest()


def describe(
    name: str,
    frame: pl.DataFrame,
    *,
    table: Table | None = None,
    release: str | None = None,
    files: Sequence[Mapping[str, object]] = (),
    parts: Mapping[str, Mapping[str, object]] | None = None,
    notes: Iterable[str] = (),
) -> dict[str, Any]:
    """The manifest's entry about one table, JSON-ready; its checksum is that of the content.

    `table` describes it where it isn't the main catalog's table of that name.
    """
    table = table or TABLES.get(name)
    source = SOURCES.get(table.source) if table else None
    dates = frame["date"].drop_nulls() if "date" in frame.columns else pl.Series(dtype=pl.Date)
    entry: dict[str, Any] = {
        "source": source.id if source else None,
        "release": release or (source.release if source else None),
        "licence": source.licence if source else None,
        "sha256": fingerprint(frame),
        "bytes": None,
        "rows": frame.height,
        "columns": frame.columns,
        "date_min": iso(dates.min()),
        "date_max": iso(dates.max()),
        "files": [dict(file) for file in files],
        "notes": list(notes),
    }
    if parts:
        entry["parts"] = {name: dict(part) for name, part in parts.items()}
    return entry


def manifest_of(
    release: str,
    entries: Mapping[str, Mapping[str, Any]],
    *,
    month: str | None = None,
    absent: Iterable[Mapping[str, str]] = (),
    country: str | None = None,
) -> dict[str, Any]:
    """The whole manifest, with the id that follows from the tables' checksums.

    `country` is told for catalogs of another country than the main one's.
    """
    named = {str(entry["source"]) for entry in entries.values()}
    return {
        **({} if country is None else {"country": country}),
        "format": FORMAT,
        "id": catalog_id({name: str(entry["sha256"]) for name, entry in entries.items()}),
        "release": release,
        "release_month": month,
        "tables": {name: dict(entries[name]) for name in sorted(entries)},
        "absent": [dict(one) for one in absent],
        "sources": {
            source.id: {
                "title": source.title,
                "publisher": source.publisher,
                "address": source.address,
                "licence": source.licence,
                # The registry names the bundled release; this catalog may be made from another.
                "attribution": source.attribution.replace(BUNDLED_RELEASE, release),
                "changes": source.changes,
            }
            for source in SOURCES.values()
            if source.id in named
        },
    }


def with_files(manifest: Mapping[str, Any], contents: Mapping[str, bytes]) -> dict[str, Any]:
    """The manifest with checksums and sizes of the tables' files, and the id that follows."""
    entries = {
        name: {
            **manifest["tables"][name],
            "sha256": hashlib.sha256(content).hexdigest(),
            "bytes": len(content),
        }
        for name, content in sorted(contents.items())
    }
    checksums = {name: entry["sha256"] for name, entry in entries.items()}
    return {**manifest, "id": catalog_id(checksums), "tables": entries}


def check_catalog_target(folder: Path) -> None:
    """Raise `InputError` unless a catalog may be written there: nothing, or a catalog and nothing else."""
    marked = marked_manifest(folder, file=MANIFEST, wanted=("format", "id", "release", "tables"))
    tables = marked["tables"] if marked is not None else None
    names = (MANIFEST, *(f"{name}.parquet" for name in tables)) if isinstance(tables, dict) else None
    check_folder(folder, names=names)


def catalog_id(checksums: Mapping[str, str]) -> str:
    """Hexadecimal SHA-256 over names and checksums of the tables, in the order of their names."""
    lines = "".join(f"{name} {checksums[name]}\n" for name in sorted(checksums))
    return hashlib.sha256(lines.encode()).hexdigest()


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a catalog folder; `DataError` when it is absent, broken or of another format."""
    path = Path(folder) / MANIFEST
    todo = "Compile it with: careerclusters catalog compile SOURCES OUT"
    if not path.is_file():
        raise DataError("This folder holds no catalog", seen=Path(folder).name, todo=todo)
    try:
        manifest = json.loads(read_bounded(path, most_bytes=_LARGEST_MANIFEST).decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise DataError(
            f"{MANIFEST} of {Path(folder).name} can't be read", seen=str(error), todo=todo
        ) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        seen = manifest.get("format") if isinstance(manifest, dict) else type(manifest).__name__
        raise DataError(f"{MANIFEST} of {Path(folder).name} has another format", seen=str(seen), todo=todo)
    entries = manifest.get("tables")
    is_whole = isinstance(entries, dict) and all(_is_entry(name, entry) for name, entry in entries.items())
    is_whole = is_whole and all(
        isinstance(one, dict) and {"table", "part", "file"} <= one.keys()
        for one in _listed(manifest.get("absent", []))
    )
    if not is_whole or not isinstance(manifest.get("release"), str):
        raise DataError(
            f"{MANIFEST} of {Path(folder).name} is incomplete", seen=", ".join(manifest), todo=todo
        )
    return manifest


def _is_entry(name: str, entry: object) -> bool:
    """Whether a table is described as we would, under a name that is no way out of the folder."""
    return (
        isinstance(entry, dict)
        and {"sha256", "rows"} <= entry.keys()
        and isinstance(entry["sha256"], str)
        and isinstance(entry["rows"], int)
        and name.replace("_", "a").isalnum()
    )


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [None]


def iso(value: object) -> str | None:
    """A date as text, None where there is none."""
    return value.isoformat() if isinstance(value, date) else None
