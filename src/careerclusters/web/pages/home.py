"""The first page: three ways in."""

from __future__ import annotations

from dataclasses import dataclass

from careerclusters.labour import LENSES
from careerclusters.web.contexts import ClusterRow, Page, cluster_row
from careerclusters.web.state import State

__all__ = ["PAGE", "HomePage", "home"]

_LIKINGS = (
    ("people", "Helping, teaching, persuading"),
    ("things", "Making, repairing, moving"),
    ("data", "Figures, facts, computers"),
    ("outdoor", "Being outdoors"),
)


@dataclass(frozen=True)
class Liking:
    """A way into the occupations by what one likes: a lens and words for it."""

    lens: str
    words: str


@dataclass(frozen=True)
class HomePage:
    """Counts, ways in, and the broad clusters."""

    title: str
    n_occupations: int
    n_clusters: int
    n_lenses: int
    likings: tuple[Liking, ...]
    clusters: tuple[ClusterRow, ...]


def home(state: State) -> HomePage:
    """The first page."""
    broad = state.clustering.at(state.levels[0])
    return HomePage(
        title="Find work that fits",
        n_occupations=len(state.clustering.titles),
        n_clusters=state.clustering.at(state.main_level).height,
        n_lenses=len(LENSES),
        likings=tuple(Liking(lens, words) for lens, words in _LIKINGS),
        clusters=tuple(cluster_row(state, row) for row in broad.iter_rows(named=True)),
    )


PAGE = Page("home", "/", "Counts, ways in and the broad clusters.", home, rows="clusters")
