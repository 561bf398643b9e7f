"""Elements that occupations are rated on, in our own words, with the scales of their ratings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

import polars as pl

from careerclusters.language import _, marked
from careerclusters.words import Gloss, glosses, spoken_language

if TYPE_CHECKING:
    from careerclusters.web.state import State

__all__ = ["DOMAINS", "SCALES", "Domain", "RatedElement", "Scale", "rated_elements", "ratings_of"]


@dataclass(frozen=True)
class Scale:
    """What a rating says and between which numbers it lies."""

    scale_id: str
    name: str
    low: float
    high: float
    words: str


@dataclass(frozen=True)
class Domain:
    """A kind of elements: its name, what one of them is called, and how to say who has most of it."""

    domain: str
    title: str
    one: str
    most: str


SCALES = {
    one.scale_id: one
    for one in (
        Scale("IM", marked("Importance"), 1, 5, marked("1 not important, 5 extremely important")),
        Scale("LV", marked("Level"), 0, 7, marked("0 none needed, 7 the highest there is")),
        Scale("CX", marked("How much"), 1, 5, marked("1 never or not at all, 5 every day or very much")),
        Scale("CT", marked("How much"), 1, 3, marked("1 the least, 3 the most")),
        Scale("OI", marked("How well it suits the interest"), 1, 7, marked("1 not at all, 7 very well")),
        Scale("EX", marked("How far the work meets it"), 1, 7, marked("1 hardly, 7 fully")),
        Scale("WI", marked("Effect on doing well"), -3, 3, marked("−3 harms very much, 3 helps very much")),
    )
}
DOMAINS = {
    one.domain: one
    for one in (
        Domain("skills", marked("Skills"), marked("skill"), marked("Occupations that ask most for it")),
        Domain(
            "knowledge",
            marked("Knowledge"),
            marked("field of knowledge"),
            marked("Occupations that ask most for it"),
        ),
        Domain(
            "abilities", marked("Abilities"), marked("ability"), marked("Occupations that ask most for it")
        ),
        Domain(
            "activities",
            marked("Work activities"),
            marked("work activity"),
            marked("Occupations in which it matters most"),
        ),
        Domain(
            "context",
            marked("Working conditions"),
            marked("working condition"),
            marked("Occupations in which it is most so"),
        ),
        Domain(
            "styles",
            marked("Work styles"),
            marked("work style"),
            marked("Occupations in which it helps most"),
        ),
        Domain("interests", marked("Interests"), marked("interest"), marked("Occupations that suit it best")),
        Domain(
            "values",
            marked("What people value"),
            marked("work value"),
            marked("Occupations that meet it best"),
        ),
    )
}


@dataclass(frozen=True)
class RatedElement:
    """One element: `kind` says in words what it is, `scales` by what it is rated, the main one first."""

    element_id: str
    domain: str
    kind: str
    element_name: str
    plain_name: str
    sentence: str
    noun_phrase: str
    person_phrase: str
    scales: tuple[str, ...]
    href: str


def rated_elements(state: State) -> dict[str, RatedElement]:
    """All elements that the catalog rates and we have words for, by id, in the order of the words."""
    return state.kept("rated elements", lambda: _rated(state))


def ratings_of(state: State, element_id: str) -> dict[str, pl.DataFrame]:
    """By scale the ratings of one element that may be shown: neither suppressed nor empty."""
    table = (
        state.catalog.scan("ratings")
        .filter(
            pl.col("element_id") == element_id,
            pl.col("value").is_not_null(),
            ~pl.col("is_suppressed").fill_null(False),
        )
        .collect()
    )
    known = rated_elements(state)[element_id]
    return {scale: table.filter(pl.col("scale_id") == scale) for scale in known.scales}


def _rated(state: State) -> dict[str, RatedElement]:
    pairs = state.catalog.scan("ratings").select("element_id", "scale_id").unique().collect()
    scales: dict[str, set[str]] = {}
    for element_id, scale_id in pairs.iter_rows():
        scales.setdefault(str(element_id), set()).add(str(scale_id))
    return {
        key: _element(one, [scale for scale in SCALES if scale in scales[key]])
        for key, one in glosses(spoken_language()).items()
        if one.domain in DOMAINS and scales.get(key, set()) & SCALES.keys()
    }


def _element(one: Gloss, scales: list[str]) -> RatedElement:
    return RatedElement(
        element_id=one.element_id,
        domain=one.domain,
        kind=_(DOMAINS[one.domain].one),
        element_name=one.element_name,
        plain_name=one.plain_name,
        sentence=one.sentence,
        noun_phrase=one.noun_phrase,
        person_phrase=one.person_phrase,
        scales=tuple(scales),
        href=f"/elements/{quote(one.element_id, safe='')}",
    )
