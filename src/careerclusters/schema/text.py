"""What was computed from texts that are not in the catalog themselves."""

from __future__ import annotations

import polars as pl

from careerclusters.schema._model import CODE_ONET, Column, Table

__all__ = ["DIMENSIONS", "KINDS", "TABLES"]

DIMENSIONS = 100
"""Length of a text vector."""

KINDS = ("tasks", "titles")

TABLES: tuple[Table, ...] = (
    Table(
        name="text_vectors",
        meaning="Where an occupation's tasks or titles lie among all; a missing row means no such text.",
        columns=(
            CODE_ONET,
            Column(
                "kind",
                pl.String,
                "Which texts: task statements, or title and alternate titles.",
                allowed=KINDS,
            ),
            Column(
                "vector",
                pl.Array(pl.Float32, DIMENSIONS),
                "Word weights (TF-IDF) reduced by truncated SVD; nearer by cosine means more alike. "
                "Comparable within one kind of one catalog only.",
            ),
        ),
        key=("kind", "code_onet"),
        source="onet",
    ),
)
