"""Codes of occupations in every system and spelling that is in use, read as what they mean.

Pure: text and catalog in, `CodeReading` out. What is no code is said to be none, so that titles can be
looked for; what is a code of a list that isn't read is said so, and no neighbour of the number is
offered, because near numbers don't mean near work.

    text ─► plain spelling ─► system by shape, prefix or service ─► meanings ─► one, several or unknown
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal

from careerclusters.catalog._code_lists import CodeMeaning, Lists
from careerclusters.language import _, marked
from careerclusters.results import Value

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.catalog.catalog import Catalog

__all__ = ["CodeMeaning", "CodeReading", "read_code"]

Kind = Literal["code", "ambiguous", "unknown", "none"]

FEWEST_DIGITS = 4
"""Shorter numbers are part of titles, unless a system is named."""

LISTS_READ = marked(
    "O*NET-SOC 2019 and 2010, SOC 2018 and 2010, Census 2018, military codes, ESCO and ISCO-08"
)


@dataclass(frozen=True, eq=False)
class CodeReading(Value):
    """A text read as a code.

    Parameters
    ----------
    text
        As it was given.
    kind
        "code": it means one thing. "ambiguous": it is a code of several lists; ask which. "unknown": it
        has the shape of a code, and no list that is read holds it. "none": it is no code.
    meanings
        What it means, one entry per list that holds it.
    title
        Words beside the code; "" when there are none. Where the code isn't known, they decide.
    message
        What to tell a person about an ambiguous or unknown code; None otherwise.
    """

    text: str
    kind: Kind
    meanings: tuple[CodeMeaning, ...] = ()
    title: str = ""
    message: str | None = None

    @property
    def meaning(self) -> CodeMeaning | None:
        """The one meaning; None unless `kind` is "code"."""
        return self.meanings[0] if self.kind == "code" else None

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "text": self.text,
            "kind": self.kind,
            "meanings": [meaning.to_dict() for meaning in self.meanings],
            "title": self.title,
            "message": self.message,
        }

    def to_frame(self) -> pl.DataFrame:
        """One row per meaning."""
        import polars as pl

        names = [field.name for field in fields(CodeMeaning)]
        rows = [meaning.to_dict() for meaning in self.meanings]
        return pl.DataFrame(rows, schema=names, infer_schema_length=None)


_DASHES = re.compile(r"[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]")
_FORMULA = re.compile(r'^\s*="?(.*?)"?\s*$')
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_ESCO = re.compile(rf"(?:https?://)?(?:data\.europa\.eu/)?(?:esco/)?(?:occupation/)?({_UUID})", re.I)
_ISCO_ADDRESS = re.compile(r"(?:https?://)?(?:data\.europa\.eu/)?esco/isco/C(\d{1,4})\b", re.I)
_DOT = re.compile(r"(?<!\d)\d{3}\.\d{3}[-.]\d{3}(?!\d)")
_SOC = re.compile(r"(?<![\d.-])(\d{2})-(\d{4})(?:\.(\d{1,2}))?(?![\d-])")
_BARE_SOC = re.compile(r"^(\d{2})(\d{4})(?:\.(\d{1,2}))?$")
_BARE_ONET = re.compile(r"^(\d{2})(\d{4})(\d{2})$")
# 15 1252 and 15.1252 are read where a list holds them: fields of study look alike.
_SPACED_SOC = re.compile(r"^(\d{2})[ .](\d{4})(?:[. ](\d{1,2}))?$")
_NUMBER = re.compile(r"^\d{1,5}(?:\.0+)?$")
_PREFIX = re.compile(
    r"^(o\*?net(?:[- ]?soc)?|soc|census|isco(?:[- ]?08)?|esco|dot|noc|naics|oews|occ)"
    r"(?:[ -]?(?:19|20)\d\d)?(?: ?code| ?no\.?| ?number)?[ :#=]+",
    re.I,
)
_SERVICES = {
    "army": "Army",
    "usa": "Army",
    "navy": "Navy",
    "usn": "Navy",
    "air force": "Air Force",
    "usaf": "Air Force",
    "marine corps": "Marine Corps",
    "marines": "Marine Corps",
    "marine": "Marine Corps",
    "usmc": "Marine Corps",
    "coast guard": "Coast Guard",
    "uscg": "Coast Guard",
    "space force": "Space Force",
    "ussf": "Space Force",
}
_SERVICE = re.compile(rf"\b({'|'.join(sorted(_SERVICES, key=len, reverse=True))})\b", re.I)
_KIND_OF_CODE = {"mos": "Army", "afsc": "Air Force", "nec": "Navy", "moc": None, "rating": "Navy"}
_MILITARY_WORD = re.compile(rf"\b({'|'.join(_KIND_OF_CODE)})\b", re.I)
_NOT_READ = {
    "dot": marked("We don't read codes of the Dictionary of Occupational Titles (DOT)"),
    "noc": marked("We don't read codes of Canada's NOC"),
    "naics": marked("We don't read codes of industries (NAICS); try: careerclusters industry CODE"),
}


def read_code(text: str, catalog: Catalog) -> CodeReading:
    """What a text means as a code of an occupation.

    Parameters
    ----------
    text
        A code in any spelling ("15-1252", "151252.0", "SOC 15–1252", "11B, Army", an ESCO address), or
        with a title beside it, or anything else.
    catalog
        Its crosswalks are asked; a list whose table it lacks is taken as empty.

    Returns
    -------
    The reading; its `kind` is "none" for a text that is no code.
    """
    given = str(text)
    plain = _plain(given)
    lists = Lists(catalog)
    prefix = _PREFIX.match(plain)
    system = _system(prefix[1]) if prefix else None
    rest = plain[prefix.end() :].strip() if prefix else plain
    if system in _NOT_READ:
        return _unknown(given, _(_NOT_READ[system]), _words(rest, r"[\d.\-]+"))
    for shape, read in ((_ISCO_ADDRESS, lists.isco), (_ESCO, lists.esco)):
        if hit := shape.search(rest):
            return _one(given, read(hit[1].lower()), hit[1], _words(rest, re.escape(hit[0])))
    if hit := _DOT.search(rest):
        title = _words(rest, re.escape(hit[0]))
        return _unknown(given, _(_NOT_READ["dot"]), title)
    if hit := _SOC.search(rest) or _BARE_SOC.match(rest) or _BARE_ONET.match(rest):
        return _soc(given, lists, hit, _words(rest, re.escape(hit[0])))
    if hit := _SPACED_SOC.match(rest):
        reading = _soc(given, lists, hit, "")
        if reading.kind == "code":
            return reading
    military = _military(given, lists, rest)
    if military is not None:
        return military
    if _NUMBER.match(rest):
        return _short_number(given, lists, rest.split(".")[0], system)
    return CodeReading(given, "none")


def _plain(text: str) -> str:
    """Blanks, dashes and the wrapping of spreadsheets made even."""
    text = _DASHES.sub("-", " ".join(text.split()))
    if formula := _FORMULA.match(text):
        text = formula[1]
    text = text.strip().strip("\"'").strip()
    return re.sub(r"(?<=\d) ?- ?(?=\d{4}\b)", "-", text)


def _system(prefix: str) -> str:
    """Which system a prefix names: "soc" for all that share its shape."""
    word = re.sub(r"[^a-z]", "", prefix.lower())
    return "soc" if word.startswith(("onet", "soc", "oews", "occ")) else word


def _words(text: str, code: str) -> str:
    """What stands beside the code."""
    rest = re.sub(code, " ", text, count=1)
    rest = re.sub(r"^(?:[\W_]|\b(?:soc|onet|code)\b)+|[\W_]+$", "", " ".join(rest.split()), flags=re.I)
    return rest if re.search(r"[A-Za-z]{2}", rest) else ""


def _one(text: str, meaning: CodeMeaning | None, code: str, title: str) -> CodeReading:
    if meaning is None:
        return _unknown(text, _("{code} stands in no list that we read", code=code), title)
    return CodeReading(text, "code", (meaning,), title)


def _unknown(text: str, what: str, title: str = "") -> CodeReading:
    lists = _("Lists that are read: {names}.", names=_(LISTS_READ))
    return CodeReading(text, "unknown", (), title, f"{what}. {lists}")


def _soc(text: str, lists: Lists, hit: re.Match[str], title: str) -> CodeReading:
    soc, detail = f"{hit[1]}-{hit[2]}", hit[3]
    # Spreadsheets turn 15-1252 into 151252.0, and drop the last zero of 11-3051.10.
    if detail is not None and detail != "0":
        code = f"{soc}.{detail.ljust(2, '0')}"
        meaning = lists.onet(code)
    else:
        code, meaning = soc, lists.soc(soc)
    if meaning is None:
        what = _("{code} is in none of the editions that we read; it may be of one before 2010", code=code)
        return _unknown(text, what, title)
    return CodeReading(text, "code", (meaning,), title)


def _military(text: str, lists: Lists, rest: str) -> CodeReading | None:
    """A military code with its service, or one of digits and letters; None when it isn't one."""
    named = _SERVICE.search(rest)
    kind = _MILITARY_WORD.search(rest)
    bare = _MILITARY_WORD.sub(" ", _SERVICE.sub(" ", rest) if named else rest)
    tokens = re.findall(
        r"[A-Za-z0-9()/-]+", re.sub(r"\b(?:u\.?s\.?|enlisted|officer|code)\b", " ", bare, flags=re.I)
    )
    if len(tokens) != 1:
        return None
    code = tokens[0].upper()
    has_both = bool(re.search(r"\d", code) and re.search(r"[A-Z]", code))
    if not (named or kind or has_both):
        return None
    service = _SERVICES[named[1].lower()] if named else None
    meanings = lists.military(code, service=service)
    if not meanings:
        if not (named or kind) or not re.search(r"\d", code):
            return None
        if service:
            what = _("{code} is no code of the {service} that we know", code=code, service=service)
        else:
            what = _("{code} is no code of the military that we know", code=code)
        return _unknown(text, what)
    return _choose(text, meanings)


def _short_number(text: str, lists: Lists, number: str, system: str | None) -> CodeReading:
    """Up to five digits: Census 2018, ISCO-08, or a military code of digits only."""
    if system == "census":
        return _one(text, lists.census(number.zfill(4)), f"Census {number}", "")
    if system in ("isco", "esco"):
        return _one(text, lists.isco(number), f"ISCO {number}", "")
    if system == "soc" or len(number) < FEWEST_DIGITS:
        return CodeReading(text, "none")
    found = tuple(one for one in (lists.census(number), lists.isco(number)) if one is not None)
    found = found or lists.military(number, service=None)
    if not found:
        return _unknown(text, _("{code} stands in no list that we read", code=number))
    return _choose(text, found)


def _choose(text: str, meanings: tuple[CodeMeaning, ...]) -> CodeReading:
    """One meaning, or a question where several lists hold the code and mean other work."""
    if len({meaning.occupations for meaning in meanings}) == 1:
        return CodeReading(text, "code", meanings[:1])
    options = "; ".join(f"{meaning.system} {meaning.code} {meaning.name}" for meaning in meanings[:4])
    message = _("This code stands in several lists. Say which: {options}.", options=options)
    return CodeReading(text, "ambiguous", meanings, message=message)
