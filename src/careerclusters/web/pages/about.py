"""What a cluster is and is not, how it is made, its limits, the words used, the sources."""

from __future__ import annotations

from dataclasses import dataclass

from careerclusters.language import _, marked
from careerclusters.sources.registry import SOURCES, Source
from careerclusters.web.contexts import Page
from careerclusters.web.state import State
from careerclusters.words import spoken_language, terms
from careerclusters.words.glossary import Term

__all__ = ["PAGE", "AboutPage", "about"]

SIDES = (
    *(marked("skills"), marked("knowledge"), marked("abilities"), marked("activities"), marked("context")),
    *(marked("interests"), marked("styles"), marked("technologies"), marked("tasks"), marked("titles")),
    marked("industry"),
)
"""The views by name, as the page says them."""


@dataclass(frozen=True)
class Size:
    """How many clusters a level has, and how firm they are in the middle."""

    level: str
    n_clusters: int
    stability_share: float


@dataclass(frozen=True)
class AboutPage:
    """Counts, views, glossary and sources; the explanations stand in the template."""

    title: str
    n_occupations: int
    n_rated: int
    runs: int
    views: tuple[str, ...]
    left_out: tuple[str, ...]
    sizes: tuple[Size, ...]
    glossary: tuple[Term, ...]
    credits: tuple[Source, ...]


def about(state: State) -> AboutPage:
    """What one should know before trusting anything here."""
    clustering = state.clustering
    return AboutPage(
        title=_("About these groups"),
        n_occupations=len(clustering.titles),
        n_rated=len(clustering.codes),
        runs=clustering.params.runs,
        views=tuple(_(name) for name in clustering.graph.parts),
        left_out=tuple(f"{_(name)}: {_(why)}" for name, why in clustering.left_out.items()),
        sizes=tuple(
            Size(
                level,
                clustering.at(level).height,
                round(float(clustering.at(level).select("stability_share").median().item()), 4),
            )
            for level in clustering.levels
        ),
        glossary=terms(spoken_language()),
        credits=tuple(SOURCES.values()),
    )


PAGE = Page("about", "/about", "What a cluster is and is not; glossary; sources.", about, rows="glossary")
