"""Words about occupations are read, kept as a table, and known to have changed."""

from __future__ import annotations

import dataclasses
import io
import subprocess
import sys

import polars as pl
import pytest

from careerclusters.errors import DataError
from careerclusters.words import from_frame, occupation_words, to_frame, words_hash, words_of
from careerclusters.words.occupation_words import OccupationWords

AIDE = OccupationWords(
    code_onet="31-1131.00",
    name="Nursing assistant",
    sentence="Helps sick and old people wash, eat and move.",
    day=("Wake people and help them dress", "Bring meals"),
    where="Nursing homes.",
    hard="It is heavy work.",
    good_if="You like to chat.",
    think_twice_if="Smells would bother you.",
    search=("nurse aide", "CNA"),
)
BAG = OccupationWords(
    "31-9099.00", "Other aide", "Helps.", (), "Clinics.", None, None, None, ("aide", "helper")
)


def test_all_words_are_read_in_the_order_of_the_codes():
    found = occupation_words()
    assert list(found) == sorted(found)
    assert all(entry.code_onet == code and entry.name and entry.sentence for code, entry in found.items())
    with pytest.raises(TypeError):
        found["x"] = AIDE


def test_one_occupation_is_read_alone():
    code = next(iter(occupation_words()))
    assert words_of(code) == occupation_words()[code]
    assert words_of("99-9999.00") is None
    assert words_of("31-0000.99") is None


def test_a_table_holds_the_same_words():
    assert dict(from_frame(to_frame())) == dict(occupation_words())
    frame = to_frame([BAG, AIDE])
    assert frame["code_onet"].to_list() == ["31-1131.00", "31-9099.00"]
    assert frame["hard"].to_list() == ["It is heavy work.", None]
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    buffer.seek(0)
    assert list(from_frame(pl.read_parquet(buffer)).values()) == [AIDE, BAG]


def test_a_table_without_a_column_is_refused():
    with pytest.raises(DataError, match="hard"):
        from_frame(to_frame([AIDE]).drop("hard"))


def test_the_hash_follows_the_files(tmp_path, monkeypatch):
    import importlib

    module = importlib.import_module("careerclusters.words.occupation_words")
    text = '["31-1131.00"]\nname = "A"\nsentence = "B."\nwhere = "C."\nsearch = ["d"]\n'
    (tmp_path / "31.toml").write_text(text)
    monkeypatch.setattr(module, "_file", lambda group, language: tmp_path / f"{group}.toml")
    monkeypatch.setattr(module, "_groups", lambda language: ("31",))
    first = words_hash()
    assert first == words_hash()
    (tmp_path / "31.toml").write_text(text.replace('"A"', '"B"'))
    assert len({first, words_hash()}) == 2
    (tmp_path / "31.toml").write_text(text.replace("where", "place"))
    caches = (module._one, module._entries)
    for cache in caches:
        cache.cache_clear()
    try:
        with pytest.raises(DataError, match=r"31-1131\.00: where"):
            words_of("31-1131.00")
    finally:
        for cache in caches:
            cache.cache_clear()


@pytest.mark.parametrize("language", ["en", "es"])
def test_one_entry_read_by_itself_is_that_of_the_whole_file(language):
    words = occupation_words(language)
    assert len(words) > 1000
    assert {code: words_of(code, language) for code in words} == words
    assert words_of("99-9999.00", language) is words_of("", language) is None


def test_they_are_frozen_and_json_ready():
    assert AIDE.to_dict()["search"] == ["nurse aide", "CNA"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        AIDE.name = "x"


def test_importing_reads_nothing():
    code = (
        "import sys; opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        "import careerclusters.words\n"
        "print([name for name in opened if name.endswith(('.toml', '.csv'))], 'polars' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] False"
