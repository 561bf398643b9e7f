"""What industries are called in another language than English; in English the publisher's names stand."""

from __future__ import annotations

from functools import cache

from careerclusters.language import ENGLISH
from careerclusters.words._tables import folder_of, read_rows, spoken_language

__all__ = ["industry_name"]

_FILE = "industries.csv"


def industry_name(code_naics: str, name: str) -> str:
    """The name of an industry in the language spoken.

    Parameters
    ----------
    code_naics
        Such as "622" or "31-33".
    name
        The publisher's name; it stays in English and where the language has none.
    """
    language = spoken_language()
    return name if language == ENGLISH else _names(language).get(str(code_naics), name)


@cache
def _names(language: str) -> dict[str, str]:
    if not (folder_of(language) / _FILE).is_file():
        return {}
    return {row["code_naics"]: row["name"] for row in read_rows(_FILE, language)}
