"""From a job title, however people write it, to the occupation it stands for; from wishes to lists."""

from careerclusters.titles.index import TitleHit, TitleIndex
from careerclusters.titles.intent_lists import intent_list
from careerclusters.titles.intents import Intent, find_intents, get_intent, intents
from careerclusters.titles.wish_lists import WishList, wish_list
from careerclusters.titles.wish_words import wish_words, wishes_title

__all__ = [
    "Intent",
    "TitleHit",
    "TitleIndex",
    "WishList",
    "find_intents",
    "get_intent",
    "intent_list",
    "intents",
    "wish_list",
    "wish_words",
    "wishes_title",
]
