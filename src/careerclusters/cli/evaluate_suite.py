"""`careerclusters evaluate suite`: tasks that anybody's similarity, clusters or title codes are scored on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerclusters.cli._print import AsCsv, AsJson, Column, print_json, print_rows, print_text, progress

if TYPE_CHECKING:
    from careerclusters.evaluation.suite import SuiteReport

__all__ = ["suite"]

_MEASURES = {
    "relatedness_moves": ("auc", "recall_at_10", "ndcg"),
    "relatedness_listed": ("auc", "recall_at_10", "ndcg"),
    "clusters_moves": ("clusters", "block_gain", "block_gain_degrees", "modularity"),
    "clusters_listed": ("clusters", "kappa"),
    "titles": ("accuracy", "coded_share"),
}


def suite(
    entry: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]", help="CSV or JSON to score; - is standard input; none for ours alone."
        ),
    ] = None,
    *,
    name: Annotated[str, typer.Option("--name", help="What it is called in the table.")] = "entry",
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Score a similarity, a partition or codes for titles on our tasks, beside ours and simple baselines.

    The file is a CSV of pairs (code_onet, neighbour_code_onet, similarity), of labels (code_onet, cluster;
    with membership_share for degrees) or of titles (title, code_soc2018), or JSON with several of these.

    Example: careerclusters evaluate suite --json
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.cli._input import readable
    from careerclusters.evaluation.suite import run_suite
    from careerclusters.evaluation.suite_input import read_entry

    atlas = open_atlas()
    brought = None
    if entry is not None:
        with readable(entry) as path:
            content = path.read_bytes()
        brought = read_entry(content, atlas.catalog, name=name, codes=atlas.clustering.codes)
    with progress("Scoring"):
        report = run_suite(atlas, brought)
    if as_json and not as_csv:
        print_json(report.to_dict())
    elif as_csv:
        print_rows(report.to_frame(), (), as_json=as_json, as_csv=True)
    else:
        _print_report(report)
        unknown = brought.unknown if brought is not None else ()
        if unknown:
            print_text(f"{len(unknown)} codes that no occupation has, such as {', '.join(unknown[:3])}.")


def _print_report(report: SuiteReport) -> None:
    def shown(value: float | None) -> str:
        return "" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)

    for task, task_report in report.to_dict()["tasks"].items():  # type: ignore[attr-defined]
        print_text(task.replace("_", " ").capitalize(), style="bold")
        print_text(task_report["about"])
        columns = [Column("method", "Method")]
        columns += [
            Column(field, field.replace("_", " "), as_text=shown, is_number=True) for field in _MEASURES[task]
        ]
        print_rows(task_report["results"], columns)
    for note in report.notes:
        print_text(note)
