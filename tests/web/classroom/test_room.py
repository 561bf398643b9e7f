"""The class in memory: codes, seats, nicknames, bounds, what everybody may see, and that closing forgets."""

from __future__ import annotations

import dataclasses
import gc
import json
import weakref

import pytest

from careerclusters.errors import BusyError, InputError
from careerclusters.web.classroom.codes import (
    ALPHABET,
    CODE_LENGTH,
    MOST_BY_SENDER,
    MOST_IN_ALL,
    SECONDS,
    Attempts,
    Seats,
    new_code,
    shown_code,
)
from careerclusters.web.classroom.counts import groups_of, hide_small, shared_groups_of, spread_of
from careerclusters.web.classroom.file import LARGEST, class_text, parse_class, read_class
from careerclusters.web.classroom.nickname import clean_nickname, same_name
from careerclusters.web.classroom.room import MOST_SENDS, Room
from careerclusters.web.pages.classroom import MOST_STUDENTS


class Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def room(clock):
    return Room(now=clock)


def wrong(room: Room) -> str:
    return ("B" if room.code[0] != "B" else "C") + room.code[1:]


def fill(room: Room, result, count: int, *, start: int = 1) -> list[str]:
    seats = [room.enter(room.code, sender="board") for _ in range(count)]
    for at, seat in enumerate(seats, start=start):
        room.send(seat, f"S{at}", result=result)
    return seats


def test_codes_spell_nothing_and_differ():
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) for code in codes)
    assert not set("AEIOUYL01") & set(ALPHABET)


def test_a_code_is_read_as_people_type_it(room):
    for typed in (room.code, room.code.lower(), shown_code(room.code), f" {shown_code(room.code).lower()} "):
        assert room.has_seat(room.enter(typed, sender="a"))


def test_guessing_is_locked_by_sender_and_opens_again(room, clock):
    for _ in range(MOST_BY_SENDER):
        with pytest.raises(InputError, match="not the code"):
            room.enter(wrong(room), sender="192.0.2.7")
    with pytest.raises(BusyError, match="Too many tries from here"):
        room.enter(room.code, sender="192.0.2.7")
    assert room.has_seat(room.enter(room.code, sender="192.0.2.8"))
    clock.seconds += SECONDS + 1
    assert room.has_seat(room.enter(room.code, sender="192.0.2.7"))


def test_one_machine_with_many_addresses_is_one_sender():
    attempts = Attempts(2, now=lambda: 0.0)
    attempts.count("2001:db8::1")
    attempts.count("2001:db8::ffff")
    with pytest.raises(BusyError):
        attempts.check("2001:db8::2")
    attempts.check("2001:db8:0:1::2")


def test_guessing_from_many_addresses_shuts_the_door_until_there_is_a_new_code(room):
    seat = room.enter(room.code, sender="student")
    for at in range(MOST_IN_ALL):
        with pytest.raises(InputError):
            room.enter(wrong(room), sender=f"10.0.{at // 200}.{at % 200}")
    with pytest.raises(BusyError, match="Nobody can enter now"):
        room.enter(room.code, sender="10.9.9.9")
    assert room.wrong_count == MOST_IN_ALL
    assert room.has_seat(seat)
    room.change_code()
    assert not room.has_seat(seat)
    assert room.has_seat(room.enter(room.code, sender="10.9.9.9"))


def test_memory_of_senders_is_bounded():
    attempts = Attempts(now=lambda: 0.0)
    for at in range(5000):
        attempts.count(f"10.{at // 256}.{at % 256}.1")
    assert len(attempts._senders) == 1000


def test_seats_cannot_be_made_up():
    seats, others = Seats(), Seats()
    seat = seats.new()
    assert seats.name(seat)
    for false in ("", ".", "x", seat[:-1], seat + "A", f"x{seat}", others.new(), "é.é", "\ud800.x"):
        assert seats.name(false) is None


def test_a_seat_sends_one_result_and_the_later_one_counts(room, results):
    seat = room.enter(room.code, sender="a")
    room.send(seat, "Kim", result=results["R"])
    room.send(seat, "Kim B", result=results["A"])
    (entry,) = room.entries
    assert (entry.number, entry.result.nickname) == (1, "Kim B")
    assert entry.result.leading == ("A",)


