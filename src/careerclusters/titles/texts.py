"""Many short texts in one block of bytes, so that a saved index opens without reading them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from careerclusters.results import Value

__all__ = ["Texts"]


@dataclass(frozen=True, eq=False, repr=False)
class Texts(Value):
    """Texts by number.

    Attributes
    ----------
    block
        All of them in UTF-8, one after another; of dtype uint8.
    starts
        Where each starts, and at last where the block ends; of shape (n_texts + 1,).
    """

    block: np.ndarray
    starts: np.ndarray

    @classmethod
    def of(cls, texts: Iterable[str]) -> Texts:
        """Keep these texts in their order."""
        encoded = [text.encode() for text in texts]
        starts = np.zeros(len(encoded) + 1, dtype=np.int64)
        np.cumsum([len(text) for text in encoded], out=starts[1:])
        return cls(np.frombuffer(b"".join(encoded), dtype=np.uint8), starts)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> str:
        start, end = self.starts[number], self.starts[number + 1]
        return self.block[start:end].tobytes().decode()

    def __repr__(self) -> str:
        return f"Texts({len(self):,})"
