"""Pages about a person: the questions to their end, what fits, the sheet; nothing is kept."""

from __future__ import annotations

import json
import random
import re
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest

from careerclusters.people import Constraints, InterestAnswers, Person, StrengthEvidence, start
from careerclusters.people.profile.file import person_to_dict
from careerclusters.people.profile.instruments import form_items
from careerclusters.people.profile.questions import SHORT_STRENGTHS
from careerclusters.web.guard import LARGEST_BODY
from careerclusters.web.pages.results import shared_liking
from careerclusters.web.profile_code import code_of, person_of

NURSE = "29-1141.00"


@pytest.fixture(scope="module")
def person() -> Person:
    interview = start("short", sections=("interests",))
    while interview.question is not None:
        interview = interview.answer({"S": 4, "R": 5}.get(interview.question.question_id[10], 2))
    return interview.to_person()


@pytest.fixture(scope="module")
def me(person) -> str:
    return code_of(person)


def data(client, path: str, **given) -> dict:
    answer = client.get("/api/v1" + path, params=given)
    assert answer.status_code == 200, answer.text[:300]
    return answer.json()["data"]


def follow(parse, text: str) -> dict[str, str]:
    """Hidden fields of the question's form: what a browser without scripts would send."""
    return {one["name"]: one["value"] for one in parse(text).all("input") if one.get("type") == "hidden"}


@pytest.mark.parametrize(("section", "answer"), [("interests", "4"), ("limits", "2"), ("values", "skip")])
def test_a_section_is_answered_to_its_end_without_scripts(client, parse, section, answer):
    text = client.get("/assess", params={"section": section}).text
    steps = 0
    while steps < 70:
        steps += 1
        fields = follow(parse, text)
        if "q" not in fields:
            break
        value = "25000" if fields["q"] == "limits:pay_min_usd" else answer
        text = client.get("/assess", params={**fields, "value": value}).text
    page = parse(text)
    assert "That was it" in page.words
    assert 2 <= steps <= 60
    code = parse_qs(urlsplit(next(a["href"] for a in page.all("a") if "/results" in a["href"])).query)["me"][
        0
    ]
    told = person_of(code)
    if section == "values":
        assert told.skipped
    else:
        assert section.removesuffix("s") in str(person_to_dict(told)) or told.constraints is not None


def test_going_back_shows_the_answer_given_and_replaces_it(client):
    first = data(client, "/assess", section="interests")
    question = first["question"]["question_id"]
    second = data(client, "/assess", section="interests", q=question, value="5")
    assert second["question"]["question_id"] != question
    assert (second["number"], second["n_done"]) == (2, 1)
    back = client.get("/api/v1" + second["back"]).json()["data"]
    assert back["question"]["question_id"] == question
    assert [one["place"] for one in back["question"]["options"] if one["is_chosen"]] == [5]
    assert back["back"] is None
    again = data(client, "/assess", section="interests", me=back["me"], q=question, value="1")
    item = question.split(":")[1]
    assert person_of(again["me"]).interests.answers == {item: 1}


def test_reloading_an_answer_changes_nothing(client):
    given = {"section": "interests", "q": "interests:R01", "value": "3"}
    assert data(client, "/assess", **given) == data(client, "/assess", **given)


@pytest.mark.parametrize(
    "given",
    [
        {"section": "nothing"},
        {"section": "interests", "form": "tiny"},
        {"section": "interests", "q": "values:support", "value": "1"},
        {"section": "interests", "q": "interests:R01", "value": "9"},
        {"section": "limits", "q": "limits:pay_min_usd", "value": "-1"},
        {"section": "interests", "me": "1broken"},
        {"me": "x" * 5000},
    ],
)
def test_wrong_answers_are_refused_with_words(client, parse, given):
    answer = client.get("/assess", params=given)
    assert answer.status_code in (414, 422)
    if answer.status_code == 422:
        assert parse(answer.text).problems == []


