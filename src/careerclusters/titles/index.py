"""Look up occupations by any job title: typed in full, in part, with slips, or never seen before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.errors import InputError, UnknownError
from careerclusters.language import _
from careerclusters.results import Value
from careerclusters.titles.activities import Workers
from careerclusters.titles.answers import Answers
from careerclusters.titles.batch import LEAST_LIKENESS, Coded, answer_known, code_texts, ways_of
from careerclusters.titles.chance import WAYS, are_sure, calibrated_chance, weigh_signs
from careerclusters.titles.everyday import everyday_titles
from careerclusters.titles.foreign import Foreign
from careerclusters.titles.groups import minor_groups
from careerclusters.titles.known import LISTED, OWN, WRITTEN, Source, bag_hashes, read_titles
from careerclusters.titles.lexicon import Words
from careerclusters.titles.occupations import log_people, soc_numbers
from careerclusters.titles.readings import Reading, Speller
from careerclusters.titles.scorer import Scored, Scorer
from careerclusters.titles.wording import title_words
from careerclusters.titles.wordings import FINE, FOREIGN, POSITION, Worded, word_all
from careerclusters.titles.written import written_titles

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.catalog import Catalog

__all__ = ["LONGEST_QUERY", "TitleHit", "TitleIndex", "TitleReading"]

OFFICIAL_START, OFFICIAL_START_OF_ONE_WORD = 2.0, 4.0
LONGEST_QUERY = 200
# Closeness of a worker's title to the words for the work.
ALMOST = 0.95
FOREIGN_CHANCE = 0.3
# What the first occupation itself must have, beside its SOC code, to be taken without asking.
LEAST_OF_ONE = 0.6
# How much likelier each reading of initials is than the one behind it.
FIRST_READING = 1.5
TODO = "Try another title, fewer words, or a code such as 15-1252.00."
_STATUS = {FINE: "title", POSITION: "position", FOREIGN: "foreign"}


@dataclass(frozen=True)
class TitleHit:
    """An occupation that a title may stand for.

    `score` (0–1) is the chance that this occupation is meant, as measured on hidden titles. `why` is "exact
    title", "exact alternate title", "starts with", "who does it" (for what people do, such as "teaching"),
    "close spelling", "foreign title" or "similar words". `n_occupations` counts those that share
    `matched_title`.
    """

    code_onet: str
    title: str
    matched_title: str
    score: float
    why: str
    n_occupations: int

    def to_dict(self) -> dict[str, object]:
        """All fields, JSON-ready."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True)
class TitleReading:
    """A text read as a title.

    Attributes
    ----------
    hits
        Likeliest first; empty when nothing we know is like it, or when it names a position only.
    is_sure
        Whether the first can be taken without asking.
    status
        "title", "position" (a rank or kind of contract that doesn't say what the work is), "foreign" (words
        of another language) or "nothing".
    is_listed
        Whether a published list has a title of the very words.
    """

    text: str
    hits: tuple[TitleHit, ...]
    is_sure: bool
    status: str
    is_listed: bool = False


