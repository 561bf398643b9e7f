"""The description of the interface (OpenAPI): a schema for every answer, an example for every address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from careerclusters.people import InterestAnswers, Person
from careerclusters.web.answer_schema import Components, answer_schema, envelope_schema
from careerclusters.web.contexts import Page
from careerclusters.web.profile_code import code_of
from careerclusters.web.reading import READ_PATH
from careerclusters.web.shapes import TextRead

__all__ = ["EXAMPLES", "description_of"]

_ME = code_of(Person(InterestAnswers(themes={"R": 2.0, "I": 3.0, "A": 2.0, "S": 5.0, "E": 3.0, "C": 2.5})))
"""Somebody who likes to help people."""

EXAMPLES = {
    "home": "/home",
    "clusters": "/clusters",
    "cluster": "/clusters/G01?area=Ohio",
    "occupations": "/occupations?page=2",
    "occupation": "/occupations/29-1141.00?area=Ohio",
    "card": "/occupations/29-1141.00/card",
    "compare": "/compare?of=47-2111.00&of=29-1141.00",
    "map": "/map",
    "official": "/official",
    "lenses": "/lenses",
    "lens": "/lenses/no_degree",
    "industries": "/industries",
    "industry": "/industries/622",
    "elements": "/elements",
    "element": "/elements/2.A.1.a",
    "technology": "/technologies/43232104",
    "search": "/search?q=work+with+animals",
    "about": "/about",
    "drift": "/drift",
    "plan": "/plan?from=waiter&to=electrician&area=Ohio",
    "next": "/next?of=cashier&area=Ohio",
    "ways": "/occupations/29-1141.00/ways",
    "wish": "/wishes/animals",
    "closure": "/closure?lost=Machinist,120&area=Ohio",
    "brief": "/closure/brief?lost=Machinist,120&area=Ohio",
    "local": "/local",
    "classroom": "/class",
    "lesson": "/class/lesson",
    "handout": "/class/handout",
    "parents": "/class/parents",
    "embed_occupation": "/embed/occupation/29-1141.00",
    "embed_cluster": "/embed/cluster/G01",
    "assess": "/assess?section=interests",
    "you": "/you",
    "strengths": "/strengths",
    "tradeoffs": "/tradeoffs?first=29-1141.00&second=47-2111.00&value=1",
    "wishes": "/wishes",
    "results": f"/results?me={_ME}",
    "why": f"/results/29-1141.00?me={_ME}",
    "shortlist": "/shortlist?of=29-1141.00",
    "report": "/report",
}
"""An address of each page under that of the interface; tests ask for all of them."""


def description_of(app: FastAPI, pages: Iterable[Page], *, api: str) -> dict[str, Any]:
    """The description as JSON, made once."""
    if app.openapi_schema is None:
        app.openapi_schema = _made(app, pages, api=api)
    return app.openapi_schema


def _made(app: FastAPI, pages: Iterable[Page], *, api: str) -> dict[str, Any]:
    found = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    components: Components = found.setdefault("components", {}).setdefault("schemas", {})
    for page in pages:
        path = f"{api}{page.path}" if page.path != "/" else f"{api}/home"
        if path in found["paths"]:
            schema = answer_schema(page, components)
            for operation in found["paths"][path].values():
                _describe(operation, schema)
                _give_examples(operation, page, path.removeprefix(api))
    components["ReadAnswer"] = envelope_schema("read", TextRead, components)
    _describe(found["paths"][f"{api}{READ_PATH}"]["post"], {"$ref": "#/components/schemas/ReadAnswer"})
    return found


def _describe(operation: dict[str, Any], schema: dict[str, Any]) -> None:
    operation["responses"]["200"] = {
        "description": "The data of the page.",
        "content": {"application/json": {"schema": schema}},
    }


def _give_examples(operation: dict[str, Any], page: Page, template: str) -> None:
    """Give each parameter the value that it has in the page's example."""
    parts = urlsplit(EXAMPLES[page.name])
    given: dict[str, list[str]] = {}
    for name, value in parse_qsl(parts.query):
        given.setdefault(name, []).append(value)
    for place, name in enumerate(template.split("/")):
        if name.startswith("{"):
            given[name.strip("{}")] = [parts.path.split("/")[place]]
    for parameter in operation.get("parameters", ()):
        values = given.get(parameter["name"])
        if values:
            is_list = parameter["schema"].get("type") == "array"
            parameter["example"] = values if is_list else values[0]
