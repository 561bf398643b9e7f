"""The living map on a phone-class processor: how long a frame takes while it is dragged and zoomed.

    python benchmarks/map.py [--throttle 4] [--json]

A page of 390 × 844 with touch, in the system's Chromium with its processor slowed down
(`CAREERCLUSTERS_CHROMIUM` names another browser). What counts is the script's
time to draw a frame: 60 frames a second leave 16.7 ms.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from _measure import Case  # noqa: E402

CASES = (
    Case(
        "map, frame at 4x throttle",
        ("python", str(HERE / "map.py"), "--worst"),
        "ms",
        16.7,
        repeats=1,
        is_printed=True,
    ),
)
PORT = 8719
STEPS = 120
# Times what the map does in each frame, and how far frames lie apart.
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


def measure(*, throttle: float) -> dict[str, float | int]:
    """Times in milliseconds while the map is dragged and zoomed; frames lie 16.7 ms apart at 60 a second."""
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome")
    browser = os.environ.get("CAREERCLUSTERS_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page(
            viewport={"width": 390, "height": 844}, device_scale_factor=2, has_touch=True
        )
        page.goto(f"http://127.0.0.1:{PORT}/map")
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
        found = page.evaluate("() => ({ work, apart, marks: marks.length })")
        chromium.close()
    work, apart = sorted(found["work"]), sorted(found["apart"])
    return {
        "marks": found["marks"],
        "frames": len(work),
        "work_p50_ms": round(statistics.median(work), 1),
        "work_p95_ms": round(work[int(0.95 * len(work))], 1),
        "apart_p50_ms": round(statistics.median(apart), 1),
        "apart_p95_ms": round(apart[int(0.95 * len(apart))], 1),
    }


def main() -> None:
    """Serve the saved atlas, measure, print."""
    parser = argparse.ArgumentParser(description="Measure the frames of the map.")
    parser.add_argument("--throttle", type=float, default=4.0, help="how many times slower the processor is")
    parser.add_argument(
        "--worst", action="store_true", help="print the 95th percentile of a frame's work alone"
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
        print(found["work_p95_ms"])
    elif given.json:
        print(json.dumps(found))
    else:
        print(*(f"{name} {value}" for name, value in found.items()), sep="\n")


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
