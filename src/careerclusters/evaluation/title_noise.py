"""Titles as postings write them: one kind of noise at a time, and two together."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping

import numpy as np

__all__ = ["NOISES", "noisy", "slip"]

_PLACES = ("Austin, TX", "Chicago, IL", "Columbus, OH", "Remote", "Tampa, Florida")
_CONTRACTS = ("Remote, Full Time", "Part-Time", "Full-time", "Contract to Hire", "Temp", "PRN")
_SHIFTS = ("Nights", "2nd Shift", "Weekends", "Day Shift", "12 hr shifts", "7am-3pm")
_PAYS = ("$25/hr", "$10k sign-on", "$55,000 - $70,000", "up to $32 per hour")
_LEVELS = ("Senior", "Sr.", "Junior", "Lead", "Entry Level")
_NUMBERS = ("II", "III", "2", "Level 3")

Noise = Callable[[str, np.random.Generator], str]


def _one(options: tuple[str, ...], rng: np.random.Generator) -> str:
    return options[int(rng.integers(len(options)))]


def _turned(title: str, rng: np.random.Generator) -> str:
    *first, last = title.split()
    return f"{last}, {' '.join(first)}" if first and rng.random() < 0.5 else " ".join([last, *first])


def slip(title: str, rng: np.random.Generator) -> str:
    """The title with one slip in a word of four letters or more: two swapped, one lost, doubled or other."""
    places = [
        at for at in range(1, len(title) - 1) if title[at - 1 : at + 2].isalpha() and title[at + 1].islower()
    ]
    if not places:
        return title
    at = int(rng.choice(places))
    letter = str(rng.choice(list(string.ascii_lowercase)))
    swapped = title[:at] + title[at + 1] + title[at] + title[at + 2 :]
    lost, doubled = title[:at] + title[at + 1 :], title[:at] + title[at] + title[at:]
    return str(rng.choice([swapped, lost, doubled, title[:at] + letter + title[at + 1 :]]))


NOISES: Mapping[str, Noise] = {
    "last word first": _turned,
    "contract behind": lambda title, rng: f"{title} - {_one(_CONTRACTS, rng)}",
    "place behind": lambda title, rng: f"{title} - {_one(_PLACES, rng)}",
    "place in brackets": lambda title, rng: f"{title} ({_one(_PLACES, rng)})",
    "shift behind": lambda title, rng: f"{title} - {_one(_SHIFTS, rng)}",
    "pay behind": lambda title, rng: f"{title} {_one(_PAYS, rng)}",
    "number behind": lambda title, rng: f"{title} {_one(_NUMBERS, rng)}",
    "level before": lambda title, rng: f"{_one(_LEVELS, rng)} {title}",
    "upper case, requisition": lambda title, rng: f"{title.upper()} (REQ-{rng.integers(1000, 99999)})",
    "one slip": slip,
}
"""What each kind of noise does to a title."""


def noisy(title: str, kinds: tuple[str, ...], rng: np.random.Generator) -> str:
    """The title with several kinds of noise, one after another."""
    for kind in kinds:
        title = NOISES[kind](title, rng)
    return title
