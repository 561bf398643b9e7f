"""Which clusters an occupation belongs to and how firmly, as rows and in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from careerclusters import present
from careerclusters.language import _

if TYPE_CHECKING:
    from careerclusters.web.state import State

__all__ = ["Membership", "belonging_words", "memberships_of"]

SHOWN = 0.05
NEARLY_ALL, MOSTLY, PARTLY = 0.9, 0.5, 0.1


@dataclass(frozen=True)
class Membership:
    """To what degree (0–1) it belongs to one cluster of a level; role and stability stand on its home."""

    level: str
    cluster_id: str
    cluster: str
    place: int
    membership_share: float
    is_primary: bool
    role: str | None
    stability_share: float | None
    stability: str | None


def memberships_of(state: State, code: str) -> tuple[Membership, ...]:
    """The home and every cluster with a share of at least 5%, levels from broad to fine."""
    return tuple(
        _membership(state, row)
        for row in state.clustering.occupation(code).iter_rows(named=True)
        if row["is_primary"] or row["membership_share"] >= SHOWN
    )


def _membership(state: State, row: Mapping[str, Any]) -> Membership:
    stability = row["stability_share"]
    return Membership(
        level=row["level"],
        cluster_id=row["cluster_id"],
        cluster=state.names[row["cluster_id"]],
        place=state.places[row["cluster_id"]],
        membership_share=row["membership_share"],
        is_primary=row["is_primary"],
        role=row["role"],
        stability_share=stability,
        stability=None if stability is None else present.stability_words(stability),
    )


def belonging_words(rows: Iterable[Membership], level: str) -> str:
    """One or two sentences: where it belongs on a level, and whether it leans elsewhere too."""
    own = sorted((row for row in rows if row.level == level), key=lambda row: -row.membership_share)
    home = next((row for row in own if row.is_primary), None)
    if home is None:
        return ""
    others = [row.cluster for row in own if not row.is_primary and row.membership_share >= PARTLY]
    if home.membership_share >= NEARLY_ALL:
        said = _("It clearly belongs to {cluster}.", cluster=home.cluster)
    elif home.membership_share >= MOSTLY and others:
        said = _(
            "It belongs mostly to {cluster}, and in part to {other}.", cluster=home.cluster, other=others[0]
        )
    elif home.membership_share >= MOSTLY:
        said = _("It belongs mostly to {cluster}.", cluster=home.cluster)
    elif others:
        said = _(
            "It stands between groups: most like {cluster}, and in part to {other}.",
            cluster=home.cluster,
            other=others[0],
        )
    else:
        said = _("It stands between groups: most like {cluster}.", cluster=home.cluster)
    return f"{said} {_firm(home)}".rstrip()


def _firm(home: Membership) -> str:
    if home.role == "placed":
        return _("It was placed by its title and tasks only, so this is less sure.")
    share = home.stability_share
    if share is None:
        return ""
    times = round(share * 10)
    if times >= 10:
        return _("We sorted all jobs again many times, and it landed here nearly every time.")
    if times == 0:
        return _("We sorted all jobs again many times, and it hardly ever landed here.")
    return _("We sorted all jobs again many times, and it landed here in {n} of 10.", n=times)
