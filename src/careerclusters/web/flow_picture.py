"""A picture of flows: bars on the left, bars on the right, bands between them as thick as people are many.

Drawn twice, wide and narrow, so that words stay readable on a phone. Small ends are put together, and who
finds no place has an end of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from careerclusters.language import _, decimal_text, marked

__all__ = ["NARROW", "WIDE", "Band", "End", "FlowPicture", "Measures", "flow_picture"]

MOST_LEFT, MOST_RIGHT = 7, 9
OTHER_LEFT, OTHER_RIGHT, NO_PLACE = marked("other jobs lost"), marked("other work"), marked("no place yet")
_BAR, _GAP, _TALLEST, _LEAST_BAND = 12.0, 10.0, 320.0, 1.2


@dataclass(frozen=True)
class Measures:
    """Width of a picture and of its words, in units of the drawing; size of its letters."""

    width: int
    words: int
    size: int

    @property
    def letters(self) -> int:
        """Letters in a line of words."""
        return int(self.words / (self.size * 0.54))


WIDE, NARROW = Measures(760, 230, 15), Measures(360, 118, 13)


@dataclass(frozen=True)
class End:
    """A bar with its words: `kind` is "lost", "new", "other" or "none" (no place)."""

    lines: tuple[str, ...]
    people_count: int
    x: float
    y: float
    height: float
    words_y: float
    kind: str
    place: int


@dataclass(frozen=True)
class Band:
    """People who go from one bar to another: a path to be stroked as wide as `width`."""

    path: str
    width: float
    kind: str
    place: int


@dataclass(frozen=True)
class FlowPicture:
    """All parts, ready to draw in a box of `width` × `height`."""

    width: int
    height: int
    size: int
    bar: float
    left: tuple[End, ...]
    right: tuple[End, ...]
    bands: tuple[Band, ...]


def flow_picture(
    flows: Iterable[tuple[str, str | None, int]], *, measures: Measures, places: Mapping[str, int]
) -> FlowPicture | None:
    """The picture of who goes where; None where nobody goes.

    Parameters
    ----------
    flows
        From, to (None for no place) and people.
    places
        Number of the colour of each name on the right.
    """
    rows = [(origin, goal or NO_PLACE, people) for origin, goal, people in flows if people > 0]
    if not rows:
        return None
    left = _kept(((origin, people) for origin, _to, people in rows), MOST_LEFT, OTHER_LEFT, last=())
    right = _kept(((goal, people) for _, goal, people in rows), MOST_RIGHT, OTHER_RIGHT, last=(NO_PLACE,))
    joined: dict[tuple[str, str], int] = {}
    for origin, goal, people in rows:
        key = origin if origin in left else OTHER_LEFT, goal if goal in right else OTHER_RIGHT
        joined[key] = joined.get(key, 0) + people
    scale = _TALLEST / sum(left.values())
    ends = (_ends(left, measures, scale, places, is_left=True), _ends(right, measures, scale, places))
    height = max(_bottom(side, measures) for side in ends)
    ends = tuple(_centred(side, height - _bottom(side, measures)) for side in ends)  # type: ignore[assignment]
    bands = tuple(_bands(joined, list(left), list(right), ends, scale))
    return FlowPicture(measures.width, round(height), measures.size, _BAR, ends[0], ends[1], bands)


def _kept(rows: Iterable[tuple[str, int]], most: int, other: str, *, last: Sequence[str]) -> dict[str, int]:
    """The largest by name, the rest together, and those that always come last."""
    total: dict[str, int] = {}
    for name, people in rows:
        total[name] = total.get(name, 0) + people
    end = {name: total.pop(name) for name in last if name in total}
    ordered = sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))
    kept = dict(ordered if len(ordered) <= most + 1 else ordered[:most])
    rest = sum(people for name, people in ordered if name not in kept)
    return kept | ({other: rest} if rest else {}) | end


def _ends(
    sizes: Mapping[str, int],
    measures: Measures,
    scale: float,
    places: Mapping[str, int],
    *,
    is_left: bool = False,
) -> tuple[End, ...]:
    found, y = [], 2.0
    x = measures.words + 4.0 if is_left else measures.width - measures.words - 4.0 - _BAR
    kinds = {OTHER_LEFT: "other", OTHER_RIGHT: "other", NO_PLACE: "none"}
    for name, people in sizes.items():
        lines = _lines(name, people, measures)
        height, room = max(people * scale, _LEAST_BAND), len(lines) * measures.size * 1.25
        slot = max(height, room)
        kind = kinds.get(name, "lost" if is_left else "new")
        top = y + (slot - height) / 2
        first = y + slot / 2 - room / 2 + measures.size
        found.append(
            End(lines, people, x, round(top, 1), round(height, 1), round(first, 1), kind, places.get(name, 0))
        )
        y += slot + _GAP
    return tuple(found)


def _lines(name: str, people: int, measures: Measures) -> tuple[str, ...]:
    lines = wrap(
        f"{_(name) if name in (OTHER_LEFT, OTHER_RIGHT, NO_PLACE) else name} {decimal_text(people)}",
        measures.letters,
    ) or [""]
    if len(lines) > 3:
        lines = [*lines[:2], f"… {decimal_text(people)}"]
    return tuple(lines)


def _bottom(ends: Sequence[End], measures: Measures) -> float:
    last = ends[-1]
    words = last.words_y + (len(last.lines) - 1) * measures.size * 1.25 + 0.3 * measures.size
    return max(last.y + last.height, words) + 2


def _centred(ends: Sequence[End], spare: float) -> tuple[End, ...]:
    """The shorter side in the middle of the taller."""
    from dataclasses import replace

    return tuple(
        replace(one, y=round(one.y + spare / 2, 1), words_y=round(one.words_y + spare / 2, 1)) for one in ends
    )


def _bands(
    joined: Mapping[tuple[str, str], int],
    left: Sequence[str],
    right: Sequence[str],
    ends: Sequence[tuple[End, ...]],
    scale: float,
) -> Iterable[Band]:
    """Bands in the order of both sides, so that they cross as little as they can."""
    out, into = [end.y for end in ends[0]], [end.y for end in ends[1]]
    for at, origin in enumerate(left):
        for there, goal in enumerate(right):
            people = joined.get((origin, goal), 0)
            if not people:
                continue
            width = people * scale
            begin, end = ends[0][at], ends[1][there]
            x, to_x = begin.x + _BAR, end.x
            y, to_y = out[at] + width / 2, into[there] + width / 2
            out[at] += width
            into[there] += width
            half = (x + to_x) / 2
            path = f"M{x:g} {y:.1f}C{half:g} {y:.1f} {half:g} {to_y:.1f} {to_x:g} {to_y:.1f}"
            yield Band(path, round(max(width, _LEAST_BAND), 1), end.kind, end.place)
