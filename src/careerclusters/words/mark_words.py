"""The words of a cluster's marks, which a saved clustering holds in English, in the language spoken."""

from __future__ import annotations

from careerclusters.language import ENGLISH
from careerclusters.words._tables import spoken_language
from careerclusters.words.gloss import glosses
from careerclusters.words.technologies import technology_name
from careerclusters.words.tools import tool_name

__all__ = ["mark_words"]


def mark_words(item_id: str, label: str) -> str:
    """What a mark is called.

    Parameters
    ----------
    item_id
        Of an element, or "technologies:" or "tools:" with the code of a kind of software or tool.
    label
        In English; it stays where the language has no words.
    """
    language = spoken_language()
    if language == ENGLISH:
        return label
    kind, _, code = item_id.partition(":")
    if kind == "technologies":
        return technology_name(code, label, language) or label
    if kind == "tools":
        return tool_name(code, language) or label
    known = glosses(language).get(item_id)
    return label if known is None else known.plain_name
