"""A matrix of few different values, kept as one byte for each cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from careerclusters.errors import ModelError

__all__ = ["FewValues"]

_MOST = 256


@dataclass(frozen=True, eq=False)
class FewValues:
    """It is indexed as the matrix itself is and gives the same values, in an eighth of the memory.

    Attributes
    ----------
    numbers
        Number of the value of each cell, of the shape of the matrix; uint8.
    values
        The different values, ascending; float64.
    """

    numbers: np.ndarray
    values: np.ndarray

    @classmethod
    def of(cls, matrix: np.ndarray) -> FewValues:
        """Keep a matrix.

        Raises
        ------
        ModelError
            When it has more different values than a byte can count.
        """
        values, numbers = np.unique(np.asarray(matrix, dtype=float), return_inverse=True)
        if len(values) > _MOST:
            raise ModelError(
                "A matrix has too many different values to be kept as bytes",
                seen=f"{len(values)} values",
                todo=f"Keep it as it is: {_MOST} is the most.",
            )
        return cls(numbers.reshape(np.shape(matrix)).astype(np.uint8), values)

    @property
    def shape(self) -> tuple[int, ...]:
        """Of the matrix."""
        return self.numbers.shape

    def __getitem__(self, key: Any) -> Any:
        return self.values[self.numbers[key]]

    def __repr__(self) -> str:
        return f"FewValues({self.shape}, {len(self.values)} values)"
