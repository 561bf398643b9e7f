"""The atlas binds what belongs together, keeps it whole, and never mixes two."""

from __future__ import annotations

import json
import pickle
import threading
from dataclasses import replace

import pytest

from careerclusters.atlas import PARTS, Atlas
from careerclusters.errors import DataError, InputError, ModelError
from careerclusters.people import InterestAnswers, Person

NURSE, CASHIER = "29-1141.00", "41-2011.00"


@pytest.fixture(scope="module")
def opened(whole_atlas):
    return Atlas.open(whole_atlas)


def test_what_was_saved_answers_like_what_was_built(atlas, opened):
    assert opened.clustering.memberships.equals(atlas.clustering.memberships)
    assert opened.layout.equals(atlas.layout)
    themes = {"R": 5.0, "I": 2.0, "A": 1.5, "S": 1.5, "E": 2.0, "C": 2.0}
    person = Person(interests=InterestAnswers(themes=themes))
    assert opened.match(person, draws=20).to_dict() == atlas.match(person, draws=20).to_dict()
    assert (
        opened.compare("welder", "electrician").to_dict() == atlas.compare("welder", "electrician").to_dict()
    )
    assert opened == atlas


def test_opening_reads_the_head_alone(whole_atlas):
    fresh = Atlas.open(whole_atlas)
    assert not any(name in fresh._parts for name in PARTS)
    fresh.cluster("M01")
    assert [name for name in PARTS if name in fresh._parts] == ["clustering"]


def test_a_clustering_of_another_catalog_is_refused(catalog, clustering):
    from careerclusters.people import match

    other = replace(clustering, catalog_id="0123456789ab")
    with pytest.raises(ModelError, match="another catalog"):
        Atlas.of(catalog, other)
    with pytest.raises(ModelError, match="another catalog"):
        match(Person(), catalog, other)


def test_an_atlas_of_another_catalog_keeps_its_own(catalog, clustering, tmp_path):
    from careerclusters.catalog import Catalog

    tables = {name: catalog.table(name) for name in catalog.names if name != "moves"}
    other = Catalog.from_tables(tables)
    atlas = Atlas.of(other, replace(clustering, catalog_id=other.id)).save(tmp_path, parts=("clustering",))
    assert atlas.catalog.id != catalog.id
    assert not atlas.catalog.has("moves")
    assert (atlas.head.folder / "catalog" / "manifest.json").is_file()
    assert Atlas.open(tmp_path).catalog.names == tuple(sorted(tables))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("version", "9.9", "built by version 9.9"),
        ("catalog_id", "f" * 12, "built from catalog ffffffffffff"),
        ("words_id", "other", "other words"),
        ("format", 99, "format 99"),
    ],
)
def test_what_does_not_fit_is_named_and_never_used(save_atlas, clustering, tmp_path, field, value, said):
    head = save_atlas(clustering, tmp_path).head.folder / "atlas.json"
    head.write_text(json.dumps(json.loads(head.read_text()) | {field: value}))
    with pytest.raises(DataError, match=said):
        Atlas.open(tmp_path)


@pytest.mark.parametrize("content", ["", "..", "../..", ".hidden", "absent", "/"])
def test_a_pointer_that_leads_nowhere_is_an_error_of_ours(tmp_path, content):
    (tmp_path / "current").write_text(content)
    with pytest.raises(DataError, match="can't be read"):
        Atlas.open(tmp_path)


def test_a_reader_keeps_its_atlas_while_another_is_saved(save_atlas, clustering, tmp_path):
    first = save_atlas(clustering, tmp_path)
    held = first.clustering
    renamed = replace(clustering, release="O*NET other")
    second = save_atlas(renamed, tmp_path)
    assert second.clustering.release == "O*NET other"
    assert held.graph.similarity[0, 0] > 0
    assert first.id != second.id
    assert (tmp_path / "current").read_text().strip() == second.head.folder.name


def test_a_save_that_fails_leaves_the_old_one(save_atlas, clustering, tmp_path, monkeypatch):
    save_atlas(clustering, tmp_path)

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr("careerclusters.atlas.folder.write_value", fail)
    with pytest.raises(OSError, match="disk full"):
        save_atlas(clustering, tmp_path)
    assert Atlas.open(tmp_path).clustering.release == clustering.release
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".")] == []


def test_leftovers_of_a_killed_build_are_swept_and_nothing_else(save_atlas, clustering, tmp_path):
    (tmp_path / ".fresh-killed").mkdir(parents=True)
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "text.md").write_text("mine")
    save_atlas(clustering, tmp_path)
    assert not (tmp_path / ".fresh-killed").exists()
    assert (tmp_path / "thesis" / "text.md").read_text() == "mine"


def test_threads_share_one_part(whole_atlas):
    fresh, found = Atlas.open(whole_atlas), []
    threads = [threading.Thread(target=lambda: found.append(id(fresh.pathways))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1


def test_titles_are_accepted_where_codes_are(opened):
    assert opened.code("registered nurse") == opened.code(NURSE) == opened.code("29-1141") == NURSE
    plan = opened.plan("cashier", "registered nurse")
    assert plan == opened.plan(CASHIER, NURSE)
    assert opened.closure({"cashier": 5, CASHIER: 5}).scenarios[0].people_count == 10
    with pytest.raises(InputError):
        opened.code("zzzzqqq")


def test_memberships_are_a_matrix_whose_rows_sum_to_one(opened):
    codes, ids, matrix = opened.memberships("middle")
    assert matrix.shape == (len(codes), len(ids)) == (len(opened.clustering.titles), matrix.shape[1])
    assert matrix.sum(axis=1) == pytest.approx(1.0, abs=0.03)
    with pytest.raises(ValueError, match="read-only"):
        matrix[0, 0] = 1


def test_a_pickled_atlas_holds_no_parts(opened):
    opened.clustering  # noqa: B018
    packed = pickle.dumps(opened)
    assert len(packed) < 100_000
    assert pickle.loads(packed) == opened


def test_the_map_is_a_picture_that_can_be_kept(opened, tmp_path):
    import xml.etree.ElementTree as ElementTree

    picture = opened.plot()
    assert picture._repr_svg_() == picture.save(tmp_path / "map.svg").read_text()
    marks = ElementTree.fromstring(picture.svg).findall(".//{*}path")
    assert len(marks) + len(ElementTree.fromstring(picture.svg).findall(".//{*}circle")) > 7


def test_tables_become_pandas_tables(opened):
    rows = opened.clustering.to_pandas()
    assert list(rows["cluster_id"]) == opened.clustering.clusters["cluster_id"].to_list()


def test_a_saved_agreement_is_what_would_be_computed(opened):
    from careerclusters.clustering.official import compare_with_official

    level = opened.clustering.levels[0]
    assert opened.agreement(level) == compare_with_official(opened.catalog, opened.clustering, level=level)
