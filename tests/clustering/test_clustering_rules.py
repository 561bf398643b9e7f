"""Each rule of the clustering, by hand; `scripts/mutate` changes them one by one."""

from __future__ import annotations

import numpy as np
import pytest

from careerclusters.clustering import consensus, settle
from careerclusters.clustering.composition import coordinates
from careerclusters.clustering.fusion import fuse
from careerclusters.clustering.graph import nearest
from careerclusters.clustering.membership import null_stability, roles
from careerclusters.clustering.params import Level
from careerclusters.clustering.runs import Blocks, _similarity, calibrate, run_many
from careerclusters.clustering.tree import Tree, _between, least_size
from careerclusters.views import View


def at_angles(*degrees: float) -> np.ndarray:
    """Unit vectors: the similarity of two is the cosine of the angle between them."""
    angles = np.radians(degrees)
    return np.column_stack([np.cos(angles), np.sin(angles)]).astype(np.float32)


def blocks(values: np.ndarray, *, scale: float = 1.0, coverage: np.ndarray | None = None) -> Blocks:
    return Blocks((values,), (None,), (np.ones(len(values), dtype=bool),), (scale,), coverage)


def view(values: np.ndarray) -> View:
    codes = tuple(f"11-{1000 + row}.00" for row in range(len(values)))
    names = tuple(str(column) for column in range(values.shape[1]))
    return View("skills", codes, names, values.astype(np.float32), np.zeros(values.shape, dtype=bool), "", "")


def test_nearer_neighbours_weigh_more():
    """Of three neighbours the nearest has 3 of 6 parts, the next 2, the last 1; every run says the same."""
    found = run_many(
        blocks(at_angles(0, 10, 30, 70)),
        resolutions=(1.0,),
        runs=2,
        seed=0,
        neighbours=(1, 2),
        is_resampled=False,
        is_perturbed=False,
        workers=1,
    )
    expected = np.array([[0, 3, 2, 1], [3, 0, 2, 1], [2, 3, 0, 1], [1, 2, 3, 0]]) / 6
    assert np.allclose(found.company, expected)
    assert found.labels.shape == (1, 2, 4)


def test_a_run_compares_what_was_drawn():
    """(3, 4) and (4, 3) have cosine .96; with the second column drawn never they are the same."""
    values = np.array([[3.0, 4.0], [4.0, 3.0]], dtype=np.float32)
    whole = _similarity(blocks(values, scale=2.0), (values,), None)
    assert np.allclose(whole, [[4.0, 3.84], [3.84, 4.0]])
    once = _similarity(blocks(values), (values,), (np.array([np.sqrt(2), 0.0], dtype=np.float32),))
    assert np.allclose(once, 1.0)
    half_known = _similarity(blocks(values, coverage=np.full((2, 2), 0.5)), (values,), None)
    assert np.allclose(half_known, [[2.0, 1.92], [1.92, 2.0]])


def test_a_column_drawn_three_times_counts_three_times_by_hand():
    """(1, 1) and (1, 0) with the second column drawn thrice are (1, √3) and (1, 0): their cosine is 1/2."""
    values = np.array([[1.0, 1.0], [1.0, 0.0]], dtype=np.float32)
    drawn = np.sqrt(np.array([1.0, 3.0], dtype=np.float32))
    assert np.allclose(_similarity(blocks(values), (values,), (drawn,)), [[1.0, 0.5], [0.5, 1.0]])


def test_more_clusters_take_a_higher_resolution():
    planted = at_angles(*(middle + step for middle in (0, 90, 180, 270) for step in (-2, -1, 0, 1, 2)))
    few, many = calibrate(
        blocks(planted), targets=(2, 4), seed=0, neighbours=(8, 8), is_resampled=False, is_perturbed=False
    )
    assert few < many


def test_nearest_comes_first_and_nobody_is_their_own():
    similarity = at_angles(0, 10, 30, 70) @ at_angles(0, 10, 30, 70).T
    assert nearest(similarity, 2).tolist() == [[1, 2], [0, 2], [1, 0], [2, 1]]


def test_a_view_counts_in_its_own_deviations():
    """Cosines at 0°, 60°, 90° are .5, 0 and .866: the deviation is .3557, so .5 counts as 1.4056."""
    fusion = fuse([view(at_angles(0, 60, 90))], {"skills": 7.0})
    cosines = np.array([0.5, 0.0, np.sqrt(0.75)])
    assert fusion.weights == (1.0,)
    assert fusion.spreads[0] == pytest.approx(np.std(cosines), abs=1e-6)
    assert fusion.similarity()[0, 1] == pytest.approx(0.5 / np.std(cosines), abs=1e-5)


def test_coordinates_keep_the_similarity():
    """Eight in the plane: two dimensions are enough to give back the centred similarity."""
    fusion = fuse([view(at_angles(0, 20, 45, 80, 120, 200, 250, 300))], {"skills": 1.0})
    points = coordinates(fusion)
    middle = np.eye(8) - 1 / 8
    assert points.shape == (8, 2)
    assert np.allclose(points @ points.T, middle @ fusion.similarity() @ middle, atol=1e-5)


@pytest.mark.parametrize(("fewer", "chosen"), [(0.925, 2), (0.915, 3)])
def test_the_fewest_clusters_that_come_near_the_best_agreement(monkeypatch, fewer, chosen):
    """Three agree best, .94; two are taken when they come within .02 of it."""
    two, three = np.array([0, 0, 1, 1, 1, 1]), np.array([0, 0, 1, 1, 2, 2])
    monkeypatch.setattr(
        consensus,
        "_tries",
        lambda cutters, counts: [(fewer, 2, [two] * len(cutters)), (0.94, 3, [three] * len(cutters))],
    )
    found = consensus.build(
        np.tile(three, (1, 4, 1)).astype(np.int16), [Level("only", 2, 3)], company=np.zeros((6, 6))
    )
    assert int(found.labels.max()) + 1 == chosen
    assert [row for row in found.curve if row[3]] == [("only", chosen, fewer if chosen == 2 else 0.94, True)]


