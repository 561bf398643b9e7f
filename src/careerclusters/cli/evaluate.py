"""`careerclusters evaluate`: measures of what we claim, beside simpler ways to do it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerclusters.cli import (
    evaluate_advice,
    evaluate_languages,
    evaluate_people,
    evaluate_recipe,
    evaluate_suite,
    evaluate_titles,
)
from careerclusters.cli._print import AsCsv, AsJson, Column, print_json, print_rows, print_text, progress
from careerclusters.language import marked

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.evaluation.moves import MovesReport

__all__ = ["app"]

app = typer.Typer(help=marked("Measure what is claimed, beside simpler ways to do it."))
app.command()(evaluate_recipe.ablation)
app.command()(evaluate_recipe.weights)
app.command()(evaluate_recipe.names)
app.command()(evaluate_titles.titles)
app.command()(evaluate_languages.spanish)
app.command()(evaluate_languages.french)
app.command()(evaluate_advice.advice)
app.command()(evaluate_people.instruments)
app.command()(evaluate_people.strengths)
app.command("match")(evaluate_people.match_people)
app.command()(evaluate_people.fairness)
app.command()(evaluate_people.holland)
app.command()(evaluate_suite.suite)


MovesFile = Annotated[
    Path | None,
    typer.Option("--file", help="CSV of moves in the layout of moves_cps_asec_all.csv; - is standard input."),
]


def _read_moves(file: Path | None) -> pl.DataFrame | None:
    """The table of moves in a file, or None for the catalog's own."""
    from careerclusters.cli._input import readable
    from careerclusters.sources.moves import read_moves_file

    if file is None:
        return None
    with readable(file) as path:
        return read_moves_file(path)


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


@app.command()
def clusters(*, file: MovesFile = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """How much clusters say about observed moves, beside the official 16, the SOC and chance.

    Gain: how much better moves are foretold than by size alone, in nats a mover, learned on one half of
    the origins and scored on the other; "degrees" lets occupations belong to several clusters. Stability
    is the adjusted Rand index (ARI) of two halves of the runs. Modularity counts moves inside clusters
    beyond chance; it favours few large ones. The last row is what the moves alone would allow. The JSON
    and CSV also have pay and job-zone variance explained, kappa with the publisher's related occupations,
    and agreement with the official 16 and the SOC.

    Example: careerclusters evaluate clusters --json
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.evaluation import evaluate_clusters

    atlas = open_atlas()
    clustering = atlas.clustering
    moves = _read_moves(file)
    with progress("Measuring clusters"):
        report = evaluate_clusters(atlas.catalog, clustering, moves=moves)
    if as_json and not as_csv:
        print_json(report.to_dict())
        return
    columns = (
        Column("level", "Partition"),
        Column("clusters", "Clusters", is_number=True),
        Column("gain", "Gain", is_number=True),
        Column("gain_soft", "Degrees", is_number=True),
        Column("stability_ari", "ARI", as_text=_figure, is_number=True),
        Column("moves_modularity", "Modular", as_text=_figure, is_number=True),
    )
    if as_csv:
        print_rows(report.to_frame(), (), as_json=as_json, as_csv=True)
        return

    def gain(row: dict[str, Any], name: str) -> str:
        if row[name] is None:
            return ""
        half = (row[f"{name}_high"] - row[f"{name}_low"]) / 2
        return f"{row[name]:.3f} ±{half:.3f}".replace("0.", ".")  # fits 80 columns

    rows = [
        row | {"gain": gain(row, "block_gain"), "gain_soft": gain(row, "block_gain_soft")}
        for row in report.to_frame().to_dicts()
    ]
    print_rows(rows, columns)
    print_text(f"Moves between {report.n_groups} groups, {report.n_origins} of them observed as origins.")
    print_text("± is half the 95% interval.")


@app.command()
def moves(
    *,
    file: MovesFile = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """How well similarity ranks the occupations that people really moved to, beside simpler guesses.

    Without a file, the open moves of the catalog are used; an origin is always scored by a model that
    was not shown it.

    Example: careerclusters evaluate moves --json
    """
    from careerclusters.cli._atlas import chosen_catalog
    from careerclusters.evaluation import evaluate_moves

    table = _read_moves(file)
    with progress("Measuring moves"):
        report = evaluate_moves(chosen_catalog(), table)
    if as_json and not as_csv:
        print_json(report.to_dict())
    elif as_csv:
        print_rows(report.to_frame(), (), as_json=as_json, as_csv=True)
    else:
        _print_moves(report)


def _print_moves(report: MovesReport) -> None:
    def column(field: str, heading: str) -> Column:
        return Column(field, heading, is_number=True)

    def measure(row: dict[str, Any], name: str) -> str:
        return f"{row[name]:.3f} ±{(row[f'{name}_high'] - row[f'{name}_low']) / 2:.3f}"

    names = ("auc", "recall_at_10", "ndcg")
    rows = [row | {name: measure(row, name) for name in names} for row in report.to_frame().to_dicts()]
    heads = (column("auc", "AUC"), column("recall_at_10", "Recall@10"), column("ndcg", "NDCG"))
    print_rows(rows, (Column("method", "Method"), *heads))
    own = report.rankings["careerclusters"]
    print_text(f"Averages over {own.n_origins} origins and {report.n_candidates} destinations.")
    print_text("± is half the 95% interval.")
    for name, about in report.about.items():
        print_text(f"{name}: {about}.", indent=1)
    if report.closer_look is not None:
        for line in report.closer_look.words():
            print_text(line)
    for one in report.ceilings:
        who = "a second survey of the same size" if one.ranked_by == "second_survey" else "a perfect model"
        print_text(
            f"Ceiling, {one.truth} truth: {who} would reach AUC {one.auc:.3f}, recall@10 "
            f"{one.recall_at_10:.3f}, NDCG {one.ndcg:.3f}."
        )
