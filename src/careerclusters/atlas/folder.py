"""The folder an atlas is kept in: immutable generations, and a pointer that is swapped by one rename.

    atlas/current                the name of the generation in use
    atlas/<generation>/atlas.json    what it was made from, and the size of every part
    atlas/<generation>/*.part        the parts; see `storage`
    atlas/<generation>/catalog/      the catalog, unless it is the bundled one

A reader opens the generation that the pointer names and keeps it, whatever is built meanwhile.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from careerclusters.errors import DataError
from careerclusters.files import sync_folder, write_text
from careerclusters.results import FrozenMapping
from careerclusters.storage import write_value

__all__ = ["FORMAT", "HEAD", "POINTER", "Head", "read_head", "write_generation"]

FORMAT = 1
HEAD = "atlas.json"
POINTER = "current"
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
    """

    folder: Path
    version: str
    catalog_id: str
    is_bundled: bool
    params: Mapping[str, Any]
    words_id: str
    parts: Mapping[str, int]

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
        Values by name, written by `storage`.
    head
        Fields of `Head` besides the folder and the parts.
    catalog
        A catalog to keep with them; None for the bundled one.

    Returns
    -------
    The folder of the generation.
    """
    root = Path(root)
    root.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".fresh-", dir=root))
    try:
        sizes = {
            part: write_value(fresh / f"{part}.part", value).stat().st_size for part, value in parts.items()
        }
        if catalog is not None:
            catalog.save(fresh / "catalog")
        told = {**head, "format": FORMAT, "parts": sizes}
        write_text(fresh / HEAD, json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
        fresh.chmod(0o755)
        folder = _free(root, name)
        fresh.rename(folder)
        sync_folder(root)
        write_text(root / POINTER, folder.name + "\n")
        sync_folder(root)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    _sweep(root, keep=folder.name)
    return folder


def _free(root: Path, name: str) -> Path:
    number = 1
    while True:
        folder = root / (name if number == 1 else f"{name}-{number}")
        if not folder.exists():
            return folder
        number += 1


def _sweep(root: Path, *, keep: str) -> None:
    """Remove older generations and what a killed build left; one that is still open elsewhere may stay."""
    for entry in root.iterdir():
        is_ours = entry.name.startswith(".fresh-") or (entry / HEAD).is_file()
        if entry.is_dir() and entry.name != keep and is_ours:
            shutil.rmtree(entry, ignore_errors=True)
