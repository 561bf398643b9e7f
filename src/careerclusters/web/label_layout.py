"""Labels on the map: at the middle of what they name, moved apart where they would overlap."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap

__all__ = ["Label", "place_labels"]


@dataclass(frozen=True)
class Label:
    """Words in lines around a place on the map, in the map's units."""

    cluster_id: str
    x: float
    y: float
    lines: tuple[str, ...]


def place_labels(
    names: dict[str, tuple[str, float, float]], *, size: float, side: float, width: int = 18
) -> tuple[Label, ...]:
    """Labels near their places, without overlaps where a hundred rounds of pushing suffice.

    Parameters
    ----------
    names
        Cluster id to name and the place wanted, x and y.
    size
        Height of a line of text.
    side
        Side of the square map.
    width
        Characters of a line at most, words unbroken.
    """
    boxes: list[list[float]] = []
    labels: list[tuple[str, tuple[str, ...]]] = []
    for cluster_id, (name, x, y) in names.items():
        lines = tuple(wrap(name, width, break_long_words=False)) or (name,)
        half_width = max(map(len, lines)) * size * 0.29
        boxes.append([x, y, half_width, len(lines) * size * 0.58])
        labels.append((cluster_id, lines))
    for _ in range(100):
        if not _pushed(boxes, side):
            break
    return tuple(
        Label(cluster_id, round(box[0], 1), round(box[1], 1), lines)
        for box, (cluster_id, lines) in zip(boxes, labels, strict=True)
    )


def _pushed(boxes: list[list[float]], side: float) -> bool:
    is_moved = False
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            gap_x = abs(one[0] - other[0]) - one[2] - other[2]
            gap_y = abs(one[1] - other[1]) - one[3] - other[3]
            if gap_x < 0 and gap_y < 0:
                push = (0.5 - gap_y / 2) * (1 if one[1] >= other[1] else -1)
                one[1] += push
                other[1] -= push
                is_moved = True
    for box in boxes:
        box[0] = min(max(box[0], box[2] + 8), side - box[2] - 8)
        box[1] = min(max(box[1], box[3]), side - box[3])
    return is_moved
