"""Check the words about occupations: `python scripts/check_words.py [es] [29 31 ...]`, a line a finding.

Without numbers all major groups are checked, and files that are missing are named. With `es` those in Spanish
are, beside the English ones. The release in the
folder that CAREERCLUSTERS_RELEASES names is compared for copied words; without it that check is skipped.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = ROOT / "src" / "careerclusters" / "words"
FOLDER = WORDS / "occupations"
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "src")]

from word_checks import (  # noqa: E402
    Entry,
    Finding,
    all_findings,
    occupations_of,
    read_entries,
    release_runs,
)
from word_checks.claims import ratings_of  # noqa: E402
from word_checks.form import missing_groups  # noqa: E402
from word_checks.spanish import spanish_findings  # noqa: E402


def main(arguments: list[str]) -> int:
    from careerclusters.catalog import load_catalog

    if arguments[:1] == ["es"]:
        return check_spanish([argument.removesuffix(".toml").zfill(2) for argument in arguments[1:]])
    groups = [argument.removesuffix(".toml").zfill(2) for argument in arguments]
    catalog = load_catalog()
    entries, findings = read_entries(FOLDER)
    known = occupations_of(catalog)
    releases = os.environ.get("CAREERCLUSTERS_RELEASES")
    if releases:
        runs = release_runs(Path(releases))
    else:
        runs = {}
        print("Copied words are not checked: CAREERCLUSTERS_RELEASES names no folder with the release.")
    findings += all_findings(entries, known, ratings=ratings_of(catalog), runs=runs)
    if not groups:
        findings += missing_groups(entries, known)
    shown = [finding for finding in findings if not groups or _is_of(finding, groups)]
    for finding in shown:
        print(finding)
    print(f"{len(_chosen(entries, groups))} entries, {len(shown)} findings")
    return 1 if shown else 0


def check_spanish(groups: list[str]) -> int:
    """Check the words in Spanish."""
    english, _ = read_entries(FOLDER, groups)
    entries, findings = read_entries(WORDS / "es" / "occupations", groups)
    findings += spanish_findings(entries, english)
    for finding in findings:
        print(finding)
    print(f"{len(entries)} entries in Spanish, {len(findings)} findings")
    return 1 if findings else 0


def _is_of(finding: Finding, groups: list[str]) -> bool:
    return finding.code[:2] in groups


def _chosen(entries: list[Entry], groups: list[str]) -> list[Entry]:
    return [entry for entry in entries if not groups or entry.group in groups]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
