"""The list of commands. Each lives in a file named after it and imports heavy modules when it runs."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer

from careerclusters.cli._atlas import with_atlas_option
from careerclusters.cli._plain import PlainCommand, PlainGroup
from careerclusters.language import _

__all__ = ["build_app", "build_for"]

# Module and function of each command, in the order of the help.
COMMANDS = {
    "build": "build:build",
    "serve": "serve:serve",
    "clusters": "clusters:clusters",
    "cluster": "cluster:cluster",
    "occupation": "occupation:occupation",
    "search": "search:search",
    "code": "code:code",
    "read": "read:read",
    "compare": "compare:compare",
    "area": "area:area",
    "assess": "assess:assess",
    "match": "match:match_person",
    "holland": "holland:holland",
    "industry": "industry:industry",
    "lens": "lens:lens",
    "local": "local:local",
    "agreement": "agreement:agreement",
    "next": "next:next_step",
    "plan": "plan:plan",
    "reach": "reach:reach",
    "from": "reach:come_from",
    "whatif": "whatif:whatif",
    "closure": "closure:closure",
    "ladder": "ladder:ladder",
    "map": "map:map_occupations",
    "drift": "drift:drift",
    "export": "export:export",
    "mcp": "mcp:mcp",
    "site": "site:site",
}

# Commands of several parts; each module has its `app`.
GROUPS = ("evaluate", "catalog")


def build_app(names: Sequence[str] = (*COMMANDS, *GROUPS)) -> typer.Typer:
    """The command line, put together from the commands of these names; by default all."""
    app = typer.Typer(
        cls=PlainGroup,
        help=_("Career clusters discovered from data: overlapping, measured, explained."),
        epilog=_("Start with: careerclusters build"),
        no_args_is_help=False,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_root)
    for name in names:
        if name in COMMANDS:
            command = with_atlas_option(_command(name))
            app.command(name, cls=PlainCommand, help=_help_of(command), rich_help_panel=_("Commands"))(
                command
            )
        else:
            group = _group(name)
            about = _(group.info.help) if group.info.help else None
            app.add_typer(group, name=name, help=about, rich_help_panel=_("Commands"))
    return app


def build_for(arguments: Sequence[str]) -> typer.Typer:
    """The command line as far as these arguments need it: one command where they open with its name."""
    first = arguments[0] if arguments else ""
    return build_app((first,)) if first in COMMANDS or first in GROUPS else build_app()


def _command(name: str) -> Callable[..., Any]:
    module, _colon, function = COMMANDS[name].partition(":")
    command: Callable[..., Any] = getattr(import_module(f"careerclusters.cli.{module}"), function)
    return command


def _group(name: str) -> typer.Typer:
    """A group of commands; each takes plain values, and its help is in the language spoken."""
    group: typer.Typer = import_module(f"careerclusters.cli.{name}").app
    group.info.cls = PlainGroup
    for part in group.registered_commands:
        assert part.callback is not None
        part.cls, part.help, part.rich_help_panel = PlainCommand, _help_of(part.callback), _("Commands")
    return group


def _help_of(command: Callable[..., Any]) -> str:
    """The help of a command in the language spoken, by paragraphs; the example stays as it is typed."""
    paragraphs, is_shown, example = inspect.cleandoc(command.__doc__ or "").partition("\n\nExample: ")
    said = [_(" ".join(paragraph.split())) for paragraph in paragraphs.split("\n\n")]
    return "\n\n".join([*said, *([_("Example: {command}", command=example)] if is_shown else [])])


def _show_version(is_wanted: bool) -> None:
    if is_wanted:
        from careerclusters import __version__

        print(f"careerclusters {__version__}")
        raise typer.Exit


def _root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
    lang: Annotated[
        str | None,
        typer.Option("--lang", help="Speak this language: en or es; by default that of the terminal."),
    ] = None,
) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())
