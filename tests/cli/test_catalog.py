"""The commands of `careerclusters catalog`."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from careerclusters.catalog import BUNDLED
from careerclusters.cli._run import run_app
from careerclusters.cli.catalog import app


@pytest.fixture(scope="session")
def small():
    path = Path(__file__).resolve().parent.parent / "small_release.py"
    spec = importlib.util.spec_from_file_location("small_release", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def call(capsys, monkeypatch):
    """Run a command; exit code, standard output, standard error."""
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments):
        code = run_app(app, [str(one) for one in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_info_shows_the_bundled_catalog(call, catalog):
    code, out, _ = call("info")
    assert code == 0
    assert catalog.id in out
    assert "385,238" in out
    assert "Carried forward from O*NET 28.2" in " ".join(out.split())
    assert max(len(line) for line in out.splitlines()) <= 80


def test_info_as_json_and_csv(call, catalog):
    assert json.loads(call("info", "--json")[1])["id"] == catalog.id
    header, *rows = call("info", "--csv")[1].splitlines()
    assert header.startswith("table,rows,source,release,licence")
    assert len(rows) == len(catalog.names)


def test_compile_check_and_info(call, small, tmp_path):
    sources = tmp_path / "sources"
    sources.mkdir()
    small.to_zip(small.files(), sources / "db_30_1_text.zip")
    code, out, err = call("compile", sources, tmp_path / "out")
    assert code == 0
    assert "6 occupations" in out
    assert "Left out: moves, because moves_cps_asec_all.csv is absent" in err
    assert call("check", tmp_path / "out")[0] == 0
    assert json.loads(call("info", tmp_path / "out", "--json")[1])["release"] == "O*NET 30.1"
    assert json.loads(call("compile", sources, tmp_path / "out", "--json")[1])["release"] == "O*NET 30.1"


def test_check_says_what_is_wrong(call, small, tmp_path):
    release = small.to_zip(small.files(), tmp_path / "release.zip")
    rows = json.loads(call("check", release, "--json")[1])
    assert {"table": "ratings", "part": "skills", "rows": 30, "is_right": True, "note": "Skills.txt"} in rows

    sources = tmp_path / "sources"
    sources.mkdir()
    release.rename(sources / "db_30_1_text.zip")
    call("compile", sources, tmp_path / "out")
    (tmp_path / "out" / "scales.parquet").write_bytes(b"")
    code, out, _ = call("check", tmp_path / "out", "--csv")
    assert code == 1
    assert "scales,,,false,\"The catalog's file scales.parquet is not what the manifest promised" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("check", "nowhere.zip"), "The release is missing. Seen: 'nowhere.zip'."),
        (("info", "nowhere"), "This folder holds no catalog. Seen: 'nowhere'."),
        (("compile", "nowhere", "out"), "The folder of sources is missing. Seen: 'nowhere'."),
        (("fetch", "--release", "newest"), "This is no O*NET release. Seen: 'newest'."),
        (("compile", BUNDLED, "out", "--release", "x"), "This is no O*NET release. Seen: 'x'."),
    ],
)
def test_wrong_input_has_a_message_and_code_2(call, arguments, message):
    code, out, err = call(*arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert "Traceback" not in err


def test_fetch_tells_where_it_is(call, small, home, monkeypatch):
    from careerclusters.sources import _cache

    path = small.to_zip(small.files(), home / "db_30_1_text.zip")
    monkeypatch.setattr(_cache, "fetch_release", lambda *arguments, **options: path)
    assert str(path) in "".join(call("fetch")[1].splitlines())
    assert json.loads(call("fetch", "--json")[1]) == {
        "release": "30.1",
        "path": str(path),
        "bytes": path.stat().st_size,
    }
