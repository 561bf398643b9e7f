"""Each step alone, on examples small enough to check by hand."""

from __future__ import annotations

import os

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from sklearn.metrics import adjusted_rand_score

from careerclusters.clustering import runs
from careerclusters.clustering.composition import compose, simplex_shares
from careerclusters.clustering.consensus import agree, together
from careerclusters.clustering.fusion import fuse, unit_rows
from careerclusters.clustering.graph import nearest
from careerclusters.clustering.leiden import Links, as_links, leiden, relabel
from careerclusters.clustering.membership import (
    cluster_stability,
    null_stability,
    occupation_stability,
    roles,
    shares,
)
from careerclusters.clustering.settle import settle, split_by_parent
from careerclusters.clustering.tree import Tree
from careerclusters.errors import ModelError
from careerclusters.views import View


def links(n: int, *pairs: tuple[int, int]) -> Links:
    """Links between pairs of n nodes."""
    joined = np.zeros((n, n), dtype=bool)
    for one, other in pairs:
        joined[one, other] = joined[other, one] = True
    starts = np.concatenate([[0], np.cumsum(joined.sum(axis=1))]).astype(np.int64)
    ends = np.nonzero(joined)[1].astype(np.int32)
    return Links(starts, ends, np.ones(len(ends)))


def clique(nodes: range) -> list[tuple[int, int]]:
    return [(i, j) for i in nodes for j in nodes if i < j]


def test_two_complete_graphs_joined_by_one_edge():
    both = links(12, *clique(range(6)), *clique(range(6, 12)), (5, 6))
    assert leiden(both, resolution=1.0, seed=3).tolist() == [0] * 6 + [1] * 6


def test_lonely_nodes_stay_alone():
    assert leiden(links(6, *clique(range(4))), resolution=1.0, seed=3).tolist() == [0, 0, 0, 0, 1, 2]
    assert leiden(links(3), resolution=1.0, seed=3).tolist() == [0, 1, 2]


def test_relabel_counts_by_first_appearance():
    assert relabel(np.array([7, 7, 2, 9, 2])).tolist() == [0, 0, 1, 2, 1]


similarities = hnp.arrays(
    np.float32, st.integers(3, 12).map(lambda n: (n, n)), elements=st.integers(-4, 4).map(float)
)


@given(similarities, st.integers(1, 12))
def test_nearest_is_what_brute_force_finds(matrix, k):
    n = len(matrix)
    before = matrix.copy()
    found = nearest(matrix, k)
    assert found.shape == (n, min(k, n - 1))
    assert np.array_equal(matrix, before)
    for row in range(n):
        others = [j for j in range(n) if j != row]
        best = sorted(-matrix[row, j] for j in others)[: found.shape[1]]
        assert [-matrix[row, j] for j in found[row]] == best
        assert row not in found[row]


@settings(max_examples=30)
@given(st.integers(0, 10_000), st.integers(30, 130), st.integers(1, 14), st.integers(1, 60))
def test_nearest_of_many_is_a_stable_sort(seed, n, k, values):
    """With few different values most similarities are equal; then the first by position count."""
    matrix = np.random.default_rng(seed).integers(-values, values, (n, n)).astype(np.float32)
    distance = -matrix
    np.fill_diagonal(distance, np.inf)
    assert np.array_equal(nearest(matrix, k), np.argsort(distance, axis=1, kind="stable")[:, :k])


@given(similarities, st.integers(1, 5))
def test_links_join_neighbours_either_way_once(matrix, k):
    near = nearest(matrix, k)
    found = as_links(near)
    nodes = np.repeat(np.arange(found.n), np.diff(found.starts))
    pairs = list(zip(nodes.tolist(), found.ends.tolist(), strict=True))
    wanted = {pair for i in range(len(near)) for j in near[i].tolist() for pair in ((i, j), (j, i))}
    assert pairs == sorted(wanted)
    assert (found.weights == 1.0).all()


def view(name: str, values: np.ndarray, missing_rows: tuple[int, ...] = ()) -> View:
    missing = np.zeros(values.shape, dtype=bool)
    missing[list(missing_rows)] = True
    codes = tuple(f"11-{1000 + i}.00" for i in range(len(values)))
    features = tuple(str(j) for j in range(values.shape[1]))
    return View(name, codes, features, np.where(missing, 0, values).astype(np.float32), missing, "", "")


@settings(max_examples=30)
@given(st.integers(0, 10_000), st.floats(0.1, 5.0))
def test_parts_add_up_to_the_similarity(seed, weight):
    rng = np.random.default_rng(seed)
    views = [view("skills", rng.normal(size=(7, 4))), view("tasks", rng.normal(size=(7, 3)), (2,))]
    fusion = fuse(views, {"skills": weight, "tasks": 1.0})
    whole, parts = fusion.similarity(), fusion.parts()
    assert np.allclose(sum(parts.values()), whole)
    assert np.allclose(whole, whole.T)
    assert np.allclose(parts["tasks"][2], 0)
    assert abs(sum(fusion.weights) - 1) < 1e-12


