"""Which words of a text are looked up: as written when known, else the title without what postings add."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.titles.known import bag_hashes
from careerclusters.titles.spelling import correct
from careerclusters.titles.wording import title_words, variants

if TYPE_CHECKING:
    from careerclusters.titles.foreign import Foreign
    from careerclusters.titles.lexicon import Words
    from careerclusters.titles.scorer import Scorer

__all__ = ["FINE", "FOREIGN", "NOTHING", "POSITION", "Worded", "position_words", "word_all"]

FINE, POSITION, FOREIGN, NOTHING = range(4)
"""What a text is: a title; words of position alone; another language; no words that we know."""

# A text without any of these signs and words is all title.
_CUT = re.compile(r"[^\w\s'&.+#-]|\d|\s[-–—]|[-–—]\s|_")
_SAID_BESIDE = frozenset(
    [
        "am", "anywhere", "apply", "bonus", "casual", "contract", "day", "days", "direct", "doe", "dow",
        "entry", "eligible", "evening", "evenings", "experienced", "flexible", "full", "ft", "graduate",
        "hire", "hiring", "home", "hour", "hours", "hr", "hybrid", "i", "ii", "iii", "immediate", "in",
        "intermediate", "iv", "j", "junior", "l", "late", "lead", "level", "local", "location", "mid",
        "morning", "nationwide", "near", "new", "nights", "noc", "now", "of", "office", "on", "online",
        "onsite", "only", "opening", "overnight", "overnights", "p", "part", "pay", "per", "permanent",
        "pm", "prn", "pt", "remote", "remotely", "seasonal", "senior", "shift", "shifts", "sign",
        "signing", "site", "start", "swing", "temp", "temporary", "time", "usa", "urgent", "urgently",
        "v", "vi", "w", "walk", "weekday", "weekend", "weekends", "wfh", "work", "night", "alabama",
        "texas", "california", "florida", "ohio", "at",
    ]
)  # fmt: skip

_NEVER_POSITION = frozenset({frozenset(("chief", "executive")), frozenset(("executive", "assistant"))})
_NEVER_POSITION |= {frozenset(("chief", "executive", "officer")), frozenset(("general", "manager"))}
_NEVER_POSITION |= {frozenset(("staff", "assistant")), frozenset(("office", "manager"))}
_NEVER_POSITION |= {frozenset(("office", "assistant")), frozenset(("office", "worker"))}


@dataclass(frozen=True, eq=False)
class Worded:
    """Texts as words.

    Attributes
    ----------
    words
        To score each text by.
    held
        Words whose holders are looked up: the same, or the first part that is a title by itself.
    status
        One of `FINE`, `POSITION`, `FOREIGN`, `NOTHING` each.
    is_changed, has_new
        Whether words were corrected; whether words are left that no title has.
    """

    words: list[Words]
    held: list[Words]
    status: np.ndarray
    is_changed: np.ndarray
    has_new: np.ndarray


@cache
def position_words() -> frozenset[str]:
    """Words of rank, ownership and contract, as `title_words` gives them."""
    text = (resources.files(__package__) / "positions.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    plain = " ".join(lines).split()
    return frozenset(plain) | {word for one in plain for word in title_words(one)}


def word_all(texts: Sequence[str], scorer: Scorer, foreign: Foreign) -> Worded:
    """Choose the words of each text; known ones first, so that most texts are read once only."""
    whole = [title_words(text) for text in texts]
    words, held = list(whole), list(whole)
    todo = np.flatnonzero(~_are_known(whole, scorer)).tolist()
    mixed = [
        at for at in todo if _CUT.search(texts[at]) or not _SAID_BESIDE.isdisjoint(texts[at].lower().split())
    ]
    _take_apart([texts[at] for at in mixed], mixed, words, held, scorer)
    ranks = position_words()
    is_position = [ranks.issuperset(bag) and frozenset(bag) not in _NEVER_POSITION for bag in words]
    is_changed, has_new = _mend(todo, words, held, scorer, foreign)
    status = np.zeros(len(texts), dtype=np.int8)
    for at, bag in enumerate(words):
        if not bag:
            status[at] = NOTHING
        elif is_position[at]:
            status[at] = POSITION
        elif has_new[at]:
            new = [word for word in bag if word not in scorer.lexicon.number]
            some_foreign = sum(word in foreign for word in new)
            known = [word for word in bag if word in scorer.lexicon.number and word not in ranks]
            if some_foreign and some_foreign >= len(known):
                status[at] = FOREIGN
            elif not known:
                status[at] = NOTHING
    return Worded(words, held, status, is_changed, has_new)


def _are_known(titles: Sequence[Words], scorer: Scorer) -> np.ndarray:
    """Whether a known title has these very words, in whatever order."""
    hashes = bag_hashes(scorer.lexicon.bags(titles), len(scorer.lexicon.words))
    bags = scorer.known.bags
    if not len(bags):
        return np.zeros(len(titles), dtype=bool)
    at = np.minimum(np.searchsorted(bags, hashes), len(bags) - 1)
    known: np.ndarray = (bags[at] == hashes) & (hashes != 0)
    return known


def _take_apart(
    texts: Sequence[str], places: Sequence[int], words: list[Words], held: list[Words], scorer: Scorer
) -> None:
    """For texts that are no known title, the best of the titles they hold."""
    options: list[Words] = []
    owner: list[int] = []
    for number, text in enumerate(texts):
        for option in _options(text):
            options.append(option)
            owner.append(number)
    is_known = _are_known(options, scorer)
    first: dict[int, Words] = {}
    known: dict[int, Words] = {}
    for option, number, fits in zip(options, owner, is_known.tolist(), strict=True):
        first.setdefault(number, option)
        if fits:
            known.setdefault(number, option)
    for number, place in enumerate(places):
        if number in known and len(known[number]) >= len(first[number]) - 1:
            words[place] = held[place] = known[number]
        elif number in first:
            words[place] = first[number]
            held[place] = known.get(number, first[number])


def _options(text: str) -> list[Words]:
    """The titles a text may hold: without what postings add, turned at a comma, in its parts."""
    from careerclusters.titles.posting import parse_title

    posting = parse_title(text)
    title = title_words(posting.title)
    parts = [title_words(part) for part in posting.departments]
    turned = tuple(word for part in parts for word in part) + title
    found = [turned, title]
    for variant in variants(posting.title if posting.departments == () else text):
        found.append(title_words(variant))
    found += parts
    # Level words may belong to the title after all.
    found.append(title_words(" ".join((*posting.level, posting.title))))
    return [words for words in dict.fromkeys(found) if words]


def _mend(
    places: Sequence[int], words: list[Words], held: list[Words], scorer: Scorer, foreign: Foreign
) -> tuple[np.ndarray, np.ndarray]:
    """Correct slips, in place; which titles were changed, and which keep words nobody knows."""
    known = scorer.lexicon.number
    unknown = {word for at in places for word in words[at] if word not in known}
    mended = correct(sorted(unknown), scorer.lexicon, is_foreign=foreign.__contains__)
    is_changed, has_new = np.zeros(len(words), dtype=bool), np.zeros(len(words), dtype=bool)
    for at in places:
        if not any(word in unknown for word in words[at]):
            continue
        fixed = tuple(new for word in words[at] for new in mended.get(word, (word,)))
        has_new[at] = any(word not in known for word in fixed)
        if fixed != words[at]:
            is_changed[at] = True
            if held[at] == words[at]:
                held[at] = fixed
            words[at] = fixed
    return is_changed, has_new
