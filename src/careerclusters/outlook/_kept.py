"""What was computed once for a catalog, forgotten with it."""

from __future__ import annotations

from careerclusters.catalog._kept import kept

__all__ = ["kept"]
