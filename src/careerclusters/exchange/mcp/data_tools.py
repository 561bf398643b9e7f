"""Tools about the data and the evidence behind all answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from careerclusters.exchange.mcp.answers import DataAnswer, EvidenceAnswer, Release
from careerclusters.exchange.mcp.pages import METHOD_PAGES
from careerclusters.exchange.mcp.provenance import LIMITS, rounded, sources_of

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas

__all__ = ["data_tools"]


def data_tools(open_atlas: Callable[[], Atlas]) -> dict[str, Callable[..., Any]]:
    """The tools by title; each is a typed function with a docstring."""

    def evidence_and_limits() -> EvidenceAnswer:
        """How the clusters were made, how stable they are by level, and what they can't say."""
        atlas = open_atlas()
        clustering = atlas.clustering
        levels = {}
        for level in clustering.levels:
            stability = clustering.at(level)["stability_share"].drop_nulls()
            levels[level] = {
                "clusters_count": clustering.at(level).height,
                "stability_lowest": rounded(stability.min()),
                "stability_median": rounded(stability.median()),
            }
        return EvidenceAnswer(
            levels=levels,
            recipe=rounded(clustering.params.to_dict()),
            left_out=dict(clustering.left_out),
            pages=METHOD_PAGES,
            sources=sources_of(atlas.catalog, *atlas.catalog.names),
            uncertainty="Stability compares repeated runs on resampled data: it describes the method on this "
            "data, not whether people will like the work.",
            limits=[LIMITS["clusters"], LIMITS["match"], LIMITS["moves"], LIMITS["figures"], LIMITS["data"]],
        )

    def data_status() -> DataAnswer:
        """Releases, licences, rows and SHA-256 checksums of all tables, and what is absent."""
        from careerclusters import __version__

        atlas = open_atlas()
        manifest = atlas.catalog.manifest
        return DataAnswer(
            catalog_id=atlas.catalog.id,
            release=atlas.catalog.release,
            version=__version__,
            tables=[
                Release(
                    table=name,
                    rows=entry["rows"],
                    source=entry.get("source"),
                    release=entry.get("release"),
                    licence=entry.get("licence"),
                    sha256=entry["sha256"],
                    notes=list(entry.get("notes", ())),
                )
                for name, entry in sorted(manifest["tables"].items())
            ],
            absent=[f"{gap['table']}: {gap['file']}" for gap in manifest.get("absent", ())],
            sources=sources_of(atlas.catalog, *atlas.catalog.names),
            uncertainty="None: this is what the tables say of themselves.",
            limits=[LIMITS["data"]],
        )

    return {"Evidence and limits": evidence_and_limits, "Data status": data_status}
