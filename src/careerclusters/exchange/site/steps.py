"""One step up from every job, worked out beforehand for the nation: a page for each group of work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from careerclusters.present import LISTED_YEARS, dollars, percent, years_phrase

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas

__all__ = ["STEPS", "step_groups", "step_page"]

STEPS = "/next"
_GROUPS = {
    "11": "Management",
    "13": "Business and finance",
    "15": "Computers and mathematics",
    "17": "Architecture and engineering",
    "19": "Science",
    "21": "Community and social service",
    "23": "Law",
    "25": "Education and libraries",
    "27": "Arts, design, sports and media",
    "29": "Health practice",
    "31": "Health support",
    "33": "Protection",
    "35": "Food",
    "37": "Cleaning and grounds",
    "39": "Personal care",
    "41": "Sales",
    "43": "Offices",
    "45": "Farming, fishing and forestry",
    "47": "Construction",
    "49": "Installation and repair",
    "51": "Production",
    "53": "Transport",
    "55": "Armed forces",
}
"""Major groups of the SOC in our words; the first two digits of a code."""


def step_groups(atlas: Atlas) -> dict[str, list[str]]:
    """Codes of the occupations of each major group of the SOC, both ascending."""
    of_group: dict[str, list[str]] = {}
    for code in sorted(atlas.clustering.titles):
        of_group.setdefault(code[:2], []).append(code)
    return of_group


def step_page(atlas: Atlas, group: str) -> tuple[str, str]:
    """Title and middle, both HTML, of the page of a group ("29" for codes in 29), or of the index ("")."""
    of_group = step_groups(atlas)
    if not group:
        return "One step up", _index(atlas, of_group)
    title = escape(f"One step up: {_GROUPS[group]}")
    sections = "\n".join(_section(atlas, code) for code in sorted(of_group[group], key=atlas.name))
    return title, f"<h1>{title}</h1>\n{_WORDS}\n{sections}"


_WORDS = """<p class="lead">Up to ten moves from each job that pay at least a tenth more, that people make,
and that have openings.</p>
<p>More: the change of typical pay a year. Years: how long it takes to get ready. Of movers: of those
who leave this work for other work, the share that goes there. All figures are those of the United
States, from the sources below. The program shows them for a state or a city, with what there is to
learn.</p>"""


def _index(atlas: Atlas, of_group: Mapping[str, Iterable[str]]) -> str:
    lists = "\n".join(
        f'<details><summary><h2>{escape(_GROUPS[group])}</h2></summary><ul class="pills">'
        + "".join(
            f'<li><a href="{STEPS}/{group}#{code}">{escape(atlas.name(code))}</a></li>'
            for code in sorted(codes, key=atlas.name)
        )
        + "</ul></details>"
        for group, codes in of_group.items()
    )
    return f"<h1>One step up</h1>\n{_WORDS}\n<p>Which work do you have?</p>\n{lists}"


def _section(atlas: Atlas, code: str) -> str:
    from careerclusters.atlas.advice import next_json
    from careerclusters.pathways.next import GROUPS

    answer = next_json(atlas, code)
    pay = answer["origin"]["pay_usd"]
    head = f'<h2><a href="/occupations/{code}">{escape(atlas.name(code))}</a></h2>'
    facts = f"Typical pay now: {dollars(pay) if pay else 'not known'}."
    if answer["is_estimated"]:
        facts += " It has no ratings of its own: shares of movers are those of the work nearest to it."
    if not answer["moves"]:
        rest = "<p>Nothing that pays more, that people move to and that has openings was found.</p>"
        return f'<section id="{code}">{head}<p class="facts">{facts}</p>{rest}</section>'
    lists = []
    for group, words in GROUPS.items():
        moves = [move for move in answer["moves"] if move["group"] == group]
        if moves:
            lists.append(f"<h3>{words}</h3><ul>{''.join(map(_line, moves))}</ul>")
    return f'<section id="{code}">{head}<p class="facts">{facts}</p>\n{"".join(lists)}</section>'


def _line(move: Mapping[str, Any]) -> str:
    """A move in one line; there are thousands of them, so each is short."""
    share = move["transition_share"]
    low, high = move["years_low"], move["years_high"]
    years = "" if high < LISTED_YEARS else f", {years_phrase(low, high)}"
    movers = "" if share is None else f", {percent(share, decimals=1)} of movers"
    why = f" ({escape(move['why'])})" if move["why"] else ""
    link = f'<a href="/occupations/{move["code_onet"]}">{escape(move["name"])}</a>'
    return f"<li>{link}: {dollars(move['pay_change_usd'], per=None)} more{years}{movers}{why}"
