"""The look: one palette, plain words, a first page that counts what it says, parts that others build on."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from careerclusters.charts.palette import COLOURS, DARK_COLOURS
from careerclusters.clustering.paragraphs import paragraph_of
from careerclusters.evaluation.clusters import evaluate_clusters
from careerclusters.web.pictures import KINDS, PICTURES, kind_of, picture_of

ROOT = Path(__file__).resolve().parents[2]
FOR_STUDENTS = (
    "/",
    "/map",
    "/search",
    "/assess",
    "/plan",
    "/shortlist",
    "/wishes/animals",
    "/nowhere",
    "/occupations/53-7065.00",
    "/occupations/29-2042.00",
    "/occupations/55-3016.00?area=Ohio",
    "/clusters/G01",
    "/lenses",
    "/lenses/no_degree",
    "/lenses/trades",
    "/tradeoffs",
    "/clusters/B02",
    "/compare?of=cashier&of=electrician",
    "/lenses/no_degree",
    "/class",
    "/class/lesson",
    "/class/handout",
    "/class/parents",
    "/next",
    "/next?of=cashier",
    "/next?of=zzzqq",
    "/about",
    "/strengths?held=cashier",
    "/plan?from=cashier&to=registered+nurse",
    "/search?q=zzzqx",
    "/plan?from=waiter&to=electrician",
    "/occupations/35-3031.00/ways",
    "/closure",
    "/results",
    "/you",
)
FOR_OTHERS = (
    "/official",
    "/official?level=broad",
    "/drift",
    "/local",
    "/industries/622",
    "/closure?lost=machinist%3D300%0Awelder%3D120&area=Ohio",
    "/closure/brief?lost=machinist%3D300&openings=welder%3D9",
    "/compare?of=29-1141.00&of=15-1252.00&of=M02",
    "/elements/2.C.3.a",
    "/technologies/43232106",
)
WORN = (
    "leads nowhere",
    "Pay in the middle",
    "What fits what",
    "What you may tell",
    "What you told",
    "Shortlist",
    ">Keep<",
    "Lenses",
    "Look through",
)


def test_the_stylesheet_has_the_palette_in_light_and_dark(client):
    css = client.get("/static/explorer.css").text
    light, dark = css.split("prefers-color-scheme: dark", 1)
    for part, colours in ((light, COLOURS), (dark, DARK_COLOURS)):
        found = dict(re.findall(r"--k(\d): (#[0-9a-f]{6})", part))
        assert [found[str(at)] for at in range(10)] == list(colours)


def test_every_cluster_has_a_picture_and_no_two_the_same_while_there_are_others(app):
    state = app.state.store.current()
    pictures = picture_of(state)
    assert set(pictures) == set(state.names)
    assert set(pictures.values()) <= set(PICTURES)
    own = {one: pictures[one] for one in state.clustering.at(state.main_level)["cluster_id"]}
    labels = state.clustering.labels(state.main_level)
    used = set(own.values())
    for picture in used:
        holders = [one for one in own if own[one] == picture]
        kinds = [{kind_of(code) for code, label in labels.items() if label == one} for one in holders]
        # One chose it; the others had no kind left that nobody shows.
        assert sum(not own_kinds <= used for own_kinds in kinds) <= 1


@pytest.mark.parametrize(
    ("code", "kind"),
    [("29-1141.00", "stethoscope"), ("25-1011.00", "cap"), ("25-2021.00", "book"), ("51-4121.00", "gear")],
)
def test_a_kind_of_work_goes_by_the_longest_beginning(code, kind):
    assert kind_of(code) == kind
    assert set(KINDS.values()) <= set(PICTURES)


def test_the_proof_on_the_first_page_is_what_the_command_prints(client, app, catalog, clustering):
    proof = client.get("/api/v1/home").json()["data"]["proof"]
    level = app.state.store.current().main_level
    row = evaluate_clusters(catalog, clustering).table.filter(level=level).row(0, named=True)
    assert proof["command"] == "careerclusters evaluate clusters"
    assert proof["inside_of_100"] == round(row["moves_inside_share"] * 100)
    by_chance = row["moves_inside_share"] - row["moves_modularity"]
    assert proof["chance_of_100"] == pytest.approx(by_chance * 100, abs=0.51)
    assert str(proof["inside_of_100"]) in client.get("/").text


def test_the_first_page_shows_every_main_cluster_and_usual_moves_that_pay_more(client, app, parse):
    state = app.state.store.current()
    data = client.get("/api/v1/home").json()["data"]
    shown = {one["cluster_id"] for one in data["clusters"]}
    assert shown == set(state.clustering.at(state.main_level)["cluster_id"])
    assert all(len(one["faces"]) == 2 for one in data["clusters"])
    assert len(data["examples"]) == 3
    assert all(one["pay_gain_usd"] > 0 for one in data["examples"])
    lengths = [
        ((one["to_x"] - one["x"]) ** 2 + (one["to_y"] - one["y"]) ** 2) ** 0.5 for one in data["examples"]
    ]
    assert min(lengths) >= 40, "a line that can't be seen"
    words = parse(client.get("/").text).words
    for door in ("I'm choosing", "I'm changing work", "I help others"):
        assert door in words
    for doubt in ("loose", "unsettled"):
        assert doubt not in words


def test_the_examples_of_a_group_on_the_first_page_are_typical_of_it(client, app):
    state = app.state.store.current()
    for one in client.get("/api/v1/home").json()["data"]["clusters"]:
        cluster = state.clustering.cluster(one["cluster_id"])
        paragraph = paragraph_of(cluster, name_of=state.plain_name)
        is_firm = (cluster.members["role"] == "core") & (cluster.members["membership_share"] >= 0.5)
        firm = {state.plain_name(code) for code in cluster.members.filter(is_firm)["code_onet"]}
        typical = {state.plain_name(code) for code in paragraph.typical}
        known = typical if paragraph.is_written else firm
        assert not known or set(one["faces"]) <= known


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("no degree", "/lenses/no_degree"),
        ("work with animals", "/wishes/animals"),
        ("29-1141", "/occupations/29-1141.00"),
        ("welder", "/occupations/51-4121.00"),
    ],
)
def test_one_box_takes_wishes_codes_and_titles(client, words, first):
    hits = client.get("/api/v1/search", params={"q": words}).json()["data"]["first"]
    assert hits[0]["href"] == first
    assert client.get(hits[0]["href"]).status_code == 200


def test_a_wish_lists_jobs_with_sentences(client):
    data = client.get("/api/v1/wishes/animals").json()["data"]
    assert len(data["occupations"]) > 10
    assert all(one["sentence"] for one in data["occupations"])
    assert client.get("/wishes/unsure").status_code == 404
    assert client.get("/wishes/nothing").status_code == 404


def test_worn_words_are_gone():
    folder = ROOT / "src/careerclusters/web"
    found = Counter(
        f"{path.name}: {words}"
        for path in (*folder.rglob("*.html"), *folder.rglob("*.js"), *folder.glob("*.py"))
        for words in WORN
        if words in path.read_text(encoding="utf-8")
    )
    assert not found


@pytest.mark.parametrize("path", FOR_OTHERS)
def test_pages_for_others_are_read_with_ease_but_for_names(client, path):
    """Names of jobs, groups and official clusters, which aren't ours to shorten, stand for one word."""
    names = re.compile(
        r'<a href="/(?:occupations|clusters)/[^>]*>.*?</a>|<span lang="en">.*?</span>', re.DOTALL
    )
    check_grade(names.sub("it", client.get(path, headers={"accept": "text/html"}).text))


