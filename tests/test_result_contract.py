"""One contract for every noun: what the library answers with, and what such answers are made of.

The nouns are found by walking all modules: each class in an `__all__` that has `to_dict`. A new one joins by
itself when an answer below holds it; otherwise `test_no_noun_is_forgotten` asks for a sample.
"""

from __future__ import annotations

import importlib
import json
import pickle
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import careerclusters
from careerclusters.results import Result, Value, json_ready
from careerclusters.titles.wish_lists import wish_list

LARGEST_PICKLE = 200_000
LONGEST_REPR = 500
NURSE, CASHIER = "29-1141.00", "41-2011.00"

# What holds the data itself: each has tests of its own, and isn't sent about.
CONTAINERS = {"Atlas", "Catalog"}
# Tables of everything: frozen and equal like all others, but as large as what they hold.
LARGE = {"Clustering", "View"}


def nouns() -> dict[str, type]:
    """Every noun by module and name."""
    classes = {}
    for module in pkgutil.walk_packages(careerclusters.__path__, "careerclusters."):
        if module.name.endswith("__main__") or module.name.startswith("careerclusters.cli"):
            continue
        loaded = importlib.import_module(module.name)
        for name in getattr(loaded, "__all__", ()):
            noun = getattr(loaded, name)
            if isinstance(noun, type) and hasattr(noun, "to_dict") and not issubclass(noun, Exception):
                classes[f"{noun.__module__.removeprefix('careerclusters.')}.{noun.__name__}"] = noun
    return {
        key: noun for key, noun in classes.items() if noun is not Result and noun.__name__ not in CONTAINERS
    }


def answers(atlas, folder: Path) -> Iterator[object]:
    """One answer of each kind, on the atlas of all tests."""
    catalog, clustering = atlas.catalog, atlas.clustering
    level = clustering.main_level
    some = clustering.at(level)["cluster_id"][0]
    yield atlas.find("nurse")
    yield atlas.find("no degree")
    yield wish_list(catalog, atlas.find("work with kids and no degree").intents)
    yield atlas.find(clustering.clusters["name"][0])
    yield atlas.occupation(NURSE)
    yield atlas.cluster(some)
    yield atlas.outlook(some, level=level)
    yield atlas.compare(NURSE, CASHIER)
    yield atlas.plan(CASHIER, NURSE)
    yield atlas.next(CASHIER)
    yield atlas.closure({CASHIER: 50, NURSE: 3}, area="Ohio")
    yield clustering
    yield clustering.params
    yield atlas.words[NURSE]
    yield atlas.titles.find("nurse", limit=1)
    yield from of_people(atlas)
    yield from of_ways(atlas, some)
    yield from of_labour(catalog, folder)
    yield from of_words(atlas, some)
    yield from of_reports()


def of_people(atlas) -> Iterator[object]:
    from careerclusters.people import (
        Constraints,
        Held,
        InterestAnswers,
        Person,
        Preferences,
        StrengthEvidence,
    )
    from careerclusters.people.explain.counterfactuals import find_changes, find_dependence
    from careerclusters.people.explain.suggestions import beyond
    from careerclusters.people.matching.alone import interests_alone

    ticks = {f"{theme}{number:02d}": 5 if theme in "SI" else 2 for theme in "RIASEC" for number in (1, 2, 3)}
    person = Person(
        interests=InterestAnswers("short", ticks),
        strengths=StrengthEvidence(ratings={"2.A.1.a": 4.0}, occupations=(Held(CASHIER, years=4),)),
        preferences=Preferences(environment={"outdoors": 1}),
        constraints=Constraints(environment={"heights": "never"}, job_zone_max=4),
    )
    match = atlas.match(person, draws=20)
    yield match
    yield person.interest_profile()
    yield person.levels(atlas.catalog)
    yield find_changes(atlas.matcher, match, NURSE)
    yield find_dependence(atlas.matcher, match)
    yield interests_alone(atlas.matcher)
    yield beyond(atlas.matcher, match)


def of_ways(atlas, cluster_id: str) -> Iterator[object]:
    from careerclusters.pathways import Limits, climb, explain_step, find_gaps, what_if
    from careerclusters.pathways.training import starts_of

    pathways, catalog = atlas.pathways, atlas.catalog
    yield find_gaps(pathways, catalog, CASHIER, destination=NURSE)
    yield climb(pathways, atlas.cluster(cluster_id).members["code_onet"].to_list())
    yield what_if(pathways, CASHIER, after=Limits(education_max="associate"))
    yield explain_step(pathways, catalog, CASHIER, destination=NURSE)
    yield starts_of(catalog, NURSE, step=5)


