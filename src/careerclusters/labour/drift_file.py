"""A comparison of two releases as a file: in the user's folder, else the one that comes along.

The one that comes along holds derived counts and names only; docs/methods/drift.md names the command that
makes it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeGuard

from careerclusters.errors import DataError
from careerclusters.files import write_text
from careerclusters.home import home_folder
from careerclusters.labour.drift import Drift
from careerclusters.targets import check_file

__all__ = ["KeptDrift", "check_drift_target", "drift_path", "kept_drift", "read_drift", "write_drift"]

MARK, VERSION = "careerclusters_drift", 1
_MOST_ROWS = 60
_MOST_BYTES = 4_000_000
# What a reader may rely on: columns of each table with their kind, and how many rows there are at least.
_NUMBER = (int, float)
_TABLES: Mapping[str, tuple[int, Mapping[str, type | tuple[type, ...]]]] = {
    "levels": (
        1,
        {"level": str, "moved_steady_count": int}
        | {f"{what}_count": int for what in ("moved", "split", "merged")}
        | {f"{what}_null_count": _NUMBER for what in ("moved", "split", "merged")},
    ),
    "movers": (
        0,
        {name: str for name in ("level", "code_onet", "title", "cluster_old", "cluster_new")}
        | {"is_steady": bool},
    ),
    "splits": (0, {name: str for name in ("level", "kind", "cluster", "parts")}),
    "ratings": (0, {"kind": str, "count": int}),
    "elements": (
        0,
        {"element_id": str, "scale_id": str, "occupations_surveyed_count": int, "change_mean": _NUMBER},
    ),
    "technologies": (0, {"technology": str, "occupations_old_count": int, "occupations_new_count": int}),
}
_TEXTS, _COUNTS, _CODES = ("old", "new"), ("n_occupations", "runs", "seed"), ("appeared", "vanished")


@dataclass(frozen=True)
class KeptDrift:
    """A kept comparison: its tables as lists of rows by name, and whose it is.

    `problem` says why the user's own file was passed over; None when there was none or it could be read.
    """

    comparison: Mapping[str, Any]
    is_own: bool
    problem: str | None


def drift_path() -> Path:
    """Where the user's own comparison is kept."""
    return home_folder() / "drift.json"


def check_drift_target(path: Path, *, is_forced: bool = False) -> Path:
    """The path, when a comparison may be written there; `InputError` when there is something else."""
    return check_file(
        path, is_ours=lambda content: f'"{MARK}"'.encode() in content[:200], is_forced=is_forced
    )


def write_drift(found: Drift, path: Path) -> Path:
    """Write a comparison; of elements and technologies the sixty largest changes."""
    comparison: dict[str, Any] = found.to_dict()
    for name in ("elements", "technologies"):
        comparison[name] = [_rounded(row) for row in comparison[name][:_MOST_ROWS]]
    text = json.dumps(
        {MARK: VERSION, **comparison}, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )
    return write_text(path, text + "\n")


def _rounded(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: round(one, 6) if isinstance(one, float) else one for name, one in row.items()}


def read_drift(path: Path) -> Mapping[str, Any]:
    """The comparison in a file.

    Raises
    ------
    DataError
        When it can't be read or isn't one.
    """
    todo = "Make it again with: careerclusters drift OLD_RELEASE"
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        comparison = json.loads(content) if len(content) <= _MOST_BYTES else None
    except (OSError, ValueError, RecursionError) as error:
        raise DataError("The comparison of releases can't be read", seen=path.name, todo=todo) from error
    if not _is_sound(comparison):
        raise DataError("This is no comparison of releases", seen=path.name, todo=todo)
    return comparison


def kept_drift() -> KeptDrift:
    """The user's own comparison, or the one that comes along where there is none or it can't be read."""
    own, problem = drift_path(), None
    if own.is_file():
        try:
            return KeptDrift(read_drift(own), is_own=True, problem=None)
        except DataError as error:
            problem = str(error)
    with_package = Path(str(files("careerclusters.labour").joinpath("drift.json")))
    return KeptDrift(read_drift(with_package), is_own=False, problem=problem)


def _is_sound(comparison: object) -> TypeGuard[dict[str, Any]]:
    if not isinstance(comparison, dict) or comparison.get(MARK) != VERSION:
        return False
    return (
        all(_is(comparison.get(name), str) for name in _TEXTS)
        and all(_is(comparison.get(name), int) for name in _COUNTS)
        and all(_is_list_of(comparison.get(name), str) for name in _CODES)
        and all(_is_table(comparison.get(name), *wanted) for name, wanted in _TABLES.items())
        and isinstance(comparison.get("left_out"), dict)
        and _is_list_of(list(comparison["left_out"].values()), str)
    )


def _is_table(rows: object, least: int, columns: Mapping[str, type | tuple[type, ...]]) -> bool:
    if not _is_list_of(rows, dict) or len(rows) < least:
        return False
    return all(_is(row.get(name), kind) for row in rows for name, kind in columns.items())


def _is_list_of(values: object, kind: type) -> TypeGuard[list[Any]]:
    return isinstance(values, list) and all(_is(value, kind) for value in values)


def _is(value: object, kind: type | tuple[type, ...]) -> bool:
    """Whether it is of a kind; true and false are no numbers, nor is what is not finite."""
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, kind) and not (isinstance(value, float) and not math.isfinite(value))