@pytest.mark.parametrize("twin", ["Kim", "KIM", "k i m", "Ｋｉｍ", "Kim."])
def test_a_nickname_is_taken_once(room, results, twin):
    first, second = (room.enter(room.code, sender="a") for _ in range(2))
    room.send(first, "Kim", result=results["R"])
    with pytest.raises(InputError, match="has this nickname"):
        room.send(second, twin, result=results["A"])
    assert len(room.entries) == 1


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Kim", "Kim"),
        ("  Ana  Lu ", "Ana Lu"),
        ("Zoë-2", "Zoë-2"),
        ("Zoe\u0308", "Zoë"),
        ("李雷", "李雷"),
        ("7", "7"),
    ],
)
def test_nicknames_people_have(typed, name):
    assert clean_nickname(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "...",
        "<b>Kim</b>",
        "Kim&amp;",
        'Kim"',
        "Kim\x00",
        "Kim\x1b[2J",
        "Kim\nLee",
        "Kim\tLee",
        "\u202eKim",
        "Ki\u200bm",
        "\ud800x",
        "K" + "\u0316" * 9,
        "a" * 25,
        "a" * 5000,
        "=1+1",
    ],
)
def test_nicknames_that_are_refused(typed):
    with pytest.raises(InputError) as refused:
        clean_nickname(typed)
    assert "Use 1 to 24 letters" in str(refused.value)
    assert str(refused.value).isprintable()


def test_what_two_names_share():
    assert same_name("Ana Lu") == same_name("ANALU") != same_name("Analu 2")


def test_a_class_is_bounded(room, results):
    fill(room, results["R"], MOST_STUDENTS)
    late = room.enter(room.code, sender="late")
    with pytest.raises(BusyError, match="The class is full: 60 have sent"):
        room.send(late, "Late", result=results["R"])
    room.remove(1)
    assert room.send(late, "Late", result=results["R"]).number == MOST_STUDENTS + 1


def test_a_flood_of_results_from_one_address_is_slowed(room, clock):
    seat = room.enter(room.code, sender="a")
    for _ in range(MOST_SENDS):
        room.check_sender(seat, sender="a")
    with pytest.raises(BusyError, match="Too many"):
        room.check_sender(seat, sender="a")
    clock.seconds += 61
    room.check_sender(seat, sender="a")


def test_nothing_is_taken_without_a_seat(room, results):
    with pytest.raises(InputError, match="haven't entered"):
        room.send("made.up", "Kim", result=results["R"])
    with pytest.raises(InputError, match="haven't entered"):
        room.check_sender("", sender="a")
    assert room.entries == ()


def test_closing_forgets_everything(clock, results):
    room = Room(now=clock)
    (seat,) = fill(room, dataclasses.replace(results["R"]), 1)
    kept = weakref.ref(room.entries[0].result)
    code = room.code
    room.close()
    gc.collect()
    assert kept() is None
    assert (room.entries, room.shared(), room.is_open) == ((), (), False)
    with pytest.raises(InputError, match="closed"):
        room.enter(code, sender="a")
    with pytest.raises(InputError, match="closed"):
        room.send(seat, "Kim", result=results["R"])
    room.open()
    assert room.code != code
    assert not room.has_seat(seat)


def test_opening_an_open_class_changes_nothing(room, results):
    fill(room, results["R"], 2)
    code = room.code
    room.open()
    assert (room.code, len(room.entries)) == (code, 2)


def test_keys_of_the_counsellor(room, clock):
    assert room.take_key(room.key, sender="a")
    ticket = room.ticket()
    assert room.take_key(ticket, sender="a")
    assert not room.take_key(ticket, sender="a")
    late = room.ticket()
    clock.seconds += 61
    assert not room.take_key(late, sender="a")
    assert not room.is_counsellor(ticket)
    for _ in range(MOST_BY_SENDER):
        room.take_key("guess", sender="b")
    with pytest.raises(BusyError):
        room.take_key(room.key, sender="b")


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        # 2 and 0 are below five, and 17 - 9 - 6 would give the 2 away: 6 is hidden with them.
        ({"a": 9, "b": 6, "c": 2, "d": 0}, {"a": 9, "b": None, "c": None, "d": None}),
        # The hidden add up to 7: nobody can tell them apart.
        ({"a": 9, "b": 4, "c": 3}, {"a": 9, "b": None, "c": None}),
        ({"a": 5, "b": 5}, {"a": 5, "b": 5}),
        ({"a": 9, "b": 1}, {"a": None, "b": None}),
        ({"a": 4}, {"a": None}),
        ({}, {}),
    ],
)
def test_counts_that_everybody_may_see(counts, shown):
    assert hide_small(counts) == shown


