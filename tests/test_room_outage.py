"""A class whose network is cut, and whose server is killed: everybody goes on, nothing is lost, nothing is doubled."""

from __future__ import annotations

import asyncio
import importlib
from pathlib import Path
from typing import Any

import pytest
from apart import run_apart

from budgetsim.app.room.store import Store

pytestmark = pytest.mark.slow

STUDENTS, AWAY = 60, 10
CUT_SECONDS = 10.0
"""A minute in ``make bench-room``."""


@pytest.fixture
def clients(root: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(root / "benchmarks")
    return importlib.import_module("room_class")


def closed(folder: Path, years: int) -> list[tuple[str, list[float]]]:
    """What is kept of everybody: name, and what they set in the years that they closed, of which there are so many."""
    store = Store(folder)
    (room,) = store.rooms()
    kept = [(one.name, store.moves(one.id, 1)) for one in store.students(room.slug)]
    store.close()
    assert {len(moves) for _, moves in kept} == {years}
    return sorted((name, [dict(levers)["training"] for levers in moves]) for name, moves in kept)


def meant(phones: list[Any], years: int) -> list[tuple[str, list[float]]]:
    return sorted((f"Student {number}", [phone.training] * years) for number, phone in enumerate(phones))


def test_ten_of_sixty_go_on_after_a_cut_of_the_network(clients: Any, tmp_path: Path) -> None:
    async def taught(served: Any) -> list[Any]:
        phones = clients.class_of(served, STUDENTS)
        await clients.join_all(phones)
        await asyncio.gather(*(phone.close(1) for phone in phones))
        await clients.cut(phones[:AWAY], phones[AWAY:], 2, CUT_SECONDS)
        await asyncio.gather(*(phone.close(3) for phone in phones))
        for phone in phones:
            phone.leave()
        return list(phones)

    with clients.lab(tmp_path) as served:
        phones = run_apart(taught(served))
    assert closed(tmp_path, 3) == meant(phones, 3)


def test_sixty_go_on_after_the_server_was_killed_in_year_four(clients: Any, tmp_path: Path) -> None:
    async def taught(served: Any) -> list[Any]:
        phones = clients.class_of(served, STUDENTS)
        await clients.join_all(phones)
        for year in (1, 2, 3):
            await asyncio.gather(*(phone.close(year) for phone in phones))
        await clients.kill(served, phones, 4, 6, tmp_path)
        return list(phones)

    with clients.lab(tmp_path) as served:
        phones = run_apart(taught(served))
    assert closed(tmp_path, 6) == meant(phones, 6)
