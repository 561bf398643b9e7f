"""Look up occupations by a title in another language: accents, gender and slips of the pen change nothing.

The evidence is that of English titles (`titles.scorer`), learned from those of the language. Beside it the
English titles speak: a title is put into English word by word (`translation`), and English words in it
("manager de restaurante") stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.results import Value
from careerclusters.titles.known import EVERYDAY, LISTED, OWN, Source, bag_hashes
from careerclusters.titles.languages.chance import LEAST_SURE, WAYS, calibrated_chance, weights_of
from careerclusters.titles.languages.language import LANGUAGES, Language, Words, get_language
from careerclusters.titles.languages.sources import (
    english_titles,
    esco_titles,
    guessed_titles,
    guesses,
    own_titles,
)
from careerclusters.titles.languages.translation import english_readings
from careerclusters.titles.scorer import Scorer
from careerclusters.titles.spelling import correct
from careerclusters.titles.wording import title_words

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.titles.index import TitleIndex
    from careerclusters.titles.scorer import Scored

__all__ = ["LanguageHit", "LanguageReading", "LanguageTitles", "OtherTitles", "in_english", "learn_labels"]

LEAST_LIKENESS = 0.35
_EPSILON = 1e-5


@dataclass(frozen=True)
class LanguageHit:
    """An occupation that a title may stand for: by which title, how, and the chance (0-1) of it.

    `name_local` is our name in the language, or the title that was matched where we have none.
    """

    code_onet: str
    title: str
    name_local: str
    matched_title: str
    score: float
    why: str


@dataclass(frozen=True)
class LanguageReading:
    """A text read as a title in another language; `hits` likeliest first, empty when nothing is like it."""

    text: str
    hits: tuple[LanguageHit, ...]
    is_sure: bool


@dataclass(frozen=True, eq=False, repr=False)
class LanguageTitles(Value):
    """All titles in one language, ready to be searched.

    Attributes
    ----------
    code
        Of the language, one of `LANGUAGES`.
    codes, titles, names
        Of the occupations, ascending by code: code, English title, our name in the language or "".
    scorer
        What is learned from the titles.
    labels
        What is learned from ESCO's English labels, for titles put into English.
    words, counts
        Plain words of the titles, ascending, and how many titles hold each: they tell the language.
    """

    code: str
    codes: tuple[str, ...]
    titles: tuple[str, ...]
    names: tuple[str, ...]
    scorer: Scorer
    labels: Scorer
    words: tuple[str, ...]
    counts: np.ndarray

    @classmethod
    def of(
        cls,
        english: TitleIndex,
        sources: Sequence[Source],
        *,
        code: str,
        labels: Scorer,
        weights: Mapping[str, float] | None = None,
    ) -> LanguageTitles:
        """Learn from the titles at hand; `weights` of the evidence are the fitted ones unless given.

        `labels` is what `learn_labels` gives.
        """
        from collections import Counter

        from careerclusters.words import languages, occupation_words

        language = get_language(code)
        known = occupation_words(code) if code in languages() else {}
        names = tuple(known[one].name if one in known else "" for one in english.codes)
        scorer = Scorer.learn(sources, english.scorer.people, weights or weights_of(code))
        shown = {shown for _, _, shown, *_ in sources}
        spoken = Counter(word for title in shown for word in set(language.plain_words(title)))
        words = tuple(sorted(spoken))
        counts = np.array([spoken[word] for word in words], dtype=np.int32)
        return cls(code, english.codes, english.titles, names, scorer, labels, words, counts)

    def __repr__(self) -> str:
        count = self.scorer.known.titles_count
        return f"LanguageTitles({self.code}, {len(self.codes):,} occupations, {count:,} titles)"

    @property
    def language(self) -> Language:
        """The language of the titles."""
        return get_language(self.code)

    @cached_property
    def spoken(self) -> dict[str, int]:
        """How many titles hold each plain word."""
        return dict(zip(self.words, self.counts.tolist(), strict=True))

    @cached_property
    def called(self) -> frozenset[str]:
        """Forms of the words that titles begin with: what people are called."""
        known, language = self.scorer.known, self.language
        firsts = (
            language.plain_words(known.shown[int(at)])[:1]
            for at in np.flatnonzero(known.flags & (LISTED | OWN))
        )
        return frozenset(language.form_of(first[0]) for first in firsts if first)

    @cached_property
    def soc(self) -> np.ndarray:
        """Number of each occupation's SOC code, ascending."""
        return np.unique([code[:7] for code in self.codes], return_inverse=True)[1]

    def read(self, text: str, english: TitleIndex, *, limit: int = 10) -> LanguageReading:
        """What a text in the language may stand for, and whether that is sure enough to go on."""
        asked = self.ask(text, english)
        if asked is None:
            return LanguageReading(text, (), False)
        best = np.argsort(-asked.chance, kind="stable")[:limit]
        hits = tuple(self._hit(int(at), asked) for at in best if asked.chance[at] > 0)
        # The code is sure; of its occupations the first must be the likelier one.
        return LanguageReading(text, hits, asked.soc_chance >= LEAST_SURE and hits[0].score >= 0.5)

    def ask(self, text: str, english: TitleIndex, *, is_calibrated: bool = True) -> Asked | None:
        """Chances of all occupations; None when nothing we know is like the text.

        With `is_calibrated` False the chance is the model's own, before it is mended.
        """
        words, foreign = self._worded(text, english)
        lexicon, language = self.scorer.lexicon, self.language
        unknown = [word for word in words if word not in lexicon.number and word not in language.meanings]
        mended = correct(unknown, lexicon, is_foreign=lambda _: False)
        read = tuple(new for word in words for new in mended.get(word, (word,)))
        known = [word for word in read if word in lexicon.number]
        other = in_english((*read, *reversed(foreign)), english, self.labels, language=language)
        if not known and other is None:
            return None
        has_new = len(known) < len(read) or bool(foreign)
        scored = self.scorer.score([read])
        if has_new and other is None and _likeness(scored) < LEAST_LIKENESS:
            return None
        scores = scored.scores[0].astype(float)
        if other is not None:
            scores += self.scorer.weights["english"] * np.log(other + _EPSILON)
        chance = np.exp(scores - scores.max())
        chance /= chance.sum()
        sums = np.bincount(self.soc, chance)
        code = int(self.soc[int(chance.argmax())])
        code = code if sums[code] == sums.max() else int(sums.argmax())
        way = self._way(scored, code, is_changed=bool(mended), has_new=has_new)
        calibrated = (
            calibrated_chance(float(sums[code]), way, code=self.code) if is_calibrated else float(sums[code])
        )
        chance = _moved(chance, self.soc == code, float(sums[code]), calibrated)
        return Asked(chance, calibrated, way, code, scored, bool(mended))

    def _worded(self, text: str, english: TitleIndex) -> tuple[Words, list[str]]:
        """Forms of the words, those of a known title where one is held; and English words among them."""
        language = self.language
        options = language.options(text)
        if not options:
            return (), []
        form_of = language.form_of
        lexicon = self.scorer.lexicon
        hashes = bag_hashes(lexicon.bags(options), len(lexicon.words))
        query, _ = self.scorer.known.holders(hashes)
        held = [options[at] for at in sorted({int(at) for at in query if hashes[at]})]
        words = held[0] if held else options[-1]
        foreign = [
            word
            for word in language.plain_words(text)
            if form_of(word) in words
            and form_of(word) not in lexicon.number
            and form_of(word) not in language.meanings
            and word in english.scorer.lexicon.number
        ]
        forms = {form_of(word) for word in foreign}
        return tuple(word for word in words if word not in forms), foreign

    def _way(self, scored: Scored, code: int, *, is_changed: bool, has_new: bool) -> str:
        """How the first was found. Our own words go before lists: "enfermera" is no phlebotomist."""
        if has_new:
            return "new"
        known = self.scorer.known
        is_ours = known.flags[scored.pair] & EVERYDAY > 0
        pairs = scored.pair[is_ours] if is_ours.any() else scored.pair
        codes = np.unique(self.soc[known.occupation[pairs]])
        if len(codes) > 1 or (len(codes) == 1 and codes[0] != code):
            return "several"
        if is_changed:
            return "changed"
        if not len(codes):
            return "known"
        return "own" if (known.flags[pairs] & OWN > 0).any() else "one"

    def _hit(self, at: int, asked: Asked) -> LanguageHit:
        known = self.scorer.known
        exact = asked.scored.pair[known.occupation[asked.scored.pair] == at]
        if len(exact):
            pair = int(exact[np.argmax(known.flags[exact] & OWN)])
            why = "exact title" if known.flags[pair] & OWN else "exact alternate title"
            why = "close spelling" if asked.is_changed else why
        else:
            start, end = np.searchsorted(known.occupation, [at, at + 1])
            likeness = np.zeros(known.titles_count)
            near, how_like = asked.scored.near.of(0)
            likeness[near] = how_like
            pair = int(start + likeness[known.row[start:end]].argmax()) if end > start else -1
            why = "close spelling" if asked.is_changed else "similar words"
        shown = known.shown[pair] if pair >= 0 else self.names[at] or self.titles[at]
        score = round(float(asked.chance[at]), 4)
        return LanguageHit(self.codes[at], self.titles[at], self.names[at] or shown, shown, score, why)


