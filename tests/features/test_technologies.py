"""Software and tools that mark an occupation: telling ones first, slips left out, plain names only."""

from __future__ import annotations

import polars as pl
import pytest

from careerclusters.catalog import Catalog
from careerclusters.features import new_software, new_tools, software_of, tools_of
from careerclusters.words import program_name, technology_name, tool_name

AIDE, NURSE, DEVELOPER = "31-1131.00", "29-1141.00", "15-1252.00"
MEDICAL, CODES, OFFICE, ENGINES = 43232610, 43232405, 43232110, 43232304
WHEELCHAIRS, VIBRATORS, COMPUTERS = 42192210, 42251616, 43211508


def of(*rows: tuple, columns: tuple[str, ...]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=list(columns), orient="row")


@pytest.fixture(scope="module")
def small() -> Catalog:
    """Four aides and nurses who write in records, four others who program, one slip."""
    care = [f"31-113{i}.00" for i in range(1, 5)]
    code = [f"15-125{i}.00" for i in range(1, 5)]
    software = [(one, "Epic Systems", MEDICAL, "Medical software", False) for one in care]
    software += [
        (one, "Microsoft Excel", OFFICE, "Spreadsheet software", one == care[1]) for one in care + code
    ]
    software += [(one, "Python", CODES, "Object oriented", one == code[0]) for one in code]
    software += [(one, "Oracle Java", CODES, "Object oriented", False) for one in code]
    software += [(one, "Apache Spark", ENGINES, "Data base", False) for one in [*code, care[0]]]
    tools = [(one, WHEELCHAIRS, "Wheelchairs") for one in care]
    tools += [(one, VIBRATORS, "Electric vibrators for rehabilitation or therapy") for one in care]
    tools += [(one, COMPUTERS, "Personal computer") for one in care + code]
    return Catalog.from_tables(
        {
            "technologies": of(
                *software,
                columns=("code_onet", "technology", "commodity_code", "commodity_title", "is_in_demand"),
            ),
            "tools": of(*tools, columns=("code_onet", "commodity_code", "commodity_title")),
        }
    )


def test_what_relatives_share_is_shown_and_slips_are_not(small):
    assert [one.text() for one in software_of(small, "31-1131.00")] == [
        "medical records software, such as Epic"
    ]


def test_what_employers_ask_for_comes_first_and_office_programs_last(small):
    found = software_of(small, "15-1251.00")
    assert [one.name for one in found] == ["programming languages", "database systems"]
    assert found[0].is_in_demand
    assert found[0].examples == ("Python", "Java"), "the one asked for leads"
    asked = software_of(small, "31-1132.00")
    assert [one.name for one in asked] == ["medical records software", "office programs"]
    assert asked[-1].commodity_code is None


def test_tools_have_plain_names_and_mark_the_work(small):
    assert tools_of(small, "31-1131.00") == (), "twice as usual as elsewhere is not enough"
    more = small.table("tools").filter(pl.col("commodity_code") != WHEELCHAIRS)
    others = of(
        *[(f"47-{i}.00", COMPUTERS, "Personal computer") for i in range(2000, 2020)],
        columns=tuple(more.columns),
    )
    wide = Catalog.from_tables({"tools": pl.concat([small.table("tools"), others])})
    assert tools_of(wide, "31-1131.00") == ("wheelchairs",)


def test_only_what_is_new_has_to_be_learned(small):
    assert new_software(small, "31-1131.00", "31-1132.00") == ()
    assert [one.name for one in new_software(small, "31-1132.00", "15-1251.00")] == [
        "programming languages",
        "database systems",
    ]
    assert new_tools(small, "31-1131.00", "31-1132.00") == ()


def test_without_tables_nothing_is_shown():
    empty = Catalog.from_tables({})
    assert software_of(empty, NURSE) == ()
    assert tools_of(empty, NURSE) == ()


@pytest.mark.parametrize(
    ("code", "first", "example"),
    [
        (AIDE, "medical records software", "Epic"),
        (NURSE, "medical records software", "MEDITECH"),
        (DEVELOPER, "website development tools", "JavaScript"),
        ("27-1024.00", "photo and graphics software", "Illustrator"),
        ("13-2011.00", "bookkeeping software", "Excel"),
        ("19-1032.00", "digital mapping systems (GIS)", "ArcGIS"),
    ],
)
def test_worked_examples(catalog, code, first, example):
    found = software_of(catalog, code)
    assert first is None or found[0].name == first
    assert example in {name for one in found for name in one.examples}


def test_no_occupation_shows_a_slip_or_a_tool_nobody_wants_to_read_of(catalog):
    for code in catalog.occupations["code_onet"]:
        said = " ".join([*(one.text() for one in software_of(catalog, code)), *tools_of(catalog, code)])
        assert "vibrator" not in said, code
        if not code.startswith(("15-", "13-", "11-", "17-", "19-", "25-")):
            assert "Spark" not in said, code
        assert len(tools_of(catalog, code)) <= 3
        assert len(software_of(catalog, code)) <= 5


def test_aides_never_pick_up_spark(catalog):
    for origin in ("41-2011.00", "35-3031.00", "37-2012.00"):
        said = [one.text() for one in new_software(catalog, origin, AIDE)]
        assert not [text for text in said if "Spark" in text]


def test_cooks_and_plumbers_are_spared_office_programs(catalog):
    for code in ("35-2014.00", "47-2152.00", AIDE):
        assert "office programs" not in {one.name for one in software_of(catalog, code)}


def test_names_are_plain(catalog):
    codes = catalog.table("tools")["commodity_code"].unique().to_list()
    named = {code: name for code in codes if (name := tool_name(code))}
    assert len(named) > 400
    assert tool_name(VIBRATORS) is None
    assert tool_name(COMPUTERS) is None, "everybody has one"
    for name in named.values():
        assert name[0].islower() or name[:2].isupper() or name.split()[0] in NAMES, name
        assert len(name.split()) <= 5, name
        assert "vibrat" not in name or name == "vibration testers"
    assert technology_name("43232604") == "design drawing (CAD) software"
    assert program_name("Cascading style sheets CSS") == "CSS"
    assert program_name("Database software") is None


NAMES = {"3D", "X-ray", "Braille", "Petri", "Geiger", "jaws"}
