"""Titles as words: one spelling, one number, without filler; and the several titles in one string."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["code_in", "title_words", "variants"]

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?[+#]*")
_FILLER = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
)
_CODE = re.compile(r"^\s*(\d{2})-?(\d{4})(?:\.(\d{1,2}))?\s*$")
_BRACKETS = re.compile(r"^(.*?)\s*[(\[]([^)\]]*)[)\]]\s*(.*)$")
# Other spellings and short forms of single words. Each holds wherever the word stands.
_SAME = {
    "acct": "accounting",
    "anaesthetist": "anesthetist",
    "assoc": "associate",
    "asst": "assistant",
    "centre": "center",
    "cert": "certified",
    "children": "child",
    "coord": "coordinator",
    "cybersecurity": "cyber security",
    "dept": "department",
    "dietician": "dietitian",
    "engr": "engineer",
    "gov't": "government",
    "govt": "government",
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
    "maint": "maintenance",
    "mfg": "manufacturing",
    "mgmt": "management",
    "mgr": "manager",
    "opr": "operator",
    "orthopaedic": "orthopedic",
    "paediatric": "pediatric",
    "paediatrician": "pediatrician",
    "plough": "plow",
    "programme": "program",
    "rep": "representative",
    "sr": "senior",
    "supv": "supervisor",
    "svc": "service",
    "technol": "technologist",
    "theatre": "theater",
    "traveller": "traveler",
    "tyre": "tire",
}


def title_words(title: str) -> tuple[str, ...]:
    """Words of a title in order: lower case, singular, no accents, no filler such as "of"."""
    plain = title
    if not title.isascii():
        plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    found: list[str] = []
    for word in _WORD.findall(plain.lower()):
        found += _usual(word)
    return tuple(found)


def variants(title: str, short_title: str | None = None) -> list[str]:
    """The titles that one string holds: "RN (Registered Nurse)" is "RN" and "Registered Nurse"."""
    found = [title]
    match = _BRACKETS.match(title) if "(" in title or "[" in title else None
    if match:
        before, inside, after = match.groups()
        found = [f"{before} {after}".strip(), inside.strip()]
    if short_title:
        found.append(short_title)
    return [one for one in dict.fromkeys(found) if one]


def code_in(query: str) -> str | None:
    """The O*NET-SOC code that a query is: "151252", "15-1252" and "15-1252.0" are "15-1252.00"."""
    match = _CODE.match(query)
    if not match:
        return None
    major, rest, detail = match.groups()
    return f"{major}-{rest}.{(detail or '0').zfill(2)}"


@lru_cache(maxsize=50_000)
def _usual(word: str) -> tuple[str, ...]:
    """The usual form of one word: none for filler, two words where we write them apart."""
    if word in _FILLER:
        return ()
    one = _singular(word)
    return tuple(_SAME.get(one, one).split())


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
