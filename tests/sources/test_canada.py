"""Canada: the publishers' files as they are, with their quirks, and a catalog that says what it holds."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from careerclusters.catalog import COUNTRIES, compile_canada, load_country
from careerclusters.errors import DataError, UnknownError
from careerclusters.sources.canada import read_canada

SKILLS = "skills_oasis_2023_v1.0-1.csv"


@pytest.fixture(scope="module")
def canada():
    return load_country("canada")


def test_the_catalog_is_small_and_names_its_country_and_what_it_lacks(canada):
    assert canada.country == "Canada"
    assert canada.occupations.height == 900
    assert sum(path.stat().st_size for path in COUNTRIES["canada"].iterdir()) < 1_200_000
    absent = {gap["table"] for gap in canada.manifest["absent"]}
    assert {"technologies", "moves", "wages"} <= absent
    for entry in canada.manifest["tables"].values():
        assert entry["licence"] == "Open Government Licence – Canada"
    with pytest.raises(UnknownError, match="canada"):
        load_country("Atlantis")


def test_worked_figures(canada):
    """Read by hand from the publishers' files."""
    ratings = canada.table("ratings").join(canada.table("elements"), on="element_id")
    legislators = ratings.filter(pl.col("code_onet") == "00010.00")
    values = dict(legislators.select("element_name", "value").iter_rows())
    assert (values["Reading comprehension"], values["Accounting"], values["Getting information"]) == (5, 2, 5)
    outlook = canada.table("outlook_cops").filter(pl.col("code_noc2021") == "00010").to_dicts()[0]
    assert outlook["employment_2023_people"] == 4700
    assert outlook["condition_future"] == "balance"
    teer = dict(canada.table("preparation_teer").iter_rows())
    assert (teer["31301"], teer["72200"]) == (1, 2)


def test_every_occupation_is_rated_on_everything(canada):
    ratings = canada.table("ratings")
    assert ratings.height == 900 * canada.table("elements").height
    scales = {row["scale_id"]: row for row in canada.table("scales").to_dicts()}
    for scale, part in ratings.partition_by("scale_id", as_dict=True).items():
        limits = scales[scale[0]]
        assert part["value"].min() >= limits["minimum"]
        assert part["value"].max() <= limits["maximum"]


def test_the_same_files_give_the_bundled_bytes(releases, tmp_path):
    compile_canada(releases, tmp_path / "canada")
    for path in COUNTRIES["canada"].iterdir():
        assert (tmp_path / "canada" / path.name).read_bytes() == path.read_bytes(), path.name


@pytest.fixture
def copied(releases, tmp_path) -> Path:
    shutil.copytree(releases / "canada", tmp_path / "canada", copy_function=shutil.copyfile)
    return tmp_path


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text[: len(text) // 2].rsplit("\n", 1)[0] + "\n", "other occupations"),
        (lambda text: text.replace(",5,4,4,4,", ",5,many,4,4,", 1), "no number"),
        (lambda text: text.replace("OaSIS Code - Final", "Code"), "another layout"),
        (lambda text: text.replace(",5,4,4,4,", ",9,4,4,4,", 1), "above 5"),
    ],
)
def test_damaged_files_stop_with_words(copied, change, words):
    path = copied / "canada" / SKILLS
    path.write_text(change(path.read_text("utf-8-sig")), "utf-8")
    with pytest.raises(DataError, match=words):
        read_canada(copied)


def test_a_missing_file_is_named(copied):
    (copied / "canada" / SKILLS).unlink()
    with pytest.raises(DataError, match=SKILLS.replace(".", r"\.")):
        read_canada(copied)
