"""A lesson of 45 minutes with a class, step by step."""

from __future__ import annotations

from dataclasses import dataclass

from careerclusters.language import _, marked
from careerclusters.web.contexts import Page
from careerclusters.web.state import State

__all__ = ["PAGE", "LessonPage", "Step", "lesson"]


@dataclass(frozen=True)
class Step:
    """One step: minutes from the start, how long, what students do, and what you say or do."""

    start_minutes: int
    minutes: int
    title: str
    students: str
    you: str


@dataclass(frozen=True)
class LessonPage:
    """The steps of the lesson, which add up to `minutes`."""

    title: str
    minutes: int
    steps: tuple[Step, ...]


_STEPS = (
    (
        5,
        marked("Start"),
        marked("Fill in handout 1: a job you know, what you like about it, what you don't."),
        marked(
            "Say: there are no right answers. Nobody has to send anything. "
            "Today is for ideas, not for choices."
        ),
    ),
    (
        3,
        marked("Join"),
        marked("Scan the picture or type the address, then the code."),
        marked("Show the code on the wall. Ask for nicknames that only you can match to people."),
    ),
    (
        9,
        marked("Answer"),
        marked("Answer the questions alone, without talking. “I'm not sure” is fine."),
        marked("Walk around. Explain words. Don't hint at answers."),
    ),
    (
        8,
        marked("Read"),
        marked(
            "Open three jobs from the list. Save those you'd like to know more about. Send, if you want to."
        ),
        marked("Say: read the list as a bag of ideas. The order means little."),
    ),
    (
        5,
        marked("Look together"),
        marked("What surprises you in the picture on the wall? What is missing?"),
        marked("Show the wall. Ask about the picture, never about one student."),
    ),
    (
        10,
        marked("Talk in pairs"),
        marked("Fill in handout 2 with a partner: three jobs, one good thing, one doubt, one person to ask."),
        marked("Sit with those who are undecided. Being undecided at this age is normal."),
    ),
    (
        5,
        marked("Next step and end"),
        marked("Write one next step on handout 3 and when you'll do it."),
        marked(
            "Print the sheets or save the file if you need them. Then close the class while all can see it."
        ),
    ),
)


def lesson(state: State) -> LessonPage:
    """The plan of a lesson."""
    steps, start = [], 0
    for minutes, title, students, you in _STEPS:
        steps.append(Step(start, minutes, _(title), _(students), _(you)))
        start += minutes
    return LessonPage(_("A lesson of {n} minutes", n=start), start, tuple(steps))


PAGE = Page("lesson", "/class/lesson", "A lesson with a class, step by step.", lesson, rows="steps")
