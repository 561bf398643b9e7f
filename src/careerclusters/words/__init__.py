"""Plain words, written by us, for what people see: occupations, elements, technologies and ideas."""

from careerclusters.words._tables import languages, spoken_language
from careerclusters.words.gloss import Gloss, gloss, glosses
from careerclusters.words.glossary import Term, explain, terms
from careerclusters.words.occupation_words import (
    OccupationWords,
    from_frame,
    occupation_words,
    to_frame,
    words_hash,
    words_id,
    words_of,
)
from careerclusters.words.technologies import program_name, technology_name
from careerclusters.words.tools import tool_name

__all__ = [
    "Gloss",
    "OccupationWords",
    "Term",
    "explain",
    "from_frame",
    "gloss",
    "glosses",
    "languages",
    "occupation_words",
    "program_name",
    "spoken_language",
    "technology_name",
    "terms",
    "to_frame",
    "tool_name",
    "words_hash",
    "words_id",
    "words_of",
]
