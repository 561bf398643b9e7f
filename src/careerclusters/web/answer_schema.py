"""From the context of a page to the schema of its answer: the types as `contexts.plain` writes them.

Each dataclass becomes a component of the description, its tuples lists, and what may be missing null.
Where a class writes itself (`to_dict`), its shape stands in `shapes`. No part stays "an object".
"""

from __future__ import annotations

import types
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, is_dataclass
from inspect import isclass
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from careerclusters.web.contexts import Page, Paging
from careerclusters.web.shapes import SHAPES, TABLES, Meta

__all__ = ["Components", "answer_schema", "envelope_schema", "schema_of"]

Components = dict[str, dict[str, Any]]
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
_REF = "#/components/schemas/"


def answer_schema(page: Page, components: Components) -> dict[str, Any]:
    """The schema of a page's answer in its envelope; what it refers to is added to `components`."""
    context = get_type_hints(page.make, localns=_KNOWN)["return"]
    name = f"{_camel(page.name)}Answer"
    components[name] = envelope_schema(page.name, context, components)
    return {"$ref": _REF + name}


def envelope_schema(name: str, kind: object, components: Components) -> dict[str, Any]:
    """The envelope of what went well, with data of this kind."""
    parts = {
        "ok": {"const": True},
        "page": {"const": name},
        "data": schema_of(kind, components),
        "paging": {"anyOf": [schema_of(Paging, components), {"type": "null"}]},
        "meta": schema_of(Meta, components),
        "links": _object({"html": {"type": "string"}}),
    }
    return _object(parts)


def schema_of(kind: object, components: Components) -> dict[str, Any]:
    """The schema of one type.

    Raises
    ------
    NotImplementedError
        When it is a type whose answers nobody described.
    """
    if isclass(kind) and kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if kind is None:
        return {"type": "null"}
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Annotated, NotRequired):
        return schema_of(parts[0], components)
    if origin is Literal:
        return {"enum": list(parts)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [schema_of(part, components) for part in parts]}
    if origin is tuple and parts[-1] is not Ellipsis:
        items = {"anyOf": [schema_of(part, components) for part in dict.fromkeys(parts)]}
        return {"type": "array", "items": items, "minItems": len(parts), "maxItems": len(parts)}
    if isclass(origin) and issubclass(origin, Sequence | frozenset):
        return {"type": "array", "items": schema_of(parts[0], components)}
    if isclass(origin) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema_of(parts[1], components)}
    if isclass(kind) and (is_dataclass(kind) or is_typeddict(kind)):
        return _component(kind, components)
    raise NotImplementedError(f"no schema for {kind!r}; describe it in web/shapes")


def _component(kind: type, components: Components) -> dict[str, Any]:
    shape = kind if is_typeddict(kind) or not hasattr(kind, "to_dict") else SHAPES.get(kind.__name__, kind)
    name = _name_of(shape)
    if name not in components:
        components[name] = {}
        components[name] = _members(shape, components)
    return {"$ref": _REF + name}


def _members(kind: type, components: Components) -> dict[str, Any]:
    hints = get_type_hints(kind, localns=_KNOWN, include_extras=True)
    if is_dataclass(kind):
        hints = {one.name: TABLES.get(f"{kind.__name__}.{one.name}", hints[one.name]) for one in fields(kind)}
    optional = {key for key, hint in hints.items() if get_origin(hint) is NotRequired}
    found = _object({key: schema_of(hint, components) for key, hint in hints.items()}, optional=optional)
    first = (kind.__doc__ or "").strip().partition("\n\n")[0]
    return {"description": " ".join(first.split()), **found}


def _object(parts: dict[str, Any], *, optional: Collection[str] = ()) -> dict[str, Any]:
    required = [key for key in parts if key not in optional]
    return {"type": "object", "properties": parts, "required": required, "additionalProperties": False}


_KNOWN: dict[str, object] = {"Mapping": Mapping, "Sequence": Sequence, **SHAPES}
"""Names that some modules import for the type checker only."""


def _name_of(kind: type) -> str:
    """Name of a component; several pages have an `Option` of their own."""
    module = kind.__module__.rpartition(".")
    own = _camel(module[2])
    is_common = (
        module[0].endswith("shapes") or kind.__name__.startswith(own) or module[2] in ("contexts", "shapes")
    )
    return kind.__name__ if is_common else own + kind.__name__


def _camel(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))
