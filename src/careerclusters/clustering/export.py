"""Write a clustering as plain tables that any program can read."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.errors import InputError
from careerclusters.files import recover_folder, replace_folder, write_bytes
from careerclusters.language import _
from careerclusters.targets import check_folder, foreign_entries, marked_manifest

if TYPE_CHECKING:
    from careerclusters.clustering.clustering import Clustering

__all__ = ["FORMATS", "MANIFEST", "check_export", "export_clustering", "export_manifest"]

FORMATS = ("csv", "parquet")
MANIFEST = "manifest.json"


def export_clustering(
    clustering: Clustering,
    folder: Path,
    *,
    format: str = "csv",
    transitions: pl.DataFrame | None = None,
    is_forced: bool = False,
) -> tuple[Path, ...]:
    """The paths of the files written: three tables, or four with the transitions, and a manifest.

    All are put in place in one step, so that a reader never finds tables of one clustering with the manifest
    of another. The same clustering gives the same bytes.

    Parameters
    ----------
    folder
        Where to write; made when it is not there.
    format
        "csv" or "parquet".
    transitions
        Where leavers go, from `Pathways.transitions`; written as it is.
    is_forced
        Write into a folder that holds other things as well; they stay, unless they have the same name.

    Returns
    -------
    clusters: level, cluster, name, parent (null at the top), n_occupations, stability (0–1).
    memberships: code_onet, level, cluster, membership_share (0–1), role (null but for the first).
    transitions: origin, destination, share, kind ("observed", "blended", "modelled").
    similarity: code_onet, neighbour_code_onet, similarity and one column per view; they add up to it.
    manifest.json: what the tables were made from, their columns, rows and checksums.

    Raises
    ------
    InputError
        When the format is not known, `folder` is a file, or it holds what isn't ours.
    """
    folder = Path(folder).resolve()
    if format not in FORMATS:
        raise InputError("No such format", seen=format, todo=_("Formats: {names}.", names=", ".join(FORMATS)))
    ours = check_export(folder, is_forced=is_forced)
    entries = {}
    tables = _tables(clustering)
    if transitions is not None:
        tables["transitions"] = transitions
    contents = {f"{name}.{format}": (table, _content(table, format)) for name, table in tables.items()}
    for name, (table, content) in contents.items():
        entries[name] = {
            "columns": table.columns,
            "rows": table.height,
            "sha256": hashlib.sha256(content).hexdigest(),
        }
    text = export_manifest(clustering, entries)
    with replace_folder(folder) as fresh:
        for name, (_path, content) in contents.items():
            write_bytes(fresh / name, content)
        write_bytes(fresh / MANIFEST, text.encode())
        if folder.is_dir():
            _carry_over(folder, fresh, without={MANIFEST, *ours})
    return (*(folder / name for name in contents), folder / MANIFEST)


def export_manifest(clustering: Clustering, entries: Mapping[str, object]) -> str:
    """What an export was made from and which files it has; it also marks the folder as ours."""
    manifest = {
        "release": clustering.release,
        "catalog_id": clustering.catalog_id,
        "version": clustering.version,
        "params": clustering.params.to_dict(),
        "left_out": dict(clustering.left_out),
        "files": dict(entries),
    }
    return json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def check_export(folder: Path, *, is_forced: bool) -> tuple[str, ...]:
    """Names of the files of an older export in the folder; `InputError` when it holds anything else."""
    recover_folder(folder)
    marked = marked_manifest(folder, file=MANIFEST, wanted=("catalog_id", "files", "params", "version"))
    files = marked["files"] if marked is not None else None
    ours = tuple(files) if isinstance(files, dict) else ()
    if not is_forced or not folder.is_dir():
        check_folder(folder, names=(MANIFEST, *ours) if marked is not None else None)
    return ours


def _carry_over(folder: Path, fresh: Path, *, without: set[str]) -> None:
    """Put what else a folder holds into the new one, which has precedence."""
    import shutil

    for name in foreign_entries(folder, without):
        if (fresh / name).exists():
            continue
        entry = folder / name
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, fresh / name, symlinks=True)
        else:
            shutil.copy2(entry, fresh / name, follow_symlinks=False)


def _tables(clustering: Clustering) -> dict[str, pl.DataFrame]:
    return {
        "clusters": clustering.clusters.select(
            "level",
            "name",
            "n_occupations",
            cluster="cluster_id",
            parent="parent_id",
            stability="stability_share",
        ).select("level", "cluster", "name", "parent", "n_occupations", "stability"),
        "memberships": clustering.memberships.select(
            "code_onet", "level", pl.col("cluster_id").alias("cluster"), "membership_share", "role"
        ),
        "similarity": _similarity(clustering),
    }


def _similarity(clustering: Clustering) -> pl.DataFrame:
    """All neighbours of all fitted occupations, nearest first."""
    graph = clustering.graph
    codes = np.array(graph.codes)
    k = graph.neighbours.shape[1]
    columns = {
        "code_onet": np.repeat(codes, k),
        "neighbour_code_onet": codes[graph.neighbours.ravel()],
        "similarity": graph.similarity.ravel().astype(float).round(4),
    }
    columns |= {name: part.ravel().astype(float).round(4) for name, part in graph.parts.items()}
    return pl.DataFrame(columns)


def _content(table: pl.DataFrame, format: str) -> bytes:
    if format == "csv":
        return table.write_csv().encode()
    buffer = io.BytesIO()
    table.write_parquet(buffer, compression="zstd", statistics=False)
    return buffer.getvalue()
