"""Which of the wishes a person told an occupation breaks, and in what words."""

from __future__ import annotations

import math

from careerclusters.language import _, marked
from careerclusters.people.matching.occupation_features import OccupationFeatures
from careerclusters.people.matching.score import InferredFeatures
from careerclusters.people.matching.tradeoffs import LONG_WAY, SHORT_WAY
from careerclusters.people.profile.preferences import VALUES, environment_items
from careerclusters.people.profile.question_words import said_of
from careerclusters.present import dollars, inside_sentence
from careerclusters.sources.projections import EDUCATION_ORDER

__all__ = ["broken_wishes", "wish_sides", "wish_words"]

# What is said of values is rougher than what is measured of surroundings.
BROKEN_FROM, BROKEN_VALUE_FROM = -0.25, -0.5
_SHORT_FROM = -0.1
PAY_KEPT = 0.9
_WAYS = {SHORT_WAY: marked("a short way in"), LONG_WAY: marked("work that asks for more school")}


def wish_sides(inferred: InferredFeatures, features: OccupationFeatures, row: int) -> dict[str, float]:
    """How far an occupation lies on the wished side of each wish, −1 to 1 times how strongly it is felt."""
    sides = {
        name: strength * (2 * float(features.standings[row, features.wishes.index(name)]) - 1)
        for name, strength in inferred.wishes.items()
    }
    sides |= {name: float(values[row]) for name, values in inferred.fits.items()}
    return {name: side for name, side in sides.items() if not math.isnan(side)}


def broken_wishes(inferred: InferredFeatures, features: OccupationFeatures, row: int) -> tuple[str, ...]:
    """Wishes that it breaks, the worst first, in words; and less pay than the work held brings."""
    sides = wish_sides(inferred, features, row)
    broken = [name for name, side in sides.items() if side < _bar(name)]
    broken.sort(key=lambda name: sides[name])
    words = [wish_words(name, inferred.wishes.get(name, 1.0)) for name in broken]
    at = inferred.market.row(features.codes[row])
    pay = float(inferred.market.pay[at])
    if inferred.past.pay_usd > 0 and pay < PAY_KEPT * inferred.past.pay_usd:
        words.append(
            _(
                "pay: about {pay} less than the work you've done",
                pay=dollars(inferred.past.pay_usd - pay),
            )
        )
    if inferred.past.pay_least_usd is not None and math.isnan(pay):
        words.append(_("pay: no yearly figure is published for it"))
    most, step = inferred.past.schooling_most, int(inferred.market.schooling[at])
    if most is not None and step > max(most, 1):
        schooling = inside_sentence(_(EDUCATION_ORDER[step]))
        words.append(_("schooling: it typically asks for {schooling}", schooling=schooling))
    return tuple(words)


def _bar(name: str) -> float:
    """Below which side of it a wish is broken."""
    if name == "pay":
        return _SHORT_FROM
    return BROKEN_VALUE_FROM if name in VALUES else BROKEN_FROM


def wish_words(name: str, strength: float) -> str:
    """A wish in words."""
    if name == "pay":
        return _("the pay you hope for")
    if name in _WAYS:
        return _(_WAYS[name])
    if name.startswith("lens "):
        from careerclusters.labour import get_lens, lens_words

        return lens_words(get_lens(name.removeprefix("lens "))).title.lower()
    items = environment_items()
    if name in items:
        words = said_of("environment", name, items[name].question)
    else:
        words = said_of("values", name, VALUES[name][1])
    words = words[0].lower() + words[1:]
    return f"“{words}”" if strength > 0 else _("no “{wish}”", wish=words)