@dataclass(frozen=True, eq=False, repr=False)
class TitleIndex(Value):
    """All titles of a catalog, ready to be searched. Make one with `TitleIndex.build(catalog)`.

    Attributes
    ----------
    codes, titles
        Of the occupations, ascending by code.
    scorer
        What is learned from all titles.
    foreign
        Titles in other languages.
    called
        What people are called by their titles, such as driver or nurse, and by how many.
    answers
        To all titles of lists.
    """

    codes: tuple[str, ...]
    titles: tuple[str, ...]
    scorer: Scorer
    foreign: Foreign
    called: Mapping[str, int]
    answers: Answers

    @classmethod
    def build(cls, catalog: Catalog) -> TitleIndex:
        """Read the titles of a catalog and our words, and learn from them; takes about two seconds."""
        codes = catalog.table("occupations").sort("code_onet")["code_onet"]
        listed = [*read_titles(catalog), *everyday_titles(tuple(codes))]
        return cls.of(catalog, [*listed, *written_titles(tuple(codes), listed)])

    @classmethod
    def of(
        cls, catalog: Catalog, sources: Sequence[Source], *, weights: Mapping[str, float] | None = None
    ) -> TitleIndex:
        """Learn from the titles at hand; `weights` of the evidence are the fitted ones unless given."""
        occupations = catalog.table("occupations").sort("code_onet")
        codes, titles = tuple(occupations["code_onet"]), tuple(occupations["title"])
        scorer = Scorer.learn(sources, log_people(catalog, codes), weights, groups=minor_groups(codes))
        foreign = Foreign.of(catalog, codes, scorer.lexicon.words)
        listed = [words for _, words, _, _, flags in sources if words and flags & (LISTED | OWN)]
        called = Workers.of(listed).called
        # Answers to our own list are worked out when asked for: the build is quicker so.
        held = list(dict.fromkeys(words for _, words, _, _, flags in sources if words and flags != WRITTEN))
        return cls(codes, titles, scorer, foreign, called, answer_known(scorer, soc_numbers(codes), held))

    def __repr__(self) -> str:
        count = self.scorer.known.titles_count
        return f"TitleIndex({len(self.codes):,} occupations, {count:,} titles)"

    @cached_property
    def soc(self) -> np.ndarray:
        """Number of each occupation's SOC code, ascending."""
        return soc_numbers(self.codes)

    # -- one title ------------------------------------------------------------------------------------

    def read(self, query: str, *, limit: int = 10) -> TitleReading:
        """What a text may stand for, and whether that is sure enough to go on.

        Raises
        ------
        InputError
            When the query is empty or longer than 200 characters, or the limit below one.
        """
        text = _checked(query, limit)
        worded = word_all([text], self.scorer, self.foreign)
        status = int(worded.status[0])
        if status == FOREIGN:
            return TitleReading(text, self._foreign_hits(text, limit), False, "foreign")
        if status == POSITION:
            return TitleReading(text, (), False, "position")
        asked = self._ask(worded) if worded.words[0] else None
        if asked is None:
            return TitleReading(text, (), False, "nothing")
        best = np.argsort(-asked.chance, kind="stable")[:limit]
        hits = tuple(self._hit(int(at), asked) for at in best if asked.chance[at] > 0)
        is_enough = bool(are_sure(np.array([asked.soc_chance]), np.array([asked.way]))[0])
        is_sure = is_enough and hits[0].score >= LEAST_OF_ONE and not worded.must_ask[0]
        whole = asked.scored.pair[asked.scored.query == asked.reading_number]
        is_listed = not asked.reading.is_changed and bool((self.scorer.known.flags[whole] & LISTED > 0).any())
        return TitleReading(text, hits, is_sure, _STATUS[FINE], is_listed and not worded.is_changed[0])

    def find(self, query: str, *, limit: int = 10) -> list[TitleHit]:
        """Occupations that a title may stand for, likeliest first.

        Raises
        ------
        UnknownError
            When no title resembles the query, or it names a position only.
        InputError
            When the query is empty or longer than 200 characters, or the limit below one.
        """
        reading = self.read(query, limit=limit)
        if not reading.hits:
            raise UnknownError(no_hits(reading), seen=query, todo=TODO)
        return list(reading.hits)

    def chances(self, query: str) -> np.ndarray:
        """Chance of each occupation, in the order of `codes`; 0 everywhere when nothing is like the query."""
        worded = word_all([_checked(query, 1)], self.scorer, self.foreign)
        asked = self._ask(worded) if worded.words[0] else None
        return np.zeros(len(self.codes)) if asked is None else asked.chance

    # -- many titles ----------------------------------------------------------------------------------

    def code_all(self, texts: Sequence[str]) -> Coded:
        """The likeliest occupations of many distinct texts, fast; by the same evidence and rule as `read`."""
        return code_texts(texts, self.scorer, self.foreign, soc=self.soc, answers=self.answers)

    def find_batch(self, table: pl.DataFrame, *, column: str = "title") -> pl.DataFrame:
        """Code a column of titles; see `careerclusters.titles.table.find_batch`."""
        from careerclusters.titles.table import find_batch

        return find_batch(self, table, column=column)

    # -- how it is done -------------------------------------------------------------------------------

    @cached_property
    def _speller(self) -> Speller:
        lexicon = self.scorer.lexicon
        counts = lexicon.titles_count.tolist()
        known = {
            word: count for word, count in zip(lexicon.words, counts, strict=True) if word not in self.foreign
        }
        return Speller(known)

    def _hashes(self, titles: Sequence[Words]) -> np.ndarray:
        return bag_hashes(self.scorer.lexicon.bags(titles), len(self.scorer.lexicon.words))

    @cached_property
    def _own_words(self) -> list[Words]:
        return [title_words(title) for title in self.titles]

    def _ask(self, worded: Worded) -> _Asked | None:
        """Chances of a text's readings together; None when nothing we know is like it."""
        main = worded.words[0]
        readings = self._readings(main, worded)
        scored = self.scorer.score(
            [reading.words for reading in readings],
            [worded.held[0] if reading.words == main else reading.words for reading in readings],
        )
        has_holders = np.isin(np.arange(len(readings)), scored.query)
        most_alike = 0.0
        chance = np.zeros(len(self.codes))
        likeliest = 0
        for at, reading in enumerate(readings):
            scores = scored.scores[at].astype(float)
            if not has_holders[at] and not reading.is_activity:
                scores += self._starts(reading.words if reading.closeness < 1 else main)
            scores = np.exp(scores - scores.max())
            chance += reading.weight * reading.closeness * scores / scores.sum()
            likeness = scored.near.most(at)
            most_alike = max(most_alike, likeness * reading.closeness**2)
            likeliest = at if reading.weight > readings[likeliest].weight else likeliest
        if worded.has_new[0] and most_alike < LEAST_LIKENESS and not has_holders.any():
            return None
        first = int(chance.argmax())
        single = Worded(
            [reading.words for reading in readings],
            [worded.held[0] if reading.words == main else reading.words for reading in readings],
            np.zeros(len(readings), dtype=np.int8),
            np.array([worded.is_changed[0] or reading.is_changed for reading in readings]),
            np.array([worded.has_new[0] and not reading.is_changed for reading in readings]),
            np.zeros(len(readings), dtype=bool),
            {},
            np.zeros(len(readings), dtype=np.uint64),
        )
        firsts = np.full(len(readings), first)
        numbers = np.arange(len(readings))
        ways = ways_of(scored, single, numbers, scorer=self.scorer, soc=self.soc, first=firsts)
        way = int(ways[likeliest])
        sums = np.bincount(self.soc, chance)
        code = int(self.soc[first]) if sums[self.soc[first]] == sums.max() else int(sums.argmax())
        likely = np.array([sums[code], *np.sort(np.delete(sums, code))[:-3:-1], 0, 0])[:3]
        every = np.zeros((len(readings), 3)) + likely
        signs = self.scorer.signs(scored, firsts, every)[[likeliest]]
        weighed = weigh_signs(signs, np.array([way]), likely[:1])
        calibrated = float(calibrated_chance(weighed, np.array([way]))[0])
        if len(worded.readings.get(0, ())) > 1:
            calibrated = min(calibrated, float(sums[code]))
        chance = _scaled(chance, self.soc == code, float(sums[code]), calibrated)
        return _Asked(chance, calibrated, main, scored, likeliest, readings[likeliest], way)

    def _readings(self, main: Words, worded: Worded) -> list[Reading]:
        """What the words may mean, and first those who do what they name."""
        meant = worded.readings.get(0, ())
        if len(meant) > 1:
            parts = FIRST_READING ** -np.arange(len(meant), dtype=float)
            parts /= parts.sum()
            return [Reading(words, float(part), 1.0) for words, part in zip(meant, parts, strict=True)]
        is_known = not worded.has_new[0] and not worded.is_changed[0]
        holders = self.scorer.known.holders(self._hashes([worded.held[0]]))[0]
        if is_known and len(holders):
            return [Reading(main, 1.0, 1.0)]
        found = self._speller.readings(main)
        if worded.is_changed[0]:
            found = [replace(reading, closeness=ALMOST * reading.closeness) for reading in found]
        first = found[0]
        if not all(word in self.scorer.lexicon.number for word in first.words):
            return found
        activity = Workers(self.called).who_do(first.words)
        if activity is None:
            return found
        words, times = activity
        part = float(times / (1 + times))
        rest = [replace(reading, weight=reading.weight * (1 - part)) for reading in found]
        return [Reading(words, part, ALMOST * first.closeness, is_activity=True), *rest]

    def _starts(self, typed: Words) -> np.ndarray:
        """What occupations gain whose own title begins so."""
        start = OFFICIAL_START_OF_ONE_WORD if len(typed) == 1 else OFFICIAL_START
        return start * np.array([_begins(title, typed) for title in self._own_words])

    def _hit(self, at: int, asked: _Asked) -> TitleHit:
        pair, is_exact = self._pair(at, asked)
        known = self.scorer.known
        if is_exact:
            why = "exact title" if known.flags[pair] & OWN else "exact alternate title"
        elif asked.reading.is_activity:
            why = "who does it"
        elif WAYS[asked.way] == "changed" or asked.reading.is_changed:
            why = "close spelling"
        else:
            why = "starts with" if _begins(self._own_words[at], asked.main) else "similar words"
        row = known.row[pair]
        return TitleHit(
            code_onet=self.codes[at],
            title=self.titles[at],
            matched_title=self.titles[at] if why == "starts with" else known.shown[pair],
            score=round(float(asked.chance[at]), 4),
            why=why,
            n_occupations=int((known.row == row).sum()),
        )

    def _pair(self, at: int, asked: _Asked) -> tuple[int, bool]:
        """The known title to show for an occupation: the very one, else the one most like the query."""
        known = self.scorer.known
        scored = asked.scored
        exact = scored.pair[scored.query == asked.reading_number]
        exact = exact[known.occupation[exact] == at]
        if len(exact):
            return int(exact[np.argmax(known.flags[exact] & OWN)]), not asked.reading.is_changed
        start, end = np.searchsorted(known.occupation, [at, at + 1])
        likeness = np.zeros(known.titles_count)
        near, how_like = scored.near.of(asked.reading_number)
        likeness[near] = how_like
        return int(start + likeness[known.row[start:end]].argmax()), False

    def _foreign_hits(self, text: str, limit: int) -> tuple[TitleHit, ...]:
        likely = self.foreign.likely(text, limit=min(limit, 3))
        return tuple(
            TitleHit(self.codes[at], self.titles[at], self.titles[at], round(FOREIGN_CHANCE / (rank + 1), 4),
                     "foreign title", 1)
            for rank, at in enumerate(likely)
        )  # fmt: skip


