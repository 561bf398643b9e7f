"""The interview as a state: answer, skip, back, save, resume, progress."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerclusters.errors import InputError, UnknownError
from careerclusters.people.profile.file import load_profile, save_profile
from careerclusters.people.profile.instruments import FORMS
from careerclusters.people.profile.interview import DEFAULT_SECTIONS, resume, start
from careerclusters.people.profile.person import InterestAnswers, Person
from careerclusters.people.profile.preferences import Constraints, Preferences
from careerclusters.people.profile.questions import (
    SECTIONS,
    SHORT_STRENGTHS,
    find_question,
    section_questions,
)
from careerclusters.people.profile.strengths import Done, StrengthEvidence


def first_value(question):
    return question.options[0][0] if question.options else question.least


def run(interview, pick=first_value):
    while question := interview.question:
        interview = interview.answer(pick(question))
    return interview


@pytest.mark.parametrize("section", list(SECTIONS))
def test_every_question_has_words_and_takes_each_of_its_answers(section):
    for question in section_questions(section):
        assert question.text
        assert find_question(question.question_id) is question
        for place, (value, words) in enumerate(question.options, start=1):
            assert words
            assert question.check(value) == value
            assert question.parse(f" {place} ") == value
        for typed in ("", "0", "99999999", "x", "²", "nan"):
            with pytest.raises(InputError):
                question.parse(typed) if question.options or typed not in ("0",) else question.parse("x")


def test_typed_money_is_read():
    assert find_question("limits:pay_min_usd").parse("$42,500") == 42500.0


@pytest.mark.parametrize("form", list(FORMS))
def test_a_whole_interview_gives_a_person_with_every_part(form):
    interview = run(start(form))
    assert interview.is_done
    assert interview.progress().share == 1
    assert interview.progress().is_exact
    assert interview.to_person().missing == ()


def test_progress_counts_up_to_the_end():
    interview = start("adaptive", sections=("interests", "limits"))
    assert not interview.progress().is_exact
    assert "at most" in str(interview.progress())
    shares = []
    while question := interview.question:
        assert interview.progress().section == question.section
        interview = interview.answer(first_value(question))
        shares.append(interview.progress().done)
    assert shares == sorted(shares)
    assert interview.progress().done == interview.progress().total


def test_back_returns_to_the_question_before_and_takes_its_answer_back():
    before = start("adaptive", sections=("interests",))
    for value in (5, 4, 1, 2, 3, 5, 4):
        before = before.answer(value)
    after = before.answer(5)
    returned = after.back()
    assert returned.question == before.question
    assert returned.answers == before.answers
    assert returned.answer(2).answers[before.question.question_id] == 2
    assert after.answers != before.answers, "nothing was changed in place"


def test_back_undoes_a_skip():
    skipped = start("short").skip()
    assert skipped.question.question_id == "interests:I01"
    assert skipped.back().question.question_id == "interests:R01"
    assert skipped.back().skipped == frozenset()


def test_no_way_back_from_the_first_and_no_answer_after_the_last():
    first = start("short")
    assert not first.can_go_back
    with pytest.raises(InputError, match="no earlier"):
        first.back()
    last = run(start("short", sections=("limits",)))
    for act in (lambda: last.answer(1), last.skip):
        with pytest.raises(InputError, match="All questions"):
            act()


@pytest.mark.parametrize("value", [0, 6, "4", 2.5, None, True])
def test_an_answer_must_be_one_of_the_offered(value):
    with pytest.raises(InputError):
        start("short").answer(value)


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from(["answer", "skip", "back", "save"]), max_size=60), st.sampled_from(list(FORMS))
)
def test_any_sequence_of_steps_keeps_the_state_whole(steps, form):
    interview = start(form)
    for place, step in enumerate(steps):
        question = interview.question
        if question is None:
            break
        if step == "answer":
            options = question.options or ((question.most, ""),)
            interview = interview.answer(options[place % len(options)][0])
        elif step == "skip":
            interview = interview.skip()
        elif step == "back" and interview.can_go_back:
            interview = interview.back()
        elif step == "save":
            told = interview.to_person()
            assert resume(told).to_person() == told
        progress = interview.progress()
        assert 0 <= progress.done <= progress.total
        assert not set(interview.answers) & interview.skipped


def test_saving_and_resuming_goes_on_at_the_same_question(tmp_path):
    interview = start("adaptive")
    for value in (5, 4, 1, 2, 3):
        interview = interview.answer(value).skip()
    path = save_profile(interview.to_person(), tmp_path / "me.json")
    again = resume(load_profile(path))
    assert again.question == interview.question
    assert again.to_person() == interview.to_person()


def test_what_was_skipped_is_not_asked_again(tmp_path):
    interview = start("short", sections=("values", "environment", "limits"))
    interview = interview.skip().answer(4).skip()
    again = resume(load_profile(save_profile(interview.to_person(), tmp_path / "me.json")),
                   sections=interview.sections)  # fmt: skip
    assert again.question == interview.question
    assert again.skipped == interview.skipped
    other = resume(interview.to_person(), sections=("environment",)).to_person()
    assert other.skipped == interview.to_person().skipped, "sections not asked keep theirs"


@pytest.mark.parametrize("skipped", [["values:nothing"], ["interests:R01"], [3], "values:support", ["x"]])
def test_wrong_skipped_questions_are_refused(skipped):
    from careerclusters.people.profile.file import person_from_dict

    with pytest.raises(InputError):
        person_from_dict({"careerclusters_profile": 1, "skipped": skipped})


def test_resuming_keeps_what_the_questions_do_not_cover():
    person = Person(
        strengths=StrengthEvidence({"2.A.1.a": 4}, experiences=(Done("band"),)),
        preferences=Preferences({"heat_cold": -1}, lenses=("apprenticeship",)),
        constraints=Constraints({"aggression": "never"}, job_zone_max=3),
    )
    after = run(resume(person)).to_person()
    assert after.strengths.experiences == person.strengths.experiences
    assert after.strengths.ratings["2.A.1.a"] == 4
    assert after.preferences.environment["heat_cold"] == -1
    assert after.preferences.lenses == ("apprenticeship",)
    assert after.constraints.environment["aggression"] == "never"
    assert after.constraints.job_zone_max == 3


def test_theme_scores_from_elsewhere_survive_until_items_are_answered():
    themes = dict.fromkeys("RIASEC", 3.0)
    interview = resume(Person(InterestAnswers(themes=themes)))
    assert interview.to_person().interests.themes == themes
    assert interview.answer(5).to_person().interests.themes is None


def test_never_is_a_constraint_and_the_rest_are_wishes():
    interview = start("short", sections=("environment",)).answer("never").answer(-2)
    person = interview.to_person()
    assert person.constraints.environment == {"outdoors": "never"}
    assert person.preferences.environment == {"sitting": -2}


def test_no_element_is_asked_twice():
    interview = run(start("short", sections=("strengths", "skills", "knowledge", "abilities")))
    asked = [key.split(":")[1] for key in interview.trail]
    assert len(asked) == len(set(asked)) == 120


def test_unknown_sections_are_refused():
    for sections in ((), ("hobbies",), ("interests", "interests")):
        with pytest.raises(InputError, match="sections"):
            start("short", sections=sections)
    with pytest.raises(UnknownError):
        find_question("interests:X1")
    assert set(DEFAULT_SECTIONS) <= set(SECTIONS)


def test_the_short_strengths_are_those_that_say_most(catalog):
    """Greedy choice again: each next element lowers the sum of remaining variances most."""
    import numpy as np

    from careerclusters.features.level_model import LENIENCE_SD, SELF_RATING_SD, fit_level_model

    model = fit_level_model(catalog)
    noise = SELF_RATING_SD**2 + LENIENCE_SD**2
    covariance, total = model.covariance.copy(), np.trace(model.covariance) - len(model.mean)
    best = []
    for _ in SHORT_STRENGTHS:
        gain = (covariance**2).sum(axis=0) / (np.diag(covariance) + noise)
        gain[best] = -1
        best.append(int(gain.argmax()))
        column = covariance[:, best[-1]].copy()
        covariance -= np.outer(column, column) / (column[best[-1]] + noise)
    chosen = np.array([model.element_ids.index(element_id) for element_id in SHORT_STRENGTHS])
    cross = model.covariance[:, chosen]
    ours = model.covariance - cross @ np.linalg.solve(cross[chosen] + noise * np.eye(len(chosen)), cross.T)
    explained = [1 - (np.trace(c) - len(model.mean)) / total for c in (ours, covariance)]
    assert explained[0] >= explained[1] - 0.01
    assert explained[0] >= 0.5