def test_the_level_that_is_found_first():
    assert [consensus.anchor_of(levels) for levels in (1, 2, 3, 4, 5)] == [0, 0, 1, 2, 2]


def test_halves_weigh_by_their_runs():
    """Five runs make quarters of 2, 1, 1, 1: the pair is together in the first run only, one in five."""
    labels = np.array([[[0, 0], [0, 1], [0, 1], [0, 1], [0, 1]]], dtype=np.int16)
    sides = consensus._sides(labels)
    together = [side[0][0, 1] for side in sides]
    # the whole; then quarters 0+1 (one of three runs), 2+3, 0+2, 1+3, 0+3, 1+2
    assert together == pytest.approx([1 / 5, 1 / 3, 0, 1 / 3, 0, 1 / 3, 0])


@pytest.mark.parametrize(
    ("occupations", "clusters", "least"),
    [(900, 9, 20), (900, 36, 10), (40, 5, 4), (12, 6, 2)],
)
def test_the_least_members_of_a_cluster(occupations, clusters, least):
    """A fifth of the equal size and at least ten; of small ones half the equal size; never below two."""
    assert least_size(occupations, clusters) == least


def test_who_is_left_over_goes_where_they_are_closest_on_average():
    """.3 to each of twenty adds up to more than .5 to each of ten, but the ten are closer."""
    closeness = np.zeros((31, 31))
    closeness[:20, :20] = closeness[20:30, 20:30] = 0.9
    closeness[30, :20] = closeness[:20, 30] = 0.3
    closeness[30, 20:30] = closeness[20:30, 30] = 0.5
    np.fill_diagonal(closeness, 1.0)
    labels = np.array([0] * 20 + [1] * 10 + [2])
    assert Tree(closeness)._settle(labels, 8)[30] == 1


def test_groups_are_as_close_as_their_members_on_average():
    """.2 and .6 between two and one: .4, though they add up to .8."""
    closeness = np.array([[1.0, 0.5, 0.2], [0.5, 1.0, 0.6], [0.2, 0.6, 1.0]])
    assert _between(closeness, np.array([0, 0, 1])) == pytest.approx(np.array([[0.75, 0.4], [0.4, 1.0]]))


def test_the_company_kept_breaks_a_tie():
    closeness = np.full((7, 7), 0.5)
    company = np.zeros((7, 7))
    company[6, 3:6] = 1 / 3
    labels = np.array([0, 0, 0, 1, 1, 1, 2])
    assert Tree(closeness, company=company)._settle(labels, 3)[6] == 1
    assert Tree(closeness)._settle(labels, 3)[6] == 0


def test_how_often_one_is_with_the_members_of_each_cluster():
    closeness = np.array([[1.0, 0.6, 0.4], [0.6, 1.0, 0.1], [0.4, 0.1, 1.0]])
    # the first: mean of 1 and .6 with its own, .4 with the other: .8 to .4
    assert np.allclose(settle._often(closeness, np.array([0, 0, 1]))[0], [2 / 3, 1 / 3])


def test_the_largest_degree_as_it_is_shown():
    degrees = np.array([[0.50001, 0.50002], [0.4998, 0.5002], [0.6, 0.4]])
    assert settle.largest(degrees).tolist() == [0, 1, 0]


def seldom_found(kept: int) -> list[np.ndarray]:
    """Degrees after joining: clusters of 20, 10 and 10, of the second so many stay together in each run."""
    own = [np.zeros(40, dtype=int), np.repeat([0, 1, 2], [20, 10, 10])]
    degrees = [np.ones((40, 1)), np.eye(3)[own[1]]]
    degrees[1][20:30] = [0.1, 0.6, 0.3]
    parents = [np.empty(0, dtype=int), np.zeros(3, dtype=int)]
    run = own[1].copy()
    run[20 + kept : 30] = np.arange(3, 13 - kept)
    settle._drop_seldom(1, degrees, own, parents, np.tile(run, (1, 2, 1)))
    return degrees


def test_a_cluster_found_again_in_less_than_half_joins_the_sibling_it_has_most_of():
    assert seldom_found(5)[1].shape == (40, 3)
    joined = seldom_found(4)[1]
    assert joined.shape == (40, 2)
    assert np.allclose(joined[20], [0.1, 0.9])


@pytest.mark.parametrize(
    ("own", "second", "stability", "role"),
    [
        (0.74, 0.26, 0.99, "bridge"),
        (0.81, 0.19, 0.86, "core"),
        (0.81, 0.19, 0.84, "border"),
        (0.79, 0.21, 0.86, "border"),
        (0.81, 0.19, 0.59, "unsettled"),
        (0.81, 0.19, 0.61, "border"),
    ],
)
def test_roles_just_on_either_side_of_their_bounds(own, second, stability, role):
    membership = np.array([[own, second]])
    assert roles(membership, np.array([0]), np.array([stability])).tolist() == [role]


def test_a_chance_group_is_a_middle_and_those_nearest_to_it():
    """Three pairs in close company: groups of two are the pairs, which every run finds again."""
    pairs = np.array([0, 1, 2, 0, 1, 2])
    company = (pairs[:, None] == pairs[None]) - np.eye(6)
    runs = np.tile(pairs, (3, 1)).astype(np.int16)
    assert null_stability([runs], company, sizes=[2]).tolist() == [1] * 6
