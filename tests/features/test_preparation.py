"""The usual way into the catalog's occupations."""

from __future__ import annotations

import polars as pl
import pytest

from careerclusters.catalog import Catalog
from careerclusters.errors import UnknownError
from careerclusters.features import preparation_of, preparations


def test_nearly_all_occupations_have_words(catalog):
    found = preparations(catalog)
    silent = set(catalog.occupations["code_onet"]) - set(found)
    assert all(code.startswith("55-") for code in silent), "only the armed forces have no figures"
    assert all("job zone" not in one.sentences for one in found.values())


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("29-1141.00", "usually a four-year college degree"),
        ("47-2111.00", "usually a high school diploma, then an apprenticeship"),
        ("29-1215.00", "usually four years of college and three or more years of study after that"),
        ("53-3032.00", "usually a course at a trade or career school"),
        ("35-2011.00", "no diploma asked for, then up to a month of training on the job"),
    ],
)
def test_examples(catalog, code, words):
    assert preparation_of(catalog, code).short.startswith(words)


def test_a_catalog_without_the_tables_and_an_unknown_code():
    rows = {"code_onet": ["29-1141.00"], "title": ["Nurses"], "code_soc2018": ["29-1141"]}
    flags = {"is_rated": [True], "is_residual": [False]}
    catalog = Catalog.from_tables({"occupations": pl.DataFrame(rows | flags)})
    assert preparations(catalog) == {}
    assert preparation_of(catalog, "29-1141.00") is None
    with pytest.raises(UnknownError):
        preparation_of(catalog, "29-9999.99")
