"""A small picture for each cluster: of the kind of work that it holds more of than any other cluster.

Kinds are groups of SOC 2018 codes, by the beginning of the code. The drawings are ours, in lines on a grid of
24; clusters choose in turn, the one with the clearest kind first, and no two get the same while there are
others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from careerclusters.web.state import State

__all__ = ["KINDS", "PICTURES", "SIGNS", "kind_of", "picture_of"]

PICTURES = {
    "briefcase": "M4 8h16v11H4zM9 8V5h6v3M4 13h16M11 12v2h2v-2",
    "coins": "M4 7c0-3 10-3 10 0s-10 3-10 0v4c0 3 10 3 10 0V7M10 15c0-3 10-3 10 0s-10 3-10 0v3c0 3 10 3 10 0v-3",
    "screen": "M3 5h18v12H3zM8 21h8M12 17v4M10 9l-2.5 2L10 13M14 9l2.5 2L14 13",
    "ruler": "M5 19L12 4l7 15M8 13h8M12 4V2M4 21c5-3 11-3 16 0",
    "flask": "M10 3h4M11 3v6L5 19c-.6 1.2 0 2 1.3 2h11.4c1.3 0 1.9-.8 1.3-2L13 9V3M8 15h8",
    "people": "M8 11a3 3 0 100-6 3 3 0 000 6zM16.5 12a2.5 2.5 0 100-5 2.5 2.5 0 000 5zM2.5 20c0-8 11-8 11 0M14 15c3.5-2 7.5 0 7.5 5",
    "scales": "M12 4v16M7 20h10M5 7h14M5 7l-3 7c1 2.5 5 2.5 6 0zM19 7l-3 7c1 2.5 5 2.5 6 0z",
    "book": "M12 6c-3-2-6-2-9-1v13c3-1 6-1 9 1 3-2 6-2 9-1V5c-3-1-6-1-9 1zM12 6v13",
    "cap": "M12 5L2 10l10 5 10-5zM6 12.5V17c3 3 9 3 12 0v-4.5M22 10v6",
    "palette": "M12 3a9 9 0 100 18c2 0 1.5-2 1-3s0-2.5 2-2.5h2.5c2 0 3.5-1.5 3.5-3.5 0-5-4-9-9-9zM7.5 11v.1M10 7.5v.1M14.5 7.5v.1",
    "note": "M9 18V5l11-2v13M9 18a3 2.5 0 11-6 0 3 2.5 0 016 0zM20 16a3 2.5 0 11-6 0 3 2.5 0 016 0zM9 9l11-2",
    "camera": "M3 8h4l2-3h6l2 3h4v11H3zM12 17a4 4 0 100-8 4 4 0 000 8z",
    "stethoscope": "M6 3H4v6a5 5 0 0010 0V3h-2M9 14v2a5 5 0 0010 0v-3M19 13a2 2 0 100-4 2 2 0 000 4z",
    "pulse": "M3 12h4l2.5-7 4 14 2.5-7h5M12 3c9-2 12 8 0 18C0 11 3 1 12 3",
    "heart": "M12 21C3 14 2 9 4.5 6.5 7 4 10.5 5 12 8c1.5-3 5-4 7.5-1.5C22 9 21 14 12 21z",
    "shield": "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zM8.5 12l2.5 2.5 4.5-5",
    "pan": "M3 11h12c0 6-2 8-6 8s-6-2-6-8zM15 13l6-3M6 8c-1-1 1-2 0-3M10 8c-1-1 1-2 0-3",
    "broom": "M14 3l-3 9M7 12h8l2 9H5zM9 21l.5-4M13 21l-.5-4",
    "scissors": "M6 9a3 3 0 100-6 3 3 0 000 6zM6 21a3 3 0 100-6 3 3 0 000 6zM8.5 8L21 18M8.5 16L21 6",
    "shop": "M4 10v10h16V10M3 10l2-6h14l2 6c0 3-4.5 3-4.5 0 0 3-4.5 3-4.5 0 0 3-4.5 3-4.5 0 0 3-4.5 3-4.5 0zM10 20v-5h4v5",
    "letter": "M3 6h18v13H3zM3 7l9 7 9-7",
    "leaf": "M5 20C4 9 10 4 21 4c0 11-5 16-14 14M5 20c2-6 6-9 10-10",
    "hammer": "M4 20l9-9M11 6l3-3c3 0 6 2 7 5l-3 1-2 2zM11 6l5 5",
    "helmet": "M3 17h18M5 17v-2a7 7 0 0114 0v2M10 14V7M14 14V7M3 20h18",
    "wrench": "M20 7a5 5 0 01-7 6l-7 7-3-3 7-7a5 5 0 016-7l-3 3 1 3 3 1z",
    "gear": "M12 15.5a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2M12 19a7 7 0 100-14 7 7 0 000 14z",
    "factory": "M3 21V10l6 4v-4l6 4V4h5v17zM7 18h2M12 18h2M17 18h1",
    "bolt": "M13 2L5 14h6l-1 8 9-13h-6z",
    "truck": "M2 6h12v11H2zM14 10h4l4 4v3h-8zM7 19.5a2 2 0 100-4 2 2 0 000 4zM18 19.5a2 2 0 100-4 2 2 0 000 4z",
    "plane": "M12 2c1.5 0 1.5 4 1.5 6L21 13v2l-7.5-2v5l2.5 2v1l-4-1-4 1v-1l2.5-2v-5L3 15v-2l7.5-5c0-2 0-6 1.5-6z",
    "box": "M12 2l9 5v10l-9 5-9-5V7zM3 7l9 5 9-5M12 12v10M7.5 4.5l9 5",
    "star": "M12 3l2.700 5.800 6.300.8-4.600 4.400 1.200 6.300L12 17.200l-5.600 3.100 1.200-6.300L3 9.600l6.300-.8z",
}
"""Paths of the pictures by name."""
SIGNS = {
    "home": "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
    "search": "M10.5 17a6.5 6.5 0 100-13 6.5 6.5 0 000 13zM15.5 15.5L21 21",
    "map": "M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14",
    "bookmark": "M6 3h12v18l-6-5-6 5z",
    "pin": "M12 21c-5-6-7-9-7-12a7 7 0 0114 0c0 3-2 6-7 12zM12 11.5a2.5 2.5 0 100-5 2.5 2.5 0 000 5z",
}
"""Paths of signs for finding one's way."""

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
