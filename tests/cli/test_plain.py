"""Plain values are read as Typer reads them, without its library of types; the rest is left to it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.core import TyperCommand

from careerclusters.cli._app import COMMANDS, GROUPS, build_app, build_for
from careerclusters.cli._plain import PlainCommand


def read(kind: type[TyperCommand], arguments: list[str]) -> object:
    """What a command of this kind gets, or the message when it refuses."""
    app = typer.Typer(add_completion=False)
    got = []

    @app.command(cls=kind)
    def values(
        text: str,
        *,
        whole: Annotated[int, typer.Option(min=0, max=9)] = 3,
        share: Annotated[float, typer.Option(min=0, max=1)] = 0.5,
        years: float | None = None,
        file: Path | None = None,
        old: Annotated[Path | None, typer.Option(exists=True)] = None,
        folder: Annotated[Path | None, typer.Option(file_okay=False)] = None,
        several: list[str] | None = None,
        is_wide: bool = False,
    ) -> None:
        kept = (text, whole, share, years, file, old, folder, several, is_wide)
        got.append([(type(value), value) for value in kept])

    try:
        typer.main.get_command(app).main(arguments, standalone_mode=False)
    except typer.TyperException as error:
        return error.format_message()
    return got[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ["nurse"],
        [""],
        ["12"],
        *(["x", "--whole", value] for value in ("0", "9", "10", "-1", "007", "1_0", " 4", "4.5", "x", "")),
        ["x", "--whole", "٣"],
        *(["x", "--share", value] for value in ("0", "1", ".5", "0.25", "1.01", "1e-1", "nan", "inf", "x")),
        *(["x", "--years", value] for value in ("2", "2.5", "-2", "99999999999999999999")),
        *(["x", name, value] for name in ("--file", "--old", "--folder") for value in (".", __file__, "/no")),
        ["x", "--file", "a\0b"],
        ["x", "--several", "a", "--several", "b"],
        ["x", "--is-wide"],
        ["x", "--is-wide", "--nothing"],
        [],
    ],
)  # fmt: skip
def test_values_and_refusals_are_those_of_typer(arguments):
    assert read(PlainCommand, arguments) == read(TyperCommand, arguments)


def test_a_command_loads_neither_the_library_of_types_nor_other_commands():
    code = (
        "import sys; from careerclusters.cli._run import run; "
        "assert run(['search', '--limit', '3', 'nurse', '--atlas', 'no-such-folder']) == 2; "
        "loaded = {'pydantic', 'careerclusters.cli.plan', 'sklearn', 'pandera'} & set(sys.modules); "
        "assert not loaded, loaded"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "No atlas has been built yet" in ran.stderr
    assert ran.returncode == 0, ran.stderr


def test_a_command_that_is_named_first_is_the_only_one_put_together():
    def names(app: typer.Typer) -> set[str]:
        return set(typer.main.get_command(app).commands)

    assert names(build_for(["plan", "cashier", "nurse"])) == {"plan"}
    assert names(build_for(["evaluate", "titles"])) == {"evaluate"}
    for arguments in ([], ["--help"], ["no-such"], ["--version", "plan"]):
        assert names(build_for(arguments)) == names(build_app()) == {*COMMANDS, *GROUPS}
