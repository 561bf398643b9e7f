"""Names and descriptions of clusters: unique, repeatable, true to their members."""

from __future__ import annotations

import polars as pl
import pytest

from careerclusters.catalog import Catalog, load_catalog
from careerclusters.clustering.describe import describe_clusters
from careerclusters.clustering.evidence import EVIDENCE_SCHEMA, gather, weigh
from careerclusters.clustering.naming import join_labels, name_clusters

NURSES = ["Registered Nurses", "Nurse Practitioners", "Nurse Midwives", "Critical Care Nurses"]
ROOFS = ["Roofers", "Carpenters", "Stonemasons", "Tapers"]
NONSENSE = ["Xylq 1", "Xylq 2", "Xylq 3", "Xylq 4"]


def _planted(groups: dict[str, list[str]], *, levels: tuple[str, ...] = ("broad", "fine")):
    """A catalog, clusters and memberships in which every level has the same clusters."""
    rows, clusters, members = [], [], []
    for group, titles in groups.items():
        for level in levels:
            cluster_id = f"{level[0].upper()}{group}"
            parent = None if level == levels[0] else f"{levels[0][0].upper()}{group}"
            clusters.append((level, cluster_id, parent, len(titles), 0.8))
        for title in titles:
            code = f"99-{1000 + len(rows)}.00"  # no real code: names must come from titles
            rows.append((code, title, code[:7], True, False))
            members += [(code, level, f"{level[0].upper()}{group}", 1.0, True, False) for level in levels]
    catalog = Catalog.from_tables(
        {
            "occupations": pl.DataFrame(
                rows,
                schema=["code_onet", "title", "code_soc2018", "is_rated", "is_residual"],
                orient="row",
            )
        }
    )
    table = pl.DataFrame(
        clusters,
        schema=["level", "cluster_id", "parent_id", "n_occupations", "stability_share"],
        orient="row",
    ).sort("level", "cluster_id")
    memberships = pl.DataFrame(
        members,
        schema=["code_onet", "level", "cluster_id", "membership_share", "is_primary", "is_placed"],
        orient="row",
    )
    return catalog, table, memberships


def _evidence(*rows: tuple) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=EVIDENCE_SCHEMA, orient="row")


def _by_id(named: pl.DataFrame) -> dict[str, str]:
    return dict(named.select("cluster_id", "name").iter_rows())


def test_labels_are_joined_as_people_do():
    assert join_labels(["Nursing"]) == "Nursing"
    assert join_labels(["Nursing", "Therapy"]) == "Nursing and therapy"
    assert join_labels(["Arts and media", "Design"]) == "Arts, media and design"
    assert join_labels(["Vehicle repair", "Electrical repair"]) == "Vehicle and electrical repair"


def test_a_cluster_inside_one_of_the_same_members_has_another_name():
    catalog, clusters, memberships = _planted({"01": NURSES, "02": ROOFS})
    named = name_clusters(catalog, clusters, memberships, evidence=_evidence())

    assert named["name"].n_unique() == 4
    assert named["name_coverage_share"].min() > 0.99
    assert {"Nursing", "Building trades"} <= set(named["name"])


def test_neither_the_order_of_rows_nor_the_ids_matter():
    catalog, clusters, memberships = _planted({"01": NURSES, "02": ROOFS})
    swapped = _planted({"02": NURSES, "01": ROOFS})
    names = _by_id(name_clusters(catalog, clusters, memberships, evidence=_evidence()))
    again = _by_id(
        name_clusters(
            catalog, clusters, memberships.sample(fraction=1.0, shuffle=True, seed=3), evidence=_evidence()
        )
    )
    other = _by_id(name_clusters(*swapped, evidence=_evidence()))

    assert again == names
    assert (other["B02"], other["F02"]) == (names["B01"], names["F01"])


def test_one_stranger_does_not_change_the_name():
    catalog, clusters, memberships = _planted({"01": NURSES, "02": ROOFS})
    before = _by_id(name_clusters(catalog, clusters, memberships, evidence=_evidence()))
    after = _by_id(
        name_clusters(*_planted({"01": [*NURSES, "Floral Designers"], "02": ROOFS}), evidence=_evidence())
    )

    assert after == before


def test_what_no_field_covers_is_named_after_its_evidence():
    planted = _planted({"01": NONSENSE[:2], "02": NONSENSE[2:], "03": NURSES}, levels=("fine",))
    evidence = _evidence(
        ("fine", "F01", "distinctive", 1, "2.C.1.a", "Glass blowing", "knowledge", 2.0, 1.0),
        ("fine", "F01", "distinctive", 2, "tools:1", "kilns", "tools", 1.9, 1.0),
        ("fine", "F02", "typical", 1, "11-1002.00", "Xylq 3", "occupation", 1.0, 1.0),
    )
    named = name_clusters(*planted, evidence=evidence)
    bare = name_clusters(*planted, evidence=_evidence())

    assert _by_id(named) == {
        "F01": "Work with glass blowing and kilns",
        "F02": "Xylq 3 and similar work",
        "F03": "Health care",
    }
    assert named["name_coverage_share"].is_null().to_list() == [True, True, False]
    assert bare["name"].n_unique() == 3


