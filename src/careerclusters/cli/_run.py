"""Run the application and turn what goes wrong into one message and an exit code.

0 fine · 1 the reader of our output went away, or a question was declined · 2 wrong input, data or
usage · 130 interrupted. A defect of our own still shows its traceback: that is what a report needs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from careerclusters.errors import CareerClustersError
from careerclusters.language import _, speaking

if TYPE_CHECKING:
    import typer

__all__ = ["PROGRAM", "run", "run_app"]

PROGRAM = "careerclusters"
INTERRUPTED = 130


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the `careerclusters` command line; the exit code."""
    from careerclusters.cli._app import build_for
    from careerclusters.cli._language import language_asked, without_language

    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        language = language_asked(given)
    except CareerClustersError as error:
        return _fail(str(error), code=error.exit_code)
    rest = without_language(given)
    with speaking(language):
        return run_app(build_for(rest), rest)


def run_app(app: typer.Typer, arguments: Sequence[str] | None = None) -> int:
    """Run any typer application under our rules for errors; the exit code."""
    import typer

    arguments = sys.argv[1:] if arguments is None else list(arguments)
    _tolerate_narrow_encodings()
    _tidy_home()
    try:
        result = typer.main.get_command(app).main(arguments, prog_name=PROGRAM, standalone_mode=False)
        sys.stdout.flush()
    except CareerClustersError as error:
        return _fail(str(error), code=error.exit_code)
    except typer.TyperException as error:
        return _fail(_usage(error), code=2)
    except typer.Abort:
        return _fail(_("Stopped."), code=1)
    except KeyboardInterrupt:
        return _fail(_("Interrupted."), code=INTERRUPTED, is_error=False)
    except BrokenPipeError:
        _discard_output()
        return 1
    except OSError as error:
        return _fail(_system(error), code=2)
    if result == INTERRUPTED:
        return _fail(_("Interrupted."), code=INTERRUPTED, is_error=False)
    return result if isinstance(result, int) else 0


def _fail(message: str, *, code: int, is_error: bool = True) -> int:
    label = _("Error:") + " " if is_error else ""
    if label and sys.stderr.isatty() and "NO_COLOR" not in os.environ:
        label = f"\033[1;31m{label}\033[0m"
    from careerclusters.cli._print import visible

    print(label + visible(message), file=sys.stderr)
    return code


def _usage(error: typer.TyperException) -> str:
    message = error.format_message().strip()
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else PROGRAM
    return f"{message}\n{_('Try: {command}', command=f'{command} --help')}"


def _system(error: OSError) -> str:
    """What the operating system refused, and the file it was about."""
    reason = error.strerror or type(error).__name__
    return f"{error.filename}: {reason}." if error.filename else f"{reason}."


def _tolerate_narrow_encodings() -> None:
    """Let a terminal that can't show a character print a stand-in for it."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _tidy_home() -> None:
    """Remove what killed runs left in the user's folder."""
    from careerclusters.files import sweep
    from careerclusters.home import home_folder

    sweep(home_folder())


def _discard_output() -> None:
    """Send what is still buffered nowhere, so that closing standard output stays silent."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
