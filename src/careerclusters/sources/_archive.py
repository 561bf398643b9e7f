"""A release as a bag of named text files, zipped or unpacked, never larger than it should be.

A zip says how large each member is, and may lie. Each member is therefore read through a stream
that stops at a bound, and the sum of what was announced is bounded before anything is read.
"""

from __future__ import annotations

import hashlib
import struct
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from careerclusters.edge import reading
from careerclusters.errors import DataError
from careerclusters.sources._bounds import read_bounded

__all__ = ["LARGEST_FILE", "LARGEST_RELEASE", "Archive", "FileRecord", "open_archive", "sha256_of"]

LARGEST_FILE = 100_000_000
LARGEST_RELEASE = 500_000_000
LARGEST_COUNT = 2_000
_AGAIN = "Download the release again."
_LARGEST_LIST = 2_000_000
_END, _LONGEST_END = b"PK\x05\x06", 65_557
# Stored and deflated: the others unpack without a bound.
_PACKINGS = (0, 8)


@dataclass(frozen=True)
class FileRecord:
    """A file that was read: what a manifest says about it."""

    name: str
    sha256: str
    size: int

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {"name": self.name, "sha256": self.sha256, "bytes": self.size}


@dataclass(frozen=True)
class Archive:
    """Text files of one release by bare name, without folders.

    Parameters
    ----------
    path
        The zip or the folder.
    members
        Bare file name to its place inside.
    """

    path: Path
    members: dict[str, str]

    @property
    def label(self) -> str:
        """Name of the zip or folder, for messages."""
        return self.path.name

    def read(self, name: str) -> bytes:
        """The whole content of one file; `DataError` when it is absent, broken or too large."""
        if name not in self.members:
            raise DataError(f"{self.label} holds no file {name}", todo="Use a complete release.")
        if self.path.is_dir():
            place = self.path / self.members[name]
            return read_bounded(place, most_bytes=LARGEST_FILE)
        with (
            reading(f"{name} in {self.label}", problem="can't be unpacked", todo=_AGAIN),
            zipfile.ZipFile(self.path) as zipped,
            zipped.open(self.members[name]) as stream,
        ):
            content = stream.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise _too_large(name, self.label)
        return content

    def head(self, name: str, size: int = 4096) -> bytes:
        """The first bytes of a file; empty when they can't be read."""
        try:
            with reading(name):
                if self.path.is_dir():
                    with (self.path / self.members[name]).open("rb") as stream:
                        return stream.read(size)
                with zipfile.ZipFile(self.path) as zipped, zipped.open(self.members[name]) as stream:
                    return stream.read(size)
        except DataError:
            return b""


def open_archive(path: Path) -> Archive:
    """List the text files of a zip or a folder; `DataError` when it is none or suspiciously large."""
    path = Path(path)
    if path.is_dir():
        found = sorted(place for place in _few(path.rglob("*"), path.name) if place.suffix == ".txt")
        return _archive(path, [place.relative_to(path).as_posix() for place in found])
    if not path.exists():
        raise DataError("The release is missing", seen=path.name, todo="Give the path of its zip or folder.")
    if not path.is_file():
        raise DataError("The release is no plain file", seen=path.name, todo="Give its zip or folder.")
    _check_directory(path)
    with (
        reading("The release", where=path.name, problem="is no readable zip", todo=_AGAIN),
        zipfile.ZipFile(path) as zipped,
    ):
        entries = [entry for entry in zipped.infolist() if not entry.is_dir()]
    odd = next((entry for entry in entries if entry.compress_type not in _PACKINGS), None)
    if odd is not None:
        raise DataError(
            f"{odd.filename} in {path.name} is packed in a way that isn't read",
            seen=zipfile.compressor_names.get(  # type: ignore[attr-defined]
                odd.compress_type, str(odd.compress_type)
            ),
            todo="Download the release again; the publisher deflates.",
        )
    if len(entries) > LARGEST_COUNT or sum(entry.file_size for entry in entries) > LARGEST_RELEASE:
        raise _too_large("The release", path.name)
    return _archive(path, [entry.filename for entry in entries])


def _few(places: Iterable[Path], label: str) -> Iterator[Path]:
    """The plain files of a folder; `DataError` when it holds more than a release can."""
    for number, place in enumerate(places):
        if number > LARGEST_COUNT:
            raise _too_large("The folder", label)
        if place.is_file():
            yield place


def _check_directory(path: Path) -> None:
    """Raise before a zip's list of members, which is read as a whole, would take all memory."""
    size = path.stat().st_size
    if size > LARGEST_RELEASE:
        raise _too_large("The release", path.name)
    with path.open("rb") as file:
        file.seek(max(0, size - _LONGEST_END))
        end = file.read()
    place = end.rfind(_END)
    if place < 0 or len(end) < place + 22:
        return
    count, listed = struct.unpack_from("<H", end, place + 10)[0], struct.unpack_from("<L", end, place + 12)[0]
    if count > LARGEST_COUNT or listed > _LARGEST_LIST:
        raise _too_large("The release", path.name)


def sha256_of(content: bytes) -> str:
    """Checksum as hexadecimal text."""
    return hashlib.sha256(content).hexdigest()


def _archive(path: Path, places: list[str]) -> Archive:
    members: dict[str, str] = {}
    for place in sorted(places):
        name = PurePosixPath(place).name
        if not name.lower().endswith(".txt") or name.startswith(".") or place.startswith("__MACOSX"):
            continue
        if name in members:
            raise DataError(
                f"{path.name} holds {name} twice",
                seen=f"{members[name]} and {place}",
                todo="Give the zip or folder of one release.",
            )
        members[name] = place
    if not members:
        raise DataError(
            "The release holds no text files",
            seen=path.name,
            todo="Give the text layout (db_NN_N_text.zip), zipped or unpacked.",
        )
    return Archive(path, members)


def _too_large(what: str, label: str) -> DataError:
    return DataError(
        f"{what} unpacks to more than a release can hold",
        seen=label,
        todo="Download it from the publisher again.",
    )
