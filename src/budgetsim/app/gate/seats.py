"""How many sessions there may be: in all, of one address, of one browser. A lab has so many seats."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

TABS = 12
"""Sessions of one browser: every open tab is one."""
SOCKETS = 4
"""Connections of one session: while a page connects anew its last one may not have ended."""
GRACE_SECONDS = 15.0
"""How long a session without a connection is left alone even where somebody waits for its seat."""


@dataclass
class Seat:
    """One session."""

    browser: str
    address: str
    pages: set[str] = field(default_factory=set)
    sockets: int = 0
    left: float = 0.0
    """When its last connection ended."""


@dataclass
class Seats:
    """The sessions there are."""

    total: int
    by_address: int
    idle_seconds: float
    """After this long without a connection the framework ends a session."""
    end: Callable[[str], None] = lambda _kernel: None
    """Ends a session of the framework at once."""
    clock: Callable[[], float] = time.monotonic
    taken: dict[str, Seat] = field(default_factory=dict)

    def has_room(self, browser: str, address: str) -> bool:
        """Tell whether a page that is opened now could have a session."""
        self._forget()
        return all(self._free(seats, limit) for seats, limit in self._scopes(browser, address))

    def take(self, kernel: str, browser: str, address: str, page: str) -> bool:
        """Count a connection of a session; False where there is no room or the session is another browser's."""
        self._forget()
        seat = self.taken.get(kernel)
        if seat is None:
            if not self._make_room(browser, address):
                return False
            seat = self.taken[kernel] = Seat(browser, address)
        if seat.browser != browser or seat.sockets >= SOCKETS:
            return False
        seat.sockets += 1
        seat.pages.add(page)
        return True

    def rise(self, kernel: str) -> None:
        """Count the end of a connection; the seat is kept for whoever comes back."""
        seat = self.taken.get(kernel)
        if seat is not None:
            seat.sockets -= 1
            seat.left = self.clock()

    def leave(self, kernel: str, browser: str, page: str) -> bool:
        """Give a seat back; False if it is not this browser's or the session has no such page."""
        seat = self.taken.get(kernel)
        if seat is None or seat.browser != browser or page not in seat.pages:
            return False
        del self.taken[kernel]
        return True

    def _scopes(self, browser: str, address: str) -> list[tuple[dict[str, Seat], int]]:
        return [
            ({k: s for k, s in self.taken.items() if s.browser == browser}, TABS),
            ({k: s for k, s in self.taken.items() if s.address == address}, self.by_address),
            (self.taken, self.total),
        ]

    def _free(self, seats: dict[str, Seat], limit: int) -> bool:
        return len(seats) < limit or bool(self._idle(seats))

    def _make_room(self, browser: str, address: str) -> bool:
        """End the session that has been idle longest wherever a limit is reached."""
        for place in range(3):
            seats, limit = self._scopes(browser, address)[place]
            if len(seats) < limit:
                continue
            idle = self._idle(seats)
            if not idle:
                return False
            del self.taken[idle[0]]
            self.end(idle[0])
        return True

    def _idle(self, seats: dict[str, Seat]) -> list[str]:
        before = self.clock() - GRACE_SECONDS
        idle = [kernel for kernel, seat in seats.items() if seat.sockets <= 0 and seat.left <= before]
        return sorted(idle, key=lambda kernel: seats[kernel].left)

    def _forget(self) -> None:
        before = self.clock() - self.idle_seconds
        for kernel in [k for k, s in self.taken.items() if s.sockets <= 0 and s.left <= before]:
            del self.taken[kernel]
