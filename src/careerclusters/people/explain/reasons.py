"""Why an occupation is suggested, in up to six sentences that are about this occupation.

Each skill, field of knowledge or ability is spoken of once: as something brought, as something to learn, or
as something left unused. Of a person's body nothing is said that they did not say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from careerclusters.features.names import plain_name
from careerclusters.features.to_learn import most_to_learn
from careerclusters.language import _, ngettext
from careerclusters.people.matching.outlook import schooling_years, years_asked
from careerclusters.people.matching.wishes import broken_wishes, wish_sides, wish_words
from careerclusters.people.profile.question_words import theme_words
from careerclusters.people.profile.strengths import is_bodily
from careerclusters.people.profile.theme_model import POPULARITY, THEMES
from careerclusters.present import inside_sentence, listing, openings_count, percent
from careerclusters.sources.projections import EDUCATION_ORDER
from careerclusters.words.preparation import schooling_words

if TYPE_CHECKING:
    from careerclusters.features.market import Market
    from careerclusters.people.matching.match import Match
    from careerclusters.people.matching.matcher import Matcher
    from careerclusters.people.matching.occupation_features import OccupationFeatures
    from careerclusters.people.matching.score import InferredFeatures

__all__ = [
    "distinctive_elements",
    "gap_elements",
    "infer_features",
    "market_of_match",
    "nothing_known",
    "reasons_for",
]

_MOST = 5
_LARGE_GAP = 0.5
_WISH_MET = 0.1
_RARE_SHARE = 0.002
_LEADING_SHARE = 0.4


def infer_features(matcher: Matcher, match: Match) -> InferredFeatures:
    """What the person of a match told, read as it was for the match."""
    return matcher.read(match.person, market=market_of_match(matcher, match), view=match.view)


def market_of_match(matcher: Matcher, match: Match) -> Market:
    """Pay and openings of the place that a match is for."""
    from careerclusters.features.market import market_of
    from careerclusters.labour import area_of

    area = area_of(matcher.catalog, match.area)
    if area is None:
        return matcher.nation
    code = area.code
    return matcher.catalog.derive(f"market {code}", lambda: market_of(matcher.catalog, code))


def reasons_for(
    matcher: Matcher, match: Match, code_onet: str, *, inferred: InferredFeatures | None = None
) -> tuple[str, ...]:
    """Up to six sentences on why an occupation stands where it does; the last says where it stands.

    Parameters
    ----------
    inferred
        From `infer_features`; give it to read the person once for many occupations.

    Raises
    ------
    UnknownError
        When the occupation is not in the match; the message says whether a constraint removed it.
    """
    row = match.row(code_onet)
    inferred = infer_features(matcher, match) if inferred is None else inferred
    place = matcher.features.place[code_onet]
    sentences: list[str] = []
    strengths: list[str] = []
    spoken: frozenset[str] = frozenset()
    if row["gaps"] is not None and inferred.strengths is not None:
        strengths, spoken = _strength_sentences(inferred, matcher, place)
    if row["interests"] is not None and inferred.themes is not None:
        marks = distinctive_elements(matcher, place, without=spoken)
        sentences += _interest_sentences(inferred, matcher, place, marks=marks, stands_out=match.stands_out)
    sentences += strengths
    sentences += _wish_sentences(inferred, matcher, place)
    sentences += _work_sentences(inferred, matcher, place)
    sentences.append(_start_sentence(inferred, matcher, place))
    if "interests" in match.missing and "gaps" in match.missing and not inferred.past.has_work:
        sentences.append(nothing_known())
    return (*sentences[:_MOST], _standing(match, row))


def nothing_known() -> str:
    """What is said where too little was told to give reasons."""
    return _("Nothing is known yet of your interests and strengths.")


def gap_elements(inferred: InferredFeatures, matcher: Matcher, place: int) -> list[tuple[str, float, float]]:
    """Elements in which an occupation asks for more, by weight: id, the person's level, the occupation's."""
    features = matcher.features
    if inferred.strengths is None or inferred.certainty is None or np.isnan(features.levels[place]).any():
        return []
    level, wanted = inferred.strengths.vector, features.levels[place]
    weight = features.importance[place] * inferred.certainty * np.maximum(wanted - level, 0.0)
    ids = features.element_ids
    order = np.argsort(-weight, kind="stable")
    return [(ids[at], float(level[at]), float(wanted[at])) for at in order if weight[at] > 0]


def distinctive_elements(
    matcher: Matcher, place: int, *, count: int = 3, without: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """What marks an occupation: the elements that it asks for most beyond other work; no bodily ones."""
    features = matcher.features
    if np.isnan(features.levels[place]).any():
        return ()
    spread = features.level_spreads
    beyond = (features.levels[place] - features.average) / np.where(spread > 0, spread, 1.0)
    weight = beyond * np.sqrt(features.importance[place])
    weight[[is_bodily(one) or one in without for one in features.element_ids]] = -np.inf
    order = np.argsort(-weight, kind="stable")[:count]
    return tuple(features.element_ids[at] for at in order if beyond[at] > 0 and np.isfinite(weight[at]))


def _interest_sentences(
    inferred: InferredFeatures, matcher: Matcher, place: int, *, marks: tuple[str, ...], stands_out: bool
) -> list[str]:
    assert inferred.themes is not None
    mine, theirs = _above(inferred.themes), _above(matcher.features.interests[place])
    likes = mine >= max(_LEADING_SHARE * float(mine.max()), 0.0)
    both = sorted((t for t in range(6) if likes[t] and theirs[t] > 0), key=lambda t: -mine[t] * theirs[t])
    apart = sorted((t for t in range(6) if mine[t] * theirs[t] < 0), key=lambda t: mine[t] * theirs[t])
    size = float(np.sqrt((mine**2).sum() * (theirs**2).sum())) or 1.0
    named = listing([_name(one) for one in marks])
    if not stands_out:
        return [_("It is marked by {marks}.", marks=named)] if marks else []
    sentences = []
    if both:
        words = listing([theme_words(THEMES[t]) for t in both[:2]])
        beyond = (
            all(inferred.profile.vector[t] > POPULARITY[t] for t in both[:2]) if inferred.profile else False
        )
        if beyond:
            sentence = _("You like {what} more than most people do.", what=words)
        else:
            sentence = _("You like {what} more than other things.", what=words)
        here = " " + _("Here that goes with {marks}.", marks=named) if marks else ""
        sentences.append(sentence + here)
    elif marks:
        sentences.append(_("It is marked by {marks}.", marks=named))
    if apart and mine[apart[0]] * theirs[apart[0]] < -0.08 * size:
        t = apart[0]
        words = theme_words(THEMES[t])
        sentences.append(
            _("It is more about {what} than you'd like.", what=words)
            if theirs[t] > 0
            else _("It has little of something you like: {what}.", what=words)
        )
    return sentences


def _strength_sentences(
    inferred: InferredFeatures, matcher: Matcher, place: int
) -> tuple[list[str], frozenset[str]]:
    """What is brought and what is to be learned, and the elements spoken of."""
    assert inferred.strengths is not None
    assert inferred.certainty is not None
    features = matcher.features
    level, wanted, mean = inferred.strengths.vector, features.levels[place], features.average
    known = np.array([one.source != "inferred" for one in inferred.strengths.levels])
    weight = features.importance[place] * inferred.certainty
    is_gap = (wanted - level) >= _LARGE_GAP
    met = np.where(known & ~is_gap & (wanted > mean), weight * (np.minimum(level, wanted) - mean), 0.0)
    best = [at for at in np.argsort(-met, kind="stable")[:3] if met[at] > 0.25 * met.max() > 0]
    sentences = []
    if best:
        brought = listing([_name(features.element_ids[at]) for at in best])
        sentences.append(_("You bring {what}.", what=brought))
    learn = [features.element_ids[at] for at in _to_learn(wanted - level, weight, features, place=place)]
    if learn:
        sentences.append(_("To learn above all: {what}.", what=listing([_name(one) for one in learn])))
    return sentences, frozenset({*(features.element_ids[at] for at in best), *learn})


def _to_learn(gap: np.ndarray, weight: np.ndarray, features: OccupationFeatures, *, place: int) -> list[int]:
    """Positions of up to two skills or fields of knowledge that matter there and are lacking."""
    standing = features.importance_standing[place]
    return most_to_learn(gap, weight, standing, element_ids=features.element_ids)[:2]


def _wish_sentences(inferred: InferredFeatures, matcher: Matcher, place: int) -> list[str]:
    sides = wish_sides(inferred, matcher.features, place)
    good = sorted((name for name in sides if sides[name] > _WISH_MET), key=lambda name: -sides[name])[:2]
    sentences = []
    if good:
        words = listing([wish_words(name, inferred.wishes.get(name, 1.0)) for name in good])
        sentences.append(_("It goes with your wishes: {wishes}.", wishes=words))
    broken = broken_wishes(inferred, matcher.features, place)
    if broken:
        sentences.append(_("It goes against your wishes: {wishes}.", wishes=listing(list(broken[:2]))))
    return sentences


def _work_sentences(inferred: InferredFeatures, matcher: Matcher, place: int) -> list[str]:
    """Whether people who did the same work go there."""
    past, features = inferred.past, matcher.features
    if not past.has_work or not features.log_moves.size:
        return []
    logs = features.log_moves[past.rows, place].astype(float)
    if np.isnan(logs).all():
        return []
    at = int(np.nanargmax(logs))
    share = float(10 ** logs[at])
    row = int(past.rows[at])
    held = inside_sentence(plain_name(features.codes[row], features.titles[row]))
    if share < _RARE_SHARE:
        return [
            _("Few who leave the work you did ({job}) go there, so expect to explain the change.", job=held)
        ]
    share_text = percent(share, decimals=1)
    return [
        _("Of those who leave the work you did ({job}), about {share} go there.", job=held, share=share_text)
    ]


def _start_sentence(inferred: InferredFeatures, matcher: Matcher, place: int) -> str:
    """What it takes to start, and how many places there are."""
    market, code = inferred.market, matcher.features.codes[place]
    row = market.rows((code,))
    at = int(row[0])
    step = int(market.schooling[at])
    parts = []
    if market.is_apprenticed[at]:
        parts.append(_("an apprenticeship, paid from the first day"))
    elif step >= 0:
        parts.append(schooling_words(EDUCATION_ORDER[step]))
    years = float(schooling_years(inferred.past, market, row)[0])
    asked = float(
        years_asked(inferred.past, matcher.features, market, rows=market.rows(matcher.features.codes))[place]
    )
    if inferred.past.schooling is not None and years >= 1 and not market.is_apprenticed[at]:
        parts.append(
            ngettext(
                "about {n} more year of schooling for you",
                "about {n} more years of schooling for you",
                round(years),
            )
        )
    if asked >= 1:
        parts.append(_("usually about {n} years in related work first", n=f"{asked:.0f}"))
    openings = market.openings_published[at]
    found = _("To start: {what}.", what=", ".join(parts) or _("not known"))
    if not np.isfinite(openings):
        return found
    is_nation = market.area_code == "0000000"
    count = openings_count(float(openings), is_nation=is_nation)
    count = count[0].upper() + count[1:]
    if market.is_split[at] and is_nation:
        there = _("{count} openings a year in the country shared with its group.", count=count)
    elif market.is_split[at]:
        there = _("{count} openings a year here shared with its group.", count=count)
    elif is_nation:
        there = _("{count} openings a year in the country.", count=count)
    else:
        there = _("{count} openings a year here.", count=count)
    return f"{found} {there}"


def _standing(match: Match, row: dict[str, Any]) -> str:
    slots = {"n": str(row["rank"]), "total": str(match.occupations.height)}
    if row["rank_low"] is None:
        return _("By what you told it is number {n} of {total}.", **slots)
    slots |= {"low": str(row["rank_low"]), "high": str(row["rank_high"])}
    tied = match.tie_sizes[row["tie_group"]] - 1
    if tied == 1:
        return _(
            "By what you told it is number {n} of {total}; anything from {low} to {high} is plausible, "
            "and one other ties.",
            **slots,
        )
    if 1 < tied < 200:
        return _(
            "By what you told it is number {n} of {total}; anything from {low} to {high} is plausible, "
            "and {others} others can't be told apart from it.",
            others=str(tied),
            **slots,
        )
    return _(
        "By what you told it is number {n} of {total}; anything from {low} to {high} is plausible.", **slots
    )


def _name(element_id: str) -> str:
    from careerclusters.words import gloss, spoken_language

    return gloss(element_id, spoken_language()).noun_phrase


def _above(themes: np.ndarray) -> np.ndarray:
    above: np.ndarray = themes - themes.mean()
    return above
