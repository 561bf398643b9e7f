"""A page for parents: what this is, how far to trust it, what is kept of a child."""

from __future__ import annotations

from dataclasses import dataclass

from careerclusters.language import _
from careerclusters.people.profile.instruments import form_items
from careerclusters.web.contexts import Page
from careerclusters.web.pages.home import Proof, proof_of
from careerclusters.web.state import State

__all__ = ["PAGE", "ParentsPage", "parents"]


@dataclass(frozen=True)
class ParentsPage:
    """Counts of the data, and how often people who change jobs stay in their group."""

    title: str
    n_occupations: int
    n_clusters: int
    n_questions: int
    proof: Proof | None
    sources: tuple[str, ...] = ("oews_national", "projections_2024", "cps_asec_moves")


def parents(state: State) -> ParentsPage:
    """How far to trust this, for parents."""
    return ParentsPage(
        title=_("How far to trust this"),
        n_occupations=len(state.clustering.titles),
        n_clusters=state.clustering.at(state.main_level).height,
        n_questions=len(form_items("short")),
        proof=proof_of(state),
    )


PAGE = Page("parents", "/class/parents", "How far to trust this, for parents.", parents)
