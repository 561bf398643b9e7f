"""`careerclusters agreement`: our clusters beside the official ones, and where they disagree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerclusters.cli._print import AsCsv, AsJson, Column, print_json, print_rows, print_text, progress
from careerclusters.language import ENGLISH, _, current_language, marked

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas
    from careerclusters.clustering.group_agreement import GroupAgreement
    from careerclusters.clustering.official import Agreement

__all__ = ["agreement"]


def agreement(
    *,
    level: Annotated[
        str, typer.Option("--level", help="Which of our levels: broad, middle or fine.")
    ] = "middle",
    against: Annotated[
        str,
        typer.Option("--with", help="official (the 16), nesta (skills-based sectors) or a country: canada."),
    ] = "official",
    limit: Annotated[int, typer.Option("--limit", help="How many disagreements to show.", min=0)] = 10,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Compare our clusters with the official 16: how far they agree, and where not, with reasons.

    CSV holds all disagreements; JSON holds everything.

    Nesta's sectors are reached through ESCO, another country through titles, both with confidence; links that
    are less sure are left out and counted. For these, CSV holds the overlaps.

    Example: careerclusters agreement --with nesta --limit 5
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.errors import UnknownError

    atlas = open_atlas()
    clustering = atlas.clustering
    if level not in clustering.levels:
        raise UnknownError("No such level", seen=level, closest=clustering.levels)
    if against != "official":
        other = _other_groups(atlas, against, level)
        if as_json and not as_csv:
            print_json(other.to_dict())
        elif as_csv:
            print_rows(other.overlap, (), as_json=as_json, as_csv=True)
        else:
            _print_groups(other, limit)
        return
    found = atlas.agreement(level)
    if as_csv:
        print_rows(found.disagreements, (), as_json=as_json, as_csv=True)
    elif as_json:
        print_json(found.to_dict())
    else:
        _print_agreement(found, atlas, limit)


def _other_groups(atlas: Atlas, against: str, level: str) -> GroupAgreement:
    """Our clusters beside Nesta's sectors or another country's clusters."""
    from careerclusters.catalog import COUNTRIES
    from careerclusters.cli._atlas import open_country
    from careerclusters.clustering.group_agreement import compare_groups, nesta_groups
    from careerclusters.errors import InputError
    from careerclusters.evaluation.countries import compare_countries

    if against == "nesta":
        links, missing = nesta_groups(atlas.catalog)
        other = marked("Nesta's skills-based sectors of ESCO occupations")
        return compare_groups(atlas.clustering, links, level=level, other=other, n_missing=missing)
    if against not in COUNTRIES:
        known = ", ".join(["official", "nesta", *COUNTRIES])
        raise InputError(
            "There is nothing of that name to compare with", seen=against, todo=_("Use {known}.", known=known)
        )
    country = open_country(against)
    with progress("Looking up the other country's titles"):
        return compare_countries(atlas, country, level=level)


def _print_groups(found: GroupAgreement, limit: int) -> None:
    from careerclusters.present import percent
    from careerclusters.words.cluster_names import cluster_name

    print_text(
        _(
            "Agreement of our {level} clusters with {other}: {ami} (adjusted mutual information; 0 "
            "is chance, 1 the same), over {links} links with a mean confidence of {confidence}. "
            "{left_out} more have no link that is sure enough.",
            level=_(found.level),
            other=_(found.other),
            ami=f"{found.ami:.2f}",
            links=found.links.height,
            confidence=percent(found.confidence_mean),
            left_out=found.n_left_out,
        )
    )
    columns = (
        Column("cluster_id", "Id"),
        Column("name", "Our cluster", as_text=cluster_name),
        Column("other_group", "The other's"),
        Column("n_shared", "Links", is_number=True),
        Column("share_of_cluster", "Share of ours", as_text=percent, is_number=True),
        Column("share_of_other", "Of theirs", as_text=percent, is_number=True),
    )
    largest = found.overlap.filter(found.overlap["share_of_cluster"] >= 0.2)
    print_rows(largest.head(limit * 4) if limit else largest, columns)
    print_text("Where they differ, that may be the work, the data or chance.")


def _print_agreement(found: Agreement, atlas: Atlas, limit: int) -> None:
    from careerclusters.present import percent
    from careerclusters.words.cluster_names import cluster_name

    print_text(
        _(
            "Agreement of our {level} clusters with the official 16: {ami} (adjusted mutual "
            "information; 0 is chance, 1 the same).",
            level=_(found.level),
            ami=f"{found.ami:.2f}",
        )
    )
    largest = found.overlap.filter(found.overlap["share_of_cluster"] >= 0.15)
    columns = (
        Column("cluster_id", "Id"),
        Column("name", "Our cluster", as_text=cluster_name),
        Column("official_cluster", "Official cluster"),
        Column("share_of_cluster", "Share of ours", as_text=percent, is_number=True),
    )
    print_rows(largest, columns)
    count = found.disagreements.height
    print_text(
        _("{count} occupations stand elsewhere officially; the strongest cases first:", count=count) + "\n"
    )
    for row in found.disagreements.head(limit).to_dicts():
        print_text(f"{atlas.name(row['code_onet'])} ({row['title']}, {row['code_onet']})", style="bold")
        print_text(f"{_reason(row, atlas)}\n", indent=2)


def _reason(row: Mapping[str, Any], atlas: Atlas) -> str:
    """Why an occupation stands elsewhere, in the language spoken; a saved atlas holds it in English."""
    from careerclusters.clustering.official import reason_words
    from careerclusters.words.cluster_names import cluster_name

    if current_language() == ENGLISH or "views" not in row:
        return str(row["reason"])
    name = cluster_name(atlas.clustering.cluster(row["cluster_id"]).name)
    return reason_words(row, name=name, name_of=atlas.name)
