"""What the commands about pathways share: preparing, finding occupations, limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from careerclusters.errors import InputError
from careerclusters.language import _

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas
    from careerclusters.pathways import Limits

__all__ = [
    "Avoid",
    "ChanceMin",
    "EducationMax",
    "PayMin",
    "YearsMax",
    "counted",
    "counted_ones",
    "find_code",
    "limits_of",
]

_MOST_DIGITS = 8

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


def find_code(atlas: Atlas, query: str) -> str:
    """Code of the occupation meant; one without ratings is refused with a clear message."""
    from careerclusters.cli._find import find_occupation

    code = find_occupation(atlas, query)
    atlas.pathways.network.at(code)
    return code


def limits_of(
    atlas: Atlas,
    *,
    avoid: Sequence[str] | None,
    pay_min: float | None,
    education_max: str | None,
    years_max: float | None,
    chance_min: float | None = None,
) -> Limits:
    """Limits from options."""
    from careerclusters.pathways import Limits

    return Limits(
        avoid=tuple(find_code(atlas, one) for one in avoid or ()),
        pay_min_usd=pay_min,
        education_max=education_max,
        years_max=years_max,
        **({} if chance_min is None else {"chance_min": chance_min}),
    )


def counted_ones(atlas: Atlas, words: Sequence[str]) -> dict[str, int]:
    """`machinist=300` → code and number; the same occupation twice adds up."""
    found: dict[str, int] = {}
    for word in words:
        name, number = counted(word)
        code = find_code(atlas, name)
        found[code] = found.get(code, 0) + number
    return found


def counted(word: str) -> tuple[str, int]:
    """`machinist=300` → the words and the number."""
    name, _equals, number = word.rpartition("=")
    if not name.strip() or not number.strip().isdecimal():
        raise InputError(
            "An occupation with a number of people is needed", seen=word, todo="Write: machinist=300"
        )
    digits = number.strip()
    if len(digits.lstrip("0")) > _MOST_DIGITS:
        raise InputError(
            "More people than there can be",
            seen=word,
            todo=_("Write at most {number}.", number="9" * _MOST_DIGITS),
        )
    return name.strip(), int(digits)
