"""Results never change, equal by content, and pickle without what made them."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, dataclass, field

import numpy as np
import polars as pl
import pytest

from careerclusters.results import FrozenMapping, Value, frozen, same


@dataclass(frozen=True, eq=False)
class Sample(Value):
    name: str
    matrix: np.ndarray
    rows: pl.DataFrame
    shares: Mapping[str, object] = field(default_factory=dict)

    def to_frame(self) -> pl.DataFrame:
        return self.rows


def sample(cell: float = 1.0) -> Sample:
    rows = pl.DataFrame({"code": ["a<b", "c"], "value": [cell, None]})
    return Sample("sample", np.array([cell, np.nan]), rows, {"x": {"y": np.array([cell])}, "z": [1, 2]})


def test_nothing_can_be_changed():
    one, given = sample(), np.zeros(2)
    with pytest.raises(ValueError, match="read-only"):
        one.matrix[0] = 9
    with pytest.raises(FrozenInstanceError):
        one.name = "other"
    with pytest.raises(TypeError):
        one.shares["x"] = 1
    with pytest.raises(TypeError):
        one.shares["x"]["y"] = 1
    with pytest.raises(ValueError, match="read-only"):
        one.shares["x"]["y"][0] = 1
    assert one.shares["z"] == (1, 2)
    frozen(given)
    given[0] = 1  # what was given in stays the giver's


def test_the_same_content_is_equal_and_other_content_is_not():
    assert sample() == sample()
    assert hash(sample()) == hash(sample())
    assert sample() != sample(2.0)
    assert sample() != "sample"
    assert not same(np.array([1.0]), [1.0])
    assert not same(np.array([1, 2]), np.array([1, 2, 3]))
    assert not same({"a": 1}, {"b": 1})
    assert not same((1, 2), (1, 2, 3))
    assert not same(pl.DataFrame({"a": [1]}), pl.DataFrame({"a": [1.0]}))
    assert same(float("nan"), float("nan"))


def test_a_pickle_is_small_equal_and_still_closed():
    packed = pickle.dumps(sample())
    back = pickle.loads(packed)
    assert back == sample()
    assert len(packed) < 4000
    with pytest.raises(ValueError, match="read-only"):
        back.matrix[0] = 9


def test_the_table_for_notebooks_is_escaped_and_bounded():
    assert "<td>a&lt;b</td>" in sample()._repr_html_()
    long = Sample("long", np.zeros(1), pl.DataFrame({"row": range(45)}))
    assert long._repr_html_().count("<tr>") == 21
    assert "25 more rows" in long._repr_html_()


def test_a_frozen_mapping_equals_a_mapping():
    assert FrozenMapping({"a": 1}) == {"a": 1}
    assert {**FrozenMapping({"a": 1})} == {"a": 1}
    assert pickle.loads(pickle.dumps(FrozenMapping({"a": 1}))) == {"a": 1}
    with pytest.raises(AttributeError):
        FrozenMapping({}).new = 1


def test_what_lies_deeper_is_closed_too_also_in_a_copy():
    deep = {"pair": (np.zeros(2), [np.zeros(1)]), "set": {1}, "plain": ("a", 1, None)}
    closed = frozen({"in": deep})
    for value in (closed, pickle.loads(pickle.dumps(closed))):
        first, second = value["in"]["pair"]
        assert not first.flags.writeable
        assert not second[0].flags.writeable
        assert isinstance(value["in"]["set"], frozenset)
    plain = ("a", 1, None)
    assert frozen(plain) is plain
    assert frozen((closed, "a"))[0] is closed
