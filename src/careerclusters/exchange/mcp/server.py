"""The server: tools, resources and prompts put together, over standard input and output or on loopback."""

from __future__ import annotations

import functools
import inspect
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from careerclusters.errors import CareerClustersError, UnknownError
from careerclusters.exchange.mcp.data_tools import data_tools
from careerclusters.exchange.mcp.pages import METHOD_PAGES, PROMPTS, page, page_title
from careerclusters.exchange.mcp.people_tools import people_tools
from careerclusters.exchange.mcp.work_tools import work_tools

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas

__all__ = ["make_server"]

INSTRUCTIONS = (
    "Career clusters discovered from data: occupations, clusters with degrees, what fits a person, steps up, "
    "plans, closures, jobs and pay by area. All tools only read, and everything stays on this "
    "machine. Look up "
    "words with find_occupation first. Give figures with year, area and source, and pass on "
    "`uncertainty` and "
    "`limits` of each answer."
)
_READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def make_server(open_atlas: Callable[[], Atlas]) -> MCPServer[Any]:
    """A server whose tools ask the atlas that `open_atlas()` gives; it is asked once, at the first call."""
    from careerclusters import __version__

    atlas = _once(open_atlas)
    server: MCPServer[Any] = MCPServer(
        "career-clusters",
        title="Career Clusters",
        instructions=INSTRUCTIONS,
        version=__version__,
        log_level="WARNING",
    )
    for make in (work_tools, people_tools, data_tools):
        for title, tool in make(atlas).items():
            server.add_tool(
                _plainly_failing(tool),
                title=title,
                description=inspect.cleandoc(tool.__doc__ or ""),
                annotations=_READ_ONLY,
                structured_output=True,
            )
    for address in METHOD_PAGES:
        _add_page(server, address)
    for name, (title, text) in PROMPTS.items():
        _add_prompt(server, name, title=title, text=text)
    return server


def _once(open_atlas: Callable[[], Atlas]) -> Callable[[], Atlas]:
    """The atlas, opened by the first call, whichever thread asks."""
    lock = threading.Lock()
    kept: list[Atlas] = []

    def atlas() -> Atlas:
        with lock:
            if not kept:
                kept.append(open_atlas())
        return kept[0]

    return atlas


def _plainly_failing(tool: Callable[..., Any]) -> Callable[..., Any]:
    """The same tool; our errors reach the assistant with what was seen and what to do."""

    @functools.wraps(tool)
    def run(*arguments: Any, **options: Any) -> Any:
        try:
            return tool(*arguments, **options)
        except CareerClustersError as error:
            hint = " Tools: find_occupation for work, clusters for clusters." * isinstance(
                error, UnknownError
            )
            raise ToolError(f"{error}{hint}") from error

    run.__signature__ = inspect.signature(tool, eval_str=True)  # type: ignore[attr-defined]
    run.__annotations__ = inspect.get_annotations(tool, eval_str=True)
    return run


def _add_page(server: MCPServer[Any], address: str) -> None:
    name = address.rpartition("/")[2]

    @server.resource(address, name=name, title=page_title(name), mime_type="text/markdown")
    def read() -> str:
        return page(name)


def _add_prompt(server: MCPServer[Any], name: str, *, title: str, text: str) -> None:
    if "{person}" in text:

        @server.prompt(name=name, title=title, description=title)
        def advise(person: str) -> str:
            return text.format(person=person)

    else:

        @server.prompt(name=name, title=title, description=title)
        def study(question: str) -> str:
            return text.format(question=question)
