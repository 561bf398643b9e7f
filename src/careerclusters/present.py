"""Numbers to words, the same ones in the terminal and on the web pages.

Every function takes a number or None and returns text for a person; what is unknown (None, NaN,
infinite) reads "not known", never 0.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import TypeGuard

__all__ = [
    "UNKNOWN",
    "counted",
    "difficulty_words",
    "dollars",
    "importance_words",
    "inside_sentence",
    "jobs",
    "level_gap_words",
    "listing",
    "people",
    "percent",
    "range_words",
    "share_words",
    "signed_percent",
    "stability_words",
    "years_phrase",
    "years_words",
]

UNKNOWN = "not known"

Number = int | float | None

# Each bound is the largest share that still reads as the words beside it.
_SHARES = (
    (0.03, "hardly any"),
    (0.075, "about one in twenty"),
    (0.15, "about a tenth"),
    (0.225, "about a fifth"),
    (0.29, "about a quarter"),
    (0.365, "about a third"),
    (0.45, "about two fifths"),
    (0.55, "about half"),
    (0.635, "about three fifths"),
    (0.705, "about two thirds"),
    (0.775, "about three quarters"),
    (0.85, "about four fifths"),
    (0.925, "about nine tenths"),
    (0.9995, "nearly all"),
)
_IMPORTANCE = (
    (1.5, "hardly matters"),
    (2.5, "matters a little"),
    (3.5, "matters"),
    (4.25, "matters a lot"),
    (5.0, "essential"),
)
_DIFFICULTIES = (
    (20, "little is new"),
    (40, "less is new than in most moves"),
    (60, "about as much is new as in most moves"),
    (80, "more is new than in most moves"),
    (100, "most of it is new"),
)
_LEVEL_GAPS = ((0.75, "a little more"), (1.5, "more"), (2.5, "much more"), (7, "very much more"))
# Chance groups of neighbours reach 0.43 on average and 0.7 once in twenty: docs/methods/clusters.md.
_STABILITY = ((0.5, "loose"), (0.7, "fairly firm"), (1.0, "firm"))


def share_words(share: Number) -> str:
    """A share from 0 to 1 as a fraction in words: "about a third"."""
    if not _is_known(share):
        return UNKNOWN
    if share <= 0:
        return "none"
    return _step(share, _SHARES, last="all")


def percent(share: Number, *, decimals: int = 0) -> str:
    """A share from 0 to 1 as percent: "34%". What only rounds to 0% or 100% says so: "under 1%"."""
    if not _is_known(share):
        return UNKNOWN
    smallest = 10.0**-decimals
    value = share * 100
    text = f"{value:,.{decimals}f}"
    if value > 0 and float(text.replace(",", "")) == 0:
        return f"under {smallest:.{decimals}f}%"
    if value < 100 and float(text.replace(",", "")) == 100:
        return f"over {100 - smallest:.{decimals}f}%"
    return _unminus(text) + "%"


def signed_percent(change_pct: Number, *, decimals: int = 0) -> str:
    """A change in percent (0–100 scale) with its sign: "+5%", "−3%", "0%"."""
    if not _is_known(change_pct):
        return UNKNOWN
    text = _unminus(f"{change_pct:+,.{decimals}f}")
    if float(text.replace(",", "")) == 0:
        return text.lstrip("+") + "%"
    return text.replace("-", "−") + "%"


def dollars(amount_usd: Number, *, per: str | None = "year", is_at_least: bool = False) -> str:
    """US dollars: "$86,070 a year"; by the hour with cents. `is_at_least` marks a top-coded figure."""
    if not _is_known(amount_usd):
        return UNKNOWN
    decimals = 2 if per == "hour" else 0
    text = _unminus(f"{amount_usd:,.{decimals}f}")
    text = f"−${text[1:]}" if text.startswith("-") else f"${text}"
    if per:
        text += f" {'an' if per == 'hour' else 'a'} {per}"
    return f"{text} or more" if is_at_least else text


def jobs(count: Number) -> str:
    """A number of jobs, rounded to what is readable: "3.2 million jobs", "12,300 jobs", "1 job"."""
    return _rounded(count, "job", "jobs")


def people(count: Number) -> str:
    """A number of people, rounded likewise: "12,300 people", "1 person"."""
    return _rounded(count, "person", "people")


def _rounded(count: Number, noun: str, plural: str) -> str:
    if not _is_known(count):
        return UNKNOWN
    if count >= 999_500:
        return f"{_trim(f'{count / 1e6:,.1f}')} million {plural}"
    rounded = round(count, -2) if count >= 10_000 else round(count)
    return counted(int(rounded), noun, plural=plural)


def counted(count: int, noun: str, *, plural: str | None = None) -> str:
    """A count with its noun in the right form: "1 occupation", "894 occupations"."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def range_words(low: Number, high: Number, *, as_text: Callable[[Number], str] = str) -> str:
    """A range in words: "$40,000 a year to $60,000 a year"; equal ends once, one unknown end said."""
    if not _is_known(low):
        return f"up to {as_text(high)}" if _is_known(high) else UNKNOWN
    if not _is_known(high):
        return f"{as_text(low)} or more"
    low_text, high_text = as_text(min(low, high)), as_text(max(low, high))
    return low_text if low_text == high_text else f"{low_text} to {high_text}"


