"""What everyone waits for: importing the package, and the help."""

from __future__ import annotations

from _measure import Case

CASES = (
    Case("import", ("python", "-c", "import careerclusters"), "ms", 250, less=("python", "-c", "pass")),
    Case("help", ("careerclusters", "--help"), "ms", 400),
)
