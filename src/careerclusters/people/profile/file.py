"""A person as a JSON file that the person owns: read with suspicion, written whole or not at all.

    {"careerclusters_profile": 1,
     "interests": {"form": "short", "answers": {"R01": 4}, "skipped": ["I02"]},
     "strengths": {"ratings": {"2.A.1.a": 4.5}, "occupations": [{"code_onet": "...", "years": 3}],
                   "experiences": [{"experience_id": "band", "years": 2}]},
     "preferences": {"environment": {"outdoors": 2}, "values": {"independence": 5}, "lenses": [],
                     "pay_wish_usd": null,
                     "choices": [{"first": "...", "second": "...", "answer": "first"}]},
     "constraints": {"environment": {"heights": "never"}, "job_zone_max": 3, "education_max": null,
                     "pay_min_usd": 30000},
     "background": {"schooling": "secondary", "school_grade": null, "intent": "step_up", "area": "Ohio"},
     "skipped": ["values:support"]}

Every part may be absent. Unknown names are refused rather than ignored: a misspelt constraint that is
silently dropped would be worse than an error. The reader is plain code, not a validation library: the
messages are ours, and nothing is parsed before its size and depth are known.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from careerclusters.errors import InputError
from careerclusters.files import sweep, write_text
from careerclusters.language import _
from careerclusters.people.profile.background import Background
from careerclusters.people.profile.choices import Choice
from careerclusters.people.profile.person import InterestAnswers, Person
from careerclusters.people.profile.preferences import Constraints, Preferences
from careerclusters.people.profile.strengths import Done, Held, StrengthEvidence

__all__ = [
    "MOST_BYTES",
    "VERSION",
    "load_profile",
    "parse_profile",
    "person_from_dict",
    "person_to_dict",
    "save_profile",
]

VERSION = 1
MARK = "careerclusters_profile"
MOST_BYTES = 256 * 1024
_DEEPEST = 6
_MOST_ENTRIES = 500
_LONGEST_NAME = 80
_PARTS = {
    "interests": ("form", "answers", "skipped", "themes", "themes_standard_error"),
    "strengths": ("ratings", "occupations", "experiences"),
    "preferences": ("environment", "values", "lenses", "pay_wish_usd", "choices"),
    "constraints": ("environment", "job_zone_max", "education_max", "pay_min_usd"),
    "background": ("schooling", "school_grade", "intent", "area"),
}


class _LaterVersionError(InputError):
    """A profile of a version that this program can't read."""


def load_profile(path: Path) -> Person:
    """The person in a profile file.

    Raises
    ------
    InputError
        When the file can't be read, is too large, isn't JSON, isn't a profile, comes from a later version
        or holds anything unknown or out of range. The message says where.
    """
    path = Path(path)
    sweep(path)
    if not path.is_file():
        seen = _("a folder") if path.is_dir() else _("nothing") if not path.exists() else _("no plain file")
        raise InputError(
            _("No profile at {name}", name=path.name), seen=seen, todo="Give the path of a profile file."
        )
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(_("{name} can't be read", name=path.name), seen=error.strerror) from error
    return parse_profile(content, name=path.name)


