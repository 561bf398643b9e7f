"""Views made of the catalog's derived text vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from careerclusters.errors import DataError
from careerclusters.views._bags import positions
from careerclusters.views.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerclusters.catalog import Catalog

__all__ = ["text_view"]


def text_view(catalog: Catalog, name: str, *, kind: str, codes: Sequence[str], about: str, size: int) -> View:
    """First `size` directions of the vectors of one kind ("tasks", "titles"), centred.

    Raises
    ------
    DataError
        When the catalog has no vectors of this kind.
    """
    import polars as pl

    table = catalog.table("text_vectors").filter(pl.col("kind").cast(pl.String) == kind)
    if table.is_empty():
        raise DataError(
            f"The view {name!r} needs text vectors of {kind}",
            seen=f"{catalog.release} has none",
            todo="Compile the catalog from a release with that table, or leave the view out.",
        )
    vectors = (
        table["vector"].to_numpy()
        if hasattr(table["vector"].dtype, "size")
        else np.array(table["vector"].to_list())
    )
    vectors = np.asarray(vectors, dtype=np.float64)[:, :size]
    place = positions(list(codes), table["code_onet"].cast(pl.String).to_list())
    is_known = place >= 0
    values = np.zeros((len(codes), vectors.shape[1]))
    values[is_known] = vectors[place[is_known]]
    values[is_known] -= values[is_known].mean(axis=0)
    return View(
        name=name,
        codes=tuple(codes),
        features=tuple(f"direction {i + 1}" for i in range(vectors.shape[1])),
        values=values.astype(np.float32),
        missing=np.repeat(~is_known[:, None], vectors.shape[1], axis=1),
        about=about,
        source=f"{catalog.release}, table text_vectors",
    )
