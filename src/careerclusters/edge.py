"""Where files meet libraries that parse them: whatever those raise becomes one error of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from careerclusters.errors import CareerClustersError, DataError

__all__ = ["reading"]


@contextmanager
def reading(
    what: str,
    *,
    where: str = "",
    problem: str = "can't be read: it is damaged",
    todo: str = "Use the publisher's file as it is.",
) -> Iterator[None]:
    """Turn whatever a library raises while it reads `what` into a `DataError`; errors of ours pass.

    Libraries that parse files fail each in its own way; this maps them once, at the edge. The message says
    `what` has which `problem`, and, where it helps, in which file.
    """
    try:
        yield
    except CareerClustersError:
        raise
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        # Libraries in Rust panic with a class of their own that is no Exception.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise DataError(
            f"{what} {problem}", seen=f"{where}: {_reason(error)}" if where else _reason(error), todo=todo
        ) from error


def _reason(error: BaseException) -> str:
    """The error's name and its first line; an own class that says only that something is damaged has none."""
    text = str(error).strip()
    first = text.splitlines()[0][:160] if text else ""
    name = type(error).__name__
    if not first:
        return name
    return first if name.startswith("_") else f"{name}: {first}"
