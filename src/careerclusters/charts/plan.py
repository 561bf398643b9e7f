"""A plan as an SVG picture: one row per way, one box per occupation, the steps between them."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from textwrap import wrap
from typing import Any

from careerclusters.charts.palette import colour
from careerclusters.present import dollars, percent

__all__ = ["draw_plan"]

_BOX, _GAP, _ROW, _LEFT, _TOP = 190, 110, 150, 30, 90
_FONT = "font-family='Segoe UI, Helvetica, Arial, sans-serif'"


def draw_plan(plan: Mapping[str, Any]) -> str:
    """SVG text.

    Parameters
    ----------
    plan
        From `careerclusters.pathways.explain_plan`.
    """
    ways = plan["ways"]
    most = max((len(way["names"]) - 1 for way in ways), default=1)
    width = 2 * _LEFT + (most + 1) * _BOX + most * _GAP
    height = _TOP + max(len(ways), 1) * _ROW + 40
    start = plan["origin"]["name"] if plan["origin"] else "school or no work"
    title = f"From {start} to {plan['destination']['name']}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="plan-title plan-text" {_FONT}>',
        f'<title id="plan-title">{escape(title)}</title>',
        f'<desc id="plan-text">{escape(_in_words(ways))}</desc>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="42" font-size="24" font-weight="600" fill="#1c1c1c">{escape(title)}</text>',
    ]
    if not ways:
        words = "There is no way within these limits."
        parts.append(f'<text x="{_LEFT}" y="{_TOP}" font-size="15" fill="#333">{words}</text>')
    for row, way in enumerate(ways):
        parts += _way(way, row)
    note = "Percent of those who leave who take the step; years to get ready. What people do is no advice."
    parts.append(f'<text x="{_LEFT}" y="{height - 16}" font-size="13" fill="#555">{note}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _in_words(ways: list[dict[str, Any]]) -> str:
    return "; ".join(" to ".join(way["names"]) for way in ways) or "No way within these limits."


def _way(way: dict[str, Any], row: int) -> list[str]:
    y = _TOP + row * _ROW
    shade = colour(row)
    parts = []
    # Without work to begin with, the first box is already the first step.
    before = len(way["names"]) - len(way["steps"])
    for at, title in enumerate(way["names"]):
        x = _LEFT + at * (_BOX + _GAP)
        pay = None if at < before else way["steps"][at - before]["pay_usd"]
        parts += [
            f'<rect x="{x}" y="{y}" width="{_BOX}" height="96" rx="8" fill="#fff" stroke="{shade}" '
            'stroke-width="2"/>',
            *_lines(title, x + 10, y + 22),
        ]
        if at >= before:
            parts.append(
                f'<text x="{x + 10}" y="{y + 86}" font-size="12" fill="#333">{escape(dollars(pay))}</text>'
            )
        if at:
            parts += _arrow(way["steps"][at - before], x - _GAP, y + 48, shade=shade)
    return parts


def _lines(text: str, x: int, y: int) -> list[str]:
    lines = wrap(text, 25)
    if len(lines) > 3:
        lines = [*lines[:2], lines[2][:22] + " …"]
    return [
        f'<text x="{x}" y="{y + 17 * at}" font-size="13" font-weight="600" fill="#1c1c1c">'
        f"{escape(line)}</text>"
        for at, line in enumerate(lines)
    ]


def _arrow(step: dict[str, Any], x: int, y: int, *, shade: str) -> list[str]:
    middle = x + _GAP / 2
    share = step["transition_share"]
    chance = "not known" if share is None else percent(share, decimals=1)
    years = f"{(step['years_low'] + step['years_high']) / 2:.1f} years"
    return [
        f'<path d="M{x + 6} {y}H{x + _GAP - 14}" stroke="{shade}" stroke-width="2" fill="none"/>',
        f'<path d="M{x + _GAP - 6} {y}l-9 -5v10z" fill="{shade}"/>',
        f'<text x="{middle:g}" y="{y - 8}" font-size="12" text-anchor="middle" fill="#333">{chance}</text>',
        f'<text x="{middle:g}" y="{y + 18}" font-size="12" text-anchor="middle" fill="#333">{years}</text>',
    ]
