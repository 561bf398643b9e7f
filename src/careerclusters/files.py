"""Write files so that a reader sees the old content or the new one, never half of either.

Whatever is written stands first under a name of its own beside its place, such as
`.profile.json.k3j9.careerclusters-tmp`, locked as long as its writer lives. A writer that was killed
leaves such a name unlocked; the next to read or write there removes it (`sweep`).
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from careerclusters.locks import Lock, locked, try_lock

__all__ = [
    "fresh_folder",
    "recover_folder",
    "replace_folder",
    "sweep",
    "sync_file",
    "sync_folder",
    "write_bytes",
    "write_pieces",
    "write_text",
]

PASSING = ".careerclusters-tmp"
ASIDE = ".careerclusters-old"


def write_bytes(path: Path, content: bytes, *, mode: int = 0o644) -> Path:
    """Put `content` at `path` through a temporary file beside it and a rename.

    `mode` holds from the first byte on: at no time can more people read it than that allows.
    """
    return write_pieces(path, (content,), mode=mode)


def write_pieces(path: Path, pieces: Iterable[bytes | memoryview], *, mode: int = 0o644) -> Path:
    """Like `write_bytes`, from pieces one after another: the whole need not be in memory."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    sweep(path)
    name, lock = _fresh_file(path)
    try:
        with os.fdopen(os.dup(lock.handle), "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, path)
        sync_folder(path.parent)
    except BaseException:
        name.unlink(missing_ok=True)
        raise
    finally:
        lock.release()
    return path


def write_text(path: Path, content: str, *, mode: int = 0o644) -> Path:
    """Like `write_bytes`, in UTF-8 with the newlines given."""
    return write_bytes(Path(path), content.encode("utf-8"), mode=mode)


@contextmanager
def replace_folder(path: Path) -> Iterator[Path]:
    """Yield an empty folder; on success it takes the place of `path`, on failure nothing changes.

    Where the system can swap two names in one step, it does. Elsewhere the old folder is moved aside first;
    when the process dies just then, `recover_folder` moves it back.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    recover_folder(path)
    with fresh_folder(path.parent, prefix=f".{path.name}.", suffix=PASSING) as fresh:
        yield fresh
        os.chmod(fresh, 0o755)
        sync_folder(fresh)
        _swap(fresh, path)
        sync_folder(path.parent)


@contextmanager
def fresh_folder(parent: Path, *, prefix: str, suffix: str = "") -> Iterator[Path]:
    """An empty folder that is locked while in use; what lies under its name afterwards is removed."""
    while True:
        fresh = Path(tempfile.mkdtemp(prefix=prefix, suffix=suffix, dir=parent))
        with locked(fresh):
            if not fresh.is_dir():  # somebody swept it before it was locked
                continue
            try:
                yield fresh
            finally:
                shutil.rmtree(fresh, ignore_errors=True)
            return


def recover_folder(path: Path) -> None:
    """Bring back a folder whose replacement was cut off in the middle, and remove what it left."""
    path = Path(path)
    aside = _aside(path)
    if aside.is_dir():
        if path.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            with suppress(OSError):
                os.rename(aside, path)
    sweep(path)


def sweep(path: Path) -> None:
    """Remove what killed writers of `path` left beside it, and, when it is a folder, in it.

    What a living process is writing is locked, and stays.
    """
    path = Path(path)
    _sweep_in(path.parent, f".{path.name}.")
    if path.is_dir():
        _sweep_in(path, ".")


def sync_file(path: Path) -> None:
    """Make the content of a file last through a power cut."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


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


def _fresh_file(path: Path) -> tuple[Path, Lock]:
    """A new file beside `path`, locked before anyone could have swept it."""
    while True:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=PASSING, dir=path.parent)
        lock = Lock(handle)
        lock.take()
        if os.path.exists(name):
            return Path(name), lock
        lock.release()


def _swap(fresh: Path, path: Path) -> None:
    """Put `fresh` in the place of `path`; what was there lies at `fresh` afterwards, or is gone."""
    if not path.exists():
        os.rename(fresh, path)
        return
    if _exchange(fresh, path):
        return
    aside = _aside(path)
    os.rename(path, aside)
    try:
        os.rename(fresh, path)
    except BaseException:
        os.rename(aside, path)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two names in one step; False where the system can't."""
    import ctypes

    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(call(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)


def _aside(path: Path) -> Path:
    return path.parent / f".{path.name}{ASIDE}"


def _sweep_in(folder: Path, prefix: str) -> None:
    try:
        names = [
            entry.name
            for entry in os.scandir(folder)
            if entry.name.startswith(prefix) and entry.name.endswith(PASSING)
        ]
    except OSError:
        return
    for name in names:
        left = folder / name
        lock = try_lock(left)
        if lock is None:
            continue
        try:
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
            else:
                with suppress(OSError):
                    left.unlink()
        finally:
            lock.release()
