"""An address as a QR picture, drawn as one path of our own."""

from __future__ import annotations

from dataclasses import dataclass

from careerclusters.errors import needs

__all__ = ["Qr", "qr_of"]

_BORDER = 4


@dataclass(frozen=True)
class Qr:
    """A square of `side` units, the white border included, and the path of its dark squares."""

    side: int
    path: str


def qr_of(text: str) -> Qr:
    """The picture of a text, which a phone reads even when a seventh of it is covered."""
    with needs("The QR picture of a class", extra="web"):
        import segno
    code = segno.make(text, error="m", micro=False)
    squares = [
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(code.matrix, start=_BORDER)
        for x, is_dark in enumerate(row, start=_BORDER)
        if is_dark
    ]
    return Qr(len(code.matrix) + 2 * _BORDER, "".join(squares))
