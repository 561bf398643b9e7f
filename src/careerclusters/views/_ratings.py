"""Views made of element ratings: read, standardise, keep errors and gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from careerclusters.errors import DataError
from careerclusters.views.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerclusters.catalog import Catalog

__all__ = ["rating_view"]


def rating_view(
    catalog: Catalog,
    name: str,
    domain: str,
    *,
    scales: Sequence[Sequence[str]],
    codes: Sequence[str],
    about: str,
    is_shape: bool = False,
) -> View:
    """View of one domain's ratings.

    Parameters
    ----------
    catalog
        Its table `ratings` is read.
    name, domain
        Name of the view; domain of its elements in table `elements`.
    scales
        Each entry is a group of alternative scale ids; the first that the release has is used.
        ``(("IM",), ("LV",))`` takes importance and level; ``(("WI", "IM"),)`` takes WI or else IM. A
        scale that stands in for two is taken once.
    codes
        Rows wanted, ascending.
    about
        Paragraph for people.
    is_shape
        Subtract each occupation's own mean first, so that the view compares which elements stand
        out rather than how demanding the whole is.

    Raises
    ------
    DataError
        When the catalog has no rating of this domain on any of the wanted scales.
    """
    available = set(catalog.scales_of(domain))
    blocks = []
    used: set[str] = set()
    for group in scales:
        chosen = next((scale for scale in group if scale in available), None)
        if chosen is None:
            raise DataError(
                f"The view {name!r} needs ratings of {domain} on scale {' or '.join(group)}",
                seen=f"{catalog.release} has {', '.join(sorted(available)) or 'none'}",
                todo="Use a release that has them, or leave the view out.",
            )
        if chosen not in used:
            blocks.append(_block(catalog, domain, chosen, codes))
        used.add(chosen)
    features = tuple(label for labels, _, _ in blocks for label in labels)
    raw = np.hstack([values for _, values, _ in blocks])
    errors = np.hstack([errors for _, _, errors in blocks])
    missing = np.isnan(raw)
    values, deviation = standardise(raw)
    if is_shape:
        known = np.where(missing, np.nan, values)
        with np.errstate(invalid="ignore"):
            own = np.nansum(known, axis=1) / np.maximum((~missing).sum(axis=1), 1)
        values, second = standardise(np.where(missing, np.nan, values - own[:, None]))
        deviation = deviation * second
    has_errors = bool(np.isfinite(errors).any())
    scaled = np.nan_to_num(errors / deviation, nan=0.0, posinf=0.0).astype(np.float32)
    return View(
        name=name,
        codes=tuple(codes),
        features=features,
        values=values.astype(np.float32),
        missing=missing,
        about=about,
        source=f"{catalog.release}, table ratings",
        standard_errors=scaled if has_errors else None,
    )


def standardise(raw: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Columns to mean 0 and deviation 1 over known values; unknown becomes 0.

    A column that doesn't vary becomes 0 throughout. Returns values and the deviations used.
    """
    known = ~np.isnan(raw)
    count = np.maximum(known.sum(axis=0), 1)
    filled = np.where(known, raw, 0.0)
    mean = filled.sum(axis=0) / count
    centred = np.where(known, raw - mean, 0.0)
    deviation = np.sqrt((centred**2).sum(axis=0) / count)
    deviation = np.where(deviation > 1e-9, deviation, np.inf)
    return centred / deviation, deviation


def _block(
    catalog: Catalog, domain: str, scale: str, codes: Sequence[str]
) -> tuple[list[str], np.ndarray, np.ndarray]:
    _, elements, values = catalog.matrix(domain, scale_id=scale, codes=codes)
    _, _, errors = catalog.matrix(domain, scale_id=scale, codes=codes, value="standard_error")
    return [f"{element}:{scale}" for element in elements], values, errors
