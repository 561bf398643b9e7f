"""Every way to damage a source, on every kind of source: one clear sentence, or a table."""

from __future__ import annotations

import json

import polars as pl
import pytest

from careerclusters.catalog import load_catalog
from careerclusters.catalog.check import check_path
from careerclusters.catalog.compile import READERS
from careerclusters.edge import reading
from careerclusters.errors import CareerClustersError, InputError
from careerclusters.labour.drift_file import read_drift
from careerclusters.labour.local import read_local
from careerclusters.people import load_profile
from careerclusters.schema import TABLES
from careerclusters.schema.check import checked
from careerclusters.sources import _text
from careerclusters.sources.moves import read_moves_file
from careerclusters.sources.onet import read_onet
from careerclusters.storage import read_value, write_value

LONGEST_MESSAGE = 900
NUMBERS = ",".join(
    [
        "Occupation Code",
        "Employment 2024",
        "Employment 2034",
        '"Employment Change, 2024-2034"',
        '"Employment Percent Change, 2024-2034"',
        '"Occupational Openings, 2024-2034 Annual Average"',
        "Median Annual Wage 2024",
        "Typical Entry-Level Education",
        "Work Experience in a Related Occupation",
        "Typical on-the-job Training",
    ]
)
PROJECTION = '"=""29-1141""","3,000.5","3,200.0",199.5,6.6,190.0,"93,600",Bachelor\'s degree,None,None'
CSVS = {
    "projections": ("Employment Projections.csv", [NUMBERS, PROJECTION]),
    "programmes": (
        "cip2020_soc2018_crosswalk.csv",
        ["CIP2020Code,CIP2020Title,SOC2018Code", "51.3801,Nursing.,29-1141", "51.3802,Nursing more.,29-1141"],
    ),
    "exposure_tasks": (
        "ai_exposure/gpts_are_gpts_occ_level.csv",
        [
            "O*NET-SOC Code,human_rating_alpha,human_rating_beta,human_rating_gamma,dv_rating_alpha,"
            "dv_rating_beta,dv_rating_gamma",
            "29-1141.00,0.1,0.2,0.3,0.1,0.2,0.3",
        ],
    ),
    "exposure_applicability": (
        "ai_exposure/microsoft_ai_applicability.csv",
        ["SOC Code,ai_applicability_score", "29-1141,0.25"],
    ),
    "official_clusters": (
        "All_Career_Clusters.csv",
        ["Career Cluster,Career Pathway,Code,Occupation", "Health,Care,29-1141.00,Nurses"],
    ),
    "moves": (
        "moves_cps_asec_all.csv",
        ["origin_code_soc2010,destination_code_soc2010,move_share", "11-3020,11-1010,0.5"],
    ),
    "crosswalk_soc2010_soc2018": (
        "soc2010_soc2018.csv",
        ["SOCCode2010,SOCTitle2010,SOCCode2018,SOCTitle2018", "29-1111,Nurses,29-1141,Nurses"],
    ),
}


def is_one_clear_sentence(error):
    text = str(error)
    return text.count("\n") == 0 and 20 < len(text) < LONGEST_MESSAGE and "Traceback" not in text


def read(name, folder):
    """A table as compiling reads it."""
    with reading(f"The source of the table {name}"):
        return checked(READERS[name](folder), TABLES[name], file=name)


def answered(function, *arguments):
    """What came out, or the error of ours; anything else fails the test."""
    try:
        return function(*arguments)
    except CareerClustersError as error:
        found = error
    assert is_one_clear_sentence(found), str(found)
    return found


