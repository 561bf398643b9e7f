"""Fields of study that lead to an occupation, with what their graduates earn and owe."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from careerclusters.language import _, marked

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["FieldOfStudy", "starts_of"]

_MOST = 3
# Credentials that suit each step of typical schooling, the usual one first.
_CREDENTIALS = {
    0: ("certificate",),
    1: ("certificate", "associate"),
    2: ("certificate", "associate"),
    3: ("certificate", "associate"),
    4: ("associate",),
    5: ("bachelor",),
    6: ("master",),
    7: ("first_professional", "doctoral"),
}
CREDENTIAL_WORDS = {
    "certificate": marked("certificate"),
    "associate": marked("associate's degree"),
    "bachelor": marked("bachelor's degree"),
    "master": marked("master's degree"),
    "first_professional": marked("professional degree"),
    "doctoral": marked("doctorate"),
}


@dataclass(frozen=True)
class FieldOfStudy:
    """A field and a credential; earnings and debt are medians over schools of federally aided graduates."""

    code_cip4: str
    field_name: str
    credential: str
    earnings_median_usd: int | None
    horizon_years: int | None
    debt_median_usd: int | None

    @property
    def words(self) -> str:
        """The credential and the field."""
        credential = _(CREDENTIAL_WORDS.get(self.credential, self.credential))
        return _("{credential} in {field}", credential=credential, field=self.field_name)

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {**asdict(self), "words": self.words}


def starts_of(catalog: Catalog, code_onet: str, *, step: int) -> tuple[FieldOfStudy, ...]:
    """Fields that prepare for an occupation, those with most schools that report earnings first.

    Parameters
    ----------
    step
        Schooling typically asked, as a step of `EDUCATION_ORDER`.
    """
    if not (catalog.has("programmes") and catalog.has("programme_outcomes")):
        return ()
    by_code, outcomes = catalog.derive("fields of study", lambda: _read(catalog))
    fields = [
        FieldOfStudy(
            cip,
            row["field_name"],
            credential,
            row["earnings_median_usd"],
            row["horizon_years"],
            row["debt_median_usd"],
        )
        for credential in _CREDENTIALS.get(step, ())
        for cip in by_code.get(code_onet[:7], ())
        if (row := outcomes.get((cip, credential))) is not None
    ]
    schools = {
        (cip, credential): row["earnings_schools_count"] for (cip, credential), row in outcomes.items()
    }
    order = {name: at for at, name in enumerate(_CREDENTIALS.get(step, ()))}
    fields.sort(
        key=lambda field: (
            order[field.credential],
            -schools[field.code_cip4, field.credential],
            field.code_cip4,
        )
    )
    return tuple(fields[:_MOST])


_Outcomes = dict[tuple[str, str], dict[str, Any]]


def _read(catalog: Catalog) -> tuple[dict[str, list[str]], _Outcomes]:
    pairs = catalog.table("programmes").select(
        "code_soc2018", pl.col("code_cip2020").str.head(5).alias("cip")
    ).unique().sort("code_soc2018", "cip")  # fmt: skip
    by_code: dict[str, list[str]] = {}
    for soc, cip in pairs.iter_rows():
        by_code.setdefault(soc, []).append(cip)
    rows = catalog.table("programme_outcomes").filter(pl.col("state_code") == "US")
    return by_code, {(row["code_cip4"], row["credential"]): row for row in rows.iter_rows(named=True)}
