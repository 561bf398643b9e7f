"""Parameters that several pages take, each with its limits."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query

from careerclusters.web.profile_code import LONGEST_CODE

__all__ = [
    "NONE_GIVEN",
    "ClusterId",
    "Code",
    "ElementId",
    "Level",
    "Many",
    "Me",
    "Number",
    "OptionalName",
    "PageNumber",
    "Words",
]

NONE_GIVEN: list[str] = []
"""Default of a parameter that may be repeated: nothing adds to it, and the framework copies it."""
Code = Annotated[str, Path(description="O*NET code such as 29-1141.00.", max_length=20)]
ClusterId = Annotated[str, Path(description="Id such as M07, or a cluster's name.", max_length=120)]
ElementId = Annotated[str, Path(description="Id of an element such as 2.A.1.a.", max_length=20)]
Number = Annotated[str, Path(description="NAICS code of 2 to 4 digits.", max_length=20)]
Level = Annotated[
    str | None, Query(description="broad, middle or fine; middle when not given.", max_length=20)
]
PageNumber = Annotated[int, Query(description="Page of the list, from 1.", ge=1, le=10_000)]
Words = Annotated[str, Query(description="Words to look for.", max_length=200)]
OptionalName = Annotated[str | None, Query(description="Only what belongs to this.", max_length=120)]
Many = Annotated[
    list[Annotated[str, Query(max_length=200)]],
    Query(description="Two to four titles, codes or cluster ids; repeat the parameter.", max_length=4),
]
Me = Annotated[
    str, Query(description="What a person told, packed; begin without it.", max_length=LONGEST_CODE)
]
