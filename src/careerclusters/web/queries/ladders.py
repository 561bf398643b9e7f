"""One ladder of a cluster, from an entry occupation upwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from careerclusters.errors import ModelError

if TYPE_CHECKING:
    from careerclusters.web.state import State

__all__ = ["Rung", "climbing", "ladder_of"]

MOST_RUNGS = 12


@dataclass(frozen=True)
class Rung:
    """An occupation on the ladder: yearly pay in the middle, and the usual way in, in short words."""

    code_onet: str
    title: str
    name: str
    pay_usd: float | None
    preparation: str | None


def ladder_of(state: State, cluster_id: str, level: str) -> tuple[Rung, ...]:
    """The ladder of a cluster of a level, lowest rung first; empty where it has none."""
    return state.kept(("rungs", level, cluster_id), lambda: _ladder(state, cluster_id, level))


def climbing(rungs: Sequence[Rung]) -> tuple[Rung, ...]:
    """The rungs that pay no less than those before them; one whose pay isn't known is left out."""
    kept: list[Rung] = []
    for rung in rungs:
        if rung.pay_usd is not None and (not kept or rung.pay_usd >= (kept[-1].pay_usd or 0)):
            kept.append(rung)
    return tuple(kept)


def _ladder(state: State, cluster_id: str, level: str) -> tuple[Rung, ...]:
    from careerclusters.pathways import climb

    known = set(state.atlas.pathways.network.codes)
    labels = state.clustering.labels(level)
    members = [code for code, one in labels.items() if one == cluster_id and code in known]
    try:
        ladder = climb(state.atlas.pathways, members)
    except ModelError:
        return ()
    rows = {row["code_onet"]: row for row in ladder.rungs.iter_rows(named=True)}
    ready = state.preparations
    return tuple(
        Rung(
            code_onet=code,
            title=rows[code]["title"],
            name=state.plain_name(code),
            pay_usd=rows[code]["pay_usd"],
            preparation=ready[code].short if ready.get(code) else None,
        )
        for code in ladder.path[:MOST_RUNGS]
        if code in rows
    )
