"""An analyst and a plant that closes: from a pasted list to a printed brief and tables, wide and narrow."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser

LIST = "machinist = 300\nwelder = 120\nproduction worker = 33"


def begin(page) -> None:
    page.goto("/")
    link = page.get_by_role("link", name="When a workplace closes")
    if not link.is_visible():
        page.get_by_text("More pages").click()
    link.click()
    page.wait_for_url("**/closure")
    page.locator("#lost").fill(LIST)
    page.locator("#area").fill("Ohio")
    page.get_by_role("button", name="Show what people could do").click()
    page.wait_for_selector(".asks")


@pytest.mark.parametrize("width", [1280, 390])
def test_from_a_list_to_a_brief_and_tables(opened, checks, width):
    page = opened(width=width)
    seen = []
    page.on("request", lambda request: seen.append(request.url))
    begin(page)
    assert "33 people" in page.locator(".asks").inner_text()
    page.locator(".asks select").select_option(label="Assembly line worker")
    page.get_by_role("button", name="Use these answers").click()
    page.wait_for_function("() => document.querySelector('.finding')?.innerText.includes('453')")
    assert page.locator(".asks select").input_value().startswith("51-2092.00|")
    checks.fits(page)
    checks.is_accessible(page)
    picture = page.locator(".flows:visible")
    assert picture.count() == 1
    assert "Machinist 300" in picture.text_content()
    with page.expect_download() as got:
        page.get_by_role("button", name="Who goes where (CSV)").click()
    text = got.value.path().read_text(encoding="utf-8")
    assert got.value.suggested_filename == "closure.csv"
    assert "no_training,51-4041.00,Machinist" in text
    page.get_by_role("button", name="Brief to print").click()
    page.wait_for_url("**/closure/brief")
    assert page.locator(".sheet .card").count() == 3
    checks.is_accessible(page)
    page.emulate_media(media="print")
    assert page.get_by_role("button", name="Back to the desk").is_hidden()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter"))) == 1
    page.emulate_media(media="screen")
    with page.expect_download() as got:
        page.get_by_role("button", name="As PDF").click()
    assert got.value.path().read_bytes().startswith(b"%PDF")
    page.get_by_role("button", name="Back to the desk").click()
    page.wait_for_url("**/closure")
    assert page.locator("#lost").input_value().strip() == LIST
    assert not [address for address in seen if "machinist" in address or "lost=" in address]


def test_going_back_finds_the_list_again_and_forgetting_deletes_it(opened):
    page = opened()
    begin(page)
    page.locator("table a", has_text="Welder").first.click()
    page.wait_for_url("**/occupations/**")
    assert "area=Ohio" in page.url
    page.go_back()
    page.wait_for_selector(".asks")
    assert page.locator("#lost").input_value().strip() == LIST
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


def test_without_scripts_a_list_gets_its_answer(opened, tmp_path):
    page = opened(java_script_enabled=False)
    page.goto("/closure")
    page.locator("#lost").fill(LIST)
    page.get_by_role("button", name="Show what people could do").click()
    assert page.url.endswith("/closure")
    assert page.locator(".flows:visible").count() == 1
    page.get_by_role("button", name="Brief to print").click()
    assert page.locator(".sheet .card").count() == 3
