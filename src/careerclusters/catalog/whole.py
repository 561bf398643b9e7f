"""Whether what was read is whole: floors for every table, and cut-off files that floors can't see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from careerclusters.errors import DataError
from careerclusters.schema import TABLES
from careerclusters.sources.onet import DOMAIN_FILES, OnetRelease
from careerclusters.sources.registry import SOURCES

__all__ = ["doubts", "expect_whole", "expect_whole_release", "is_full_release"]

_TODO = "for a part on purpose, compile with --partial."
_COVERED_LEAST = 0.9
# Their length follows from that of the O*NET release, which may be a small one of somebody's own.
_FOLLOW_THE_RELEASE = ("onet", "onet_online_clusters")


def is_full_release(onet: OnetRelease) -> bool:
    """Whether a release describes as many occupations as every one of the publisher's does."""
    return onet.tables["occupations"].height >= TABLES["occupations"].rows_least


def expect_whole(name: str, rows: int, *, is_full: bool = True) -> None:
    """Raise unless a table has as many rows as a whole source gives at least.

    Parameters
    ----------
    is_full
        Whether the O*NET release is a full one; a small one of one's own has small tables.

    Raises
    ------
    DataError
        With both numbers.
    """
    table = TABLES[name]
    if not is_full and table.source in _FOLLOW_THE_RELEASE:
        return
    if rows < table.rows_least:
        source = SOURCES[table.source]
        raise DataError(
            f"{source.title} is not whole: the table {name} is short, a file was cut off or is another one",
            seen=f"{rows:,} rows, at least {table.rows_least:,} expected",
            todo=f"Get it from its publisher again ({', '.join(source.files) or 'O*NET'}); {_TODO}",
        )


def expect_whole_release(onet: OnetRelease) -> None:
    """Raise unless every table of a release is long enough, and rated domains cover the same occupations.

    A file that was cut between two occupations is sound in itself; it only covers fewer than the others.
    """
    is_full = is_full_release(onet)
    for name, frame in onet.tables.items():
        expect_whole(name, frame.height, is_full=is_full)
    covered = {
        part.domain: part.frame["code_onet"].n_unique()
        for part in onet.parts
        if part.table == "ratings" and part.domain in DOMAIN_FILES and part.domain != "education"
    }
    most = max(covered.values(), default=0)
    for domain, count in covered.items():
        if count < _COVERED_LEAST * most:
            raise DataError(
                f"{onet.name} is not whole: {DOMAIN_FILES[domain]} is cut off",
                seen=f"{count} occupations, other files have up to {most}",
                todo=f"Download the release again; {_TODO}",
            )


def doubts(name: str, files: Sequence[Mapping[str, object]], *, rows: int, is_full: bool) -> list[str]:
    """Notes on files that are not those of the vintage named, and on a table that is short."""
    source = SOURCES[TABLES[name].source]
    found = [
        f"{file['name']} is not the file of the vintage named ({source.release}): unknown vintage."
        for file in files
        if not str(file["sha256"]).startswith(source.sha256_known.get(str(file["name"]), ""))
    ]
    least = TABLES[name].rows_least
    if rows < least and (is_full or TABLES[name].source not in _FOLLOW_THE_RELEASE):
        found.append(f"Short: {rows:,} rows, a whole source gives at least {least:,}.")
    return found
