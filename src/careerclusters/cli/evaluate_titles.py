"""`careerclusters evaluate titles`: how often a hidden job title finds its occupation."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from careerclusters.cli._print import AsJson, print_json, progress

__all__ = ["titles"]


def titles(
    *,
    n_titles: Annotated[int, typer.Option("--titles", help="Hidden titles to look up.", min=50)] = 500,
    seed: Annotated[int, typer.Option("--seed", help="Seed of all chance.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Hide a tenth of all job titles, look them up, and count how often their occupation comes first.

    Takes a minute or two; beside it stand simpler ways to search.

    Example: careerclusters evaluate titles --titles 500
    """
    from careerclusters.cli._atlas import chosen_catalog
    from careerclusters.evaluation.titles import evaluate_titles

    with progress("Looking up hidden titles"):
        found = evaluate_titles(chosen_catalog(), seed=seed, n_titles=n_titles)
    if as_json:
        print_json(found)
        return
    _print(found)


def _print(found: dict[str, Any], heading: str = "") -> None:
    from careerclusters.cli._print import print_text

    for name, value in found.items():
        label = name.replace("_", " ")
        if isinstance(value, dict) and all(not isinstance(part, dict) for part in value.values()):
            figures = ", ".join(
                f"{part.replace('_', ' ')} {figure:.3f}" if isinstance(figure, float) else f"{part} {figure}"
                for part, figure in value.items()
            )
            print_text(f"{label}: {figures}")
        elif isinstance(value, dict):
            print_text(label, style="bold")
            _print(value)
        else:
            print_text(f"{label}: {value:.3f}" if isinstance(value, float) else f"{label}: {value}")
