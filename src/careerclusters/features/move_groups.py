"""Groups of occupations that the survey of moves can tell apart.

The moves are published by SOC 2010, but the survey itself counts Census codes; a Census code that
covers several SOC codes was split by employment, so moves between such siblings are artefacts. Here
codes that share a Census code become one group:

    SOC 2010 → the SOC 2018 code it goes on as (itself where it was kept, else its first successor)
             → Census 2018 → codes with a Census code in common are one group

Some pairs were one code in the survey's earlier years only, and betray themselves: chief executives and
legislators, or lawyers and judges, send nearly all of their leavers to each other. Two groups whose
shares towards each other multiply to MUTUAL or more are one group too; real moves are never so mutual.

An occupation belongs to a group through the Census code of its SOC 2018 code. A group is scored only
when a rated occupation carries one of its SOC 2010 codes unchanged; for a code that was redrawn in
2018 nobody can say which of today's occupations the survey's people had.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.errors import DataError

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["PEOPLE_PER_RESPONDENT", "MoveGroups", "group_moves", "with_the_rest"]

MUTUAL = 0.3
PEOPLE_PER_RESPONDENT = 350.0  # inferred from the smallest shares that occur


@dataclass(frozen=True)
class MoveGroups:
    """Observed moves between groups, stayers dropped.

    Attributes
    ----------
    keys
        Lowest SOC 2010 code of each group, shape (n_groups,), ascending.
    shares
        Of those who left group i, the share now in j; rows sum to 1 or are 0 where the origin is
        not observed; (n_groups, n_groups), diagonal 0.
    employment
        Jobs in the group, shape (n_groups,).
    is_scored
        Whether a group can be compared with occupations, see the module.
    members
        Group of each occupation asked for, −1 for none, shape (n_occupations,).
    respondents
        Movers in the survey that stand behind each origin's shares, shape (n_groups,): people who moved
        over PEOPLE_PER_RESPONDENT, which is inferred. 0 where the origin is not observed.
    """

    keys: tuple[str, ...]
    shares: np.ndarray
    employment: np.ndarray
    is_scored: np.ndarray
    members: np.ndarray
    respondents: np.ndarray

    @property
    def origins(self) -> np.ndarray:
        """Positions of scored groups with observed moves to other scored groups."""
        return np.flatnonzero(self.is_scored & (self.shares[:, self.is_scored].sum(axis=1) > 0))

    @property
    def flows(self) -> np.ndarray:
        """People moving, up to a constant: share × jobs of the origin, (n_groups, n_groups)."""
        people: np.ndarray = self.shares * self.employment[:, None]
        return people

    def average(self, values: np.ndarray) -> np.ndarray:
        """Mean over the members of each group of rows of `values`; 0 for groups without any."""
        hot = self._hot()
        mean: np.ndarray = hot.T @ values / np.maximum(hot.sum(axis=0), 1.0)[:, None]
        return mean

    def between(self, matrix: np.ndarray) -> np.ndarray:
        """Mean of a matrix over occupations for each pair of groups, (n_groups, n_groups)."""
        return self.average(self.average(matrix).T).T

    def majority(self, labels: Sequence[object] | np.ndarray) -> np.ndarray:
        """Most common label of each group's members as an integer, −1 for groups without any."""
        _, coded = np.unique(np.asarray(labels, dtype=str), return_inverse=True)
        found = np.full(len(self.keys), -1)
        for group in range(len(self.keys)):
            own = coded[self.members == group]
            if len(own):
                found[group] = np.bincount(own).argmax()
        return found

    def _hot(self) -> np.ndarray:
        hot = np.zeros((len(self.members), len(self.keys)))
        inside = self.members >= 0
        hot[np.flatnonzero(inside), self.members[inside]] = 1.0
        return hot


def group_moves(
    catalog: Catalog, moves: pl.DataFrame, *, codes: Sequence[str], more_moves: pl.DataFrame | None = None
) -> MoveGroups:
    """Merge moves into groups and find the group of each occupation.

    Parameters
    ----------
    catalog
        Its crosswalks are used, and its own moves so that groups and jobs don't depend on the file.
    moves
        Table in the schema of `moves`; the shares come from here.
    codes
        O*NET-SOC codes of the rated occupations.
    more_moves
        Other moves that will be compared with these: their codes become groups too.

    Raises
    ------
    DataError
        When no move remains after merging.
    """
    tables = (more_moves, catalog.table("moves") if catalog.has("moves") else None)
    known = pl.concat([moves, *(table for table in tables if table is not None)])
    stated = sorted(set(known["origin_code_soc2010"]) | set(known["destination_code_soc2010"]))
    successors: dict[str, list[str]] = {}
    for old, new in (
        catalog.table("crosswalk_soc2010_soc2018").select("code_soc2010", "code_soc2018").iter_rows()
    ):
        successors.setdefault(old, []).append(new)
    census: dict[str, set[str]] = {}
    for code, soc in (
        catalog.table("crosswalk_census2018_soc2018").select("code_census2018", "code_soc2018").iter_rows()
    ):
        census.setdefault(soc, set()).add(code)

    details = {code: _details(code, successors) for code in stated}
    links = {
        code: {unit for detail in details[code] for unit in census.get(_goes_on(detail, successors), ())}
        for code in stated
    }
    root = _join(stated, links)
    root = _join_mutual(root, known)
    keys = sorted(set(root.values()))
    place = {key: position for position, key in enumerate(keys)}
    group = {code: place[root[code]] for code in stated}

    unit_group = {unit: group[code] for code in stated for unit in links[code]}
    detail_group = {detail: group[code] for code in stated for detail in details[code]}
    members = np.full(len(codes), -1)
    is_scored = np.zeros(len(keys), dtype=bool)
    for row, code in enumerate(codes):
        soc = code[:7]
        found = [unit_group[unit] for unit in sorted(census.get(soc, ())) if unit in unit_group]
        if found:
            members[row] = found[0]
        if soc in detail_group and detail_group[soc] == members[row]:
            is_scored[members[row]] = True

    shares, employment, people = _flows(moves, known, group, len(keys))
    if not (shares > 0).any():
        raise DataError(
            "The file has no move between different groups of occupations",
            seen=f"{moves.height} rows",
            todo="Use a file in the layout of the table moves (docs/data.md).",
        )
    return MoveGroups(tuple(keys), shares, employment, is_scored, members, people / PEOPLE_PER_RESPONDENT)


