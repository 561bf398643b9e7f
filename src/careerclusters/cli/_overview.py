"""All broad and middle clusters on about one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from careerclusters.cli._print import Column, print_rows, print_text
from careerclusters.present import counted, listing, stability_words

if TYPE_CHECKING:
    from careerclusters.clustering import Clustering

__all__ = ["CLUSTER_COLUMNS", "print_overview"]

CLUSTER_COLUMNS = (
    Column("cluster_id", "Id"),
    Column("name", "Cluster"),
    Column("n_occupations", "Occupations", is_number=True),
    Column("stability_share", "Stability", as_text=stability_words),
)


def print_overview(clustering: Clustering) -> None:
    """Print each broad cluster with the middle ones that lie in it."""
    rows = clustering.clusters.to_dicts()
    broad, middle = clustering.levels[0], clustering.levels[1:2]
    shown: list[dict[str, Any]] = []
    for top in (row for row in rows if row["level"] == broad):
        shown.append(top)
        inner = (row for row in rows if row["level"] in middle and row["parent_id"] == top["cluster_id"])
        shown += [row | {"name": f"  {row['name']}"} for row in inner]
    n_occupations = clustering.memberships["code_onet"].n_unique()
    sizes = [f"{sum(row['level'] == level for row in rows)} {level}" for level in clustering.levels]
    print_text(f"{counted(n_occupations, 'occupation')} in {listing(sizes)} clusters")
    print_rows(shown, CLUSTER_COLUMNS)
