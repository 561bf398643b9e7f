"""`careerclusters agreement`: our clusters beside the official ones, and where they disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from careerclusters.cli._print import AsCsv, AsJson, Column, print_json, print_rows, print_text, progress

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas
    from careerclusters.clustering.official import Agreement

__all__ = ["agreement"]


def agreement(
    *,
    level: Annotated[
        str, typer.Option("--level", help="Which of our levels: broad, middle or fine.")
    ] = "middle",
    limit: Annotated[int, typer.Option("--limit", help="How many disagreements to show.", min=0)] = 10,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Compare our clusters with the official 16: how far they agree, and where not, with reasons.

    CSV holds all disagreements; JSON holds everything.

    Example: careerclusters agreement --limit 5
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.clustering.official import compare_with_official
    from careerclusters.errors import UnknownError

    atlas = open_atlas()
    clustering = atlas.clustering
    if level not in clustering.levels:
        raise UnknownError("No such level", seen=level, closest=clustering.levels)
    with progress("Comparing with the official clusters"):
        found = compare_with_official(atlas.catalog, clustering, level=level)
    if as_csv:
        print_rows(found.disagreements, (), as_json=as_json, as_csv=True)
    elif as_json:
        print_json(found.to_dict())
    else:
        _print_agreement(found, atlas, limit)


def _print_agreement(found: Agreement, atlas: Atlas, limit: int) -> None:
    from careerclusters.present import percent

    print_text(
        f"Agreement of our {found.level} clusters with the official 16: {found.ami:.2f} (adjusted mutual "
        "information; 0 is chance, 1 the same)."
    )
    largest = found.overlap.filter(found.overlap["share_of_cluster"] >= 0.15)
    columns = (
        Column("cluster_id", "Id"),
        Column("name", "Our cluster"),
        Column("official_cluster", "Official cluster"),
        Column("share_of_cluster", "Share of ours", as_text=percent, is_number=True),
    )
    print_rows(largest, columns)
    count = found.disagreements.height
    print_text(f"{count} occupations stand elsewhere officially; the strongest cases first:\n")
    for row in found.disagreements.head(limit).to_dicts():
        print_text(f"{atlas.name(row['code_onet'])} ({row['title']}, {row['code_onet']})", style="bold")
        print_text(f"{row['reason']}\n", indent=2)
