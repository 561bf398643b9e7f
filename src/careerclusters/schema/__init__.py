"""Every table of the catalog, described once: type, unit, range, meaning and source of each column."""

from __future__ import annotations

from careerclusters.schema import areas, crosswalks, labour, moves, occupations, ratings, text, training
from careerclusters.schema._model import CODE_ONET, CODE_SOC2018, PATTERN_ONET, PATTERN_SOC, Column, Table

__all__ = ["CODE_ONET", "CODE_SOC2018", "PATTERN_ONET", "PATTERN_SOC", "TABLES", "Column", "Table"]

_PARTS = (occupations, ratings, text, moves, crosswalks, labour, areas, training)

TABLES: dict[str, Table] = {table.name: table for part in _PARTS for table in part.TABLES}
"""Table name to its description, in the order of the documentation."""
