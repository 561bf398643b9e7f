"""The explorer under load: p50 and p99 of every page and JSON route, weight, memory of the server.

    python benchmarks/web.py [--rate 200] [--seconds 3] [--json]

"same" asks for one address again and again; "new" goes through many addresses, so that hardly any answer is
kept yet. Those compute for milliseconds each, pages that match a person for tens of milliseconds, so they are
offered at rates of their own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from itertools import product
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from _load import offer  # noqa: E402
from _measure import Case  # noqa: E402

CASES = (
    Case(
        "pages at 200/s, worst p99",
        ("python", str(HERE / "web.py"), "--seconds", "2", "--worst"),
        "ms",
        30,
        repeats=1,
        is_printed=True,
    ),
)
PERSON_RATE = 4.0


def people(count: int) -> list[str]:
    """Codes of made-up people who answered the short form and rated twelve strengths."""
    from careerclusters.people import InterestAnswers, Person, StrengthEvidence
    from careerclusters.people.profile.instruments import form_items
    from careerclusters.people.profile.questions import SHORT_STRENGTHS
    from careerclusters.web.profile_code import code_of

    chance = random.Random(0)
    return [
        code_of(
            Person(
                InterestAnswers("short", {one.item_id: chance.randint(1, 5) for one in form_items("short")}),
                StrengthEvidence({one: chance.randint(0, 4) * 1.5 for one in SHORT_STRENGTHS}),
            )
        )
        for _ in range(count)
    ]


def routes() -> dict[str, tuple[list[str], float | None]]:
    """Addresses by name, and the rate where it isn't the general one."""
    from careerclusters.catalog import load_catalog

    rows = load_catalog().occupations
    rated = rows.filter(rows["is_rated"])["code_onet"].to_list()
    chance = random.Random(0)
    chance.shuffle(rated)
    words = rows["title"].to_list()
    chance.shuffle(words)
    asked = [word.lower()[: chance.randint(2, 12)].replace(" ", "+") for word in words]
    me = people(60)
    pairs = [(a, b) for a, b in product(rated[:60], rated[60:120]) if a != b]
    chance.shuffle(pairs)
    found: dict[str, tuple[list[str], float | None]] = {}
    for name, path in (
        ("home", "/"), ("clusters", "/clusters"), ("cluster", "/clusters/M01"),
        ("occupations", "/occupations"), ("occupation", "/occupations/29-1141.00"),
        ("ways", "/occupations/41-2011.00/ways"), ("compare", "/compare?of=29-1141.00&of=15-1252.00"),
        ("map", "/map"), ("official", "/official"), ("lenses", "/lenses"), ("lens", "/lenses/trades"),
        ("industries", "/industries"), ("industry", "/industries/622"), ("elements", "/elements"),
        ("element", "/elements/2.C.3.a"), ("search", "/search?q=nurse"), ("about", "/about"),
        ("drift", "/drift"), ("plan", "/plan?from=41-2011.00&to=29-1141.00"), ("shortlist", "/shortlist"),
        ("technology", "/technologies/43232106"), ("assess", "/assess"),
    ):  # fmt: skip
        found[f"{name}, same"] = ([path], None)
        found[f"{name} JSON, same"] = (["/api/v1/home" if path == "/" else "/api/v1" + path], None)
    found["occupation, new"] = ([f"/occupations/{one}" for one in rated], 50.0)
    found["compare, new"] = ([f"/compare?of={a}&of={b}" for a, b in pairs], 50.0)
    found["search, new"] = ([f"/search?q={one}" for one in asked], 50.0)
    found["search JSON, new"] = ([f"/api/v1/search?q={one}" for one in asked], 50.0)
    found["occupation JSON, new"] = ([f"/api/v1/occupations/{one}" for one in rated], 50.0)
    found["question, new"] = (
        [
            f"/assess?section=environment&me={one}&q=environment:outdoors&value={1 + at % 5}"
            for at, one in enumerate(me)
        ],
        40.0,
    )
    found["you, new"] = ([f"/you?me={one}" for one in me], 20.0)
    found["plan, new"] = ([f"/plan?from={a}&to={b}" for a, b in pairs], 10.0)
    found["ways, new"] = ([f"/occupations/{one}/ways" for one in rated], 20.0)
    for name, path in (("results", "/results"), ("results JSON", "/api/v1/results"), ("report", "/report")):
        found[f"{name}, new"] = ([f"{path}?me={one}" for one in me], PERSON_RATE)
    found["report.pdf, new"] = ([f"/report.pdf?me={one}" for one in me], 2.0)
    found["why, new"] = ([f"/results/{rated[at]}?me={one}" for at, one in enumerate(me)], 2.0)
    found["strengths, new"] = ([f"/strengths?me={one}&held={rated[at]}" for at, one in enumerate(me)], 10.0)
    found["wishes, new"] = ([f"/wishes?me={one}" for one in me], 20.0)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description="Load on the explorer.")
    parser.add_argument("--rate", type=float, default=200.0, help="requests a second")
    parser.add_argument("--seconds", type=float, default=3.0, help="length of each load")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--worst", action="store_true", help="print the largest p99 at the general rate only")
    given = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as home:
        settings = os.environ | {"CAREERCLUSTERS_HOME": home}
        program = str(Path(sys.executable).parent / "careerclusters")
        subprocess.run([program, "build"], env=settings, check=True, capture_output=True)
        port = 8790
        server = subprocess.Popen(
            [program, "serve", "--no-open", "--port", str(port)],
            env=settings,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            port = answering(server)
            rest(server.pid)
            if not (given.json or given.worst):
                print(f"{'route':<24}{'a second':>9}{'p50 ms':>9}{'p99 ms':>9}{'KB':>8}{'failed':>8}")
            for name, (paths, own_rate) in routes().items():
                rate = min(own_rate or given.rate, given.rate)
                seconds = given.seconds if own_rate is None else max(given.seconds, 20 / rate)
                offer(port, paths[:1], rate=20, seconds=0.2)
                load = offer(port, paths, rate=rate, seconds=seconds)
                rows.append(
                    {
                        "route": name,
                        "rate_per_s": rate,
                        "p50_ms": round(load.at(0.5), 1),
                        "p99_ms": round(load.at(0.99), 1),
                        "transferred_kb": round(load.body_bytes / 1000, 1),
                        "failed": load.failed,
                    }
                )
                if not (given.json or given.worst):
                    row = rows[-1]
                    print(
                        f"{name:<24}{rate:>9.0f}{row['p50_ms']:>9.1f}{row['p99_ms']:>9.1f}"
                        f"{row['transferred_kb']:>8.1f}{row['failed']:>8}",
                        flush=True,
                    )
            memory = memory_mb(server.pid)
            whole = {name: whole_kb(port, path) for name, path in (("home", "/"), ("map", "/map"))}
        finally:
            server.terminate()
            server.wait(10)
    if given.worst:
        print(max(row["p99_ms"] for row in rows if row["rate_per_s"] == given.rate))
    elif given.json:
        print(json.dumps({"routes": rows, "server_rss_mb": memory, "first_visit_kb": whole}, indent=1))
    else:
        print(f"memory of the server: {memory:.0f} MB")
        print(
            "first visit, with style, scripts and icon: "
            + ", ".join(f"{k} {v:.1f} KB" for k, v in whole.items())
        )
    return 0


def answering(server: subprocess.Popen) -> int:
    """The port, once the server answers."""
    for line in server.stderr:
        if "http://" in line:
            port = int(line.rstrip().rstrip("/").rpartition(":")[2])
            break
    else:
        raise RuntimeError("the server ended before it answered")
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                return port
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server doesn't answer")


def whole_kb(port: int, path: str) -> float:
    """Bytes over the wire of a page and of all that it loads, compressed, without headers, KB."""

    def got(address: str) -> tuple[bytes, bool]:
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}{address}", headers={"Accept-Encoding": "gzip"}
        )
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.read(), answer.headers.get("Content-Encoding") == "gzip"

    body, is_packed = got(path)
    text = (gzip.decompress(body) if is_packed else body).decode()
    parts = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', text))
    return (len(body) + sum(len(got(part)[0]) for part in sorted(parts))) / 1000


def rest(pid: int) -> None:
    """Wait until a process has done what it does at its start: half a second with hardly any work."""

    def worked() -> int:
        parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return int(parts[11]) + int(parts[12])

    if not Path("/proc").is_dir():
        time.sleep(15)
        return
    before = -100
    while (now := worked()) - before > 2:
        before = now
        time.sleep(0.5)


def memory_mb(pid: int) -> float:
    """Resident memory of a process, MB; 0 where the system doesn't tell."""
    try:
        text = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1000 for line in text.splitlines() if line.startswith("VmRSS"))


if __name__ == "__main__":
    raise SystemExit(main())
