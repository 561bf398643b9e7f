"""`careerclusters evaluate` for people: instruments, strengths, match, fairness, holland."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from careerclusters.cli._print import AsJson, Column, print_json, print_rows, print_text, progress

__all__ = ["fairness", "holland", "instruments", "match_people", "strengths"]

People = Annotated[int, typer.Option("--people", help="Simulated people.", min=20, max=20_000)]
Seed = Annotated[int, typer.Option("--seed", help="Seed of all chance.", min=0)]


def instruments(*, people: People = 1000, seed: Seed = 0, as_json: AsJson = False) -> None:
    """How well each interest form finds the themes of simulated people, at equal length.

    What is assumed about these people stands in docs/methods/interests.md; they are no evidence on real
    ones.

    Example: careerclusters evaluate instruments --people 1000
    """
    from careerclusters.evaluation.instruments import evaluate_instruments

    with progress("Asking simulated people"):
        found = evaluate_instruments(n_people=people, seed=seed)
    if as_json:
        print_json(found)
        return
    heads = {
        "form": "Form",
        "items": "Items",
        "top_theme_share": "Top theme",
        "top_three_order_share": "Top three",
        "coverage_share": "90% range",
        "profile_correlation": "Profile",
    }
    _table(found["forms"], heads)
    stop = found["stopping"]
    print_text(
        f"The adaptive form asks {stop['items_mean']:g} items on average, {stop['items_saved']:g} fewer than "
        "a fixed form that finds as much."
    )
    better = "finds more than" if found["is_adaptive_better"] else "does not clearly beat"
    print_text(f"At equal length it {better} the fixed form.")


def strengths(*, seed: Seed = 0, as_json: AsJson = False) -> None:
    """How well levels that were not rated are inferred, on occupations kept out of the model.

    Takes about half a minute.

    Example: careerclusters evaluate strengths
    """
    from careerclusters.cli._atlas import chosen_catalog
    from careerclusters.evaluation.strengths import evaluate_strengths

    with progress("Inferring levels"):
        found = evaluate_strengths(chosen_catalog(), seed=seed)
    if as_json:
        print_json(found)
        return
    heads = {
        "rated_count": "Rated",
        "model": "Model",
        "rmse_occupation": "Error (occupation)",
        "rmse_person": "Error (person)",
        "coverage_share": "90% range",
    }
    _table(found["rows"], heads)


def match_people(*, people: People = 100, seed: Seed = 0, as_json: AsJson = False) -> None:
    """How often a person made from an occupation finds it again, by noise and by what was told.

    Beside it stand simpler ways to match, the publisher's examples for each theme, and how wide the
    plausible ranks are. Takes about a minute for 100 people.

    Example: careerclusters evaluate match --people 100
    """
    from careerclusters.cli._atlas import chosen_catalog
    from careerclusters.evaluation.match import evaluate_match
    from careerclusters.people import Matcher

    with progress("Matching simulated people"):
        found = evaluate_match(Matcher.prepare(chosen_catalog()), n_people=people, seed=seed)
    if as_json:
        print_json(found)
        return
    heads = {
        "noise": "Noise",
        "items": "Items",
        "parts": "Told",
        "method": "Method",
        "recall_at_1": "First",
        "recall_at_10": "In ten",
        "median_rank": "Median",
    }
    _table(found["recall"], heads)
    print_text("Someone with one strong theme, and the publisher's examples for it:")
    heads = {"method": "Method", "mean_standing_share": "Standing", "in_best_50_share": "In best 50"}
    _table(found["examples"], heads)
    print_text("How wide the plausible ranks are at noise 1:")
    heads = {
        "items": "Items",
        "parts": "Told",
        "mean_width_of_first_ten": "Width",
        "mean_supported": "May be in ten",
        "own_occupation_supported_share": "Own among them",
    }
    _table(found["ranges"], heads)


def fairness(*, people: People = 200, seed: Seed = 0, as_json: AsJson = False) -> None:
    """How pay, growth and education of the ten best shift when only stereotyped interests shift.

    The same simulated people are moved toward the interests that men, and then that women, report more
    often. "wide" is the list with at most two occupations of a cluster. See docs/methods/fairness.md.

    Example: careerclusters evaluate fairness --people 200
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.evaluation.fairness import evaluate_fairness
    from careerclusters.people import Matcher

    atlas = open_atlas()
    clustering = atlas.clustering
    with progress("Matching the same people twice"):
        matcher = Matcher.prepare(atlas.catalog, clustering)
        found = evaluate_fairness(matcher, n_people=people, seed=seed)
    if as_json:
        print_json(found)
        return
    heads = {
        "told": "Told",
        "list": "List",
        "outcome": "Of the ten",
        "toward_men": "Men's",
        "toward_women": "Women's",
        "difference": "Differs",
        "standard_error": "±",
    }
    words = {
        "themes": "Themes moved by the average difference",
        "items": "Stereotyped items moved by a point",
    }
    for movement, heading in words.items():
        print_text(heading, style="bold")
        _table([row for row in found["rows"] if row["movement"] == movement], heads)
    print_text("± is the standard error over people; bachelor share: a degree is typically needed to enter.")
    if found["women_share_of_all"] is not None:
        print_text(
            "Women share: of those who work in the ten (CPS 2022), each occupation counting once; of "
            f"everybody employed it is {found['women_share_of_all']:.3f}."
        )
    if found["by_part"]:
        print_text("Women share of the ten best for people moved neither way", style="bold")
        heads = {
            "view": "View",
            "parts": "Parts that count",
            "women_share": "Women",
            "women_share_by_jobs": "By jobs",
        }
        _table(found["by_part"], heads)


def holland(*, as_json: AsJson = False) -> None:
    """What clusters explain that Holland's six themes don't, and the reverse.

    Shares of variance between groups, corrected for their number; "both" puts clusters and highest themes
    together.

    Example: careerclusters evaluate holland
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.evaluation.holland import compare_with_holland

    atlas = open_atlas()
    found = compare_with_holland(atlas.catalog, atlas.clustering)
    if as_json:
        print_json(found)
        return
    heads = {
        "what": "Explained",
        "themes": "Theme",
        "two_themes": "Pair",
        "clusters": "Cluster",
        "both": "Both",
        "clusters_add": "Adds C",
        "themes_add": "Adds T",
    }
    _table(found["rows"], heads)
    _table(
        found["moves"],
        {"groups": "Observed moves", "modularity": "Modularity", "moves_inside_share": "Inside"},
    )
    agreement = found["agreement"]
    print_text(
        f"Agreement of clusters with the highest theme (AMI): {agreement['themes']:.2f}; with the two "
        f"highest: {agreement['two_themes']:.2f}. 0 is chance, 1 the same."
    )
    _table(
        found["mixed"],
        {"name": "Cluster", **{theme: theme for theme in "RIASEC"}, "commonest_share": "Commonest"},
    )


def _table(rows: Sequence[dict[str, Any]], heads: dict[str, str]) -> None:
    print_rows(
        rows,
        [
            Column(field, head, as_text=_figure, is_number=not isinstance(rows[0][field], str))
            for field, head in heads.items()
        ],
    )


def _figure(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3f}".rstrip("0").rstrip(".")
    return str(value).replace("_", " ")
