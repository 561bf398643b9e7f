"""What may and may not be in the repository."""

from __future__ import annotations

import hashlib
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

MEGABYTE = 1_000_000
LARGEST = 12 * MEGABYTE
LONGEST_MODULE = 400
NOT_NAMES = {"utils.py", "util.py", "helpers.py", "misc.py", "common.py"}
BINARY = {".parquet", ".png", ".ico", ".woff2", ".pdf"}
# Written in pieces so that this file passes its own test.
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:" + "tm" + "p|wor" + "k|roo" + "t|hom" + r"e/\w+)/\w")
REGISTRIES = re.compile(
    "|".join(("py" + "pi.org", "pythonho" + "sted.org", "npm" + "js.org", "debi" + "an.org/debian"))
)
SHARED = "../sha" + "red"
SHARED_ALLOWED = {"scripts/test"}
MANY_WORDS = 8
PROSE = re.compile(r"Description|^Task$|[DI]WA Title|Anchor")


@pytest.fixture(scope="module")
def files(root: Path) -> list[Path]:
    """The files of the repository: tracked and new ones, without what git ignores."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=root, check=True, capture_output=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [root / name for name in listed.split("\0") if name and (root / name).is_file()]


@pytest.fixture(scope="module")
def texts(files: list[Path], root: Path) -> dict[str, str]:
    """Path inside the repository and content of every text file."""
    found = (path for path in files if path.suffix not in BINARY)
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in found}


def test_no_path_of_one_machine(texts):
    assert {name for name, text in texts.items() if MACHINE_PATHS.search(text)} == set()


def test_no_package_registry_is_named(texts):
    assert {name for name, text in texts.items() if REGISTRIES.search(text)} == set()


def test_shared_data_is_named_in_one_place(texts):
    assert {name for name, text in texts.items() if SHARED in text} <= SHARED_ALLOWED


def test_no_file_is_large(files):
    assert [path.name for path in files if path.stat().st_size > LARGEST] == []


def test_the_bundled_catalog_is_small(root):
    bundled = root / "src" / "careerclusters" / "bundled"
    assert sum(path.stat().st_size for path in bundled.rglob("*") if path.is_file()) <= LARGEST


def test_modules_are_short_and_named_after_what_they_hold(files, root):
    modules = [path for path in files if path.suffix == ".py"]
    assert [path.name for path in modules if path.name in NOT_NAMES] == []
    lengths = {
        str(path.relative_to(root)): len(path.read_text(encoding="utf-8").splitlines()) for path in modules
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_file_of_the_releases_is_committed(files, releases):
    ours = {hashlib.sha256(path.read_bytes()).hexdigest(): path.name for path in files if path.stat().st_size}
    theirs = (path for path in releases.rglob("*") if path.is_file() and path.stat().st_size < 200 * MEGABYTE)
    assert [path.name for path in theirs if hashlib.sha256(path.read_bytes()).hexdigest() in ours] == []


def test_no_sentence_of_the_releases_is_committed(files, texts, releases):
    """Titles and names are facts; task statements, descriptions and anchors are the publisher's words."""
    theirs = {words: sentence for sentence in sentences(releases) if (words := first_words(sentence))}
    assert len(theirs) > 1000, "the releases were read"
    found = set()
    for name, text in (texts | strings_of_tables(files)).items():
        words = normal(text).split()
        runs = (" ".join(words[at : at + MANY_WORDS]) for at in range(len(words) - MANY_WORDS + 1))
        found |= {(name, theirs[run]) for run in runs if run in theirs}
    assert found == set()


def normal(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower())


def first_words(sentence: str) -> str:
    words = normal(sentence).split()
    return " ".join(words[:MANY_WORDS]) if len(words) >= MANY_WORDS else ""


def sentences(releases: Path) -> set[str]:
    """Every long cell in the columns of the O*NET releases that hold prose; titles are facts."""
    found: set[str] = set()
    for path in sorted(releases.glob("db_*_text.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if not name.endswith(".txt"):
                    continue
                header, *lines = archive.read(name).decode("utf-8", "replace").splitlines()
                prose = [at for at, column in enumerate(header.split("\t")) if PROSE.search(column)]
                rows = (line.split("\t") for line in lines)
                found.update(row[at] for row in rows for at in prose if len(row) > at)
    return found


def strings_of_tables(files: list[Path]) -> dict[str, str]:
    import polars as pl

    found = {}
    for path in files:
        if path.suffix == ".parquet":
            frame = pl.read_parquet(path).select(pl.selectors.string())
            cells = (cell for column in frame for cell in column.drop_nulls().unique().to_list())
            # The mark between cells keeps a run of words from crossing from one to the next.
            found[path.name] = " 0 ".join(cell for cell in cells if cell.count(" ") >= 7)
    return found