def put(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", CSVS)
def test_the_small_sources_are_sound(name, tmp_path):
    """Else the damage would never be reached."""
    file, lines = CSVS[name]
    put(tmp_path, file, "\n".join([*lines, ""]).encode())
    assert read(name, tmp_path).height >= 1


@pytest.mark.parametrize("name", CSVS)
def test_damaged_lists(name, tmp_path, make):
    file, lines = CSVS[name]
    content = "\n".join([*lines, ""]).encode()
    for damage, spoil in make["DAMAGES"].items():
        put(tmp_path, file, spoil(content))
        found = answered(read, name, tmp_path)
        if damage in ("nothing", "zero bytes", "noise", "markup", "a zip", "second half"):
            assert isinstance(found, CareerClustersError), damage


def edges():
    data = [json.dumps({"employment": 10, "annualMean": 50_000})] * 50
    return pl.DataFrame(
        {"from": ["occupation/29-1141"] * 50, "to": ["industry/622"] * 50, "name": ["H"] * 50}
        | {"data": data}
    )


@pytest.mark.parametrize("size", [0, 1, 2**31, 2**32 - 1])
def test_a_footer_that_lies(tmp_path, make, size):
    put(tmp_path, "oews_occupation_industry.parquet", make["lying_footer"](make["parquet"](edges()), size))
    assert isinstance(answered(read, "industry_employment", tmp_path), CareerClustersError)


def test_damaged_tables_of_industries(tmp_path, make):
    content = make["parquet"](edges())
    for spoil in make["DAMAGES"].values():
        put(tmp_path, "oews_occupation_industry.parquet", spoil(content))
        assert isinstance(answered(read, "industry_employment", tmp_path), CareerClustersError)
    for at in range(0, len(content), 97):
        spoiled = bytearray(content)
        spoiled[at] ^= 0xFF
        put(tmp_path, "oews_occupation_industry.parquet", bytes(spoiled))
        answered(read, "industry_employment", tmp_path)


@pytest.mark.parametrize(
    "frame",
    [
        edges().drop("data"),
        edges().with_columns(data=pl.lit("[")),
        edges().with_columns(data=pl.lit(7)),
        edges().with_columns(data=pl.lit('{"employment": 99999999999999999999}')),
        edges().with_columns(data=pl.lit('{"employment": "many"}')),
        edges().with_columns(pl.col("from").cast(pl.Binary)),
        edges().with_columns(to=pl.lit(None, pl.String)),
    ],
)
def test_tables_of_industries_of_another_shape(tmp_path, make, frame):
    put(tmp_path, "oews_occupation_industry.parquet", make["parquet"](frame))
    assert isinstance(answered(read, "industry_employment", tmp_path), CareerClustersError)


HEADS = [["O*NET-SOC 2010 Code", "O*NET-SOC 2019 Code"], ["29-1111.00", "29-1141.00"]]
WORKBOOK = "onet_2010_to_2019_crosswalk.xlsx"


def test_the_small_workbook_is_sound(tmp_path, make):
    put(tmp_path, WORKBOOK, make["workbook"](make["table"](HEADS, first=4)))
    assert read("crosswalk_onet2010_onet2019", tmp_path).rows() == [("29-1111.00", "29-1141.00")]


def test_damaged_workbooks(tmp_path, make):
    content = make["workbook"](make["table"](HEADS, first=4))
    for damage, spoil in make["DAMAGES"].items():
        put(tmp_path, WORKBOOK, spoil(content))
        found = answered(read, "crosswalk_onet2010_onet2019", tmp_path)
        assert isinstance(found, CareerClustersError) or damage in ("twice", "some bits", "other bits")


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]
)
@pytest.mark.parametrize("text", ["", "<", "<a>" * 20_000, "\0", "<!DOCTYPE a [<!ENTITY b 'b'>]><a>&b;</a>"])
def test_workbooks_with_a_spoiled_part(tmp_path, make, part, text):
    body = make["table"](HEADS, first=4)
    put(tmp_path, WORKBOOK, make["workbook"](body, **{part: text}))
    answered(read, "crosswalk_onet2010_onet2019", tmp_path)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<sheetData>",
        "<sheetData/>",
        "<sheetData><row r='0'/></sheetData>",
        "<sheetData><row><c r='-1'/></row></sheetData>",
        "<sheetData><row r='4'><c r='AAAAAAAAAAAA4'><v>1</v></c></row></sheetData>",
        "<sheetData><row r='99999999999999999'><c r='A99999999999999999'><v>1</v></c></row></sheetData>",
        "<sheetData><row r='4'><c r='A4' t='s'><v>999999</v></c></row></sheetData>",
        "<sheetData><row r='4'><c r='A4' t='d'><v>x</v></c><c r='A4'><v>1e999</v></c></row></sheetData>",
        "<sheetData><row r='4'><c><f>SUM(A1:A9)</f></c></row></sheetData>",
    ],
)
def test_odd_sheets(tmp_path, make, body):
    put(tmp_path, WORKBOOK, make["workbook"](body))
    answered(read, "crosswalk_onet2010_onet2019", tmp_path)


def test_damaged_releases(tmp_path, make, small):
    files = small.files()
    whole = make["zipped"]({name: text.encode() for name, text in files.items()})
    for damage, spoil in make["DAMAGES"].items():
        path = put(tmp_path, "db_30_1_text.zip", spoil(whole))
        found = answered(read_onet, path)
        assert isinstance(found, CareerClustersError) or damage in ("twice", "some bits", "other bits")


@pytest.mark.parametrize(
    "file",
    ["Skills.txt", "Occupation Data.txt", "Scales Reference.txt", "Read Me.txt", "Task Statements.txt"],
)
def test_releases_with_a_damaged_file(tmp_path, make, small, file):
    files = {name: text.encode() for name, text in small.files().items()}
    for at, spoil in enumerate(make["DAMAGES"].values()):
        folder = tmp_path / str(at)
        for name, content in files.items():
            put(folder, name, spoil(content) if name == file else content)
        answered(read_onet, folder)


