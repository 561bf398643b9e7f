"""What a person can do: what they said, what their history shows, and what may be inferred from both.

The three stay apart in every result (`source`, `is_said`, `is_inferred`):

- *said*: the person's own rating. It is shown as said; its error is known to be large.
- *occupation*, *experience*: levels of work held and of hobbies, care or unpaid work, brought down for
  short times. Only elements that matter in an occupation (importance 2.5 or more) and that it asks for more
  than work does on average count as shown by it: not having needed something says nothing, so work held
  never speaks against anybody.
- *inferred*: everything else, by Gaussian conditioning in `level_model`, with what remains uncertain.

Bodily abilities (strength, stamina, steadiness, sight, hearing and the like) are never inferred, neither
from work held nor from other answers: they are known only where the person rates them.

A rating replaces what history shows; of several histories the one that shows the highest level counts.
Errors of ratings by one person share a part (some rate themselves kindly), so that many ratings are less
evidence than as many independent ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from careerclusters.catalog import Catalog
from careerclusters.errors import InputError, UnknownError
from careerclusters.features.level_model import LENIENCE_SD, SELF_RATING_SD, LevelModel, fit_level_model
from careerclusters.language import _
from careerclusters.people.profile.anchors import check_level, rated_elements
from careerclusters.people.profile.experiences import experience
from careerclusters.results import Value

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "Done",
    "ElementLevel",
    "Held",
    "StrengthEvidence",
    "Strengths",
    "infer_strengths",
    "is_bodily",
    "practice_share",
]

Source = Literal["said", "occupation", "experience", "inferred"]
MATTERS = 2.5
HISTORY_SD = 1.0
EXPERIENCE_SD = 1.3
_MOST_YEARS = 80.0
_BODILY = ("1.A.2", "1.A.3", "1.A.4")


@dataclass(frozen=True)
class Held:
    """An occupation that a person has held, and for how many years."""

    code_onet: str
    years: float = 2.0

    def __post_init__(self) -> None:
        _check_years(self.years, what=self.code_onet)


@dataclass(frozen=True)
class Done:
    """A hobby, care or unpaid work from the list, and for how many years."""

    experience_id: str
    years: float = 2.0

    def __post_init__(self) -> None:
        _check_years(self.years, what=self.experience_id)
        experience(self.experience_id)


@dataclass(frozen=True, eq=False)
class StrengthEvidence(Value):
    """All that a person has told about what they can do; any part may be empty."""

    ratings: Mapping[str, float] = field(default_factory=dict)
    occupations: tuple[Held, ...] = ()
    experiences: tuple[Done, ...] = ()

    def __post_init__(self) -> None:
        known = set(rated_elements())
        for element_id, level in self.ratings.items():
            if element_id not in known:
                raise UnknownError(
                    "No skill, knowledge or ability has this id",
                    seen=element_id,
                    todo="Ids look like 2.A.1.a; list them with people.rated_elements().",
                )
            check_level(level, what=element_id)
        super().__post_init__()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was told."""
        return not (self.ratings or self.occupations or self.experiences)


@dataclass(frozen=True)
class ElementLevel:
    """A person's level of one element, 0 to 7, its standard error and where it comes from.

    `because` holds the occupation code or experience id; None when said or inferred.
    """

    element_id: str
    level: float
    standard_error: float
    source: Source
    because: str | None = None

    @property
    def is_said(self) -> bool:
        """Whether the person rated it themselves."""
        return self.source == "said"

    @property
    def is_inferred(self) -> bool:
        """Whether nothing the person told names it."""
        return self.source == "inferred"


@dataclass(frozen=True, eq=False)
class Strengths(Value):
    """Levels of all elements, ordered by element id, with the covariance of their errors."""

    levels: tuple[ElementLevel, ...]
    covariance: NDArray[np.float64]
    catalog_id: str

    @property
    def element_ids(self) -> tuple[str, ...]:
        """Order of `levels`, `vector` and `covariance`."""
        return tuple(level.element_id for level in self.levels)

    @property
    def vector(self) -> NDArray[np.float64]:
        """Levels of shape (n_elements,)."""
        return np.array([level.level for level in self.levels])

    @property
    def is_inferred(self) -> np.ndarray:
        """Which levels are inferred, of shape (n_elements,)."""
        return np.array([level.is_inferred for level in self.levels])

    def draws(self, n: int, *, seed: int = 0) -> NDArray[np.float64]:
        """Plausible levels of shape (n, n_elements), kept within 0 to 7."""
        random = np.random.default_rng(seed)
        size = len(self.levels)
        root = np.linalg.cholesky(self.covariance + 1e-9 * np.eye(size))
        return np.clip(self.vector + random.standard_normal((n, size)) @ root.T, 0.0, 7.0)

    def to_dict(self) -> dict[str, object]:
        """Levels with their source, JSON-ready."""
        return {"catalog_id": self.catalog_id, "levels": [_row(level) for level in self.levels]}

    def to_frame(self) -> pl.DataFrame:
        """One row per element: level, standard error, source, because, is_said, is_inferred."""
        import polars as pl

        schema = {"because": pl.String}
        return pl.DataFrame([_row(level) for level in self.levels], schema_overrides=schema)

    def __repr__(self) -> str:
        counts = {s: sum(x.source == s for x in self.levels) for s in ("said", "occupation", "experience")}
        stated = ", ".join(f"{count} {source}" for source, count in counts.items() if count)
        return f"Strengths({stated or 'nothing stated'}, {int(self.is_inferred.sum())} inferred)"


def practice_share(years: float) -> float:
    """Share of an occupation's level that someone reaches after some years: .50 at once, .70, .82, .96 at 5.

    1 − ½ exp(−years/2). A convention, not an estimate.
    """
    return 1.0 - 0.5 * float(np.exp(-years / 2.0))


