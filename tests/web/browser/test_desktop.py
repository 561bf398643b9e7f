"""Every page at 1280 pixels in light: sound, accessible, within its width, not moving while it loads."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

FOCUS = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const style = getComputedStyle(one);
  return [one.outerHTML.slice(0, 80), style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];
}"""

UNTABLED = """() => [...document.querySelectorAll("table")]
  .filter((one) => one.checkVisibility() && getComputedStyle(one).display !== "table")
  .map((one) => one.className)"""


def test_page(kept, checks, place):
    page = kept(width=1280)
    checks.visit(page, place)
    checks.fits(page)
    checks.is_accessible(page)
    assert page.evaluate(UNTABLED) == [], "two rules share a class"


@pytest.mark.parametrize(
    ("page_name", "how"),
    [
        ("occupations", "whole"),
        ("ways", "whole"),
        ("home", "drawn"),
        ("plan", "drawn"),
        ("report", "drawn"),
    ],
)
def test_nothing_moves_while_a_page_comes_in_pieces(opened, checks, page_name, how):
    page = opened(pieces=how)
    page.goto("/shortlist")
    checks.visit(page, page_name)


@pytest.mark.parametrize("path", ["/", "/map", "/wishes", "/plan?from=cashier&to=registered+nurse"])
def test_the_focus_can_be_seen_wherever_the_keyboard_takes_it(opened, path):
    page = opened()
    page.goto(path)
    seen = []
    for _ in range(25):
        page.keyboard.press("Tab")
        if (found := page.evaluate(FOCUS)) is not None:
            seen.append(found)
    assert len(seen) > 8
    assert [text for text, is_visible in seen if not is_visible] == []


def test_first_tab_skips_to_the_content(opened):
    page = opened()
    page.goto("/clusters")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_weight_of_the_first_page_and_of_the_map(opened):
    for path, most in (("/", 60_000), ("/map", 120_000)):
        page = opened()
        sizes = []
        page.on("requestfinished", lambda asked, sizes=sizes: sizes.append(asked.sizes()))
        page.goto(path, wait_until="networkidle")
        assert len(sizes) >= 4
        assert sum(one["responseBodySize"] + one["responseHeadersSize"] for one in sizes) < most


def test_motion_stops_where_it_is_not_wanted(opened):
    page = opened(reduced_motion="reduce")
    page.goto("/")
    moving = page.evaluate(
        "() => [...document.querySelectorAll('*')]"
        ".filter((one) => getComputedStyle(one).transitionDuration !== '0s' "
        "|| getComputedStyle(one).animationName !== 'none').length"
    )
    assert moving == 0
