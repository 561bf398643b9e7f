"""People: what they tell, what follows from it, and what fits.

`instruments` and `items.csv` hold the interest questions, `interests` scores them, `adaptive` chooses the
next; `strengths` turns ratings, occupations held and experiences into levels; `preferences` and `filters`
hold wishes and limits; `person` puts the four parts together, `profile_file` keeps them, `interview` asks.
`ground` makes occupations ready to be compared, `parts` is the score, `ranges` how sure it is, `matcher`
the whole, `matching` its result; `reasons`, `counterfactuals` and `wider` explain and widen it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from careerclusters.people.matching.match import Match, match
    from careerclusters.people.matching.matcher import Matcher
    from careerclusters.people.profile.file import load_profile, save_profile
    from careerclusters.people.profile.holland import theme_profiles
    from careerclusters.people.profile.interview import Interview, resume, start
    from careerclusters.people.profile.person import InterestAnswers, Person
    from careerclusters.people.profile.preferences import Constraints, Preferences
    from careerclusters.people.profile.strengths import Done, Held, StrengthEvidence

__all__ = [
    "Constraints",
    "Done",
    "Held",
    "InterestAnswers",
    "Interview",
    "Match",
    "Matcher",
    "Person",
    "Preferences",
    "StrengthEvidence",
    "load_profile",
    "match",
    "resume",
    "save_profile",
    "start",
    "theme_profiles",
]

_HOMES = {
    "Constraints": "profile.preferences",
    "Done": "profile.strengths",
    "Held": "profile.strengths",
    "InterestAnswers": "profile.person",
    "Interview": "profile.interview",
    "Match": "matching.match",
    "Matcher": "matching.matcher",
    "Person": "profile.person",
    "Preferences": "profile.preferences",
    "StrengthEvidence": "profile.strengths",
    "load_profile": "profile.file",
    "match": "matching.match",
    "resume": "profile.interview",
    "save_profile": "profile.file",
    "start": "profile.interview",
    "theme_profiles": "profile.holland",
}


def __getattr__(name: str) -> object:
    """Import a public name's module when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
