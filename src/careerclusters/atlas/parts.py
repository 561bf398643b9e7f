"""How each part of an atlas is made from its catalog and the parts before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.clustering import Clustering, Params
    from careerclusters.clustering.fusion import Fusion
    from careerclusters.pathways import Pathways
    from careerclusters.titles import TitleIndex

__all__ = ["DERIVED", "FOR_BUILDING", "MADE_FROM", "MAKERS", "PARTS", "Made", "parts_of"]


class Made(Protocol):
    """What a part may be made from."""

    @property
    def catalog(self) -> Catalog:
        """The tables."""
        ...

    @property
    def params(self) -> Params:
        """Parameters of the clustering, known before it is."""
        ...

    @property
    def clustering(self) -> Clustering:
        """The clusters."""
        ...

    @property
    def fitted_fusion(self) -> Fusion:
        """The views of the occupations with ratings of their own, fused: what the clusters were found in."""
        ...

    @property
    def fusion(self) -> Fusion:
        """The views, fused."""
        ...

    @property
    def titles(self) -> TitleIndex:
        """The index of English titles."""
        ...

    @property
    def pathways(self) -> Pathways:
        """The model of moves."""
        ...


def _make_clustering(atlas: Made) -> object:
    from careerclusters.clustering import fit

    return fit(atlas.catalog, params=atlas.params)


def _make_fusion(atlas: Made) -> object:
    from careerclusters.clustering.fusion import fused
    from careerclusters.features.estimated_ratings import with_estimates

    return fused(with_estimates(atlas.catalog), atlas.params)


def _make_layout(atlas: Made) -> object:
    from careerclusters.clustering.layout import lay_out

    return lay_out(atlas.clustering)


def _make_titles(atlas: Made) -> object:
    from careerclusters.titles import TitleIndex

    return TitleIndex.build(atlas.catalog)


def _make_titles_other(atlas: Made) -> object:
    from careerclusters.titles.languages import OtherTitles

    return OtherTitles.build(atlas.catalog, atlas.titles) if _has_labels(atlas.catalog) else None


def _make_features(atlas: Made) -> object:
    from careerclusters.people.matching.occupation_features import prepare

    return prepare(atlas.catalog, atlas.clustering, atlas.pathways)


def _make_levels(atlas: Made) -> object:
    from careerclusters.features.level_model import fit_level_model

    return fit_level_model(atlas.catalog)


def _make_pathways(atlas: Made) -> object:
    from careerclusters.pathways import prepare_pathways

    return prepare_pathways(atlas.catalog, fusion=atlas.fusion)


def _make_words(atlas: Made) -> object:
    from careerclusters.words import to_frame

    return to_frame()


def _make_estimates(atlas: Made) -> object:
    from careerclusters.features.estimated_ratings import estimates

    return estimates(atlas.catalog)


def _make_estimated_tables(atlas: Made) -> object:
    from careerclusters.features.estimated_ratings import estimated_tables

    return estimated_tables(atlas.catalog)


def _make_agreements(atlas: Made) -> object:
    from careerclusters.clustering.official import compare_with_official

    catalog, clustering, fusion = atlas.catalog, atlas.clustering, atlas.fitted_fusion
    return {
        level: compare_with_official(catalog, clustering, level=level, fusion=fusion)
        for level in clustering.levels
    }


def _make_exposures(atlas: Made) -> object:
    from careerclusters.labour import exposures

    return exposures(atlas.catalog)


def _make_lens_answers(atlas: Made) -> object:
    from careerclusters.labour import lens_answers

    return lens_answers(atlas.catalog)


def _make_rating_counts(atlas: Made) -> object:
    from careerclusters.features.estimated_share import rating_counts

    return rating_counts(atlas.catalog)


def _make_national_errors(atlas: Made) -> object:
    from careerclusters.labour.area_figures import all_national_errors

    return all_national_errors(atlas.catalog)


def _has_labels(catalog: Catalog) -> bool:
    from careerclusters.titles.languages import has_labels

    return has_labels(catalog)


# In the order in which they are made; each may lean on those before it.
MAKERS: dict[str, Callable[[Made], object]] = {
    "clustering": _make_clustering,
    "estimates": _make_estimates,
    "estimated_tables": _make_estimated_tables,
    "fusion": _make_fusion,
    "layout": _make_layout,
    "titles": _make_titles,
    "titles_other": _make_titles_other,
    "levels": _make_levels,
    "pathways": _make_pathways,
    "features": _make_features,
    "agreements": _make_agreements,
    "words": _make_words,
    "exposures": _make_exposures,
    "lens_answers": _make_lens_answers,
    "rating_counts": _make_rating_counts,
    "national_errors": _make_national_errors,
}
PARTS = tuple(MAKERS)

MADE_FROM: dict[str, tuple[str, ...]] = {
    "estimated_tables": ("estimates",),
    "fusion": ("estimated_tables",),
    "layout": ("clustering",),
    "titles_other": ("titles",),
    "pathways": ("fusion",),
    "features": ("clustering", "pathways"),
    "agreements": ("clustering",),
}
"""The parts that a part is made from; the others need the catalog alone."""

# What a part is made from; a catalog that lacks it has no such part, and says so when it is asked for.
_NEEDS: dict[str, Callable[[Catalog], bool]] = {
    "titles_other": _has_labels,
    "features": lambda catalog: "OI" in catalog.scales_of("interests"),
    "levels": lambda catalog: "LV" in catalog.scales_of("skills"),
    "pathways": lambda catalog: catalog.has("moves"),
    "agreements": lambda catalog: catalog.has("official_clusters"),
    "exposures": lambda catalog: catalog.has("exposure_tasks"),
    "lens_answers": lambda catalog: catalog.has("projections"),
}


def parts_of(catalog: Catalog) -> tuple[str, ...]:
    """The parts that can be made from a catalog, in their order."""
    return tuple(name for name in PARTS if name not in _NEEDS or _NEEDS[name](catalog))


# Parts that the catalog derives; an opened atlas lends them to its catalog.
DERIVED = (
    "estimates",
    "estimated_tables",
    "exposures",
    "lens_answers",
    "rating_counts",
    "national_errors",
)

# Parts that others are made from and hardly any question needs.
FOR_BUILDING = ("estimates", "estimated_tables")
