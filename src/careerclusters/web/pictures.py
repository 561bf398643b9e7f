"""A small picture for each cluster: of the kind of work that it holds more of than any other cluster.

Kinds are groups of SOC 2018 codes, by the beginning of the code. The drawings are ours, in lines on a grid of
24; clusters choose in turn, the one with the clearest kind first, and no two get the same while there are
others.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from careerclusters.web.state import State

__all__ = ["KINDS", "PICTURES", "SIGNS", "kind_of", "picture_of"]


def _drawings() -> Mapping[str, Mapping[str, str]]:
    text = (resources.files(__package__) / "pictures.toml").read_text(encoding="utf-8")
    return MappingProxyType({name: MappingProxyType(own) for name, own in tomllib.loads(text).items()})


_DRAWINGS = _drawings()
PICTURES = _DRAWINGS["pictures"]
"""Path of each picture of a kind of work, by name."""
SIGNS = _DRAWINGS["signs"]
"""Path of each sign for finding one's way, by name."""
KINDS = {
    "11": "briefcase", "13-1": "people", "13-2": "coins", "15": "screen", "17": "ruler", "19": "flask",
    "21": "heart", "23": "scales", "25-1": "cap", "25-2": "book", "25-3": "book", "25-9": "book",
    "27-1": "palette", "27-2": "note", "27-3": "camera", "27-4": "camera", "29-1": "stethoscope",
    "29-2": "pulse", "31": "heart", "33": "shield", "35": "pan", "37": "broom", "39": "scissors",
    "41": "shop", "43": "letter", "45": "leaf", "47": "helmet", "49": "wrench", "51-4": "gear",
    "51-8": "bolt", "51": "factory", "53-2": "plane", "53-7": "box", "53": "truck", "55": "star",
}  # fmt: skip
"""Picture by the beginning of the code; the longest beginning counts."""
_LONGEST = max(map(len, KINDS))


def picture_of(state: State) -> Mapping[str, str]:
    """Name of the picture by cluster id, for the clusters of every level."""
    return state.kept("pictures", lambda: _made(state))


def kind_of(code: str) -> str:
    """Picture of the kind of work that a code belongs to."""
    for length in range(_LONGEST, 1, -1):
        if code[:length] in KINDS:
            return KINDS[code[:length]]
    return "people"


def _made(state: State) -> dict[str, str]:
    found: dict[str, str] = {}
    for level in state.levels:
        labels = state.clustering.labels(level)
        counts: dict[str, Counter[str]] = {one: Counter() for one in state.clustering.at(level)["cluster_id"]}
        for code, cluster_id in labels.items():
            counts[cluster_id][kind_of(code)] += 1
        found |= _shared_out(counts)
    return found


def _shared_out(counts: Mapping[str, Counter[str]]) -> dict[str, str]:
    """A kind for each cluster: its share of the cluster times the cluster's share of the kind."""
    totals: Counter[str] = Counter()
    for own in counts.values():
        totals.update(own)
    fits = sorted(
        (-(count / own.total()) * (count / totals[kind]), cluster_id, kind)
        for cluster_id, own in counts.items()
        for kind, count in own.items()
    )
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, cluster_id, kind in fits:
        if cluster_id not in found and kind not in taken:
            found[cluster_id] = kind
            taken.add(kind)
    for _, cluster_id, kind in fits:
        found.setdefault(cluster_id, kind)
    return found
