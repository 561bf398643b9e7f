"""Where figures are for: the area that an address names, what can be chosen, why a text wasn't read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import Query

from careerclusters.errors import UnknownError
from careerclusters.labour import Area, LabourMarket, area_of, labour_market
from careerclusters.labour.figure import NATION_NAME
from careerclusters.language import _
from careerclusters.present import listing

if TYPE_CHECKING:
    from careerclusters.web.state import State

__all__ = ["AreaName", "Where", "area_choices", "chosen_area", "market_in", "where_of"]

AreaName = Annotated[
    str | None, Query(description="State or metropolitan area, such as Ohio or Chicago.", max_length=80)
]


@dataclass(frozen=True)
class Where:
    """The area of a page's figures, None for the nation; `problem` says why a text couldn't be read.

    `choices` are the states; any other area can be typed.
    """

    area: Area | None
    name: str
    problem: str | None
    choices: tuple[str, ...]

    @property
    def key(self) -> str:
        """The name by which the catalog knows the area, in every language."""
        return self.area.name if self.area else NATION_NAME


def where_of(state: State, text: str | None) -> Where:
    """The area that an address asks for."""
    area, problem = chosen_area(state, text)
    return Where(area, area.name if area else _(NATION_NAME), problem, area_choices(state))


def chosen_area(state: State, text: str | None) -> tuple[Area | None, str | None]:
    """The area asked for, None for the nation; and in words why the text couldn't be read."""
    wanted = " ".join((text or "").split())
    if not wanted:
        return None, None
    try:
        found = area_of(state.catalog, wanted)
    except UnknownError as error:
        said = [_("We don't know a place called “{words}”.", words=wanted)]
        if error.closest:
            said.append(_("Did you mean {names}?", names=listing(error.closest[:3], joiner="or")))
        return None, " ".join([*said, _("Figures are for the United States.")])
    return (None, None) if found is None or found.is_nation else (found, None)


def area_choices(state: State) -> tuple[str, ...]:
    """Names of the states to choose from; any other area can be typed."""

    def make() -> tuple[str, ...]:
        areas = state.catalog.table("areas")
        return tuple(sorted(areas.filter(areas["area_kind"] == "state")["area_name"]))

    return state.kept("state names", make, is_spoken=False) if state.catalog.has("areas") else ()


def market_in(state: State, code: str, area: Area | None) -> LabourMarket:
    """The labour market of an occupation in an area."""
    return state.market(code) if area is None else labour_market(state.catalog, code, area=area)
