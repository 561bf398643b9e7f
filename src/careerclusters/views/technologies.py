"""Technologies: the software and digital tools that the work uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from careerclusters.views._bags import compress, positions, weigh
from careerclusters.views.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerclusters.catalog import Catalog

__all__ = ["ABOUT", "build"]

ABOUT = (
    "Technologies and their commodity classes that an occupation lists, rarer ones weighing more, "
    "compressed to 50 directions. Missing: the occupation lists none, which may mean that nobody looked."
)
SIZE = 50


def build(catalog: Catalog, codes: Sequence[str]) -> View:
    """Technologies as a View, rows in the order of `codes`."""
    table = catalog.table("technologies").select("code_onet", "technology", "commodity_code")
    rows = positions(table["code_onet"].cast(str).to_list(), codes)
    things = table["technology"].cast(str).to_list()
    classes = [f"class {code}" for code in table["commodity_code"].cast(str).to_list()]
    known = sorted(set(things) | set(classes))
    keep = rows >= 0
    pairs = np.concatenate([rows[keep], rows[keep]])
    columns = np.concatenate([positions(things, known)[keep], positions(classes, known)[keep]])
    matrix, _ = weigh(pairs, columns, shape=(len(codes), len(known)))
    vectors = compress(matrix, size=SIZE)
    is_empty = np.bincount(rows[keep], minlength=len(codes)) == 0
    vectors = np.where(is_empty[:, None], 0.0, vectors - vectors[~is_empty].mean(axis=0))
    return View(
        name="technologies",
        codes=tuple(codes),
        features=tuple(f"direction {i + 1}" for i in range(vectors.shape[1])),
        values=vectors.astype(np.float32),
        missing=np.repeat(is_empty[:, None], vectors.shape[1], axis=1),
        about=ABOUT,
        source=f"{catalog.release}, table technologies",
    )
