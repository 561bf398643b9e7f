"""What an occupation's page tells in plain words, computed from the catalog: preparation, software, tools."""

from careerclusters.features.preparation import preparation_of, preparations

__all__ = ["preparation_of", "preparations"]
