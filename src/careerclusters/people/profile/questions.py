"""Every question an interview may ask, with its text, its answers and how to read a typed one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from careerclusters.errors import InputError, UnknownError
from careerclusters.language import ENGLISH, _, current_language, decimal_text
from careerclusters.people.profile.anchors import ANCHORS, HIGHEST, examples, rated_elements
from careerclusters.people.profile.instruments import ANSWERS, load_items
from careerclusters.people.profile.preferences import EDUCATION, RULES, VALUES, WISHES, environment_items
from careerclusters.people.profile.question_words import answer_words, said_of, wish_answer_words
from careerclusters.words import spoken_language
from careerclusters.words._tables import read_sections

__all__ = ["SECTIONS", "SHORT_STRENGTHS", "Question", "find_question", "section_questions", "section_title"]

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
            for known, _words in self.options:
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
            return _(
                "Give a number from {low} to {high}.",
                low=decimal_text(self.least),
                high=decimal_text(self.most),
            )
        answers = ", ".join(words for _value, words in self.options)
        return _("Choose 1 to {n}: {answers}.", n=len(self.options), answers=answers)


def section_title(section: str) -> str:
    """What a section is called, in the language spoken."""
    return said_of("sections", section, SECTIONS[section])


def section_questions(section: str) -> tuple[Question, ...]:
    """All questions of a section in order; for interests, all 60 items (a form asks some of them).

    They are in the language spoken; ids and values are the same in each.
    """
    return _questions(section, current_language())


@cache
def _questions(section: str, language: str) -> tuple[Question, ...]:
    """The questions of a section; `language` is the one spoken, and tells what is kept for others apart."""
    options: tuple[tuple[int | float | str, str], ...]
    match section:
        case "interests":
            options = tuple((answer, answer_words(answer)) for answer in ANSWERS)
            return tuple(
                _make(section, item.item_id, said_of(section, item.item_id, item.text), options)
                for item in load_items()
            )
        case "strengths":
            return tuple(_rating(section, element_id) for element_id in SHORT_STRENGTHS)
        case "skills" | "knowledge" | "abilities":
            wanted = [e for e in rated_elements() if _domain(e) == section]
            return tuple(_rating(section, element_id) for element_id in wanted)
        case "environment":
            never = said_of("rules", _WISH_NEVER, RULES[_WISH_NEVER])
            options = ((_WISH_NEVER, never), *((wish, wish_answer_words(wish)) for wish in WISHES))
            items = environment_items()
            return tuple(
                _make(section, name, said_of(section, name, items[name].question), options)
                for name in SHORT_ENVIRONMENT
            )
        case "values":
            scale = ("Not important", "A little", "Somewhat", "Important", "Very important")
            options = tuple((at, said_of("importance", at, words)) for at, words in enumerate(scale, start=1))
            return tuple(
                _make(section, name, said_of(section, name, words), options)
                for name, (_code, words) in VALUES.items()
            )
        case "limits":
            levels = tuple(
                (name, said_of("education", name, words)) for name, (_code, words) in EDUCATION.items()
            )
            pay = Question(
                "limits:pay_min_usd",
                section,
                said_of(section, "pay_min_usd", "The least yearly pay you need, in US dollars"),
                most=1_000_000.0,
                hint=said_of(
                    section,
                    "pay_min_usd_hint",
                    "Work whose typical pay is lower will be left out. Skip it to leave nothing out.",
                ),
            )
            hint = said_of(
                section,
                "education_max_hint",
                "Work that mostly asks for more will be left out. Skip it to leave nothing out.",
            )
            text = said_of(section, "education_max", "The most schooling you're ready to do or have done")
            return (_make(section, "education_max", text, levels, hint=hint), pay)
        case _:
            raise UnknownError("No such section", seen=section, closest=tuple(SECTIONS))


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

    words, language = gloss(element_id, spoken_language()), spoken_language()
    said = {} if language == ENGLISH else read_sections("questions.toml", language)
    options = tuple(
        (anchor.level, said_of(f"anchors.{words.domain}", anchor.level, anchor.words(words.domain)))
        for anchor in ANCHORS
    )
    hint = words.sentence
    if element_id in examples():
        low, middle, high = said.get("skill_examples", {}).get(element_id, examples()[element_id])
        hint += " " + _(
            "For example: {low} (a start); {middle} (strong); {high} (expert).",
            low=low,
            middle=middle,
            high=high,
        )
    text = words.plain_name
    return Question(f"{section}:{element_id}", section, text, options, 0.0, HIGHEST, hint)


def _domain(element_id: str) -> str:
    from careerclusters.words import gloss

    return gloss(element_id).domain
