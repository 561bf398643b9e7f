"""Numbers to words, the same ones in the terminal and on the web pages, in the current language.

Every function takes a number or None and returns text for a person; what is unknown (None, NaN,
infinite) reads "not known", never 0.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from typing import TypeGuard

from careerclusters.language import _, decimal_text, marked, ngettext, pgettext

__all__ = [
    "LISTED_YEARS",
    "UNKNOWN",
    "count_text",
    "counted",
    "difficulty_words",
    "dollars",
    "importance_words",
    "inside_sentence",
    "jobs",
    "level_gap_words",
    "listing",
    "openings_count",
    "people",
    "percent",
    "range_words",
    "share_words",
    "signed_percent",
    "stability_words",
    "two_digits",
    "years_phrase",
    "years_words",
]

UNKNOWN = marked("not known")

Number = int | float | None

_MILLION = 999_500
_I_SOUND = re.compile(r"h?[ií](?![aeo])", re.IGNORECASE)
_O_SOUND = re.compile(r"h?[oó]", re.IGNORECASE)
# Each bound is the largest share that still reads as the words beside it.
_SHARES = (
    (0.03, marked("hardly any")),
    (0.075, marked("about one in twenty")),
    (0.15, marked("about a tenth")),
    (0.225, marked("about a fifth")),
    (0.29, marked("about a quarter")),
    (0.365, marked("about a third")),
    (0.45, marked("about two fifths")),
    (0.55, marked("about half")),
    (0.635, marked("about three fifths")),
    (0.705, marked("about two thirds")),
    (0.775, marked("about three quarters")),
    (0.85, marked("about four fifths")),
    (0.925, marked("about nine tenths")),
    (0.9995, marked("nearly all")),
)
_IMPORTANCE = (
    (1.5, marked("hardly matters")),
    (2.5, marked("matters a little")),
    (3.5, marked("matters")),
    (4.25, marked("matters a lot")),
    (5.0, marked("essential")),
)
_DIFFICULTIES = (
    (20, marked("little is new")),
    (40, marked("less is new than in most moves")),
    (60, marked("about as much is new as in most moves")),
    (80, marked("more is new than in most moves")),
    (100, marked("most of it is new")),
)
_LEVEL_GAPS = (
    (0.75, marked("a little more")),
    (1.5, marked("more")),
    (2.5, marked("much more")),
    (7, marked("very much more")),
)
# Chance groups of neighbours reach 0.43 on average and 0.7 once in twenty: docs/methods/clusters.md.
_STABILITY = ((0.5, marked("loose")), (0.7, marked("fairly firm")), (1.0, marked("firm")))


def share_words(share: Number) -> str:
    """A share from 0 to 1 as a fraction in words: "about a third"."""
    if not _is_known(share):
        return _(UNKNOWN)
    if share <= 0:
        return pgettext("share", "none")
    return _step(share, _SHARES, last=pgettext("share", "all"))


def percent(share: Number, *, decimals: int = 0) -> str:
    """A share from 0 to 1 as percent: "34%". What only rounds to 0% or 100% says so: "under 1%"."""
    if not _is_known(share):
        return _(UNKNOWN)
    smallest = 10.0**-decimals
    value = share * 100
    rounded = round(value, decimals)
    if value > 0 and rounded == 0:
        return _("under {percent}", percent=_percent_text(smallest, decimals))
    if value < 100 and rounded == 100:
        return _("over {percent}", percent=_percent_text(100 - smallest, decimals))
    return _percent_text(value, decimals)


def signed_percent(change_pct: Number, *, decimals: int = 0) -> str:
    """A change in percent (0–100 scale) with its sign: "+5%", "−3%", "0%"."""
    if not _is_known(change_pct):
        return _(UNKNOWN)
    text = _unminus(decimal_text(change_pct, decimals, sign="+"))
    if round(change_pct, decimals) == 0:
        return text.lstrip("+") + "%"
    return text.replace("-", "−") + "%"


def dollars(amount_usd: Number, *, per: str | None = "year", is_at_least: bool = False) -> str:
    """US dollars: "$86,070 a year"; by the hour with cents. `is_at_least` marks a top-coded figure."""
    if not _is_known(amount_usd):
        return _(UNKNOWN)
    decimals = 2 if per == "hour" else 0
    text = _unminus(decimal_text(amount_usd, decimals))
    text = f"−${text[1:]}" if text.startswith("-") else f"${text}"
    if per == "hour":
        text = _("{amount} an hour", amount=text)
    elif per:
        text = _("{amount} a year", amount=text)
    return _("{amount} or more", amount=text) if is_at_least else text


def jobs(count: Number) -> str:
    """A number of jobs, rounded to what is readable: "3.2 million jobs", "12,300 jobs", "1 job"."""
    if not _is_known(count):
        return _(UNKNOWN)
    if count >= _MILLION:
        return _("{n} million jobs", n=_in_millions(count))
    n = _readable(count)
    return ngettext("{n} job", "{n} jobs", n, context="employment")


def people(count: Number) -> str:
    """A number of people, rounded likewise: "12,300 people", "1 person"."""
    if not _is_known(count):
        return _(UNKNOWN)
    if count >= _MILLION:
        return _("{n} million people", n=_in_millions(count))
    n = _readable(count)
    return ngettext("{n} person", "{n} people", n)


def count_text(count: Number) -> str:
    """A rounded count without a noun: "3.2 million", "12,300"."""
    if not _is_known(count):
        return _(UNKNOWN)
    return _("{n} million", n=_in_millions(count)) if count >= _MILLION else decimal_text(_readable(count))


def openings_count(count: Number, *, is_nation: bool = False) -> str:
    """Openings a year, for all pages and commands: "about 590", "about 190,000", "fewer than 50".

    Openings are forecasts, and of an area estimates from the jobs there: more digits would promise too much.
    The nation's are published in hundreds, so that 0 of the nation stands for fewer than 50.
    """
    if not _is_known(count):
        return _(UNKNOWN)
    if is_nation and round(count) == 0:
        return _("fewer than {n}", n=decimal_text(50))
    if count < 1:
        return _("fewer than {n}", n=decimal_text(1))
    return _("about {n}", n=two_digits(count))


def two_digits(count: float) -> str:
    """A number in two digits: "33", "590", "190,000"."""
    size = 10 ** max(len(str(round(count))) - 2, 0)
    return decimal_text(round(count / size) * size)


def _in_millions(count: float) -> str:
    return decimal_text(count / 1e6, 0 if round(count / 1e6, 1).is_integer() else 1)


def _readable(count: float) -> int:
    return int(round(count, -2) if count >= 10_000 else round(count))


def counted(count: int, noun: str, *, plural: str | None = None) -> str:
    """A count with its noun in the right form: "1 occupation", "894 occupations".

    The catalogs hold "{n} occupation" with "{n} occupations".
    """
    return ngettext(f"{{n}} {noun}", f"{{n}} {plural or noun + 's'}", count)


def range_words(low: Number, high: Number, *, as_text: Callable[[Number], str] = str) -> str:
    """A range in words: "$40,000 a year to $60,000 a year"; equal ends once, one unknown end said."""
    if not _is_known(low):
        return _("up to {amount}", amount=as_text(high)) if _is_known(high) else _(UNKNOWN)
    if not _is_known(high):
        return _("{amount} or more", amount=as_text(low))
    low_text, high_text = as_text(min(low, high)), as_text(max(low, high))
    return low_text if low_text == high_text else _("{low} to {high}", low=low_text, high=high_text)


def listing(items: Iterable[str], *, joiner: str = "and", limit: int | None = None) -> str:
    """Items as a phrase: "a, b and c"; with `limit`, "a, b and 4 more". Nothing gives "".

    Parameters
    ----------
    joiner
        "and" or "or".
    """
    words = [str(item) for item in items]
    if limit is not None and len(words) > max(limit, 1):
        kept = max(limit, 1)
        words = [*words[:kept], ngettext("{n} more", "{n} more", len(words) - kept)]
        joiner = "and"
    if len(words) < 2:
        return "".join(words)
    return _joined(", ".join(words[:-1]), words[-1], joiner)


def _joined(first: str, last: str, joiner: str) -> str:
    """Two parts; some languages have another word for "and" or "or" before a word that begins like it."""
    if joiner == "or":
        if _O_SOUND.match(last):
            return pgettext("before the sound of o", "{first} or {last}", first=first, last=last)
        return _("{first} or {last}", first=first, last=last)
    if _I_SOUND.match(last):
        return pgettext("before the sound of i", "{first} and {last}", first=first, last=last)
    return _("{first} and {last}", first=first, last=last)


def inside_sentence(name: str) -> str:
    """A name as it stands inside a sentence: "registered nurse", but "X-ray technician" and "IT manager"."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


