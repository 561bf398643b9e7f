"""Files of titles, postings and people: coded in their order, counted alike on this machine and on Spark."""

from __future__ import annotations

import polars as pl
import pytest

from careerclusters.errors import InputError
from careerclusters.text.coding import code_file
from careerclusters.text.people import match_people
from careerclusters.text.postings import count_postings
from careerclusters.text.spark import has_java

POSTINGS = pl.DataFrame(
    {
        "title": ["Registered Nurse", "registered nurse - nights", "Welder II", "Owner", None, "Welder"],
        "text": ["x"] * 6,
        "area": ["OH", "OH", "OH", "OH", "TX", "TX"],
        "date": ["2025-01-03", "2025-01-09", "2025-01-31", "2025-01-15", "2025-02-01", "not known"],
    }
)


def test_rows_of_a_file_stay_in_their_order(atlas, tmp_path):
    source, out = tmp_path / "in.csv", tmp_path / "out.parquet"
    table = pl.DataFrame({"job": ["Welder", "", "Nurse", "Welder"], "id": ["1", "2", "3", "4"]})
    table.write_csv(source)
    report = code_file(atlas.titles, source, out, column="job")
    coded = pl.read_parquet(out)
    assert coded["id"].to_list() == ["1", "2", "3", "4"]
    assert coded["code_soc2018"].to_list() == ["51-4121", None, "29-1141", "51-4121"]
    assert report["rows"] == 4
    assert report["coded_share"] == 0.75


def test_files_that_can_not_be_coded_say_why(atlas, tmp_path):
    with pytest.raises(InputError, match="missing"):
        code_file(atlas.titles, tmp_path / "none.csv", tmp_path / "out.csv")
    (tmp_path / "in.xls").write_text("x")
    with pytest.raises(InputError, match="CSV or Parquet"):
        code_file(atlas.titles, tmp_path / "in.xls", tmp_path / "out.csv")
    (tmp_path / "in.csv").write_text("job\nNurse\n")
    with pytest.raises(InputError, match="no column"):
        code_file(atlas.titles, tmp_path / "in.csv", tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_demand_by_hand(atlas, tmp_path):
    """Ohio in January: two nurses, a welder, and an owner that isn't coded: three of four."""
    source, out = tmp_path / "postings.parquet", tmp_path / "demand.csv"
    POSTINGS.write_parquet(source)
    count_postings(atlas, source, out)
    counted = pl.read_csv(out)
    ohio = counted.filter((pl.col("area") == "OH") & (pl.col("month") == "2025-01"))
    assert dict(ohio.select("code_onet", "postings_count").iter_rows()) == {"29-1141.00": 2, "51-4121.00": 1}
    assert ohio["coded_share"].to_list() == [0.75, 0.75]
    assert (ohio["expected_count"] <= ohio["postings_count"]).all()
    texas = counted.filter(pl.col("area") == "TX")
    assert texas.select("code_onet", "month").rows() == [("51-4121.00", None)]


def test_postings_without_area_are_refused(atlas, tmp_path):
    POSTINGS.drop("area").write_parquet(tmp_path / "p.parquet")
    with pytest.raises(InputError, match="lack columns"):
        count_postings(atlas, tmp_path / "p.parquet", tmp_path / "out.csv")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_spark_counts_the_same(whole_atlas, tmp_path):
    pytest.importorskip("pyspark", reason="Spark is an extra: pip install 'career-clusters[spark]'")
    if not has_java():
        pytest.skip("Spark needs Java, and none was found")
    from careerclusters.atlas import Atlas

    saved = Atlas.open(whole_atlas)
    POSTINGS.write_parquet(tmp_path / "postings.parquet")
    count_postings(saved, tmp_path / "postings.parquet", tmp_path / "local.parquet")
    count_postings(saved, tmp_path / "postings.parquet", tmp_path / "spark.parquet", engine="spark")
    assert pl.read_parquet(tmp_path / "spark.parquet").equals(pl.read_parquet(tmp_path / "local.parquet"))


def test_people_are_matched_and_problems_named(atlas):
    people = pl.DataFrame(
        {
            "person": ["a", "b"], "R": [5, 9], "I": [2, 2], "A": [1.5, 1], "S": [1.5, 1], "E": [2, 2],
            "C": [2, 2],
            "job": ["welder", None], "years": [3, None],
        }
    )  # fmt: skip
    matched = match_people(atlas, people, limit=2)
    assert matched.filter(pl.col("person") == "a")["rank"].to_list() == [1, 2]
    problem = matched.filter(pl.col("person") == "b")["problem"].to_list()
    assert len(problem) == 1
    assert "Theme R" in problem[0]
    assert set(matched.filter(pl.col("person") == "a")["job_code_onet"]) == {"51-4121.00"}


def test_people_are_matched_one_by_one_or_together_alike_and_jobs_are_asked_about(atlas):
    """A job that isn't sure is a problem of that person's; one with a job alone is matched by it."""
    themes = {name: [2.0, None, None, None] for name in "RIASEC"} | {"R": [5.0, None, None, None]}
    people = pl.DataFrame(
        {"person": list("abcd"), **themes, "job": ["Welder", "PM", "cashier", None], "years": [3, 2, 5, 1]}
    )
    together = match_people(atlas, people, limit=2)
    apart = pl.concat([match_people(atlas, people[at : at + 1], limit=2) for at in range(4)])
    assert together.equals(apart)
    problems = dict(together.drop_nulls("problem").select("person", "problem").iter_rows())
    assert set(problems) == {"b", "d"}
    assert "project manager" in problems["b"].lower()
    assert together.filter(pl.col("person") == "c")["job_code_onet"].to_list() == ["41-2011.00"] * 2
    assert together["band"].drop_nulls().is_in(["strong", "good", "look"]).all()
