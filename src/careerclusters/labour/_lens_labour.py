"""Rules of the lenses that rest on the labour market.

An All Other code that covers several O*NET occupations describes none of them: chief compliance
officers and brokers of all kinds share the figures of "Managers, All Other". There the value is
shown and the answer is not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from careerclusters.sources.projections import EDUCATION_ORDER

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = [
    "MISSION_INDUSTRIES",
    "catch_all_codes",
    "entrepreneurial",
    "growing",
    "no_degree",
    "nonprofit_public",
    "self_employment",
    "trades",
]

CERTIFICATE_STEP = EDUCATION_ORDER.index("Postsecondary nondegree award")
SELF_EMPLOYED_FROM = 0.20
ENTREPRENEURIAL_FROM = 0.10
MISSION_FROM = 0.50
GROWTH_TIMES = 2.0

# Government without schools and hospitals, post, schools and colleges, hospitals (all owners), and
# industries in which non-profits hold most of the jobs. None is a part of another.
MISSION_INDUSTRIES = ("99", "491", "6111", "6112", "6113", "622", "6242", "6243", "712", "813")

_INTERESTS = {f"1.B.1.{letter}": name for letter, name in zip("abcdef", "RIASEC", strict=True)}
_HANDS_ON_KNOWLEDGE = {"2.C.3.d": "building", "2.C.3.e": "mechanical"}
_HANDS_ON_GROUPS = ("47", "49", "51")
_TRADE_GROUPS = r"^(47|49|51-4|51-7)"


def trades(catalog: Catalog, **_: object) -> pl.DataFrame:
    """Four conditions; see the rule of the lens."""
    frame = _with(catalog, "projections", "education", "experience", "training")
    frame = frame.join(_wide(catalog, "OI", _INTERESTS), on="code_onet", how="left")
    frame = frame.join(_wide(catalog, "IM", _HANDS_ON_KNOWLEDGE), on="code_onet", how="left")
    training, soc = pl.col("training"), pl.col("code_soc2018")
    long = training.str.contains("Apprenticeship|Long-term")
    months = training.str.starts_with("Moderate-term") & soc.str.contains(_TRADE_GROUPS)
    certificate = _step() == CERTIFICATE_STEP
    hands_on = pl.max_horizontal("building", "mechanical") >= 3.5
    conditions = {
        "without_degree": _step() <= CERTIFICATE_STEP,
        "realistic": pl.col("R") >= pl.max_horizontal(*_INTERESTS.values()),
        "hands_on": soc.str.slice(0, 2).is_in(_HANDS_ON_GROUPS) | hands_on,
        "skilled": long | months | certificate,
    }
    frame = frame.with_columns(**conditions)
    met = pl.sum_horizontal(pl.col(name).cast(pl.UInt8) for name in conditions)
    is_in = pl.all_horizontal(*conditions)
    known = pl.all_horizontal(pl.col(name).is_not_null() for name in conditions)
    return _answer(frame, value=pl.when(known).then(met), is_in=is_in, missing="not rated or not projected")


def no_degree(catalog: Catalog, **_: object) -> pl.DataFrame:
    """Schooling typically needed is at most a certificate."""
    frame = _with(catalog, "projections", "education")
    return _answer(frame, value=_step(), is_in=_step() <= CERTIFICATE_STEP, missing="not projected")


def self_employment(catalog: Catalog, **_: object) -> pl.DataFrame:
    """Share of the self-employed."""
    frame = _with(catalog, "separations", "self_employed_share")
    share = pl.col("self_employed_share")
    return _answer(frame, value=share, is_in=share >= SELF_EMPLOYED_FROM, missing="share not published")


def entrepreneurial(catalog: Catalog, **_: object) -> pl.DataFrame:
    """Self-employed share times Enterprising interest, put on 0–1."""
    frame = _with(catalog, "separations", "self_employed_share")
    frame = frame.join(_wide(catalog, "OI", _INTERESTS), on="code_onet", how="left")
    enterprising = (pl.col("E").cast(pl.Float64) - 1) / 6
    value = (pl.col("self_employed_share") * enterprising).round(4)
    # With hardly any self-employed the answer is no, whatever the interests.
    is_in = (value >= ENTREPRENEURIAL_FROM) & (pl.col("self_employed_share") >= ENTREPRENEURIAL_FROM)
    return _answer(frame, value=value, is_in=is_in, missing="share not published or not rated")


def nonprofit_public(catalog: Catalog, **_: object) -> pl.DataFrame:
    """Share of employees in government and mostly non-profit industries; a lower bound.

    Cells of industries are withheld now and then. Below the threshold the answer is no only if it
    stays no when all employees of unknown industry are added.
    """
    industries = catalog.scan("industry_employment")
    mission = pl.col("code_naics").is_in(MISSION_INDUSTRIES)
    known = (
        industries.group_by("code_soc2018")
        .agg(
            pl.col("employment_jobs").filter(mission).sum().alias("mission"),
            pl.col("employment_jobs").filter(pl.col("level") == 2).sum().alias("placed"),
        )
        .collect()
    )
    wages = catalog.table("wages").filter(pl.col("year") == pl.col("year").max())
    wages = wages.select("code_soc2018", total="employment_jobs")
    frame = _occupations(catalog).join(known, on="code_soc2018", how="left")
    frame = frame.join(wages, on="code_soc2018", how="left")
    share = (pl.col("mission") / pl.col("total")).clip(0, 1).round(4)
    unplaced = (1 - pl.col("placed") / pl.col("total")).clip(0, 1)
    is_in = (
        pl.when(share >= MISSION_FROM)
        .then(True)
        .when(share + unplaced < MISSION_FROM)
        .then(False)
        .otherwise(None)
    )
    return _answer(frame, value=share, is_in=is_in, missing="industries withheld or not published")


def growing(catalog: Catalog, **_: object) -> pl.DataFrame:
    """Growth against that of all jobs."""
    frame = _with(catalog, "projections", "growth_10yr_pct")
    growth = pl.col("growth_10yr_pct")
    return _answer(frame, value=growth, is_in=growth >= growth_threshold(catalog), missing="not projected")


def growth_threshold(catalog: Catalog) -> float:
    """Twice the growth of all jobs together, in percent."""
    counted = catalog.table("projections").unique("code_published")
    now, then = counted.select(pl.sum("employment_2024_jobs", "employment_2034_jobs")).row(0)
    threshold: float = round(GROWTH_TIMES * (then / now - 1) * 100, 1)
    return threshold


def catch_all_codes(catalog: Catalog) -> pl.Series:
    """SOC codes called All Other that cover several O*NET occupations."""
    occupations = catalog.table("occupations")
    return (
        occupations.group_by("code_soc2018")
        .agg(pl.len().alias("count"), pl.col("is_residual").any())
        .filter(pl.col("is_residual"), pl.col("count") > 1)["code_soc2018"]
        .sort()
    )


def _occupations(catalog: Catalog) -> pl.DataFrame:
    catch_all = catch_all_codes(catalog).implode()
    return (
        catalog.table("occupations")
        .select("code_onet", "code_soc2018")
        .with_columns(is_catch_all=pl.col("code_soc2018").is_in(catch_all))
    )


def _with(catalog: Catalog, table: str, *columns: str) -> pl.DataFrame:
    rows = catalog.table(table).select("code_soc2018", *columns)
    return _occupations(catalog).join(rows, on="code_soc2018", how="left")


def _wide(catalog: Catalog, scale: str, elements: dict[str, str]) -> pl.DataFrame:
    """One column per element; an occupation without a value has null."""
    ratings = (
        catalog.scan("ratings")
        .filter(pl.col("scale_id") == scale, pl.col("element_id").is_in(list(elements)))
        .collect()
    )
    return ratings.group_by("code_onet").agg(
        pl.col("value").filter(pl.col("element_id") == element).first().alias(name)
        for element, name in elements.items()
    )


def _step() -> pl.Expr:
    return pl.col("education").replace_strict(
        {name: step for step, name in enumerate(EDUCATION_ORDER)}, default=None, return_dtype=pl.Int8
    )


def _answer(frame: pl.DataFrame, *, value: pl.Expr, is_in: pl.Expr, missing: str) -> pl.DataFrame:
    """The four columns of a lens; not known where the figures are those of an All Other group."""
    frame = frame.with_columns(value=value.cast(pl.Float64), is_in=is_in)
    return frame.select(
        "code_onet",
        "value",
        pl.when(pl.col("is_catch_all")).then(None).otherwise("is_in").alias("is_in"),
        pl.when(pl.col("is_catch_all"))
        .then(pl.lit("figures are those of an All Other group"))
        .when(pl.col("is_in").is_null())
        .then(pl.lit(missing))
        .alias("note"),
    )
