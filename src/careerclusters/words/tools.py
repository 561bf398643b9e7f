"""Short plain names for the kinds of tools that are worth showing; others stay unsaid."""

from __future__ import annotations

from functools import cache

from careerclusters.words._tables import read_rows

__all__ = ["tool_name"]


@cache
def _names() -> dict[str, str]:
    return {row["commodity_code"]: row["plain_name"] for row in read_rows("tools.csv")}


def tool_name(commodity_code: str | int) -> str | None:
    """Plain name of a kind of tool, in the plural and fit for the middle of a sentence.

    Parameters
    ----------
    commodity_code
        Eight digits of the product classification UNSPSC, such as "42192210".

    Returns
    -------
    Such as "wheelchairs"; None where we have no name, so that it isn't shown.
    """
    return _names().get(str(commodity_code))
