"""How often one address may ask for pages of rooms."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

PER_SECOND, AT_ONCE = 200.0, 1_200.0
"""A class of sixty behind one router, of which every phone moves a slider, asks some 150 times in a second at most."""
KNOWN = 4_096
"""Addresses that are remembered; more of them forget all, which costs nobody anything."""


@dataclass
class Rates:
    """Requests that each address has left; they come back with time."""

    per_second: float = PER_SECOND
    at_once: float = AT_ONCE
    clock: Callable[[], float] = time.monotonic
    left: dict[str, tuple[float, float]] = field(default_factory=dict)

    def allow(self, address: str) -> bool:
        """Take one request of an address's, or tell that there is none left."""
        if len(self.left) > KNOWN:
            self.left.clear()
        now = self.clock()
        left, since = self.left.get(address, (self.at_once, now))
        left = min(self.at_once, left + self.per_second * (now - since))
        self.left[address] = (max(0.0, left - 1.0), now)
        return left >= 1.0
