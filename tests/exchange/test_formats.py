"""Exports read by other people's programs: rdflib parses, pyshacl and sssom find nothing to mend."""

from __future__ import annotations

import io
import json
import warnings
from importlib import resources

import numpy as np
import pytest

from careerclusters.errors import InputError
from careerclusters.exchange.export import export_atlas
from careerclusters.exchange.graph import Graph, List, Name, Text, to_jsonld, to_turtle
from careerclusters.exchange.skos import clustering_graph
from careerclusters.exchange.sssom import mapping_sets, relation, to_tsv

rdflib = pytest.importorskip("rdflib")
# Of the libraries that read, not of ours.
pytestmark = [
    pytest.mark.filterwarnings(f"ignore::DeprecationWarning:{name}")
    for name in ("rdflib", "pyshacl", "sssom", "sssom_schema", "linkml_runtime", "curies")
]
CC = "https://career-clusters.github.io/ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"


@pytest.fixture(scope="module")
def graph(atlas) -> Graph:
    return clustering_graph(atlas)


@pytest.fixture(scope="module")
def read(graph):
    """The Turtle as rdflib reads it."""
    return rdflib.Graph().parse(data=to_turtle(graph), format="turtle")


def awkward() -> Graph:
    graph = Graph()
    graph.add(
        Name("https://example.org/a.b"),
        kind="skos:Concept",
        skos_prefLabel=Text('A "quoted"\n\\ name\twith é', "en"),
        skos_notation=Text("A.1"),
        cc_share=1e-07,
        cc_isPrimary=False,
        cc_seed=-3,
        xkos_levels=List((Name("https://example.org/1"), Name("cc:Membership"))),
    )
    return graph


def test_both_writings_say_the_same_and_keep_awkward_texts():
    from rdflib.compare import isomorphic

    turtle = rdflib.Graph().parse(data=to_turtle(awkward()), format="turtle")
    jsonld = rdflib.Graph().parse(data=to_jsonld(awkward()), format="json-ld")
    assert isomorphic(turtle, jsonld)
    subject = rdflib.URIRef("https://example.org/a.b")
    label = turtle.value(subject, rdflib.URIRef(SKOS + "prefLabel"))
    assert (str(label), label.language) == ('A "quoted"\n\\ name\twith é', "en")
    assert turtle.value(subject, rdflib.URIRef(CC + "share")).toPython() == 1e-07
    assert turtle.value(subject, rdflib.URIRef(CC + "isPrimary")).toPython() is False
    levels = list(
        turtle.items(
            turtle.value(subject, rdflib.URIRef("http://rdf-vocabulary.ddialliance.org/xkos#levels"))
        )
    )
    assert [str(level) for level in levels] == ["https://example.org/1", CC + "Membership"]


@pytest.mark.parametrize("address", ["https://example.org/a b", "https://example.org/<x>", 'https://e.org/"'])
def test_an_address_that_can_not_be_one_is_refused(address):
    graph = Graph()
    graph.add(Name(address), kind="skos:Concept")
    with pytest.raises(InputError, match="address"):
        to_turtle(graph)
    with pytest.raises(InputError, match="address"):
        to_jsonld(graph)


def test_memberships_come_back_as_they_were(read, clustering):
    term = lambda name: rdflib.URIRef(CC + name)  # noqa: E731
    notation = rdflib.URIRef(SKOS + "notation")
    found = set()
    for node in read.subjects(rdflib.RDF.type, term("Membership")):
        role, stability = read.value(node, term("role")), read.value(node, term("stability"))
        found.add(
            (
                str(read.value(read.value(node, term("occupation")), notation)),
                str(read.value(read.value(node, term("cluster")), notation)),
                read.value(node, term("share")).toPython(),
                read.value(node, term("isPrimary")).toPython(),
                None if role is None else str(role),
                None if stability is None else stability.toPython(),
            )
        )
    columns = ("code_onet", "cluster_id", "membership_share", "is_primary", "role", "stability_share")
    assert found == set(clustering.memberships.select(columns).iter_rows())


def test_clusters_and_occupations_are_named_in_every_language(read, clustering):
    """Spanish names as they stand in our files; every name and definition carries its language."""
    label, definition = rdflib.URIRef(SKOS + "prefLabel"), rdflib.URIRef(SKOS + "definition")
    spoken: dict[str, dict[str, set[str]]] = {}
    for concept in read.subjects(rdflib.RDF.type, rdflib.URIRef(SKOS + "Concept")):
        key = str(read.value(concept, rdflib.URIRef(SKOS + "notation")))
        for about in (label, definition):
            for text in read.objects(concept, about):
                assert text.language in ("en", "es")
                spoken.setdefault(f"{key} {about.rpartition('#')[2]}", {})[text.language] = str(text)
    assert spoken["29-1141.00 prefLabel"] == {"en": "Registered nurse", "es": "Enfermero/a titulado/a (RN)"}
    assert set(spoken["29-1141.00 definition"]) == {"en", "es"}
    names = [spoken[f"{one} prefLabel"] for one in clustering.clusters["cluster_id"]]
    assert np.mean(["es" in name for name in names]) >= 0.8
    assert all(name["es"] != name["en"] for name in names if "es" in name)