def of_labour(catalog, folder: Path) -> Iterator[object]:
    from careerclusters.features.technologies import software_of
    from careerclusters.labour import find_area, get_lens, jobs_in, listed_figures, read_local
    from careerclusters.labour.drift import Drift
    from careerclusters.labour.lenses import LENSES
    from careerclusters.labour.licences import licence_of

    area = find_area(catalog, "Ohio")
    own = folder / "own.csv"
    own.write_text("code,median pay\n29-1141,90000\nnobody knows,1\n", encoding="utf-8")
    yield area
    yield jobs_in(catalog, NURSE[:7], area)
    yield get_lens(next(iter(LENSES)))
    yield listed_figures(catalog)[NURSE]
    yield read_local(own, catalog)
    yield licence_of(catalog, NURSE)
    yield software_of(catalog, NURSE)
    table = pl.DataFrame({"level": ["middle"], "share": [0.5]})
    yield Drift("a", "b", 2, table, table, table, table, table, table, ("x",), (), {"view": "why"}, 4, 0)


def of_words(atlas, cluster_id: str) -> Iterator[object]:
    from careerclusters.catalog.codes import read_code
    from careerclusters.clustering.paragraphs import paragraph_of
    from careerclusters.features.estimated_share import EstimatedShare
    from careerclusters.sources._archive import FileRecord
    from careerclusters.text.lacking import Lacking
    from careerclusters.text.read import read_text
    from careerclusters.titles.posting import parse_title
    from careerclusters.words import gloss
    from careerclusters.words.glossary import terms
    from careerclusters.words.preparation import preparation

    yield read_code("15-1131", atlas.catalog)
    yield parse_title("Sr. Nurse - ICU - nights")
    yield read_text(atlas, "Cashier, Corner Shop, 2015 - 2019\nMachinist, 2019 - 2022\nSkills: Python\n")
    yield gloss("2.A.1.a")
    yield terms()[0]
    yield preparation(education="Bachelor's degree", job_zone=4)
    yield paragraph_of(atlas.cluster(cluster_id), name_of=atlas.name)
    yield FileRecord("a.txt", "0" * 64, 3)
    yield EstimatedShare(10, 2)
    yield Lacking("29-1141.00", (), (), ())
    yield atlas.fusion.views[0]


def of_reports() -> Iterator[object]:
    """Reports take minutes to compute; here they are written down."""
    from careerclusters.clustering.group_agreement import GroupAgreement
    from careerclusters.clustering.official import Agreement as Official
    from careerclusters.evaluation.ablation import AblationReport
    from careerclusters.evaluation.advice.run import AdviceReport, Outcome
    from careerclusters.evaluation.ceilings import Ceiling
    from careerclusters.evaluation.clusters import ClustersReport
    from careerclusters.evaluation.languages import LanguageReport
    from careerclusters.evaluation.move_model import CloserLook
    from careerclusters.evaluation.moves import MovesReport
    from careerclusters.evaluation.names import NamesReport
    from careerclusters.evaluation.ranking import Ranking
    from careerclusters.evaluation.suite import SuiteReport

    table = pl.DataFrame({"level": ["middle"], "name": ["x"], "share": [0.5]})
    ranking = Ranking(0.8, 0.3, 0.5, 2, np.array([[0.8, 0.3, 0.5], [0.7, 0.2, 0.4]]))
    by = {"small": ranking}
    look = CloserLook(0.1, 0.1, ((0.1, 0.2, 3),), by, by, 0.6, 0.5, 9, 0.7, 9)
    yield MovesReport({"careerclusters": ranking, "move_model": ranking}, 9, 5, {"a": "b"}, look, 2.0)
    yield Ceiling("smooth", "perfect", 0.9, 0.4, 0.6)
    yield AblationReport(table, 4)
    yield ClustersReport(table, 9, 5)
    yield NamesReport(table, 0, 40)
    yield LanguageReport("es", {"checked": {"titles": 1, "top_1": 1.0}}, 0.0, table)
    yield AdviceReport((Outcome("words", "nobody", "ours", False, ("wrong",)),))
    yield SuiteReport(
        table.with_columns(task=pl.lit("moves"), method=pl.lit("ours")), None, "id", "O*NET", ()
    )
    yield Official("middle", 0.5, 0.4, table, table)
    yield GroupAgreement("middle", "nesta", 0.5, 0.4, 0.9, table, table, 3)


