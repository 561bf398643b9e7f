"""One occupation in the words of schema.org, for pages that search engines read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from careerclusters.words import gloss

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas
    from careerclusters.labour import Area

__all__ = ["occupation_jsonld"]

_NATION = {"@type": "Country", "name": "United States"}
_PERCENTILES = {
    "p10": "percentile10", "p25": "percentile25", "median": "median", "p75": "percentile75",
    "p90": "percentile90",
}  # fmt: skip
_SKILLS = 8
_NO_EXPERIENCE = "None"


def occupation_jsonld(atlas: Atlas, code_onet: str, *, areas: Sequence[Area] = ()) -> dict[str, Any]:
    """`Occupation` of schema.org: one for the nation and one for each of the areas, in a `@graph`.

    Pay stands only where the figure is the area's own; schooling and skills are the nation's.

    Parameters
    ----------
    areas
        States or metropolitan areas besides the nation.
    """
    from careerclusters.labour import labour_market
    from careerclusters.labour.pay import pay_of

    thing = _common(atlas, code_onet)
    pay = pay_of(atlas.catalog, code_onet[:7])
    things = [thing | {"occupationLocation": _NATION} | _salary({"pay": pay and pay.to_dict()}, None)]
    for area in areas:
        market = labour_market(atlas.catalog, code_onet, area=area).to_dict()
        kind = "State" if area.kind == "state" else "AdministrativeArea"
        salary = _salary(market, area.name)
        if salary:
            things.append(thing | {"occupationLocation": {"@type": kind, "name": area.name}} | salary)
    return {"@context": "https://schema.org", "@graph": things}


def _common(atlas: Atlas, code: str) -> dict[str, Any]:
    from careerclusters.labour.projections import projection_of

    title, name, words = atlas.catalog.title(code), atlas.name(code), atlas.words.get(code)
    thing: dict[str, Any] = {
        "@type": "Occupation",
        "name": name,
        "occupationalCategory": {
            "@type": "CategoryCode",
            "inCodeSet": "O*NET-SOC 2019",
            "codeValue": code,
            "name": title,
        },
    }
    if title != name:
        thing["alternateName"] = title
    if words is not None:
        thing["description"] = words.sentence
    skills = _skills(atlas, code)
    if skills:
        thing["skills"] = skills
    projection = projection_of(atlas.catalog, code[:7])
    for figure, property_ in (
        (projection.education, "educationRequirements"),
        (projection.experience, "experienceRequirements"),
    ):
        if figure.value and figure.value != _NO_EXPERIENCE:
            thing[property_] = figure.value
    return thing


def _skills(atlas: Atlas, code: str) -> list[str]:
    """The skills rated most important, most important first."""
    if "IM" not in atlas.catalog.scales_of("skills"):
        return []
    _, elements, values = atlas.catalog.matrix("skills", scale_id="IM", codes=[code])
    known = np.flatnonzero(np.isfinite(values[0]))
    order = sorted(known, key=lambda column: (-values[0, column], elements[column]))[:_SKILLS]
    return [gloss(elements[column]).plain_name for column in order]


def _salary(market: dict[str, Any], area: str | None) -> dict[str, Any]:
    """Pay a year as a distribution; nothing where no figure is the area's own."""
    annual = (market["pay"] or {}).get("annual", {}) if area is None else _own_pay(market, area)
    values = {
        property_: annual[name]["value"]
        for name, property_ in _PERCENTILES.items()
        if annual.get(name) and annual[name]["value"] is not None
    }
    if not values:
        return {}
    distribution = {
        "@type": "MonetaryAmountDistribution",
        "name": "base",
        "currency": "USD",
        "duration": "P1Y",
    }
    return {"estimatedSalary": [distribution | values]}


def _own_pay(market: dict[str, Any], area: str) -> dict[str, Any]:
    figures = (market.get("pay") or {}).get("annual", {})
    return {name: figure for name, figure in figures.items() if figure.get("area") == area}
