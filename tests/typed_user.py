"""A script as its users write it: type-checked against the installed wheel, and run there.

`test_wheel.py` does both. Every `assert_type` says what a type checker must know of a result; it would say
"Any" if the package had lost the type on the way.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import assert_type

import polars as pl

import careerclusters as cc
from careerclusters.clustering import Cluster
from careerclusters.clustering.compare import Comparison
from careerclusters.finding import Candidate, Finding
from careerclusters.labour import LabourMarket
from careerclusters.pathways import Closure, NextMoves, Plan
from careerclusters.people import Held, InterestAnswers, Match, StrengthEvidence
from careerclusters.results import Result


def look_up(atlas: cc.Atlas, text: str) -> str:
    found = atlas.find(text)
    assert_type(found, Finding)
    assert_type(found.candidates, tuple[Candidate, ...])
    assert_type(found.candidates[0].chance, float | None)
    assert_type(found.code_onet, str | None)
    assert_type(atlas.name(atlas.code(text)), str)
    return atlas.code(text)


def look_around(atlas: cc.Atlas, code: str) -> Cluster:
    clustering = atlas.clustering
    assert_type(clustering, cc.Clustering)
    assert_type(clustering.levels, tuple[str, ...])
    labels = clustering.labels(clustering.main_level)
    assert_type(labels, dict[str, str])
    cluster = atlas.cluster(labels[code])
    assert_type(cluster, Cluster)
    assert_type(cluster.name, str)
    assert_type(cluster.members, pl.DataFrame)
    assert_type(cluster.stability_share, float)
    codes, ids, degrees = clustering.degrees(clustering.main_level)
    assert_type(codes, tuple[str, ...])
    assert degrees.shape == (len(codes), len(ids))
    return cluster


def fit_a_person(atlas: cc.Atlas, code: str) -> Match:
    themes = dict(zip("RIASEC", (2.0, 3.0, 2.0, 5.0, 3.0, 3.0), strict=True))
    person = cc.Person(
        interests=InterestAnswers(themes=themes),
        strengths=StrengthEvidence(occupations=(Held(code, years=4),)),
    )
    match = atlas.match(person, draws=20)
    assert_type(match, Match)
    assert_type(match.cards[0].code_onet, str)
    assert_type(match.cards[0].breaks, tuple[str, ...])
    assert_type(match.occupations, pl.DataFrame)
    assert_type(match.themes_raw, Mapping[str, float] | None)
    return match


def look_ahead(atlas: cc.Atlas, origin: str, destination: str) -> tuple[Plan, NextMoves, Closure]:
    plan = atlas.plan(origin, destination)
    assert_type(plan, Plan)
    assert_type(plan.ways[0].codes, tuple[str, ...])
    assert_type(plan.ways[0].years, float)
    steps = atlas.next(origin)
    assert_type(steps, NextMoves)
    assert_type(steps.moves[0].pay_change_usd, float)
    assert_type(atlas.reach(origin, steps=1, limit=5), pl.DataFrame)
    closure = atlas.closure({origin: 20}, area="Ohio", openings_share=0.5)
    assert_type(closure, Closure)
    assert_type(closure.scenarios[0].pay_change_usd, float | None)
    return plan, steps, closure


def look_beside(atlas: cc.Atlas, first: str, second: str) -> tuple[Comparison, LabourMarket]:
    comparison = atlas.compare(first, second)
    assert_type(comparison, Comparison)
    assert_type(comparison.similarity, float)
    assert_type(comparison.parts, pl.DataFrame)
    market = atlas.occupation(first)
    assert_type(market, LabourMarket)
    assert_type(market.pay.annual["median"].value, float | int | str | None)
    return comparison, market


def main(folder: Path | str | None = None) -> None:
    atlas = cc.open(folder)
    code = look_up(atlas, "nursing assistant")
    results: list[Result] = [
        atlas.find("nurse"),
        look_around(atlas, code),
        fit_a_person(atlas, code),
        *look_ahead(atlas, code, "registered nurse"),
        *look_beside(atlas, code, "registered nurse"),
    ]
    for result in results:
        print(type(result).__name__, len(result.to_dict()), result.to_frame().width)


if __name__ == "__main__":
    main()
