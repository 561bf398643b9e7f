"""The report as PDF: one sheet or those of a class; the same contexts give the same bytes.

Other sheets are made of the same parts: `one_sheet` around `text`, `heading` and `table`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from io import BytesIO
from typing import Any

from careerclusters.language import _, current_language, decimal_text

__all__ = ["heading", "one_sheet", "report_pdf", "sheets_pdf", "table", "text"]

_INK, _SOFT, _LINE, _TINT = "#1b242d", "#55606b", "#c9c7c0", "#e8f1f4"
_BAR = 90
_BLANK = "_" * 22


def report_pdf(data: Mapping[str, Any], *, meta: Mapping[str, Any]) -> bytes:
    """The sheet, US letter.

    Parameters
    ----------
    data
        The context of the report page as plain data.
    meta
        Its release, version and sources.
    """
    return sheets_pdf([("", data)], meta=meta)


def sheets_pdf(sheets: Sequence[tuple[str, Mapping[str, Any]]], *, meta: Mapping[str, Any]) -> bytes:
    """Sheets of several people, a page each.

    Parameters
    ----------
    sheets
        A name, or "" for a line to write it on, and the context of the report page.
    meta
        Release, version and sources of all.
    """
    contents = [partial(_content, data, meta, name=name) for name, data in sheets]
    return _pages(_("Career Clusters: a sheet to talk over"), contents)


def one_sheet(title: str, content: Callable[[float], list[Any]]) -> bytes:
    """A PDF of one page, US letter, made smaller where too long; `content` is told the width in points."""
    return _pages(title, [content])


def _pages(title: str, contents: Sequence[Callable[[float], list[Any]]]) -> bytes:
    from careerclusters.errors import needs

    with needs("The sheet as PDF", extra="pdf"):
        from reportlab.lib.pagesizes import letter
        from reportlab.lib.units import mm
        from reportlab.platypus import KeepInFrame, PageBreak, SimpleDocTemplate

    _register_fonts()
    target = BytesIO()
    margin = 15 * mm
    document = SimpleDocTemplate(
        target,
        pagesize=letter,
        leftMargin=margin,
        rightMargin=margin,
        topMargin=12 * mm,
        bottomMargin=12 * mm,
        title=title,
        author="Career Clusters",
        lang=current_language(),
        invariant=1,
    )
    width, height = document.width - 12, document.height - 12
    pages: list[Any] = []
    for content in contents:
        pages += [PageBreak()] if pages else []
        pages.append(KeepInFrame(width, height, content(width), mode="shrink"))
    document.build(pages)
    return target.getvalue()


def _register_fonts() -> None:
    """Letters that go with the file, so that every sign prints: Bitstream Vera, which reportlab brings."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if "Vera" in pdfmetrics.getRegisteredFontNames():
        return
    for name in ("Vera", "VeraBd", "VeraIt", "VeraBI"):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="VeraBd", italic="VeraIt", boldItalic="VeraBI")


def _content(data: Mapping[str, Any], meta: Mapping[str, Any], width: float, *, name: str = "") -> list[Any]:
    from reportlab.platypus import Spacer

    line = f"{_('Name')} {name or _BLANK}    {_('With')} {_BLANK}    {_('Date')} ______________"
    content = [text(_("A sheet to talk over"), size=17, is_bold=True), text(line, size=8, after=6)]
    if data["themes"]:
        content += [heading(_("What you said you like")), _themes(data, width)]
    if data["clusters"]:
        words = "; ".join(data["clusters"])
        content.append(
            text(_("Share of your likely first ten by group: {groups}.", groups=words), size=8, before=3)
        )
    if not data["options"]:
        content.append(text(data["todo"] or _("Nothing was chosen yet."), before=8))
        return content
    options = _("Three options that fit")
    if data["is_own_choice"]:
        options = _("Three options from your shortlist")
    content.append(heading(options))
    content += [
        text(_("Of all of them: {reason}", reason=one[0].lower() + one[1:]), size=8, after=2)
        for one in data["shared_reasons"]
    ]
    content.append(_options(data["options"], width))
    if data["others"] or data["not_suggested"]:
        content.append(heading(_("And beyond")))
    if data["others"]:
        content.append(_options(data["others"], width))
    content += [text(one, size=8, before=2) for one in data["not_suggested"]]
    content.append(heading(_("Questions to talk over")))
    content += [text(f"{at}.  {one}", after=2) for at, one in enumerate(data["questions"], start=1)]
    content += [heading(_("What this sheet can't tell"))]
    content.append(text(" ".join(data["limits"]), size=8, colour=_SOFT, after=3))
    sources = "; ".join(f"{one['title']}, {one['publisher']} ({one['licence']})" for one in meta["sources"])
    words = _(
        "Made by Career Clusters {version} from {release}, modified. Sources: {sources}.",
        version=meta["version"],
        release=meta["release"],
        sources=sources,
    )
    content += [Spacer(1, 2), text(words, size=6.5, colour=_SOFT)]
    return content


