"""Titles as words: one spelling, one number, without filler; and the several titles in one string."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from itertools import chain

__all__ = ["title_words", "variants"]

Words = tuple[str, ...]

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?[+#]*")
_FILLER = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
)
# Capitals in a title of small letters: "OR Nurse".
_OPERATING_ROOM = re.compile(r"\bOR\b")
_OPENED, _CLOSED = re.compile(r"[(\[]"), re.compile(r"[)\]]")
# Other spellings of single words. Each holds wherever the word stands.
_SAME = {
    "anaesthetist": "anesthetist",
    "assoc": "associate",
    "centre": "center",
    "cert": "certified",
    "children": "child",
    "cybersecurity": "cyber security",
    "dept": "department",
    "dietician": "dietitian",
    "gov't": "government",
    "grey": "gray",
    "gynaecologist": "gynecologist",
    "healthcare": "health care",
    "int'l": "international",
    "jeweller": "jeweler",
    "jr": "junior",
    "kid": "child",
    "labour": "labor",
    "labourer": "laborer",
    "lorry": "truck",
    "orthopaedic": "orthopedic",
    "paediatric": "pediatric",
    "paediatrician": "pediatrician",
    "plough": "plow",
    "programme": "program",
    "sec'y": "secretary",
    "sr": "senior",
    "technol": "technologist",
    "theatre": "theater",
    "traveller": "traveler",
    "tyre": "tire",
}


def title_words(title: str) -> Words:
    """Words of a title in order: lower case, singular, no accents, no filler such as "of"."""
    plain = title
    if not title.isascii():
        plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    if "OR" in plain and not plain.isupper():
        plain = _OPERATING_ROOM.sub("operating room", plain)
    words = tuple(chain.from_iterable(map(_usual, _WORD.findall(plain.lower()))))
    return words if _short().isdisjoint(words) else tuple(_in_full(words))


def variants(title: str, short_title: str | None = None) -> list[str]:
    """The titles that one string holds: "RN (Registered Nurse)" is "RN" and "Registered Nurse"."""
    titles = [title]
    opened = _OPENED.search(title)
    closed = _CLOSED.search(title, opened.end()) if opened else None
    if opened and closed:
        before, after = title[: opened.start()].rstrip(), title[closed.end() :].lstrip()
        titles = [f"{before} {after}".strip(), title[opened.end() : closed.start()].strip()]
    if short_title:
        titles.append(short_title)
    return [name for name in dict.fromkeys(titles) if name]


@cache
def _forms() -> dict[str, tuple[str, str]]:
    """Short forms, each with what it means as the last word and before another."""
    return {row["short"]: (_even(row["last"]), _even(row["before"])) for row in _table("short_forms.csv")}


@cache
def _phrases() -> dict[str, str]:
    """Initials and shortened phrases with what they mean."""
    return {row["phrase"]: _even(row["meaning"]) for row in _table("phrases.csv")}


@cache
def _short() -> frozenset[str]:
    return frozenset((*_forms(), *(phrase.split()[0] for phrase in _phrases())))


def _table(name: str) -> list[dict[str, str]]:
    with (resources.files(__package__) / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _in_full(words: Words) -> list[str]:
    """Words with shortened ones written out: "civ eng" is "civil engineer"."""
    forms, phrases = _forms(), _phrases()
    full: list[str] = []
    at = 0
    while at < len(words):
        two = phrases.get(" ".join(words[at : at + 2]))
        if two is not None and at + 1 < len(words):
            full += two.split()
            at += 2
            continue
        word = words[at]
        if word in phrases:
            full += phrases[word].split()
        elif word in forms:
            full += forms[word][at < len(words) - 1].split()
        else:
            full.append(word)
        at += 1
    return full


@lru_cache(maxsize=50_000)
def _usual(word: str) -> Words:
    """The usual form of one word: none for filler, two words where we write them apart."""
    if word in _FILLER:
        return ()
    one = _singular(word)
    return tuple(_SAME.get(one, one).split())


def _even(meaning: str) -> str:
    """What a short form means in the usual form of its words: "operation" for operations."""
    return " ".join(part for word in meaning.split() for part in _usual(word))


def _singular(word: str) -> str:
    if word.endswith("'s"):
        word = word[:-2]
    if len(word) > 4 and word.endswith(("women", "woman")):
        return word[:-5] + "man"
    if len(word) > 4 and word.endswith("men"):
        return word[:-3] + "man"
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
