"""How to start in an occupation: the shortest usual way in, schooling, time, licence and programmes.

The way in is what BLS calls typical: schooling to enter, experience, and training on the job. Years are
those usual for each, added up; they are estimates of ours. Programmes are fields of study (CIP, four
digits) that prepare for the occupation, with the credential that is typical for it. Earnings and debt are
medians of schools' medians for federally aided graduates; apprenticeship titles are a part of the full list.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

import polars as pl

from careerclusters import present
from careerclusters.labour._rows import row_of, rows_of
from careerclusters.labour.figure import NATION_NAME, Figure
from careerclusters.labour.licences import Licence, licence_of, state_name
from careerclusters.language import _, marked
from careerclusters.present import inside_sentence
from careerclusters.results import Value

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.labour.area import Area

__all__ = ["PLACES", "HowToStart", "Programme", "how_to_start", "programmes_of"]

SOURCE, YEAR = "scorecard", "2026"
MOST_PROGRAMMES = 3
FEW_WEEKS_YEARS = 0.1
SHORTER_FROM, _SHORTER_BY_YEARS = 0.2, 2

# Years of study after high school: least and most, and the credentials that lead there.
_SCHOOLING: dict[str, tuple[float, float, tuple[str, ...]]] = {
    "No formal educational credential": (0, 0, ("certificate",)),
    "High school diploma or equivalent": (0, 0, ("certificate", "associate")),
    "Some college, no degree": (0.5, 2, ("certificate", "associate")),
    "Postsecondary nondegree award": (0.5, 2, ("certificate", "associate")),
    "Associate's degree": (2, 2, ("associate",)),
    "Bachelor's degree": (4, 4, ("bachelor",)),
    "Master's degree": (6, 6, ("master",)),
    "Doctoral or professional degree": (7, 9, ("first_professional", "doctoral")),
}
_TRAINING: dict[str, tuple[float, float]] = {
    marked("None"): (0, 0),
    "Short-term on-the-job training": (0, 0.1),
    "Moderate-term on-the-job training": (0.1, 1),
    "Long-term on-the-job training": (1, 4),
    "Apprenticeship": (3, 5),
    "Internship/residency": (0.5, 4),
}
_CREDENTIAL_WORDS = {
    "certificate": marked("certificate"),
    "associate": marked("associate's degree"),
    "bachelor": marked("bachelor's degree"),
    "post_baccalaureate": marked("certificate after a bachelor's degree"),
    "graduate_certificate": marked("graduate certificate"),
    "master": marked("master's degree"),
    "first_professional": marked("professional degree"),
    "doctoral": marked("doctoral degree"),
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
class Programme(Value):
    """A field of study that prepares for an occupation, with one credential.

    Parameters
    ----------
    code_cip4, field, credential
        The field, its name, and the kind of credential.
    earnings, earnings_low, earnings_high
        Median of schools' median earnings, and those of the lowest and the highest school; a year.
    horizon_years
        Years after completion at which they earn that; None when not known.
    earnings_schools_count
        Schools that report earnings.
    debt
        Median of schools' median federal debt.
    """

    code_cip4: str
    field: str
    credential: str
    earnings: Figure
    earnings_low: Figure
    earnings_high: Figure
    horizon_years: int | None
    earnings_schools_count: int
    debt: Figure

    def words(self) -> str:
        """One sentence for a person."""
        field, credential = self.field, _(_CREDENTIAL_WORDS[self.credential])
        debt = present.dollars(self.debt.number, per=None)
        if not self.earnings.is_known:
            if self.debt.is_known:
                return _(
                    "{field}, {credential}: earnings withheld, too few graduates, and owe {debt}.",
                    field=field,
                    credential=credential,
                    debt=debt,
                )
            return _(
                "{field}, {credential}: earnings withheld, too few graduates.",
                field=field,
                credential=credential,
            )
        slots = {
            "field": field,
            "credential": credential,
            "pay": self.earnings.text(),
            "years": present.counted(int(self.horizon_years or 0), "year"),
            "schools": present.counted(self.earnings_schools_count, "school"),
            "area": _where(self.earnings.area),
            "range": self._range(),
        }
        if self.debt.is_known:
            return _(
                "{field}, {credential}: graduates earn {pay} {years} on ({schools} in {area}, {range}), "
                "and owe {debt}.",
                debt=debt,
                **slots,
            )
        return _(
            "{field}, {credential}: graduates earn {pay} {years} on ({schools} in {area}, {range}).", **slots
        )

    def _range(self) -> str:
        ends = [present.dollars(one.number, per=None) for one in (self.earnings_low, self.earnings_high)]
        return _("{low} to {high}", low=ends[0], high=ends[1])

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "code_cip4": self.code_cip4,
            "field": self.field,
            "credential": self.credential,
            "earnings": self.earnings.to_dict(),
            "earnings_low": self.earnings_low.to_dict(),
            "earnings_high": self.earnings_high.to_dict(),
            "horizon_years": self.horizon_years,
            "earnings_schools_count": self.earnings_schools_count,
            "debt": self.debt.to_dict(),
            "words": self.words(),
        }

    def __repr__(self) -> str:
        return f"Programme({self.words()})"


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
    if schooling in _SCHOOLING and training in _TRAINING:
        study, learning = _SCHOOLING[schooling], _TRAINING[training]
        years = (study[0] + learning[0], study[1] + learning[1])
    shorter = _shorter(catalog, code_onet[:7], schooling)
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


def programmes_of(
    catalog: Catalog, code_onet: str, *, area: Area | None = None, limit: int = MOST_PROGRAMMES
) -> tuple[Programme, ...]:
    """Fields of study for an occupation with the credential that is typical, those of most schools first.

    A state's figures are taken where it has them, else the nation's; each figure says which.
    """
    links = rows_of(catalog, "programmes", code_onet[:7])
    ahead = row_of(catalog, "projections", code_onet[:7])
    if not links.height or ahead is None or not catalog.has("programme_outcomes"):
        return ()
    schooling = str(ahead["education"])
    credentials = _SCHOOLING[schooling][2]
    if _shorter(catalog, code_onet[:7], schooling) is not None:
        credentials = ("associate", *credentials)
    fields = links["code_cip2020"].str.slice(0, 5).unique().to_list()
    rows = catalog.table("programme_outcomes").filter(
        pl.col("code_cip4").is_in(fields), pl.col("credential").is_in(list(credentials))
    )
    nation = rows.filter(pl.col("state_code") == "US").sort(
        ["earnings_schools_count", "code_cip4", "credential"], descending=[True, False, False]
    )
    state = None if area is None else area.state_code
    name = state_name(catalog, state)
    here = {
        (row["code_cip4"], row["credential"]): row
        for row in rows.filter(pl.col("state_code") == (state or "")).iter_rows(named=True)
    }
    found = []
    for row in nation.head(limit).iter_rows(named=True):
        own = here.get((row["code_cip4"], row["credential"]))
        has_own = own is not None and own["earnings_median_usd"] is not None
        found.append(_programme(own if own is not None and has_own else row, name if has_own else None))
    return tuple(found)


def _shorter(catalog: Catalog, code_soc2018: str, schooling: str) -> Figure | None:
    """Share of workers with an associate's degree, where that is a usual way to bachelor's-level work."""
    has = row_of(catalog, "attainment", code_soc2018)
    if schooling != "Bachelor's degree" or has is None or not has["is_exact"]:
        return None
    share = has["attained_associate_share"]
    if share < SHORTER_FROM:
        return None
    return Figure(share, "share", "2019 and 2021", "projections_2022")


def _programme(row: dict[str, Any], area: str | None) -> Programme:
    where = NATION_NAME if area is None else area

    def money(column: str, unit: str) -> Figure:
        note = None if row[column] is not None else "suppressed"
        return Figure(row[column], unit, YEAR, SOURCE, note=note, area=where)

    horizon = row["horizon_years"]
    return Programme(
        code_cip4=str(row["code_cip4"]),
        field=str(row["field_name"]),
        credential=str(row["credential"]),
        earnings=money("earnings_median_usd", "usd_per_year"),
        earnings_low=money("earnings_lowest_usd", "usd_per_year"),
        earnings_high=money("earnings_highest_usd", "usd_per_year"),
        horizon_years=horizon if isinstance(horizon, int) else None,
        earnings_schools_count=int(str(row["earnings_schools_count"])),
        debt=money("debt_median_usd", "usd"),
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
    if schooling not in _SCHOOLING:
        return "not_known"
    if training == "Apprenticeship":
        return "apprenticeship"
    if _SCHOOLING[schooling][0] >= 2:
        return "degree"
    return "short_course" if schooling == "Postsecondary nondegree award" else "on_the_job"


def _time(low: float, high: float) -> str:
    if high <= FEW_WEEKS_YEARS:
        return _(", a few weeks of training")
    years = present.years_words(low, high)
    return (
        _(", {years} year in all", years=years)
        if years.endswith(" 1")
        else _(", {years} years in all", years=years)
    )


def _where(area: str) -> str:
    return _("the United States") if area == NATION_NAME else area
