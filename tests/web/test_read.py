"""`POST /api/v1/read`: the same as the command, within the same bounds, and nothing is kept."""

from __future__ import annotations

import pytest

from careerclusters.text.extract import MOST_BYTES
from careerclusters.text.read import read_text
from careerclusters.web.guard import LARGEST_BODY

PATH = "/api/v1/read"
RESUME = "EXPERIENCE\nRegistered Nurse, Mercy Hospital   2019 - 2021\n\nSKILLS\nMicrosoft Excel\n"
POSTING = (
    "Registered Nurse\n\nWe are looking for a nurse to join our team.\nRequirements\n"
    "- Active listening\n- Microsoft Excel\nApply now.\n"
)


def test_a_text_is_read_as_the_command_reads_it(client, atlas):
    answer = client.post(PATH, content=RESUME, headers={"content-type": "text/plain; charset=utf-8"})
    assert answer.status_code == 200
    assert answer.json()["ok"]
    assert answer.json()["data"] == read_text(atlas, RESUME).to_dict()
    assert client.post(PATH, json={"text": RESUME}).json()["data"] == answer.json()["data"]


def test_a_profile_beside_a_posting_says_what_is_lacking(client):
    profile = {"careerclusters_profile": 1, "strengths": {"ratings": {"2.A.1.b": 1.0}}}
    data = client.post(PATH, json={"text": POSTING, "profile": profile}).json()["data"]
    assert [skill["key"] for skill in data["lacking"]["lacks"]] == ["2.A.1.b"]
    assert "lacking" not in client.post(PATH, json={"text": POSTING}).json()["data"]


def test_nothing_is_kept(client, app):
    before = set(app.state.answers._kept)
    headers = client.post(PATH, json={"text": RESUME}).headers
    assert headers["cache-control"] == "private, no-store"
    assert "etag" not in headers
    assert set(app.state.answers._kept) == before


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"", "text/plain", 422),
        (b"not a pdf", "application/pdf", 422),
        (b"x", "image/png", 422),
        (b"x", "", 422),
        (b"{", "application/json", 422),
        (b"[" * 100_000, "application/json", 422),
        (b'{"text": 5}', "application/json", 422),
        (b'{"text": "cook", "other": 1}', "application/json", 422),
        (b'{"text": "cook", "profile": 3}', "application/json", 422),
        (b"x" * (MOST_BYTES + 1), "text/plain", 413),
    ],
)
def test_hostile_bodies_end_in_one_error(client, content, media_type, status):
    answer = client.post(PATH, content=content, headers={"content-type": media_type})
    assert answer.status_code == status
    assert answer.json()["error"]["what"]


def test_only_this_address_takes_large_bodies(client):
    text = "cook\n" * (LARGEST_BODY // 4)
    headers = {"content-type": "text/plain"}
    assert client.post(PATH, content=text, headers=headers).status_code == 200
    assert client.post("/api/v1/results", content=text, headers=headers).status_code == 413


def test_it_takes_nothing_but_posts_and_is_described(client):
    assert client.get(PATH).status_code == 405
    described = client.get("/api/v1/openapi.json").json()["paths"][PATH]["post"]
    assert "application/pdf" in described["requestBody"]["content"]
