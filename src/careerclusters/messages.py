"""Read the catalogs of a language: gettext's `.po` files, as `scripts/translations` writes them.

The files are read as they are: there is no compiled form that could lag behind. Two thousand messages take
some 10 ms, once for a process that speaks the language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from gettext import c2py
from pathlib import Path

__all__ = ["Entry", "Messages", "read_catalogs", "read_entries"]

_CONTEXT = "\x04"
_PLURAL_FORM = re.compile(r"plural=([^;]+)")
_SCRIPT = ".js"
_ESCAPED = re.compile(r"\\(.)")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r"}
_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d+)\])?)\s+"(.*)"')


@dataclass(slots=True)
class Entry:
    """One message of a catalog: its English, its translations by plural form, where it is."""

    singular: str = ""
    plural: str | None = None
    context: str | None = None
    translations: dict[int, str] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)
    is_fuzzy: bool = False

    @property
    def key(self) -> str:
        """What it is looked up by."""
        return _key(self.singular, self.context)


class Messages:
    """What a language says for each English message; English where it says nothing.

    Of an entry only its translations are kept, and of its places only scripts, which ask for their own.

    Attributes
    ----------
    head
        What the catalogs say about themselves, by the name of the line: "Language" is "es".
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.head: dict[str, str] = {}
        self._forms: dict[str, tuple[str, ...]] = {}
        self._of_scripts: dict[str, dict[str, str]] = {}
        for entry in entries:
            if not entry.singular and entry.context is None:
                lines = (line.partition(": ") for line in entry.translations.get(0, "").splitlines())
                self.head.update((name, value) for name, _colon, value in lines)
            elif any(entry.translations.values()) and not entry.is_fuzzy:
                self._keep(entry)
        found = _PLURAL_FORM.search(self.head.get("Plural-Forms", ""))
        self._form_of: Callable[[int], int] = c2py(found[1].strip() if found else "n != 1")

    def _keep(self, entry: Entry) -> None:
        forms = (entry.translations.get(form, "") for form in range(max(entry.translations) + 1))
        self._forms[entry.key] = tuple(forms)
        for place in entry.places:
            if place.endswith(_SCRIPT):
                self._of_scripts.setdefault(place, {})[entry.singular] = self._forms[entry.key][0]

    def __len__(self) -> int:
        return len(self._forms)

    def single(self, text: str, *, context: str | None = None) -> str:
        """The translation of `text`, or `text`."""
        forms = self._forms.get(_key(text, context))
        return (forms and forms[0]) or text

    def plural(self, singular: str, plural: str, n: float, *, context: str | None = None) -> str:
        """The form for `n`."""
        forms = self._forms.get(_key(singular, context), ())
        form = int(self._form_of(_whole(n))) if forms else 0
        found = forms[form] if form < len(forms) else ""
        return found or (singular if n == 1 else plural)

    def of_script(self, name: str) -> dict[str, str]:
        """Translations of the messages that a script holds, by their English."""
        return self._of_scripts.get(name, {})


def read_catalogs(folder: Path) -> Messages:
    """All catalogs of a folder, in the order of their names."""
    paths = sorted(folder.glob("*.po"))
    return Messages(entry for path in paths for entry in read_entries(path))


def read_entries(path: Path) -> Iterator[Entry]:
    """The messages of one file, its header among them (its English is empty)."""
    entry, last = Entry(), ""
    for line in map(str.strip, path.read_text(encoding="utf-8").splitlines()):
        if not line:
            if entry.translations:
                yield entry
                entry = Entry()
        elif line.startswith("#"):
            if line.startswith("#:"):
                entry.places += line[2:].split()
            elif line.startswith("#,"):
                entry.is_fuzzy = "fuzzy" in line
        elif found := _KEYWORD.fullmatch(line):
            last = found[1]
            _add(entry, last, _unescaped(found[3]))
        elif last and line.startswith('"'):
            _add(entry, last, _unescaped(line[1:-1]))
    if entry.translations:
        yield entry


def _whole(n: float) -> int:
    """A count for the rule of plural forms, which knows whole numbers: 2.5 is as 4."""
    return int(n) if n == int(n) else int(n) + 2


def _key(text: str, context: str | None) -> str:
    return text if context is None else context + _CONTEXT + text


def _add(entry: Entry, keyword: str, text: str) -> None:
    if keyword == "msgid":
        entry.singular += text
    elif keyword == "msgid_plural":
        entry.plural = (entry.plural or "") + text
    elif keyword == "msgctxt":
        entry.context = (entry.context or "") + text
    else:
        form = int(keyword[7:-1]) if "[" in keyword else 0
        entry.translations[form] = entry.translations.get(form, "") + text


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: _LETTERS.get(found[1], found[1]), text)
