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
    n_placed = len(clustering.titles) - len(clustering.codes)
    sizes = [f"{sum(row['level'] == level for row in rows)} {level}" for level in clustering.levels]
    print_text(f"{counted(len(clustering.codes), 'occupation')} in {listing(sizes)} clusters", style="bold")
    print_text(f"{clustering.release}; {n_placed} more placed by their titles and tasks")
    print_rows(shown, CLUSTER_COLUMNS)
