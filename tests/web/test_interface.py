"""The description of the interface: a schema for every answer, held against answers; examples run."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode

import pytest
from jsonschema import Draft202012Validator

from careerclusters import __version__
from careerclusters.people import InterestAnswers, Person, StrengthEvidence
from careerclusters.people.profile.file import person_to_dict
from careerclusters.people.profile.strengths import Held
from careerclusters.web.interface import EXAMPLES
from careerclusters.web.pages import PAGES

API = "/api/v1"


@pytest.fixture(scope="module")
def described(client) -> dict:
    return client.get(f"{API}/openapi.json").json()


@pytest.fixture(scope="module")
def person() -> dict:
    interests = InterestAnswers(themes=dict(zip("RIASEC", (4.5, 2.0, 1.5, 3.0, 2.5, 3.5), strict=True)))
    return person_to_dict(Person(interests, StrengthEvidence(occupations=(Held("35-3031.00", 3),))))


def complaints(described: dict, operation: dict, answer: object) -> list[str]:
    """Where an answer isn't what its schema says."""
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    checker = Draft202012Validator({**schema, "components": described["components"]})
    return [f"{error.json_path}: {error.message[:150]}" for error in checker.iter_errors(answer)][:5]


def example_of(path: str, operation: dict) -> str:
    """The address that the examples of the parameters make."""
    query = []
    for one in operation.get("parameters", ()):
        value = one.get("example")
        if one["in"] == "path":
            path = path.replace("{" + one["name"] + "}", quote(value))
        elif value is not None:
            query += [(one["name"], part) for part in (value if isinstance(value, list) else [value])]
    return f"{path}?{urlencode(query)}" if query else path


def test_every_page_has_an_example():
    assert set(EXAMPLES) == {page.name for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_example_runs_and_is_what_the_schema_says(client, described, page):
    path = f"{API}{page.path}" if page.path != "/" else f"{API}/home"
    operation = described["paths"][path]["get"]
    address = example_of(path, operation)
    assert ("?" in EXAMPLES[page.name]) == ("?" in address)
    answer = client.get(address)
    assert answer.status_code == 200, answer.text[:300]
    assert complaints(described, operation, answer.json()) == []


@pytest.mark.parametrize("page", [page for page in PAGES if page.is_personal], ids=lambda page: page.name)
def test_answers_about_a_person_are_what_the_schema_says(client, described, page, person):
    path = f"{API}{page.path}"
    operation = described["paths"][path]["post"]
    answer = client.post(example_of(path, operation), json=person)
    assert answer.status_code == 200, answer.text[:300]
    assert complaints(described, operation, answer.json()) == []


@pytest.mark.parametrize(
    ("template", "address"),
    [
        ("/occupations/{code}", "/occupations/55-1011.00"),
        ("/occupations/{code}", "/occupations/15-1252.00?area=Toledo"),
        ("/occupations/{code}", "/occupations/27-2042.00"),
        ("/occupations/{code}", "/occupations/29-1141.04?area=Texas"),
        ("/clusters/{cluster_id}", "/clusters/G01?area=Texas"),
        ("/clusters/{cluster_id}", "/clusters/B1"),
        ("/plan", "/plan?grade=10&to=registered nurse"),
        ("/plan", "/plan?from=truck driver&to=lawyer&years_max=3"),
        ("/plan", "/plan?from=teacher"),
        ("/next", "/next?of=locksmith"),
        ("/next", "/next"),
        ("/compare", "/compare?of=G01&of=G02"),
        ("/closure", "/closure?lost=Machinist,120%0ACashier,80%0Azzz,3&table=moves"),
        ("/search", "/search?q=zzzzqqq"),
        ("/search", "/search?q=15-1252"),
        ("/technologies/{code}", "/technologies/43232104"),
    ],
)
def test_other_answers_are_what_the_schema_says(client, described, template, address):
    answer = client.get(API + address)
    if answer.status_code == 404 and "clusters/" in address:
        pytest.skip("no such id in this clustering")
    assert answer.status_code == 200, answer.text[:300]
    assert complaints(described, described["paths"][API + template]["get"], answer.json()) == []


def test_what_a_text_says_is_what_the_schema_says(client, described, person):
    operation = described["paths"][f"{API}/read"]["post"]
    resume = "Jane Doe\nLine cook, Blue Diner, 2019 - 2023\nCashier at Corner Store 2017-2019\nSpanish, Excel"
    posting = (
        "We are hiring an electrician. You will install wiring. Requirements: license, hand tools, reading."
    )
    for body in ({"text": resume}, {"text": posting, "profile": person}):
        answer = client.post(f"{API}/read", json=body)
        assert answer.status_code == 200
        assert complaints(described, operation, answer.json()) == []


def test_no_answer_is_left_as_an_object_without_names(described):
    """Every part of every documented answer says what it is: no empty schema, no object of anything."""
    vague = []

    def look(schema: object, where: str) -> None:
        if isinstance(schema, list):
            for at, one in enumerate(schema):
                look(one, f"{where}[{at}]")
        elif isinstance(schema, dict):
            kind = schema.get("type")
            if kind == "object" and not (schema.get("properties") or schema.get("additionalProperties")):
                vague.append(where)
            if kind == "array" and not schema.get("items"):
                vague.append(where)
            for name, one in schema.get("properties", {}).items():
                if not one:
                    vague.append(f"{where}.{name}")
                look(one, f"{where}.{name}")
            for name in ("items", "additionalProperties", "anyOf"):
                look(schema.get(name), f"{where}/{name}")

    for name, schema in described["components"]["schemas"].items():
        if not name.startswith(("HTTPValidation", "ValidationError")):
            look(schema, name)
    assert vague == []
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            assert "$ref" in json.dumps(operation["responses"]["200"]["content"]), f"{method} {path}"


def test_the_interface_says_its_version(client, described):
    assert described["info"]["version"] == __version__
    assert all(path.startswith("/api/v1/") for path in described["paths"])
    assert client.get(f"{API}/about").json()["meta"]["version"] == __version__


def test_a_wrong_answer_is_noticed(client, described):
    """The check itself: a name too many, one too few, or another kind."""
    operation = described["paths"][f"{API}/about"]["get"]
    answer = client.get(f"{API}/about").json()
    assert complaints(described, operation, {**answer, "extra": 1})
    assert complaints(described, operation, {key: one for key, one in answer.items() if key != "meta"})
    assert complaints(described, operation, {**answer, "data": {**answer["data"], "title": 3}})
