"""Look up occupations by a Spanish title, typed with or without accents, for a man or a woman, with slips.

The evidence is that of English titles (`titles.scorer`), learned from Spanish ones. Beside it the English
titles speak: a Spanish title is put into English word by word (`translation`), and English words in it
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
from careerclusters.titles.lexicon import Words
from careerclusters.titles.scorer import Scorer
from careerclusters.titles.spanish.chance import LEAST_SURE, WAYS, spanish_weights, told_chance
from careerclusters.titles.spanish.sources import (
    english_titles,
    esco_titles,
    guessed_titles,
    own_titles,
)
from careerclusters.titles.spanish.translation import english_readings, meanings
from careerclusters.titles.spanish.wording import form_of, plain_words, spanish_options
from careerclusters.titles.spelling import correct
from careerclusters.titles.wording import title_words

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.titles.index import TitleIndex
    from careerclusters.titles.scorer import Scored

__all__ = ["SpanishHit", "SpanishReading", "SpanishTitles", "in_english", "learn_labels"]

LEAST_LIKENESS = 0.35
_EPSILON = 1e-5


@dataclass(frozen=True)
class SpanishHit:
    """An occupation that a Spanish title may stand for: by which title, how, and the chance (0-1) of it."""

    code_onet: str
    title: str
    name_es: str
    matched_title: str
    score: float
    why: str


@dataclass(frozen=True)
class SpanishReading:
    """A text read as a Spanish title; `hits` likeliest first, empty when nothing is like it."""

    text: str
    hits: tuple[SpanishHit, ...]
    is_sure: bool


@dataclass(frozen=True, eq=False, repr=False)
class SpanishTitles(Value):
    """All Spanish titles, ready to be searched. Make one with `SpanishTitles.build(catalog, english)`.

    Attributes
    ----------
    codes, titles, names
        Of the occupations, ascending by code: code, English title, our Spanish name.
    scorer
        What is learned from the titles.
    labels
        What is learned from ESCO's English labels, for titles put into English.
    words, counts
        Plain words of the titles, ascending, and how many titles hold each: they tell the language.
    """

    codes: tuple[str, ...]
    titles: tuple[str, ...]
    names: tuple[str, ...]
    scorer: Scorer
    labels: Scorer
    words: tuple[str, ...]
    counts: np.ndarray

    @classmethod
    def build(cls, catalog: Catalog, english: TitleIndex) -> SpanishTitles:
        """Read our Spanish words and ESCO's labels and learn from them; takes about a second."""
        sources = [*own_titles(english.codes), *esco_titles(catalog, english.codes)]
        labels = learn_labels(catalog, english)
        return cls.of(english, [*sources, *guessed_titles(catalog, english)], labels=labels)

    @classmethod
    def of(
        cls,
        english: TitleIndex,
        sources: Sequence[Source],
        *,
        labels: Scorer,
        weights: Mapping[str, float] | None = None,
    ) -> SpanishTitles:
        """Learn from the titles at hand; `weights` of the evidence are the fitted ones unless given.

        `labels` is what `learn_labels` gives.
        """
        from collections import Counter

        from careerclusters.words import occupation_words

        known = occupation_words("es")
        names = tuple(
            known[code].name if code in known else title
            for code, title in zip(english.codes, english.titles, strict=True)
        )
        scorer = Scorer.learn(sources, english.scorer.people, weights or spanish_weights())
        shown = {shown for _, _, shown, *_ in sources}
        spoken = Counter(word for title in shown for word in set(plain_words(title)))
        words = tuple(sorted(spoken))
        counts = np.array([spoken[word] for word in words], dtype=np.int32)
        return cls(english.codes, english.titles, names, scorer, labels, words, counts)

    def __repr__(self) -> str:
        return f"SpanishTitles({len(self.codes):,} occupations, {self.scorer.known.titles_count:,} titles)"

    @cached_property
    def spoken(self) -> dict[str, int]:
        """How many titles hold each plain word."""
        return dict(zip(self.words, self.counts.tolist(), strict=True))

    @cached_property
    def called(self) -> frozenset[str]:
        """Forms of the words that titles begin with: what people are called."""
        known = self.scorer.known
        firsts = (
            plain_words(known.shown[int(at)])[:1] for at in np.flatnonzero(known.flags & (LISTED | OWN))
        )
        return frozenset(form_of(first[0]) for first in firsts if first)

    @cached_property
    def soc(self) -> np.ndarray:
        """Number of each occupation's SOC code, ascending."""
        return np.unique([code[:7] for code in self.codes], return_inverse=True)[1]

    def read(self, text: str, english: TitleIndex, *, limit: int = 10) -> SpanishReading:
        """What a text in Spanish may stand for, and whether that is sure enough to go on."""
        asked = self.ask(text, english)
        if asked is None:
            return SpanishReading(text, (), False)
        best = np.argsort(-asked.chance, kind="stable")[:limit]
        hits = tuple(self._hit(int(at), asked) for at in best if asked.chance[at] > 0)
        # The code is sure; of its occupations the first must be the likelier one.
        return SpanishReading(text, hits, asked.soc_chance >= LEAST_SURE and hits[0].score >= 0.5)

    def ask(self, text: str, english: TitleIndex, *, is_told: bool = True) -> Asked | None:
        """Chances of all occupations; None when nothing we know is like the text.

        With `is_told` False the chance is the model's own, before it is mended.
        """
        words, foreign = self._worded(text, english)
        lexicon = self.scorer.lexicon
        unknown = [word for word in words if word not in lexicon.number and word not in meanings()]
        mended = correct(unknown, lexicon, is_foreign=lambda _: False)
        read = tuple(new for word in words for new in mended.get(word, (word,)))
        known = [word for word in read if word in lexicon.number]
        other = in_english((*read, *reversed(foreign)), english, self.labels)
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
        told = told_chance(float(sums[code]), way) if is_told else float(sums[code])
        chance = _moved(chance, self.soc == code, float(sums[code]), told)
        return Asked(chance, told, way, code, scored, bool(mended))

    def _worded(self, text: str, english: TitleIndex) -> tuple[Words, list[str]]:
        """Forms of the words, those of a known title where one is held; and English words among them."""
        options = spanish_options(text)
        if not options:
            return (), []
        lexicon = self.scorer.lexicon
        hashes = bag_hashes(lexicon.bags(options), len(lexicon.words))
        query, _ = self.scorer.known.holders(hashes)
        held = [options[at] for at in sorted({int(at) for at in query if hashes[at]})]
        words = held[0] if held else options[-1]
        foreign = [
            word
            for word in plain_words(text)
            if form_of(word) in words
            and form_of(word) not in lexicon.number
            and form_of(word) not in meanings()
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

    def _hit(self, at: int, asked: Asked) -> SpanishHit:
        known = self.scorer.known
        exact = asked.scored.pair[known.occupation[asked.scored.pair] == at]
        if len(exact):
            pair = int(exact[np.argmax(known.flags[exact] & OWN)])
            why = "exact title" if known.flags[pair] & OWN else "exact alternate title"
            why = "close spelling" if asked.is_changed else why
        else:
            start, end = np.searchsorted(known.occupation, [at, at + 1])
            near = asked.scored.near.likeness
            held = slice(near.indptr[0], near.indptr[1])
            likeness = np.zeros(known.titles_count)
            likeness[near.indices[held]] = near.data[held]
            pair = int(start + likeness[known.row[start:end]].argmax()) if end > start else -1
            why = "close spelling" if asked.is_changed else "similar words"
        shown = known.shown[pair] if pair >= 0 else self.names[at]
        score = round(float(asked.chance[at]), 4)
        return SpanishHit(self.codes[at], self.titles[at], self.names[at], shown, score, why)


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


def learn_labels(catalog: Catalog, english: TitleIndex) -> Scorer:
    """What ESCO's English labels say of occupations; the own titles of all stand beside them."""
    own = ((at, title_words(title), title, 1.0, OWN) for at, title in enumerate(english.titles))
    return Scorer.learn([*own, *english_titles(catalog, english.codes)], english.scorer.people)


def in_english(words: Words, english: TitleIndex, labels: Scorer) -> np.ndarray | None:
    """What English titles say of Spanish words, put into English one by one; None when none has a meaning.

    All English titles and ESCO's labels by themselves count alike: the geometric mean of both chances.
    """
    spoken = (_spoken(words, scorer) for scorer in (english.scorer, labels))
    both = [one for one in spoken if one is not None]
    if not both:
        return None
    chance: np.ndarray = np.exp(np.mean([np.log(one + _EPSILON) for one in both], axis=0))
    return chance


def _spoken(words: Words, scorer: Scorer) -> np.ndarray | None:
    readings = english_readings(words, scorer.lexicon.number)
    if not readings:
        return None
    scores = scorer.score([read for read, _ in readings]).scores.astype(float)
    scores = np.exp(scores - scores.max(1, keepdims=True))
    chance: np.ndarray = np.array([weight for _, weight in readings]) @ (
        scores / scores.sum(1, keepdims=True)
    )
    return chance


def _likeness(scored: Scored) -> float:
    near = scored.near.likeness
    return float(near.data[near.indptr[0] : near.indptr[1]].max(initial=0.0))


def _moved(chance: np.ndarray, is_first: np.ndarray, before: float, told: float) -> np.ndarray:
    """Chances with the first SOC code's moved to what is told, and the others' so that none overtakes it."""
    rest = max(float(chance.sum()) - before, 0.0)
    others = min((1 - told) / rest if rest > 0 else 0.0, told / before)
    return np.where(is_first, chance * told / before, chance * others)
