"""Short labels for the kinds of software that occupations use."""

from __future__ import annotations

from functools import cache

from careerclusters.words._tables import read_rows

__all__ = ["technology_name"]


@cache
def _names() -> dict[str, str]:
    return {row["commodity_code"]: row["plain_name"] for row in read_rows("technologies.csv")}


def technology_name(commodity_code: str, title: str | None = None) -> str | None:
    """Plain label of a kind of software, fit for the middle of a sentence.

    Parameters
    ----------
    commodity_code
        Eight digits of the product classification UNSPSC, such as "43232604".
    title
        What to answer for a code without a label of ours, as a newer release may hold.

    Returns
    -------
    Such as "design drawing (CAD) software"; `title` where we have no label.
    """
    return _names().get(str(commodity_code), title)
