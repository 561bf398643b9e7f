"""What a person lacks of what a posting asks: its skills and technologies against what the person told.

    asked element     has it    level ≥ that of the work − ½, by what was said or done
                      lacks it  level below, by what was said or done
                      not known nothing told names it
    asked technology  has it    an occupation held lists it
                      lacks it  none of the occupations held does

What is only inferred about a person is never called lacking: it is not known, and worth asking.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from careerclusters.errors import InputError
from careerclusters.results import Value
from careerclusters.text.skills import Skill

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.atlas import Atlas
    from careerclusters.people.profile.person import Person
    from careerclusters.text.read import TextReading

__all__ = ["Lacking", "what_is_lacking"]

LEVELS_SPARED = 0.5
"""So much below the level of the work still counts as having it: about what two raters differ by."""


@dataclass(frozen=True, eq=False)
class Lacking(Value):
    """Skills that a posting asks, sorted by what is known of the person; each in the order of the text.

    Attributes
    ----------
    code_onet
        The occupation of the posting; None where that isn't sure. Levels are then not compared.
    has, lacks, not_known
        Skills that the person has, lacks, or that nothing told speaks of.
    """

    code_onet: str | None
    has: tuple[Skill, ...]
    lacks: tuple[Skill, ...]
    not_known: tuple[Skill, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        names = ("has", "lacks", "not_known")
        return {
            "code_onet": self.code_onet,
            **{name: [skill.to_dict() for skill in getattr(self, name)] for name in names},
        }

    def to_frame(self) -> pl.DataFrame:
        """A row for each asked skill, with `status` has, lacks or not_known."""
        import polars as pl

        names = ("has", "lacks", "not_known")
        rows = [{"status": name, **skill.to_dict()} for name in names for skill in getattr(self, name)]
        schema = {"status": pl.String, "name": pl.String, "kind": pl.String, "key": pl.String}
        return pl.DataFrame(rows, schema={**schema, "text": pl.String, "start": pl.Int64, "end": pl.Int64})

    def __repr__(self) -> str:
        return f"Lacking({len(self.has)} has, {len(self.lacks)} lacks, {len(self.not_known)} not known)"


def what_is_lacking(atlas: Atlas, reading: TextReading, person: Person) -> Lacking:
    """Compare a posting with a person.

    Raises
    ------
    InputError
        When the text is no posting.
    """
    if reading.kind != "posting":
        raise InputError(
            "This text isn't read as a posting, so it asks for nothing",
            seen=reading.kind,
            todo="Give a posting, or leave the profile out.",
        )
    job = next((job for job in reading.jobs if job.is_sure), None)
    code = None if job is None else job.candidates[0].code_onet
    levels, wanted = _levels(atlas, person), _wanted(atlas, code)
    used = _technologies(atlas, person)
    has: list[Skill] = []
    lacks: list[Skill] = []
    not_known: list[Skill] = []
    for skill in reading.skills:
        if skill.kind == "technology":
            status = not_known if used is None else has if skill.key in used else lacks
        elif skill.key not in levels or skill.key not in wanted:
            status = not_known
        else:
            status = has if levels[skill.key] >= wanted[skill.key] - LEVELS_SPARED else lacks
        status.append(skill)
    return Lacking(code, tuple(has), tuple(lacks), tuple(not_known))


def _levels(atlas: Atlas, person: Person) -> dict[str, float]:
    """Levels that the person told of, 0–7; nothing that is only inferred."""
    strengths = person.levels(atlas.catalog)
    if strengths is None:
        return {}
    return {level.element_id: level.level for level in strengths.levels if not level.is_inferred}


def _wanted(atlas: Atlas, code: str | None) -> dict[str, float]:
    """Levels of an occupation, 0–7; empty where they aren't rated."""
    from careerclusters.features.level_model import occupation_levels

    if code is None:
        return {}
    levels, codes, names = occupation_levels(atlas.catalog)
    if code not in codes:
        return {}
    return dict(zip(names, levels[codes.index(code)].tolist(), strict=True))


def _technologies(atlas: Atlas, person: Person) -> set[str] | None:
    """All that the occupations held list; None where none was told or the catalog lists nothing."""
    held = () if person.strengths is None else person.strengths.occupations
    if not held or not atlas.catalog.has("technologies"):
        return None
    import polars as pl

    table = atlas.catalog.table("technologies")
    codes = [one.code_onet for one in held]
    return set(table.filter(pl.col("code_onet").is_in(codes))["technology"])
