"""Keep the catalogs of translations: collect what the code says, merge, fill in and check.

    python scripts/translations.py update            write each catalog again from the code; translations stay
    python scripts/translations.py missing [es [CATALOG]]    what isn't translated, as TOML to fill in
    python scripts/translations.py fill es FILE      take translations from such a TOML file
    python scripts/translations.py check             fail on anything missing, out of date or with other slots
    python scripts/translations.py start vi          a new language

Messages are the literal arguments of `_`, `pgettext`, `ngettext`, `marked` and `counted` in Python and
templates, the first argument and `todo` of our errors, what commands print, the heads of their tables and
all of their help, and those of `say` in scripts. `catalogs.toml` says which catalog holds them, so that
several people can translate side by side.
"""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter

from babel.messages.plurals import get_plural

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "careerclusters"
LOCALES = PACKAGE / "locale"

CATALOGS: dict[str, list[str]] = tomllib.loads((LOCALES / "catalogs.toml").read_text(encoding="utf-8"))
"""Catalogs in order, with the beginnings of the paths whose messages they hold."""

ERRORS = {
    "CareerClustersError",
    "DataError",
    "FetchError",
    "InputError",
    "UnknownError",
    "BusyError",
    "ModelError",
}
SAID_BY = {"_": 1, "marked": 1, "ngettext": 2, "pgettext": 2}
PRINTED_BY = {"print_text", "note", "progress"}
HELPED_BY = {"Option", "Argument"}
ENGLISH_ONLY = ("cli/evaluate", "cli/mcp", "cli/site")
"""Commands whose output stays in English."""
OTHER_HELP = ("cli/evaluate",)
"""Commands whose help stays in English."""
_SAY = re.compile(r"""\bsay\(\s*(["'`])((?:\\.|(?!\1).)*)\1""")
_TAG = re.compile(r"</?[a-z][^>]*>")


@dataclass
class Message:
    """One message of the code and the files where it occurs."""

    singular: str
    plural: str | None = None
    context: str | None = None
    places: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.singular if self.context is None else f"{self.context}\x04{self.singular}"

    @property
    def slots(self) -> set[str]:
        return slots_of(self.singular) | slots_of(self.plural or "")