def test_results_agree_with_the_library(client, app, person, me):
    found = app.state.store.current().atlas.matcher.match(person, draws=200)
    shown = data(client, "/results", me=me)
    assert [one["code_onet"] for one in shown["fits"]] == [card.code_onet for card in found.cards[:10]]
    for fit in shown["fits"]:
        assert fit["rank_low"] <= fit["rank"] <= fit["rank_high"]
        assert sum(part["value"] for part in fit["parts"]) == pytest.approx(fit["score"], abs=1e-4)
        assert len(fit["reasons"]) >= 2
    assert {one["kind"] for one in shown["others"]} == {"stretch", "unexpected"}
    assert shown["themes"][0]["score"] == max(one["score"] for one in shown["themes"])
    assert 0 <= shown["x"] <= 1


def test_a_profile_in_the_body_is_the_same_as_one_in_the_address(client, person, me):
    posted = client.post("/api/v1/results", json=person_to_dict(person))
    assert posted.status_code == 200
    assert posted.json()["data"] == data(client, "/results", me=me)


def test_results_are_read_in_words_with_the_exact_values_folded(client, me, parse):
    """What is liked is said in words, ranges and letters stand in a fold, and no sentence comes ten times."""
    shown = data(client, "/results", me=me)
    assert {one["liked"] for one in shown["themes"]} <= {
        "you like it a lot",
        "you like it",
        "so-so",
        "not much",
        "hardly at all",
    }
    text = client.get("/results", params={"me": me}).text
    likes = text[text.index('class="likes"') : text.index("The exact values")]
    assert not re.search(r"\d\.\d", re.sub(r"<svg.*?</svg>", "", likes, flags=re.S))
    if shown["shared_liking"]:
        assert text.count(shown["shared_liking"]) == 1
    assert [one["number"] for one in shown["spots"]] == list(range(1, len(shown["spots"]) + 1))


def test_what_most_cards_begin_with_is_said_once():
    fits = [
        SimpleNamespace(reasons=(first, "It is far.")) for first in ("You like A. Here.", "You like B. So.")
    ]
    assert shared_liking(fits) is None
    assert shared_liking([*fits, fits[0], fits[0]]) == "You like A."
    assert shared_liking([SimpleNamespace(reasons=())]) is None


