"""Make the small Spanish-English dictionary of titles: `python scripts/spanish_dictionary.py`.

It learns from texts that stand in both languages which word means which (IBM model 1, Brown and others 1993):
the labels of ESCO's skills in the folder that CAREERCLUSTERS_RELEASES names, those of its occupations that
nobody matched to O*NET, and our own names, sentences and days of occupations. Labels of matched occupations
are left out, since the search is measured on those. Words are forms (`titles.spanish.wording`); of each the
likeliest English words of titles are kept.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
OUT = ROOT / "src" / "careerclusters" / "titles" / "spanish" / "dictionary.csv"
ROUNDS = 8
MOST_MEANINGS, LEAST_SHARE = 3, 0.12
LONGEST = 14
NOTHING = ""

Pair = tuple[tuple[str, ...], tuple[str, ...]]


def skills(folder: Path) -> Iterator[Pair]:
    """Labels of skills in both languages."""
    from careerclusters.titles.spanish.wording import spanish_words
    from careerclusters.titles.wording import title_words

    english = pl.read_parquet(folder / "esco" / "v1_0_skills_en-us.parquet")
    spanish = pl.read_parquet(folder / "esco" / "v1_0_skills_es.parquet")
    columns = ("conceptUri", "preferredLabel")
    both = english.select(columns).join(spanish.select(columns), on="conceptUri", suffix="_es").drop_nulls()
    for _, here, there in both.sort("conceptUri").iter_rows():
        yield spanish_words(there), title_words(here)


def unmatched() -> Iterator[Pair]:
    """Labels of the occupations that have no match, four times each: they are titles."""
    from careerclusters.catalog import load_catalog
    from careerclusters.titles.spanish.wording import spanish_words
    from careerclusters.titles.wording import title_words

    catalog = load_catalog()
    labels = catalog.table("esco_occupations").join(
        catalog.table("crosswalk_esco_onet"), on="esco_uuid", how="anti"
    )
    for here, there in labels.sort("esco_uuid").select("label_en", "label_es").drop_nulls().iter_rows():
        for _ in range(4):
            yield spanish_words(there.split("/")[0]), title_words(here.split("/")[0])


def own_words() -> Iterator[Pair]:
    """Our words of each occupation, line by line."""
    from careerclusters.titles.spanish.wording import spanish_words
    from careerclusters.titles.wording import title_words
    from careerclusters.words import occupation_words

    english = occupation_words()
    for code, entry in occupation_words("es").items():
        other = english[code]
        lines = [(entry.name, other.name), (entry.name, other.name), (entry.sentence, other.sentence)]
        if len(entry.day) == len(other.day):
            lines += zip(entry.day, other.day, strict=True)
        for there, here in lines:
            yield spanish_words(there), title_words(here)


def meanings(pairs: list[Pair]) -> dict[str, list[tuple[str, float]]]:
    """For each Spanish word the English ones it stands beside, and the share of each."""
    pairs = [(es, (NOTHING, *en)) for es, en in pairs if 0 < len(es) <= LONGEST and 0 < len(en) <= LONGEST]
    spanish = {word: at for at, word in enumerate(sorted({word for es, _ in pairs for word in es}))}
    english = {word: at for at, word in enumerate(sorted({word for _, en in pairs for word in en}))}
    links = [(at, spanish[a], english[b]) for at, (es, en) in enumerate(pairs) for a in es for b in en]
    pair, left, right = np.array(links).T
    # Spanish words are explained by English ones, so that each has a meaning; the other way round below.
    place = np.unique(pair * len(spanish) + left, return_inverse=True)[1]
    cell_key, cell = np.unique(left * len(english) + right, return_inverse=True)
    share = np.ones(len(cell_key))
    for _ in range(ROUNDS):
        weight = share[cell]
        weight = weight / np.bincount(place, weight)[place]
        count = np.bincount(cell, weight)
        total = np.bincount(right, weight, minlength=len(english))
        share = count / total[cell_key % len(english)]
    # Of each Spanish word the expected number of times that each English one explains it.
    names, others = list(spanish), list(english)
    of_word = np.bincount(cell_key // len(english), count, minlength=len(spanish))
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


def main() -> int:
    releases = os.environ.get("CAREERCLUSTERS_RELEASES")
    if not releases:
        print("CAREERCLUSTERS_RELEASES names no folder with the releases.")
        return 1
    from careerclusters.catalog import load_catalog
    from careerclusters.titles.known import read_titles

    titles = Counter(word for _, words, *_ in read_titles(load_catalog()) for word in set(words))
    pairs = [*skills(Path(releases)), *unmatched(), *own_words()]
    often = Counter(word for es, _ in pairs for word in set(es))
    lines = []
    for word, parts in sorted(meanings(pairs).items()):
        kept = [(english, share) for english, share in parts if titles[english]]
        if kept and often[word] >= 2 and not word.isdigit():
            lines.append(f"{word},{' '.join(f'{english}:{share:.2f}' for english, share in kept)}")
    OUT.write_text("form,meanings\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(pairs):,} pairs, {len(lines):,} words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
