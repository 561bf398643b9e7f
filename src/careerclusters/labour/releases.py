"""Two releases made comparable: the same occupations, the same views, the same outside tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from careerclusters.catalog import Catalog
from careerclusters.errors import ModelError
from careerclusters.language import marked
from careerclusters.views import build_view

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["OTHER_SCALES", "Pair", "pair_up"]

_FROM_NEW = ("industry_employment",)

OTHER_SCALES = marked("{old} and {new} rate other elements or use other scales")
"""Why two releases can't be compared by a view."""


@dataclass(frozen=True)
class Pair:
    """An older and a newer catalog cut to what both have.

    Attributes
    ----------
    old, new
        Catalogs with the shared occupations only; industry tables are the newer one's in both, so that
        they can't make a difference.
    codes
        Occupations rated in both, ascending.
    appeared, vanished
        Codes of occupations that only the newer or only the older release lists.
    weights
        Weights of the views that both can build in comparable form.
    left_out
        Views that can't be compared, with the reason.
    """

    old: Catalog
    new: Catalog
    codes: tuple[str, ...]
    appeared: tuple[str, ...]
    vanished: tuple[str, ...]
    weights: Mapping[str, float]
    left_out: Mapping[str, str]


def pair_up(old: Catalog, new: Catalog, *, weights: Mapping[str, float]) -> Pair:
    """Cut two catalogs to the occupations rated in both and the views that mean the same in both.

    Raises
    ------
    ModelError
        When fewer than 50 occupations are rated in both: then they are not two releases of one thing.
    """
    rated = [_codes(catalog, is_rated=True) for catalog in (old, new)]
    listed = [_codes(catalog, is_rated=False) for catalog in (old, new)]
    codes = sorted(rated[0] & rated[1])
    if len(codes) < 50:
        raise ModelError(
            "The two releases share too few rated occupations to be compared",
            seen=f"{len(codes)} in both, {len(rated[0])} and {len(rated[1])} rated",
            todo="Compare releases with the same taxonomy: 25.1 and later use the 2019 one.",
        )
    cut_old, cut_new = _cut(old, new, codes), _cut(new, new, codes)
    used, left_out = {}, {}
    for name, weight in weights.items():
        reason = _why_not(cut_old, cut_new, name, codes)
        if reason is None:
            used[name] = weight
        else:
            left_out[name] = reason
    return Pair(
        old=cut_old,
        new=cut_new,
        codes=tuple(codes),
        appeared=tuple(sorted(listed[1] - listed[0])),
        vanished=tuple(sorted(listed[0] - listed[1])),
        weights=used,
        left_out=left_out,
    )


def _codes(catalog: Catalog, *, is_rated: bool) -> set[str]:
    occupations = catalog.occupations
    if is_rated:
        occupations = occupations.filter(pl.col("is_rated"))
    return set(occupations["code_onet"].to_list())


def _cut(catalog: Catalog, outside: Catalog, codes: Sequence[str]) -> Catalog:
    tables = {}
    for name in catalog.names:
        if name in _FROM_NEW:
            continue
        table = catalog.table(name)
        tables[name] = (
            table.filter(pl.col("code_onet").is_in(codes)) if "code_onet" in table.columns else table
        )
    for name in _FROM_NEW:
        if outside.has(name):
            tables[name] = outside.table(name)
    manifest = {**catalog.manifest, "tables": {name: catalog.manifest["tables"].get(name) for name in tables}}
    for name in _FROM_NEW:
        if name in tables:
            manifest["tables"][name] = outside.manifest["tables"][name]
    return Catalog.from_tables(tables, manifest)


def _why_not(old: Catalog, new: Catalog, name: str, codes: Sequence[str]) -> str | None:
    from careerclusters.errors import DataError

    built = []
    for catalog in (old, new):
        try:
            built.append(build_view(catalog, name, codes=codes))
        except DataError as error:
            return f"{catalog.release}: {error.what}"
    if name in ("technologies", "tasks", "titles"):
        return None  # directions are each release's own; only nearness within a release is used
    if built[0].features != built[1].features:
        return OTHER_SCALES.format(old=old.release, new=new.release)
    return None
