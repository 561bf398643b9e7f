"""What a comparison of two releases says, in the language spoken: kinds, scales, reasons and names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from careerclusters.labour.releases import OTHER_SCALES
from careerclusters.language import _, marked
from careerclusters.words import glosses, spoken_language

__all__ = ["KIND_WORDS", "element_name", "kind_words", "scale_words", "why_left_out"]

KIND_WORDS = {
    "beyond noise": marked("surveyed again, changed by more than survey error explains"),
    "within noise": marked("surveyed again, changed by no more than survey error explains"),
    "no standard error": marked("surveyed again, but without an error to compare with"),
    "undated": marked("without a date, so nothing can be said"),
    "carried forward": marked("carried forward from an earlier survey"),
}
"""How the ratings that both releases have divide (see `changes.rating_changes`), what is surest first."""

_SCALES = {
    "IM": marked("importance, 1 to 5"),
    "LV": marked("level, 0 to 7"),
    "CX": marked("how often or how much, 1 to 5"),
}


def kind_words(kind: str) -> str:
    """What a kind of ratings means; a kind that we don't know keeps its name."""
    return _(KIND_WORDS.get(kind, kind))


def scale_words(scale_id: str) -> str:
    """What a scale measures; one that we don't know keeps its id."""
    return _(_SCALES.get(scale_id, scale_id))


def element_name(row: Mapping[str, Any]) -> str:
    """Our name of the element of a row; the publisher's where we have none."""
    known = glosses(spoken_language()).get(row["element_id"])
    return str(row["element_name"]) if known is None else known.plain_name


def why_left_out(why: str, *, old: str, new: str) -> str:
    """Why a view was left out, in the language spoken where it is the usual reason."""
    return _(OTHER_SCALES, old=old, new=new) if why == OTHER_SCALES.format(old=old, new=new) else why
