"""Commands that write leave alone what isn't theirs, and say so before they work."""

from __future__ import annotations

import pytest

THESIS = "years of work"


@pytest.fixture
def thesis(tmp_path):
    path = tmp_path / "precious" / "thesis.txt"
    path.parent.mkdir()
    path.write_text(THESIS)
    yield path
    assert path.read_text() == THESIS
    assert [entry.name for entry in path.parent.iterdir()] == ["thesis.txt"]


@pytest.fixture
def sources(tmp_path, small):
    folder = tmp_path / "rel"
    folder.mkdir()
    small.to_zip(small.files(), folder / "db_30_1_text.zip")
    (folder / "notes").write_text(THESIS)
    return folder


def test_compile_does_not_replace_a_folder_of_yours(call, sources, thesis):
    code, out, err = call("catalog", "compile", str(sources), str(thesis.parent), "--partial")
    assert (code, out) == (2, "")
    assert "holds what isn't ours" in err
    assert "thesis.txt" in err


@pytest.mark.parametrize("target", ["rel", "rel/out", ".", "rel/../rel"])
def test_compile_does_not_write_over_its_sources(call, sources, tmp_path, monkeypatch, target):
    monkeypatch.chdir(tmp_path)
    before = {path.name: path.read_bytes() for path in sources.iterdir()}
    code, _, err = call("catalog", "compile", "rel", target, "--partial")
    assert code == 2
    assert "would lie" in err
    assert {path.name: path.read_bytes() for path in sources.iterdir()} == before


def test_a_thesis_put_into_a_catalog_is_kept(call, sources, tmp_path):
    out = tmp_path / "out"
    assert call("catalog", "compile", str(sources), str(out), "--partial")[0] == 0
    assert call("catalog", "compile", str(sources), str(out), "--partial")[0] == 0
    (out / "thesis.txt").write_text(THESIS)
    code, _, err = call("catalog", "compile", str(sources), str(out), "--partial")
    assert code == 2
    assert "thesis.txt" in err
    assert (out / "thesis.txt").read_text() == THESIS


@pytest.mark.parametrize(
    "words",
    [
        ("map", "--out"),
        ("plan", "41-2011", "29-1141", "--out"),
        ("drift", "no-release-is-read-before-that.zip", "--out"),
    ],
    ids=lambda words: words[0],
)
def test_pictures_and_comparisons_are_not_written_over_your_file(saved, call, thesis, words):
    code, out, err = call(*words, str(thesis))
    assert (code, out) == (2, "")
    assert "thesis.txt is there and wasn't made by this command" in err


def test_a_picture_takes_the_place_of_a_picture(saved, call, tmp_path):
    path = tmp_path / "map.svg"
    for _ in range(2):
        assert call("map", "--out", str(path))[0] == 0
    path.write_text("<svg>drawn by hand</svg>")
    assert call("map", "--out", str(path))[0] == 2
    assert path.read_text() == "<svg>drawn by hand</svg>"
    assert call("map", "--out", str(path), "--force")[0] == 0
    assert path.read_text().startswith("<svg xmlns")


@pytest.mark.parametrize("words", [("build",), ("search", "nurse")])
def test_a_home_that_cannot_be_written_is_said_before_the_work(call, tmp_path, monkeypatch, words):
    from careerclusters.atlas import Atlas

    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CAREERCLUSTERS_HOME", str(tmp_path / "file" / "home"))
    monkeypatch.setattr(Atlas, "build", None)
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert "Nothing can be written there" in err
    assert "it is no folder" in err


def test_an_atlas_is_not_built_into_a_folder_of_yours(call, thesis):
    code, out, err = call("build", "--atlas", str(thesis.parent))
    assert (code, out) == (2, "")
    assert "holds what isn't ours" in err
