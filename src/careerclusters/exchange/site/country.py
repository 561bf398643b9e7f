"""Pages of files about a country whose data come along: clusters, occupations, and ours beside.

Every figure stands with its country and year. What the country's data don't have is said on each page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from careerclusters.exchange.site.build import MARK, Site, held_names
from careerclusters.files import replace_folder, write_text
from careerclusters.labour import cluster_figures, country_figures
from careerclusters.present import percent, stability_words
from careerclusters.targets import check_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerclusters.atlas import Atlas
    from careerclusters.clustering.group_agreement import GroupAgreement
    from careerclusters.labour import Figure

__all__ = ["FIGURE_NAMES", "write_country_site"]

FIGURE_NAMES = {
    "employment_2023": "People employed",
    "growth_10yr": "Change in employment",
    "openings_10yr": "Openings",
    "seekers_10yr": "Job seekers",
    "condition_recent": "Openings beside seekers",
    "condition_future": "The same ahead",
    "preparation": "Preparation",
}
_STYLE = """\
body{font:1.05rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color-scheme:light dark}
table{border-collapse:collapse;margin:1rem 0}
td,th{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top}
footer{margin-top:3rem;font-size:.9rem;border-top:1px solid}nav a{margin-right:1rem}
"""
_NEAR = 10
_LEAST_SHARE = 0.05


def write_country_site(atlas: Atlas, folder: Path, *, agreement: GroupAgreement | None = None) -> Site:
    """Write the pages of a country's atlas; an older site of ours is replaced as a whole.

    Parameters
    ----------
    agreement
        The main country's clusters beside this one's, from `evaluation.countries`; gets a page of its own.

    Raises
    ------
    InputError
        When the folder holds something else.
    """
    folder = check_folder(Path(folder), names=held_names(Path(folder)))
    pages = dict(_pages(atlas, agreement))
    with replace_folder(folder) as fresh:
        for name, text in pages.items():
            write_text(fresh / name, text)
        write_text(fresh / "style.css", _STYLE)
        write_text(fresh / "robots.txt", "User-agent: *\nAllow: /\n")
        names = sorted({name.partition("/")[0] for name in pages} | {"style.css", "robots.txt", MARK})
        content = {"site": 1, "atlas": atlas.id, "pages_count": len(pages), "names": names}
        write_text(fresh / MARK, json.dumps(content, indent=1) + "\n")
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return Site(folder, len(pages), size)


def _pages(atlas: Atlas, agreement: GroupAgreement | None) -> Iterator[tuple[str, str]]:
    page = _Page(atlas, has_agreement=agreement is not None)
    yield "index.html", page.index()
    yield "occupations.html", page.occupations()
    for cluster_id in atlas.clustering.clusters["cluster_id"]:
        yield f"clusters/{cluster_id}.html", page.cluster(cluster_id)
    for code in sorted(atlas.clustering.titles):
        yield f"occupations/{code}.html", page.occupation(code)
    if agreement is not None:
        yield "compared.html", page.compared(agreement)


class _Page:
    """Pages of one atlas."""

    def __init__(self, atlas: Atlas, *, has_agreement: bool) -> None:
        self.atlas, self.clustering = atlas, atlas.clustering
        self.country = atlas.catalog.country
        self.has_agreement = has_agreement
        self.names = dict(self.clustering.clusters.select("cluster_id", "name").iter_rows())

    def index(self) -> str:
        parts = []
        for level in self.clustering.levels:
            parts.append(f"<h2>{escape(level.capitalize())} clusters</h2>")
            rows = (
                (
                    f'<a href="clusters/{row["cluster_id"]}.html">{escape(row["name"])}</a>',
                    row["n_occupations"],
                    _firmness(row["stability_share"]),
                )
                for row in self.clustering.at(level).to_dicts()
            )
            parts.append(_table(("Cluster", f"Occupations in {self.country}", "Stability"), rows))
        return self._whole(f"Career clusters of {self.country}", "".join(parts))

    def occupations(self) -> str:
        rows = "".join(
            f'<li><a href="occupations/{code}.html">{escape(title)}</a></li>'
            for code, title in sorted(self.clustering.titles.items(), key=lambda item: item[1].casefold())
        )
        return self._whole(f"Occupations of {self.country}", f"<ul>{rows}</ul>")

    def cluster(self, cluster_id: str) -> str:
        found = self.clustering.cluster(cluster_id)
        members = (
            (self._link(code, title), percent(share), role or "", _share(stability))
            for code, title, share, role, stability in found.members.select(
                "code_onet", "title", "membership_share", "role", "stability_share"
            ).iter_rows()
        )
        body = f"<p>{escape(found.description)}</p><p>{_firmness(found.stability_share)}.</p>"
        body += self._figures(cluster_figures(self.atlas.catalog, found.members["code_onet"].to_list()))
        body += _listed("Nearly all need", found.foundation["label"])
        body += _listed("Set apart by", found.distinctive["label"])
        body += "<h2>Members</h2>" + _table(("Occupation", "Belongs", "Role", "Stability"), members)
        visitors = (
            (self._link(code, title), percent(share)) for code, title, share in found.visitors.iter_rows()
        )
        if found.visitors.height:
            body += "<h2>Belong in part</h2>" + _table(("Occupation", "Belongs"), visitors)
        return self._whole(found.name, body, depth=1)

    def occupation(self, code: str) -> str:
        rows = (
            (
                escape(level),
                f'<a href="../clusters/{cluster_id}.html">{escape(self.names[cluster_id])}</a>',
                percent(share),
                _share(stability),
            )
            for level, cluster_id, share, stability in self.clustering.occupation(code)
            .filter(self.clustering.occupation(code)["membership_share"] >= _LEAST_SHARE)
            .select("level", "cluster_id", "membership_share", "stability_share")
            .iter_rows()
        )
        body = f"<p>{escape(self.atlas.catalog.release)}, code {code}.</p>"
        body += self._figures(country_figures(self.atlas.catalog, code))
        body += "<h2>Clusters</h2>" + _table(("Level", "Cluster", "Belongs", "Stability"), rows)
        near = self.clustering.neighbours(code, limit=_NEAR)
        links = "".join(
            f"<li>{self._link(other, title)}</li>"
            for other, title in near.select("neighbour_code_onet", "title").iter_rows()
        )
        body += f"<h2>Most like it</h2><ol>{links}</ol>"
        return self._whole(self.clustering.titles[code], body, depth=1)

    def compared(self, agreement: GroupAgreement) -> str:
        rows = (
            (
                escape(row["name"]),
                f"{escape(row['other_group'])}",
                row["n_shared"],
                percent(row["share_of_cluster"]),
                percent(row["share_of_other"]),
            )
            for row in agreement.overlap.to_dicts()
            if row["share_of_cluster"] >= 0.2 or row["share_of_other"] >= 0.2
        )
        body = (
            f"<p>Clusters of the United States beside those of {escape(agreement.other)}, level "
            f"{escape(agreement.level)}. No crosswalk is in the data, so occupations meet through their "
            f"titles: {agreement.links.height} with a mean confidence of "
            f"{percent(agreement.confidence_mean)}; {agreement.n_left_out} have no match that is sure enough "
            "and are left out.</p>"
            f"<p>Agreement: {agreement.ami:.2f} (adjusted mutual information; 0 is chance, 1 the same). They "
            "rest on other ratings by other people, the second on fewer sides of work. Where they differ, "
            "that may be the countries, the data or chance.</p>"
        )
        heads = ("United States", self.country, "Occupations matched", "Share of the first", "Of the second")
        return self._whole("Two countries compared", body + _table(heads, rows))

    def _figures(self, figures: Mapping[str, Figure]) -> str:
        rows = (
            (
                escape(FIGURE_NAMES.get(name, name)),
                escape("; ".join([figure.text(), *figure.marks])),
                f"{escape(figure.area or self.country)}, {escape(figure.year or '')}",
                escape(figure.source or ""),
            )
            for name, figure in figures.items()
        )
        return f"<h2>Work in {self.country}</h2>" + _table(("", "", "Where and when", "Source"), rows)

    def _link(self, code: str, title: str) -> str:
        return f'<a href="../occupations/{code}.html">{escape(title)}</a>'

    def _whole(self, title: str, body: str, *, depth: int = 0) -> str:
        up = "../" * depth
        manifest = self.atlas.catalog.manifest
        absent = ", ".join(str(gap["file"]) for gap in manifest.get("absent", ()))
        sources = "".join(
            f"<li>{escape(source['attribution'])}</li>" for source in manifest["sources"].values()
        )
        other = f'<a href="{up}compared.html">Beside the United States</a>' if self.has_agreement else ""
        return (
            '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{escape(title)} · {self.country} · Career Clusters</title>"
            f'<link rel="stylesheet" href="{up}style.css"></head>\n<body>\n'
            f'<nav aria-label="Main"><a href="{up}index.html">Clusters of {self.country}</a>'
            f'<a href="{up}occupations.html">Occupations</a>{other}</nav>\n'
            f"<main><h1>{escape(title)}</h1>\n{body}</main>\n"
            f"<footer><p>All figures are of {self.country}. Not in the data: {escape(absent)}.</p>"
            f"<ul>{sources}</ul></footer>\n</body></html>\n"
        )


def _table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table>\n"


def _listed(heading: str, labels: Iterable[str]) -> str:
    words = list(dict.fromkeys(labels))
    return f"<p><strong>{heading}:</strong> {escape(', '.join(words))}.</p>\n" if words else ""


def _share(value: float | None) -> str:
    return "not known" if value is None else percent(value)


def _firmness(stability: float | None) -> str:
    return f"{stability_words(stability)} ({_share(stability)})"
