"""Find English left in what is shown in another language: pages and printed text.

A text is English when the same text stands on the English page and has three words or more, when it is an
English name or message that we have in the other language, or when two English function words stand in it.
What is marked `lang="en"`, code, and the list of sources are names and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html.parser import HTMLParser

__all__ = ["english_in", "page_texts", "readable_sentences"]

_VOID = {"meta", "link", "input", "br", "img", "hr", "source", "wbr", "path", "circle", "rect"}
_SKIPPED = {"script", "style", "code", "pre", "datalist"}
_SAID = ("aria-label", "title", "placeholder", "alt", "data-name")
_WORD = re.compile(r"[A-Za-zÁÉÍÓÚÜÑáéíóúüñ'’]+")
_FUNCTION_TEXT = """
the of and with for is are was were this that these those you your from they have has which about where when
how why what who their there here not but than then only each every its it will would can if at by to in on
"""
_FUNCTION = frozenset(_FUNCTION_TEXT.split())
# Words that Spanish has too, or that stand in names that Spanish keeps.
_SHARED = frozenset(["me", "no", "a", "he"])
_LEAST_SAME, _LEAST_FUNCTION = 3, 2


class _Texts(HTMLParser):
    """Texts of a page and what its attributes say; elements marked as English or as code are left out."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    @property
    def _is_skipped(self) -> bool:
        return any(is_skipped for _, is_skipped in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_source = (given.get("id") or "").startswith("source-") or given.get("class") == "ref"
        is_english = tag != "html" and (given.get("lang") or "") == "en"
        is_skipped = tag in _SKIPPED or is_source or is_english
        if not is_skipped and not self._is_skipped:
            self.texts += [given[name] or "" for name in _SAID if given.get(name)]
        if tag not in _VOID:
            self._open.append((tag, is_skipped))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        return

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            continue

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._is_skipped:
            self.texts.append(" ".join(data.split()))


def page_texts(html: str) -> list[str]:
    """What a page says, text by text, in its order."""
    return _Texts(html).texts


def english_in(texts: Iterable[str], beside: Iterable[str], *, names: Iterable[str] = ()) -> list[str]:
    """Texts that are English.

    Parameters
    ----------
    texts, beside
        What is shown in the other language, and in English.
    names
        Names that stay as they are wherever they stand: of programs, sources, places.
    """
    same, kept = set(beside), sorted(set(names), key=len, reverse=True)
    found = []
    for text in dict.fromkeys(texts):
        rest = text
        for name in kept:
            if name in rest:
                rest = rest.replace(name, " ")
        words = _WORD.findall(rest)
        function = {word.lower() for word in words} & (_FUNCTION - _SHARED)
        is_same = text in same and len(words) >= _LEAST_SAME
        if is_same or len(function) >= _LEAST_FUNCTION or rest.strip(" .,:;") in _known_english():
            found.append(text)
    return found


@cache
def _known_english() -> frozenset[str]:
    """English names and messages that we have in Spanish, in other letters."""
    from careerclusters.language import _ as say
    from careerclusters.language import speaking
    from careerclusters.words import glosses, occupation_words

    english, spanish = glosses(), glosses("es")
    known = {one.plain_name for key, one in english.items() if one.plain_name != spanish[key].plain_name}
    known |= {one.noun_phrase for key, one in english.items() if one.noun_phrase != spanish[key].noun_phrase}
    jobs, trabajos = occupation_words(), occupation_words("es")
    known |= {one.name for code, one in jobs.items() if one.name != trabajos[code].name}
    import translations

    with speaking("es"):
        known |= {text for text in translations.collect() if "{" not in text and say(text) != text}
    return frozenset(known)


def readable_sentences(texts: Iterable[str]) -> str:
    """The texts that are sentences, as one text to measure."""
    return " ".join(text for text in texts if text.endswith((".", "?", "!")) and len(text.split()) >= 4)
