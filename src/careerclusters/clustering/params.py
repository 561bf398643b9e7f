"""What a fit can be told: levels, weights, runs, seed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from careerclusters.errors import InputError
from careerclusters.language import marked
from careerclusters.results import Value
from careerclusters.views import VIEW_NAMES

__all__ = ["DEFAULT_LEVELS", "DEFAULT_WEIGHTS", "MAIN_LEVEL", "Level", "Params"]


@dataclass(frozen=True)
class Level:
    """One level of the hierarchy: its name and how many clusters it may have.

    Between `low` and `high` the number is chosen by stability, the fewest that are as stable as any;
    `high` = `low` fixes it. `aim` is the number that single runs aim at; None for the middle of the window.
    """

    name: str
    low: int
    high: int
    aim: int | None = None

    @property
    def target(self) -> int:
        """Number of clusters that single runs aim at."""
        return round(math.sqrt(self.low * self.high)) if self.aim is None else self.aim


MAIN_LEVEL = marked("group")
"""Name of the level to read first: its clusters say most about where people move, and are stable."""

# With 7 broad clusters police would stand with food and travel; there is no fine cut beyond 42. Runs that aim
# at fewer than are shown tell best which clusters belong together (docs/methods/clustering.md).
DEFAULT_LEVELS = (
    Level(marked("broad"), 8, 8, aim=7),
    Level(marked("middle"), 12, 16, aim=12),
    Level(MAIN_LEVEL, 24, 26),
    Level(marked("fine"), 40, 42, aim=42),
)

# Chosen on the open observed moves; docs/methods/weights.md tells how and holds the ablation, and
# `careerclusters evaluate weights` prints it again. Shares of 1.
DEFAULT_WEIGHTS: Mapping[str, float] = {
    "industry": 0.20,
    "knowledge": 0.20,
    "context": 0.15,
    "tasks": 0.10,
    "titles": 0.10,
    "abilities": 0.07,
    "skills": 0.05,
    "technologies": 0.05,
    "interests": 0.04,
    "activities": 0.02,
    "styles": 0.02,
}


@dataclass(frozen=True, eq=False)
class Params(Value):
    """Everything besides the catalog that a clustering depends on.

    Attributes
    ----------
    weights
        Weight of each view in the fused similarity; any positive scale, used as shares.
    levels
        From broad to fine.
    runs
        Number of resampled runs.
    seed
        Seed of all randomness.
    neighbours_low, neighbours_high
        Each run joins an occupation to a number of neighbours drawn between these, inclusive.
    is_resampled
        Elements drawn with replacement in each run.
    is_perturbed
        Ratings moved by their own standard errors in each run.
    """

    weights: Mapping[str, float] = field(default_factory=lambda: dict(DEFAULT_WEIGHTS))
    levels: tuple[Level, ...] = DEFAULT_LEVELS
    runs: int = 200
    seed: int = 0
    neighbours_low: int = 12
    neighbours_high: int = 26
    is_resampled: bool = True
    is_perturbed: bool = True

    def __post_init__(self) -> None:
        unknown = sorted(set(self.weights) - set(VIEW_NAMES))
        if unknown:
            raise InputError(
                "Unknown views in weights", seen=unknown, todo=f"Views: {', '.join(VIEW_NAMES)}."
            )
        if not self.weights or any(not (0 <= w < float("inf")) for w in self.weights.values()):
            raise InputError("Weights must be numbers of at least 0", seen=dict(self.weights))
        if sum(self.weights.values()) <= 0:
            raise InputError("At least one view needs a weight above 0", seen=dict(self.weights))
        if not 4 <= self.runs <= 5000:
            raise InputError("The number of runs must lie between 4 and 5000", seen=self.runs)
        if not 0 <= self.seed < 2**32:
            raise InputError("The seed must lie between 0 and 4294967295", seen=self.seed)
        if not 2 <= self.neighbours_low <= self.neighbours_high:
            raise InputError(
                "Neighbours must satisfy 2 ≤ low ≤ high", seen=(self.neighbours_low, self.neighbours_high)
            )
        if not self.levels:
            raise InputError("At least one level is needed", seen=self.levels)
        previous = 1
        for level in self.levels:
            if not previous < level.low <= level.high:
                raise InputError(
                    "Levels must go from broad to fine, each with more clusters than the one before",
                    seen=[(level.name, level.low, level.high) for level in self.levels],
                )
            previous = level.high
        super().__post_init__()

    @property
    def shares(self) -> dict[str, float]:
        """Weights of the views in use, adding up to 1, ordered by name."""
        used = {name: float(weight) for name, weight in sorted(self.weights.items()) if weight > 0}
        total = sum(used.values())
        return {name: weight / total for name, weight in used.items()}

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            **asdict(self),
            "weights": dict(self.weights),
            "levels": [asdict(level) for level in self.levels],
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Params:
        """Inverse of `to_dict`."""
        rest = {key: value for key, value in values.items() if key != "levels"}
        return cls(levels=tuple(Level(**level) for level in values["levels"]), **rest)
