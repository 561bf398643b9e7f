"""Three handouts of a lesson, a sheet of paper each."""

from __future__ import annotations

from dataclasses import dataclass

from careerclusters.language import _
from careerclusters.web.contexts import Page
from careerclusters.web.state import State

__all__ = ["PAGE", "HandoutPage", "handout"]


@dataclass(frozen=True)
class HandoutPage:
    """The handouts stand in the template; `n_jobs` rows are left for jobs."""

    title: str
    n_jobs: int


def handout(state: State) -> HandoutPage:
    """What to print for each student."""
    return HandoutPage(_("Handouts"), 3)


PAGE = Page("handout", "/class/handout", "Handouts of the lesson, to print.", handout)
