"""Which industries employ an occupation or a cluster, and which clusters an industry needs.

Jobs are those of employees in May 2025; the self-employed belong to no industry here. Cells that
the publisher withholds are missing, so shares are lower bounds; `published_share` says how much
is known. Levels overlap (2382 is a part of 238 and of 23), so rows of one level only are added up.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from careerclusters.errors import InputError, UnknownError
from careerclusters.labour._rows import check_cluster, part_of, row_of
from careerclusters.labour.jobs import split_shares
from careerclusters.labour.pay import YEAR
from careerclusters.results import Value

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = [
    "LEVELS",
    "IndustryProfile",
    "clusters_in",
    "find_industries",
    "industries",
    "industries_of",
    "industry_profile",
]

LEVELS = (2, 3, 4)
_SOURCE, _YEAR = "oews_industry", "2025"


@dataclass(frozen=True, eq=False)
class IndustryProfile(Value):
    """Where an occupation's employees work.

    Parameters
    ----------
    top
        Columns `code_naics`, `industry_name`, `employment_jobs`, `job_share` (of all employees of
        the occupation, 0–1) and `wage_mean_usd`, largest first.
    level
        Digits of the industries in `top`.
    published_share
        Share of the employees whose industry of that level is published.
    largest_sector_share
        Share in the largest sector (2 digits); None when nothing is published.
    effective_sectors
        1 / sum of squared sector shares: the number of equal sectors with the same concentration.
        1 means that all work in one sector.
    is_broader
        Whether the counts cover more than this SOC code.
    """

    top: pl.DataFrame
    level: int
    published_share: float | None
    largest_sector_share: float | None
    effective_sectors: float | None
    is_broader: bool
    year: str = _YEAR
    source: str = _SOURCE

    def to_frame(self) -> pl.DataFrame:
        """The rows of `top`."""
        return self.top

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "top": self.top.to_dicts(),
            "level": self.level,
            "published_share": self.published_share,
            "largest_sector_share": self.largest_sector_share,
            "effective_sectors": self.effective_sectors,
            "is_broader": self.is_broader,
            "year": self.year,
            "source": self.source,
        }

    def __repr__(self) -> str:
        first = f", most in {self.top['industry_name'][0]}" if self.top.height else ""
        return f"IndustryProfile({self.top.height} industries{first})"


def industry_profile(
    catalog: Catalog, code_soc2018: str, *, level: int = 4, limit: int = 8
) -> IndustryProfile:
    """Industries that employ a detailed SOC occupation, and how concentrated it is."""
    rows = pl.DataFrame()
    if catalog.has("industry_employment"):
        rows = part_of(
            catalog, "its industries", code_soc2018, by="code_soc2018", make=partial(_with_jobs, catalog)
        )
    wages = row_of(catalog, "wages", code_soc2018, year=YEAR)
    total = wages["employment_jobs"] if wages else None
    if not rows.height or not total:
        empty = pl.DataFrame(
            schema={
                "code_naics": pl.String,
                "industry_name": pl.String,
                "employment_jobs": pl.Int32,
                "job_share": pl.Float64,
                "wage_mean_usd": pl.Int32,
            }
        )
        return IndustryProfile(empty, level, None, None, None, bool(wages and wages["is_broader"]))
    rows = rows.with_columns(job_share=(pl.col("employment_jobs") / total).clip(0, 1))
    here = rows.filter(pl.col("level") == level)
    sectors = rows.filter(pl.col("level") == 2)["job_share"]
    known = sectors.sum()
    return IndustryProfile(
        top=here.sort(["employment_jobs", "code_naics"], descending=[True, False])
        .head(limit)
        .select("code_naics", "industry_name", "employment_jobs", "job_share", "wage_mean_usd"),
        level=level,
        published_share=round(min(float(here["job_share"].sum()), 1.0), 4),
        largest_sector_share=round(max(sectors.to_list()), 4) if len(sectors) else None,
        effective_sectors=round(1 / float(((sectors / known) ** 2).sum()), 2) if known else None,
        is_broader=bool(rows["is_broader"][0]),
    )


def _with_jobs(catalog: Catalog) -> pl.DataFrame:
    """Rows of occupations in industries whose jobs are published."""
    names = ("code_soc2018", "code_naics", "industry_name", "level", "employment_jobs", "wage_mean_usd")
    rows = catalog.scan("industry_employment").drop_nulls("employment_jobs")
    return rows.select(*names, "is_broader").collect()


def industries(catalog: Catalog) -> pl.DataFrame:
    """All industries: `code_naics`, `industry_name`, `level` and `employment_jobs` (published), by code."""
    return (
        catalog.scan("industry_employment")
        .select("code_published", "code_naics", "industry_name", "level", "employment_jobs")
        .collect()
        .unique(["code_published", "code_naics"])
        .group_by("code_naics")
        .agg(pl.col("industry_name").min(), pl.col("level").first(), pl.col("employment_jobs").sum())
        .sort("code_naics")
    )


def find_industries(catalog: Catalog, query: str, *, limit: int = 10) -> pl.DataFrame:
    """Industries whose code begins with, or whose name holds, what was asked; the best first.

    Raises
    ------
    UnknownError
        When nothing fits; it names near ones.
    """
    known = industries(catalog)
    text = " ".join(query.split())
    if not text:
        raise InputError(
            "An industry must be named", todo="Give a code such as 2382 or words such as hospitals."
        )
    code = text.removeprefix("NAICS").strip()
    by_code = known.filter(pl.col("code_naics") == code)
    if by_code.height:
        return by_code
    if code.replace("-", "").isdigit():
        found = known.filter(pl.col("code_naics").str.starts_with(code)).head(limit)
    else:
        name = pl.col("industry_name").str.to_lowercase()
        words = text.lower().split()
        hit = pl.all_horizontal(name.str.contains(word, literal=True) for word in words)
        found = (
            known.filter(hit, pl.col("level") > 0)
            .with_columns(
                exact=name == text.lower(), begins=name.str.starts_with(words[0]), long=name.str.len_chars()
            )
            .sort(
                ["exact", "begins", "level", "long", "code_naics"],
                descending=[True, True, False, False, False],
            )
            .drop("exact", "begins", "long")
            .head(limit)
        )
    if found.height:
        return found
    import difflib

    names = {row["industry_name"].lower(): row for row in known.iter_rows(named=True)}
    near = difflib.get_close_matches(text.lower(), names, n=3, cutoff=0.4)
    raise UnknownError(
        "No industry is called that",
        seen=query,
        todo="Give a code of 2 to 6 digits or words from the industry's name.",
        closest=tuple(f"{names[name]['code_naics']} {names[name]['industry_name']}" for name in near),
    )


def industries_of(
    catalog: Catalog, memberships: pl.DataFrame, cluster_id: str, *, level: int = 3, limit: int | None = 15
) -> pl.DataFrame:
    """Industries that employ a cluster.

    Parameters
    ----------
    memberships
        Columns `code_onet`, `cluster_id` and `membership_share` (0–1).
    level
        Digits of the industries, 2 to 4.

    Returns
    -------
    `code_naics`, `industry_name`, `jobs` (members' jobs times membership), `cluster_share` (of the
    cluster's published jobs of that level), `industry_share` (of the industry's published jobs) and
    `concentration` (cluster_share over the industry's share of all jobs; 1 is as usual), most jobs
    first.
    """
    _check_level(level)
    check_cluster(memberships, cluster_id)
    jobs = jobs_by_industry(catalog, memberships, level=level)
    of_all = jobs.group_by("code_naics").agg(pl.col("jobs").sum().alias("industry_jobs"))
    ours = (
        jobs.filter(pl.col("cluster_id") == cluster_id)
        .group_by("code_naics")
        .agg(pl.col("industry_name").min(), pl.col("jobs").sum())
        .join(of_all, on="code_naics")
    )
    cluster_jobs, all_jobs = ours["jobs"].sum(), of_all["industry_jobs"].sum()
    frame = ours.with_columns(
        cluster_share=pl.col("jobs") / cluster_jobs,
        industry_share=pl.col("jobs") / pl.col("industry_jobs"),
        concentration=(pl.col("jobs") / cluster_jobs) / (pl.col("industry_jobs") / all_jobs),
    )
    rounded = pl.col("jobs", "cluster_share", "industry_share", "concentration").round(6)
    return (
        frame.drop("industry_jobs")
        .with_columns(rounded)
        .sort(["jobs", "code_naics"], descending=[True, False])
        .head(limit or len(frame))
    )


def jobs_by_industry(catalog: Catalog, memberships: pl.DataFrame, *, level: int) -> pl.DataFrame:
    """Jobs of each occupation in each industry of one level, times its membership in each cluster.

    Returns
    -------
    `code_onet`, `cluster_id`, `code_naics`, `industry_name` and `jobs` (above 0).
    """
    shares = split_shares(catalog, memberships["code_onet"], table="industry_employment")
    return (
        catalog.scan("industry_employment")
        .filter(pl.col("level") == level)
        .select("code_soc2018", "code_naics", "industry_name", "employment_jobs")
        .collect()
        .join(shares.select("code_onet", "code_soc2018", "split_share"), on="code_soc2018")
        .join(memberships.select("code_onet", "cluster_id", "membership_share"), on="code_onet")
        .select(
            "code_onet",
            "cluster_id",
            "code_naics",
            "industry_name",
            (pl.col("employment_jobs") * pl.col("split_share") * pl.col("membership_share")).alias("jobs"),
        )
        .filter(pl.col("jobs") > 0)
    )


def clusters_in(
    catalog: Catalog, memberships: pl.DataFrame, code_naics: str, *, jobs: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Clusters that an industry needs.

    Parameters
    ----------
    jobs
        `jobs_by_industry` of the industry's level, where several industries are asked for.

    Returns
    -------
    `cluster_id`, `jobs`, `industry_share` (of the industry's published jobs that belong to members),
    `concentration` (over the cluster's share of all jobs) and `occupations` (up to five titles, most
    jobs first), most jobs first.
    """
    levels = catalog.scan("industry_employment").filter(pl.col("code_naics") == code_naics).select("level")
    found = levels.head(1).collect()["level"]
    if not len(found):
        find_industries(catalog, code_naics)
        raise UnknownError("Unknown industry code", seen=code_naics, todo="Search for it by name first.")
    if jobs is None:
        jobs = jobs_by_industry(catalog, memberships, level=found[0])
    titles = catalog.table("occupations").select("code_onet", "title")
    here = jobs.filter(pl.col("code_naics") == code_naics).join(titles, on="code_onet")
    all_jobs = jobs["jobs"].sum()
    usual = jobs.group_by("cluster_id").agg((pl.col("jobs").sum() / all_jobs).alias("usual_share"))
    return (
        # Occupations that are counted as one go by the name of the first, which the others are kinds of.
        here.sort("code_onet")
        .group_by("cluster_id", pl.col("code_onet").str.head(7), maintain_order=True)
        .agg(pl.col("jobs").sum(), pl.col("title").first())
        .sort(["jobs", "code_onet"], descending=[True, False])
        .group_by("cluster_id", maintain_order=True)
        .agg(pl.col("jobs").sum(), pl.col("title").head(5).alias("occupations"))
        .with_columns(industry_share=pl.col("jobs") / pl.col("jobs").sum())
        .join(usual, on="cluster_id")
        .with_columns(concentration=pl.col("industry_share") / pl.col("usual_share"))
        .with_columns(pl.col("jobs", "industry_share", "concentration").round(6))
        .select("cluster_id", "jobs", "industry_share", "concentration", "occupations")
        .sort(["jobs", "cluster_id"], descending=[True, False])
    )


def _check_level(level: int) -> None:
    if level not in LEVELS:
        raise InputError("There is no such level of industries", seen=level, todo="Give 2, 3 or 4 digits.")
