"""Check that every installed package has a licence that the project may stand on; offline.

    python scripts/licences.py

It reads what the packages say about themselves: their metadata, else their licence files. Copyleft without an
alternative, and anything that forbids a use, fails. Known vulnerabilities are not checked here: a list of
them would have to be fetched, or would be stale; run an auditor of your choice over `constraints.txt` when
you are online (see CONTRIBUTING.md).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions

FINE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Python-2\.0|MPL|Mozilla|LGPL|Lesser|Unlicense|Zlib"
    r"|CC0|HPND|0BSD|W3C|public domain|CNRI|MIT-0)\b",
    re.IGNORECASE,
)
NOT_FINE = re.compile(
    r"\b(A?GPL|GNU General Public|Affero|non-?commercial|CC[- ]BY[- ]NC|SSPL|BUSL|proprietary)", re.IGNORECASE
)
OWN = "career-clusters"


def said(package: Distribution) -> str:
    """What a package says about its licence, in the most exact words there are."""
    facts = package.metadata
    stated = facts.get("License-Expression") or ""
    classes = [
        one.removeprefix("License :: ")
        for one in facts.get_all("Classifier") or ()
        if one.startswith("License ::")
    ]
    named = (facts.get("License") or "").strip().splitlines()[:1]
    text = "; ".join(filter(None, [stated, *classes, *named]))
    if FINE.search(text) or NOT_FINE.search(text):
        return text
    files = [
        one for one in package.files or () if re.search(r"(?i)(^|/)(licen[cs]e|copying)[^/]*$", str(one))
    ]
    for file in files:
        try:
            head = file.locate().read_text(encoding="utf-8", errors="replace")[:1500]
        except OSError:
            continue
        if found := FINE.search(head) or re.search(
            r"(?i)permission is hereby granted|redistribution and use", head
        ):
            return f"{found[0]} ({file.name})"
    return text


def problems() -> Iterator[str]:
    """One line per package whose licence is missing or not fine."""
    for package in sorted(distributions(), key=lambda one: str(one.metadata["Name"]).lower()):
        name = str(package.metadata["Name"])
        if name == OWN:
            continue
        text = said(package)
        if NOT_FINE.search(re.sub(r"(?i)LGPL\S*|Lesser[^;]*", "", text)) and not FINE.search(text):
            yield f"{name}: {text[:80]}"
        elif not FINE.search(text) and not re.search(r"(?i)permission|redistribution", text):
            yield f"{name}: says nothing that is known ({text[:60] or 'nothing at all'})"


def main() -> int:
    found = list(problems())
    for line in found:
        print(line, file=sys.stderr)
    print(f"Licences: {sum(1 for _ in distributions())} packages, {len(found)} to look at.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
