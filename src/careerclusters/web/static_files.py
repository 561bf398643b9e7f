"""Scripts, styles and pictures: read once, named by their content, kept by browsers."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from careerclusters.web.responses import respond

__all__ = ["add_static"]


def add_static(app: FastAPI) -> None:
    """Add the addresses of the files to an application whose state has a renderer."""
    app.add_api_route("/static/{name}", _static, methods=["GET", "HEAD"], include_in_schema=False)
    app.add_api_route("/worker.js", _worker, methods=["GET", "HEAD"], include_in_schema=False)
    app.add_api_route("/favicon.ico", _favicon, methods=["GET", "HEAD"], include_in_schema=False)


async def _static(request: Request, name: str) -> Response:
    found = request.app.state.renderer.static.get(name)
    if found is None:
        raise HTTPException(404)
    return respond(request, found, headers={"Cache-Control": "public, max-age=31536000, immutable"})


async def _worker(request: Request) -> Response:
    """The script that keeps pages for when the program is away; browsers ask for it again each time."""
    return respond(request, request.app.state.renderer.static["worker.js"])


async def _favicon(request: Request) -> Response:
    return respond(request, request.app.state.renderer.static["icon.svg"])
