"""What people come for, from end to end in a browser: by keyboard, without scripts, on paper."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser

WAREHOUSE = "53-7062.00"
THE_WAY = 'See the way there<span class="hidden">, to {name}</span>'


def tab_to(page, words: str, *, most: int = 60) -> None:
    """Press Tab until the focus is on something with these words."""
    said = "() => [document.activeElement.innerText, document.activeElement.id].join(' ')"
    for _ in range(most):
        page.keyboard.press("Tab")
        if words in page.evaluate(said):
            return
    raise AssertionError(f"{words} was not reached from {page.url}")


def heading(page) -> str:
    return page.locator("h1").inner_text()


def page_count(page) -> int:
    """Pages of letter paper that the page prints on."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter")))


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("es", 390)])
def test_a_student_by_keyboard_to_a_printed_sheet(opened, speech, read_pdf, language, width):
    page, said = opened(width=width, language=language), speech(language)
    page.goto(said.path("/"))
    tab_to(page, said.say("Find what fits me"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/assess")
    tab_to(page, said.say("Begin"))
    page.keyboard.press("Enter")
    page.wait_for_url("**section=interests")
    for count in range(1, 61):
        page.wait_for_load_state("load")
        if page.locator("form[data-ask]").count() == 0:
            break
        before = page.locator("main").inner_text()
        page.keyboard.press(str(1 + (count * 7) % 5))
        page.wait_for_function("before => document.querySelector('main')?.innerText !== before", arg=before)
    assert 12 <= count - 1 <= 36
    assert heading(page).startswith(said.say("That was it: {section}", section=""))
    tab_to(page, said.say("See what fits"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/results")
    assert page.locator(".fit").count() >= 10
    assert page.locator(".you text").text_content() == said.say("You", "person")
    # The jobs come first; what to do with them stands above.
    assert page.locator("main h2").first.inner_text() == said.say("Ten to look into")
    tab_to(page, said.say("Sheet to print"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/report")
    assert page.locator(".option").count() >= 3
    for words in ("Three options that fit", "Questions to talk over", "What this sheet can't tell"):
        assert said.say(words) in page.locator("main").inner_text()
    with page.expect_download() as got:
        page.get_by_role("link", name=said.say("As PDF")).click()
    spoken, texts = read_pdf(got.value.path())
    assert spoken == language
    assert said.say("Questions to talk over") in texts[0]
    page.emulate_media(media="print")
    assert page.locator("header nav").first.is_hidden()
    assert page.locator(".actions").first.is_hidden()
    assert page_count(page) <= 2


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_worker_on_a_phone_to_a_printed_plan(opened, checks, speech, language):
    page, said = opened(width=390, height=844, language=language), speech(language)
    page.goto(said.path("/"))
    page.get_by_role("link", name=said.say("One step up")).click()
    page.wait_for_url("**/next")
    page.get_by_label(said.say("The work you do now")).fill(said.job(WAREHOUSE))
    page.get_by_label(said.say("Where, such as Ohio")).fill("Ohio")
    page.keyboard.press("Enter")
    page.wait_for_url("**/next?of=*")
    assert page.locator(".moves .card").count() >= 3
    checks.fits(page)
    move = page.locator(".moves .card").first
    destination = move.locator("h3").inner_text()
    move.get_by_role("link", name=said.say(THE_WAY).partition("<")[0]).click()
    page.wait_for_url("**/plan?*")
    assert WAREHOUSE in page.url
    assert page.locator("section.way").count() >= 1
    assert destination in page.locator("section.way").first.inner_text()
    checks.fits(page)
    page.locator("#switch-years_max-3").check()
    page.wait_for_url("**years_max=3*")
    page.locator("main").get_by_role("button", name=said.say("Save")).first.click()
    assert page.locator("main button[aria-pressed=true]").inner_text().startswith(said.say("Saved"))
    text = page.locator("main").inner_text()
    for words in ("How many do it", "What you need", "Typical pay", "Years to get ready"):
        assert said.say(words) in text
    page.emulate_media(media="print")
    assert page.locator("header nav").first.is_hidden()
    assert page.locator(".bottom-bar").is_hidden()
    assert page_count(page) <= 4


def test_going_back_and_on_again(opened):
    page = opened(width=390)
    page.goto("/assess?section=interests")
    first = heading(page)
    page.keyboard.press("4")
    page.wait_for_function("first => document.querySelector('h1').innerText !== first", arg=first)
    page.get_by_role("link", name="Back").click()
    page.wait_for_function("first => document.querySelector('h1').innerText === first", arg=first)
    assert page.locator(".answers .chosen").inner_text().endswith("Like")
    page.keyboard.press("0")
    page.wait_for_function("first => document.querySelector('h1').innerText !== first", arg=first)


def test_no_address_holds_an_answer_and_going_back_and_reloading_work(opened):
    page = opened()
    seen = []
    page.on("framenavigated", lambda frame: seen.append(frame.url))
    page.on("request", lambda request: seen.append(request.url))
    page.goto("/assess?section=interests")
    questions = []
    for key in "4521":
        questions.append(heading(page))
        page.keyboard.press(key)
        page.wait_for_function(
            "first => document.querySelector('h1')?.innerText !== first", arg=questions[-1]
        )
    last = heading(page)
    page.reload()
    page.wait_for_function("last => document.querySelector('h1')?.innerText === last", arg=last)
    page.go_back()
    page.wait_for_function("last => document.querySelector('h1')?.innerText === last", arg=questions[-1])
    assert page.evaluate("Object.keys(sessionStorage).length") > 0
    page.get_by_role("button", name="Delete all my answers").click()
    page.wait_for_url("**/")
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0
    page.go_back()
    page.wait_for_load_state("load")
    assert 'class="chosen"' not in page.content()
    assert len(seen) > 10
    assert not [address for address in seen if "me=" in address or "value=" in address]


def test_without_scripts_answers_are_sent_as_well(browser, address):
    page = browser.new_context(java_script_enabled=False, base_url=address).new_page()
    seen = []
    page.on("request", lambda request: seen.append(request.url))
    page.goto("/assess?section=interests")
    first = heading(page)
    page.get_by_role("button", name="Like", exact=True).click()
    second = heading(page)
    assert second != first
    page.get_by_role("button", name="Back").click()
    assert heading(page) == first
    assert page.locator(".answers .chosen").inner_text().endswith("Like")
    results = page.get_by_role("button", name="See what fits")
    for count in range(60):
        if results.count():
            break
        page.locator(".answers button").nth(count % 5).click()
    results.click()
    assert page.url.endswith("/results")
    assert not [address for address in seen if "me=" in address]


def test_answers_go_along_in_the_tab_and_are_forgotten_when_asked(opened, me):
    page = opened()
    page.goto(f"/results?me={me}")
    page.goto("/clusters")
    page.get_by_role("link", name="You", exact=True).click()
    page.wait_for_url("**/you")
    assert page.locator("table tbody tr").count() == 24
    page.goto("/assess")
    assert page.get_by_role("link", name="Go on where you stopped").is_visible()
    page.goto(f"/you?me={me}")
    page.get_by_role("link", name="Delete my answers").click()
    page.wait_for_url("**/assess")
    assert page.get_by_role("link", name="Go on where you stopped").count() == 0
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0


def test_a_way_by_keyboard(opened):
    page = opened()
    page.goto("/plan")
    tab_to(page, "from")
    page.keyboard.type("cashi")
    page.wait_for_selector("#from-list li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("#from").input_value() == "Cashier"
    tab_to(page, "to", most=3)
    page.keyboard.type("registered nurse")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url("**to=registered*")
    assert page.locator("section.way").count() >= 1
    tab_to(page, "switch-years_max-3")
    page.evaluate("window.mark = 1")
    page.keyboard.press("Space")
    page.wait_for_url("**years_max=3*")
    assert page.locator("#switch-years_max-3").is_checked()
    assert page.evaluate("[window.mark, document.activeElement.id]") == [1, "switch-years_max-3"]
    assert page.locator("#years-max").input_value() == "3"
    page.keyboard.press("Space")
    page.wait_for_function("() => !location.search.includes('years_max')")
    assert page.locator("section.way").count() >= 1


@pytest.mark.parametrize(("language", "typed"), [("en", "electri"), ("es", "plom")])
def test_search_suggests_from_the_first_letters(opened, speech, language, typed):
    page = opened(language=language)
    page.goto(speech(language).path("/"))
    box = page.locator("#home-search")
    box.type(typed)
    page.wait_for_selector("#home-search-list li")
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    assert page.locator("#home-search-list [aria-selected=true]").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/(occupations|clusters|elements|industries)/"))
    assert typed[1:] in heading(page)


def test_compare_from_an_occupation(opened):
    page = opened()
    page.goto("/occupations/29-1141.00")
    page.locator("#main").get_by_role("link", name="Compare", exact=True).first.click()
    page.locator("#of-1").fill("software developer")
    page.keyboard.press("Enter")
    page.wait_for_url("**of=software*")
    assert page.locator(".sides thead th[scope=col]").count() >= 2


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_shortlist_stays_in_the_browser(opened, speech, language):
    page, said = opened(language=language), speech(language)
    for path in ("/occupations/29-1141.00", "/clusters/M01"):
        page.goto(said.path(path))
        page.get_by_role("button", name=re.compile(f"^{said.say('Save')}")).first.click()
        assert page.locator("button.keep").first.get_attribute("aria-pressed") == "true"
    page.get_by_role("link", name=said.say("Saved ({n})", n=2)).first.click()
    page.wait_for_url("**/shortlist?of=*")
    assert page.locator("table tbody tr").count() == 2
    page.locator("[data-drop]").first.click()
    page.wait_for_load_state("load")
    assert page.locator("table tbody tr").count() == 1
    page.goto(said.path("/"))
    assert page.get_by_role("link", name=said.say("Saved ({n})", n=1)).first.is_visible()
    page.goto(said.path("/shortlist"))
    page.wait_for_url("**/shortlist?of=*")


def test_everything_works_without_scripts(opened, me):
    page = opened(java_script_enabled=False)
    page.goto("/")
    page.locator("#home-search").fill("nurse")
    page.get_by_role("button", name="Search").first.click()
    page.wait_for_url("**/search?q=nurse")
    page.get_by_role("link", name="Registered nurse").first.click()
    assert heading(page) == "Registered nurse"
    page.goto("/assess")
    page.get_by_role("link", name="Begin").click()
    first = heading(page)
    page.get_by_role("button", name="Strongly like").click()
    assert heading(page) != first
    page.goto("/plan")
    page.locator("#from").fill("cashier")
    page.locator("#to").fill("registered nurse")
    page.get_by_role("button", name="Show the ways").click()
    assert page.locator("section.way").count() >= 1
    page.goto(f"/wishes?me={me}")
    page.locator("#environment-outdoors").select_option(index=4)
    page.get_by_role("button", name="Save these").click()
    assert page.locator("#environment-outdoors option[selected]").count() == 1
    page.goto("/map?colour=growth")
    assert page.locator("#list a").count() > 900


def test_without_scripts_answers_stay_out_of_every_address(browser, address, me):
    window = browser.new_context(java_script_enabled=False, base_url=address)
    page, seen = window.new_page(), []
    page.on("framenavigated", lambda frame: seen.append(frame.url))
    page.goto(f"/results?me={me}")
    seen.clear()
    for words in ("Sheet to print", "Back to what fits", "Your answers", "See what fits"):
        page.get_by_role("button", name=words, exact=True).first.click()
        page.wait_for_load_state("load")
        assert page.locator("h1").count() == 1, words
    page.locator("button:has-text('More on why')").first.click()
    page.wait_for_load_state("load")
    assert len(seen) == 5
    assert not [one for one in seen if "me=" in one]
    window.close()
