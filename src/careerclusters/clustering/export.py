"""Write a clustering as plain tables that any program can read."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.errors import InputError
from careerclusters.files import write_bytes

if TYPE_CHECKING:
    from careerclusters.clustering.clustering import Clustering

__all__ = ["FORMATS", "export_clustering"]

FORMATS = ("csv", "parquet")
MANIFEST = "manifest.json"


def export_clustering(
    clustering: Clustering,
    folder: Path,
    *,
    format: str = "csv",
    transitions: pl.DataFrame | None = None,
) -> tuple[Path, ...]:
    """The paths of the files written: three tables, or four with the transitions, and a manifest.

    Each file is replaced in one step; other files in the folder stay. The same clustering gives the
    same bytes.

    Parameters
    ----------
    folder
        Where to write; made when it is not there.
    format
        "csv" or "parquet".
    transitions
        Where leavers go, from `Pathways.transitions`; written as it is.

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
        When the format is not known, or `folder` is a file.
    """
    folder = Path(folder)
    if format not in FORMATS:
        raise InputError("No such format", seen=format, todo=f"Formats: {', '.join(FORMATS)}.")
    if folder.exists() and not folder.is_dir():
        raise InputError("Tables are written into a folder, and this is a file", seen=folder.name)
    written, entries = [], {}
    tables = _tables(clustering)
    if transitions is not None:
        tables["transitions"] = transitions
    for name, table in tables.items():
        content = _content(table, format)
        written.append(write_bytes(folder / f"{name}.{format}", content))
        entries[written[-1].name] = {
            "columns": table.columns,
            "rows": table.height,
            "sha256": hashlib.sha256(content).hexdigest(),
        }
    manifest = {
        "release": clustering.release,
        "catalog_id": clustering.catalog_id,
        "version": clustering.version,
        "params": clustering.params.to_dict(),
        "left_out": dict(clustering.left_out),
        "files": entries,
    }
    text = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    return (*written, write_bytes(folder / MANIFEST, text.encode()))


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
