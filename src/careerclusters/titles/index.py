"""Look up occupations by any job title: typed in full, in part, with slips, or never seen before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.errors import InputError, UnknownError
from careerclusters.titles.activities import Workers
from careerclusters.titles.evidence import Evidence, Near, Words
from careerclusters.titles.ranking import chances, load_weights
from careerclusters.titles.readings import Reading, Speller
from careerclusters.titles.wording import code_in, title_words, variants

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.catalog import Catalog

__all__ = ["TitleHit", "TitleIndex"]

# Added to the weighted evidence of occupations that hold the very title. An alternate title gains less:
# many are shared or misplaced, and strong evidence elsewhere may outweigh it.
EXACT_TITLE, EXACT_ALTERNATE = 9.0, 2.0
REPORTED = 0.7
# Among occupations that share a title, per e-fold of people employed.
EMPLOYED, UNCOUNTED = 0.5, 1000
OFFICIAL_START, OFFICIAL_START_OF_ONE_WORD = 2.0, 4.0
LONGEST_QUERY = 200
# Below the first nothing we know resembles the query; below the second `resolve` asks back.
# Both are chosen on hidden titles, slips and random letters: docs/methods/titles.md.
LEAST_LIKENESS = 0.4
LEAST_SCORE = 0.2
# Closeness of a worker's title to the words for the work.
ALMOST = 0.95
TODO = "Try another title, fewer words, or a code such as 15-1252.00."


@dataclass(frozen=True)
class TitleHit:
    """An occupation that a title may stand for.

    `score` (0–1) is the chance that this occupation is meant, as measured on hidden titles. The scores
    of all occupations add up to one, or to less when words had to be corrected. `why` is "exact code",
    "exact title", "exact alternate title", "starts with", "who does it" (for what people do, such as
    "teaching"), "close spelling" or "similar words".
    `n_occupations` counts those that share `matched_title`.
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