@dataclass(frozen=True, eq=False)
class Asked:
    """A text as understood: chances, that of the likeliest SOC code, how it was found (of `WAYS`)."""

    chance: np.ndarray
    soc_chance: float
    way: str
    code: int
    scored: Scored
    is_changed: bool

    def __post_init__(self) -> None:
        assert self.way in WAYS


@dataclass(frozen=True, eq=False, repr=False)
class OtherTitles(Value):
    """Titles in every language beside English. Make one with `OtherTitles.build(catalog, english)`.

    Attributes
    ----------
    tongues
        The titles of each language, in the order of `LANGUAGES`.
    """

    tongues: tuple[LanguageTitles, ...]

    @classmethod
    def build(cls, catalog: Catalog, english: TitleIndex) -> OtherTitles:
        """Read our words and ESCO's labels and learn from them; takes about two seconds."""
        labels, guess = learn_labels(catalog, english), guesses(catalog, english)
        tongues = []
        for code in LANGUAGES:
            language = get_language(code)
            own, esco = own_titles(language, english.codes), esco_titles(language, catalog, english.codes)
            sources = [*own, *esco, *guessed_titles(language, catalog, guess)]
            tongues.append(LanguageTitles.of(english, sources, code=code, labels=labels))
        return cls(tuple(tongues))

    def in_language(self, code: str) -> LanguageTitles:
        """The titles of the language with this code."""
        return next(titles for titles in self.tongues if titles.code == code)

    def __repr__(self) -> str:
        return f"OtherTitles({', '.join(map(repr, self.tongues))})"


