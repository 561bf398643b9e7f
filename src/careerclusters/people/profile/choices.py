"""What a person chose between two jobs: kept as it was said, so that better methods apply to old answers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from careerclusters.errors import InputError
from careerclusters.language import _
from careerclusters.results import Value

__all__ = ["ANSWERS_TO_PAIRS", "MOST_CHOICES", "Choice", "check_choices"]

MOST_CHOICES = 12
ANSWERS_TO_PAIRS = {"first": "The first", "second": "The second", "neither": "I can't say"}
_CODE = re.compile(r"\d{2}-\d{4}\.\d{2}")


@dataclass(frozen=True, eq=False)
class Choice(Value):
    """One pair of jobs and which of them the person would take.

    Parameters
    ----------
    first, second
        O*NET codes of two different jobs, in the order in which they were shown.
    answer
        "first", "second", or "neither" where the person couldn't say.
    """

    first: str
    second: str
    answer: str

    def __post_init__(self) -> None:
        for code in (self.first, self.second):
            if not isinstance(code, str) or not _CODE.fullmatch(code):
                todo = "Give codes such as 29-1141.00."
                raise InputError("A job of a choice can't be used", seen=code, todo=todo)
        if self.first == self.second:
            raise InputError("A choice has the same job twice", seen=self.first, todo="Give two jobs.")
        if not isinstance(self.answer, str) or self.answer not in ANSWERS_TO_PAIRS:
            todo = _("Give {names}.", names=", ".join(ANSWERS_TO_PAIRS))
            raise InputError("The answer to a pair of jobs can't be used", seen=self.answer, todo=todo)
        super().__post_init__()

    @property
    def taken(self) -> str | None:
        """Code of the job that the person would take; None where they couldn't say."""
        return {"first": self.first, "second": self.second}.get(self.answer)


def check_choices(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """The choices, once there are few enough and no pair is answered twice.

    Raises
    ------
    InputError
        When there are more than `MOST_CHOICES`, or a pair is given twice.
    """
    if len(choices) > MOST_CHOICES:
        todo = _("At most {n}.", n=MOST_CHOICES)
        raise InputError("There are too many choices between jobs", seen=len(choices), todo=todo)
    seen: set[frozenset[str]] = set()
    for choice in choices:
        if not isinstance(choice, Choice):
            raise InputError("A choice between jobs can't be used", seen=choice, todo="Give a Choice.")
        pair = frozenset((choice.first, choice.second))
        if pair in seen:
            raise InputError("A pair of jobs is answered twice", seen=" ".join(sorted(pair)))
        seen.add(pair)
    return choices
