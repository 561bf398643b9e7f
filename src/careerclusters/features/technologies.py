"""The software and tools that mark an occupation, in plain words.

The release lists what was named somewhere for an occupation, the rare beside the usual, and some entries are
slips (Apache Spark for nursing assistants). So a kind of software is shown when employers ask for it ("in
demand"), or when related occupations list it too, and more often than others do:

    score = 1.5 · log2(1 + programs in demand) + share · log2(share / share of all)

where share is that of the related occupations, smoothed by two of the average kind, so that few relatives
prove little. Office programs stand last, and only where they are in demand. An occupation without relatives
is compared with its minor group.

Tools are shown when they have a plain name of ours, an eighth of the relatives lists them, and that is
three times as many as elsewhere, in the order of

    √share · log2(share / share of all) · log2(1 + entries of the kind in the occupation's own list)
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log2, sqrt
from typing import TYPE_CHECKING, NamedTuple

from careerclusters.language import _, marked
from careerclusters.present import listing
from careerclusters.words import spoken_language
from careerclusters.words.technologies import program_name, technology_name
from careerclusters.words.tools import tool_name

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.catalog import Catalog

__all__ = ["Software", "new_software", "new_tools", "software_of", "tools_of"]

OFFICE = marked("office programs")
EXAMPLES = 2
_OFFICE_KINDS = {"43231513", "43232104", "43232106", "43232110", "43233501"}
# Everybody has them, or nobody chooses them.
_UNSAID_KINDS = {"43232705", "43233004", "43233007", "43233405", "43233407", "43233410", "43233414"}
_UNSAID_KINDS |= {"43232001", "43233403", "43232503", "43232309", "43232511", "43232505", "43233508"}
_PRIOR = 2.0
_USUAL_SHARE = 0.3
_LEAST = 0.3
_KNOWN_SHARE = 0.25
_TOOL_SHARE, _TOOL_LIFT = 0.12, 3.0


@dataclass(frozen=True)
class Software:
    """A kind of software that an occupation uses.

    Attributes
    ----------
    commodity_code
        Its code in UNSPSC; None for office programs, which are several kinds.
    name
        In plain words, for the middle of a sentence.
    examples
        Up to two well-known programs.
    is_in_demand
        Whether employers' postings for this occupation often name one of its programs.
    score
        See the top of this file; larger is more telling.
    """

    commodity_code: str | None
    name: str
    examples: tuple[str, ...]
    is_in_demand: bool
    score: float

    def text(self) -> str:
        """Such as "design drawing (CAD) software, such as AutoCAD and Revit"."""
        if not self.examples:
            return self.name
        return _("{name}, such as {examples}", name=self.name, examples=listing(self.examples))

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "commodity_code": self.commodity_code,
            "name": self.name,
            "examples": list(self.examples),
            "is_in_demand": self.is_in_demand,
            "text": self.text(),
        }


def software_of(catalog: Catalog, code_onet: str, *, limit: int = 5) -> tuple[Software, ...]:
    """Kinds of software of an occupation, the most telling first; office programs close the list.

    Parameters
    ----------
    limit
        At most so many.

    Returns
    -------
    Empty where the catalog lists none, or none that is more than a slip.
    """
    lists = _listed(catalog, "technologies")
    rows = lists.rows(code_onet)
    by_kind: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        if row.kind not in _UNSAID_KINDS:
            by_kind[OFFICE if row.kind in _OFFICE_KINDS else row.kind].append(row)
    found = []
    for kind, ones in by_kind.items():
        asked = sum(row.is_in_demand for row in ones)
        share, lift = lists.standing(code_onet, kind)
        value = share * log2(max(lift, 1e-9))
        if asked or (kind != OFFICE and share >= _USUAL_SHARE and value >= _LEAST):
            name = technology_name(kind, ones[0].title.lower(), spoken_language()) or ""
            name = _(OFFICE) if kind == OFFICE else name
            score = -1.0 if kind == OFFICE else 1.5 * log2(1 + asked) + value
            examples = _examples(lists, code_onet, ones)
            found.append(Software(None if kind == OFFICE else kind, name, examples, asked > 0, score))
    found.sort(key=lambda one: (-round(one.score, 9), one.name))
    last = [one for one in found[limit:] if one.commodity_code is None]
    return (*found[: limit - len(last)], *last)


def tools_of(catalog: Catalog, code_onet: str, *, limit: int = 3) -> tuple[str, ...]:
    """Plain names of the tools that mark an occupation, at most three; often none."""
    lists = _listed(catalog, "tools")
    scores: dict[str, float] = {}
    named = Counter(name for row in lists.rows(code_onet) if (name := tool_name(row.kind)))
    for name, count in named.items():
        share, lift = lists.standing(code_onet, name)
        if share >= _TOOL_SHARE and lift >= _TOOL_LIFT:
            scores[name] = sqrt(share) * log2(lift) * log2(1 + count)
    kinds = {tool_name(row.kind): row.kind for row in lists.rows(code_onet)}
    named_so = sorted(scores, key=lambda name: (-round(scores[name], 9), name))[:limit]
    return tuple(tool_name(kinds[name], spoken_language()) or name for name in named_so)


def new_software(catalog: Catalog, origin: str, destination: str, *, limit: int = 4) -> tuple[Software, ...]:
    """Kinds of software of `destination` of which `origin` lists no program."""
    rows = _listed(catalog, "technologies").rows(origin)
    had = {row.kind for row in rows}
    knows_office = bool(had & _OFFICE_KINDS)
    return tuple(
        one
        for one in software_of(catalog, destination, limit=50)
        if one.commodity_code not in had and not (one.commodity_code is None and knows_office)
    )[:limit]


def new_tools(catalog: Catalog, origin: str, destination: str, *, limit: int = 3) -> tuple[str, ...]:
    """Tools that mark `destination` and that `origin` doesn't list."""
    had = {tool_name(row.kind, spoken_language()) for row in _listed(catalog, "tools").rows(origin)}
    return tuple(name for name in tools_of(catalog, destination, limit=50) if name not in had)[:limit]


