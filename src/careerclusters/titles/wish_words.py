"""What a wish leads to and how its list is ranked, in the language spoken."""

from __future__ import annotations

from collections.abc import Sequence

from careerclusters.language import ENGLISH, _
from careerclusters.titles.intents import Intent
from careerclusters.words import spoken_language
from careerclusters.words._tables import read_sections

__all__ = ["wish_words", "wishes_title"]


def wish_words(intent: Intent) -> tuple[str, str]:
    """Label of a wish, and by what its list is ranked, or "": "Work with animals", "how much …"."""
    language = spoken_language()
    said = {} if language == ENGLISH else read_sections("intents.toml", language).get(intent.key, {})
    return str(said.get("label", intent.label)), str(said.get("how", intent.how or ""))


def wishes_title(wishes: Sequence[Intent]) -> str:
    """Title of the list for wishes: the label of one, else how many are met."""
    if len(wishes) == 1:
        return wish_words(wishes[0])[0]
    if len(wishes) == 2:
        return _("Jobs that meet both wishes")
    return _("Jobs that meet all {n} wishes", n=len(wishes))