def parts_of(value: object) -> Iterator[object]:
    """A value and all that it holds."""
    yield value
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from parts_of(getattr(value, field.name))
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from parts_of(part)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from parts_of(part)


@pytest.fixture(scope="module")
def samples(atlas, tmp_path_factory) -> dict[type, object]:
    """The first sample of each noun that the answers hold."""
    first: dict[type, object] = {}
    for answer in answers(atlas, tmp_path_factory.mktemp("own")):
        for part in parts_of(answer):
            first.setdefault(type(part), part)
    return first


@pytest.fixture(params=sorted(nouns()))
def noun(request, samples) -> object:
    kind = nouns()[request.param]
    if kind not in samples:
        pytest.skip("without a sample; test_no_noun_is_forgotten says so")
    return samples[kind]


def test_no_noun_is_forgotten(samples):
    missing = [name for name, kind in nouns().items() if kind not in samples]
    assert not missing, "give each a sample in `answers`"


def test_it_speaks_json(noun):
    content = noun.to_dict()
    assert content
    assert json.loads(json.dumps(content, allow_nan=False)).keys() == content.keys()


def test_its_rows_are_a_table(noun):
    has_rows = [
        field.name
        for field in fields(noun)
        if isinstance(part := getattr(noun, field.name), pl.DataFrame)
        or (isinstance(part, tuple) and part and is_dataclass(part[0]) and hasattr(part[0], "to_dict"))
    ]
    if has_rows and isinstance(noun, Value):
        assert isinstance(noun.to_frame(), pl.DataFrame), f"{has_rows} are rows"
    if hasattr(noun, "to_frame"):
        assert isinstance(noun, Result)
        assert set(noun.to_frame().columns)
        assert noun._repr_html_().startswith("<p>")


def test_it_reads_well(noun):
    if isinstance(noun, Value):
        assert 0 < len(repr(noun)) <= LONGEST_REPR


def test_its_copy_is_small_and_equal(noun):
    packed = pickle.dumps(noun)
    assert len(packed) <= LARGEST_PICKLE or type(noun).__name__ in LARGE
    copy = pickle.loads(packed)
    assert copy == noun
    assert hash(copy) == hash(noun)
    assert not list(open_parts(copy))
    changed = another(noun)
    assert changed is None or changed != noun


def test_nobody_can_change_it(noun):
    assert noun.__dataclass_params__.frozen
    assert not list(open_parts(noun))


def open_parts(value: object, path: str = "") -> Iterator[str]:
    """Where a value can still be written to."""
    if isinstance(value, np.ndarray):
        if value.flags.writeable:
            yield path
    elif is_dataclass(value) and not isinstance(value, type):
        if not value.__dataclass_params__.frozen:
            yield path
        for field in fields(value):
            yield from open_parts(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, (list, dict, set)):
        yield path
    elif isinstance(value, tuple):
        for at, part in enumerate(value):
            yield from open_parts(part, f"{path}[{at}]")
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from open_parts(part, f"{path}[{key!r}]")


def another(noun: object) -> object | None:
    """The same with one plain field changed; None where its own checks allow no other value."""
    changes: tuple[tuple[type, Callable[[object], object]], ...] = (
        (bool, lambda value: not value),
        (str, lambda value: f"{value} too"),
        (int, lambda value: value + 1),
        (float, lambda value: value + 1.0),
        (pl.DataFrame, lambda value: value.clear()),
    )
    for field in fields(noun):
        value = getattr(noun, field.name)
        for kind, change in changes:
            if type(value) is kind and field.compare and field.init:
                try:
                    return replace(noun, **{field.name: change(value)})
                except careerclusters.CareerClustersError:
                    break
    return None


def test_json_ready_knows_numbers_tables_and_gaps():
    table = pl.DataFrame({"a": [1, 2], "b": [0.5, float("nan")]})
    value = {"rows": table, "n": np.int64(3), "at": (np.array([1.0, np.nan]), None), 7: float("nan")}
    rows = [{"a": 1, "b": 0.5}, {"a": 2, "b": None}]
    assert json_ready(value) == {"rows": rows, "n": 3, "at": [[1.0, None], None], "7": None}


def test_a_class_without_a_table_is_no_result():
    class Named(Value):
        def to_dict(self) -> dict[str, object]:
            return {}

    assert not isinstance(Named(), Result)
