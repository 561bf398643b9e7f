"""What is known about particular files and can't be seen in them. Found by checksum, never by name."""

from __future__ import annotations

__all__ = ["NOTES_BY_FILE", "NOTES_BY_TABLE"]

# (release, SHA-256 of the file) to what must be said about it.
NOTES_BY_FILE: dict[tuple[str, str], str] = {
    ("30.1", "186e3527e97756e429d728a887dcb26556098cc90b031b0ff23367d26b5ea624"): (
        "Carried forward from O*NET 28.2; those of 30.1 were not to be had."
    ),
    ("30.1", "64e1cbc41cb15a8b8cfdedf2410445cc7a81df7c672c84528d65f9eb4b563374"): (
        "Carried forward from O*NET 28.2; those of 30.1 were not to be had."
    ),
    ("30.1", "c8af07a427aad1c6c10097f86f8d83ee7f94ce1ef5ed6f840eaa3f7abaa8a4e6"): ("Those of O*NET 30.0."),
}

NOTES_BY_TABLE: dict[str, tuple[str, ...]] = {
    "moves": ("Codes are SOC 2010, mostly broad, whatever the publisher's header says.",),
    "licences": ("California is missing from the list.",),
    "apprenticeships": ("A part of the list: 261 of 449 occupations.",),
    "bright_outlook": ("The source gives no date; spring 2026 is inferred.",),
    "attainment": ("From the 2022–32 workbook: the later one at hand lacks this table.",),
    "text_vectors": (
        "Computed by Career Clusters from task statements and titles; the texts are not in the catalog.",
    ),
    "crosswalk_census2018_soc2018": ("Broad codes and wildcards resolved to detailed codes.",),
}
"""Table to what its readers did or found that every user should know."""
