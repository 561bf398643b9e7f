"""The name of a cluster in the language spoken: its poster's, or that of the fields that it was made of."""

from __future__ import annotations

import tomllib
from functools import cache

from careerclusters.language import ENGLISH, _
from careerclusters.present import inside_sentence, listing
from careerclusters.words._tables import folder_of, spoken_language
from careerclusters.words.fields import fields
from careerclusters.words.posters import posters

__all__ = ["cluster_name"]

_EXTRA = "names.toml"


def cluster_name(name: str, language: str | None = None) -> str:
    """A cluster's name as a language says it.

    Parameters
    ----------
    name
        In English, as a clustering holds it.
    language
        The one spoken now, by default.

    Returns
    -------
    `name` itself where no part of it is known, as for a cluster named after its evidence.
    """
    language = language or spoken_language()
    if language == ENGLISH:
        return name
    known = _known(language)
    if name in known:
        return known[name]
    labels = _labels(_parts(name), {_parts(english): label for english, label in known.items()})
    if not labels:
        return name
    joint = _("{first} and {last}", first="", last="")
    first, *rest = [part for label in labels for part in label.replace(joint, ", ").split(", ")]
    return listing([first, *map(inside_sentence, rest)])


def _parts(name: str) -> tuple[str, ...]:
    return tuple(name.lower().replace(" and ", ", ").split(", "))


def _labels(parts: tuple[str, ...], known: dict[tuple[str, ...], str]) -> list[str]:
    """The labels that a name was joined from, the longest first; none where a part is of no label."""
    for length in range(len(parts), 0, -1):
        label = known.get(parts[:length])
        rest = [] if length == len(parts) else _labels(parts[length:], known)
        if label and (rest or length == len(parts)):
            return [label, *rest]
    return []


@cache
def _known(language: str) -> dict[str, str]:
    """Every name we have, English to the language."""
    known: dict[str, str] = {}
    for english, spoken in zip(fields(), fields(language), strict=True):
        known |= dict(zip((english.label, *english.also), (spoken.label, *spoken.also), strict=False))
    for poster, said in zip(posters(), posters(language), strict=True):
        known |= dict(zip((poster.name, *poster.also), (said.name, *said.also), strict=False))
    extra = folder_of(language) / _EXTRA
    return known | tomllib.loads(extra.read_text(encoding="utf-8")) if extra.is_file() else known
