"""The clustering in SKOS: a scheme, a concept per cluster, levels (XKOS), provenance (PROV), degrees.

SKOS has no degrees, so each occupation's share in a cluster is a thing of its own, a `cc:Membership` with
share, role and stability. An occupation is no narrower concept of a cluster: most belong to several.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from careerclusters.exchange.graph import Graph, List, Name, Text

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas

__all__ = ["BASE", "clustering_graph"]

BASE = "https://career-clusters.github.io/id/"
_ONET = "https://www.onetonline.org/link/summary/"
_ENGLISH = "en"

_TERMS = {
    "Membership": ("rdfs:Class", "A degree to which an occupation belongs to a cluster."),
    "occupation": ("rdf:Property", "The occupation of a membership."),
    "cluster": ("rdf:Property", "The cluster of a membership."),
    "share": ("rdf:Property", "0 to 1; the shares of an occupation on one level add up to 1."),
    "isPrimary": ("rdf:Property", "Whether it is the cluster where most of the occupation belongs."),
    "role": ("rdf:Property", "How the occupation stands in its first cluster: core, border and so on."),
    "stability": ("rdf:Property", "0 to 1; how steadily repeated runs on resampled data agree."),
    "parameters": ("rdf:Property", "Weights, levels, runs and seed of the recipe, as JSON."),
    "seed": ("rdf:Property", "Seed of all chance."),
}


def clustering_graph(atlas: Atlas, *, base: str = BASE) -> Graph:
    """Everything about the clusters of an atlas as statements.

    Parameters
    ----------
    base
        Address under which clusters and occupations are named; ends with "/" or "#".
    """
    graph = Graph()
    clustering = atlas.clustering
    own = f"{base}{clustering.catalog_id}-{clustering.params.seed}-{clustering.params.runs}/"
    scheme = Name(f"{own}clustering")
    _terms(graph)
    _provenance(graph, atlas, scheme=scheme, own=own)
    _scheme(graph, atlas, scheme=scheme, own=own)
    _clusters(graph, atlas, scheme=scheme, own=own)
    _occupations(graph, atlas, base=base)
    _memberships(graph, atlas, own=own, base=base)
    return graph


def occupation_name(code_onet: str, *, base: str = BASE) -> Name:
    """Address of an occupation."""
    return Name(f"{base}occupation/{code_onet}")


def cluster_name(cluster_id: str, *, own: str) -> Name:
    """Address of a cluster of one clustering."""
    return Name(f"{own}cluster/{cluster_id}")


def _terms(graph: Graph) -> None:
    for term, (kind, meaning) in _TERMS.items():
        graph.add(Name(f"cc:{term}"), kind=kind, rdfs_comment=Text(meaning, _ENGLISH))


def _provenance(graph: Graph, atlas: Atlas, *, scheme: Name, own: str) -> None:
    """Which data, which recipe with which settings, which program."""
    clustering, manifest = atlas.clustering, atlas.catalog.manifest
    run, program = Name(f"{own}run"), Name(f"{own}program")
    parameters = json.dumps(clustering.params.to_dict(), sort_keys=True)
    graph.add(
        program,
        kind="prov:SoftwareAgent",
        rdfs_label=Text(f"Career Clusters {clustering.version}"),
        dcterms_hasVersion=Text(clustering.version),
    )
    graph.add(
        run,
        kind="prov:Activity",
        rdfs_label=Text("Clustering of occupations", _ENGLISH),
        prov_wasAssociatedWith=program,
        cc_seed=clustering.params.seed,
        cc_parameters=Text(parameters, kind="rdf:JSON"),
    )
    for source_id, about in manifest["sources"].items():
        source = Name(f"{own}source/{source_id}")
        graph.add(
            source,
            kind="prov:Entity",
            dcterms_title=Text(about["title"], _ENGLISH),
            dcterms_publisher=Text(about["publisher"], _ENGLISH),
            dcterms_license=Text(about["licence"], _ENGLISH),
            dcterms_bibliographicCitation=Text(about["attribution"], _ENGLISH),
            dcterms_hasVersion=Text(_release_of(manifest, source_id, clustering.release)),
            rdfs_seeAlso=Name(about["address"]),
        )
        graph.add(run, prov_used=source)
    graph.add(scheme, prov_wasGeneratedBy=run, prov_wasAttributedTo=program)


def _release_of(manifest: Any, source_id: str, otherwise: str) -> str:
    releases = (
        entry.get("release") for entry in manifest["tables"].values() if entry.get("source") == source_id
    )
    return next((str(release) for release in releases if release), otherwise)


def _scheme(graph: Graph, atlas: Atlas, *, scheme: Name, own: str) -> None:
    clustering = atlas.clustering
    levels = tuple(Name(f"{own}level/{level}") for level in clustering.levels)
    graph.add(
        scheme,
        kind="skos:ConceptScheme",
        dcterms_title=Text(f"Career clusters of {clustering.release}", _ENGLISH),
        dcterms_description=Text(
            "Occupations grouped by how alike their work is, discovered from data, with degrees.", _ENGLISH
        ),
        dcterms_identifier=Text(clustering.catalog_id),
        xkos_numberOfLevels=len(levels),
        xkos_levels=List(levels),
    )
    for depth, (name, level) in enumerate(zip(levels, clustering.levels, strict=True), start=1):
        graph.add(
            name,
            kind="xkos:ClassificationLevel",
            skos_prefLabel=Text(level, _ENGLISH),
            xkos_depth=depth,
        )
        for cluster_id in clustering.at(level)["cluster_id"]:
            graph.add(name, skos_member=cluster_name(cluster_id, own=own))


def _clusters(graph: Graph, atlas: Atlas, *, scheme: Name, own: str) -> None:
    from careerclusters.language import speaking
    from careerclusters.words.cluster_names import cluster_name as cluster_name_in
    from careerclusters.words.cluster_words import written_for

    clustering = atlas.clustering
    for row in clustering.clusters.to_dicts():
        concept = cluster_name(row["cluster_id"], own=own)
        parent = row["parent_id"]
        stability = row["stability_share"]
        graph.add(
            concept,
            kind="skos:Concept",
            skos_inScheme=scheme,
            skos_notation=Text(row["cluster_id"]),
            skos_prefLabel=Text(row["name"], _ENGLISH),
            skos_definition=Text(row["description"], _ENGLISH) if row["description"] else None,
            cc_stability=None if stability is None else float(stability),
            skos_broader=None if parent is None else cluster_name(parent, own=own),
            skos_topConceptOf=scheme if parent is None else None,
        )
        if parent is None:
            graph.add(scheme, skos_hasTopConcept=concept)
        members = None
        for language in _others():
            with speaking(language):
                name = cluster_name_in(row["name"], language)
            if name != row["name"]:
                graph.add(concept, skos_prefLabel=Text(name, language))
            if members is None:
                members = clustering.cluster(row["cluster_id"]).members["code_onet"].to_list()
            words = written_for(members, language)
            if words is not None:
                graph.add(concept, skos_definition=Text(words.unites, language))


def _occupations(graph: Graph, atlas: Atlas, *, base: str) -> None:
    from careerclusters.words import occupation_words

    scheme = Name(f"{base}occupations")
    graph.add(
        scheme,
        kind="skos:ConceptScheme",
        dcterms_title=Text(f"Occupations of {atlas.catalog.release}", _ENGLISH),
    )
    for code, title in sorted(atlas.clustering.titles.items()):
        name = atlas.name(code)
        graph.add(
            occupation_name(code, base=base),
            kind="skos:Concept",
            skos_inScheme=scheme,
            skos_notation=Text(code),
            skos_prefLabel=Text(name, _ENGLISH),
            skos_altLabel=None if title == name else Text(title, _ENGLISH),
            skos_definition=_sentence(atlas, code),
            rdfs_seeAlso=Name(_ONET + code) if atlas.catalog.has("scales") else None,
        )
        for language in _others():
            words = occupation_words(language).get(code)
            if words is not None:
                graph.add(
                    occupation_name(code, base=base),
                    skos_prefLabel=Text(words.name, language),
                    skos_definition=Text(words.sentence, language),
                )


def _others() -> tuple[str, ...]:
    """Languages beside English that we have words in."""
    from careerclusters.words import languages

    return tuple(language for language in languages() if language != _ENGLISH)


def _sentence(atlas: Atlas, code: str) -> Text | None:
    words = atlas.words.get(code)
    return None if words is None else Text(words.sentence, _ENGLISH)


def _memberships(graph: Graph, atlas: Atlas, *, own: str, base: str) -> None:
    rows = atlas.clustering.memberships.sort("code_onet", "level", "cluster_id")
    for row in rows.to_dicts():
        stability = row["stability_share"]
        graph.add(
            Name(f"{own}membership/{row['code_onet']}-{row['cluster_id']}"),
            kind="cc:Membership",
            cc_occupation=occupation_name(row["code_onet"], base=base),
            cc_cluster=cluster_name(row["cluster_id"], own=own),
            cc_share=float(row["membership_share"]),
            cc_isPrimary=bool(row["is_primary"]),
            cc_role=Text(row["role"]) if row["role"] else None,
            cc_stability=None if stability is None else float(stability),
        )
