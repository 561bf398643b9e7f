"""What to call an occupation when speaking to a person: the plain name, else the publisher's title."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from careerclusters.language import ENGLISH, current_language

__all__ = ["plain_name", "title_or_name"]

_WORDS = "careerclusters.words.occupation_words"


def plain_name(code_onet: str, title: str) -> str:
    """The plain name of an occupation, such as "Registered nurse"; its title where it has none."""
    if find_spec(_WORDS) is None:
        return title
    from careerclusters.words._tables import spoken_language

    words = import_module(_WORDS).words_of(code_onet, spoken_language())
    return title if words is None else str(words.name)


def title_or_name(code_onet: str, title: str) -> str:
    """The official title in English; what people call it in another language."""
    return title if current_language() == ENGLISH else plain_name(code_onet, title)
