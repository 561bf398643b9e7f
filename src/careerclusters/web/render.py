"""From a page's data to HTML: templates, small static files, and what templates may name."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from careerclusters import language
from careerclusters.charts.palette import shape
from careerclusters.language import marked
from careerclusters.web.addresses import base_of, in_language, localized
from careerclusters.web.area_links import area_carried, carry
from careerclusters.web.contexts import Page
from careerclusters.web.environment import environment
from careerclusters.web.own_links import sent_by_buttons
from careerclusters.web.pictures import PICTURES, SIGNS
from careerclusters.web.responses import Answer, answer
from careerclusters.web.spoken_files import spoken_files
from careerclusters.web.template_code import TemplateCode
from careerclusters.words.industries import industry_name

__all__ = ["Renderer"]

_FOLDER = Path(__file__).resolve().parent
_TYPES = {".svg": "image/svg+xml", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_BYTES = "application/octet-stream"
_TYPES[".webmanifest"] = "application/manifest+json"
_NAVIGATION = (
    ("/assess", marked("What fits me?")),
    ("/map", marked("Map")),
    ("/clusters", marked("Groups")),
    ("/plan", marked("Plan a move")),
    ("/compare", marked("Compare")),
    ("/about", marked("About")),
)
_BOTTOM = (
    ("/", "home", marked("Home")),
    ("/search", "search", marked("Search")),
    ("/map", "map", marked("Map")),
    ("/assess", "heart", marked("Fits me")),
    ("/shortlist", "bookmark", marked("Saved")),
)
"""Address, picture and word of the bar at the bottom of a phone."""
_FURTHER = (
    ("/you", marked("Your answers")),
    ("/assess", marked("What fits me?")),
    ("/strengths", marked("What I can do")),
    ("/plan", marked("Plan a move")),
    ("/compare", marked("Compare")),
    ("/closure", marked("When a workplace closes")),
    ("/local", marked("Your own wage figures")),
    ("/clusters", marked("Groups")),
    ("/occupations", marked("All jobs")),
    ("/lenses", marked("Filters")),
    ("/elements", marked("Skills and knowledge")),
    ("/industries", marked("Industries")),
    ("/drift", marked("What changed")),
    ("/official", marked("Beside the official clusters")),
    ("/class", marked("For a class")),
    ("/about", marked("How far to trust this")),
    ("/api/v1/openapi.json", marked("For programs")),
)
_ROLES = {
    marked("core"): marked("clearly and steadily belongs here"),
    marked("border"): marked("belongs here, near the edge"),
    marked("bridge"): marked("links two or more groups"),
    marked("unsettled"): marked("its place changes from run to run"),
    marked("placed"): marked("placed by titles and tasks only, less certain"),
}


class Renderer:
    """The templates and static files, read once.

    Parameters
    ----------
    is_class_open
        Whether a class can be joined now.
    languages
        Languages that every page can be had in; a page names the others.
    code_folder
        Where compiled templates are kept; None to keep none.
    """

    def __init__(
        self,
        *,
        is_class_open: Callable[[], bool] = lambda: False,
        languages: Sequence[str] = (),
        code_folder: Path | None = None,
    ) -> None:
        self._languages = tuple(languages)
        self.static: dict[str, Answer] = {
            path.name: answer(
                path.read_bytes(), _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or _BYTES
            )
            for path in sorted((_FOLDER / "static").iterdir())
        }
        for name, content in spoken_files(_FOLDER / "static", self._languages):
            self.static[name] = answer(content, _TYPES[Path(name).suffix])
        self._code = None if code_folder is None else TemplateCode(code_folder)
        self._templates = environment(self._code)
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
            "_": _in_template,
            "pgettext": _in_template_of,
            "ngettext": _in_template_counted,
            "industry_name": industry_name,
            "language": language.current_language,
            "manifest": self._manifest,
        }

    def keep_code(self, *, is_stopped: Callable[[], bool] = lambda: False) -> None:
        """Compile the templates that aren't kept yet for the next start, until it is stopped between two."""
        for name in self._templates.list_templates():
            if self._code is None or is_stopped() or not self._code.keep(self._templates, name):
                return

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
        here |= self._language(path, tail)
        html = template.render(page=data, meta=meta, here=here)
        html = localized(carry(html, area) if area else html)
        return (sent_by_buttons(html) if data.get("me") else html).encode(errors="replace")

    def error(self, error: Mapping[str, Any], again: Mapping[str, Any] | None = None) -> bytes:
        """The page of an error; `again` is the form that led there."""
        links = {"json": None, "csv": None, "pdf": None}
        here = {"name": "error", "path": "", "query": "", "links": links, "area": None}
        here |= self._language("", "") | {"others": ()}
        html = self._templates.get_template("error.html").render(
            error=error, again=again, meta=None, here=here
        )
        return localized(html).encode(errors="replace")

    def _language(self, path: str, tail: str) -> dict[str, Any]:
        """What stands before its addresses, its words for scripts, and the same page in other languages."""
        own = language.current_language()
        others = [
            {
                "code": code,
                "name": language.language_name(code),
                "path": in_language(path, code),
                "tail": tail,
            }
            for code in self._languages
            if code != own
        ]
        words = f"words.{own}.js"
        return {"base": base_of(own), "others": others, "words": words if words in self.static else None}

    def _manifest(self) -> str:
        name = f"app.{language.current_language()}.webmanifest"
        return name if name in self.static else "app.webmanifest"

    def _static(self, name: str) -> str:
        return f"/static/{name}?v={self.static[name].etag[:10]}"


def _in_template(text: str, **slots: object) -> Markup:
    """A sentence of a template: it may hold tags, as it is ours; what fills its slots is escaped."""
    found = Markup(language._(text))
    return found.format(**slots) if slots else found


def _in_template_of(context: str, text: str, **slots: object) -> Markup:
    found = Markup(language.pgettext(context, text))
    return found.format(**slots) if slots else found


def _in_template_counted(singular: str, plural: str, n: int, **slots: object) -> Markup:
    kept = {name: f"{{{name}}}" for name in slots}
    return Markup(language.ngettext(singular, plural, n, **kept)).format(**slots)


def _address_of(path: str, **given: object) -> str:
    """An address with the parameters that are given and not None."""
    query = urlencode({name: value for name, value in given.items() if value is not None}, doseq=True)
    return f"{path}?{query}" if query else path
