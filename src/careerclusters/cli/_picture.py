"""Pictures that a command writes where the user says; never over what isn't one of ours."""

from __future__ import annotations

from pathlib import Path

from careerclusters.files import write_text
from careerclusters.targets import check_file

__all__ = ["check_picture", "write_picture"]

_MARK = "<!-- careerclusters -->"


def check_picture(path: Path, *, is_forced: bool = False) -> Path:
    """The path, when a picture may be written there; asked before the work is done.

    Raises
    ------
    InputError
        When there is something else than a picture of ours.
    """
    return check_file(path, is_ours=_is_ours, is_forced=is_forced)


def write_picture(path: Path, svg: str, *, is_forced: bool = False, mode: int = 0o644) -> Path:
    """Write SVG text with our mark at its end, so that the next picture may take its place."""
    check_picture(path, is_forced=is_forced)
    return write_text(path, f"{svg.rstrip()}\n{_MARK}\n", mode=mode)


def _is_ours(content: bytes) -> bool:
    return content.lstrip().startswith(b"<svg") and content.rstrip().endswith(_MARK.encode())
