"""Run the cases and say what came of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from careerclusters.errors import InputError
from careerclusters.evaluation.advice.cases import Case, load_cases
from careerclusters.evaluation.advice.checks import failed
from careerclusters.ranks import mean_ranks
from careerclusters.results import Value

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.atlas import Atlas

__all__ = ["AdviceReport", "Outcome", "answer_of", "evaluate_advice", "field_auc", "run_case"]

# Mean interests R I A S E C of degree holders by field, from published aggregates, and where the field leads.
FIELD_MEANS = {
    "Computing": ((2.54, 3.09, 2.94, 3.08, 2.53, 2.79), ("15-12",)),
    "Engineering": ((2.80, 3.15, 2.98, 3.16, 2.67, 2.70), ("17-2",)),
    "Business": ((2.17, 2.73, 2.90, 3.38, 3.00, 2.78), ("11-", "13-")),
    "Health": ((2.04, 3.43, 2.75, 3.48, 2.36, 2.28), ("29-1",)),
    "Education": ((1.92, 2.80, 2.92, 3.72, 2.54, 2.31), ("25-",)),
    "Natural science": ((2.30, 3.83, 2.89, 3.18, 2.28, 2.39), ("19-1", "19-2")),
    "Creative arts": ((2.02, 3.00, 3.52, 3.16, 2.29, 2.00), ("27-",)),
}


@dataclass(frozen=True)
class Outcome:
    """A case, whether it passed, and what was wrong."""

    kind: str
    who: str
    source: str
    passed: bool
    problems: tuple[str, ...]


@dataclass(frozen=True, eq=False, repr=False)
class AdviceReport(Value):
    """What came of all cases."""

    outcomes: tuple[Outcome, ...]

    @property
    def passed_count(self) -> int:
        """Cases that passed."""
        return sum(one.passed for one in self.outcomes)

    def by_kind(self) -> list[dict[str, Any]]:
        """Cases and passes of each kind."""
        counts = Counter(one.kind for one in self.outcomes)
        passes = Counter(one.kind for one in self.outcomes if one.passed)
        return [{"kind": kind, "cases": count, "passed": passes[kind]} for kind, count in counts.items()]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "cases": len(self.outcomes),
            "passed": self.passed_count,
            "kinds": self.by_kind(),
            "outcomes": [{**asdict(one), "problems": list(one.problems)} for one in self.outcomes],
        }

    def to_frame(self) -> pl.DataFrame:
        """One row per case."""
        import polars as pl

        rows = [{**asdict(one), "problems": "; ".join(one.problems)} for one in self.outcomes]
        return pl.DataFrame(rows)

    def __repr__(self) -> str:
        return f"AdviceReport({self.passed_count} of {len(self.outcomes)} cases pass)"


def evaluate_advice(atlas: Atlas, *, kind: str | None = None) -> AdviceReport:
    """Run all cases, or those of one kind."""
    return AdviceReport(tuple(run_case(atlas, case) for case in load_cases(kind)))


def run_case(atlas: Atlas, case: Case) -> Outcome:
    """Run one case."""
    answer = answer_of(atlas, case)
    problems = []
    for check in case.must:
        wrong = failed(check, answer)
        if wrong is not None:
            problems.append(f"must {_said(check)}: {wrong}")
    for check in case.must_not:
        if failed(check, answer) is None:
            problems.append(f"must not {_said(check)}")
    return Outcome(case.kind, case.who, case.source, not problems, tuple(problems))


def answer_of(atlas: Atlas, case: Case) -> dict[str, Any]:
    """The answer to a case, as the command line gives it with --json."""
    ask = case.ask
    if "typed" in ask:
        return _typed(atlas, ask["typed"])
    if "fields" in ask:
        return {"field_auc": field_auc(atlas, view=ask["fields"])}
    if "adaptive" in ask:
        return _adaptive(atlas, ask["adaptive"])
    if "profile" in ask and "to" not in ask:
        return _match(atlas, ask)
    if "now" in ask:
        return _next(atlas, ask)
    if "lost" in ask:
        return _closure(atlas, ask)
    if "to" in ask:
        return _plan(atlas, ask)
    raise InputError("A case asks for nothing known", seen=", ".join(ask))


def _typed(atlas: Atlas, words: str) -> dict[str, Any]:
    """What words mean, and the list for the wishes in them."""
    from careerclusters.titles import wish_list

    finding = atlas.find(words)
    if not any(wish.has_list for wish in finding.intents):
        return finding.to_dict()
    wishes = wish_list(atlas.catalog, finding.intents)
    rows = [{**row, "name": atlas.name(row["code_onet"])} for row in wishes.occupations.to_dicts()]
    return {**finding.to_dict(), "wish_list": {**wishes.to_dict(), "occupations": rows}}


def field_auc(atlas: Atlas, *, view: str = "relative") -> float:
    """Mean chance that an own-field occupation ranks above another, among job zones 4 and 5."""
    from careerclusters.people.matching.score import interest_values
    from careerclusters.people.profile.theme_model import relative

    features = atlas.matcher.features
    is_high = (features.job_zones >= 4) & ~np.isnan(features.interests).any(axis=1)
    values = []
    for means, starts in FIELD_MEANS.values():
        themes = np.array(means) if view == "raw" else relative(np.array(means))
        score = interest_values(themes[None], features, reliability=1.0)[0][is_high]
        own = np.array([code.startswith(starts) for code in features.codes])[is_high]
        ranks, count = mean_ranks(score), int(own.sum())
        values.append((ranks[own].sum() - count * (count + 1) / 2) / (count * (~own).sum()))
    return float(np.mean(values))


def _said(check: Any) -> str:
    rest = {name: value for name, value in check.items() if name != "check"}
    return f"{check['check']} {rest}" if rest else str(check["check"])


def _area(atlas: Atlas, ask: Any) -> Any:
    from careerclusters.labour import area_of

    return area_of(atlas.catalog, ask.get("area"))


def _match(atlas: Atlas, ask: Any) -> dict[str, Any]:
    from careerclusters.people.explain.explained import explain_match
    from careerclusters.people.profile.file import person_from_dict

    person = person_from_dict({"careerclusters_profile": 1, **ask["profile"]})
    match = atlas.match(
        person, area=ask.get("area"), view=ask.get("view", "relative"), draws=ask.get("draws", 200)
    )
    return explain_match(atlas.matcher, match) | _beside(atlas)


def _beside(atlas: Atlas) -> dict[str, Any]:
    """What checks of matches look up beside the answer."""
    from careerclusters.people.profile.strengths import is_bodily
    from careerclusters.words import gloss

    market, ids = atlas.matcher.nation, atlas.matcher.features.element_ids
    return {
        "jobs": dict(zip(market.codes, np.nan_to_num(market.jobs).tolist(), strict=True)),
        "schooling": dict(zip(market.codes, market.schooling.tolist(), strict=True)),
        "element_names": [gloss(one).noun_phrase for one in ids],
        "body_names": [gloss(one).noun_phrase for one in ids if is_bodily(one)],
    }


def _adaptive(atlas: Atlas, liking: Any) -> dict[str, Any]:
    """Somebody who answers each theme alike in the adaptive form."""
    from careerclusters.people.explain.explained import explain_match
    from careerclusters.people.profile.instruments import next_item
    from careerclusters.people.profile.person import InterestAnswers, Person

    answers: dict[str, int] = {}
    while (item := next_item("adaptive", answers)) is not None:
        answers[item.item_id] = liking[item.theme]
    match = atlas.match(Person(InterestAnswers("adaptive", answers)))
    asked = dict(Counter(item_id[0] for item_id in answers))
    return explain_match(atlas.matcher, match) | _beside(atlas) | {"asked": asked}


def _next(atlas: Atlas, ask: Any) -> dict[str, Any]:
    from careerclusters.atlas.advice import next_json

    return next_json(atlas, ask["now"], area=_area(atlas, ask))


def _limits(ask: Any) -> Any:
    from careerclusters.pathways import Limits

    return Limits(
        **{name: ask[name] for name in ("education_max", "pay_min_usd", "years_max") if name in ask}
    )


def _plan(atlas: Atlas, ask: Any) -> dict[str, Any]:
    from careerclusters.atlas.advice import plan_json
    from careerclusters.people.profile.file import person_from_dict

    person = None
    if "profile" in ask:
        person = person_from_dict({"careerclusters_profile": 1, **ask["profile"]})
    return plan_json(
        atlas,
        ask.get("from"),
        ask["to"],
        grade=ask.get("grade"),
        person=person,
        area=_area(atlas, ask),
        limits=_limits(ask),
    )


def _closure(atlas: Atlas, ask: Any) -> dict[str, Any]:
    from careerclusters.atlas.advice import closure_of
    from careerclusters.pathways.closure import Unmatched

    unmatched = tuple(Unmatched(words, 1, "no job title is like it") for words in ask.get("unmatched", ()))
    found = closure_of(atlas, ask["lost"], area=_area(atlas, ask), unmatched=unmatched)
    market = atlas.matcher.nation
    steps = dict(zip(market.codes, np.maximum(market.schooling, 1).tolist(), strict=True))
    return found.to_dict() | {"steps": steps}
