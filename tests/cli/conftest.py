"""A saved clustering small enough to read: two broad clusters, three middle ones, six occupations."""

from __future__ import annotations

import shutil

import numpy as np
import polars as pl
import pytest

CODES = ("11-1011.00", "15-1252.00", "29-1141.00", "29-1171.00", "47-2181.00", "51-4121.00")
TITLES = (
    "Chief Executives",
    "Software Developers",
    "Registered Nurses",
    "Nurse Practitioners",
    "Roofers",
    "Welders",
)
READY = ("fusion", "titles", "titles_other", "levels", "words", "pathways")
PLACED = ("29-9099.00", "Healthcare Practitioners and Technical Workers, All Other")


@pytest.fixture(scope="session")
def small_clustering(catalog):
    from careerclusters.clustering.clustering import Clustering
    from careerclusters.clustering.graph import Graph
    from careerclusters.clustering.params import Level, Params

    def cluster(level, cluster_id, name, parent_id, n_occupations, stability_share):
        description = f"People in {name} share much."
        return level, cluster_id, name, parent_id, n_occupations, stability_share, description

    clusters = pl.DataFrame(
        [
            cluster("broad", "B01", "Desks [and] people", None, 4, 0.95),
            cluster("broad", "B02", "Building and making", None, 2, 0.8),
            cluster("middle", "M01", "Leading and coding", "B01", 2, 0.4),
            cluster("middle", "M02", "Nursing", "B01", 2, 0.97),
            cluster("middle", "M03", "Roofs and metal", "B02", 2, 0.8),
        ],
        schema="level cluster_id name parent_id n_occupations stability_share description".split(),  # noqa: SIM905
        orient="row",
    )
    broad, middle = "B01 B01 B01 B01 B02 B02".split(), "M01 M01 M02 M02 M03 M03".split()  # noqa: SIM905
    rows = []
    for code, top, inner in zip(CODES, broad, middle, strict=True):
        rows.append((code, "broad", top, 1.0, True, "core", 0.9, False))
        rows.append((code, "middle", inner, 0.7, True, "border", 0.6, False))
        rows.append((code, "middle", "M02" if inner != "M02" else "M01", 0.3, False, None, None, False))
    rows.append((PLACED[0], "broad", "B01", 1.0, True, "unsettled", None, True))
    rows.append((PLACED[0], "middle", "M02", 1.0, True, "unsettled", None, True))
    columns = "code_onet level cluster_id membership_share is_primary role stability_share is_placed"
    memberships = pl.DataFrame(rows, schema=columns.split(), orient="row")
    evidence = pl.DataFrame(
        [
            ("middle", "M02", "foundation", 1, "2.A.1.b", "Active Listening", "skills", 1.0, 0.2),
            ("middle", "M02", "distinctive", 1, "2.C.5.a", "Medicine", "knowledge", 2.1, 1.9),
            ("middle", "M02", "typical", 1, CODES[2], TITLES[2], "occupation", 0.9, None),
        ],
        schema="level cluster_id kind rank item_id label domain value contrast".split(),  # noqa: SIM905
        orient="row",
    )
    n = len(CODES)
    neighbours = np.array([[j for j in range(n) if j != i][:3] for i in range(n)], dtype=np.int32)
    parts = {
        "skills": np.full((n, 3), 0.75, dtype=np.float32),
        "tasks": np.full((n, 3), 0.5, dtype=np.float32),
        "styles": np.full((n, 3), -0.25, dtype=np.float32),
    }
    return Clustering(
        clusters=clusters,
        memberships=memberships,
        evidence=evidence,
        curve=pl.DataFrame(
            {"level": ["broad"], "clusters": [2], "stability_ari": [0.9], "is_chosen": [True]}
        ),
        graph=Graph(CODES, neighbours, sum(parts.values()), parts),
        titles=dict(zip((*CODES, PLACED[0]), (*TITLES, PLACED[1]), strict=True)),
        params=Params(levels=(Level("broad", 2, 2), Level("middle", 3, 3))),
        catalog_id=catalog.id,
        release="O*NET test",
        version="0.1.0",
    )


@pytest.fixture(scope="session")
def small_atlas(small_clustering, save_atlas, once_for_all):
    """The folder of an atlas of it, with what the commands ask for and only the catalog decides."""
    parts = ("clustering", *READY)
    return once_for_all("small", lambda folder: save_atlas(small_clustering, folder, parts=parts))


@pytest.fixture
def saved(small_clustering, small_atlas, home):
    """The small clustering, saved where the commands look for it; a copy that a test may damage."""
    shutil.copytree(small_atlas, home / "atlas")
    return small_clustering


@pytest.fixture
def call(capsys, monkeypatch):
    """Run the command line on a terminal of 80 columns: the exit code, standard output, standard error."""
    from careerclusters.cli._run import run

    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(list(arguments))
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        if not {"--csv", "--json"} & set(arguments):
            # A path is one word and can't be folded.
            assert [line for line in captured.out.splitlines() if len(line) > 80 and " " in line] == []
        return code, captured.out, captured.err

    return call
