"""What would change a match: the smallest changes found that lift an occupation, and what the top rests on.

Changes are sought greedily, the one with the most effect for its size first and at the end the smallest
that arrives; a smaller set may exist. Only answers are changed: interest answers by up to four
points, levels upwards by one anchor at a time, wishes to neutral, constraints away. Nothing is suggested
about who a person is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.errors import InputError
from careerclusters.language import _, decimal_text, marked
from careerclusters.people.explain.reasons import gap_elements, market_of_match
from careerclusters.people.profile.instruments import THEME_NAMES, load_items
from careerclusters.people.profile.preferences import Constraints, Preferences, environment_items
from careerclusters.people.profile.question_words import (
    answer_words,
    said_of,
    theme_name,
    wish_answer_words,
)
from careerclusters.people.profile.strengths import StrengthEvidence
from careerclusters.results import Value

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.people.matching.match import Match
    from careerclusters.people.matching.matcher import Matcher
    from careerclusters.people.profile.person import InterestAnswers, Person

__all__ = ["Change", "Counterfactual", "Dependence", "find_changes", "find_dependence"]

TOP = 10
MOST_CHANGES = 6
_ANCHOR_STEP = 1.5
_HIGHEST_RATING = 6.0
_GAPS_TRIED = 8


@dataclass(frozen=True)
class Change:
    """One answer changed: which, in words from what to what, and how large (answer points or levels)."""

    question_id: str
    text: str
    before: str
    after: str
    size: float


@dataclass(frozen=True, eq=False)
class Counterfactual(Value):
    """Changes that would lift an occupation; `is_reached` says whether into the top ten."""

    code_onet: str
    title: str
    rank: int | None
    rank_after: int
    changes: tuple[Change, ...]
    is_reached: bool

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return asdict(self) | {"changes": [asdict(change) for change in self.changes]}

    def to_frame(self) -> pl.DataFrame:
        """One row per change."""
        import polars as pl

        names = [field.name for field in fields(Change)]
        return pl.DataFrame([asdict(change) for change in self.changes], schema=names)


@dataclass(frozen=True)
class Dependence:
    """The answer on which an occupation's place depends most; `change` is None when none moves it down."""

    code_onet: str
    title: str
    rank: int
    rank_after: int
    change: Change | None

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return asdict(self)


def find_changes(matcher: Matcher, match: Match, code_onet: str) -> Counterfactual:
    """The smallest changes of answers found that would lift an occupation into the top ten."""
    _check(match)
    place = matcher.features.place
    if code_onet not in place:
        match.row(code_onet)
    person = match.person
    changes: list[Change] = []
    rank = None
    if code_onet in set(match.occupations["code_onet"]):
        rank = int(match.row(code_onet)["rank"])
    else:
        person, changes = _without_constraints(match, code_onet)
    keep = np.array(sorted({*(place[code] for code in match.occupations["code_onet"]), place[code_onet]}))
    target = place[code_onet]
    reached, start = _standing(matcher, person, keep, target, match)
    while reached > TOP and len(changes) < MOST_CHANGES:
        best = None
        for change, changed in _candidates(matcher, person, target):
            _rank, lead = _standing(matcher, changed, keep, target, match)
            # One that arrives beats one that doesn't, the smaller first; else the most for its size.
            worth = (lead > 0, -change.size if lead > 0 else (lead - start) / change.size)
            if lead > start + 1e-9 and (best is None or worth > best[0]):
                best = (worth, change, changed)
        if best is None:
            break
        changes.append(best[1])
        person = best[2]
        reached, start = _standing(matcher, person, keep, target, match)
    return Counterfactual(
        code_onet=code_onet,
        title=matcher.features.titles[target],
        rank=rank,
        rank_after=reached,
        changes=_merged(changes),
        is_reached=reached <= TOP,
    )


