"""A person as a profile holds them, and what a text says of one."""

from __future__ import annotations

from typing import NotRequired, TypedDict

__all__ = [
    "Profile",
    "ProfileBackground",
    "ProfileChoice",
    "ProfileConstraints",
    "ProfileExperience",
    "ProfileInterests",
    "ProfilePreferences",
    "ProfileStrengths",
    "ProfileWork",
    "TextCandidate",
    "TextJob",
    "TextLacking",
    "TextRead",
    "TextSkill",
]


class ProfileInterests(TypedDict):
    """Answers 1 to 5 by question, or six theme scores."""

    form: NotRequired[str]
    answers: NotRequired[dict[str, int]]
    skipped: NotRequired[list[str]]
    themes: NotRequired[dict[str, float]]
    themes_standard_error: NotRequired[float]


class ProfileWork(TypedDict):
    """Work held, with its years."""

    code_onet: str
    years: float


class ProfileExperience(TypedDict):
    """A hobby or unpaid work, with its years."""

    experience_id: str
    years: float


class ProfileStrengths(TypedDict):
    """Levels 0 to 7 by element, work held and things done."""

    ratings: NotRequired[dict[str, float]]
    occupations: list[ProfileWork]
    experiences: NotRequired[list[ProfileExperience]]


class ProfileChoice(TypedDict):
    """Which of two jobs the person would take."""

    first: str
    second: str
    answer: str


class ProfilePreferences(TypedDict):
    """Wishes."""

    environment: dict[str, int]
    values: dict[str, int]
    lenses: list[str]
    pay_wish_usd: float | None
    choices: NotRequired[list[ProfileChoice]]


class ProfileConstraints(TypedDict):
    """Limits."""

    environment: dict[str, str]
    job_zone_max: int | None
    education_max: str | None
    pay_min_usd: float | None


class ProfileBackground(TypedDict):
    """Schooling, aim and area."""

    schooling: NotRequired[str]
    school_grade: NotRequired[int]
    intent: NotRequired[str]
    area: NotRequired[str]


class Profile(TypedDict):
    """A person as a profile file holds them; each part may be absent."""

    careerclusters_profile: int
    interests: NotRequired[ProfileInterests]
    strengths: NotRequired[ProfileStrengths]
    preferences: NotRequired[ProfilePreferences]
    constraints: NotRequired[ProfileConstraints]
    background: NotRequired[ProfileBackground]
    skipped: NotRequired[list[str]]


class TextCandidate(TypedDict):
    """An occupation that a title may mean."""

    code_onet: str
    title: str
    name: str
    name_local: str | None
    matched_title: str
    why: str
    chance: float | None


class TextJob(TypedDict):
    """A job that a text names; the first candidate's code, name and chance stand beside."""

    title: str
    start: int
    end: int
    period: str | None
    years: float | None
    code_onet: str | None
    name: str | None
    chance: float | None
    is_sure: bool
    candidates: list[TextCandidate]


class TextSkill(TypedDict):
    """A skill that a text names, and where."""

    name: str
    kind: str
    key: str
    text: str
    start: int
    end: int


class TextLacking(TypedDict):
    """What a posting asks for that the person has, lacks, or didn't speak of."""

    code_onet: str | None
    has: list[TextSkill]
    lacks: list[TextSkill]
    not_known: list[TextSkill]


class TextRead(TypedDict):
    """What a résumé or a posting says; `lacking` only where a profile was sent with a posting."""

    kind: str
    jobs: list[TextJob]
    to_ask: list[str]
    skills: list[TextSkill]
    profile: Profile
    lacking: NotRequired[TextLacking]
