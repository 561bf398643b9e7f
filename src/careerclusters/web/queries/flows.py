"""Where people go from an occupation and where they come from, as few streams as a small picture holds.

Rare moves rest on a handful of people in the survey. A stream is shown where the model of moves
expects a fair part of it too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from careerclusters.pathways import Pathways
    from careerclusters.web.state import State

__all__ = ["Stream", "streams_in", "streams_out"]

SHOWN = 5
LEAST_EXPECTED = 0.2
"""Least part of a share that the model of moves must expect for a stream to be shown."""


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
    network, at = state.atlas.pathways.network, _at(state)
    if code not in at:
        return ()
    chances = network.chance[at[code]]
    go = np.flatnonzero(chances > 0)
    shares: dict[str, float] = {}
    for there, part in zip(go.tolist(), chances[go].tolist(), strict=True):
        soc = network.codes[there][:7]
        shares[soc] = shares.get(soc, 0.0) + part
    return tuple(_streams(state, code, shares, limit, is_out=True))


def streams_in(state: State, code: str, *, limit: int = SHOWN) -> tuple[Stream, ...]:
    """Where most of those who come to an occupation come from, each SOC code once."""
    from careerclusters.pathways.reach import people_to

    pathways, at = state.atlas.pathways, _at(state).get(code)
    if at is None:
        return ()
    _, share = people_to(pathways, at)
    come = np.flatnonzero(pathways.network.chance[:, at] > 0)
    shares: dict[str, float] = {}
    for origin, part in zip(come.tolist(), np.nan_to_num(share[come]).tolist(), strict=True):
        soc = pathways.network.codes[origin][:7]
        shares[soc] = shares.get(soc, 0.0) + part
    return tuple(_streams(state, code, shares, limit, is_out=False))


def _streams(
    state: State, code: str, shares: Mapping[str, float], limit: int, *, is_out: bool
) -> Iterator[Stream]:
    """The largest shares by SOC code; the occupation that its code is counted under stands for all."""
    pathways, at, mains = state.atlas.pathways, _at(state), _mains(state)
    pay, here, shown = pathways.network.pay, at[code], 0
    for soc in sorted(shares, key=lambda one: (-shares[one], one)):
        there = at[mains[soc]]
        pair = (here, there) if is_out else (there, here)
        if soc == code[:7] or not _is_borne_out(pathways, *pair):
            continue
        shown += 1
        other = mains[soc]
        gain = float(pay[there] - pay[here]) * (1 if is_out else -1)
        yield Stream(
            code_onet=other,
            title=state.clustering.titles[other],
            name=state.plain_name(other),
            href=f"/occupations/{other}",
            share=shares[soc],
            pay_gain_usd=int(round(gain, -2)) if np.isfinite(gain) else None,
        )
        if shown == limit:
            return


def _is_borne_out(pathways: Pathways, origin: int, destination: int) -> bool:
    """Whether the model expects a fair part of a share; else a few people in the survey made it."""
    members = pathways.groups.members
    pair = members[origin], members[destination]
    return bool(pathways.model_chances[pair] >= LEAST_EXPECTED * pathways.group_chances[pair])


def _at(state: State) -> dict[str, int]:
    codes = state.atlas.pathways.network.codes
    return state.kept("network rows", lambda: {code: at for at, code in enumerate(codes)})


def _mains(state: State) -> dict[str, str]:
    """The occupation that each SOC code is counted under: the one that ends in .00, else the first."""
    codes = sorted(_at(state), reverse=True)
    return state.kept(
        "main occupations",
        lambda: {code[:7]: code for code in codes} | {c[:7]: c for c in codes if c.endswith(".00")},
    )