def slots_of(text: str) -> set[str]:
    """Names of the slots in a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name} if "{" in text else set()


def collect() -> dict[str, Message]:
    """Every message of the code by key, in the order of files and lines."""
    found: dict[str, Message] = {}
    for place, message in (
        (path.relative_to(PACKAGE).as_posix(), message)
        for path in sorted(PACKAGE.rglob("*"))
        if path.suffix in READERS and "bundled" not in path.parts
        for message in READERS[path.suffix](path)
    ):
        known = found.setdefault(message.key, message)
        known.plural = known.plural or message.plural
        if place not in known.places:
            known.places.append(place)
    return found


def in_python(path: Path) -> Iterator[Message]:
    """Messages of a module; of a command also the literal texts it prints and the heads of its tables."""
    place = path.relative_to(PACKAGE).as_posix()
    is_command = place.startswith("cli/") and not place.startswith(ENGLISH_ONLY)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = _named_texts(tree)
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.FunctionDef)
            and place.startswith("cli/")
            and not place.startswith(OTHER_HELP)
        ):
            paragraphs, is_shown, _rest = (ast.get_docstring(node) or "").partition(
                "\n\nExample: careerclusters"
            )
            if is_shown:
                yield from (Message(" ".join(text.split())) for text in paragraphs.split("\n\n"))
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        texts = [_literal(argument) for argument in node.args]
        if name == "counted" and len(texts) > 1 and texts[1] is not None:
            plurals = [_literal(one.value) for one in node.keywords if one.arg == "plural"]
            yield _counted(texts[1], *plurals)
        elif name in SAID_BY and len(texts) >= SAID_BY[name] and None not in texts[: SAID_BY[name]]:
            context = [_literal(one.value) for one in node.keywords if one.arg == "context"]
            yield _message(name, [text or "" for text in texts], context=(context or [None])[0])
        elif name in HELPED_BY and place.startswith("cli/") and not place.startswith(OTHER_HELP):
            helps = [_literal(one.value) for one in node.keywords if one.arg == "help"]
            yield from (Message(text) for text in helps if text)
        elif is_command and name in PRINTED_BY and texts[:1] and _has_words(texts[0]):
            yield Message((texts[0] or "").strip("\n"))
        elif is_command and name == "Column" and len(texts) > 1 and _has_words(texts[1]):
            yield Message(texts[1] or "", context="heading")
        elif name in ERRORS:
            what, todos = node.args[:1], [one.value for one in node.keywords if one.arg == "todo"]
            yield from (Message(text.rstrip(".")) for one in what for text in _texts_of(one, named))
            yield from (Message(text) for one in todos for text in _texts_of(one, named))


def _named_texts(tree: ast.Module) -> dict[str, list[str]]:
    """Names of a module that hold a literal text anywhere in it, such as `todo`, with their texts."""
    named: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(target := node.targets[0], ast.Name):
            text = _literal(node.value)
            if text:
                named.setdefault(target.id, []).append(text)
    return named


def _texts_of(node: ast.expr, named: dict[str, list[str]]) -> list[str]:
    """What an argument says: its own text, or those that its name holds."""
    if isinstance(node, ast.Name):
        return named.get(node.id, [])
    text = _literal(node)
    return [text] if text else []


def in_template(path: Path) -> Iterator[Message]:
    """Messages of a template."""
    from jinja2 import Environment, nodes
    from jinja2.ext import extract_from_ast

    tree = Environment(trim_blocks=True, lstrip_blocks=True).parse(path.read_text(encoding="utf-8"))
    for one in tree.find_all(nodes.Filter):
        if one.name == "counted" and isinstance(one.args[0], nodes.Const):
            plurals = [pair.value for pair in one.kwargs if pair.key == "plural"]
            yield _counted(
                one.args[0].value, *(plural.value for plural in plurals if isinstance(plural, nodes.Const))
            )
    for _line, name, texts in extract_from_ast(tree, tuple(SAID_BY), babel_style=False):
        given = [text for text in texts if isinstance(text, str)]
        if len(given) >= SAID_BY[name]:
            yield _message(name, given)


def in_script(path: Path) -> Iterator[Message]:
    """Messages of a script of the pages."""
    for found in _SAY.finditer(path.read_text(encoding="utf-8")):
        yield Message(found[2].replace(f"\\{found[1]}", found[1]))


READERS = {".py": in_python, ".html": in_template, ".js": in_script}


def _counted(noun: str, plural: str | None = None) -> Message:
    """What `present.counted` says."""
    return Message(f"{{n}} {noun}", plural=f"{{n}} {plural or noun + 's'}")


def _message(name: str, texts: list[str], *, context: str | None = None) -> Message:
    if name == "ngettext":
        return Message(texts[0], plural=texts[1], context=context)
    if name == "pgettext":
        return Message(texts[1], context=texts[0])
    return Message(texts[0])


def _has_words(text: str | None) -> bool:
    return text is not None and any(letter.isalpha() for letter in text)


def _literal(node: ast.expr) -> str | None:
    """The text of a literal, its parts joined; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _literal(node.left), _literal(node.right)
        return None if left is None or right is None else left + right
    return None


def catalog_of(message: Message) -> str:
    """Name of the catalog that a message stands in."""
    names = list(CATALOGS)
    at = (
        names.index(name)
        for name in names
        for place in message.places
        if place.startswith(tuple(CATALOGS[name]))
    )
    return names[min(at)]


def known_of(language: str) -> dict[str, dict[int, str]]:
    """Translations of a language by key, from all its catalogs; of two, the one that says something."""
    from careerclusters.messages import read_entries

    known: dict[str, dict[int, str]] = {}
    for path in sorted((LOCALES / language / "LC_MESSAGES").glob("*.po")):
        for entry in read_entries(path):
            if entry.key and any(entry.translations.values()) and not entry.is_fuzzy:
                known[entry.key] = entry.translations
    return known


def others() -> list[str]:
    """Languages with a folder."""
    return sorted(path.name for path in LOCALES.iterdir() if (path / "LC_MESSAGES").is_dir())


def write(language: str, messages: dict[str, Message], known: dict[str, dict[int, str]]) -> dict[Path, str]:
    """What the catalogs of a language should hold, by path."""
    plural = get_plural(language)
    head = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    head += f'"Plural-Forms: {plural.plural_forms}\\n"\n'
    head += "".join(f'"{name}: {value}\\n"\n' for name, value in facts_of(language).items())
    parts: dict[str, list[str]] = {name: [] for name in CATALOGS}
    for message in messages.values():
        texts = known.get(message.key, {})
        lines = [f"#: {' '.join(message.places)}"]
        lines += [f"msgctxt {_quoted(message.context)}"] if message.context is not None else []
        lines.append(f"msgid {_quoted(message.singular)}")
        if message.plural is None:
            lines.append(f"msgstr {_quoted(texts.get(0, ''))}")
        else:
            lines.append(f"msgid_plural {_quoted(message.plural)}")
            forms = [texts.get(form, texts.get(0, "")) for form in range(plural.num_plurals)]
            lines += [f"msgstr[{form}] {_quoted(text)}" for form, text in enumerate(forms)]
        parts[catalog_of(message)].append("\n".join(lines) + "\n")
    folder = LOCALES / language / "LC_MESSAGES"
    return {folder / f"{name}.po": "\n".join([head, *entries]) for name, entries in parts.items() if entries}


