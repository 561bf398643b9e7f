"""Several processes build what one builds, and none of them is needed or left behind."""

from __future__ import annotations

import subprocess

import pytest

from careerclusters.atlas import Atlas, making
from careerclusters.atlas.making import Making, _Jobs, _start
from careerclusters.atlas.shelf import Shelf
from careerclusters.clustering import Params

FEW = Params(runs=4)


@pytest.fixture
def few_parts(monkeypatch):
    """Only parts that take no time, besides the clusters."""
    names = ("clustering", "estimates", "estimated_tables", "fusion", "agreements", "words", "rating_counts")
    monkeypatch.setattr(making, "parts_of", lambda catalog: names)
    return names


def test_the_bytes_do_not_hang_on_the_number_of_processes(catalog, few_parts, tmp_path):
    started = []
    for workers in (1, 2):
        atlas = Atlas.build(catalog, params=FEW, workers=workers, progress=lambda *step: started.append(step))
        atlas.save(tmp_path / str(workers), parts=few_parts)
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / workers).glob("*/*.part")} for workers in "12"
    )
    assert set(one) == {f"{name}.part" for name in few_parts}
    assert one == two
    assert all(0 <= done <= total for _, done, total in started)


def test_a_helper_that_dies_is_not_needed(catalog, few_parts, monkeypatch):
    monkeypatch.setattr(making, "_BEGIN", "raise SystemExit(1)")
    made = making.make_parts(catalog, FEW, workers=2, progress=lambda *_: None)
    assert [name for name in few_parts if name not in made.parts] == []


def test_parts_wait_for_what_they_are_made_from():
    jobs = _Jobs(("clustering", "titles_other", "titles", "layout"))
    assert jobs.take(without=("clustering",)) == "titles"  # the other titles need them, the map the clusters
    assert jobs.take() == "clustering"
    jobs.hand_back("titles")
    assert jobs.take() == "titles"
    jobs.finish("titles")
    assert jobs.take() == "titles_other"
    jobs.finish("clustering")
    assert jobs.take() == "layout"
    jobs.finish("titles_other")
    jobs.finish("layout")
    assert jobs.take() is None


@pytest.mark.parametrize("is_busy", [False, True])
def test_an_orphaned_helper_removes_the_shelf(catalog, tmp_path, is_busy):
    folder = tmp_path / "shelf"
    folder.mkdir()
    shelf = Shelf(folder)
    process = _start(Making(catalog, FEW, shelf))
    try:
        process.stdin.write("words\n")
        process.stdin.flush()
        assert process.stdout.readline() == "words\n"
        assert shelf.get("words").height > 900
        if is_busy:
            process.stdin.write("words\n")
            process.stdout.close()
        process.stdin.close()  # as when the process that builds is killed
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    finally:
        process.stdout.close()
    assert not folder.exists()


def test_a_catalog_in_memory_is_built_without_helpers(catalog):
    changed = catalog.with_tables({"occupations": catalog.occupations})
    assert making._helpers(catalog, 2) == 1
    assert making._helpers(catalog, 1) == 0
    assert making._helpers(changed, 2) == 0
