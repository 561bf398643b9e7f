"""Plain words, written by us, for what people see: elements, technologies and the project's concepts."""

from careerclusters.words.gloss import Gloss, gloss, glosses
from careerclusters.words.glossary import Term, explain, terms
from careerclusters.words.technologies import technology_name

__all__ = ["Gloss", "Term", "explain", "gloss", "glosses", "technology_name", "terms"]
