"""What stands beside every answer: sources, limits, figures in one form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from careerclusters.exchange.mcp.answers import Figure, Source

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["LIMITS", "figures_in", "name_of", "rounded", "sources_of"]

LIMITS = {
    "clusters": "Clusters describe how alike the work of occupations is. They don't sort people, and an "
    "occupation can belong to several: give the shares.",
    "words": "Words can mean several occupations. Where `is_sure` is false, ask the person.",
    "figures": "Jobs and pay are of employees; the self-employed are not counted. Pay is before tax and "
    "not adjusted for what life costs in an area.",
    "match": "A match compares what a person told with what occupations are rated on. It says nothing about "
    "whether somebody would do well or be hired.",
    "moves": "Moves are what people did in a survey, some of them estimated. What people do is no advice.",
    "plan": "Years are usual ones. Licences differ by state: ask the state's board.",
    "closure": "Who goes where is what openings and usual moves allow, not a forecast of what "
    "people will do.",
    "data": "Ratings date from different years. The notes of each table say what is carried forward.",
    "private": "Nothing that is asked here leaves this machine or is kept.",
}
"""Sentences that answers carry, by what they are about."""

_DECIMALS = 4


def sources_of(catalog: Catalog, *tables: str) -> list[Source]:
    """The sources of those of the tables that the catalog has, each once."""
    sources: dict[str, Source] = {}
    manifest = catalog.manifest
    for table in tables:
        entry = manifest["tables"].get(table)
        if entry is None or entry.get("source") not in manifest["sources"]:
            continue
        source = manifest["sources"][entry["source"]]
        sources.setdefault(
            entry["source"],
            Source(
                id=entry["source"],
                title=source["title"],
                publisher=source["publisher"],
                release=entry.get("release") or catalog.release,
                licence=source["licence"],
            ),
        )
    return list(sources.values())


def figures_in(content: Any, *, prefix: str = "") -> Iterator[Figure]:
    """Every figure inside a JSON-ready result, named by its path ("pay.annual.median")."""
    if isinstance(content, Mapping):
        if {"value", "unit", "state"} <= content.keys():
            yield Figure(
                name=prefix,
                value=content["value"],
                unit=content["unit"],
                year=content.get("year"),
                area=content.get("area"),
                source=content.get("source"),
                state=content["state"],
                text=content.get("text", ""),
            )
            return
        for key, part in content.items():
            yield from figures_in(part, prefix=f"{prefix}.{key}" if prefix else str(key))


def name_of(names: Mapping[str, str], code_onet: str) -> str:
    """A name by code; the code itself where there is none."""
    return names.get(code_onet, code_onet)


def rounded(value: Any) -> Any:
    """The same value with floats of four decimals, ready for JSON."""
    if isinstance(value, float):
        return round(value, _DECIMALS) if value == value else None
    if isinstance(value, Mapping):
        return {str(key): rounded(part) for key, part in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [rounded(part) for part in value]
    return value
