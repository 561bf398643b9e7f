"""A class in memory: opened with a code, filled by students, seen by a counsellor, gone when closed."""

from __future__ import annotations

import hmac
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from time import monotonic

from careerclusters.errors import BusyError, InputError
from careerclusters.language import _
from careerclusters.web.classroom.codes import (
    MOST_IN_ALL,
    Attempts,
    Seats,
    new_code,
    new_key,
    plain_code,
)
from careerclusters.web.classroom.nickname import clean_nickname, same_name
from careerclusters.web.classroom.result import Result
from careerclusters.web.pages.classroom import LEAST, MOST_STUDENTS

__all__ = ["MOST_SENDS", "Entry", "Room"]

MOST_SENDS, SEND_SECONDS = 40, 60.0
"""Results that one address may send in a minute: a whole class behind one proxy fits."""
_TICKET_SECONDS = 60.0


@dataclass(frozen=True)
class Entry:
    """A student in the class; `number` is theirs as long as the class is open."""

    number: int
    result: Result


class Room:
    """One class. Safe for several threads; nothing of it is ever written by the server.

    Parameters
    ----------
    address
        Where students go, such as http://192.168.1.20:8642/class.
    now
        A clock in seconds, for tests.
    """

    def __init__(self, address: str = "", *, now: Callable[[], float] = monotonic) -> None:
        self.address, self.key = address, new_key()
        self._now = now
        self._lock = threading.Lock()
        self._wrong = Attempts(most_in_all=MOST_IN_ALL, now=now)
        self._wrong_keys = Attempts(now=now)
        self._sends = Attempts(MOST_SENDS, seconds=SEND_SECONDS, now=now)
        self._ticket: tuple[str, float] | None = None
        self._begin()

    def _begin(self) -> None:
        self.code, self._seats = new_code(), Seats()
        self._entries: dict[str, Entry] = {}
        self._snapshot: dict[str, Entry] = {}
        self._next, self.is_open = 1, True
        self._wrong.reset()
        self._sends.reset()

    @property
    def wrong_count(self) -> int:
        """Wrong codes tried since the code is new."""
        return self._wrong.in_all

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All students in order of their numbers."""
        with self._lock:
            return tuple(sorted(self._entries.values(), key=lambda entry: entry.number))

    def enter(self, code: str, *, sender: str) -> str:
        """A seat for who knows the code.

        Raises
        ------
        InputError
            When the code is wrong, or no class is open.
        BusyError
            When this sender, or all together, tried too many wrong ones.
        """
        with self._lock:
            self._check_open()
            self._wrong.check(sender)
            if not hmac.compare_digest(plain_code(code[:40]).encode(), self.code.encode()):
                self._wrong.count(sender)
                raise InputError(
                    "This is not the code of this class", todo="Look at the board and try again."
                )
            return self._seats.new()

    def has_seat(self, seat: str) -> bool:
        """Whether a seat is one of this class, under its present code."""
        with self._lock:
            return self.is_open and self._seats.name(seat) is not None

    def check_sender(self, seat: str, *, sender: str) -> None:
        """Count a result that comes in, before anything is computed for it.

        Raises
        ------
        InputError
            When the seat is none of this class.
        BusyError
            When too many came from this sender.
        """
        with self._lock:
            self._check_seat(seat)
            self._sends.check(sender)
            self._sends.count(sender)

    def send(self, seat: str, nickname: str, *, result: Result) -> Entry:
        """Take the result of a student; a second one from the same seat replaces the first.

        Raises
        ------
        InputError
            When the seat is none of this class, or the nickname can't be used or is taken.
        BusyError
            When the class is full.
        """
        nickname = clean_nickname(nickname)
        with self._lock:
            name = self._check_seat(seat)
            before = self._entries.get(name)
            taken = {same_name(other.result.nickname) for key, other in self._entries.items() if key != name}
            if same_name(nickname) in taken:
                todo = _(
                    "Pick another one. Is it yours from before? Ask your counselor to remove the old one."
                )
                raise InputError("Somebody in the class has this nickname", seen=nickname, todo=todo)
            if before is None and len(self._entries) >= MOST_STUDENTS:
                raise BusyError(
                    _("The class is full: {n} have sent", n=MOST_STUDENTS), todo="Tell your counselor."
                )
            number = self._next if before is None else before.number
            self._next += before is None
            entry = Entry(number, replace(result, nickname=nickname))
            self._entries[name] = entry
            return entry

    def remove(self, number: int) -> None:
        """Forget one student's result."""
        with self._lock:
            self._entries = {key: one for key, one in self._entries.items() if one.number != number}

    def shared(self) -> tuple[Result, ...]:
        """The results behind the picture that everybody sees.

        It changes only when five or more students sent, sent again or left, so that nobody can read one
        student's result from how the picture changes.
        """
        with self._lock:
            before, after = self._snapshot, self._entries
            changed = [key for key in before.keys() | after.keys() if before.get(key) is not after.get(key)]
            if len(changed) >= LEAST:
                self._snapshot = dict(after)
            return tuple(entry.result for entry in self._snapshot.values())

    def change_code(self) -> None:
        """A new code; who entered with the old one has to enter again. Results stay."""
        with self._lock:
            self.code, self._seats = new_code(), Seats()
            self._wrong.reset()

    def close(self) -> None:
        """Forget everything of the class; nobody can enter or send."""
        with self._lock:
            self._begin()
            self.is_open = False

    def open(self) -> None:
        """A new, empty class with a new code; one that is open stays as it is."""
        with self._lock:
            if not self.is_open:
                self._begin()

    def load(self, results: Iterable[Result]) -> None:
        """Put results of a file into an empty class.

        Raises
        ------
        InputError
            When the class is closed, or somebody has sent already.
        """
        with self._lock:
            self._check_open()
            if self._entries:
                todo = _("Close this class, open a new one, then open the file there.")
                raise InputError("A file goes into an empty class", seen=len(self._entries), todo=todo)
            for number, result in enumerate(results, start=1):
                self._entries[f"file {number}"] = Entry(number, result)
                self._next = number + 1

    def ticket(self) -> str:
        """A key that opens the desk once, within a minute: for a browser that is started with it."""
        with self._lock:
            self._ticket = new_key(), self._now()
            return self._ticket[0]

    def is_counsellor(self, key: str) -> bool:
        """Whether a key is the counsellor's."""
        return hmac.compare_digest(key.encode(errors="replace"), self.key.encode())

    def take_key(self, key: str, *, sender: str) -> bool:
        """Whether a key in an address is the counsellor's, or the ticket; wrong ones are counted.

        Raises
        ------
        BusyError
            When this sender tried too many.
        """
        with self._lock:
            self._wrong_keys.check(sender)
            if self.is_counsellor(key):
                return True
            if self._ticket is not None:
                ticket, made = self._ticket
                if hmac.compare_digest(key.encode(errors="replace"), ticket.encode()):
                    self._ticket = None
                    return self._now() - made <= _TICKET_SECONDS
            self._wrong_keys.count(sender)
            return False

    def _check_open(self) -> None:
        if not self.is_open:
            raise InputError("This class is closed", todo="Ask your counselor whether there is a new one.")

    def _check_seat(self, seat: str) -> str:
        self._check_open()
        name = self._seats.name(seat)
        if name is None:
            raise InputError("You haven't entered this class", todo="Type the class code first.")
        return name
