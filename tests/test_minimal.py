"""One screen from end to end: catalog, clusters, a person, a match; and all of it again from a file."""

from __future__ import annotations


def test_from_catalog_to_match(tmp_path):
    import careerclusters as cc

    catalog = cc.load_catalog()
    clustering = cc.fit(catalog, runs=8, workers=1)
    again = cc.load_clustering(cc.save_clustering(clustering, tmp_path / "clusters.zip"))
    assert again.labels("middle") == clustering.labels("middle")

    nurse = cc.TitleIndex.build(catalog).read("registered nurse").hits[0].code_onet
    assert again.cluster(again.labels("broad")[nurse]).members.height > 20
    assert cc.labour_market(catalog, nurse).pay.annual["median"].value == 97550

    from careerclusters.people import Held, StrengthEvidence

    person = cc.Person(strengths=StrengthEvidence(occupations=(Held(nurse, years=6),)))
    found = cc.match(person, catalog, again, draws=20)
    assert nurse in found.occupations.head(25)["code_onet"].to_list()