def with_the_rest(groups: MoveGroups, catalog: Catalog, *, codes: Sequence[str]) -> MoveGroups:
    """The same groups, and one more for each SOC 2018 code of occupations that the moves don't know.

    New groups have no observed moves and aren't scored; their jobs come from the projections.
    """
    rest = sorted({code[:7] for code, group in zip(codes, groups.members, strict=True) if group < 0})
    if not rest:
        return groups
    jobs: dict[str, float] = {}
    if catalog.has("projections"):
        counted = catalog.table("projections").select("code_soc2018", "employment_2024_jobs").drop_nulls()
        jobs = dict(counted.iter_rows())
    place = {code: len(groups.keys) + at for at, code in enumerate(rest)}
    usual = float(np.median(groups.employment[groups.employment > 0])) if groups.employment.any() else 1.0
    more = len(rest)
    return MoveGroups(
        keys=groups.keys + tuple(f"{code} (2018)" for code in rest),
        shares=np.pad(groups.shares, ((0, more), (0, more))),
        employment=np.append(groups.employment, [jobs.get(code) or usual for code in rest]),
        is_scored=np.append(groups.is_scored, np.zeros(more, dtype=bool)),
        members=np.array(
            [
                place[code[:7]] if group < 0 else group
                for code, group in zip(codes, groups.members, strict=True)
            ]
        ),
        respondents=np.append(groups.respondents, np.zeros(more)),
    )


def _details(code: str, successors: dict[str, list[str]]) -> list[str]:
    """Detailed SOC 2010 codes under a code: itself, a broad code's (…0) or a minor group's (…000)."""
    if code in successors:
        return [code]
    stem = code[:4] if code.endswith("000") else code[:6]
    return sorted(detail for detail in successors if detail.startswith(stem))


def _goes_on(detail: str, successors: dict[str, list[str]]) -> str:
    found = successors[detail]
    return detail if detail in found else found[0]


def _join(stated: list[str], links: dict[str, set[str]]) -> dict[str, str]:
    parent = {code: code for code in stated}

    def top(code: str) -> str:
        while parent[code] != code:
            code = parent[code]
        return code

    first: dict[str, str] = {}
    for code in stated:
        for unit in sorted(links[code]):
            if unit in first:
                low, high = sorted((top(first[unit]), top(code)))
                parent[high] = low
            else:
                first[unit] = code
    return {code: top(code) for code in stated}


def _join_mutual(root: dict[str, str], known: pl.DataFrame) -> dict[str, str]:
    """The same groups, those joined that send most of their leavers to each other."""
    keys = sorted(set(root.values()))
    place = {key: position for position, key in enumerate(keys)}
    group = {code: place[key] for code, key in root.items()}
    # a file may repeat moves of the catalog's own
    moves = known.unique(["origin_code_soc2010", "destination_code_soc2010"], maintain_order=True)
    shares = _flows(moves, known, group, len(keys))[0]
    ones, others = np.nonzero(np.triu(shares * shares.T >= MUTUAL, 1))
    joined = dict(root)
    for one, other in zip(ones.tolist(), others.tolist(), strict=True):
        low, high = sorted((joined[keys[one]], joined[keys[other]]))
        joined = {code: low if key == high else key for code, key in joined.items()}
    return joined


def _flows(
    moves: pl.DataFrame, known: pl.DataFrame, group: dict[str, int], count: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    jobs: dict[str, float] = {}
    for side in ("destination", "origin"):
        columns = known.select(f"{side}_code_soc2010", f"{side}_employment_jobs").drop_nulls()
        jobs |= {code: float(value) for code, value in columns.iter_rows()}
    employment = np.zeros(count)
    for code, value in jobs.items():
        employment[group[code]] += value
    flow = np.zeros((count, count))
    rows = moves.select("origin_code_soc2010", "destination_code_soc2010", "move_share").drop_nulls()
    for origin, destination, share in rows.iter_rows():
        flow[group[origin], group[destination]] += share * jobs.get(origin, 1.0)
    np.fill_diagonal(flow, 0.0)
    total = flow.sum(axis=1, keepdims=True)
    return flow / np.where(total > 0, total, 1.0), employment, total[:, 0]