def _themes(data: Mapping[str, Any], width: float) -> Any:
    from reportlab.graphics.shapes import Drawing, Line, Rect
    from reportlab.lib import colors

    rows = []
    for one in sorted(data["themes"], key=lambda one: -one["score"]):
        bar = Drawing(_BAR, 8)
        bar.add(Rect(0, 2, _BAR, 4, fillColor=colors.HexColor("#e6e4dd"), strokeColor=None))
        at, low, high = ((one[name] - 1) / 4 * _BAR for name in ("score", "low", "high"))
        bar.add(Rect(0, 2, at, 4, fillColor=colors.HexColor("#0b5a75"), strokeColor=None))
        bar.add(Line(low, 4, high, 4, strokeColor=colors.HexColor(_INK), strokeWidth=1))
        ends = {name: decimal_text(one[name], 1) for name in ("score", "low", "high")}
        said = _("{score} of 5, likely {low} to {high}", **ends)
        name = text(f"<b>{escape(one['name'])}</b>: {escape(one['words'])}", size=8, is_markup=True)
        rows.append([name, bar, text(said, size=8)])
    return table(rows, [width - _BAR - 150, _BAR + 6, 144])


def _options(options: list[Mapping[str, Any]], width: float) -> Any:
    rows = []
    for one in options:
        head = f"<b>{escape(one['label'])}: {escape(one['name'])}</b> ({escape(one['cluster'])})"
        if one["standing"]:
            head += f"<br/><font color='{_SOFT}' size='7.5'>{escape(one['standing'])}</font>"
        cell = [text(head, is_markup=True, after=2)]
        cell += [text(f"•  {reason}", size=8, after=1) for reason in one["reasons"]]
        rows.append([cell, _facts(one)])
    return table(rows, [width - 230, 230], is_lined=True)


def _facts(one: Mapping[str, Any]) -> list[Any]:
    low, high = one["pay_low"], one["pay_high"]
    facts = [(_("Typical pay"), one["pay"]), (_("Change in jobs"), one["growth"])]
    facts += [(_("Openings"), one["openings"]), (_("Usual schooling"), one["schooling"])]
    lines = []
    for name, figure in facts:
        words = _("not known") if figure is None else f"{figure['text']} ({figure['year']})"
        lines.append(text(f"<b>{name}:</b> {escape(words)}", size=8, is_markup=True, after=1))
        if name == _("Typical pay") and low and high:
            words = _(
                "A tenth earn less than {low}, a tenth more than {high}",
                low=low["text"],
                high=high["text"],
            )
            lines.append(text(words, size=7.5, colour=_SOFT, after=1))
    return lines


def table(rows: list[list[Any]], widths: list[float], *, is_lined: bool = False) -> Any:
    """Cells in rows; `widths` in points."""
    from reportlab.lib import colors
    from reportlab.platypus import Table, TableStyle

    style: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    style += [("LEFTPADDING", (0, 0), (0, -1), 0)]
    style += [("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3 if is_lined else 0)]
    if is_lined:
        style.append(("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.HexColor(_LINE)))
    return Table(rows, colWidths=widths, style=TableStyle(style), hAlign="LEFT")


def heading(words: str) -> Any:
    """A heading inside a sheet."""
    return text(words, size=11, is_bold=True, before=7, after=3)


def text(
    words: str,
    *,
    size: float = 8.5,
    colour: str = _INK,
    is_bold: bool = False,
    is_markup: bool = False,
    before: float = 0,
    after: float = 0,
) -> Any:
    """A paragraph; words are escaped unless they are markup already."""
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle(
        "words",
        fontName="VeraBd" if is_bold else "Vera",
        fontSize=size,
        leading=size * 1.3,
        textColor=HexColor(colour),
        spaceBefore=before,
        spaceAfter=after,
    )
    return Paragraph(words if is_markup else escape(words), style)
