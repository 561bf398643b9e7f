"""Fit the weights of the evidence and the curves of the chance on hidden titles; both are small tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.titles.alike import LEAST_VOTE
from careerclusters.titles.chance import WAYS
from careerclusters.titles.counts import PULLS, symbols_of
from careerclusters.titles.ranking import fit_isotonic, fit_weights
from careerclusters.titles.scorer import HELD, Scorer

if TYPE_CHECKING:
    from scipy import sparse

    from careerclusters.catalog import Catalog
    from careerclusters.evaluation.title_sets import HiddenTitles
    from careerclusters.titles.index import TitleIndex
    from careerclusters.titles.lexicon import Words

__all__ = ["EVIDENCE", "evidence", "fit_all", "fit_chances", "fit_title_weights", "write_fits"]

EVIDENCE = ("prior", *PULLS, "votes", "votes_of_kin", "centre", *HELD)
MOST_FITTED = 900
LEAST_TITLES = 80
# Chance of an occupation's own title, where the model is least and most sure of it.
OWN_CHANCE = (0.9, 0.995)
# What the very words of a title add. Hidden titles can't say: whoever holds one of them is never the one
# it was hidden from. These order the holders of a shared title as counsellors would, and are set.
SET = {
    "own": 8.0,
    "held": 1.5,
    "held_reported": 0.5,
    "held_census": 0.7,
    "held_everyday": 2.2,
    "held_people": 0.35,
    "held_alone": 1.3,
}


def fit_title_weights(hidden: HiddenTitles, people: np.ndarray, *, most: int) -> dict[str, float]:
    """Weights of the evidence, from the first hidden titles whose words no other title has."""
    from careerclusters.titles.wording import title_words

    titles, right = [], []
    for kind in ("new", "census_new"):
        for title, owners in list(hidden.sets[kind].items())[:most]:
            words = title_words(title)
            if words:
                titles.append(words)
                right.append(owners)
    features = evidence(hidden, people, titles)
    fitted = dict(zip(EVIDENCE, fit_weights(features, right).tolist(), strict=True))
    return fitted | SET


def evidence(hidden: HiddenTitles, people: np.ndarray, titles: Sequence[Words]) -> np.ndarray:
    """Each kind of evidence by itself; of shape (n_titles, n_occupations, len(EVIDENCE))."""
    from scipy import sparse

    scorer = Scorer.learn(hidden.sources, people, dict.fromkeys(EVIDENCE, 1.0))
    bags = scorer.lexicon.bags(titles)
    linear = scorer.linear
    symbols, counts = linear.query(symbols_of(bags, scorer.lexicon), len(titles))
    words = scorer.alike.query(bags, scorer.lexicon)
    near = scorer.alike.near(words)
    columns = [np.broadcast_to(linear.prior, (len(titles), len(linear.prior)))]
    parts = sparse.hstack([symbols, words], format="csc")
    start = 0
    for number, kind in enumerate(PULLS):
        end = start + len(linear.keys[kind])
        columns.append(_only(scorer, parts, start, end) + counts[:, number, None] * linear.penalties[number])
        start = end
    for votes in (near.votes, scorer.alike.kin_votes(near.votes)):
        columns.append(np.log1p(votes.toarray() / LEAST_VOTE))
    columns.append(_only(scorer, parts, start, parts.shape[1]))
    rows, pair, held = scorer.held(bags)
    for number in range(len(HELD)):
        column = np.zeros(columns[0].shape, dtype=np.float32)
        column[rows, scorer.known.occupation[pair]] = held[:, number]
        columns.append(column)
    return np.stack([column.astype(np.float32) for column in columns], axis=-1)


def _only(scorer: Scorer, parts: sparse.csc_matrix, start: int, end: int) -> np.ndarray:
    """What the columns from `start` to `end` add."""
    from scipy import sparse

    indptr = np.concatenate([np.zeros(start, dtype=int), parts.indptr[start : end + 1] - parts.indptr[start]])
    indptr = np.concatenate([indptr, np.full(parts.shape[1] - end, indptr[-1])])
    held = slice(parts.indptr[start], parts.indptr[end])
    some = sparse.csc_matrix((parts.data[held], parts.indices[held], indptr), shape=parts.shape)
    return scorer.evidence.times(some.tocsr())


def fit_chances(
    index: TitleIndex, hidden: HiddenTitles, *, skip: int
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Curves from the model's chance to the share that is right, by way, on hidden titles of all kinds.

    Titles of the very words are known in practice and hidden here; that a title whose words are held by
    somebody is meant so is taken from those that another source holds too.
    """
    from careerclusters.evaluation.title_noise import slip
    from careerclusters.titles.batch import code_texts

    rng = np.random.default_rng(0)
    texts, right = [], []
    for members in hidden.sets.values():
        for title, owners in list(members.items())[min(skip, len(members) // 2) :]:
            texts += [title, slip(title, rng)]
            right += [owners, owners]
    coded = code_texts(texts, index.scorer, index.foreign, soc=index.soc, is_told=False)
    soc = index.soc
    hits = [
        bool(found >= 0 and soc[found] in {soc[owner] for owner in owners})
        for found, owners in zip(coded.occupations[:, 0].tolist(), right, strict=True)
    ]
    is_right = np.array(hits)
    curves = {}
    for number, way in enumerate(WAYS):
        of_way = coded.way == number
        if way != "own" and of_way.sum() >= LEAST_TITLES:
            curves[way] = fit_isotonic(coded.chance[of_way], is_right[of_way])
    curves["own"] = (np.array([0.0, 1.0]), np.array(OWN_CHANCE))
    return curves


def write_fits(
    folder: Path, weights: Mapping[str, float], curves: Mapping[str, tuple[np.ndarray, np.ndarray]]
) -> None:
    """Write `weights.csv` and `chance.csv` into a folder."""
    from careerclusters.files import write_text

    rows = [f"{name},{value:.4g}" for name, value in weights.items()]
    write_text(folder / "weights.csv", "evidence,weight\n" + "\n".join(rows) + "\n")
    points = [
        f"{way},{x:.4f},{y:.4f}" for way in WAYS if way in curves for x, y in zip(*curves[way], strict=True)
    ]
    write_text(folder / "chance.csv", "way,chance,right_share\n" + "\n".join(points) + "\n")


def fit_all(catalog: Catalog, folder: Path, *, seed: int = 0) -> None:
    """Fit weights on the first hidden titles and chances on the others, and write both tables."""
    from careerclusters.evaluation.title_sets import hide_titles
    from careerclusters.titles.index import TitleIndex, log_people

    hidden = hide_titles(catalog, seed=seed)
    weights = fit_title_weights(hidden, log_people(catalog, hidden.codes), most=MOST_FITTED)
    index = TitleIndex.of(catalog, hidden.sources, weights=weights)
    write_fits(folder, weights, fit_chances(index, hidden, skip=MOST_FITTED))
