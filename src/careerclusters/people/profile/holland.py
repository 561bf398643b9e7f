"""Holland's six themes of occupations and clusters."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.people.profile.instruments import THEME_NAMES
from careerclusters.people.profile.theme_model import THEMES

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.clustering import Clustering

__all__ = ["theme_profiles", "top_themes"]

_SCALE = "OI"


def theme_profiles(catalog: Catalog, clustering: Clustering | None = None) -> pl.DataFrame:
    """Six themes on the scale 1–7 for every occupation, or with a clustering for every cluster.

    Parameters
    ----------
    clustering
        Gives clusters: means over occupations weighted by membership.

    Returns
    -------
    One row per occupation (`code_onet`, `title`) or cluster (`level`, `cluster_id`, `name`), the columns
    R, I, A, S, E, C, and `code`: the three highest themes in order; those within 0.25 of the one before
    are joined by a slash, such as "S/A I".
    """
    codes, _, themes = catalog.matrix("interests", scale_id=_SCALE)
    if clustering is None:
        rows = [{"code_onet": code, "title": catalog.title(code)} for code in codes]
        return _frame(rows, themes)
    place = {code: at for at, code in enumerate(codes)}
    rows, means = [], []
    for cluster in clustering.clusters.iter_rows(named=True):
        inside = clustering.memberships.filter(pl.col("cluster_id") == cluster["cluster_id"])
        pairs = [
            (place[code], share)
            for code, share in inside.select("code_onet", "membership_share").iter_rows()
            if code in place
        ]
        at, share = np.array([p for p, _ in pairs]), np.array([s for _, s in pairs])
        means.append((themes[at] * share[:, None]).sum(axis=0) / share.sum() if pairs else np.full(6, np.nan))
        rows.append({name: cluster[name] for name in ("level", "cluster_id", "name")})
    return _frame(rows, np.array(means))


def top_themes(themes: np.ndarray, *, count: int = 3, tie: float = 0.25) -> str | None:
    """The highest themes in order, ties joined by a slash: "S/A I"; None without figures."""
    if np.isnan(themes).any():
        return None
    order = np.argsort(-themes, kind="stable")[:count]
    text = THEMES[order[0]]
    for before, at in pairwise(order):
        text += ("/" if themes[before] - themes[at] < tie else " ") + THEMES[at]
    return text


def _frame(rows: list[dict[str, str]], themes: np.ndarray) -> pl.DataFrame:
    figures = {name: pl.Series(themes[:, at].round(2)).fill_nan(None) for at, name in enumerate(THEME_NAMES)}
    codes = pl.Series([top_themes(row) for row in themes], dtype=pl.String)
    return pl.DataFrame(rows).with_columns(**figures, code=codes)
