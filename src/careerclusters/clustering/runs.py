"""Resampled runs: the same clustering on data that might as well have been collected.

Each run draws elements with replacement, moves ratings by their own standard errors, draws a
number of neighbours and a resolution per level, and clusters again. What survives is not chance.
Runs go to threads: nearly all of their time is spent in libraries that let go of the interpreter's lock.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypedDict

import numpy as np

from careerclusters.clustering.graph import nearest
from careerclusters.clustering.leiden import as_links, leiden

__all__ = ["Blocks", "Disturbed", "Runs", "calibrate", "processors", "run_many"]

CHUNK = 10
GRAPHS = 6  # that the resolutions are found on
LOWEST, HIGHEST, STEP = 0.3, 200.0, 1.4  # what is tried to find them
COMPANY = 15  # neighbours that count towards memberships


@dataclass(frozen=True)
class Blocks:
    """The fused views as plain arrays.

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


class Disturbed(TypedDict):
    """How data are drawn again; see `run_many`."""

    seed: int
    neighbours: tuple[int, int]
    is_resampled: bool
    is_perturbed: bool


class _Job(Disturbed):
    resolutions: tuple[float, ...]


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
    """Do `runs` runs, spread over `workers` threads.

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
        Threads; default: the processors this process may use.
    progress
        Called with (runs done, runs in all).
    """
    from threadpoolctl import threadpool_limits

    job: _Job = {
        "resolutions": tuple(resolutions),
        "seed": seed,
        "neighbours": neighbours,
        "is_resampled": is_resampled,
        "is_perturbed": is_perturbed,
    }
    chunks = [range(start, min(start + CHUNK, runs)) for start in range(0, runs, CHUNK)]
    workers = min(workers or processors(), len(chunks))
    labels: list[np.ndarray] = []
    company = np.zeros((blocks.n, blocks.n), dtype=np.float32)
    with threadpool_limits(limits=1):
        for chunk, (own, near) in zip(chunks, _results(blocks, job, chunks, workers), strict=True):
            labels.append(own)
            company += near
            if progress is not None:
                progress(chunk.stop, runs)
    return Runs(labels=np.concatenate(labels, axis=1), company=company / np.float32(runs))


def processors() -> int:
    """How many processors this process may use; where the system can't say, how many there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 2


def calibrate(
    blocks: Blocks,
    *,
    targets: Sequence[int],
    seed: int,
    neighbours: tuple[int, int],
    is_resampled: bool = True,
    is_perturbed: bool = True,
) -> tuple[float, ...]:
    """Resolution per level at which runs fall into about `targets` clusters.

    A few graphs are drawn as those of the runs are, and clustered at resolutions from LOWEST to HIGHEST, each
    STEP times the one before, until they have more clusters than any level aims at. In between, the
    logarithm of their mean number of clusters is taken to be straight in the logarithm of the resolution.
    """
    from threadpoolctl import threadpool_limits

    disturbed: Disturbed = {
        "seed": seed,
        "neighbours": neighbours,
        "is_resampled": is_resampled,
        "is_perturbed": is_perturbed,
    }
    tried: list[float] = []
    counts: list[float] = []
    resolution = LOWEST
    with threadpool_limits(limits=1):
        graphs = []
        for number in range(GRAPHS):
            near, k = _neighbours(blocks, disturbed, np.random.default_rng([seed, number, GRAPHS]))
            graphs.append(as_links(near[:, :k]))
        while resolution < HIGHEST and (not counts or counts[-1] <= max(targets)):
            found = [int(leiden(links, resolution=resolution, seed=1).max()) + 1 for links in graphs]
            tried.append(resolution)
            counts.append(max([float(np.mean(found)), *counts[-1:]]))
            resolution *= STEP
    wanted = np.log(np.array(targets, dtype=float))
    return tuple(float(value) for value in np.exp(np.interp(wanted, np.log(counts), np.log(tried))))


def _results(
    blocks: Blocks, job: _Job, chunks: list[range], workers: int
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    if workers <= 1:
        for chunk in chunks:
            yield _chunk(blocks, job, chunk)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(workers) as pool:
        waiting = deque(pool.submit(_chunk, blocks, job, chunk) for chunk in chunks[: 2 * workers])
        for chunk in chunks[2 * workers :]:  # few at a time: each holds a matrix of all pairs
            yield waiting.popleft().result()
            waiting.append(pool.submit(_chunk, blocks, job, chunk))
        while waiting:
            yield waiting.popleft().result()


def _chunk(blocks: Blocks, job: _Job, chunk: range) -> tuple[np.ndarray, np.ndarray]:
    n, levels = blocks.n, len(job["resolutions"])
    labels = np.empty((levels, len(chunk), n), dtype=np.int16)
    company = np.zeros((n, n), dtype=np.float32)
    rows = np.arange(n)[:, None]
    for position, run in enumerate(chunk):
        rng = np.random.default_rng([job["seed"], run])
        near, k = _neighbours(blocks, job, rng)
        links = as_links(near[:, :k])
        for level, resolution in enumerate(job["resolutions"]):
            drawn = resolution * float(np.exp(rng.uniform(np.log(0.9), np.log(1 / 0.9))))
            seed = int(rng.integers(2**31))
            labels[level, position] = leiden(links, resolution=drawn, seed=seed)
        count = min(COMPANY, near.shape[1])
        weight = np.arange(count, 0, -1, dtype=np.float32)
        company[rows, near[:, :count]] += weight / weight.sum()
    return labels, company


def _neighbours(blocks: Blocks, how: Disturbed, rng: np.random.Generator) -> tuple[np.ndarray, int]:
    """Nearest others in data drawn again, at least COMPANY, and how many of them are joined."""
    values, draws = _resample(blocks, rng, how["is_resampled"], how["is_perturbed"])
    k = int(rng.integers(how["neighbours"][0], how["neighbours"][1] + 1))
    return nearest(_similarity(blocks, values, draws), max(k, COMPANY)), k


def _resample(
    blocks: Blocks, rng: np.random.Generator, is_resampled: bool, is_perturbed: bool
) -> tuple[tuple[np.ndarray, ...], tuple[np.ndarray, ...] | None]:
    values = []
    for block, errors in zip(blocks.values, blocks.errors, strict=True):
        if is_perturbed and errors is not None:
            moved = rng.standard_normal(block.shape, dtype=np.float32)
            moved *= errors
            moved += block
            block = moved
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
            block = block[:, kept]
            block *= draws[index][kept]
        length = np.sqrt(np.einsum("ij,ij->i", block, block))
        usable = blocks.has_row[index] & (length > 1e-9)
        scale = np.where(usable, blocks.scale[index] / np.maximum(length, 1e-9), 0.0).astype(np.float32)
        parts.append(block * scale[:, None])
    joined = np.hstack(parts)
    similarity = joined @ joined.T
    if blocks.coverage is not None:
        similarity /= blocks.coverage
    return similarity
