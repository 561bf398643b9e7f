"""`careerclusters evaluate spanish` and `french`: how often a hidden title finds its occupation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from careerclusters.cli._print import (
    AsCsv,
    AsJson,
    Column,
    note,
    print_json,
    print_rows,
    print_text,
    progress,
)

__all__ = ["french", "spanish"]

KINDS = {
    "checked": "New, match checked",
    "unchecked": "New, not checked",
    "twin": "In our words too",
}


_Titles = Annotated[int, typer.Option("--titles", help="Titles of each kind at most.", min=20)]
_Seed = Annotated[int, typer.Option("--seed", help="Chooses the hidden titles.")]
_Fit = Annotated[
    Path | None, typer.Option("--fit", help="Fit weights and chances again, and write both tables here.")
]
_ChanceOnly = Annotated[
    bool, typer.Option("--chance-only", help="With --fit: leave the weights as they are.")
]
_AsList = Annotated[bool, typer.Option("--list", help="Print each title that was asked, and what was found.")]


def _of_language(code: str, name: str, about: str) -> Callable[..., None]:
    """The command that hides titles of one language; `about` is its help."""

    def command(
        *,
        n_titles: _Titles = 400,
        seed: _Seed = 7,
        fit: _Fit = None,
        chance_only: _ChanceOnly = False,
        as_list: _AsList = False,
        as_json: AsJson = False,
        as_csv: AsCsv = False,
    ) -> None:
        if fit is not None:
            _fit(code, fit, is_chance_only=chance_only)
            return
        _evaluate(code, n_titles=n_titles, seed=seed, as_list=as_list, as_json=as_json, as_csv=as_csv)

    command.__name__, command.__doc__ = name, about
    return command


spanish = _of_language(
    "es",
    "spanish",
    """Hide Spanish titles of ESCO, look them up, and count how often their occupation comes first.

    No title left in the index has the words of a hidden one; half of all are kept for fitting and never
    asked. The open list is the titles whose match its authors checked.

    Example: careerclusters evaluate spanish --list
    """,
)
french = _of_language(
    "fr",
    "french",
    """Hide French titles of ESCO, look them up, and count how often their occupation comes first.

    It is done as for Spanish titles.

    Example: careerclusters evaluate french --list
    """,
)


def _fit(code: str, folder: Path, *, is_chance_only: bool) -> None:
    from careerclusters.cli._atlas import chosen_catalog
    from careerclusters.evaluation.languages_fit import fit_language
    from careerclusters.titles import TitleIndex

    catalog = chosen_catalog()
    with progress("Learning English titles"):
        english = TitleIndex.build(catalog)
    with progress("Fitting on hidden titles"):
        fit_language(catalog, english, folder, code=code, is_chance_only=is_chance_only)
    note(f"Wrote {'chance.csv' if is_chance_only else 'weights.csv and chance.csv'} to {folder}")


def _evaluate(code: str, *, n_titles: int, seed: int, as_list: bool, as_json: bool, as_csv: bool) -> None:
    from careerclusters.cli._atlas import chosen_catalog
    from careerclusters.evaluation.languages import evaluate_language
    from careerclusters.titles import TitleIndex
    from careerclusters.titles.languages import get_language

    catalog = chosen_catalog()
    with progress("Learning English titles"):
        english = TitleIndex.build(catalog)
    with progress("Looking up hidden titles"):
        report = evaluate_language(catalog, english, code=code, seed=seed, n_titles=n_titles)
    if as_json and not as_csv:
        print_json(report.to_dict())
        return
    if as_list or as_csv:
        columns = (
            Column("set", "Set"), Column("label", "Title"), Column("code_onet", "Matched to"),
            Column("found_code_onet", "Found"), Column("found_name", "Called"),
            Column("chance", "Chance", is_number=True), Column("is_right", "Right"),
        )  # fmt: skip
        print_rows(report.to_frame(), columns, as_csv=as_csv)
        if as_csv:
            return

    def share(value: float) -> str:
        return f"{value:.3f}"

    heads = (
        Column("kind", "Titles"),
        Column("titles", "How many", is_number=True),
        *(
            Column(name, heading, as_text=share, is_number=True)
            for name, heading in (
                ("top_1", "First"), ("top_5", "In five"), ("expected_calibration_error", "Off by"),
                ("sure_share", "Sure"), ("right_of_sure", "Right of these"),
            )
        ),
    )  # fmt: skip
    print_rows([{"kind": KINDS[kind], **figures} for kind, figures in report.sets.items()], heads)
    for kind, figures in report.sets.items():
        first, five = share(figures["top_1_match_alone"]), share(figures["top_5_match_alone"])
        print_text(f"{KINDS[kind]}, by the match alone: first {first}, in five {five}.")
    name = get_language(code).rules["name"]
    print_text(f"English titles taken for {name}, were they on no list: {report.english_taken:.4f}.")