def test_an_unknown_row_rests_on_the_other_views():
    rng = np.random.default_rng(1)
    skills = view("skills", rng.normal(size=(6, 4)))
    alone = fuse([skills], {"skills": 1.0}).similarity()
    both = fuse([skills, view("tasks", rng.normal(size=(6, 3)), (2,))], {"skills": 1.0, "tasks": 3.0})
    assert np.allclose(both.similarity()[2], alone[2], atol=1e-5)


def test_fuse_refuses_what_does_not_fit():
    values = np.eye(3)
    with pytest.raises(ModelError, match="known to none"):
        fuse([view("skills", values, (1,))], {"skills": 1.0})
    with pytest.raises(ModelError, match="weight above 0"):
        fuse([view("skills", values)], {"tasks": 1.0})


def test_unit_rows_leave_zeros_alone():
    rows = unit_rows(np.array([[3.0, 4.0], [0.0, 0.0], [1.0, 0.0]]), np.array([True, True, False]))
    assert np.allclose(rows, [[0.6, 0.8], [0.0, 0.0], [0.0, 0.0]])


def test_together_counts_runs():
    runs = np.array([[0, 0, 1], [0, 1, 1], [0, 0, 0], [2, 0, 0]], dtype=np.int16)
    assert together(runs).tolist() == [[1, 0.5, 0.25], [0.5, 1, 0.75], [0.25, 0.75, 1]]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=30))
def test_agreement_is_the_adjusted_rand_index(pairs):
    one, two = (np.array(side) for side in zip(*pairs, strict=True))
    assert agree(one, two) == pytest.approx(adjusted_rand_score(one, two), abs=1e-9)


RUNS = np.array([[0, 0, 1, 1], [0, 0, 0, 1], [1, 1, 0, 0]], dtype=np.int16)
FINAL = np.array([0, 0, 1, 1])


def test_cluster_stability_by_hand():
    mean, (scale, match) = cluster_stability([RUNS], FINAL)
    # the first is found whole twice and with one more once (2 of 3); the second whole twice, half once
    assert mean.tolist() == pytest.approx([(1 + 2 / 3 + 1) / 3, (1 + 0.5 + 1) / 3])
    assert match.tolist() == [[0, 1], [0, 1], [1, 0]]
    assert scale.tolist() == [[0, 0]] * 3
    assert occupation_stability([RUNS], FINAL, (scale, match)).tolist() == pytest.approx([1, 1, 2 / 3, 1])


def test_a_cluster_may_show_best_at_another_scale():
    coarse = np.zeros((3, 4), dtype=np.int16)
    mean, (scale, match) = cluster_stability([coarse, RUNS], FINAL)
    # at the coarse scale each cluster overlaps by a half; the finer one is better but for one tie
    assert mean.tolist() == pytest.approx([(1 + 2 / 3 + 1) / 3, (1 + 0.5 + 1) / 3])
    assert scale.tolist() == [[1, 1], [1, 0], [1, 1]]
    inside = occupation_stability([coarse, RUNS], FINAL, (scale, match))
    assert inside.tolist() == pytest.approx([1, 1, 1, 1])


CORNERS = np.array([[0.0, 0.0], [4.0, 0.0], [0.0, 4.0]])


def test_shares_of_the_simplex_by_hand():
    points = np.array([[0.0, 0.0], [1.2, 0.0], [2.0, 2.0], [-3.0, -1.0]])
    expected = [[1, 0, 0], [0.7, 0.3, 0], [0, 0.5, 0.5], [1, 0, 0]]
    assert np.allclose(simplex_shares(points, CORNERS), expected, atol=1e-3)


