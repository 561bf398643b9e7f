"""Mappings to other classifications as SSSOM tables, each row with how sure it is.

| set | from | to | confidence |
|---|---|---|---|
| `soc` | occupations | SOC 2018 | 1: the code says it |
| `official` | clusters | the 16 official clusters | share of occupations in common |
| `esco` | occupations | ESCO occupations | the matchers' grade (0.5, 1 or 2) over its highest |
| `isco` | occupations | ISCO-08 groups | that of the surest ESCO occupation in the group |

The names of the official clusters are marks of their owner; they are cited, nothing else.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from careerclusters.exchange.skos import BASE

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas

__all__ = ["SETS", "MappingSet", "mapping_sets", "to_tsv"]

_CC_BY = "https://creativecommons.org/licenses/by/4.0/"
_PREFIXES = {
    "esco": "http://data.europa.eu/esco/occupation/",
    "isco": "http://data.europa.eu/esco/isco/C",
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "soc": "https://www.bls.gov/soc/2018/code/",
}
_GRADE_HIGHEST = 2.0
_GRADES = {0.5: "doubtful", 1.0: "matched as a rule", 2.0: "checked and sure"}
_ONE_SIDE = 0.5
_LEAST = 0.1
_COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label",
    "mapping_justification", "confidence", "comment",
)  # fmt: skip


@dataclass(frozen=True)
class MappingSet:
    """One table of mappings.

    Attributes
    ----------
    name
        Short name of the set.
    title, licence, object_source
        What it is, under which licence (an address), and whose codes it leads to.
    rows
        Columns as in SSSOM, ordered by subject and object; confidence is 0–1.
    """

    name: str
    title: str
    licence: str
    object_source: str
    rows: pl.DataFrame


def mapping_sets(atlas: Atlas) -> tuple[MappingSet, ...]:
    """The sets for which the catalog has a crosswalk."""
    made = (make(atlas) for make in SETS.values())
    return tuple(mappings for mappings in made if mappings is not None and mappings.rows.height)


def to_tsv(mappings: MappingSet, atlas: Atlas, *, base: str = BASE) -> str:
    """The set as a SSSOM table: a head of metadata behind "#", then rows separated by tabs."""
    clustering = atlas.clustering
    own = f"{base}{clustering.catalog_id}-{clustering.params.seed}-{clustering.params.runs}/"
    prefixes = _PREFIXES | {
        "occupation": f"{base}occupation/",
        "cluster": f"{own}cluster/",
        "official": f"{base}official/",
    }
    used = {
        text.partition(":")[0] for column in ("subject_id", "object_id") for text in mappings.rows[column]
    }
    head = ["curie_map:"]
    head += [f"  {name}: {prefixes[name]}" for name in sorted(used | {"semapv", "skos"})]
    head += [
        f"mapping_set_id: {own}mappings/{mappings.name}",
        f"mapping_set_title: {mappings.title}",
        f"mapping_set_version: '{clustering.catalog_id}'",
        f"license: {mappings.licence}",
        "mapping_tool: Career Clusters",
        f"mapping_tool_version: '{clustering.version}'",
        f"subject_source_version: '{clustering.release}'",
    ]
    table = io.StringIO()
    rows = mappings.rows.select(_COLUMNS).with_columns(pl.col("confidence").round(4))
    kept = [name for name in rows.columns if rows[name].null_count() < rows.height]
    rows.select(kept).write_csv(table, separator="\t")
    return "".join(f"#{line}\n" for line in head) + table.getvalue()


def _soc(atlas: Atlas) -> MappingSet | None:
    """An occupation whose code ends in .00 is its SOC occupation; others are a part of it."""
    if not atlas.catalog.has("wages"):
        return None
    rows = [
        {
            "subject_id": f"occupation:{code}",
            "subject_label": title,
            "predicate_id": "skos:exactMatch" if code.endswith(".00") else "skos:broadMatch",
            "object_id": f"soc:{soc}",
            "object_label": None,
            "mapping_justification": "semapv:BackgroundKnowledgeBasedMatching",
            "confidence": 1.0,
            "comment": None,
        }
        for code, title, soc in atlas.catalog.occupations.select(
            "code_onet", "title", "code_soc2018"
        ).iter_rows()
    ]
    return MappingSet("soc", "O*NET-SOC 2019 occupations to SOC 2018", _CC_BY, "SOC 2018", _table(rows))


def _official(atlas: Atlas) -> MappingSet | None:
    """Clusters beside the official ones: which holds most of the other, by occupations in common."""
    from careerclusters.clustering.official import compare_with_official

    if not atlas.catalog.has("official_clusters"):
        return None
    rows = []
    for level in atlas.clustering.levels:
        overlap = compare_with_official(atlas.catalog, atlas.clustering, level=level, limit=0).overlap
        for row in overlap.to_dicts():
            ours, theirs = row["share_of_cluster"], row["share_of_official"]
            predicate, confidence = relation(ours, theirs)
            if confidence < _LEAST:
                continue
            rows.append(
                {
                    "subject_id": f"cluster:{row['cluster_id']}",
                    "subject_label": row["name"],
                    "predicate_id": predicate,
                    "object_id": f"official:{_slug(row['official_cluster'])}",
                    "object_label": row["official_cluster"],
                    "mapping_justification": "semapv:SemanticSimilarityThresholdMatching",
                    "confidence": confidence,
                    "comment": f"{row['n_shared']} occupations in common: {ours:.0%} of ours, "
                    f"{theirs:.0%} of theirs.",
                }
            )
    title = "Career clusters to the 16 official career clusters (names are marks of Advance CTE)"
    return MappingSet("official", title, _CC_BY, "O*NET OnLine, Browse by Career Cluster", _table(rows))


def relation(share_of_ours: float, share_of_theirs: float) -> tuple[str, float]:
    """What two overlapping groups are to each other, and how sure that is.

    `broadMatch`: most of ours lies in theirs, so theirs is the broader one. The confidence is the share
    that decides; where both or neither reaches one half, the harmonic mean of the two.
    """
    both = share_of_ours + share_of_theirs
    mean = 2 * share_of_ours * share_of_theirs / both if both else 0.0
    if share_of_ours >= _ONE_SIDE and share_of_theirs >= _ONE_SIDE:
        return "skos:closeMatch", mean
    if share_of_ours >= _ONE_SIDE:
        return "skos:broadMatch", share_of_ours
    if share_of_theirs >= _ONE_SIDE:
        return "skos:narrowMatch", share_of_theirs
    return "skos:relatedMatch", mean


def _esco(atlas: Atlas) -> MappingSet | None:
    found = _esco_rows(atlas)
    if found is None:
        return None
    rows = [
        {
            "subject_id": f"occupation:{row['code_onet']}",
            "subject_label": row["title"],
            "predicate_id": "skos:closeMatch",
            "object_id": f"esco:{row['esco_uuid']}",
            "object_label": row["label_en"],
            "mapping_justification": "semapv:LexicalSimilarityThresholdMatching",
            "confidence": row["match_confidence"] / _GRADE_HIGHEST,
            "comment": f"Its authors: {_GRADES[row['match_confidence']]}.",
        }
        for row in found.to_dicts()
    ]
    licence = "https://opensource.org/licenses/MIT"
    return MappingSet("esco", "O*NET-SOC 2019 occupations to ESCO v1.0", licence, "ESCO v1.0", _table(rows))


def _isco(atlas: Atlas) -> MappingSet | None:
    found = _esco_rows(atlas)
    if found is None or not atlas.catalog.has("isco_groups"):
        return None
    names: Mapping[str, str] = dict(
        atlas.catalog.table("isco_groups").select("code_isco08", "isco_name").iter_rows()
    )
    surest = found.group_by("code_onet", "title", "code_isco08").agg(pl.col("match_confidence").max())
    rows = [
        {
            "subject_id": f"occupation:{row['code_onet']}",
            "subject_label": row["title"],
            "predicate_id": "skos:broadMatch",
            "object_id": f"isco:{row['code_isco08']}",
            "object_label": names.get(row["code_isco08"]),
            "mapping_justification": "semapv:MappingChaining",
            "confidence": row["match_confidence"] / _GRADE_HIGHEST,
            "comment": None,
        }
        for row in surest.to_dicts()
    ]
    licence = "https://opensource.org/licenses/MIT"
    return MappingSet("isco", "O*NET-SOC 2019 occupations to ISCO-08", licence, "ISCO-08", _table(rows))


SETS: Mapping[str, Callable[[Atlas], MappingSet | None]] = {
    "soc": _soc,
    "official": _official,
    "esco": _esco,
    "isco": _isco,
}
"""Name of a set to the function that makes it; None where the catalog lacks the crosswalk."""


def _esco_rows(atlas: Atlas) -> pl.DataFrame | None:
    catalog = atlas.catalog
    if not (catalog.has("crosswalk_esco_onet") and catalog.has("esco_occupations")):
        return None
    return (
        catalog.table("crosswalk_esco_onet")
        .join(catalog.table("esco_occupations"), on="esco_uuid")
        .join(catalog.occupations.select("code_onet", "title"), on="code_onet")
    )


def _table(rows: list[dict[str, object]]) -> pl.DataFrame:
    schema = dict.fromkeys(_COLUMNS, pl.String) | {"confidence": pl.Float64}
    return pl.DataFrame(rows, schema=schema).sort("subject_id", "object_id", "predicate_id")


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
