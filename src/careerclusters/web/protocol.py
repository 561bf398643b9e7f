"""Patience with connections: how long one may take for its header, its body and for reading the answer.

A connection that says nothing, or says it a byte at a time, costs a handle and hope. Each phase has a time
limit, and when more are open than we keep, the one that has been idle longest goes first.
"""

from __future__ import annotations

import asyncio
from functools import cache
from typing import Any

__all__ = ["BODY_SECONDS", "HEADER_SECONDS", "MOST_CONNECTIONS", "READING_SECONDS", "patient_protocol"]

HEADER_SECONDS = 10.0
BODY_SECONDS = 20.0
READING_SECONDS = 30.0
IDLE_SECONDS = 5
MOST_CONNECTIONS = 400


@cache
def patient_protocol() -> type[asyncio.Protocol]:
    """The class of connections that the server makes."""
    import h11
    from uvicorn.protocols.http.h11_impl import H11Protocol

    class PatientProtocol(H11Protocol):
        """HTTP/1.1 with limits on time and number."""

        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self.began = self.loop.time()
            self._timer: asyncio.TimerHandle | None = None
            self._phase = ""
            self._reader_timer: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            """Begin to wait for a header; make room when too many are open."""
            super().connection_made(transport)
            self._watch()
            if len(self.connections) > _most_connections():
                _make_room(self)

        def connection_lost(self, exc: Exception | None) -> None:
            """Stop all clocks."""
            self._set_phase("")
            if self._reader_timer is not None:
                self._reader_timer.cancel()
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            """Take bytes; the clock of a phase isn't set back by them."""
            super().data_received(data)
            self._watch()

        def on_response_complete(self) -> None:
            """After an answer the next header is awaited; a silent connection is closed as idle."""
            super().on_response_complete()
            self._watch()

        def pause_writing(self) -> None:
            """The other side reads slowly."""
            super().pause_writing()
            self._reader_timer = self.loop.call_later(READING_SECONDS, self.abort)

        def resume_writing(self) -> None:
            """The other side has read."""
            if self._reader_timer is not None:
                self._reader_timer.cancel()
                self._reader_timer = None
            super().resume_writing()

        @property
        def is_idle(self) -> bool:
            """Whether nothing is being answered."""
            return self.cycle is None or self.cycle.response_complete

        def _watch(self) -> None:
            state = self.conn.their_state
            if state is h11.SEND_BODY:
                self._set_phase("body")
            elif state is h11.IDLE and self.is_idle:
                # After an answer the idle clock runs, until bytes come again.
                self._set_phase("" if self.timeout_keep_alive_task is not None else "header")
            else:
                self._set_phase("")

        def _set_phase(self, phase: str) -> None:
            if phase == self._phase:
                return
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            self._phase = phase
            seconds = {"header": HEADER_SECONDS, "body": BODY_SECONDS}.get(phase)
            if seconds is not None:
                self._timer = self.loop.call_later(seconds, self.abort)

        def abort(self) -> None:
            if self.transport is not None and not self.transport.is_closing():
                self.transport.abort()

    return PatientProtocol


def _most_connections() -> int:
    """What we keep open, well within the handles that the system gives a process."""
    try:
        import resource
    except ImportError:  # pragma: no cover - another system
        return MOST_CONNECTIONS
    handles = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return MOST_CONNECTIONS if handles < 0 else max(16, min(MOST_CONNECTIONS, handles - 100))


def _make_room(newest: Any) -> None:
    """Close the idle connection that came first; the newest when all are busy."""
    idle = [
        one
        for one in newest.connections
        if one is not newest and one.is_idle and not one.transport.is_closing()
    ]
    min(idle, key=lambda one: one.began, default=newest).abort()
