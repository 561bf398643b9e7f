"""How much of what is shown about some occupations is estimated: a count of figures, and a share.

Two kinds of figure count. Ratings: every element and scale on which an occupation has a rating of its own,
or an estimate in its place (`estimated_ratings`). Labour-market figures: every known one, of which those
computed by a rule of ours from published ones are estimates, such as openings in an area.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from careerclusters.features.estimated_ratings import MILITARY, estimates
from careerclusters.language import _, decimal_text

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["EstimatedShare", "estimated_share", "rating_counts"]

_FIGURE = {"value", "unit", "is_estimated"}


@dataclass(frozen=True)
class EstimatedShare:
    """Figures behind a page, and how many of them are estimates.

    Attributes
    ----------
    figures_count
        Ratings and known labour-market figures.
    estimated_count
        Those among them that are estimated.
    """

    figures_count: int
    estimated_count: int

    @property
    def share(self) -> float | None:
        """Estimated part, 0–1; None without any figure."""
        return self.estimated_count / self.figures_count if self.figures_count else None

    def words(self) -> str:
        """One sentence for a person."""
        if self.share is None:
            return _("There are no figures about this.")
        total = decimal_text(self.figures_count)
        if not self.estimated_count:
            return _("Of the {total} figures behind this page, none is estimated.", total=total)
        part = _("under {percent}", percent="1%") if self.share < 0.01 else f"{self.share * 100:.0f}%"
        return _(
            "{n} of the {total} figures behind this page are estimated ({share}).",
            n=decimal_text(self.estimated_count),
            total=total,
            share=part,
        )

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        share = self.share
        return {
            "figures_count": self.figures_count,
            "estimated_count": self.estimated_count,
            "share": None if share is None else round(share, 4),
            "words": self.words(),
        }


def estimated_share(catalog: Catalog, codes: Iterable[str], *, figures: object = None) -> EstimatedShare:
    """Count the ratings of `codes` and the labour-market figures in `figures`.

    Parameters
    ----------
    codes
        O*NET codes that are shown, each counted once.
    figures
        JSON-ready values in which figures are found at any depth, as `Figure.to_dict` gives them.
    """
    stated, full = rating_counts(catalog)
    unrated = catalog.derive("codes without ratings", lambda: _unrated(catalog))
    count = estimated = 0
    for code in sorted(set(codes)):
        own = stated.get(code, 0)
        added = max(full - own, 0) if code in unrated else 0
        count, estimated = count + own + added, estimated + added
    for figure in _figures(figures):
        if figure["value"] is not None or figure.get("at_least") is not None:
            count, estimated = count + 1, estimated + bool(figure["is_estimated"])
    return EstimatedShare(count, estimated)


def rating_counts(catalog: Catalog) -> tuple[Mapping[str, int], int]:
    """Stated ratings by occupation, and how many there are on all elements and scales."""
    return catalog.derive("rating_counts", lambda: _rating_counts(catalog))


def _rating_counts(catalog: Catalog) -> tuple[Mapping[str, int], int]:
    if not catalog.has("ratings"):
        return {}, 0
    ratings = catalog.scan("ratings").select("code_onet", "element_id", "scale_id")
    if catalog.derive("is_estimated", lambda: False):
        ratings = ratings.filter(~pl.col("code_onet").is_in(_unrated(catalog)))
    own = ratings.group_by(pl.col("code_onet").cast(pl.String)).len().sort("code_onet").collect()
    return dict(own.iter_rows()), ratings.select("element_id", "scale_id").unique().collect().height


def _unrated(catalog: Catalog) -> frozenset[str]:
    """Civil occupations whose ratings are estimated; without finding the estimates, which takes longer."""
    if catalog.derive("is_estimated", lambda: False):
        return frozenset(estimates(catalog).codes)
    codes = catalog.occupations.filter(~pl.col("is_rated"))["code_onet"].cast(pl.String)
    return frozenset(code for code in codes if not code.startswith(MILITARY))


def _figures(values: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(values, Mapping):
        if set(values) >= _FIGURE:
            yield values
            return
        values = list(values.values())
    if isinstance(values, list | tuple):
        for value in values:
            yield from _figures(value)
