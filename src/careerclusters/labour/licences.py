"""State licenses: in how many states one covers this work or a part of it, and in yours.

The facts are counts of licence records, not duties. A record can cover a part of the work only, as the
Professional Engineer's does among engineers, so no wording here says that a person needs one. Two things
make the wording cautious: how many states have a record, and whether one record serves a whole family of
occupations: the very same records are listed for several SOC codes of it. Then they cover a part that
all share, unless the work takes a professional degree, as a physician's does.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.language import _
from careerclusters.results import Value
from careerclusters.sources.projections import EDUCATION_ORDER

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.labour.area import Area

__all__ = ["JURISDICTIONS", "Licence", "licence_of", "licensed_codes", "state_name"]

JURISDICTIONS = 50
"""49 states and the District of Columbia; California isn't in the source."""

SOURCE, YEAR = "licences", "2024"
NEARLY_ALL_FROM, USUAL_FROM, MANY_FROM, SOME_FROM = 45, 40, 20, 5
SHARED_WITH, ALIKE_FROM = 3, 0.9
NOT_COVERED = ("CA", "GU", "PR", "VI")
MANAGERS = "11-"
"""Managers' titles gather many kinds of work, of which a licence covers one, as nursing homes."""


@dataclass(frozen=True, eq=False)
class Licence(Value):
    """What is known of state licences for one occupation.

    Parameters
    ----------
    states_count
        Of 50 jurisdictions (49 states and DC), those with a licence record for the work or part of it.
    is_usual
        Whether a state licence is usual for this work: 40 or more of 50, not shared, and no managers'.
    is_shared
        Whether the records serve a whole family of occupations: then they cover a part, and many work
        without one.
    is_borrowed
        Whether the records are those of the occupation that this one is a speciality of.
    state_code
        Postal code of the state asked about; None when none was.
    here
        Whether that state has a record: True or False; None when no state was asked about or the
        source doesn't cover it.
    records_here
        Records of that state; None with `here`.
    """

    states_count: int
    is_usual: bool
    is_shared: bool
    is_borrowed: bool = False
    state_code: str | None = None
    state_name: str | None = None
    here: bool | None = None
    records_here: int | None = None

    @property
    def is_listed(self) -> bool:
        """Whether any state has a record."""
        return self.states_count > 0

    def words(self) -> str:
        """One or two sentences for a person, never a duty."""
        if not self.is_listed:
            said = [_("No state license is listed under this title.")]
        else:
            said = [self._spread()]
            if self.is_shared:
                said.append(
                    _("One license is listed for all work of this kind; many jobs in it don't ask for one.")
                )
        if self.state_code is not None:
            said.append(self._here())
        if self.is_listed or (self.state_code is not None and self.here is None):
            said.append(_("Ask the board."))
        return " ".join(said)

    def _spread(self) -> str:
        n, total = str(self.states_count), str(JURISDICTIONS)
        if self.is_usual and self.states_count >= NEARLY_ALL_FROM:
            return _("A state license is usual for this work: {n} of {total}.", n=n, total=total)
        if self.is_usual:
            return _(
                "A state license is usual for this work or a part of it: {n} of {total}.", n=n, total=total
            )
        if self.states_count >= USUAL_FROM and self.is_shared:
            return _("Nearly all states license a part of this work: {n} of {total}.", n=n, total=total)
        if self.states_count >= USUAL_FROM:
            return _("Nearly all states license this work or a part of it: {n} of {total}.", n=n, total=total)
        if self.states_count >= MANY_FROM and self.is_shared:
            return _("Many states license a part of this work: {n} of {total}.", n=n, total=total)
        if self.states_count >= MANY_FROM:
            return _("Many states license this work or a part of it: {n} of {total}.", n=n, total=total)
        if self.states_count >= SOME_FROM:
            return _("Some states license this work or a part of it: {n} of {total}.", n=n, total=total)
        if self.states_count > 1:
            return _("A few states license this work or a part of it: {n} of {total}.", n=n, total=total)
        return _("One state licenses this work or a part of it: {n} of {total}.", n=n, total=total)

    def _here(self) -> str:
        name = self.state_name or self.state_code
        if self.here is None:
            return _("{state} isn't in this list.", state=name)
        if self.here and self.is_usual:
            return _("In {state}: yes.", state=name)
        if self.here:
            return _("In {state}: yes, for this work or a part of it.", state=name)
        return _("In {state}: none listed.", state=name)

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "states_count": self.states_count,
            "jurisdictions_count": JURISDICTIONS,
            "is_usual": self.is_usual,
            "is_shared": self.is_shared,
            "is_borrowed": self.is_borrowed,
            "state_code": self.state_code,
            "state_name": self.state_name,
            "here": self.here,
            "records_here": self.records_here,
            "words": self.words(),
            "year": YEAR,
            "source": SOURCE,
        }

    def __repr__(self) -> str:
        return f"<Licence: {self.words()}>"


