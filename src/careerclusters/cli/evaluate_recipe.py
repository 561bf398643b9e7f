"""`careerclusters evaluate ablation | weights | names`: what each choice in the recipe is worth."""

from __future__ import annotations

from typing import Annotated

import typer

from careerclusters.cli._print import AsCsv, AsJson, Column, print_json, print_rows, print_text, progress

__all__ = ["ablation", "names", "weights"]


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def ablation(
    *,
    runs: Annotated[int, typer.Option("--runs", help="Resampled runs per variant.")] = 60,
    seed: Annotated[int, typer.Option("--seed", help="Seed of all chance.")] = 0,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Leave out or change one choice of the recipe at a time, and measure again.

    AUC, recall and NDCG are those of similarity with destination size on observed moves; clusters,
    stability and modularity those of the middle level.

    Example: careerclusters evaluate ablation --runs 40
    """
    from careerclusters.cli._atlas import chosen_catalog
    from careerclusters.evaluation.ablation import evaluate_ablation

    with progress("Measuring variants") as report:
        found = evaluate_ablation(chosen_catalog(), runs=runs, seed=seed, progress=report)
    if as_json and not as_csv:
        print_json(found.to_dict())
        return
    measures = {
        "auc": "AUC",
        "recall_at_10": "Rec@10",
        "ndcg": "NDCG",
        "stability_ari": "Stable",
        "moves_modularity": "Modul.",
    }
    columns = [Column(name, head, as_text=_figure, is_number=True) for name, head in measures.items()]
    columns.insert(3, Column("clusters", "k", is_number=True))
    print_rows(found.to_frame(), (Column("variant", "Variant"), *columns), as_json=as_json, as_csv=as_csv)


def weights(*, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """Weights of the views as shipped, beside those that a choice model learns on the open moves.

    Example: careerclusters evaluate weights
    """
    from careerclusters.cli._atlas import chosen_catalog
    from careerclusters.clustering import DEFAULT_WEIGHTS
    from careerclusters.evaluation.ablation import learned_weights

    with progress("Learning weights"):
        learned = learned_weights(chosen_catalog())
    rows = [
        {"view": name, "shipped_share": DEFAULT_WEIGHTS[name], "learned_share": learned.get(name)}
        for name in sorted(DEFAULT_WEIGHTS, key=lambda view: -DEFAULT_WEIGHTS[view])
    ]
    columns = (
        Column("view", "View"),
        Column("shipped_share", "Shipped", as_text=_figure, is_number=True),
        Column("learned_share", "Learned on moves", as_text=_figure, is_number=True),
    )
    print_rows(rows, columns, as_json=as_json, as_csv=as_csv)
    if not (as_json or as_csv):
        print_text("Why they differ: docs/methods/weights.md")


def names(
    *,
    runs: Annotated[int, typer.Option("--runs", help="Resampled runs of each of the three fits.")] = 200,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """How much of its members a cluster's name covers, and how often another seed gives the same name.

    Found again counts clusters that overlap by 0.8 or more (Jaccard) with one of another seed.

    Example: careerclusters evaluate names --runs 60
    """
    from careerclusters.cli._atlas import chosen_catalog
    from careerclusters.evaluation.names import evaluate_names
    from careerclusters.present import percent, range_words

    with progress("Naming with three seeds") as report:
        found = evaluate_names(chosen_catalog(), runs=runs, progress=report)
    if as_json and not as_csv:
        print_json(found.to_dict())
        return
    rows = [
        row
        | {
            "clusters": " ".join(map(str, row["clusters"])),
            "covered": range_words(row["coverage_low_share"], row["coverage_high_share"], as_text=percent),
            "kept": f"{row['kept_count']} of {row['found_count']}",
        }
        for row in found.to_frame().to_dicts()
    ]
    columns = (
        Column("level", "Level"),
        Column("clusters", "Clusters"),
        Column("covered", "Members covered"),
        Column("kept", "Same name where found again"),
    )
    if as_csv:
        print_rows(rows, (), as_json=as_json, as_csv=True)
        return
    print_rows(rows, columns)
    print_text(f"Named after evidence: {found.fallback_count}. Longest name: {found.longest_count} letters.")
