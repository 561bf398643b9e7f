"""What a person has behind them and what they want next: schooling, school grade, place, and an aim.

Age, sex and anything else that isn't needed is neither asked nor kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from careerclusters.errors import InputError, UnknownError

__all__ = ["INTENTS", "SCHOOLING_STEPS", "Background", "check_grade"]

INTENTS = {
    "more": "More of what I do now",
    "step_up": "A step up from what I do now",
    "different": "Something different",
}
# Names as in `preferences.EDUCATION`, and the step of the publisher's order of typical schooling.
SCHOOLING_STEPS = {
    "none": 0,
    "secondary": 1,
    "certificate": 3,
    "associate": 4,
    "bachelor": 5,
    "master": 6,
    "doctorate": 7,
}
_LOWEST_GRADE, _HIGHEST_GRADE = 6, 12
_LONGEST_AREA = 80


@dataclass(frozen=True)
class Background:
    """Each part may be missing.

    Parameters
    ----------
    schooling
        Highest schooling finished, a name in `SCHOOLING_STEPS`.
    school_grade
        Grade now, 6 to 12, of somebody still in school.
    intent
        A name in `INTENTS`.
    area
        Name of a state or metropolitan area, as typed.
    """

    schooling: str | None = None
    school_grade: int | None = None
    intent: str | None = None
    area: str | None = None

    def __post_init__(self) -> None:
        if self.schooling is not None and self.schooling not in SCHOOLING_STEPS:
            raise UnknownError("No such schooling", seen=self.schooling, closest=tuple(SCHOOLING_STEPS))
        if self.intent is not None and self.intent not in INTENTS:
            raise UnknownError("No such aim", seen=self.intent, closest=tuple(INTENTS))
        check_grade(self.school_grade)
        if self.area is not None and not (isinstance(self.area, str) and 0 < len(self.area) <= _LONGEST_AREA):
            raise InputError(
                "The area can't be used", seen=self.area, todo="Give the name of a state or city."
            )

    @property
    def schooling_step(self) -> int | None:
        """Step of typical schooling held; None when nothing was said. In school, none is finished yet."""
        if self.schooling is not None:
            return SCHOOLING_STEPS[self.schooling]
        return 0 if self.school_grade is not None else None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return self == Background()


def check_grade(grade: int | None) -> None:
    """Raise when a school grade isn't a whole number from 6 to 12."""
    if grade is None:
        return
    is_whole = isinstance(grade, int) and not isinstance(grade, bool)
    if not is_whole or not _LOWEST_GRADE <= grade <= _HIGHEST_GRADE:
        raise InputError("The school grade can't be used", seen=grade, todo="Give a grade from 6 to 12.")