def planted_mix(second: float, *, n_mixed: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Own shares of 120 pure members of four clusters, and second shares of those who mix the first two."""
    rng = np.random.default_rng(seed)
    middles = 3.0 * rng.normal(size=(4, 12))
    labels = np.repeat(np.arange(4), 30)
    pure = middles[labels] + rng.normal(size=(120, 12))
    mixed = (1 - second) * middles[0] + second * middles[1] + rng.normal(size=(n_mixed, 12))
    degrees = compose(np.vstack([pure, mixed]), np.append(labels, np.zeros(n_mixed, dtype=int)))
    assert np.allclose(degrees.sum(axis=1), 1)
    return degrees[:120][np.arange(120), labels], degrees[120:, 1]


@pytest.mark.parametrize("n_mixed", [8, 20])  # of 38 and 50 members of the first cluster
@pytest.mark.parametrize("second", [0.1, 0.2, 0.3, 0.4, 0.5])
def test_a_planted_mix_is_recovered(second, n_mixed):
    draws = [planted_mix(second, n_mixed=n_mixed, seed=seed) for seed in range(10)]
    assert abs(np.mean([shares.mean() for _, shares in draws]) - second) <= 0.08
    assert np.mean([own.mean() for own, _ in draws]) >= 0.9
    assert min(own.mean() for own, _ in draws) >= 0.88


def test_parts_share_what_their_parent_has():
    above = np.array([[0.6, 0.4], [1.0, 0.0], [0.0, 1.0]])
    mixed = np.array([[0.3, 0.1, 0.5], [0.0, 0.0, 1.0], [0.2, 0.2, 0.0]])
    found = split_by_parent(above, mixed, np.array([0, 0, 1]))
    assert np.allclose(found, [[0.45, 0.15, 0.4], [0.5, 0.5, 0.0], [0.0, 0.0, 1.0]])


def test_a_cluster_that_is_too_small_joins_the_sibling_it_has_most_of():
    rng = np.random.default_rng(0)
    corners = np.array([[8.0, 0, 0], [0, 8.0, 0], [0, 7.0, 3.0], [0, 0, 8.0]])
    labels = np.repeat(np.arange(4), [30, 30, 3, 30])
    points = corners[labels] + 0.3 * rng.normal(size=(93, 3))
    top = np.array([0, 1, 1, 1])[labels]
    same = (labels[:, None] == labels[None]).astype(float)
    settled = settle(
        points,
        [top, labels],
        company=same / same.sum(axis=1, keepdims=True),
        closeness=[same, same],
        anchor=0,
    )
    assert [degrees.shape[1] for degrees in settled.degrees] == [2, 3]
    assert settled.labels[1][60] == settled.labels[1][30] != settled.labels[1][90]
    assert np.allclose(settled.degrees[1].sum(axis=1), 1)


def test_chance_groups_are_less_stable_than_planted_ones():
    labels = np.repeat(np.arange(4), 10)
    runs = np.tile(labels, (5, 1)).astype(np.int16)
    company = (labels[:, None] == labels[None]) / 10 + 0.001
    assert cluster_stability([runs], labels)[0].tolist() == [1, 1, 1, 1]
    null = null_stability([runs], company, sizes=[6, 15])
    assert null.max() < 1
    assert null.tolist() == sorted(null)


def test_shares_are_the_company_kept():
    company = np.array([[0, 0.5, 0.3, 0.2], [1, 0, 0, 0], [0, 0, 0, 1], [0.25, 0.25, 0.5, 0]])
    assert np.allclose(shares(company, FINAL), [[0.5, 0.5], [1, 0], [0, 1], [0.5, 0.5]])


@pytest.mark.parametrize(
    ("own", "second", "stability", "role"),
    [
        (0.95, 0.05, 0.99, "core"),
        (0.95, 0.05, 0.70, "border"),
        (0.76, 0.24, 0.99, "border"),
        (0.65, 0.35, 0.99, "bridge"),
        (0.65, 0.35, 0.50, "unsettled"),
    ],
)
def test_roles_by_hand(own, second, stability, role):
    membership = np.array([[own, second, 1 - own - second]])
    assert roles(membership, np.array([0]), np.array([stability])).tolist() == [role]


def blocks(sizes: tuple[int, ...], inside: float, outside: float) -> np.ndarray:
    labels = np.repeat(np.arange(len(sizes)), sizes)
    closeness = np.where(labels[:, None] == labels[None], inside, outside)
    np.fill_diagonal(closeness, 1.0)
    return closeness


def test_a_cut_gives_fair_clusters_and_settles_the_rest():
    closeness = blocks((10, 10, 1), 0.9, 0.1)
    closeness[20, :10] = closeness[:10, 20] = 0.3
    labels = Tree(closeness).cut(2)
    assert labels.tolist() == [0] * 10 + [1] * 10 + [0]


def test_a_cut_that_the_tree_does_not_have():
    assert Tree(blocks((6, 6), 1.0, 0.0)).cut(11) is None


def test_walls_are_never_crossed():
    walls = np.repeat([0, 1], 10)
    labels = Tree(np.full((20, 20), 0.9), walls=walls).cut(2)
    assert labels.tolist() == walls.tolist()


def test_whole_groups_are_joined():
    closeness = blocks((5, 5, 5), 0.9, 0.1)
    closeness[:5, 5:10] = closeness[5:10, :5] = 0.5
    assert Tree(closeness, groups=np.repeat([0, 1, 2], 5)).cut(2).tolist() == [0] * 10 + [1] * 5


@pytest.mark.parametrize(("asked", "there", "used"), [(None, 6, 6), (3, 6, 3), (None, None, 2), (12, 6, 10)])
def test_as_many_workers_as_asked_also_where_the_system_cannot_say(monkeypatch, asked, there, used):
    """Ten chunks of runs; without `sched_getaffinity` (macOS, Windows) the processors are counted."""
    seen = []

    def results(blocks, job, chunks, workers):
        seen.append((len(chunks), workers))
        for chunk in chunks:
            yield np.zeros((1, len(chunk), 4), dtype=np.int16), np.zeros((4, 4), dtype=np.float32)

    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: there)
    monkeypatch.setattr(runs, "_results", results)
    blocks = runs.Blocks((np.zeros((4, 2)),), (None,), (np.ones(4, dtype=bool),), (1.0,), None)
    runs.run_many(blocks, resolutions=(1.0,), runs=100, seed=0, neighbours=(2, 3), workers=asked)
    assert seen == [(10, used)]