def find_dependence(matcher: Matcher, match: Match, code_onet: str | None = None) -> Dependence:
    """The answer on which the place of an occupation (default: the first) depends most."""
    _check(match)
    row = match.row(code_onet or str(match.occupations["code_onet"][0]))
    place = matcher.features.place
    keep = np.array(sorted(place[code] for code in match.occupations["code_onet"]))
    target = place[row["code_onet"]]
    start, lead = _standing(matcher, match.person, keep, target, match)
    worst: tuple[int, float, Change | None] = (start, lead, None)
    for change, changed in _neutralised(match.person):
        rank, ahead = _standing(matcher, changed, keep, target, match)
        if (rank, -ahead) > (worst[0], -worst[1]):
            worst = (rank, ahead, change)
    return Dependence(row["code_onet"], row["title"], int(row["rank"]), worst[0], worst[2])


def _check(match: Match) -> None:
    if not match.is_enough:
        raise InputError("There is no ranking to change yet", todo=match.todo or "Match the person again.")


def _score(matcher: Matcher, person: Person, match: Match) -> np.ndarray:
    """Scores as they would be for a person in the place and view of a match."""
    market = market_of_match(matcher, match)
    return matcher.score(person, weights=match.weights, market=market, view=match.view)[0]


def _standing(
    matcher: Matcher, person: Person, keep: np.ndarray, target: int, match: Match
) -> tuple[int, float]:
    """Rank of an occupation, and by how much its score is above the tenth best of the others."""
    score = _score(matcher, person, match)
    better = score[keep] > score[target]
    same = (score[keep] == score[target]) & (keep < target)
    others = np.sort(score[keep[keep != target]])[::-1]
    lead = float(score[target] - others[min(TOP, len(others)) - 1])
    return int(better.sum() + same.sum()) + 1, lead


def _candidates(matcher: Matcher, person: Person, target: int) -> Iterator[tuple[Change, Person]]:
    """Single changes worth trying, each with the person after it."""
    for change, interests in _interest_changes(person.interests):
        yield change, replace(person, interests=interests)
    inferred = matcher.read(person)
    known = person.strengths or StrengthEvidence()
    for element_id, mine, _theirs in gap_elements(inferred, matcher, target)[:_GAPS_TRIED]:
        level = min(_HIGHEST_RATING, round((mine + _ANCHOR_STEP) * 2) / 2)
        if level <= mine:
            continue
        text, before = _element(element_id), _("about {n}", n=decimal_text(mine, 1))
        change = Change(
            f"skills:{element_id}", text, before, _("{n} of 7", n=decimal_text(level, 1)), level - mine
        )
        strengths = replace(known, ratings={**known.ratings, element_id: level})
        yield change, replace(person, strengths=strengths)
    for change, preferences in _wish_changes(person.preferences or Preferences()):
        yield change, replace(person, preferences=preferences)


def _interest_changes(interests: InterestAnswers | None) -> Iterator[tuple[Change, InterestAnswers]]:
    if interests is not None and interests.themes is None:
        yield from _answer_changes(interests)
    elif interests is not None and interests.themes is not None:
        yield from _theme_changes(interests, interests.themes)


def _answer_changes(interests: InterestAnswers) -> Iterator[tuple[Change, InterestAnswers]]:
    """For every theme the answer with most room upwards and downwards: items of a theme count the same."""
    answers = interests.answers
    for theme in THEME_NAMES:
        own = [item for item in load_items() if item.theme == theme and item.item_id in answers]
        if not own:
            continue
        for way in (1, -1):
            item = max(own, key=lambda item: (-way * answers[item.item_id], item.item_id))
            now = answers[item.item_id]
            for value in range(now + way, 6 if way > 0 else 0, way):
                change = Change(
                    f"interests:{item.item_id}",
                    said_of("interests", item.item_id, item.text),
                    answer_words(now),
                    answer_words(value),
                    float(abs(value - now)),
                )
                yield change, replace(interests, answers={**answers, item.item_id: value})


