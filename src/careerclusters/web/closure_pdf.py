"""A closure as PDF: one sheet, the same context as the page; the same context gives the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from careerclusters.language import _, decimal_text, ngettext, pgettext
from careerclusters.web.pdf import heading, one_sheet, table, text

__all__ = ["closure_pdf"]

_PLACED, _LEFT = "#0b5a75", "#b8480c"
_MOVES, _STRANDED = 10, 6


def closure_pdf(data: Mapping[str, Any], *, meta: Mapping[str, Any]) -> bytes:
    """The sheet, US letter.

    Parameters
    ----------
    data
        The context of the closure page as plain data.
    meta
        Its release, version and sources.
    """
    return one_sheet(_("A closure: who could go where"), lambda width: _content(data, meta, width))


def _content(data: Mapping[str, Any], meta: Mapping[str, Any], width: float) -> list[Any]:
    content = [text(_("A closure: who could go where"), size=17, is_bold=True)]
    if not data["scenarios"]:
        return [
            *content,
            text(data["problem"] or _("No jobs were given. Go back to the desk and paste a list."), before=8),
        ]
    content.append(text(data["facts"], size=8.5, after=4))
    content.append(text(data["finding"], size=11, after=4))
    if data["asked_count"]:
        said = ngettext(
            "{n} person isn't counted: it isn't sure which work they do.",
            "{n} people aren't counted: it isn't sure which work they do.",
            data["asked_count"],
        )
        content.append(text(said, size=8, after=3))
    rows = [_scenario(one) for one in data["scenarios"]]
    content.append(table(rows, [120, 150, width - 270], is_lined=True))
    first, last = data["scenarios"][0], data["scenarios"][-1]
    content.append(heading(_("{scenario}: the largest moves", scenario=first["short"])))
    content.append(_moves(first, width))
    if last["training"]:
        content.append(heading(_("{scenario}: what people need to get ready", scenario=last["short"])))
        words = "; ".join(f"{decimal_text(one['people_count'])}: {one['words']}" for one in last["training"])
        content.append(text(f"{words}.", size=8.5))
    content.append(heading(_("Who is left without a place, with no training")))
    content += [text(_left(one), size=8.5, after=1) for one in first["stranded"][:_STRANDED]]
    if not first["stranded"]:
        content.append(text(_("Nobody."), size=8.5))
    content.append(heading(_("What this sheet can't tell")))
    sources = "; ".join(f"{one['title']}, {one['publisher']}" for one in meta["sources"])
    content.append(text(data["limits"], size=8, after=3))
    content.append(text(f"Career Clusters {meta['version']}. {_('Sources:')} {sources}.", size=6.5))
    return content


def _scenario(one: Mapping[str, Any]) -> list[Any]:
    from reportlab.graphics.shapes import Drawing, Rect
    from reportlab.lib import colors

    share = one["placed_count"] / one["people_count"]
    bar = Drawing(140, 12)
    bar.add(Rect(0, 2, 140, 8, fillColor=colors.HexColor(_LEFT), strokeColor=None))
    bar.add(Rect(0, 2, 140 * share, 8, fillColor=colors.HexColor(_PLACED), strokeColor=None))
    return [text(one["short"], size=9.5, is_bold=True), bar, text(one["finding"], size=8.5)]


def _moves(one: Mapping[str, Any], width: float) -> Any:
    rows = [
        [
            text(words, size=8, is_bold=True)
            for words in (_("From"), _("To"), _("People"), _("Pay a year"), _("Years"))
        ]
    ]
    for move in one["moves"][:_MOVES]:
        cells = (
            move["origin_name"],
            move["name"],
            decimal_text(move["people_count"]),
            _pay(move["pay_change_usd"]),
        )
        years = move["years"] if move["years_high"] else pgettext("time", "none")
        rows.append([text(words, size=8) for words in (*cells, years)])
    return table(rows, [(width - 190) / 2, (width - 190) / 2, 50, 80, 60])


def _pay(change: float | None) -> str:
    from careerclusters.present import dollars

    if change is None:
        return _("not known")
    return _("the same") if change == 0 else f"{'+' if change > 0 else '−'}{dollars(abs(change), per=None)}"


def _left(one: Mapping[str, Any]) -> str:
    rescue = f"; {one['would_place']}" if one["would_place"] else ""
    return f"{decimal_text(one['people_count'])} × {one['name']}: {one['reason']}{rescue}."
