"""The tables of cases, read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from careerclusters.errors import DataError

__all__ = ["KINDS", "Case", "load_cases"]

KINDS = ("words", "interests", "past", "next", "plans", "closures")
_FIELDS = {"who", "ask", "must", "must_not", "source"}


@dataclass(frozen=True)
class Case:
    """One case.

    Attributes
    ----------
    kind
        A name in `KINDS`.
    who
        Who asks, in words; together with the kind it names the case.
    ask
        What they ask, as data: words typed, a profile, a title, two ends, people who lose their jobs.
    must, must_not
        Checks that must pass, and such as must fail.
    source
        "given" for the cases agreed on before, "own" for ours.
    """

    kind: str
    who: str
    ask: Mapping[str, Any]
    must: tuple[Mapping[str, Any], ...]
    must_not: tuple[Mapping[str, Any], ...]
    source: str

    @property
    def name(self) -> str:
        """Kind and who."""
        return f"{self.kind}: {self.who}"


def load_cases(kind: str | None = None) -> tuple[Case, ...]:
    """All cases, or those of one kind, in the order of their tables.

    Raises
    ------
    DataError
        When a table holds a field that no case has.
    """
    found = []
    for name in KINDS if kind is None else (kind,):
        text = files("careerclusters.evaluation.advice").joinpath(f"{name}.toml").read_text(encoding="utf-8")
        for row in tomllib.loads(text)["case"]:
            unknown = set(row) - _FIELDS
            if unknown:
                raise DataError(f"A case of {name} has an unknown field", seen=", ".join(sorted(unknown)))
            found.append(
                Case(
                    kind=name,
                    who=row["who"],
                    ask=row["ask"],
                    must=tuple(row.get("must", ())),
                    must_not=tuple(row.get("must_not", ())),
                    source=row.get("source", "own"),
                )
            )
    return tuple(found)
