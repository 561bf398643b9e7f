"""Does the title index find the right occupation for titles it has never seen?

A tenth of the alternate titles is hidden from every occupation, the index is built without them, and
each hidden title is looked up. A title of several occupations is found when any of them is. The weights
of the ranking are fitted on another hidden tenth, so that nothing measured here was learned from.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.errors import UnknownError
from careerclusters.titles.evidence import FEATURES
from careerclusters.titles.index import LEAST_SCORE, TitleIndex
from careerclusters.titles.ranking import fit_weights
from careerclusters.titles.wording import title_words, variants

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["HiddenTitles", "evaluate_titles", "fit_title_weights", "hide_titles", "slip"]

SHARE = 0.1
TOPS = (1, 5, 10)
SLOW = 300


@dataclass(frozen=True)
class HiddenTitles:
    """Occupations, known alternate titles, and two sets of hidden ones with their occupations."""

    codes: tuple[str, ...]
    titles: tuple[str, ...]
    known: tuple[tuple[int, str, str | None, bool], ...]
    to_fit: dict[str, tuple[int, ...]]
    to_test: dict[str, tuple[int, ...]]

    def index(self, *, with_fitted: bool, weights: np.ndarray | None = None) -> TitleIndex:
        """An index without the titles to test, with or without those to fit on."""
        hidden = set(self.to_test) | (set() if with_fitted else set(self.to_fit))
        alternates = [row for row in self.known if row[1] not in hidden]
        return TitleIndex(self.codes, self.titles, alternates, weights=weights)


def hide_titles(catalog: Catalog, *, share: float = SHARE, seed: int = 0) -> HiddenTitles:
    """Choose which alternate titles to hide, at random by title."""
    occupations = catalog.table("occupations").sort("code_onet")
    number = {code: at for at, code in enumerate(occupations["code_onet"])}
    names = ("code_onet", "title", "short_title", "is_sample")
    rows = catalog.table("alternate_titles").select(names).sort("code_onet", "title").iter_rows()
    known = tuple((number[code], *rest) for code, *rest in rows if code in number)
    owners: dict[str, list[int]] = {}
    for occupation, title, *_ in known:
        owners.setdefault(title, []).append(occupation)
    order = sorted(owners)
    np.random.default_rng(seed).shuffle(order)
    size = int(len(order) * share)

    def chosen(titles: list[str]) -> dict[str, tuple[int, ...]]:
        return {title: tuple(owners[title]) for title in titles}

    return HiddenTitles(
        codes=tuple(occupations["code_onet"]),
        titles=tuple(occupations["title"]),
        known=known,
        to_test=chosen(order[:size]),
        to_fit=chosen(order[size : 2 * size]),
    )


def fit_title_weights(hidden: HiddenTitles, *, n_titles: int = 3000) -> np.ndarray:
    """Weights of the ranking, from the first `n_titles` of the titles hidden to fit on."""
    index = hidden.index(with_fitted=False, weights=np.zeros(len(FEATURES)))
    titles = list(hidden.to_fit)[:n_titles]
    features = np.stack([index.features(title) for title in titles]).astype(np.float32)
    return fit_weights(features, [hidden.to_fit[title] for title in titles])


def evaluate_titles(
    catalog: Catalog, *, seed: int = 0, n_titles: int = 2000, n_fit: int = 3000
) -> dict[str, object]:
    """How often the right occupation of a hidden title comes first, or among the first 5 or 10.

    Parameters
    ----------
    catalog
        With the tables `occupations` and `alternate_titles`.
    seed
        Chooses the hidden titles and the slips.
    n_titles
        How many hidden titles to look up; the slow baseline looks up the first 300.
    n_fit
        How many other hidden titles the weights of the ranking are fitted on.

    Returns
    -------
    `titles` (how many), `methods` (for each method and test set the shares `top_1`, `top_5`,
    `top_10`), `calibration` (score against hits, in tenths), `expected_calibration_error`,
    `resolved` (share answered by `resolve` and how often rightly), `refused` (share of hidden titles,
    slips and random letters to which the index says that it knows nothing alike).
    """
    hidden = hide_titles(catalog, seed=seed)
    index = hidden.index(with_fitted=True, weights=fit_title_weights(hidden, n_titles=n_fit))
    titles = list(hidden.to_test)[:n_titles]
    right = [hidden.to_test[title] for title in titles]
    rng = np.random.default_rng(seed)
    slips = [slip(title, rng) for title in titles]
    twins = {words for row in hidden.known if row[1] not in hidden.to_test for words in _wordings(row[1])}
    is_new = np.array([not twins & set(_wordings(title)) for title in titles])
    is_single = np.array([len(owners) == 1 for owners in right])

    found = [_look_up(index, title, owners) for title, owners in zip(titles, right, strict=True)]
    ours, scores, hits = map(np.array, zip(*found, strict=True))
    slipped = [_look_up(index, title, owners) for title, owners in zip(slips, right, strict=True)]
    slip_ranks, slip_scores, _ = map(np.array, zip(*slipped, strict=True))
    baselines = _baselines(hidden, titles, right)
    answered = scores >= LEAST_SCORE
    nonsense = [_look_up(index, _nonsense(rng), (0,))[1] for _ in range(300)]
    return {
        "titles": len(titles),
        "methods": {
            **baselines,
            "careerclusters": _shares(ours),
            "careerclusters, title of one occupation": _shares(ours[is_single]),
            "careerclusters, no other spelling known": _shares(ours[is_new]),
            "careerclusters, one slip in the title": _shares(slip_ranks),
        },
        "calibration": _calibration(scores, hits),
        "expected_calibration_error": round(_calibration_error(scores, hits), 4),
        "resolved": {
            "share": round(float(answered.mean()), 4),
            "right_share": round(float(hits[answered].mean()), 4) if answered.any() else None,
        },
        "refused": {
            "hidden_titles": round(float((scores == 0).mean()), 4),
            "slips": round(float((slip_scores == 0).mean()), 4),
            "random_letters": round(float(np.mean(np.array(nonsense) == 0)), 4),
        },
    }


def slip(title: str, rng: np.random.Generator) -> str:
    """The title with one slip in a word of four letters or more: two swapped, one lost, doubled or other."""
    places = [
        at for at in range(1, len(title) - 1) if title[at - 1 : at + 2].isalpha() and title[at + 1].islower()
    ]
    if not places:
        return title
    at = int(rng.choice(places))
    letter = str(rng.choice(list(string.ascii_lowercase)))
    swapped = title[:at] + title[at + 1] + title[at] + title[at + 2 :]
    lost, doubled = title[:at] + title[at + 1 :], title[:at] + title[at] + title[at:]
    return str(rng.choice([swapped, lost, doubled, title[:at] + letter + title[at + 1 :]]))


def _wordings(title: str) -> list[tuple[str, ...]]:
    return [title_words(one) for one in variants(title)]


def _nonsense(rng: np.random.Generator) -> str:
    """One or two words of random letters."""
    letters = list(string.ascii_lowercase)
    return " ".join("".join(rng.choice(letters, size)) for size in rng.integers(4, 11, rng.integers(1, 3)))


def _look_up(index: TitleIndex, title: str, owners: Sequence[int]) -> tuple[int, float, bool]:
    """Place of the best of the right occupations from 1, the highest score, whether that one is right.

    A refused title has the last place and score 0.
    """
    try:
        chance = index.chances(title)
    except UnknownError:
        return len(index.codes), 0.0, False
    place = int((chance > max(chance[at] for at in owners)).sum()) + 1
    return place, float(chance.max()), int(chance.argmax()) in owners


def _shares(ranks: np.ndarray) -> dict[str, float | int]:
    return {f"top_{top}": round(float((ranks <= top).mean()), 4) for top in TOPS} | {"titles": len(ranks)}


def _baselines(
    hidden: HiddenTitles, titles: list[str], right: list[tuple[int, ...]]
) -> dict[str, dict[str, float | int]]:
    """Two common ways: the most alike title by edits, and votes of the most alike by pieces of words."""
    from rapidfuzz import fuzz, process, utils
    from sklearn.feature_extraction.text import TfidfVectorizer

    shown = [(title, at) for at, title in enumerate(hidden.titles)]
    shown += [(title, at) for at, title, *_ in hidden.known if title not in hidden.to_test]
    texts = [utils.default_process(title) for title, _ in shown]
    owner = np.array([at for _, at in shown])
    n = len(hidden.codes)

    def ranks(score: Callable[[str], np.ndarray], many: int) -> np.ndarray:
        found = []
        for title, owners in list(zip(titles, right, strict=True))[:many]:
            value = score(utils.default_process(title))
            best = max(value[at] for at in owners)
            # Among equals the right one comes, on average, in the middle.
            found.append((value > best).sum() + ((value == best).sum() + 1) / 2)
        return np.array(found)

    def by_edits(text: str) -> np.ndarray:
        alike = process.cdist([text], texts, scorer=fuzz.WRatio)[0]
        value = np.zeros(n)
        np.maximum.at(value, owner, alike)
        return value

    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    known = vectorizer.fit_transform(texts).T.tocsr()

    def by_votes(text: str) -> np.ndarray:
        alike = (vectorizer.transform([text]) @ known).toarray().ravel()
        near = np.argpartition(-alike, 30)[:30]
        return np.bincount(owner[near], alike[near] ** 3, minlength=n)

    return {
        "most alike by edits (rapidfuzz)": _shares(ranks(by_edits, SLOW)),
        "votes of 30 alike by pieces (TF-IDF)": _shares(ranks(by_votes, len(titles))),
    }


def _calibration(scores: np.ndarray, hits: np.ndarray) -> list[dict[str, float | int]]:
    tenth = np.minimum((scores * 10).astype(int), 9)
    return [
        {
            "score_mean": round(float(scores[tenth == step].mean()), 3),
            "right_share": round(float(hits[tenth == step].mean()), 3),
            "titles": int((tenth == step).sum()),
        }
        for step in range(10)
        if (tenth == step).any()
    ]


def _calibration_error(scores: np.ndarray, hits: np.ndarray) -> float:
    rows = _calibration(scores, hits)
    return sum(row["titles"] * abs(row["score_mean"] - row["right_share"]) for row in rows) / len(scores)
