"""One word, one meaning on pages: a cluster is called a group there; spelling is American."""

from __future__ import annotations

import re

import pytest

from careerclusters.web.interface import EXAMPLES
from careerclusters.web.pages import PAGES

# Names of others, the official clusters, our own name and commands keep the word.
NAMES = re.compile(
    r"Career Clusters?( Cluster)?|[Oo]fficial( and data-driven)? (career )?clusters?"
    r"|16 (national )?(career )?clusters|all career clusters|careerclusters \w+ clusters"
    r"|career clusters? (used|assign)",
    re.I,
)
BRITISH = re.compile(
    r"\b(licences?|counsellors?|colours?|favourites?|programmes?|organis\w+|recognis\w+|neighbours?|labour|centres?"
    r"|behaviours?|travell\w+|grey|practis\w+|cheques?)\b",
    re.I,
)
LICENCE_OF_CANADA = "Open Government Licence"
# The glossary says what the word means elsewhere; the comparison with the official clusters is about both.
TELLS_OF_CLUSTERS = ("about", "official")


def shown(client, parse, name: str) -> str:
    """What the example of a page shows, names of parts and fields included."""
    page = parse(client.get(EXAMPLES[name].removeprefix("/home") or "/").text)
    said = [*page.values("aria-label"), *page.values("data-name"), *page.values("placeholder")]
    return " ".join([page.words, *said])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_spelling_is_that_of_the_united_states(client, parse, page):
    text = shown(client, parse, page.name).replace(LICENCE_OF_CANADA, "")
    assert sorted({found.group() for found in BRITISH.finditer(text)}) == []


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name not in TELLS_OF_CLUSTERS], ids=lambda page: page.name
)
def test_a_cluster_is_called_a_group(client, parse, page):
    text = NAMES.sub("", shown(client, parse, page.name))
    left = [
        text[max(0, found.start() - 40) : found.end() + 20]
        for found in re.finditer(r"\b[Cc]lusters?\b", text)
    ]
    assert left == []
