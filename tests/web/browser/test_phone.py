"""Every page at 390 pixels in dark, and at 320, which is 1280 at 400 %: accessible and within its width."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
MOST_SCREENS = 6
# The rest doesn't depend on width or colour and is checked on the desktop.
WIDTH_AND_COLOUR = ("color-contrast", "target-size", "scrollable-region-focusable", "meta-viewport", "list")


def test_page(kept, checks, place):
    page = kept(width=390, height=844, color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 844})
    checks.visit(page, place)
    checks.fits(page)
    screens = page.evaluate("document.documentElement.scrollHeight") / 844
    assert screens <= MOST_SCREENS, f"{place} is {screens:.1f} screens long before anything is unfolded"
    checks.is_accessible(page, rules=WIDTH_AND_COLOUR)
    page.set_viewport_size({"width": 320, "height": 800})
    checks.fits(page)
