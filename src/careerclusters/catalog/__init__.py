"""The catalog: tidy tables about occupations from named releases, and what is known about them."""

from __future__ import annotations

from careerclusters.catalog.catalog import BUNDLED, COUNTRIES, Catalog, load_catalog, load_country
from careerclusters.catalog.codes import CodeMeaning, CodeReading, read_code
from careerclusters.catalog.compile import compile_catalog, read_release
from careerclusters.catalog.compile_canada import compile_canada

__all__ = [
    "BUNDLED",
    "COUNTRIES",
    "Catalog",
    "CodeMeaning",
    "CodeReading",
    "compile_canada",
    "compile_catalog",
    "load_catalog",
    "load_country",
    "read_code",
    "read_release",
]
