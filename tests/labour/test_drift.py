"""Change between releases: planted movers are found, carried-forward ratings are no change."""

from __future__ import annotations

import datetime

import numpy as np
import polars as pl
import pytest

from careerclusters.catalog import Catalog
from careerclusters.clustering import Level, Params
from careerclusters.errors import ModelError
from careerclusters.labour.changes import element_changes, rating_changes, technology_changes
from careerclusters.labour.drift import drift
from careerclusters.labour.movers import match_clusters, moved, split_clusters

THEN, NOW = datetime.date(2020, 8, 1), datetime.date(2024, 8, 1)
GROUPS, EACH, WIDTH = 4, 25, 20
LEVELS = (Level("broad", 2, 2), Level("fine", 4, 4))


def release(*, seed: int, movers: tuple[int, ...] = (), date: datetime.date = THEN) -> Catalog:
    """Four planted groups; each of `movers` has the profile of another group. Titles stay."""
    rng = np.random.default_rng(99)
    profiles = {stem: rng.normal(size=(GROUPS, WIDTH)) for stem in ("2.A", "2.C")}
    groups = [n // EACH for n in range(GROUPS * EACH)]
    for n in movers:
        groups[n] = (groups[n] + 2) % GROUPS
    noise = np.random.default_rng(seed)
    codes = [f"11-{1000 + n}.00" for n in range(len(groups))]
    rows = [
        (code, f"{stem}.{c + 1}", "IM", float(3 + 0.6 * profile[g, c] + 0.2 * e), 0.1, date)
        for stem, profile in profiles.items()
        for code, g in zip(codes, groups, strict=True)
        for c, e in enumerate(noise.normal(size=WIDTH))
    ]
    rows += [(code, element, "LV", value, error, day) for code, element, _, value, error, day in rows]
    schema = {
        "code_onet": pl.String, "element_id": pl.String, "scale_id": pl.String, "value": pl.Float32,
        "standard_error": pl.Float32, "date": pl.Date,
    }  # fmt: skip
    elements = [
        (f"{stem}.{c + 1}", f"{domain} {c + 1}", domain)
        for stem, domain in (("2.A", "skills"), ("2.C", "knowledge"))
        for c in range(WIDTH)
    ]
    return Catalog.from_tables(
        {
            "occupations": pl.DataFrame(
                {
                    "code_onet": codes,
                    "title": [f"Worker number {n}" for n in range(len(codes))],
                    "code_soc2018": [code[:7] for code in codes],
                    "is_rated": [True] * len(codes),
                    "is_residual": [False] * len(codes),
                }
            ),
            "elements": pl.DataFrame(elements, schema=["element_id", "element_name", "domain"], orient="row"),
            "ratings": pl.DataFrame(rows, schema=schema, orient="row"),
        }
    )


@pytest.fixture(scope="module")
def found():
    params = Params(
        weights={"skills": 1.0, "knowledge": 1.0, "interests": 1.0},
        levels=LEVELS,
        neighbours_low=18,
        neighbours_high=30,
    )
    return drift(
        release(seed=1), release(seed=2, movers=(3, 30), date=NOW), runs=24, workers=1, params=params
    )


def test_planted_movers_are_found_and_nobody_else(found):
    fine = found.movers.filter(pl.col("level") == "fine")
    assert sorted(fine["code_onet"]) == ["11-1003.00", "11-1030.00"]
    assert fine["is_steady"].all()
    assert (fine["ratings_beyond_noise_count"] > 10).all()
    row = found.levels.filter(pl.col("level") == "fine").row(0, named=True)
    assert (row["moved_count"], row["moved_null_count"], row["moved_steady_count"]) == (2, 0, 2)
    assert row["split_count"] == row["merged_count"] == 0


def test_what_cannot_be_compared_is_named(found):
    assert list(found.left_out) == ["interests"]
    assert found.n_occupations == GROUPS * EACH


def test_it_is_json_ready(found):
    import json

    again = json.loads(json.dumps(found.to_dict()))
    assert {"levels", "movers", "splits", "ratings", "elements", "technologies", "left_out"} <= set(again)


def test_carried_forward_ratings_are_no_change():
    one, two = release(seed=1), release(seed=2, movers=(3,))  # other values, same date
    kinds = set(rating_changes(one, two, codes=one.occupations["code_onet"].to_list())["kind"])
    assert kinds == {"carried forward"}


def test_surveyed_anew_without_change_stays_within_noise():
    one = release(seed=1)
    two = Catalog.from_tables(
        {
            **{name: one.table(name) for name in ("occupations", "elements")},
            "ratings": one.table("ratings").with_columns(
                date=pl.lit(NOW),
                value=pl.col("value") + 0.05 * pl.col("value").hash(3).mod(3).cast(pl.Float32),
            ),
        }
    )
    kinds = rating_changes(one, two, codes=one.occupations["code_onet"].to_list())["kind"]
    assert set(kinds) == {"within noise"}


def test_missing_dates_and_errors_are_said():
    one = release(seed=1)
    undated = one.table("ratings").with_columns(date=pl.lit(None, dtype=pl.Date))
    unsure = one.table("ratings").with_columns(
        date=pl.lit(NOW), standard_error=pl.lit(None, dtype=pl.Float32)
    )
    base = {name: one.table(name) for name in ("occupations", "elements")}
    codes = one.occupations["code_onet"].to_list()
    for ratings, kind in ((undated, "undated"), (unsure, "no standard error")):
        other = Catalog.from_tables({**base, "ratings": ratings})
        assert set(rating_changes(one, other, codes=codes)["kind"]) == {kind}


def test_an_element_that_rose_everywhere_comes_first():
    one = release(seed=1)
    rose = (pl.col("element_id") == "2.A.7") & (pl.col("scale_id") == "IM")
    wobble = (pl.col("code_onet").hash(1).mod(7).cast(pl.Float32) - 3) / 60
    ratings = one.table("ratings").with_columns(
        date=pl.lit(NOW), value=pl.col("value") + wobble + pl.when(rose).then(0.8).otherwise(0.0)
    )
    two = Catalog.from_tables({**{n: one.table(n) for n in ("occupations", "elements")}, "ratings": ratings})
    changes = rating_changes(one, two, codes=one.occupations["code_onet"].to_list())
    first = element_changes(changes).row(0, named=True)
    assert (first["element_id"], first["scale_id"]) == ("2.A.7", "IM")
    assert first["change_mean"] == pytest.approx(0.8, abs=0.05)
    assert first["risen_count"] == GROUPS * EACH
    assert first["fallen_count"] == 0


def test_technologies_come_and_go():
    def listing(rows):
        return Catalog.from_tables(
            {"technologies": pl.DataFrame(rows, schema=["code_onet", "technology"], orient="row")}
        )

    one, two = listing([("a", "Fax"), ("b", "Fax"), ("a", "Mail")]), listing([("a", "Mail"), ("b", "Chat")])
    rows = {row["technology"]: row for row in technology_changes(one, two, codes=["a", "b"]).to_dicts()}
    assert rows["Fax"]["is_gone"]
    assert rows["Fax"]["change_count"] == -2
    assert rows["Chat"]["is_new"]
    assert "Mail" not in rows


def test_matching_ignores_names_and_counts_movers():
    old, new = list("aaabbbcc"), list("xxyyyyzz")
    assert match_clusters(old, new) == {"a": "x", "b": "y", "c": "z"}
    assert moved(old, new).tolist() == [False, False, True, False, False, False, False, False]


def test_splits_and_merges_mirror_each_other():
    old, new = list("aaaabb"), list("xxyyzz")
    assert split_clusters(old, new) == {"a": ["x", "y"]}
    assert split_clusters(new, old) == {}
    assert split_clusters(list("aabb"), list("xxxx")) == {}


def test_too_little_in_common():
    one, other = release(seed=1), release(seed=1)
    elsewhere = pl.col("code_onet").str.replace("11-", "12-")
    tables = {name: other.table(name).with_columns(elsewhere) for name in ("occupations", "ratings")}
    with pytest.raises(ModelError, match="share too few"):
        drift(one, Catalog.from_tables({**tables, "elements": other.table("elements")}))


@pytest.mark.releases
def test_the_real_releases_can_be_compared(releases, catalog):
    from careerclusters.catalog import read_release

    # Quarters of six runs are one or two runs, which can't be cut into every number of clusters.
    found = drift(read_release(releases / "db_28_2_text.zip"), catalog, runs=12, workers=1)
    assert found.n_occupations == 873
    assert list(found.left_out) == ["styles"]
    kinds = dict(found.ratings.iter_rows())
    assert kinds["carried forward"] > kinds["within noise"] > kinds["beyond noise"]
    # abilities of 28.2 come without dates, so nothing is claimed about them
    assert kinds["undated"] > 80_000
    assert set(found.levels["level"]) == {"broad", "middle", "group", "fine"}
    assert found.levels["moved_null_count"].min() > 0


def test_it_is_kept_and_read_back(found, tmp_path):
    from careerclusters.labour.drift_file import read_drift, write_drift

    told = read_drift(write_drift(found, tmp_path / "drift.json"))
    assert told["movers"] == found.movers.to_dicts()
    assert told["levels"] == found.levels.to_dicts()
    assert all(row["z"] == round(row["z"], 6) for row in told["elements"])
