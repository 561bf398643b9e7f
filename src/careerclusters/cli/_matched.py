"""A match on the screen: clusters, occupations with their ranges, reasons, and what comes next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from careerclusters.cli._print import Column, print_rows, print_text
from careerclusters.present import counted, percent

if TYPE_CHECKING:
    from careerclusters.people import Match

__all__ = ["parse_weights", "print_match"]

_EXPLAINED = 3


def print_match(found: Match, *, limit: int = 10, profile: Path | None = None) -> None:
    """Print a match for a person who sees one for the first time."""
    if not found.is_enough:
        print_text(found.todo or "Too little was told for a match.")
        _print_next(found, profile)
        return
    _print_clusters(found)
    _print_occupations(found, limit)
    for row in found.occupations.head(min(_EXPLAINED, limit)).to_dicts():
        print_text(f"Why {row['title']}?", style="bold")
        for sentence in found.reasons(row["code_onet"]):
            print_text(sentence, indent=2)
        print_text()
    for other in found.suggestions:
        print_text(f"{other.label}: {other.title}", style="bold")
        print_text(f"Number {other.rank} by what you told. {other.sentence}", indent=2)
        print_text()
    for sentence in found.not_suggested:
        print_text(sentence)
        print_text()
    _print_dependence(found)
    _print_removed(found)
    for sentence in found.limits:
        print_text(sentence, style="dim")
    print_text()
    _print_next(found, profile)


def parse_weights(text: str | None) -> dict[str, float] | None:
    """Weights from "interests=2,gaps=0"."""
    from careerclusters.errors import InputError

    if text is None:
        return None
    found = {}
    for pair in text.split(","):
        name, equals, value = pair.strip().partition("=")
        try:
            found[name.strip().replace("-", "_")] = float(value)
        except ValueError as error:
            todo = "Write them like interests=2,gaps=0.5"
            raise InputError("The weights can't be read", seen=pair, todo=todo) from error
        if not equals:
            raise InputError("The weights can't be read", seen=pair)
    return found


def _print_clusters(found: Match) -> None:
    if found.clusters.is_empty():
        return
    levels = found.clusters["level"].unique(maintain_order=True).to_list()
    level = levels[min(1, len(levels) - 1)]
    rows = found.clusters.filter(
        (found.clusters["level"] == level)
        & ((found.clusters["degree"] >= 0.05) | (found.clusters["rank"] == 1))
    )
    columns = (
        Column("name", "Clusters that fit"),
        Column("cluster_id", "Id"),
        Column("degree", "Of your top ten", as_text=percent, is_number=True),
        Column("range", "Plausible", is_number=True),
    )
    shown = [
        row | {"range": f"{percent(row['degree_low'])} to {percent(row['degree_high'])}"}
        for row in rows.head(5).to_dicts()
    ]
    print_rows(shown, columns)


def _print_occupations(found: Match, limit: int) -> None:
    columns = (
        Column("rank", "No.", is_number=True),
        Column("title", "Occupations that fit"),
        Column("code_onet", "Code"),
        Column("range", "Plausible no.", is_number=True),
    )
    print_rows([row | {"range": _range(row)} for row in found.occupations.head(limit).to_dicts()], columns)
    total = found.best.height
    if total > limit and found.draws:
        print_text(
            f"The evidence doesn't end at ten: {counted(total, 'occupation')} may well be among your "
            "top ten. Read the list as a group, not as an order."
        )
        print_text()


def _range(row: dict[str, Any]) -> str:
    if row["rank_low"] is None:
        return ""
    return f"{row['rank_low']} to {row['rank_high']}"


def _print_dependence(found: Match) -> None:
    rests = found.depends_on()
    if rests.change is None or rests.rank_after == rests.rank:
        print_text(f"No single answer decides that {rests.title} comes first.")
    else:
        print_text(
            f"{rests.title} rests most on your answer “{rests.change.before}” to “{rests.change.text}”: "
            f"with “{rests.change.after}” it would be number {rests.rank_after}."
        )
    print_text()


def _print_removed(found: Match) -> None:
    counts = found.removed_counts()
    if counts:
        words = "; ".join(f"{name.replace('_', ' ')}: {count}" for name, count in counts.items())
        print_text(f"Left out by what you ruled out: {words}. Some by more than one.")
        print_text()


def _print_next(found: Match, profile: Path | None) -> None:
    name = f" --profile {profile}" if profile is not None else " --profile FILE"
    print_text("Next", style="bold")
    if found.ask is not None:
        print_text(f"The answer that would help most now: “{found.ask.text}”.", indent=2)
    if found.is_enough:
        first = found.occupations["code_onet"][0]
        print_text(f"Look closer:  careerclusters occupation {first}", indent=2)
        print_text(f"Ask why:      careerclusters match{name} --why TITLE", indent=2)
        print_text(f"Look wider:   careerclusters match{name} --wide", indent=2)
    else:
        print_text(f"Go on:        careerclusters assess{name}", indent=2)