class _Row(NamedTuple):
    kind: str
    title: str
    program: str
    is_in_demand: bool


class _Things:
    """The things that each occupation lists, as sets that are made when they are asked for."""

    def __init__(self, things: pl.DataFrame) -> None:
        self._lists = things.group_by("code_onet").all()
        self._places = {code: at for at, code in enumerate(self._lists["code_onet"])}
        self._sets: dict[str, frozenset[str]] = {}

    def __getitem__(self, code: str) -> frozenset[str]:
        if code not in self._sets:
            at = self._places.get(code)
            self._sets[code] = frozenset(() if at is None else self._lists["thing"][at])
        return self._sets[code]


@dataclass(frozen=True)
class _Listed:
    """What each occupation lists, what it is compared with, and how many list a thing.

    A thing is a kind of software, a program, or a tool by its plain name.
    """

    lists: pl.DataFrame
    places: Mapping[str, int]
    things: _Things
    relatives: Mapping[str, tuple[str, ...]]
    in_all: Mapping[str, int]

    def rows(self, code: str) -> tuple[_Row, ...]:
        """What an occupation lists, in the order of the table."""
        if code not in self.places:
            return ()
        _code, *columns = self.lists.row(self.places[code])
        return tuple(map(_Row._make, zip(*columns, strict=True)))

    def standing(self, code: str, thing: str) -> tuple[float, float]:
        """Smoothed share of the relatives that list a thing, and how many times the share of all."""
        overall = self.in_all.get(thing, 0) / max(1, len(self.places))
        if not overall:
            return 0.0, 0.0
        others = self.relatives.get(code, ())
        count = sum(thing in self.things[other] for other in others)
        share = (count + _PRIOR * overall) / (len(others) + _PRIOR)
        return share, share / overall


