"""Where a way begins: work held now, school, or a person's own schooling and past."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

from careerclusters.results import Value

if TYPE_CHECKING:
    from careerclusters.features.market import Market
    from careerclusters.pathways.links import Links

__all__ = ["TYPICAL_YEARS", "Start", "start_at", "start_in_school"]

TYPICAL_YEARS = 4.0
"""Years taken as held by somebody who names only an occupation: about the median tenure of US workers."""

_LAST_GRADE, _HIGH_SCHOOL = 12, 1
_LEAST_STEP = 1


@dataclass(frozen=True, eq=False)
class Start(Value):
    """What somebody has when they set out.

    Attributes
    ----------
    kind
        "occupation", "school" or "person".
    code_onet
        Work held now; None in school or where none was told.
    schooling
        Step of `EDUCATION_ORDER` finished; in school the one that will be when school ends.
    school_years_left
        Years of school still to come.
    held
        Years by code of work held, the present included.
    levels
        A person's levels 0–7 in the order of `Pathways.element_ids`; None for those typical of the work.
    pay_usd
        Median pay of the work held now; NaN where there is none.
    """

    kind: Literal["occupation", "school", "person"]
    code_onet: str | None
    schooling: int
    school_years_left: float = 0.0
    held: Mapping[str, float] = field(default_factory=dict)
    levels: np.ndarray | None = None
    pay_usd: float = float("nan")

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "kind": self.kind,
            "code_onet": self.code_onet,
            "schooling_step": self.schooling,
            "school_years_left": self.school_years_left,
            "held": dict(self.held),
            "pay_usd": self.pay_usd if np.isfinite(self.pay_usd) else None,
        }


def start_at(market: Market, code_onet: str, *, links: Links, years: float = TYPICAL_YEARS) -> Start:
    """Somebody who holds an occupation and has the schooling that it typically asks.

    Nearly everybody has finished high school, also where work asks for nothing. Where nothing is published,
    as for the military, pay and schooling are those of the civil work that stands for it.
    """
    row = int(market.rows((code_onet,))[0])
    schooling, pay = int(market.schooling[row]), float(market.pay[row])
    others = market.rows(links.stand_ins(code_onet))
    if schooling < 0 and len(others):
        schooling = int(np.median(market.schooling[others]))
    if not np.isfinite(pay) and np.isfinite(market.pay[others]).any():
        pay = float(np.nanmedian(market.pay[others]))
    return Start(
        kind="occupation",
        code_onet=code_onet,
        schooling=max(schooling, _LEAST_STEP),
        held={code_onet: years},
        pay_usd=pay,
    )


def start_in_school(grade: int) -> Start:
    """Somebody in school, in a grade from 6 to 12, who will finish high school."""
    return Start(
        kind="school",
        code_onet=None,
        schooling=_HIGH_SCHOOL,
        school_years_left=float(_LAST_GRADE - grade) + 0.5,
    )
