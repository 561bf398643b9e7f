"""ESCO occupations and ISCO-08 groups, and the O*NET occupations that they are matched to.

Quirks
- ESCO v1.0 labels in English, Spanish and French, without descriptions. Alternative labels are
  taken for search; they stand in one field, a line each, and a few hold a line twice. An
  address is `http://data.europa.eu/esco/occupation/` and a UUID; the UUID is kept.
- The matches are Nesta's: one O*NET occupation per ESCO occupation for 1,680 of 2,942, with a confidence
  of 0.5, 1 or 2 (2: checked and sure; 0.5: doubtful). A part of its O*NET codes is of 2010; those go
  through the crosswalk to 2019 here.
- ISCO-08 has codes of one to four digits.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from careerclusters.errors import DataError
from careerclusters.sources._bounds import read_bounded
from careerclusters.sources._sheets import expect_columns, release_file
from careerclusters.sources._text import read_plain_csv
from careerclusters.sources.crosswalks import read_onet2010_onet2019

__all__ = [
    "read_esco_alternates",
    "read_esco_occupations",
    "read_esco_onet",
    "read_esco_sectors",
    "read_isco_groups",
]

SECTORS = "esco/mcc_skills_based_sectors_All_ESCO.csv"
MATCHES = "esco/esco_onet_crosswalk_MCC.csv"
_STEM = "http://data.europa.eu/esco/occupation/"


def read_esco_occupations(folder: Path) -> pl.DataFrame:
    """ESCO occupations: UUID, ISCO-08 group and preferred labels in three languages."""
    english, *others = (_labels(folder, language) for language in ("en", "es", "fr"))
    for labels in others:
        english = english.join(labels.drop("code_isco08"), on="esco_uuid", how="left")
    return english.sort("esco_uuid")


def read_esco_alternates(folder: Path) -> pl.DataFrame:
    """Alternative labels of ESCO occupations, a row each, but for those that are half of a preferred one.

    In Spanish and French of all occupations, in English of those that are matched.
    """
    matched = sorted(set(read_esco_onet(folder)["esco_uuid"]))
    english = _alternates(folder, "en").filter(pl.col("esco_uuid").is_in(matched))
    others = (_alternates(folder, language) for language in ("es", "fr"))
    return pl.concat([english, *others]).sort("esco_uuid", "language", "label")


def _alternates(folder: Path, language: str) -> pl.DataFrame:
    name = f"esco/v1_0_occupations_{language}.parquet"
    raw = pl.read_parquet(release_file(folder, name))
    expect_columns(raw, ("conceptUri", "preferredLabel", "altLabels"), where=name)
    rows = raw.select(
        esco_uuid=_uuid("conceptUri"),
        language=pl.lit(language),
        preferred=pl.col("preferredLabel").str.split("/").list.eval(pl.element().str.strip_chars()),
        label=pl.col("altLabels").str.split("\n"),
    ).explode("label")
    # Spaces of all kinds are one.
    rows = rows.with_columns(pl.col("label").str.replace_all(r"\s+", " ").str.strip_chars())
    is_new = ~pl.col("label").is_in(pl.col("preferred")) & (pl.col("label") != "")
    return rows.filter(is_new).select("esco_uuid", "language", "label").unique()


def _labels(folder: Path, language: str) -> pl.DataFrame:
    name = f"esco/v1_0_occupations_{language}.parquet"
    raw = pl.read_parquet(release_file(folder, name))
    expect_columns(raw, ("conceptUri", "iscoGroup", "preferredLabel"), where=name)
    label = pl.col("preferredLabel").str.strip_chars().alias(f"label_{language}")
    return raw.select(_uuid("conceptUri").alias("esco_uuid"), pl.col("iscoGroup").alias("code_isco08"), label)


def read_isco_groups(folder: Path) -> pl.DataFrame:
    """ISCO-08 groups of one to four digits with their names."""
    name = "esco/v1_0_ISCOGroups_en.parquet"
    raw = pl.read_parquet(release_file(folder, name))
    expect_columns(raw, ("code", "preferredLabel"), where=name)
    return raw.select(code_isco08="code", isco_name=pl.col("preferredLabel").str.strip_chars()).sort(
        "code_isco08"
    )


def read_esco_onet(folder: Path) -> pl.DataFrame:
    """ESCO occupations to O*NET-SOC 2019 occupations, with the confidence of the match."""
    raw = read_plain_csv(read_bounded(release_file(folder, MATCHES)), file=MATCHES)
    expect_columns(raw, ("concept_uri", "onet_code", "confidence"), where=MATCHES)
    newer = read_onet2010_onet2019(folder)
    rows = raw.select(
        esco_uuid=_uuid("concept_uri"),
        code="onet_code",
        match_confidence=pl.col("confidence").cast(pl.Float64),
    )
    kept = set(newer["code_onet"])
    is_new = pl.col("code").is_in(sorted(kept))
    old = rows.filter(~is_new).join(newer, left_on="code", right_on="code_onet2010", how="left")
    lost = old.filter(pl.col("code_onet").is_null())
    if lost.height:
        raise DataError(f"{MATCHES} has an O*NET code that no crosswalk knows", seen=lost["code"][0])
    new = rows.filter(is_new).with_columns(code_onet="code")
    columns = ("esco_uuid", "code_onet", "match_confidence")
    return (
        pl.concat([new.select(columns), old.select(columns)])
        .unique(["esco_uuid", "code_onet"], keep="first")
        .sort("esco_uuid", "code_onet")
    )


def read_esco_sectors(folder: Path) -> pl.DataFrame:
    """Nesta's skills-based sectors and sub-sectors of ESCO occupations."""
    raw = pl.read_csv(release_file(folder, SECTORS), infer_schema=False)
    columns = {
        "sector_code": "skills_based_sector_code",
        "sector_name": "skills_based_sector",
        "sub_sector_code": "sub_sector_code",
        "sub_sector_name": "sub_sector",
    }
    expect_columns(raw, ("concept_uri", *columns.values()), where=SECTORS)
    named = {ours: pl.col(name) for ours, name in columns.items()}
    rows = raw.select(_uuid("concept_uri").alias("esco_uuid"), **named)
    return rows.unique("esco_uuid", keep="first").sort("esco_uuid")


def _uuid(column: str) -> pl.Expr:
    return pl.col(column).str.strip_prefix(_STEM)