def learn_labels(catalog: Catalog, english: TitleIndex) -> Scorer:
    """What ESCO's English labels say of occupations; the own titles of all stand beside them."""
    own = ((at, title_words(title), title, 1.0, OWN) for at, title in enumerate(english.titles))
    return Scorer.learn([*own, *english_titles(catalog, english.codes)], english.scorer.people)


def in_english(words: Words, english: TitleIndex, labels: Scorer, *, language: Language) -> np.ndarray | None:
    """What English titles say of words of another language, put into English one by one; None without any.

    All English titles and ESCO's labels by themselves count alike: the geometric mean of both chances.
    """
    spoken = (_spoken(words, scorer, language) for scorer in (english.scorer, labels))
    both = [one for one in spoken if one is not None]
    if not both:
        return None
    chance: np.ndarray = np.exp(np.mean([np.log(one + _EPSILON) for one in both], axis=0))
    return chance


def _spoken(words: Words, scorer: Scorer, language: Language) -> np.ndarray | None:
    readings = english_readings(words, scorer.lexicon.number, language=language)
    if not readings:
        return None
    scores = scorer.score([read for read, _ in readings]).scores.astype(float)
    scores = np.exp(scores - scores.max(1, keepdims=True))
    chance: np.ndarray = np.array([weight for _, weight in readings]) @ (
        scores / scores.sum(1, keepdims=True)
    )
    return chance


def _likeness(scored: Scored) -> float:
    return scored.near.most(0)


def _moved(chance: np.ndarray, is_first: np.ndarray, before: float, calibrated: float) -> np.ndarray:
    """Chances with the first SOC code's moved to what is told, and the others' so that none overtakes it."""
    rest = max(float(chance.sum()) - before, 0.0)
    others = min((1 - calibrated) / rest if rest > 0 else 0.0, calibrated / before)
    return np.where(is_first, chance * calibrated / before, chance * others)
