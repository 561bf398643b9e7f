"""What the pages of an open class hold."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from careerclusters.language import _, current_language
from careerclusters.web.addresses import in_language
from careerclusters.web.classroom.codes import shown_code
from careerclusters.web.classroom.counts import (
    Group,
    Spread,
    groups_of,
    shared_groups_of,
    spread_of,
)
from careerclusters.web.classroom.file import LARGEST_SENT
from careerclusters.web.classroom.nickname import LONGEST
from careerclusters.web.classroom.qr import Qr, qr_of
from careerclusters.web.classroom.result import Job, Lean, Result, result_of, spoken_result
from careerclusters.web.classroom.room import Room
from careerclusters.web.contexts import Page
from careerclusters.web.miniature import SIDE, Miniature, miniature, on_miniature
from careerclusters.web.pages.classroom import LEAST, MOST_STUDENTS
from careerclusters.web.parameters import Me
from careerclusters.web.profile_code import code_of, person_of
from careerclusters.web.state import State

__all__ = ["CLASS_PAGES", "desk", "door", "mine", "screen", "sent"]

_APART, _ROUNDS = 19.0, 40
"""How far apart the marks of two students stay on the small map, and how often they are moved."""


@dataclass(frozen=True)
class DoorPage:
    """Where a student enters, or goes on."""

    title: str
    has_seat: bool
    error: str | None


@dataclass(frozen=True)
class Seen:
    """What the counsellor sees of one student."""

    number: int | None
    nickname: str
    is_enough: bool
    is_undecided: bool
    likes: tuple[str, ...]
    lean: Lean | None
    jobs: tuple[Job, ...]
    spot: tuple[float, float] | None


@dataclass(frozen=True)
class MinePage:
    """What would be sent, before it is."""

    title: str
    me: str
    has_seat: bool
    nickname: str
    longest: int
    seen: Seen
    error: str | None


@dataclass(frozen=True)
class SentPage:
    """That it was sent."""

    title: str
    nickname: str
    number: int


@dataclass(frozen=True)
class DeskPage:
    """The class as its counsellor sees it."""

    title: str
    is_open: bool
    code: str
    address: str
    qr: Qr
    most: int
    least: int
    wrong_count: int
    students: tuple[Seen, ...]
    groups: tuple[Group, ...]
    themes: tuple[Spread, ...]
    undecided: tuple[str, ...]
    not_enough: tuple[str, ...]
    miniature: Miniature
    error: str | None


@dataclass(frozen=True)
class Bubble:
    """A broad group on the map of everybody: its middle, a radius that grows with the count, its name."""

    x: float
    y: float
    radius: float
    place: int
    count: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class ScreenPage:
    """The class as everybody may see it: no names, no count below `least`."""

    title: str
    is_open: bool
    code: str
    address: str
    qr: Qr
    least: int
    n_sent: int
    n_shown: int
    groups: tuple[Group, ...]
    themes: tuple[Spread, ...]
    n_undecided: int | None
    bubbles: tuple[Bubble, ...]
    miniature: Miniature


def door(room: Room, *, has_seat: bool, error: str | None = None) -> DoorPage:
    """Where a student enters."""
    title = _("Your class") if room.is_open else _("The class is closed")
    return DoorPage(title, has_seat, error)


def mine(
    state: State, *, me: Me = "", has_seat: bool = False, nickname: str = "", error: str | None = None
) -> MinePage:
    """What a student is about to send."""
    seen = _seen(None, result_of(state, me))
    code = code_of(person_of(me))
    return MinePage(_("Send to my class"), code, has_seat, nickname, LONGEST, seen, error)


def sent(nickname: str, number: int) -> SentPage:
    """That it was sent."""
    return SentPage(_("Sent"), nickname, number)


def desk(state: State, room: Room, *, error: str | None = None) -> DeskPage:
    """All of the class; `error` says why a file wasn't opened."""
    entries = room.entries
    results = [spoken_result(state, entry.result) for entry in entries]
    return DeskPage(
        title=_("Your class") if room.is_open else _("The class is closed"),
        is_open=room.is_open,
        code=shown_code(room.code),
        address=_address(room),
        qr=_qr(room),
        most=MOST_STUDENTS,
        least=LEAST,
        wrong_count=room.wrong_count,
        students=_spread_out(
            [_seen(entry.number, result) for entry, result in zip(entries, results, strict=True)]
        ),
        groups=groups_of(results),
        themes=spread_of(results, is_shared=False),
        undecided=tuple(one.nickname for one in results if one.is_undecided),
        not_enough=tuple(one.nickname for one in results if not one.is_enough),
        miniature=miniature(state),
        error=error,
    )


