"""A limit in words: what `filters` calls "never outdoors" is "never: working outdoors in any weather"."""

from __future__ import annotations

from careerclusters.language import ENGLISH, _, current_language, marked
from careerclusters.people.profile.preferences import environment_items
from careerclusters.people.profile.question_words import said_of
from careerclusters.present import inside_sentence

__all__ = ["limit_words"]

_LIMITS = {
    "job_zone_max": marked("most preparation"),
    "education_max": marked("most schooling"),
    "pay_min_usd": marked("least yearly pay"),
}
_RULES = {"never": marked("never: {what}"), "always": marked("always: {what}")}


def limit_words(name: str) -> str:
    """A limit by the name of its constraint; in English its name with spaces."""
    if current_language() == ENGLISH:
        return name.replace("_", " ")
    rule, _gap, condition = name.partition(" ")
    if rule in _RULES and condition:
        what = said_of("environment", condition, environment_items()[condition].question)
        return _(_RULES[rule], what=inside_sentence(what))
    return _(_LIMITS[name]) if name in _LIMITS else name.replace("_", " ")
