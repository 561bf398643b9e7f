"""Choices between two jobs: made-up choosers are recovered, pairs are repeatable, answers count once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from careerclusters.errors import InputError, UnknownError
from careerclusters.people import Choice, InterestAnswers, Person
from careerclusters.people.explain.tradeoff_words import sides_of, wishes_found
from careerclusters.people.matching.tradeoffs import ASPECTS, SHORT_WAY, Tradeoffs
from careerclusters.people.profile.choices import MOST_CHOICES
from careerclusters.people.profile.file import person_from_dict, person_to_dict
from careerclusters.people.profile.preferences import Preferences

N_CHOOSERS = 105


@pytest.fixture(scope="module")
def matcher(atlas):
    return atlas.matcher


def chosen(tradeoffs: Tradeoffs, weight: np.ndarray, rng: np.random.Generator) -> list[Choice]:
    """What somebody with these wishes answers, with the noise of the model."""
    row = {code: at for at, code in enumerate(tradeoffs.codes)}
    choices: list[Choice] = []
    while (pair := tradeoffs.next_pair(choices)) is not None:
        gap = tradeoffs.aspects[row[pair[0]]] - tradeoffs.aspects[row[pair[1]]]
        takes_first = rng.random() < 1 / (1 + np.exp(-(weight @ gap)))
        choices.append(Choice(*pair, "first" if takes_first else "second"))
    return choices


def test_the_strongest_wish_of_made_up_choosers_is_found(matcher):
    """Wishes planted: one of 4, up or down, the other six up to 1.5; chance alone would find one in seven."""
    names, right, n_asked = tuple(ASPECTS), 0, []
    for seed in range(N_CHOOSERS):
        rng = np.random.default_rng(seed)
        weight = rng.uniform(-1.5, 1.5, len(names))
        weight[seed % 7] = 4.0 * rng.choice((-1.0, 1.0))
        choices = chosen(matcher.tradeoffs, weight, rng)
        found = matcher.tradeoffs.wishes(choices)
        at = names.index(found.top)
        right += at == seed % 7 and np.sign(found.weight[at]) == np.sign(weight[at])
        n_asked.append(len(choices))
    assert right / N_CHOOSERS >= 0.8
    assert max(n_asked) <= MOST_CHOICES
    assert min(n_asked) < MOST_CHOICES, "asking stops once enough is known"


def test_errors_are_as_large_as_they_say(matcher):
    """Wishes drawn from the prior lie within two errors of the estimate in about 95 % of cases."""
    inside = []
    for seed in range(40):
        rng = np.random.default_rng(seed)
        weight = rng.normal(0, 2.0, 7)
        found = matcher.tradeoffs.wishes(chosen(matcher.tradeoffs, weight, rng))
        inside += list(np.abs(weight - found.weight) < 2 * found.error)
    print(np.mean(inside))
    assert 0.9 <= np.mean(inside) <= 0.99


def test_pairs_are_repeatable_and_never_show_a_job_twice(matcher):
    again = Tradeoffs.prepare(matcher.features, matcher.nation)
    choices: list[Choice] = []
    while (pair := matcher.tradeoffs.next_pair(choices)) is not None:
        assert pair == again.next_pair(choices)
        choices.append(Choice(*pair, "neither"))
    shown = [code for one in choices for code in (one.first, one.second)]
    assert len(choices) == MOST_CHOICES, "who can't say is asked no more than this"
    assert len(set(shown)) == len(shown)
    assert not (
        matcher.tradeoffs.pairs == Tradeoffs.prepare(matcher.features, matcher.nation, seed=1).pairs
    ).all()


def test_each_pair_is_a_real_trade_off(matcher):
    """Each job is better than the other at something that nearly all want."""
    first, second = (matcher.tradeoffs.aspects[matcher.tradeoffs.pairs[:, at]] for at in (0, 1))
    wanted = [tuple(ASPECTS).index(name) for name in ("pay", "short_way", "steady_hours", "freedom")]
    gap = (first - second)[:, wanted]
    assert (gap.max(axis=1) > 0).all()
    assert (gap.min(axis=1) < 0).all()


def test_nothing_is_known_before_the_first_answer(matcher):
    found = matcher.tradeoffs.wishes([Choice("29-1141.00", "47-2111.00", "neither")])
    assert found.top is None
    assert found.strengths() == {}
    assert {one.sureness for one in wishes_found(found)} == {"still open"}


def test_what_was_told_in_words_counts_as_told(matcher):
    rng = np.random.default_rng(3)
    weight = np.array([0.0, 8.0, 0, 4.0, 0, 0, 0])
    choices = tuple(chosen(matcher.tradeoffs, weight, rng))
    inferred = matcher.read(Person(preferences=Preferences(choices=choices)))
    assert inferred.wishes["outdoors"] > 0.2
    assert SHORT_WAY in inferred.fits
    against = matcher.read(Person(preferences=Preferences(environment={"outdoors": -2}, choices=choices)))
    assert against.wishes["outdoors"] == -1.0


def test_choices_move_the_ranking_the_wished_way(matcher):
    """Who always takes the job outdoors is shown more of them."""
    choices = tuple(chosen(matcher.tradeoffs, np.array([0, 0, 0, 8.0, 0, 0, 0]), np.random.default_rng(1)))
    column = matcher.features.standings[:, matcher.features.wishes.index("outdoors")]
    person = Person(InterestAnswers(themes=dict.fromkeys("RIASEC", 3.0) | {"S": 4.5, "E": 4.0}))
    both = (person, replace(person, preferences=Preferences(choices=choices)))
    before, after = (
        np.nanmean(
            [
                column[matcher.features.place[code]]
                for code in matcher.match(one).occupations["code_onet"][:20]
            ]
        )
        for one in both
    )
    assert after > before + 0.1


def test_a_profile_keeps_the_choices(matcher):
    person = Person(preferences=Preferences(choices=(Choice("29-1141.00", "47-2111.00", "second"),)))
    assert person_from_dict(person_to_dict(person)) == person
    assert "preferences" not in person.missing


@pytest.mark.parametrize(
    "choices",
    [
        [{"first": "29-1141.00", "second": "29-1141.00", "answer": "first"}],
        [{"first": "29-1141.00", "second": "x", "answer": "first"}],
        [{"first": "29-1141.00", "second": "47-2111.00", "answer": "both"}],
        [{"first": "29-1141.00", "second": "47-2111.00"}],
        [{"first": "29-1141.00", "second": "47-2111.00", "answer": ["first"]}],
        [{"first": "29-1141.00", "second": "47-2111.00", "answer": "first"}] * 2,
        ["29-1141.00"],
    ],
)
def test_bad_choices_of_a_profile_are_refused(choices):
    with pytest.raises(InputError):
        person_from_dict({"careerclusters_profile": 1, "preferences": {"choices": choices}})


def test_a_pair_shows_pay_schooling_and_hours_of_both(matcher):
    parts = {"tradeoffs": matcher.tradeoffs, "features": matcher.features, "market": matcher.nation}
    nurse, server = sides_of(("29-1141.00", "35-3031.00"), **parts)
    assert nurse.pay_usd > server.pay_usd
    assert nurse.lines[1] == "About four years of college"
    assert len(nurse.lines) == len(server.lines) >= 3
    assert all(side.lines[0].count(" a year") == 1 for side in (nurse, server))
    with pytest.raises(UnknownError):
        sides_of(("29-1141.00", "99-9999.00"), **parts)