def _listed(catalog: Catalog, table: str) -> _Listed:
    return catalog.derive(f"listed_{table}", lambda: _read(catalog, table))


def _read(catalog: Catalog, table: str) -> _Listed:
    import polars as pl

    rows = _rows(catalog, table)
    # Few of the texts differ: as numbers they take a quarter of the memory.
    lists = rows.with_columns(pl.col(*_Row._fields[:-1]).cast(pl.Categorical))
    lists = lists.group_by("code_onet", maintain_order=True).all()
    places = {code: at for at, code in enumerate(lists["code_onet"])}
    things = _things(rows, table)
    in_all = dict(things["thing"].value_counts().iter_rows())
    return _Listed(lists, places, _Things(things), _relatives(catalog, places), in_all)


def _rows(catalog: Catalog, table: str) -> pl.DataFrame:
    """`code_onet` and the fields of `_Row`; without rows where the catalog lacks the table."""
    import polars as pl

    if not catalog.has(table):
        kinds = dict.fromkeys(("code_onet", *_Row._fields[:-1]), pl.String)
        return pl.DataFrame(schema=kinds | {_Row._fields[-1]: pl.Boolean})
    is_software = table == "technologies"
    return (
        catalog.scan(table)
        .select(
            "code_onet",
            kind=pl.col("commodity_code").cast(pl.String),
            title="commodity_title",
            program="technology" if is_software else pl.lit(""),
            is_in_demand="is_in_demand" if is_software else pl.lit(False),
        )
        .collect()
    )


def _relatives(catalog: Catalog, rows: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Related occupations that list anything; for those without, the others of the minor group."""
    import polars as pl

    related: dict[str, list[str]] = {}
    if catalog.has("related"):
        pairs = catalog.table("related").select("code_onet", other="related_code_onet")
        known = pairs.filter(pl.col("other").is_in(list(rows)))
        related = dict(known.group_by("code_onet", maintain_order=True).all().iter_rows())
    groups: dict[str, list[str]] = defaultdict(list)
    for code in rows:
        groups[code[:4]].append(code)
    same = {code: code for code in rows}  # a code is held once however many occupations it is related to
    return {
        code: tuple(same[other] for other in related.get(code) or groups[code[:4]] if other != code)
        for code in rows
    }


def _things(rows: pl.DataFrame, table: str) -> pl.DataFrame:
    """`code_onet` and `thing`, each pair once."""
    import polars as pl

    kinds, programs = rows["kind"].unique(), rows["program"].unique()
    if table == "tools":
        names = {kind: tool_name(kind) for kind in kinds}
        found = [rows.select("code_onet", thing=_named("kind", names))]
    else:
        kind_of = {kind: OFFICE if kind in _OFFICE_KINDS else kind for kind in kinds}
        known = {program: program_name(program) for program in programs}
        found = [
            rows.select("code_onet", thing=_named("kind", kind_of)),
            rows.select("code_onet", thing=_named("program", known)),
        ]
    return pl.concat(found).filter(pl.col("thing") != "").unique()


def _named(column: str, names: Mapping[str, str | None]) -> pl.Expr:
    import polars as pl

    return pl.col(column).replace_strict(names, default=None, return_dtype=pl.String)


def _examples(lists: _Listed, code: str, rows: Iterable[_Row]) -> tuple[str, ...]:
    """Well-known programs: those asked for here, then those that relatives list too."""
    ranked = []
    for row in rows:
        name = program_name(row.program)
        if name is None:
            continue
        share, _lift = lists.standing(code, name)
        if row.is_in_demand or share >= _KNOWN_SHARE:
            ranked.append((not row.is_in_demand, -round(share, 6), -lists.in_all.get(name, 0), name))
    return tuple(dict.fromkeys(name for *_, name in sorted(ranked)))[:EXAMPLES]
