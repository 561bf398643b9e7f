"""Compile the Canadian catalog, which comes with the package beside the main one."""

from __future__ import annotations

import hashlib
from pathlib import Path

from careerclusters.catalog.catalog import Catalog
from careerclusters.catalog.manifest import describe, manifest_of
from careerclusters.schema.canada import CANADA_TABLES
from careerclusters.sources.canada import read_canada
from careerclusters.sources.registry import SOURCES

__all__ = ["compile_canada"]

RELEASE = "OaSIS 2023"
COUNTRY = "Canada"
# Tables of the main catalog that people may look for, and what they would be made from.
_ABSENT = (
    ("technologies", "list of software"),
    ("tools", "list of tools"),
    ("moves", "survey of moves between occupations"),
    ("wages", "table of pay"),
    ("alternate_titles", "list of other titles"),
    ("text_vectors", "list of tasks and other titles"),
    ("industry_employment", "table of jobs by industry"),
)


def compile_canada(sources: Path, out: Path) -> Catalog:
    """Read `canada/` in a folder of releases and write a catalog; the same files give the same bytes."""
    tables = read_canada(sources)
    entries = {
        name: describe(
            name,
            frame,
            table=CANADA_TABLES[name],
            files=_files(sources, CANADA_TABLES[name].source),
            notes=[quirk for quirk in (CANADA_TABLES[name].quirks,) if quirk],
        )
        for name, frame in tables.items()
    }
    absent = [{"table": table, "part": "", "file": why} for table, why in _ABSENT]
    manifest = manifest_of(RELEASE, entries, absent=absent, country=COUNTRY)
    return Catalog.from_tables(tables, manifest).save(Path(out))


def _files(sources: Path, source: str) -> list[dict[str, object]]:
    found = []
    for pattern in SOURCES[source].files:
        for path in sorted(Path(sources).glob(pattern)):
            content = path.read_bytes()
            sha256 = hashlib.sha256(content).hexdigest()
            found.append({"name": path.name, "sha256": sha256, "bytes": len(content)})
    return found
