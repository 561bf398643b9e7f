"""Sources about pay, jobs, programmes of study and exposure to language models."""

from __future__ import annotations

from careerclusters.sources._source import Source

__all__ = ["LABOUR_SOURCES"]

_BLS = "U.S. Bureau of Labor Statistics"

LABOUR_SOURCES: tuple[Source, ...] = (
    Source(
        id="oews_national",
        title="Occupational Employment and Wage Statistics, national",
        publisher=_BLS,
        address="https://www.bls.gov/oes/tables.htm",
        release="May 2020 and May 2025",
        licence="public domain",
        attribution="Occupational Employment and Wage Statistics, May 2020 and May 2025, by the U.S. Bureau "
        "of Labor Statistics.",
        covers="Jobs of employees, mean and percentile pay by occupation.",
        changes="Figures under codes that combine occupations are repeated on each detailed code and marked.",
        files=("national_M2020_dl.xlsx", "oews_may2025/areas_wages.parquet"),
        sha256_known={
            "national_M2020_dl.xlsx": "ac0a59b501cd5d4c",
            "areas_wages.parquet": "3f6616dccc7e03cc",
        },
    ),
    Source(
        id="oews_areas",
        title="Occupational Employment and Wage Statistics by area",
        publisher=_BLS,
        address="https://www.bls.gov/oes/tables.htm",
        release="May 2025",
        licence="public domain",
        attribution="Occupational Employment and Wage Statistics by state, metropolitan and nonmetropolitan "
        "area, May 2025, by the U.S. Bureau of Labor Statistics.",
        covers="Jobs of employees with their error, mean and percentile pay, and location quotient.",
        changes="Hourly pay is kept only where annual pay is not given.",
        files=(
            "oews_may2025/areas.csv",
            "oews_may2025/areas_wages.parquet",
            "oews_may2025/occupations.csv",
        ),
        sha256_known={
            "areas.csv": "df25bbd2b6bb3f62",
            "areas_wages.parquet": "3f6616dccc7e03cc",
            "occupations.csv": "8fb3c0eef025f20b",
        },
    ),
    Source(
        id="oews_industry",
        title="Occupational Employment and Wage Statistics, occupation by industry",
        publisher=_BLS,
        address="https://www.bls.gov/oes/tables.htm",
        release="May 2025",
        licence="public domain",
        attribution="Occupational Employment and Wage Statistics by industry, May 2025, by the U.S. Bureau "
        "of Labor Statistics.",
        covers="Jobs of employees, mean and percentile pay by occupation and industry.",
        changes="Detailed occupations only; schools and hospitals of all owners together.",
        files=("oews_may2025/industries.csv", "oews_may2025/industries_wages.parquet"),
        sha256_known={
            "industries.csv": "4eb900b6fdd75bb0",
            "industries_wages.parquet": "79810b91c78625c3",
        },
    ),
    Source(
        id="projections_2024",
        title="Employment Projections 2024–34",
        publisher=_BLS,
        address="https://www.bls.gov/emp/",
        release="2024–34",
        licence="public domain",
        attribution="Employment Projections 2024–34 by the U.S. Bureau of Labor Statistics.",
        covers="Jobs 2024 and 2034, openings, typical education, experience and training.",
        changes="Thousands were turned into jobs; lay titles were left out.",
        files=("Employment Projections.csv",),
        sha256_known={
            "Employment Projections.csv": "ced3b541b8db1fbe",
        },
    ),
    Source(
        id="projections_2024_workbook",
        title="Employment Projections 2024–34, occupational workbook",
        publisher=_BLS,
        address="https://www.bls.gov/emp/",
        release="2024–34",
        licence="public domain",
        attribution="Employment Projections 2024–34 by the U.S. Bureau of Labor Statistics.",
        covers="Self-employed share, yearly exits and transfers.",
        changes="Percent were turned into shares.",
        files=("occupation_projections_2024-34.xlsx",),
        sha256_known={
            "occupation_projections_2024-34.xlsx": "bebf85e71d3a274e",
        },
    ),
    Source(
        id="projections_2022",
        title="Employment Projections 2022–32, occupational workbook",
        publisher=_BLS,
        address="https://www.bls.gov/emp/",
        release="2022–32",
        licence="public domain",
        attribution="Employment Projections 2022–32 by the U.S. Bureau of Labor Statistics.",
        covers="Schooling that workers have (American Community Survey 2019 and 2021); nothing else.",
        changes="Percent were turned into shares.",
        files=("occupation_projections_2022-32.xlsx",),
        sha256_known={
            "occupation_projections_2022-32.xlsx": "bdd15e84f2ac5672",
        },
    ),
    Source(
        id="cip_soc",
        title="CIP 2020 to SOC 2018 crosswalk",
        publisher="National Center for Education Statistics and U.S. Bureau of Labor Statistics",
        address="https://nces.ed.gov/ipeds/cipcode/post3.aspx?y=56",
        release="2020",
        licence="public domain",
        attribution="CIP 2020 to SOC 2018 crosswalk by the National Center for Education Statistics and the "
        "U.S. Bureau of Labor Statistics.",
        covers="Which programmes of study prepare for which occupation.",
        files=("cip2020_soc2018_crosswalk.csv",),
        sha256_known={
            "cip2020_soc2018_crosswalk.csv": "a576091f79aa0dcb",
        },
    ),
    Source(
        id="gpts_are_gpts",
        title="GPTs are GPTs: labor market impact potential of LLMs",
        publisher="T. Eloundou, S. Manning, P. Mishkin and D. Rock",
        address="https://doi.org/10.1126/science.adj0998",
        release="2023, by occupation",
        licence="MIT",
        attribution="Exposure of tasks to language models by T. Eloundou, S. Manning, P. Mishkin and D. "
        "Rock, doi:10.1126/science.adj0998. Used under the MIT license.",
        covers="Share of an occupation's tasks that language models could make quicker.",
        changes="Columns were renamed and values rounded to six decimals.",
        files=("ai_exposure/gpts_are_gpts_occ_level.csv",),
        sha256_known={
            "gpts_are_gpts_occ_level.csv": "40c74f53de40aec9",
        },
    ),
    Source(
        id="working_with_ai",
        title="Working with AI: applicability of generative AI by occupation",
        publisher="Microsoft Research (K. Tomlinson and co-authors)",
        address="https://doi.org/10.48550/arXiv.2507.07935",
        release="2025",
        licence="CC BY 4.0",
        attribution="AI applicability scores by K. Tomlinson and co-authors, Microsoft Research (2025), "
        "doi:10.48550/arXiv.2507.07935. Used under the CC BY 4.0 license.",
        covers="Overlap of an occupation's activities with what people used a chat assistant for.",
        changes="Columns were renamed; scores under codes that combine occupations are repeated and marked.",
        files=("ai_exposure/microsoft_ai_applicability.csv",),
        sha256_known={
            "microsoft_ai_applicability.csv": "2a077dbe90ff3778",
        },
    ),
)
