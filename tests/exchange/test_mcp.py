"""The server for assistants, asked by the SDK's own client over a real process."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest

pytest.importorskip("mcp")

PROGRAM = "from careerclusters.cli import main; main()"
CALLS: dict[str, dict[str, Any]] = {
    "find_occupation": {"words": "nurse"},
    "occupation": {"work": "29-1141.00", "area": "Ohio"},
    "clusters": {"level": "broad"},
    "cluster": {"name": "B01"},
    "compare": {"first": "Cashiers", "second": "29-1141.00"},
    "area_figures": {"work": "29-1141.00", "area": "Ohio"},
    "match_profile": {"interests": {"R": 5, "I": 2, "A": 1.5, "S": 1.5, "E": 2, "C": 2}},
    "next_steps": {"work": "41-2011.00"},
    "plan": {"origin": "41-2011.00", "destination": "29-1141.00"},
    "closure": {"jobs_lost": {"51-4041.00": 30}, "area": "Ohio"},
    "evidence_and_limits": {},
    "data_status": {},
}


def environment(home: Path) -> dict[str, str]:
    package = str(Path(__file__).resolve().parents[2] / "src")
    return {"PATH": os.environ["PATH"], "PYTHONPATH": package, "CAREERCLUSTERS_HOME": str(home)}


def in_a_thread(run: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """What a coroutine returns, in a thread of its own: a browser may hold this one's loop."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(anyio.run, run).result()


@pytest.fixture
def ask(built, home) -> Callable[[Callable[[Any], Coroutine[Any, Any, Any]]], Any]:
    """Run something with a client that has started the server as a process of its own."""
    from mcp import Client
    from mcp.client.stdio import StdioServerParameters

    def ask(talk: Callable[[Any], Coroutine[Any, Any, Any]]) -> Any:
        async def run() -> Any:
            process = StdioServerParameters(
                command=sys.executable, args=["-c", PROGRAM, "mcp"], env=environment(home)
            )
            async with Client(process) as client:
                return await talk(client)

        return in_a_thread(run)

    return ask


def test_every_tool_is_read_only_titled_and_typed(ask):
    async def talk(client: Any) -> Any:
        return (await client.list_tools()).tools

    tools = ask(talk)
    assert {tool.name for tool in tools} == set(CALLS)
    for tool in tools:
        hints = tool.annotations
        assert (hints.read_only_hint, hints.destructive_hint, hints.open_world_hint) == (True, False, False)
        assert tool.title
        assert len(tool.description) > 40
        assert {"sources", "uncertainty", "limits"} <= set(tool.output_schema["required"]), tool.name


def test_every_tool_answers_with_sources_uncertainty_and_limits(ask):
    async def talk(client: Any) -> Any:
        return {name: await client.call_tool(name, arguments) for name, arguments in CALLS.items()}

    answers = ask(talk)
    for name, answer in answers.items():
        assert not answer.is_error, (name, answer.content[0].text)
        content = answer.structured_content
        assert content["sources"], name
        assert all(source["release"] and source["licence"] for source in content["sources"]), name
        assert content["uncertainty"], name
        assert content["limits"], name
    nurse = answers["occupation"].structured_content
    for level in {row["level"] for row in nurse["memberships"]}:
        shares = [row["share"] for row in nurse["memberships"] if row["level"] == level]
        assert sum(shares) == pytest.approx(1, abs=0.05)
    assert {figure["area"] for figure in nurse["figures"]} >= {"Ohio", "United States"}
    assert all(figure["year"] for figure in nurse["figures"] if figure["state"] == "known")
    assert answers["find_occupation"].structured_content["candidates"][0]["code_onet"] == "29-1141.00"
    assert answers["plan"].structured_content["ways"][0]["codes"][-1] == "29-1141.00"
    scenarios = answers["closure"].structured_content["scenarios"]
    assert [one["name"] for one in scenarios] == ["no_training", "short_course", "two_years"]
    assert all(one["placed_count"] + one["stranded_count"] == 30 for one in scenarios)
    tables = {row["table"]: row["sha256"] for row in answers["data_status"].structured_content["tables"]}
    assert len(tables["ratings"]) == 64


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("cluster", {"name": "qqqq zzzz"}, "careerclusters clusters"),
        ("plan", {"destination": "29-1141.00"}, "origin or school_grade"),
        ("match_profile", {"interests": {"R": 5}}, "R, I, A, S, E and C"),
        ("area_figures", {"work": "29-1141.00", "area": "Xyzzyland"}, "Xyzzyland"),
        ("find_occupation", {"words": "nurse", "limit": 0}, "greater than or equal to 1"),
    ],
)
def test_errors_say_what_to_do(ask, tool, arguments, words):
    async def talk(client: Any) -> Any:
        return await client.call_tool(tool, arguments)

    answer = ask(talk)
    assert answer.is_error
    assert words in answer.content[0].text
    assert "Traceback" not in answer.content[0].text


def test_pages_and_prompts(ask):
    async def talk(client: Any) -> Any:
        pages = (await client.list_resources()).resources
        text = (await client.read_resource("careerclusters://pages/ideas")).contents[0].text
        prompts = (await client.list_prompts()).prompts
        asked = await client.get_prompt("counsellor", {"person": "a cashier of 30"})
        return pages, text, prompts, asked.messages[0].content.text

    pages, text, prompts, asked = ask(talk)
    names = {str(page.uri).rpartition("/")[2] for page in pages}
    assert {"ideas", "clustering", "match", "moves"} <= names
    assert text.startswith("#") or "\n# " in text
    assert {prompt.name for prompt in prompts} == {"counsellor", "analyst"}
    assert "a cashier of 30" in asked
    assert "find_occupation" in asked


def test_it_starts_within_a_second_and_a_half_of_processor_time(built, home):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "mcp"],
        stdin=subprocess.DEVNULL, env=environment(home), capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (done.returncode, done.stdout) == (0, "")
    assert after.ru_utime - before.ru_utime < 1.5


def test_it_answers_over_http_on_loopback_only(built, home):
    import socket
    import time

    from mcp import Client

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = [sys.executable, "-c", PROGRAM, "mcp", "--http", "--port", str(port)]
    server = subprocess.Popen(arguments, env=environment(home), stderr=subprocess.PIPE, text=True)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)

        async def run() -> Any:
            async with Client(f"http://127.0.0.1:{port}/mcp") as client:
                return await client.call_tool("clusters", {"level": "broad"})

        answer = in_a_thread(run)
        assert answer.structured_content["levels"][0] == "broad"
    finally:
        server.terminate()
        _, said = server.communicate(timeout=20)
    assert f"http://127.0.0.1:{port}/mcp" in said