LISTED_YEARS = 0.05
"""Less than that to get ready is none."""


def years_words(low: float, high: float) -> str:
    """A range of years, short enough for a table: "1–4", "up to 1", "none listed"."""
    if high < LISTED_YEARS:
        return _("none listed")
    if high <= 1:
        return _("up to {amount}", amount="1")
    return f"{low:.0f}–{high:.0f}" if round(low) != round(high) else f"{high:.0f}"


def years_phrase(low: float, high: float) -> str:
    """A range of years inside a sentence: "1–4 years", "up to 1 year", "no time listed"."""
    if high < LISTED_YEARS:
        return _("no time listed")
    years = years_words(low, high)
    is_one = high <= 1 or round(high) == 1 == round(low)
    return _("{years} year", years=years) if is_one else _("{years} years", years=years)


def importance_words(value: Number) -> str:
    """An importance rating from 1 to 5 in words: "matters a lot"."""
    if not _is_known(value):
        return _(UNKNOWN)
    return _step(value, _IMPORTANCE, last=_IMPORTANCE[-1][1])


def difficulty_words(percentile: Number) -> str:
    """What there is to learn for a move, from the share of moves (0–100) that ask for less."""
    if not _is_known(percentile):
        return _(UNKNOWN)
    return _step(percentile, _DIFFICULTIES, last=_DIFFICULTIES[-1][1])


def level_gap_words(points: Number) -> str:
    """How far one level (0–7) lies above another: "much more"."""
    if not _is_known(points):
        return _(UNKNOWN)
    return _step(points, _LEVEL_GAPS, last=_LEVEL_GAPS[-1][1])


def stability_words(stability_share: Number) -> str:
    """A stability from 0 to 1 in words: "fairly firm"."""
    if not _is_known(stability_share):
        return _(UNKNOWN)
    return _step(stability_share, _STABILITY, last=_STABILITY[-1][1])


def _is_known(value: Number) -> TypeGuard[int | float]:
    return value is not None and math.isfinite(value)


def _step(value: float, steps: tuple[tuple[float, str], ...], *, last: str) -> str:
    return _(next((words for bound, words in steps if value <= bound), last))


def _percent_text(value: float, decimals: int) -> str:
    return _unminus(decimal_text(value, decimals)) + "%"


def _unminus(text: str) -> str:
    """`-0` and `-0.0` without their sign."""
    return text[1:] if text[:1] in "+-" and not any(digit in text for digit in "123456789") else text
