"""How much must be told before anything is matched, and which answer would help most.

The least evidence is one of: two answers in each of the six themes (or six theme scores), six skills, fields
of knowledge or abilities rated or shown by history, or an occupation held. A way of answering never
withholds results; it is a warning beside them.
"""

from __future__ import annotations

import numpy as np

from careerclusters.language import _
from careerclusters.people.matching.score import InferredFeatures
from careerclusters.people.profile.instruments import load_items
from careerclusters.people.profile.person import Person
from careerclusters.people.profile.questions import SHORT_STRENGTHS, Question, find_question
from careerclusters.people.profile.strengths import Strengths
from careerclusters.people.profile.theme_model import THEMES

__all__ = ["LEAST_LEVELS", "next_question", "too_little"]

LEAST_LEVELS = 6
_SETTLED = 0.9


def too_little(person: Person, inferred: InferredFeatures) -> str | None:
    """Why nothing can be matched yet and what to answer, in words; None when there is enough."""
    if inferred.profile is not None or inferred.past.has_work:
        return None
    if inferred.strengths is not None and _stated_levels(inferred.strengths) >= LEAST_LEVELS:
        return None
    question = next_question(person, inferred)
    ask = ""
    if question is not None:
        ask = " " + _('The answer that would help most: "{question}".', question=question.text)
    profile = person.interest_profile()
    if profile is not None:
        return f"{profile.todo}{ask}"
    return _("Too little is known about you for a match.") + ask


def next_question(person: Person, inferred: InferredFeatures) -> Question | None:
    """The question whose answer is expected to help most; None when nothing short is left to ask.

    While the order of the themes is unsettled, the interest item that is expected to settle most of it;
    then the first of the twelve strengths that say most about all others.
    """
    is_settled = inferred.profile is not None and inferred.reliability >= _SETTLED
    item = None if is_settled else _next_item(person)
    if item is not None:
        return find_question(f"interests:{item}")
    rated = person.strengths.ratings if person.strengths is not None else {}
    for element_id in SHORT_STRENGTHS:
        if element_id not in rated:
            return find_question(f"strengths:{element_id}")
    item = _next_item(person)
    return find_question(f"interests:{item}") if item is not None else None


def _next_item(person: Person) -> str | None:
    from careerclusters.people.profile.adaptive import choose_theme

    interests = person.interests
    if interests is not None and interests.themes is not None:
        return None
    answers = interests.answers if interests is not None else {}
    skipped = interests.skipped if interests is not None else ()
    waiting = [i for i in load_items() if i.item_id not in answers and i.item_id not in skipped]
    if not waiting:
        return None
    counts, sums, left = np.zeros((1, 6)), np.zeros((1, 6)), np.zeros((1, 6))
    for item_id, answer in answers.items():
        counts[0, THEMES.index(item_id[0])] += 1
        sums[0, THEMES.index(item_id[0])] += answer
    for item in waiting:
        left[0, THEMES.index(item.theme)] += 1
    theme = THEMES[int(choose_theme(counts, sums, left=left)[0])]
    return next(i.item_id for i in sorted(waiting, key=lambda i: not i.is_short) if i.theme == theme)


def _stated_levels(strengths: Strengths) -> int:
    return int((~strengths.is_inferred).sum())
