"""May this be written there? Never over what isn't ours.

A target must be absent, empty, or carry our mark. A file of another kind is replaced only when that is
asked for with `--force`; a folder that holds anything of another kind never is.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from careerclusters.errors import InputError
from careerclusters.language import _

__all__ = [
    "check_apart",
    "check_file",
    "check_folder",
    "check_writable",
    "foreign_entries",
    "marked_manifest",
]

_MOST_MANIFEST_BYTES = 4_000_000


def check_file(path: Path, *, is_ours: Callable[[bytes], bool], is_forced: bool = False) -> Path:
    """The path, when a file may be written there.

    Parameters
    ----------
    is_ours
        Whether the content of the file that is there says that we wrote it.
    is_forced
        Replace a file of another kind as well.

    Raises
    ------
    InputError
        When there is a folder, a device or a file that isn't ours, or the folder can't be written to.
    """
    path = Path(path)
    check_writable(path)
    if path.is_dir():
        raise InputError(_("{name} is a folder", name=path.name or path), todo="Give the name of a file.")
    if not path.exists():
        return path
    if not stat.S_ISREG(path.stat().st_mode):
        raise InputError(
            _("{name} is no plain file", name=path.name), seen=str(path), todo="Choose another name."
        )
    if path.stat().st_size == 0 or is_forced:
        return path
    try:
        content = path.read_bytes() if path.stat().st_size <= _MOST_MANIFEST_BYTES else b""
    except OSError as error:
        raise InputError(_("{name} can't be read", name=path.name), seen=error.strerror) from error
    if not is_ours(content):
        raise InputError(
            _("{name} is there and wasn't made by this command, so it was left alone", name=path.name),
            seen=f"{path.stat().st_size:,} bytes",
            todo="Choose another name, or replace it with --force.",
        )
    return path


def check_folder(path: Path, *, names: Iterable[str] | None) -> Path:
    """The path, when a folder may be written there as a whole.

    Parameters
    ----------
    names
        Files that we wrote there, as the mark says; None when there is no mark.

    Raises
    ------
    InputError
        When there is a file, or anything that isn't ours.
    """
    path = Path(path)
    check_writable(path)
    if path.is_symlink() and not path.exists():
        raise InputError(_("{name} points nowhere", name=path.name), todo="Choose another folder.")
    if not path.exists():
        return path
    if not path.is_dir():
        raise InputError(
            _("{name} is a file, and a folder is written", name=path.name), todo="Choose another name."
        )
    others = foreign_entries(path, names or ())
    if others:
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        raise InputError(
            _("The folder {name} holds what isn't ours, so it was left alone", name=path.name or path),
            seen=others[0] + more,
            todo="Choose a folder that is empty or doesn't exist yet.",
        )
    return path


def foreign_entries(path: Path, names: Iterable[str]) -> list[str]:
    """What a folder holds besides `names` and passing files of ours, sorted."""
    from careerclusters.files import PASSING

    ours = set(names)
    return sorted(
        entry.name
        for entry in os.scandir(path)
        if (entry.name not in ours or not entry.is_file(follow_symlinks=False))
        and not entry.name.endswith(PASSING)
    )


def check_apart(target: Path, source: Path) -> None:
    """Raise when a target is a source, lies in it or around it.

    Raises
    ------
    InputError
        With both.
    """
    a, b = Path(target).resolve(), Path(source).resolve()
    if a == b or a in b.parents or b in a.parents:
        problem = (
            _("What is written would lie the same as what is read")
            if a == b
            else _("What is written would lie around what is read")
            if a in b.parents
            else _("What is written would lie inside what is read")
        )
        raise InputError(
            problem,
            seen=f"{target} and {source}",
            todo="Choose a folder apart from it.",
        )


def marked_manifest(folder: Path, *, file: str, wanted: Iterable[str]) -> dict[str, Any] | None:
    """The JSON object in a folder's manifest, when it has all the names we would have put there."""
    path = Path(folder) / file
    try:
        with path.open("rb") as stream:
            content = stream.read(_MOST_MANIFEST_BYTES + 1)
        found = json.loads(content) if len(content) <= _MOST_MANIFEST_BYTES else None
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and set(wanted) <= found.keys() else None


def check_writable(path: Path) -> None:
    """Raise when nothing can be written at `path`, before anybody works for it.

    Raises
    ------
    InputError
        With the folder that can't be written to.
    """
    folder = path if path.is_dir() else path.parent
    while not folder.exists():
        if folder == folder.parent:
            break
        folder = folder.parent
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        reason = "it is read-only" if folder.is_dir() else "it is no folder"
        raise InputError(
            "Nothing can be written there",
            seen=f"{folder}: {reason}",
            todo="Choose a folder that you may write to.",
        )
