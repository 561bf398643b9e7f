"""The occupations that fit wishes, ranked from ratings, tables and our own words.

A measure (column `measure` of `intents.csv`) has parts, joined by " + ":

- `ratings: 4.A.4.a.5/IM -4.C.3.d.1/CX` — the mean of these ratings in standard deviations over all rated
  occupations, those with a minus turned round;
- `words: dog wind-farm recycl*` — how often these words stand in our words about an occupation, three times
  as much in its name and sentence; a hyphen joins words that stand together, a star leaves the ending open,
  and words after a no ("no nights") don't count; four points are needed. `said:` is the same with one point;
- `table: pay` — a figure of the tables.

Each part becomes a standing from 0 to 1 among the occupations that have it; an occupation's standing is the
mean of its parts. By ratings and figures the best quarter is in, the better half where wishes are joined; by
words, those that are spoken of. Bags of occupations ("All Other") are in no list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from careerclusters.errors import InputError
from careerclusters.language import _
from careerclusters.titles.intents import Intent, get_intent

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.words import OccupationWords

__all__ = ["intent_list"]

_BEST, _BETTER = 0.75, 0.5
_LEAST = {"words": 4.0, "said": 1.0}
# These say yes or no; joined with other wishes they choose and the others rank.
_FILTERS = ("table: no_degree", "table: quick")
_LEAD, _REST = 3.0, 1.0
_NO = "no|not|never|rarely|seldom|without|few|hardly"
_NO_DEGREE: tuple[str, ...] = ("No formal educational credential", "High school diploma or equivalent")
_NO_DEGREE += ("Some college, no degree", "Postsecondary nondegree award")
_SHORT = ("Short-term on-the-job training", "None")
_QUICK_ZONES = 2


def intent_list(catalog: Catalog, keys: str | Sequence[str], *, limit: int | None = 24) -> pl.DataFrame:
    """Occupations that fit one wish, or several at once, the best first.

    Parameters
    ----------
    keys
        Keys of `intents`, such as "animals" or ("good_pay", "no_degree").
    limit
        At most so many rows; None for all.

    Returns
    -------
    Columns `code_onet`, `title`, `standing` (0–1, the mean over the wishes) and one column `standing_KEY` for
    each wish; only occupations that fit every wish. Ties go to the one with more jobs, then by code.

    Raises
    ------
    UnknownError
        When a key is not known.
    InputError
        When a wish has no list, such as "unsure", or none is given.
    """
    wishes = [get_intent(key) for key in ([keys] if isinstance(keys, str) else dict.fromkeys(keys))]
    if not wishes:
        raise InputError("A list needs a wish", seen=keys, todo="Give a key such as 'animals'.")
    best = _BEST if len(wishes) == 1 else _BETTER
    found = catalog.occupations.filter(~pl.col("is_residual")).select("code_onet", "title")
    for wish in wishes:
        if wish.measure is None:
            raise InputError(
                "This wish has no list", seen=wish.key, todo=_("It leads to: {place}.", place=wish.leads_to)
            )
        ranked = catalog.derive(f"intent {wish.key} {best}", partial(_ranked, catalog, wish, best=best))
        found = found.join(ranked.rename({"standing": f"standing_{wish.key}"}), on="code_onet", how="inner")
    each = [f"standing_{wish.key}" for wish in wishes]
    graded = [f"standing_{wish.key}" for wish in wishes if wish.measure not in _FILTERS]
    jobs = _figure(catalog, "employment_2024_jobs").rename({"value": "jobs"})
    found = (
        found.with_columns(pl.mean_horizontal(graded or each).alias("standing"))
        .join(jobs, on="code_onet", how="left")
        .sort(
            [pl.col("standing").round(9), pl.col("jobs").fill_null(0), "code_onet"],
            descending=[True, True, False],
        )
        .select("code_onet", "title", "standing", *each)
    )
    return found if limit is None else found.head(limit)


def _ranked(catalog: Catalog, wish: Intent, *, best: float) -> pl.DataFrame:
    """Columns `code_onet` and `standing` of the occupations that fit a wish."""
    parts: list[pl.DataFrame] = []
    heard: list[str] | None = None
    for text in str(wish.measure).split(" + "):
        kind, _, rest = text.partition(": ")
        if kind == "table":
            parts.append(_standing(_TABLES[rest](catalog)))
        elif kind == "ratings":
            parts.append(_standing(_rated(catalog, rest.split())))
        else:
            spoken = _spoken(rest.split())
            parts.append(_standing(spoken))
            if not parts[1:]:
                heard = spoken.filter(pl.col("value") >= _LEAST[kind])["code_onet"].to_list()
    together = pl.concat(parts).group_by("code_onet").agg(pl.col("standing").sum() / len(parts))
    if heard is not None:
        together = together.filter(pl.col("code_onet").is_in(heard))
    elif wish.measure not in _FILTERS:
        together = together.filter(pl.col("standing") >= together["standing"].quantile(best))
    return together.sort("code_onet")


def _standing(frame: pl.DataFrame) -> pl.DataFrame:
    """Share of the others that an occupation is above, ties in the middle: `code_onet`, `standing`."""
    known = frame.filter(pl.col("value").is_not_null())
    rank = (pl.col("value").rank("average") - 0.5) / max(1, known.height)
    return known.select("code_onet", rank.alias("standing"))


def _rated(catalog: Catalog, elements: Sequence[str]) -> pl.DataFrame:
    wanted = [one.removeprefix("-").split("/") for one in elements]
    signs = {
        tuple(pair): -1.0 if one.startswith("-") else 1.0 for pair, one in zip(wanted, elements, strict=True)
    }
    weights = pl.DataFrame(
        [(element, scale, sign) for (element, scale), sign in signs.items()],
        schema={"element_id": pl.String, "scale_id": pl.String, "sign": pl.Float64},
        orient="row",
    )
    rows = catalog.table("ratings").select(
        pl.col("code_onet", "element_id", "scale_id").cast(pl.String), pl.col("value").cast(pl.Float64)
    )
    rows = rows.join(weights, on=["element_id", "scale_id"])
    over = pl.col("value").mean().over("element_id"), pl.col("value").std().over("element_id")
    scored = rows.with_columns((pl.col("sign") * (pl.col("value") - over[0]) / over[1]).alias("score"))
    whole = scored.group_by("code_onet").agg(pl.col("score").mean().alias("value"), pl.len().alias("n"))
    return whole.filter(pl.col("n") == len(elements)).select("code_onet", "value")


def _spoken(stems: Sequence[str]) -> pl.DataFrame:
    from careerclusters.words import occupation_words

    said = "|".join(_written(stem) for stem in stems)
    pattern = re.compile(rf"(?:\b(?P<no>{_NO})\s+(?:\w+\s+)?)?\b(?:{said})", re.IGNORECASE)
    rows = [(code, _count(entry, pattern)) for code, entry in occupation_words().items()]
    return pl.DataFrame(rows, schema={"code_onet": pl.String, "value": pl.Float64}, orient="row")


def _count(entry: OccupationWords, pattern: re.Pattern[str]) -> float:
    lead = f"{entry.name}. {entry.sentence}".replace("-", " ")
    rest = " ".join([*entry.day, entry.where, entry.hard or "", entry.good_if or "", *entry.search])
    return _LEAD * _hits(lead, pattern) + _REST * _hits(rest.replace("-", " "), pattern)


def _hits(text: str, pattern: re.Pattern[str]) -> int:
    return sum(match["no"] is None for match in pattern.finditer(text))


def _written(stem: str) -> str:
    """Pattern of a word with its plural and -ing, or of the words joined by hyphens."""
    if stem.endswith("*"):
        return re.escape(stem[:-1]) + r"\w*"
    return re.escape(stem.replace("-", " ")) + r"(?:s|es|ing)?\b"


def _figure(catalog: Catalog, column: str) -> pl.DataFrame:
    """A column of the projections by occupation, as `value`."""
    occupations = catalog.occupations.select("code_onet", "code_soc2018")
    if not catalog.has("projections"):
        return occupations.select("code_onet", pl.lit(None, dtype=pl.Float64).alias("value"))
    figures = catalog.table("projections").select(
        "code_soc2018", pl.col(column).cast(pl.Float64).alias("value")
    )
    return occupations.join(figures, on="code_soc2018", how="left").select("code_onet", "value")


def _pay(catalog: Catalog) -> pl.DataFrame:
    """Pay in the middle; where only a lower bound is published, that bound."""
    paid = _figure(catalog, "wage_median_usd")
    top = _figure(catalog, "top_coded_at_usd").rename({"value": "top"})
    return paid.join(top, on="code_onet").select("code_onet", pl.coalesce("value", "top").alias("value"))


def _asks(catalog: Catalog, columns: Sequence[str]) -> pl.DataFrame:
    occupations = catalog.occupations.select("code_onet", "code_soc2018")
    asked = catalog.table("projections").select("code_soc2018", *columns)
    return occupations.join(asked, on="code_soc2018", how="left").with_columns(
        pl.col("openings_annual_jobs").cast(pl.Float64).alias("value")
    )


def _no_degree(catalog: Catalog) -> pl.DataFrame:
    rows = _asks(catalog, ("education", "openings_annual_jobs"))
    return rows.filter(pl.col("education").is_in(_NO_DEGREE)).select("code_onet", "value")


def _quick(catalog: Catalog) -> pl.DataFrame:
    rows = _asks(catalog, ("education", "training", "experience", "openings_annual_jobs"))
    zones = catalog.table("job_zones").select("code_onet", "job_zone")
    rows = rows.join(zones, on="code_onet", how="left")
    is_quick = (
        pl.col("education").is_in(_NO_DEGREE[:2])
        & pl.col("training").is_in(_SHORT)
        & (pl.col("experience") == "None")
        & (pl.col("job_zone") <= _QUICK_ZONES)
    )
    return rows.filter(is_quick).select("code_onet", "value")


def _exposure(catalog: Catalog) -> pl.DataFrame:
    """How little exposed by the mean standing in two published measures; both must be known."""
    codes = catalog.occupations.select("code_onet", "code_soc2018")
    first = codes.join(catalog.table("exposure_applicability"), on="code_soc2018")
    second = codes.join(catalog.table("exposure_tasks"), on="code_onet")
    parts = [
        _standing(first.select("code_onet", (-pl.col("applicability_score")).alias("value"))),
        _standing(second.select("code_onet", (-pl.col("exposure_human_beta_share")).alias("value"))),
    ]
    both = pl.concat(parts).group_by("code_onet").agg(pl.col("standing").mean().alias("value"), pl.len())
    return both.filter(pl.col("len") == 2).select("code_onet", "value")


_TABLES: Mapping[str, Callable[[Catalog], pl.DataFrame]] = {
    "pay": _pay,
    "openings": partial(_figure, column="openings_annual_jobs"),
    "growth": partial(_figure, column="growth_10yr_pct"),
    "no_degree": _no_degree,
    "quick": _quick,
    "exposure": _exposure,
}
