"""The language of what is shown: whole sentences with named slots, numbers, money and dates.

English stands in the code; every other language is a folder in `locale/` with catalogs (`*.po`), read when
something is first said in it. Their heads tell what the language calls itself and how it writes numbers. The
current language belongs to the request or the command that runs, so two visitors never hear each other's.
Numbers and dates are those of the language as written in the United States.

What is kept for later (a result, a cache, a saved atlas) either holds no sentences, or is kept per language.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from careerclusters.messages import Messages

__all__ = [
    "ENGLISH",
    "_",
    "current_language",
    "date_text",
    "decimal_text",
    "language_name",
    "language_of",
    "languages",
    "marked",
    "ngettext",
    "pgettext",
    "script_words",
    "speaking",
    "spoken",
]

ENGLISH = "en"
_COUNTRY = "US"
_FOLDER = Path(__file__).resolve().parent / "locale"
_CURRENT: ContextVar[str] = ContextVar("language", default=ENGLISH)


def current_language() -> str:
    """The language spoken now, such as "en" or "es"."""
    return _CURRENT.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language inside the block, in this thread or task only."""
    token = _CURRENT.set(language)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def spoken(key: object) -> object:
    """The key under which something with words in it is kept: one for each language."""
    language = _CURRENT.get()
    return key if language == ENGLISH else (language, key)


@cache
def languages() -> tuple[str, ...]:
    """English, and each language with a folder in `locale/`."""
    return (ENGLISH, *sorted(path.name for path in _FOLDER.iterdir() if (path / "LC_MESSAGES").is_dir()))


def language_of(tag: str | None) -> str | None:
    """The language of ours that a tag begins with: "es-MX" and "es_US.UTF-8" are "es"; else None."""
    start = (tag or "").replace("_", "-").partition("-")[0].partition(".")[0].lower()
    return start if start in languages() else None


@cache
def language_name(language: str) -> str:
    """What a language calls itself: "English", "Español"."""
    if language == ENGLISH:
        return "English"
    return _messages(language).head.get("X-Language-Name", language)


def marked(text: str) -> str:
    """The same text, marked for the catalogs: a constant that `_` says where it is shown."""
    return text


def _(text: str, **slots: object) -> str:
    """A sentence in the current language, its slots filled.

    Parameters
    ----------
    text
        In English, with slots by name: "{pay} is typical here". It is the key of the catalogs.
    **slots
        Text for each slot. Numbers come as text of `careerclusters.present`.
    """
    language = _CURRENT.get()
    if language != ENGLISH:
        text = _messages(language).single(text)
    return text.format(**slots) if slots else text


def pgettext(context: str, text: str, **slots: object) -> str:
    """As `_`, for words that mean different things in different places; `context` says which."""
    language = _CURRENT.get()
    if language != ENGLISH:
        text = _messages(language).single(text, context=context)
    return text.format(**slots) if slots else text


def ngettext(singular: str, plural: str, n: float, *, context: str | None = None, **slots: object) -> str:
    """A sentence about a number of things, in the form that the number asks for.

    Parameters
    ----------
    singular, plural
        In English: "{n} job", "{n} jobs".
    n
        How many. Fills the slot `n`, with the separators of the language.
    context
        Which of several meanings: "{n} job" counts posts of an employer, or kinds of work.
    """
    language = _CURRENT.get()
    if language == ENGLISH:
        text = singular if n == 1 else plural
    else:
        text = _messages(language).plural(singular, plural, n, context=context)
    return text.format(**({"n": decimal_text(n)} | slots))


def decimal_text(value: float, decimals: int = 0, *, sign: str = "") -> str:
    """A number with the separators of the language: "1,234.5".

    Parameters
    ----------
    decimals
        Digits after the point.
    sign
        "+" to write it before numbers above zero too.
    """
    text = f"{value:{sign},.{decimals}f}"
    language = _CURRENT.get()
    if language == ENGLISH:
        return text
    group, point = _separators(language)
    return text if (group, point) == (",", ".") else text.translate({ord(","): group, ord("."): point})


def date_text(day: date) -> str:
    """A day as the language writes it: "November 26, 2026"."""
    language = _CURRENT.get()
    if language == ENGLISH:
        return f"{day:%B} {day.day}, {day.year}"
    from babel.dates import format_date

    return format_date(day, format="long", locale=_locale(language))


def script_words(script: str) -> dict[str, str]:
    """What a script of the pages says, by its English, in the current language; nothing in English."""
    language = _CURRENT.get()
    return {} if language == ENGLISH else _messages(language).of_script(script)


@cache
def _messages(language: str) -> Messages:
    from careerclusters.messages import read_catalogs

    return read_catalogs(_FOLDER / language / "LC_MESSAGES")


@cache
def _separators(language: str) -> tuple[str, str]:
    """Between thousands and before decimals, as the catalogs tell: "X-Separators: U+002C U+002E"."""
    separators = _messages(language).head.get("X-Separators", "U+002C U+002E")
    group, point = (chr(int(code.removeprefix("U+"), 16)) for code in separators.split())
    return group, point


def _locale(language: str) -> str:
    """The language as written in the United States, where Unicode's data know of one."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(f"{language}_{_COUNTRY}"))
    except UnknownLocaleError:
        return language
