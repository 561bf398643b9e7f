"""Who belongs: the membership table, typical members and surprising ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from careerclusters.clustering.evidence import EVIDENCE_SCHEMA

__all__ = ["LEAST_SHARE", "membership_rows", "notable"]

LEAST_SHARE = 0.005
_SCHEMA = {
    "code_onet": pl.String,
    "level": pl.String,
    "cluster_id": pl.String,
    "membership_share": pl.Float64,
    "is_primary": pl.Boolean,
    "role": pl.String,
    "stability_share": pl.Float64,
    "is_placed": pl.Boolean,
}


def membership_rows(
    codes: Sequence[str],
    *,
    membership: np.ndarray,
    labels: np.ndarray,
    level: str,
    ids: Sequence[str],
    role: Sequence[str],
    stability: np.ndarray,
    is_placed: bool,
) -> pl.DataFrame:
    """Long table of memberships; shares below 0.5 % are dropped and the rest made to sum to 1.

    Role and stability stand on the primary row; null on the others.
    """
    kept = np.where(membership >= LEAST_SHARE, membership, 0.0)
    rows = np.arange(len(codes))
    kept[rows, labels] = np.maximum(kept[rows, labels], membership[rows, labels])
    kept = kept / kept.sum(axis=1, keepdims=True)
    rounded = np.round(kept, 4)
    rounded[rows, labels] = np.round(rounded[rows, labels] + 1.0 - rounded.sum(axis=1), 4)
    most = rounded.argmax(axis=1)  # what rounding put above the primary by a ten-thousandth changes places
    above = rounded[rows, most] > rounded[rows, labels]
    rounded[rows[above], labels[above]], rounded[rows[above], most[above]] = (
        rounded[rows[above], most[above]],
        rounded[rows[above], labels[above]],
    )
    where, which = np.nonzero((rounded > 0) | (np.arange(membership.shape[1])[None] == labels[:, None]))
    is_primary = labels[where] == which
    return pl.DataFrame(
        {
            "code_onet": [codes[int(i)] for i in where],
            "level": [level] * len(where),
            "cluster_id": [ids[int(j)] for j in which],
            "membership_share": rounded[where, which],
            "is_primary": is_primary,
            "role": [str(role[int(i)]) if own else None for i, own in zip(where, is_primary, strict=True)],
            "stability_share": [
                round(float(stability[i]), 4) if own else None
                for i, own in zip(where, is_primary, strict=True)
            ],
            "is_placed": [is_placed] * len(where),
        },
        schema=_SCHEMA,
    )


def notable(
    codes: Sequence[str],
    titles: Sequence[str],
    *,
    membership: np.ndarray,
    labels: np.ndarray,
    company: np.ndarray,
    level: str,
    ids: Sequence[str],
    count: int = 5,
) -> pl.DataFrame:
    """Typical and surprising members of each cluster, as `EVIDENCE_SCHEMA`.

    Typical: often among the nearest of the other members, and at home. Surprising: at home too, but
    from a SOC major group that few other members come from; `value` is the membership share and
    `contrast` the share of members from the same major group.
    """
    rows = []
    major = np.array([code[:2] for code in codes])
    for cluster, cluster_id in enumerate(ids):
        members = [int(row) for row in np.flatnonzero(labels == cluster)]
        own = membership[members, cluster]
        called = company[np.ix_(members, members)].sum(axis=0)
        typical = sorted(
            range(len(members)),
            key=lambda i: (-round(float(own[i] * (0.2 + called[i])), 6), codes[members[i]]),
        )
        same = np.array([(major[members] == major[here]).mean() for here in members])
        odd = sorted(
            (i for i in range(len(members)) if own[i] >= 0.5 and same[i] <= 0.15),
            key=lambda i: (-round(float(own[i] * (1 - same[i])), 6), codes[members[i]]),
        )
        for kind, order, contrast in (("typical", typical, called), ("surprising", odd, same)):
            for rank, i in enumerate(order[:count], start=1):
                here = members[i]
                what = (codes[here], titles[here], "occupation")
                rows.append((level, cluster_id, kind, rank, *what, float(own[i]), float(contrast[i])))
    return pl.DataFrame(rows, schema=EVIDENCE_SCHEMA, orient="row")
