"""Where people go from an occupation and where they come from, as few streams as a small picture holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from careerclusters.web.state import State

__all__ = ["Stream", "streams_in", "streams_out"]

SHOWN = 5


@dataclass(frozen=True)
class Stream:
    """An occupation at the other end of a usual move.

    Attributes
    ----------
    code_onet, title, name, href
        Which, and its page.
    share
        Out: the share (0–1) of those who change occupation that goes there. In: the share of all who come
        that comes from there.
    pay_gain_usd
        Yearly pay gained by those who take the move, from middle to middle; None when either isn't known.
    """

    code_onet: str
    title: str
    name: str
    href: str
    share: float
    pay_gain_usd: int | None


def streams_out(state: State, code: str, *, limit: int = SHOWN) -> tuple[Stream, ...]:
    """The likeliest moves out of an occupation, each SOC code once; empty where the model has no row."""
    network = state.atlas.pathways.network
    at = _at(state)
    if code not in at:
        return ()
    here = at[code]
    chances = network.chance[here]
    order = np.argsort(-chances, kind="stable")
    rows = (
        (network.codes[there], float(chances[there]), float(network.pay[there] - network.pay[here]))
        for there in order
        if chances[there] > 0
    )
    return tuple(_streams(state, code, rows, limit))


def streams_in(state: State, code: str, *, limit: int = SHOWN) -> tuple[Stream, ...]:
    """Where most of those who come to an occupation come from, each SOC code once."""
    from careerclusters.pathways import lead_to

    if code not in _at(state):
        return ()
    table = lead_to(state.atlas.pathways, code, limit=limit * 6).select(
        "code_onet", "share", "pay_change_usd"
    )
    rows = (
        (origin, float(share), float("nan") if gain is None else float(gain))
        for origin, share, gain in table.iter_rows()
        if share
    )
    return tuple(_streams(state, code, rows, limit))


def _streams(
    state: State, code: str, rows: Iterable[tuple[str, float, float]], limit: int
) -> Iterator[Stream]:
    """Occupations that are counted together move together: the first of them stands for all."""
    seen, shown = {code[:7]}, 0
    for other, share, gain in rows:
        if other[:7] in seen:
            continue
        seen.add(other[:7])
        shown += 1
        yield Stream(
            code_onet=other,
            title=state.clustering.titles[other],
            name=state.plain_name(other),
            href=f"/occupations/{other}",
            share=share,
            pay_gain_usd=int(round(gain, -2)) if np.isfinite(gain) else None,
        )
        if shown == limit:
            return


def _at(state: State) -> dict[str, int]:
    codes = state.atlas.pathways.network.codes
    return state.kept("network rows", lambda: {code: at for at, code in enumerate(codes)})
