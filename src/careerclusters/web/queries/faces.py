"""Ten faces of a cluster: typical, surprising, best paid, without a degree, growing; each occupation once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from careerclusters.labour import lens_values
from careerclusters.language import _, marked

if TYPE_CHECKING:
    from careerclusters.clustering.paragraphs import Paragraph
    from careerclusters.web.contexts import OccupationRow
    from careerclusters.web.state import State

__all__ = ["Face", "faces_of", "in_lens"]

MANY_JOBS = 5000
"""Fewer jobs than this, and few readers could ever find one: such occupations wait until others are shown."""
_COUNTS = (
    (marked("typical"), 3),
    (marked("surprising"), 1),
    (marked("best paid"), 2),
    (marked("no degree needed"), 2),
    (marked("growing fast"), 2),
)


@dataclass(frozen=True)
class Face:
    """An occupation that shows one side of the cluster; `fact` is the figure for it, "" without one."""

    tag: str
    code_onet: str
    title: str
    name: str
    sentence: str
    fact: str


def faces_of(state: State, rows: Sequence[OccupationRow], paragraph: Paragraph) -> tuple[Face, ...]:
    """Up to ten members; figures of a group never lead, and no occupation comes twice."""
    by_code = {row.code_onet: row for row in rows}
    no_degree = in_lens(state, "no_degree")
    own = [row for row in rows if row.group is None]
    paid = sorted(
        (row for row in own if _pay(row) is not None), key=lambda row: (-(_pay(row) or 0), row.code_onet)
    )
    grown = sorted(
        (row for row in own if row.growth.is_known),
        key=lambda row: (-(row.growth.number or 0), row.code_onet),
    )
    choices: dict[str, Iterable[OccupationRow]] = {
        "typical": _rows(by_code, paragraph.typical),
        "surprising": _rows(by_code, paragraph.surprising),
        "best paid": _many_first(paid),
        "no degree needed": _many_first([row for row in paid if row.code_onet in no_degree]),
        "growing fast": _many_first([row for row in grown if (row.growth.number or 0) > 0]),
    }
    seen: set[str] = set()
    faces: list[Face] = []
    for tag, count in _COUNTS:
        left = count
        for row in choices[tag]:
            if left and row.code_onet[:7] not in seen:
                seen.add(row.code_onet[:7])
                faces.append(_face(tag, row))
                left -= 1
    return tuple(faces)


def in_lens(state: State, name: str) -> frozenset[str]:
    """Codes that a filter lets through."""

    def make() -> frozenset[str]:
        rows = lens_values(state.catalog, name)
        return frozenset(rows.filter(rows["is_in"].fill_null(value=False))["code_onet"].to_list())

    return state.kept(("in lens", name), make, is_spoken=False)


def _rows(by_code: dict[str, OccupationRow], codes: Iterable[str]) -> list[OccupationRow]:
    return [by_code[code] for code in codes if code in by_code]


def _many_first(rows: Iterable[OccupationRow]) -> list[OccupationRow]:
    """In their order, but those with few jobs after all others."""
    return sorted(rows, key=lambda row: (row.jobs.number or 0) < MANY_JOBS)


def _face(tag: str, row: OccupationRow) -> Face:
    facts: dict[str, Callable[[], str]] = {
        "growing fast": lambda: _(
            "{change} jobs by 2034; typical pay {pay}", change=row.growth.words(), pay=row.pay.words()
        ),
    }
    typical = _("Typical pay: {pay}", pay=row.pay.words()) if _pay(row) is not None else ""
    fact = facts.get(tag, lambda: typical)()
    return Face(tag, row.code_onet, row.title, row.name, row.sentence, fact)


def _pay(row: OccupationRow) -> float | None:
    value = row.pay.at_least if row.pay.value is None else row.pay.value
    return value if isinstance(value, (int, float)) else None
