"""Texts of occupations as short vectors of numbers: word weights, reduced, always with the same signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from careerclusters.schema import TABLES
from careerclusters.schema.text import DIMENSIONS

__all__ = ["text_vectors"]


def text_vectors(tables: Mapping[str, pl.DataFrame], tasks: pl.DataFrame | None) -> pl.DataFrame:
    """Table `text_vectors` from titles and, when there are any, task statements.

    Words and pairs of words are weighted by TF-IDF, with the logarithm of their count, and reduced by
    truncated SVD. Each direction is turned so that the word with the largest weight counts as
    positive, and values are rounded to half precision: the same texts always give the same bytes.

    Parameters
    ----------
    tables
        Needs `occupations`; `alternate_titles` is used when present.
    tasks
        Columns `code_onet` and `task`; None when the release has none.
    """
    occupations = tables["occupations"].select("code_onet", text="title")
    others = tables.get("alternate_titles")
    titles = [occupations]
    if others is not None:
        titles.append(others.select("code_onet", text="title"))
    frames = [_vectors(pl.concat(titles), "titles")]
    if tasks is not None:
        frames.append(_vectors(tasks.select("code_onet", text="task"), "tasks"))
    table = TABLES["text_vectors"]
    return pl.concat(frames).cast(pl.Schema(table.dtypes)).sort(table.key)


def _vectors(texts: pl.DataFrame, kind: str) -> pl.DataFrame:
    """One row per occupation that has a text, ordered by code."""
    whole = (
        texts.group_by("code_onet", maintain_order=True)
        .agg(pl.col("text").str.join(" \n "))
        .sort("code_onet")
    )
    reduced = _reduced(whole["text"].to_list())
    vector = pl.Series("vector", reduced, dtype=pl.Array(pl.Float32, DIMENSIONS))
    return whole.select("code_onet").with_columns(pl.lit(kind).alias("kind"), vector)


def _reduced(texts: Sequence[str]) -> np.ndarray:
    """float32, shape (n_texts, DIMENSIONS); directions that the texts can't fill are 0."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from threadpoolctl import threadpool_limits

    weights = TfidfVectorizer(
        ngram_range=(1, 2), min_df=2 if len(texts) > 20 else 1, sublinear_tf=True, stop_words="english"
    )
    counted = weights.fit_transform(texts)
    size = min(DIMENSIONS, min(counted.shape) - 1)
    vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    if size < 1:
        return vectors
    with threadpool_limits(limits=1):
        model = TruncatedSVD(size, algorithm="randomized", n_iter=12, random_state=0)
        found = model.fit_transform(counted)
    strongest = np.abs(model.components_).argmax(axis=1)
    signs = np.sign(model.components_[np.arange(size), strongest])
    vectors[:, :size] = found * signs
    return vectors.astype(np.float16).astype(np.float32) + 0.0
