"""Search: wishes, occupations by any usual title, clusters, skills and the like, industries and filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from careerclusters.language import ENGLISH, _, current_language
from careerclusters.titles import wish_list, wish_words, wishes_title
from careerclusters.titles.wish_lists import MOST_JOINED
from careerclusters.web.contexts import Page, occupation_rows
from careerclusters.web.pages.wish import JOINT
from careerclusters.web.parameters import Words
from careerclusters.web.queries.find import LIKELY, ask, find_beginnings, find_names, find_titles, find_wishes
from careerclusters.web.queries.names import Name
from careerclusters.web.state import State

if TYPE_CHECKING:
    from careerclusters.finding import Finding
    from careerclusters.titles import Intent, TitleHit

__all__ = ["KINDS", "PAGE", "Hit", "SearchPage", "search"]

_OCCUPATIONS, _OTHERS, _FIRST = 12, 6, 8
_SURE = 0.6
_AS_TYPED = ("exact title", "exact alternate title", "exact code", "who does it")
KINDS = {"wish": 1, "occupation": 3, "cluster": 2, "element": 2, "technology": 1, "industry": 1, "lens": 1}
"""Kinds in the order of the page, with how many of each a short list holds at least."""


@dataclass(frozen=True)
class Hit:
    """Something found, with its address; `why` says by which words, `chance` (0–1) for occupations.

    `name` is what people call it; of an occupation, `title` is the official one and `says` what it is.
    """

    kind: str
    key: str
    title: str
    name: str
    why: str
    chance: float | None
    href: str
    says: str | None = None


@dataclass(frozen=True)
class SearchPage:
    """What words may mean, the likeliest first within each kind; `first` is a short list of all kinds."""

    title: str
    q: str
    hits: tuple[Hit, ...]
    first: tuple[Hit, ...]
    sources: tuple[str, ...] = ("oews_national",)


def search(state: State, *, q: Words = "") -> SearchPage:
    """What words may mean."""
    q = " ".join(q.split())
    if not q:
        return SearchPage(_("Search"), q, (), ())
    asked = ask(state, q, limit=_OCCUPATIONS)
    wishes = find_wishes(q, asked)
    occupations = _meeting(state, wishes) or _occupations(state, q, asked)
    by_kind: dict[str, list[Hit]] = {"wish": _wishes(wishes), "occupation": occupations}
    exact: list[Hit] = []
    for kind, found in find_names(state, q, limit=_OTHERS).items():
        by_kind[kind] = [_hit(one.name) for one in found]
        exact += [_hit(one.name) for one in found if one.is_exact]
    hits = tuple(hit for kind in KINDS for hit in by_kind.get(kind, ()))
    return SearchPage(_("Search: {words}", words=q), q, hits, _first(by_kind, exact))


def _meeting(state: State, wishes: tuple[Intent, ...]) -> list[Hit]:
    """Occupations that meet all of several wishes: titles that share a word with a sentence say little."""
    if len([wish for wish in wishes if wish.has_list]) < 2:
        return []
    found = wish_list(state.catalog, wishes, limit=_OCCUPATIONS)
    codes = [code for code in found.occupations["code_onet"] if code in state.clustering.titles]
    return [_begun(state, code) for code in codes] if found.meets_all else []


def _wishes(wishes: tuple[Intent, ...]) -> list[Hit]:
    """Where wishes lead: a list that meets all; for each a filter, a list, the questions or the planner."""
    places = {"questions": "/assess", "plan": "/plan"}
    hits = []
    listed = tuple(wish for wish in wishes if wish.has_list)[:MOST_JOINED]
    if listed[1:]:
        key = JOINT.join(wish.key for wish in listed)
        title, labels = wishes_title(listed), "; ".join(wish_words(wish)[0] for wish in listed)
        hits.append(Hit("wish", key, title, title, labels, None, f"/wishes/{key}"))
    for wish in wishes:
        href = f"/lenses/{wish.lens}" if wish.lens else places.get(wish.leads_to, f"/wishes/{wish.key}")
        label, how = wish_words(wish)
        hits.append(Hit("wish", wish.key, label, label, how, None, href))
    return hits


def _occupations(state: State, q: str, asked: Finding | None) -> list[Hit]:
    found = find_titles(state, q, limit=_OCCUPATIONS, asked=asked)
    whys = [hit.why for hit in found]
    hits = [
        Hit(
            kind="occupation",
            key=hit.code_onet,
            title=hit.title,
            name=state.plain_name(hit.code_onet),
            why=_also(state, hit),
            chance=hit.score,
            href=f"/occupations/{hit.code_onet}",
            says=_says(state, hit.code_onet),
        )
        for hit in found
    ]
    # Letters may be the start of a word ("electri": the electrician), unless they are a title, as RN is.
    begun = [_begun(state, code) for code in find_beginnings(state, q, limit=_OCCUPATIONS)]
    keys = {hit.key for hit in begun}
    sure = [hit for hit, why in zip(hits, whys, strict=True) if _is_sure(hit, why)]
    # Elsewhere a start may be near a word of other work ("plom": lead, not the plumber): names go first.
    first = sure if current_language() == ENGLISH else [hit for hit in sure if hit.key in keys]
    known = {hit.key: hit for hit in [*hits, *begun, *first]}
    rest = [hit for hit, why in zip(hits, whys, strict=True) if not (begun and why == "close spelling")]
    order = dict.fromkeys(hit.key for hit in [*first, *begun, *rest])
    return [known[key] for key in order][:_OCCUPATIONS]


def _is_sure(hit: Hit, why: str) -> bool:
    """Whether the words are a title of this work as they stand, and hardly of other work."""
    return (hit.chance or 0.0) >= _SURE and why in _AS_TYPED


def _also(state: State, hit: TitleHit) -> str:
    """The words it was found by, where neither of its names says them."""
    known = {hit.title.casefold(), state.plain_name(hit.code_onet).casefold()}
    return "" if hit.matched_title.casefold() in known else _("also called {name}", name=hit.matched_title)


def _begun(state: State, code: str) -> Hit:
    title, name = state.clustering.titles[code], state.plain_name(code)
    return Hit("occupation", code, title, name, "", None, f"/occupations/{code}", _says(state, code))


def _says(state: State, code: str) -> str:
    """What an occupation is, in a sentence, and its typical pay."""
    row = occupation_rows(state)[code]
    return (
        f"{row.sentence} {_('Typical pay: {pay}.', pay=row.pay.text())}" if row.pay.is_known else row.sentence
    )


def _hit(name: Name) -> Hit:
    return Hit(name.kind, name.key, name.title, name.title, name.why, None, name.href)


def _first(by_kind: dict[str, list[Hit]], exact: list[Hit]) -> tuple[Hit, ...]:
    """A short list: what is called just so, then some of each kind, the rest filled with occupations."""
    likely = [hit for hit in by_kind["occupation"] if hit.chance is None or hit.chance >= LIKELY]
    by_kind = {**by_kind, "occupation": likely or by_kind["occupation"][:1]}
    some = [*exact, *(hit for kind, least in KINDS.items() for hit in by_kind.get(kind, ())[:least])]
    some = sorted(some, key=lambda hit: (hit not in exact, hit.kind != "wish"))
    first: dict[str, Hit] = {}
    for hit in some:
        first.setdefault(hit.href, hit)
    some = list(first.values())[:_FIRST]
    more = [hit for hit in by_kind["occupation"] if hit not in some][: _FIRST - len(some)]
    at = next((i for i in range(len(some), 0, -1) if some[i - 1].kind == "occupation"), len(some))
    return tuple(some[:at] + more + some[at:])


PAGE = Page("search", "/search", "What words may mean.", search, rows="hits")
