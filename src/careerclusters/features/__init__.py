"""What several rooms need to know of occupations: levels, groups of moves, preparation, software, tools."""

from careerclusters.features.preparation import preparation_of, preparations
from careerclusters.features.technologies import Software, new_software, new_tools, software_of, tools_of

__all__ = [
    "Software",
    "new_software",
    "new_tools",
    "preparation_of",
    "preparations",
    "software_of",
    "tools_of",
]
