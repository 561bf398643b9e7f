"""Every source once: who publishes it, under which licence, and how to name it.

One record per source. `NOTICE`, `docs/data.md` and the catalog's manifest are written from here.
Sources about pay, jobs and programmes stand in `registry_labour.py`, those about training, people at work
and other systems of codes in `registry_training.py`.
"""

from __future__ import annotations

from careerclusters.sources._source import Source
from careerclusters.sources.registry_canada import CANADA_SOURCES
from careerclusters.sources.registry_labour import LABOUR_SOURCES
from careerclusters.sources.registry_training import TRAINING_SOURCES

__all__ = ["SOURCES", "Source"]

_ONET_ATTRIBUTION = (
    "This product includes information from the O*NET 30.1 Database by the U.S. Department of Labor, "
    "Employment and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. "
    "O*NET® is a trademark of USDOL/ETA."
)

_OWN = (
    Source(
        id="onet",
        title="O*NET Database",
        publisher="U.S. Department of Labor, Employment and Training Administration",
        address="https://www.onetcenter.org/database.html",
        release="30.1, December 2025",
        licence="CC BY 4.0",
        attribution=_ONET_ATTRIBUTION,
        covers="Occupations, ratings with their standard errors, technologies, tools, job zones, education, "
        "titles, related occupations; task statements only as derived vectors.",
        changes="Career Clusters has modified all or some of this information: selected, reshaped and "
        "renamed columns, computed numeric vectors from task statements and titles, left out all sentences. "
        "USDOL/ETA has not approved, endorsed, or tested these modifications.",
    ),
    Source(
        id="onet_online_clusters",
        title="O*NET OnLine: Browse by Career Cluster",
        publisher="National Center for O*NET Development",
        address="https://www.onetonline.org/find/career",
        release="list of all career clusters, 16 clusters",
        licence="CC BY 4.0",
        attribution="Career cluster assignments from O*NET OnLine by the National Center for O*NET "
        "Development. Used under the CC BY 4.0 license. The National Career Clusters Framework is a mark of "
        "Advance CTE, which neither made nor endorses this product.",
        covers="Which occupations belong to which of the 16 official clusters and their pathways.",
        changes="Occupations that stand in several clusters were split into one row each.",
        files=("All_Career_Clusters.csv",),
        sha256_known={
            "All_Career_Clusters.csv": "b79b3864d137a6ba",
        },
    ),
    Source(
        id="cps_asec_moves",
        title="Occupational moves from the Current Population Survey, Annual Social and Economic Supplement",
        publisher="R. Maria del Rio-Chanona and co-authors",
        address="https://www.census.gov/programs-surveys/cps.html",
        release="years not stated",
        licence="CC BY 4.0",
        attribution="Observed occupational moves by R. Maria del Rio-Chanona and co-authors, computed from "
        "the Current Population Survey of the U.S. Census Bureau. Used under the CC BY 4.0 license.",
        covers="Share of last year's workers of an occupation who now work in another.",
        changes="Columns were renamed; their codes are SOC 2010, whatever the header says.",
        files=("moves_cps_asec_all.csv",),
        sha256_known={"moves_cps_asec_all.csv": "6d3bfc540fdb433e"},
    ),
    Source(
        id="soc_crosswalk",
        title="Crosswalk from SOC 2010 to SOC 2018",
        publisher="U.S. Bureau of Labor Statistics",
        address="https://www.bls.gov/soc/2018/crosswalks_used_by_agencies.htm",
        release="2018",
        licence="public domain",
        attribution="SOC 2010 to SOC 2018 crosswalk by the U.S. Bureau of Labor Statistics.",
        covers="Which SOC 2018 codes stand for each SOC 2010 code.",
        files=("soc2010_soc2018.csv",),
        sha256_known={
            "soc2010_soc2018.csv": "d2d788362e1a3721",
        },
    ),
    Source(
        id="census_crosswalk",
        title="2018 Census Occupation Code List with crosswalk to SOC 2018",
        publisher="U.S. Census Bureau",
        address="https://www.census.gov/topics/employment/industry-occupation/guidance/code-lists.html",
        release="2018",
        licence="public domain",
        attribution="2018 Census occupation codes and their SOC codes by the U.S. Census Bureau.",
        covers="Which SOC 2018 codes each Census occupation code stands for.",
        files=("census2018_soc2018.csv",),
        sha256_known={
            "census2018_soc2018.csv": "34c1ab24fe22fc61",
        },
    ),
    Source(
        id="onet_crosswalk",
        title="O*NET-SOC crosswalks",
        publisher="National Center for O*NET Development",
        address="https://www.onetcenter.org/taxonomy.html",
        release="O*NET-SOC 2010 to 2019, and to SOC 2018",
        licence="CC BY 4.0",
        attribution="O*NET-SOC crosswalks by the National Center for O*NET Development. "
        "Used under the CC BY 4.0 license.",
        covers="Which O*NET-SOC 2019 and SOC 2018 codes stand for each O*NET-SOC 2010 code.",
        files=("onet_2010_to_2019_crosswalk.xlsx", "onet_soc2010_to_2018_crosswalk.xlsx"),
        sha256_known={
            "onet_2010_to_2019_crosswalk.xlsx": "993fda20fc206865",
            "onet_soc2010_to_2018_crosswalk.xlsx": "e339efe254b3482d",
        },
    ),
)

SOURCES: dict[str, Source] = {
    source.id: source for source in (*_OWN, *LABOUR_SOURCES, *TRAINING_SOURCES, *CANADA_SOURCES)
}
"""Source id to its record, in the order of the documentation."""
