"""What people do stands for those who do it, made from titles that are there."""

from __future__ import annotations

import pytest

from careerclusters.titles.activities import OFTEN, Workers

TITLES = [
    ("truck", "driver"),
    ("program", "planner"),
    ("programmer",),
    ("nurse",),
    ("cook",),
    ("computer", "repairer"),
]


@pytest.fixture(scope="module")
def workers():
    return Workers.of([*TITLES * OFTEN, ("rare", "dancer"), *[("pile", "driver", "operator")] * OFTEN])


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("driving", "driver"),
        ("nursing", "nurse"),
        ("cooking", "cook"),
        ("programming", "programmer"),
        ("truck driving", "truck driver"),
        ("driving truck", "truck driver"),
        ("drive truck", "truck driver"),
        ("fix computer", "computer repairer"),
    ],
)
def test_who_does_it(workers, words, title):
    found, times = workers.who_do(tuple(words.split()))
    assert " ".join(found) == title
    assert times >= 1


@pytest.mark.parametrize(
    "words",
    [
        "",
        "ing",
        "sing",
        "dancing",
        "flying",
        "truck",
        "drive",
        "program planner",
        "cook driver",
        "a b c d driving",
    ],
)
def test_titles_and_what_nobody_is_called_by_stay_as_they_are(workers, words):
    assert workers.who_do(tuple(words.split())) is None
