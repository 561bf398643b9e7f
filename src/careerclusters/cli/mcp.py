"""`careerclusters mcp`: a server for assistants, over standard input and output or on loopback."""

from __future__ import annotations

import gc
from typing import Annotated

import typer

from careerclusters.cli._print import note

__all__ = ["mcp"]


def mcp(
    *,
    http: Annotated[
        bool, typer.Option("--http", help="Listen on this machine instead of standard input and output.")
    ] = False,
    port: Annotated[int, typer.Option("--port", help="Port for --http.", min=1, max=65535)] = 8643,
) -> None:
    """Answer assistants by the Model Context Protocol: read-only tools, pages and prompts.

    An assistant starts it by itself when this command stands in its settings. With --http it listens on
    loopback only; stop it with Ctrl-C.

    Example: careerclusters mcp --http
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.errors import needs

    # What is imported here stays for good: looking for waste among it would take a fifth of the start.
    gc.disable()
    with needs("The server for assistants", extra="mcp"):
        from careerclusters.exchange.mcp.server import make_server

    server = make_server(open_atlas)
    gc.freeze()
    gc.enable()
    if http:
        note(f"Assistants on this machine reach it at http://127.0.0.1:{port}/mcp")
        note("Stop with Ctrl-C.")
        server.run("streamable-http", host="127.0.0.1", port=port, json_response=True, stateless_http=True)
    else:
        server.run("stdio")
