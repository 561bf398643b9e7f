"""Keep a frozen dataclass of arrays, tables and plain values in one file that is read by mapping it.

The file opens with eight letters, the length of a JSON head and the head itself; behind it lie the blocks,
each at a multiple of 64 bytes. The head describes the value as a tree; an array in it names its block. Arrays
come back as read-only views of the mapped file, so opening costs next to nothing and processes share the
memory. Nothing in a file is ever executed: only dataclasses of this package are made, field by field, and
pickles are never read. The same value gives the same bytes. What several parts of a value share is kept once.
"""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import polars as pl

from careerclusters.edge import reading
from careerclusters.errors import DataError, ModelError
from careerclusters.files import write_pieces
from careerclusters.results import FrozenMapping

__all__ = ["read_value", "write_value"]

_MAGIC = b"CCPART01"
_ALIGN = 64
_PACKAGE = "careerclusters."
_TODO = "Run: careerclusters build --force"


def write_value(path: Path, value: object) -> Path:
    """Write `value` to `path` in one step and return the path.

    Raises
    ------
    ModelError
        When it holds something that is neither plain, array, table nor dataclass of this package.
    """
    blocks = _Blocks()
    tree = json.dumps(_pack(value, blocks), ensure_ascii=False, separators=(",", ":")).encode()
    head = _MAGIC + len(tree).to_bytes(8, "little") + zlib.crc32(tree).to_bytes(4, "little") + tree
    return write_pieces(Path(path), (head, _padding(len(head)), *blocks.pieces))


def read_value(path: Path) -> Any:
    """Read what `write_value` wrote.

    Raises
    ------
    DataError
        When there is no such file or it is damaged.
    """
    path = Path(path)
    if not path.is_file():
        raise DataError("A saved part is missing", seen=path.name, todo=_TODO)
    with reading(f"The saved part {path.name}", todo=_TODO):
        return _read(path)


def _read(path: Path) -> Any:
    mapped = np.memmap(path, dtype=np.uint8, mode="r")
    with path.open("rb") as file:
        first = file.read(20)
        length = int.from_bytes(first[8:16], "little")
        if first[:8] != _MAGIC or 20 + length > len(mapped):
            raise _Damaged("it does not open as it should")
        tree = file.read(length)
        if zlib.crc32(tree) != int.from_bytes(first[16:20], "little"):
            raise _Damaged("its head is damaged")
        return _unpack(json.loads(tree), _Content(mapped, file, 20 + length + len(_padding(20 + length))))


class _Damaged(Exception):
    """A file that is not what was written; it leaves this module as a `DataError`."""


class _Blocks:
    """Bytes of arrays and tables, one after another, each at a multiple of `_ALIGN`.

    `numbers` has the number of each dataclass written, by its identity; it holds them, so that none is taken
    for another.
    """

    def __init__(self) -> None:
        self.pieces: list[bytes | memoryview] = []
        self.numbers: dict[int, tuple[int, object]] = {}
        self._size = 0

    def add(self, data: bytes | memoryview) -> list[int]:
        """Append a block; where it starts and how long it is."""
        padding = _padding(self._size)
        start = self._size + len(padding)
        self.pieces += [padding, data]
        self._size = start + len(data)
        return [start, len(data)]


class _Content:
    """The blocks of an open file: mapped for arrays, read for tables, whose pages need not stay.

    `objects` holds the dataclasses made from it, by their numbers.
    """

    def __init__(self, mapped: np.ndarray, file: BinaryIO, start: int) -> None:
        self._mapped, self._file, self._start = mapped, file, start
        self.objects: list[object] = []

    def view(self, start: int, length: int) -> np.ndarray:
        """A block of the mapped file."""
        block = self._mapped[self._start + start : self._start + start + length]
        if len(block) != length:
            raise _Damaged("it ends too early")
        return block

    def read(self, start: int, length: int) -> bytes:
        """A block as bytes of its own."""
        self._file.seek(self._start + start)
        return self._file.read(length)


def _padding(size: int) -> bytes:
    return b"\0" * (-size % _ALIGN)


