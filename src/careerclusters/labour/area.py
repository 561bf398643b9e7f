"""Areas: the nation, states and territories, metropolitan and nonmetropolitan areas, found by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from careerclusters.errors import DataError, InputError, UnknownError
from careerclusters.language import _
from careerclusters.results import Value

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["NATION_CODE", "Area", "area_of", "areas", "find_area"]

NATION_CODE = "0000000"
LEAST_LIKENESS = 0.8
CLEARLY_MORE = 0.06
LISTED = 5

_NATION_NAMES = {
    "us",
    "usa",
    "united states",
    "united states of america",
    "nation",
    "national",
    "all",
    "america",
}
_OTHER_NAMES = {
    "washington dc": "DC",
    "washington d c": "DC",
    "d c": "DC",
    "washington state": "WA",
    "new york state": "NY",
    "us virgin islands": "VI",
}
_CITIES = {"nyc": "new york", "new york city": "new york", "la": "los angeles", "sf": "san francisco"}
_CITIES |= {
    "philly": "philadelphia",
    "silicon valley": "san jose",
    "vegas": "las vegas",
    "st louis": "st louis",
}
_FILLER = re.compile(r"\b(?:metropolitan|metro|greater|area|region|msa|the|state of|city of)\b")


@dataclass(frozen=True, eq=False)
class Area(Value):
    """A place for which jobs and pay are published.

    Parameters
    ----------
    code
        Seven digits as BLS writes it: nation 0000000, states FIPS and five zeros, metropolitan areas two
        zeros and their CBSA code.
    kind
        "nation", "state" (territories too), "metro" or "nonmetro".
    name
        Official name.
    state_code
        Postal code of its state; of the one it is listed under where it lies in several; None for the
        nation.
    state_codes
        Postal codes of all its states.
    wider_code
        The area whose figures stand in for missing ones; None for the nation.
    """

    code: str
    kind: str
    name: str
    state_code: str | None
    state_codes: tuple[str, ...]
    wider_code: str | None

    @property
    def is_nation(self) -> bool:
        """Whether it is the whole nation."""
        return self.kind == "nation"

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "code": self.code,
            "kind": self.kind,
            "name": self.name,
            "state_code": self.state_code,
            "state_codes": list(self.state_codes),
            "wider_code": self.wider_code,
        }

    def __repr__(self) -> str:
        return f"Area({self.name}, {self.kind}, {self.code})"


def areas(catalog: Catalog) -> dict[str, Area]:
    """All areas of the catalog by code."""

    def make() -> dict[str, Area]:
        if not catalog.has("areas"):
            raise DataError(
                _("The catalog ({release}) has no areas", release=catalog.release),
                todo="Compile it from sources that have them: careerclusters catalog compile SOURCES OUT",
            )
        return {
            row["area_code"]: Area(
                row["area_code"],
                row["area_kind"],
                row["area_name"],
                row["state_code"],
                tuple((row["state_codes"] or "").split()),
                row["area_code_wider"],
            )
            for row in catalog.table("areas").iter_rows(named=True)
        }

    return catalog.derive("areas", make)


def area_of(catalog: Catalog, area: Area | str | None) -> Area | None:
    """An area from an area, a name or None; None for the nation, which needs no area."""
    if area is None:
        return None
    chosen = find_area(catalog, area) if isinstance(area, str) else area
    return None if chosen.is_nation else chosen


def find_area(catalog: Catalog, text: str) -> Area:
    """The area that a name, a postal code of a state or an area's code means.

    "Ohio", "OH", "San Jose", "columbus, oh", "Washington DC", "US", "0041940" or "41940". A name that a
    state and a city share means the state; say "New York City" for the city.

    Raises
    ------
    UnknownError
        When nothing is called so, or several are; it names those that come closest.
    """
    known = areas(catalog)
    plain = _plain(text)
    if not plain:
        raise InputError("An area must be named", todo='Give a state or a city, such as Ohio or "San Jose".')
    if plain in _NATION_NAMES:
        return known[NATION_CODE]
    digits = plain.replace(" ", "")
    if digits.isdigit():
        return _by_digits(known, digits, text)
    states = {area.state_code: area for area in known.values() if area.kind == "state"}
    postal = _OTHER_NAMES.get(plain, plain.upper() if len(plain) == 2 else "")
    if postal in states:
        return states[postal]
    exact = [area for area in known.values() if _plain(area.name) == plain]
    exact.sort(key=lambda area: area.kind != "state")
    if exact:
        return exact[0]
    begun = [area for area in known.values() if _plain(area.name).startswith(f"{plain} ")]
    if len(begun) == 1:
        return begun[0]
    return _by_city(known, states, text)


def _by_digits(known: dict[str, Area], digits: str, text: str) -> Area:
    code = digits if len(digits) == 7 else f"00{digits}" if len(digits) == 5 else ""
    if len(digits) == 2:
        code = f"{digits}00000"
    if code in known:
        return known[code]
    raise UnknownError(
        "No area has this code",
        seen=text,
        todo='ZIP codes aren\'t read. Give a state or a city, such as Ohio or "San Jose".',
    )


def _by_city(known: dict[str, Area], states: dict[str | None, Area], text: str) -> Area:
    """A metropolitan or nonmetropolitan area by one of its cities, or a state spelt nearly right."""
    plain = _plain(text)
    words = plain.split()
    state = None
    if len(words) > 1:
        for size in (3, 2, 1):
            tail = " ".join(words[-size:])
            named = next((area for area in states.values() if _plain(area.name) == tail), None)
            named = named or (states.get(tail.upper()) if size == 1 else None)
            if named is not None and len(words) > size:
                state, words = named, words[:-size]
                break
    bare = " ".join(_FILLER.sub(" ", " ".join(words)).split()) or plain
    city = _CITIES.get(bare, bare)
    is_city = city != bare or bare != " ".join(words)
    places = [area for area in known.values() if area.kind in ("metro", "nonmetro")]
    if state is not None:
        places = [area for area in places if state.state_code in area.state_codes]
    scored = [(_likeness(city, area), area) for area in places]
    if state is None and not is_city:
        scored += [(_ratio(city, _plain(area.name)), area) for area in states.values()]
    scored.sort(key=lambda pair: (-pair[0], pair[1].name))
    best = [area for score, area in scored if score >= max(LEAST_LIKENESS, scored[0][0] - CLEARLY_MORE)]
    if len(best) == 1:
        return best[0]
    closest = tuple(area.name for area in (best or [area for _, area in scored])[:LISTED])
    what = _("Several areas may be meant") if best else _("No area is called that")
    raise UnknownError(what, seen=text, todo="Name one of them, or a state.", closest=closest)


def _likeness(city: str, area: Area) -> float:
    """How well a name fits an area, 0–1: its first city counts most, then its others."""
    stem = area.name.rsplit(",", 1)[0]
    if area.kind == "nonmetro":
        return _ratio(city, _plain(stem)) if city else 0.0
    cities = [_plain(name) for name in re.split(r"-(?=[A-Z])|/", stem)]
    whole = _ratio(city, _plain(stem))
    best = max((_ratio(city, name) - 0.03 * (at > 0) for at, name in enumerate(cities)), default=0.0)
    return max(whole, best)


def _ratio(left: str, right: str) -> float:
    from difflib import SequenceMatcher

    return 1.0 if left == right else 0.98 * SequenceMatcher(None, left, right, autojunk=False).ratio()


def _plain(text: str) -> str:
    import unicodedata

    bare = unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode()
    bare = re.sub(r"\bsaint\b", "st", re.sub(r"[^a-z0-9]+", " ", bare.lower()))
    return " ".join(bare.split())
