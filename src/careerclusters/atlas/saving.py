"""Saving an atlas: its parts, and a head that says what they were made from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from careerclusters.atlas.folder import write_generation
from careerclusters.catalog import load_catalog
from careerclusters.words import words_id

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.clustering import Params

__all__ = ["save_parts"]


def save_parts(catalog: Catalog, params: Params, parts: Mapping[str, object], *, root: Path) -> Path:
    """Write parts as the generation in use of the folder `root`; returns the folder of the generation.

    Parameters
    ----------
    parts
        Values by name, or files that hold them; see `write_generation`.
    """
    from careerclusters import __version__

    is_bundled = catalog.id == load_catalog().id
    head = {
        "version": __version__,
        "catalog_id": catalog.id,
        "is_bundled": is_bundled,
        "params": params.to_dict(),
        "words_id": words_id(),
    }
    name = f"{catalog.id}-{params.seed}-{params.runs}"
    return write_generation(root, name, parts, head=head, catalog=None if is_bundled else catalog)