def test_a_description_tells_evidence_and_nothing_twice():
    _, clusters, _ = _planted({"01": NURSES}, levels=("fine",))
    named = clusters.with_columns(name=pl.lit("Nursing"), name_coverage_share=pl.lit(1.0))
    evidence = _evidence(
        ("fine", "F01", "distinctive", 1, "2.C.5.a", "Medicine", "knowledge", 2.0, 1.0),
        ("fine", "F01", "distinctive", 2, "4.A.4.a.5", "Caring for people", "activities", 1.9, 1.0),
        ("fine", "F01", "foundation", 1, "4.A.4.a.5", "Caring for people", "activities", 1.0, 0.5),
        ("fine", "F01", "foundation", 2, "2.A.1.b", "Listening closely", "skills", 1.0, 0.0),
        ("fine", "F01", "typical", 1, "29-1141.00", "Registered Nurses", "occupation", 1.0, 1.0),
        ("fine", "F01", "surprising", 1, "27-1023.00", "Floral Designers", "occupation", 0.6, 0.1),
    )
    text = describe_clusters(named, evidence)["description"][0]

    assert text == (
        "These 4 occupations stand out for caring for people and knowledge of medicine. Nearly all "
        "members also rely on listening with care. Typical member: Registered Nurses. You may not "
        "expect: Floral Designers. Its borders are firm: shake the data a little and nearly the same "
        "group comes back."
    )


def test_a_description_without_evidence_still_reads():
    _, clusters, _ = _planted({"01": NURSES}, levels=("fine",))
    named = clusters.with_columns(name=pl.lit("Nursing"), name_coverage_share=pl.lit(1.0))

    assert describe_clusters(named, _evidence())["description"][0].startswith("Holds 4 occupations.")


@pytest.fixture(scope="module")
def major_groups():
    """The real occupations, clustered by SOC major group, with evidence, names and descriptions."""
    catalog = load_catalog()
    rated = catalog.occupations.filter("is_rated").select(pl.col("code_onet").cast(pl.String), "title")
    codes = rated["code_onet"].to_list()
    ids = sorted({code[:2] for code in codes})
    memberships = pl.DataFrame(
        {
            "code_onet": codes,
            "level": ["middle"] * len(codes),
            "cluster_id": [code[:2] for code in codes],
            "membership_share": [1.0] * len(codes),
            "is_primary": [True] * len(codes),
            "is_placed": [False] * len(codes),
        }
    )
    clusters = (
        memberships.group_by("level", "cluster_id")
        .agg(pl.len().cast(pl.Int64).alias("n_occupations"))
        .sort("cluster_id")
        .with_columns(parent_id=pl.lit(None, dtype=pl.String), stability_share=pl.lit(0.9))
    )
    share = memberships.to_dummies("cluster_id").select(f"cluster_id_{key}" for key in ids).to_numpy() * 1.0
    evidence = weigh(gather(catalog, codes), share, share.argmax(axis=1), level="middle", ids=ids)
    named = name_clusters(catalog, clusters, memberships, evidence=evidence)
    return describe_clusters(named, evidence), evidence


def test_real_groups_get_the_names_that_people_would_give(major_groups):
    names = _by_id(major_groups[0])

    assert len(set(names.values())) == len(names)
    assert max(map(len, names.values())) <= 60
    for major, word in {
        "15": "software", "17": "engineering", "19": "scien", "21": "social", "23": "law", "25": "education",
        "27": "art", "29": "health", "35": "food", "41": "sales", "43": "office", "45": "farm",
        "47": "building", "49": "repair", "51": "making", "53": "transport",
    }.items():  # fmt: skip
        assert word in names[major].casefold(), names


def test_real_descriptions_are_short_and_plain(major_groups):
    for text in major_groups[0]["description"]:
        assert 30 <= len(text.split()) <= 90
        assert "  " not in text
        assert text.endswith(".")


def test_real_evidence_is_sensible(major_groups):
    _, evidence = major_groups
    makers = evidence.filter(pl.col("cluster_id") == "51")
    foundation = makers.filter(pl.col("kind") == "foundation")["label"].to_list()
    marks = evidence.group_by("cluster_id", "kind").agg(pl.col("label").n_unique().alias("n"), pl.len())

    assert {"Operating machines", "Inspecting things"} <= set(foundation)
    assert not {"Fresh ideas", "Clear writing", "Arts"} & set(foundation)
    assert (marks["n"] == marks["len"]).all()
    assert "Medicine" in evidence.filter((pl.col("cluster_id") == "29") & (pl.col("rank") <= 3))["label"]
