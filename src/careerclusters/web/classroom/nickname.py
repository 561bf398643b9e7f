"""Nicknames: what a student may be called in a class."""

from __future__ import annotations

import unicodedata

from careerclusters.errors import InputError
from careerclusters.language import _

__all__ = ["LONGEST", "clean_nickname", "same_name"]

LONGEST = 24
_OTHER = " .'’-_"
_MOST_MARKS = 2


def clean_nickname(text: str) -> str:
    """The nickname with single spaces and composed letters.

    Raises
    ------
    InputError
        When it is empty or too long, or holds signs of markup, control characters, marks of direction or
        letters stacked with accents.
    """
    if len(text) > 4 * LONGEST:
        raise InputError("This nickname is too long", seen=text[:LONGEST], todo=_rule())
    name = " ".join(unicodedata.normalize("NFC", text).split(" ")).strip()
    while "  " in name:
        name = name.replace("  ", " ")
    kinds = [unicodedata.category(letter) for letter in name]
    if not any(kind[0] in "LN" for kind in kinds):
        raise InputError("A nickname needs a letter or a digit", seen=_visible(name), todo=_rule())
    if len(name) > LONGEST:
        raise InputError("This nickname is too long", seen=name, todo=_rule())
    bad = [
        letter
        for letter, kind in zip(name, kinds, strict=True)
        if not (kind[0] in "LM" or kind == "Nd" or letter in _OTHER)
    ]
    if bad:
        raise InputError("This nickname holds a sign that can't be used", seen=_visible(bad[0]), todo=_rule())
    marks = "".join("m" if kind[0] == "M" else "-" for kind in kinds)
    if "m" * (_MOST_MARKS + 1) in marks:
        raise InputError("This nickname stacks too many accents", seen=_visible(name), todo=_rule())
    return name


def _rule() -> str:
    return _("Use 1 to {n} letters, digits, spaces, dots, hyphens or apostrophes.", n=LONGEST)


def same_name(name: str) -> str:
    """What two nicknames share that look alike: capitals, widths and spaces don't count."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def _visible(text: str) -> str:
    """The text with what can't be seen written as its number."""
    return "".join(one if one.isprintable() else f"U+{ord(one):04X}" for one in text)[:40]
