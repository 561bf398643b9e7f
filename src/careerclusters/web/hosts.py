"""Who may be asked for, and who may send: names of hosts, and where a request was made.

A page of somebody else's can make a browser ask 127.0.0.1, under a name of its own choosing. Only names
that we go by are answered, and what sends something must come from our own pages or from no page at all.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable, Mapping

__all__ = ["LOOPBACK", "is_known_host", "is_own_request", "names_of"]

LOOPBACK = frozenset({"localhost", "testserver"})
ANY_ADDRESS = "*address*"
_LONGEST = 255


def names_of(host: str, more: Iterable[str] = ()) -> frozenset[str]:
    """Names that a server listening on `host` goes by: the loopback's, the host, the machine's, and `more`.

    A server that others can reach is also asked for by its address: numbers can't be made to point elsewhere.
    """
    names = {*LOOPBACK, host.lower().strip("[]"), *(one.lower().strip("[]") for one in more)}
    address = _address(host)
    if address is None or not address.is_loopback:
        machine = socket.gethostname().lower()
        names |= {ANY_ADDRESS, machine, f"{machine}.local" if machine else ""}
    return frozenset(names - {""})


def is_known_host(header: str | None, names: frozenset[str]) -> bool:
    """Whether a `Host` header names us, whatever the port."""
    if not header or len(header) > _LONGEST:
        return False
    name = _without_port(header.strip().lower())
    address = _address(name)
    if address is not None:
        return address.is_loopback or ANY_ADDRESS in names or name in names
    return name.rstrip(".") in names


def is_own_request(headers: Mapping[str, str]) -> bool:
    """Whether what sends something is one of our pages, or no page: by `Sec-Fetch-Site`, else by `Origin`.

    A browser says `Origin: null` for pages that keep their address to themselves, as ours do; then only
    `Sec-Fetch-Site` tells, which every browser in use sends.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return True
    return origin.partition("://")[2].lower() == headers.get("host", "").lower() != ""


def _without_port(header: str) -> str:
    if header.startswith("["):
        return header.partition("]")[0].removeprefix("[")
    name, colon, port = header.rpartition(":")
    return name if colon and port.isdecimal() else header


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name.strip("[]").partition("%")[0])
    except ValueError:
        return None
