"""Known titles in another language: our own names and search words, and labels of ESCO with their matches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from careerclusters.titles.known import EVERYDAY, LISTED, OWN, Source
from careerclusters.titles.languages.language import Language
from careerclusters.titles.wording import title_words

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.titles.index import TitleIndex

__all__ = [
    "english_titles",
    "esco_labels",
    "esco_titles",
    "guessed_titles",
    "guesses",
    "has_labels",
    "own_titles",
]

# How much a label counts, by how sure the authors of the match are: 2 checked, 1 as a rule, 0.5 doubtful.
OF_CONFIDENCE = {2.0: 1.0, 1.0: 0.6, 0.5: 0.3}
# An ESCO occupation that nobody matched counts as much as its English label is sure, times this.
GUESSED, LEAST_GUESS = 0.5, 0.5
FIRST = 3


def has_labels(catalog: Catalog) -> bool:
    """Whether titles in other languages are about the occupations of this catalog: our own words are."""
    from careerclusters.words import words_of

    codes = catalog.table("occupations")["code_onet"]
    return any(words_of(code) is not None for code in codes.head(FIRST))


def own_titles(language: Language, codes: Sequence[str]) -> Iterator[Source]:
    """Our names, search words and everyday titles of the occupations with these codes."""
    from careerclusters.words import languages, occupation_words

    number = {code: at for at, code in enumerate(codes)}
    others = re.compile(language.rules["others"], re.I)
    for code, entry in occupation_words(language.code).items() if language.code in languages() else ():
        if code not in number:
            continue
        # What is left behind a slash is another form: "Actor/actriz".
        name = language.unslashed(entry.name).split("/")[0]
        yield number[code], language.words(name), entry.name, 1.0, OWN | EVERYDAY
        # "Maestro/a (otros tipos)" is not what people call a teacher.
        typed = [name.split("(")[0]] if "(" in name and not others.search(name) else []
        for title in (*typed, *entry.search):
            words = language.words(title)
            # "Maestra de maestros" is no other word for a teacher.
            if len(words) == 1 or len(set(words)) > 1:
                yield number[code], words, title.strip(), 1.0, EVERYDAY
    for row in language.rows("everyday.csv"):
        for code in row["codes"].split():
            if code in number:
                yield number[code], language.words(row["title"]), row["title"], 1.0, EVERYDAY


def esco_labels(language: Language, catalog: Catalog) -> dict[str, list[str]]:
    """Labels in a language of each ESCO occupation by its UUID, the preferred ones first."""
    found: dict[str, list[str]] = {}
    if catalog.has("esco_occupations"):
        column = f"label_{language.code}"
        labels = catalog.table("esco_occupations").select("esco_uuid", column).sort("esco_uuid")
        for uuid, label in labels.drop_nulls().iter_rows():
            found[uuid] = [part.strip() for part in language.unslashed(label).split("/") if part.strip()]
    if catalog.has("esco_alternates"):
        for uuid, label in _alternates(catalog, language.code):
            parts = (part.strip() for part in language.unslashed(label).split("/"))
            known = found.setdefault(uuid, [])
            known += [part for part in parts if part and part not in known]
    return found


def esco_matches(catalog: Catalog, number: Mapping[str, int]) -> dict[str, list[tuple[int, float]]]:
    """Occupations that each ESCO occupation is matched to, and how much it counts (0-1)."""
    found: dict[str, list[tuple[int, float]]] = {}
    if catalog.has("crosswalk_esco_onet"):
        for uuid, code, sure in (
            catalog.table("crosswalk_esco_onet").sort("esco_uuid", "code_onet").iter_rows()
        ):
            if code in number and sure in OF_CONFIDENCE:
                found.setdefault(uuid, []).append((number[code], OF_CONFIDENCE[sure]))
    return found


def esco_titles(language: Language, catalog: Catalog, codes: Sequence[str]) -> Iterator[Source]:
    """Labels of the ESCO occupations that are matched."""
    matches = esco_matches(catalog, {code: at for at, code in enumerate(codes)})
    for uuid, labels in esco_labels(language, catalog).items():
        for at, sure in matches.get(uuid, ()):
            for label in labels:
                yield at, language.words(label), label, sure, LISTED


def english_titles(catalog: Catalog, codes: Sequence[str]) -> Iterator[Source]:
    """English labels of the ESCO occupations that are matched: a title put into English looks like those."""
    matches = esco_matches(catalog, {code: at for at, code in enumerate(codes)})
    for uuid, label in (*_english_labels(catalog).items(), *_alternates(catalog, "en")):
        for at, sure in matches.get(uuid, ()):
            yield at, title_words(label), label, sure, LISTED


def guesses(catalog: Catalog, english: TitleIndex) -> dict[str, tuple[int, float]]:
    """Of ESCO occupations that nobody matched: what their English label is taken for, and the chance."""
    matches = esco_matches(catalog, {code: at for at, code in enumerate(english.codes)})
    unmatched = {uuid: label for uuid, label in _english_labels(catalog).items() if uuid not in matches}
    texts = sorted(set(unmatched.values()))
    coded = english.code_all(texts)
    found = dict(
        zip(texts, zip(coded.occupations[:, 0].tolist(), coded.chance.tolist(), strict=True), strict=True)
    )
    guess = {uuid: found[text] for uuid, text in sorted(unmatched.items())}
    return {uuid: (at, chance) for uuid, (at, chance) in guess.items() if at >= 0 and chance >= LEAST_GUESS}


def guessed_titles(
    language: Language, catalog: Catalog, guess: Mapping[str, tuple[int, float]]
) -> Iterator[Source]:
    """Labels of ESCO occupations that nobody matched, by what `guesses` takes them for."""
    labels = esco_labels(language, catalog)
    for uuid, (at, chance) in guess.items():
        for label in labels.get(uuid, ()):
            yield at, language.words(label), label, GUESSED * chance, 0


def _alternates(catalog: Catalog, language: str) -> list[tuple[str, str]]:
    if not catalog.has("esco_alternates"):
        return []
    rows = catalog.table("esco_alternates").filter(pl.col("language") == language)
    return list(rows.select("esco_uuid", "label").sort("esco_uuid", "label").iter_rows())


def _english_labels(catalog: Catalog) -> dict[str, str]:
    if not catalog.has("esco_occupations"):
        return {}
    rows = catalog.table("esco_occupations").select("esco_uuid", "label_en").iter_rows()
    return {uuid: label.split("/")[0].strip() for uuid, label in rows}
