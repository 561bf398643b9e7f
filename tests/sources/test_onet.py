"""Reading an O*NET text release: what is in it, under whatever name, zipped or not."""

from __future__ import annotations

import datetime

import polars as pl
import pytest

from careerclusters.errors import DataError, InputError
from careerclusters.sources.onet import find_release, read_onet


@pytest.fixture(scope="module")
def release(small, tmp_path_factory):
    return read_onet(small.to_zip(small.files(), tmp_path_factory.mktemp("release") / "any_name.zip"))


def test_the_release_says_itself_which_one_it_is(release):
    assert (release.version, release.month, release.name) == ("30.1", "December 2025", "O*NET 30.1")
    assert release.absent == ()


def test_zipped_and_unpacked_are_the_same(release, small, tmp_path):
    unpacked = read_onet(small.to_folder(small.files(), tmp_path / "db"))
    assert unpacked.tables.keys() == release.tables.keys()
    assert all(unpacked.tables[name].equals(frame) for name, frame in release.tables.items())


def test_occupations(release):
    rows = {row["code_onet"]: row for row in release.tables["occupations"].to_dicts()}
    assert rows["11-1021.00"]["title"] == 'Keepers of "Quiet" Lamps'
    assert rows["15-1252.00"]["code_soc2018"] == "15-1252"
    assert [code for code, row in rows.items() if not row["is_rated"]] == ["47-2199.00"]
    assert [code for code, row in rows.items() if row["is_residual"]] == ["47-2199.00"]


def test_a_rating_keeps_its_error_count_date_and_source(release):
    row = release.tables["ratings"].row(
        by_predicate=(pl.col("code_onet") == "29-1141.00")
        & (pl.col("element_id") == "2.A.1.b")
        & (pl.col("scale_id") == "LV"),
        named=True,
    )
    assert row["value"] == 1.75
    assert (row["n"], row["standard_error"]) == (8, 0.125)
    assert row["date"] == datetime.date(2023, 8, 1)
    assert (row["source"], row["is_suppressed"], row["is_not_relevant"]) == ("Analyst", False, False)


def test_missing_is_null(release):
    ratings = release.tables["ratings"]
    assert (
        ratings.filter(pl.col("scale_id") == "IM", pl.col("element_id") == "2.A.1.a")[
            "is_not_relevant"
        ].null_count()
        == 5
    )
    assert ratings.filter(pl.col("scale_id") == "OI")["standard_error"].null_count() == 5


def test_high_points_are_left_out_and_not_checked(release):
    assert "VH" not in release.tables["ratings"]["scale_id"]


def test_elements_have_their_domain(release):
    domains = dict(release.tables["elements"].select("element_id", "domain").iter_rows())
    assert domains["2.B.1.a"] == "skills"
    assert domains["1.D.1.a"] == "styles"
    assert domains["1.B.3.a"] == "basic_interests"
    assert domains["2.D.4.a"] == "education"


def test_education_is_shares_and_its_ratings_stand_with_the_ratings(release):
    education = release.tables["education"].filter(pl.col("code_onet") == "29-1141.00")
    assert education["share"].to_list() == [0.25, 0.75]
    assert education["standard_error"].to_list() == pytest.approx([0.05, 0.05])
    ratings = release.tables["ratings"].filter(pl.col("element_id") == "2.D.4.a")
    assert ratings["value"].unique().to_list() == [2.5]


def test_reported_titles_are_marked_among_the_others(release):
    rows = [row[1:] for row in release.tables["alternate_titles"].rows()]
    assert rows == [("Dock Nurse", "DN", True), ("Quay Nurse", None, False), ("Slater", None, True)]


def test_tasks_are_counted_once_per_activity(release):
    assert release.tables["activities_detailed"]["n_tasks"].to_list() == [2]


def test_task_statements_are_in_no_table(release):
    assert release.tasks.height == 5
    cells = {cell for frame in release.tables.values() for row in frame.rows() for cell in row}
    assert not cells & set(release.tasks["task"])


def split_skills(small) -> dict[str, str]:
    contents = small.files("30.3")
    header, *lines = contents.pop("Skills.txt").splitlines(keepends=True)
    contents["Essential Skills.txt"] = header + "".join(line for line in lines if "\t2.A." in line)
    contents["Transferable Skills.txt"] = header + "".join(line for line in lines if "\t2.B." in line)
    contents["Career Interest Types.txt"] = contents.pop("Interests.txt")
    software = contents.pop("Technology Skills.txt").replace("Example", "Workplace Example")
    contents["Software Skills.txt"] = software.replace("Commodity Title", "Element Name")
    return contents


def test_the_files_of_30_3_are_found_under_their_new_names(release, small, tmp_path):
    later = read_onet(small.to_folder(split_skills(small), tmp_path / "db"))
    assert later.name == "O*NET 30.3"
    for name in ("ratings", "elements", "technologies", "occupations"):
        assert later.tables[name].equals(release.tables[name]), name


def test_a_rated_table_of_an_unknown_name_is_found_by_its_header(release, small, tmp_path):
    contents = small.files()
    contents["Fields of Learning.txt"] = contents.pop("Knowledge.txt")
    found = read_onet(small.to_folder(contents, tmp_path / "db"))
    assert found.absent == ()
    assert found.tables["ratings"].equals(release.tables["ratings"])


def test_what_a_release_lacks_is_listed(small, tmp_path):
    contents = small.files()
    del contents["Work Values.txt"], contents["Tools Used.txt"], contents["Task Statements.txt"]
    found = read_onet(small.to_folder(contents, tmp_path / "db"))
    assert set(found.absent) == {
        ("ratings", "values", "Work Values.txt"),
        ("tools", "", "Tools Used.txt"),
        ("tasks", "", "Task Statements.txt"),
    }
    assert "tools" not in found.tables
    assert found.tasks is None


@pytest.mark.parametrize("needed", ["Occupation Data.txt", "Scales Reference.txt", "Read Me.txt"])
def test_some_files_are_needed(small, tmp_path, needed):
    contents = small.files()
    del contents[needed]
    with pytest.raises(DataError, match=needed):
        read_onet(small.to_folder(contents, tmp_path / "db"))


def test_the_newest_release_in_a_folder_is_taken(small, tmp_path):
    for version in ("28.2", "30.1", "30.10"):
        small.to_zip(small.files(version), tmp_path / f"db_{version.replace('.', '_')}_text.zip")
    assert find_release(tmp_path).name == "db_30_10_text.zip"
    assert find_release(tmp_path, version="28.2").name == "db_28_2_text.zip"
    with pytest.raises(DataError, match=r"releases: 28\.2, 30\.1, 30\.10"):
        find_release(tmp_path, version="29.0")
    with pytest.raises(InputError, match=r"like 30\.1"):
        find_release(tmp_path, version="newest")


@pytest.mark.releases
@pytest.mark.parametrize(("version", "rated"), [("30.1", 894), ("28.2", 873)])
def test_real_releases_are_read_whole(releases, version, rated):
    release = read_onet(find_release(releases, version=version))
    assert release.name == f"O*NET {version}"
    assert release.absent == ()
    assert release.tables["occupations"].height == 1016
    assert release.tables["occupations"]["is_rated"].sum() == rated
    counts = dict(release.tables["elements"].group_by("domain").len().iter_rows())
    wanted = {"skills": 35, "knowledge": 33, "abilities": 52, "activities": 41, "context": 57}
    assert {domain: counts[domain] for domain in wanted} == wanted
    assert counts["styles"] == (21 if version == "30.1" else 16)
