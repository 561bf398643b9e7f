"""`careerclusters serve`: the explorer in a browser, from this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from careerclusters.cli._print import note
from careerclusters.errors import InputError
from careerclusters.language import _, current_language

__all__ = ["serve"]

_ONE = "Leave --workers out."


def serve(
    *,
    host: Annotated[
        str | None,
        typer.Option(
            "--host",
            help="Address to listen on; 127.0.0.1, or with --class this machine's on the local network. "
            "Others than this machine's own are warned of.",
        ),
    ] = None,
    port: Annotated[
        int, typer.Option("--port", help="Port; the next free one when it is taken.", min=0, max=65535)
    ] = 8642,
    workers: Annotated[
        int,
        typer.Option("--workers", help="Processes that answer, such as one per processor.", min=1, max=16),
    ] = 1,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", help="Another name that browsers may ask for; may be repeated."),
    ] = None,
    is_class: Annotated[
        bool,
        typer.Option("--class", help="Open a class: students on the local network join with a code."),
    ] = False,
    class_file: Annotated[
        Path | None,
        typer.Option("--class-file", help="Open a class with the results of a file that a desk saved."),
    ] = None,
    frame_ancestors: Annotated[
        list[str] | None,
        typer.Option(
            "--frame-ancestors",
            help="A site that may show our cards in a frame, such as https://lms.example.edu; may be "
            "repeated. Without it, none may.",
        ),
    ] = None,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open a browser when the pages are ready.")
    ] = True,
) -> None:
    """Open the explorer: web pages about clusters and occupations, served from this machine.

    The pages follow when `careerclusters build` replaces the clusters. Where many come at once, give one
    process per processor with --workers. Stop with Ctrl-C.

    Example: careerclusters serve --no-open
    """
    from careerclusters.web.memory import keep_no_tables

    keep_no_tables()
    from careerclusters.cli._atlas import atlas_path, open_atlas
    from careerclusters.cli._browser import open_page
    from careerclusters.web.addresses import in_language
    from careerclusters.web.frames import origins_of
    from careerclusters.web.hosts import names_of
    from careerclusters.web.serving import address_of, free_socket, is_loopback
    from careerclusters.web.workers import can_share

    frames = origins_of(frame_ancestors or ())
    if (is_class or class_file) and workers > 1:
        raise InputError("A class lives in the memory of one process", seen=f"--workers {workers}", todo=_ONE)
    if is_class or class_file:
        from careerclusters.cli._class import serve_class

        open_atlas()
        serve_class(host, port, file=class_file, allow_host=allow_host or (), opens=open_browser)
        return
    host = host or "127.0.0.1"
    open_atlas()
    if workers > 1 and not can_share():
        raise InputError("Several processes can't share an address here", todo="Leave --workers out.")
    with free_socket(host, port, is_shared=workers > 1) as bound:
        hosts = names_of(host, allow_host or ())
        if port and bound.getsockname()[1] != port:
            note(_("Port {port} is taken; using {number}.", port=port, number=bound.getsockname()[1]))
        if not is_loopback(bound):
            note(
                "Warning: other machines can reach this address. The server keeps nothing of a person, but "
                "what they send travels unencrypted, and nothing keeps others out."
            )
        address = address_of(bound, host) + in_language("/", current_language())[1:]

        def say() -> None:
            note(_("The explorer is at {address}", address=address))
            note("Stop with Ctrl-C.")
            if open_browser:
                open_page(address)

        if workers > 1:
            from careerclusters.web.workers import run_workers

            run_workers(workers, bound, folder=atlas_path(), hosts=hosts, ready=say, frames=frames)
        else:
            from careerclusters.web.app import create_app
            from careerclusters.web.serving import run
            from careerclusters.web.template_code import template_folder

            app = create_app(folder=atlas_path(), hosts=hosts, frames=frames, code_folder=template_folder())
            say()
            run(app, bound)
