"""Does the title index find the right occupation for titles it has never seen, and say how sure it is?

A tenth of the alternate titles and a fifth of the Census's are hidden everywhere, the index is built without
them, and each is looked up. What counts is the SOC code (6 digits); of a title of several any is right.
"""

from __future__ import annotations

import string
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from careerclusters.evaluation.title_noise import NOISES, noisy
from careerclusters.evaluation.title_sets import HiddenTitles, hide_titles
from careerclusters.titles.batch import Coded
from careerclusters.titles.index import TitleIndex
from careerclusters.titles.known import WRITTEN
from careerclusters.titles.occupations import soc_numbers
from careerclusters.titles.posting import parse_title

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["evaluate_titles", "expected_calibration_error"]

COVERAGE = 0.8
TWO_TOGETHER = (
    ("level before", "contract behind"),
    ("place behind", "number behind"),
    ("one slip", "shift behind"),
)


def evaluate_titles(catalog: Catalog, *, seed: int = 0, n_titles: int = 2000) -> dict[str, object]:
    """How often the right SOC code comes first or among five, how honest the chance is, how fast it goes.

    Parameters
    ----------
    catalog
        With the tables `occupations` and `alternate_titles`; others are used where it has them.
    seed
        Chooses the hidden titles and the noise.
    n_titles
        How many titles of each kind to look up at most; the slow baseline looks up a tenth.

    Returns
    -------
    `sets` (by kind of hidden titles `top_1`, `top_5`, `expected_calibration_error`, `sure_share`,
    `right_of_sure`, `right_at_80_pct`, and the same of a nearest neighbour by TF-IDF), `noise` (share right
    of known titles, and with each kind of noise), `silent_below_half` (shared titles taken without asking
    at a chance below one half), `refused` (random letters) and `speed`.
    """
    hidden = hide_titles(catalog, seed=seed)
    rng = np.random.default_rng(seed)
    chosen = {kind: dict(list(members.items())[:n_titles]) for kind, members in hidden.sets.items()}
    asked: dict[str, tuple[int, ...]] = {}
    for some in chosen.values():
        asked |= dict(list(some.items())[: max(n_titles // 10, 10)])
    index = TitleIndex.of(catalog, hidden.sources)
    sets: dict[str, object] = {
        kind: _measures(index, list(some), list(some.values())) for kind, some in chosen.items() if some
    }
    speed = _speed(index, list(asked), hidden, rng)
    noise = _noise(index, hidden, rng, min(n_titles, 800))
    silent, refused = _silent(index, hidden), _refused(index, rng)
    # Last, so that its tables and the index aren't held together.
    del index
    neighbour, per_second = _nearest_neighbour(hidden, asked)
    return {
        "sets": sets,
        "nearest_by_tfidf": neighbour,
        "noise": noise,
        "silent_below_half": silent,
        "refused_random_letters": refused,
        "speed": {
            **speed,
            "memory_mb": round(_memory_mb(), 1),
            "new_times_nearest_by_tfidf": round(speed["new_titles_per_cpu_second"] / per_second, 1),
            "known_times_nearest_by_tfidf": round(speed["known_titles_per_cpu_second"] / per_second, 1),
        },
    }


def expected_calibration_error(chance: np.ndarray, is_right: np.ndarray) -> float:
    """Mean distance of the chance told from the share that is right, in tenths of the chance."""
    tenth = np.minimum((chance * 10).astype(int), 9)
    parts = [
        (tenth == step).mean() * abs(chance[tenth == step].mean() - is_right[tenth == step].mean())
        for step in range(10)
        if (tenth == step).any()
    ]
    return float(sum(parts))


def _right(soc: np.ndarray, occupations: np.ndarray, owners: Sequence[Sequence[int]]) -> np.ndarray:
    """Whether each answer has a right SOC code, a number of `soc`; of the shape of `occupations`."""
    rows = [[at >= 0 and soc[at] in {soc[one] for one in own} for at in row]
            for row, own in zip(occupations.tolist(), owners, strict=True)]  # fmt: skip
    return np.array(rows, dtype=bool).reshape(occupations.shape)


def _measures(index: TitleIndex, titles: list[str], owners: list[tuple[int, ...]]) -> dict[str, float | int]:
    coded = index.code_all(titles)
    right = _right(index.soc, coded.occupations, owners)
    first, sure = right[:, 0], coded.is_sure
    order = np.argsort(-coded.chance, kind="stable")[: int(len(titles) * COVERAGE)]
    return {
        "titles": len(titles),
        "top_1": _share(first),
        "top_5": _share(np.asarray(right.any(axis=1))),
        "expected_calibration_error": round(expected_calibration_error(coded.chance, first), 4),
        "sure_share": _share(sure),
        "right_of_sure": _share(first[sure]),
        "right_at_80_pct": _share(first[order]),
    }


def _share(values: Any) -> float:
    return round(float(np.mean(values)), 4) if len(values) else float("nan")


def _nearest_neighbour(
    hidden: HiddenTitles, asked: Mapping[str, tuple[int, ...]]
) -> tuple[dict[str, float | int], float]:
    """A plain way to do it, one title after another: the known title most alike by pieces of words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, dtype=np.float32)
    # Single precision while two copies are held; then double, as the likeness is worked out.
    known = vectorizer.fit_transform([shown for _, _, shown, *_ in hidden.sources]).T.tocsr()
    known.data = known.data.astype(np.float64)
    owner = np.array([occupation for occupation, *_ in hidden.sources])
    started = time.process_time()
    best = []
    for title in asked:
        alike = (vectorizer.transform([title]) @ known).toarray().ravel()
        near = owner[np.argsort(-alike)[:50]]
        best.append((list(dict.fromkeys(near.tolist())) + [-1] * 5)[:5])
    taken = time.process_time() - started
    right = _right(soc_numbers(hidden.codes), np.array(best), list(asked.values()))
    measures: dict[str, float | int] = {"titles": len(asked), "top_1": _share(right[:, 0])}
    measures["top_5"] = _share(np.asarray(right.any(axis=1)))
    measures["titles_per_cpu_second"] = round(len(asked) / taken, 1)
    return measures, len(asked) / taken


def _speed(
    index: TitleIndex, titles: list[str], hidden: HiddenTitles, rng: np.random.Generator
) -> dict[str, float]:
    """Titles and rows a second, of the clock and of the processor, and the time one search takes."""
    import polars as pl

    from careerclusters.titles.table import find_batch

    everything = [shown for _, _, shown, *_ in hidden.sources]
    new = [title for kind in ("new", "census_new") for title in hidden.sets[kind]]
    known = list(dict.fromkeys(everything))[:40_000]
    index.code_all(titles)
    rates = {}
    for name, texts in (("new_titles", new), ("known_titles", known)):
        # As in a file of titles that were never read before.
        parse_title.cache_clear()
        index.scorer.lexicon.forget()
        wall, processor = time.perf_counter(), time.process_time()
        index.code_all(texts)
        rates[f"{name}_per_second"] = _rate(len(texts), time.perf_counter() - wall)
        rates[f"{name}_per_cpu_second"] = _rate(len(texts), time.process_time() - processor)
    rows = pl.DataFrame({"title": rng.choice(known, 200_000)})
    started = time.perf_counter()
    find_batch(index, rows)
    rates["rows_per_second_with_repeats"] = round(len(rows) / (time.perf_counter() - started), 1)
    waits = []
    for title in titles[:200]:
        started = time.perf_counter()
        index.read(title)
        waits.append(time.perf_counter() - started)
    rates["search_ms_p50"] = round(1000 * float(np.quantile(waits, 0.5)), 1)
    rates["search_ms_p99"] = round(1000 * float(np.quantile(waits, 0.99)), 1)
    return rates


def _rate(count: int, seconds: float) -> float:
    return round(count / max(seconds, 1e-9), 1)


def _memory_mb() -> float:
    """The most memory this process has held, this evaluation's own tables included."""
    try:
        import resource
    except ImportError:  # not on Windows
        return float("nan")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _noise(index: TitleIndex, hidden: HiddenTitles, rng: np.random.Generator, n: int) -> dict[str, float]:
    """Share right of titles that a list has, as they are and with noise."""
    owners: dict[str, set[int]] = {}
    for occupation, _, shown, _, flags in hidden.sources:
        if flags != WRITTEN:
            owners.setdefault(shown, set()).add(occupation)
    order = sorted(owners)
    rng.shuffle(order)
    titles = order[:n]
    right = [tuple(owners[title]) for title in titles]

    def share(texts: list[str]) -> float:
        return _share(_right(index.soc, index.code_all(texts).occupations, right)[:, 0])

    found = {"as they are": share(titles)}
    for kind in NOISES:
        found[kind] = share([noisy(title, (kind,), rng) for title in titles])
    for kinds in TWO_TOGETHER:
        found[" + ".join(kinds)] = share([noisy(title, kinds, rng) for title in titles])
    return found


def _silent(index: TitleIndex, hidden: HiddenTitles, *, most: int = 1500) -> dict[str, int]:
    """Titles that several occupations share, and how many are taken without asking below one half."""
    owners: dict[str, set[int]] = {}
    for occupation, _, shown, *_ in hidden.sources:
        owners.setdefault(shown, set()).add(occupation)
    shared = sorted(title for title, held in owners.items() if len(held) > 1)[:most]
    coded: Coded = index.code_all(shared)
    read = [index.read(title, limit=1) for title in shared[:: max(len(shared) // 100, 1)]]
    silent = int((coded.is_sure & (coded.chance < 0.5)).sum())
    silent += sum(one.is_sure and one.hits[0].score < 0.5 for one in read)
    return {"titles": len(shared), "asked": int((~coded.is_sure).sum()), "silent": silent}


def _refused(index: TitleIndex, rng: np.random.Generator) -> float:
    """Share of random letters, one or two words of them, that isn't taken for a title."""
    letters = list(string.ascii_lowercase)
    texts = [
        " ".join("".join(rng.choice(letters, size)) for size in rng.integers(4, 11, rng.integers(1, 3)))
        for _ in range(300)
    ]
    return _share(~index.code_all(texts).is_sure)
