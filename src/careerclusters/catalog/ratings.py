"""The ratings of a catalog by domain and scale: which there are, and the numbers of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from careerclusters.catalog.catalog import Catalog

__all__ = ["Cells", "rated_scales", "ratings_of"]


@dataclass(frozen=True, eq=False)
class Cells:
    """The ratings of one domain on one scale: where each stands in a table, and its numbers.

    Attributes
    ----------
    codes, elements
        Names of the rows and columns, sorted.
    at_code, at_element
        For each rating the number of its row and of its column; of shape (n_ratings,).
    numbers
        By column of `ratings` the numbers, of shape (n_ratings,); NaN where missing.
    """

    codes: tuple[str, ...]
    elements: tuple[str, ...]
    at_code: np.ndarray
    at_element: np.ndarray
    numbers: Mapping[str, np.ndarray]

    def matrix(self, codes: Sequence[str], value: str) -> np.ndarray:
        """A float64 array of shape (n_codes, n_elements), NaN where there is no rating."""
        place = {code: at for at, code in enumerate(codes)}
        rows = np.array([place.get(code, -1) for code in self.codes], dtype=np.int64)[self.at_code]
        is_wanted = rows >= 0
        matrix = np.full((len(codes), len(self.elements)), np.nan)
        matrix[rows[is_wanted], self.at_element[is_wanted]] = self.numbers[value][is_wanted]
        return matrix


def rated_scales(catalog: Catalog) -> tuple[tuple[str, str], ...]:
    """Pairs of domain and scale that there are ratings of, sorted."""
    return catalog.derive("rated scales", lambda: _rated_scales(catalog))


def ratings_of(catalog: Catalog, domain: str, scale_id: str) -> Cells:
    """All numbers of the ratings of one domain on one scale."""
    return catalog.derive(
        f"ratings of {domain} on {scale_id}", lambda: _ratings_of(catalog, domain, scale_id)
    )


def _rated_scales(catalog: Catalog) -> tuple[tuple[str, str], ...]:
    domains = dict(catalog.table("elements").select("element_id", "domain").iter_rows())
    pairs = catalog.scan("ratings").select("element_id", "scale_id").unique().collect()
    return tuple(sorted({(str(domains.get(one, "")), str(scale)) for one, scale in pairs.iter_rows()}))


def _ratings_of(catalog: Catalog, domain: str, scale_id: str) -> Cells:
    elements = catalog.table("elements")
    own = elements.filter(elements["domain"] == domain)["element_id"].implode()
    ratings = catalog.scan("ratings")
    numbers = [name for name, kind in ratings.collect_schema().items() if kind.is_numeric()]
    rows = (
        ratings.filter(pl.col("element_id").is_in(own), pl.col("scale_id") == scale_id)
        .select("code_onet", "element_id", *numbers)
        .collect()
    )
    codes, at_code = _numbered(rows["code_onet"])
    columns, at_element = _numbered(rows["element_id"])
    return Cells(codes, columns, at_code, at_element, {name: rows[name].to_numpy() for name in numbers})


def _numbered(texts: pl.Series) -> tuple[tuple[str, ...], np.ndarray]:
    """The different texts, sorted, and for each text the number of its own."""
    different = texts.unique().sort()
    numbers = texts.replace_strict(different, range(len(different)), return_dtype=pl.UInt16)
    return tuple(different), numbers.to_numpy()
