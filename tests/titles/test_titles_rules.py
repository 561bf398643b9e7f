"""How titles are weighed, by hand; `scripts/mutate` changes these rules one by one."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from careerclusters.catalog import Catalog
from careerclusters.titles import chance as chance_module
from careerclusters.titles.activities import Workers
from careerclusters.titles.alike import _nearest_kin, _word_weights
from careerclusters.titles.batch import best_of
from careerclusters.titles.chance import calibrated_chance
from careerclusters.titles.counts import PULLS, Linear, symbols_of
from careerclusters.titles.index import _begins, _scaled, log_people
from careerclusters.titles.known import (
    CENSUS,
    LISTED,
    OWN,
    REPORTED,
    WRITTEN,
    KnownTitles,
    bag_hashes,
    read_titles,
)
from careerclusters.titles.lexicon import Lexicon, pieces, root
from careerclusters.titles.ranking import fit_isotonic, fit_weights
from careerclusters.titles.readings import Speller
from careerclusters.titles.scorer import HELD, Scorer, load_weights
from careerclusters.titles.spelling import correct

BAKER, COOK, WAITER = 0, 1, 2


def scorer(*flags: int) -> Scorer:
    """Two occupations that hold "dough maker" with these flags, and a third; employed as e, e and e²."""
    sources = [
        (BAKER, ("dough", "maker"), "Dough Maker", 1.0, flags[0]),
        (COOK, ("dough", "maker"), "Dough Maker", 1.0, flags[1]),
        (COOK, ("line", "cook"), "Line Cook", 1.0, LISTED),
        (WAITER, ("table", "server"), "Table Server", 1.0, LISTED),
    ]
    return Scorer.learn(sources, np.array([1.0, 2.0, 2.0], dtype=np.float32))


def test_a_title_that_workers_report_counts_for_more():
    """The same words, once reported: the score of its holder is larger by the weight of that evidence."""
    plain = scorer(LISTED, LISTED).score([("dough", "maker")]).scores[0]
    reported = scorer(LISTED | REPORTED, LISTED).score([("dough", "maker")]).scores[0]
    assert reported - plain == pytest.approx([load_weights()["held_reported"], 0, 0], abs=1e-5)
    assert load_weights()["held_reported"] > 0


def test_what_a_holder_has_by_column():
    """Own, weight, reported, of the Census, everyday, people against the most of all holders, one of two."""
    known = scorer(OWN | LISTED, CENSUS | LISTED)
    bags = known.lexicon.bags([("maker", "dough"), ("line", "cook")])
    query, pair, evidence = known.held(bag_hashes(bags, len(known.lexicon.words)))
    assert query.tolist() == [0, 0, 1]
    assert known.known.occupation[pair].tolist() == [BAKER, COOK, COOK]
    rows = [dict(zip(HELD, row, strict=True)) for row in evidence.tolist()]
    assert rows[0] == {
        "own": 1, "held": 1, "held_reported": 0, "held_census": 0, "held_everyday": 0,
        "held_people": -1, "held_alone": 0.5, "held_written": 0,
    }  # fmt: skip
    assert (rows[1]["held_census"], rows[1]["held_people"]) == (1, 0)
    assert rows[2]["held_alone"] == 1


def test_a_title_of_our_own_list_alone_is_evidence_of_one_kind():
    known = scorer(WRITTEN, LISTED)
    _, _, evidence = known.held(
        bag_hashes(known.lexicon.bags([("dough", "maker")]), len(known.lexicon.words))
    )
    row = dict(zip(HELD, evidence[0].tolist(), strict=True))
    assert {name: value for name, value in row.items() if value} == {"held_written": 1}


def test_titles_of_one_occupation_are_joined():
    """The greater weight and all flags; of the spellings the one that is its own, then the shorter."""
    sources = [
        (BAKER, ("bread", "baker"), "Bread Baker (Senior)", 0.3, REPORTED),
        (BAKER, ("bread", "baker"), "Bread Baker", 0.9, LISTED),
        (BAKER, ("baker", "bread"), "Baker, Bread", 1.0, LISTED),
    ]
    known, lexicon, titles = KnownTitles.of(sources)
    assert titles == [("bread", "baker"), ("baker", "bread")]
    assert known.weight.tolist() == pytest.approx([0.9, 1.0])
    assert known.flags[0] == REPORTED | LISTED
    assert known.shown[0] == "Bread Baker"
    assert known.bags[0] == known.bags[1], "the order of words doesn't matter for who holds them"
    assert lexicon.titles_count.tolist() == [2, 2]


def test_a_census_title_speaks_in_full_for_one_and_in_part_for_its_specialities():
    tables = {
        "occupations": pl.DataFrame(
            {"code_onet": ["51-3011.00", "51-3011.01"], "title": ["Bakers", "Bread Bakers"]}
        ),
        "census_titles": pl.DataFrame(
            {
                "title": ["Kneader", "Worker"],
                "code_soc2018": ["51-3011", "51-3011"],
                "codes_count": [1, 7],
            }
        ),
    }
    found = [row for row in read_titles(Catalog.from_tables(tables)) if row[2] in ("Kneader", "Worker")]
    assert [(row[0], row[3], row[4]) for row in found] == [
        (0, 1.0, LISTED | CENSUS),
        (1, 0.3, LISTED),
        (0, 0.3, LISTED | CENSUS),
        (1, pytest.approx(0.09), LISTED),
    ]


def test_log_of_people_where_nobody_was_counted():
    wages = pl.DataFrame(
        {"code_soc2018": ["51-3011"] * 2, "year": [2025, 2024], "employment_jobs": [500, 400]}
    )
    catalog = Catalog.from_tables({"wages": wages})
    assert log_people(catalog, ("51-3011.00", "11-1011.00")) == pytest.approx(np.log([500, 1000]))


# -- counted words ------------------------------------------------------------------------------------


def test_a_word_counts_by_its_share_with_a_pull():
    """Occupations of 2 and 1 titles; "bread" stands in both of the first and in no other: q = 2.5 / 3.

    The odds of the first are log(1 + 2 / (100 q)), its penalty log(100 / 102).
    """
    from scipy import sparse

    titles = [("bread", "baker"), ("bread", "maker"), ("cook",)]
    lexicon = Lexicon.of(titles)
    votes = sparse.csr_matrix(np.array([[1, 0], [1, 0], [0, 1.0]]))
    weights = dict.fromkeys(PULLS, 0.0) | {"root": 2.0, "prior": 3.0}
    model, odds = Linear.learn(symbols_of(lexicon.bags(titles), lexicon), votes, weights)
    at = len(model.keys["prefix"]) + int(lexicon.root_of[lexicon.number["bread"]])
    assert odds.toarray()[at] == pytest.approx([2 * np.log(1 + 2 / (100 * 2.5 / 3)), 0], abs=1e-6)
    assert model.penalties[list(PULLS).index("root")] == pytest.approx(2 * np.log(100 / np.array([102, 101])))
    assert model.prior == pytest.approx(3 * np.log([3, 2]))


def test_what_a_title_holds():
    """Its first and last word, every pair once whatever its order, its length."""
    lexicon = Lexicon.of([("bread", "oven", "baker"), ("baker", "bread")])
    symbols = symbols_of(lexicon.bags([("bread", "oven", "baker"), ("baker", "bread")]), lexicon)
    number = lexicon.number
    assert symbols["first"][1].tolist() == [number["bread"], number["baker"]]
    assert symbols["last"][1].tolist() == [number["baker"], number["bread"]]
    assert symbols["length"][1].tolist() == [3, 2]
    assert [int((symbols["pair"][0] == title).sum()) for title in (0, 1)] == [3, 1]
    title, pair = symbols["pair"]
    assert set(pair[title == 1].tolist()) <= set(pair[title == 0].tolist())


def test_words_are_spelled_over_the_pieces_that_known_words_have():
    """A known word as it was learned; of "obré" only " ob" is known; "xyz" has no known piece."""
    lexicon = Lexicon.of([("bread", "oven"), ("oboe",)])
    spelled = lexicon.spell(["oven", "obré", "xyz"]).toarray()
    assert spelled[0] == pytest.approx(lexicon.spelled.toarray()[lexicon.number["oven"]])
    begun = lexicon.pieces.tolist().index(b" ob")
    assert np.flatnonzero(spelled[1]).tolist() == [begun]
    assert spelled[2].tolist() == [0.0] * len(lexicon.pieces)
    assert Lexicon.of([]).spell(["oven"]).shape == (1, 0)


def test_roots_and_pieces():
    assert [root(word) for word in ("driller", "drilling", "nurse", "art")] == [
        "drill",
        "drill",
        "nurs",
        "art",
    ]
    assert pieces("rn") == [" rn", "rn ", " rn "]


def test_a_word_that_narrows_down_and_is_rare_weighs_more():
    """Two occupations with 3 votes each; "baker" 2 and 0, "worker" 1 and 1, in as many titles."""
    from scipy import sparse

    counts = sparse.csr_matrix(np.array([[2.0, 0.0], [1.0, 1.0]]))
    votes = np.array([3.0, 3.0])
    weights = _word_weights(counts, np.array([2, 2]), votes, 6)
    # baker: (2 + 1) / 4 against .5 for the first, 1 / 4 of the rest as 2 / 4 expects
    told = 0.75 * np.log(1.5) + 0.25 * np.log(0.5)
    assert weights[0] == pytest.approx(np.sqrt(told * np.log(7 / 2.5)))
    assert weights[1] == pytest.approx(np.sqrt(0.05 * np.log(7 / 2.5)))
    rarer = _word_weights(counts, np.array([1, 2]), votes, 6)
    assert rarer[0] == pytest.approx(np.sqrt(told * np.log(7 / 1.5)))


def test_kin_are_heard_by_the_square_of_their_likeness():
    kin = _nearest_kin(np.array([[1.0, 0.2, 0.4], [0.2, 1, 0.0], [0.4, 0, 1]])).toarray()
    assert kin[0].tolist() == pytest.approx([0, 0.2, 0.8])


# -- chances ------------------------------------------------------------------------------------------


def test_a_told_chance_lies_on_the_line_between_two_points(monkeypatch):
    curve = (np.array([0.2, 0.6]), np.array([0.1, 0.9]))
    monkeypatch.setattr(chance_module, "curves", lambda: {"own": curve})
    assert calibrated_chance(np.array([0.3, 0.9, 0.3]), np.array([0, 0, 1])).tolist() == pytest.approx(
        [0.3, 0.9, 0.3]
    )
    assert calibrated_chance(np.array([0.4]), np.array([0])).tolist() == pytest.approx([0.5])


def test_a_rising_curve_by_hand():
    """Pairs: none of two right, two, one: the last two are joined, 3 of 4; one of each is added."""
    x, y = fit_isotonic(np.array([0.1, 0.2, 0.5, 0.5, 0.9, 0.7]), np.array([0, 0, 1, 1, 0, 1.0]), least=2)
    assert x.tolist() == pytest.approx([0.15, 0.65])
    assert y.tolist() == pytest.approx([1 / 4, 4 / 6])


def test_weights_bring_the_right_occupation_up():
    """The first feature is 1 for the right one of two, the second for the wrong one."""
    features = np.array([[[1.0, 0.0], [0.0, 1.0]], [[0.0, 1.0], [1.0, 0.0]]], dtype=np.float32)
    found = fit_weights(features, [[0], [1]])
    assert found[0] > 0 > found[1]
    assert found[0] == pytest.approx(-found[1], rel=1e-3)


def test_the_first_code_has_what_is_told_and_nobody_overtakes_it():
    """Told .8 of .5: the rest share .2; told .3: each of the rest may have .3 / .5 of what it had."""
    before = np.array([0.5, 0.3, 0.2])
    first = np.array([True, False, False])
    assert _scaled(before, first, 0.5, 0.8).tolist() == pytest.approx([0.8, 0.12, 0.08])
    assert _scaled(before, first, 0.5, 0.3).tolist() == pytest.approx([0.3, 0.18, 0.12])


def test_the_chance_of_a_code_is_the_sum_over_its_occupations():
    """Two of one code with 3 and 2 parts beat the third with 4; the likelier of the two stands for it."""
    best, chances = best_of(np.log(np.array([[2.0, 3.0, 4.0]])), np.array([0, 0, 1]))
    assert best[0, :2].tolist() == [1, 2]
    assert chances[0].tolist() == pytest.approx([5 / 9, 4 / 9, 0])


# -- readings -----------------------------------------------------------------------------------------


def test_a_title_begins_as_typed():
    assert _begins(("registered", "nurse"), ("regist",))
    assert _begins(("registered", "nurse"), ("reg", "nur"))
    assert not _begins(("registered", "nurse"), ("nurse",))
    assert not _begins(("nurse",), ("nurse", "aide"))


def mend(word: str, *known: str) -> tuple[str, ...] | None:
    """What a word is corrected to among titles of one word each."""
    return correct([word], Lexicon.of([(one,) for one in known]), is_foreign=lambda _: False).get(word)


def test_slips_that_are_corrected():
    """One slip; two in eight letters or more; in a short word none in the first letter."""
    assert mend("hygenist", "hygienist") == ("hygienist",)
    assert mend("welderzz", "welder", *["cook"] * 9) == ("welder",)
    assert mend("weldezz", "welder", *["cook"] * 9) is None
    assert mend("cokk", "cook") == ("cook",)
    assert mend("vook", "cook") is None
    assert mend("truckdriver", *["truck", "driver"] * 5) == ("truck", "driver")
    assert mend("truckdriver", *["truck", "driver"] * 4) is None


def test_a_slip_in_the_first_letter_is_rare():
    """Nine titles weigh log 10 = 2.3 and one log 2 = .7, but another first letter takes 3 away."""
    assert mend("bakkers", "bakers", *["wakkers"] * 9) == ("bakers",)
    assert mend("bakkers", "bakers", *["bakkera"] * 9) == ("bakkera",)


def test_readings_weigh_by_frequency_and_likeness():
    """A far commoner word that begins so: e^(−.25 × 4) × √25 against 1 for the word as typed."""
    found = Speller({"soft": 1, "software": 25}).readings(("soft",))
    weights = {reading.words: reading.weight for reading in found}
    times = np.exp(-1) * 5
    assert weights[("software",)] == pytest.approx(times / (1 + times))
    assert Speller({"soft": 1, "software": 4}).readings(("soft",))[0].words == ("soft",)


def test_two_words_that_are_one_are_joined():
    """As likely as the words themselves where one of those is unknown, else half as likely."""
    for known, share in (({}, 1 / 2), ({"truck": 9}, 1 / 3)):
        speller = Speller({"truckdriver": 1, "driver": 9, **known})
        weights = {reading.words: reading.weight for reading in speller.readings(("truck", "driver"))}
        assert weights[("truckdriver",)] == pytest.approx(share)


def test_people_are_called_by_what_ends_their_titles():
    """Driver ends all that hold it; truck ends five of 25, less than three in ten; manager ends too few."""
    titles = [("truck", "driver")] * 20 + [("dump", "truck")] * 5 + [("store", "manager")] * 4
    workers = Workers.of(titles)
    assert dict(workers.called) == {"driver": 20}
    assert workers.who_do(("truck", "driving")) == (("truck", "driver"), 3.0)
    assert workers.who_do(("drive", "truck")) == (("truck", "driver"), 1.0)
    assert workers.who_do(("driver",)) is None
