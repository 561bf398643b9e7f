"""What a posted title says besides the work: level, rank, place, shift, contract, pay, number, department.

    "Sr. RN (ICU) - Nights - $10k sign-on - Austin, TX (REQ-1234)"
    → title "RN", level "Sr", department "ICU", shift "Nights", pay "$10k sign-on", place "Austin, TX", ...

A title is cut at dashes, bars, commas and brackets; each piece is what all of its words say. The first piece
that says more is the title; later ones that do are departments, which help to tell occupations apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import lru_cache

from careerclusters.titles.wording import title_words

__all__ = ["PostingTitle", "parse_title", "words_of"]

_REQUISITION = re.compile(
    r"[(\[#]*\b(?:req(?:uisition)?|job|posting|ref(?:erence)?|vacancy|position|id|jr|r)[\s.:#_-]*"
    r"(?:id|no|number|code|req)?[\s.:#_-]*\d[\w-]{2,}[)\]]?|[(\[]?#\s?\d[\w-]*[)\]]?|"
    r"[(\[]\d{4,}[)\]]|\b\d{5,}\b",
    re.I,
)
_AMOUNT = r"(?:us)?\$\s?\d[\d,.]*\s?k?\b\+?"
_PAY = re.compile(
    rf"(?:(?:up to|from|starting(?: at)?|earn|make|pays?)\s+)?{_AMOUNT}(?:\s?(?:-|–|"
    rf"to)\s?\$?\s?\d[\d,.]*\s?k?)?"
    r"(?:\s?(?:/|per|an?)\s?(?:hour|hr|h|year|yr|annum|week|wk|month|mo|day|mile|shift)\w*)?"
    r"(?:\s?(?:sign[- ]?on|signing|retention|referral))?(?:\s?bonus)?"
    r"|\b(?:sign[- ]?on|signing|retention)(?: bonus)?\b|\b(?:competitive|great|excellent|weekly|daily) pay\b"
    r"|\b\d{2,3}k(?:\s?(?:-|–|to)\s?\d{2,3}k)?\b|\bbonus(?: offered)?\b|\bDOE\b|\b\d+\s?(?:/|"
    r"per )(?:hr|hour)\b",
    re.I,
)
_SHIFT = re.compile(
    r"\b(?:(?:1st|2nd|3rd|4th|first|second|third|night|day|evening|morning|weekend|swing|graveyard|rotating|"
    r"overnight|late|early|mid|am|pm|noc|split|twilight|d|n)[- ]shifts?|overnights?|nights|"
    r"evenings|weekends?(?: only)?|\d{1,2}[- ]?(?:hr|hour)s?(?: shifts?)?|prn|per diem|"
    r"\d days?(?:\s?/\s?| (?:a|per|each) )w(?:ee)?k|mon(?:day)?\s?(?:-|–|to)\s?fri(?:day)?|"
    r"m\s?-\s?f|\d{1,2}(?::\d\d)?\s?(?:am|pm)?\s?(?:-|–|to)\s?\d{1,2}(?::\d\d)?\s?(?:am|pm)|"
    r"no weekends|shift work)\b",
    re.I,
)
_CONTRACT = re.compile(
    r"\b(?:full[- /]?time|part[- /]?time|f/t|p/t|ft/pt|ft|pt|temp(?:orary)?(?:[- ]to[- ](?:hire|perm))?|"
    r"contract(?:[- ]to[- ](?:hire|perm))|(?:\d+[- ]months? )?contract(?= *(?:$|[-–|,()]))|seasonal|"
    r"permanent|direct hire|w-?2|1099|c2c|"
    r"fixed[- ]term|casual|on[- ]call|flexible(?: hours)?|immediate (?:start|hire|opening)s?|"
    r"urgent(?:ly hiring)?|now hiring|"
    r"hiring(?: now| immediately)?|apply (?:now|today)|walk[- ]ins? welcome|hours flexible|"
    r"\d{2}\s?hours(?: (?:a|per) week)?)\b",
    re.I,
)
_PLACE = re.compile(
    r"\b(?:(?:100% |fully |partly |partially )?remote(?:ly)?(?: (?:work|ok|eligible|us|usa|possible|"
    r"position|role))?|"
    r"hybrid(?: (?:work|remote|role))?|on[- ]?site|in[- ]?office|work from home|work at home|wfh|"
    r"telecommute|telework|"
    r"nationwide|usa|u\.s\.a?\.|united states|us based|us only|local|multiple locations|"
    r"various locations|anywhere)\b",
    re.I,
)
_STATE = [
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA",
    "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM",
    "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA",
    "WV", "WI", "WY", "PR",
]  # fmt: skip
_STATE_NAMES = [
    "alabama", "alaska", "arizona", "arkansas", "california", "colorado", "connecticut", "delaware",
    "florida", "georgia", "hawaii", "idaho", "illinois", "indiana", "iowa", "kansas", "kentucky",
    "louisiana", "maine", "maryland", "massachusetts", "michigan", "minnesota", "mississippi",
    "missouri", "montana", "nebraska", "nevada", "ohio", "oklahoma", "oregon", "pennsylvania",
    "tennessee", "texas", "utah", "vermont", "virginia", "washington", "wisconsin", "wyoming",
    "new york", "new jersey", "new mexico", "new hampshire", "north carolina", "south carolina",
    "north dakota", "south dakota", "rhode island", "west virginia", "puerto rico",
]  # fmt: skip
_CITY = re.compile(
    r"(?:^|[-–|,(]\s*|\b(?:in|near)\s+)((?:(?:St\.|Ft\.|Mt\.|[A-Z][\w'.]+)[ -]?){1,4}),\s*"
    rf"({'|'.join(_STATE)}|{'|'.join(name.title() for name in _STATE_NAMES)})\b(?:\s+\d{{5}})?",
)
_TRAILING_STATE = re.compile(rf"[\s,(–|-]+(?:{'|'.join(_STATE)})\)?$")
_LEVEL_WORDS = frozenset(
    [
        "sr", "jr", "senior", "junior", "entry", "intermediate", "experienced", "i", "ii", "iii", "iv",
        "v", "vi", "1", "2", "3", "4", "5", "6", "l1", "l2", "l3", "l4", "l5", "l6",
    ]
)  # fmt: skip
_RANK_WORDS = frozenset(
    [
        "director", "president", "vp", "svp", "evp", "avp", "chief", "head", "manager", "supervisor",
        "lead", "principal",
    ]
)  # fmt: skip
_CREDENTIALS = frozenset(
    [
        "aprn", "bcba", "bls", "acls", "bsn", "msn", "cdl", "cfa", "cfp", "cissp", "cma", "cna", "cpa",
        "crna", "dds", "dmd", "dnp", "dpt", "dvm", "edd", "emt", "esq", "jd", "lcsw", "lmft", "lmsw",
        "lpc", "lpn", "lvn", "mba", "md", "mph", "msw", "np", "otr", "ota", "pa", "pe", "phd", "pmp",
        "pt", "pta", "rn", "rdn", "rph", "rt", "shrm", "six-sigma", "slp",
    ]
)  # fmt: skip
_SAYS_LEVEL = _LEVEL_WORDS | _CREDENTIALS | {"lead", "level", "mid"}
_SPLIT = re.compile(
    r"\s+[-–—]+\s+|\s*[|;•·]\s*|\s*[()\[\]{}]\s*|\s*,\s+|\s*,$|\s+/\s+|\s+@\s+|:\s+|\s+[-–—]+$|^[-–—]+\s+"
)
_DIGIT, _LETTER, _LETTERS = re.compile(r"\d"), re.compile(r"[^\W_]"), re.compile(r"[A-Za-z]+")
_COMPANY = re.compile(r"\s+(?:@|at)\s+(?!(?:home|sea|large|risk|scene)\b)(.+)$", re.I)
# Words before which "senior" means old people.
_AFTER_SENIOR = frozenset(
    [
        "care", "center", "citizen", "citizens", "living", "service", "services", "center's", "aide",
        "companion",
    ]
)  # fmt: skip


@dataclass(frozen=True)
class PostingTitle:
    """A posted title in its parts; each part as it was written, "" or () where there is none.

    Attributes
    ----------
    text
        As posted.
    title
        What names the work.
    departments
        What says where in the house: "ICU".
    level, rank, place, shift, contract, pay, requisition, credentials, company
        "Senior" or "II"; "Director"; "Remote" or "Austin, TX"; "Nights"; "Full Time"; "$25/hr"; "REQ-1234";
        "CPA"; whose opening it is.
    """

    text: str
    title: str
    departments: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    rank: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    shift: tuple[str, ...] = ()
    contract: tuple[str, ...] = ()
    pay: tuple[str, ...] = ()
    requisition: tuple[str, ...] = ()
    credentials: tuple[str, ...] = ()
    company: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether the whole text is the title."""
        return self.title == self.text

    def to_dict(self) -> dict[str, object]:
        """All fields, JSON-ready."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


@lru_cache(maxsize=20_000)
def parse_title(text: str) -> PostingTitle:
    """Take a posted title apart."""
    rest = " ".join(str(text).split())
    found: dict[str, list[str]] = {}
    plain, has_digit = rest.casefold(), _DIGIT.search(rest) is not None
    for name, pattern, signs in _PARTS:
        if (has_digit and signs[0] == "0") or any(map(plain.__contains__, signs)):
            rest = _take(rest, pattern, found.setdefault(name, []))
    company = ""
    if ("@" in plain or " at " in plain) and (hit := _COMPANY.search(rest)):
        company, rest = hit[1].strip(" -–|,"), rest[: hit.start()]
    rest = _trailing_state(rest, found.setdefault("place", []))
    pieces = [piece.strip(" -–—|,;:/.*!_") for piece in _SPLIT.split(rest)]
    pieces = [piece for piece in pieces if _LETTER.search(piece)]
    title, departments = "", []
    for piece in pieces:
        kept = _without_level(piece, found, is_first=not title)
        if not kept:
            continue
        if kept.lower() in _STATE_NAMES or (title and kept in _STATE):
            found["place"].append(kept)
        elif not title:
            title = kept
        else:
            departments.append(kept)
    if not title:
        title = _fallback(found)
    rank = tuple(word for word in _LETTERS.findall(title) if word.lower() in _RANK_WORDS)
    return PostingTitle(
        text=text,
        title=title,
        departments=tuple(departments),
        rank=rank,
        company=company,
        **{name: tuple(found.get(name, ())) for name in _LISTS},
    )


_LISTS = ("level", "place", "shift", "contract", "pay", "requisition", "credentials")


# What each part is found by, in this order, and letters without which there is none of it; "0" is any digit.
_PARTS = (
    ("requisition", _REQUISITION, ("0",)),
    ("pay", _PAY, ("0", "sign", "retention", "pay", "bonus", "doe")),
    ("place", _CITY, (",",)),
    (
        "shift", _SHIFT,
        ("0", "shift", "night", "evening", "weekend", "prn", "diem", "fri", "m-f", "m - f", "m -f", "m- f"),
    ),
    (
        "contract", _CONTRACT,
        (
            "0", "time", "f/t", "p/t", "ft", "pt", "temp", "contract", "seasonal", "permanent", "hir",
            "fixed", "casual", "call", "flexible", "immediate", "urgent", "apply", "walk", "hour",
        ),
    ),
    (
        "place", _PLACE,
        (
            "remote", "hybrid", "site", "office", "home", "wfh", "tele", "nationwide", "us", "u.s", "united",
            "local", "anywhere",
        ),
    ),
)  # fmt: skip


def _take(text: str, pattern: re.Pattern[str], found: list[str]) -> str:
    """The text without what matches, which goes to `found`; cuts stay where they were."""

    def keep(hit: re.Match[str]) -> str:
        written = hit[0].strip(" -–|,()[]")
        if not written or (hit.start() == 0 and hit.end() == len(text)):
            return hit[0]
        if pattern is _CITY:
            written = f"{hit[1].strip()}, {hit[2]}"
        found.append(written)
        return " | "

    return pattern.sub(keep, text)


def _trailing_state(text: str, places: list[str]) -> str:
    if text[-3:].strip("() ")[-2:] not in _STATE:
        return text
    hit = _TRAILING_STATE.search(text)
    if hit and hit.start() > 0 and not text.isupper():
        places.append(hit[0].strip(" -–|,()"))
        return text[: hit.start()]
    return text


def _bare(word: str) -> str:
    return word.strip(".,()").lower()


def _without_level(piece: str, found: dict[str, list[str]], *, is_first: bool) -> str:
    """A piece without words of level and credentials; "" when it says nothing else."""
    words = piece.split()
    if _SAYS_LEVEL.isdisjoint(map(_bare, words)):
        return " ".join(words)
    plain = [_bare(word) for word in words]
    keep = [True] * len(words)
    for at, word in enumerate(plain):
        follows = plain[at + 1] if at + 1 < len(plain) else ""
        if word in _LEVEL_WORDS and not (word in ("senior", "sr") and follows in _AFTER_SENIOR):
            keep[at] = False
        if word == "lead" and at == 0 and is_first and len(words) > 1:
            keep[at] = False
        if word == "level" and (follows in _LEVEL_WORDS or (at and plain[at - 1] == "entry")):
            keep[at] = False
        if word == "mid" and follows in ("level", "senior"):
            keep[at] = False
            if follows == "level":
                keep[at + 1] = False
        if word in _CREDENTIALS and at and (len(words) > 1) and at == len(words) - 1 and is_first is False:
            keep[at] = False
    dropped = [word for word, stays in zip(words, keep, strict=True) if not stays]
    kept = [word for word, stays in zip(words, keep, strict=True) if stays]
    if not kept and is_first and len(words) == 1:
        return ""
    if len(kept) == 1 and not is_first and plain[words.index(kept[0])] in _CREDENTIALS:
        found.setdefault("credentials", []).append(kept[0])
        kept = []
    if dropped:
        found.setdefault("level", []).extend(dropped)
    return " ".join(kept)


def _fallback(found: dict[str, list[str]]) -> str:
    """What names the work when nothing else does: a level alone ("Senior"), or a contract ("Temp")."""
    for name in ("level", "contract", "shift"):
        if found.get(name):
            return " ".join(found[name])
    return ""


def words_of(posting: PostingTitle) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of the title, and of title and departments together."""
    title = title_words(posting.title)
    more = tuple(word for part in posting.departments for word in title_words(part))
    return title, (*more, *title)
