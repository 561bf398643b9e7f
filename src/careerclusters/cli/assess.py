"""`careerclusters assess`: the questions one by one in the terminal, and what fits."""

from __future__ import annotations

import os
import select
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from careerclusters.cli._print import note, print_text
from careerclusters.cli._tradeoffs import ask_pairs, has_choices, print_wishes
from careerclusters.errors import InputError
from careerclusters.language import _, marked

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas
    from careerclusters.people import Interview
    from careerclusters.people.profile.instruments import Form
    from careerclusters.people.profile.questions import Question

__all__ = ["assess"]

KEYS = marked("Type a number. Enter skips, b goes back, ? explains, q stops and keeps your answers.")
INTERRUPTED = 130
_BAR = 20
_ONE_LINE = 90
_WAIT = 0.2


def assess(
    *,
    profile: Annotated[
        Path | None, typer.Option("--profile", help="File for your answers; an existing one is gone on with.")
    ] = None,
    form: Annotated[
        str, typer.Option("--form", help="Interest questions: short (24), long (60) or adaptive (12 to 36).")
    ] = "short",
    sections: Annotated[
        str | None,
        typer.Option("--sections", help="Which parts to ask, such as interests,strengths; see above."),
    ] = None,
    held: Annotated[
        list[str] | None,
        typer.Option("--held", help="Work you have done, TITLE or TITLE=YEARS; repeat as needed."),
    ] = None,
    done: Annotated[
        list[str] | None,
        typer.Option("--done", help="Hobby, care or unpaid work, NAME or NAME=YEARS; repeat as needed."),
    ] = None,
    aim: Annotated[
        str | None, typer.Option("--aim", help="With work held: more (of the same), step-up or different.")
    ] = None,
    schooling: Annotated[
        str | None,
        typer.Option(
            "--schooling",
            help="Highest schooling finished: none, secondary, certificate, associate, bachelor, master or "
            "doctorate.",
        ),
    ] = None,
    grade: Annotated[int | None, typer.Option("--grade", help="Grade in school, 6 to 12.")] = None,
    pairs: Annotated[
        bool,
        typer.Option("--pairs", help="Ask which of two jobs you'd take, instead of wishes one by one."),
    ] = False,
    list_done: Annotated[bool, typer.Option("--list-done", help="List the names for --done.")] = False,
) -> None:
    """Answer questions about yourself and see which clusters and occupations fit, and why.

    Sections: interests, strengths, environment, values, limits (asked by default), skills, knowledge,
    abilities. With --pairs you choose between two jobs at a time (at most 12 pairs), and your wishes follow
    from that. With a profile file your answers are saved after each question and Ctrl-C loses nothing;
    without one nothing is kept unless you say so at the end. Nothing leaves this computer.

    Example: careerclusters assess --profile me.json
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.cli._matched import print_match

    if list_done:
        _print_experiences()
        return
    atlas = open_atlas()
    if pairs and sections is None:
        sections = "interests,strengths,limits"
    interview = _begin(profile, form, sections)
    interview = _with_history(interview, held or [], done or [], atlas)
    interview = _with_background(interview, aim=aim, schooling=schooling, grade=grade)
    _save(interview, profile)
    is_whole = False
    try:
        interview, is_whole = _ask_all(interview, profile)
        if pairs and is_whole:
            interview, is_whole = _ask_pairs(interview, atlas, profile)
    except _Interrupted as stopped:
        print_text()
        kept = _keep(stopped.interview, profile)
        if kept is not None:
            note(
                _("Your answers are in {kept}. Go on with: careerclusters assess --profile {kept}", kept=kept)
            )
        raise typer.Exit(INTERRUPTED) from None
    print_text()
    if not is_whole and not interview.answers and not has_choices(interview):
        kept = _keep(interview, profile)
        print_text(
            _("Nothing was answered.") if kept is None else _("Your answers are in {kept}.", kept=kept)
        )
        return
    found = atlas.match(interview.to_person())
    kept = profile
    if profile is None:
        kept = _keep(interview, None)
    if interview.form == "adaptive" and interview.answers:
        print_text(
            "The interest questions stop here: more of them would hardly change the order of what you like "
            "most, or it is too close for them to settle."
        )
        print_text()
    print_wishes(interview, atlas.matcher)
    print_match(atlas.matcher, found, profile=kept)
    if kept is not None:
        print_text(
            _("Your answers are in {kept}, which belongs to you: delete it and they are gone.", kept=kept)
        )


class _Interrupted(Exception):
    """Ctrl-C, with what was answered so far."""

    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        super().__init__("interrupted")


def _begin(profile: Path | None, form: str, sections: str | None) -> Interview:
    from careerclusters.people import load_profile, resume, start
    from careerclusters.people.profile.interview import DEFAULT_SECTIONS

    wanted: tuple[str, ...] = DEFAULT_SECTIONS
    if sections is not None:
        wanted = tuple(name.strip() for name in sections.split(",") if name.strip())
    if profile is not None and profile.exists():
        interview = resume(load_profile(profile), sections=wanted)
        print_text(
            _(
                "Going on with {profile}: {progress} answered or skipped.",
                profile=profile,
                progress=interview.progress(),
            )
        )
        return interview
    print_text("A few questions about you. There are no right answers and nothing leaves this computer.")
    return start(cast("Form", form), sections=wanted)


def _with_history(interview: Interview, held: list[str], done: list[str], atlas: Atlas) -> Interview:
    """The interview with work and other things done added to what it starts from."""
    if not held and not done:
        return interview
    from dataclasses import replace

    from careerclusters.cli._find import find_occupation
    from careerclusters.people import Done, Held, StrengthEvidence

    known = interview.base.strengths or StrengthEvidence()
    work = {one.code_onet: one for one in known.occupations}
    other = {one.experience_id: one for one in known.experiences}
    for entry in held:
        title, years = _with_years(entry)
        code = find_occupation(atlas, title)
        work[code] = Held(code, years)
    for entry in done:
        name, years = _with_years(entry)
        other[name] = Done(name, years)
    strengths = replace(
        known,
        occupations=tuple(work[key] for key in sorted(work)),
        experiences=tuple(other[key] for key in sorted(other)),
    )
    return replace(interview, base=replace(interview.base, strengths=strengths))


def _with_background(
    interview: Interview, *, aim: str | None, schooling: str | None, grade: int | None
) -> Interview:
    """The interview of somebody with this aim and schooling, over what was known before."""
    from dataclasses import replace

    from careerclusters.people import Background

    given: dict[str, Any] = {
        "intent": None if aim is None else aim.replace("-", "_"),
        "schooling": schooling,
        "school_grade": grade,
    }
    stated = {name: value for name, value in given.items() if value is not None}
    if not stated:
        return interview
    background = replace(interview.base.background or Background(), **stated)
    return replace(interview, base=replace(interview.base, background=background))


def _with_years(entry: str) -> tuple[str, float]:
    """A name and its years from "NAME=YEARS"; two years when not said."""
    name, equals, years = entry.partition("=")
    try:
        return name.strip(), float(years) if equals else 2.0
    except ValueError as error:
        todo = _("Write it like 'registered nurse=5'.")
        raise InputError("The years can't be read", seen=entry, todo=todo) from error


def _print_experiences() -> None:
    from careerclusters.people.profile.experiences import experience_words, experiences, kind_words

    kinds = dict.fromkeys(one.kind for one in experiences().values())
    for kind in kinds:
        print_text(kind_words(kind), style="bold")
        for one in experiences().values():
            if one.kind == kind:
                print_text(f"{one.experience_id}: {experience_words(one.experience_id)}", indent=2)


def _ask_all(interview: Interview, profile: Path | None) -> tuple[Interview, bool]:
    """Ask until all is asked (True) or the person stops (False)."""
    from careerclusters.people.profile.questions import section_title

    section = None
    if interview.question is not None:
        print_text(KEYS)
    while (question := interview.question) is not None:
        if question.section != section:
            section = question.section
            print_text()
            print_text(section_title(section), style="bold")
        try:
            step = _ask(interview, question)
        except KeyboardInterrupt:
            raise _Interrupted(interview) from None
        except EOFError:
            step = None
        if step is None:
            return interview, False
        interview = step
        _save(interview, profile)
    return interview, True


def _ask_pairs(interview: Interview, atlas: Atlas, profile: Path | None) -> tuple[Interview, bool]:
    """Ask for choices between two jobs; what was answered before Ctrl-C is kept."""
    latest = interview

    def save(step: Interview) -> None:
        nonlocal latest
        latest = step
        _save(step, profile)

    try:
        return ask_pairs(interview, atlas.matcher, read=_read, save=save)
    except KeyboardInterrupt:
        raise _Interrupted(latest) from None


def _ask(interview: Interview, question: Question) -> Interview | None:
    """The interview after one question; None when the person stops."""
    print_text()
    print_text(f"{_progress(interview)}  {question.text}")
    choices = [f"{place} {words}" for place, (_, words) in enumerate(question.options, start=1)]
    if sum(map(len, choices)) <= _ONE_LINE:
        print_text(" · ".join(choices), indent=2)
    else:
        for words in choices:
            print_text(words, indent=2)
    if not question.options and question.hint:
        print_text(question.hint, indent=2, style="dim")
    while True:
        typed = _read("> ").strip().lower()
        if typed in ("q", "quit"):
            return None
        if typed in ("", "s", "skip"):
            return interview.skip()
        if typed in ("b", "back"):
            if interview.can_go_back:
                return interview.back()
            print_text("This is the first question.", indent=2)
        elif typed in ("?", "h", "help"):
            print_text(question.hint or _("Answer as you feel; nobody compares you with others."), indent=2)
            print_text(KEYS, indent=2)
        else:
            try:
                return interview.answer(question.parse(typed))
            except InputError as error:
                print_text(str(error), indent=2)


def _read(prompt: str) -> str:
    """A typed line. Ctrl-C works at once even where the system hands the signal to another thread.

    A thread that waits for a line isn't always the one that is woken, so it is only entered once there is
    a line to read.
    """
    if os.name == "posix" and sys.stdin is not None and sys.stdin.isatty():
        print(prompt, end="", flush=True)
        while not select.select([sys.stdin], [], [], _WAIT)[0]:
            pass
        return input()
    return input(prompt)


def _progress(interview: Interview) -> str:
    progress = interview.progress()
    full = round(_BAR * progress.share)
    bar, at = f"{'█' * full}{'░' * (_BAR - full)}", progress.done + 1
    if progress.is_exact:
        return _("{bar} {at} of {total}", bar=bar, at=at, total=progress.total)
    return _("{bar} {at} of at most {total}", bar=bar, at=at, total=progress.total)


def _save(interview: Interview, profile: Path | None) -> None:
    from careerclusters.people import save_profile

    if profile is not None:
        save_profile(interview.to_person(), profile)


def _keep(interview: Interview, profile: Path | None) -> Path | None:
    """Where the answers are kept: in the profile, or in a file named now; None when nowhere."""
    if profile is not None:
        _save(interview, profile)
        return profile
    if not interview.answers and not has_choices(interview):
        return None
    while True:
        try:
            typed = _read(_("Keep your answers? Type a file name, or Enter to forget them:") + " ").strip()
        except (EOFError, KeyboardInterrupt):
            print_text()
            return None
        if not typed:
            return None
        path = Path(typed if typed.endswith(".json") else f"{typed}.json")
        try:
            _save(interview, path)
            return path
        except InputError as error:
            print_text(str(error), indent=2)
