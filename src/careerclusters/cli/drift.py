"""`careerclusters drift`: what changed between two releases, beside what would change anyway."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerclusters.cli._print import (
    AsCsv,
    AsJson,
    Column,
    Force,
    note,
    print_json,
    print_rows,
    print_text,
    progress,
)
from careerclusters.language import _

if TYPE_CHECKING:
    from careerclusters.labour.drift import Drift

__all__ = ["drift"]

_COUNTED = ("moved", "split", "merged")


def drift(
    old: Annotated[Path, typer.Argument(help="Older O*NET text release, a zip file or a folder.")],
    new: Annotated[
        Path | None, typer.Argument(help="Newer release; the bundled catalog when left out.")
    ] = None,
    *,
    runs: Annotated[int, typer.Option("--runs", help="Resampled runs of each of the four fits.")] = 100,
    seed: Annotated[int, typer.Option("--seed", help="Seed of all chance.")] = 0,
    out: Annotated[
        Path | None, typer.Option("--out", help="File to keep it in; the explorer's own when left out.")
    ] = None,
    is_forced: Force = False,
    limit: Annotated[int, typer.Option("--limit", help="How many rows of each list to show.", min=1)] = 10,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Fit two releases with the same recipe, and tell real change from noise.

    Each release is fitted twice with different seeds: what changes between two fits of one release is
    the noise floor, printed beside every count. CSV holds the occupations that changed cluster.

    Example: careerclusters drift db_28_2_text.zip
    """
    from careerclusters.catalog import load_catalog, read_release
    from careerclusters.labour.drift import drift as compare
    from careerclusters.labour.drift_file import check_drift_target, drift_path, write_drift

    check_drift_target(drift_path() if out is None else out, is_forced=is_forced)
    with progress("Reading releases") as report:
        before = read_release(old)
        after = load_catalog() if new is None else read_release(new)
        found = compare(before, after, runs=runs, seed=seed, progress=report)
    written = write_drift(found, drift_path() if out is None else out)
    note(
        _("Kept in {file}; the explorer now shows it under “What changed”.", file=written)
        if out is None
        else _("Kept in {file}.", file=written)
    )
    if as_json and not as_csv:
        print_json(found.to_dict())
    elif as_csv:
        print_rows(found.movers, (), as_json=as_json, as_csv=True)
    else:
        _print(found, limit)


def _print(found: Drift, limit: int) -> None:
    print_text(
        _(
            "From {old} to {new}: {count} occupations rated in both",
            old=found.old,
            new=found.new,
            count=found.n_occupations,
        ),
        style="bold",
    )
    _print_clusters(found, limit)
    _print_changes(found, limit)


def _print_clusters(found: Drift, limit: int) -> None:
    """How many occupations changed cluster at each level, beside the noise floor, and which steadily."""
    from careerclusters.features.names import plain_name
    from careerclusters.labour.drift import verdict
    from careerclusters.labour.drift_words import why_left_out
    from careerclusters.words.cluster_names import cluster_name

    for view, why in found.left_out.items():
        reason = why_left_out(why, old=found.old, new=found.new)
        print_text(_("Not compared: {view} ({reason}).", view=_(view), reason=reason))
    rows = [
        row | {name: f"{row[f'{name}_count']} ({_count(row[f'{name}_null_count'])})" for name in _COUNTED}
        for row in found.levels.to_dicts()
    ]
    columns = (
        Column("level", "Level", as_text=_),
        Column("moved", "Changed cluster", is_number=True),
        Column("moved_steady_count", "Of them steadily", is_number=True),
        Column("split", "Split", is_number=True),
        Column("merged", "Merged", is_number=True),
    )
    print_rows(rows, columns)
    print_text("In brackets the noise floor: as many change between two fits of one release.")
    print_text(verdict(found.levels.to_dicts()))
    steady = found.movers.filter(found.movers["is_steady"])
    if steady.is_empty():
        return
    print_text("Occupations that changed cluster steadily", style="bold")
    movers = [
        row | {"name": plain_name(row["code_onet"], row["title"])} for row in steady.head(limit).to_dicts()
    ]
    named = (
        Column("name", "Occupation"),
        Column("cluster_old", "From", as_text=cluster_name),
        Column("cluster_new", "To", as_text=cluster_name),
    )
    print_rows(movers, named)


def _print_changes(found: Drift, limit: int) -> None:
    """How the ratings that both have divide, and the elements and technologies that changed most."""
    from careerclusters.labour.drift_words import element_name, kind_words

    print_text("Ratings that both releases have", style="bold")
    print_rows(
        found.ratings,
        (Column("kind", "Kind", as_text=kind_words), Column("count", "Ratings", is_number=True)),
    )
    print_text("Elements surveyed again whose ratings rose or fell most surely", style="bold")
    print_rows(
        [row | {"element_name": element_name(row)} for row in found.elements.head(limit).to_dicts()],
        (
            Column("element_name", "Element"),
            Column("scale_id", "Scale"),
            Column("occupations_surveyed_count", "Surveyed", is_number=True),
            Column("change_mean", "Mean change", as_text=_signed, is_number=True),
            Column("z", "z", as_text=_signed, is_number=True),
        ),
    )
    print_text("Technologies listed by more or fewer occupations", style="bold")
    print_rows(
        found.technologies.head(limit),
        (
            Column("technology", "Technology"),
            Column("occupations_old_count", "Before", is_number=True),
            Column("occupations_new_count", "After", is_number=True),
        ),
    )
    print_text("Scale IM is importance 1–5, LV level 0–7. What each count means: docs/methods/drift.md")


def _count(value: float) -> str:
    return f"{value:g}"


def _signed(value: float | None) -> str:
    return "" if value is None else f"{value:+.2f}".replace("-", "−")
