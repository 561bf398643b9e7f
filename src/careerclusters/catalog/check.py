"""Check a compiled catalog or a release: every table against its checksum and its description."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from careerclusters.catalog.catalog import Catalog, load_catalog
from careerclusters.catalog.manifest import MANIFEST
from careerclusters.edge import reading
from careerclusters.errors import DataError
from careerclusters.schema import TABLES
from careerclusters.schema.check import checked
from careerclusters.sources.onet import read_onet

__all__ = ["check_path"]


def check_path(path: Path) -> pl.DataFrame:
    """What is right and wrong with a catalog folder, or with an O*NET release.

    Parameters
    ----------
    path
        Folder of a compiled catalog, or an O*NET text release, zipped or unpacked.

    Returns
    -------
    Columns `table`, `part` (domain of ratings or ""), `rows`, `is_right`, `note`; what is absent has
    null rows and is right. A release that can't be read raises instead.
    """
    path = Path(path)
    rows = _of_catalog(load_catalog(path)) if (path / MANIFEST).is_file() else _of_release(path)
    schema = {
        "table": pl.String,
        "part": pl.String,
        "rows": pl.Int64,
        "is_right": pl.Boolean,
        "note": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def _of_catalog(catalog: Catalog) -> list[tuple[str, str, int | None, bool, str]]:
    found: list[tuple[str, str, int | None, bool, str]] = []
    for name in catalog.names:
        try:
            with reading(name):
                frame = catalog.table(name)
                note = _against_schema(name, frame)
            promised = catalog.manifest["tables"][name]["rows"]
            if not note and frame.height != promised:
                note = f"the manifest says {promised} rows"
            found.append((name, "", frame.height, not note, note))
        except DataError as error:
            found.append((name, "", None, False, str(error)))
    found += [
        (one["table"], one["part"], None, True, f"absent: no {one['file']}")
        for one in catalog.manifest.get("absent", ())
    ]
    return found


def _against_schema(name: str, frame: pl.DataFrame) -> str:
    """What is wrong with the table; "" when nothing is."""
    if name not in TABLES:
        return "the schema does not know this table"
    try:
        same = checked(frame, TABLES[name], file=f"{name}.parquet").equals(frame)
    except DataError as error:
        return str(error)
    return "" if same else "columns or rows are not in the described order"


def _of_release(path: Path) -> list[tuple[str, str, int | None, bool, str]]:
    release = read_onet(path)
    names = {part.table: ", ".join(file.name for file in part.files) for part in release.parts}
    found: list[tuple[str, str, int | None, bool, str]] = []
    for part in release.parts:
        files = ", ".join(file.name for file in part.files) or names[part.table]
        found.append((part.table, part.domain, part.frame.height, True, files))
    found += [(table, part, None, True, f"absent: no {file}") for table, part, file in release.absent]
    return found
