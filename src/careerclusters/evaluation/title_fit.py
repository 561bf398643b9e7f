"""Fit the weights of the evidence and the curves of the chance on hidden titles; both are small tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.titles.alike import LEAST_VOTE
from careerclusters.titles.chance import (
    LEAST_OF_ALL,
    RIGHT_OF_TAKEN,
    SET_LEAST,
    SIGNS,
    WAYS,
    WEIGHED,
    weigh_signs,
)
from careerclusters.titles.counts import PULLS, symbols_of
from careerclusters.titles.groups import minor_groups
from careerclusters.titles.known import bag_hashes
from careerclusters.titles.ranking import fit_isotonic, fit_weights
from careerclusters.titles.scorer import HELD, Scorer

if TYPE_CHECKING:
    from scipy import sparse

    from careerclusters.catalog import Catalog
    from careerclusters.evaluation.title_sets import HiddenTitles
    from careerclusters.titles.lexicon import Words

__all__ = [
    "EVIDENCE",
    "Chances",
    "evidence",
    "fit_all",
    "fit_chances",
    "fit_signs",
    "fit_title_weights",
    "least_chance",
    "write_fits",
]

EVIDENCE = ("prior", *PULLS, "group", "votes", "votes_of_kin", "centre", *HELD)
MOST_FITTED = 900
LEAST_TITLES, LEAST_TAKEN = 80, 40
# So many choices of hidden titles stand behind the chances.
SEEDS = 4
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
    features = evidence(hidden, people, titles, groups=minor_groups(hidden.codes))
    fitted = dict(zip(EVIDENCE, fit_weights(features, right).tolist(), strict=True))
    return fitted | SET


def evidence(
    hidden: HiddenTitles, people: np.ndarray, titles: Sequence[Words], *, groups: np.ndarray | None = None
) -> np.ndarray:
    """Each kind of evidence by itself; of shape (n_titles, n_occupations, len(EVIDENCE)).

    Without `groups`, the number of the group of each occupation, groups say nothing.
    """
    from scipy import sparse

    scorer = Scorer.learn(hidden.sources, people, dict.fromkeys(EVIDENCE, 1.0), groups=groups)
    linear, bags = scorer.linear, scorer.lexicon.bags(titles)
    symbols, counts = linear.query(symbols_of(bags, scorer.lexicon), len(titles))
    words = scorer.alike.query(bags, scorer.lexicon)
    near_votes = scorer.alike.votes(scorer.alike.near(words), len(titles))
    columns = [np.broadcast_to(linear.prior, (len(titles), len(linear.prior)))]
    parts = sparse.hstack([symbols, words], format="csc")
    start = 0
    for number, kind in enumerate(PULLS):
        end = start + len(linear.keys[kind])
        columns.append(_only(scorer, parts, start, end) + counts[:, number, None] * linear.penalties[number])
        start = end
    group_model = scorer.groups
    columns.append(
        np.zeros(columns[0].shape)
        if group_model is None
        else group_model.log_chances(symbols)[:, group_model.group]
    )
    for votes in (near_votes, scorer.alike.kin_votes(near_votes)):
        columns.append(np.log1p(votes / LEAST_VOTE))
    columns.append(_only(scorer, parts, start, parts.shape[1]))
    rows, pair, held = scorer.held(bag_hashes(bags, len(scorer.lexicon.words)))
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


@dataclass(frozen=True, eq=False)
class Chances:
    """Weights of the signs; curves and least chances, by way.

    Attributes
    ----------
    signs
        Weight of each sign of `chance.SIGNS`.
    curves
        From the model's chance to the share that is right.
    risks
        The chance from which on an answer stands, the share of those taken that is right, and how much of
        the way is taken; shares are None where the chance is set.
    """

    signs: Mapping[str, float]
    curves: Mapping[str, tuple[np.ndarray, np.ndarray]]
    risks: Mapping[str, tuple[float, float | None, float | None]]


def fit_chances(catalog: Catalog, weights: Mapping[str, float], *, seed: int, skip: int) -> Chances:
    """Weights of the signs, and curves from the chance weighed to the share that is right, by way.

    Hidden titles of all kinds are looked up.

    Titles of the very words are known in practice and hidden here; that a title whose words are held by
    somebody is meant so is taken from those that another source holds too. Each kind of hidden titles counts
    as much as any other, and titles with a slip together as much as those without.

    Parameters
    ----------
    weights
        Of the evidence.
    seed
        The first of `SEEDS` that choose what is hidden.
    skip
        So many titles of each kind of the first seed are left out: the weights were fitted on them.
    """
    parts = [
        _looked_up(catalog, weights, one, skip if one == seed else 0) for one in range(seed, seed + SEEDS)
    ]
    columns = (np.concatenate(column) for column in zip(*parts, strict=True))
    own_chance, way_of, signs, is_right, counted = columns
    weights_of_signs = fit_signs(signs, way_of, is_right, weights=counted)
    chance = weigh_signs(signs, way_of, own_chance, weights=weights_of_signs)
    curves: dict[str, tuple[np.ndarray, np.ndarray]] = {}
    risks: dict[str, tuple[float, float | None, float | None]] = {}
    for number, way in enumerate(WAYS):
        of_way = way_of == number
        if of_way.sum() >= LEAST_TITLES:
            curves[way] = fit_isotonic(chance[of_way], is_right[of_way], weights=counted[of_way])
            calibrated = np.interp(chance[of_way], *curves[way])
            risks[way] = least_chance(calibrated, is_right[of_way], counted[of_way])
    curves["own"] = (np.array([0.0, 1.0]), np.array(OWN_CHANCE))
    for way, least in SET_LEAST.items():
        risks[way] = (least, None, None)
    return Chances(weights_of_signs, curves, risks)


def _looked_up(
    catalog: Catalog, weights: Mapping[str, float], seed: int, skip: int
) -> tuple[np.ndarray, ...]:
    """Of hidden titles, as they are and with a slip: chance, way, signs, whether right, weight."""
    from careerclusters.evaluation.title_noise import slip
    from careerclusters.evaluation.title_sets import hide_titles
    from careerclusters.titles.batch import code_texts
    from careerclusters.titles.index import TitleIndex

    hidden = hide_titles(catalog, seed=seed)
    index = TitleIndex.of(catalog, hidden.sources, weights=weights)
    rng = np.random.default_rng(seed)
    texts, right, counted = [], [], []
    for members in hidden.sets.values():
        some = list(members.items())[min(skip, len(members) // 2) :]
        for title, owners in some:
            texts += [title, slip(title, rng)]
            right += [owners, owners]
            counted += [1 / len(some)] * 2
    coded = code_texts(texts, index.scorer, index.foreign, soc=index.soc, is_calibrated=False)
    soc = index.soc
    is_right = np.array([
        bool(found >= 0 and soc[found] in {soc[owner] for owner in owners})
        for found, owners in zip(coded.occupations[:, 0].tolist(), right, strict=True)
    ])  # fmt: skip
    return coded.chance, coded.way, coded.signs, is_right, np.array(counted) / np.mean(counted)


def fit_signs(
    signs: np.ndarray, way: np.ndarray, is_right: np.ndarray, *, weights: np.ndarray
) -> dict[str, float]:
    """Weights of the signs under which firsts that are right look so, of the ways `WEIGHED`."""
    from sklearn.linear_model import LogisticRegression

    used = np.isin(way, [WAYS.index(name) for name in WEIGHED])
    # The first sign is one for all; the model has a constant of its own.
    some = signs[used, 1:]
    mean, spread = some.mean(0), some.std(0) + 1e-9
    model = LogisticRegression().fit((some - mean) / spread, is_right[used], sample_weight=weights[used])
    slopes = model.coef_[0] / spread
    constant = float(model.intercept_[0] - slopes @ mean)
    return dict(zip(SIGNS, [constant, *slopes.tolist()], strict=True))


def least_chance(
    calibrated: np.ndarray, is_right: np.ndarray, weights: np.ndarray
) -> tuple[float, float | None, float | None]:
    """The smallest chance such that of those at or above it enough are right; with that share and coverage.

    Never below `LEAST_OF_ALL`, and infinite where no group of `LEAST_TAKEN` is right often enough.
    """
    order = np.argsort(-calibrated, kind="stable")
    taken, hits = np.cumsum(weights[order]), np.cumsum(weights[order] * is_right[order])
    is_last = np.append(np.diff(calibrated[order]) < 0, True)
    enough = is_last & (hits >= RIGHT_OF_TAKEN * taken) & (calibrated[order] >= LEAST_OF_ALL)
    enough[: LEAST_TAKEN - 1] = False
    if not enough.any():
        return float("inf"), None, None
    at = int(np.flatnonzero(enough)[-1])
    return float(calibrated[order][at]), float(hits[at] / taken[at]), float(taken[at] / taken[-1])


def write_fits(folder: Path, weights: Mapping[str, float], chances: Chances) -> None:
    """Write `weights.csv`, `signs.csv`, `chance.csv` and `risk.csv` into a folder."""
    from careerclusters.files import write_text

    rows = [f"{name},{value:.4g}" for name, value in weights.items()]
    write_text(folder / "weights.csv", "evidence,weight\n" + "\n".join(rows) + "\n")
    signs = [f"{name},{value:.4g}" for name, value in chances.signs.items()]
    write_text(folder / "signs.csv", "sign,weight\n" + "\n".join(signs) + "\n")
    curves = chances.curves
    points = [
        f"{way},{x:.4f},{y:.4f}" for way in WAYS if way in curves for x, y in zip(*curves[way], strict=True)
    ]
    write_text(folder / "chance.csv", "way,chance,right_share\n" + "\n".join(points) + "\n")
    risks = []
    for way in WAYS:
        if way in chances.risks:
            least, *shares = chances.risks[way]
            # Rounded down, so that a chance that was taken here is taken there.
            shown = ["" if share is None else f"{share:.3f}" for share in shares]
            risks.append(f"{way},{np.floor(least * 1e4) / 1e4:.4f},{shown[0]},{shown[1]}")
    write_text(folder / "risk.csv", "way,least_chance,right_of_taken,taken_share\n" + "\n".join(risks) + "\n")


def fit_all(catalog: Catalog, folder: Path, *, seed: int = 0) -> None:
    """Fit weights on the first hidden titles and chances on the others, and write four tables."""
    from careerclusters.evaluation.title_sets import hide_titles
    from careerclusters.titles.occupations import log_people

    hidden = hide_titles(catalog, seed=seed)
    weights = fit_title_weights(hidden, log_people(catalog, hidden.codes), most=MOST_FITTED)
    write_fits(folder, weights, fit_chances(catalog, weights, seed=seed, skip=MOST_FITTED))
