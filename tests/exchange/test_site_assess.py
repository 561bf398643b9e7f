"""The questions in the browser: same themes and same suggestions as the library, for 200 random people."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from careerclusters.exchange.site.assess import (
    SCRIPTS,
    assess_body,
    assess_data,
    assess_sentences,
    with_assess,
)
from careerclusters.people import InterestAnswers, Person
from careerclusters.people.matching.alone import interests_alone
from careerclusters.people.profile.instruments import form_items, load_items
from careerclusters.people.profile.theme_model import THEMES

PEOPLE = 200
MOST_BYTES = 150_000


def some_people(seed: int = 19) -> list[dict[str, int]]:
    """Answers of people with likings of their own, of hasty ones, and of some who skipped questions."""
    random = np.random.default_rng(seed)
    items = form_items("short")
    people = []
    for number in range(PEOPLE):
        themes = random.normal(3.0, 0.3 if number % 5 == 0 else 1.2, 6)
        noise = 0.0 if number % 20 == 0 else 0.8
        answers = {
            item.item_id: int(
                np.clip(round(themes[THEMES.index(item.theme)] + random.normal(0, noise)), 1, 5)
            )
            for item in items
        }
        if number % 10 == 1:
            answers = {item.item_id: int(random.integers(1, 6)) for item in items}
        if number % 25 == 2:
            answers = dict.fromkeys(answers, int(random.integers(1, 6)))
            answers[str(random.choice(list(answers)))] = 4
        if number % 7 == 3:
            # Two answers of each theme are enough; half of the rest is skipped.
            spare = [item.item_id for item in items[12:]]
            for item_id in random.choice(spare, 6, replace=False):
                del answers[str(item_id)]
        people.append(answers)
    return people


def asked_in_browser(browser, atlas, people: list[dict[str, int]]) -> list[dict]:
    """What `assess.js` says to each, in one call."""
    page = browser.new_page()
    try:
        page.add_script_tag(content=assess_data(atlas))
        page.add_script_tag(content=script("assess.js"))
        return page.evaluate(
            """people => people.map((answers) => {
                const found = Assess.profile(answers);
                const say = (view) => Assess.suggest(found, view).map(({ row, family, theme }) =>
                    [ASSESS.jobs.codes[row], family.map((other) => ASSESS.jobs.codes[other]), theme]);
                return { ...found, cards: { raw: say("raw"), relative: say("relative") } };
            })""",
            people,
        )
    finally:
        page.close()


def script(name: str) -> str:
    from importlib import resources

    return (resources.files("careerclusters.exchange.site") / name).read_text("utf-8")


@pytest.mark.browser
def test_the_script_says_what_the_library_says(browser, atlas):
    people = some_people()
    said = asked_in_browser(browser, atlas, people)
    matcher, seen = atlas.matcher, {"hasty": 0, "doors": 0, "list": 0, "few": 0}
    for number, (answers, told) in enumerate(zip(people, said, strict=True)):
        person = Person(interests=InterestAnswers("short", answers))
        profile = person.interest_profile()
        assert told["raw"] == pytest.approx(profile.vector.tolist(), abs=1e-6)
        assert told["relative"] == pytest.approx(profile.relative.tolist(), abs=1e-6)
        assert told["errors"] == pytest.approx([t.standard_error for t in profile.themes], abs=1e-6)
        is_hasty = any(pattern.is_serious for pattern in profile.patterns)
        assert (told["hasty"], told["standsOut"]) == (is_hasty, profile.stands_out)
        assert any(told["missing"]) is not profile.is_enough
        for view in ("relative", "raw") if number % 4 == 0 else ("relative",):
            match = matcher.match(person, draws=0, view=view)
            cards = [[card.code_onet, list(card.family), card.theme] for card in match.cards[:10]]
            assert told["cards"][view] == cards, (answers, view)
        seen["hasty"] += is_hasty
        seen["doors" if not profile.stands_out else "list"] += 1
        seen["few"] += len(answers) < 24
    # All branches were walked.
    assert min(seen.values()) >= 5, seen


@pytest.mark.browser
def test_too_few_answers_are_counted_as_the_library_counts_them(browser, atlas):
    answers = {"R01": 5, "R02": 4, "I01": 3, "A01": 1, "A02": 2, "S01": 5, "S02": 1, "C01": 3, "C02": 2}
    (told,) = asked_in_browser(browser, atlas, [answers])
    assert told["missing"] == [0, 1, 0, 0, 2, 0]
    todo = Person(interests=InterestAnswers("short", answers)).interest_profile().todo
    assert "1 more answer on Investigative" in todo
    assert "2 more answers on Enterprising" in todo


def test_the_data_is_small_and_says_what_the_library_knows(atlas):
    text = assess_data(atlas)
    assert len(text.encode()) <= MOST_BYTES
    told = json.loads(text.removeprefix("window.ASSESS = ").rstrip().removesuffix(";"))
    jobs, features = told["jobs"], atlas.matcher.features
    nurse = features.codes.index("29-1141.00")
    assert (jobs["codes"][nurse], jobs["names"][nurse]) == ("29-1141.00", "Registered nurse")
    assert jobs["interests"][nurse] == pytest.approx(features.interests[nurse].tolist(), abs=5e-7)
    score, parts = atlas.matcher.score(Person())
    assert set(parts) == {"pay", "openings", "start"}
    assert jobs["base"][nurse] == score[nurse] == pytest.approx(sum(p[nurse] for p in parts.values()))
    assert [item for item, _ in told["items"]] == [item.item_id for item in form_items("short")]
    sentences = assess_sentences(atlas)
    assert sentences.count('","') == len(features.codes) - 1


def test_near_twins_go_both_ways_and_the_military_is_no_choice(atlas):
    alone = interests_alone(atlas.matcher)
    for row, twins in enumerate(alone.twins):
        assert all(row in alone.twins[other] for other in twins)
        assert all(alone.codes[other][:4] == alone.codes[row][:4] for other in twins)
    is_military = np.array([code.startswith("55-") for code in alone.codes])
    assert not alone.is_choice[is_military].any()
    assert alone.is_choice.sum() > 800


def test_the_page_asks_every_question_once_and_needs_no_server():
    page = with_assess(f"<html><head></head><main>{assess_body()}</main></html>")
    short = {item.item_id for item in load_items() if item.is_short}
    for item_id in short:
        assert len(re.findall(rf'type="radio" name="{item_id}" value="[1-5]"', page)) == 5
    assert page.count("<fieldset>") == len(short) == 24
    assert [name for name in SCRIPTS if f'src="static/{name}.js"' in page] == list(SCRIPTS)
    # A strict policy allows neither scripts nor styles nor handlers inside the page.
    assert not re.search(r"<script(?! src)|<style|\son\w+=|\sstyle=|\saction=", page)
    for name in ("assess.js", "assess-page.js"):
        assert not re.search(
            r"fetch\(|XMLHttp|Storage|cookie|sendBeacon|eval\(|innerHTML|\.style\b", script(name)
        )
