"""Resampled runs: the same clustering on data that might as well have been collected.

Each run draws elements with replacement, moves ratings by their own standard errors, draws a
number of neighbours and a resolution per level, and clusters anew. What survives is not chance.
Runs go to worker processes because the Leiden library holds the interpreter's lock.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TypedDict

import numpy as np

from careerclusters.clustering.graph import edges, nearest
from careerclusters.clustering.leiden import as_pairs, leiden

__all__ = ["Blocks", "Runs", "calibrate", "run_many"]

CHUNK = 20
COMPANY = 15  # neighbours that count towards memberships


@dataclass(frozen=True)
class Blocks:
    """The fused views as plain arrays, small enough to send to a worker.

    `values`, `errors` (or None) and `scale` (root of weight over spread) stand per view;
    `has_row` per view and occupation; `coverage` divides the fused similarity, or is None.
    """

    values: tuple[np.ndarray, ...]
    errors: tuple[np.ndarray | None, ...]
    has_row: tuple[np.ndarray, ...]
    scale: tuple[float, ...]
    coverage: np.ndarray | None

    @property
    def n(self) -> int:
        return len(self.values[0])


@dataclass(frozen=True)
class Runs:
    """What the runs found.

    Attributes
    ----------
    labels
        int16, shape (n_scales, n_runs, n_occupations).
    company
        float32, shape (n_occupations, n_occupations): average share that each other occupation
        has among one's nearest, nearer ones weighing more; rows sum to 1.
    """

    labels: np.ndarray
    company: np.ndarray


class Job(TypedDict):
    """What every run of a job shares; see `run_many`."""

    resolutions: tuple[float, ...]
    seed: int
    neighbours: tuple[int, int]
    is_resampled: bool
    is_perturbed: bool


def run_many(
    blocks: Blocks,
    *,
    resolutions: Sequence[float],
    runs: int,
    seed: int,
    neighbours: tuple[int, int],
    is_resampled: bool = True,
    is_perturbed: bool = True,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Runs:
    """Do `runs` runs, spread over `workers` processes.

    The result depends on the seed only, not on the number of workers: run r draws from its own
    stream, and sums are taken over fixed chunks in order.

    Parameters
    ----------
    blocks
        From the fused views.
    resolutions
        One per scale, from `calibrate`; each run draws around it (factor 0.9 to 1.11).
    runs, seed
        Number of runs; seed of all of them.
    neighbours
        Lowest and highest number of neighbours, inclusive.
    is_resampled, is_perturbed
        Switch off drawing elements or moving ratings.
    workers
        Processes; default: the processors this process may use. 1 stays in this process.
    progress
        Called with (runs done, runs in all).
    """
    job: Job = {
        "resolutions": tuple(resolutions),
        "seed": seed,
        "neighbours": neighbours,
        "is_resampled": is_resampled,
        "is_perturbed": is_perturbed,
    }
    chunks = [range(start, min(start + CHUNK, runs)) for start in range(0, runs, CHUNK)]
    workers = min(workers or _processors(), len(chunks))
    labels: list[np.ndarray] = []
    company = np.zeros((blocks.n, blocks.n), dtype=np.float32)
    for done, (own, near) in enumerate(_results(blocks, job, chunks, workers), start=1):
        labels.append(own)
        company += near
        if progress is not None:
            progress(min(done * CHUNK, runs), runs)
    return Runs(labels=np.concatenate(labels, axis=1), company=company / np.float32(runs))


def _processors() -> int:
    """How many processors this process may use; where the system can't say, how many there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 2


