"""A catalog whose clusters we made ourselves.

Six groups of twenty occupations: three pairs, each pair sharing half of its profile, so that the truth
has three broad and six fine groups. Bridges mix the profiles of two groups in a known share.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from careerclusters.catalog import Catalog
from careerclusters.clustering import Level, Params

DOMAINS = {"skills": "2.A", "knowledge": "2.C", "activities": "4.A"}
LEVELS = (Level("broad", 3, 3), Level("fine", 6, 6))
GROUPS, EACH, WIDTH = 6, 20, 24
UNRATED = "99-9999.00"


def planted(*, seed: int = 0, noise: float = 0.5, bridges: tuple[float, ...] = (), is_shuffled: bool = False):
    """The catalog, the true group of each occupation, and the codes of the bridges.

    `bridges` holds shares: 0.7 makes an occupation that is 70 % like group 0 and 30 % like group 3.
    """
    rng = np.random.default_rng(seed)
    profiles = {}
    for domain in DOMAINS:
        shared = np.repeat(rng.normal(size=(GROUPS // 2, WIDTH)), 2, axis=0)
        profiles[domain] = 0.8 * shared + 0.7 * rng.normal(size=(GROUPS, WIDTH))
    mixes = [np.eye(GROUPS)[group] for group in range(GROUPS) for _ in range(EACH)]
    truth = [group for group in range(GROUPS) for _ in range(EACH)]
    for share in bridges:
        mixes.append(share * np.eye(GROUPS)[0] + (1 - share) * np.eye(GROUPS)[3])
        truth.append(0 if share >= 0.5 else 3)
    codes = [f"{10 + number // 30:02d}-{1000 + number:04d}.00" for number in range(len(mixes))]
    ratings = []
    for domain, stem in DOMAINS.items():
        centre = np.array(mixes) @ profiles[domain]
        for scale, middle, spread in (("IM", 3.0, 0.5), ("LV", 3.5, 0.8)):
            values = middle + spread * (centre + noise * rng.normal(size=centre.shape))
            for row, code in enumerate(codes):
                for column in range(WIDTH):
                    element = f"{stem}.{column + 1}"
                    ratings.append((code, element, scale, float(values[row, column]), 20, 0.1))
    frame = pl.DataFrame(
        ratings,
        schema={
            "code_onet": pl.String, "element_id": pl.String, "scale_id": pl.String,
            "value": pl.Float32, "n": pl.UInt16, "standard_error": pl.Float32,
        },
        orient="row",
    )  # fmt: skip
    titles = [f"Planted worker {group} number {number}" for number, group in enumerate(truth)]
    occupations = pl.DataFrame(
        {
            "code_onet": [*codes, UNRATED],
            "title": [*titles, "Planted worker, all other"],
            "code_soc2018": [code[:7] for code in (*codes, UNRATED)],
            "is_rated": [True] * len(codes) + [False],
            "is_residual": [False] * len(codes) + [True],
        }
    )
    elements = pl.DataFrame(
        [
            (f"{stem}.{column + 1}", f"{domain} element {column + 1}", domain)
            for domain, stem in DOMAINS.items()
            for column in range(WIDTH)
        ],
        schema=["element_id", "element_name", "domain"],
        orient="row",
    )
    words = np.zeros((len(codes) + 1, 100), dtype=np.float32)
    words[np.arange(len(codes)), np.array(truth)] = 1.0
    words[: len(codes), 10:] = rng.normal(scale=0.02, size=(len(codes), 90))
    words[-1, 2] = 1.0  # the unrated one is called what group 2 is called
    vectors = pl.DataFrame(
        {"code_onet": [*codes, UNRATED], "kind": "titles", "vector": words},
        schema_overrides={"vector": pl.Array(pl.Float32, 100)},
    )
    tables = {"occupations": occupations, "elements": elements, "ratings": frame, "text_vectors": vectors}
    if is_shuffled:
        tables = {name: table.sample(fraction=1.0, shuffle=True, seed=5) for name, table in tables.items()}
    catalog = Catalog.from_tables(tables)
    return catalog, dict(zip(codes, truth, strict=True)), codes[GROUPS * EACH :]


def params(**changes: object) -> Params:
    """Quick settings for the planted catalog."""
    settings: dict[str, object] = {
        "weights": dict.fromkeys(DOMAINS, 1.0),
        "levels": LEVELS,
        "runs": 32,
        "neighbours_low": 18,
        "neighbours_high": 32,
    }
    return Params(**{**settings, **changes})
