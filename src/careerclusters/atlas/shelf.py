"""Parts of an atlas that is being built, one file each, where several processes find them."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

from careerclusters.storage import read_value, write_value

__all__ = ["Shelf"]


class Shelf:
    """A folder of parts. What stands in it is read by mapping the file, so it costs hardly any memory.

    Parameters
    ----------
    folder
        An existing folder; by default a new one that is removed with this object.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or Path(tempfile.mkdtemp(prefix="careerclusters-"))
        if folder is None:
            weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    @property
    def files(self) -> dict[str, Path]:
        """Files of the parts that are there, by name."""
        return {path.stem: path for path in self.folder.glob("*.part")}

    def path(self, name: str) -> Path:
        """File of a part; it need not exist."""
        return self.folder / f"{name}.part"

    def put(self, name: str, value: object) -> None:
        """Write a part, whole or not at all."""
        write_value(self.path(name), value)

    def get(self, name: str) -> Any:
        """A part that is there."""
        return read_value(self.path(name))

    def __reduce__(self) -> tuple[type[Shelf], tuple[Path]]:
        return Shelf, (self.folder,)  # where the folder is gone, its parts are made again

    def __contains__(self, name: str) -> bool:
        return self.path(name).is_file()

    def __call__(self, name: str, make: Callable[[], Any]) -> Any:
        """What a catalog derives under this name: read where it stands here, else made."""
        return self.get(name) if name in self else make()
