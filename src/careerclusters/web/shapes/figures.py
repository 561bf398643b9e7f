"""Figures, places and what is known of an occupation and of a cluster."""

from __future__ import annotations

from typing import TypedDict

__all__ = [
    "Area",
    "AreaJobs",
    "Cell",
    "ClusterOutlook",
    "EducationShare",
    "EstimatedShare",
    "Exposure",
    "ExposureAgreement",
    "ExposureMeasure",
    "Figure",
    "HowToStart",
    "IndustryProfile",
    "IndustryRow",
    "IndustryShare",
    "LabourMarket",
    "Licence",
    "NamedFigure",
    "NamedLicence",
    "OccupationWords",
    "Paragraph",
    "Pay",
    "Programme",
    "ProgrammeName",
    "Projection",
    "Software",
    "Term",
]

Cell = str | int | float | bool | None
"""What stands in a cell of a table."""


class Figure(TypedDict):
    """A figure with its unit, year, source and area, and how it came about; `text` says it in words."""

    value: float | str | None
    unit: str
    year: str
    source: str
    note: str | None
    is_broader: bool
    at_least: float | None
    area: str
    stands_in_for: str | None
    group: str | None
    is_estimated: bool
    error_pct: float | None
    text: str
    state: str
    marks: list[str]


class NamedFigure(Figure):
    """A figure of the occupation named."""

    title: str


class Area(TypedDict):
    """A place: the nation, a state, or a metropolitan or other area."""

    code: str
    kind: str
    name: str
    state_code: str | None
    state_codes: list[str]
    wider_code: str | None


class EstimatedShare(TypedDict):
    """How many of the figures behind an answer are estimated."""

    figures_count: int
    estimated_count: int
    share: float | None
    words: str


class Paragraph(TypedDict):
    """A cluster in words, with codes of occupations that are typical or surprising."""

    text: str
    sentences: list[str]
    is_written: bool
    typical: list[str]
    surprising: list[str]


class OccupationWords(TypedDict):
    """An occupation in plain words."""

    code_onet: str
    name: str
    sentence: str
    day: list[str]
    where: str
    hard: str | None
    good_if: str | None
    think_twice_if: str | None
    search: list[str]


class Software(TypedDict):
    """A kind of software with examples."""

    commodity_code: str | None
    name: str
    examples: list[str]
    is_in_demand: bool
    text: str


class Term(TypedDict):
    """A word and what it means here."""

    term: str
    meaning: str


class Licence(TypedDict):
    """In how many states the work needs a license, and whether the one asked about does."""

    states_count: int
    jurisdictions_count: int
    is_usual: bool
    is_shared: bool
    is_borrowed: bool
    state_code: str | None
    state_name: str | None
    here: bool | None
    records_here: int | None
    words: str
    year: str
    source: str


class NamedLicence(Licence):
    """The license of the occupation named."""

    code_onet: str
    name: str


class Programme(TypedDict):
    """A field of study with what its graduates earn and owe."""

    code_cip4: str
    field: str
    credential: str
    earnings: Figure
    earnings_low: Figure
    earnings_high: Figure
    horizon_years: int
    earnings_schools_count: int | None
    debt: Figure
    words: str


class HowToStart(TypedDict):
    """What it usually takes to start."""

    way: str
    schooling: Figure
    experience: Figure
    training: Figure
    years_low: float | None
    years_high: float | None
    licence: Licence | None
    apprenticeships: list[str]
    programmes: list[Programme]
    places: list[str]
    shorter: Figure | None
    words: list[str]
    steps: list[str]


class Pay(TypedDict):
    """Pay by percentile, a year and an hour, and how it changed."""

    annual: dict[str, Figure]
    hourly: dict[str, Figure]
    change_since_2020: Figure
    change_all_since_2020: Figure
    employees: Figure


class Projection(TypedDict):
    """Jobs now and in ten years, openings, and what is usually asked."""

    jobs: Figure
    jobs_projected: Figure
    growth_10yr: Figure
    openings_annual: Figure
    education: Figure
    experience: Figure
    training: Figure
    self_employed: Figure
    exits_annual: Figure
    transfers_annual: Figure
    degree_held: Figure


class IndustryRow(TypedDict):
    """Jobs of an occupation in one industry."""

    code_naics: str
    industry_name: str
    employment_jobs: int | None
    job_share: float | None
    wage_mean_usd: int | None


class IndustryProfile(TypedDict):
    """Where an occupation is employed."""

    top: list[IndustryRow]
    level: int
    published_share: float | None
    largest_sector_share: float | None
    effective_sectors: float | None
    is_broader: bool
    year: str
    source: str


class ProgrammeName(TypedDict):
    """A field of study that leads to an occupation."""

    code_cip2020: str
    programme_title: str


class ExposureMeasure(TypedDict):
    """One measure of what software can do of the work."""

    title: str
    asks: str
    leaves_out: str
    source: str
    score: float | None
    percentile: float | None
    is_broader: bool


class ExposureAgreement(TypedDict):
    """How far the measures agree."""

    rank_correlation: float | None
    both_count: int
    far_apart_share: float | None


class Exposure(TypedDict):
    """What software can do of the work, by measure."""

    code_onet: str
    measures: dict[str, ExposureMeasure]
    low: float | None
    high: float | None
    agreement: ExposureAgreement
    words: str


class AreaJobs(TypedDict):
    """Jobs of an occupation in an area."""

    area: Area
    jobs: Figure
    openings_annual: Figure
    location_quotient: Figure
    words: str


class LabourMarket(TypedDict):
    """Pay, jobs, industries and ways in of an occupation."""

    code_onet: str
    title: str
    code_soc2018: str
    shared_with: list[str]
    pay: Pay
    projection: Projection
    industries: IndustryProfile
    programmes: list[ProgrammeName]
    exposure: Exposure
    lenses: dict[str, bool | None]
    area: Area | None
    in_area: AreaJobs | None
    group: str | None
    start: HowToStart | None
    bright_outlook: Figure | None
    women: Figure | None
    local: dict[str, Cell] | None
    notes: list[str]


class EducationShare(TypedDict):
    """Share of a cluster's jobs that usually ask for a schooling."""

    education: str
    job_share: float


class IndustryShare(TypedDict):
    """Jobs of a cluster in one industry."""

    code_naics: str
    industry_name: str
    jobs: float
    cluster_share: float
    industry_share: float
    concentration: float


class ClusterOutlook(TypedDict):
    """Jobs, pay and growth of a cluster."""

    cluster_id: str
    members_count: int
    members_known_count: int
    jobs: Figure
    openings_annual: Figure
    pay: dict[str, Figure]
    growth: dict[str, Figure]
    slowest: NamedFigure | None
    fastest: NamedFigure | None
    education: list[EducationShare]
    industries: list[IndustryShare]
    leaving: Figure
    leaving_by_chance: Figure
    area: Area | None
    note: str | None
