"""The labour-market side of a cluster: spreads over its members' jobs, not only means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from careerclusters import present
from careerclusters.labour._quantiles import weighted_quantiles
from careerclusters.labour._rows import check_cluster
from careerclusters.labour.area import Area, area_of
from careerclusters.labour.area_figures import OPENINGS_RULE, area_table
from careerclusters.labour.area_figures import SOURCE as AREA_SOURCE
from careerclusters.labour.area_figures import YEAR as AREA_YEAR
from careerclusters.labour.departures import moves_leaving
from careerclusters.labour.figure import NATION_NAME, Figure
from careerclusters.labour.industries import industries_of
from careerclusters.labour.jobs import split_jobs, split_shares
from careerclusters.labour.pay import YEAR
from careerclusters.results import Value
from careerclusters.sources.projections import EDUCATION_ORDER

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["SPLIT_NOTE", "ClusterOutlook", "cluster_outlook"]

SPLIT_NOTE = "jobs of a SOC code that several occupations share are split equally among them"

_QUANTILES = {"p10": 0.1, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p90": 0.9}
_WAGES, _PROJECTIONS, _MOVES = "oews_national", "projections_2024", "cps_asec_moves"


@dataclass(frozen=True, eq=False)
class ClusterOutlook(Value):
    """What work in a cluster pays, where it grows and how one gets in.

    Parameters
    ----------
    cluster_id
        The cluster.
    members_count, members_known_count
        Occupations with any membership, and those of them with jobs and pay.
    jobs
        Members' jobs in 2024 times their membership.
    openings_annual
        Members' yearly openings 2024–34 times their membership.
    pay
        `p10` to `p90`: a share of so many of the cluster's jobs is in occupations whose median pay is
        at or below this.
    growth
        `mean` (all members' jobs together), `p10`, `p50`, `p90` over jobs, in percent.
    slowest, fastest
        Title and growth of the members at both ends.
    education
        Columns `education` and `job_share`: share of jobs by schooling typically needed, least first.
    industries
        As from `industries_of`, the largest ten.
    leaving
        Share of observed moves out of members that also leave the cluster.
    leaving_by_chance
        The same if movers went anywhere in proportion to how many arrive there.
    area
        Where jobs, openings and pay are for; None for the nation. There, jobs are those of employees,
        openings are estimated, and the spread weighs members by their jobs in the area; members without
        published jobs there are left out. Growth and schooling are always the nation's.
    """

    cluster_id: str
    members_count: int
    members_known_count: int
    jobs: Figure
    openings_annual: Figure
    pay: dict[str, Figure]
    growth: dict[str, Figure]
    slowest: tuple[str, Figure] | None
    fastest: tuple[str, Figure] | None
    education: pl.DataFrame
    industries: pl.DataFrame
    leaving: Figure
    leaving_by_chance: Figure
    area: Area | None = None

    def words(self) -> tuple[str, ...]:
        """The main figures as sentences for a person."""
        low, high = self.pay["p10"], self.pay["p90"]
        said = [
            f"{self.jobs.text()} in {self.jobs.year}, {self.openings_annual.text()} open.",
            f"A tenth of the jobs is in occupations with a median pay of {low.text()} or less, "
            f"a tenth in ones with {high.text()} or more.",
            f"Jobs change by {self.growth['mean'].text()} from 2024 to 2034.",
        ]
        if self.leaving.is_known:
            share = present.share_words(self.leaving.number)
            said.append(f"A group is not a destiny: {share} of observed moves lead out of it.")
        return tuple(said)

    def to_frame(self) -> pl.DataFrame:
        """One row per figure: `figure`, `value`, `text`, `unit`, `year`, `source`, `note`."""
        named = {"jobs": self.jobs, "openings_annual": self.openings_annual}
        named |= {f"pay_{name}": one for name, one in self.pay.items()}
        named |= {f"growth_{name}": one for name, one in self.growth.items()}
        named |= {"leaving": self.leaving, "leaving_by_chance": self.leaving_by_chance}
        rows = [{"figure": name, **one.to_dict()} for name, one in named.items()]
        columns = ("figure", "value", "text", "unit", "year", "source", "note")
        return pl.DataFrame([{name: row[name] for name in columns} for row in rows], strict=False)

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        ends = {"slowest": self.slowest, "fastest": self.fastest}
        return {
            "cluster_id": self.cluster_id,
            "members_count": self.members_count,
            "members_known_count": self.members_known_count,
            "jobs": self.jobs.to_dict(),
            "openings_annual": self.openings_annual.to_dict(),
            "pay": {name: one.to_dict() for name, one in self.pay.items()},
            "growth": {name: one.to_dict() for name, one in self.growth.items()},
            **{name: end and {"title": end[0], **end[1].to_dict()} for name, end in ends.items()},
            "education": self.education.to_dicts(),
            "industries": self.industries.to_dicts(),
            "leaving": self.leaving.to_dict(),
            "leaving_by_chance": self.leaving_by_chance.to_dict(),
            "area": self.area and self.area.to_dict(),
            "note": SPLIT_NOTE,
        }

    def __repr__(self) -> str:
        return (
            f"ClusterOutlook({self.cluster_id}: {self.jobs.text()}, median pay {self.pay['p10'].text()} to "
            f"{self.pay['p90'].text()}, growth {self.growth['mean'].text()}, leaving {self.leaving.text()})"
        )


def cluster_outlook(
    catalog: Catalog,
    memberships: pl.DataFrame,
    cluster_id: str,
    *,
    leaving: pl.DataFrame | None = None,
    area: Area | str | None = None,
) -> ClusterOutlook:
    """Jobs, pay, growth, schooling, industries and departures of one cluster.

    Parameters
    ----------
    memberships
        Columns `code_onet`, `cluster_id` (text) and `membership_share` (0–1).
    leaving
        What `moves_leaving(catalog, memberships)` returned, to reuse it for several clusters; None
        computes it.
    area
        Where jobs, openings and pay are for, as an area or its name; None for the nation.
    """
    check_cluster(memberships, cluster_id)
    place = area_of(catalog, area)
    members = _members(catalog, memberships, cluster_id, area=place)
    known = members.filter(pl.col("employees") > 0, pl.col("pay").is_not_null())
    projected = members.filter(pl.col("jobs") > 0)
    by_growth = projected.sort("growth_10yr_pct", "code_onet")
    ends = [(row["title"], _growth(row["growth_10yr_pct"])) for row in by_growth.iter_rows(named=True)]
    leaving = moves_leaving(catalog, memberships) if leaving is None else leaving
    left = leaving.filter(pl.col("cluster_id") == cluster_id)
    return ClusterOutlook(
        cluster_id=cluster_id,
        members_count=members.height,
        members_known_count=known.height,
        jobs=_total(projected, "jobs", unit="jobs", year="2024")
        if place is None
        else _local_total(members, "employees", "jobs", place),
        openings_annual=_total(projected, "openings", unit="jobs_per_year", year="2024–34")
        if place is None
        else _local_total(members, "local_openings", "jobs_per_year", place),
        pay=_pay(known, place),
        growth=_growths(projected),
        slowest=ends[0] if ends else None,
        fastest=ends[-1] if ends else None,
        education=_education(projected),
        industries=industries_of(catalog, memberships, cluster_id, limit=10),
        leaving=_departures(left, "leaving_share"),
        leaving_by_chance=_departures(left, "leaving_by_chance_share"),
        area=place,
    )


def _members(
    catalog: Catalog, memberships: pl.DataFrame, cluster_id: str, *, area: Area | None
) -> pl.DataFrame:
    """Members with jobs, employees, pay and growth; jobs are already times the membership."""
    codes = memberships["code_onet"]
    jobs = split_jobs(catalog, codes)
    openings = split_jobs(catalog, codes, column="openings_annual_jobs")
    if area is None:
        wages = catalog.table("wages").filter(pl.col("year") == pl.col("year").max())
        wages = wages.with_columns(openings_annual_jobs=pl.lit(None, pl.Int32))
    else:
        wages = area_table(catalog, area)
    shares = split_shares(catalog, codes, table="wages")
    counts = wages.select("code_soc2018", "employment_jobs", "openings_annual_jobs")
    employees = shares.join(counts, on="code_soc2018", how="left").select(
        "code_onet",
        employees=pl.col("employment_jobs") * pl.col("split_share"),
        local_openings=pl.col("openings_annual_jobs") * pl.col("split_share"),
    )
    return (
        memberships.filter(pl.col("cluster_id") == cluster_id, pl.col("membership_share") > 0)
        .select("code_onet", "membership_share")
        .join(catalog.table("occupations").select("code_onet", "title", "code_soc2018"), on="code_onet")
        .join(jobs.select("code_onet", "jobs"), on="code_onet", how="left")
        .join(openings.select("code_onet", pl.col("jobs").alias("openings")), on="code_onet", how="left")
        .join(employees, on="code_onet", how="left")
        .with_columns(pl.col("jobs", "openings", "employees", "local_openings") * pl.col("membership_share"))
        .join(
            wages.select(
                "code_soc2018",
                pl.when(pl.col("wage_median_note") == "top_coded")
                .then("top_coded_at_usd")
                .otherwise("wage_median_usd")
                .alias("pay"),
                (pl.col("wage_median_note") == "top_coded").fill_null(False).alias("is_top_coded"),
            ),
            on="code_soc2018",
            how="left",
        )
        .join(
            catalog.table("projections").select(
                "code_soc2018", "growth_10yr_pct", "change_10yr_jobs", "education"
            ),
            on="code_soc2018",
            how="left",
        )
        .sort("code_onet")
    )


def _local_total(members: pl.DataFrame, column: str, unit: str, area: Area) -> Figure:
    """Sum over the members with published jobs in the area; openings are estimated from these."""
    year = AREA_YEAR if unit == "jobs" else "2024–34"
    known = members[column].drop_nulls()
    if not len(known):
        return Figure(None, unit, year, AREA_SOURCE, note="not_published", area=area.name)
    note = f"{len(known)} of {members.height} members have published jobs there; {SPLIT_NOTE}"
    is_estimated = unit != "jobs"
    note = f"estimate: {OPENINGS_RULE}; {note}" if is_estimated else note
    total = round(float(known.sum()))
    return Figure(total, unit, year, AREA_SOURCE, note=note, area=area.name, is_estimated=is_estimated)


def _pay(members: pl.DataFrame, area: Area | None) -> dict[str, Figure]:
    values = weighted_quantiles(members["pay"], members["employees"], at=list(_QUANTILES.values()))
    top_coded = set(members.filter("is_top_coded")["pay"])
    found = {}
    for name, value in zip(_QUANTILES, values, strict=True):
        is_top = value is not None and value in top_coded
        found[name] = Figure(
            None if is_top or value is None else round(value),
            "usd_per_year",
            str(YEAR),
            _WAGES if area is None else AREA_SOURCE,
            note="top_coded"
            if is_top
            else ("not_published" if value is None else f"median pay of members; {SPLIT_NOTE}"),
            at_least=value if is_top else None,
            area=NATION_NAME if area is None else area.name,
        )
    return found


def _growths(members: pl.DataFrame) -> dict[str, Figure]:
    jobs, growth = members["jobs"], members["growth_10yr_pct"]
    total = jobs.sum()
    mean = float((jobs * growth).sum()) / float(total) if total else None
    ends = {name: _QUANTILES[name] for name in ("p10", "p50", "p90")}
    spread = weighted_quantiles(growth, jobs, at=list(ends.values()))
    values = {"mean": mean, **dict(zip(ends, spread, strict=True))}
    return {name: _growth(value) for name, value in values.items()}


def _growth(value: float | None) -> Figure:
    note = "not_published" if value is None else None
    return Figure(None if value is None else round(value, 1), "pct", "2024–34", _PROJECTIONS, note=note)


def _total(members: pl.DataFrame, column: str, *, unit: str, year: str) -> Figure:
    if not members.height:
        return Figure(None, unit, year, _PROJECTIONS, note="not_published")
    return Figure(round(members[column].sum()), unit, year, _PROJECTIONS, note=SPLIT_NOTE)


def _education(members: pl.DataFrame) -> pl.DataFrame:
    total = members["jobs"].sum()
    by_level = dict(members.group_by("education").agg(pl.col("jobs").sum()).iter_rows())
    rows = [(level, by_level[level] / total) for level in EDUCATION_ORDER if level in by_level and total]
    return pl.DataFrame(rows, schema={"education": pl.String, "job_share": pl.Float64}, orient="row")


def _departures(row: pl.DataFrame, column: str) -> Figure:
    value = row[column][0] if row.height else None
    note = (
        "no observed moves" if value is None else "moves between occupations that the survey can tell apart"
    )
    return Figure(None if value is None else round(value, 4), "share", "CPS ASEC", _MOVES, note=note)