@dataclass(frozen=True, eq=False)
class _Asked:
    """A query as understood: chances, its words, the scores of its readings, the likeliest reading."""

    chance: np.ndarray
    soc_chance: float
    main: Words
    scored: Scored
    reading_number: int
    reading: Reading
    way: int


def no_hits(reading: TitleReading) -> str:
    """Why a reading has no hits, in words."""
    if reading.status == "position":
        return _("This names a position, not the work")
    if reading.status == "foreign":
        return _("This seems to be in another language; titles are read in English and Spanish")
    return _("No job title resembles this")


def _scaled(chance: np.ndarray, is_first: np.ndarray, before: float, calibrated: float) -> np.ndarray:
    """Chances with the first SOC code's moved to what is told, and the others' so that none overtakes it."""
    if not before > 0:
        return chance
    rest = max(float(chance.sum()) - before, 0.0)
    others = min((1 - calibrated) / rest if rest > 0 else 0.0, calibrated / before)
    return np.where(is_first, chance * calibrated / before, chance * others)


def _begins(title: Words, typed: Words) -> bool:
    """Whether a title starts with the typed words, the last or any of them cut short."""
    return len(title) >= len(typed) and all(map(str.startswith, title, typed))


def _checked(query: str, limit: int) -> str:
    if limit < 1:
        raise InputError("The limit must be at least 1", seen=limit)
    text = " ".join(str(query).split())
    if not text:
        raise InputError("No title given", seen=query, todo=TODO)
    if len(text) > LONGEST_QUERY:
        raise InputError(_("A title may have at most {n} characters", n=LONGEST_QUERY), seen=text, todo=TODO)
    return text