def _theme_changes(
    interests: InterestAnswers, themes: Mapping[str, float]
) -> Iterator[tuple[Change, InterestAnswers]]:
    for theme in THEME_NAMES:
        name = theme_name(theme)
        for step in (0.5, -0.5):
            value = min(5.0, max(1.0, themes[theme] + step))
            if value != themes[theme]:
                change = Change(
                    f"themes:{theme}", name, decimal_text(themes[theme], 1), decimal_text(value, 1), 0.5
                )
                yield change, replace(interests, themes={**themes, theme: value})


def _wish_changes(preferences: Preferences) -> Iterator[tuple[Change, Preferences]]:
    from careerclusters.people.profile.preferences import VALUES

    for name, wish in preferences.environment.items():
        if wish:
            text = said_of("environment", name, environment_items()[name].question)
            change = Change(
                f"environment:{name}", text, wish_answer_words(wish), wish_answer_words(0), abs(wish)
            )
            yield change, replace(preferences, environment={**preferences.environment, name: 0})
    for name, value in preferences.values.items():
        if value != 3:
            text = said_of("values", name, VALUES[name][1])
            before, after = _("{n} of 5", n=value), _("{n} of 5", n=3)
            change = Change(f"values:{name}", text, before, after, abs(value - 3))
            yield change, replace(preferences, values={**preferences.values, name: 3})


def _neutralised(person: Person) -> Iterator[tuple[Change, Person]]:
    """Each answer in turn made neutral (an interest), or taken back (a rating, a wish, work held)."""
    if person.interests is not None and person.interests.themes is None:
        texts = {i.item_id: said_of("interests", i.item_id, i.text) for i in load_items()}
        answers = person.interests.answers
        for item_id, now in answers.items():
            if now != 3:
                change = Change(
                    f"interests:{item_id}",
                    texts[item_id],
                    answer_words(now),
                    answer_words(3),
                    float(abs(now - 3)),
                )
                interests = replace(person.interests, answers={**answers, item_id: 3})
                yield change, replace(person, interests=interests)
    known = person.strengths or StrengthEvidence()
    for element_id, level in known.ratings.items():
        left = {key: value for key, value in known.ratings.items() if key != element_id}
        change = Change(
            f"skills:{element_id}", _element(element_id), _("{n} of 7", n=f"{level:g}"), _("not said"), 1.0
        )
        yield change, replace(person, strengths=replace(known, ratings=left))
    for change, preferences in _wish_changes(person.preferences or Preferences()):
        yield change, replace(person, preferences=preferences)


def _without_constraints(match: Match, code_onet: str) -> tuple[Person, list[Change]]:
    """The person without the constraints that remove an occupation, and those as changes."""
    gone = match.removed.filter(match.removed["code_onet"] == code_onet)["constraint"].to_list()
    constraints = match.person.constraints or Constraints()
    environment = dict(constraints.environment)
    lifted: dict[str, None] = {}
    changes: list[Change] = []
    for name in gone:
        rule, _gap, condition = name.partition(" ")
        if condition:
            environment.pop(condition, None)
            text = said_of("environment", condition, environment_items()[condition].question)
            changes.append(Change(f"environment:{condition}", text, _(rule), _("not ruled out"), 1.0))
        else:
            lifted[name] = None
            limit = str(getattr(constraints, name))
            changes.append(Change(f"limits:{name}", _(_LIMIT_WORDS[name]), limit, _("no limit"), 1.0))
    constraints = replace(constraints, environment=environment, **lifted)
    return replace(match.person, constraints=constraints), changes


_LIMIT_WORDS = {
    "job_zone_max": marked("Most preparation"),
    "education_max": marked("Most schooling"),
    "pay_min_usd": marked("Least yearly pay"),
}


def _merged(changes: list[Change]) -> tuple[Change, ...]:
    """Several changes of one answer as one, from the first value to the last."""
    merged: dict[str, Change] = {}
    for change in changes:
        first = merged.get(change.question_id)
        if first is not None:
            change = replace(change, before=first.before, size=first.size + change.size)
        merged[change.question_id] = change
    return tuple(merged.values())


def _element(element_id: str) -> str:
    from careerclusters.words import gloss, spoken_language

    return gloss(element_id, spoken_language()).plain_name
