"""A broken release gives one clear error that names the file, the line and the value."""

from __future__ import annotations

import contextlib
import zipfile

import hypothesis
import hypothesis.strategies as st
import pytest

from careerclusters.errors import DataError
from careerclusters.sources import _archive
from careerclusters.sources.onet import read_onet


def edited(name, change):
    """A release in which one file was changed as text or bytes."""

    def make(small):
        contents = small.files()
        contents[name] = change(contents[name])
        return contents

    return make


def line(number, old, new):
    """Replace in one line of a file, counted from 1."""

    def change(text):
        lines = text.splitlines(keepends=True)
        assert old in lines[number - 1]
        lines[number - 1] = lines[number - 1].replace(old, new, 1)
        return "".join(lines)

    return change


def repeated(text):
    return text + text.splitlines(keepends=True)[3]


BROKEN = {
    "empty": (edited("Skills.txt", lambda text: ""), "Skills.txt is empty"),
    "header only": (edited("Skills.txt", lambda text: text.splitlines()[0] + "\n"), "no rows"),
    "cut inside a line": (
        edited("Skills.txt", lambda text: text[:-30]),
        r"Skills.txt is cut off: \d+ fields",
    ),
    "cut between lines": (
        edited("Skills.txt", lambda text: "".join(text.splitlines(keepends=True)[:-1])),
        "Skills.txt is cut off: its last occupation has 5 rows",
    ),
    "an extra field": (edited("Skills.txt", line(4, "\tN\t", "\tN\t\t")), "broken line 4"),
    "latin-1": (
        edited("Occupation Data.txt", lambda text: text.replace("Harbour", "Hafenstraße").encode("latin-1")),
        r"Occupation Data.txt is not UTF-8 text. Seen: 'byte 0xdf on line 5'",
    ),
    "utf-16": (edited("Skills.txt", lambda text: text.encode("utf-16")), "not UTF-8 text"),
    "zero bytes": (edited("Skills.txt", lambda text: text.replace("Reading", "\0\0")), "zero byte"),
    "unknown scale": (
        edited("Skills.txt", line(3, "\tLV\t", "\tZZ\t")),
        r"Skills.txt, line 3: the scale is not in Scales Reference.txt. Seen: 'ZZ'",
    ),
    "huge value": (
        edited("Skills.txt", line(2, "\t1.0\t", "\t1e300\t")),
        r"Skills.txt, line 2, column value: outside scale IM, which goes from 1 to 5. Seen: '1e\+300",
    ),
    "value below": (edited("Work Styles.txt", line(2, "-1.0", "-4")), r"line 2, .* from -3 to 3"),
    "not a number": (
        edited("Skills.txt", line(2, "\t1.0\t", "\tlots\t")),
        "Skills.txt, line 2, column value: not a number. Seen: 'lots'",
    ),
    "nan": (edited("Skills.txt", line(2, "\t1.0\t", "\tnan\t")), "Skills.txt, line 2"),
    "no value": (
        edited("Skills.txt", line(2, "\t1.0\t", "\tn/a\t")),
        "line 2, column value: the value is missing",
    ),
    "huge count": (edited("Skills.txt", line(2, "\t8\t", "\t99999\t")), "column n: the value is above 65535"),
    "negative error": (
        edited("Skills.txt", line(2, "0.125", "-0.1")),
        "column standard_error: the value is below 0",
    ),
    "no month": (edited("Skills.txt", line(2, "08/2023", "13/2023")), "column date: not a month"),
    "no flag": (edited("Skills.txt", line(2, "\tN\t", "\tmaybe\t")), "column is_suppressed: not Y or N"),
    "duplicate key": (
        edited("Job Zones.txt", repeated),
        "Job Zones.txt, line 4: this key stands there more than once. Seen: '15-1252.00",
    ),
    "duplicate occupation": (edited("Occupation Data.txt", repeated), "stands there more than once"),
    "no code": (
        edited("Job Zones.txt", line(2, "11-1011.00", "11-1011")),
        "Job Zones.txt, line 2, column code_onet: the value is not written as it should be. Seen: '11-1011'",
    ),
    "unknown occupation": (
        edited("Job Zones.txt", line(2, "11-1011.00", "99-9999.00")),
        "names occupations that Occupation Data.txt lacks. Seen: '99-9999.00'",
    ),
    "another header": (
        edited("Skills.txt", lambda text: text.replace("Data Value", "Rating")),
        "Skills.txt lacks the column Data Value",
    ),
    "too old": (
        edited("Read Me.txt", lambda text: "O*NET 20.3 Database\n"),
        "older than can be read. Seen: 'O.NET 20.3'",
    ),
    "no release": (
        edited("Read Me.txt", lambda text: "Recipes\n"),
        "names no O.NET release. Seen: 'Recipes'",
    ),
}


