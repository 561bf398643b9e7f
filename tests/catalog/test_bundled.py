"""The catalog that comes with the package: whole, as described, small, and without sentences."""

from __future__ import annotations

import re

import numpy as np
import polars as pl
import pytest

from careerclusters.catalog import BUNDLED
from careerclusters.catalog.check import check_path
from careerclusters.schema import TABLES
from careerclusters.schema.text import DIMENSIONS
from careerclusters.sources._archive import open_archive
from careerclusters.sources._text import read_tab
from careerclusters.sources.onet import find_release

LONGEST_CELL = 150
MANY_WORDS = 12


def test_it_holds_every_table_of_the_schema(catalog):
    assert set(catalog.names) == set(TABLES)
    assert catalog.manifest["absent"] == []
    assert sorted(path.stem for path in BUNDLED.glob("*.parquet")) == sorted(TABLES)


def test_it_is_small():
    assert sum(path.stat().st_size for path in BUNDLED.iterdir()) <= 12_000_000


def test_every_table_is_as_described():
    found = check_path(BUNDLED)
    assert found.filter(~pl.col("is_right")).rows() == []


def test_no_cell_is_a_sentence(catalog):
    for name in catalog.names:
        for column in catalog.table(name).select(pl.selectors.string()):
            cells = column.drop_nulls().unique().to_list()
            if column.name in NAMES:
                continue
            # French gives a name for men and one for women in one cell, with a slash between them.
            names = [part for cell in cells for part in cell.split("/")]
            assert max(map(len, names), default=0) <= LONGEST_CELL, (name, column.name)
            sentences = [cell for cell in cells if cell.endswith(".") and len(cell.split()) > MANY_WORDS]
            assert sentences == [], (name, column.name)


def test_every_table_tells_its_source_licence_and_release(catalog):
    for name, entry in catalog.manifest["tables"].items():
        assert entry["rows"] == catalog.table(name).height, name
        assert entry["licence"] in ("public domain", "CC BY 4.0", "MIT", "EU reuse with attribution"), name
        assert all((entry["source"] in catalog.manifest["sources"], entry["release"], entry["files"])), name


def test_what_was_carried_forward_is_said_per_domain(catalog):
    parts = catalog.manifest["tables"]["ratings"]["parts"]
    for domain in ("activities", "context"):
        assert any("Carried forward from O*NET 28.2" in note for note in parts[domain]["notes"])
    assert any("30.0" in note for note in parts["abilities"]["notes"])
    assert any("Means only" in note for note in parts["context"]["notes"])
    assert parts["skills"]["notes"] == []
    assert (parts["context"]["date_min"], parts["skills"]["occupations"]) == (None, 894)


def test_ratings_are_complete_for_rated_occupations(catalog):
    wanted = {"skills": (894, 35), "knowledge": (894, 33), "abilities": (894, 52), "activities": (873, 41)}
    for domain, shape in wanted.items():
        assert catalog.scales_of(domain) == ("IM", "LV")
        for scale in ("IM", "LV"):
            codes, elements, values = catalog.matrix(domain, scale_id=scale)
            assert values.shape == (len(codes), len(elements)) == shape
            assert np.isfinite(values).all()
    assert catalog.matrix("context", scale_id="CX")[2].shape == (873, 55)
    assert catalog.scales_of("styles") == ("DR", "WI")
    errors = catalog.matrix("skills", scale_id="IM", value="standard_error")[2]
    assert np.isfinite(errors).mean() > 0.95


def test_codes_refer_to_occupations(catalog):
    known = catalog.occupations["code_onet"].implode()
    for name in catalog.names:
        frame = catalog.table(name)
        if "code_onet" in frame.columns and not name.startswith("crosswalk"):
            strange = frame.filter(~pl.col("code_onet").is_in(known))["code_onet"].unique()
            assert strange.len() <= (30 if name.startswith("exposure") else 0), name


def test_vectors_put_like_work_together(catalog):
    for kind, few in (("tasks", 923), ("titles", 1016)):
        frame = catalog.table("text_vectors").filter(pl.col("kind") == kind)
        assert frame.height == few
        vectors = frame["vector"].to_numpy()
        assert vectors.shape == (few, DIMENSIONS)
        units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        codes = frame["code_onet"].to_list()
        nurse = units @ units[codes.index("29-1141.00")]
        assert nurse[codes.index("29-1171.00")] > nurse[codes.index("47-2181.00")] + 0.2


def test_moves_are_shares_of_their_origin(catalog):
    sums = catalog.table("moves").group_by("origin_code_soc2010").agg(pl.col("move_share").sum())
    assert sums.height == 539
    assert sums["move_share"].is_between(0.9, 1.001).all()


@pytest.mark.parametrize("table", ["occupations", "ratings", "official_clusters"])
def test_rows_are_sorted_by_key(catalog, table):
    key = list(TABLES[table].key)
    assert catalog.table(table).select(key).equals(catalog.table(table).select(key).sort(key))


PROSE = {
    "Task Statements.txt": ("Task",),
    "Emerging Tasks.txt": ("Task", "Original Task"),
    "Occupation Data.txt": ("Description",),
    "Content Model Reference.txt": ("Description",),
    "DWA Reference.txt": ("IWA Title", "DWA Title"),
    "Level Scale Anchors.txt": ("Anchor Description",),
    "Work Context Categories.txt": ("Category Description",),
    "Education, Training, and Experience Categories.txt": ("Category Description",),
    "Interests Illustrative Activities.txt": ("Activity",),
    "Job Zone Reference.txt": ("Experience", "Education", "Job Training", "Examples"),
}

# Official names are facts, and some are long enough to be quoted in descriptions.
NAMES = {"element_name", "commodity_title", "title_soc2010", "title_soc2018", "title_census2018", "soc_title"}
NAMES |= {"title_military", "label_en", "label_es", "label_fr"}


def words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z0-9]+", text.lower()))


@pytest.mark.releases
def test_no_cell_holds_eight_words_of_the_publishers_prose(catalog, releases):
    runs = set()
    archive = open_archive(find_release(releases))
    for file, columns in PROSE.items():
        frame = read_tab(archive.read(file), file=file, columns={name: (name,) for name in columns})
        for text in {cell for name in columns for cell in frame[name].drop_nulls()}:
            said = words(text)
            runs |= {said[at : at + 8] for at in range(len(said) - 7)}
    assert len(runs) > 100_000
    found = []
    for name in catalog.names:
        for column in catalog.table(name).select(pl.selectors.string()):
            is_name = column.name in NAMES or (name, column.name) == ("occupations", "title")
            for cell in column.drop_nulls().unique():
                if cell.count(" ") >= 7 and not is_name:
                    said = words(cell)
                    if any(said[at : at + 8] in runs for at in range(len(said) - 7)):
                        found.append((name, column.name, cell))
    assert found == []