def test_hierarchy_levels_and_provenance(read, clustering):
    broader = {
        (str(child).rpartition("/")[2], str(parent).rpartition("/")[2])
        for child, parent in read.subject_objects(rdflib.URIRef(SKOS + "broader"))
    }
    stated = clustering.clusters.drop_nulls("parent_id").select("cluster_id", "parent_id")
    assert broader == set(stated.iter_rows())
    xkos = "http://rdf-vocabulary.ddialliance.org/xkos#"
    depths = {
        str(level).rpartition("/")[2]: depth.toPython()
        for level, depth in read.subject_objects(rdflib.URIRef(xkos + "depth"))
    }
    assert depths == {level: depth for depth, level in enumerate(clustering.levels, start=1)}
    (run,) = read.subjects(rdflib.RDF.type, rdflib.URIRef("http://www.w3.org/ns/prov#Activity"))
    parameters = json.loads(str(read.value(run, rdflib.URIRef(CC + "parameters"))))
    assert parameters["runs"] == clustering.params.runs
    assert parameters["weights"] == pytest.approx(dict(clustering.params.weights))


def test_shapes_find_nothing_and_would_find_a_share_above_one(read):
    pyshacl = pytest.importorskip("pyshacl")
    shapes = rdflib.Graph().parse(
        data=(resources.files("careerclusters.exchange") / "shapes.ttl").read_text("utf-8"), format="turtle"
    )
    conforms, _, words = pyshacl.validate(read, shacl_graph=shapes)
    assert conforms, words[:2000]
    node = next(read.subjects(rdflib.RDF.type, rdflib.URIRef(CC + "Membership")))
    broken = rdflib.Graph()
    for triple in read.triples((node, None, None)):
        broken.add(triple)
    broken.set((node, rdflib.URIRef(CC + "share"), rdflib.Literal(1.2)))
    conforms, _, words = pyshacl.validate(broken, shacl_graph=shapes)
    assert not conforms
    assert "share" in words


@pytest.mark.parametrize(
    ("ours", "theirs", "predicate", "confidence"),
    [
        (1.0, 0.11, "skos:broadMatch", 1.0),
        (0.2, 0.8, "skos:narrowMatch", 0.8),
        (0.8, 0.6, "skos:closeMatch", 2 * 0.8 * 0.6 / 1.4),
        (0.2, 0.3, "skos:relatedMatch", 2 * 0.2 * 0.3 / 0.5),
        (0.0, 0.0, "skos:relatedMatch", 0.0),
    ],
)
def test_which_of_two_groups_is_the_broader(ours, theirs, predicate, confidence):
    assert relation(ours, theirs) == (predicate, pytest.approx(confidence))


def test_mappings_are_valid_sssom_and_lead_where_they_should(atlas):
    sets = {mappings.name: mappings for mappings in mapping_sets(atlas)}
    assert set(sets) == {"soc", "official", "esco", "isco"}
    nurses = sets["isco"].rows.filter(sets["isco"].rows["subject_id"] == "occupation:29-1141.00")
    assert "isco:2221" in nurses["object_id"].to_list()
    soc = dict(sets["soc"].rows.select("subject_id", "predicate_id").iter_rows())
    assert soc["occupation:29-1141.00"] == "skos:exactMatch"
    assert soc["occupation:29-1141.03"] == "skos:broadMatch"
    parsers = pytest.importorskip("sssom.parsers")
    from sssom.constants import SchemaValidationType
    from sssom.validators import validate

    checks = [SchemaValidationType.JsonSchema, SchemaValidationType.PrefixMapCompleteness]

    def read(text: str):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of how it uses pandas
            return parsers.parse_sssom_table(io.StringIO(text))

    for mappings in sets.values():
        table = read(to_tsv(mappings, atlas))
        validate(table, checks)
        assert len(table.df) == mappings.rows.height
        assert table.df["confidence"].astype(float).between(0, 1).all()
    broken = read(to_tsv(sets["isco"], atlas).replace("skos:broadMatch", "nobody:knows"))
    with pytest.raises(Exception, match="nobody"):
        validate(broken, checks)


def test_occupations_in_the_words_of_schema_org(atlas):
    from careerclusters.exchange.occupation_page import occupation_jsonld
    from careerclusters.labour import find_area

    told = occupation_jsonld(atlas, "29-1141.00", areas=[find_area(atlas.catalog, "Ohio")])
    nation, ohio = told["@graph"]
    assert nation["@type"] == "Occupation"
    assert nation["occupationLocation"]["name"] == "United States"
    assert ohio["occupationLocation"] == {"@type": "State", "name": "Ohio"}
    pay = {
        place["occupationLocation"]["name"]: place["estimatedSalary"][0]["median"] for place in (nation, ohio)
    }
    assert pay["Ohio"] != pay["United States"]
    assert nation["educationRequirements"] == "Bachelor's degree"
    assert 4 <= len(nation["skills"]) <= 8


def test_files_are_the_same_twice_and_wrong_wishes_are_refused(atlas, tmp_path):
    first = export_atlas(atlas, tmp_path / "a", format="skos")
    again = export_atlas(atlas, tmp_path / "b", format="skos")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]
    with pytest.raises(InputError, match="csv, parquet, skos, jsonld, sssom"):
        export_atlas(atlas, tmp_path, format="owl")
    with pytest.raises(InputError, match="base address"):
        export_atlas(atlas, tmp_path, format="skos", base="clusters")
    (tmp_path / "file").write_text("mine")
    with pytest.raises(InputError, match="is a file"):
        export_atlas(atlas, tmp_path / "file", format="sssom")
