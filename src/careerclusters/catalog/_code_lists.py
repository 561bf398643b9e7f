"""The lists of codes that the catalog holds, each asked for one code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from careerclusters.results import Value
from careerclusters.sources._labour_codes import COMBINED_CODES

if TYPE_CHECKING:
    from careerclusters.catalog.catalog import Catalog

__all__ = ["CodeMeaning", "Lists"]

_DOUBTFUL = 0.5
_BOUNDS = frozenset(("all", "and", "except", "of", "or"))


@dataclass(frozen=True, eq=False)
class CodeMeaning(Value):
    """What a code means in one system.

    Parameters
    ----------
    system
        Name of the system, such as "SOC 2018" or "Army, enlisted".
    code, name
        The code as the system writes it, and its official name there.
    occupations
        O*NET-SOC 2019 codes of the occupations that it covers, sorted; empty when none is matched.
    main
        The one of them that is the code itself, as 29-1141.00 is SOC 29-1141; None for groups, for codes
        that were split, and for matches to several.
    note
        What to know: that the edition is older, that a match is doubtful; None when nothing.
    """

    system: str
    code: str
    name: str
    occupations: tuple[str, ...]
    main: str | None = None
    note: str | None = None

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "system": self.system,
            "code": self.code,
            "name": self.name,
            "occupations": list(self.occupations),
            "main": self.main,
            "note": self.note,
        }


class Lists:
    """Looks up one code at a time; a list whose table is absent holds nothing."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def onet(self, code: str) -> CodeMeaning | None:
        """O*NET-SOC 2019, else 2010."""
        titles = self._rows("occupations", code_onet=code)
        if titles.height:
            return _meaning("O*NET-SOC 2019", code, titles["title"][0], [code], main=code)
        newer = self._rows("crosswalk_onet2010_onet2019", code_onet2010=code)
        if not newer.height:
            return None
        codes = sorted(set(newer["code_onet"]))
        older = self._rows("crosswalk_soc2010_soc2018", code_soc2010=code[:7])
        is_whole = older.height and code.endswith(".00")
        title = _unmarked(older["title_soc2010"][0]) if is_whole else self._title(codes)
        main = codes[0] if len(codes) == 1 else self._kept(title, codes)
        return _meaning("O*NET-SOC 2010", code, title, codes, main=main, note="a code of O*NET-SOC 2010")

    def soc(self, code: str) -> CodeMeaning | None:
        """SOC 2018: detailed, a group or a combined code; else SOC 2010."""
        known = self._catalog.occupations
        exact = known.filter(pl.col("code_soc2018") == code)
        if exact.height:
            codes = exact["code_onet"].to_list()
            main = f"{code}.00" if f"{code}.00" in codes else (codes[0] if len(codes) == 1 else None)
            return _meaning("SOC 2018", code, self._soc_title(code) or self._title(codes), codes, main=main)
        covered = self._covered(code)
        if covered:
            codes = known.filter(pl.col("code_soc2018").is_in(covered))["code_onet"].to_list()
            return _meaning(
                "OEWS combined code",
                code,
                self._soc_title(code) or self._title(codes),
                codes,
                note=f"stands for {', '.join(covered)} together",
            )
        group = self._group(code)
        if group is not None:
            return group
        older = self._rows("crosswalk_soc2010_soc2018", code_soc2010=code)
        if not older.height:
            return None
        newer = sorted(set(older["code_soc2018"]))
        codes = known.filter(pl.col("code_soc2018").is_in(newer))["code_onet"].to_list()
        title = _unmarked(older["title_soc2010"][0])
        only = f"{newer[0]}.00" if len(newer) == 1 and f"{newer[0]}.00" in codes else None
        main = only or self._kept(title, [code for code in codes if code.endswith(".00")])
        note = f"a code of SOC 2010, now {', '.join(newer)}"
        return _meaning("SOC 2010", code, title, codes, main=main, note=note)

    def census(self, code: str) -> CodeMeaning | None:
        """Census 2018."""
        rows = self._rows("crosswalk_census2018_soc2018", code_census2018=code)
        if not rows.height:
            return None
        socs = rows["code_soc2018"].to_list()
        codes = self._catalog.occupations.filter(pl.col("code_soc2018").is_in(socs))["code_onet"].to_list()
        main = f"{socs[0]}.00" if len(socs) == 1 and f"{socs[0]}.00" in codes else None
        return _meaning("Census 2018", code, rows["title_census2018"][0], codes, main=main)

    def isco(self, code: str) -> CodeMeaning | None:
        """ISCO-08, by way of the ESCO occupations in the group."""
        names = self._rows("isco_groups", code_isco08=code)
        if not names.height:
            return None
        esco = self._catalog.table("esco_occupations")
        members = esco.filter(pl.col("code_isco08").str.starts_with(code)).select("esco_uuid")
        matches = self._catalog.table("crosswalk_esco_onet").join(members, on="esco_uuid", how="semi")
        codes = sorted(set(matches["code_onet"]))
        note = "by way of ESCO occupations in this group" if codes else "no occupation is matched to it"
        return _meaning(
            "ISCO-08",
            code,
            names["isco_name"][0],
            codes,
            main=codes[0] if len(codes) == 1 else None,
            note=note,
        )

    def esco(self, uuid: str) -> CodeMeaning | None:
        """ESCO by the last part of its address; where it isn't matched, by its ISCO group."""
        rows = self._rows("esco_occupations", esco_uuid=uuid)
        if not rows.height:
            return None
        row = rows.row(0, named=True)
        matches = self._rows("crosswalk_esco_onet", esco_uuid=uuid)
        codes = sorted(set(matches["code_onet"])) if matches.height else []
        note = None
        if matches.height and (matches["match_confidence"] <= _DOUBTFUL).all():
            note = "the match is doubtful"
        if not codes:
            group = self.isco(row["code_isco08"])
            codes = list(group.occupations) if group else []
            note = f"not matched itself; occupations of its group ISCO-08 {row['code_isco08']}"
        main = codes[0] if len(codes) == 1 else None
        return _meaning("ESCO", uuid, row["label_en"], codes, main=main, note=note)

    def military(self, code: str, *, service: str | None) -> tuple[CodeMeaning, ...]:
        """Military occupations of that code, one entry per service and rank; active ones before others."""
        rows = self._rows("crosswalk_military_onet", code_military=code)
        if not rows.height and service in (None, "Army") and len(code) >= 5 and code[:3].isalnum():
            # A skill level or an additional identifier follows: 11B10.
            rows = self._rows("crosswalk_military_onet", code_military=code[:3])
            rows = rows.filter(pl.col("service") == "Army") if rows.height else rows
        if rows.height and service is not None:
            rows = rows.filter(pl.col("service") == service)
        if not rows.height:
            return ()
        if rows["is_active"].any():
            rows = rows.filter("is_active")
        found = []
        for (name, rank), part in rows.group_by(["service", "rank"], maintain_order=True):
            codes = sorted(set(part["code_onet"]))
            title = part["title_military"].mode().sort()[0]
            main = codes[0] if len(codes) == 1 else None
            note = None if part["is_active"].any() else "no longer in use"
            found.append(_meaning(f"{name}, {rank}", code, title, codes, main=main, note=note))
        return tuple(found)

    def _kept(self, title: str, codes: list[str]) -> str | None:
        """The one of several newer occupations that kept the older title, or most of its words.

        "Software Developers, Applications" became Software Developers and, in part, their testers. None
        where no newer title, or more than one, has only words of the older, or another has the rest.
        """
        before = _title_words(title)
        known = self._catalog.occupations.filter(pl.col("code_onet").is_in(codes))
        newer = {code: _title_words(name) for code, name in known.select("code_onet", "title").iter_rows()}
        kept = [code for code, words in newer.items() if words <= before]
        if len(kept) != 1:
            return None
        rest = before - newer[kept[0]]
        is_shared = any(rest & words for code, words in newer.items() if code != kept[0])
        return None if is_shared else kept[0]

    def _covered(self, code: str) -> tuple[str, ...]:
        """Detailed codes of a combined one, where that isn't a group of the SOC with the same members."""
        return COMBINED_CODES.get(code, ())

    def _group(self, code: str) -> CodeMeaning | None:
        """A major, minor or broad group of SOC 2018, by its leading digits."""
        if not code.endswith("0"):
            return None
        stem = code.rstrip("0")
        stem = code[:3] if len(stem) <= len("15-") else stem
        known = self._catalog.occupations
        codes = known.filter(pl.col("code_soc2018").str.starts_with(stem))["code_onet"].to_list()
        title = self._soc_title(code)
        if not codes:
            return None
        return _meaning("SOC 2018 group", code, title or self._title(codes), codes, note="a group")

    def _soc_title(self, code: str) -> str | None:
        rows = self._rows("soc_titles", code_published=code)
        return rows["soc_title"][0] if rows.height else None

    def _title(self, codes: list[str]) -> str:
        """Titles of the occupations, at most three."""
        known = self._catalog.occupations
        titles = known.filter(pl.col("code_onet").is_in(codes))["title"].to_list()
        return "; ".join(titles[:3]) + ("; …" if len(titles) > 3 else "")

    def _rows(self, table: str, **where: str) -> pl.DataFrame:
        if not self._catalog.has(table):
            return pl.DataFrame()
        return self._catalog.table(table).filter(**where)


def _unmarked(title: str) -> str:
    """A title without the signs that say that its code was split."""
    return re.sub(r"\s*\(#+\)", "", title)


def _title_words(title: str) -> set[str]:
    """Words of an official title without those that only join them."""
    return set(re.findall(r"[a-z]{2,}", title.lower())) - _BOUNDS


def _meaning(
    system: str,
    code: str,
    name: str,
    codes: list[str],
    *,
    main: str | None = None,
    note: str | None = None,
) -> CodeMeaning:
    return CodeMeaning(system, code, name, tuple(sorted(codes)), main, note)
