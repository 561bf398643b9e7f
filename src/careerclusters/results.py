"""What every result has in common: it never changes, equals by content, and says what it is.

A result is a frozen dataclass of plain values, arrays and tables. Arrays are read-only, mappings can't be
written to, pickling copies the values and nothing else, and two results with the same content are equal.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

if TYPE_CHECKING:
    import polars as pl

__all__ = ["FrozenMapping", "Result", "Value", "frozen", "json_ready", "same"]

K = TypeVar("K")
V = TypeVar("V")
_MOST_ROWS = 20
_PLAIN = frozenset({str, int, float, bool, bytes})


class FrozenMapping(Mapping[K, V]):
    """A mapping that can't be changed; it equals any mapping with the same items, and it pickles."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[K, V] | None = None) -> None:
        object.__setattr__(self, "_items", {key: frozen(part) for key, part in (items or {}).items()})

    def __getitem__(self, key: K) -> V:
        return self._items[key]  # type: ignore[attr-defined, no-any-return]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)  # type: ignore[attr-defined]

    def __len__(self) -> int:
        return len(self._items)  # type: ignore[attr-defined]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a frozen mapping can't be changed")

    def __hash__(self) -> int:
        return hash(tuple(sorted(map(str, self._items))))  # type: ignore[attr-defined]

    def __reduce__(self) -> tuple[type[FrozenMapping[K, V]], tuple[dict[K, V]]]:
        return type(self), (self._items,)  # type: ignore[attr-defined]

    def __repr__(self) -> str:
        return repr(self._items)  # type: ignore[attr-defined]


@runtime_checkable
class Result(Protocol):
    """What can be asked of anything the library answers with."""

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready content."""
        ...

    def to_frame(self) -> pl.DataFrame:
        """Its rows as a table."""
        ...

    def _repr_html_(self) -> str:
        """A small table for notebooks."""
        ...


class Value:
    """Base of frozen dataclasses: read-only parts, equality by content, a table in notebooks.

    Subclasses are declared with `@dataclass(frozen=True, eq=False)`.
    """

    def __post_init__(self) -> None:
        for field in fields(self):  # type: ignore[arg-type]
            value = getattr(self, field.name)
            kept = frozen(value)
            if kept is not value:
                object.__setattr__(self, field.name, kept)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other):
            return NotImplemented
        names = [field.name for field in fields(self) if field.compare]  # type: ignore[arg-type]
        return all(same(getattr(self, name), getattr(other, name)) for name in names)

    def __hash__(self) -> int:
        values = [getattr(self, field.name) for field in fields(self) if field.compare]  # type: ignore[arg-type]
        plain = [value for value in values if isinstance(value, (str, int, float, bool))]
        return hash((type(self).__name__, *plain))

    def __getstate__(self) -> dict[str, Any]:
        """The fields alone: what was derived from them is derived again where it is needed."""
        return {field.name: getattr(self, field.name) for field in fields(self)}  # type: ignore[arg-type]

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, frozen(value))

    def _repr_html_(self) -> str:
        heading = f"<p>{html.escape(repr(self))}</p>"
        to_frame = getattr(self, "to_frame", None)
        if to_frame is None:
            return heading
        return heading + _table(to_frame())

    def to_pandas(self) -> Any:
        """The rows of `to_frame()` as a pandas table.

        Raises
        ------
        MissingExtra
            When pandas or pyarrow is not installed.
        """
        from careerclusters.errors import needs

        with needs("A pandas table", extra="pandas"):
            import pandas  # noqa: F401
            import pyarrow  # noqa: F401
        return self.to_frame().to_pandas()  # type: ignore[attr-defined]


def frozen(value: Any) -> Any:
    """The same value where nobody can change it: arrays read-only, mappings, lists and sets closed."""
    if value is None or type(value) in _PLAIN:
        return value
    import numpy as np

    if isinstance(value, np.ndarray):
        if not value.flags.writeable:
            return value
        closed = value.view()
        closed.flags.writeable = False
        return closed
    if isinstance(value, FrozenMapping):
        return value
    if isinstance(value, Mapping):
        return FrozenMapping(value)
    if isinstance(value, list):
        return tuple(map(frozen, value))
    if isinstance(value, set):
        return frozenset(value)
    if type(value) is tuple and not _PLAIN.issuperset(map(type, value)):
        closed_parts = tuple(map(frozen, value))
        is_closed = all(part is given for part, given in zip(closed_parts, value, strict=True))
        return value if is_closed else closed_parts
    return value


def json_ready(value: Any) -> Any:
    """The same content in what JSON knows: tables as lists of rows, a missing number as null."""
    import numpy as np
    import polars as pl

    if isinstance(value, pl.DataFrame):
        return [json_ready(row) for row in value.to_dicts()]
    if isinstance(value, Mapping):
        return {str(key): json_ready(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [json_ready(part) for part in value]
    if isinstance(value, (np.ndarray, np.generic)):
        return json_ready(value.tolist())
    return None if isinstance(value, float) and value != value else value


def same(left: Any, right: Any) -> bool:
    """Whether two values have the same content; a missing number equals a missing number."""
    import numpy as np
    import polars as pl

    if left is right:
        return True
    if isinstance(left, np.ndarray) or isinstance(right, np.ndarray):
        if not (isinstance(left, np.ndarray) and isinstance(right, np.ndarray)):
            return False
        has_gaps = left.dtype.kind == right.dtype.kind == "f"
        return left.shape == right.shape and bool(np.array_equal(left, right, equal_nan=has_gaps))
    if isinstance(left, pl.DataFrame) and isinstance(right, pl.DataFrame):
        return left.schema == right.schema and left.equals(right)
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, tuple) and isinstance(right, tuple):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, float) and isinstance(right, float) and left != left and right != right:
        return True
    return bool(left == right)


def _table(rows: pl.DataFrame) -> str:
    head = "".join(f"<th>{html.escape(name)}</th>" for name in rows.columns)
    body = "".join(
        f"<tr>{''.join(f'<td>{_cell(value)}</td>' for value in row)}</tr>"
        for row in rows.head(_MOST_ROWS).iter_rows()
    )
    more = f"<p>{rows.height - _MOST_ROWS} more rows</p>" if rows.height > _MOST_ROWS else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: object) -> str:
    return "" if value is None else html.escape(str(value))
