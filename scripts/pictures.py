"""Take the pictures of the explorer that the docs show, in a real browser, from a served atlas.

    .venv/bin/careerclusters serve --no-open --port 8642 &
    .venv/bin/python scripts/pictures.py http://127.0.0.1:8642

Needs Chromium (or its path in CAREERCLUSTERS_CHROMIUM). Each picture is drawn with 64 colours, so that a
dozen of them stay small.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"
PHONE, DESKTOP = (390, 844), (1280, 800)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
COLOURS = 64


@dataclass(frozen=True)
class Picture:
    """One page: where it is, on what kind of screen, light or dark, and how many screens of it are shown."""

    name: str
    address: str
    size: tuple[int, int] = DESKTOP
    is_dark: bool = False
    below: int = 0
    """So many points further down the page."""


PICTURES = (
    Picture("home", "/"),
    Picture("home-phone", "/", PHONE, is_dark=True),
    Picture("question", "/assess?section=interests", PHONE, is_dark=True),
    Picture("map", "/map?from=35-3031.00"),
    Picture("occupation", "/occupations/47-2111.00?area=Ohio"),
    Picture("occupation-phone", "/occupations/29-1141.00", PHONE),
    Picture("group", "/clusters/G13"),
    Picture("next", "/next?of=cashier&area=Ohio", PHONE),
    Picture("plan", "/plan?from=cashier&to=registered+nurse"),
    Picture("compare", "/compare?of=47-2111.00&of=47-2152.00&of=49-9021.00"),
    Picture("results", "/results?me={me}"),
    Picture("spanish", "/es/occupations/35-2014.00", PHONE),
)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    from playwright.sync_api import sync_playwright

    given = os.environ.get("CAREERCLUSTERS_CHROMIUM")
    path = given or next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        print("Error: no Chromium here. Install it, or name one in CAREERCLUSTERS_CHROMIUM.", file=sys.stderr)
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for picture in PICTURES:
            content = take(browser, arguments[0], picture)
            (FOLDER / f"{picture.name}.png").write_bytes(content)
            print(f"{picture.name}.png: {len(content) / 1000:.0f} kB")
        browser.close()
    return 0


def take(browser: Any, server: str, picture: Picture) -> bytes:
    """The picture as PNG bytes."""
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if picture.is_dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(server + picture.address.format(me=likes_hands_on()), wait_until="networkidle")
    page.evaluate("at => window.scrollTo(0, at)", picture.below)
    page.wait_for_timeout(500)
    content: bytes = page.screenshot()
    context.close()
    return smaller(content)


def likes_hands_on() -> str:
    """The answers of somebody who likes hands-on work best, as an address holds them."""
    from careerclusters.people.profile.person import InterestAnswers, Person
    from careerclusters.web.profile_code import code_of

    themes = dict(zip("RIASEC", (5.0, 2.0, 1.5, 1.5, 2.0, 2.0), strict=True))
    return code_of(Person(interests=InterestAnswers(themes=themes)))


def smaller(content: bytes) -> bytes:
    """The same picture with few colours."""
    from PIL import Image

    out = io.BytesIO()
    Image.open(io.BytesIO(content)).convert("RGB").quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
