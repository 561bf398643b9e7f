"""Pages that assistants can read: ideas, methods, and what may be asked. They come with the package."""

from __future__ import annotations

from importlib import resources
from pathlib import PurePosixPath

__all__ = ["METHOD_PAGES", "PAGES_FOLDER", "PROMPTS", "page", "page_title"]

PAGES_FOLDER = "pages"
_FILES = tuple(
    sorted(
        entry.name
        for entry in (resources.files("careerclusters.exchange") / PAGES_FOLDER).iterdir()
        if entry.name.endswith(".md")
    )
)
METHOD_PAGES = [f"careerclusters://pages/{PurePosixPath(name).stem}" for name in _FILES]

PROMPTS = {
    "counsellor": (
        "Advise a person about work",
        "Help this person find work that fits: {person}\n\n"
        "Ask first what is missing: interests, work held, schooling, area, least pay. Look up every "
        "title with "
        "find_occupation and ask back where it is not sure. Use match_profile, then next_steps and "
        "plan for the "
        "two or three doors the person likes, with their area. Give every figure with its year, area and "
        "source, say how sure the answer is and what it leaves out, and end with one small step "
        "that the person "
        "can take this week. Don't rank people and don't promise anything.",
    ),
    "analyst": (
        "Study occupations and clusters",
        "Answer this question from the tools alone: {question}\n\n"
        "Begin with data_status and evidence_and_limits, and name releases and checksums in your "
        "answer. Give "
        "degrees and stability with every cluster, keep estimated, borrowed and missing figures "
        "apart, and say "
        "which of your conclusions would change if the clusters were less stable.",
    ),
}
"""Name to title and text; the text has one place to fill in."""


def page(name: str) -> str:
    """The text of a page by its short name, such as "clustering"."""
    return (resources.files("careerclusters.exchange") / PAGES_FOLDER / f"{name}.md").read_text("utf-8")


def page_title(name: str) -> str:
    """The first heading of a page."""
    lines = page(name).splitlines()
    return next((line.removeprefix("# ") for line in lines if line.startswith("# ")), name)
