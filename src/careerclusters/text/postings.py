"""Count the postings of a file, on this machine or on Spark, with the same function and the same result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from careerclusters.errors import InputError
from careerclusters.text.coding import coded_rows, distinct_codes
from careerclusters.text.demand import NEEDED, clusters_of, demand, with_month
from careerclusters.text.tables import scan, write

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas

__all__ = ["count_postings"]


def count_postings(
    atlas: Atlas, source: Path, out: Path, *, column: str = "title", engine: str = "local"
) -> dict[str, Any]:
    """Write demand by cluster, occupation, area and month; how many rows stand behind it.

    Parameters
    ----------
    atlas
        A saved one for Spark.
    source, out
        CSV or Parquet; `source` has the columns `text.demand.NEEDED`.
    column
        The one with the titles, where it isn't called so.
    engine
        "local" or "spark".

    Raises
    ------
    InputError
        When columns are missing, or Spark can't run.
    """
    table = scan(source)
    names = table.collect_schema().names()
    missing = [name for name in (column, *NEEDED[1:]) if name not in names]
    if missing:
        raise InputError("Postings lack columns", seen=", ".join(missing), todo="Needed: title, area, date.")
    if engine == "spark":
        from careerclusters.text.spark import demand_on_spark

        counted = demand_on_spark(atlas, source, column=column)
    else:
        few = with_month(table.select(column, "area", "date"))
        coded = coded_rows(few, distinct_codes(atlas.titles, few, column), column)
        counted = demand(coded, clusters_of(atlas.clustering)).collect(engine="streaming")
    write(counted, out)
    return {
        "rows": len(counted),
        "coded_postings": int(counted["postings_count"].sum()),
        "engine": engine,
    }
