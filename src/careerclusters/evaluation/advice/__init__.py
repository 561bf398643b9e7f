"""Advice that must hold: cases in readable tables, run through the library, and what came of each.

One TOML file a kind. A case says who asks (`who`), what they ask, and what must and must not come (`must`,
`must_not`: lists of checks; `checks` holds what each word means).
"""

from __future__ import annotations

from careerclusters.evaluation.advice.cases import Case, load_cases
from careerclusters.evaluation.advice.run import AdviceReport, Outcome, evaluate_advice

__all__ = ["AdviceReport", "Case", "Outcome", "evaluate_advice", "load_cases"]