def calibrate(blocks: Blocks, *, targets: Sequence[int], neighbours: int) -> tuple[float, ...]:
    """Resolution per level at which the undisturbed graph falls into about `targets` clusters."""
    pairs = as_pairs(edges(nearest(_similarity(blocks, blocks.values, None), neighbours)))

    @cache
    def count_at(middle: float) -> int:
        resolution = float(np.exp(middle))
        return int(leiden(pairs, blocks.n, resolution=resolution, seed=1, iterations=3).max()) + 1

    resolutions = []
    for target in targets:
        low, high = float(np.log(0.05)), float(np.log(200.0))
        for _ in range(11):
            middle = (low + high) / 2
            low, high = (middle, high) if count_at(middle) < target else (low, middle)
        resolutions.append(float(np.exp((low + high) / 2)))
    return tuple(resolutions)


def _results(
    blocks: Blocks, job: Job, chunks: list[range], workers: int
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    if workers <= 1:
        for chunk in chunks:
            yield _chunk(blocks, job, chunk)
        return
    from joblib import Parallel, delayed

    pool = Parallel(n_jobs=workers, backend="loky", return_as="generator", pre_dispatch="2*n_jobs")
    yield from pool(delayed(_chunk)(blocks, job, chunk) for chunk in chunks)


def _chunk(blocks: Blocks, job: Job, chunk: range) -> tuple[np.ndarray, np.ndarray]:
    from threadpoolctl import threadpool_limits

    n, levels = blocks.n, len(job["resolutions"])
    labels = np.empty((levels, len(chunk), n), dtype=np.int16)
    company = np.zeros((n, n), dtype=np.float32)
    rows = np.arange(n)[:, None]
    with threadpool_limits(limits=1), _no_collection():
        for position, run in enumerate(chunk):
            rng = np.random.default_rng([job["seed"], run])
            values, draws = _resample(blocks, rng, job["is_resampled"], job["is_perturbed"])
            k = int(rng.integers(job["neighbours"][0], job["neighbours"][1] + 1))
            near = nearest(_similarity(blocks, values, draws), max(k, COMPANY))
            pairs = as_pairs(edges(near[:, :k]))
            for level, resolution in enumerate(job["resolutions"]):
                drawn = resolution * float(np.exp(rng.uniform(np.log(0.9), np.log(1 / 0.9))))
                seed = int(rng.integers(2**31))
                labels[level, position] = leiden(pairs, n, resolution=drawn, seed=seed)
            count = min(COMPANY, near.shape[1])
            weight = np.arange(count, 0, -1, dtype=np.float32)
            company[rows, near[:, :count]] += weight / weight.sum()
    return labels, company


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the collector of cycles: lists of edges are large, and there are no cycles to be found."""
    import gc

    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _resample(
    blocks: Blocks, rng: np.random.Generator, is_resampled: bool, is_perturbed: bool
) -> tuple[tuple[np.ndarray, ...], tuple[np.ndarray, ...] | None]:
    values = []
    for block, errors in zip(blocks.values, blocks.errors, strict=True):
        if is_perturbed and errors is not None:
            block = block + errors * rng.standard_normal(block.shape, dtype=np.float32)
        values.append(block)
    if not is_resampled:
        return tuple(values), None
    draws = []
    for block in values:
        m = block.shape[1]
        draws.append(np.sqrt(rng.multinomial(m, np.full(m, 1.0 / m))).astype(np.float32))
    return tuple(values), tuple(draws)


def _similarity(
    blocks: Blocks, values: Sequence[np.ndarray], draws: Sequence[np.ndarray] | None
) -> np.ndarray:
    parts = []
    for index, block in enumerate(values):
        if draws is not None:
            kept = draws[index] > 0
            block = block[:, kept] * draws[index][kept]
        length = np.sqrt(np.einsum("ij,ij->i", block, block))
        usable = blocks.has_row[index] & (length > 1e-9)
        scale = np.where(usable, blocks.scale[index] / np.maximum(length, 1e-9), 0.0).astype(np.float32)
        parts.append(block * scale[:, None])
    joined = np.hstack(parts)
    similarity = joined @ joined.T
    return similarity if blocks.coverage is None else similarity / blocks.coverage
