"""Who may be asked for, and who may send: names of hosts, and where a request was made.

A page of somebody else's can make a browser ask 127.0.0.1, under a name of its own choosing. Only names
that we go by are answered, and what sends something must come from our own pages or from no page at all.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable, Mapping

__all__ = ["LOOPBACK", "is_known_host", "is_own_request", "lan_address", "names_of"]

LOOPBACK = frozenset({"localhost", "testserver"})
ANY_ADDRESS = "*address*"
_LONGEST = 255
_FOR_DOCUMENTATION = "203.0.113.1"


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

    Browsers in use send `Sec-Fetch-Site` to this machine and to encrypted addresses. On a plain address of
    the local network only `Origin` tells.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return True
    return origin.partition("://")[2].lower() == headers.get("host", "").lower() != ""


def lan_address() -> str | None:
    """The address under which others on the local network reach this machine; None when it is on none.

    The system is asked which address it would send from. Nothing is sent: the destination is reserved for
    documentation, and a datagram socket only looks up the route.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as route:
        try:
            route.connect((_FOR_DOCUMENTATION, 9))
            own = str(route.getsockname()[0])
        except OSError:
            return None
    address = _address(own)
    return None if address is None or address.is_loopback or address.is_unspecified else own


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
