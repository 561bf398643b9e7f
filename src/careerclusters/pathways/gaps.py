"""What has to be learned between two occupations, and what carries over."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.features import new_software, new_tools
from careerclusters.results import Value
from careerclusters.sources.projections import EDUCATION_ORDER

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.pathways.pathways import Pathways

__all__ = ["Gap", "Gaps", "find_gaps", "level_gap"]

LISTED = 8
_MATTERS = 3.0


@dataclass(frozen=True)
class Gap:
    """One skill, field of knowledge or ability.

    Attributes
    ----------
    level_origin, level_destination
        0–7, as published.
    importance
        In the destination, 1–5.
    closes_share
        Share of the whole distance (levels lacking × importance above 1) that this one closes; 0 where
        it carries over.
    """

    element_id: str
    name: str
    domain: str
    level_origin: float
    level_destination: float
    importance: float
    closes_share: float

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "element_id": self.element_id,
            "name": self.name,
            "domain": self.domain,
            "level_origin": round(self.level_origin, 2),
            "level_destination": round(self.level_destination, 2),
            "importance": round(self.importance, 2),
            "closes_share": round(self.closes_share, 4),
        }


@dataclass(frozen=True, eq=False)
class Gaps(Value):
    """From one occupation to another.

    Attributes
    ----------
    to_learn
        Largest share of the distance first.
    carries_over
        What matters in the destination and is at or above its level already, most important first.
    technologies
        Kinds of software of the destination of which the origin lists none, in plain words with up to two
        well-known examples, the most telling first; at most four.
    tools
        Tools that mark the destination and that the origin doesn't list, by plain names; at most three,
        often none.
    education_origin, education_destination, training, experience
        What is typically asked for; None where not known.
    has_schooling_step
        Whether the destination asks for more schooling.
    programmes
        Programmes of study (CIP 2020 code, title) that lead there, when there is a schooling step.
    years_low, years_high
        Time to get ready.
    """

    to_learn: tuple[Gap, ...]
    carries_over: tuple[Gap, ...]
    technologies: tuple[str, ...]
    tools: tuple[str, ...]
    education_origin: str | None
    education_destination: str | None
    training: str | None
    experience: str | None
    has_schooling_step: bool
    programmes: tuple[tuple[str, str], ...]
    years_low: float
    years_high: float

    def to_dict(self) -> dict[str, object]:
        """JSON-ready. Licences differ by state and are not in the data."""
        return {
            "to_learn": [gap.to_dict() for gap in self.to_learn],
            "carries_over": [gap.to_dict() for gap in self.carries_over],
            "technologies": list(self.technologies),
            "tools": list(self.tools),
            "education_origin": self.education_origin,
            "education_destination": self.education_destination,
            "training": self.training,
            "experience": self.experience,
            "has_schooling_step": self.has_schooling_step,
            "programmes": [{"code_cip2020": code, "title": title} for code, title in self.programmes],
            "years_low": round(self.years_low, 2),
            "years_high": round(self.years_high, 2),
            "licence": "not in the data: ask the state's licensing board",
            "source": "O*NET levels; BLS typical entry; NCES programmes; years as in docs/methods/plans.md",
        }

    def to_frame(self) -> pl.DataFrame:
        """One row per element to learn."""
        names = [field.name for field in fields(Gap)]
        return pl.DataFrame([gap.to_dict() for gap in self.to_learn], schema=names)

    def __repr__(self) -> str:
        years = f"{self.years_low:g} to {self.years_high:g} years"
        return f"Gaps({len(self.to_learn)} to learn, {len(self.carries_over)} carry over, {years})"


def level_gap(levels: np.ndarray, wanted: np.ndarray) -> float:
    """Mean of what is lacking over all elements, in levels of 0–7."""
    return float(np.maximum(wanted - levels, 0.0).mean())


def find_gaps(pathways: Pathways, catalog: Catalog, origin: str, *, destination: str) -> Gaps:
    """What lies between two occupations.

    Parameters
    ----------
    origin, destination
        O*NET codes.

    Raises
    ------
    UnknownError
        When either isn't in the network.
    """
    network = pathways.network
    a, b = network.at(origin), network.at(destination)
    have, need, weight = pathways.levels[a], pathways.levels[b], pathways.importance[b]
    lacking = np.maximum(need - have, 0.0) * np.maximum(weight - 1.0, 0.0)
    total = max(float(lacking.sum()), 1e-12)

    def row(at: int, *, share: float) -> Gap:
        return Gap(
            pathways.element_ids[at],
            pathways.element_names[at],
            pathways.domains[at],
            float(have[at]),
            float(need[at]),
            float(weight[at]),
            share,
        )

    order = np.argsort(-lacking, kind="stable")
    learn = [row(int(at), share=float(lacking[at] / total)) for at in order if lacking[at] > 0][:LISTED]
    strong = np.flatnonzero((have >= need) & (weight >= _MATTERS))
    over = [row(int(at), share=0.0) for at in strong[np.argsort(-weight[strong], kind="stable")][:LISTED]]
    facts = pathways.facts
    asked = int(network.education[b])
    is_step = asked > int(network.education[a])
    return Gaps(
        to_learn=tuple(learn),
        carries_over=tuple(over),
        technologies=tuple(one.text() for one in new_software(catalog, origin, destination)),
        tools=new_tools(catalog, origin, destination),
        education_origin=_schooling(int(network.education[a])),
        education_destination=_schooling(asked),
        training=facts["training"][b],
        experience=facts["experience"][b],
        has_schooling_step=is_step,
        programmes=_programmes(catalog, destination) if is_step else (),
        years_low=float(network.years_low[a, b]),
        years_high=float(network.years_high[a, b]),
    )


def _schooling(step: int) -> str | None:
    return EDUCATION_ORDER[step] if step >= 0 else None


def _programmes(catalog: Catalog, destination: str) -> tuple[tuple[str, str], ...]:
    if not catalog.has("programmes"):
        return ()
    rows = catalog.table("programmes").filter(pl.col("code_soc2018") == destination[:7]).head(LISTED)
    return tuple(rows.select("code_cip2020", "programme_title").iter_rows())