def test_the_shared_picture_names_nobody_and_hides_the_few(results):
    crowd = [results["R"]] * 6 + [results["A"]] * 5 + [results["S"]] * 2 + [results[""]] * 3
    named = [dataclasses.replace(one, nickname=f"S{at}") for at, one in enumerate(crowd)]
    groups, n_undecided = shared_groups_of(named)
    assert [one.count for one in groups] == [6, 5]
    assert all(one.nicknames == () for one in groups)
    assert n_undecided is None
    shared = {one.letter: one for one in spread_of(named, is_shared=True)}
    own = {one.letter: one for one in spread_of(named, is_shared=False)}
    assert (own["R"].count, own["S"].count) == (6 + 3 * ("R" in results[""].leading), 2 + 3)
    assert shared["S"].count in (None, 5)
    assert all(one.scores == () for one in shared.values())
    assert len(own["R"].scores) == 16


def test_the_counsellor_sees_who_leans_where_and_the_undecided_lean_nowhere(results):
    crowd = [results["R"], results["A"], results["A"], results[""]]
    named = [dataclasses.replace(one, nickname=name) for one, name in zip(crowd, "cbad", strict=True)]
    groups = groups_of(named)
    assert [(one.count, one.nicknames) for one in groups] == [(2, ("a", "b")), (1, ("c",))]
    assert results[""].is_undecided
    assert not results["R"].is_undecided


def test_the_shared_picture_moves_by_five_students_or_not_at_all(room, results):
    seats = fill(room, results["R"], 4)
    assert room.shared() == ()
    seats += fill(room, results["A"], 1, start=5)
    assert len(room.shared()) == 5
    fill(room, results["A"], 4, start=6)
    assert len(room.shared()) == 5
    room.send(seats[0], "S1", result=results["S"])
    assert len(room.shared()) == 9
    room.remove(1)
    assert len(room.shared()) == 9


def test_a_result_holds_no_answers(results, me_who_likes):
    text = class_text([results["R"]], release="x").decode()
    assert me_who_likes("R") not in text
    assert '"answers"' not in text
    assert "R01" not in text


def test_a_class_goes_into_a_file_and_back(room, results, tmp_path):
    fill(room, results["R"], 2)
    own = [entry.result for entry in room.entries]
    path = tmp_path / "class.json"
    path.write_bytes(class_text(own, release="30.1"))
    assert path.read_bytes() == class_text(own, release="30.1")
    assert read_class(path) == tuple(own)
    again = Room()
    again.load(read_class(path))
    assert [entry.result for entry in again.entries] == own
    assert again.send(again.enter(again.code, sender="a"), "S3", result=results["A"]).number == 3


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told | {"careerclusters_class": 2},
        lambda told: told | {"results": [told["results"][0] | {"nickname": "<b>"}]},
        lambda told: told | {"results": told["results"] * 2},
        lambda told: told | {"results": [told["results"][0] | {"spot": [1, 10**9]}]},
        lambda told: told | {"results": [told["results"][0] | {"sheet": {}}]},
        lambda told: {"results": []},
        lambda told: [told],
    ],
)
def test_files_that_are_no_class(results, change):
    told = json.loads(class_text([dataclasses.replace(results["R"], nickname="Kim")], release="x"))
    with pytest.raises(InputError):
        parse_class(json.dumps(change(told)).encode(), name="class.json")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"a":NaN}', b" " * (LARGEST + 1)]
)
def test_bytes_that_are_no_class(content):
    with pytest.raises(InputError, match="class"):
        parse_class(content, name="class.json")


def test_an_absent_file_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="can't be read"):
        read_class(tmp_path / "none.json")
