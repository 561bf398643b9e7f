"""`careerclusters evaluate titles`: how often a hidden job title finds its occupation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from careerclusters.cli._print import AsJson, note, print_json, print_text, progress

__all__ = ["titles"]

KINDS = {
    "new": "New titles",
    "twin": "Known elsewhere",
    "census_new": "Census, new",
    "census_known": "Census, known words",
}


def titles(
    *,
    n_titles: Annotated[int, typer.Option("--titles", help="Titles of each kind.", min=50)] = 2000,
    seed: Annotated[int, typer.Option("--seed", help="Seed of all chance.")] = 0,
    fit: Annotated[
        Path | None, typer.Option("--fit", help="Fit weights and chances again, and write the tables here.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Hide job titles, look them up, and count how often their occupation comes first.

    Also: how honest the chance is, what noise costs, what is taken without asking, and how fast it goes,
    beside the nearest neighbour by TF-IDF. Takes about a minute.

    Example: careerclusters evaluate titles --titles 500
    """
    from careerclusters.cli._atlas import chosen_catalog
    from careerclusters.evaluation.titles import evaluate_titles

    catalog = chosen_catalog()
    if fit is not None:
        from careerclusters.evaluation.title_fit import fit_all

        with progress("Fitting on hidden titles"):
            fit_all(catalog, fit, seed=seed)
        note(f"Wrote weights.csv, signs.csv, chance.csv and risk.csv to {fit}")
        return
    with progress("Looking up hidden titles"):
        measured = evaluate_titles(catalog, seed=seed, n_titles=n_titles)
    if as_json:
        print_json(measured)
    else:
        _print(measured)


def _print(measured: dict[str, Any]) -> None:
    from careerclusters.cli._print import Column, print_rows

    rows = [{"set": KINDS.get(kind, kind), **figures} for kind, figures in measured["sets"].items()]
    rows.append({"set": "Nearest by TF-IDF, all", **measured["nearest_by_tfidf"]})

    def share(value: float | None) -> str:
        return "" if value is None else f"{value:.3f}"

    columns = (
        Column("set", "Titles"),
        Column("titles", "How many", is_number=True),
        *(
            Column(name, heading, as_text=share, is_number=True)
            for name, heading in (
                ("top_1", "First"), ("top_5", "In five"), ("expected_calibration_error", "Chance off by"),
                ("sure_share", "Sure"), ("right_of_sure", "Right of these"),
                ("right_at_80_pct", "Right at 80%"),
            )
        ),
    )  # fmt: skip
    names = [column.field for column in columns]
    print_rows([{name: row.get(name) for name in names} for row in rows], columns)
    print_text("Known titles with noise, share right", style="bold")
    for kind, value in measured["noise"].items():
        print_text(f"  {kind}: {value:.3f}")
    silent = measured["silent_below_half"]
    print_text(
        f"Of {silent['titles']:,} shared titles {silent['asked']:,} are asked about; "
        f"{silent['silent']} are taken silently below one half."
    )
    print_text(f"Random letters not taken for a title: {measured['refused_random_letters']:.3f}")
    for name, value in measured["speed"].items():
        print_text(f"{name.replace('_', ' ')}: {value:,}")
