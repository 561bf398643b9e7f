"""An atlas on the disk: what its head says, and its parts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from careerclusters.atlas.folder import write_generation
from careerclusters.catalog import load_catalog
from careerclusters.words import words_id

if TYPE_CHECKING:
    from careerclusters.atlas.atlas import Atlas

__all__ = ["save_atlas"]


def save_atlas(atlas: Atlas, root: Path, parts: Mapping[str, object]) -> None:
    """Write the parts beside older generations and point to them; readers of an older one keep theirs."""
    from careerclusters import __version__

    params = atlas.clustering.params
    is_bundled = atlas.catalog.id == load_catalog().id
    head = {
        "version": __version__,
        "catalog_id": atlas.catalog.id,
        "is_bundled": is_bundled,
        "params": params.to_dict(),
        "words_id": words_id(),
    }
    name = f"{atlas.catalog.id}-{params.seed}-{params.runs}"
    write_generation(root, name, parts, head=head, catalog=None if is_bundled else atlas.catalog)