@pytest.mark.parametrize("packing", ["ZIP_LZMA", "ZIP_BZIP2"])
@pytest.mark.parametrize("is_corrupt", [False, True])
def test_packings_that_unpack_without_a_bound_are_refused(tmp_path, make, small, packing, is_corrupt):
    import zipfile

    files = {name: text.encode() for name, text in small.files().items()}
    content = bytearray(make["zipped"](files, packing=getattr(zipfile, packing)))
    if is_corrupt:
        content[60:200] = b"\xff" * 140
    path = put(tmp_path, "db_30_1_text.zip", bytes(content))
    error = answered(check_path, path)
    assert isinstance(error, CareerClustersError)
    if not is_corrupt:
        assert "is packed in a way that isn't read" in str(error)


@pytest.fixture(scope="module")
def compiled(small, tmp_path_factory):
    from careerclusters.catalog import read_release

    folder = tmp_path_factory.mktemp("catalog")
    release = small.to_folder(small.files(), folder / "db")
    read_release(release).save(folder / "out")
    return folder / "out"


@pytest.mark.parametrize("file", ["manifest.json", "occupations.parquet"])
def test_damaged_catalogs(tmp_path, make, compiled, file):
    content = (compiled / file).read_bytes()
    for at, (damage, spoil) in enumerate(make["DAMAGES"].items()):
        folder = tmp_path / str(at)
        for path in compiled.iterdir():
            put(folder, path.name, spoil(content) if path.name == file else path.read_bytes())
        found = answered(check_path, folder)
        harmless = ["some bits", "other bits"]
        harmless += ["all but the last byte", "a line of a million"] if file == "manifest.json" else []
        if isinstance(found, pl.DataFrame) and damage not in harmless:
            assert not found["is_right"].all(), damage


@pytest.mark.parametrize(
    "manifest",
    [
        [],
        {},
        {"format": 1},
        {"format": 1, "release": "x", "tables": []},
        {"format": 1, "release": "x", "tables": {"a": 1}},
        {"format": 1, "release": "x", "tables": {"../../etc/passwd": {"sha256": "", "rows": 1}}},
        {"format": 1, "release": "x", "tables": {"a": {"sha256": 1, "rows": 1}}},
        {"format": 1, "release": "x", "tables": {}, "absent": [1]},
        {"format": 1, "release": "x", "tables": {}, "absent": 1},
        {"format": 10**400, "release": "x", "tables": {}},
    ],
)
def test_manifests_of_another_shape(tmp_path, manifest):
    put(tmp_path, "manifest.json", json.dumps(manifest).encode())
    assert isinstance(answered(load_catalog, tmp_path), CareerClustersError)


def test_damaged_profiles_comparisons_and_parts(tmp_path, make):
    profile = b'{"careerclusters_profile": 1, "interests": {"form": "short", "answers": {"R01": 4}}}'
    frame = pl.DataFrame({"code": ["a", "b"] * 50, "share": [0.5] * 100})
    write_value(tmp_path / "a.part", {"a": (1, 2), "frame": frame})
    part = (tmp_path / "a.part").read_bytes()
    for damage, spoil in make["DAMAGES"].items():
        path = put(tmp_path, "file", spoil(profile))
        found = answered(load_profile, path)
        assert isinstance(found, InputError) or damage == "a quote never closed", damage
        assert isinstance(answered(read_drift, path), CareerClustersError)
        found = answered(read_value, put(tmp_path, "file", spoil(part)))
        harmless = ("twice", "all but the last byte", "some bits", "other bits")
        assert isinstance(found, CareerClustersError) or damage in harmless, damage


def test_damaged_figures_of_ones_own(tmp_path, make, catalog):
    content = b"code,wage_median_usd\n29-1141,90000\n15-1252,120000\n"
    for spoil in make["DAMAGES"].values():
        answered(read_local, spoil(content), catalog)
        answered(read_moves_file, put(tmp_path, "moves.csv", spoil(content)))


def test_long_lines_and_many_lines_have_a_bound(monkeypatch):
    with pytest.raises(CareerClustersError, match=r"f\.csv, line 2: longer than a line.*300,000 bytes"):
        _text.read_plain_csv(b"a,b\n" + b"x" * 300_000 + b"\n1,2\n", file="f.csv")
    monkeypatch.setattr("careerclusters.sources._bounds.MOST_LINES", 3)
    with pytest.raises(CareerClustersError, match=r"more lines than a table can have"):
        _text.read_plain_csv(b"a\n1\n2\n3\n", file="f.csv")


def test_errors_of_libraries_are_ours_and_stops_are_not():
    class PanicException(BaseException):
        """As the libraries in Rust raise it."""

    for error in (
        MemoryError(),
        RecursionError("deep"),
        OverflowError("big"),
        PanicException("index"),
        OSError(5, "x"),
    ):
        with (
            pytest.raises(
                CareerClustersError,
                match=r"lamps can't be read: it is damaged. Seen: '" + type(error).__name__,
            ),
            reading("lamps"),
        ):
            raise error
    for error in (KeyboardInterrupt, SystemExit):
        with pytest.raises(error), reading("lamps"):
            raise error
