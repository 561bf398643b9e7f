"""`careerclusters ladder`: the rungs of a cluster."""

from __future__ import annotations

from typing import Annotated

import typer

from careerclusters.cli._names import named, with_names
from careerclusters.cli._print import AsJson, Column, print_json, print_rows, print_text
from careerclusters.language import _

__all__ = ["ladder"]


def ladder(
    name: Annotated[str, typer.Argument(help="Cluster: id such as M07, or the name or its beginning.")],
    *,
    no_degree: Annotated[
        bool, typer.Option("--no-degree", help="Only occupations that typically ask for no degree.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show the ladder inside a cluster, from entry to senior, and the likeliest ways out.

    Example: careerclusters ladder M07
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.pathways import climb
    from careerclusters.present import dollars, percent
    from careerclusters.words.cluster_names import cluster_name
    from careerclusters.words.preparation import zone_label

    atlas = open_atlas()
    clustering = atlas.clustering
    chosen = atlas.cluster(name)
    labels = clustering.labels(chosen.level)
    pathways = atlas.pathways
    members = [code for code, label in labels.items() if label == chosen.cluster_id]
    found = climb(pathways, members, no_degree=no_degree)
    if as_json:
        print_json({"cluster_id": chosen.cluster_id, "name": chosen.name, **found.to_dict()})
        return
    print_text(f"{cluster_name(chosen.name)} ({chosen.cluster_id})", style="bold")
    print_text(_("One way up: {steps}.", steps=" → ".join(atlas.name(code) for code in found.path)))
    columns: tuple[Column, ...] = (
        Column("job_zone", "To learn", as_text=zone_label),
        Column("shown", "Occupation"),
        Column("pay_usd", "Pay", as_text=lambda v: dollars(v, per=None), is_number=True),
        Column("next_name", "Likeliest step up", as_text=lambda v: v or _("top")),
    )
    rungs = with_names(atlas, found.rungs)
    print_rows(named(with_names(atlas, rungs, of="next_code", into="next_name")), columns)
    columns = (
        Column("name", "Ways out of the cluster"),
        Column("to_name", "To"),
        Column("chance", "Leavers", as_text=lambda v: percent(v, decimals=1), is_number=True),
    )
    bridges = with_names(atlas, found.bridges)
    print_rows(with_names(atlas, bridges, of="to_code", into="to_name"), columns)
