"""From a page's data to HTML: templates, small static files, and what templates may call."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from careerclusters import present
from careerclusters.charts.palette import shape
from careerclusters.web.area_links import area_carried, carry
from careerclusters.web.contexts import Page
from careerclusters.web.own_links import sent_by_buttons
from careerclusters.web.pictures import PICTURES, SIGNS
from careerclusters.web.responses import Answer, answer

__all__ = ["Renderer"]

_FOLDER = Path(__file__).resolve().parent
_TYPES = {".svg": "image/svg+xml", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_BYTES = "application/octet-stream"
_TYPES[".webmanifest"] = "application/manifest+json"
_NAVIGATION = (
    ("/assess", "What fits me?"),
    ("/map", "Map"),
    ("/clusters", "Groups"),
    ("/plan", "Plan a move"),
    ("/compare", "Compare"),
    ("/about", "About"),
)
_BOTTOM = (
    ("/", "home", "Home"),
    ("/search", "search", "Search"),
    ("/map", "map", "Map"),
    ("/assess", "heart", "Fits me"),
    ("/shortlist", "bookmark", "Saved"),
)
"""Address, picture and word of the bar at the bottom of a phone."""
_FURTHER = (
    ("/you", "Your answers"),
    ("/assess", "What fits me?"),
    ("/strengths", "What I can do"),
    ("/plan", "Plan a move"),
    ("/compare", "Compare"),
    ("/closure", "When a workplace closes"),
    ("/local", "Your own wage figures"),
    ("/clusters", "Groups"),
    ("/occupations", "All jobs"),
    ("/lenses", "Filters"),
    ("/elements", "Skills and knowledge"),
    ("/industries", "Industries"),
    ("/drift", "What changed"),
    ("/official", "Beside the official clusters"),
    ("/class", "For a class"),
    ("/about", "How far to trust this"),
    ("/api/v1/openapi.json", "For programs"),
)
_ROLES = {
    "core": "clearly and steadily belongs here",
    "border": "belongs here, near the edge",
    "bridge": "links two or more clusters",
    "unsettled": "its place changes from run to run",
    "placed": "placed by titles and tasks only, less certain",
}


class Renderer:
    """The templates and static files, read once."""

    def __init__(self, *, is_class_open: Callable[[], bool] = lambda: False) -> None:
        self.static: dict[str, Answer] = {
            path.name: answer(
                path.read_bytes(), _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or _BYTES
            )
            for path in sorted((_FOLDER / "static").iterdir())
        }
        self._templates = Environment(
            loader=FileSystemLoader(_FOLDER / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._templates.globals |= {
            "static": self._static,
            "navigation": _NAVIGATION,
            "bottom": _BOTTOM,
            "pictures": {**PICTURES, **SIGNS},
            "further": _FURTHER,
            "roles": _ROLES,
            "shape": shape,
            "address_of": _address_of,
            "is_class_open": is_class_open,
        }
        names = (
            "counted",
            "jobs",
            "listing",
            "people",
            "percent",
            "signed_percent",
            "share_words",
            "stability_words",
            "dollars",
        )
        self._templates.filters |= {name: getattr(present, name) for name in names}
        self._templates.filters["segment"] = lambda text: quote(str(text), safe="")

    def page(
        self, page: Page, data: Mapping[str, Any], *, meta: Mapping[str, Any] | None, address: str
    ) -> bytes:
        """A page as UTF-8 HTML; `address` is its own. Without `meta` it names no sources."""
        template = self._templates.get_template(f"{page.name}.html")
        path, _, query = address.partition("?")
        tail = f"?{query}" if query else ""
        links = {
            "json": f"/api/v1{'/home' if path == '/' else path}{tail}" if page.has_data else None,
            "csv": f"/download{'/home' if path == '/' else path}.csv{tail}" if page.rows else None,
            "pdf": f"{path}.pdf{tail}" if page.pdf else None,
        }
        area = area_carried(data, query)
        here = {"name": page.name, "path": path, "query": query, "links": links, "area": area}
        html = template.render(page=data, meta=meta, here=here)
        html = carry(html, area) if area else html
        return (sent_by_buttons(html) if data.get("me") else html).encode(errors="replace")

    def error(self, error: Mapping[str, Any]) -> bytes:
        """The page of an error."""
        links = {"json": None, "csv": None, "pdf": None}
        here = {"name": "error", "path": "", "query": "", "links": links, "area": None}
        return (
            self._templates.get_template("error.html")
            .render(error=error, meta=None, here=here)
            .encode(errors="replace")
        )

    def _static(self, name: str) -> str:
        return f"/static/{name}?v={self.static[name].etag[:10]}"


def _address_of(path: str, **given: object) -> str:
    """An address with the parameters that are given and not None."""
    query = urlencode({name: value for name, value in given.items() if value is not None}, doseq=True)
    return f"{path}?{query}" if query else path
