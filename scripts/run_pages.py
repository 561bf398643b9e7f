"""Run the Python of README.md and docs/tutorial.md and write what it prints below it.

Each block of Python that is followed by a block of text is run, in one namespace a page, on the atlas of
`CAREERCLUSTERS_HOME`, or of the user's own folder; the block of text becomes what was printed.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "docs/tutorial.md")
BLOCK = re.compile(
    r"^```python\n(?P<code>.*?)^```\n\n```text\n(?P<printed>.*?)^```$", re.MULTILINE | re.DOTALL
)


def run_page(text: str) -> str:
    """The page with what its blocks print now."""
    namespace: dict[str, object] = {}

    def run(block: re.Match[str]) -> str:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(block["code"], namespace)
        lines = "\n".join(line.rstrip() for line in printed.getvalue().splitlines())
        return f"```python\n{block['code']}```\n\n```text\n{lines}\n```"

    return BLOCK.sub(run, text)


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check only say which would change."""
    stale = False
    for name in PAGES:
        page = ROOT / name
        before = page.read_text(encoding="utf-8")
        after = run_page(before)
        if after != before:
            stale = True
            print(f"{name} {'is out of date: run scripts/docs' if '--check' in arguments else 'written'}")
            if "--check" not in arguments:
                page.write_text(after, encoding="utf-8")
    return int(stale and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
