"""A bin of its own for military occupations, said to be one.

The ratings leave the armed forces out, and their titles resemble civil ones by accident: crews of
armoured vehicles are no railway staff. So they are set apart by their codes at every level, and what is
said of them is which civil occupations their titles and tasks come nearest to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from careerclusters.clustering.evidence import EVIDENCE_SCHEMA
from careerclusters.clustering.place import Placement
from careerclusters.language import ENGLISH, speaking
from careerclusters.present import counted

__all__ = ["CODES", "NAMES", "set_apart"]

CODES = "55-"
NAMES = ("Armed forces", "Military service", "Military", "Military occupations")
_EXAMPLES, _NEAREST = 5, 6

Tables = tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]


def set_apart(
    tables: Tables,
    bins: Sequence[tuple[str, str]],
    *,
    kin: Placement,
    titles: Mapping[str, str],
    codes: Sequence[str],
) -> Tables:
    """Clusters, memberships and evidence with one more cluster per level that holds `codes` whole.

    Parameters
    ----------
    tables
        The three tables as in `Clustering`.
    bins
        Letter of the ids and name of each level, broad to fine.
    kin
        Company of `codes` among the fitted occupations.
    titles
        Title by code.
    codes
        The military occupations.
    """
    clusters, memberships, evidence = tables
    fitted = kin.fitted
    near = (
        [fitted[at] for at in np.argsort(-kin.company.sum(axis=0), kind="stable")[:_NEAREST]]
        if kin.codes
        else []
    )
    with speaking(ENGLISH):  # it is saved with the clustering
        count = counted(len(codes), "military occupation")
    description = f"{count}, set apart by their codes and not found in the data: the ratings leave them out."
    if near:
        named = "; ".join(titles[code] for code in near)
        description += f" The civil work nearest by titles and tasks: {named}."
    frames, marks, rows = [clusters], [], []
    parent: str | None = None
    for position, (letter, level) in enumerate(bins):
        number = clusters.filter(pl.col("level") == level).height + 1
        cluster_id = f"{letter}{number:02d}"
        frames.append(
            pl.DataFrame(
                {
                    "level": [level],
                    "cluster_id": [cluster_id],
                    "name": [NAMES[position % len(NAMES)]],
                    "parent_id": [parent],
                    "n_occupations": [len(codes)],
                    "stability_share": [1.0],
                    "description": [description],
                    "name_coverage_share": [1.0],
                },
                schema=clusters.schema,
            )
        )
        rows += [(code, level, cluster_id, 1.0, True, "placed", 1.0, True) for code in codes]
        marks += [
            (level, cluster_id, "typical", rank, code, titles[code], "occupation", 1.0, 0.0)
            for rank, code in enumerate(codes[:_EXAMPLES], start=1)
        ]
        marks += [
            (level, cluster_id, "nearest_civil", rank, code, titles[code], "occupation", 0.0, 0.0)
            for rank, code in enumerate(near, start=1)
        ]
        parent = cluster_id
    order = {level: place for place, (_, level) in enumerate(bins)}
    joined = pl.concat(frames).sort(
        pl.col("level").replace_strict(order, return_dtype=pl.Int8), "cluster_id", maintain_order=True
    )
    return (
        joined,
        pl.concat([memberships, pl.DataFrame(rows, schema=memberships.schema, orient="row")]),
        pl.concat(
            [evidence, pl.DataFrame(marks, schema=EVIDENCE_SCHEMA, orient="row").cast(evidence.schema)]
        ),
    )
