"""Sources about licences, training and people at work, and codes of other systems."""

from __future__ import annotations

from careerclusters.sources._source import Source

__all__ = ["TRAINING_SOURCES"]

TRAINING_SOURCES: tuple[Source, ...] = (
    Source(
        id="licences",
        title="State licenses by occupation and state",
        publisher="State licensing agencies, as collected for CareerOneStop by the U.S. Department of Labor",
        address="https://www.careeronestop.org/Toolkit/Training/find-licenses.aspx",
        release="October 2024",
        licence="public domain",
        attribution="Facts about state licenses from state licensing agencies, as collected for "
        "CareerOneStop, sponsored by the U.S. Department of Labor, Employment and Training Administration.",
        covers="Number of state license records by occupation and state; California is missing.",
        changes="Federal licenses are left out; records are counted.",
        files=("licence_states_2024-10.csv",),
        sha256_known={
            "licence_states_2024-10.csv": "b1594ba8d0fbf209",
        },
    ),
    Source(
        id="scorecard",
        title="College Scorecard, field of study",
        publisher="U.S. Department of Education; table by Truewise",
        address="https://collegescorecard.ed.gov/data/",
        release="10 June 2026",
        licence="CC BY 4.0",
        attribution="College Scorecard, field of study, release of 10 June 2026, by the U.S. Department of "
        "Education. Table by Truewise, used under the CC BY 4.0 license.",
        covers="Earnings and debt of federally aided graduates by field and credential.",
        changes="Schools were summed up to medians, ranges and counts for the nation and for states.",
        files=("scorecard_field_of_study_2026-06.parquet",),
        sha256_known={
            "scorecard_field_of_study_2026-06.parquet": "192b79abd813f76d",
        },
    ),
    Source(
        id="rapids",
        title="O*NET crosswalk to registered apprenticeships (RAPIDS)",
        publisher="National Center for O*NET Development",
        address="https://www.onetcenter.org/crosswalks.html",
        release="partial list, date not stated",
        licence="CC BY 4.0",
        attribution="Registered-apprenticeship titles by occupation from the O*NET crosswalks by the "
        "National Center for O*NET Development. Used under the CC BY 4.0 license.",
        covers="Titles of registered apprenticeships for 261 of 449 occupations.",
        files=("rapids_onet_partial.csv",),
        changes="Columns were renamed.",
        sha256_known={
            "rapids_onet_partial.csv": "359c5bc1cb6f9b0d",
        },
    ),
    Source(
        id="bright_outlook",
        title="O*NET OnLine: Bright Outlook occupations",
        publisher="National Center for O*NET Development",
        address="https://www.onetonline.org/find/bright",
        release="date not stated (spring 2026)",
        licence="CC BY 4.0",
        attribution="Bright Outlook occupations from O*NET OnLine by the National Center for O*NET "
        "Development. Used under the CC BY 4.0 license.",
        covers="Which occupations are marked, and why: growth, openings, or new and emerging.",
        files=("bright_outlook.csv",),
        changes="Columns were renamed.",
        sha256_known={
            "bright_outlook.csv": "f859381acf0cde1a",
        },
    ),
    Source(
        id="cps_2022",
        title="Current Population Survey, table 11: employed persons by detailed occupation",
        publisher="U.S. Bureau of Labor Statistics",
        address="https://www.bls.gov/cps/tables.htm",
        release="annual averages 2022",
        licence="public domain",
        attribution="Employed persons by detailed occupation and sex, annual averages 2022, Current "
        "Population Survey, by the U.S. Bureau of Labor Statistics.",
        covers="Employed people and the share of women by occupation.",
        changes="Census titles were matched to their codes and carried to SOC 2018.",
        files=("cpsaat11_2022.xlsx", "census2018_soc2018.csv"),
        sha256_known={
            "cpsaat11_2022.xlsx": "e17b2584151d251a",
            "census2018_soc2018.csv": "34c1ab24fe22fc61",
        },
    ),
    Source(
        id="military_crosswalk",
        title="Crosswalk from military occupation codes to O*NET-SOC",
        publisher="U.S. government; National Center for O*NET Development",
        address="https://www.onetonline.org/crosswalk/MOC/",
        release="O*NET-SOC 2010 edition",
        licence="public domain",
        attribution="Military occupation codes and their O*NET-SOC codes, a crosswalk of the U.S. "
        "government.",
        covers="Which civil occupations a military occupation code is mapped to.",
        changes="Codes of O*NET-SOC 2010 were carried to 2019.",
        files=("moc_to_onet_soc2010.csv",),
        sha256_known={
            "moc_to_onet_soc2010.csv": "3e270246424a0fe0",
        },
    ),
    Source(
        id="esco",
        title="ESCO, classification of European skills, competences, qualifications and occupations",
        publisher="European Commission",
        address="https://esco.ec.europa.eu/",
        release="v1.0, labels only",
        licence="EU reuse with attribution",
        attribution="ESCO v1.0 © European Union. Reuse is allowed with attribution (Decision 2011/833/EU).",
        covers="Occupations with labels in English, Spanish and French; ISCO-08 groups.",
        changes="Preferred labels, and alternative ones in Spanish and English; addresses are kept as their "
        "last part.",
        files=(
            "esco/v1_0_occupations_en.parquet",
            "esco/v1_0_occupations_es.parquet",
            "esco/v1_0_occupations_fr.parquet",
            "esco/v1_0_ISCOGroups_en.parquet",
        ),
        sha256_known={
            "v1_0_occupations_en.parquet": "2035b0015db58143",
            "v1_0_occupations_es.parquet": "ecf9ae63419866eb",
            "v1_0_occupations_fr.parquet": "c539a295a0f6536f",
            "v1_0_ISCOGroups_en.parquet": "f5832ed04b630368",
        },
    ),
    Source(
        id="esco_onet",
        title="Mapping Career Causeways: ESCO to O*NET",
        publisher="Nesta",
        address="https://github.com/nestauk/mapping-career-causeways",
        release="2020",
        licence="MIT",
        attribution="Crosswalk from ESCO to O*NET from Mapping Career Causeways by Nesta. Used under the MIT "
        "license. ESCO © European Union.",
        covers="Which O*NET occupation an ESCO occupation is matched to, and how surely; its sector.",
        changes="Codes of O*NET-SOC 2010 were carried to 2019.",
        files=("esco/esco_onet_crosswalk_MCC.csv", "esco/mcc_skills_based_sectors_All_ESCO.csv"),
        sha256_known={
            "mcc_skills_based_sectors_All_ESCO.csv": "95a683fe18cb9e67",
            "esco_onet_crosswalk_MCC.csv": "6ed33adc6b22d20f",
        },
    ),
    Source(
        id="census_titles",
        title="Census occupation index 2022",
        publisher="U.S. Census Bureau",
        address="https://www.census.gov/topics/employment/industry-occupation/guidance/indexes.html",
        release="2022",
        licence="public domain",
        attribution="Job titles with SOC 2018 codes from the Census occupation index 2022 by the U.S. Census "
        "Bureau.",
        covers="Job titles with the SOC 2018 codes that they can mean.",
        files=("titles/titles_census2022_open.csv",),
        sha256_known={
            "titles_census2022_open.csv": "47b36e442685614b",
        },
    ),
)
