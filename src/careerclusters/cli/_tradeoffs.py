"""Pairs of jobs in the terminal: which would you take?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from careerclusters.cli._print import print_text
from careerclusters.language import _, marked

if TYPE_CHECKING:
    from careerclusters.people import Interview, Matcher
    from careerclusters.people.profile.choices import Choice

__all__ = ["ask_pairs", "has_choices", "print_wishes"]

_KEYS = marked("Type 1 or 2. Enter means that you can't say, b goes back, q stops.")
_ANSWERS = {"1": "first", "2": "second", "": "neither", "s": "neither", "skip": "neither"}


def ask_pairs(
    interview: Interview,
    matcher: Matcher,
    *,
    read: Callable[[str], str],
    save: Callable[[Interview], None],
) -> tuple[Interview, bool]:
    """Ask until enough is known (True) or the person stops (False); every answer is saved."""
    from careerclusters.people import Choice
    from careerclusters.people.explain.tradeoff_words import QUESTION, sides_of
    from careerclusters.people.profile.choices import MOST_CHOICES

    print_text()
    print_text(QUESTION, style="bold")
    print_text(_KEYS)
    while (pair := matcher.tradeoffs.next_pair(_choices_of(interview))) is not None:
        choices = _choices_of(interview)
        print_text()
        print_text(_("Pair {pair} of at most {most}", pair=len(choices) + 1, most=MOST_CHOICES))
        features, market = matcher.features, matcher.nation
        sides = sides_of(pair, tradeoffs=matcher.tradeoffs, features=features, market=market)
        for place, side in enumerate(sides, start=1):
            print_text(f"{place} {side.name}", indent=2, style="bold")
            print_text(" · ".join(side.lines), indent=4)
        try:
            typed = read("> ").strip().lower()
        except EOFError:
            return interview, False
        if typed in ("q", "quit"):
            return interview, False
        if typed in ("b", "back"):
            if not choices:
                print_text("This is the first pair.", indent=2)
            interview = _with_choices(interview, choices[:-1])
        elif typed in _ANSWERS:
            interview = _with_choices(interview, (*choices, Choice(*pair, _ANSWERS[typed])))
        else:
            print_text(_KEYS, indent=2)
            continue
        save(interview)
    return interview, True


def has_choices(interview: Interview) -> bool:
    """Whether the person chose between jobs."""
    return bool(_choices_of(interview))


def print_wishes(interview: Interview, matcher: Matcher) -> None:
    """What the choices say, the strongest wish first; nothing where there are none."""
    from careerclusters.people.explain.tradeoff_words import wishes_found

    choices = _choices_of(interview)
    found = [
        one
        for one in wishes_found(matcher.tradeoffs.wishes(choices))
        if choices and one.sureness != "still open"
    ]
    if found:
        print_text("What your choices say", style="bold")
        for one in found:
            print_text(f"{one.sentence} ({_(one.sureness)})", indent=2)
        print_text()


def _choices_of(interview: Interview) -> tuple[Choice, ...]:
    preferences = interview.base.preferences
    return preferences.choices if preferences is not None else ()


def _with_choices(interview: Interview, choices: tuple[Choice, ...]) -> Interview:
    from dataclasses import replace

    from careerclusters.people.profile.preferences import Preferences

    preferences = replace(interview.base.preferences or Preferences(), choices=choices)
    return replace(interview, base=replace(interview.base, preferences=preferences))
