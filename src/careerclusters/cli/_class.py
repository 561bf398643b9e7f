"""Open a class on the local network, and say what is open to whom."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from careerclusters.cli._atlas import atlas_path
from careerclusters.cli._print import note
from careerclusters.language import _, current_language, ngettext

__all__ = ["serve_class"]


def serve_class(
    host: str | None, port: int, *, file: Path | None, allow_host: Sequence[str], opens: bool
) -> None:
    """Serve the explorer with a class until Ctrl-C.

    Parameters
    ----------
    host
        Where to listen; None for this machine's address on the local network.
    port
        The first port to try.
    file
        A class that a desk saved, to be opened again.
    allow_host
        Other names that browsers may ask for.
    opens
        Whether a browser opens the desk.
    """
    from careerclusters.cli._browser import open_page
    from careerclusters.web.addresses import in_language
    from careerclusters.web.app import create_app
    from careerclusters.web.classroom.codes import shown_code
    from careerclusters.web.classroom.file import read_class
    from careerclusters.web.classroom.qr import qr_of
    from careerclusters.web.classroom.room import Room
    from careerclusters.web.hosts import lan_address, names_of
    from careerclusters.web.serving import address_of, free_sockets, is_loopback, run
    from careerclusters.web.template_code import template_folder

    results = read_class(file) if file is not None else ()
    own = lan_address()
    listening = host or own or "127.0.0.1"
    with ExitStack() as stack:
        bound = [stack.enter_context(one) for one in free_sockets(listening, port)]
        number = bound[0].getsockname()[1]
        is_unspecified = bound[0].getsockname()[0] in ("0.0.0.0", "::")
        students = address_of(bound[0], listening)
        if is_unspecified and own is not None:
            students = f"http://{own}:{number}/"
        own_address = students if is_loopback(bound[0]) else f"http://127.0.0.1:{number}/"
        door = in_language("/class", current_language())[1:]
        desk = f"{own_address}{door}/desk"
        room = Room(f"{students}class")
        qr_of(room.address)
        room.load(results)
        hosts = names_of(listening, allow_host)
        app = create_app(folder=atlas_path(), hosts=hosts, room=room, code_folder=template_folder())
        if port and number != port:
            note(_("Port {port} is taken; using {number}.", port=port, number=number))
        note(_("Students open   {address}", address=f"{students}{door}"))
        note(_("Class code      {code}", code=shown_code(room.code)))
        note(_("Your desk       {desk}?key={key}", desk=desk, key=room.key))
        note("")
        if is_loopback(bound[0]):
            note("This machine is on no network that was found: only browsers on it can join. See --host.")
        else:
            note("Open to everybody on this network: the explorer's pages. With the code: to send a result.")
        note("Open only to who has the desk's address: the class. Don't show or share that address.")
        note("What is sent travels unencrypted. Closing the class or Ctrl-C deletes everything.")
        if results:
            note(
                ngettext(
                    "{n} result was read from {file}.",
                    "{n} results were read from {file}.",
                    len(results),
                    file=file,
                )
            )
        if opens:
            open_page(f"{desk}?key={room.ticket()}")
        run(app, *bound)
