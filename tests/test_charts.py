"""Pictures: well-formed, complete, readable without colour."""

from __future__ import annotations

from xml.etree import ElementTree

from careerclusters.charts.map import draw_map
from careerclusters.charts.marks import mark
from careerclusters.charts.palette import COLOURS, SHAPES
from careerclusters.clustering.layout import lay_out, place_on_map

SVG = "{http://www.w3.org/2000/svg}"


def test_the_map_shows_every_occupation_and_names_every_cluster(clustering):
    points = lay_out(clustering)
    assert points.equals(lay_out(clustering))
    root = ElementTree.fromstring(draw_map(clustering, points))
    titles = [title.text for title in root.iter(f"{SVG}title")]
    assert sum("(" in text for text in titles) == len(clustering.titles)
    written = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    for name in clustering.at("broad")["name"]:
        assert all(word in written for word in name.split())
    assert clustering.release in written


def test_neighbours_stay_near_on_the_map(clustering):
    points = lay_out(clustering)
    spots = {code: (x, y) for code, x, y in points.select("code_onet", "x", "y").iter_rows()}
    near, far = [], []
    for row, code in enumerate(clustering.codes):
        x, y = spots[code]
        ax, ay = spots[clustering.codes[clustering.graph.neighbours[row, 0]]]
        bx, by = spots[clustering.codes[(row + 447) % len(clustering.codes)]]
        near.append(((x - ax) ** 2 + (y - ay) ** 2) ** 0.5)
        far.append(((x - bx) ** 2 + (y - by) ** 2) ** 0.5)
    assert sorted(near)[len(near) // 2] < 0.15 * sorted(far)[len(far) // 2]


def test_somebody_like_one_occupation_stands_on_it(clustering):
    points = lay_out(clustering)
    code = clustering.codes[100]
    x, y = place_on_map(clustering, points, {code: 1.0, clustering.codes[5]: 0.01})
    row = points.filter(points["code_onet"] == code).row(0, named=True)
    assert abs(x - row["x"]) < 0.01
    assert abs(y - row["y"]) < 0.01


def test_colours_and_shapes_pair_up_and_differ():
    assert len(set(COLOURS)) == len(set(SHAPES)) == len(COLOURS) == len(SHAPES)
    for shape in SHAPES:
        ElementTree.fromstring(mark(shape, 5, 5, size=3))
