"""Small files that ask for all memory: each is answered in a process that has little, within seconds."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

import careerclusters

MOST_MB = 1_500
MOST_SECONDS = 60

READ = """
import sys
from pathlib import Path
from careerclusters.errors import CareerClustersError
from careerclusters.sources._sheets import read_sheet
from careerclusters.sources.onet import read_onet
from careerclusters.sources.moves import read_moves_file
from careerclusters.catalog.check import check_path
from careerclusters.labour._local_csv import read_lines
readers = {"sheet": read_sheet, "release": read_onet, "moves": read_moves_file, "catalog": check_path,
           "own": lambda path: read_lines(path.read_bytes())}
try:
    readers[sys.argv[1]](Path(sys.argv[2]))
except CareerClustersError as error:
    print(error)
else:
    print("read")
"""


def _little():
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MB << 20, MOST_MB << 20))


def said(reader: str, path: Path) -> str:
    environment = os.environ | {
        "PYTHONPATH": str(Path(careerclusters.__file__).parents[1]),
        "POLARS_MAX_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", READ, reader, str(path)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=MOST_SECONDS,
        preexec_fn=_little,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-800:]
    return done.stdout


def far(make, reference: str, *, quote: str = '"', space: str = "") -> bytes:
    first = f'<row r="1">{make["cell"]("A1")}</row>'
    second = f"<row><c r{space}={space}{quote}{reference}{quote}><v>1</v></c></row>"
    return make["workbook"](f"<sheetData>{first}{second}</sheetData>")


@pytest.mark.parametrize(
    ("reference", "quote", "space"),
    [
        ("XFD1048576", '"', ""),
        ("XFD1048576", "'", ""),
        ("XFD1048576", '"', "  "),
        ("A1048576", '"', ""),
        ("XFD1", '"', ""),
        ("ZZ99999", '"', "\n"),
    ],
)
def test_a_cell_far_away(tmp_path, make, reference, quote, space):
    path = tmp_path / "far.xlsx"
    path.write_bytes(far(make, reference, quote=quote, space=space))
    assert path.stat().st_size < 2_500
    assert "is larger than a release's can be" in said("sheet", path)


def test_a_reference_cut_by_the_edge_of_a_piece_is_seen(tmp_path, make):
    for shift in (1, 7, 12, 20):
        filler = "<!--" + "x" * ((1 << 20) - 200 - shift) + "-->"
        path = tmp_path / "edge.xlsx"
        path.write_bytes(
            make["workbook"](
                filler + '<sheetData><row r="1"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
            )
        )
        assert "is larger than" in said("sheet", path)


@pytest.mark.parametrize("tag", ["<row/>", '<row r="1"/>', "<row><c/></row>", "<x:row/>"])
def test_millions_of_rows(tmp_path, make, tag):
    path = tmp_path / "rows.xlsx"
    body = f"<sheetData>{tag * 3_000_000}</sheetData>"
    path.write_bytes(make["workbook"](body))
    assert path.stat().st_size < 400_000
    assert "is larger than a release's can be" in said("sheet", path)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/media/picture.png"])
def test_parts_that_unpack_to_far_too_much(tmp_path, make, part):
    path = tmp_path / "big.xlsx"
    path.write_bytes(make["workbook"]("", **{part: " " * 150_000_000}))
    assert "is larger than a release's can be" in said("sheet", path)


def test_a_member_that_lies_about_its_size(tmp_path, make, small):
    files = {name: text.encode() for name, text in small.files().items()}
    files["Skills.txt"] = b"\t" * 120_000_000
    content = make["zipped"](files)
    size = (120_000_000).to_bytes(4, "little")
    assert content.count(size) == 2
    path = tmp_path / "db_30_1_text.zip"
    path.write_bytes(content.replace(size, (1_000).to_bytes(4, "little")))
    assert said("release", path) != "read\n"


@pytest.mark.parametrize("kind", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_packing_that_unpacks_without_a_bound(tmp_path, make, small, kind):
    files = {name: text.encode() for name, text in small.files().items()}
    files["Skills.txt"] = b"\0" * 90_000_000
    path = tmp_path / "db_30_1_text.zip"
    path.write_bytes(make["zipped"](files, packing=kind))
    assert "is packed in a way that isn't read" in said("release", path)


def test_a_zip_with_a_hundred_thousand_members(tmp_path):
    path = tmp_path / "db_30_1_text.zip"
    with zipfile.ZipFile(path, "w") as file:
        for number in range(70_000):
            file.writestr(f"{number}.txt", b"")
    assert "unpacks to more than a release can hold" in said("release", path)


@pytest.mark.parametrize("reader", ["moves", "own"])
def test_one_line_of_a_hundred_million(tmp_path, reader):
    path = tmp_path / "moves.csv"
    with path.open("wb") as file:
        file.write(
            b"origin_code_soc2010,destination_code_soc2010,move_share\n"
            if reader == "moves"
            else b"code,wage_median_usd\n"
        )
        for _ in range(99):
            file.write(b"x" * 1_000_000)
    answer = said(reader, path)
    assert "longer than a line" in answer or answer == "read\n"


def test_a_manifest_of_brackets(tmp_path):
    (tmp_path / "manifest.json").write_bytes(b"[" * 100_000)
    assert "manifest.json" in said("catalog", tmp_path)


def test_a_deflated_gigabyte(tmp_path, make, small):
    """A member that says it is small and goes on for a gigabyte."""
    files = {name: text.encode() for name, text in small.files().items()}
    path = tmp_path / "db_30_1_text.zip"
    del files["Knowledge.txt"]
    path.write_bytes(make["zipped"](files))
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join([*(packer.compress(b"\0" * 10_000_000) for _ in range(100)), packer.flush()])
    with zipfile.ZipFile(path, "a") as file:
        info = zipfile.ZipInfo("Knowledge.txt")
        file.writestr(info, packed)
    content = bytearray(path.read_bytes())
    # The stored member is declared to be deflated, in both its headers.
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = content.rfind(mark)
        content[at + place : at + place + 2] = (8).to_bytes(2, "little")
    path.write_bytes(bytes(content))
    assert said("release", path) != "read\n"
