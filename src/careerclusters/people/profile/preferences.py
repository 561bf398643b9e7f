"""What a person would like in work (soft) and what they need or rule out (hard).

Soft preferences weigh in a match and never remove anything. Constraints remove occupations and say which
and why (`filters`). The same environment question can be used for both: "rather not" is soft, "never" is
hard.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from careerclusters.errors import InputError, UnknownError
from careerclusters.language import _, marked
from careerclusters.people.profile.choices import Choice, check_choices
from careerclusters.results import Value

__all__ = [
    "EDUCATION",
    "RULES",
    "VALUES",
    "WISHES",
    "Constraints",
    "EnvironmentItem",
    "Preferences",
    "environment_items",
]

WISHES = {
    -2: "Strongly avoid",
    -1: "Rather not",
    0: "Don't mind",
    1: "Would like",
    2: "Would like very much",
}
RULES = {"never": "Rule out work with it", "always": "Rule out work without it"}
VALUES = {
    "achievement": ("1.B.2.a", "Using my best skills and seeing what I have done"),
    "conditions": ("1.B.2.b", "Good pay, a safe job and a good place to work"),
    "recognition": ("1.B.2.c", "Getting ahead, leading and being looked up to"),
    "relationships": ("1.B.2.d", "Helping people and getting along with coworkers"),
    "support": ("1.B.2.e", "Fair bosses who stand up for their people"),
    "independence": ("1.B.2.f", "Trying my own ideas and choosing how I work"),
}
# Highest category of required education (1–12 in the releases) that each answer covers.
EDUCATION = {
    "none": (1, "No diploma needed"),
    "secondary": (2, "High school"),
    "certificate": (4, "A certificate or some classes after high school"),
    "associate": (5, "About two years of college or of learning a trade"),
    "bachelor": (7, "Four years of college (a bachelor's degree)"),
    "master": (9, "About six years of college (a master's degree)"),
    "doctorate": (12, "Eight years of college or more, such as a doctor or a lawyer"),
}
_MOST_PAY = 10_000_000
_LENS = re.compile(r"[a-z][a-z_]{0,39}")
_MOST_LENSES = 20


@dataclass(frozen=True)
class EnvironmentItem:
    """One question on the work environment, the element it reads and where "never" and "always" cut.

    `too_much`: occupations rated at or above it are removed by "never"; `too_little`: those below it by
    "always". Both are on the scale of the element (1–5; hours 1–3).
    """

    preference_id: str
    element_id: str
    question: str
    too_much: float
    too_little: float


@cache
def environment_items() -> dict[str, EnvironmentItem]:
    """All environment questions by id."""
    import csv

    text = files("careerclusters.people.profile").joinpath("environment.csv").read_text(encoding="utf-8")
    items = (
        EnvironmentItem(
            preference_id=row["preference_id"],
            element_id=row["element_id"],
            question=row["question"],
            too_much=float(row["too_much"]),
            too_little=float(row["too_little"]),
        )
        for row in csv.DictReader(text.splitlines())
    )
    return {item.preference_id: item for item in items}


@dataclass(frozen=True, eq=False)
class Preferences(Value):
    """Soft wishes; nothing said is no wish.

    Parameters
    ----------
    environment
        -2 (strongly avoid) to 2 (would like very much) by id of `environment_items`.
    values
        Importance 1 (not) to 5 (very) by name in `VALUES`.
    lenses
        Names of lenses through which occupations should be seen first, such as "apprenticeship".
    pay_wish_usd
        Yearly pay hoped for; counts for more pay up to it, rules nothing out.
    choices
        Which of two jobs the person would take, pair by pair. What follows for the wishes is worked out
        when it is asked for (`matching.tradeoffs`); a wish that is told above counts as it is told.
    """

    environment: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, int] = field(default_factory=dict)
    lenses: tuple[str, ...] = ()
    pay_wish_usd: float | None = None
    choices: tuple[Choice, ...] = ()

    def __post_init__(self) -> None:
        for name, wish in self.environment.items():
            _check_environment(name)
            if not _is_whole(wish) or wish not in WISHES:
                todo = "Give a whole number from -2 (strongly avoid) to 2 (would like very much)."
                raise InputError(_("The wish for {name} can't be used", name=name), seen=wish, todo=todo)
        for name, importance in self.values.items():
            if name not in VALUES:
                raise UnknownError("No such work value", seen=name, closest=tuple(VALUES))
            if not _is_whole(importance) or not 1 <= importance <= 5:
                todo = "Give a whole number from 1 (not important) to 5 (very important)."
                raise InputError(
                    _("The importance of {name} can't be used", name=name), seen=importance, todo=todo
                )
        object.__setattr__(self, "lenses", tuple(self.lenses))
        is_named = all(isinstance(one, str) and _LENS.fullmatch(one) for one in self.lenses)
        if not is_named or len(self.lenses) > _MOST_LENSES:
            raise InputError(
                "Lenses can't be used",
                seen=list(self.lenses),
                todo="Give at most 20 names of small letters.",
            )
        _check_pay(self.pay_wish_usd, problem=marked("The pay hoped for can't be used"))
        object.__setattr__(self, "choices", check_choices(tuple(self.choices)))
        super().__post_init__()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return not (self.environment or self.values or self.lenses or self.pay_wish_usd or self.choices)


@dataclass(frozen=True, eq=False)
class Constraints(Value):
    """Hard limits; each removes occupations and is named in what it removed.

    Parameters
    ----------
    environment
        "never" or "always" by id of `environment_items`.
    job_zone_max
        Most preparation, 1 (little) to 5 (extensive).
    education_max
        Most schooling that the person is willing or able to do, a name in `EDUCATION`.
    pay_min_usd
        Least median yearly pay.
    """

    environment: Mapping[str, str] = field(default_factory=dict)
    job_zone_max: int | None = None
    education_max: str | None = None
    pay_min_usd: float | None = None

    def __post_init__(self) -> None:
        for name, rule in self.environment.items():
            _check_environment(name)
            if not isinstance(rule, str) or rule not in RULES:
                raise InputError(
                    _("The rule for {name} can't be used", name=name),
                    seen=rule,
                    todo='Give "never" or "always".',
                )
        zone = self.job_zone_max
        if zone is not None and (not _is_whole(zone) or not 1 <= zone <= 5):
            raise InputError("The job zone can't be used", seen=zone, todo="Give a whole number from 1 to 5.")
        level = self.education_max
        if level is not None and (not isinstance(level, str) or level not in EDUCATION):
            raise UnknownError("No such level of education", seen=level, closest=tuple(EDUCATION))
        _check_pay(self.pay_min_usd, problem=marked("The least pay can't be used"))
        super().__post_init__()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is ruled out."""
        parts = (self.environment, self.job_zone_max, self.education_max, self.pay_min_usd)
        return not any(parts)


def _check_environment(name: str) -> None:
    if name not in environment_items():
        from difflib import get_close_matches

        near = get_close_matches(str(name)[:80], list(environment_items()), n=3, cutoff=0.5)
        raise UnknownError(
            "No such question on the work environment",
            seen=name,
            closest=tuple(near),
            todo="They are listed in docs/methods/preferences.md.",
        )


def _check_pay(pay: float | None, *, problem: str) -> None:
    if pay is None:
        return
    is_number = isinstance(pay, (int, float)) and not isinstance(pay, bool)
    if not is_number or not 0 <= pay <= _MOST_PAY:
        raise InputError(problem, seen=pay, todo="Give US dollars a year, 0 or more.")


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
