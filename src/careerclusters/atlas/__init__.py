"""The atlas: what people open. `atlas` binds the parts, `parts` makes them, `folder` keeps them."""

from __future__ import annotations

from careerclusters.atlas.atlas import Atlas, atlas_folder
from careerclusters.atlas.parts import PARTS

__all__ = ["PARTS", "Atlas", "atlas_folder"]
