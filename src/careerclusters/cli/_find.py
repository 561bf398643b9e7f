"""From what a person typed to one occupation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerclusters.language import _

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas

__all__ = ["find_occupation"]


def find_occupation(atlas: Atlas, query: str) -> str:
    """The `code_onet` of the occupation meant: by code of any list, official title, or any usual title.

    Where the words are not the occupation's own title, a note says what they were taken for.

    Raises
    ------
    UnknownError
        When it isn't sure which occupation is meant, with the candidates and one question; or when the
        occupation could not be placed in the clustering.
    """
    from careerclusters.errors import UnknownError
    from careerclusters.finding import to_code

    wanted = " ".join(query.split())
    for code in (wanted, f"{wanted}.00"):
        if code in atlas.clustering.titles:
            return code
    finding = atlas.find(query, limit=5)
    code = to_code(finding)
    first = finding.candidates[0]
    if code not in atlas.clustering.titles:
        raise UnknownError(
            "This occupation is in the catalog but could not be placed in the clustering",
            seen=f"{code} {first.title}",
            todo="Look for others with: careerclusters search QUERY",
        )
    if first.why not in ("exact code", "exact title"):
        from careerclusters.cli._names import shown_title
        from careerclusters.cli._print import note

        note(
            _(
                "{query} is taken as {title} ({code}), by {why}: {matched_title}.",
                query=repr(query),
                title=shown_title(atlas, code, first.title),
                code=code,
                why=_why(first.why),
                matched_title=first.matched_title,
            )
        )
        note(_("Others it may mean: careerclusters search {query}", query=repr(query)))
    return code


def _why(kind: str) -> str:
    """How words were found to mean an occupation, inside a sentence."""
    said = {
        "exact alternate title": _("exact alternate title"),
        "starts with": _("starts with"),
        "who does it": _("who does it"),
        "close spelling": _("close spelling"),
        "foreign title": _("foreign title"),
        "similar words": _("similar words"),
    }
    return said.get(kind, kind)
