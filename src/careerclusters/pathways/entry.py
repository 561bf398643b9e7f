"""What it takes to enter an occupation: schooling, training and experience asked, less what one has.

Years are those of the publisher's categories (`times`), as ranges:

    schooling   that typically asked, less that held. A degree in another field counts for the general part:
                of a degree, one or two years are left. A certificate or an associate's degree is for one
                kind of work. Where many states license the work, all of what is left is to be done; elsewhere
                the more alike the work held is, the less
    training    on the job, an apprenticeship included; work much like it shortens it
    experience  in related work, less the years held times how alike the work is

"Much like" is likeness of 2.2 standard deviations or more, "somewhat" 1; in between it counts in part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from careerclusters.pathways.times import SCHOOL_YEARS

if TYPE_CHECKING:
    from careerclusters.features.market import Market
    from careerclusters.pathways.links import Links
    from careerclusters.pathways.start import Start

__all__ = ["Needs", "needs_from"]

BACHELOR = 5
_SOMEWHAT, _SPAN = 1.0, 1.2
_TRAINING = {
    "None": (0.0, 0.0),
    "Short-term on-the-job training": (0.0, 0.1),
    "Moderate-term on-the-job training": (0.1, 1.0),
    "Long-term on-the-job training": (1.0, 3.0),
    "Apprenticeship": (3.0, 5.0),
    "Internship/residency": (1.0, 4.0),
}
_EXPERIENCE = {0.0: (0.0, 0.0), 2.5: (1.0, 4.0), 6.0: (5.0, 7.0)}
# Of schooling of the same length in another field, this much is left to do: least and most years.
_OTHER_FIELD = {3: (0.3, 1.5), 4: (1.0, 2.5), 5: (1.0, 2.0), 6: (2.0, 2.5), 7: (4.0, 7.0)}
# States that license it from which a degree, or a shorter course, is for this work alone.
LICENSED_DEGREE, _LICENSED_COURSE = 40, 20
# Much alike work spares most of a training on the job, but little of an apprenticeship, which counts hours.
_TRAINING_LEFT, _APPRENTICESHIP_LEFT = 0.4, 0.8


@dataclass(frozen=True, eq=False)
class Needs:
    """Years to enter each occupation from a start, least and most; rows follow the codes of the links.

    Attributes
    ----------
    school, training, experience
        Shape (2, n): least and most.
    likeness
        Of the work held to each, 0 for an ordinary pair, (n,).
    is_other_field
        Whether schooling of the right length is held, but hardly in this field, (n,).
    """

    school: NDArray[np.float64]
    training: NDArray[np.float64]
    experience: NDArray[np.float64]
    likeness: NDArray[np.float64]
    is_other_field: NDArray[np.bool_]

    @property
    def years(self) -> NDArray[np.float64]:
        """All together, (2, n)."""
        return self.school + self.training + self.experience

    @property
    def middle(self) -> np.ndarray:
        """Middle of the range, (n,)."""
        middle: np.ndarray = self.years.mean(axis=0)
        return middle


def needs_from(start: Start, links: Links, market: Market) -> Needs:
    """What every occupation asks for beyond what somebody has."""
    count = len(links.codes)
    likeness = np.zeros(count)
    credit = np.zeros(count)
    for code, years in start.held.items():
        alike = np.nan_to_num(links.likeness_from(code), copy=True)
        row = links.at(code)
        if links.is_estimated[row]:
            stands = np.isin(links.codes, links.stand_ins(code))
            alike[stands] = np.maximum(alike[stands], _SOMEWHAT + _SPAN)
        else:
            alike[row] = 9.0
        credit += np.clip((alike - _SOMEWHAT) / _SPAN, 0.0, 1.0) * years
        likeness = np.maximum(likeness, alike)
    asked = np.maximum(market.schooling, 0)
    is_own = np.array([any(code[:7] == other[:7] for other in start.held) for code in links.codes])
    alike = np.clip((likeness - _SOMEWHAT) / _SPAN, 0.0, 1.0)
    licensed = market.licence_states >= np.where(asked >= BACHELOR, LICENSED_DEGREE, _LICENSED_COURSE)
    is_other = ~is_own & np.where(licensed, (asked < BACHELOR) | (alike < 1.0), alike < 1.0)
    school, is_other = _school(start.schooling, asked, is_other)
    school = np.where(is_other & ~licensed, school * (1.0 - alike), school)
    training = np.array([_TRAINING.get(text, (0.0, 0.0)) for text in market.training]).T
    left = np.where(market.is_apprenticed, _APPRENTICESHIP_LEFT, _TRAINING_LEFT)
    training = training * (1.0 - (1.0 - left) * alike)
    experience = np.array([_EXPERIENCE.get(float(years), (0.0, 0.0)) for years in market.experience_years]).T
    experience = np.maximum(experience - credit, 0.0)
    held = np.isin(links.codes, list(start.held))
    for part in (school, training, experience):
        part[:, held] = 0.0
    return Needs(school, training, experience, likeness, is_other)


def _school(held: int, asked: np.ndarray, is_other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    low, high = (np.array([years[end] for years in SCHOOL_YEARS], dtype=float) for end in (0, 1))
    more = asked > held
    least = np.where(more, np.maximum(low[asked] - high[held], np.where(asked >= 3, 0.5, 0.0)), 0.0)
    most = np.where(more, high[asked] - low[held], 0.0)
    # A degree above a bachelor's builds on one.
    builds = more & (asked > BACHELOR) & (held >= BACHELOR)
    least = np.where(builds, np.maximum(low[asked] - low[held], 1.0), least)
    most = np.where(builds, high[asked] - high[held], most)
    is_other = is_other & ~more & (asked >= 3)
    left = np.array([_OTHER_FIELD.get(step, (0.0, 0.0)) for step in range(len(SCHOOL_YEARS))])
    least = np.where(is_other, left[asked, 0], least)
    most = np.where(is_other, left[asked, 1], most)
    return np.stack([np.minimum(least, most), most]), is_other
