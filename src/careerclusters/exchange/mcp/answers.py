"""What the tools answer with. Every answer says its sources, how sure it is, and what it leaves out."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

__all__ = [
    "Answer",
    "AreaAnswer",
    "Candidate",
    "ClosureAnswer",
    "ClusterAnswer",
    "ClusterList",
    "ClusterRow",
    "CompareAnswer",
    "DataAnswer",
    "Difference",
    "EvidenceAnswer",
    "Figure",
    "FindAnswer",
    "MatchAnswer",
    "Membership",
    "Move",
    "Neighbour",
    "NextAnswer",
    "OccupationAnswer",
    "PlanAnswer",
    "Release",
    "Scenario",
    "Source",
    "Suggestion",
    "Way",
]


class Source(BaseModel):
    """Where figures come from."""

    id: str
    title: str
    publisher: str
    release: str = Field(description="Release or year of the figures.")
    licence: str


class Answer(BaseModel):
    """What every answer carries."""

    sources: list[Source] = Field(description="Where the figures come from, with release and licence.")
    uncertainty: str = Field(description="How sure the answer is, in words.")
    limits: list[str] = Field(description="What the answer leaves out. Tell it along with the answer.")


class Figure(BaseModel):
    """A number with unit, year, area and source; where it is missing, `state` says why."""

    name: str
    value: float | str | None
    unit: str
    year: str | None
    area: str | None
    source: str | None
    state: str = Field(description="known, top-coded, suppressed, missing ...")
    text: str = Field(description="The figure as people write it.")


class Candidate(BaseModel):
    """An occupation that the words may mean."""

    code_onet: str
    title: str
    name: str = Field(description="What people call it.")
    chance: float | None = Field(description="0–1; how likely it is meant. Null where a code says it.")
    why: str = Field(description="How it was found.")


class Neighbour(BaseModel):
    """An occupation much like another."""

    code_onet: str
    title: str
    name: str
    similarity_sd: float = Field(description="In standard deviations over all pairs; 0 is the average pair.")


class FindAnswer(Answer):
    """Occupations that words may mean, likeliest first."""

    is_sure: bool = Field(description="False: ask the person which one is meant.")
    question: str | None = Field(description="What to ask back.")
    message: str | None = Field(description="Why nothing is sure.")
    candidates: list[Candidate]


class Membership(BaseModel):
    """How far an occupation belongs to a cluster."""

    level: str
    cluster_id: str
    cluster: str
    share: float = Field(description="0–1; the shares of one level add up to 1.")
    role: str | None
    stability: float | None = Field(description="0–1; how steadily repeated runs agree. Null: can't be said.")


class OccupationAnswer(Answer):
    """One occupation: what it is, where it belongs, what is like it, figures."""

    code_onet: str
    title: str
    name: str
    sentence: str | None = Field(description="What the person does, in plain words.")
    day: list[str] = Field(description="Things on a usual day.")
    memberships: list[Membership]
    most_like_it: list[Neighbour]
    figures: list[Figure]
    how_to_start: list[str]


class ClusterRow(BaseModel):
    """One cluster in a list."""

    cluster_id: str
    level: str
    name: str
    parent_id: str | None
    n_occupations: int
    stability: float | None


class ClusterList(Answer):
    """The clusters of one level, or of all."""

    levels: list[str]
    clusters: list[ClusterRow]


class ClusterAnswer(Answer):
    """One cluster with members and the evidence for it."""

    cluster: ClusterRow
    description: str
    children: list[str]
    members: list[dict[str, Any]] = Field(description="code_onet, title, membership_share, role ...")
    visitors: list[dict[str, Any]] = Field(description="Members of others that belong here in part.")
    shared: list[str] = Field(description="What nearly all members need.")
    distinctive: list[str] = Field(description="What members have and others don't.")


class Difference(BaseModel):
    """How far two occupations differ in one element."""

    element_id: str
    label: str
    domain: str
    first_sd: float
    second_sd: float
    difference_sd: float


class CompareAnswer(Answer):
    """Two occupations side by side."""

    first: str
    second: str
    first_name: str
    second_name: str
    similarity_sd: float
    rank_from_first: int
    rank_from_second: int
    n_occupations: int
    more_in_first: list[Difference]
    more_in_second: list[Difference]
    figures_first: list[Figure]
    figures_second: list[Figure]


class Suggestion(BaseModel):
    """An occupation that fits a person."""

    code_onet: str
    name: str
    title: str
    band: str = Field(description="strong, good or look.")
    family: list[str] = Field(description="Codes of occupations much like it.")
    breaks: list[str] = Field(description="Wishes that it goes against.")
    why: list[str]


class MatchAnswer(Answer):
    """What fits a person."""

    is_enough: bool = Field(description="False: too little is known; `todo` says what to ask.")
    stands_out: bool | None
    todo: str | None
    suggestions: list[Suggestion]
    removed: dict[str, int] = Field(description="Occupations that each constraint removed.")


class Move(BaseModel):
    """A step from one occupation to another."""

    code_onet: str
    name: str
    group: str = Field(description="now, course or degree.")
    pay_usd: float | None
    pay_change_usd: float | None
    years_low: float | None
    years_high: float | None
    transition_share: float | None = Field(description="Share of movers who go this way, 0–1.")
    openings_annual_jobs: int | None
    is_group_figure: bool = Field(description="Pay and openings are those of a group published as one.")
    why: str | None
    to_learn: list[str]
    is_estimated: bool


class NextAnswer(Answer):
    """Steps up from an occupation."""

    origin: str
    origin_name: str
    area: str
    moves: list[Move]


class Way(BaseModel):
    """One way from here to there."""

    kind: str = Field(description="direct, apprenticeship or stepping_stone.")
    codes: list[str]
    names: list[str]
    years: float
    details: dict[str, Any]


class PlanAnswer(Answer):
    """Ways from one occupation, or from school, to another."""

    destination: str
    destination_name: str
    area: str
    is_feasible: bool
    ways: list[Way]
    blocked: list[dict[str, Any]] = Field(description="Ways that the limits shut out.")


class Scenario(BaseModel):
    """Who could go where under one assumption about training."""

    name: str
    words: str
    people_count: int
    placed_count: int
    stranded_count: int
    pay_change_usd_mean: float | None
    moves: list[dict[str, Any]]
    stranded: list[dict[str, Any]]


class ClosureAnswer(Answer):
    """Where people could go when jobs end."""

    area: str
    is_local: bool
    scenarios: list[Scenario]
    unmatched: list[dict[str, Any]] = Field(description="What was asked and means no known occupation.")


class AreaAnswer(Answer):
    """Jobs and pay of an occupation where people live."""

    code_onet: str
    name: str
    area: str
    area_kind: str
    figures: list[Figure]


class EvidenceAnswer(Answer):
    """How the clustering was measured and what it can't say."""

    levels: dict[str, dict[str, Any]]
    recipe: dict[str, Any]
    left_out: dict[str, str]
    pages: list[str] = Field(description="Resources that tell more.")


class Release(BaseModel):
    """One table of the catalog."""

    table: str
    rows: int
    source: str | None
    release: str | None
    licence: str | None
    sha256: str
    notes: list[str]


class DataAnswer(Answer):
    """What data stand behind all answers, with releases and checksums."""

    catalog_id: str
    release: str
    version: str
    tables: list[Release]
    absent: list[str]
