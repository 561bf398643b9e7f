"""From one occupation to another: chances, gaps, next steps, plans, what-if, closures, ladders."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

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
    "Closure": "closure.Closure",
    "ClosureOptions": "closure.ClosureOptions",
    "Gaps": "gaps.Gaps",
    "Ladder": "ladders.Ladder",
    "Limits": "limits.Limits",
    "NextMoves": "next.NextMoves",
    "Pathways": "pathways.Pathways",
    "Plan": "plan.Plan",
    "Start": "start.Start",
    "WhatIf": "whatif.WhatIf",
    "climb": "ladders.climb",
    "close_down": "closure.close_down",
    "explain_plan": "explain.explain_plan",
    "explain_step": "explain.explain_step",
    "find_gaps": "gaps.find_gaps",
    "lead_to": "reach.lead_to",
    "next_moves": "next.next_moves",
    "plan_ways": "plan.plan",
    "prepare_pathways": "pathways.prepare_pathways",
    "reach_from": "reach.reach",
    "start_at": "start.start_at",
    "start_in_school": "start.start_in_school",
    "what_if": "whatif.what_if",
}


def __getattr__(name: str) -> object:
    """Import a public name's module when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(".")
    value = getattr(import_module(f"{__name__}.{module}"), attribute)
    globals()[name] = value
    return value
