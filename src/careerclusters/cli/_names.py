"""Plain names beside official titles, and what an occupation is, as the terminal says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from careerclusters.cli._print import print_text
from careerclusters.language import ENGLISH, _, current_language, marked, pgettext

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.atlas import Atlas

__all__ = ["mark_name", "named", "print_story", "shown_title", "view_name", "with_names"]

Rows = Iterable[Mapping[str, Any]]


def with_names(
    atlas: Atlas, rows: pl.DataFrame | Rows, *, of: str = "code_onet", into: str = "name"
) -> list[dict[str, Any]]:
    """The rows with what people call the occupation whose code stands in the field `of`.

    Where the code is missing or belongs to no occupation of the catalog, the name is None.
    """
    import polars as pl

    records = rows.to_dicts() if isinstance(rows, pl.DataFrame) else [dict(row) for row in rows]
    known = atlas.clustering.titles
    return [{**row, into: atlas.name(row[of]) if row.get(of) in known else None} for row in records]


def named(rows: Rows) -> list[dict[str, Any]]:
    """Rows of `with_names` with the field `shown`: the name, and the official title where it says more."""
    return [{**row, "shown": _shown(row["name"], row["title"])} for row in rows]


def _shown(name: str | None, title: str) -> str:
    if name is None:
        return title
    known = name.casefold()
    return name if title.casefold() in (known, f"{known}s") else f"{name} ({title})"


def shown_title(atlas: Atlas, code: str, title: str) -> str:
    """The official title, which is English; in another language what its speakers call the occupation."""
    return title if current_language() == ENGLISH else atlas.name(code)


def mark_name(item_id: str, label: str) -> str:
    """What an element is called in the language spoken; its label where it is none of O*NET's."""
    from careerclusters.words import glosses, spoken_language

    language = spoken_language()
    known = None if language == ENGLISH else glosses(language).get(item_id)
    return label if known is None else known.plain_name


def _view_names() -> dict[str, str]:
    return {
        "skills": pgettext("view", "skills"),
        "knowledge": pgettext("view", "knowledge"),
        "abilities": pgettext("view", "abilities"),
        "activities": pgettext("view", "activities"),
        "context": pgettext("view", "context"),
        "interests": pgettext("view", "interests"),
        "styles": pgettext("view", "styles"),
        "work_styles": pgettext("view", "work_styles"),
        "values": pgettext("view", "values"),
        "tasks": pgettext("view", "tasks"),
        "titles": pgettext("view", "titles"),
        "industry": pgettext("view", "industry"),
        "technologies": pgettext("view", "technologies"),
        "tools": pgettext("view", "tools"),
        "education": pgettext("view", "education"),
    }


def view_name(view: str) -> str:
    """What a view or a kind of element is called in a table."""
    return _view_names().get(view, view)


def print_story(atlas: Atlas, code: str) -> None:
    """Name, what the person does, official title, a usual day, where, and who may like it."""
    title, words = atlas.clustering.titles[code], atlas.words.get(code)
    if words is None:
        print_text(f"{title} ({code})", style="bold")
        return
    print_text(words.name, style="bold")
    print_text(words.sentence)
    print_text(_("Official title: {title} ({code})", title=title, code=code), style="dim")
    if words.day:
        print_text("\n" + _("On a usual day"), style="bold")
        for one in words.day:
            print_text(f"• {one}", indent=2)
    print_text(f"\n{words.where}")
    for heading, text in (
        (marked("Good if: {text}"), words.good_if),
        (marked("Think twice if: {text}"), words.think_twice_if),
        (marked("The hard part: {text}"), words.hard),
    ):
        if text:
            print_text(_(heading).format(text=text))
    print_text()