def screen(state: State, room: Room) -> ScreenPage:
    """What stands on the wall."""
    results = [spoken_result(state, result) for result in room.shared()]
    groups, n_undecided = shared_groups_of(results)
    return ScreenPage(
        title=_("Our class") if room.is_open else _("The class is closed"),
        is_open=room.is_open,
        code=shown_code(room.code),
        address=_address(room),
        qr=_qr(room),
        least=LEAST,
        n_sent=len(room.entries),
        n_shown=len(results),
        groups=groups,
        themes=spread_of(results, is_shared=True),
        n_undecided=n_undecided,
        bubbles=_bubbles(state, groups),
        miniature=miniature(state),
    )


def _qr(room: Room) -> Qr:
    return qr_of(f"{_address(room)}?code={room.code}")


def _address(room: Room) -> str:
    """Where students join, in the language of who shows it to them."""
    parts = urlsplit(room.address)
    return parts._replace(path=in_language(parts.path, current_language())).geturl()


def _seen(number: int | None, result: Result) -> Seen:
    return Seen(
        number=number,
        nickname=result.nickname,
        is_enough=result.is_enough,
        is_undecided=result.is_undecided,
        likes=result.likes,
        lean=result.lean,
        jobs=result.jobs,
        spot=result.spot,
    )


def _spread_out(students: Sequence[Seen]) -> tuple[Seen, ...]:
    """The students with their spots moved apart, as little as it takes for each number to be read."""
    from math import hypot

    spots = [list(one.spot) for one in students if one.spot]
    for _round in range(_ROUNDS):
        for at, spot in enumerate(spots):
            for other in spots[:at]:
                dx, dy = spot[0] - other[0], spot[1] - other[1]
                near = hypot(dx, dy)
                push = (_APART - near) / 2
                if push <= 0:
                    continue
                # Two at the very same spot part along a direction of their own.
                dx, dy, near = (dx, dy, near) if near > 0.01 else (1.0, 0.3 * (at % 7 - 3), 1.5)
                for one, sign in ((spot, 1), (other, -1)):
                    one[0] += sign * dx / near * push
                    one[1] += sign * dy / near * push
    moved = iter(spots)
    inside = (_APART / 2, SIDE - _APART / 2)

    def shown(one: Seen) -> Seen:
        if one.spot is None:
            return one
        x, y = (round(min(max(number, inside[0]), inside[1]), 1) for number in next(moved))
        return replace(one, spot=(x, y))

    return tuple(map(shown, students))


def _bubbles(state: State, groups: Sequence[Group]) -> tuple[Bubble, ...]:
    middles = state.kept("class middles", lambda: _middles(state))
    lines = {label.cluster_id: label.lines for label in miniature(state).labels}
    return tuple(
        Bubble(
            *middles[one.cluster_id],
            _radius(one.count),
            one.place,
            one.count,
            lines.get(one.cluster_id, (one.name,)),
        )
        for one in groups
        if one.cluster_id in middles
    )


def _radius(count: int) -> float:
    return round(11 + 5 * math.sqrt(count), 1)


def _middles(state: State) -> dict[str, tuple[float, float]]:
    """The middle of each broad group on the small map."""
    import numpy as np

    labels = state.clustering.labels(state.levels[0])
    spots: dict[str, list[tuple[float, float]]] = {}
    for code, x, y in state.atlas.layout.select("code_onet", "x", "y").iter_rows():
        spots.setdefault(labels[code], []).append(on_miniature(x, y))
    middles = {key: np.median(np.array(own), axis=0) for key, own in spots.items()}
    return {key: (round(float(x), 1), round(float(y), 1)) for key, (x, y) in middles.items()}


CLASS_PAGES = tuple(
    Page(f"class/{name}", path, summary, make, has_data=False, upload_bytes=upload_bytes)
    for name, path, summary, make, upload_bytes in (
        ("door", "/class", "Where students enter.", door, 0),
        ("mine", "/class/mine", "What a student is about to send.", mine, 0),
        ("sent", "/class/send", "That it was sent.", sent, 0),
        ("desk", "/class/desk", "The class, for its counsellor.", desk, 0),
        ("load", "/class/desk/load", "A class from a file.", desk, LARGEST_SENT),
        ("sheets", "/class/desk/sheets", "All sheets as PDF.", desk, 0),
        ("screen", "/class/screen", "The class, for everybody.", screen, 0),
    )
)
"""Pages that answer only while a class was opened; they have no JSON."""
