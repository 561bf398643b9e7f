"""Which files of an O*NET release hold which table, under which names, and how each is shaped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from careerclusters.errors import DataError
from careerclusters.sources._archive import Archive
from careerclusters.sources._text import LINE, date_of_month, flag_of, number_of, read_tab

__all__ = [
    "EDUCATION",
    "OCCUPATIONS",
    "PLAIN",
    "RATED",
    "REPORTED_TITLES",
    "SCALES",
    "TASKS",
    "TITLES",
    "Layout",
    "find_files",
    "read_layout",
    "without_cut_off",
]

_CODE = {"code_onet": ("O*NET-SOC Code",)}
_ELEMENT = {"element_id": ("Element ID",), "element_name": ("Element Name",)}
_RATED = {
    **_CODE,
    **_ELEMENT,
    "scale_id": ("Scale ID",),
    "category": ("Category", ""),
    "value": ("Data Value",),
    "n": ("N", ""),
    "standard_error": ("Standard Error", ""),
    "is_suppressed": ("Recommend Suppress", ""),
    "is_not_relevant": ("Not Relevant", ""),
    "date": ("Date", ""),
    "source": ("Domain Source", ""),
}
# What is null in nearly every rated table and need not be there for its header to be known.
_RATED_HEADER = {"O*NET-SOC Code", "Element ID", "Scale ID", "Data Value"}
_KINDS = {
    "category": "number",
    "value": "number",
    "n": "number",
    "standard_error": "number",
    "minimum": "number",
    "maximum": "number",
    "job_zone": "number",
    "rank": "number",
    "commodity_code": "number",
    "date": "month",
    "is_suppressed": "flag",
    "is_not_relevant": "flag",
    "is_hot": "flag",
    "is_in_demand": "flag",
}
_CONVERT: dict[str, Callable[..., pl.DataFrame]] = {
    "number": number_of,
    "month": date_of_month,
    "flag": flag_of,
}


@dataclass(frozen=True)
class Layout:
    """One table of a release.

    Parameters
    ----------
    table
        Its name in the schema.
    names
        File names it has had; all that are present are read, one after the other.
    columns
        Our column name to the publisher's names for it; "" last when it may be absent.
    domain
        For ratings, the kind of element.
    prefixes
        For ratings, how element ids start: known by this when the file has a new name.
    """

    table: str
    names: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]] = field(repr=False)
    domain: str = ""
    prefixes: tuple[str, ...] = ()


def _rated(domain: str, names: tuple[str, ...], *prefixes: str) -> Layout:
    return Layout("ratings", names, _RATED, domain, prefixes)


SCALES = Layout(
    "scales",
    ("Scales Reference.txt",),
    {
        "scale_id": ("Scale ID",),
        "scale_name": ("Scale Name",),
        "minimum": ("Minimum",),
        "maximum": ("Maximum",),
    },
)
OCCUPATIONS = Layout("occupations", ("Occupation Data.txt",), {**_CODE, "title": ("Title",)})
RATED = (
    _rated("skills", ("Skills.txt", "Essential Skills.txt", "Transferable Skills.txt"), "2.A.", "2.B."),
    _rated("knowledge", ("Knowledge.txt",), "2.C."),
    _rated("abilities", ("Abilities.txt",), "1.A."),
    _rated("activities", ("Work Activities.txt",), "4.A."),
    _rated("context", ("Work Context.txt",), "4.C."),
    _rated("styles", ("Work Styles.txt",), "1.C.", "1.D."),
    _rated("interests", ("Interests.txt", "Career Interest Types.txt"), "1.B.1."),
    _rated("values", ("Work Values.txt",), "1.B.2."),
)
EDUCATION = _rated(
    "education",
    (
        "Education, Training, and Experience.txt",
        "Education.txt",
        "Training and Experience.txt",
        "Training.txt",
        "Work Experience.txt",
    ),
)
TITLES = Layout(
    "alternate_titles",
    ("Alternate Titles.txt", "Job Titles.txt"),
    {**_CODE, "title": ("Alternate Title", "Job Title", "Title"), "short_title": ("Short Title", "")},
)
REPORTED_TITLES = Layout(
    "alternate_titles", ("Sample of Reported Titles.txt",), {**_CODE, "title": ("Reported Job Title",)}
)
TASKS = Layout("tasks", ("Task Statements.txt",), {**_CODE, "task": ("Task",)})
PLAIN = (
    Layout(
        "technologies",
        ("Technology Skills.txt", "Software Skills.txt"),
        {
            **_CODE,
            "technology": ("Example", "Workplace Example"),
            "commodity_code": ("Commodity Code", ""),
            "commodity_title": ("Commodity Title", "Element Name"),
            "is_hot": ("Hot Technology", ""),
            "is_in_demand": ("In Demand", ""),
        },
    ),
    Layout(
        "tools",
        ("Tools Used.txt",),
        {
            **_CODE,
            "tool": ("Example", "Workplace Example"),
            "commodity_code": ("Commodity Code", ""),
            "commodity_title": ("Commodity Title", "Element Name"),
        },
    ),
    Layout("job_zones", ("Job Zones.txt",), {**_CODE, "job_zone": ("Job Zone",), "date": ("Date", "")}),
    Layout(
        "related",
        ("Related Occupations.txt",),
        {
            **_CODE,
            "related_code_onet": ("Related O*NET-SOC Code",),
            "tier": ("Relatedness Tier",),
            "rank": ("Index", "Related Index"),
        },
    ),
    Layout(
        "activities_detailed",
        ("Tasks to DWAs.txt",),
        {**_CODE, "dwa_id": ("DWA ID",), "task_id": ("Task ID",)},
    ),
    Layout(
        "interest_examples",
        ("Interests Illustrative Occupations.txt",),
        {**_ELEMENT, "interest_type": ("Interest Type",), **_CODE},
    ),
)


def find_files(archive: Archive, layout: Layout) -> tuple[str, ...]:
    """Names of the files that hold a table: by name, else by header and ids; empty when none does."""
    named = tuple(name for name in layout.names if name in archive.members)
    if named or not layout.prefixes:
        return named
    return tuple(
        name for name in sorted(archive.members) if _looks_rated(archive.head(name), layout.prefixes)
    )


def _looks_rated(head: bytes, prefixes: tuple[str, ...]) -> bool:
    lines = head.decode("utf-8", "replace").splitlines()
    if len(lines) < 2:
        return False
    header = lines[0].split("\t")
    if not set(header) >= _RATED_HEADER:
        return False
    first = dict(zip(header, lines[1].split("\t"), strict=False))
    return first.get("Element ID", "").startswith(prefixes)


def read_layout(content: bytes, layout: Layout, *, file: str) -> pl.DataFrame:
    """The file's columns under our names, typed, with the line of each row."""
    frame = read_tab(content, file=file, columns=layout.columns)
    for column in layout.columns:
        if column in _KINDS:
            frame = _CONVERT[_KINDS[column]](frame, column, file=file)
    return frame


def without_cut_off(frame: pl.DataFrame, *, file: str) -> pl.DataFrame:
    """The frame, when its last occupation has as many rows as any other has at least.

    Rated tables list the same elements for every occupation; a file cut off between two lines shows
    by its last occupation being short.
    """
    rows = frame.group_by("code_onet").len()
    last = frame["code_onet"][-1]
    others = rows.filter(pl.col("code_onet") != last)["len"]
    found = rows.filter(pl.col("code_onet") == last)["len"][0]
    least = min(others.to_list(), default=0)
    if found < least:
        raise DataError(
            f"{file} is cut off: its last occupation has {found} rows, every other at least {least}",
            seen=f"line {frame[LINE][-1]}, occupation {last}",
            todo="Download the release again.",
        )
    return frame
