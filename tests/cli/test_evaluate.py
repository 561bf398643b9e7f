"""`evaluate` prints the same measures in every form, under the names that were promised."""

from __future__ import annotations

import io
import json
import sys

MEASURES = {"level", "clusters", "stability_ari", "moves_modularity", "ami_official_16", "ami_soc_major"}
METHODS = {"careerclusters", "equal_views", "related_occupations", "employment"}


def test_clusters_in_every_form(built, call):
    code, out, err = call("evaluate", "clusters", "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert [row["level"] for row in found["levels"]] == list(built.levels)
    for row in (*found["levels"], found["official_16"], found["soc_major"]):
        assert set(row) >= MEASURES
    assert found["official_16"]["stability_ari"] is None
    assert found["official_16"]["ami_official_16"] == 1
    code, out, _ = call("evaluate", "clusters")
    assert code == 0
    assert "official_16" in out
    assert call("evaluate", "clusters", "--csv")[1].startswith("level,clusters,")


def test_only_the_origins_of_the_file_are_scored(built, call, catalog, tmp_path, monkeypatch):
    table = catalog.table("moves")
    some = table["origin_code_soc2010"].unique().sort().head(40)
    file = tmp_path / "moves.csv"
    table.filter(table["origin_code_soc2010"].is_in(some.to_list())).write_csv(file)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))
    code, out, err = call("evaluate", "moves", "--file", "-", "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert set(found) >= METHODS
    assert all(0 < found[method][name] < 1 for method in METHODS for name in ("auc", "recall_at_10", "ndcg"))
    assert 5 < found["careerclusters"]["n_origins"] <= 40


def test_a_file_of_something_else_is_refused(built, call, tmp_path):
    file = tmp_path / "moves.csv"
    file.write_text("a,b\n1,2\n")
    for path in (file, tmp_path / "absent.csv", tmp_path):
        code, out, err = call("evaluate", "moves", "--file", str(path))
        assert (code, out) == (2, "")
        assert err.startswith("Error: ")
