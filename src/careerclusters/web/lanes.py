"""How much is worked on at once: a lane for heavy pages, a bound on who waits, nothing for who left.

Pages that match a person or plan a way compute for a tenth of a second each. They take turns in their own
lane, so that light pages never stand behind them. When more wait than can be served within seconds, the next
is told at once to come back (503 with Retry-After), instead of everybody late. Who leaves is dropped.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

__all__ = ["RETRY_SECONDS", "Lane", "Lanes", "new_lanes"]

RETRY_SECONDS = 2
# Half of what a heavy page does leaves the interpreter to others; where several processes share the
# processors, each works on one at a time.
HEAVY_AT_ONCE, HEAVY_WAITING = 2, 40
LIGHT_AT_ONCE, LIGHT_WAITING = 4, 200

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]


class Lane:
    """Turns for some at once and a queue of bounded length; for one event loop."""

    def __init__(self, at_once: int, most_waiting: int) -> None:
        self.at_once, self.most_waiting = at_once, most_waiting
        self.busy = 0
        self._queue: deque[asyncio.Future[None]] = deque()

    @property
    def is_full(self) -> bool:
        """Whether the next would have to wait longer than we let anybody wait."""
        return len(self._queue) >= self.most_waiting

    async def enter(self, gone: asyncio.Future[None]) -> bool:
        """Wait for a turn; False when `gone` came first. Who got a turn must `leave`."""
        if self.busy < self.at_once:
            self.busy += 1
            return True
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        try:
            await asyncio.wait({turn, gone}, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            self._give_up(turn)
            raise
        if gone.done() or not turn.done():
            self._give_up(turn)
            return False
        return True

    def leave(self) -> None:
        """Give the turn to the next, or back."""
        while self._queue:
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self.busy -= 1

    def _give_up(self, turn: asyncio.Future[None]) -> None:
        if turn.done() and not turn.cancelled():
            self.leave()
            return
        turn.cancel()
        if turn in self._queue:
            self._queue.remove(turn)


def new_lanes(heavy_at_once: int = HEAVY_AT_ONCE) -> dict[str, Lane]:
    """The two lanes of a server, by name."""
    return {"heavy": Lane(heavy_at_once, HEAVY_WAITING), "light": Lane(LIGHT_AT_ONCE, LIGHT_WAITING)}


class Lanes:
    """ASGI middleware around the pages.

    Parameters
    ----------
    lane_of
        "heavy", "light", or None for what needs no turn, by the scope of a request.
    refuse
        Answers a request that finds its lane full: scope, send, and `seconds` after which to come again.
    lanes
        From `new_lanes`, where others want to see how busy they are.
    """

    def __init__(
        self,
        app: Any,
        *,
        lane_of: Callable[[dict[str, Any]], str | None],
        refuse: Callable[..., Awaitable[None]],
        lanes: dict[str, Lane] | None = None,
    ) -> None:
        self.app, self._lane_of, self._refuse = app, lane_of, refuse
        self.lanes = new_lanes() if lanes is None else lanes

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request when it is its turn."""
        name = self._lane_of(scope) if scope["type"] == "http" else None
        if name is None:
            await self.app(scope, receive, send)
            return
        lane = self.lanes[name]
        if lane.busy >= lane.at_once and lane.is_full:
            await self._refuse(scope, send, seconds=RETRY_SECONDS)
            return
        held: list[dict[str, Any]] = []

        async def until_gone() -> None:
            while (message := await receive())["type"] != "http.disconnect":
                held.append(message)

        async def again() -> dict[str, Any]:
            return held.pop(0) if held else await receive()

        gone = asyncio.ensure_future(until_gone())
        try:
            has_turn = await lane.enter(gone)
        finally:
            is_gone = gone.done()
            gone.cancel()
        if not has_turn:
            return
        try:
            if not is_gone:
                await self.app(scope, again, send)
        finally:
            lane.leave()
