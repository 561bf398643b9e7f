"""A match with everything that explains it, JSON-ready: what the command line and the pages print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from careerclusters.people.explain.reasons import infer_features, reasons_for
from careerclusters.people.explain.suggestions import beyond

if TYPE_CHECKING:
    from careerclusters.people.matching.match import Match
    from careerclusters.people.matching.matcher import Matcher

__all__ = ["explain_match"]

_EXPLAINED = 10


def explain_match(matcher: Matcher, match: Match, *, limit: int = 50) -> dict[str, Any]:
    """`Match.to_dict` with reasons for its cards and first ten occupations, a stretch and a surprise."""
    found = match.to_dict(limit=limit)
    if not match.is_enough:
        return found | {"stretch": None, "unexpected": None, "not_suggested": []}
    inferred = infer_features(matcher, match)
    market = inferred.market
    for card in found["suggestions"]:
        at = int(market.rows((card["code_onet"],))[0])
        openings, pay = float(market.openings_published[at]), float(market.pay[at])
        card["reasons"] = list(reasons_for(matcher, match, card["code_onet"], inferred=inferred))
        card["openings_annual_jobs"] = round(openings) if openings == openings else None
        card["pay_median_usd"] = round(pay) if pay == pay else None
        card["is_group_figure"] = bool(market.is_split[at])
    for row in found["occupations"][:_EXPLAINED]:
        row["reasons"] = list(reasons_for(matcher, match, row["code_onet"], inferred=inferred))
    suggestions, missing = beyond(matcher, match, inferred=inferred)
    kinds = {one.kind: one.to_dict() for one in suggestions}
    return found | {
        "stretch": kinds.get("stretch"),
        "unexpected": kinds.get("unexpected"),
        "not_suggested": list(missing),
    }
