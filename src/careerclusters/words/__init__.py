"""Plain words, written by us, for what people see: occupations, elements, technologies and ideas."""

from careerclusters.words.gloss import Gloss, gloss, glosses
from careerclusters.words.glossary import Term, explain, terms
from careerclusters.words.occupation_words import (
    OccupationWords,
    from_frame,
    occupation_words,
    to_frame,
    words_hash,
    words_of,
)
from careerclusters.words.technologies import technology_name

__all__ = [
    "Gloss",
    "OccupationWords",
    "Term",
    "explain",
    "from_frame",
    "gloss",
    "glosses",
    "occupation_words",
    "technology_name",
    "terms",
    "to_frame",
    "words_hash",
    "words_of",
]
