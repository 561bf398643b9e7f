"""`careerclusters evaluate advice`: cases of ordinary people and questions, and what came of each."""

from __future__ import annotations

from typing import Annotated

import typer

from careerclusters.cli._print import AsCsv, AsJson, Column, print_json, print_rows, print_text, progress

__all__ = ["advice"]


def advice(
    *,
    kind: Annotated[
        str | None, typer.Option("--kind", help="One of interests, past, next, plans, closures.")
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Run the cases of advice that must hold: who asks, what must and what must not come.

    Ends with 1 when a case fails.

    Example: careerclusters evaluate advice --kind plans
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.errors import InputError
    from careerclusters.evaluation.advice import evaluate_advice
    from careerclusters.evaluation.advice.cases import KINDS
    from careerclusters.evaluation.advice.run import field_auc

    if kind is not None and kind not in KINDS:
        raise InputError("No such kind of advice", seen=kind, todo=f"One of: {', '.join(KINDS)}.")
    atlas = open_atlas()
    with progress("Asking for advice"):
        report = evaluate_advice(atlas, kind=kind)
        fields = {view: field_auc(atlas, view=view) for view in ("relative", "raw")}
    if as_csv:
        print_rows(report.to_frame(), (), as_json=False, as_csv=True)
    elif as_json:
        print_json(report.to_dict() | {"field_auc": fields})
    else:
        columns = (
            Column("kind", "Kind"),
            Column("cases", "Cases", is_number=True),
            Column("passed", "Passed", is_number=True),
        )
        print_rows(report.by_kind(), columns)
        for one in report.outcomes:
            if not one.passed:
                print_text(f"{one.kind}: {one.who} ({one.source})", style="bold")
                for problem in one.problems:
                    print_text(problem, indent=2)
        print_text(
            f"Fields of degree holders against occupations: AUC {fields['relative']:.3f} against how popular "
            f"each theme is, {fields['raw']:.3f} as answered."
        )
        print_text(f"{report.passed_count} of {len(report.outcomes)} cases pass.", style="bold")
    if report.passed_count < len(report.outcomes):
        raise typer.Exit(1)
