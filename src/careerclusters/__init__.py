"""Career clusters discovered from data: overlapping, with degrees, measured and explained.

    >>> import careerclusters as cc
    >>> cc.load_catalog().title("29-1141.00")
    'Registered Nurses'

The names below are the whole public surface; each is imported when it is first used, so that
importing the package reads no file and loads no library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerclusters.lazy import lazy_names

if TYPE_CHECKING:
    from pathlib import Path

    from careerclusters.atlas import Atlas
    from careerclusters.catalog import Catalog, load_catalog, read_release
    from careerclusters.clustering import Clustering, Params, fit, load_clustering, save_clustering
    from careerclusters.errors import CareerClustersError
    from careerclusters.labour import labour_market
    from careerclusters.labour.drift import drift
    from careerclusters.people import Matcher, Person, load_profile, match
    from careerclusters.titles import TitleIndex

__all__ = [
    "Atlas",
    "CareerClustersError",
    "Catalog",
    "Clustering",
    "Matcher",
    "Params",
    "Person",
    "TitleIndex",
    "drift",
    "fit",
    "labour_market",
    "load_catalog",
    "load_clustering",
    "load_profile",
    "match",
    "open",
    "read_release",
    "save_clustering",
]

__version__ = "0.1.0"

_HOMES = {
    "Atlas": "atlas",
    "CareerClustersError": "errors",
    "Catalog": "catalog",
    "Clustering": "clustering",
    "Matcher": "people",
    "Params": "clustering",
    "Person": "people",
    "TitleIndex": "titles",
    "drift": "labour.drift",
    "fit": "clustering",
    "labour_market": "labour",
    "load_catalog": "catalog",
    "load_clustering": "clustering",
    "load_profile": "people",
    "match": "people",
    "read_release": "catalog",
    "save_clustering": "clustering",
}


def open(folder: Path | str | None = None) -> Atlas:
    """The saved atlas, by default the user's own; built and saved first when there is none that fits.

    Parameters
    ----------
    folder
        Where it is kept; None for the user's folder (`CAREERCLUSTERS_HOME` moves it). One that is named is
        never replaced: when it can't be used, `DataError` says why.
    """
    from careerclusters.atlas import Atlas
    from careerclusters.errors import DataError

    if folder is not None:
        return Atlas.open(folder)
    try:
        return Atlas.open()
    except DataError:
        return Atlas.build().save()


__getattr__ = lazy_names(__name__, _HOMES)


def __dir__() -> list[str]:
    """The public names."""
    return sorted({*__all__, "__version__", "__doc__", "__name__", "__path__"})
