"""Figures of a country's own outlook, and Canada by the same recipe."""

from __future__ import annotations

import pytest

from careerclusters.catalog import load_country
from careerclusters.labour import cluster_figures, country_figures, has_outlook


@pytest.fixture(scope="module")
def canada():
    return load_country("canada")


@pytest.fixture(scope="module")
def small_canada(canada):
    """Canada clustered with few runs."""
    from careerclusters.clustering import fit

    return fit(canada, runs=8, seed=0, workers=1)


def test_every_figure_says_its_country_year_and_source(canada, catalog):
    assert has_outlook(canada)
    assert not has_outlook(catalog)
    figures = country_figures(canada, "31302.00")
    assert all(figure.area == "Canada" and figure.year and figure.source for figure in figures.values())
    assert figures["employment_2023"].text() == "5,600 people"
    assert figures["preparation"].text() == "a university degree"
    assert figures["condition_future"].text() == "strong shortage"


def test_what_several_occupations_share_is_marked(canada):
    assert country_figures(canada, "31301.01")["employment_2023"].marks == ("a broader group",)
    assert country_figures(canada, "31302.00")["employment_2023"].marks == ()


def test_a_cluster_counts_each_group_by_its_part(canada):
    """Five occupations share the group 31301; two of them are two fifths of its people."""
    codes = [code for code in canada.occupations["code_onet"] if code.startswith("31301")]
    whole = country_figures(canada, codes[0])["employment_2023"].value
    part = cluster_figures(canada, codes[:2])["employment_2023"]
    assert part.value == pytest.approx(whole * 2 / len(codes), abs=1)
    assert part.is_estimated
    assert not cluster_figures(canada, codes)["employment_2023"].is_estimated


def test_the_recipe_leaves_out_what_is_not_there_and_says_so(small_canada):
    assert set(small_canada.left_out) == {
        "context", "industry", "interests", "styles", "tasks", "technologies", "titles",
    }  # fmt: skip
    assert set(small_canada.graph.parts) == {"skills", "knowledge", "abilities", "activities"}
    for level in small_canada.levels:
        _, _, degrees = small_canada.degrees(level)
        assert degrees.sum(axis=1).min() > 0.9
        assert small_canada.at(level)["stability_share"].null_count() == 0
        assert small_canada.at(level)["name"].n_unique() == small_canada.at(level).height


def test_nurses_are_with_nurses(small_canada):
    near = small_canada.neighbours("31302.00", limit=8)["title"].to_list()
    assert sum("nurse" in title.casefold() for title in near) >= 3
    labels = small_canada.labels(small_canada.main_level)
    assert labels["31302.00"] == labels["31301.01"]
    assert labels["31302.00"] != labels["72200.00"]


def test_two_countries_meet_through_titles_with_confidence(atlas, small_canada, canada):
    from careerclusters.atlas import Atlas
    from careerclusters.evaluation.countries import compare_countries

    level = small_canada.main_level
    found = compare_countries(atlas, Atlas.of(canada, small_canada), level=level)
    assert found.links.height + found.n_left_out == 900
    assert found.links["confidence"].min() >= 0.5
    assert 0.2 < found.ami < 0.9
    met = dict(found.links.select("other_id", "code_onet").iter_rows())
    assert met["31302.00"].startswith("29-1171")
    assert "Canada" in found.other


def test_nesta_sectors_meet_our_clusters(catalog, clustering):
    from careerclusters.clustering.group_agreement import compare_groups, nesta_groups

    links, missing = nesta_groups(catalog)
    found = compare_groups(clustering, links, level=clustering.main_level, other="sectors", n_missing=missing)
    assert 0.3 < found.ami < 0.8
    health = found.overlap.filter(found.overlap["other_group"] == "healthcare workers")
    assert health["share_of_other"].sum() == pytest.approx(1, abs=0.01)
    assert set(links["confidence"].unique()) == {0.25, 0.5, 1.0}


def test_pages_of_the_country_name_it_and_link_to_each_other(canada, small_canada, tmp_path):
    import re

    from careerclusters.atlas import Atlas
    from careerclusters.exchange.site.country import write_country_site

    site = write_country_site(Atlas.of(canada, small_canada), tmp_path / "ca")
    assert site.pages_count == 2 + small_canada.clusters.height + 900
    for page in site.folder.rglob("*.html"):
        text = page.read_text("utf-8")
        assert "All figures are of Canada" in text
        for target in re.findall(r'href="([^"#]+)"', text):
            assert (page.parent / target).is_file(), (page.name, target)
    nurse = (site.folder / "occupations" / "31302.00.html").read_text("utf-8")
    assert "5,600 people</td><td>Canada, 2023" in nurse
