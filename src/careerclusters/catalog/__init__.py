"""The catalog: tidy tables about occupations from named releases, and what is known about them."""

from __future__ import annotations

from careerclusters.catalog.catalog import BUNDLED, Catalog, load_catalog
from careerclusters.catalog.codes import CodeMeaning, CodeReading, read_code
from careerclusters.catalog.compile import compile_catalog, read_release

__all__ = [
    "BUNDLED",
    "Catalog",
    "CodeMeaning",
    "CodeReading",
    "compile_catalog",
    "load_catalog",
    "read_code",
    "read_release",
]
