"""A drawn picture that a notebook shows and a file keeps."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from careerclusters.files import write_text

__all__ = ["Picture"]


@dataclass(frozen=True)
class Picture:
    """An SVG drawing. Notebooks show it; `save` writes it to a file."""

    svg: str

    def save(self, path: Path | str) -> Path:
        """Write the drawing to `path` and return the path."""
        return write_text(Path(path), self.svg)

    def _repr_svg_(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        return f"Picture({len(self.svg):,} characters of SVG)"
