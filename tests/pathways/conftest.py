"""A small planted network."""

from __future__ import annotations

import numpy as np
import pytest

from careerclusters.pathways.network import Network


def network_of(steps: dict[tuple[int, int], float], *, pay: list[float], years: float = 1.0) -> Network:
    """Occupations 0 … n−1; `steps` are chances, all other steps are closed."""
    count = len(pay)
    chance = np.zeros((count, count))
    for (a, b), value in steps.items():
        chance[a, b] = value
    time = np.full((count, count), years)
    return Network(
        codes=tuple(f"11-000{at}.00" for at in range(count)),
        titles=tuple("ABCDEFGH"[:count]),
        chance=chance,
        openness=chance,
        years_low=time,
        years_high=time,
        pay=np.array(pay, dtype=float),
        education=np.array([1, 1, 5, 1, 1, 5][:count] + [1] * (count - 6)),
    )


@pytest.fixture
def planted() -> Network:
    """0 → 5 directly (hard), over 1 (likely, poor), over 2 (less likely, well paid), or over 3 and 4."""
    steps = {
        (0, 5): 0.01, (0, 1): 0.2, (1, 5): 0.05, (0, 2): 0.04, (2, 5): 0.04,
        (0, 3): 0.3, (3, 4): 0.3, (4, 5): 0.3, (4, 3): 0.3, (3, 0): 0.3, (5, 0): 0.5,
    }  # fmt: skip
    return network_of(steps, pay=[30_000, 28_000, 50_000, 29_000, 29_500, 60_000])