class TitleIndex:
    """All titles of a catalog, ready to be searched. Make one with `TitleIndex.build(catalog)`."""

    def __init__(
        self,
        codes: Sequence[str],
        titles: Sequence[str],
        alternates: Sequence[tuple[int, str, str | None, bool]],
        *,
        employment: Mapping[str, int] | None = None,
        weights: np.ndarray | None = None,
    ) -> None:
        self.codes, self.titles = tuple(codes), tuple(titles)
        self._number = {code: at for at, code in enumerate(self.codes)}
        rows: dict[tuple[str, ...], int] = {}
        self._shown: dict[tuple[int, int], str] = {}
        self._reported: set[tuple[int, int]] = set()
        official = []
        for occupation, title in enumerate(self.titles):
            row = rows.setdefault(title_words(title), len(rows))
            official.append(row)
            self._shown[(occupation, row)] = title
        for occupation, title, short_title, is_sample in alternates:
            for one in variants(title, short_title):
                words = title_words(one)
                if words:
                    pair = (occupation, rows.setdefault(words, len(rows)))
                    shown = self._shown.get(pair)
                    if shown is None or (len(title), title) < (len(shown), shown):
                        self._shown[pair] = title
                    if is_sample:
                        self._reported.add(pair)
        self._shown |= {
            (at, row): title for at, (row, title) in enumerate(zip(official, self.titles, strict=True))
        }
        pairs = np.array([(row, occupation) for occupation, row in sorted(self._shown)])
        self._rows = rows
        self._official = np.array(official)
        self._official_words = [title_words(title) for title in self.titles]
        self._evidence = Evidence(list(rows), pairs, self._official)
        order = np.lexsort((pairs[:, 1], pairs[:, 0]))
        self._owners = pairs[order]
        self._weights = load_weights() if weights is None else weights
        people = [(employment or {}).get(code[:7]) for code in self.codes]
        self._people = np.log([one if one else UNCOUNTED for one in people])
        frequency = self._evidence.frequency
        self._workers = Workers(rows)
        self._speller = Speller({word: int(frequency[at]) for word, at in self._evidence.word_number.items()})

    @classmethod
    def build(cls, catalog: Catalog) -> TitleIndex:
        """Read the titles and alternate titles of a catalog; takes about a second."""
        occupations = catalog.table("occupations").sort("code_onet")
        number = {code: at for at, code in enumerate(occupations["code_onet"])}
        names = ("code_onet", "title", "short_title", "is_sample")
        alternates = catalog.table("alternate_titles").select(names).sort("code_onet", "title").iter_rows()
        known = [(number[code], *rest) for code, *rest in alternates if code in number]
        return cls(tuple(number), tuple(occupations["title"]), known, employment=_employment(catalog))

    def __repr__(self) -> str:
        return f"TitleIndex({len(self.codes):,} occupations, {len(self._rows):,} titles)"

    def find(self, query: str, *, limit: int = 10) -> list[TitleHit]:
        """Occupations that a title or code may stand for, likeliest first.

        Parameters
        ----------
        query
            A job title or an O*NET-SOC or SOC code.
        limit
            How many to give at most.

        Raises
        ------
        UnknownError
            When no code or title resembles the query.
        InputError
            When the query is empty or longer than 200 characters, or the limit below one.
        """
        text = _checked(query, limit)
        code = code_in(text)
        if code is not None:
            return [self._by_code(code, text)]
        asked = self._ask(text)
        chance = asked.chance
        best = [int(at) for at in np.argsort(-chance, kind="stable")[:limit]]
        rows = [self._row(at, asked) for at in best]
        return [
            TitleHit(
                code_onet=self.codes[at],
                title=self.titles[at],
                matched_title=self._shown[(at, row)],
                score=round(float(chance[at]), 4),
                why=self._why(at, row, asked),
                n_occupations=int(self._evidence.n_sharing[row]),
            )
            for at, row in zip(best, rows, strict=True)
        ]

    def chances(self, query: str) -> np.ndarray:
        """Chance of each occupation, in the order of `codes`; raises like `find`."""
        return self._ask(_checked(query, 1)).chance

    def features(self, query: str) -> np.ndarray:
        """The evidence behind the chances, without exact matches; of shape (n_occupations, n_features)."""
        words = self._wordings(query)[-1]
        return self._evidence.features(words, self._evidence.near(words))

    def resolve(self, query: str) -> TitleHit:
        """The one occupation that a title or code stands for.

        Raises
        ------
        UnknownError
            When nothing resembles the query, or when what does is too uncertain; `closest` names it.
        """
        hits = self.find(query, limit=3)
        if hits[0].score >= LEAST_SCORE:
            return hits[0]
        raise UnknownError(
            "This may be several occupations, or none we know",
            seen=query,
            todo="Name one of them, or its code.",
            closest=tuple(f"{hit.code_onet} {hit.title}" for hit in hits),
        )

    def find_many(self, titles: Sequence[str]) -> pl.DataFrame:
        """The likeliest occupation of each title.

        Parameters
        ----------
        titles
            Job titles or codes; each distinct one is looked up once.

        Returns
        -------
        One row per distinct title in order of appearance: `query`, `code_onet`, `title`,
        `matched_title`, `score`, `why`, `n_occupations`; null beside `query` where nothing resembles it.
        """
        import polars as pl

        rows = []
        for query in dict.fromkeys(titles):
            try:
                rows.append({"query": query, **self.find(query, limit=1)[0].to_dict()})
            except InputError:
                rows.append({"query": query})
        text = dict.fromkeys(("query", "code_onet", "title", "matched_title"), pl.String)
        schema = {**text, "score": pl.Float64, "why": pl.String, "n_occupations": pl.Int64}
        return pl.DataFrame(rows, schema=schema)

    def _by_code(self, code: str, text: str) -> TitleHit:
        at = self._number.get(code)
        if at is None:
            same_soc = [one for one in self.codes if one[:7] == code[:7]]
            near = same_soc or sorted(self.codes, key=lambda one: (-_shared(one, code), one))
            raise UnknownError(
                "No occupation has this code",
                seen=text,
                closest=tuple(f"{one} {self.titles[self._number[one]]}" for one in near[:3]),
            )
        sharing = int(self._evidence.n_sharing[self._official[at]])
        return TitleHit(code, self.titles[at], self.titles[at], 1.0, "exact code", sharing)

    def _wordings(self, text: str) -> list[Words]:
        """The titles that a text holds, as words: the whole first, the longest part last."""
        parts = sorted((title_words(one) for one in variants(text)), key=len)
        before, comma, after = text.partition(",")
        if comma and "," not in after:
            parts.append(title_words(f"{after} {before}"))
        return [words for words in dict.fromkeys((title_words(text), *parts)) if words]

    def _ask(self, text: str) -> _Asked:
        wordings = self._wordings(text)
        exact = tuple(words for words in wordings if words in self._rows)
        if not wordings:
            raise UnknownError("No job title resembles this", seen=text, todo=TODO)
        main = exact[0] if exact else wordings[-1]
        readings = [Reading(main, 1.0, 1.0)] if exact else self._readings(main)
        chance = np.zeros(len(self.codes))
        best_fit, most_alike, likeliest = -1.0, 0.0, None
        for reading in readings:
            near = self._evidence.near(reading.words)
            features = self._evidence.features(reading.words, near)
            known = (reading.words,) if reading.words in self._rows else ()
            bonus = self._bonus(reading.words if reading.is_activity else main, exact or known)
            chance += reading.weight * reading.closeness * chances(features, self._weights, bonus)
            likeness = float(near.nearest.max()) * reading.closeness**2
            if reading.weight * likeness > best_fit:
                best_fit, most_alike = reading.weight * likeness, likeness
                likeliest = _Asked(chance, main, exact, near, reading)
        if not exact and most_alike < LEAST_LIKENESS:
            raise UnknownError("No job title resembles this", seen=text, todo=TODO)
        return likeliest

    def _readings(self, main: Words) -> list[Reading]:
        """What the words may mean, and first those who do what they name."""
        found = self._speller.readings(main)
        first = found[0]
        is_sure = not first.is_changed or len(main) == 1
        if not (is_sure and all(word in self._speller.frequency for word in first.words)):
            return found
        activity = self._workers.who_do(first.words)
        if activity is None:
            return found
        words, times = activity
        share = times / (1 + times)
        rest = [replace(one, weight=one.weight * (1 - share)) for one in found]
        return [Reading(words, share, ALMOST * first.closeness, is_activity=True), *rest]

    def _bonus(self, main: Words, exact: Sequence[Words]) -> np.ndarray:
        """What is added for occupations that hold the very title or whose own title begins so."""
        bonus = np.zeros(len(self.codes))
        for words in exact:
            row = self._rows[words]
            owners = self._owned(row)
            larger = EMPLOYED * (self._people[owners] - self._people[owners].max())
            for occupation, size in zip(owners, larger, strict=True):
                extra = EXACT_TITLE if self._official[occupation] == row else EXACT_ALTERNATE + size
                extra += REPORTED * ((int(occupation), row) in self._reported)
                bonus[occupation] = max(bonus[occupation], extra)
        if not exact:
            start = OFFICIAL_START_OF_ONE_WORD if len(main) == 1 else OFFICIAL_START
            bonus += [start * _begins(title, main) for title in self._official_words]
        return bonus

    def _owned(self, row: int) -> np.ndarray:
        start, end = np.searchsorted(self._owners[:, 0], [row, row + 1])
        return self._owners[start:end, 1]

    def _row(self, occupation: int, asked: _Asked) -> int:
        """The title to show: the very one asked for, its own when that begins so, else the nearest."""
        for words in asked.exact:
            if (occupation, self._rows[words]) in self._shown:
                return self._rows[words]
        if _begins(self._official_words[occupation], asked.main):
            return int(self._official[occupation])
        return self._evidence.nearest_row(asked.near, occupation)

    def _why(self, occupation: int, row: int, asked: _Asked) -> str:
        words = self._evidence.rows[row]
        if words in asked.exact:
            return "exact title" if self._official[occupation] == row else "exact alternate title"
        if _begins(words, asked.main):
            return "starts with"
        if asked.reading.is_activity:
            return "who does it"
        return "close spelling" if asked.reading.is_changed else "similar words"


@dataclass(frozen=True)
class _Asked:
    """A query as understood: chances, its main words, exact wordings, nearest titles, likeliest reading."""

    chance: np.ndarray
    main: Words
    exact: tuple[Words, ...]
    near: Near
    reading: Reading


def _employment(catalog: Catalog) -> dict[str, int]:
    """People employed by SOC code in the latest year counted; empty without that table."""
    if not catalog.has("wages"):
        return {}
    counted = catalog.table("wages").drop_nulls("employment_jobs").sort("year")
    return dict(counted.select("code_soc2018", "employment_jobs").iter_rows())


def _begins(title: Words, typed: Words) -> bool:
    """Whether a title starts with the typed words, the last or any of them cut short."""
    return len(title) >= len(typed) and all(map(str.startswith, title, typed))


def _shared(one: str, other: str) -> int:
    """How many leading characters two codes share."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _checked(query: str, limit: int) -> str:
    if limit < 1:
        raise InputError("The limit must be at least 1", seen=limit)
    text = " ".join(str(query).split())
    if not text:
        raise InputError("No title given", seen=query, todo=TODO)
    if len(text) > LONGEST_QUERY:
        raise InputError(f"A title may have at most {LONGEST_QUERY} characters", seen=text, todo=TODO)
    return text
