"""How two occupations hang together, also where one has no ratings: shares of movers and likeness.

An occupation outside the network is read as the ones that stand for it (`features.stand_ins`); figures that
rest on them are estimates and marked so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.features.stand_ins import MILITARY, stand_ins

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.pathways.pathways import Pathways

__all__ = ["Links", "links_of"]


@dataclass(frozen=True, eq=False)
class Links:
    """Rows of the network that stand for every occupation of the catalog.

    Attributes
    ----------
    codes
        All occupations, ascending.
    starts, rows, shares
        Occupation k is read as the rows `rows[starts[k]:starts[k + 1]]` of the network, which count by
        `shares`; those sum to 1. It is read as none where nothing near is.
    is_estimated
        Whether an occupation is read as others, (n,).
    is_one_kind
        Whether it is one kind of civil work with figures of its own: no bin of all others, no speciality,
        (n,).
    """

    pathways: Pathways
    codes: tuple[str, ...]
    starts: np.ndarray
    rows: np.ndarray
    shares: np.ndarray
    is_estimated: np.ndarray
    is_one_kind: np.ndarray

    def at(self, code_onet: str) -> int:
        """Row of an occupation."""
        return self._place[code_onet]

    @cached_property
    def _place(self) -> dict[str, int]:
        return {code: row for row, code in enumerate(self.codes)}

    def position(self, code_onet: str) -> int | None:
        """Its own row in the network; None for one without ratings."""
        row = self.at(code_onet)
        return None if self.is_estimated[row] else int(self.rows[self.starts[row]])

    def rests_on_estimates(self, code_onet: str) -> bool:
        """Whether it has no ratings of its own: read as other work, or rated by estimates."""
        return bool(self.is_estimated[self.at(code_onet)]) or code_onet in self.pathways.estimated_from

    def stand_ins(self, code_onet: str) -> tuple[str, ...]:
        """Codes that an occupation is read as; its own where it has ratings."""
        codes = self.pathways.network.codes
        return tuple(codes[at] for at in self._read_as(self.at(code_onet))[0])

    def shares_from(self, code_onet: str) -> np.ndarray:
        """Share of an occupation's leavers who go to each, (n,); NaN where the survey can't tell."""
        return self._spread(self.pathways.network.chance, self.at(code_onet), is_share=True)

    def lift_from(self, code_onet: str) -> np.ndarray:
        """How many times as often its leavers go to each as those of other work do, (n,); NaN if unknown."""
        lift: np.ndarray = self.shares_from(code_onet) / self._usual_share
        return lift

    @cached_property
    def _usual_share(self) -> np.ndarray:
        """Share of leavers who go to each, mean over all origins, (n,); NaN where nobody is known to."""
        return self._over_all(self.pathways.network.chance.mean(axis=0))

    def likeness_from(self, code_onet: str) -> np.ndarray:
        """Similarity to every occupation in standard deviations, (n,); NaN where nothing is known."""
        return self._spread(self.pathways.similarity, self.at(code_onet), is_share=False)

    def share(self, origin: str, destination: str) -> float | None:
        """Share of the origin's leavers who go to the destination; None where it can't be told."""
        value = float(self.shares_from(origin)[self.at(destination)])
        return value if np.isfinite(value) else None

    def likeness(self, origin: str, destination: str) -> float:
        """Similarity of two occupations; 0, that of an ordinary pair, where it isn't known."""
        return float(np.nan_to_num(self.likeness_from(origin)[self.at(destination)]))

    def _spread(self, matrix: np.ndarray, row: int, *, is_share: bool) -> np.ndarray:
        key = (row, is_share)
        if key not in self._spreads:
            self._spreads[key] = self._make_spread(matrix, row, is_share=is_share)
        return self._spreads[key]

    def _make_spread(self, matrix: np.ndarray, row: int, *, is_share: bool) -> np.ndarray:
        rows, shares = self._read_as(row)
        if not len(rows):
            return np.full(len(self.codes), np.nan)
        values = shares @ matrix[rows]
        return self._over_all(np.where(values > 0, values, np.nan) if is_share else values)

    def _over_all(self, values: np.ndarray) -> np.ndarray:
        """Values of the network's rows for every occupation; others get the mean of their stand-ins."""
        spread = np.full(len(self.codes), np.nan)
        is_own = ~self.is_estimated
        spread[is_own] = values[self.rows[self.starts[:-1][is_own]]]
        for other in np.flatnonzero(self.is_estimated):
            rows, shares = self._read_as(int(other))
            known = np.isfinite(values[rows])
            if known.any():
                spread[other] = float(np.average(values[rows[known]], weights=shares[known]))
        spread.flags.writeable = False
        return spread

    def _read_as(self, row: int) -> tuple[np.ndarray, np.ndarray]:
        """The rows of the network that stand for an occupation, ascending, and their shares."""
        held = slice(self.starts[row], self.starts[row + 1])
        return self.rows[held], self.shares[held]

    @cached_property
    def _spreads(self) -> dict[tuple[int, bool], np.ndarray]:
        """Rows that were asked for: at most two for each occupation, 16 kB together."""
        return {}


def links_of(pathways: Pathways, catalog: Catalog) -> Links:
    """The links of a catalog, made once."""
    return catalog.derive(f"links {id(pathways)}", lambda: _make(pathways, catalog))


def _make(pathways: Pathways, catalog: Catalog) -> Links:
    codes = tuple(catalog.occupations["code_onet"])
    place = {code: at for at, code in enumerate(pathways.network.codes)}
    read_as: list[tuple[int, float]] = []
    starts = np.zeros(len(codes) + 1, dtype=np.int64)
    estimated = np.zeros(len(codes), dtype=bool)
    for row, code in enumerate(codes):
        stand_for = {code: 1.0} if code in place else stand_ins(catalog, code, place)
        read_as += sorted((place[other], share) for other, share in stand_for.items() if share > 0)
        starts[row + 1] = len(read_as)
        estimated[row] = code not in stand_for or code.startswith(MILITARY)
    titles = dict(catalog.occupations.select("code_onet", "title").iter_rows())
    one_kind = [
        code.endswith(".00") and not code.startswith(MILITARY) and "All Other" not in titles[code]
        for code in codes
    ]
    return Links(
        pathways=pathways,
        codes=codes,
        starts=starts,
        rows=np.array([at for at, _ in read_as], dtype=np.int64),
        shares=np.array([share for _, share in read_as]),
        is_estimated=estimated,
        is_one_kind=np.array(one_kind),
    )
