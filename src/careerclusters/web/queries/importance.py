"""How important each rated element is in each occupation, beside all occupations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.errors import DataError
from careerclusters.words import glosses, spoken_language

if TYPE_CHECKING:
    from careerclusters.web.state import State

__all__ = ["Importances", "importances"]

DOMAINS = ("skills", "knowledge", "activities")


@dataclass(frozen=True, eq=False)
class Importances:
    """Importance in standard deviations over the rated occupations; missing where it was not rated."""

    places: dict[str, int]
    element_ids: tuple[str, ...]
    labels: tuple[str, ...]
    values: np.ndarray

    def of(self, codes: list[str]) -> np.ndarray | None:
        """Mean over the rated ones among `codes`, NaN where no one was; None when none is rated at all."""
        rows = [self.places[code] for code in codes if code in self.places]
        if not rows:
            return None
        own = self.values[rows]
        counts = (~np.isnan(own)).sum(axis=0)
        return np.where(counts > 0, np.nansum(own, axis=0) / np.maximum(counts, 1), np.nan)


def importances(state: State) -> Importances:
    """Skills, knowledge and work activities of every occupation rated on all of them."""
    return state.kept("importances", lambda: _made(state))


def _made(state: State) -> Importances:
    known, parts, ids = glosses(spoken_language()), [], []
    codes: tuple[str, ...] | None = None
    for domain in DOMAINS:
        try:
            codes, elements, values = state.catalog.matrix(domain, scale_id="IM", codes=codes)
        except DataError:
            continue
        kept = [at for at, one in enumerate(elements) if one in known]
        parts.append(values[:, kept])
        ids += [elements[at] for at in kept]
    if codes is None:
        return Importances({}, (), (), np.empty((0, 0)))
    joined = np.hstack(parts)
    is_rated = ~np.isnan(joined).all(axis=1)
    rated = joined[is_rated]
    spread = np.nanstd(rated, axis=0)
    values = (rated - np.nanmean(rated, axis=0)) / np.where(spread > 0, spread, 1.0)
    names = [code for code, is_in in zip(codes, is_rated, strict=True) if is_in]
    places = {code: at for at, code in enumerate(names)}
    return Importances(places, tuple(ids), tuple(known[one].plain_name for one in ids), values)
