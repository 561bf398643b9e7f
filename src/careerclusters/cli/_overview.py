"""All broad clusters, and those of the main level in each, on about one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from careerclusters.cli._print import Column, print_rows, print_text
from careerclusters.language import _
from careerclusters.present import counted, listing, stability_words

if TYPE_CHECKING:
    from careerclusters.clustering import Clustering

__all__ = ["CLUSTER_COLUMNS", "print_overview"]


def _name(name: str) -> str:
    """A cluster's name in the language spoken, as far in as it was."""
    from careerclusters.words.cluster_names import cluster_name

    return name[: len(name) - len(name.lstrip())] + cluster_name(name.strip())


CLUSTER_COLUMNS = (
    Column("cluster_id", "Id"),
    Column("name", "Cluster", as_text=_name),
    Column("n_occupations", "Occupations", is_number=True),
    Column("stability_share", "Stability", as_text=stability_words),
)


def print_overview(clustering: Clustering) -> None:
    """Print each broad cluster with those of the main level that lie in it."""
    rows = clustering.clusters.to_dicts()
    broad, *inner = clustering.levels
    main = clustering.main_level if clustering.main_level in inner else "".join(inner[:1])
    parent_of = {row["cluster_id"]: row["parent_id"] for row in rows}
    shown: list[dict[str, Any]] = []
    for top in (row for row in rows if row["level"] == broad):
        shown.append(top)
        for row in rows:
            if row["level"] == main and _top(row["cluster_id"], parent_of) == top["cluster_id"]:
                shown.append(row | {"name": f"  {row['name']}"})
    n_placed = len(clustering.titles) - len(clustering.codes)
    sizes = [f"{sum(row['level'] == level for row in rows)} {_(level)}" for level in clustering.levels]
    print_text(
        _(
            "{occupations} in {sizes} clusters",
            occupations=counted(len(clustering.codes), "occupation"),
            sizes=listing(sizes),
        ),
        style="bold",
    )
    print_text(
        _(
            "{release}; {count} more placed by their titles and tasks",
            release=clustering.release,
            count=n_placed,
        )
    )
    print_rows(shown, CLUSTER_COLUMNS)


def _top(cluster_id: str, parent_of: dict[str, str | None]) -> str:
    """The broad cluster that holds one."""
    while (parent := parent_of[cluster_id]) is not None:
        cluster_id = parent
    return cluster_id
