"""Groups of occupations learned from titles, and signs of how sure an answer is; small enough to check."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from careerclusters.evaluation.title_fit import fit_signs
from careerclusters.titles.chance import SIGNS, WAYS, weigh_signs
from careerclusters.titles.groups import Groups, minor_groups
from careerclusters.titles.known import LISTED
from careerclusters.titles.scorer import Scorer

# Two bakers and two welders, so that each group has titles of two occupations.
TITLES = {
    0: ("bread baker", "cake baker", "bread maker", "dough mixer"),
    1: ("cake decorator", "bread slicer", "dough roller", "bread clerk"),
    2: ("pipe welder", "steel welder", "pipe cutter", "steel grinder"),
    3: ("steel fitter", "pipe fitter", "steel clerk", "pipe tester"),
}
GROUPS = np.array([0, 0, 1, 1])


@pytest.fixture(scope="module")
def scorer():
    sources = [
        (occupation, tuple(title.split()), title, 1.0, LISTED)
        for occupation, titles in TITLES.items()
        for title in titles
    ]
    return Scorer.learn(sources, np.ones(4, dtype=np.float32), groups=GROUPS)


def chances(scorer, *titles):
    return np.exp(scorer.score([tuple(title.split()) for title in titles]).by_group)


def test_words_of_a_group_speak_for_it_and_shared_words_for_none(scorer):
    bread, steel, clerk = chances(scorer, "bread tester", "steel mixer", "clerk")
    assert bread[0] > 0.6
    assert steel[1] > 0.6
    assert clerk.tolist() == pytest.approx([0.5, 0.5], abs=0.1)


def test_words_that_nobody_knows_leave_all_groups_alike(scorer):
    assert chances(scorer, "zzyzx qwv")[0].tolist() == pytest.approx([0.5, 0.5])


def test_chances_sum_to_one_and_are_the_same_twice(scorer):
    assert chances(scorer, "bread clerk", "pipe baker").sum(1).tolist() == pytest.approx([1, 1], abs=1e-5)
    again = Scorer.learn(
        [(o, tuple(t.split()), t, 1.0, LISTED) for o, titles in TITLES.items() for t in titles],
        np.ones(4, dtype=np.float32),
        groups=GROUPS,
    )
    assert again.groups.weights.tobytes() == scorer.groups.weights.tobytes()


def test_a_long_title_speaks_no_louder_than_a_short_one(scorer):
    """Both hold words of bakers only: length one each, so neither score can pass the sharpness."""
    from careerclusters.titles.groups import _vectors

    known = scorer.lexicon.bags([("bread",), ("bread", "cake", "dough", "baker")])
    from careerclusters.titles.counts import symbols_of

    symbols, _ = scorer.linear.query(symbols_of(known, scorer.lexicon), 2)
    vectors = _vectors(symbols, scorer.groups.place, scorer.groups.scale)
    assert np.sqrt(vectors.multiply(vectors).sum(1)).ravel().tolist() == [pytest.approx([1, 1])]


def test_a_group_moves_all_its_occupations(scorer):
    """With the weight of groups two times as large each occupation moves by the log of its group's chance."""
    words = [("bread", "tester")]
    before = scorer.score(words)
    more = dict(scorer.weights) | {"group": scorer.weights["group"] + 1}
    after = Scorer.learn(
        [(o, tuple(t.split()), t, 1.0, LISTED) for o, titles in TITLES.items() for t in titles],
        np.ones(4, dtype=np.float32),
        more,
        groups=GROUPS,
    ).score(words)
    moved = (after.scores - before.scores)[0]
    assert moved.tolist() == pytest.approx(before.by_group[0, GROUPS].tolist(), abs=1e-4)


def test_without_groups_nothing_is_learned_of_them():
    source = [(0, ("bread", "baker"), "Bread Baker", 1.0, LISTED)]
    plain = Scorer.learn(source, np.ones(1, dtype=np.float32))
    assert plain.groups is None
    assert plain.score([("bread",)]).by_group is None


def test_minor_groups_are_the_first_four_signs_of_the_code():
    assert minor_groups(["11-1011.00", "11-1021.00", "11-2011.00", "13-1011.00"]).tolist() == [0, 0, 1, 2]
    assert isinstance(Groups, type)


def test_signs_of_an_answer_by_column(scorer):
    scored = scorer.score([("bread", "tester")])
    signs = scorer.signs(scored, np.array([1]), np.array([[0.5, 0.3, 0.1]]))
    named = dict(zip(SIGNS, signs[0].tolist(), strict=True))
    assert (named["constant"], named["second"], named["third"]) == (1, 0.3, 0.1)
    assert named["chance"] == pytest.approx(np.log(0.5), abs=1e-4)
    assert named["group"] == pytest.approx(scored.by_group[0, 0])
    assert named["votes"] == pytest.approx(scored.votes[0, 1])


def test_only_titles_that_nobody_holds_are_weighed_by_signs():
    """Constant 1 and chance 2 at a chance of one half: 1 / (1 + exp(-(1 - 2 log 2)))."""
    weights = dict.fromkeys(SIGNS, 0.0) | {"constant": 1.0, "chance": 2.0}
    signs = np.zeros((2, len(SIGNS)))
    signs[:, :2] = [1, np.log(0.5)]
    way = np.array([WAYS.index("known"), WAYS.index("one")])
    weighed = weigh_signs(signs, way, np.array([0.5, 0.5]), weights=weights)
    assert weighed.tolist() == pytest.approx([1 / (1 + np.exp(-1 + 2 * np.log(2))), 0.5])


def test_signs_that_tell_right_from_wrong_are_learned():
    rng = np.random.default_rng(0)
    signs = rng.normal(size=(2000, len(SIGNS)))
    signs[:, 0] = 1
    is_right = rng.random(2000) < 1 / (1 + np.exp(-2 * signs[:, SIGNS.index("group")]))
    way = np.full(2000, WAYS.index("new"))
    fitted = fit_signs(signs, way, is_right, weights=np.ones(2000))
    assert fitted["group"] == pytest.approx(2, abs=0.3)
    assert max(abs(value) for name, value in fitted.items() if name != "group") < 0.2


def test_a_title_of_several_symbols_has_length_one_by_hand():
    """Two roots of weight .5: 8 × (.5 + .5) / √2; a root beside a pair of scale .7: 8 × .5 / √1.49."""
    groups = Groups(
        group=np.array([0, 1], dtype=np.int32),
        place=np.array([0, 1, 2], dtype=np.int32),
        scale=np.array([1.0, 1.0, 0.7], dtype=np.float32),
        weights=np.array([[0.5, 0.0], [0.5, 0.0], [0.0, 0.0]], dtype=np.float32),
    )
    titles = sparse.csr_matrix(np.array([[1, 0, 0], [1, 1, 0], [1, 0, 1]], dtype=np.float32))
    logs = groups.log_chances(titles)
    assert (logs[:, 0] - logs[:, 1]).tolist() == pytest.approx([4, 8 / np.sqrt(2), 4 / np.sqrt(1.49)])
