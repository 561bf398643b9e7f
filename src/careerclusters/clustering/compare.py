"""Two occupations side by side: how alike, in which views, and where they differ most."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.clustering.fusion import Fusion, fuse
from careerclusters.clustering.params import DEFAULT_WEIGHTS
from careerclusters.errors import InputError, UnknownError
from careerclusters.features.estimated_ratings import estimates, with_estimates
from careerclusters.results import Value, json_ready
from careerclusters.views import build_views
from careerclusters.words import gloss

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from careerclusters.catalog import Catalog
    from careerclusters.views import View

__all__ = ["Comparison", "compare_occupations"]

# One scale per element: how important, how often, how typical; levels would say the same twice.
_SCALES = ("IM", "CX", "OI", "WI", "DR", "PL", "KL")


@dataclass(frozen=True, eq=False)
class Comparison(Value):
    """Two occupations side by side.

    Attributes
    ----------
    first, second
        Their codes.
    first_title, second_title
        Their titles.
    similarity
        Fused similarity in standard deviations over all pairs; 0 is the average pair.
    parts
        What each view adds: view, similarity; the rows add up to `similarity`, largest first.
    rank_from_first, rank_from_second
        Place of the other among all fitted occupations by similarity, 1 is the nearest.
    n_occupations
        How many occupations that place is among.
    elements
        element_id, label, domain, first_sd, second_sd, difference_sd (second less first), all in
        standard deviations over the rated occupations; largest difference first.
    technologies
        technology, is_hot, in_first, in_second; ordered by name.
    estimated_from
        For an occupation without ratings of its own: the occupations they are estimated from.
    """

    first: str
    second: str
    first_title: str
    second_title: str
    similarity: float
    parts: pl.DataFrame
    rank_from_first: int
    rank_from_second: int
    n_occupations: int
    elements: pl.DataFrame
    technologies: pl.DataFrame
    estimated_from: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def more_in_second(self, limit: int = 8) -> pl.DataFrame:
        """Elements that the second has most in excess of the first."""
        return self.elements.filter(pl.col("difference_sd") > 0).head(limit)

    def more_in_first(self, limit: int = 8) -> pl.DataFrame:
        """Elements that the first has most in excess of the second."""
        return self.elements.filter(pl.col("difference_sd") < 0).head(limit)

    def to_dict(self) -> dict[str, object]:
        """JSON-ready, tables as lists of rows."""
        return {name: json_ready(getattr(self, name)) for name in self.__dataclass_fields__}

    def to_frame(self) -> pl.DataFrame:
        """The elements."""
        return self.elements

    def __repr__(self) -> str:
        return f"Comparison({self.first_title!r} and {self.second_title!r}, similarity {self.similarity:.2f})"


def compare_occupations(
    catalog: Catalog,
    first: str,
    second: str,
    *,
    weights: Mapping[str, float] = DEFAULT_WEIGHTS,
    fusion: Fusion | None = None,
) -> Comparison:
    """Two occupations side by side; ratings that an occupation lacks are estimated.

    Parameters
    ----------
    first, second
        Codes of two different occupations, civil or with ratings.
    weights
        Weight of each view; those of the clustering make the figures those it was built on.
    fusion
        The views of the catalog already fused with these weights; made when not given.

    Raises
    ------
    UnknownError
        When a code is not in the catalog.
    InputError
        When both are the same, or one has no ratings and none can be estimated.
    """
    titles = [catalog.title(code) for code in (first, second)]
    if first == second:
        raise InputError("An occupation is compared with another, not with itself", seen=titles[0])
    known = estimates(catalog)
    if fusion is None:
        names = tuple(name for name, weight in weights.items() if weight > 0)
        views, _ = build_views(with_estimates(catalog), names)
        fusion = fuse(views, weights)
    codes = fusion.codes
    for code, title in zip((first, second), titles, strict=True):
        if code not in codes:
            raise InputError(
                "This occupation has no ratings, and none can be estimated, so it can't be compared",
                seen=title,
                todo="Compare a close occupation that has; see: careerclusters occupation QUERY",
            )
    a, b = codes.index(first), codes.index(second)
    parts = fusion.rows(np.array([a, b]))
    similarity = sum(parts.values(), np.zeros(()))
    added = pl.DataFrame({"view": list(parts), "similarity": [float(part[0, b]) for part in parts.values()]})
    return Comparison(
        first=first,
        second=second,
        first_title=titles[0],
        second_title=titles[1],
        similarity=float(similarity[0, b]),
        parts=added.sort("similarity", descending=True),
        rank_from_first=_rank(similarity[0], a, b),
        rank_from_second=_rank(similarity[1], b, a),
        n_occupations=len(codes) - 1,
        elements=_elements(fusion.views, a, b),
        technologies=_technologies(catalog, first, second),
        estimated_from={
            code: known.estimated_from(code) for code in (first, second) if known.is_estimated(code)
        },
    )


def _rank(row: Sequence[float], own: int, other: int) -> int:
    return 1 + sum(bool(value > row[other]) for place, value in enumerate(row) if place not in (own, other))


def _elements(views: Sequence[View], a: int, b: int) -> pl.DataFrame:
    rows = []
    for view in views:
        for column, feature in enumerate(view.features):
            element_id, _, scale = feature.partition(":")
            if scale not in _SCALES or view.missing[a, column] or view.missing[b, column]:
                continue
            try:
                label = gloss(element_id).plain_name
            except UnknownError:
                continue
            values = float(view.values[a, column]), float(view.values[b, column])
            rows.append((element_id, label, view.name, *values, values[1] - values[0]))
    columns = ["element_id", "label", "domain", "first_sd", "second_sd", "difference_sd"]
    schema = dict.fromkeys(columns[:3], pl.String) | dict.fromkeys(columns[3:], pl.Float64)
    found = pl.DataFrame(rows, schema=schema, orient="row").unique("element_id", maintain_order=True)
    return found.sort(pl.col("difference_sd").abs(), "element_id", descending=[True, False])


def _technologies(catalog: Catalog, first: str, second: str) -> pl.DataFrame:
    schema = pl.Schema(
        {"technology": pl.String, "is_hot": pl.Boolean, "in_first": pl.Boolean, "in_second": pl.Boolean}
    )
    if not catalog.has("technologies"):
        return pl.DataFrame(schema=schema)
    code = pl.col("code_onet").cast(pl.String)
    return (
        catalog.table("technologies")
        .filter(code.is_in([first, second]))
        .group_by(pl.col("technology").cast(pl.String))
        .agg(
            pl.col("is_hot").any(),
            (code == first).any().alias("in_first"),
            (code == second).any().alias("in_second"),
        )
        .sort("technology")
        .cast(schema)
    )
