"""Two to four occupations or clusters side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from careerclusters import present
from careerclusters.clustering.paragraphs import paragraph_of
from careerclusters.features.estimated_share import EstimatedShare, estimated_share
from careerclusters.labour import Area
from careerclusters.labour.figure import Figure
from careerclusters.language import _, marked
from careerclusters.present import inside_sentence
from careerclusters.web.contexts import Page, known_level
from careerclusters.web.parameters import NONE_GIVEN, Many
from careerclusters.web.queries.areas import AreaName, Where, market_in, where_of
from careerclusters.web.queries.find import resolve
from careerclusters.web.queries.importance import importances
from careerclusters.web.queries.pay_picture import PayPicture, cluster_pay, pay_picture
from careerclusters.web.state import State

__all__ = ["PAGE", "ComparePage", "compare"]

_DIFFERENCES, _LEADS = 12, 5
_PAY, _GROWTH, _POINTS = 1, 4, 2.0
_ALIKE, _CLEARLY = 1.03, 0.5


@dataclass(frozen=True)
class Subject:
    """One of those compared; `key` is its code or cluster id; `pay` is to draw, None where not known."""

    kind: str
    key: str
    title: str
    name: str
    sentence: str
    cluster_id: str
    cluster: str
    place: int
    firmness: str
    figures: tuple[Figure | None, ...]
    pay: PayPicture | None


@dataclass(frozen=True)
class Difference:
    """An element in which they differ, in standard deviations from the average occupation."""

    element_id: str
    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Lead:
    """In what one of those compared is above all others, in plain words."""

    name: str
    labels: tuple[str, ...]


@dataclass(frozen=True)
class ComparePage:
    """Those compared with their figures in the order of `figure_names`; empty when fewer than two.

    `finding` says the main differences; `leads` in what each needs clearly more than the others.
    """

    title: str
    asked: tuple[str, ...]
    where: Where
    figure_names: tuple[str, ...]
    finding: str
    subjects: tuple[Subject, ...]
    leads: tuple[Lead, ...]
    differences: tuple[Difference, ...]
    scale_sd: float
    estimated: EstimatedShare | None = None
    sources: tuple[str, ...] = ("oews_areas", "oews_national", "onet", "projections_2024")


_FIGURES: tuple[str, ...] = (
    marked("Pay: a tenth is below"),
    marked("Typical pay"),
    marked("Pay: a tenth is above"),
    marked("Jobs"),
)
_FIGURES += (
    marked("Change in jobs in ten years"),
    marked("Openings"),
    marked("Usual schooling"),
    marked("Training on the job"),
)


def compare(state: State, *, of: Many = NONE_GIVEN, area: AreaName = None) -> ComparePage:
    """Side by side; titles, codes and cluster ids may be mixed."""
    asked = tuple(text.strip() for text in of if text.strip())
    where = where_of(state, area)
    found = list(dict.fromkeys(resolve(state, text) for text in asked))
    if len(found) < 2:
        title = _("Compare jobs or groups")
        return ComparePage(title, asked, where, _FIGURES, "", (), (), (), 1.0)
    subjects = tuple(
        _occupation(state, key, where.area) if kind == "occupation" else _cluster(state, key, where.area)
        for kind, key in found
    )
    differences = _differences(state, subjects)
    largest = max((abs(v) for row in differences for v in row.values if v is not None), default=1.0)
    return ComparePage(
        title=present.listing((subject.name for subject in subjects), joiner="and"),
        asked=asked,
        where=where,
        figure_names=_FIGURES,
        finding=_finding(subjects),
        subjects=subjects,
        leads=_leads(subjects, differences),
        differences=differences,
        scale_sd=max(1.0, float(np.ceil(largest))),
        estimated=estimated_share(
            state.catalog,
            [key for kind, key in found if kind == "occupation"],
            figures=[figure.to_dict() for one in subjects for figure in one.figures if figure is not None],
        ),
    )


def _finding(subjects: Sequence[Subject]) -> str:
    """Who is paid most and least, and whose jobs grow fastest; nothing where that isn't known of two."""
    said = []
    paid = [(one.pay.p50_usd, one) for one in subjects if one.pay and one.pay.p50_usd is not None]
    paid.sort(key=lambda pair: -pair[0])
    lacking = [one for _pay, one in paid if (pay := one.figures[_PAY]) is not None and pay.stands_in_for]
    if lacking and len(lacking) < len(paid):
        names = present.listing(inside_sentence(one.name) for one in lacking)
        said.append(
            _(
                "Here no pay is published for {names}; a wider area stands in, so pay isn't compared.",
                names=names,
            )
        )
    elif len(paid) > 1:
        (most, first), (least, last) = paid[0], paid[-1]
        if most < least * _ALIKE:
            said.append(_("Typical pay is much the same: about {pay}.", pay=present.dollars(round(most, -3))))
        else:
            more = present.dollars(round(most - least, -3))
            other = inside_sentence(last.name)
            said.append(
                _(
                    "{first} has the highest typical pay: {pay} more than {other}.",
                    first=first.name,
                    pay=more,
                    other=other,
                )
            )
    grown = [(one.figures[_GROWTH], one) for one in subjects]
    known = [(float(one.value), who) for one, who in grown if one is not None and one.value is not None]
    known.sort(key=lambda pair: -pair[0])
    if len(known) > 1 and known[0][0] - known[-1][0] >= _POINTS:
        (high, first), (low, last) = known[0], known[-1]
        said.append(
            _(
                "By 2034, jobs change by {high} for {first} and by {low} for {last}.",
                high=present.signed_percent(high),
                first=inside_sentence(first.name),
                low=present.signed_percent(low),
                last=inside_sentence(last.name),
            )
        )
    return " ".join(said)


