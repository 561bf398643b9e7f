"""List the versions of the documentation that lie in a folder: `python scripts/docs_versions.py build/docs`.

Each version is a folder of its own, made by `scripts/site`. Beside them this writes `versions.json`, from
which the pages make their menu of versions, and an `index.html` that leads to the newest. Older versions
stay as they are.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

__all__ = ["list_versions"]

_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Career Clusters</title>
<meta http-equiv="refresh" content="0; url={newest}/index.html">
<p><a href="{newest}/index.html">Documentation of version {newest}</a></p></html>
"""


def list_versions(folder: Path) -> list[str]:
    """Write both files; the versions found, newest first."""
    found = [entry.name for entry in folder.iterdir() if (entry / "index.html").is_file()]
    found.sort(key=_order, reverse=True)
    if found:
        newest = found[0]
        rows = [
            {"version": name, "title": name, "aliases": ["latest"] if name == newest else []}
            for name in found
        ]
        (folder / "versions.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
        (folder / "index.html").write_text(_PAGE.format(newest=found[0]), encoding="utf-8")
    return found


def _order(name: str) -> tuple[list[int], bool, str]:
    """1.10.0 after 1.9.0, and 1.10.0 after 1.10.0rc1."""
    numbers = re.match(r"[\d.]+", name)
    parts = [int(part) for part in numbers.group().strip(".").split(".")] if numbers else []
    return parts, numbers is not None and numbers.group() == name, name


if __name__ == "__main__":
    print("Versions:", ", ".join(list_versions(Path(sys.argv[1]))))
