"""`careerclusters read`: what a résumé or a posting says, as a draft that you correct."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from careerclusters.cli._print import AsJson, Column, note, print_json, print_rows, print_text
from careerclusters.language import _, marked

__all__ = ["read"]


def read(
    file: Annotated[Path, typer.Argument(help="Résumé or posting: .txt, .md, .docx or .pdf.")],
    *,
    out: Annotated[Path | None, typer.Option("--out", help="Write the draft profile here.")] = None,
    profile: Annotated[
        Path | None,
        typer.Option("--profile", help="Beside a posting: a profile file, to see what this person lacks."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Read a résumé or a posting: jobs with years, skills with their words, and a draft profile.

    With --profile, a posting's skills are sorted into those that the person has, lacks, or didn't speak of.
    Nothing is kept. Look the draft over and correct it before you use it with: careerclusters match

    Example: careerclusters read resume.docx --out me.json
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.files import write_text
    from careerclusters.present import percent
    from careerclusters.text.extract import text_of_file
    from careerclusters.text.read import read_text

    text = text_of_file(file)
    atlas = open_atlas()
    reading = read_text(atlas, text)
    lacking = None
    if profile is not None:
        from careerclusters.people import load_profile
        from careerclusters.text.lacking import what_is_lacking

        lacking = what_is_lacking(atlas, reading, load_profile(profile))
    if out is not None:
        write_text(out, json.dumps(dict(reading.profile), indent=1, ensure_ascii=False) + "\n")
        note(_("Wrote a draft profile to {out}. Look it over before you use it.", out=out))
    if as_json:
        print_json(reading.to_dict() | ({} if lacking is None else {"lacking": lacking.to_dict()}))
        return
    rows = [job.to_dict() for job in reading.jobs]
    if rows:
        columns = (
            Column("title", "In the text"),
            Column("years", "Years", is_number=True),
            Column("name", "Taken for"),
            Column(
                "chance",
                "Chance",
                as_text=lambda share: "" if share is None else percent(share),
                is_number=True,
            ),
        )
        print_rows(rows, columns)
    else:
        print_text("No job title was recognised.")
    for job in reading.jobs:
        if not job.is_sure:
            note(_("Please name better: {title}", title=job.title))
    if lacking is not None:
        for label, skills in (
            (marked("You have: {skills}"), lacking.has),
            (marked("You lack, or have less than this work asks: {skills}"), lacking.lacks),
            (marked("Your profile doesn't say: {skills}"), lacking.not_known),
        ):
            names = ", ".join(skill.name for skill in skills) or _("nothing asked here")
            print_text(_(label).format(skills=names))
    elif reading.skills:
        print_text(_("Skills: {skills}", skills=", ".join(skill.text for skill in reading.skills)))