def _leads(subjects: Sequence[Subject], differences: Sequence[Difference]) -> tuple[Lead, ...]:
    """For each, the elements in which it stands above all others, the widest gap first."""
    found = []
    for at, subject in enumerate(subjects):
        gaps = []
        for row in differences:
            others = [value for i, value in enumerate(row.values) if i != at and value is not None]
            own = row.values[at]
            if own is not None and others and own - max(others) >= _CLEARLY:
                gaps.append((max(others) - own, row.label))
        found.append(Lead(subject.name, tuple(label for _gap, label in sorted(gaps)[:_LEADS])))
    return tuple(lead for lead in found if lead.labels)


def _occupation(state: State, code: str, area: Area | None) -> Subject:
    rows = state.clustering.occupation(code)
    home = next(
        row for row in rows.iter_rows(named=True) if row["is_primary"] and row["level"] == state.main_level
    )
    figures: tuple[Figure | None, ...] = (None,) * len(_FIGURES)
    picture = None
    if code in state.known_codes:
        market = market_in(state, code, area)
        pay, ahead = market.pay.hourly or market.pay.annual, market.projection
        here = market.in_area
        figures = (pay.get("p10"), pay.get("median"), pay.get("p90"))
        figures += (here.jobs if here else ahead.jobs, ahead.growth_10yr)
        figures += (here.openings_annual if here else ahead.openings_annual, ahead.education, ahead.training)
        picture = pay_picture(state, market)
    share = present.percent(home["membership_share"])
    return Subject(
        kind="occupation",
        key=code,
        title=state.clustering.titles[code],
        name=state.plain_name(code),
        sentence=state.sentence(code),
        cluster_id=home["cluster_id"],
        cluster=state.names[home["cluster_id"]],
        place=state.places[home["cluster_id"]],
        firmness=_("{share} belongs there, {role}", share=share, role=_(home["role"])),
        figures=figures,
        pay=picture,
    )


def _cluster(state: State, cluster_id: str, area: Area | None) -> Subject:
    found = state.clustering.cluster(cluster_id)
    level = known_level(state, found.level)
    outlook = state.outlook(cluster_id, level, area)
    schooling = outlook.education.sort("job_share", descending=True)
    usual = Figure(schooling["education"][0], "words", "2024", "projections_2024") if len(schooling) else None
    pay = outlook.pay
    return Subject(
        kind="cluster",
        key=cluster_id,
        title=state.names[cluster_id],
        name=state.names[cluster_id],
        sentence=paragraph_of(found, name_of=state.plain_name).sentences[0],
        cluster_id=cluster_id,
        cluster=state.names[cluster_id],
        place=state.places[cluster_id],
        firmness=_(
            "{level} group, {firm}", level=_(level), firm=present.stability_words(found.stability_share)
        ),
        figures=(
            pay.get("p10"), pay.get("p50"), pay.get("p90"), outlook.jobs, outlook.growth["mean"],
            outlook.openings_annual, usual, None,
        ),
        pay=cluster_pay(state, outlook),
    )  # fmt: skip


def _differences(state: State, subjects: tuple[Subject, ...]) -> tuple[Difference, ...]:
    """Elements with the widest span between those that are rated."""
    known = importances(state)
    columns = []
    for one in subjects:
        codes = [one.key]
        if one.kind == "cluster":
            codes = state.clustering.cluster(one.key).members["code_onet"].to_list()
        columns.append(known.of(codes))
    rated = [column for column in columns if column is not None]
    if len(rated) < 2:
        return ()
    stack = np.vstack(rated)
    span = np.where(np.isnan(stack).any(axis=0), -1.0, stack.max(axis=0) - stack.min(axis=0))
    widest = sorted(range(len(span)), key=lambda at: (-round(float(span[at]), 6), known.element_ids[at]))
    return tuple(
        Difference(
            known.element_ids[at],
            known.labels[at],
            tuple(None if column is None else round(float(column[at]), 2) for column in columns),
        )
        for at in widest[:_DIFFERENCES]
    )


PAGE = Page("compare", "/compare", "Two to four side by side.", compare, rows="differences")
