"""Values made once, whichever thread asks."""

from __future__ import annotations

import pickle
import threading
import time

import pytest

from careerclusters.once import Once


def test_many_threads_make_one_value():
    once, made, start = Once(), [], threading.Barrier(8)
    found: list[object] = []

    def make() -> object:
        made.append(1)
        time.sleep(0.05)  # long enough that all have asked before there is an answer
        return object()

    def ask() -> None:
        start.wait()
        found.append(once.get("key", make))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert len({id(value) for value in found}) == 1


def test_keys_do_not_wait_for_each_other():
    once, is_asked, may_go_on = Once(), threading.Event(), threading.Event()

    def slow() -> str:
        is_asked.set()
        assert may_go_on.wait(10)
        return "slow"

    thread = threading.Thread(target=lambda: once.get("slow", slow))
    thread.start()
    assert is_asked.wait(10)
    assert once.get("quick", lambda: "quick") == "quick"
    may_go_on.set()
    thread.join()


def test_a_part_may_ask_for_another_and_for_itself_in_turn():
    once = Once()
    assert once.get("outer", lambda: once.get("inner", lambda: 1) + 1) == 2


def test_what_failed_is_tried_again():
    once = Once()

    def fail() -> int:
        raise ValueError("not now")

    with pytest.raises(ValueError, match="not now"):
        once.get("key", fail)
    assert once.get("key", lambda: 3) == 3


def test_a_value_given_first_stays_and_is_not_pickled():
    once = Once()
    once.put("key", 1)
    once.put("key", 2)
    assert once.get("key", lambda: 3) == 1
    assert "key" not in pickle.loads(pickle.dumps(once))
