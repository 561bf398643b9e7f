"""Made-up requests against the interface's own description: no defect, and answers of the shape described."""

from __future__ import annotations

import warnings
from urllib.parse import parse_qsl

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    schemathesis = pytest.importorskip("schemathesis")
    from schemathesis.checks import (
        content_type_conformance,
        not_a_server_error,
        response_schema_conformance,
        status_code_conformance,
    )

QUIET = {"deadline": None, "derandomize": True, "suppress_health_check": list(HealthCheck)}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
PLACES = {
    "/search": "q",
    "/map": "find",
    "/map?colour=pay": "at",
    "/compare": "of",
    "/plan": "from",
    "/plan?from=cashier&to=nurse": "pay_min",
    "/assess": "me",
    "/assess?section=interests&q=interests:R01": "value",
    "/results": "me",
    "/strengths": "held",
    "/wishes": "w",
    "/shortlist": "of",
    "/report": "of",
    "/industries": "q",
    "/occupations": "sort",
}


@pytest.fixture(scope="session")
def described(app):
    """The description, with every request answered in this process."""
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


@pytest.mark.filterwarnings("ignore")
def test_no_request_breaks_the_interface(described):
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > len(PLACES)
    for operation in operations:

        @settings(max_examples=6, **QUIET)
        @given(case=operation.as_strategy())
        def ask(case):
            case.call_and_validate(checks=CHECKS)

        ask()


@pytest.mark.parametrize(("address", "name"), PLACES.items(), ids=PLACES)
@settings(max_examples=12, **QUIET)
@given(text=st.text(max_size=80))
def test_no_words_break_a_page(client, address, name, text):
    path, _, query = address.partition("?")
    given_already = dict(parse_qsl(query))
    answer = client.get(path, params=given_already | {name: text})
    assert answer.status_code in (200, 404, 414, 422)
