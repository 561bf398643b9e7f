"""The usual way into each occupation of a catalog, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from careerclusters.errors import UnknownError
from careerclusters.words.preparation import Preparation, preparation

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["preparation_of", "preparations"]

_ASKED = ("education", "training", "experience")


def preparations(catalog: Catalog) -> Mapping[str, Preparation]:
    """The usual way in by `code_onet`; occupations without any category or zone are absent.

    Schooling, training and experience are of the SOC code under which the occupation is counted.
    """
    rows = catalog.occupations.select("code_onet", "code_soc2018")
    for table, key, columns in (
        ("projections", "code_soc2018", _ASKED),
        ("job_zones", "code_onet", ("job_zone",)),
    ):
        if catalog.has(table):
            rows = rows.join(catalog.table(table).select(key, *columns), on=key, how="left")
        else:
            rows = rows.with_columns(pl.lit(None).alias(name) for name in columns)
    found = {
        code: preparation(education=education, training=training, experience=experience, job_zone=zone)
        for code, education, training, experience, zone in rows.select(
            "code_onet", *_ASKED, "job_zone"
        ).iter_rows()
    }
    return {code: one for code, one in found.items() if one is not None}


def preparation_of(catalog: Catalog, code_onet: str) -> Preparation | None:
    """The usual way into one occupation, or None where the tables say nothing.

    Raises
    ------
    UnknownError
        When the catalog has no such occupation.
    """
    if code_onet not in set(catalog.occupations["code_onet"]):
        raise UnknownError("Unknown occupation code", seen=code_onet, todo="Codes look like 15-1252.00.")
    return preparations(catalog).get(code_onet)
