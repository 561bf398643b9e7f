"""Small SVG marks of about equal weight."""

from __future__ import annotations

from math import cos, pi, sin

__all__ = ["mark"]


def mark(shape: str, x: float, y: float, *, size: float) -> str:
    """SVG element of a shape around (x, y); `size` is about its radius."""
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}"/>'
    return f'<path d="{_path(shape, x, y, size)}"/>'


def _path(shape: str, x: float, y: float, size: float) -> str:
    if shape == "square":
        return _closed(
            [(x + a * size * 0.9, y + b * size * 0.9) for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        )
    if shape in ("cross", "plus"):
        turn = pi / 4 if shape == "cross" else 0.0
        return _closed(_plus(x, y, size * 1.2, turn))
    if shape == "star":
        return _closed(_round(x, y, size * 1.3, 10, -pi / 2, inner=0.5))
    corners, start = {
        "triangle": (3, -pi / 2),
        "down": (3, pi / 2),
        "diamond": (4, -pi / 2),
        "pentagon": (5, -pi / 2),
        "hexagon": (6, 0.0),
    }[shape]
    return _closed(_round(x, y, size * 1.2, corners, start))


def _round(
    x: float, y: float, size: float, corners: int, start: float, *, inner: float = 1.0
) -> list[tuple[float, float]]:
    points = []
    for i in range(corners):
        radius = size * (inner if i % 2 and inner != 1.0 else 1.0)
        angle = start + 2 * pi * i / corners
        points.append((x + radius * cos(angle), y + radius * sin(angle)))
    return points


def _plus(x: float, y: float, size: float, turn: float) -> list[tuple[float, float]]:
    arm = 0.36
    corners = (
        (-arm, -1), (arm, -1), (arm, -arm), (1, -arm), (1, arm), (arm, arm),
        (arm, 1), (-arm, 1), (-arm, arm), (-1, arm), (-1, -arm), (-arm, -arm),
    )  # fmt: skip
    return [
        (x + size * (a * cos(turn) - b * sin(turn)), y + size * (a * sin(turn) + b * cos(turn)))
        for a, b in corners
    ]


def _closed(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"
