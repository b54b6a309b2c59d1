"""Results that many sessions ask for at the same time: worked out once, while the others wait for the first.

A class opens a lesson together, so the same runs are wanted twenty times within a second. Only results of pure
functions belong in here: they depend on their keys, never on who asked.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Shared(Generic[K, V]):
    """The most recently used results by key.

    Parameters
    ----------
    largest
        Results kept; the least recently used go first.
    """

    def __init__(self, largest: int) -> None:
        self._largest = largest
        self._known: OrderedDict[K, Future[V]] = OrderedDict()
        self._lock = Lock()

    def get(self, keys: Sequence[K], work_out: Callable[[list[K]], Mapping[K, V]]) -> list[V]:
        """Return the results of some keys; ``work_out`` is given those that nobody works out yet, all at once.

        What it raises is raised here, and at everybody who waits for it; it is tried anew by the next who asks.
        """
        mine: list[K] = []
        with self._lock:
            found = {}
            for key in dict.fromkeys(keys):
                if key not in self._known:
                    self._known[key] = Future()
                    mine.append(key)
                self._known.move_to_end(key)
                found[key] = self._known[key]
            while len(self._known) > max(self._largest, len(found)):
                self._known.popitem(last=False)
        if mine:
            self._fill(mine, found, work_out)
        return [found[key].result() for key in keys]

    def _fill(
        self, mine: list[K], found: dict[K, Future[V]], work_out: Callable[[list[K]], Mapping[K, V]]
    ) -> None:
        try:
            results = work_out(mine)
        except BaseException as error:
            with self._lock:
                for key in mine:
                    if self._known.get(key) is found[key]:
                        del self._known[key]
            for key in mine:
                found[key].set_exception(error)
            raise
        for key in mine:
            found[key].set_result(results[key])

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._known.clear()
