"""What nobody types by accident: one sentence and exit code 2, in bounded memory, with nothing lost."""

from __future__ import annotations

import io
import sys

import polars as pl
import pytest

from careerclusters.cli import _print
from careerclusters.cli._input import read_input, readable
from careerclusters.cli._paths import counted_ones
from careerclusters.errors import InputError

NURSE = "29-1141.00"


class Endless(io.RawIOBase):
    """Standard input that never ends, and says how much of it was read."""

    def __init__(self):
        self.taken = 0

    def readable(self):
        return True

    def read(self, size=-1):
        assert size > 0, "read as a whole"
        self.taken += size
        return b"x" * size


@pytest.mark.parametrize(
    "use", [lambda: read_input("-", most_bytes=5_000_000), lambda: readable("-").__enter__()]
)
def test_standard_input_is_read_up_to_its_bound(monkeypatch, use):
    endless = Endless()
    monkeypatch.setattr(sys, "stdin", type("In", (), {"buffer": endless}))
    with pytest.raises(InputError, match="Standard input is too large"):
        use()
    assert endless.taken < 105_000_000


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5_000, "123456789"])
def test_more_people_than_there_can_be(number):
    with pytest.raises(InputError, match=r"More people than there can be.*at most 99999999"):
        counted_ones(None, [f"machinist={number}"])


@pytest.mark.parametrize("number", ["", "-1", "1.5", "1e9", "x", "½", "²"])
def test_what_is_no_number_of_people(number):
    with pytest.raises(InputError, match="number of people is needed"):
        counted_ones(None, [f"machinist={number}"])


STEERING = "\x1b]0;owned\x07 \x1b[2J\x08\x7f\x9b31m \u202eabc \ud800\r"


def test_control_characters_are_shown_and_not_obeyed(capsys):
    _print.print_text(STEERING)
    _print.note(STEERING)
    columns = (_print.Column("title", "Title\x1b[1m"),)
    _print.print_rows([{"title": STEERING}], columns, title=STEERING)
    captured = capsys.readouterr()
    for text in (captured.out, captured.err):
        assert r"\x1b]0;owned\x07" in text.replace("\n", "")
        assert not [
            letter for letter in text if letter != "\n" and (ord(letter) < 32 or 127 <= ord(letter) < 160)
        ]
        assert "\u202e" not in text


def test_what_a_program_reads_is_left_as_it_is(capsys):
    _print.print_rows([{"title": "\x1b[1m"}], (), as_csv=True)
    assert "\x1b[1m" in capsys.readouterr().out


def test_a_file_without_a_good_row_costs_no_good_figures(built, call, tmp_path):
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(f"code,wage_median_usd\n{NURSE},91000\n")
    bad.write_text("code,wage_median_usd\n00-0001,50000\n29-1141.00,=1+1\n")
    code, _, err = call("local", str(bad), "--save")
    assert code == 2
    assert "nothing was kept. Seen: 'bad.csv'. There were none before." in err
    assert call("local", str(good), "--save")[0] == 0
    code, out, err = call("local", str(bad), "--save")
    assert code == 2
    assert "Your earlier figures stay as they are." in err
    assert "0 lines taken, 2 refused" in out
    assert "median pay $91,000 a year" in call("occupation", NURSE)[1]
    good.write_text(f"code,wage_median_usd\n{NURSE},*\n")
    assert call("local", str(good), "--save")[0] == 0
    shown = call("occupation", NURSE)[1]
    assert "Yours: ." not in shown
    assert "Yours: median pay withheld by the publisher." in " ".join(shown.split())
    assert call("local", "--forget")[0] == 0


@pytest.mark.filterwarnings("default::FutureWarning")
def test_moves_of_unknown_codes_only_are_refused(call, tmp_path):
    frame = pl.DataFrame(
        {"origin_code_soc2010": ["99-9998"], "destination_code_soc2010": ["99-9999"], "move_share": [1.0]}
    )
    frame.write_csv(tmp_path / "moves.csv")
    code, out, err = call("evaluate", "moves", "--file", str(tmp_path / "moves.csv"))
    assert (code, out) == (2, "")
    assert "None of these moves starts and ends at an occupation of the catalog" in err
