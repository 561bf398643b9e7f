"""The quick way to score many titles gives what the rules give, added up one by one."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from careerclusters.titles.alike import LEAST_HEARD, LEAST_LIKENESS, LEAST_VOTE, SHARPNESS
from careerclusters.titles.batch import PIECE, best_of
from careerclusters.titles.counts import PULLS, symbols_of
from careerclusters.titles.known import CENSUS, LISTED, OWN, Source, bag_hashes
from careerclusters.titles.lexicon import Bags, word_hashes
from careerclusters.titles.rows import FULL, Rows, add_rows
from careerclusters.titles.scorer import HELD, Scorer, load_weights

WORDS = [
    first + end for first in ("bak", "weld", "teach", "pip", "glaz", "bind") for end in ("er", "ing", "ery")
]
N_OCCUPATIONS = 60


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    """Titles of one to four words at random for sixty occupations, so that rows of both kinds are there."""
    rng = np.random.default_rng(3)
    sources: list[Source] = []
    for occupation in range(N_OCCUPATIONS):
        for _ in range(12):
            words = tuple(rng.choice(WORDS, rng.integers(1, 5)).tolist())
            flags = LISTED | int(rng.choice([0, OWN, CENSUS]))
            sources.append((occupation, words, " ".join(words), float(rng.uniform(0.3, 1)), flags))
    people = rng.normal(size=N_OCCUPATIONS).astype(np.float32)
    return Scorer.learn(sources, people, groups=np.arange(N_OCCUPATIONS) // 6)


def by_the_rules(scorer: Scorer, words: tuple[str, ...]) -> np.ndarray:
    """Scores of one title in 64 bits: every kind of evidence by its formula, symbol by symbol."""
    weights = load_weights()
    bags = scorer.lexicon.bags([words])
    rows = np.zeros((len(scorer.evidence.place), N_OCCUPATIONS))
    for number, place in enumerate(scorer.evidence.place.tolist()):
        full, others = scorer.evidence.full, scorer.evidence.others
        rows[number] = full[place] if place >= 0 else others[-1 - place].toarray()[0]
    total = scorer.linear.prior.astype(float).copy()
    offset, groups = 0, np.zeros(scorer.groups.weights.shape[1])
    vector: dict[int, float] = {}
    for number, kind in enumerate(PULLS):
        keys = scorer.linear.keys[kind].tolist()
        for symbol in set(symbols_of(bags, scorer.lexicon)[kind][1].tolist()):
            if symbol in keys:
                at = offset + keys.index(symbol)
                total += rows[at] + scorer.linear.penalties[number]
                if scorer.groups.place[at] >= 0:
                    vector[scorer.groups.place[at]] = scorer.groups.scale[scorer.groups.place[at]]
        offset += len(keys)
    length = np.sqrt(sum(value**2 for value in vector.values()))
    for row, value in vector.items():
        groups += 8 * value / length * scorer.groups.weights[row]
    groups -= groups.max() + np.log(np.exp(groups - groups.max()).sum())
    total += weights["group"] * groups[scorer.groups.group]
    query = scorer.alike.query(bags, scorer.lexicon).toarray()[0].astype(float)
    total += query @ rows[offset:]
    likeness = query @ scorer.alike.by_word.toarray()
    strength = np.where(likeness >= LEAST_LIKENESS, np.expm1(SHARPNESS * likeness), 0)
    votes = strength @ scorer.alike.holders.toarray()
    votes /= max(votes.sum(), 1e-9)
    total += weights["votes"] * np.log1p(votes / LEAST_VOTE)
    kin = np.where(votes >= LEAST_HEARD, votes, 0) @ scorer.alike.heard.toarray()
    total += weights["votes_of_kin"] * np.log1p(kin / LEAST_VOTE)
    gain = np.zeros(N_OCCUPATIONS)
    _, pair, evidence = scorer.held(bag_hashes(bags, len(scorer.lexicon.words)))
    for one, held in zip(pair.tolist(), evidence, strict=True):
        occupation = scorer.known.occupation[one]
        gain[occupation] = max(
            gain[occupation], sum(weights[name] * x for name, x in zip(HELD, held, strict=True))
        )
    return total + gain


def test_many_titles_at_once_score_as_the_rules_say(scorer):
    """Chances are the same to a millionth: words known and new, one word twice, none known."""
    rng = np.random.default_rng(4)
    new = ["bakr", "xylograph", "welders", "binding's"]
    titles = [tuple(rng.choice([*WORDS, *new], rng.integers(1, 6)).tolist()) for _ in range(40)]
    titles += [("baker", "baker"), ("xylograph",), ("baker", "welding", "baker")]
    assert (np.diff(scorer.evidence.others.indptr) > 0).any()
    assert len(scorer.evidence.full) > 5
    scores = scorer.score(titles).scores.astype(float)
    for title, quick in zip(titles, scores, strict=True):
        slow = by_the_rules(scorer, title)
        chances = [np.exp(one - one.max()) / np.exp(one - one.max()).sum() for one in (quick, slow)]
        assert chances[0] == pytest.approx(chances[1], abs=2e-6), title


def test_a_part_of_the_titles_scores_as_all_of_them_do(scorer):
    """Titles in pieces, with holders before, in and behind the piece."""
    titles = [(first, second) for first in WORDS[:6] for second in WORDS[6:12]]
    features, whole = scorer.features(titles), scorer.score(titles)
    part = scorer.weigh(features.part(7, 19))
    assert part.scores == pytest.approx(whole.scores[7:19], abs=1e-5)
    inside = (whole.query >= 7) & (whole.query < 19)
    assert inside.any()
    assert not inside.all()
    assert part.query.tolist() == (whole.query[inside] - 7).tolist()
    assert part.pair.tolist() == whole.pair[inside].tolist()


def test_likeness_of_one_title_among_many(scorer):
    """Near titles of each, and the most like; a title like none has none."""
    near = scorer.score([("baker",), ("qqqq",), ("welding", "teacher")]).near
    assert near.most(1) == 0
    assert len(near.of(1)[0]) == 0
    for title in (0, 2):
        known, likeness = near.of(title)
        assert len(known)
        assert likeness.max() == near.most(title)


def test_rows_are_added_where_they_belong():
    """Twice the second row to the first, and both rows to the third, on top of what is there."""
    matrix = sparse.csr_matrix(np.array([[1.0, 0, 2], [0, 3, 4]], dtype=np.float32))
    total = np.ones((3, 3), dtype=np.float32)
    times = np.array([2, 1, 1], dtype=np.float32)
    add_rows(total, np.array([0, 2, 2]), matrix, chosen=np.array([1, 0, 1]), times=times)
    assert total.tolist() == [[1, 7, 9], [1, 1, 1], [2, 4, 7]]


def test_full_and_other_rows_give_the_whole_product():
    """A matrix with rows of both kinds."""
    rng = np.random.default_rng(0)
    dense = rng.normal(size=(30, 2 * FULL)).astype(np.float32)
    dense[::3] *= rng.random(dense[::3].shape) < 0.1
    left = sparse.random(9, 30, density=0.3, random_state=1, format="csr", dtype=np.float32)
    rows = Rows.of(sparse.csr_matrix(dense))
    assert 0 < len(rows.full) < 30
    assert rows.times(left) == pytest.approx(left @ dense, abs=1e-4)


def test_hashes_count_each_word_once_and_forget_the_order():
    """Sums beyond 64 bits, a word twice, a word nobody knows, and no words."""
    flat, lengths = np.array([4, 2, 2, 4, 2, 2, 3, 9, 5]), np.array([2, 3, 0, 1, 2, 1])
    hashes = bag_hashes(Bags(flat, lengths, ("new",)), 9)
    each = [int(one) for one in word_hashes(np.arange(10))]
    both = (each[2] + each[4]) % 2**64
    assert hashes.tolist() == [both, both, 0, each[2], 0, each[5]]


def test_codes_of_several_occupations_add_up():
    """Three occupations of one code, one of another, two of a third; the likeliest of each."""
    chances = np.array([[0.1, 0.2, 0.15, 0.3, 0.05, 0.2], [0.3, 0.05, 0.05, 0.5, 0.06, 0.04]])
    best, told = best_of(np.log(chances), np.array([0, 0, 0, 1, 2, 2]))
    assert best.tolist() == [[1, 3, 5, -1, -1], [3, 0, 4, -1, -1]]
    assert told.tolist() == [pytest.approx([0.45, 0.3, 0.25]), pytest.approx([0.5, 0.4, 0.1])]


def test_pieces_are_smaller_than_a_block_of_texts():
    """What is scored together fits the processor's cache: 256 rows of a thousand numbers are a megabyte."""
    assert PIECE * 1016 * 4 <= 2**20 + 2**14
