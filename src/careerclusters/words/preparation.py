"""What it usually takes to get into an occupation, in words instead of "job zone 3".

Typical schooling, training and experience are categories of the projections (BLS); the job zone, from 1 to
5, is O*NET's and says how long learning takes all in all. Where schooling is high school or less, the zone
says how long learning takes after it; where the projections have no row, the zone speaks alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from careerclusters.language import _, marked

__all__ = ["Preparation", "preparation", "schooling_words", "zone_label", "zone_words"]

_ZONES = {
    1: marked("a few days or weeks to learn"),
    2: marked("a few months of learning on the job"),
    3: marked("one to two years of training after high school"),
    4: marked("two to four years of college or of learning on the job"),
    5: marked("more than four years of study after high school"),
}
_ZONE_LABELS = {
    1: marked("weeks"),
    2: marked("months"),
    3: marked("1–2 years"),
    4: marked("2–4 years"),
    5: marked("over 4 years"),
}
_SCHOOL = {
    marked("No formal educational credential"): marked("no diploma"),
    marked("High school diploma or equivalent"): marked("a high school diploma"),
    marked("Some college, no degree"): marked("some college classes"),
    marked("Postsecondary nondegree award"): marked("a course at a trade or career school"),
    marked("Associate's degree"): marked("a two-year college degree"),
    marked("Bachelor's degree"): marked("a four-year college degree"),
    marked("Master's degree"): marked("four years of college and about two years of study after that"),
    marked("Doctoral or professional degree"): marked(
        "four years of college and three or more years of study after that"
    ),
}
_SCHOOLING_INSIDE = {
    "No formal educational credential": marked("no diploma"),
    "High school diploma or equivalent": marked("a high school diploma"),
    "Some college, no degree": marked("some college, no degree"),
    "Postsecondary nondegree award": marked("a course at a trade or career school"),
    "Associate's degree": marked("a two-year college degree"),
    "Bachelor's degree": marked("a four-year college degree"),
    "Master's degree": marked("a master's degree"),
    "Doctoral or professional degree": marked("a doctorate or a professional degree"),
}
_NO_DEGREE = tuple(_SCHOOL)[:2]
_TRAINING = {
    marked("Short-term on-the-job training"): marked("up to a month of training on the job"),
    marked("Moderate-term on-the-job training"): marked("a month to a year of training on the job"),
    marked("Long-term on-the-job training"): marked("more than a year of training on the job"),
    marked("Apprenticeship"): marked("an apprenticeship: a few years of paid work and classes"),
    marked("Internship/residency"): marked("a time of guided work (an internship or a residency)"),
}
_LEARNED = (marked("one to two years of learning"), marked("two or more years of learning"))
_EXPERIENCE = {
    marked("Less than 5 years"): marked("Most have done work like it for a few years before."),
    marked("5 years or more"): marked("Most have done work like it for five years or more before."),
}


@dataclass(frozen=True)
class Preparation:
    """The usual way in.

    Attributes
    ----------
    short
        For the middle of a sentence: "usually a four-year college degree".
    sentences
        The same in full sentences, then whether earlier work in a like job is usual.
    is_degree
        Whether a college degree is usual; None where the projections don't say.
    """

    short: str
    sentences: str
    is_degree: bool | None

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {"short": self.short, "sentences": self.sentences, "is_degree": self.is_degree}


def zone_words(job_zone: int) -> str:
    """A job zone in words, for the middle of a sentence.

    Parameters
    ----------
    job_zone
        From 1 to 5.
    """
    return _("usually {schooling}", schooling=_(_ZONES[int(job_zone)]))


def schooling_words(education: str) -> str:
    """A category of schooling for the middle of a sentence: "a four-year college degree"."""
    return _(_SCHOOLING_INSIDE.get(education, education))


def zone_label(job_zone: int | None) -> str:
    """How long learning takes all in all, for a narrow column: "1–2 years"; "" where not known."""
    return "" if job_zone is None else _(_ZONE_LABELS[int(job_zone)])


def preparation(
    *,
    education: str | None = None,
    training: str | None = None,
    experience: str | None = None,
    job_zone: int | None = None,
) -> Preparation | None:
    """The usual way into an occupation.

    Parameters
    ----------
    education, training, experience
        Categories of the projections, such as "Bachelor's degree"; None where not known. A category that
        is new to us counts as not known.
    job_zone
        From 1 to 5, or None.

    Returns
    -------
    None where neither schooling nor the zone is known, as for the armed forces.
    """
    school = _SCHOOL.get(education or "")
    learned = _TRAINING.get(training or "")
    if school is None and job_zone is None:
        return None
    zone = int(job_zone or 0)
    if school is None:
        needed, then = _ZONES[zone], None
    elif education in _NO_DEGREE and zone >= 3 and training != "Apprenticeship":
        if education == _NO_DEGREE[1] and zone == 3:
            needed, then = _ZONES[3], None
        else:
            needed, then = school, _LEARNED[0] if zone == 3 else _LEARNED[1]
    else:
        needed, then = school, learned
    is_open = education == _NO_DEGREE[0]
    first = _("no diploma asked for") if is_open else _("usually {schooling}", schooling=_(needed))
    short = _("{first}, then {then}", first=first, then=_(then)) if then else first
    sentences = [
        _("You need no diploma.") if is_open else _("Most people need {schooling}.", schooling=_(needed))
    ]
    if then:
        sentences.append(_("Then comes {then}.", then=_(then)))
    if experience in _EXPERIENCE:
        sentences.append(_(_EXPERIENCE[experience]))
    is_degree = None if school is None else "college degree" in school or "four years of college" in school
    return Preparation(short, " ".join(sentences), is_degree)