def test_nothing_about_a_person_is_kept(client, app, person, me):
    before = set(app.state.answers._kept)
    for path in ("/results", "/report", "/report.pdf", "/you", "/api/v1/you", "/assess", "/wishes"):
        headers = client.get(path, params={"me": me}).headers
        assert headers["cache-control"] == "private, no-store"
        assert "etag" not in headers
    assert client.post("/api/v1/results", json=person_to_dict(person)).headers["cache-control"] == (
        "private, no-store"
    )
    assert set(app.state.answers._kept) == before
    # Before anything is told the page is everybody's.
    assert client.get("/assess").headers["etag"]
    assert ("/assess", "") in {key[2:] for key in app.state.answers._kept}


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"{}", 422),
        (b"[" * 5000, 400),
        (b"not json", 422),
        (b'{"careerclusters_profile": 9}', 422),
        (b'{"careerclusters_profile": 1, "strengths": {"ratings": {"2.A.1.a": NaN}}}', 422),
        (b" " * (LARGEST_BODY + 1), 413),
    ],
)
def test_wrong_profiles_are_refused(client, content, status):
    answer = client.post("/api/v1/you", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    assert answer.json()["ok"] is False


def test_too_little_says_what_to_answer(client):
    for given in ({}, {"me": code_of(Person(InterestAnswers("short", {"R01": 5})))}):
        shown = data(client, "/results", **given)
        assert shown["is_enough"] is False
        assert shown["fits"] == []
        assert shown["todo"]
        assert shown["ask"]["href"].startswith("/assess?")


def test_why_splits_the_score_and_names_a_lift(client, me):
    code = data(client, "/results", me=me)["others"][0]["fit"]["code_onet"]
    shown = data(client, f"/results/{code}", me=me, lift="true")
    assert sum(part["value"] for part in shown["parts"]) == pytest.approx(shown["score"], abs=1e-4)
    assert shown["rank"] > 10
    assert shown["changes"]
    assert shown["rank_lifted"] < shown["rank"]


def test_what_a_limit_removed_is_said(client, parse, person):
    from dataclasses import replace

    held = code_of(replace(person, constraints=Constraints(education_max="secondary")))
    assert data(client, "/results", me=held)["removed"]
    answer = client.get("/results/29-1141.00", params={"me": held})
    assert answer.status_code == 404
    assert "constraint" in parse(answer.text).words.lower()


def test_strengths_come_from_work_and_hobbies(client):
    shown = data(client, "/strengths", held="registered nurse", years=4, done=["band"])
    assert [one["key"] for one in shown["held"]] == [NURSE]
    assert [one["key"] for one in shown["done"]] == ["band"]
    assert {one["source"] for one in shown["levels"]} <= {"occupation", "experience"}
    without = client.get("/api/v1" + shown["held"][0]["without"]).json()["data"]
    assert without["held"] == []
    assert [one["key"] for one in without["done"]] == ["band"]
    assert data(client, "/strengths", held="teacher")["choices"]
    assert data(client, "/strengths", held="zzzzqqqxx")["problem"]
    assert client.get("/strengths", params={"done": "nothing"}).status_code == 404


def test_wishes_are_kept_changed_and_taken_back(client):
    first = data(client, "/wishes", w=["environment:outdoors=5", "values:support=1"], pay="30000")
    person = person_of(first["me"])
    assert person.preferences.environment or person.constraints.environment
    assert person.constraints.pay_min_usd == 30_000
    second = data(client, "/wishes", me=first["me"], w=["environment:outdoors=", "values:support="], pay="")
    assert second["n_answered"] == 0
    for wrong in ("outdoors", "environment:nothing=1", "environment:outdoors=77"):
        assert client.get("/wishes", params={"w": wrong}).status_code in (404, 422)


def test_the_profile_shown_is_one_that_can_be_read(client, person, me):
    shown = data(client, "/you", me=me)
    assert shown["profile"] == json.loads(json.dumps(person_to_dict(person)))
    assert len(shown["answers"]) == 24
    assert all(one["href"].startswith("/assess?") for one in shown["answers"])


def test_shortlist_keeps_the_order_and_says_what_is_unknown(client):
    shown = data(client, "/shortlist", of=["M01", NURSE, "zzzzqqqxx", NURSE])
    assert [one["key"] for one in shown["kept"]] == ["M01", NURSE]
    assert shown["unknown"] == ["zzzzqqqxx"]
    assert shown["kept"][0]["without"] == [NURSE]
    assert client.get("/shortlist", params={"of": ["x"] * 30}).status_code == 422


def test_the_sheet_has_three_options_a_stretch_and_a_surprise(client, me):
    shown = data(client, "/report", me=me)
    assert [one["label"] for one in shown["options"]] == ["Option 1", "Option 2", "Option 3"]
    assert len(shown["others"]) == 2
    assert 4 <= len(shown["questions"]) <= 6
    own = data(client, "/report", of=["welder", NURSE])
    assert own["is_own_choice"]
    assert [one["code_onet"] for one in own["options"]][1] == NURSE
    assert data(client, "/report")["todo"]
    assert shown["not_suggested"] == []


def test_a_stretch_that_was_chosen_or_not_found_is_said(client, me):
    stretch = data(client, "/report", me=me)["others"][0]
    own = data(client, "/report", me=me, of=[stretch["code_onet"]])
    assert stretch["code_onet"] not in [one["code_onet"] for one in own["others"]]
    assert f"A deliberate stretch: {stretch['name']}, which stands above." in own["not_suggested"]
    chance = random.Random(0)
    answers = {one.item_id: chance.randint(1, 5) for one in form_items("short")}
    uneven = {one: chance.randint(0, 4) * 1.5 for one in SHORT_STRENGTHS}
    code = code_of(Person(InterestAnswers("short", answers), StrengthEvidence(uneven)))
    for path in ("/results", "/report"):
        words = data(client, path, me=code)["not_suggested"]
        assert "No stretch" in [one[:10] for one in words]
        assert words[0] in client.get(path, params={"me": code}).text


def test_the_sheet_as_pdf_is_one_page_and_the_same_each_time(client, me):
    import re

    for given in ({"me": me}, {"of": ["welder", NURSE, "dentist"]}, {}):
        one = client.get("/report.pdf", params=given)
        assert one.headers["content-type"] == "application/pdf"
        assert one.content.startswith(b"%PDF")
        assert len(re.findall(rb"/Type /Page\b", one.content)) == 1
        assert client.get("/report.pdf", params=given).content == one.content


def test_pairs_of_jobs_lead_to_wishes_without_scripts(client, parse):
    """Who always takes the first job: each step is a form that is sent, none of it in an address."""
    text, steps = client.get("/tradeoffs").text, 0
    while "Which job would you take?" in text and steps < 20:
        steps += 1
        fields = follow(parse, text)
        text = client.post("/tradeoffs", data={**fields, "value": "1" if steps % 3 else "skip"}).text
    assert 6 <= steps <= 12
    page = parse(text)
    assert "What you want most" in page.words
    me = next(parse_qs(urlsplit(a["href"]).query)["me"][0] for a in page.all("a") if "/results" in a["href"])
    choices = person_of(me).preferences.choices
    assert len(choices) == steps
    answers = data(client, "/you", me=me)["answers"]
    assert len([one for one in answers if one["section"] == "choices"]) == steps
    back = client.get(answers[2]["href"])
    assert "Pair 3 of at most 12" in parse(back.text).words
    assert "no-store" in back.headers["cache-control"]


def test_a_pair_sent_twice_counts_once(client):
    pair = data(client, "/tradeoffs")["jobs"]
    sent = {"first": pair[0]["code_onet"], "second": pair[1]["code_onet"]}
    once = data(client, "/tradeoffs", **sent, value="1")
    twice = data(client, "/tradeoffs", **sent, value="2", me=once["me"])
    assert once["number"] == twice["number"] == 2
    assert person_of(twice["me"]).preferences.choices[0].answer == "second"
    assert client.get("/api/v1/tradeoffs", params={**sent, "value": "7"}).status_code == 422
    assert (
        client.get("/api/v1/tradeoffs", params={**sent, "first": "99-9999.00", "value": "1"}).status_code
        == 404
    )
    assert data(client, "/tradeoffs", me=once["me"], again="1")["number"] == 1


@pytest.mark.parametrize("path", ["/results", "/you", "/report", "/strengths", "/wishes", "/assess"])
def test_without_scripts_no_link_holds_answers(client, parse, me, path):
    """Each stands beside a button that sends them; only the link to bookmark is meant to hold them."""
    tree = parse(client.get(f"{path}?me={me}").text)
    open_links = [
        link
        for link in tree.all("a")
        if "me=" in (link.get("href") or "")
        and "scripted" not in (link.get("class") or "").split()
        and "data-bookmark" not in link
    ]
    assert [link.get("href")[:40] for link in open_links] == []
    buttons = [one for one in tree.all("button") if one.get("form") == "sent"]
    assert buttons
    for button in buttons:
        assert button.get("name") == "query"
        assert f"me={me}" in button.get("value")
        sent = client.post(button.get("formaction"), data={"query": button.get("value")})
        assert sent.status_code == 200, button.get("formaction")
