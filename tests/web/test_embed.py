"""Cards for other sites: framed by those allowed, by nobody else; the same figures as the pages."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from careerclusters.errors import InputError
from careerclusters.web.app import create_app
from careerclusters.web.frames import origins_of

CARDS = ("/embed/occupation/29-1141.00", "/embed/cluster/G01", "/embed/occupation/29-1141.00?area=Ohio")
ALLOWED = ("https://lms.example.edu", "https://*.school.example:8443")


@pytest.fixture(scope="module")
def allowing(atlas):
    return TestClient(create_app(atlas=atlas, frames=origins_of(ALLOWED)), raise_server_exceptions=False)


@pytest.mark.parametrize("path", CARDS)
def test_frames_are_denied_by_default(client, path):
    headers = client.get(path).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("path", CARDS)
def test_only_cards_may_be_framed_and_only_by_those_named(allowing, path):
    headers = allowing.get(path).headers
    policy = headers["content-security-policy"]
    assert "frame-ancestors https://lms.example.edu https://*.school.example:8443" in policy
    assert "default-src 'none'; script-src 'self'" in policy
    assert "x-frame-options" not in headers
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    "path", ["/", "/occupations/29-1141.00", "/embedded", "/closure", "/static/embed.css"]
)
def test_all_else_stays_denied(allowing, path):
    headers = allowing.get(path).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"


def test_an_error_is_never_framed(allowing):
    headers = allowing.get("/embed/occupation/99-9999.00").headers
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    "bad",
    [
        "*",
        "https://*",
        "lms.example.edu",
        "https://lms.example.edu/course",
        "https://a.example; script-src *",
        "https://a.example https://b.example",
        "'self'",
        "javascript://x",
        "https://a..b",
        "https://*.*.example",
        "",
    ],
)
def test_what_is_no_origin_is_refused(bad):
    with pytest.raises(InputError):
        origins_of([bad])


def test_origins_are_told_once_and_plainly():
    assert origins_of(["https://LMS.example.edu/", "https://lms.example.edu", "http://localhost:3000"]) == (
        "https://lms.example.edu",
        "http://localhost:3000",
    )


@pytest.mark.parametrize("path", CARDS)
def test_a_card_stands_by_itself_and_leads_to_the_whole_page(client, parse, path):
    page = parse(client.get(path).text)
    assert page.problems == []
    links = page.all("a")
    assert all(one["target"] == "_blank" and one["rel"] == "noopener" for one in links)
    assert all(client.get(one["href"]).status_code == 200 for one in links)
    assert page.all("script") == []
    assert page.all("form") == []


def test_figures_are_those_of_the_pages(client):
    card = client.get("/api/v1/embed/occupation/29-1141.00?area=Ohio").json()["data"]
    page = client.get("/api/v1/occupations/29-1141.00?area=Ohio").json()["data"]
    assert card["pay"]["value"] == page["pay"]["figures"]["median"]["value"]
    assert card["jobs"]["value"] == page["market"]["in_area"]["jobs"]["value"]
    assert card["pay"]["area"] == "Ohio"
    card = client.get("/api/v1/embed/cluster/G01").json()["data"]
    page = client.get("/api/v1/clusters/G01").json()["data"]
    assert card["pay"] == page["outlook"]["pay"]["p50"]
    assert card["jobs"] == page["outlook"]["jobs"]
