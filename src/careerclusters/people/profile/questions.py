"""Every question an interview may ask, with its text, its answers and how to read a typed one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from careerclusters.errors import InputError, UnknownError
from careerclusters.people.profile.anchors import ANCHORS, HIGHEST, examples, rated_elements
from careerclusters.people.profile.instruments import ANSWERS, load_items
from careerclusters.people.profile.preferences import EDUCATION, RULES, VALUES, WISHES, environment_items

__all__ = ["SECTIONS", "SHORT_STRENGTHS", "Question", "find_question", "section_questions"]

SECTIONS = {
    "interests": "What you like doing",
    "strengths": "What you can do, in twelve questions",
    "skills": "All 35 skills",
    "knowledge": "All 33 fields of knowledge",
    "abilities": "All 52 abilities",
    "environment": "What surrounds you at work",
    "values": "What matters to you in a job",
    "limits": "What you need or rule out",
}
# The elements whose ratings leave the least uncertainty in all others: chosen one by one in `level_model`
# on the bundled catalog (a test chooses again). Twelve ratings account for 54 % of the variance of levels.
SHORT_STRENGTHS = (
    "2.C.3.e",
    "2.A.1.f",
    "1.A.2.b.2",
    "2.C.4.e",
    "2.C.3.a",
    "1.A.2.c.1",
    "2.C.3.b",
    "2.C.4.f",
    "2.C.4.d",
    "1.A.3.c.1",
    "2.C.1.b",
    "2.C.4.g",
)
SHORT_ENVIRONMENT = (
    "outdoors",
    "sitting",
    "hands_on",
    "teamwork",
    "customers",
    "leading",
    "noise",
    "freedom",
    "repetition",
    "deadlines",
    "irregular_hours",
    "heights",
)
_WISH_NEVER = "never"


@dataclass(frozen=True)
class Question:
    """A question with its possible values and their words.

    `options` is empty when a number from `least` to `most` is asked for. `hint` says more; None if needless.
    """

    question_id: str
    section: str
    text: str
    options: tuple[tuple[int | float | str, str], ...] = ()
    least: float = 0.0
    most: float = 0.0
    hint: str | None = None

    def check(self, value: object) -> int | float | str:
        """The value, once it is one of the options or a number in range."""
        number = value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
        if self.options:
            for known, _ in self.options:
                if type(known) is type(value) and known == value:
                    return known
                if number is not None and isinstance(known, float) and self.least <= number <= self.most:
                    return float(number)
        elif number is not None and self.least <= number <= self.most:
            return float(number)
        raise InputError("That isn't one of the answers", seen=value, todo=self._ways())

    def parse(self, typed: str) -> int | float | str:
        """A typed answer: the place of an option (1 is the first), or the number asked for."""
        text = typed.strip().replace(",", "").removeprefix("$")
        if self.options and text.isascii() and text.isdigit() and 1 <= int(text) <= len(self.options):
            return self.options[int(text) - 1][0]
        if not self.options:
            try:
                return self.check(float(text))
            except ValueError:
                pass
        raise InputError("That isn't one of the answers", seen=typed[:40], todo=self._ways())

    def _ways(self) -> str:
        if not self.options:
            return f"Give a number from {self.least:,.0f} to {self.most:,.0f}."
        return f"Choose 1 to {len(self.options)}: " + ", ".join(words for _, words in self.options) + "."


@cache
def section_questions(section: str) -> tuple[Question, ...]:
    """All questions of a section in order; for interests, all 60 items (a form asks some of them)."""
    options: tuple[tuple[int | float | str, str], ...]
    match section:
        case "interests":
            options = tuple(ANSWERS.items())
            return tuple(_make(section, item.item_id, item.text, options) for item in load_items())
        case "strengths":
            return tuple(_rating(section, element_id) for element_id in SHORT_STRENGTHS)
        case "skills" | "knowledge" | "abilities":
            wanted = [e for e in rated_elements() if _domain(e) == section]
            return tuple(_rating(section, element_id) for element_id in wanted)
        case "environment":
            options = ((_WISH_NEVER, RULES[_WISH_NEVER]), *WISHES.items())
            items = environment_items()
            return tuple(_make(section, name, items[name].question, options) for name in SHORT_ENVIRONMENT)
        case "values":
            scale = ("Not important", "A little", "Somewhat", "Important", "Very important")
            options = tuple(enumerate(scale, start=1))
            return tuple(_make(section, name, words, options) for name, (_, words) in VALUES.items())
        case "limits":
            levels = tuple((name, words) for name, (_, words) in EDUCATION.items())
            pay = Question(
                "limits:pay_min_usd",
                section,
                "The least yearly pay you need, in US dollars",
                most=1_000_000.0,
                hint="Work whose median pay is lower will be left out. Skip it to leave nothing out.",
            )
            hint = "Work that mostly asks for more will be left out. Skip it to leave nothing out."
            text = "The most schooling you're ready to do or have done"
            return (_make(section, "education_max", text, levels, hint=hint), pay)
        case _:
            raise UnknownError("No such section", seen=section, closest=tuple(SECTIONS))


@cache
def find_question(question_id: str) -> Question:
    """A question by its id, such as "interests:R01"."""
    section = question_id.split(":", 1)[0]
    for question in section_questions(section):
        if question.question_id == question_id:
            return question
    raise UnknownError("No such question", seen=question_id)


def _make(
    section: str,
    key: str,
    text: str,
    options: tuple[tuple[int | float | str, str], ...],
    *,
    hint: str | None = None,
) -> Question:
    return Question(f"{section}:{key}", section, text, options, hint=hint)


def _rating(section: str, element_id: str) -> Question:
    from careerclusters.words import gloss

    words = gloss(element_id)
    options = tuple((anchor.level, anchor.words(words.domain)) for anchor in ANCHORS)
    hint = words.sentence
    if element_id in examples():
        low, middle, high = examples()[element_id]
        hint += f" For example: {low} (a start); {middle} (strong); {high} (expert)."
    text = words.plain_name
    return Question(f"{section}:{element_id}", section, text, options, 0.0, HIGHEST, hint)


def _domain(element_id: str) -> str:
    from careerclusters.words import gloss

    return gloss(element_id).domain
