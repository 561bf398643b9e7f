"""An analyst and a plant that closes: from a pasted list to a printed brief and tables, wide and narrow."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser

MACHINIST, ASSEMBLER = "51-4041.00", "51-2092.00"


def list_of(said) -> str:
    """A list as offices keep it: a job as the language calls it, others by their English titles."""
    return f"{said.job(MACHINIST)} = 300\nwelder = 120\nproduction worker = 33"


def begin(page, said) -> None:
    page.goto(said.path("/"))
    link = page.get_by_role("link", name=said.say("When a workplace closes"))
    if not link.is_visible():
        page.get_by_text(said.say("More pages")).click()
    link.click()
    page.wait_for_url("**/closure")
    page.locator("#lost").fill(list_of(said))
    page.locator("#area").fill("Ohio")
    page.get_by_role("button", name=said.say("Show what people could do")).click()
    page.wait_for_selector(".asks")


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("en", 390), ("es", 1280)])
def test_from_a_list_to_a_brief_and_tables(opened, checks, speech, read_pdf, language, width):
    page, said = opened(width=width, language=language), speech(language)
    seen = []
    page.on("request", lambda request: seen.append(request.url))
    begin(page, said)
    assert said.count("{n} person", "{n} people", 33) in page.locator(".asks").inner_text()
    page.locator(".asks select").select_option(label=said.job(ASSEMBLER))
    page.get_by_role("button", name=said.say("Use these answers")).click()
    page.wait_for_function("() => document.querySelector('.finding')?.innerText.includes('453')")
    assert page.locator(".asks select").input_value().startswith(f"{ASSEMBLER}|")
    checks.fits(page)
    checks.is_accessible(page)
    picture = page.locator(".flows:visible")
    assert picture.count() == 1
    assert f"{said.job(MACHINIST)} 300" in picture.text_content()
    with page.expect_download() as got:
        page.get_by_role("button", name=f"{said.say('Who goes where')} (CSV)").click()
    text = got.value.path().read_text(encoding="utf-8")
    assert got.value.suggested_filename == "closure.csv"
    assert f"no_training,{MACHINIST},{said.job(MACHINIST)}" in text
    page.get_by_role("button", name=said.say("Brief to print")).click()
    page.wait_for_url("**/closure/brief")
    assert page.locator(".sheet table.at-once tbody tr").count() == 3
    for words in ("A closure: who could go where", "With no training", "What this can't tell"):
        assert said.say(words) in page.locator(".sheet").inner_text()
    checks.is_accessible(page)
    page.emulate_media(media="print")
    assert page.get_by_role("button", name=said.say("Back to the desk")).is_hidden()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter"))) == 1
    page.emulate_media(media="screen")
    with page.expect_download() as got:
        page.get_by_role("button", name=said.say("As PDF")).click()
    spoken, texts = read_pdf(got.value.path())
    assert spoken == language
    assert said.say("What this sheet can't tell") in texts[0]
    assert said.count("{n} person", "{n} people", 453) in texts[0]
    page.get_by_role("button", name=said.say("Back to the desk")).click()
    page.wait_for_url("**/closure")
    assert page.locator("#lost").input_value().strip() == list_of(said)
    assert not [address for address in seen if "welder" in address or "lost=" in address]


def test_going_back_finds_the_list_again_and_forgetting_deletes_it(opened, speech):
    page, said = opened(), speech("en")
    begin(page, said)
    page.locator("table a", has_text="Welder").first.click()
    page.wait_for_url("**/occupations/**")
    assert "area=Ohio" in page.url
    page.go_back()
    page.wait_for_selector(".asks")
    assert page.locator("#lost").input_value().strip() == list_of(said)
    page.get_by_role("button", name="Delete all my answers").click()
    page.wait_for_url("**/")
    assert page.evaluate("sessionStorage.length") == 0


def test_a_file_dropped_is_read_and_a_wage_file_stays_chosen(opened, tmp_path):
    page = opened()
    roster = tmp_path / "roster.csv"
    roster.write_text("Job title,Employees\nwelder,12\n", encoding="utf-8")
    page.goto("/closure")
    page.locator("#file").set_input_files(roster)
    assert "roster.csv is read" in page.locator("[data-dropped]").inner_text()
    page.get_by_role("button", name="Show what people could do").click()
    page.wait_for_selector(".flows")
    assert "12" in page.locator(".finding").inner_text()
    wages = tmp_path / "wages.csv"
    wages.write_text("OCC_CODE,A_MEDIAN\n29-1141,86070\n99-9999,5\n", encoding="utf-8")
    page.goto("/local")
    page.locator("#file").set_input_files(wages)
    page.get_by_role("button", name="Check the file").click()
    page.wait_for_selector(".finding")
    assert page.locator(".finding").inner_text() == "1 line taken from wages.csv, 1 refused."
    with page.expect_download() as got:
        page.get_by_role("button", name="Cleaned table (CSV)").click()
    assert "29-1141.00,Registered Nurses" in got.value.path().read_text(encoding="utf-8")


def test_without_scripts_a_list_gets_its_answer(opened, speech):
    page = opened(java_script_enabled=False)
    page.goto("/closure")
    page.locator("#lost").fill(list_of(speech("en")))
    page.get_by_role("button", name="Show what people could do").click()
    assert page.url.endswith("/closure")
    assert page.locator(".flows:visible").count() == 1
    page.get_by_role("button", name="Brief to print").click()
    assert page.locator(".sheet table.at-once tbody tr").count() == 3
