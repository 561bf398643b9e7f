"""How far two partitions say the same, corrected for chance: adjusted mutual information and Rand index.

Both are as in Vinh, Epps and Bailey (2010), doi:10.5555/1756006.1953024, and Hubert and Arabie (1985),
doi:10.1007/BF01908075; the mean of the two entropies is the norm. 0 is what chance would give, 1 the same.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

__all__ = ["mutual_information", "rand_index"]


def mutual_information(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Adjusted mutual information of two labellings of the same things, at most 1."""
    table, rows, columns = _table(first, second)
    n = int(table.sum())
    if n == 0 or (len(rows) == 1 and len(columns) == 1) or (len(rows) == len(columns) == n):
        return 1.0
    at = np.nonzero(table)
    shared = table[at]
    shared_information = float(
        (shared / n * (np.log(shared) + np.log(n) - np.log(rows[at[0]]) - np.log(columns[at[1]]))).sum()
    )
    by_chance = _expected(rows, columns, n)
    most = (_entropy(rows, n) + _entropy(columns, n)) / 2
    room = most - by_chance
    tiny = float(np.finfo(float).eps)
    return (shared_information - by_chance) / (min(room, -tiny) if room < 0 else max(room, tiny))


def rand_index(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Adjusted Rand index of two labellings of the same things, at most 1."""
    table, rows, columns = _table(first, second)
    pairs, in_rows, in_columns = (_pairs(counts) for counts in (table.ravel(), rows, columns))
    every = _pairs(np.array([table.sum()]))
    by_chance = in_rows * in_columns / every if every else 0.0
    most = (in_rows + in_columns) / 2
    return 1.0 if most == by_chance else (pairs - by_chance) / (most - by_chance)


def _table(
    first: Sequence[Hashable], second: Sequence[Hashable]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Counts of pairs of labels, of the first and of the second."""
    a, b = ({label: at for at, label in enumerate(dict.fromkeys(labels))} for labels in (first, second))
    table = np.zeros((len(a), len(b)), dtype=np.int64)
    for one, other in zip(first, second, strict=True):
        table[a[one], b[other]] += 1
    return table, table.sum(axis=1), table.sum(axis=0)


def _entropy(counts: np.ndarray, n: int) -> float:
    share = counts[counts > 0] / n
    return float(-(share * np.log(share)).sum())


def _pairs(counts: np.ndarray) -> float:
    return float((counts * (counts - 1) // 2).sum())


def _expected(rows: np.ndarray, columns: np.ndarray, n: int) -> float:
    """Mutual information that labels of these sizes have by chance (hypergeometric)."""
    log_factorial = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, n + 1)))])
    total = 0.0
    for a in rows.tolist():
        for b in columns.tolist():
            shared = np.arange(max(1, a + b - n), min(a, b) + 1)
            weight = (
                log_factorial[a]
                + log_factorial[b]
                + log_factorial[n - a]
                + log_factorial[n - b]
                - log_factorial[n]
                - log_factorial[shared]
                - log_factorial[a - shared]
                - log_factorial[b - shared]
                - log_factorial[n - a - b + shared]
            )
            gain = shared / n * (np.log(n) + np.log(shared) - np.log(a) - np.log(b))
            total += float((gain * np.exp(weight)).sum())
    return total
