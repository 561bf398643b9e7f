"""The kept comparison: written and read back, the packaged one sound, broken files passed over with words."""

from __future__ import annotations

import copy
import json

import pytest

from careerclusters.errors import DataError
from careerclusters.labour.drift import verdict
from careerclusters.labour.drift_file import drift_path, kept_drift, read_drift


def test_the_one_that_comes_along_is_sound(catalog):
    found = kept_drift()
    assert not found.is_own
    assert found.problem is None
    assert found.comparison["new"] == catalog.release
    codes = set(catalog.occupations["code_onet"])
    assert {row["code_onet"] for row in found.comparison["movers"]} <= codes
    for row in found.comparison["levels"]:
        movers = [one for one in found.comparison["movers"] if one["level"] == row["level"]]
        assert len(movers) == row["moved_count"]
    assert verdict(found.comparison["levels"])


def test_an_own_one_comes_first(home):
    comparison = dict(kept_drift().comparison) | {"old": "Mine"}
    drift_path().write_text(json.dumps(comparison))
    assert kept_drift().is_own
    assert kept_drift().comparison["old"] == "Mine"


@pytest.mark.parametrize(
    "content", ["", "{}", "[1]", "not json", '{"careerclusters_drift": 2}', "[" * 100_000, '{"a": NaN']
)
def test_a_broken_one_is_passed_over_and_named(home, content):
    drift_path().write_text(content)
    with pytest.raises(DataError, match="comparison"):
        read_drift(drift_path())
    found = kept_drift()
    assert not found.is_own
    assert "drift.json" in found.problem


def _without(name, column):
    return lambda comparison: [row.pop(column) for row in comparison[name]]


DAMAGE = {
    "no levels": lambda comparison: comparison["levels"].clear(),
    "levels without counts": _without("levels", "moved_null_count"),
    "a count in words": lambda comparison: comparison["levels"][0].update(moved_count="many"),
    "true as a count": lambda comparison: comparison.update(n_occupations=True),
    "no number": lambda comparison: comparison["elements"][0].update(change_mean=float("nan")),
    "movers without codes": _without("movers", "code_onet"),
    "elements without scales": _without("elements", "scale_id"),
    "rows that are lists": lambda comparison: comparison["splits"].append(["fine", "split"]),
    "nothing on what appeared": lambda comparison: comparison.pop("appeared"),
    "reasons that are lists": lambda comparison: comparison["left_out"].update(styles=[1]),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_one_with_the_right_mark_and_wrong_rows_is_passed_over(home, damage):
    comparison = copy.deepcopy(dict(kept_drift().comparison))
    damage(comparison)
    drift_path().write_text(json.dumps(comparison))
    found = kept_drift()
    assert not found.is_own
    assert "drift.json" in found.problem