def parse_profile(content: bytes | str, *, name: str | None = None) -> Person:
    """The person in the text of a profile; `name` is used in messages, "the profile" unless given."""
    name = name or _("the profile")
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    if len(data) > MOST_BYTES:
        todo = _("A profile has at most {n} KB.", n=MOST_BYTES // 1024)
        raise InputError(_("{name} is too large to be a profile", name=name), todo=todo)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(_("{name} isn't text in UTF-8", name=name), seen=f"byte {error.start}") from error
    _check_depth(text, name)
    try:
        found = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}: {error.msg}"
        raise InputError(
            _("{name} isn't valid JSON", name=name), seen=where, todo="Mend it or start afresh."
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(
            _("{name} holds a number that can't be used", name=name), seen=str(error)[:80]
        ) from error
    return person_from_dict(found, name=name)


def save_profile(person: Person, path: Path) -> Path:
    """Write a profile for its owner's eyes (mode 600 where the system has modes), whole or not at all.

    A file that is there and isn't a profile is left alone.
    """
    path = Path(path)
    if path.exists():
        _check_is_ours(path)
    text = json.dumps(person_to_dict(person), indent=1, ensure_ascii=False, allow_nan=False)
    try:
        write_text(path, text + "\n", mode=0o600)
    except OSError as error:
        todo = "Choose a folder that you may write to."
        raise InputError(
            _("{name} can't be written", name=path.name), seen=error.strerror, todo=todo
        ) from error
    return path


def person_to_dict(person: Person) -> dict[str, Any]:
    """JSON-ready; parts that say nothing are left out. The same person gives the same text."""
    result: dict[str, Any] = {MARK: VERSION}
    if (i := person.interests) is not None:
        if i.themes is not None:
            error = i.themes_standard_error
            result["interests"] = {"themes": dict(sorted(i.themes.items())), "themes_standard_error": error}
        else:
            answers = dict(i.answers)
            result["interests"] = {"form": i.form, "answers": answers, "skipped": list(i.skipped)}
    if (s := person.strengths) is not None:
        result["strengths"] = {
            "ratings": dict(sorted(s.ratings.items())),
            "occupations": [{"code_onet": one.code_onet, "years": one.years} for one in s.occupations],
            "experiences": [
                {"experience_id": one.experience_id, "years": one.years} for one in s.experiences
            ],
        }
    if (p := person.preferences) is not None:
        result["preferences"] = {
            "environment": dict(sorted(p.environment.items())),
            "values": dict(sorted(p.values.items())),
            "lenses": list(p.lenses),
            "pay_wish_usd": p.pay_wish_usd,
        }
        if p.choices:
            result["preferences"]["choices"] = [
                {"first": one.first, "second": one.second, "answer": one.answer} for one in p.choices
            ]
    if (c := person.constraints) is not None:
        result["constraints"] = {
            "environment": dict(sorted(c.environment.items())),
            "job_zone_max": c.job_zone_max,
            "education_max": c.education_max,
            "pay_min_usd": c.pay_min_usd,
        }
    if (b := person.background) is not None and not b.is_empty:
        background = {
            "schooling": b.schooling,
            "school_grade": b.school_grade,
            "intent": b.intent,
            "area": b.area,
        }
        result["background"] = {name: value for name, value in background.items() if value is not None}
    if person.skipped:
        result["skipped"] = list(person.skipped)
    return result


def person_from_dict(found: object, *, name: str | None = None) -> Person:
    """The person in a parsed profile; the reverse of `person_to_dict`, for the web as for files."""
    name = name or _("the profile")
    whole = _mapping(found, name)
    _check_version(whole, name)
    _check_names(whole, (MARK, *_PARTS, "skipped"), name)
    parts: dict[str, Any] = {}
    for part, known in _PARTS.items():
        if whole.get(part) is not None:
            fields = {k: v for k, v in _mapping(whole[part], part).items() if v is not None}
            _check_names(fields, known, part)
            for key, value in fields.items():
                _check_shape(value, f"{part}.{key}", is_list=key in _LISTS, is_mapping=key in _MAPPINGS)
            parts[part] = fields
    person: dict[str, Any] = {}
    if whole.get("skipped") is not None:
        _check_shape(whole["skipped"], "skipped", is_list=True, is_mapping=False)
        person["skipped"] = tuple(whole["skipped"])
    if "interests" in parts:
        person["interests"] = InterestAnswers(**_with_tuple(parts["interests"], "skipped"))
    if "strengths" in parts:
        fields = parts["strengths"]
        person["strengths"] = StrengthEvidence(
            ratings=fields.get("ratings", {}),
            occupations=_records(fields, "occupations", Held, key="code_onet"),
            experiences=_records(fields, "experiences", Done, key="experience_id"),
        )
    if "preferences" in parts:
        fields = {**parts["preferences"], "choices": _choices(parts["preferences"].get("choices", []))}
        person["preferences"] = Preferences(**_with_tuple(fields, "lenses"))
    if "constraints" in parts:
        person["constraints"] = Constraints(**parts["constraints"])
    if "background" in parts:
        person["background"] = Background(**parts["background"])
    return Person(**person)


_CHOICE = ("first", "second", "answer")
_LISTS = {"skipped", "lenses", "occupations", "experiences", "choices"}
_MAPPINGS = {"answers", "ratings", "themes", "environment", "values"}


def _check_version(whole: Mapping[str, object], name: str) -> None:
    version = whole.get(MARK)
    if version is None:
        raise InputError(
            _("{name} isn't a profile", name=name),
            seen=_("no {name}", name=repr(MARK)),
            todo=_('It starts with "{mark}": 1.', mark=MARK),
        )
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise InputError(
            _("The version of {name} can't be used", name=name),
            seen=version,
            todo=_("It is 1 to {version}.", version=VERSION),
        )
    if version > VERSION:
        raise _LaterVersionError(
            _("{name} comes from a later version of Career Clusters", name=name),
            seen=_("profile version {n}; this program reads up to {known}", n=version, known=VERSION),
            todo="Update: pip install --upgrade career-clusters",
        )


def _check_names(found: Mapping[str, object], known: tuple[str, ...], where: str) -> None:
    unknown = [key for key in found if key not in known]
    if unknown:
        from difflib import get_close_matches

        near = get_close_matches(unknown[0][:_LONGEST_NAME], known, n=1)
        todo = (
            _("Did you mean {name}?", name=repr(near[0]))
            if near
            else _("Known: {names}.", names=", ".join(known))
        )
        raise InputError(_("Unknown name in {where}", where=where), seen=unknown[0], todo=todo)


def _check_shape(value: object, where: str, *, is_list: bool, is_mapping: bool) -> None:
    if is_mapping:
        _mapping(value, where)
    elif is_list:
        if not isinstance(value, list):
            raise InputError(_("{where} must be a list", where=where), seen=type(value).__name__)
        if len(value) > _MOST_ENTRIES:
            raise InputError(
                _("{where} has too many entries", where=where),
                seen=len(value),
                todo=_("At most {n}.", n=_MOST_ENTRIES),
            )
        if where in ("skipped", "interests.skipped", "preferences.lenses"):
            for one in value:
                if not isinstance(one, str):
                    raise InputError(_("{where} holds something that isn't text", where=where), seen=one)
    elif isinstance(value, (dict, list)):
        raise InputError(_("{where} must be a single value", where=where), seen=type(value).__name__)


def _mapping(value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        seen = "null" if value is None else type(value).__name__
        raise InputError(_("{where} must be an object with names", where=where), seen=seen)
    if len(value) > _MOST_ENTRIES:
        raise InputError(
            _("{where} has too many entries", where=where),
            seen=len(value),
            todo=_("At most {n}.", n=_MOST_ENTRIES),
        )
    return value


def _records(fields: Mapping[str, Any], name: str, kind: type, *, key: str) -> tuple[Any, ...]:
    made = []
    for place, one in enumerate(fields.get(name, [])):
        where = f"strengths.{name}[{place}]"
        record = _mapping(one, where)
        _check_names(record, (key, "years"), where)
        if not isinstance(record.get(key), str) or len(record[key]) > _LONGEST_NAME:
            raise InputError(
                _("{where} needs {key}", where=where, key=repr(key)),
                seen=record.get(key),
                todo="Give it as text.",
            )
        years = {"years": record["years"]} if record.get("years") is not None else {}
        made.append(kind(record[key], **years))
    return tuple(made)


def _choices(found: list[object]) -> tuple[Choice, ...]:
    made = []
    for place, one in enumerate(found):
        where = f"preferences.choices[{place}]"
        record = _mapping(one, where)
        _check_names(record, _CHOICE, where)
        missing = [name for name in _CHOICE if name not in record]
        if missing:
            raise InputError(
                _("{where} needs {name}", where=where, name=repr(missing[0])), todo="Give it as text."
            )
        made.append(Choice(**record))
    return tuple(made)


def _with_tuple(fields: dict[str, Any], name: str) -> dict[str, Any]:
    return {**fields, name: tuple(fields[name])} if name in fields else fields


def _check_depth(text: str, name: str) -> None:
    """Refuse deep nesting before the parser recurses; brackets inside strings don't count."""
    depth, in_string, is_escaped = 0, False, False
    for letter in text:
        if in_string:
            if is_escaped:
                is_escaped = False
            elif letter == "\\":
                is_escaped = True
            elif letter == '"':
                in_string = False
        elif letter == '"':
            in_string = True
        elif letter in "[{":
            depth += 1
            if depth > _DEEPEST:
                raise InputError(
                    _("{name} is nested too deeply to be a profile", name=name), todo="At most 6 levels."
                )
        elif letter in "]}":
            depth -= 1


def _refuse_constant(constant: str) -> float:
    raise ValueError(f"{constant} is not a number")


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"{key[:40]!r} is given twice")
        if isinstance(value, float) and not math.isfinite(value):
            raise ValueError(f"{key[:40]!r} is too large")
        found[key] = value
    return found


def _check_is_ours(path: Path) -> None:
    try:
        load_profile(path)
    except InputError as error:
        if isinstance(error, _LaterVersionError):
            raise
        try:
            is_ours = f'"{MARK}"' in path.read_bytes()[:MOST_BYTES].decode("utf-8", "replace")
        except OSError:
            is_ours = False
        if not is_ours:
            raise InputError(
                _("{name} is there and isn't a profile, so it was left alone", name=path.name),
                todo="Choose another name.",
            ) from error
