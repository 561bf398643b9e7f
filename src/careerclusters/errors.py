"""Every error a user can meet, in one tree.

CareerClustersError
├── DataError        a release, catalog or result is missing, broken or of another shape
│   └── FetchError   a download failed, or what came differs from what was promised
├── InputError       an argument, a file or an answer given by the user can't be used
│   ├── UnknownError a name that nothing is called (occupation, cluster, element ...)
│   └── BusyError    asked too often, or by too many; wait and try again
├── ModelError       the data at hand can't carry the computation asked for
└── MissingExtra     an optional package is needed and absent

Each message holds three short facts: what failed, the value seen, what to do next; the first and the last in
the language spoken when the error is raised.
The command line prints it and exits with `exit_code`; the web answers with `http_status`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from careerclusters.language import _

__all__ = [
    "BusyError",
    "CareerClustersError",
    "DataError",
    "FetchError",
    "InputError",
    "MissingExtra",
    "ModelError",
    "UnknownError",
    "needs",
]


class CareerClustersError(Exception):
    """Base of the tree. `str(error)` is ready to show to a person."""

    exit_code: int = 2
    http_status: int = 500

    def __init__(self, what: str, *, seen: object = None, todo: str | None = None) -> None:
        self.what = _(what.rstrip("."))
        self.seen = seen
        self.todo = None if todo is None else _(todo)
        super().__init__(what)

    def __str__(self) -> str:
        parts = [self.what + "."]
        if self.seen is not None:
            parts.append(_("Seen: {value}.", value=_short(self.seen)))
        if self.todo:
            parts.append(self.todo)
        return " ".join(parts)

    def to_dict(self) -> dict[str, object]:
        """`{"error", "what", "seen", "todo"}`, all JSON-ready."""
        seen = None if self.seen is None else _short(self.seen)
        return {"error": type(self).__name__, "what": self.what, "seen": seen, "todo": self.todo}


class DataError(CareerClustersError):
    """A release, catalog or saved result is missing, broken or of another shape."""

    http_status = 503


class FetchError(DataError):
    """A download failed, or its content is not what was promised."""


class InputError(CareerClustersError):
    """Something the user gave can't be used."""

    http_status = 422


class UnknownError(InputError):
    """A name that nothing in the catalog is called. `closest` holds near names, best first."""

    http_status = 404

    def __init__(
        self,
        what: str,
        *,
        seen: object = None,
        todo: str | None = None,
        closest: tuple[str, ...] = (),
    ) -> None:
        self.closest = tuple(closest)
        if closest:
            hint = _("Closest: {names}.", names="; ".join(closest))
            todo = f"{hint} {_(todo)}" if todo else hint
        super().__init__(what, seen=seen, todo=todo)


class BusyError(InputError):
    """Asked too often, or by more than there is room for."""

    http_status = 429


class ModelError(CareerClustersError):
    """The data at hand can't carry the computation asked for."""

    http_status = 422


class MissingExtra(CareerClustersError):
    """An optional package is needed. The message holds the exact install line."""

    def __init__(self, feature: str, *, extra: str) -> None:
        super().__init__(
            _("{feature} needs an optional package that is not installed", feature=_(feature)),
            todo=_("Install it with: {command}", command=f"pip install 'career-clusters[{extra}]'"),
        )


@contextmanager
def needs(feature: str, *, extra: str) -> Iterator[None]:
    """Turn a failed import inside the block into the install line of the extra that brings it.

    Raises
    ------
    MissingExtra
        When a package is absent.
    """
    try:
        yield
    except ImportError as error:
        raise MissingExtra(feature, extra=extra) from error


def _short(value: object, limit: int = 200) -> str:
    text = " ".join((value if isinstance(value, str) else repr(value)).split())
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    return repr(text) if isinstance(value, str) else text
