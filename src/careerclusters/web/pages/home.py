"""The first page: a search box, three doors, the map made small, and the clusters as pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from careerclusters.clustering.paragraphs import paragraph_of
from careerclusters.labour.figure import Figure
from careerclusters.language import _
from careerclusters.web.contexts import ClusterRow, Page, cluster_row, occupation_rows
from careerclusters.web.miniature import PATCH, Miniature, miniature, on_miniature, patches
from careerclusters.web.pictures import picture_of
from careerclusters.web.state import State

__all__ = ["PAGE", "HomePage", "Proof", "home", "proof_of"]

PROOF_COMMAND = "careerclusters evaluate clusters"
_EXAMPLES, _FACES, _FIRM = 3, 2, 0.5
_GAIN, _EASY_ZONE, _USUAL = 1.15, 2, 0.01
# In units of the small map: a shorter line can't be seen.
_LEAST_LEAP = 40.0


@dataclass(frozen=True)
class Tile(ClusterRow):
    """A cluster with its picture, typical jobs by their plain names, and its typical pay."""

    picture: str
    faces: tuple[str, ...]
    pay: Figure


@dataclass(frozen=True)
class Example:
    """A usual move to better pay, with both ends on the small map."""

    origin: str
    destination: str
    pay_gain_usd: int
    x: float
    y: float
    to_x: float
    to_y: float


@dataclass(frozen=True)
class Proof:
    """Of 100 people who changed occupation, how many stayed inside a cluster; and by chance."""

    inside_of_100: int
    chance_of_100: int
    command: str
    source: str = "cps_asec_moves"


@dataclass(frozen=True)
class HomePage:
    """Counts, the small map with examples, and the main clusters; `patches` are their dots as paths."""

    title: str
    n_occupations: int
    n_clusters: int
    proof: Proof | None
    map: Miniature
    examples: tuple[Example, ...]
    clusters: tuple[Tile, ...]
    patches: Mapping[str, str]
    patch_size: tuple[int, int] = PATCH


def home(state: State) -> HomePage:
    """The first page."""
    return state.kept("home", lambda: _home(state))


def _home(state: State) -> HomePage:
    tiles = tuple(_tiles(state))
    return HomePage(
        title=_("Find work that fits you"),
        n_occupations=len(state.clustering.titles),
        n_clusters=len(tiles),
        proof=proof_of(state),
        map=miniature(state),
        examples=tuple(_examples(state)),
        clusters=tiles,
        patches=patches(state),
    )


def _tiles(state: State) -> Iterator[Tile]:
    level, pictures = state.main_level, picture_of(state)
    table = state.catalog.occupations
    residual = set(table.filter(table["is_residual"])["code_onet"])
    rows = [cluster_row(state, row) for row in state.clustering.at(level).iter_rows(named=True)]
    for tile in sorted(rows, key=lambda one: (one.place, one.cluster_id)):
        yield Tile(
            **vars(tile),
            picture=pictures[tile.cluster_id],
            faces=tuple(state.plain_name(code) for code in _faces(state, tile.cluster_id, residual)),
            pay=state.outlook(tile.cluster_id, level).pay["p50"],
        )


def _faces(state: State, cluster_id: str, residual: set[str]) -> tuple[str, ...]:
    """What people know a cluster by: the jobs that its paragraph calls typical.

    Where no paragraph was written for it, the largest of those that are one kind of work and belong firmly;
    of jobs counted together, the first.
    """
    cluster = state.clustering.cluster(cluster_id)
    paragraph = paragraph_of(cluster, name_of=state.plain_name)
    if paragraph.is_written:
        return paragraph.typical[:_FACES]
    rows, members = occupation_rows(state), cluster.members
    is_firm = (members["role"] == "core") & (members["membership_share"] >= _FIRM)
    firm = [rows[code] for code in members.filter(is_firm)["code_onet"]]
    firm = firm or [rows[code] for code in members["code_onet"]]
    own = [row for row in firm if row.group is None and row.code_onet not in residual] or firm
    known = {row.code_onet[:7]: row for row in sorted(own, key=lambda one: one.code_onet)[::-1]}
    ordered = sorted(known.values(), key=lambda one: (-(one.jobs.number or 0), one.code_onet))
    return tuple(row.code_onet for row in ordered[:_FACES])


def _examples(state: State) -> Iterator[Example]:
    """From the largest occupations that are quick to learn, of different broad clusters."""
    network = state.atlas.pathways.network
    rows, at = occupation_rows(state), {code: i for i, code in enumerate(network.codes)}
    spots = {code: on_miniature(x, y) for code, x, y in state.atlas.layout[:, :3].iter_rows()}
    places = np.array([spots[code] for code in network.codes])
    easy = [row for code, row in rows.items() if code in at and state.job_zones.get(code, 9) <= _EASY_ZONE]
    seen: set[int] = set()
    for row in sorted(easy, key=lambda one: (-(one.jobs.number or 0), one.code_onet)):
        here = at[row.code_onet]
        pay = network.pay[here]
        if row.place in seen or not np.isfinite(pay):
            continue
        gains = np.nan_to_num(network.pay, nan=0.0) >= _GAIN * pay
        is_far = np.hypot(*(places - places[here]).T) >= _LEAST_LEAP
        chances = np.where(gains & is_far, network.chance[here], 0.0)
        there = int(chances.argmax())
        if chances[there] < _USUAL:
            continue
        seen.add(row.place)
        x, y = spots[row.code_onet]
        to_x, to_y = spots[network.codes[there]]
        gain = int(round(network.pay[there] - pay, -2))
        names = state.plain_name(row.code_onet), state.plain_name(network.codes[there])
        yield Example(*names, gain, x, y, to_x, to_y)
        if len(seen) == _EXAMPLES:
            return


def proof_of(state: State) -> Proof | None:
    """How often observed moves stay in a main cluster; None without a survey of moves."""

    def make() -> Proof | None:
        from careerclusters.evaluation.clusters import moves_inside

        inside = moves_inside(state.catalog, state.clustering, level=state.main_level)
        if inside is None:
            return None
        return Proof(round(inside.inside_share * 100), round(inside.by_chance_share * 100), PROOF_COMMAND)

    return state.kept("proof", make, is_spoken=False)


PAGE = Page("home", "/", "Counts, the small map and the main clusters.", home, rows="clusters")
