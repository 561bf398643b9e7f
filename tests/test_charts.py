"""Pictures: well-formed, complete, readable without colour."""

from __future__ import annotations

from xml.etree import ElementTree

import numpy as np
import pytest

from careerclusters.charts.map import draw_map
from careerclusters.charts.marks import mark
from careerclusters.charts.palette import COLOURS, DARK_COLOURS, SHAPES
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


# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
SIGHT = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TO_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_OKLAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def _linear(text):
    value = np.array([int(text[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


@pytest.mark.parametrize(("colours", "paper"), [(COLOURS, "#fffdf9"), (DARK_COLOURS, "#1d232a")])
def test_colours_stay_apart_for_every_kind_of_sight_and_stand_out_from_the_paper(colours, paper):
    rgb = np.array([_linear(one) for one in colours])
    for name, matrix in SIGHT.items():
        seen = np.clip(rgb @ np.array(matrix).T, 0, 1)
        lab = np.cbrt(seen @ np.array(TO_CONES).T) @ np.array(TO_OKLAB).T
        apart = np.linalg.norm(lab[:, None] - lab[None], axis=-1)[np.triu_indices(len(lab), 1)]
        assert apart.min() > 0.07, name
    weights = np.array([0.2126, 0.7152, 0.0722])
    light, ground = rgb @ weights, _linear(paper) @ weights
    contrast = (np.maximum(light, ground) + 0.05) / (np.minimum(light, ground) + 0.05)
    assert contrast.min() >= 3