def listing(items: Iterable[str], *, joiner: str = "and", limit: int | None = None) -> str:
    """Items as a phrase: "a, b and c"; with `limit`, "a, b and 4 more". Nothing gives ""."""
    words = [str(item) for item in items]
    if limit is not None and len(words) > max(limit, 1):
        kept = max(limit, 1)
        words = [*words[:kept], f"{len(words) - kept} more"]
        joiner = "and"
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joiner} {words[-1]}"


def inside_sentence(name: str) -> str:
    """A name as it stands inside a sentence: "registered nurse", but "X-ray technician" and "IT manager"."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def years_words(low: float, high: float) -> str:
    """A range of years, short enough for a table: "1–4", "up to 1", "none listed"."""
    if high < 0.05:
        return "none listed"
    if high <= 1:
        return "up to 1"
    return f"{low:.0f}–{high:.0f}" if round(low) != round(high) else f"{high:.0f}"


def years_phrase(low: float, high: float) -> str:
    """A range of years inside a sentence: "1–4 years", "up to 1 year", "no time listed"."""
    if high < 0.05:
        return "no time listed"
    return f"{years_words(low, high)} {'year' if high <= 1 or round(high) == 1 == round(low) else 'years'}"


def importance_words(value: Number) -> str:
    """An importance rating from 1 to 5 in words: "matters a lot"."""
    if not _is_known(value):
        return UNKNOWN
    return _step(value, _IMPORTANCE, last=_IMPORTANCE[-1][1])


def difficulty_words(percentile: Number) -> str:
    """What there is to learn for a move, from the share of moves (0–100) that ask for less."""
    if not _is_known(percentile):
        return UNKNOWN
    return _step(percentile, _DIFFICULTIES, last=_DIFFICULTIES[-1][1])


def level_gap_words(points: Number) -> str:
    """How far one level (0–7) lies above another: "much more"."""
    if not _is_known(points):
        return UNKNOWN
    return _step(points, _LEVEL_GAPS, last=_LEVEL_GAPS[-1][1])


def stability_words(stability_share: Number) -> str:
    """A stability from 0 to 1 in words: "fairly firm"."""
    if not _is_known(stability_share):
        return UNKNOWN
    return _step(stability_share, _STABILITY, last=_STABILITY[-1][1])


def _is_known(value: Number) -> TypeGuard[int | float]:
    return value is not None and math.isfinite(value)


def _step(value: float, steps: tuple[tuple[float, str], ...], *, last: str) -> str:
    return next((words for bound, words in steps if value <= bound), last)


def _trim(text: str) -> str:
    return text.removesuffix(".0")


def _unminus(text: str) -> str:
    """`-0` and `-0.0` without their sign."""
    return text[1:] if text[:1] in "+-" and not any(digit in text for digit in "123456789") else text
