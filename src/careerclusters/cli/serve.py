"""`careerclusters serve`: the explorer in a browser, from this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from careerclusters.cli._print import note

__all__ = ["serve"]


def serve(
    *,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; others than this machine's are warned of.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", help="Port; the next free one when it is taken.", min=0, max=65535)
    ] = 8642,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open a browser when the pages are ready.")
    ] = True,
) -> None:
    """Open the explorer: web pages about clusters and occupations, served from this machine.

    The pages follow when `careerclusters build` replaces the clusters. Stop with Ctrl-C.

    Example: careerclusters serve --no-open
    """
    import threading
    import webbrowser

    from careerclusters.cli._atlas import atlas_path, open_atlas
    from careerclusters.errors import needs

    with needs("The explorer", extra="web"):
        from careerclusters.web.app import create_app
        from careerclusters.web.serving import address_of, free_socket, is_loopback, run

    open_atlas()
    with free_socket(host, port) as bound:
        app = create_app(folder=atlas_path())
        if port and bound.getsockname()[1] != port:
            note(f"Port {port} is taken; using {bound.getsockname()[1]}.")
        if not is_loopback(bound):
            note(
                "Warning: other machines can reach this address. The pages hold nothing personal, but "
                "nothing keeps others out either."
            )
        address = address_of(bound, host)
        note(f"The explorer is at {address}")
        note("Stop with Ctrl-C.")
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        run(app, bound)
