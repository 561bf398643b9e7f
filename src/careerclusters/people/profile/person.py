"""A person: interests, strengths, preferences, constraints and background, each of which may be missing.

A `Person` holds what was told, not what follows from it: scores and inferred levels are computed when
asked for, so that better methods apply to old profiles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from careerclusters.catalog import Catalog
from careerclusters.errors import InputError
from careerclusters.features.level_model import LevelModel
from careerclusters.language import _
from careerclusters.people.profile.background import Background
from careerclusters.people.profile.instruments import FORMS, Form, check_answers, load_items
from careerclusters.people.profile.interests import InterestProfile, score, score_from_themes
from careerclusters.people.profile.preferences import Constraints, Preferences
from careerclusters.people.profile.questions import find_question
from careerclusters.people.profile.strengths import StrengthEvidence, Strengths, infer_strengths
from careerclusters.results import Value

__all__ = ["InterestAnswers", "Person"]


@dataclass(frozen=True, eq=False)
class InterestAnswers(Value):
    """Answers 1–5 by item id, or six theme scores brought from elsewhere (then no answers)."""

    form: Form = "short"
    answers: Mapping[str, int] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    themes: Mapping[str, float] | None = None
    themes_standard_error: float = 0.5

    def __post_init__(self) -> None:
        if self.form not in FORMS:
            raise InputError(
                "No such form", seen=self.form, todo=_("Forms: {names}.", names=", ".join(FORMS))
            )
        object.__setattr__(self, "answers", check_answers(self.answers))
        known = {item.item_id for item in load_items()}
        wrong = [item_id for item_id in self.skipped if item_id not in known]
        if wrong:
            raise InputError("A skipped item doesn't exist", seen=wrong[0], todo="Leave it out.")
        kept = {item_id for item_id in self.skipped if item_id not in self.answers}
        object.__setattr__(self, "skipped", tuple(sorted(kept)))
        if self.themes is not None:
            if self.answers:
                todo = "Keep the answers or the theme scores."
                raise InputError("Both answers and theme scores are given", todo=todo)
            score_from_themes(self.themes, standard_error=self.themes_standard_error)
        super().__post_init__()

    def profile(self) -> InterestProfile:
        """The six themes with their errors."""
        if self.themes is not None:
            return score_from_themes(self.themes, standard_error=self.themes_standard_error)
        return score(self.answers)


@dataclass(frozen=True, eq=False)
class Person(Value):
    """What a person told. None means that the part is missing, which is not the same as neutral.

    `skipped` holds the ids of questions passed over outside the interests, such as "values:support", so
    that they are not asked again.
    """

    interests: InterestAnswers | None = None
    strengths: StrengthEvidence | None = None
    preferences: Preferences | None = None
    constraints: Constraints | None = None
    background: Background | None = None
    skipped: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for question_id in self.skipped:
            if not isinstance(question_id, str) or question_id.startswith("interests:"):
                raise InputError("A skipped question can't be used", seen=question_id, todo="Leave it out.")
            find_question(question_id)
        object.__setattr__(self, "skipped", tuple(sorted(set(self.skipped))))

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the parts that say nothing."""
        is_there = {
            "interests": self.interests is not None and bool(self.interests.answers or self.interests.themes),
            "strengths": self.strengths is not None and not self.strengths.is_empty,
            "preferences": self.preferences is not None and not self.preferences.is_empty,
            "constraints": self.constraints is not None and not self.constraints.is_empty,
        }
        return tuple(name for name, there in is_there.items() if not there)

    def interest_profile(self) -> InterestProfile | None:
        """Themes with errors, or None when nothing was told."""
        if self.interests is None or "interests" in self.missing:
            return None
        return self.interests.profile()

    def levels(self, catalog: Catalog, *, model: LevelModel | None = None) -> Strengths | None:
        """Levels said, shown and inferred, or None when nothing was told."""
        if self.strengths is None or "strengths" in self.missing:
            return None
        return infer_strengths(self.strengths, catalog, model=model)

    def __repr__(self) -> str:
        parts = []
        if self.interests is not None and "interests" not in self.missing:
            counted = f"{len(self.interests.answers)} interest answers"
            parts.append("six theme scores" if self.interests.themes else counted)
        if self.strengths is not None and "strengths" not in self.missing:
            known = self.strengths
            counts = (len(known.ratings), len(known.occupations), len(known.experiences))
            parts.append("{} ratings, {} occupations, {} experiences".format(*counts))
        parts += [name for name in ("preferences", "constraints") if name not in self.missing]
        return f"Person({'; '.join(parts) or 'nothing told yet'})"
