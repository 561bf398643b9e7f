"""A table of titles in, the same table with codes out: rows stay, in their order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.errors import InputError
from careerclusters.language import _
from careerclusters.titles.batch import BEST
from careerclusters.titles.chance import WAYS
from careerclusters.titles.wordings import FOREIGN, NOTHING, POSITION

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.titles.index import TitleIndex

__all__ = ["ADDED", "code_titles", "find_batch"]

CODES = ("code_onet", "second_code_onet", "third_code_onet", "fourth_code_onet", "fifth_code_onet")
ADDED = ("code_onet", "code_soc2018", "chance", "is_sure", *CODES[1:], "found_by")
"""Columns that coding adds."""

MOST_LETTERS = 200
_FOUND_BY = {
    "own": "own title",
    "ours": "everyday title",
    "one": "title of one",
    "written": "title of our own list",
    "several": "title of several",
    "part": "part of the text",
    "corrected": "corrected title",
    "known": "known words",
    "changed": "corrected words",
    "new": "new words",
}
_NOT_FOUND = {POSITION: "position only", FOREIGN: "another language", NOTHING: "no known words"}
_CODE = re.compile(r"^\s*\"?=?\"?(\d{2})[-–]?(\d{4})(?:\.(\d{1,2}))?\"?\s*$")


def find_batch(index: TitleIndex, table: pl.DataFrame, *, column: str = "title") -> pl.DataFrame:
    """Code a column of titles.

    Parameters
    ----------
    index
        `atlas.titles`.
    table
        Any table with a column of titles; missing ones stay missing.
    column
        Its name.

    Returns
    -------
    The table with the columns `ADDED`: `code_onet` is the likeliest occupation, the second to fifth are the
    likeliest of other SOC codes, `chance` (0–1) that the SOC code of the first is meant, `is_sure` whether
    that is enough to go without asking. Null where a title says nothing about the work.

    Raises
    ------
    InputError
        When the table lacks the column or has one of the added ones.
    """
    if column not in table.columns:
        raise InputError(
            _("The table has no column {column}", column=repr(column)),
            seen=", ".join(table.columns),
            todo="Name the one with the titles: --column NAME",
        )
    taken = [name for name in ADDED if name in table.columns]
    if taken:
        raise InputError(
            "The table has columns that coding adds", seen=", ".join(taken), todo="Rename them first."
        )
    import polars as pl

    titles = table[column].cast(pl.String)
    distinct = titles.drop_nulls().unique(maintain_order=True)
    codes = code_titles(index, distinct)
    numbers = pl.DataFrame({"_title": distinct, "_row": np.arange(len(distinct), dtype=np.int64)})
    row = pl.DataFrame({"_title": titles}).join(numbers, on="_title", how="left", maintain_order="left")[
        "_row"
    ]
    return table.hstack(codes[row.fill_null(len(distinct))].select(ADDED))


def code_titles(index: TitleIndex, distinct: pl.Series) -> pl.DataFrame:
    """The columns `ADDED` for distinct titles, and a last row of nulls."""
    import polars as pl

    texts = [text[:MOST_LETTERS] for text in distinct.to_list()]
    coded = index.code_all(texts)
    occupations, chance, is_sure = coded.occupations.copy(), coded.chance.copy(), coded.is_sure.copy()
    found_by = np.array([_FOUND_BY[name] for name in WAYS] + [""])[coded.way].astype(object)
    for status, words in _NOT_FOUND.items():
        found_by[coded.status == status] = words
    number = {code: at for at, code in enumerate(index.codes)}
    for at in np.flatnonzero(coded.status == NOTHING):
        code = _code(texts[at], number)
        if code is not None:
            occupations[at], chance[at], is_sure[at], found_by[at] = -1, 1.0, True, "code"
            occupations[at, 0] = number[code]
    codes = np.array([*index.codes, None], dtype=object)
    columns: dict[str, pl.Series] = {}
    for place in range(BEST):
        values = codes[occupations[:, place]].tolist() if len(texts) else []
        columns[CODES[place]] = pl.Series(CODES[place], [*values, None], dtype=pl.String)
    columns["code_soc2018"] = columns["code_onet"].str.slice(0, 7)
    known = occupations[:, 0] >= 0
    chances = pl.Series("chance", [*np.where(known, chance, np.nan), np.nan], dtype=pl.Float64)
    columns["chance"] = chances.round(4).fill_nan(None)
    columns["is_sure"] = pl.Series("is_sure", [*is_sure.tolist(), None], dtype=pl.Boolean)
    columns["found_by"] = pl.Series("found_by", [*found_by.tolist(), None], dtype=pl.String)
    return pl.DataFrame({name: columns[name] for name in ADDED})


def _code(text: str, number: dict[str, int]) -> str | None:
    """The occupation of a text that is its code."""
    hit = _CODE.match(text)
    if not hit:
        return None
    code = f"{hit[1]}-{hit[2]}.{(hit[3] or '0').ljust(2, '0')}"
    return code if code in number else None
