"""Steps up, ways, and what changed between releases."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from careerclusters.web.shapes.figures import NamedLicence

__all__ = [
    "DriftLevel",
    "DriftSplit",
    "DriftTechnology",
    "FieldOfStudy",
    "GapRow",
    "NextMove",
    "PlanStep",
    "PlanWay",
    "StepGaps",
    "StepProgramme",
    "StepTerms",
]


class NextMove(TypedDict):
    """One step up: what it pays, how long it takes, who went there before."""

    code_onet: str
    title: str
    name: str
    group: str
    pay_usd: float | None
    pay_change_usd: float | None
    years_low: float
    years_high: float
    transition_share: float | None
    openings_annual_jobs: float | None
    is_group_figure: bool
    schooling_step: int
    growth_10yr_pct: float | None
    why: str | None
    to_learn: list[str]
    is_estimated: bool
    years: str
    time: str


class StepTerms(TypedDict):
    """What speaks for (above 0) and against a step."""

    alike: float | None
    size: float | None
    others_moved: float | None
    to_learn: float | None
    to_spare: float | None
    schooling: float | None
    pay: float | None
    industry: float | None


class GapRow(TypedDict):
    """A skill, knowledge or ability that the step asks more, or less, of."""

    element_id: str
    name: str
    domain: str
    level_origin: float | None
    level_destination: float | None
    importance: float | None
    closes_share: float | None
    words: NotRequired[str]
    plain_name: str


class FieldOfStudy(TypedDict):
    """A field of study by its code."""

    code_cip2020: str
    title: str


class StepGaps(TypedDict):
    """What a step asks to learn, what carries over, and what it formally takes."""

    to_learn: list[GapRow]
    carries_over: list[GapRow]
    technologies: list[str]
    tools: list[str]
    education_origin: str | None
    education_destination: str | None
    training: str | None
    experience: str | None
    has_schooling_step: bool | None
    programmes: list[FieldOfStudy]
    years_low: float | None
    years_high: float | None
    licence: str | None
    source: str


class StepProgramme(TypedDict):
    """A field of study with what its graduates earn and owe."""

    code_cip4: str
    field_name: str
    credential: str
    earnings_median_usd: float | None
    horizon_years: int | None
    debt_median_usd: float | None
    words: str


class PlanStep(TypedDict):
    """From one occupation, or from school, to the next."""

    origin: str | None
    origin_title: str | None
    destination: str
    destination_title: str
    chance: float | None
    chance_low: float | None
    chance_high: float | None
    observed_share: float | None
    share_kind: NotRequired[str]
    why: StepTerms | None
    difficulty: float | None
    difficulty_percentile: float | None
    pay_usd: float | None
    pay_change_usd: float | None
    pay_low_usd: float | None
    pay_high_usd: float | None
    growth_10yr_pct: float | None
    openings_annual_jobs: float | None
    exposure_change: float | None
    gaps: StepGaps | None
    origin_name: str | None
    destination_name: str
    years_low: float
    years_high: float
    school_years_low: float
    school_years_high: float
    training_years_low: float
    training_years_high: float
    experience_years_low: float
    experience_years_high: float
    schooling: str
    training: str
    is_apprenticed: bool
    transition_share: float | None
    is_estimated: bool
    is_group_figure: bool
    programmes: list[StepProgramme]
    years_words: str
    chance_range: NotRequired[str]
    difficulty_words: NotRequired[str]
    speaks_for: NotRequired[list[str]]
    speaks_against: NotRequired[list[str]]


class PlanWay(TypedDict):
    """A whole way with its steps."""

    kind: str
    kind_words: str
    codes: list[str]
    titles: list[str]
    names: list[str]
    years: float
    years_low: float
    years_high: float
    years_until_start: float
    school_years: float
    schooling: str
    likelihood: float | None
    pay_lowest_usd: float | None
    pay_on_the_way_usd: float | None
    earnings_10yr_usd: float | None
    first_gain_years: float | None
    steps_count: int
    why: str | None
    licences: list[NamedLicence]
    steps: list[PlanStep]
    years_words: str


class DriftLevel(TypedDict):
    """What changed on one level, beside what chance alone would change."""

    level: str
    clusters_old: int
    clusters_new: int
    clusters_matched: int
    moved_count: int
    moved_null_count: float
    moved_steady_count: int
    split_count: int
    split_null_count: float
    merged_count: int
    merged_null_count: float


class DriftSplit(TypedDict):
    """A cluster that was divided, or several that became one."""

    level: str
    kind: str
    cluster: str
    parts: str


class DriftTechnology(TypedDict):
    """A technology that more, or fewer, occupations use than before."""

    technology: str
    occupations_old_count: int
    occupations_new_count: int
    change_count: int
    is_new: bool
    is_gone: bool