def facts_of(language: str) -> dict[str, str]:
    """What the program must know of a language, from Unicode's data: its own name, how it writes numbers."""
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_decimal_symbol, get_group_symbol

    try:
        locale = Locale.parse(f"{language}_US")
    except UnknownLocaleError:
        locale = Locale.parse(language)
    name = Locale.parse(language).get_language_name() or language
    separators = get_group_symbol(locale), get_decimal_symbol(locale)
    return {
        "X-Language-Name": name[:1].upper() + name[1:],
        "X-Separators": " ".join(f"U+{ord(sign):04X}" for sign in separators),
    }


def _quoted(text: str) -> str:
    return (
        '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
    )


def update(messages: dict[str, Message]) -> None:
    """Write the catalogs of all languages again."""
    for language in others():
        known = known_of(language)
        written = write(language, messages, known)
        for path in (LOCALES / language / "LC_MESSAGES").glob("*.po"):
            if path not in written:
                path.unlink()
        for path, text in written.items():
            path.write_text(text, encoding="utf-8")
        n_done = sum(key in known for key in messages)
        print(f"{language}: {n_done:,} of {len(messages):,} messages are translated")


def missing(messages: dict[str, Message], language: str, catalog: str | None = None) -> list[Message]:
    """Messages without a translation, of one catalog if it is named."""
    known = known_of(language)
    lacking = (one for one in messages.values() if one.key not in known)
    return [one for one in lacking if catalog is None or catalog_of(one) == catalog]


def print_missing(rows: list[Message]) -> None:
    """As TOML: a text for each message, a list of forms where there is a plural."""
    place = None
    for one in rows:
        if one.places[0] != place:
            place = one.places[0]
            print(f"\n# {place}")
        key = json.dumps(one.key, ensure_ascii=False)
        if one.plural is None:
            print(f'{key} = ""')
        else:
            print(f'# {one.plural}\n{key} = ["", ""]')


def fill(messages: dict[str, Message], language: str, path: Path) -> None:
    """Take translations from a TOML file; each must be of a message that the code says."""
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    known = known_of(language)
    unknown = [key for key in given if key not in messages]
    for key, said in given.items():
        texts = dict(enumerate(said if isinstance(said, list) else [said]))
        if key in messages and any(texts.values()):
            known[key] = texts
    for target, text in write(language, messages, known).items():
        target.write_text(text, encoding="utf-8")
    for key in unknown:
        print(f"no message: {key}")
    print(f"{language}: {len(given) - len(unknown):,} taken, {len(missing(messages, language)):,} missing")


def problems(messages: dict[str, Message]) -> Iterator[str]:
    """What is wrong with the catalogs."""
    for language in others():
        known = known_of(language)
        for path, text in write(language, messages, known).items():
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                yield f"{language}: {path.name} is out of date; run scripts/translations update"
        for message in messages.values():
            texts = known.get(message.key)
            if texts is None or not all(texts.values()):
                yield f"{language}: not translated: {message.key} ({message.places[0]})"
                continue
            for text in texts.values():
                if not _fits(message, text):
                    yield f"{language}: other slots or tags than in English: {message.key} -> {text}"
                if '"' in _TAG.sub("", text) and '"' not in _TAG.sub("", message.singular):
                    yield f"{language}: a straight quotation mark: {message.key} -> {text}"


def _fits(message: Message, text: str) -> bool:
    tags = _tags(message.singular)
    slots = slots_of(text)
    has_slots = slots == message.slots or (
        message.plural is not None and slots | {"n"} == message.slots | {"n"}
    )
    return has_slots and _tags(text) == tags


def _tags(text: str) -> list[str]:
    """The tags of a text; an example of a search may differ."""
    return sorted(re.sub(r"q=[^\"]*", "q=", tag) for tag in _TAG.findall(text))


def main(arguments: list[str]) -> int:
    """Do what is asked; the exit code."""
    sys.path.insert(0, str(PACKAGE.parent))
    messages = collect()
    match arguments:
        case ["update"]:
            update(messages)
        case ["missing", *rest]:
            print_missing(
                missing(messages, rest[0] if rest else others()[0], rest[1] if len(rest) > 1 else None)
            )
        case ["fill", language, path]:
            fill(messages, language, Path(path))
        case ["start", language]:
            (LOCALES / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
            update(messages)
        case ["check"]:
            found = list(problems(messages))
            print("\n".join(found) or f"{len(messages):,} messages in {', '.join(others())}: all translated")
            return 1 if found else 0
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
