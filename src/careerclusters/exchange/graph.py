"""Statements about things, and two ways to write them down: Turtle and JSON-LD.

Small on purpose: names, texts, numbers and lists are all that the exports need. Statements keep the order
in which they were made, so the same clustering gives the same bytes.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from careerclusters.errors import InputError

__all__ = ["Graph", "List", "Name", "Text", "Thing", "to_jsonld", "to_turtle"]

PREFIXES = {
    "cc": "https://career-clusters.github.io/ns#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xkos": "http://rdf-vocabulary.ddialliance.org/xkos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@dataclass(frozen=True)
class Name:
    """An address (IRI), whole or as "prefix:name"."""

    value: str

    @property
    def whole(self) -> str:
        """The address in full."""
        prefix, _, local = self.value.partition(":")
        return PREFIXES[prefix] + local if prefix in PREFIXES else self.value


@dataclass(frozen=True)
class Text:
    """A text in a language, or of a kind such as "xsd:gYear"; plain when neither is given."""

    value: str
    language: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class List:
    """Things in an order."""

    items: tuple[Name | Text, ...]


Thing = Name | Text | List | bool | int | float


@dataclass
class Graph:
    """Statements by subject and property, in the order in which they were made."""

    subjects: dict[str, dict[str, list[Thing]]] = field(default_factory=dict)

    def add(self, subject: Name, *, kind: str | None = None, **properties: Thing | None) -> None:
        """State properties of a subject, named like `skos_prefLabel`; those that are None stay unsaid."""
        held = self.subjects.setdefault(subject.value, {})
        if kind is not None:
            held.setdefault("rdf:type", []).append(Name(kind))
        for name, value in properties.items():
            if value is not None:
                held.setdefault(name.replace("_", ":", 1), []).append(value)


def to_turtle(graph: Graph) -> str:
    """The graph as Turtle (RDF 1.1)."""
    lines = [f"@prefix {prefix}: <{address}> ." for prefix, address in PREFIXES.items()]
    for subject, properties in graph.subjects.items():
        lines.append("")
        said = [
            f"    {'a' if name == 'rdf:type' else name} {', '.join(_turtle(value) for value in values)}"
            for name, values in properties.items()
        ]
        lines.append(f"{_turtle(Name(subject))}\n" + " ;\n".join(said) + " .")
    return "\n".join(lines) + "\n"


def to_jsonld(graph: Graph) -> str:
    """The graph as JSON-LD 1.1: a context with our prefixes, one object per subject."""
    things = []
    for subject, properties in graph.subjects.items():
        thing: dict[str, object] = {"@id": _checked(subject)}
        for name, values in properties.items():
            if name == "rdf:type":
                kinds = [value.value for value in values if isinstance(value, Name)]
                thing["@type"] = kinds if len(kinds) > 1 else kinds[0]
                continue
            content = [_json(value) for value in values]
            thing[name] = content if len(content) > 1 else content[0]
        things.append(thing)
    return json.dumps({"@context": PREFIXES, "@graph": things}, indent=1, ensure_ascii=False) + "\n"


def _turtle(value: Thing) -> str:
    if isinstance(value, Name):
        prefix, _, local = value.value.partition(":")
        if prefix in PREFIXES and _LOCAL.fullmatch(local):
            return value.value
        return f"<{_checked(value.whole)}>"
    if isinstance(value, List):
        return f"( {' '.join(_turtle(item) for item in value.items)} )"
    if isinstance(value, Text):
        quoted = '"' + "".join(_ESCAPES.get(letter, letter) for letter in value.value) + '"'
        if value.language:
            return f"{quoted}@{value.language}"
        return f"{quoted}^^{value.kind}" if value.kind else quoted
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return f'"{value!r}"^^xsd:double'


def _json(value: Thing) -> object:
    if isinstance(value, Name):
        return {"@id": _checked(value.value)}
    if isinstance(value, List):
        return {"@list": [_json(item) for item in value.items]}
    if isinstance(value, Text):
        content = {"@value": value.value}
        if value.language:
            content["@language"] = value.language
        elif value.kind:
            content["@type"] = value.kind
        return content
    if isinstance(value, float):
        return {"@value": repr(value), "@type": "xsd:double"}
    return value


def _checked(address: str) -> str:
    if _FORBIDDEN.search(address):
        raise InputError(
            "An address holds a character that addresses can't have",
            seen=address,
            todo="Give a base address such as https://example.org/clusters/.",
        )
    return address
