"""The living map on a phone-class processor: how long a frame takes while it is dragged and zoomed.

    python benchmarks/map.py [--throttle 4] [--json]

A page of 390 × 844 with touch, in the system's Chromium with its processor slowed down
(`CAREERCLUSTERS_CHROMIUM` names another browser). 60 frames a second leave 16.7 ms from one to the next;
`missed` counts frames that came later. Two pages beside the map say what the browser itself can do under the
same hands, without a graphics card: an `empty` one, and one that only `clear`s a canvas as large as the map.
The slowing holds for the page's own thread. The worker that draws the marks and the browser's compositor run
at full speed, as on the other cores of a phone.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from _measure import Case  # noqa: E402

CASES = (
    Case(
        "map, between frames at 4x throttle",
        ("python", str(HERE / "map.py"), "--worst"),
        "ms",
        17,
        repeats=1,
        is_printed=True,
    ),
)
PORT = 8719
STEPS = 120
MISSED_MS = 20.0
# Times what a page does in each frame, and how far frames lie apart.
FRAMES = """() => {
  window.work = []; window.apart = [];
  const plain = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (act) => plain((now) => {
    const start = performance.now();
    act(now);
    work.push(performance.now() - start);
  });
  let last = 0;
  const tick = (now) => { if (last) apart.push(now - last); last = now; plain(tick); };
  plain(tick);
}"""
CLEAR = """() => {
  const canvas = document.body.appendChild(document.createElement("canvas")), ink = canvas.getContext("2d");
  [canvas.width, canvas.height] = [780, 1480];
  canvas.style.width = "390px";
  let at = 0;
  const draw = () => {
    ink.clearRect(0, 0, 780, 1480);
    ink.fillRect(at++ % 300, 0, 100, 100);
  };
  canvas.onwheel = canvas.onpointermove = () => requestAnimationFrame(draw);
}"""
PAGES = ("empty", "clear", "map")


def measure(*, throttle: float) -> dict[str, dict[str, float | int]]:
    """Times in milliseconds while a page is dragged and zoomed, by page."""
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome")
    browser = os.environ.get("CAREERCLUSTERS_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        found = {name: _frames(chromium, name, throttle=throttle) for name in PAGES}
        chromium.close()
    return found


def _frames(chromium: Browser, name: str, *, throttle: float) -> dict[str, float | int]:
    page = chromium.new_page(viewport={"width": 390, "height": 844}, device_scale_factor=2, has_touch=True)
    if name == "map":
        page.goto(f"http://127.0.0.1:{PORT}/map")
    elif name == "clear":
        page.evaluate(CLEAR)
    page.wait_for_timeout(1500)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": throttle})
    page.evaluate(FRAMES)
    page.mouse.move(190, 400)
    page.mouse.down()
    for step in range(STEPS):
        page.mouse.move(190 + 90 * ((step % 40) - 20) / 20, 400 + step % 30)
    page.mouse.up()
    for step in range(STEPS // 2):
        page.mouse.wheel(0, -60 if step < STEPS // 4 else 60)
    page.wait_for_timeout(300)
    found = page.evaluate("() => ({ work, apart, marks: typeof marks === 'object' ? marks.length : 0 })")
    page.close()
    work, apart = sorted(found["work"]), sorted(found["apart"])
    times = {"marks": found["marks"], "frames": len(apart), "missed": sum(one > MISSED_MS for one in apart)}
    for kind, values in (("work", work), ("apart", apart)):
        times |= {f"{kind}_p{at}_ms": _quantile(values, at) for at in (50, 95)}
    return times


def _quantile(values: list[float], at: int) -> float:
    """A quantile in percent of sorted values; 0 where there are none."""
    return round(values[int(at / 100 * len(values))], 1) if values else 0.0


def main() -> None:
    """Serve the saved atlas, measure, print."""
    parser = argparse.ArgumentParser(description="Measure the frames of the map.")
    parser.add_argument("--throttle", type=float, default=4.0, help="how many times slower the processor is")
    parser.add_argument(
        "--worst", action="store_true", help="print the 95th percentile between frames of the map alone"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    command = (sys.executable, "-m", "careerclusters", "serve", "--port", str(PORT))
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait()
        found = measure(throttle=given.throttle)
    finally:
        server.terminate()
        server.wait(10)
    if given.worst:
        print(found["map"]["apart_p95_ms"])
    elif given.json:
        print(json.dumps(found))
    else:
        for page, times in found.items():
            print(page, *(f"{name} {value}" for name, value in times.items()), sep="  ")


def _wait() -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/map").read()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The explorer doesn't start. Run: careerclusters build")


if __name__ == "__main__":
    main()
