"""Does the index of a language find the right occupation for labels it has never seen, and know how sure?

Labels of ESCO are hidden by their normal form (no accents, gender, number, filler): every label of the form
goes, and only forms are asked that no title left in the index has and that lead to one O*NET code. Half of
all forms, by a checksum of their words, are for fitting and never asked here; of the other half a seed
chooses. What counts is the SOC code (6 digits): that of the match, or one under which O*NET or the Census
list the label's English name, or one that we judged right too (`judged_es.csv` and so on: labels whose match
is odd, such as "enfermera" for phlebotomists). The share right by the match alone is told beside it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from careerclusters.results import Value
from careerclusters.titles.languages import Language, LanguageTitles, get_language
from careerclusters.titles.languages.chance import LEAST_SURE
from careerclusters.titles.languages.index import learn_labels
from careerclusters.titles.languages.sources import (
    esco_labels,
    esco_titles,
    guessed_titles,
    guesses,
    own_titles,
)

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.catalog import Catalog
    from careerclusters.titles.index import TitleIndex
    from careerclusters.titles.known import Source
    from careerclusters.titles.scorer import Scorer

__all__ = [
    "KINDS",
    "AskedTitle",
    "HiddenLabels",
    "LanguageLabels",
    "LanguageReport",
    "answers_to",
    "choose",
    "evaluate_language",
    "hide_labels",
]

KINDS = ("checked", "unchecked", "twin")
"""New, of a match that its authors checked; new, of another match; held by our own words too."""

MOST = 400
FAR, IN_FIVE = 40, 5
CHECKED = 1.0
Form = frozenset[str]


@dataclass(frozen=True)
class AskedTitle:
    """A hidden label, the number of its matched occupation, and the numbers of the right SOC codes."""

    label: str
    occupation: int
    right: frozenset[int]


@dataclass(frozen=True)
class HiddenLabels:
    """What is left to learn from, and what was hidden.

    Attributes
    ----------
    sources
        Titles left.
    asked
        The hidden labels.
    """

    sources: tuple[Source, ...]
    asked: tuple[AskedTitle, ...]


@dataclass(frozen=True)
class LanguageLabels:
    """All titles of a catalog in one language, and by kind the forms that may be hidden."""

    language: Language
    own: tuple[Source, ...]
    esco: tuple[Source, ...]
    guessed: tuple[Source, ...]
    english: Scorer
    sets: Mapping[str, Mapping[Form, AskedTitle]]

    @classmethod
    def of(cls, catalog: Catalog, english: TitleIndex, *, code: str = "es") -> LanguageLabels:
        language = get_language(code)
        own = tuple(own_titles(language, english.codes))
        esco = tuple(esco_titles(language, catalog, english.codes))
        guessed = tuple(guessed_titles(language, catalog, guesses(catalog, english)))
        held = {frozenset(words) for _, words, *_ in own}
        guessed_forms = {frozenset(words) for _, words, *_ in guessed}
        american = _american(catalog, english, language)
        for form, judged in _judged(language).items():
            american.setdefault(form, set()).update(
                english.soc[[one == judged for one in english.codes]].tolist()
            )
        label: dict[Form, str] = {}
        owners: dict[Form, set[int]] = {}
        checked: dict[Form, bool] = {}
        for at, words, shown, weight, _ in esco:
            form = frozenset(words)
            if form:
                owners.setdefault(form, set()).add(at)
                label[form] = min(label.get(form, shown), shown)
                checked[form] = checked.get(form, True) and weight >= CHECKED
        sets: dict[str, dict[Form, AskedTitle]] = {kind: {} for kind in KINDS}
        for form, occupations in owners.items():
            if len(occupations) == 1 and form not in guessed_forms:
                at = min(occupations)
                right = frozenset((int(english.soc[at]), *american.get(form, ())))
                kind = "twin" if form in held else "checked" if checked[form] else "unchecked"
                if kind != "twin" or checked[form]:
                    sets[kind][form] = AskedTitle(label[form], at, right)
        return cls(language, own, esco, guessed, learn_labels(catalog, english), sets)

    def without(self, hidden: set[Form]) -> tuple[Source, ...]:
        """Titles that are left."""
        return (*self.own, *(one for one in self.esco if frozenset(one[1]) not in hidden), *self.guessed)


def _judged(language: Language) -> dict[Form, str]:
    """The code that we judged right too, by form."""
    text = (resources.files(__package__) / f"judged_{language.code}.csv").read_text(encoding="utf-8")
    return {
        frozenset(language.words(row["label"])): row["code_onet"] for row in csv.DictReader(text.splitlines())
    }


def _american(catalog: Catalog, english: TitleIndex, language: Language) -> dict[Form, set[int]]:
    """For each form of the labels the SOC codes under which American lists have an English name of it."""
    from careerclusters.titles.wording import title_words

    number = {code: at for at, code in enumerate(english.codes)}
    of_soc = {code[:7]: int(soc) for code, soc in zip(english.codes, english.soc, strict=True)}
    lists: dict[Form, set[int]] = {}
    for code, title in zip(english.codes, english.titles, strict=True):
        lists.setdefault(frozenset(title_words(title)), set()).add(of_soc[code[:7]])
    for table, key in (("alternate_titles", "code_onet"), ("census_titles", "code_soc2018")):
        if catalog.has(table):
            for title, code in catalog.table(table).select("title", key).iter_rows():
                if code in number or code in of_soc:
                    lists.setdefault(frozenset(title_words(title)), set()).add(of_soc[code[:7]])
    found: dict[Form, set[int]] = {}
    names = dict(catalog.table("esco_occupations").select("esco_uuid", "label_en").iter_rows())
    for uuid, labels in esco_labels(language, catalog).items():
        codes = lists.get(frozenset(title_words(names.get(uuid, ""))), set())
        for label in labels:
            found.setdefault(frozenset(language.words(label)), set()).update(codes)
    return found


def _is_for_fitting(form: Form) -> bool:
    return crc32(" ".join(sorted(form)).encode()) % 2 == 0


def choose(forms: Mapping[Form, AskedTitle], *, fitting: bool, seed: int) -> list[Form]:
    order = sorted((form for form in forms if _is_for_fitting(form) is fitting), key=sorted)
    np.random.default_rng(seed).shuffle(order)
    return order


def hide_labels(labels: LanguageLabels, kind: str, *, seed: int = 7, most: int = MOST) -> HiddenLabels:
    """Hide at most so many labels of a kind, chosen by the seed from the half that nothing is fitted on."""
    forms = choose(labels.sets[kind], fitting=False, seed=seed)[:most]
    return HiddenLabels(labels.without(set(forms)), tuple(labels.sets[kind][form] for form in forms))


@dataclass(frozen=True, eq=False)
class LanguageReport(Value):
    """How well hidden titles in a language are found.

    Attributes
    ----------
    code
        Of the language.
    sets
        By kind of `KINDS`: `titles` (how many), `top_1` and `top_5` (shares right first and in five),
        `top_1_match_alone` and `top_5_match_alone`, `expected_calibration_error`, `sure_share` and
        `right_of_sure`, all 0-1.
    english_taken
        Share of English titles that would be read in the language if no list held their very words.
    titles
        Each title asked: set, label, code of its match, what was found, the chance, whether it is right.
    """

    code: str
    sets: Mapping[str, Mapping[str, float]]
    english_taken: float
    titles: pl.DataFrame

    def to_dict(self) -> dict[str, object]:
        """All of it, JSON-ready."""
        return {
            "language": self.code,
            "sets": {kind: dict(figures) for kind, figures in self.sets.items()},
            "english_taken": self.english_taken,
            "titles": self.titles.to_dicts(),
        }

    def to_frame(self) -> pl.DataFrame:
        """The titles that were asked, a row each."""
        return self.titles


def evaluate_language(
    catalog: Catalog, english: TitleIndex, *, code: str = "es", seed: int = 7, n_titles: int = MOST
) -> LanguageReport:
    """How often the right SOC code comes first or among five, and how honest the chance is.

    Parameters
    ----------
    code
        Of the language.
    seed
        Chooses the hidden labels.
    n_titles
        How many labels of each kind at most.
    """
    import polars as pl

    labels = LanguageLabels.of(catalog, english, code=code)
    measured: dict[str, dict[str, float]] = {}
    listed: list[dict[str, object]] = []
    for kind in KINDS:
        hidden = hide_labels(labels, kind, seed=seed, most=n_titles)
        titles = LanguageTitles.of(english, hidden.sources, code=code, labels=labels.english)
        answers = answers_to(titles, english, hidden.asked)
        measured[kind] = _measures(answers, titles.soc)
        listed += [{"set": kind, **_answer_row(titles, answer)} for answer in answers]
    titles = LanguageTitles.of(english, labels.without(set()), code=code, labels=labels.english)
    return LanguageReport(code, measured, _taken(catalog, english, titles), pl.DataFrame(listed))


@dataclass(frozen=True)
class _Answer:
    asked: AskedTitle
    codes: tuple[int, ...]
    best: int | None
    chance: float
    way: str

    def is_right(self, most: int, *, match_alone: int | None = None) -> bool:
        """Whether one of the first SOC codes is right; with `match_alone` only this one is."""
        right = self.asked.right if match_alone is None else {match_alone}
        return not right.isdisjoint(self.codes[:most])


def answers_to(
    titles: LanguageTitles, english: TitleIndex, asked: Sequence[AskedTitle], *, is_calibrated: bool = True
) -> list[_Answer]:
    soc = titles.soc
    found = []
    for title in asked:
        answer = titles.ask(title.label, english, is_calibrated=is_calibrated)
        if answer is None:
            found.append(_Answer(title, (), None, 0.0, ""))
            continue
        # The likeliest SOC codes, first the one whose chance is told.
        order = np.argsort(-answer.chance, kind="stable")[:FAR]
        codes = tuple(dict.fromkeys((answer.code, *soc[order].tolist())))[:IN_FIVE]
        best = int(np.where(soc == answer.code, answer.chance, -1.0).argmax())
        found.append(_Answer(title, codes, best, answer.soc_chance, answer.way))
    return found


def _measures(answers: Sequence[_Answer], soc: np.ndarray) -> dict[str, float]:
    from careerclusters.evaluation.titles import expected_calibration_error

    first = np.array([answer.is_right(1) for answer in answers])
    chance = np.array([answer.chance for answer in answers])
    sure = chance >= LEAST_SURE
    alone = [(answer, int(soc[answer.asked.occupation])) for answer in answers]
    return {
        "titles": len(answers),
        "top_1": _share(first),
        "top_5": _share(np.array([answer.is_right(IN_FIVE) for answer in answers])),
        "top_1_match_alone": _share(
            np.array([answer.is_right(1, match_alone=code) for answer, code in alone])
        ),
        "top_5_match_alone": _share(
            np.array([answer.is_right(IN_FIVE, match_alone=code) for answer, code in alone])
        ),
        "expected_calibration_error": round(expected_calibration_error(chance, first), 4),
        "sure_share": _share(sure),
        "right_of_sure": _share(first[sure]),
    }


def _share(values: np.ndarray) -> float:
    return round(float(values.mean()), 4) if len(values) else float("nan")


def _answer_row(titles: LanguageTitles, answer: _Answer) -> dict[str, object]:
    return {
        "label": answer.asked.label,
        "code_onet": titles.codes[answer.asked.occupation],
        "found_code_onet": None if answer.best is None else titles.codes[answer.best],
        "found_name": None
        if answer.best is None
        else titles.names[answer.best] or titles.titles[answer.best],
        "chance": round(answer.chance, 4),
        "is_right": answer.is_right(1),
        "is_in_five": answer.is_right(IN_FIVE),
    }


def _taken(catalog: Catalog, english: TitleIndex, titles: LanguageTitles, *, most: int = 3000) -> float:
    """Share of English titles that would be taken for the language if no list held their very words."""
    from careerclusters.titles.languages.detect import is_in

    if not catalog.has("alternate_titles"):
        return float("nan")
    known = sorted(set(catalog.table("alternate_titles")["title"]))
    some = known[:: max(len(known) // most, 1)]
    return round(float(np.mean([is_in(titles, title, english) for title in some])), 4)
