"""What is said about a published data set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    sha256_known: Mapping[str, str] = field(default_factory=dict)
