"""Codes of the user's rows in any spelling and system, groups set aside, titles against codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from careerclusters.catalog.codes import read_code
from careerclusters.language import _, marked

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["Codes", "read_codes", "titles_that_disagree"]

MOST_CODES = 20_000
_PLAIN = r"^\d{2}-\d{4}(\.\d{2})?$"
_GROUP = "SOC 2018 group"
_TEXT = {"key": pl.String, "code_onet": pl.String, "matched_by": pl.String}
_ASIDE = marked("a group; its occupations have lines of their own")
ALL_JOBS = "00-0000"
_SMALL = {"and", "the", "all", "other", "except", "with", "for", "including", "not", "worker", "kind"}


@dataclass(frozen=True)
class Codes:
    """The rows with codes as the catalog spells them, and what others mean.

    Parameters
    ----------
    rows
        As read, with the column `code` rewritten where it was spelt otherwise.
    meanings
        `key`, `code_onet` and `matched_by` of codes that are no code of today's lists.
    asides
        `key` and `aside`, the reason, of groups.
    """

    rows: pl.DataFrame
    meanings: pl.DataFrame
    asides: pl.DataFrame


def read_codes(catalog: Catalog, rows: pl.DataFrame) -> Codes:
    """Every different code read once; those spelt plainly and known are left as they are."""
    asides = pl.DataFrame(schema={"key": pl.String, "aside": pl.String})
    meanings = pl.DataFrame(schema=_TEXT)
    if "code" not in rows.columns:
        return Codes(rows, meanings, asides)
    known = catalog.occupations
    plain = pl.col("code").str.contains(_PLAIN) & (
        pl.col("code").is_in(known["code_onet"].implode())
        | pl.col("code").is_in(known["code_soc2018"].implode())
    )
    odd = rows.filter(~plain).select("code").unique().drop_nulls().sort("code")["code"].head(MOST_CODES)
    spelt: dict[str, str] = {}
    found: list[tuple[str, str, str]] = []
    groups: list[tuple[str, str]] = []
    for given in odd:
        meaning = read_code(given, catalog).meaning
        if given.replace("-", "") == ALL_JOBS.replace("-", ""):
            groups.append((ALL_JOBS, f"set aside: {_(_ASIDE)}"))
            spelt[given] = ALL_JOBS
        elif meaning is None:
            continue
        elif meaning.system == _GROUP:
            groups.append((meaning.code, f"set aside: {_(_ASIDE)}"))
            spelt[given] = meaning.code
        elif meaning.system in ("O*NET-SOC 2019", "SOC 2018", "OEWS combined code"):
            spelt[given] = meaning.code
        elif meaning.system in ("SOC 2010", "O*NET-SOC 2010"):
            spelt[given] = meaning.code
            found += [(meaning.code, code, f"{meaning.system} code") for code in meaning.occupations]
        elif meaning.main is not None:
            spelt[given] = meaning.main
    if spelt:
        rows = rows.with_columns(pl.col("code").replace(spelt))
    return Codes(
        rows,
        pl.DataFrame(sorted(set(found)), schema=_TEXT, orient="row"),
        pl.DataFrame(sorted(set(groups)), schema={"key": pl.String, "aside": pl.String}, orient="row"),
    )


def _without_a_word_in_common(
    asked: pl.DataFrame, titles: pl.DataFrame, meanings: pl.DataFrame
) -> pl.DataFrame:
    """Rows whose title shares no word with any title of their code, and some with another's."""
    words_of: dict[str, set[str]] = {}
    for title, code in titles.filter(pl.col("title").is_not_null()).iter_rows():
        words_of.setdefault(code, set()).update(_words(title))
    everywhere = set().union(*words_of.values()) if words_of else set()
    codes_of = dict(meanings.group_by("key").agg("code_onet").iter_rows())
    pairs = asked.select("key", "title").unique().sort("key", "title").head(MOST_CODES)
    strange = []
    for key, title in pairs.iter_rows():
        own: set[str] = set().union(*(words_of.get(code, set()) for code in codes_of.get(key, ())))
        said = _words(title)
        if own and said & everywhere and not said & own:
            strange.append((key, title))
    schema = {"key": pl.String, "title": pl.String}
    return asked.join(pl.DataFrame(strange, schema=schema, orient="row"), on=["key", "title"])


def _words(title: str) -> set[str]:
    """Words of a title in the singular, without small ones."""
    words = re.findall(r"[a-z]{3,}", title.lower())
    return {word.removesuffix("s") for word in words} - _SMALL


def titles_that_disagree(catalog: Catalog, rows: pl.DataFrame, meanings: pl.DataFrame) -> pl.DataFrame:
    """Lines whose title is that of another occupation than their code's, or shares no word with its titles.

    Parameters
    ----------
    rows
        `line`, `key` and `title`; only rows with both are looked at.
    meanings
        `key` and `code_onet`.

    Returns
    -------
    `line` and `disagreement`. Titles that no list knows agree with every code.
    """
    asked = rows.drop_nulls(["key", "title"]).select("line", "key", "title")
    empty = pl.DataFrame(schema={"line": rows.schema["line"], "disagreement": pl.String})
    if not asked.height:
        return empty
    plain = pl.col("title").str.to_lowercase().str.replace_all(r"[^a-z0-9]+", " ").str.strip_chars()
    lists = [catalog.occupations.select("title", "code_onet")]
    if catalog.has("alternate_titles"):
        lists.append(catalog.table("alternate_titles").select("title", "code_onet"))
    named = (
        pl.concat(lists)
        .select(plain.alias("plain"), pl.col("code_onet").str.slice(0, 7).alias("soc_named"))
        .unique()
        .group_by("plain")
        .agg("soc_named")
    )
    meant = (
        meanings.with_columns(soc=pl.col("code_onet").str.slice(0, 7))
        .group_by("key")
        .agg(pl.col("soc").unique(), pl.col("code_onet").min())
    )
    titles = catalog.occupations.select("code_onet", pl.col("title").alias("name"))
    both = (
        asked.with_columns(plain.alias("plain"))
        .join(named, on="plain")
        .join(meant, on="key")
        .filter(pl.col("soc_named").list.set_intersection("soc").list.len() == 0)
        .join(titles, on="code_onet", how="left")
    )
    known = asked.with_columns(plain.alias("plain")).join(named, on="plain", how="semi")["line"]
    strange = _without_a_word_in_common(
        asked.filter(~pl.col("line").is_in(known.implode())), pl.concat(lists), meanings
    )
    both = pl.concat(
        [
            both.select("line", "key", "name", "title"),
            strange.join(meant, on="key").join(titles, on="code_onet").select("line", "key", "name", "title"),
        ]
    )
    if not both.height:
        return empty
    return both.select(
        "line",
        pl.format(
            _("{} is {}, but the title says {}; which is meant?"),
            pl.col("key"),
            pl.col("name"),
            pl.col("title").str.slice(0, 60),
        ).alias("disagreement"),
    )
