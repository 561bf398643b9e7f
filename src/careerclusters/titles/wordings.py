"""Which words of a text are looked up: as written when known, else the title without what postings add."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.titles.initials import LONGEST_UNKNOWN, initials
from careerclusters.titles.known import LISTED, OWN, bag_hashes
from careerclusters.titles.lexicon import SELDOM, SOME
from careerclusters.titles.spelling import SHORTEST, corrections
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
        "sr", "sr.", "jr", "jr.",
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
    must_ask
        Whether the words are only initials of several things, or a field of work: however likely one
        occupation is, it is asked about.
    readings
        By the number of a text the titles that its initials may stand for.
    hashes
        Of the words without order, where they are held too; 0 elsewhere, and with a word nobody knows.
    """

    words: list[Words]
    held: list[Words]
    status: np.ndarray
    is_changed: np.ndarray
    has_new: np.ndarray
    must_ask: np.ndarray
    readings: Mapping[int, tuple[Words, ...]]
    hashes: np.ndarray


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
    hashes = _hashes(whole, scorer)
    todo = np.flatnonzero(~_fit(hashes, scorer)).tolist()
    mixed = [
        at
        for at in todo
        if (not texts[at].replace(" ", "").isalpha() and _CUT.search(texts[at]))
        or not _SAID_BESIDE.isdisjoint(texts[at].lower().split())
    ]
    _take_apart([texts[at] for at in mixed], mixed, words, held, scorer)
    readings = _spell_out(words, held)
    again = [at for at in todo if words[at] is not whole[at]]
    known_now = set(np.array(again, dtype=int)[_are_known([words[at] for at in again], scorer)].tolist())
    _turn([at for at in todo if at not in known_now], words, held, scorer)
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
    must_ask = _are_fields(words, scorer)
    must_ask[[at for at, found in readings.items() if len(found) > 1]] = True
    other = [at for at, bag in enumerate(words) if bag is not whole[at] or held[at] is not bag]
    hashes[other] = _hashes([words[at] if held[at] == words[at] else () for at in other], scorer)
    return Worded(words, held, status, is_changed, has_new, must_ask, readings, hashes)


def _turn(places: Sequence[int], words: list[Words], held: list[Words], scorer: Scorer) -> None:
    """Put the name of the worker last, in place, where it stands first: "mechanic boat" is "boat mechanic".

    `places` are those of titles that nobody holds.

    Only where titles end with the first word as often as not, and seldom with the last.
    """
    workers, seldom_last = scorer.lexicon.workers, scorer.lexicon.seldom_last
    for at in places:
        bag = words[at]
        if len(bag) < 2 or bag[0] not in workers:
            continue
        if bag[-1] in scorer.lexicon.number and bag[-1] not in seldom_last:
            continue
        turned = (*bag[1:], bag[0])
        held[at] = turned if held[at] == bag else held[at]
        words[at] = turned


def _spell_out(words: list[Words], held: list[Words]) -> dict[int, tuple[Words, ...]]:
    """Replace initials that stand alone by the first title that they stand for, in place."""
    table = initials()
    found = {at: table[bag] for at, bag in enumerate(words) if len(bag) < 3 and bag in table}
    for at, readings in found.items():
        words[at] = held[at] = readings[0]
    return found


def _are_fields(words: Sequence[Words], scorer: Scorer) -> np.ndarray:
    """Whether one word names where people work, not what they are: titles hold it but hardly end with it.

    "Fashion" is one, "stocker" isn't. What a list has as a title by itself is none.
    """
    lexicon, known = scorer.lexicon, scorer.known
    is_field = np.zeros(len(words), dtype=bool)
    lone = [at for at, bag in enumerate(words) if len(bag) == 1 and bag[0] in lexicon.number]
    if not lone:
        return is_field
    number = np.array([lexicon.number[words[at][0]] for at in lone])
    longer, ends = lexicon.longer_count[number], lexicon.ends_count[number]
    seldom = ends < SELDOM * longer
    short = np.array([len(words[at][0]) <= LONGEST_UNKNOWN for at in lone])
    query, pair = known.holders(bag_hashes(lexicon.bags([words[at] for at in lone]), len(lexicon.words)))
    flags = np.zeros(len(lone), dtype=np.uint8)
    np.bitwise_or.at(flags, query, known.flags[pair])
    is_listed, is_own = flags & LISTED > 0, flags & OWN > 0
    is_initials = short & (seldom | (longer < 2)) & ~is_own
    is_field[lone] = ((longer >= SOME) & seldom & ~is_listed) | is_initials
    return is_field


def _hashes(titles: Sequence[Words], scorer: Scorer) -> np.ndarray:
    return bag_hashes(scorer.lexicon.bags(titles), len(scorer.lexicon.words))


def _fit(hashes: np.ndarray, scorer: Scorer) -> np.ndarray:
    bags = scorer.known.bags
    if not len(bags):
        return np.zeros(len(hashes), dtype=bool)
    at = np.minimum(np.searchsorted(bags, hashes), len(bags) - 1)
    known: np.ndarray = (bags[at] == hashes) & (hashes != 0)
    return known


def _are_known(titles: Sequence[Words], scorer: Scorer) -> np.ndarray:
    """Whether a known title has these very words, in whatever order."""
    return _fit(_hashes(titles, scorer), scorer)


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
    """Correct slips, in place; which titles were changed, and which keep words nobody knows.

    Of several words that one may be a slip of, that one is taken with which the title is known, else the
    likeliest.
    """
    known = scorer.lexicon.number
    is_changed, has_new = np.zeros(len(words), dtype=bool), np.zeros(len(words), dtype=bool)
    unknown = {at: [word for word in words[at] if word not in known] for at in places}
    unknown = {at: new for at, new in unknown.items() if new}
    each = sorted({word for new in unknown.values() for word in new})
    options = corrections(each, scorer.lexicon, is_foreign=foreign.__contains__)
    tried: list[tuple[int, Words]] = []
    for at, new in unknown.items():
        if len(new) == 1:
            tried += [(at, _replaced(words[at], {new[0]: option})) for option in options.get(new[0], ())]
    fitting: dict[int, Words] = {}
    for (at, fixed), fits in zip(tried, _are_known([bag for _, bag in tried], scorer).tolist(), strict=True):
        if fits:
            fitting.setdefault(at, fixed)
    likeliest = {word: found[0] for word, found in options.items() if len(word) >= SHORTEST}
    for at in unknown:
        fixed = fitting.get(at) or _replaced(words[at], likeliest)
        has_new[at] = any(word not in known for word in fixed)
        if fixed != words[at]:
            is_changed[at] = True
            if held[at] == words[at]:
                held[at] = fixed
            words[at] = fixed
    return is_changed, has_new


def _replaced(words: Words, by: Mapping[str, Words]) -> Words:
    return tuple(new for word in words for new in by.get(word, (word,)))
