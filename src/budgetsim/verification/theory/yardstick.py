"""Yardstick competition (T6): firms, or hospitals, are paid partly their own cost and partly that of the others.

A small model of its own (Shleifer 1985). Each firm serves a given quantity q at unit cost c₀ − e, and effort e to cut
cost takes γe²/2. Its price passes a part s of its own cost through and takes the rest from the mean of its peers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from budgetsim.numerics import Array
from budgetsim.verification.finding import Finding
from budgetsim.verification.theory import closed_forms
from budgetsim.verification.theory.limit import Case, Limit, Parameter, complete, exact
from budgetsim.verification.theory.optimum import highest

FIRMS = 4
"""Firms in the yardstick; any number from 2 gives the same."""
MOST_ROUNDS = 20
SETTLED = 1e-12
"""Relative change of efforts below which replies have come to rest."""


@dataclass(frozen=True)
class Market:
    """Firms that are compared with each other."""

    quantity: float
    cost_slope: float
    pass_through: float

    @property
    def most_effort(self) -> float:
        """Effort whose own cost is all that it could save: no firm does more, whatever the price."""
        return 2.0 * self.quantity / self.cost_slope

    def profits(self, peers: Array, own: Array) -> Array:
        """Return the profit of a firm at several efforts of its own, given its peers' efforts."""
        unit_cost, peer_cost = self.most_effort - own, self.most_effort - peers.mean()
        price = self.pass_through * unit_cost + (1.0 - self.pass_through) * peer_cost
        return np.asarray((price - unit_cost) * self.quantity - self.cost_slope * own * own / 2.0)

    def equilibrium(self) -> Array:
        """Return efforts from which no firm departs: best replies in turn, until they come to rest."""
        efforts = np.zeros(FIRMS)
        for _ in range(MOST_ROUNDS):
            before = efforts.copy()
            for firm in range(FIRMS):
                peers = np.delete(efforts, firm)
                efforts[firm] = highest(partial(self.profits, peers), 0.0, self.most_effort)
            if np.abs(efforts - before).max() <= SETTLED * self.most_effort:
                break
        return efforts


def yardstick(case: Case) -> list[Finding]:
    """T6: effort of every firm in equilibrium; the furthest from what is expected stands for all."""
    market = Market(case["quantity"], case["cost_slope"], case["pass_through"])
    expected = closed_forms.yardstick_effort(market.quantity, market.cost_slope, market.pass_through)
    efforts = market.equilibrium()
    furthest = float(efforts[np.argmax(np.abs(efforts - expected))])
    return [case.finding("effort", furthest, expected, exact(market.most_effort))]


YARDSTICK = Limit(
    id="T6",
    theory="yardstick",
    source="Shleifer 1985",
    quantities=("effort",),
    parameters=(
        Parameter("quantity", "q", "units", "quantity that every firm serves", 1e-3, 1e6),
        Parameter("cost_slope", "γ", "value per effort²", "curvature of the cost of effort", 1e-3, 1e6),
        Parameter("pass_through", "s", "share", "part of own cost in the price", 0.0, 1.0),
    ),
    worked=complete(("quantity", "cost_slope", "pass_through"), (10.0, 20.0, 0.0), (10.0, 20.0, 0.5)),
    check=yardstick,
    along=("pass_through", (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)),
)
