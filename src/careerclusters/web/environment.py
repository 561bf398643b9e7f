"""How templates are read: their options and filters. Nothing else of the web is needed to compile them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from careerclusters import language, present
from careerclusters.web.template_code import TemplateCode
from careerclusters.words.preparation import schooling_words

__all__ = ["environment", "keep_first"]

_FOLDER = Path(__file__).resolve().parent / "templates"
_PRESENTED = (
    "counted",
    "jobs",
    "listing",
    "people",
    "percent",
    "signed_percent",
    "share_words",
    "stability_words",
    "dollars",
)
_FIRST = (
    "base.html",
    "_macros.html",
    "parts/pictures.html",
    "parts/charts.html",
    "parts/card.html",
    "home.html",
    "map.html",
    "plan.html",
)
"""What every page stands on, and the pages that most people open first."""


def environment(code: TemplateCode | None = None) -> Environment:
    """The templates, compiled when they are first asked for or read from where their code is kept."""
    templates = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=code,
    )
    templates.filters |= {name: getattr(present, name) for name in _PRESENTED}
    templates.filters |= {"short_pay": _short_pay, "short_count": _short_count}
    templates.filters["capitalised"] = lambda text: text[:1].upper() + text[1:]
    templates.filters["schooling"] = schooling_words
    templates.filters["openings"] = present.openings_count
    templates.filters["said"] = language._
    templates.filters["number"] = language.decimal_text
    templates.filters["segment"] = lambda text: quote(str(text), safe="")
    return templates


def keep_first(folder: Path) -> None:
    """Compile what the first pages after a start need, and keep it in a folder; takes .2 seconds."""
    code = TemplateCode(folder)
    templates = environment(code)
    for name in _FIRST:
        if not code.keep(templates, name):
            return


def _short_pay(figure: Mapping[str, Any]) -> str:
    """A pay without "a year": the picture says it."""
    amount = figure["value"] if figure["value"] is not None else figure["at_least"]
    if not isinstance(amount, int | float):
        return str(figure["text"])
    is_hourly = figure["unit"] == "usd_per_hour"
    text = f"${language.decimal_text(amount, 2 if is_hourly else 0)}"
    text = language._("{amount}/hour", amount=text) if is_hourly else text
    return text if figure["value"] is not None else language._("{amount} or more", amount=text)


def _short_count(figure: Mapping[str, Any]) -> str:
    """A number of jobs without its noun."""
    if figure["value"] is None:
        return str(figure["text"])
    return present.count_text(figure["value"])
