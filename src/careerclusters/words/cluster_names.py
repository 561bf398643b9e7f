"""The name of a cluster in another language: its poster's, or that of the field that it is called after."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from careerclusters.words._tables import folder_of
from careerclusters.words.fields import fields
from careerclusters.words.posters import posters

__all__ = ["cluster_name"]

_EXTRA = "names.toml"


def cluster_name(name: str, language: str = "en") -> str:
    """A cluster's name as a language says it; `name` itself where it isn't known, as when evidence named it.

    Parameters
    ----------
    name
        In English, as a clustering holds it.
    """
    return name if language == "en" else _known(language).get(name, name)


@cache
def _known(language: str) -> Mapping[str, str]:
    """Every name we have, English to the language."""
    known: dict[str, str] = {}
    for english, spoken in zip(fields(), fields(language), strict=True):
        known |= dict(zip((english.label, *english.also), (spoken.label, *spoken.also), strict=False))
    for first, other in zip(posters(), posters(language), strict=True):
        known |= dict(zip((first.name, *first.also), (other.name, *other.also), strict=False))
    extra = folder_of(language) / _EXTRA
    return known | tomllib.loads(extra.read_text(encoding="utf-8")) if extra.is_file() else known
