"""What a class shows: everything to the counsellor, and to everybody no count below five."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from careerclusters.language import _
from careerclusters.people.profile.instruments import THEME_NAMES, THEME_WORDS
from careerclusters.web.classroom.result import Lean, Result
from careerclusters.web.pages.classroom import LEAST

__all__ = ["Group", "Spread", "groups_of", "hide_small", "shared_groups_of", "spread_of"]


@dataclass(frozen=True)
class Group:
    """A group of jobs and how many lean there; who, for the counsellor only."""

    cluster_id: str
    name: str
    place: int
    count: int
    nicknames: tuple[str, ...]


@dataclass(frozen=True)
class Spread:
    """A theme, how many it leads for, and everybody's score (1 to 5, in order of the results)."""

    letter: str
    name: str
    words: str
    count: int | None
    scores: tuple[float, ...]


def hide_small(counts: Mapping[str, int], *, least: int = LEAST) -> dict[str, int | None]:
    """The counts that may be seen; None for the others.

    Counts below `least` are hidden, zeros among them. If those hidden add up to less than `least`, the
    total less the rest would give them away, so the smallest shown are hidden as well.

    >>> hide_small({"a": 9, "b": 6, "c": 2, "d": 0})
    {'a': 9, 'b': None, 'c': None, 'd': None}
    """
    hidden = {name for name, count in counts.items() if count < least}
    shown = sorted((name for name in counts if name not in hidden), key=lambda name: (counts[name], name))
    while shown and 0 < sum(counts[name] for name in hidden) < least:
        hidden.add(shown.pop(0))
    return {name: None if name in hidden else count for name, count in counts.items()}


def groups_of(results: Sequence[Result]) -> tuple[Group, ...]:
    """The main groups that students lean to, most first, with their nicknames; for the counsellor."""
    leans: dict[str, Lean] = {}
    names: dict[str, list[str]] = {}
    for result in results:
        if result.lean is not None and not result.is_undecided:
            leans[result.lean.cluster_id] = result.lean
            names.setdefault(result.lean.cluster_id, []).append(result.nickname)
    order = sorted(names, key=lambda key: (-len(names[key]), leans[key].name))
    return tuple(
        Group(key, leans[key].name, leans[key].place, len(names[key]), tuple(sorted(names[key])))
        for key in order
    )


def shared_groups_of(results: Sequence[Result]) -> tuple[tuple[Group, ...], int | None]:
    """The broad groups to which five or more lean, without names, and how many are undecided.

    Groups and the undecided add up to the class, so they are hidden together.
    """
    leans = {result.broad.cluster_id: result.broad for result in results if result.broad is not None}
    own = Counter(
        "" if result.is_undecided or result.broad is None else result.broad.cluster_id for result in results
    )
    counts = hide_small({"": own[""], **{key: own[key] for key in leans}})
    shown = [(key, count) for key, count in counts.items() if key and count is not None]
    shown.sort(key=lambda pair: (-pair[1], leans[pair[0]].name))
    groups = tuple(Group(key, leans[key].name, leans[key].place, count, ()) for key, count in shown)
    return groups, counts[""]


def spread_of(results: Sequence[Result], *, is_shared: bool) -> tuple[Spread, ...]:
    """The six themes: for how many each leads, alone or together with others."""
    own = Counter(letter for result in results for letter in result.leading)
    counts: Mapping[str, int | None] = {letter: own[letter] for letter in THEME_NAMES}
    if is_shared:
        counts = hide_small({letter: own[letter] for letter in THEME_NAMES})
    scores: dict[str, list[float]] = {letter: [] for letter in THEME_NAMES}
    for result in results:
        for theme in result.themes:
            scores[theme.letter].append(theme.score)
    return tuple(
        Spread(
            letter,
            _(name),
            _(THEME_WORDS[letter]),
            counts[letter],
            () if is_shared else tuple(scores[letter]),
        )
        for letter, name in THEME_NAMES.items()
    )
