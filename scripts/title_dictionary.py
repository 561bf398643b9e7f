"""Make the small dictionaries of titles into English: `python scripts/title_dictionary.py [es fr]`.

It learns from texts that stand in both languages which word means which (IBM model 1, Brown and others 1993):
the labels of ESCO's skills and of ISCO's groups in the folder that CAREERCLUSTERS_RELEASES names, as far as
they are there in the language, those of ESCO's occupations that nobody matched to O*NET, and our own names,
sentences and days of occupations. Labels of matched occupations are left out, since the search is measured on
those. Words are forms (`titles.languages.language`); of each the likeliest English words of titles are kept.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
FOLDER = ROOT / "src" / "careerclusters" / "titles" / "languages"
ROUNDS = 8
MOST_MEANINGS, LEAST_SHARE = 3, 0.12
LONGEST = 14
NOTHING = ""

if TYPE_CHECKING:
    from careerclusters.titles.languages import Language

Pair = tuple[tuple[str, ...], tuple[str, ...]]


def labels_of(folder: Path, language: Language, *, stem: str, english: str, key: str) -> Iterator[Pair]:
    """Labels that stand in both languages; none where the release lacks the language."""
    from careerclusters.titles.wording import title_words

    file = folder / "esco" / f"{stem}_{language.code}.parquet"
    if not file.exists():
        return
    columns = (key, "preferredLabel")
    here = pl.read_parquet(folder / "esco" / f"{stem}_{english}.parquet").select(columns)
    both = here.join(pl.read_parquet(file).select(columns), on=key, suffix="_other").drop_nulls()
    for _, label, other in both.sort(key).iter_rows():
        yield language.words(other), title_words(label)


def unmatched(language: Language) -> Iterator[Pair]:
    """Labels of the occupations that have no match, four times each: they are titles."""
    from careerclusters.catalog import load_catalog
    from careerclusters.titles.wording import title_words

    catalog = load_catalog()
    labels = catalog.table("esco_occupations").join(
        catalog.table("crosswalk_esco_onet"), on="esco_uuid", how="anti"
    )
    both = labels.sort("esco_uuid").select("label_en", f"label_{language.code}").drop_nulls()
    for here, there in both.iter_rows():
        for _ in range(4):
            yield language.words(there.split("/")[0]), title_words(here.split("/")[0])


def own_words(language: Language) -> Iterator[Pair]:
    """Our words of each occupation, line by line; none where we have none in the language."""
    from careerclusters.titles.wording import title_words
    from careerclusters.words import languages, occupation_words

    if language.code not in languages():
        return
    english = occupation_words()
    for code, entry in occupation_words(language.code).items():
        other = english[code]
        lines = [(entry.name, other.name), (entry.name, other.name), (entry.sentence, other.sentence)]
        if len(entry.day) == len(other.day):
            lines += zip(entry.day, other.day, strict=True)
        for there, here in lines:
            yield language.words(there), title_words(here)


def meanings(pairs: list[Pair]) -> dict[str, list[tuple[str, float]]]:
    """For each word the English ones it stands beside, and the share of each."""
    pairs = [(own, (NOTHING, *en)) for own, en in pairs if 0 < len(own) <= LONGEST and 0 < len(en) <= LONGEST]
    foreign = {word: at for at, word in enumerate(sorted({word for own, _ in pairs for word in own}))}
    english = {word: at for at, word in enumerate(sorted({word for _, en in pairs for word in en}))}
    links = [(at, foreign[a], english[b]) for at, (own, en) in enumerate(pairs) for a in own for b in en]
    pair, left, right = np.array(links).T
    # Words are explained by English ones, so that each has a meaning; the other way round below.
    place = np.unique(pair * len(foreign) + left, return_inverse=True)[1]
    cell_key, cell = np.unique(left * len(english) + right, return_inverse=True)
    share = np.ones(len(cell_key))
    for _ in range(ROUNDS):
        weight = share[cell]
        weight = weight / np.bincount(place, weight)[place]
        count = np.bincount(cell, weight)
        total = np.bincount(right, weight, minlength=len(english))
        share = count / total[cell_key % len(english)]
    # Of each word the expected number of times that each English one explains it.
    names, others = list(foreign), list(english)
    of_word = np.bincount(cell_key // len(english), count, minlength=len(foreign))
    found: dict[str, list[tuple[str, float]]] = {}
    for key, times in zip(cell_key.tolist(), count.tolist(), strict=True):
        a, b = divmod(key, len(english))
        part = times / of_word[a]
        if others[b] != NOTHING and part >= LEAST_SHARE:
            found.setdefault(names[a], []).append((others[b], part))
    return {
        word: sorted(parts, key=lambda one: (-one[1], one[0]))[:MOST_MEANINGS]
        for word, parts in found.items()
    }


def learn(language: Language, folder: Path, titles: Counter[str]) -> None:
    """Write the dictionary of a language."""
    skills = labels_of(folder, language, stem="v1_0_skills", english="en-us", key="conceptUri")
    groups = labels_of(folder, language, stem="v1_0_ISCOGroups", english="en", key="code")
    pairs = [*skills, *groups, *unmatched(language), *own_words(language)]
    often = Counter(word for own, _ in pairs for word in set(own))
    lines = []
    for word, parts in sorted(meanings(pairs).items()):
        kept = [(english, share) for english, share in parts if titles[english]]
        if kept and often[word] >= 2 and not word.isdigit():
            lines.append(f"{word},{' '.join(f'{english}:{share:.2f}' for english, share in kept)}")
    out = FOLDER / language.code / "dictionary.csv"
    out.write_text("form,meanings\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{language.rules['name']}: {len(pairs):,} pairs, {len(lines):,} words")


def main() -> int:
    releases = os.environ.get("CAREERCLUSTERS_RELEASES")
    if not releases:
        print("CAREERCLUSTERS_RELEASES names no folder with the releases.")
        return 1
    from careerclusters.catalog import load_catalog
    from careerclusters.titles.known import read_titles
    from careerclusters.titles.languages import LANGUAGES, get_language

    titles = Counter(word for _, words, *_ in read_titles(load_catalog()) for word in set(words))
    for code in sys.argv[1:] or LANGUAGES:
        learn(get_language(code), Path(releases), titles)
    return 0


if __name__ == "__main__":
    sys.exit(main())
