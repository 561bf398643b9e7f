"""Write the site: start from the pages that are known, follow links, keep what needs no person."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from careerclusters.errors import InputError
from careerclusters.exchange.site.assess import ASSESS, STYLE, assess_data, assess_sentences
from careerclusters.exchange.site.compare import COMPARE, compare_data
from careerclusters.exchange.site.crawl import OpenExplorer, Report, crawl
from careerclusters.exchange.site.links import file_of
from careerclusters.exchange.site.pages import NEEDS, is_kept
from careerclusters.exchange.site.search_index import search_index
from careerclusters.exchange.site.steps import STEPS, step_groups
from careerclusters.files import replace_folder, sync_file, sync_folder, write_text
from careerclusters.targets import check_folder

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas

__all__ = ["KEPT", "MARK", "Site", "held_names", "write_site"]

MARK = "site.json"
"""File that says that a folder is a site of ours, and what it holds."""

# What needs no person and no question; a star stands for the rest of one name.
KEPT: tuple[str, ...] = (
    "/",
    "/clusters",
    "/clusters/*",
    "/occupations",
    "/occupations/*",
    "/map",
    "/official",
    "/lenses",
    "/lenses/*",
    "/industries",
    "/industries/*",
    "/elements",
    "/elements/*",
    "/technologies/*",
    "/about",
    "/drift",
    "/search",
    "/class",
    "/class/*",
    ASSESS,
    COMPARE,
    STEPS,
    f"{STEPS}/*",
)
_NEEDED = ("/about", "/search")


@dataclass(frozen=True)
class Site:
    """What was written.

    Attributes
    ----------
    folder
        Where.
    pages_count, bytes_count
        Pages and bytes of all files.
    """

    folder: Path
    pages_count: int
    bytes_count: int


def write_site(
    atlas: Atlas,
    folder: Path,
    *,
    open_explorer: OpenExplorer,
    address: str | None = None,
    kept: Sequence[str] = KEPT,
    workers: int = 1,
    progress: Report | None = None,
) -> Site:
    """Write the site of an atlas; an older one of ours is replaced as a whole.

    The files are the same whatever the number of workers.

    Parameters
    ----------
    open_explorer
        Opens what pages are made from; with several workers it must be picklable.
    address
        Where the site will stand, such as https://school.example/careers/; for the sitemap.
    kept
        Addresses that the folder holds, /about and /search among them; a star at the end stands for the rest
        of one name. Links to others lead to the page on what needs the program.
    workers
        Processes that make pages.
    progress
        Called with pages done, pages known, and what is being done.

    Raises
    ------
    InputError
        When the folder holds something else, the address is none, or a page that all need isn't kept.
    ModelError
        When a page can't be made.
    """
    if address is not None and not address.startswith(("http://", "https://")):
        todo = "Give one such as https://school.example/work/."
        raise InputError("This is no address of a site", seen=address, todo=todo)
    kept = (*kept, NEEDS)
    if not set(_NEEDED) <= set(kept):
        raise InputError(
            "A site needs more pages", seen=", ".join(kept), todo=f"Keep {' and '.join(_NEEDED)}."
        )
    folder = check_folder(Path(folder), names=held_names(Path(folder)))
    tell = progress or (lambda done, known, what: None)
    with replace_folder(folder) as fresh:
        seeds = _seeds(atlas, kept)
        pages = crawl(seeds, open_explorer, fresh, kept=kept, workers=workers, tell=tell)
        tell(len(pages), len(pages), "Writing the index")
        _write_own(fresh, atlas, pages, address)
        size = sum(file.stat().st_size for file in fresh.rglob("*") if file.is_file())
        names = sorted(entry.name for entry in fresh.iterdir())
        content = {"site": 1, "atlas": atlas.id, "pages_count": len(pages), "names": [*names, MARK]}
        write_text(fresh / MARK, json.dumps(content, indent=1) + "\n")
        _sync_all(fresh)
    return Site(folder, len(pages), size)


def _seeds(atlas: Atlas, kept: Sequence[str]) -> list[str]:
    """Addresses to begin with: those without a star, and clusters, occupations and steps that are kept."""
    found = [path for path in kept if not path.endswith("*")]
    found += [f"/clusters/{cluster_id}" for cluster_id in atlas.clustering.clusters["cluster_id"]]
    found += [f"/occupations/{code}" for code in sorted(atlas.clustering.titles)]
    found += [f"{STEPS}/{group}" for group in step_groups(atlas)]
    return [path for path in dict.fromkeys(found) if is_kept(path, kept)]


def held_names(folder: Path) -> list[str] | None:
    """Names that we wrote into a folder; None where it isn't ours."""
    try:
        content = json.loads((folder / MARK).read_text("utf-8"))
        return [str(name) for name in content["names"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write_own(fresh: Path, atlas: Atlas, pages: Sequence[str], address: str | None) -> None:
    """Scripts and what they read, robots and sitemap."""
    for name in ("search.js", "map.js", "assess.js", "assess-page.js", "compare.js", STYLE):
        code = (resources.files("careerclusters.exchange.site") / name).read_text("utf-8")
        write_text(fresh / "static" / name, code)
    write_text(fresh / "static" / "search-index.js", search_index(atlas))
    write_text(fresh / "static" / "assess-data.js", assess_data(atlas))
    write_text(fresh / "static" / "assess-sentences.js", assess_sentences(atlas))
    write_text(fresh / "static" / "compare-data.js", compare_data(atlas))
    lines = ["User-agent: *", "Allow: /"]
    if address is not None:
        base = address.rstrip("/") + "/"
        files = [file_of(path) for path in pages if path not in ("/search", NEEDS)]
        places = (escape(base + file.removesuffix("index.html")) for file in files)
        urls = "".join(f"<url><loc>{place}</loc></url>\n" for place in places)
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        head = '<?xml version="1.0" encoding="UTF-8"?>\n'
        write_text(fresh / "sitemap.xml", f'{head}<urlset xmlns="{space}">\n{urls}</urlset>\n')
        lines.append(f"Sitemap: {base}sitemap.xml")
    write_text(fresh / "robots.txt", "\n".join(lines) + "\n")


def _sync_all(folder: Path) -> None:
    """Make what was written last through a power cut: nobody has read it before."""
    for inside, _, names in os.walk(folder):
        for name in names:
            sync_file(Path(inside) / name)
        sync_folder(Path(inside))
