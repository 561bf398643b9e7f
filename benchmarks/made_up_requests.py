"""Ten thousand made-up requests against the explorer: how many of each status, and none of them a defect.

    python benchmarks/made_up_requests.py [--count 10000] [--seed 0] [--json]

They are made from the addresses that exist, spoiled in every part: path, parameters, method, headers, body.
The exit code is 1 when an answer is 500 or above, but for 503 of a lane that is full.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from typing import Any

ODD = (
    "", "0", "-1", "1e999", "NaN", "null", "true", "[]", "%00", "../../etc/passwd", "' OR 1=1 --", "<script>",
    "\u202e", "\U0001f4a5" * 40, "=cmd()", "29-1141.00", "M01", "B01", "2.A.1.a", "nurse",
    "9" * 400, "a" * 3_900, ";", "&",
)  # fmt: skip
# What the client refuses to send.
UNSENDABLE = ("InvalidURL", "UnicodeEncodeError", "ValueError", "LocalProtocolError")
METHODS = ("GET",) * 8 + ("HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE")
HEADERS: tuple[dict[str, str], ...] = (
    {}, {}, {}, {"accept-encoding": "gzip;q=0"}, {"if-none-match": "*"}, {"host": "evil.example"},
    {"range": "bytes=0-1"}, {"origin": "http://evil.example"}, {"content-type": "text/xml"},
    {"content-type": "application/x-www-form-urlencoded"},
    {"cookie": "a=" + "b" * 3_000}, {"x-forwarded-host": "evil.example"}, {"accept": "x" * 2_000},
)  # fmt: skip


def made_up(app: Any, chance: random.Random) -> tuple[str, str, dict[str, str], bytes]:
    """Method, address, headers and body of one request."""
    from urllib.parse import quote, urlencode

    route = chance.choice(app)
    path = "/".join(quote(chance.choice(ODD)[:100]) if "{" in part else part for part in route[0].split("/"))
    if chance.random() < 0.1:
        path = path[: chance.randrange(1, len(path) + 1)] + quote(chance.choice(ODD)[:60])
    given = [(name, chance.choice(ODD)) for name in route[1] if chance.random() < 0.5]
    given += [(chance.choice(ODD)[:20], chance.choice(ODD))] if chance.random() < 0.1 else []
    query = urlencode(given)[:5_000]
    method, headers = chance.choice(METHODS), dict(chance.choice(HEADERS))
    body = b""
    if method in ("POST", "PUT", "PATCH"):
        inner = {
            chance.choice(("interests", "strengths", "a")): chance.choice(
                (1, [], {}, None, "x", {"answers": {"R01": 9}})
            )
        }
        body = chance.choice(
            (
                b"",
                b"{",
                b"[" * 5_000,
                query.encode(),
                json.dumps({"careerclusters_profile": 1, **inner}).encode(),
            )
        )
    return method, path + (f"?{query}" if query else ""), headers, body


def main() -> int:
    parser = argparse.ArgumentParser(description="Made-up requests.")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    found, worst, slowest = run(given.count, given.seed)
    if given.json:
        print(json.dumps({"statuses": found, "defects": worst, "slowest_ms": round(slowest, 1)}))
    else:
        print(", ".join(f"{status}: {count:,}" for status, count in sorted(found.items())))
        print(f"slowest {slowest:,.0f} ms, {len(worst)} defects")
        print("\n".join(worst[:20]))
    return 1 if worst else 0


def run(count: int, seed: int) -> tuple[dict[int, int], list[str], float]:
    """Statuses and how often, requests that met a defect, milliseconds of the slowest."""
    from fastapi.testclient import TestClient

    from careerclusters.atlas import Atlas, atlas_folder
    from careerclusters.web.app import create_app

    if not atlas_folder().exists():
        Atlas.build().save()
    app = create_app(folder=atlas_folder())
    app.state.store.current().warm()
    routes = [
        (route.path, [one.alias for one in getattr(getattr(route, "dependant", None), "query_params", ())])
        for route in app.routes
        if hasattr(route, "path")
    ]
    chance, found, worst, slowest = random.Random(seed), Counter(), [], 0.0
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
        for _ in range(count):
            method, address, headers, body = made_up(routes, chance)
            began = time.perf_counter()
            try:
                status = client.request(method, address, headers=headers, content=body).status_code
            except Exception as error:
                if type(error).__name__ not in UNSENDABLE:
                    raise
                continue
            slowest = max(slowest, (time.perf_counter() - began) * 1000)
            found[status] += 1
            if status >= 500 and status != 503:
                worst.append(f"{status} {method} {address[:200]} {headers} {body[:80]!r}")
    return dict(found), worst, slowest


if __name__ == "__main__":
    sys.exit(main())
