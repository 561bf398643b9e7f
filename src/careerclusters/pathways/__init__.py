"""From one occupation to another: chances, gaps, next steps, plans, what-if, closures, ladders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerclusters.lazy import lazy_names

if TYPE_CHECKING:
    from careerclusters.pathways.closure import Closure, ClosureOptions, close_down
    from careerclusters.pathways.explain import explain_plan, explain_step
    from careerclusters.pathways.gaps import Gaps, find_gaps
    from careerclusters.pathways.ladders import Ladder, climb
    from careerclusters.pathways.limits import Limits
    from careerclusters.pathways.next import NextMoves, next_moves
    from careerclusters.pathways.pathways import Pathways, prepare_pathways
    from careerclusters.pathways.plan import Plan
    from careerclusters.pathways.plan import plan as plan_ways
    from careerclusters.pathways.reach import lead_to
    from careerclusters.pathways.reach import reach as reach_from
    from careerclusters.pathways.start import Start, start_at, start_in_school
    from careerclusters.pathways.whatif import WhatIf, what_if

__all__ = [
    "Closure",
    "ClosureOptions",
    "Gaps",
    "Ladder",
    "Limits",
    "NextMoves",
    "Pathways",
    "Plan",
    "Start",
    "WhatIf",
    "climb",
    "close_down",
    "explain_plan",
    "explain_step",
    "find_gaps",
    "lead_to",
    "next_moves",
    "plan_ways",
    "prepare_pathways",
    "reach_from",
    "start_at",
    "start_in_school",
    "what_if",
]

# Two modules are named like their function, so these carry a name of their own here.
_HOMES = {
    "Closure": "closure",
    "ClosureOptions": "closure",
    "Gaps": "gaps",
    "Ladder": "ladders",
    "Limits": "limits",
    "NextMoves": "next",
    "Pathways": "pathways",
    "Plan": "plan",
    "Start": "start",
    "WhatIf": "whatif",
    "climb": "ladders",
    "close_down": "closure",
    "explain_plan": "explain",
    "explain_step": "explain",
    "find_gaps": "gaps",
    "lead_to": "reach",
    "next_moves": "next",
    "plan_ways": "plan:plan",
    "prepare_pathways": "pathways",
    "reach_from": "reach:reach",
    "start_at": "start",
    "start_in_school": "start",
    "what_if": "whatif",
}

__getattr__ = lazy_names(__name__, _HOMES)
