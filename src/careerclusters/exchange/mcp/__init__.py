"""A server for assistants (Model Context Protocol): read-only tools that ask the atlas."""

from __future__ import annotations

__all__: list[str] = []
