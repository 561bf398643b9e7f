"""Write files so that a reader sees the old content or the new one, never half of either."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["replace_folder", "sync_folder", "write_bytes", "write_text"]


def write_bytes(path: Path, content: bytes, *, mode: int = 0o644) -> Path:
    """Put `content` at `path` through a temporary file beside it and a rename.

    `mode` holds from the first byte on: at no time can more people read it than that allows.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path


def write_text(path: Path, content: str, *, mode: int = 0o644) -> Path:
    """Like `write_bytes`, in UTF-8 with the newlines given."""
    return write_bytes(Path(path), content.encode("utf-8"), mode=mode)


@contextmanager
def replace_folder(path: Path) -> Iterator[Path]:
    """Yield an empty folder; on success it takes the place of `path`, on failure nothing changes.

    The old folder is moved aside before the new one is renamed into place and is moved back when
    that rename fails.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent))
    aside = fresh.with_suffix(".old")
    try:
        yield fresh
        os.chmod(fresh, 0o755)
        if path.exists():
            os.rename(path, aside)
        try:
            os.rename(fresh, path)
        except BaseException:
            if aside.exists():
                os.rename(aside, path)
            raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(aside, ignore_errors=True)


def sync_folder(path: Path) -> None:
    """Make renames inside a folder last through a power cut, where the system can."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:  # a folder can't be opened everywhere
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
