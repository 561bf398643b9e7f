"""What a wish leads to and how its list is ranked, in the language spoken."""

from __future__ import annotations

from careerclusters.language import ENGLISH
from careerclusters.titles.intents import Intent
from careerclusters.words import spoken_language
from careerclusters.words._tables import read_sections

__all__ = ["wish_words"]


def wish_words(intent: Intent) -> tuple[str, str]:
    """Label of a wish, and by what its list is ranked, or "": "Work with animals", "how much …"."""
    language = spoken_language()
    said = {} if language == ENGLISH else read_sections("intents.toml", language).get(intent.key, {})
    return str(said.get("label", intent.label)), str(said.get("how", intent.how or ""))