def infer_strengths(
    evidence: StrengthEvidence, catalog: Catalog, *, model: LevelModel | None = None
) -> Strengths:
    """Levels of all skills, knowledge and abilities from whatever a person told.

    This compares what people say of themselves with what occupations ask for; it is no test of ability.

    Parameters
    ----------
    evidence
        Ratings, occupations held, experiences; an empty one gives the prior.
    catalog
        Gives the levels of occupations held.
    model
        From `fit_level_model`; give it to fit once for many people.

    Raises
    ------
    UnknownError
        When an occupation isn't in the catalog.
    """
    model = model or fit_level_model(catalog)
    place = {element_id: at for at, element_id in enumerate(model.element_ids)}
    stated = {key: value for key, value in _stated(evidence, catalog, _usual(model)).items() if key in place}
    observed = sorted(stated, key=place.__getitem__)
    mean, covariance = model.mean, model.covariance
    if observed:
        values = np.array([stated[key].level for key in observed])
        groups = [stated[key].because or "said" for key in observed]
        shared = np.array([[a == b for b in groups] for a in groups]) * LENIENCE_SD**2
        noise = shared + np.diag([stated[key].standard_error ** 2 for key in observed])
        places = np.array([place[key] for key in observed])
        mean, covariance = model.given(places, values, noise=noise)
    mean, covariance = _without_bodies(model, mean, covariance, stated)
    errors = np.sqrt(np.maximum(np.diag(covariance), 0.0))
    levels = []
    for key, at in place.items():
        error = float(errors[at])
        if key in stated:
            levels.append(
                ElementLevel(key, stated[key].level, error, stated[key].source, stated[key].because)
            )
        else:
            levels.append(ElementLevel(key, float(np.clip(mean[at], 0.0, 7.0)), error, "inferred"))
    return Strengths(tuple(levels), covariance, model.catalog_id)


def is_bodily(element_id: str) -> bool:
    """Whether an ability is one of the body: psychomotor, physical or of the senses."""
    return element_id.startswith(_BODILY)


def _usual(model: LevelModel) -> dict[str, float]:
    return dict(zip(model.element_ids, (float(level) for level in model.mean), strict=True))


def _without_bodies(
    model: LevelModel, mean: np.ndarray, covariance: np.ndarray, stated: Mapping[str, ElementLevel]
) -> tuple[np.ndarray, np.ndarray]:
    """Bodily abilities that nobody spoke of, back to what is known of anybody."""
    unsaid = np.array([is_bodily(key) and key not in stated for key in model.element_ids])
    mean, covariance = mean.copy(), covariance.copy()
    mean[unsaid] = model.mean[unsaid]
    covariance[unsaid, :] = covariance[:, unsaid] = 0.0
    covariance[np.ix_(unsaid, unsaid)] = model.covariance[np.ix_(unsaid, unsaid)]
    return mean, covariance


def _stated(
    evidence: StrengthEvidence, catalog: Catalog, usual: Mapping[str, float]
) -> dict[str, ElementLevel]:
    """What was told per element, each with the error of one such statement alone."""
    stated: dict[str, ElementLevel] = {}
    for done in evidence.experiences:
        reached = practice_share(done.years) / practice_share(2.0)
        for element_id, level in experience(done.experience_id).levels:
            if is_bodily(element_id):
                continue
            found = ElementLevel(
                element_id, min(7.0, level * reached), EXPERIENCE_SD, "experience", done.experience_id
            )
            _keep_highest(stated, found)
    for held in evidence.occupations:
        for element_id, level in _occupation(catalog, held.code_onet).items():
            reached = level * practice_share(held.years)
            if not is_bodily(element_id) and reached > usual.get(element_id, 7.0):
                found = ElementLevel(element_id, reached, HISTORY_SD, "occupation", held.code_onet)
                _keep_highest(stated, found)
    for element_id, level in evidence.ratings.items():
        stated[element_id] = ElementLevel(element_id, float(level), SELF_RATING_SD, "said")
    return stated


def _keep_highest(stated: dict[str, ElementLevel], found: ElementLevel) -> None:
    known = stated.get(found.element_id)
    if known is None or found.level > known.level:
        stated[found.element_id] = found


def _occupation(catalog: Catalog, code_onet: str) -> dict[str, float]:
    """Levels of the elements that matter in an occupation; nothing for one without ratings."""
    return catalog.derive(f"levels of {code_onet}", lambda: _read_occupation(catalog, code_onet))


def _read_occupation(catalog: Catalog, code_onet: str) -> dict[str, float]:
    import polars as pl

    catalog.title(code_onet)
    rows = (
        catalog.scan("ratings")
        .filter(
            (pl.col("code_onet") == code_onet)
            & pl.col("scale_id").is_in(["IM", "LV"])
            & pl.col("element_id").is_in(rated_elements())
        )
        .collect()
        .pivot(on="scale_id", index="element_id", values="value")
    )
    if rows.is_empty() or not {"IM", "LV"} <= set(rows.columns):
        return {}
    matters = rows.filter((pl.col("IM") >= MATTERS) & pl.col("LV").is_not_null())
    return dict(zip(matters["element_id"], matters["LV"], strict=True))


def _row(level: ElementLevel) -> dict[str, object]:
    return {**asdict(level), "is_said": level.is_said, "is_inferred": level.is_inferred}


def _check_years(years: float, *, what: str) -> None:
    is_number = isinstance(years, (int, float)) and not isinstance(years, bool)
    if not is_number or not 0 <= years <= _MOST_YEARS:
        raise InputError(
            _("The years for {what} can't be used", what=what), seen=years, todo="Give 0 to 80 years."
        )