def licence_of(catalog: Catalog, code_onet: str, *, area: Area | None = None) -> Licence | None:
    """State licenses of one occupation; None where the catalog has no table of licences.

    Parameters
    ----------
    area
        A state or a part of one; of an area in several states, the one it is listed under.
    """
    if not catalog.has("licences"):
        return None
    own = _records(catalog).get(code_onet, {})
    main = f"{code_onet[:7]}.00"
    records = own or _records(catalog).get(main, {})
    shared = (code_onet if own else main) in _shared(catalog)
    state = None if area is None else area.state_code
    covers = state is not None and state not in NOT_COVERED
    return Licence(
        states_count=len(records),
        is_usual=len(records) >= USUAL_FROM and not shared and not code_onet.startswith(MANAGERS),
        is_shared=shared,
        is_borrowed=not own and bool(records),
        state_code=state,
        state_name=state_name(catalog, state),
        here=(state in records) if covers else None,
        records_here=records.get(state or "", 0) if covers else None,
    )


def licensed_codes(catalog: Catalog) -> frozenset[str]:
    """Occupations for which a state licence is usual."""
    return frozenset(
        code
        for code in catalog.occupations["code_onet"]
        if (licence := licence_of(catalog, code)) is not None and licence.is_usual
    )


def state_name(catalog: Catalog, state: str | None) -> str | None:
    """Name of a state by its postal code; None where there is none."""
    if state is None or not catalog.has("areas"):
        return None
    rows = catalog.table("areas").filter(pl.col("area_kind") == "state", pl.col("state_code") == state)
    return rows["area_name"][0] if rows.height else None


def _records(catalog: Catalog) -> dict[str, dict[str, int]]:
    """Occupation to state to number of records."""

    def make() -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for code, state, count in catalog.table("licences").iter_rows():
            found.setdefault(code, {})[state] = count
        return found

    return catalog.derive("licences", make)


def _shared(catalog: Catalog) -> frozenset[str]:
    """Occupations of families that one licence serves.

    Two occupations are alike when nine tenths of the states in which either has records have the same
    number for both. One that is like those of three other SOC codes shares its licence with them; where at
    least half of a minor group (17-2) do, its other members do too. Work that takes a professional degree is
    licensed as a whole and is left out.
    """

    def make() -> frozenset[str]:
        records = {code: rows for code, rows in _records(catalog).items() if len(rows) >= SOME_FROM}
        codes = sorted(records)
        states = sorted({state for rows in records.values() for state in rows})
        counts = np.array([[records[code].get(state, 0) for state in states] for code in codes])
        sharing = set()
        for code, own in zip(codes, counts, strict=True):
            in_either = (own > 0) | (counts > 0)
            same = (in_either & (own == counts)).sum(axis=1)
            alike = np.flatnonzero(same >= ALIKE_FROM * in_either.sum(axis=1))
            if len({codes[other][:7] for other in alike} - {code[:7]}) >= SHARED_WITH:
                sharing.add(code)
        families = Counter(code[:4] for code in records)
        shared = Counter(code[:4] for code in sharing)
        sharing |= {code for code in records if 2 * shared[code[:4]] >= families[code[:4]]}
        return frozenset(code for code in sharing if code[:7] not in _professional(catalog))

    return catalog.derive("shared licences", make)


def _professional(catalog: Catalog) -> frozenset[str]:
    """SOC codes that typically take a doctoral or professional degree."""
    if not catalog.has("projections"):
        return frozenset()
    ahead = catalog.table("projections").filter(pl.col("education") == EDUCATION_ORDER[-1])
    return frozenset(ahead["code_soc2018"])
