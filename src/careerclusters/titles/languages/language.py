"""A language beside English: its titles as words, and all that is said in it, from the files in its folder.

`language.toml` holds fillers, endings and sentences; `around.csv` what people say around a title;
`positions.txt` words of rank; `everyday.csv` titles of our own; `dictionary.csv` English words of titles;
`weights.csv` and `chance.csv` what is fitted (`careerclusters evaluate spanish --fit`). A further language is
a further folder.

Words are kept from last to first. A title in these languages begins with what people are called ("enfermera
de noche", "conducteur de bus") as an English one ends with it, so that the same evidence on last words holds.
"""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

__all__ = ["LANGUAGES", "Language", "Words", "get_language"]

LANGUAGES = ("es", "fr")
"""Codes of the languages, in the order in which they are asked where two fit alike."""

Words = tuple[str, ...]
_WORD = re.compile(r"[a-z0-9]+")
# Signs that have no plain letter under them.
_OTHER_SIGNS = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "\N{RIGHT SINGLE QUOTATION MARK}": " "}
)


@cache
def get_language(code: str) -> Language:
    """The language with this code, one of `LANGUAGES`."""
    text = (resources.files(__package__) / code / "language.toml").read_text(encoding="utf-8")
    return Language(code, tomllib.loads(text))


@dataclass(frozen=True, eq=False)
class Language:
    """A language: its code ("es") and what its `language.toml` says."""

    code: str
    rules: Mapping[str, Any]

    def __repr__(self) -> str:
        return f"Language({self.code!r})"

    # -- words ------------------------------------------------------------------------------------------

    def unslashed(self, text: str) -> str:
        """A title without other endings: "Enfermero/a titulado/a" is "Enfermero titulado"."""
        return self._slash.sub("", text)

    def plain_words(self, text: str) -> list[str]:
        """All words in their order: lower case, without accents."""
        text = self.unslashed(text).translate(_OTHER_SIGNS)
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
        return _WORD.findall(plain.lower())

    def words(self, text: str) -> Words:
        """The forms of a title's words from last to first, without filler."""
        return self._forms(self.plain_words(text))

    def options(self, text: str) -> list[Words]:
        """What a text may hold as a title: all of it, and what is left without the words around it."""
        whole = " ".join(self.plain_words(text))
        found = [self._forms(whole.split())]
        before, behind = self._around
        bare = whole if re.match(self.rules["keeps"], whole) else before.sub("", whole)
        found += [self._forms(part.split()) for part in (bare, behind.sub("", whole), behind.sub("", bare))]
        return [words for words in dict.fromkeys(found) if words]

    def form_of(self, word: str) -> str:
        """What the forms of a plain word share: "enfermer" of enfermero, enfermera and enfermeras."""
        known = self._known_forms
        if word not in known:
            known[word] = self._form(word)
        return known[word]

    def _form(self, word: str) -> str:
        word = self.rules["same"].get(word, word)
        for stage in self.rules["stages"]:
            for ending, other, least in stage:
                if len(word) >= least and word.endswith(ending):
                    word = word[: -len(ending)] + other
                    break
        return word

    def _forms(self, words: Sequence[str]) -> Words:
        return tuple(self.form_of(word) for word in reversed(words) if word not in self.filler)

    @cached_property
    def _known_forms(self) -> dict[str, str]:
        return {}

    @cached_property
    def _slash(self) -> re.Pattern[str]:
        endings = self.rules["slash"]
        # Behind a slash or a point, or in brackets.
        return re.compile(rf"(?<=\w)(?:\s?/\s?-?|[·•])(?:{endings})\b|(?<=\w)\((?:{endings})\)", re.I)

    @cached_property
    def _around(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """What people say before and behind a title, about the search and not about the work."""
        phrases: dict[str, list[str]] = {"before": [], "behind": []}
        for row in self.rows("around.csv"):
            phrases[row["place"]].append(row["phrase"])
        before, behind = ("|".join(sorted(found, key=len, reverse=True)) for found in phrases.values())
        return re.compile(rf"^(?:(?:{before})\s+)+"), re.compile(rf"(?:\s+(?:{behind}))+$")

    # -- lists ------------------------------------------------------------------------------------------

    @cached_property
    def filler(self) -> frozenset[str]:
        """Words that say nothing about the work."""
        return frozenset(self.rules["filler"].split())

    @cached_property
    def said(self) -> frozenset[str]:
        """Words that are said in the language and hardly stand in titles."""
        return frozenset(self.rules["said"].split())

    @cached_property
    def both(self) -> frozenset[str]:
        """Short words that English has too."""
        return frozenset(self.rules["both"].split())

    @cached_property
    def positions(self) -> frozenset[str]:
        """Forms of words of rank, contract and ownership that don't say what the work is."""
        lines = [line for line in self._text("positions.txt").splitlines() if not line.startswith("#")]
        return frozenset(self.form_of(word) for line in lines for word in line.split())

    @cached_property
    def meanings(self) -> Mapping[str, tuple[tuple[str, float], ...]]:
        """English words of each form, likeliest first, with the share of each."""
        found = {}
        for row in self.rows("dictionary.csv"):
            parts = (part.rsplit(":", 1) for part in row["meanings"].split())
            found[row["form"]] = tuple((word, float(share)) for word, share in parts)
        return found

    def has_signs(self, text: str) -> bool:
        """Whether a text has letters that speak for the language."""
        return not set(self.rules["signs"]).isdisjoint(text.lower())

    def say(self, key: str, **slots: str) -> str:
        """A sentence in the language with its slots filled."""
        return str(self.rules["sentences"][key]).format(**slots)

    def rows(self, name: str) -> list[dict[str, str]]:
        """Rows of a table of the language."""
        return list(csv.DictReader(self._text(name).splitlines()))

    def _text(self, name: str) -> str:
        return (resources.files(__package__) / self.code / name).read_text(encoding="utf-8")
