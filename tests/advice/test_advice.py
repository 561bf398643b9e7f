"""Every case of the advice tables, and that the tables can fail.

The tables lie in `src/careerclusters/evaluation/advice/`, one a kind: who, what they ask, what must and must
not come. `careerclusters evaluate advice` runs the same cases.
"""

from __future__ import annotations

import pytest

from careerclusters.atlas import Atlas
from careerclusters.evaluation.advice import load_cases
from careerclusters.evaluation.advice.cases import KINDS
from careerclusters.evaluation.advice.checks import CHECKS, failed
from careerclusters.evaluation.advice.run import answer_of, run_case

CASES = load_cases()


@pytest.fixture(scope="module")
def atlas(catalog, shipped):
    """As people have it: cards are spread over clusters, so those of few runs may give others."""
    return Atlas.of(catalog, shipped)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_advice_holds(atlas, case):
    outcome = run_case(atlas, case)
    assert outcome.passed, "\n".join(outcome.problems)


def test_there_are_cases_of_every_kind_and_many_of_our_own():
    assert {case.kind for case in CASES} == set(KINDS)
    assert sum(case.source == "own" for case in CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)
    used = {check["check"] for case in CASES for check in (*case.must, *case.must_not)}
    assert used <= set(CHECKS)


def test_checks_fail_on_answers_that_are_wrong(atlas):
    """A case whose answer is another person's fails: the tables do look at what comes."""
    by_name = {case.who: case for case in CASES if case.kind == "interests"}
    hands, helping = by_name["Likes hands-on work above all"], by_name["Likes helping people"]
    answer = answer_of(atlas, helping)
    assert any(failed(check, answer) for check in hands.must)
    plans = {case.who: case for case in CASES if case.kind == "plans"}
    nurse = answer_of(atlas, plans["Cashier to registered nurse"])
    assert any(failed(check, nurse) for check in plans["Grade 11 to electrician"].must)