@pytest.mark.parametrize("kind", ["zip", "folder"])
@pytest.mark.parametrize("name", BROKEN)
def test_each_defect_has_its_clear_error(small, tmp_path, name, kind):
    make, message = BROKEN[name]
    write = small.to_zip if kind == "zip" else small.to_folder
    path = write(make(small), tmp_path / ("release.zip" if kind == "zip" else "release"))
    with pytest.raises(DataError, match=message) as caught:
        read_onet(path)
    assert caught.value.todo


def test_a_cut_zip(small, tmp_path):
    path = small.to_zip(small.files(), tmp_path / "release.zip")
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(DataError, match=r"no readable zip.*release.zip"):
        read_onet(path)


def test_a_zip_with_a_changed_byte(small, tmp_path):
    path = small.to_zip(small.files(), tmp_path / "release.zip")
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as zipped:
        at = zipped.getinfo("release/Skills.txt").header_offset + 120
    content[at] ^= 0xFF
    path.write_bytes(bytes(content))
    with pytest.raises(DataError, match=r"Skills\.txt in release\.zip can't be unpacked"):
        read_onet(path)


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04"])
def test_what_is_no_zip(tmp_path, content):
    path = tmp_path / "release.zip"
    path.write_bytes(content)
    with pytest.raises(DataError, match="no readable zip"):
        read_onet(path)


def test_nothing_there(tmp_path):
    with pytest.raises(DataError, match="release is missing"):
        read_onet(tmp_path / "none.zip")
    with pytest.raises(DataError, match="no text files"):
        read_onet(tmp_path)


def test_a_zip_bomb_is_not_unpacked(small, tmp_path, monkeypatch):
    contents = small.files() | {"Skills.txt": b"0" * 2_000_000}
    path = small.to_zip(contents, tmp_path / "release.zip")
    assert path.stat().st_size < 20_000
    monkeypatch.setattr(_archive, "LARGEST_FILE", 1_000_000)
    with pytest.raises(DataError, match="more than a release can hold"):
        read_onet(path)
    monkeypatch.setattr(_archive, "LARGEST_RELEASE", 1_000_000)
    with pytest.raises(DataError, match="The release unpacks to more"):
        read_onet(path)


def test_two_releases_in_one_folder(small, tmp_path):
    small.to_folder(small.files(), tmp_path / "both" / "a")
    small.to_folder(small.files("28.2"), tmp_path / "both" / "b")
    with pytest.raises(DataError, match="twice"):
        read_onet(tmp_path / "both")


@hypothesis.given(
    name=st.sampled_from(
        ["Skills.txt", "Occupation Data.txt", "Scales Reference.txt", "Related Occupations.txt"]
    ),
    at=st.floats(0, 1),
    length=st.integers(0, 12),
    junk=st.binary(max_size=12),
)
@hypothesis.settings(max_examples=60, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture])
def test_any_damage_is_read_or_refused(small, tmp_path_factory, name, at, length, junk):
    contents = small.encoded(small.files())
    whole = contents[name]
    place = int(at * len(whole))
    contents[name] = whole[:place] + junk + whole[place + length :]
    path = small.to_folder(contents, tmp_path_factory.mktemp("damaged") / "release")
    with contextlib.suppress(DataError):
        read_onet(path)
