"""Fit weights of the evidence and curves of the chance for a language, on the half of labels kept for it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from careerclusters.evaluation.languages import AskedTitle, LanguageLabels, answers_to, choose
from careerclusters.evaluation.title_fit import EVIDENCE, SET, evidence
from careerclusters.titles.languages import LanguageTitles
from careerclusters.titles.languages.chance import WAYS, weights_of
from careerclusters.titles.languages.index import in_english
from careerclusters.titles.ranking import fit_isotonic, fit_weights

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.titles.index import TitleIndex

__all__ = ["fit_language"]

FOLDS, LEAST_TITLES = 4, 40
# A curve is the mean of those of so many samples: the steps of one follow the labels at hand.
SAMPLES = 30
CHANCES = np.linspace(0, 1, 41)
# Our own name is what the occupation is called: set, as in English, where the model is least and most sure.
OWN_CHANCE = (0.9, 0.995)
# Too few hidden labels are held by several codes to learn from: those are always asked about.
SEVERAL_CHANCE = ((0.0, 0.0), (0.89, 0.89), (1.0, 0.89))
_LEAST = 1e-5


def fit_language(
    catalog: Catalog,
    english: TitleIndex,
    folder: Path,
    *,
    code: str = "es",
    seed: int = 0,
    is_chance_only: bool = False,
) -> None:
    """Fit on the half of labels kept for it and write `weights.csv` and `chance.csv` into a folder.

    With `is_chance_only` the weights stay, and only `chance.csv` is written.
    """
    from careerclusters.files import write_text

    labels = LanguageLabels.of(catalog, english, code=code)
    weights = dict(weights_of(code)) if is_chance_only else _weights(labels, english, seed)
    if not is_chance_only:
        rows = [f"{name},{value:.4g}" for name, value in weights.items()]
        write_text(folder / "weights.csv", "evidence,weight\n" + "\n".join(rows) + "\n")
    points = _points(labels, english, weights, seed)
    write_text(folder / "chance.csv", "way,chance,right_share\n" + "\n".join(points) + "\n")


def _weights(labels: LanguageLabels, english: TitleIndex, seed: int) -> dict[str, float]:
    """Weights under which the right occupations of hidden labels are likeliest; what holders gain is set."""
    forms = choose(labels.sets["checked"], fitting=True, seed=seed)
    asked = [labels.sets["checked"][form] for form in forms]
    titles = [labels.language.words(title.label) for title in asked]
    hidden = cast("Any", SimpleNamespace(sources=labels.without(set(forms))))
    features = evidence(hidden, english.scorer.people, titles)
    even = np.full(len(english.codes), 1 / len(english.codes))
    spoken = [in_english(words, english, labels.english, language=labels.language) for words in titles]
    other = np.log(np.stack([even if one is None else one for one in spoken]) + _LEAST)
    features = np.concatenate([features, other[:, :, None].astype(np.float32)], axis=-1)
    names = (*EVIDENCE, "english")
    # Hidden labels are held by nobody: those columns say nothing.
    used = [at for at, name in enumerate(names) if name not in SET]
    right = [np.flatnonzero(np.isin(english.soc, list(title.right))).tolist() for title in asked]
    fitted = fit_weights(features[:, :, used], right)
    return {names[at]: float(value) for at, value in zip(used, fitted, strict=True)} | SET


def _points(labels: LanguageLabels, english: TitleIndex, weights: dict[str, float], seed: int) -> list[str]:
    """Rows of the curves: labels of checked matches, as they are and with a slip, by folds."""
    from careerclusters.evaluation.title_noise import slip

    rng = np.random.default_rng(seed)
    everything = {**labels.sets["checked"], **labels.sets["twin"]}
    forms = [
        form for kind in ("checked", "twin") for form in choose(labels.sets[kind], fitting=True, seed=seed)
    ]
    found = []
    for fold in range(FOLDS):
        hidden = forms[fold::FOLDS]
        left = labels.without(set(hidden))
        titles = LanguageTitles.of(
            english, left, code=labels.language.code, labels=labels.english, weights=weights
        )
        asked = [everything[form] for form in hidden]
        asked += [AskedTitle(slip(title.label, rng), title.occupation, title.right) for title in asked]
        found += answers_to(titles, english, asked, is_calibrated=False)
    rows = [f"own,{x:.4f},{y:.4f}" for x, y in zip((0.0, 1.0), OWN_CHANCE, strict=True)]
    rows += [f"several,{x:.4f},{y:.4f}" for x, y in SEVERAL_CHANCE]
    for way in [way for way in WAYS if way not in ("own", "several")]:
        of_way = [answer for answer in found if answer.way == way]
        if len(of_way) >= LEAST_TITLES:
            chance = np.array([answer.chance for answer in of_way])
            right = np.array([answer.is_right(1) for answer in of_way])
            shares = _mean_curve(chance, right)
            rows += [f"{way},{x:.4f},{y:.4f}" for x, y in zip(CHANCES, shares, strict=True)]
    return rows


def _mean_curve(chance: np.ndarray, is_right: np.ndarray) -> np.ndarray:
    """Share right at each of `CHANCES`: the mean of rising curves of samples drawn with replacement."""
    rng = np.random.default_rng(0)
    curves = []
    for _ in range(SAMPLES):
        drawn = rng.integers(0, len(chance), len(chance))
        curves.append(np.interp(CHANCES, *fit_isotonic(chance[drawn], is_right[drawn])))
    mean: np.ndarray = np.mean(curves, axis=0)
    return mean
