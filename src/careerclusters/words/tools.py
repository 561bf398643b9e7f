"""Short plain names for the kinds of tools that are worth showing; others stay unsaid."""

from __future__ import annotations

from functools import cache

from careerclusters.words._tables import read_rows

__all__ = ["tool_name"]


@cache
def _names(language: str) -> dict[str, str]:
    return {row["commodity_code"]: row["plain_name"] for row in read_rows("tools.csv", language)}


def tool_name(commodity_code: str | int, language: str = "en") -> str | None:
    """Plain name of a kind of tool, in the plural and fit for the middle of a sentence.

    Parameters
    ----------
    commodity_code
        Eight digits of the product classification UNSPSC, such as "42192210".
    language
        Of the name: "en" or "es".

    Returns
    -------
    Such as "wheelchairs"; None where we have no name, so that it isn't shown.
    """
    return _names(language).get(str(commodity_code))
