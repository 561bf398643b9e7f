"""What is said about a published data set, and whether what was read of it is whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from careerclusters.errors import DataError

__all__ = ["Source", "expect_whole"]


@dataclass(frozen=True)
class Source:
    """One published data set.

    Parameters
    ----------
    id
        Short name used in the schema and the manifest.
    title, publisher, address
        As the publisher gives them; `address` is a page for people.
    release
        Vintage that the bundled catalog holds, in words.
    licence
        Licence of the original.
    attribution
        The sentence that must stand wherever the data are shown.
    covers
        What we take from it.
    changes
        What we changed, for licences that ask for it; None when nothing but layout.
    files
        Names of the files in a folder of releases, as patterns.
    rows_least
        Table to the fewest rows that a whole release gives; fewer mean that a file was cut short. For one
        domain of the ratings the name is `ratings:skills`.
    sha256_known
        File to the first 16 digits of the SHA-256 of the vintage that `release` names; another file is of
        unknown vintage, which the manifest says.
    """

    id: str
    title: str
    publisher: str
    address: str
    release: str
    licence: str
    attribution: str
    covers: str
    changes: str | None = None
    files: tuple[str, ...] = ()
    rows_least: Mapping[str, int] = field(default_factory=dict)
    sha256_known: Mapping[str, str] = field(default_factory=dict)


def expect_whole(source: Source, table: str, rows: int) -> None:
    """Raise unless a table has as many rows as a whole release of its source gives at least.

    Raises
    ------
    DataError
        With both numbers.
    """
    least = source.rows_least.get(table, 0)
    if rows < least:
        raise DataError(
            f"{source.title} is not whole: {table} has {rows:,} rows, a whole release at least {least:,}",
            seen=", ".join(source.files) or table,
            todo="Get the file again from its publisher; for a part on purpose, compile with --partial.",
        )
