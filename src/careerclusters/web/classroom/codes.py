"""Secrets of a class: the code on the board, the counsellor's key, seats, and a bound on guessing."""

from __future__ import annotations

import base64
import hashlib
import hmac
import ipaddress
import secrets
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

from careerclusters.errors import BusyError
from careerclusters.language import ngettext

__all__ = ["ALPHABET", "CODE_LENGTH", "Attempts", "Seats", "new_code", "new_key", "plain_code", "shown_code"]

ALPHABET = "BCDFGHJKMNPQRSTVWXZ23456789"
"""Letters that spell no word and aren't mistaken for figures."""
CODE_LENGTH = 6
MOST_BY_SENDER, SECONDS = 10, 600.0
MOST_IN_ALL = 500
"""Wrong tries in all before nobody may enter: the chance to guess is then 500 in 27^6, 1 in 775,000."""
_MOST_SENDERS = 1000


def new_code() -> str:
    """A class code, at random."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def new_key() -> str:
    """A secret of 128 bits for an address."""
    return secrets.token_urlsafe(16)


def plain_code(text: str) -> str:
    """A code as typed, without spaces and hyphens, in capitals."""
    return "".join(letter for letter in text.upper() if letter not in " -\t")


def shown_code(code: str) -> str:
    """A code as people read it: K7M-2QX."""
    return f"{code[:3]}-{code[3:]}"


class Seats:
    """Tickets that prove that the code was known; nothing is kept of those who hold one."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def new(self) -> str:
        """A seat for whoever knew the code."""
        name = secrets.token_urlsafe(9)
        return f"{name}.{self._sign(name)}"

    def name(self, seat: str) -> str | None:
        """The name inside a seat that is ours; None for any other text."""
        name, _, sign = seat.partition(".")
        is_ours = bool(name) and hmac.compare_digest(sign.encode(), self._sign(name).encode())
        return name if is_ours else None

    def _sign(self, name: str) -> str:
        signed = hmac.new(self._secret, name.encode(errors="replace"), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(signed[:16]).rstrip(b"=").decode()


class Attempts:
    """Counts what a sender did within a span of time; too much has to wait.

    Parameters
    ----------
    most
        By one sender in `seconds`. Addresses of one IPv6 network count as one sender.
    most_in_all
        By all, until `reset`; None for any number.
    """

    def __init__(
        self,
        most: int = MOST_BY_SENDER,
        *,
        most_in_all: int | None = None,
        seconds: float = SECONDS,
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._most, self._most_in_all, self._seconds, self._now = most, most_in_all, seconds, now
        self._senders: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self.in_all = 0

    def check(self, sender: str) -> None:
        """Raise `BusyError` when the sender, or all together, did too much."""
        if self._most_in_all is not None and self.in_all >= self._most_in_all:
            raise BusyError("Nobody can enter now", todo="Ask your counselor for a new code.")
        began, count = self._senders.get(_network(sender), (0.0, 0))
        left = began + self._seconds - self._now()
        if count >= self._most and left > 0:
            minutes = max(1, round(left / 60))
            todo = ngettext("Wait {n} minute, then try again.", "Wait {n} minutes, then try again.", minutes)
            raise BusyError("Too many tries from here", todo=todo)

    def count(self, sender: str) -> None:
        """Note one more."""
        key, now = _network(sender), self._now()
        began, count = self._senders.pop(key, (now, 0))
        if now - began >= self._seconds:
            began, count = now, 0
        self._senders[key] = began, count + 1
        self.in_all += 1
        while len(self._senders) > _MOST_SENDERS:
            self._senders.popitem(last=False)

    def reset(self) -> None:
        """Forget everybody."""
        self._senders.clear()
        self.in_all = 0


def _network(sender: str) -> str:
    """The address, or its network of 64 bits where one machine has as many as it likes."""
    try:
        address = ipaddress.ip_address(sender.partition("%")[0])
    except ValueError:
        return sender[:64]
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False))
