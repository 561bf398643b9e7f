"""The list of commands. Each lives in a file named after it and imports heavy modules when it runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from careerclusters.cli import catalog, evaluate
from careerclusters.cli._atlas import with_atlas_option
from careerclusters.cli.agreement import agreement
from careerclusters.cli.area import area
from careerclusters.cli.assess import assess
from careerclusters.cli.build import build
from careerclusters.cli.closure import closure
from careerclusters.cli.cluster import cluster
from careerclusters.cli.clusters import clusters
from careerclusters.cli.code import code
from careerclusters.cli.compare import compare
from careerclusters.cli.drift import drift
from careerclusters.cli.export import export
from careerclusters.cli.holland import holland
from careerclusters.cli.industry import industry
from careerclusters.cli.ladder import ladder
from careerclusters.cli.lens import lens
from careerclusters.cli.local import local
from careerclusters.cli.map import map_occupations
from careerclusters.cli.match import match_person
from careerclusters.cli.mcp import mcp
from careerclusters.cli.next import next_step
from careerclusters.cli.occupation import occupation
from careerclusters.cli.plan import plan
from careerclusters.cli.reach import come_from, reach
from careerclusters.cli.read import read
from careerclusters.cli.search import search
from careerclusters.cli.serve import serve
from careerclusters.cli.whatif import whatif

__all__ = ["build_app"]

# In the order of the help.
COMMANDS: dict[str, Callable[..., Any]] = {
    "build": build,
    "serve": serve,
    "clusters": clusters,
    "cluster": cluster,
    "occupation": occupation,
    "search": search,
    "code": code,
    "read": read,
    "compare": compare,
    "area": area,
    "assess": assess,
    "match": match_person,
    "holland": holland,
    "industry": industry,
    "lens": lens,
    "local": local,
    "agreement": agreement,
    "next": next_step,
    "plan": plan,
    "reach": reach,
    "from": come_from,
    "whatif": whatif,
    "closure": closure,
    "ladder": ladder,
    "map": map_occupations,
    "drift": drift,
    "export": export,
    "mcp": mcp,
}


def build_app() -> typer.Typer:
    """The whole command line, put together."""
    app = typer.Typer(
        help="Career clusters discovered from data: overlapping, measured, explained.",
        epilog="Start with: careerclusters build",
        no_args_is_help=False,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_root)
    for name, command in COMMANDS.items():
        app.command(name)(with_atlas_option(command))
    app.add_typer(evaluate.app, name="evaluate")
    app.add_typer(catalog.app, name="catalog")
    return app


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
) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())
