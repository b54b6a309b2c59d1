"""Results that many sessions want at once: worked out once, faults told to all who wait, old ones forgotten."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from budgetsim.app.workers import Shared


def test_result_is_worked_out_once_for_all_who_ask_together() -> None:
    kept: Shared[str, int] = Shared(8)
    calls: list[list[str]] = []
    together, go_on = Barrier(6), Event()

    def work_out(keys: list[str]) -> dict[str, int]:
        calls.append(keys)
        go_on.wait(10)
        return {key: len(key) for key in keys}

    def ask() -> list[int]:
        together.wait(10)
        return kept.get(["a", "bb"], work_out)

    with ThreadPoolExecutor(5) as pool:
        asked = [pool.submit(ask) for _ in range(5)]
        together.wait(10)
        go_on.set()
        assert [one.result(10) for one in asked] == [[1, 2]] * 5
    assert calls == [["a", "bb"]]


def test_only_what_is_missing_is_worked_out_and_order_is_kept() -> None:
    kept: Shared[int, int] = Shared(8)
    asked: list[list[int]] = []

    def square(keys: list[int]) -> dict[int, int]:
        asked.append(keys)
        return {key: key * key for key in keys}

    assert kept.get([1, 2], square) == [1, 4]
    assert kept.get([3, 2, 3, 1], square) == [9, 4, 9, 1]
    assert asked == [[1, 2], [3]]


def test_fault_is_told_and_tried_anew() -> None:
    kept: Shared[int, int] = Shared(8)

    def fail(_: list[int]) -> dict[int, int]:
        raise ValueError("no such policy")

    with pytest.raises(ValueError, match="no such policy"):
        kept.get([1], fail)
    assert kept.get([1], lambda keys: dict.fromkeys(keys, 5)) == [5]


def test_least_recently_used_results_are_forgotten_first() -> None:
    kept: Shared[int, int] = Shared(2)
    asked: list[int] = []

    def same(keys: list[int]) -> dict[int, int]:
        asked.extend(keys)
        return {key: key for key in keys}

    for key in (1, 2, 1, 3, 1, 2):
        assert kept.get([key], same) == [key]
    assert asked == [1, 2, 3, 2]


def test_request_larger_than_what_is_kept_is_answered() -> None:
    kept: Shared[int, int] = Shared(2)
    assert kept.get(range(5), lambda keys: {key: -key for key in keys}) == [0, -1, -2, -3, -4]
