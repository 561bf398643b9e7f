"""Matching one person: preparing once, the score alone, the whole match without and with ranges."""

from __future__ import annotations

from _measure import Case

SET_UP = """
import time
from careerclusters.atlas import Atlas
from careerclusters.people import Constraints, InterestAnswers, Person, Preferences, StrengthEvidence
from careerclusters.people.profile.instruments import form_items
from careerclusters.people.profile.questions import SHORT_STRENGTHS
items = form_items("short")
person = Person(
    InterestAnswers("short", {item.item_id: 1 + (7 * at) % 5 for at, item in enumerate(items)}),
    StrengthEvidence({element_id: 3.0 + at % 3 for at, element_id in enumerate(SHORT_STRENGTHS)}),
    Preferences({"outdoors": 1, "sitting": -1}, {"independence": 5}),
    Constraints({"heights": "never"}, education_max="bachelor", pay_min_usd=30_000),
)
atlas = Atlas.open()
started = time.perf_counter()
matcher = atlas.matcher
prepared = time.perf_counter() - started
"""
REPEAT = """
matcher.match(person, draws=10)
spent = []
for _ in range(15):
    started = time.perf_counter()
    {call}
    spent.append((time.perf_counter() - started) * 1000)
print(sorted(spent)[len(spent) // 2])
"""


def program(call: str) -> tuple[str, ...]:
    """A process that prints the median time of `call` in ms, all else being warm."""
    return ("python", "-c", SET_UP + REPEAT.format(call=call))


CASES = (
    Case("build for match", ("careerclusters", "build"), "s", repeats=1),
    Case(
        "prepare a matcher", ("python", "-c", SET_UP + "print(prepared)"), "s", 3, repeats=3, is_printed=True
    ),
    Case("score a person", program("matcher.score(person)"), "ms", 20, repeats=3, is_printed=True),
    Case("match, no ranges", program("matcher.match(person, draws=0)"), "ms", 20, repeats=3, is_printed=True),
    Case("match, 200 draws", program("matcher.match(person)"), "ms", repeats=3, is_printed=True),
)
