"""Sources of the Canadian catalog."""

from __future__ import annotations

from careerclusters.sources._source import Source

__all__ = ["CANADA_SOURCES"]

_ESDC = "Employment and Social Development Canada"
_LICENCE = "Open Government Licence – Canada"

CANADA_SOURCES: tuple[Source, ...] = (
    Source(
        id="oasis",
        title="Occupational and Skills Information System (OaSIS)",
        publisher=_ESDC,
        address="https://noc.esdc.gc.ca/Oasis/OasisWelcome",
        release="2023, version 1.0",
        licence=_LICENCE,
        attribution="Contains information licensed under the Open Government Licence – Canada: "
        "Occupational and "
        "Skills Information System 2023 by Employment and Social Development Canada.",
        covers="Levels of skills, abilities, knowledge and work activities of 900 occupations in Canada.",
        changes="One row per occupation and element; elements got ids of ours; spaces around names "
        "were left out.",
        files=("canada/*_oasis_2023_v1.0*.csv",),
    ),
    Source(
        id="cops",
        title="Canadian Occupational Projection System (COPS), summary",
        publisher=_ESDC,
        address="https://occupations.esdc.gc.ca/sppc-cops/",
        release="2024–2033",
        licence=_LICENCE,
        attribution="Contains information licensed under the Open Government Licence – Canada: Canadian "
        "Occupational Projection System 2024–2033 by Employment and Social Development Canada.",
        covers="Employment 2023, openings and job seekers to 2033, by NOC 2021, Canada.",
        changes="Groups were left out; conditions stand in words of ours.",
        files=("canada/cops_summary_2024_2033.csv",),
    ),
    Source(
        id="noc_teer",
        title="National Occupational Classification 2021, TEER categories",
        publisher=f"{_ESDC} and Statistics Canada",
        address="https://noc.esdc.gc.ca/",
        release="NOC 2021",
        licence=_LICENCE,
        attribution="Contains information licensed under the Open Government Licence – Canada: TEER "
        "categories of "
        "the National Occupational Classification 2021 by Employment and Social Development Canada and "
        "Statistics Canada.",
        covers="Training, education, experience and responsibilities by NOC 2021.",
        files=("canada/noc_teer_lookup.csv",),
    ),
)
