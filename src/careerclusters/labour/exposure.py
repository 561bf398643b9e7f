"""Exposure to language models, as two published measures that partly disagree.

There is no true measure to average towards, so both are shown as percentiles among the
occupations that have it, with the range between them and how well the two agree overall.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from careerclusters.labour._rows import occupation_row
from careerclusters.language import _, marked, ngettext
from careerclusters.results import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerclusters.catalog import Catalog

__all__ = ["MEASURES", "Agreement", "Exposure", "Measure", "agreement", "exposure_of", "exposures"]


@dataclass(frozen=True)
class Measure:
    """One published measure.

    Parameters
    ----------
    name
        Short name, also the beginning of its columns.
    title
        For people.
    asks
        The question that it answers.
    leaves_out
        What it doesn't say.
    table, column, source
        Where it stands in the catalog, and whose it is.
    """

    name: str
    title: str
    asks: str
    leaves_out: str
    table: str
    column: str
    source: str


MEASURES: dict[str, Measure] = {
    "tasks": Measure(
        name="tasks",
        title=marked("Tasks that could be done faster"),
        asks=marked(
            "For how many of the tasks did people judge in 2023 that a language model, partly with further "
            "software, could halve the time at the same quality?"
        ),
        leaves_out=marked(
            "A judgement about what is possible; it says nothing about use, cost, rules or jobs."
        ),
        table="exposure_tasks",
        column="exposure_human_beta_share",
        source="gpts_are_gpts",
    ),
    "use": Measure(
        name="use",
        title=marked("Overlap with what people asked a chat assistant"),
        asks=marked(
            "How far do the activities of the occupation overlap with what people used one chat assistant "
            "for in 2024, counting how often it succeeded and how much of the activity it covered?"
        ),
        leaves_out=marked("One product and whoever used it, at work or not; it says nothing about jobs."),
        table="exposure_applicability",
        column="applicability_score",
        source="working_with_ai",
    ),
}


@dataclass(frozen=True)
class Agreement:
    """How the two measures order the occupations that have both.

    Parameters
    ----------
    rank_correlation
        Spearman's; 1 is the same order, 0 no relation. None with fewer than three.
    both_count
        Occupations with both measures.
    far_apart_share
        Share of them whose percentiles differ by 25 or more; None when none has both.
    """

    rank_correlation: float | None
    both_count: int
    far_apart_share: float | None

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "rank_correlation": self.rank_correlation,
            "both_count": self.both_count,
            "far_apart_share": self.far_apart_share,
        }


@dataclass(frozen=True, eq=False)
class Exposure(Value):
    """Both measures for one occupation; missing where missing.

    Parameters
    ----------
    scores, percentiles
        By measure name; percentiles 0–100 among the occupations that have the measure.
    low, high
        Range of the known percentiles; None when neither is known.
    is_broader
        By measure name: whether the score is that of a wider group than this occupation.
    agreement
        Of the two measures over all occupations.
    """

    code_onet: str
    scores: Mapping[str, float | None]
    percentiles: Mapping[str, float | None]
    low: float | None
    high: float | None
    is_broader: Mapping[str, bool]
    agreement: Agreement

    def words(self) -> str:
        """The result in a sentence or two, without a verdict."""
        known = {name: value for name, value in self.percentiles.items() if value is not None}
        if not known:
            return _("Neither measure covers this occupation.")
        said = "; ".join(
            _(
                "{measure}: higher than {percent} of occupations",
                measure=_(MEASURES[name].title),
                percent=f"{min(value, 99):.0f}%",
            )
            for name, value in known.items()
        )
        missing = [MEASURES[name].title for name in self.percentiles if name not in known]
        if missing:
            return f"{said}. " + _("Not known: {measure}.", measure=_(missing[0]))
        apart = max(known.values()) - min(known.values())
        return f"{said}. " + ngettext(
            "The two differ by {n} point.", "The two differ by {n} points.", round(apart)
        )

    def to_dict(self) -> dict[str, object]:
        """JSON-ready, with what each measure asks."""
        return {
            "code_onet": self.code_onet,
            "measures": {
                name: {
                    "title": _(one.title),
                    "asks": _(one.asks),
                    "leaves_out": _(one.leaves_out),
                    "source": one.source,
                    "score": self.scores[name],
                    "percentile": self.percentiles[name],
                    "is_broader": self.is_broader[name],
                }
                for name, one in MEASURES.items()
            },
            "low": self.low,
            "high": self.high,
            "agreement": self.agreement.to_dict(),
            "words": self.words(),
        }

    def __repr__(self) -> str:
        return f"Exposure({self.code_onet}: {self.words()})"


def exposures(catalog: Catalog) -> pl.DataFrame:
    """Both measures for every occupation.

    Returns
    -------
    `code_onet`; for each measure `{name}_score`, `{name}_percentile` (0–100: share of the other
    occupations with the measure that score lower, ties counted half) and `{name}_is_broader`;
    `low_percentile`, `high_percentile` and `range_points` (null unless both are known). One row per
    occupation, sorted.
    """
    return catalog.derive("exposures", lambda: _exposures(catalog))


def _exposures(catalog: Catalog) -> pl.DataFrame:
    frame = catalog.table("occupations").select("code_onet", "code_soc2018").sort("code_onet")
    shared = pl.len().over("code_soc2018") > 1
    frame = frame.with_columns(is_shared=shared)
    for name, measure in MEASURES.items():
        frame = frame.join(_scores(catalog, measure), on=_key(measure), how="left").with_columns(
            _percentile(f"{name}_score").alias(f"{name}_percentile"),
            pl.col(f"{name}_is_broader").fill_null(False),
        )
        if measure.table == "exposure_applicability":
            broader = pl.col(f"{name}_is_broader") | (
                pl.col("is_shared") & pl.col(f"{name}_score").is_not_null()
            )
            frame = frame.with_columns(broader.alias(f"{name}_is_broader"))
    percentiles = [f"{name}_percentile" for name in MEASURES]
    low, high = pl.min_horizontal(percentiles), pl.max_horizontal(percentiles)
    both = pl.all_horizontal(pl.col(one).is_not_null() for one in percentiles)
    return (
        frame.with_columns(
            low_percentile=low, high_percentile=high, range_points=pl.when(both).then(high - low)
        )
        .drop("code_soc2018", "is_shared")
        .sort("code_onet")
    )


def agreement(catalog: Catalog) -> Agreement:
    """How far the two measures agree over the occupations that have both."""
    return catalog.derive("exposure agreement", lambda: _agreement(exposures(catalog)))


def exposure_of(catalog: Catalog, code_onet: str) -> Exposure:
    """Both measures for one occupation."""
    occupation_row(catalog, code_onet)
    frame = exposures(catalog)
    row = frame.row(by_predicate=pl.col("code_onet") == code_onet, named=True)
    return Exposure(
        code_onet=code_onet,
        scores={name: row[f"{name}_score"] for name in MEASURES},
        percentiles={name: row[f"{name}_percentile"] for name in MEASURES},
        low=row["low_percentile"],
        high=row["high_percentile"],
        is_broader={name: row[f"{name}_is_broader"] for name in MEASURES},
        agreement=agreement(catalog),
    )


def _agreement(frame: pl.DataFrame) -> Agreement:
    scores = [f"{name}_score" for name in MEASURES]
    both = frame.filter(pl.all_horizontal(pl.col(one).is_not_null() for one in scores))
    if not both.height:
        return Agreement(None, 0, None)
    correlation = None
    if both.height > 2 and all(both[one].n_unique() > 1 for one in scores):
        ranks = both.select(pl.col(one).rank("average") for one in scores)
        correlation = round(ranks.select(pl.corr(*scores)).item(), 3)
    far = both.select((pl.col("range_points") >= 25).mean()).item()
    return Agreement(correlation, both.height, round(far, 3))


def _key(measure: Measure) -> str:
    return "code_onet" if measure.table == "exposure_tasks" else "code_soc2018"


def _scores(catalog: Catalog, measure: Measure) -> pl.DataFrame:
    key = _key(measure)
    names = {f"{measure.name}_score": pl.Float64, f"{measure.name}_is_broader": pl.Boolean}
    if not catalog.has(measure.table):
        return pl.DataFrame(schema={key: pl.String, **names})
    table = catalog.table(measure.table)
    broader = pl.col("is_broader") if "is_broader" in table.columns else pl.lit(False)
    return table.select(
        key,
        pl.col(measure.column).alias(f"{measure.name}_score"),
        broader.alias(f"{measure.name}_is_broader"),
    )


def _percentile(column: str) -> pl.Expr:
    """Mid-rank among the known values, 0–100; 50 when only one is known."""
    known = pl.col(column).count()
    return (
        pl.when(known > 1)
        .then((pl.col(column).rank("average") - 1) / (known - 1) * 100)
        .when(pl.col(column).is_not_null())
        .then(50.0)
    )
