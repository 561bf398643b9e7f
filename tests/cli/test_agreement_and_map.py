"""`agreement` and `map` on a real clustering."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree


def test_agreement_in_every_form(built, call):
    code, out, err = call("agreement", "--limit", "2")
    assert (code, err) == (0, "")
    assert "Officially " in out
    found = json.loads(call("agreement", "--level", "broad", "--json")[1])
    assert 0 < found["ami"] < 1
    assert found["level"] == "broad"
    strengths = [row["strength"] for row in found["disagreements"]]
    assert strengths == sorted(strengths, reverse=True)
    assert call("agreement", "--csv")[1].startswith("code_onet,title,official_cluster,")
    assert call("agreement", "--level", "tiny")[0] == 2


def test_the_map_is_a_picture_of_everybody(built, call, tmp_path):
    file = tmp_path / "map.svg"
    code, out, err = call("map", "--out", str(file))
    assert (code, out, err) == (0, f"{file}\n", "")
    drawing = ElementTree.parse(file).getroot()
    titles = [node.text for node in drawing.iter("{http://www.w3.org/2000/svg}title")]
    assert any("Registered Nurses" in title for title in titles)
    assert len(titles) > len(built.codes)
    first = file.read_bytes()
    call("map", "--out", str(file))
    assert file.read_bytes() == first
