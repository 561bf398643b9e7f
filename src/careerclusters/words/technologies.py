"""Short labels for the kinds of software that occupations use, and for the programs people know."""

from __future__ import annotations

from functools import cache

from careerclusters.words._tables import read_rows

__all__ = ["program_name", "technology_name"]


@cache
def _names(language: str) -> dict[str, str]:
    return {row["commodity_code"]: row["plain_name"] for row in read_rows("technologies.csv", language)}


@cache
def _programs(language: str) -> dict[str, str]:
    return {row["technology"]: row["plain_name"] for row in read_rows("programs.csv", language)}


def technology_name(commodity_code: str, title: str | None = None, language: str = "en") -> str | None:
    """Plain label of a kind of software, fit for the middle of a sentence.

    Parameters
    ----------
    commodity_code
        Eight digits of the product classification UNSPSC, such as "43232604".
    title
        What to answer for a code without a label of ours, as a newer release may hold.
    language
        Of the label: "en" or "es".

    Returns
    -------
    Such as "design drawing (CAD) software"; `title` where we have no label.
    """
    return _names(language).get(str(commodity_code), title)


def program_name(technology: str, language: str = "en") -> str | None:
    """Name of a well-known program as people say it: "CSS" for "Cascading style sheets CSS".

    None for the many that few people know; they are no examples.
    """
    return _programs(language).get(str(technology))
