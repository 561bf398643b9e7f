"""What the commands about pathways share: preparing, finding occupations, limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from careerclusters.errors import InputError

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.pathways import Limits, Pathways

__all__ = [
    "Avoid",
    "ChanceMin",
    "EducationMax",
    "PayMin",
    "YearsMax",
    "counted_ones",
    "find_code",
    "limits_of",
    "prepared",
]

PayMin = Annotated[
    float | None, typer.Option("--pay-min", help="Least median pay a year along the way, in dollars.", min=0)
]
EducationMax = Annotated[
    str | None,
    typer.Option(
        "--education-max",
        help="Most schooling typically asked for: none, high-school, some-college, certificate, associate, "
        "bachelor, master or doctoral.",
    ),
]
YearsMax = Annotated[
    float | None, typer.Option("--years-max", help="Most years, middle of the range.", min=0)
]
Avoid = Annotated[
    list[str] | None, typer.Option("--avoid", help="An occupation to keep out; may be repeated.")
]
ChanceMin = Annotated[
    float,
    typer.Option("--chance-min", help="Share of leavers below which a step counts as closed.", min=0, max=1),
]


@dataclass(frozen=True)
class _Titles:
    """Titles of every occupation, in the form in which `find_occupation` looks them up."""

    titles: dict[str, str]


# By catalog id, for as long as the process lives.
_PREPARED: dict[str, Pathways] = {}


def prepared() -> tuple[Pathways, Catalog]:
    """The bundled catalog and what pathways stand on."""
    from careerclusters.catalog import load_catalog
    from careerclusters.cli._print import progress
    from careerclusters.pathways import prepare_pathways

    catalog = load_catalog()
    if catalog.id not in _PREPARED:
        with progress("Learning from observed moves"):
            _PREPARED[catalog.id] = prepare_pathways(catalog)
    return _PREPARED[catalog.id], catalog


def find_code(pathways: Pathways, catalog: Catalog, query: str) -> str:
    """Code of the occupation meant; one without ratings is refused with a clear message."""
    from careerclusters.cli._find import find_occupation

    titles = dict(catalog.occupations.select("code_onet", "title").iter_rows())
    code = find_occupation(_Titles(titles), query)
    pathways.network.at(code)
    return code


def limits_of(
    pathways: Pathways,
    catalog: Catalog,
    *,
    avoid: Sequence[str] | None,
    pay_min: float | None,
    education_max: str | None,
    years_max: float | None,
    chance_min: float,
) -> Limits:
    """Limits from options."""
    from careerclusters.pathways import Limits

    return Limits(
        avoid=tuple(find_code(pathways, catalog, one) for one in avoid or ()),
        pay_min_usd=pay_min,
        education_max=education_max,
        years_max=years_max,
        chance_min=chance_min,
    )


def counted_ones(pathways: Pathways, catalog: Catalog, words: Sequence[str]) -> dict[str, int]:
    """`machinist=300` → code and number; the same occupation twice adds up."""
    found: dict[str, int] = {}
    for word in words:
        name, _, number = word.rpartition("=")
        if not name or not number.strip().isdecimal():
            raise InputError(
                "An occupation with a number of people is needed", seen=word, todo="Write: machinist=300"
            )
        code = find_code(pathways, catalog, name)
        found[code] = found.get(code, 0) + int(number)
    return found
