"""Keep a clustering in one file: a zip of Parquet tables and a JSON head, replaced in one step.

One file, because a rename is the only change that no reader can see half-done: a build that is
killed leaves the old file whole. The same clustering gives the same bytes.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import polars as pl

from careerclusters.clustering.clustering import Clustering
from careerclusters.clustering.graph import Graph
from careerclusters.clustering.params import Params
from careerclusters.errors import CareerClustersError, DataError
from careerclusters.files import write_bytes

__all__ = ["FORMAT", "load_clustering", "save_clustering"]

FORMAT = 1
_TABLES = ("clusters", "memberships", "evidence", "curve", "map_points")


def save_clustering(clustering: Clustering, path: Path) -> Path:
    """Write `clustering` to `path` atomically and return the path."""
    head = {
        "format": FORMAT,
        "release": clustering.release,
        "catalog_id": clustering.catalog_id,
        "version": clustering.version,
        "params": clustering.params.to_dict(),
        "left_out": dict(clustering.left_out),
        "views": list(clustering.graph.parts),
    }
    content: dict[str, bytes] = {"head.json": json.dumps(head, sort_keys=True, indent=1).encode()}
    for name in _TABLES:
        table = getattr(clustering, name)
        if table is not None:
            content[f"{name}.parquet"] = _parquet(table)
    content["titles.parquet"] = _parquet(
        pl.DataFrame({"code_onet": list(clustering.titles), "title": list(clustering.titles.values())})
    )
    graph = clustering.graph
    arrays = {"neighbours": graph.neighbours, "similarity": graph.similarity}
    arrays |= {f"part {name}": part for name, part in graph.parts.items()}
    content["codes.json"] = json.dumps(list(graph.codes)).encode()
    for name, array in arrays.items():
        buffer = io.BytesIO()
        np.save(buffer, array, allow_pickle=False)
        content[f"{name}.npy"] = buffer.getvalue()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, data in content.items():
            archive.writestr(zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), data)
    return write_bytes(Path(path), packed.getvalue())


def load_clustering(path: Path) -> Clustering:
    """Read what `save_clustering` wrote.

    Raises
    ------
    DataError
        When there is no such file, or it is broken or from another version of the format.
    """
    path = Path(path)
    if not path.is_file():
        raise DataError("No clustering has been built yet", seen=path.name, todo="Run: careerclusters build")
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(archive)
    except CareerClustersError:
        raise
    except Exception as error:  # any damage to the file ends here
        raise DataError(
            "The saved clustering can't be read",
            seen=f"{path.name}: {error}",
            todo="Run: careerclusters build --force",
        ) from error


def _read(archive: zipfile.ZipFile) -> Clustering:
    head = json.loads(archive.read("head.json"))
    if head.get("format") != FORMAT:
        raise DataError(
            "The saved clustering has another format",
            seen=head.get("format"),
            todo="Run: careerclusters build --force",
        )
    present = set(archive.namelist())
    tables = {
        name: pl.read_parquet(io.BytesIO(archive.read(f"{name}.parquet")))
        for name in _TABLES
        if f"{name}.parquet" in present
    }

    def array(name: str) -> np.ndarray:
        values: np.ndarray = np.load(io.BytesIO(archive.read(f"{name}.npy")), allow_pickle=False)
        return values

    titles = pl.read_parquet(io.BytesIO(archive.read("titles.parquet")))
    return Clustering(
        **tables,
        graph=Graph(
            codes=tuple(json.loads(archive.read("codes.json"))),
            neighbours=array("neighbours"),
            similarity=array("similarity"),
            parts={name: array(f"part {name}") for name in head["views"]},
        ),
        titles=dict(titles.iter_rows()),
        params=Params.from_dict(head["params"]),
        catalog_id=head["catalog_id"],
        release=head["release"],
        version=head["version"],
        left_out=head["left_out"],
    )


def _parquet(table: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    table.write_parquet(buffer, compression="zstd", compression_level=3, statistics=False)
    return buffer.getvalue()
