"""Career clusters discovered from data: overlapping, with degrees, measured and explained.

    >>> from careerclusters import load_catalog, fit
    >>> catalog = load_catalog()
    >>> catalog.title("29-1141.00")
    'Registered Nurses'

The names below are the whole public surface; each is imported when it is first used, so that
importing the package reads no file and loads no library.
"""

from __future__ import annotations

from importlib import import_module

__all__ = [
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
    "read_release",
    "save_clustering",
]

__version__ = "0.1.0"

_HOMES = {
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


def __getattr__(name: str) -> object:
    """Import a public name's module when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return sorted({*__all__, "__version__", "__doc__", "__name__", "__path__"})
