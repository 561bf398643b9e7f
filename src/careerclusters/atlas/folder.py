"""The folder an atlas is kept in: immutable generations, and a pointer that is swapped by one rename.

    atlas/current                the name of the generation in use
    atlas/<generation>/atlas.json    what it was made from, and the size of every part
    atlas/<generation>/*.part        the parts; see `storage`
    atlas/<generation>/catalog/      the catalog, unless it is the bundled one

A reader opens the generation that the pointer names and keeps it, whatever is built meanwhile: it holds a
lease on the folder, and only what nobody holds is swept.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from careerclusters.errors import DataError
from careerclusters.files import fresh_folder, sync_folder, write_pieces, write_text
from careerclusters.locks import Lease, try_lock
from careerclusters.results import FrozenMapping
from careerclusters.storage import write_value
from careerclusters.targets import check_folder, check_writable, marked_manifest

__all__ = ["FORMAT", "HEAD", "POINTER", "Head", "check_root", "read_head", "write_generation"]

FORMAT = 4
HEAD = "atlas.json"
POINTER = "current"
_FRESH = ".fresh-"
_MOST_TRIES = 5
_PIECE_BYTES = 1 << 20
_MOST_HEAD_BYTES = 1_000_000
_TODO = "Run: careerclusters build --force"


@dataclass(frozen=True)
class Head:
    """What a saved atlas says about itself.

    Attributes
    ----------
    folder
        Where the generation lies.
    version
        Version of the package that built it.
    catalog_id
        Id of its catalog.
    is_bundled
        Whether that is the catalog that comes with the package; else it lies in `catalog/`.
    params
        Parameters of the clustering, as `Params.to_dict` gives them.
    words_id
        Id of the words about occupations that it was built with.
    parts
        Size in bytes of each part, by name.
    lease
        Keeps the generation from being swept as long as this lives.
    """

    folder: Path
    version: str
    catalog_id: str
    is_bundled: bool
    params: Mapping[str, Any]
    words_id: str
    parts: Mapping[str, int]
    lease: Lease | None = field(default=None, repr=False, compare=False)

    def path(self, part: str) -> Path:
        """File of a part.

        Raises
        ------
        DataError
            When it is missing or has another size than it was written with.
        """
        path = self.folder / f"{part}.part"
        size = path.stat().st_size if path.is_file() else None
        if size != self.parts.get(part):
            seen = f"{path.name}, {'missing' if size is None else f'{size} bytes'}"
            raise DataError("A part of the saved atlas is not whole", seen=seen, todo=_TODO)
        return path


def read_head(root: Path) -> Head:
    """The head of the generation in use.

    Raises
    ------
    DataError
        When nothing was built there, or what was can't be read.
    """
    _sweep_fresh(Path(root))
    for _ in range(_MOST_TRIES):
        head = _read_head(Path(root))
        if (head.folder / HEAD).is_file():  # it may have been swept between reading and leasing
            return head
    raise DataError("The saved atlas is replaced all the time", seen=Path(root).name, todo="Try again.")


def _read_head(root: Path) -> Head:
    pointer = Path(root) / POINTER
    if not pointer.is_file():
        raise DataError("No atlas has been built yet", seen=Path(root).name, todo="Run: careerclusters build")
    try:
        with pointer.open(encoding="utf-8") as file:
            name = file.read(200).strip()
        if not name or name != Path(name).name or name.startswith("."):
            raise ValueError(f"the pointer names {name!r}")
        folder = Path(root) / name
        with (folder / HEAD).open(encoding="utf-8") as file:
            values = json.loads(file.read(_MOST_HEAD_BYTES))
        if values["format"] != FORMAT:
            raise ValueError(f"it has format {values['format']}, not {FORMAT}")
        return Head(
            lease=Lease(folder),
            folder=folder,
            version=str(values["version"]),
            catalog_id=str(values["catalog_id"]),
            is_bundled=bool(values["is_bundled"]),
            params=FrozenMapping(values["params"]),
            words_id=str(values["words_id"]),
            parts=FrozenMapping({str(part): int(size) for part, size in values["parts"].items()}),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DataError("The saved atlas can't be read", seen=error, todo=_TODO) from error


def write_generation(
    root: Path, name: str, parts: Mapping[str, object], *, head: Mapping[str, Any], catalog: Any = None
) -> Path:
    """Write a whole generation beside the others, point to it and remove those nobody points to.

    Parameters
    ----------
    root
        Folder of all generations; made when absent.
    name
        Name of the generation; a number is added when it is taken.
    parts
        Values by name, written by `storage`; a `Path` is a file that was so written.
    head
        Fields of `Head` besides the folder and the parts.
    catalog
        A catalog to keep with them; None for the bundled one.

    Returns
    -------
    The folder of the generation.

    Raises
    ------
    InputError
        When the root holds things and none of them is of an atlas.
    """
    root = Path(root)
    check_root(root)
    root.mkdir(parents=True, exist_ok=True)
    with fresh_folder(root, prefix=_FRESH) as fresh:
        folder = _write_fresh(root, fresh, name, parts, head=head, catalog=catalog)
    _sweep(root, keep=folder.name)
    return folder


def _write_fresh(
    root: Path, fresh: Path, name: str, parts: Mapping[str, object], *, head: Mapping[str, Any], catalog: Any
) -> Path:
    sizes = {part: _write_part(fresh / f"{part}.part", value).stat().st_size for part, value in parts.items()}
    if catalog is not None:
        catalog.save(fresh / "catalog")
    head_values = {**head, "format": FORMAT, "parts": sizes}
    write_text(fresh / HEAD, json.dumps(head_values, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
    fresh.chmod(0o755)
    folder = _free(root, name)
    fresh.rename(folder)
    sync_folder(root)
    write_text(root / POINTER, folder.name + "\n")
    return folder


def _write_part(path: Path, value: object) -> Path:
    if not isinstance(value, Path):
        return write_value(path, value)
    try:
        os.link(value, path)  # both names are of one file, which is never written again
    except OSError:  # another disk, or a system without links
        with value.open("rb") as file:
            write_pieces(path, iter(partial(file.read, _PIECE_BYTES), b""))
    return path


def check_root(root: Path) -> None:
    """Raise `InputError` unless an atlas may be kept there: in nothing, or beside what is left of one."""
    check_writable(root)
    if root.is_dir() and any(
        entry.name.startswith(_FRESH) or _is_generation(entry) for entry in root.iterdir()
    ):
        return
    check_folder(root, names=(POINTER,))


def _is_generation(folder: Path) -> bool:
    wanted = ("format", "catalog_id", "parts")
    return folder.is_dir() and marked_manifest(folder, file=HEAD, wanted=wanted) is not None


def _free(root: Path, name: str) -> Path:
    number = 1
    while True:
        folder = root / (name if number == 1 else f"{name}-{number}")
        if not folder.exists():
            return folder
        number += 1


def _sweep(root: Path, *, keep: str) -> None:
    """Remove what a killed build left and older generations; what someone writes or reads stays."""
    _sweep_fresh(root)
    for entry in root.iterdir():
        if entry.name != keep and _is_generation(entry):
            _remove_unless_held(entry)


def _sweep_fresh(root: Path) -> None:
    """Remove what killed builds left."""
    for entry in root.glob(f"{_FRESH}*"):
        _remove_unless_held(entry)


def _remove_unless_held(folder: Path) -> None:
    lock = try_lock(folder)
    if lock is not None:
        try:
            shutil.rmtree(folder, ignore_errors=True)
        finally:
            lock.release()
