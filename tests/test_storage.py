"""Values in mapped files: they come back as they were, and a damaged file is named, never trusted."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from careerclusters.clustering.graph import Graph
from careerclusters.clustering.params import Level
from careerclusters.errors import DataError, ModelError
from careerclusters.results import same
from careerclusters.storage import read_value, write_value

GRAPH = Graph(
    codes=("11-1011.00", "15-1252.00"),
    neighbours=np.array([[1], [0]], dtype=np.int32),
    similarity=np.array([[0.5], [np.nan]], dtype=np.float32),
    parts={"skills": np.zeros((2, 1), dtype=np.float32)},
)


def test_every_kind_of_value_comes_back(tmp_path):
    value = {
        "plain": (None, True, 3, 2.5, "ä", ("a", "b"), ()),
        "arrays": (np.arange(6).reshape(2, 3), np.array([True]), np.array(["é", "b"]), np.zeros((0, 4))),
        "table": pl.DataFrame({"a": ["x", None], "b": [1.5, None]}),
        "object": GRAPH,
        "level": Level("broad", 2, 3),
        "pairs": {(1, "a"): 2.0},
        "set": frozenset({"b", "a"}),
    }
    back = read_value(write_value(tmp_path / "value.part", value))
    assert set(back) == set(value)
    assert back["plain"] == value["plain"]
    assert same(back["arrays"], value["arrays"])
    assert back["table"].equals(value["table"])
    assert back["object"].codes == GRAPH.codes
    assert same(back["object"].similarity, GRAPH.similarity)
    assert back["level"] == value["level"]
    assert back["pairs"] == value["pairs"]
    assert back["set"] == value["set"]


def test_sparse_matrices_come_back(tmp_path):
    from scipy import sparse

    matrix = sparse.csr_matrix(np.array([[0.0, 2.0], [0.0, 0.0], [3.0, 0.0]]))
    back = read_value(write_value(tmp_path / "value.part", (matrix,)))[0]
    assert (back != matrix).nnz == 0


def test_arrays_are_mapped_and_read_only(tmp_path):
    back = read_value(write_value(tmp_path / "value.part", GRAPH))
    with pytest.raises(ValueError, match="read-only"):
        back.similarity[0, 0] = 99
    assert back.similarity.ctypes.data % 64 == 0


def test_sparse_matrices_are_mapped_too(tmp_path):
    # Each part is a small piece of the file, and scipy copies views of what is twice as large.
    from scipy import sparse

    matrix = sparse.csr_matrix(np.eye(50, dtype=np.float32))
    path = write_value(tmp_path / "value.part", {"matrix": matrix, "more": np.zeros(1000)})
    back = read_value(path)["matrix"]
    assert (back != matrix).nnz == 0
    for part in (back.data, back.indices, back.indptr):
        assert not part.flags.writeable
        assert any(isinstance(base, np.memmap) for base in _bases(part))


def _bases(array):
    while (array := getattr(array, "base", None)) is not None:
        yield array


def test_what_is_shared_is_kept_once(tmp_path):
    once = write_value(tmp_path / "once.part", (GRAPH,))
    twice = write_value(tmp_path / "twice.part", {"one": GRAPH, "other": (GRAPH, {"third": GRAPH})})
    back = read_value(twice)
    assert back["one"] is back["other"][0] is back["other"][1]["third"]
    assert same(back["one"].similarity, GRAPH.similarity)
    assert twice.stat().st_size < once.stat().st_size + 200


def test_what_is_equal_but_not_shared_stays_apart(tmp_path):
    other = replace(GRAPH, codes=("11-1011.00", "29-1141.00"))
    back = read_value(write_value(tmp_path / "value.part", (GRAPH, other, GRAPH)))
    assert [one.codes[1] for one in back] == ["15-1252.00", "29-1141.00", "15-1252.00"]


def test_the_same_value_gives_the_same_bytes(tmp_path):
    first = write_value(tmp_path / "a", GRAPH).read_bytes()
    assert write_value(tmp_path / "b", GRAPH).read_bytes() == first


def test_what_cannot_be_saved_is_refused(tmp_path):
    with pytest.raises(ModelError, match="can't be saved"):
        write_value(tmp_path / "value.part", {"made by": lambda: 1})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("where", [0, 9, 17, 25, 60, -1])
def test_a_damaged_file_is_an_error_of_ours(tmp_path, where):
    path = write_value(tmp_path / "value.part", GRAPH)
    content = bytearray(path.read_bytes())
    if where == -1:
        del content[-40:]
    else:
        content[where] ^= 0xFF
    path.write_bytes(bytes(content))
    with pytest.raises(DataError, match="build --force"):
        read_value(path)


def test_a_missing_file_is_an_error_of_ours(tmp_path):
    with pytest.raises(DataError, match="missing"):
        read_value(tmp_path / "none.part")


@pytest.mark.parametrize(
    "tree",
    [
        ["object", "os:system", {"command": "true"}],
        ["object", "careerclusters.files:write_text", {"path": "x", "content": "y"}],
        ["object", "careerclusters.home:home_folder.x", {}],
        ["pickle", "x"],
        ["array", "|O", [1], [0, 8]],
        ["again", 0],
    ],
)
def test_nothing_in_a_file_is_executed(tmp_path, tree):
    head = json.dumps(tree).encode()
    content = b"CCPART01" + len(head).to_bytes(8, "little") + zlib.crc32(head).to_bytes(4, "little") + head
    path = tmp_path / "value.part"
    path.write_bytes(content + b"\0" * 200)
    with pytest.raises(DataError):
        read_value(path)


def test_modules_that_are_not_ours_are_not_even_imported(tmp_path):
    import sys

    head = json.dumps(["object", "antigravity:x", {}]).encode()
    content = b"CCPART01" + len(head).to_bytes(8, "little") + zlib.crc32(head).to_bytes(4, "little") + head
    (tmp_path / "value.part").write_bytes(content + b"\0" * 200)
    with pytest.raises(DataError, match="not ours"):
        read_value(tmp_path / "value.part")
    assert "antigravity" not in sys.modules
