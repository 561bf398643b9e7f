"""A match on the screen: suggestions with band and reasons, clusters, and what comes next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from careerclusters.cli._print import Column, print_rows, print_text
from careerclusters.language import _, marked, ngettext
from careerclusters.present import percent, range_words

if TYPE_CHECKING:
    from careerclusters.people import Match, Matcher

__all__ = ["parse_weights", "print_match"]

_EXPLAINED = 5
_BANDS = marked(
    "Strong: nearly as good a fit as any work is, however your answers are read, and nothing you "
    "wished for "
    "is broken. Good: at least half as good. Openings and pay count for the order, not for the band."
)


def print_match(matcher: Matcher, found: Match, *, limit: int = 10, profile: Path | None = None) -> None:
    """Print a match for a person who sees one for the first time."""
    if not found.is_enough:
        print_text(found.todo or _("Too little was told for a match."))
        _print_next(found, profile)
        return
    for sentence in found.warnings:
        print_text(sentence)
        print_text()
    _print_cards(matcher, found, limit)
    if found.stands_out:
        _print_clusters(found)
        _print_beyond(matcher, found)
        _print_dependence(matcher, found)
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
            todo = _("Write them like interests=2,gaps=0.5")
            raise InputError("The weights can't be read", seen=pair, todo=todo) from error
        if not equals:
            raise InputError("The weights can't be read", seen=pair)
    return found


def _print_clusters(found: Match) -> None:
    if found.clusters.is_empty():
        return
    from careerclusters.words.cluster_names import cluster_name

    levels = found.clusters["level"].unique(maintain_order=True).to_list()
    level = levels[min(1, len(levels) - 1)]
    rows = found.clusters.filter(
        (found.clusters["level"] == level)
        & ((found.clusters["degree"] >= 0.05) | (found.clusters["rank"] == 1))
    )
    columns = (
        Column("name", "Clusters that fit", as_text=cluster_name),
        Column("cluster_id", "Id"),
        Column("degree", "Of your top ten", as_text=percent, is_number=True),
        Column("range", "Plausible", is_number=True),
    )
    shown = [
        row | {"range": range_words(row["degree_low"], row["degree_high"], as_text=percent)}
        for row in rows.head(5).to_dicts()
    ]
    print_rows(shown, columns)


def _print_cards(matcher: Matcher, found: Match, limit: int) -> None:
    """The suggestions in a table, then the reasons for the first ones."""
    from careerclusters.people.explain.reasons import infer_features, reasons_for
    from careerclusters.people.matching.cards import BAND_WORDS

    columns = (
        Column("name", marked("What may fit") if found.stands_out else marked("Three doors")),
        Column("band", "How well"),
        Column("like", "Like it", is_number=True),
        Column("code_onet", "Code"),
        Column("breaks", "Goes against"),
    )
    rows = [
        {
            "name": card.name,
            "band": _(BAND_WORDS[card.band]),
            "like": ngettext("and {n} more", "and {n} more", len(card.family)) if card.family else "",
            "code_onet": card.code_onet,
            "breaks": "; ".join(card.breaks),
        }
        for card in found.cards[:limit]
    ]
    print_rows(rows, columns)
    print_text(_BANDS, style="dim")
    print_text()
    inferred = infer_features(matcher, found)
    for card in found.cards[: min(_EXPLAINED, limit)]:
        print_text(_("Why {name}?", name=card.name), style="bold")
        for sentence in reasons_for(matcher, found, card.code_onet, inferred=inferred)[:-1]:
            print_text(sentence, indent=2)
        print_text()


def _print_beyond(matcher: Matcher, found: Match) -> None:
    from careerclusters.people.explain.suggestions import beyond

    suggestions, missing = beyond(matcher, found)
    for other in suggestions:
        print_text(f"{other.label}: {other.title}", style="bold")
        print_text(other.sentence, indent=2)
        print_text()
    for sentence in missing:
        print_text(sentence)
        print_text()


def _print_dependence(matcher: Matcher, found: Match) -> None:
    from careerclusters.people.explain.counterfactuals import find_dependence

    rests = find_dependence(matcher, found)
    if rests.change is None or rests.rank_after == rests.rank:
        print_text(_("No single answer decides that {title} comes first.", title=rests.title))
    else:
        print_text(
            _(
                "{title} rests most on your answer “{before}” to “{question}”: with “{after}” it "
                "would be number {rank_after}.",
                title=rests.title,
                before=rests.change.before,
                question=rests.change.text,
                after=rests.change.after,
                rank_after=rests.rank_after,
            )
        )
    print_text()


def _print_removed(found: Match) -> None:
    counts = found.removed_counts()
    if counts:
        words = "; ".join(f"{_(name.replace('_', ' '))}: {count}" for name, count in counts.items())
        print_text(_("Left out by what you ruled out: {words}. Some by more than one.", words=words))
        print_text()


def _print_next(found: Match, profile: Path | None) -> None:
    name = f" --profile {profile}" if profile is not None else " --profile FILE"
    print_text("Next", style="bold")
    if found.ask is not None:
        print_text(_("The answer that would help most now: “{question}”.", question=found.ask.text), indent=2)
    if found.is_enough:
        first = found.cards[0].code_onet if found.cards else found.occupations["code_onet"][0]
        print_text(_("Look closer:  careerclusters occupation {first}", first=first), indent=2)
        print_text(_("Ask why:      careerclusters match{name} --why TITLE", name=name), indent=2)
        print_text(_("Look wider:   careerclusters match{name} --wide", name=name), indent=2)
    else:
        print_text(_("Go on:        careerclusters assess{name}", name=name), indent=2)
