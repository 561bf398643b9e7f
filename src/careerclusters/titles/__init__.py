"""From a job title, however people write it, to the occupation it stands for; from wishes to lists."""

from careerclusters.titles.index import TitleHit, TitleIndex
from careerclusters.titles.intent_lists import intent_list
from careerclusters.titles.intents import Intent, find_intents, get_intent, intents
from careerclusters.titles.wish_words import wish_words

__all__ = [
    "Intent",
    "TitleHit",
    "TitleIndex",
    "find_intents",
    "get_intent",
    "intent_list",
    "intents",
    "wish_words",
]
