"""Beyond the top ten: one deliberate stretch, and one occupation that a person might not have thought of."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import polars as pl

from careerclusters.language import _, marked
from careerclusters.people.explain.reasons import gap_elements, infer_features
from careerclusters.present import listing
from careerclusters.words.cluster_names import cluster_name
from careerclusters.words.preparation import zone_words

if TYPE_CHECKING:
    from careerclusters.people.matching.match import Match
    from careerclusters.people.matching.matcher import Matcher
    from careerclusters.people.matching.score import InferredFeatures

__all__ = ["NO_STRETCH", "NO_SURPRISE", "Suggestion", "beyond", "find_stretch", "find_unexpected"]

TOP = 10
_FARTHEST = 200
_LARGEST_GAP = 3.0
NO_STRETCH = marked(
    "No stretch was found: among the first {n} nothing asks for more than the first ten "
    "and yet lies within reach."
)
NO_SURPRISE = marked(
    "No surprise was found: the first {n} lie in the clusters of the first ten, or of what was done before."
)
_LABELS = {"stretch": marked("A deliberate stretch"), "unexpected": marked("You might not have thought of")}


@dataclass(frozen=True)
class Suggestion:
    """An occupation outside the top ten, labelled as what it is."""

    kind: Literal["stretch", "unexpected"]
    code_onet: str
    title: str
    rank: int
    sentence: str

    @property
    def label(self) -> str:
        """What to print above it."""
        return _(_LABELS[self.kind])

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {**asdict(self), "label": self.label}


def beyond(
    matcher: Matcher, match: Match, *, inferred: InferredFeatures | None = None
) -> tuple[tuple[Suggestion, ...], tuple[str, ...]]:
    """The stretch and the unexpected one as far as they were found, and a sentence for each that wasn't.

    `inferred` comes from `infer_features`; give it to read the person once.
    """
    if not match.is_enough or not match.stands_out:
        return (), ()
    stretch = find_stretch(matcher, match, inferred=inferred)
    pairs = ((stretch, NO_STRETCH), (find_unexpected(matcher, match), NO_SURPRISE))
    return tuple(one for one, _words in pairs if one is not None), tuple(
        _(words, n=str(_FARTHEST)) for one, words in pairs if one is None
    )


def find_stretch(
    matcher: Matcher, match: Match, *, inferred: InferredFeatures | None = None
) -> Suggestion | None:
    """The best-liked occupation that asks for more than the top ten do.

    Among ranks 11 to 200: preparation (job zone) at least that of the top ten's middle; with strengths
    told, larger gaps than the top ten's middle, none of the three heaviest above three levels; without
    them a higher job zone. The best by score without the gaps is taken.
    """
    if not match.is_enough or not match.stands_out or match.occupations.height <= TOP:
        return None
    features, place = matcher.features, matcher.features.place
    zones = {code: features.job_zones[place[code]] for code in match.occupations["code_onet"].head(_FARTHEST)}
    top = match.occupations.head(TOP)
    usual = float(np.nanmedian([zones[code] for code in top["code_onet"]]))
    has_gaps = "gaps" in match.parts
    usual_gaps = top["gaps"].median() if has_gaps else None
    inferred = infer_features(matcher, match) if inferred is None else inferred
    rows = match.occupations.slice(TOP, _FARTHEST - TOP).with_columns(
        (pl.col("score") - pl.col("gaps").fill_null(0.0)).alias("liked")
    )
    for row in rows.sort("liked", "code_onet", descending=[True, False]).iter_rows(named=True):
        zone = zones[row["code_onet"]]
        if has_gaps:
            if row["gaps"] is None or usual_gaps is None or row["gaps"] >= usual_gaps or zone < usual:
                continue
            gaps = gap_elements(inferred, matcher, place[row["code_onet"]])[:3]
            if not gaps or max(its - mine for _key, mine, its in gaps) > _LARGEST_GAP:
                continue
            return _suggestion("stretch", row, _more(gaps))
        if zone > usual:
            return _suggestion(
                "stretch", row, _("It takes more preparation: {schooling}.", schooling=zone_words(int(zone)))
            )
    return None


def find_unexpected(matcher: Matcher, match: Match) -> Suggestion | None:
    """The best occupation outside the clusters of the top ten and of occupations held."""
    if not match.is_enough or not match.stands_out or match.occupations.height <= TOP:
        return None
    home = _homes(matcher)
    seen = {home[code] for code in match.occupations["code_onet"].head(TOP)}
    strengths = match.person.strengths
    seen |= {home.get(held.code_onet, "") for held in strengths.occupations} if strengths else set()
    for row in match.occupations.slice(TOP, _FARTHEST - TOP).iter_rows(named=True):
        if home[row["code_onet"]] not in seen:
            name = _cluster_name(matcher, home[row["code_onet"]])
            return _suggestion(
                "unexpected", row, _("It lies away from your first ten: in {cluster}.", cluster=name)
            )
    return None


def _homes(matcher: Matcher) -> dict[str, str]:
    """Middle cluster of each occupation; without a clustering, the first two digits of its code."""
    if matcher.clustering is None:
        return {code: code[:2] for code in matcher.features.codes}
    level = matcher.clustering.levels[min(1, len(matcher.clustering.levels) - 1)]
    ids, shares = matcher.features.cluster_ids[level], matcher.features.shares[level]
    return {code: ids[at] for code, at in zip(matcher.features.codes, shares.argmax(axis=1), strict=True)}


def _cluster_name(matcher: Matcher, home: str) -> str:
    if matcher.clustering is None:
        return _("group {code} of the SOC", code=home)
    rows = matcher.clustering.clusters
    return cluster_name(str(rows.filter(rows["cluster_id"] == home)["name"][0]))


def _more(gaps: list[tuple[str, float, float]]) -> str:
    from careerclusters.words import gloss, spoken_language

    names = listing(gloss(key, spoken_language()).noun_phrase for key, _mine, _theirs in gaps[:2])
    return _("You'd have to grow in {what}.", what=names)


def _suggestion(kind: Literal["stretch", "unexpected"], row: dict[str, Any], sentence: str) -> Suggestion:
    return Suggestion(kind, str(row["code_onet"]), str(row["title"]), int(row["rank"]), sentence)
