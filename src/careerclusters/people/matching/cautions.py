"""What to keep in mind about a match, in words."""

from __future__ import annotations

from careerclusters.catalog import Catalog
from careerclusters.features.names import title_or_name
from careerclusters.features.stand_ins import stand_in_words
from careerclusters.language import _
from careerclusters.people.matching.match import LIMITS
from careerclusters.people.matching.occupation_features import OccupationFeatures
from careerclusters.people.matching.score import InferredFeatures
from careerclusters.present import listing

__all__ = ["cautions_of", "limits_of"]


def cautions_of(
    inferred: InferredFeatures, catalog: Catalog, features: OccupationFeatures, *, stands_out: bool
) -> tuple[str, ...]:
    """What to keep in mind about the answers, in words."""
    estimated = features.estimated_from
    words = []
    if inferred.profile is not None and not inferred.profile.stands_out:
        words.append(
            _("Little stands out in your interests: against how popular each theme is, none of yours leads.")
            + ("" if stands_out else " " + _("So here are three different doors instead of a list."))
        )
    if inferred.profile is not None:
        words += [pattern.words for pattern in inferred.profile.patterns if pattern.name != "flat"]
    for code in inferred.past.codes:
        sentence = stand_in_words(catalog, code, features.codes)
        if sentence is None and code in estimated:
            near = listing([title_or_name(other, catalog.title(other)) for other in estimated[code][:4]])
            sentence = _(
                "{job} has no ratings of its own. They were estimated from: {jobs}.",
                job=title_or_name(code, catalog.title(code)),
                jobs=near,
            )
        words += [sentence] if sentence else []
    return tuple(words)


def limits_of(features: OccupationFeatures) -> tuple[str, ...]:
    """What no match can say, in words."""
    count = len(features.unrated)
    said = _("{n} occupations have no ratings and can't be matched.", n=count)
    return (*map(_, LIMITS), *((said,) if count else ()))
