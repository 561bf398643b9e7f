"""Programmes: fields of study (CIP, four digits) that prepare for an occupation; what graduates earn and owe.

Each stands with the credential that is typical for the occupation. Earnings and debt are medians of schools'
medians for federally aided graduates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from careerclusters import present
from careerclusters.labour._rows import row_of, rows_of
from careerclusters.labour.figure import NATION_NAME, Figure
from careerclusters.labour.licences import state_name
from careerclusters.language import _, marked
from careerclusters.results import Value

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.labour.area import Area

__all__ = ["SCHOOLING", "Programme", "programmes_of", "shorter_way"]

SOURCE, YEAR = "scorecard", "2026"
MOST_PROGRAMMES = 3
SHORTER_FROM = 0.2

SCHOOLING: dict[str, tuple[float, float, tuple[str, ...]]] = {
    "No formal educational credential": (0, 0, ("certificate",)),
    "High school diploma or equivalent": (0, 0, ("certificate", "associate")),
    "Some college, no degree": (0.5, 2, ("certificate", "associate")),
    "Postsecondary nondegree award": (0.5, 2, ("certificate", "associate")),
    "Associate's degree": (2, 2, ("associate",)),
    "Bachelor's degree": (4, 4, ("bachelor",)),
    "Master's degree": (6, 6, ("master",)),
    "Doctoral or professional degree": (7, 9, ("first_professional", "doctoral")),
}
"""Years of study after high school by what is typical: least, most, and the credentials that lead there."""

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

_LEAST_OF_FIRST = 0.05


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


def programmes_of(
    catalog: Catalog, code_onet: str, *, area: Area | None = None, limit: int = MOST_PROGRAMMES
) -> tuple[Programme, ...]:
    """Fields of study for an occupation with the credential that is typical, those of most schools first.

    A school counts for a field as much as the share of the field's programmes that lead to the occupation,
    and a field that counts less than `_LEAST_OF_FIRST` of the first is left out: one programme on fraud
    doesn't make security science a way to accounting. A state's figures are taken where it has them, else
    the nation's; each figure says which.
    """
    links = rows_of(catalog, "programmes", code_onet[:7])
    ahead = row_of(catalog, "projections", code_onet[:7])
    if not links.height or ahead is None or not catalog.has("programme_outcomes"):
        return ()
    schooling = str(ahead["education"])
    credentials = SCHOOLING[schooling][2]
    if shorter_way(catalog, code_onet[:7], schooling) is not None:
        credentials = ("associate", *credentials)
    shares = _lead_shares(catalog, links)
    rows = catalog.table("programme_outcomes").filter(
        pl.col("code_cip4").is_in(list(shares)), pl.col("credential").is_in(list(credentials))
    )
    leading = pl.col("earnings_schools_count") * pl.col("code_cip4").cast(pl.String).replace_strict(shares)
    nation = rows.filter(pl.col("state_code") == "US")
    nation = nation.filter(leading >= _LEAST_OF_FIRST * leading.max()).sort(
        [leading, "code_cip4", "credential"], descending=[True, False, False]
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


def _lead_shares(catalog: Catalog, links: pl.DataFrame) -> dict[str, float]:
    """Of each field's programmes, the share that leads to the occupation of these links, 0–1."""

    def counts(rows: pl.DataFrame) -> dict[str, int]:
        field = pl.col("code_cip2020").cast(pl.String).str.slice(0, 5)
        return dict(rows.group_by(field.alias("field")).agg(pl.col("code_cip2020").n_unique()).iter_rows())

    every = catalog.derive("programmes of fields", lambda: counts(catalog.table("programmes")))
    return {field: count / every[field] for field, count in counts(links).items()}


def shorter_way(catalog: Catalog, code_soc2018: str, schooling: str) -> Figure | None:
    """Share of workers with an associate's degree where bachelor's-level work is usually entered so too."""
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


def _where(area: str) -> str:
    return _("the United States") if area == NATION_NAME else area
