"""One door: the library, the command line, its JSON, the interface and the pages give the same figures.

Expected figures are the publisher's own cells, OEWS May 2025.
"""

from __future__ import annotations

import html
import json
import re

import pytest
from fastapi.testclient import TestClient

from careerclusters.labour import labour_market
from careerclusters.web.app import create_app

CASES = {
    "nurses in the nation": ("29-1141.00", None, 3_379_720, "known", 97_550, "United States"),
    "nurses in a state": ("29-1141.00", "Ohio", 143_730, "known", 82_510, "Ohio"),
    "developers in a metro": (
        "15-1252.00", "San Jose", 87_350, "known", 213_110, "San Jose-Sunnyvale-Santa Clara, CA"
    ),
    "cashiers in a territory": ("41-2011.00", "Puerto Rico", 27_320, "known", 22_140, "Puerto Rico"),
    "pay withheld, the nation's stands in": ("11-1011.00", "MA", 6_590, "known", 213_990, "United States"),
    "pay above the highest shown": ("29-1022.00", "Alabama", 130, "top_coded", 239_200, "Alabama"),
}  # fmt: skip


@pytest.fixture(scope="module")
def client(atlas):
    return TestClient(create_app(atlas=atlas))


@pytest.fixture
def run_command(built, capsys):
    from careerclusters.cli._run import run

    def called(*arguments: str) -> str:
        capsys.readouterr()
        assert run(list(arguments)) == 0
        return capsys.readouterr().out

    return called


def plain(text: str) -> str:
    """Words of a page or a terminal, whatever the line breaks and tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.mark.parametrize("case", CASES)
def test_every_door_gives_the_same_figures(case, catalog, client, run_command):
    code, area, jobs, state, pay, place = CASES[case]
    market = labour_market(catalog, code, area=area)
    median = market.pay.median
    count = market.pay.employees if market.in_area is None else market.in_area.jobs
    assert (median.state, median.area) == (state, place)
    assert (median.value or median.at_least) == pay
    assert count.value == jobs

    expected = json.loads(json.dumps(market.to_dict()))
    options = [] if area is None else ["--area", area]
    told = json.loads(run_command("occupation", code, *options, "--json"))["labour_market"]
    asked = client.get(f"/api/v1/occupations/{code}", params={} if area is None else {"area": area}).json()
    served = asked["data"]["market"]
    for part in ("pay", "in_area", "projection", "start"):
        assert told[part] == expected[part], part
        assert served[part] == expected[part], part

    terminal = plain(run_command("occupation", code, *options))
    page = plain(client.get(f"/occupations/{code}", params={} if area is None else {"area": area}).text)
    shown = (
        [median] if market.in_area is None else [median, market.in_area.jobs, market.in_area.openings_annual]
    )
    for figure in shown:
        assert figure.text() in terminal
        assert figure.text() in page
    if median.stands_in_for is not None:
        assert f"none for {median.stands_in_for}" in terminal
        assert f"none for {median.stands_in_for}" in page


@pytest.mark.parametrize("area", [None, "Ohio"])
@pytest.mark.parametrize("code", ["29-1141.00", "41-4012.00", "39-5012.00"])
def test_plans_show_the_openings_and_pay_of_the_occupation(code, area, catalog, run_command):
    """Of a group that is counted as one, the group's; the part that counts in scores isn't shown."""
    market = labour_market(catalog, code, area=area)
    openings = market.projection.openings_annual if market.in_area is None else market.in_area.openings_annual
    options = [] if area is None else ["--area", area]
    ways = json.loads(run_command("plan", "41-2011.00", code, *options, "--json"))["ways"]
    last = ways[0]["steps"][-1]
    assert last["destination"] == code
    assert last["openings_annual_jobs"] == openings.value
    assert last["pay_usd"] == market.pay.median.value