def _pack(value: Any, blocks: _Blocks) -> Any:
    """The value as a JSON tree. What JSON can't tell apart is a list that opens with its kind."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, Path):
        return ["path", str(value)]
    if isinstance(value, np.ndarray):
        return _pack_array(value, blocks)
    if isinstance(value, pl.DataFrame):
        buffer = io.BytesIO()
        value.write_ipc(buffer)
        return ["frame", blocks.add(buffer.getvalue())]
    if isinstance(value, Mapping):
        if all(isinstance(key, str) for key in value):
            return ["map", {key: _pack(part, blocks) for key, part in value.items()}]
        return ["pairs", [[_pack(key, blocks), _pack(part, blocks)] for key, part in value.items()]]
    if isinstance(value, (tuple, list)):
        if all(isinstance(part, str) for part in value):
            return ["texts", list(value)]
        return ["tuple", [_pack(part, blocks) for part in value]]
    if isinstance(value, (set, frozenset)):
        return ["set", [_pack(part, blocks) for part in sorted(value)]]
    if _is_sparse(value):
        rows = value.tocsr()
        parts = [_pack(np.asarray(part), blocks) for part in (rows.data, rows.indices, rows.indptr)]
        return ["sparse", [*parts, list(rows.shape)]]
    kind = type(value)
    if is_dataclass(value) and kind.__module__.startswith(_PACKAGE):
        if id(value) in blocks.numbers:
            return ["again", blocks.numbers[id(value)][0]]
        blocks.numbers[id(value)] = (len(blocks.numbers), value)
        names = [field.name for field in fields(value) if field.init]
        held = {name: _pack(getattr(value, name), blocks) for name in names}
        return ["object", f"{kind.__module__}:{kind.__qualname__}", held]
    raise ModelError("A value of this kind can't be saved", seen=f"{kind.__module__}.{kind.__qualname__}")


def _pack_array(value: np.ndarray, blocks: _Blocks) -> list[Any]:
    if value.dtype == object:
        return ["objects", [_pack(part, blocks) for part in value.tolist()]]
    solid = np.ascontiguousarray(value)
    content = solid.reshape(-1).view(np.uint8).data
    return ["array", solid.dtype.str, list(value.shape), blocks.add(content)]


def _unpack(node: Any, blocks: _Content) -> Any:
    if not isinstance(node, list):
        return node
    kind, *rest = node
    if kind == "array":
        dtype, shape, (start, length) = rest
        # Its base is as large as itself: scipy copies views of what is far larger.
        array = np.asarray(blocks.view(start, length).view(np.dtype(dtype)).reshape(shape))
        array.flags.writeable = False
        return array
    if kind == "frame":
        return pl.read_ipc(io.BytesIO(blocks.read(*rest[0])))
    if kind == "map":
        return FrozenMapping({key: _unpack(part, blocks) for key, part in rest[0].items()})
    if kind == "pairs":
        return FrozenMapping({_unpack(key, blocks): _unpack(part, blocks) for key, part in rest[0]})
    if kind == "texts":
        return tuple(rest[0])
    if kind == "tuple":
        return tuple(_unpack(part, blocks) for part in rest[0])
    if kind == "set":
        return frozenset(_unpack(part, blocks) for part in rest[0])
    if kind == "objects":
        return np.array([_unpack(part, blocks) for part in rest[0]], dtype=object)
    if kind == "path":
        return Path(rest[0])
    if kind == "sparse":
        from scipy import sparse

        *parts, shape = rest[0]
        data, indices, indptr = (_unpack(part, blocks) for part in parts)
        return sparse.csr_matrix((data, indices, indptr), shape=tuple(shape), copy=False)
    if kind == "object":
        number = len(blocks.objects)
        blocks.objects.append(None)
        made = _made(rest[0], {name: _unpack(part, blocks) for name, part in rest[1].items()})
        blocks.objects[number] = made
        return made
    if kind == "again":
        return blocks.objects[rest[0]]
    raise _Damaged(f"it holds something of an unknown kind: {kind}")


def _made(name: str, held: dict[str, Any]) -> object:
    module, _, qualified = name.partition(":")
    if not module.startswith(_PACKAGE):
        raise _Damaged(f"it names {module}, which is not ours")
    found: Any = import_module(module)
    for part in qualified.split("."):
        found = getattr(found, part)
    if not (isinstance(found, type) and is_dataclass(found)):
        raise _Damaged(f"{name} is no dataclass")
    return found(**held)


def _is_sparse(value: object) -> bool:
    return type(value).__module__.startswith("scipy.sparse")
