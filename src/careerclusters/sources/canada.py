"""Canada: what occupations ask for (OaSIS 2023), their outlook (COPS 2024–2033) and preparation (TEER).

Quirks
- Names of elements and titles are padded with spaces; files start with a byte-order mark.
- OaSIS splits some of the 516 NOC 2021 unit groups: "21231.00" and "21231.01" share the NOC 21231. Outlook
  and TEER are by NOC, so split occupations share them.
- A spreadsheet made numbers of the codes in two files: "31100.1" is 31100.10, "10010" is 10010.00.
- Levels are whole numbers: 0–5 for skills, abilities and work activities, 0–3 for knowledge. 0 is none,
  not missing; no occupation is all zeros.
- The list of TEER categories ends in rows with negative codes for answers that could not be coded.
- COPS writes NOC codes as numbers, so that 00010 is "10", and mixes in totals, groups and combined small
  occupations. Its figures are for ten years together.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from careerclusters.errors import DataError
from careerclusters.schema.canada import CANADA_TABLES, CONDITIONS
from careerclusters.schema.check import checked
from careerclusters.sources._sheets import expect_columns, release_file

__all__ = ["read_canada"]

_FOLDER = "canada"
_CODE, _LABEL = "OaSIS Code - Final", "OaSIS Label - Final"
# Domain to its file, the letter in element ids, and the scale of its levels.
_DOMAINS = {
    "skills": ("skills_oasis_2023_v1.0-1.csv", "S", "PL"),
    "abilities": ("abilities_oasis_2023_v1.0.csv", "A", "PL"),
    "knowledge": ("knowledges_oasis_2023_v1.0.csv", "K", "KL"),
    "activities": ("workactivities_oasis_2023_v1.0.csv", "W", "PL"),
}
_SCALES = (("KL", "Level of knowledge", 0.0, 3.0), ("PL", "Level of proficiency or complexity", 0.0, 5.0))
_COPS = "cops_summary_2024_2033.csv"
_COPS_COLUMNS = {
    "Code": "code_noc2021",
    "Employment_emploi_2023": "employment_2023_people",
    "Employment_Growth_croissance_emploi": "growth_10yr_people",
    "Total_Job_Openings_Perspective_d'emploi": "openings_10yr_people",
    "Job_Seekers_Chercheurs_emploi": "seekers_10yr_people",
    "Recent_Labour_Market_Conditions": "condition_recent",
    "Future_Labour_Market_Conditions": "condition_future",
}
_TEER = "noc_teer_lookup.csv"


def read_canada(folder: Path) -> dict[str, pl.DataFrame]:
    """All tables of `CANADA_TABLES`, checked, from a folder of releases that holds `canada/`.

    Raises
    ------
    DataError
        When a file is missing, short or of another layout; the message says which and where.
    """
    home = Path(folder) / _FOLDER
    wide = {domain: _read(home, file) for domain, (file, _, _) in _DOMAINS.items()}
    _same_occupations(wide)
    tables = {
        "occupations": _occupations(wide["skills"]),
        "elements": _elements(wide),
        "scales": pl.DataFrame(
            _SCALES, schema=["scale_id", "scale_name", "minimum", "maximum"], orient="row"
        ),
        "ratings": _ratings(wide),
        "preparation_teer": _teer(home),
        "outlook_cops": _outlook(home),
    }
    done = {name: checked(frame, CANADA_TABLES[name], file=name) for name, frame in tables.items()}
    for name, frame in done.items():
        if frame.height < CANADA_TABLES[name].rows_least:
            raise DataError(
                f"The Canadian table {name} is too short: a file was cut off",
                seen=f"{frame.height} rows, expected {CANADA_TABLES[name].rows_least} or more",
            )
    return done


def _read(home: Path, file: str) -> pl.DataFrame:
    raw = pl.read_csv(release_file(home, file), infer_schema=False, encoding="utf8")
    raw = raw.rename({name: name.strip().removeprefix("\ufeff") for name in raw.columns})
    expect_columns(raw, (_CODE, _LABEL), where=file)
    text = raw.with_columns(pl.all().str.strip_chars())
    text = text.rename({_CODE: "code_onet", _LABEL: "title"})
    return text.with_columns(code_onet=_whole_code(pl.col("code_onet")))


def _whole_code(code: pl.Expr) -> pl.Expr:
    """What a spreadsheet made a number of: "31100.1" → "31100.10", "10" → "00010.00"."""
    whole, part = (code.str.split_exact(".", 1).struct.field(f"field_{at}") for at in (0, 1))
    return whole.str.zfill(5) + "." + part.fill_null("").str.pad_end(2, "0")


def _same_occupations(wide: dict[str, pl.DataFrame]) -> None:
    first, *others = wide
    codes = set(wide[first]["code_onet"])
    for domain in others:
        differ = codes ^ set(wide[domain]["code_onet"])
        if differ:
            raise DataError(
                f"{_DOMAINS[domain][0]} has other occupations than {_DOMAINS[first][0]}",
                seen=f"{len(differ)} codes, such as {min(differ)}",
                todo="Use files of one release.",
            )


def _occupations(skills: pl.DataFrame) -> pl.DataFrame:
    return skills.select(
        "code_onet",
        "title",
        code_soc2018=pl.lit(None, dtype=pl.String),
        is_rated=pl.lit(True),
        is_residual=pl.col("title").str.starts_with("Other "),
        code_noc2021=pl.col("code_onet").str.slice(0, 5),
    )


def _named(frame: pl.DataFrame, letter: str) -> dict[str, str]:
    """Element name to id, numbered in the publisher's order."""
    names = [name for name in frame.columns if name not in ("code_onet", "title")]
    return {name: f"9.{letter}.{number:02d}" for number, name in enumerate(names, start=1)}


