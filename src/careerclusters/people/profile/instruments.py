"""The interest questions: 60 plain activities of our own, ten per theme, and the forms made of them.

`items.csv` marks each item with a level (of the work that the activity belongs to: low, mid, high), a
place, and a tilt: whether common stereotype lends it to women, to men or to neither. The tests keep
levels, places and tilts balanced within every theme and form. Nobody's answers have been used to choose
the items and no group's answers are a yardstick: the forms are not normed, and not for hiring.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from careerclusters.errors import InputError, UnknownError
from careerclusters.language import _
from careerclusters.people.profile.theme_model import THEMES

__all__ = [
    "ANSWERS",
    "FORMS",
    "THEME_ELEMENTS",
    "THEME_NAMES",
    "THEME_WORDS",
    "Form",
    "Item",
    "check_answers",
    "form_items",
    "load_items",
    "next_item",
]

Form = Literal["short", "long", "adaptive"]
FORMS: dict[str, str] = {
    "short": "24 activities, about three minutes",
    "long": "60 activities, about eight minutes, the surest",
    "adaptive": "12 to 36 activities, chosen as you answer",
}
ANSWERS: dict[int, str] = {
    1: "Strongly dislike",
    2: "Dislike",
    3: "Neither like nor dislike",
    4: "Like",
    5: "Strongly like",
}
THEME_NAMES = dict(
    zip(
        THEMES,
        ("Realistic", "Investigative", "Artistic", "Social", "Enterprising", "Conventional"),
        strict=True,
    )
)
THEME_ELEMENTS = {theme: f"1.B.1.{letter}" for theme, letter in zip(THEMES, "abcdef", strict=True)}
THEME_WORDS = {
    "R": "working with hands, tools, machines, plants or animals",
    "I": "finding out how things work and why",
    "A": "making art, music, stories and designs",
    "S": "helping, teaching and looking after people",
    "E": "leading people, selling things and starting something new",
    "C": "keeping things in order, exact and complete",
}


@dataclass(frozen=True)
class Item:
    """One activity to like or dislike."""

    item_id: str
    theme: str
    text: str
    level: str
    place: str
    tilt: str
    is_short: bool


@cache
def load_items() -> tuple[Item, ...]:
    """All 60 items, by theme and in the order of their ids."""
    import csv

    text = files("careerclusters.people.profile").joinpath("items.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(
        Item(
            item_id=row["item_id"],
            theme=row["theme"],
            text=row["text"],
            level=row["level"],
            place=row["place"],
            tilt=row["tilt"],
            is_short=row["is_short"] == "yes",
        )
        for row in rows
    )


def form_items(form: Form = "short") -> tuple[Item, ...]:
    """The items of a form in the order asked: one of each theme, then the next of each.

    The adaptive form may ask any of the 60, in the order that `next_item` chooses.
    """
    if form not in FORMS:
        raise UnknownError("No such form", seen=form, todo=_("Forms: {names}.", names=", ".join(FORMS)))
    return _in_order(form)


@cache
def _in_order(form: Form) -> tuple[Item, ...]:
    items = [item for item in load_items() if item.is_short or form != "short"]
    return tuple(sorted(items, key=lambda item: (_place(item, items), THEMES.index(item.theme))))


def check_answers(answers: Mapping[str, int]) -> dict[str, int]:
    """The answers as given, in the order of the items, once each is known and 1 to 5."""
    known = {item.item_id for item in load_items()}
    for item_id, answer in answers.items():
        if item_id not in known:
            raise UnknownError(
                "No such interest item", seen=item_id, todo="Items are R01 to R10, I01 to I10 and so on."
            )
        if isinstance(answer, bool) or not isinstance(answer, int) or answer not in ANSWERS:
            raise InputError(
                _("The answer to {item_id} can't be used", item_id=item_id),
                seen=answer,
                todo="Give a whole number from 1 (strongly dislike) to 5 (strongly like).",
            )
    return {item.item_id: answers[item.item_id] for item in load_items() if item.item_id in answers}


def next_item(
    form: Form, answers: Mapping[str, int], *, skipped: frozenset[str] | set[str] = frozenset()
) -> Item | None:
    """The item to ask next, or None when the form is done.

    Neither the order of the answers nor that of the skipped items matters.
    """
    waiting = [i for i in form_items(form) if i.item_id not in answers and i.item_id not in skipped]
    if not waiting or form != "adaptive":
        return waiting[0] if waiting else None
    import numpy as np

    from careerclusters.people.profile.adaptive import choose_theme, is_settled

    counts, sums, left = np.zeros((1, 6)), np.zeros((1, 6)), np.zeros((1, 6))
    for item_id, answer in answers.items():
        counts[0, THEMES.index(item_id[0])] += 1
        sums[0, THEMES.index(item_id[0])] += answer
    for item in waiting:
        left[0, THEMES.index(item.theme)] += 1
    if is_settled(counts, sums, left=left)[0]:
        return None
    theme = THEMES[int(choose_theme(counts, sums, left=left)[0])]
    return next(item for item in waiting if item.theme == theme)


def _place(item: Item, items: list[Item]) -> int:
    """Place among the items of the same theme, those of the short form first."""
    same = sorted((other for other in items if other.theme == item.theme), key=lambda i: not i.is_short)
    return same.index(item)
