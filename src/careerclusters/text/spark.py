"""The same coding of postings on Spark: `mapInArrow` over distinct titles, then a join.

Needs the extra `spark` and a Java 17 or later on this machine (or on the cluster's).
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careerclusters.errors import InputError, MissingExtra
from careerclusters.titles.table import ADDED

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.atlas import Atlas

__all__ = ["demand_on_spark", "has_java"]

PARTITION_TITLES = 20_000
"""Distinct titles in a partition: a few seconds of work each."""

_TYPES = {"chance": "double", "is_sure": "boolean"}


def has_java() -> bool:
    """Whether a Java is to be had."""
    home = os.environ.get("JAVA_HOME")
    return bool(shutil.which("java") or (home and (Path(home) / "bin" / "java").exists()))


def demand_on_spark(atlas: Atlas, source: Path, *, column: str = "title") -> pl.DataFrame:
    """Demand of the postings in a CSV or Parquet file or folder, as `text.demand` gives it.

    Raises
    ------
    MissingExtra
        Without pyspark.
    InputError
        Without Java, or when the atlas isn't saved where the workers can open it.
    """
    try:
        import pyspark
        from pyspark.sql import SparkSession
        from pyspark.sql import functions as f
    except ImportError as error:
        raise MissingExtra("Coding on Spark", extra="spark") from error
    if not has_java():
        raise InputError(
            "Spark needs Java, and none was found",
            seen=f"pyspark {pyspark.__version__}",
            todo="Install Java 17 or later, or set JAVA_HOME; or use --engine local.",
        )
    if atlas.head is None:
        raise InputError("Spark's workers open a saved atlas", todo="Save it first: atlas.save()")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.appName("careerclusters")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", str(PARTITION_TITLES))
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    reader = spark.read
    is_parquet = Path(source).suffix.lower() != ".csv"
    rows = reader.parquet(str(source)) if is_parquet else reader.csv(str(source), header=True)
    titles = rows.select(f.col(column).cast("string").alias("title")).where("title is not null").distinct()
    count = titles.count()
    titles = titles.repartition(max(1, -(-count // PARTITION_TITLES)))
    schema = "title string, " + ", ".join(f"{name} {_TYPES.get(name, 'string')}" for name in ADDED)
    folder = str(atlas.head.folder.parent)

    def code(batches: Iterator[Any]) -> Iterator[Any]:
        yield from _code_batches(batches, folder)

    codes = titles.mapInArrow(code, schema)
    month = f.substring(f.col("date").cast("string"), 1, 7)
    month = f.when(month.rlike(r"^\d{4}-(0[1-9]|1[0-2])$"), month)
    coded = rows.select(f.col(column).cast("string").alias("title"), "area", month.alias("month"))
    coded = coded.join(codes, on="title", how="left")
    chance = f.col("chance")
    counted = coded.groupBy("code_onet", "area", "month").agg(
        f.count(f.lit(1)).alias("postings_count"),
        f.sum(f.coalesce(f.col("is_sure"), f.lit(False)).cast("int")).alias("sure_count"),
        f.sum(chance).alias("expected_count"),
        f.sum(chance * (1 - chance)).alias("variance"),
    )
    return _finished(counted.toArrow(), atlas)


def _code_batches(batches: Iterator[Any], folder: str) -> Iterator[Any]:
    """Arrow batches of titles in, of codes out; runs on a worker, which opens the atlas once."""
    import polars as pl

    from careerclusters.atlas import Atlas
    from careerclusters.titles.table import code_titles

    index = Atlas.open(Path(folder)).titles
    for batch in batches:
        titles = pl.Series("title", batch.column(0).to_pylist(), dtype=pl.String)
        coded = code_titles(index, titles)[: len(titles)].insert_column(0, titles)
        yield from coded.to_arrow(compat_level=pl.CompatLevel.oldest()).to_batches()


def _finished(counted: Any, atlas: Atlas) -> pl.DataFrame:
    import polars as pl

    from careerclusters.text.demand import COLUMNS, KEYS, clusters_of

    rows = pl.DataFrame(pl.from_arrow(counted))
    is_coded = pl.col("code_onet").is_not_null()
    number = pl.col("postings_count")
    return (
        rows.with_columns(
            pl.col("postings_count").cast(pl.UInt32),
            pl.col("sure_count").cast(pl.UInt32),
            pl.col("expected_count").round(4),
            standard_error=pl.col("variance").sqrt().round(4),
            coded_share=(
                number.filter(is_coded).sum().over("area", "month") / number.sum().over("area", "month")
            ).round(4),
        )
        .drop_nulls("code_onet")
        .join(clusters_of(atlas.clustering), on="code_onet", how="left")
        .select(COLUMNS)
        .sort(KEYS, nulls_last=True)
    )
