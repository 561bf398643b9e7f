"""What is said about a published data set."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Source"]


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
