"""Write an atlas into files for other programs: tables, SKOS, JSON-LD, SSSOM."""

from __future__ import annotations

import hashlib
import json
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from careerclusters.clustering.export import FORMATS as TABLE_FORMATS
from careerclusters.clustering.export import MANIFEST, check_export, export_clustering, export_manifest
from careerclusters.errors import InputError
from careerclusters.exchange.graph import to_jsonld, to_turtle
from careerclusters.exchange.skos import BASE, clustering_graph
from careerclusters.files import write_text
from careerclusters.language import _

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas

__all__ = ["FORMATS", "export_atlas"]

FORMATS = (*TABLE_FORMATS, "skos", "jsonld", "sssom")


def export_atlas(
    atlas: Atlas, folder: Path, *, format: str = "csv", base: str = BASE, is_forced: bool = False
) -> tuple[Path, ...]:
    """The paths of the files written; the same atlas gives the same bytes.

    Parameters
    ----------
    folder
        Where to write: absent, empty, or an older export.
    format
        csv, parquet: tables and a manifest. skos: clusters.ttl with shapes.ttl that it keeps to. jsonld:
        clusters.jsonld, the same statements, and occupations.jsonld in the words of schema.org. sssom:
        one table of mappings per classification.
    base
        Address under which clusters and occupations are named, for skos, jsonld and sssom.

    Raises
    ------
    InputError
        When the format is not known, `folder` is a file, or it holds what isn't ours.
    """
    folder = Path(folder)
    if format not in FORMATS:
        raise InputError("No such format", seen=format, todo=_("Formats: {names}.", names=", ".join(FORMATS)))
    if format in TABLE_FORMATS:
        transitions = atlas.pathways.transitions() if atlas.catalog.has("moves") else None
        return export_clustering(
            atlas.clustering, folder, format=format, transitions=transitions, is_forced=is_forced
        )
    if not base.startswith(("http://", "https://", "urn:")) or not base.endswith(("/", "#", ":")):
        raise InputError(
            "This is no base address", seen=base, todo="Give one such as https://example.org/clusters/."
        )
    check_export(folder, is_forced=is_forced)
    texts = _texts(atlas, format, base)
    entries = {name: {"sha256": hashlib.sha256(text.encode()).hexdigest()} for name, text in texts.items()}
    folder.mkdir(parents=True, exist_ok=True)
    texts[MANIFEST] = export_manifest(atlas.clustering, entries)
    return tuple(write_text(folder / name, text) for name, text in texts.items())


def _texts(atlas: Atlas, format: str, base: str) -> dict[str, str]:
    if format == "sssom":
        from careerclusters.exchange.sssom import mapping_sets, to_tsv

        return {
            f"{mappings.name}.sssom.tsv": to_tsv(mappings, atlas, base=base)
            for mappings in mapping_sets(atlas)
        }
    graph = clustering_graph(atlas, base=base)
    if format == "skos":
        shapes = (resources.files("careerclusters.exchange") / "shapes.ttl").read_text("utf-8")
        return {"clusters.ttl": to_turtle(graph), "shapes.ttl": shapes}
    return {"clusters.jsonld": to_jsonld(graph), "occupations.jsonld": _occupations(atlas)}


def _occupations(atlas: Atlas) -> str:
    from careerclusters.exchange.occupation_page import occupation_jsonld

    things = [
        thing
        for code in sorted(atlas.clustering.titles)
        for thing in occupation_jsonld(atlas, code)["@graph"]
    ]
    return (
        json.dumps({"@context": "https://schema.org", "@graph": things}, indent=1, ensure_ascii=False) + "\n"
    )
