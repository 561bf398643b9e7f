"""The frame of the command line, tried on commands made for the purpose."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from careerclusters import __version__, errors
from careerclusters.cli._app import build_app
from careerclusters.cli._run import run, run_app

SOURCE = Path(errors.__file__).parents[1]


def make_app(command) -> typer.Typer:
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.callback()(lambda: None)
    app.command("try")(command)
    return app


def attempt(error: BaseException, capsys) -> tuple[int, str]:
    def command() -> None:
        raise error

    code = run_app(make_app(command), ["try"])
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Traceback" not in captured.err
    return code, captured.err


@pytest.mark.parametrize("name", sorted(set(errors.__all__) - {"MissingExtra", "needs"}))
def test_our_errors_are_one_message_and_code_2(name, capsys):
    error = getattr(errors, name)(
        "Unknown cluster", seen="[bold]B99[/bold]", todo="Try `careerclusters clusters`."
    )
    code, said = attempt(error, capsys)
    assert code == 2
    assert said == "Error: Unknown cluster. Seen: '[bold]B99[/bold]'. Try `careerclusters clusters`.\n"


def test_missing_extra_gives_the_install_line(capsys):
    code, said = attempt(errors.MissingExtra("The map", extra="map"), capsys)
    assert code == 2
    assert "pip install 'career-clusters[map]'" in said


def test_what_the_system_refuses_names_the_file(capsys, tmp_path):
    code, said = attempt(PermissionError(13, "Permission denied", str(tmp_path / "x.csv")), capsys)
    assert code == 2
    assert said == f"Error: {tmp_path / 'x.csv'}: Permission denied.\n"


def test_interruption_is_130(capsys):
    assert attempt(KeyboardInterrupt(), capsys) == (130, "Interrupted.\n")


def test_declined_question_is_1(capsys):
    assert attempt(typer.Abort(), capsys) == (1, "Error: Stopped.\n")


def test_a_defect_of_ours_keeps_its_traceback():
    def command() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_app(make_app(command), ["try"])


@pytest.mark.parametrize("arguments", [["nothing-like-it"], ["--nothing-like-it"]])
def test_usage_errors_are_code_2_and_point_to_help(arguments, capsys):
    assert run(arguments) == 2
    said = capsys.readouterr().err
    assert said.startswith("Error: ")
    assert said.endswith("Try: careerclusters --help\n")


def test_version_and_bare_call(capsys):
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"careerclusters {__version__}\n"
    assert run([]) == 0
    assert "Usage: careerclusters" in capsys.readouterr().out


def test_building_twice_gives_independent_applications():
    assert build_app() is not build_app()


def in_a_process(code: str, *arguments: str, **options) -> subprocess.CompletedProcess:
    settings = os.environ | {"PYTHONPATH": str(SOURCE)} | options.pop("settings", {})
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], env=settings, capture_output=True, **options
    )


LONG_OUTPUT = """
import sys
import typer
from careerclusters.cli._print import Column, print_rows
from careerclusters.cli._run import run_app

app = typer.Typer()

@app.command()
def rows(form: str, count: int) -> None:
    records = [{"n": n} for n in range(count)]
    print_rows(records, [Column("n", "N")], as_json=form == "json", as_csv=form == "csv")

raise SystemExit(run_app(app))
"""


@pytest.mark.parametrize("form", ["json", "csv", "table"])
@pytest.mark.parametrize("count", [10, 20_000])
def test_a_reader_that_goes_away_is_no_error(form, count):
    settings = os.environ | {"PYTHONPATH": str(SOURCE)}
    command = [sys.executable, "-c", LONG_OUTPUT, form, str(count if form != "table" else count // 10)]
    process = subprocess.Popen(command, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 1
    assert said == b""


def test_a_narrow_encoding_prints_stand_ins():
    code = "from careerclusters.cli._run import _tolerate_narrow_encodings as t; t(); print('résumé')"
    done = in_a_process(code, settings={"PYTHONIOENCODING": "ascii"})
    assert done.stdout == b"r?sum?\n"
    assert done.returncode == 0


def test_importing_the_command_line_loads_nothing_heavy():
    heavy = "{'typer', 'rich', 'polars', 'numpy'}"
    code = f"import sys, careerclusters.cli; print(sorted({heavy} & set(sys.modules)))"
    assert in_a_process(code).stdout.strip() == b"[]"


def test_help_loads_no_library_of_ours_or_of_numbers():
    code = (
        "import sys\nfrom careerclusters.cli._run import run\nrun(['--help'])\n"
        "heavy = {'polars', 'numpy', 'scipy', 'sklearn', 'pandera', 'fastexcel', 'pooch'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    assert in_a_process(code).stderr.strip() == b"[]"
