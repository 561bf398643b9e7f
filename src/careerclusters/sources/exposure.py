"""Two published measures of how much language models bear on an occupation.

They answer different questions and were made from different things, so they are read into two
tables and never averaged.

Quirks
- Eloundou and others (2023, "GPTs are GPTs"): for each O*NET task, could a language model, alone or
  with software built on it, halve the time at equal quality? People and a model labelled the tasks
  apart (`human_*`, `dv_*`). Per occupation: alpha counts tasks that the model alone speeds up, beta
  adds half of those that need further software, gamma adds all of them. Codes are O*NET-SOC and all
  are in the 2019 taxonomy; no measure exists for occupations without rated tasks.
- Microsoft (2025, "Working with AI"): how far the activities that people brought to one chat
  assistant in 2024 overlap with the occupation's activities, weighted by completion and scope.
  Codes are SOC 2018 with the twelve combined codes of OEWS; see `_labour_codes`.
- Neither says whether jobs will be lost or changed. A 0 in the first is a measured 0.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from careerclusters.sources._bounds import read_bounded
from careerclusters.sources._labour_codes import spread
from careerclusters.sources._sheets import expect_columns, release_file
from careerclusters.sources._text import read_plain_csv

__all__ = ["read_exposure_applicability", "read_exposure_tasks"]

TASKS = "ai_exposure/gpts_are_gpts_occ_level.csv"
APPLICABILITY = "ai_exposure/microsoft_ai_applicability.csv"

_LABELLERS = {"human": "human_rating", "model": "dv_rating"}
_DEGREES = ("alpha", "beta", "gamma")


def read_exposure_tasks(folder: Path) -> pl.DataFrame:
    """Share of tasks that a language model could speed up, by labeller and degree, per O*NET code."""
    raw = read_plain_csv(read_bounded(release_file(folder, TASKS)), file=TASKS)
    columns = {
        f"exposure_{who}_{degree}_share": f"{prefix}_{degree}"
        for who, prefix in _LABELLERS.items()
        for degree in _DEGREES
    }
    expect_columns(raw, ("O*NET-SOC Code", *columns.values()), where=TASKS)
    return raw.select(
        pl.col("O*NET-SOC Code").str.strip_chars().alias("code_onet"),
        *(pl.col(column).cast(pl.Float64).round(6).alias(name) for name, column in columns.items()),
    ).sort("code_onet")


def read_exposure_applicability(folder: Path) -> pl.DataFrame:
    """Overlap of an occupation's activities with what people use a chat assistant for, per SOC code."""
    raw = read_plain_csv(read_bounded(release_file(folder, APPLICABILITY)), file=APPLICABILITY)
    expect_columns(raw, ("SOC Code", "ai_applicability_score"), where=APPLICABILITY)
    frame = raw.select(
        code_published=pl.col("SOC Code").str.strip_chars(),
        applicability_score=pl.col("ai_applicability_score").cast(pl.Float64).round(6),
    )
    return spread(frame).sort("code_soc2018")
