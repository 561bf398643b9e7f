"""Asking back: words that may mean several occupations, with the ones they may mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from careerclusters.errors import UnknownError
from careerclusters.language import ENGLISH, _

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas

__all__ = ["Asked", "find_or_ask", "print_asked"]

LEAST_SURE = 0.5
_MOST = 5


@dataclass(frozen=True)
class Asked:
    """What was typed, and the occupations it may mean.

    `likely` is the code of the first where that is more likely meant than not; else None. An answer for it
    may stand beside the question.
    """

    typed: str
    candidates: tuple[tuple[str, str], ...]
    likely: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        found = [{"code_onet": code, "name": name} for code, name in self.candidates]
        return {"typed": self.typed, "question": _("Which do you mean?"), "candidates": found}


def find_or_ask(atlas: Atlas, text: str) -> str | Asked:
    """The code of the occupation meant, or the question which one is meant.

    Nothing is taken silently that is less likely than one half to be meant.
    """
    from careerclusters.cli._find import find_occupation
    from careerclusters.features.names import plain_name

    try:
        hits = atlas.titles.find(text, limit=_MOST)
    except UnknownError:
        hits = []
    titles = dict(atlas.catalog.occupations.select("code_onet", "title").iter_rows())
    near = tuple((hit.code_onet, plain_name(hit.code_onet, titles[hit.code_onet])) for hit in hits)
    wanted = " ".join(text.split()).casefold()
    is_named = (
        wanted in titles or f"{wanted}.00" in titles or wanted in {t.casefold() for t in titles.values()}
    )
    if not is_named and (found := atlas.find(text, limit=_MOST)).language != ENGLISH and found.code_onet:
        return find_occupation(atlas, text)
    if not is_named and (not hits or getattr(hits[0], "score", 1.0) < LEAST_SURE):
        return Asked(text, near)
    try:
        return find_occupation(atlas, text)
    except UnknownError:
        likely = hits[0].code_onet if hits and hits[0].score >= LEAST_SURE else None
        return Asked(text, near, likely)


def print_asked(asked: Asked) -> None:
    """Print the question with its answers; where one is likely meant, as a note beside the answer for it."""
    from careerclusters.cli._print import note, print_text
    from careerclusters.present import listing

    if asked.likely is not None:
        note(
            _(
                "{typed} is taken as {name}. If you meant other work, name it: {others}.",
                typed=repr(asked.typed),
                name=asked.candidates[0][1],
                others=listing([f"{name} ({code})" for code, name in asked.candidates[1:]]),
            )
        )
        return

    if not asked.candidates:
        raise UnknownError(
            "No job title is like that", seen=asked.typed, todo="Try other words: careerclusters search TITLE"
        )
    print_text(
        _("{typed} can mean several kinds of work. Which do you mean?", typed=repr(asked.typed)),
        style="bold",
    )
    for code, name in asked.candidates:
        print_text(f"{code}  {name}", indent=2)
