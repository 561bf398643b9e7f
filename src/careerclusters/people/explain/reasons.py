"""Why an occupation stands where it does, in three to five sentences from its largest parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from careerclusters.errors import InputError
from careerclusters.people.profile.instruments import THEME_WORDS
from careerclusters.people.profile.preferences import VALUES, environment_items
from careerclusters.people.profile.theme_model import THEMES
from careerclusters.present import listing

if TYPE_CHECKING:
    from careerclusters.people.matching.match import Match
    from careerclusters.people.matching.matcher import Matcher
    from careerclusters.people.matching.score import Told

__all__ = ["gap_elements", "reasons_for"]

_MOST = 5
_LARGE_GAP = 0.5


def reasons_for(match: Match, code_onet: str) -> tuple[str, ...]:
    """See `Match.reasons`."""
    row = match.row(code_onet)
    matcher = match._matcher
    if matcher is None:
        raise InputError("This match can't give reasons", todo="Match the person again.")
    told = matcher.read(match.person)
    place = matcher.ground.place[code_onet]
    found: list[tuple[float, str]] = []
    if row["interests"] is not None:
        found += _interest_sentences(told, matcher, place, row["interests"])
    if row["gaps"] is not None:
        found += _strength_sentences(told, matcher, place, row)
    if row["preferences"] is not None:
        found += _wish_sentences(told, matcher, place, row["preferences"])
    order = sorted(range(len(found)), key=lambda at: -abs(found[at][0]))[: _MOST - 1]
    sentences = [found[at][1] for at in sorted(order)]
    if len(sentences) < _MOST - 1 and (silent := _silent(match, row)):
        sentences.append(silent)
    return (*sentences, _standing(match, row))


def gap_elements(told: Told, matcher: Matcher, place: int) -> list[tuple[str, float, float]]:
    """Elements in which an occupation asks for more, by weight: id, the person's level, the occupation's."""
    if told.strengths is None or np.isnan(matcher.ground.levels[place]).any():
        return []
    level, wanted = told.strengths.vector, matcher.ground.levels[place]
    weight = matcher.ground.importance[place] * told.certainty * np.maximum(wanted - level, 0.0)
    ids = matcher.ground.element_ids
    order = np.argsort(-weight, kind="stable")
    return [(ids[at], float(level[at]), float(wanted[at])) for at in order if weight[at] > 0]


def _interest_sentences(told: Told, matcher: Matcher, place: int, part: float) -> list[tuple[float, str]]:
    mine, theirs = _above(told.profile.vector), _above(matcher.ground.interests[place])
    both = sorted((t for t in range(6) if mine[t] > 0 < theirs[t]), key=lambda t: -mine[t] * theirs[t])
    apart = sorted((t for t in range(6) if mine[t] * theirs[t] < 0), key=lambda t: mine[t] * theirs[t])
    size = float(np.sqrt((mine**2).sum() * (theirs**2).sum())) or 1.0
    found = []
    if both:
        words = listing(f"{THEME_WORDS[THEMES[t]]}" for t in both[:2])
        extent = "much" if part > 0 else "some"
        found.append(
            (max(part, 0.5), f"You like {words} more than other things, and this work has {extent} of that.")
        )
    if apart and mine[apart[0]] * theirs[apart[0]] < -0.05 * size:
        t = apart[0]
        words = THEME_WORDS[THEMES[t]]
        sentence = (
            f"It is more about {words} than you'd like."
            if theirs[t] > 0
            else f"It has little of something you like: {words}."
        )
        found.append((min(float(mine[t] * theirs[t]) / size * 2, -0.1), sentence))
    return found


def _strength_sentences(
    told: Told, matcher: Matcher, place: int, row: dict[str, object]
) -> list[tuple[float, str]]:
    ground, found = matcher.ground, []
    level, wanted, mean = told.strengths.vector, ground.levels[place], ground.average
    inferred = told.strengths.is_inferred
    met = ground.importance[place] * told.certainty * np.maximum(np.minimum(level, wanted) - mean, 0.0)
    best = [at for at in np.argsort(-met, kind="stable")[:3] if met[at] > 0.25 * met.max() > 0]
    if best:
        names = listing(_name(ground.element_ids[at], is_inferred=bool(inferred[at])) for at in best)
        found.append((float(row["strengths_met"]), f"You bring what it asks for: {names}."))
    gaps = [gap for gap in gap_elements(told, matcher, place) if gap[2] - gap[1] >= _LARGE_GAP][:2]
    if gaps:
        guessed = {ground.element_ids[at] for at in np.flatnonzero(inferred)}
        words = listing(_gap(*gap, is_inferred=gap[0] in guessed) for gap in gaps)
        found.append((min(float(row["gaps"]), -0.3), f"It asks for more than you have so far: {words}."))
    else:
        found.append((float(row["gaps"]), "What you told shows no large gap to what it asks for."))
    over = told.certainty * np.maximum(level - np.maximum(wanted, mean), 0.0) * ~inferred
    if over.max() > 0:
        at = int(over.argmax())
        sentence = f"It would leave part of a strength unused: {_name(ground.element_ids[at])}."
        found.append((min(float(row["strengths_unused"]), 0.0), sentence))
    return found


def _wish_sentences(told: Told, matcher: Matcher, place: int, part: float) -> list[tuple[float, str]]:
    ground = matcher.ground
    fits = {
        name: strength * (2 * float(ground.standings[place, ground.wishes.index(name)]) - 1)
        for name, strength in told.wishes.items()
    }
    fits |= {name: float(values[place]) for name, values in told.fits.items()}
    known = {name: fit for name, fit in fits.items() if not np.isnan(fit)}
    good = sorted((name for name in known if known[name] > 0.1), key=lambda name: -known[name])[:2]
    bad = sorted((name for name in known if known[name] < -0.1), key=lambda name: known[name])[:2]
    found = []
    if good:
        words = listing(_wish(name, told.wishes.get(name, 1.0)) for name in good)
        found.append((max(part, 0.2), f"It goes with your wishes: {words}."))
    if bad:
        words = listing(_wish(name, told.wishes.get(name, 1.0)) for name in bad)
        found.append((min(part, -0.2), f"It goes against your wishes: {words}."))
    return found


def _standing(match: Match, row: dict[str, object]) -> str:
    total = match.occupations.height
    first = f"By what you told it is number {row['rank']} of {total}"
    if row["rank_low"] is None:
        return f"{first}."
    tied = match.occupations.filter(match.occupations["tie_group"] == row["tie_group"]).height - 1
    sentence = f"{first}; anything from {row['rank_low']} to {row['rank_high']} is plausible"
    if 0 < tied < 200:
        sentence += f", and {tied} others can't be told apart from it" if tied > 1 else ", and one other ties"
    return f"{sentence}."


def _silent(match: Match, row: dict[str, object]) -> str | None:
    missing = []
    if "interests" in match.missing:
        missing.append("interests")
    if "gaps" in match.missing:
        missing.append("strengths")
    if "preferences" in match.missing:
        missing.append("wishes")
    if missing:
        return f"Nothing is known yet of your {listing(missing)}, so they count for nothing here."
    if row["gaps"] is None:
        return "Its skills have not been rated, so your strengths count for nothing here."
    return None


def _gap(element_id: str, mine: float, its: float, *, is_inferred: bool) -> str:
    level = f"you about {mine:.1f}{', inferred' if is_inferred else ''}"
    return f"{_name(element_id)} ({level}; it {its:.1f} of 7)"


def _name(element_id: str, *, is_inferred: bool = False) -> str:
    from careerclusters.words import gloss

    words = gloss(element_id).noun_phrase
    return f"{words} (inferred, not said)" if is_inferred else words


def _wish(name: str, strength: float) -> str:
    if name == "pay":
        return "the pay you hope for"
    if name.startswith("lens "):
        from careerclusters.labour import get_lens

        return get_lens(name.removeprefix("lens ")).title.lower()
    items = environment_items()
    words = items[name].question if name in items else VALUES[name][1]
    words = words[0].lower() + words[1:]
    return f"“{words}”" if strength > 0 else f"no “{words}”"


def _above(themes: np.ndarray) -> np.ndarray:
    return themes - themes.mean()