@pytest.mark.parametrize("path", FOR_STUDENTS)
def test_pages_for_students_are_read_with_ease(client, path):
    check_grade(client.get(path, headers={"accept": "text/html"}).text)


def check_grade(text):
    sys.path.insert(0, str(ROOT / "scripts"))
    from word_checks.reading import grade

    main = re.search(r"<main.*?</main>", text, re.DOTALL).group()
    main = re.sub(r'<a class="ref".*?</a>', "", main, flags=re.DOTALL)
    # Publishers ask to be named in their own words.
    main = re.sub(r'<p lang="en">.*?</p>', " ", main, flags=re.DOTALL)
    main = re.sub(r"<(svg|select|datalist|script)\b.*?</\1>", " ", main, flags=re.DOTALL)
    main = re.sub(r'<ul class="gallery">.*?</ul>', " ", main, flags=re.DOTALL)
    main = re.sub(r"<br>|</(strong|small)>", ". ", main)
    sentences = []
    for paragraph in re.findall(r"<(?:p|li|h1|h2)\b[^>]*>(.*?)</(?:p|li|h1|h2)>", main, re.DOTALL):
        words = " ".join(re.sub(r"<[^>]+>", " ", paragraph).split())
        if len(words.split()) >= 6:
            sentences.append(words if words[-1] in ".!?" else f"{words}.")
    if sentences:
        assert grade(" ".join(sentences)) <= 8
