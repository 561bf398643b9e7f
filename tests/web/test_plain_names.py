"""Wherever an occupation is shown, people read its plain name; the official title stays in the data."""

from __future__ import annotations

import re
from html import unescape

import pytest

from careerclusters.people import start
from careerclusters.web.profile_code import code_of

NURSE, COOK = "29-1141.00", "35-2014.00"
LINK = re.compile(r'<a [^>]*href="/occupations/(\d\d-\d{4}\.\d\d)"[^>]*>(.*?)</a>', re.DOTALL)


def answers() -> str:
    interview = start("short", sections=("interests",))
    while interview.question is not None:
        interview = interview.answer({"S": 4, "R": 5}.get(interview.question.question_id[10], 2))
    return code_of(interview.to_person())


@pytest.mark.parametrize(
    "path",
    [
        f"/occupations/{NURSE}",
        f"/occupations/{NURSE}/ways",
        "/occupations",
        "/clusters/G01",
        f"/compare?of={NURSE}&of={COOK}",
        f"/shortlist?of={NURSE}&of={COOK}",
        f"/report?of={NURSE}&of={COOK}",
        "/search?q=nurse",
        "/lenses/no_degree",
        "/elements/2.A.1.a",
        "/official",
        "/drift",
        "/next?of=cashier",
        "/plan?from=cashier&to=electrician",
        f"/results?me={answers()}",
        f"/report?me={answers()}",
    ],
)
def test_a_link_to_an_occupation_says_its_plain_name(client, app, path):
    state = app.state.store.current()
    links = LINK.findall(client.get(path, headers={"accept": "text/html"}).text)
    assert links
    for code, inner in links:
        words = unescape(re.sub(r'<span class="hidden">.*?</span>|<[^>]+>', "", inner)).strip()
        assert words == state.plain_name(code)


def test_data_holds_the_official_title_beside_the_plain_name(client):
    hits = client.get("/api/v1/search", params={"q": NURSE}).json()["data"]["hits"]
    assert (hits[0]["title"], hits[0]["name"]) == ("Registered Nurses", "Registered nurse")
    kept = client.get("/api/v1/shortlist", params={"of": NURSE}).json()["data"]["kept"]
    assert (kept[0]["title"], kept[0]["name"]) == ("Registered Nurses", "Registered nurse")