def _elements(wide: dict[str, pl.DataFrame]) -> pl.DataFrame:
    rows = [
        (element_id, name.capitalize(), domain)
        for domain, frame in wide.items()
        for name, element_id in _named(frame, _DOMAINS[domain][1]).items()
    ]
    return pl.DataFrame(rows, schema=["element_id", "element_name", "domain"], orient="row")


def _ratings(wide: dict[str, pl.DataFrame]) -> pl.DataFrame:
    parts = []
    for domain, frame in wide.items():
        file, letter, scale = _DOMAINS[domain]
        ids = _named(frame, letter)
        long = frame.drop("title").unpivot(index="code_onet", variable_name="name", value_name="value")
        odd = long.filter(
            pl.col("value").cast(pl.Float32, strict=False).is_null() & pl.col("value").is_not_null()
        )
        if odd.height:
            code, name, value = odd.row(0)
            raise DataError(f"{file}, {code}, {name}: no number", seen=value)
        parts.append(
            long.drop_nulls("value").select(
                "code_onet",
                element_id=pl.col("name").replace_strict(ids),
                scale_id=pl.lit(scale),
                value=pl.col("value").cast(pl.Float32),
                n=pl.lit(None, dtype=pl.UInt16),
                standard_error=pl.lit(None, dtype=pl.Float32),
            )
        )
    return pl.concat(parts)


def _teer(home: Path) -> pl.DataFrame:
    raw = pl.read_csv(release_file(home, _TEER), infer_schema=False)
    expect_columns(raw, ("NOC", "TEER"), where=_TEER)
    code = pl.col("NOC").str.strip_chars()
    return (
        raw.filter(code.str.contains(r"^\d{1,5}$"))
        .select(code_noc2021=code.str.zfill(5), teer_category=pl.col("TEER").cast(pl.UInt8))
        .unique("code_noc2021")
    )


def _outlook(home: Path) -> pl.DataFrame:
    raw = pl.read_csv(release_file(home, _COPS), infer_schema=False)
    expect_columns(raw, tuple(_COPS_COLUMNS), where=_COPS)
    rows = raw.select(pl.col(name).alias(ours) for name, ours in _COPS_COLUMNS.items()).filter(
        pl.col("code_noc2021").str.contains(r"^\d{1,5}$") & (pl.col("code_noc2021") != "0")
    )
    people = [name for name in rows.columns if name.endswith("_people")]
    return rows.with_columns(
        pl.col("code_noc2021").str.zfill(5),
        pl.col(people).cast(pl.Float64).round().cast(pl.Int32),
        *(_condition(name) for name in ("condition_recent", "condition_future")),
    )


def _condition(name: str) -> pl.Expr:
    """ "Moderate risk of Shortage" → "moderate shortage"; nothing said → null."""
    text = pl.col(name).str.strip_chars().str.to_lowercase().str.replace(r"(signs|risk) of ", "")
    return pl.when(text.is_in(CONDITIONS)).then(text).otherwise(None).alias(name)
