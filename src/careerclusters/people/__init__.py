"""People: what they tell, what follows from it, and what fits.

In `profile`, `instruments` and `items.csv` hold the interest questions, `interests` scores them, `adaptive`
chooses the next; `strengths` turns ratings, occupations held and experiences into levels; `preferences` and
`filters` hold wishes and limits, `background` schooling and aim; `person` puts the parts together, `file`
keeps them, `interview` asks. `matching` compares with occupations: `occupation_features`, the parts of a
`score` and of its `outlook`, `uncertainty`, `cards`, the `match`. `explain` takes a matcher and a match:
`reasons`, `counterfactuals`, `suggestions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerclusters.lazy import lazy_names

if TYPE_CHECKING:
    from careerclusters.people.matching.match import Match
    from careerclusters.people.matching.matcher import Matcher, match
    from careerclusters.people.matching.tradeoffs import Tradeoffs
    from careerclusters.people.profile.background import Background
    from careerclusters.people.profile.choices import Choice
    from careerclusters.people.profile.file import load_profile, save_profile
    from careerclusters.people.profile.holland import theme_profiles
    from careerclusters.people.profile.interview import Interview, resume, start
    from careerclusters.people.profile.person import InterestAnswers, Person
    from careerclusters.people.profile.preferences import Constraints, Preferences
    from careerclusters.people.profile.strengths import Done, Held, StrengthEvidence

__all__ = [
    "Background",
    "Choice",
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
    "Tradeoffs",
    "load_profile",
    "match",
    "resume",
    "save_profile",
    "start",
    "theme_profiles",
]

_HOMES = {
    "Background": "profile.background",
    "Choice": "profile.choices",
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
    "Tradeoffs": "matching.tradeoffs",
    "load_profile": "profile.file",
    "match": "matching.matcher",
    "resume": "profile.interview",
    "save_profile": "profile.file",
    "start": "profile.interview",
    "theme_profiles": "profile.holland",
}

__getattr__ = lazy_names(__name__, _HOMES)
