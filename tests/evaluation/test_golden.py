"""The figures that README.md prints are those that the commands print, to the last digit.

Where a change moves them on purpose: run `careerclusters build`, then `careerclusters evaluate clusters` and
`careerclusters evaluate moves`, write what they print into README.md, and say in CHANGELOG.md why it moved.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from careerclusters.clustering import fit
from careerclusters.evaluation import evaluate_clusters, evaluate_moves

pytestmark = pytest.mark.slow

METHODS = {
    "move model": "move_model",
    "similarity of occupations, and size of the destination": "careerclusters",
    "O*NET's related occupations": "related_occupations",
    "same SOC major group": "soc_major_group",
    "size of the destination alone": "employment",
}


@pytest.fixture(scope="module")
def tables(root: Path) -> dict[str, list[str]]:
    """Cells of the rows of README's tables by the first of them."""
    text = (root / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\|.*\|$", text, re.MULTILINE)
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0]: row[1:] for row in rows}


@pytest.fixture(scope="module", autouse=True)
def _one_thread():
    """Threads that wait for each other make this several times as long."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):
        yield


@pytest.fixture(scope="module")
def default_fit(catalog):
    """The clustering that `careerclusters build` makes; the suite's own has fewer runs."""
    return fit(catalog)


def test_what_clusters_say_about_moves(catalog, default_fit, tables):
    table = evaluate_clusters(catalog, default_fit).table
    rows = {row["level"]: row for row in table.to_dicts()}
    main = default_fit.main_level
    shown = [rows[name] for name in (main, "official_16", "soc_major")]
    hard = tables["observed moves told better than by size alone, nats a mover"]
    own = f"{shown[0]['block_gain']:.3f} ({shown[0]['clusters']} groups)"
    assert hard == [own, *(f"{row['block_gain']:.3f}" for row in shown[1:])]
    soft = tables["the same with degrees of membership"]
    assert soft == [f"{row['block_gain_soft']:.3f}" for row in shown]
    halves = tables["agreement of two halves of the runs (ARI): middle, groups, fine"][0]
    assert halves == ", ".join(f"{rows[name]['stability_ari']:.2f}" for name in ("middle", main, "fine"))


def test_the_clusters_that_readme_lists(default_fit, root):
    """Each line of the list: the name and how many occupations have it as their cluster."""
    text = (root / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^ ([BG]\d\d)   +(.+?)  +(\d+)   ", text, re.MULTILINE)
    clusters = default_fit.clusters.rows_by_key("cluster_id", named=True, unique=True)
    assert len(listed) == sum(row["level"] in ("broad", "group") for row in clusters.values())
    for cluster_id, name, count in listed:
        assert (clusters[cluster_id]["name"], clusters[cluster_id]["n_occupations"]) == (name, int(count))


def test_how_well_moves_are_ranked(catalog, tables):
    report = evaluate_moves(catalog).to_dict()
    for words, method in METHODS.items():
        measured = report[method]
        shown = [float(cell) for cell in tables[words]]
        # Another processor may round the last digit the other way.
        expected = [measured[name] for name in ("auc", "recall_at_10", "ndcg")]
        assert shown == pytest.approx(expected, abs=0.0011), words
