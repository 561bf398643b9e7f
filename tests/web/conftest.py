"""The explorer over the shared clustering, asked without a network."""

from __future__ import annotations

import dataclasses
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from careerclusters.web.app import create_app

VOID = {"meta", "link", "input", "br", "img", "hr", "source", "wbr"}


class Reading(HTMLParser):
    """Tags, ids, links and text of a page; `problems` names what is wrong with it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.problems += [f"<{tag}> stays open" for tag in self._open]

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        if len(set(names)) != len(names):
            self.problems.append(f"<{tag}> repeats an attribute: {names}")
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self._open or self._open.pop() != tag:
            self.problems.append(f"</{tag}> closes nothing")

    def handle_data(self, data):
        self.text.append(data)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.text).split())

    def all(self, name: str) -> list[dict[str, str | None]]:
        """Attributes of every tag of a name."""
        return [attributes for tag, attributes in self.tags if tag == name]

    def values(self, attribute: str) -> list[str]:
        """Every value of an attribute."""
        return [one[attribute] for _, one in self.tags if one.get(attribute) is not None]


@pytest.fixture(scope="session")
def parse():
    """From HTML to a reading of it."""
    return Reading


@pytest.fixture(scope="session")
def app(atlas):
    return create_app(atlas=atlas)


@pytest.fixture(scope="session")
def client(app):
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture(scope="session")
def cluster_ids(clustering):
    return clustering.at("middle")["cluster_id"].to_list()


@pytest.fixture
def renamed(clustering):
    """The same clustering, each cluster's name changed."""
    import polars as pl

    names = clustering.clusters.with_columns(name=pl.concat_str(pl.col("name"), pl.lit(" again")))
    return dataclasses.replace(clustering, clusters=names)
