"""How to start in an occupation: the shortest usual way in, schooling, time, licence and programmes.

The way in is what BLS calls typical: schooling to enter, experience, and training on the job. Years are
those usual for each, added up; they are estimates of ours. Apprenticeship
titles are a part of the full list.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import polars as pl

from careerclusters import present
from careerclusters.labour.figure import Figure
from careerclusters.labour.licences import Licence, licence_of
from careerclusters.labour.programmes import SCHOOLING, Programme, programmes_of, shorter_way
from careerclusters.language import _, marked
from careerclusters.present import inside_sentence
from careerclusters.results import Value

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.labour.area import Area

__all__ = ["PLACES", "HowToStart", "how_to_start"]

FEW_WEEKS_YEARS = 0.1
_SHORTER_BY_YEARS = 2

_TRAINING: dict[str, tuple[float, float]] = {
    marked("None"): (0, 0),
    "Short-term on-the-job training": (0, 0.1),
    "Moderate-term on-the-job training": (0.1, 1),
    "Long-term on-the-job training": (1, 4),
    "Apprenticeship": (3, 5),
    "Internship/residency": (0.5, 4),
}
_WAYS = {
    "apprenticeship": marked("The usual way in is an apprenticeship after school ({schooling}){time}."),
    "degree": marked("The usual way in is {schooling}{time}."),
    "short_course": marked("The usual way in is a short course after high school ({schooling}){time}."),
    "on_the_job": marked("You can start and learn on the job; schooling: {schooling}{time}."),
}
_DEGREES = {
    "Associate's degree": marked("an associate's degree"),
    "Bachelor's degree": marked("a bachelor's degree"),
    "Master's degree": marked("a master's degree"),
    "Doctoral or professional degree": marked("a doctoral or professional degree"),
}
PLACES = {
    "work": marked("an American Job Center"),
    "study": marked("College Scorecard and College Navigator (U.S. Department of Education)"),
    "short": marked("CareerOneStop Training Finder (U.S. Department of Labor)"),
    "apprenticeship": marked("Apprenticeship.gov (U.S. Department of Labor)"),
    "licence": marked("CareerOneStop License Finder and the state's licensing board"),
}
"""National sites and offices to look at, by what is looked for."""


@dataclass(frozen=True, eq=False)
class HowToStart(Value):
    """The usual way into an occupation.

    Parameters
    ----------
    way
        "apprenticeship", "degree", "short_course", "on_the_job", or "not_known".
    schooling, experience, training
        What is typical, in the publisher's words.
    years_low, years_high
        Years from a high school diploma to full work, without experience elsewhere; None when not known.
    licence
        State licences; None where the catalog has none.
    apprenticeships
        Titles of registered apprenticeships, from a part of the full list.
    programmes
        Up to three fields of study with what their graduates earn and owe.
    places
        Names of national sites and offices to look at.
    shorter
        Share of workers who hold an associate's degree, where a bachelor's is typical and at least a fifth
        hold no more: then that is the shortest usual way in. None elsewhere.
    """

    way: str
    schooling: Figure
    experience: Figure
    training: Figure
    years_low: float | None
    years_high: float | None
    licence: Licence | None
    apprenticeships: tuple[str, ...]
    programmes: tuple[Programme, ...]
    places: tuple[str, ...]
    shorter: Figure | None = None

    def words(self) -> tuple[str, ...]:
        """Sentences for a person, in the order of the way."""
        steps = list(self.steps())
        studies = [_("Study: {programme}", programme=programme.words()) for programme in self.programmes]
        return (*steps[:-1], *studies, steps[-1])

    def steps(self) -> tuple[str, ...]:
        """The same without the fields of study."""
        said = [self._way()]
        if self.licence is not None:
            said.append(self.licence.words())
        if self.apprenticeships:
            names = present.listing(self.apprenticeships, limit=3)
            said.append(_("Registered apprenticeships: {names} (part of the list).", names=names))
        said.append(_("Where to look: {places}.", places=present.listing(map(_, self.places))))
        return tuple(said)

    def _shorter(self) -> str:
        if self.shorter is None:
            return ""
        share = present.share_words(self.shorter.number)
        return " " + _(
            "A shorter way is an associate's degree: {share} of those at work hold one.", share=share
        )

    def _way(self) -> str:
        schooling = inside_sentence(_(str(self.schooling.value))) if self.schooling.is_known else ""
        time = ""
        if self.years_low is not None and self.years_high is not None:
            time = _time(self.years_low, self.years_high)
        said = _WAYS.get(self.way, marked("The usual way in is not known."))
        if self.way == "degree":
            schooling = _(_DEGREES.get(str(self.schooling.value), "")) or schooling
        said = _(said, schooling=schooling, time=time)
        if self.way == "degree":
            said += self._shorter()
        if self.way in _WAYS and self.experience.is_known and self.experience.value != "None":
            experience = inside_sentence(_(str(self.experience.value)))
            said += " " + _(
                "Employers usually ask for experience as well: {experience}.", experience=experience
            )
        return said

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "way": self.way,
            "schooling": self.schooling.to_dict(),
            "experience": self.experience.to_dict(),
            "training": self.training.to_dict(),
            "years_low": self.years_low,
            "years_high": self.years_high,
            "licence": self.licence and self.licence.to_dict(),
            "apprenticeships": list(self.apprenticeships),
            "programmes": [programme.to_dict() for programme in self.programmes],
            "places": list(self.places),
            "shorter": self.shorter and self.shorter.to_dict(),
            "words": list(self.words()),
            "steps": list(self.steps()),
        }

    def to_frame(self) -> pl.DataFrame:
        """One row per programme; figures are null where they are not known."""
        money = ("earnings", "earnings_low", "earnings_high", "debt")
        plain = ("code_cip4", "field", "credential", "horizon_years", "earnings_schools_count")
        columns: dict[str, list[object]] = {
            name: [getattr(programme, name) for programme in self.programmes] for name in plain
        }
        for name in money:
            columns[f"{name}_usd"] = [getattr(programme, name).value for programme in self.programmes]
        return pl.DataFrame(columns)

    def __repr__(self) -> str:
        return f"HowToStart({self._way()})"


def how_to_start(catalog: Catalog, code_onet: str, *, area: Area | None = None) -> HowToStart:
    """The usual way into an occupation, from a high school diploma on.

    Parameters
    ----------
    area
        Its state's licences, and its state's graduates where at least five schools report.
    """
    from careerclusters.labour.projections import projection_of

    ahead = projection_of(catalog, code_onet[:7])
    schooling, training = str(ahead.education.value), str(ahead.training.value)
    years = None
    if schooling in SCHOOLING and training in _TRAINING:
        study, learning = SCHOOLING[schooling], _TRAINING[training]
        years = (study[0] + learning[0], study[1] + learning[1])
    shorter = shorter_way(catalog, code_onet[:7], schooling)
    if shorter is not None and years is not None:
        years = (years[0] - _SHORTER_BY_YEARS, years[1])
    licence = licence_of(catalog, code_onet, area=area)
    titles = _apprenticeships(catalog, code_onet)
    way = _way_of(schooling, training)
    places = [PLACES["work"]] if way == "on_the_job" else []
    if way == "degree":
        places.append(PLACES["study"])
    if way in ("short_course", "on_the_job"):
        places.append(PLACES["short"])
    if titles or way == "apprenticeship":
        places.append(PLACES["apprenticeship"])
    if licence is not None and licence.is_listed:
        places.append(PLACES["licence"])
    return HowToStart(
        way,
        ahead.education,
        ahead.experience,
        ahead.training,
        None if years is None else years[0],
        None if years is None else years[1],
        licence,
        titles,
        programmes_of(catalog, code_onet, area=area),
        tuple(places or PLACES.values()),
        shorter,
    )


def _apprenticeships(catalog: Catalog, code_onet: str) -> tuple[str, ...]:
    if not catalog.has("apprenticeships"):
        return ()
    rows = catalog.table("apprenticeships").filter(pl.col("code_onet") == code_onet)
    title = catalog.title(code_onet).casefold()

    def likeness(name: str) -> tuple[float, str]:
        return -SequenceMatcher(None, name.casefold(), title, autojunk=False).ratio(), name

    return tuple(sorted(set(rows["apprenticeship_title"]), key=likeness))


def _way_of(schooling: str, training: str) -> str:
    if schooling not in SCHOOLING:
        return "not_known"
    if training == "Apprenticeship":
        return "apprenticeship"
    if SCHOOLING[schooling][0] >= 2:
        return "degree"
    return "short_course" if schooling == "Postsecondary nondegree award" else "on_the_job"


def _time(low: float, high: float) -> str:
    if high <= FEW_WEEKS_YEARS:
        return _(", a few weeks of training")
    return _(", {time} in all", time=present.years_phrase(low, high))
