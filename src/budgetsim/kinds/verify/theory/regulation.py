"""Small models of their own: yardstick competition (T6), a bureau and its sponsor (T9), screening (T10)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.optimize import LinearConstraint, minimize

from budgetsim.kinds.verify.theory import closed_forms
from budgetsim.kinds.verify.theory.limit import (
    Case,
    Finding,
    Limit,
    Parameter,
    Problem,
    Values,
    complete,
    exact,
)
from budgetsim.kinds.verify.theory.optimum import GRID, Value, end_of_range, highest
from budgetsim.numerics import Array
from budgetsim.scenario_files.faults import told_with_remedy

# Yardstick competition (T6): firms, or hospitals, are paid partly their own cost and partly that of the others -------
# A small model of its own (Shleifer 1985). Each firm serves a given quantity q at unit cost c₀ − e, and effort e to cut
# cost takes γe²/2. Its price passes a part s of its own cost through and takes the rest from the mean of its peers.

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


# A bureau that knows its cost while its sponsor does not (T9): too much output, or too much slack --------------------
# A small model of its own. The sponsor pays for an output Q what it is worth to it, aQ − bQ²/2, and learns nothing of
# the cost cQ. Niskanen's bureau wants the largest budget that covers cost (1971); that of Migué and Bélanger weighs
# output against the money left over (1974).

ZOOMS = 2
"""Utility is steep where slack ends. Two further grids narrow the search to a millionth of the range."""


@dataclass(frozen=True)
class Bureau:
    """Sponsor and bureau."""

    a: float
    b: float
    c: float

    @property
    def most_output(self) -> float:
        """Output for which the sponsor would pay nothing any more."""
        return 2.0 * self.a / self.b

    def budget(self, output: Array) -> Array:
        """Return what the sponsor pays for an output."""
        return self.a * output - self.b * output * output / 2.0

    def slack(self, output: Array) -> Array:
        """Return the money that is left after cost, budget less cQ, written so that a small margin keeps its digits."""
        return ((self.a - self.c) - self.b * output / 2.0) * output

    def utility(self, output: Array, taste: float) -> Array:
        """Return Q^γ D^{1−γ}, γ being the taste for output and D the slack."""
        return np.asarray(output**taste * np.maximum(self.slack(output), 0.0) ** (1.0 - taste))

    def largest_covered(self) -> float:
        """Return the largest output whose budget covers its cost."""
        outputs = np.linspace(0.0, self.most_output, GRID)
        last = int(np.flatnonzero(self.slack(outputs) >= 0.0)[-1])
        return end_of_range(
            lambda output: bool(self.slack(np.asarray(output)) >= 0.0),
            float(outputs[last]),
            float(outputs[last + 1]),
        )

    def best_output(self, wanted: Value) -> float:
        """Return the output that a bureau wants most among those whose budget covers their cost."""
        return highest(wanted, 0.0, self.largest_covered(), zooms=ZOOMS)


def bureaucracy(case: Case) -> list[Finding]:
    """T9: output of the bureau that wants the largest budget, and of the one that wants slack too."""
    a, b, c, taste = (case[name] for name in ("a", "b", "c", "gamma"))
    bureau = Bureau(a, b, c)
    largest, weighed = (
        bureau.best_output(wanted) for wanted in (bureau.budget, lambda output: bureau.utility(output, taste))
    )
    niskanen = closed_forms.niskanen_output(a, b, c)
    return [
        case.finding("output_niskanen", largest, niskanen, exact(niskanen)),
        case.finding("output", weighed, closed_forms.discretionary_output(a, b, c, taste), exact(niskanen)),
    ]


def cost_between(values: Values) -> list[Problem]:
    """Return whether cost leaves the bureau something to do, and the sponsor's demand no say in it."""
    a, c = values["a"], values["c"]
    if a / 2.0 <= c < a:
        return []
    words = told_with_remedy("verify-fault-unit-cost", half=f"{a / 2.0:.6g}", whole=f"{a:.6g}")
    return [Problem("c", *words)]


BUREAUCRACY = Limit(
    id="T9",
    source="Niskanen 1971; Migué & Bélanger 1974",
    quantities=("output_niskanen", "output"),
    parameters=(
        Parameter("a", "a", "value per unit", "marginal value of the first unit to the sponsor", 1e-3, 1e6),
        Parameter("b", "b", "value per unit²", "fall of marginal value", 1e-3, 1e6),
        Parameter("c", "c", "value per unit", "cost of a unit, from a/2 to below a", 5e-4, 1e6),
        Parameter("gamma", "γ", "share", "taste for output against slack", 0.0, 1.0),
    ),
    worked=complete(("a", "b", "c", "gamma"), (100.0, 1.0, 60.0, 0.5)),
    check=bureaucracy,
    along=("gamma", (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)),
    together=cost_between,
)


# Screening of objectives (T10): two types of department, and a menu of contracts that sorts them ---------------------
# A small model of its own (Laffont & Martimort 2002). An output q is worth A q − q²/2 to the principal and costs a
# department θq; θ is low with probability ν, and only the department knows it. The principal offers an output and a
# transfer for each type. No type may prefer the other's contract, or none.

STARTS = (0.1, 0.4, 0.7, 1.0)
"""Outputs, as parts of the largest worth having, from which the search starts: each type at each of them."""
MOST_STEPS = 500
PRECISION = 1e-16


@dataclass(frozen=True)
class Menu:
    """What is offered to the low-cost and to the high-cost type: outputs q, and rents t − θq, in this order."""

    outputs: Array
    rents: Array


@dataclass(frozen=True)
class Principal:
    """The principal's problem; ``gap`` is Δθ, ``largest`` the output A − θ_L beyond which no unit pays.

    It is solved in units of ``largest`` for outputs, of its square for value, and of ``largest`` times Δθ for rents,
    so that the search meets numbers near 1 whatever the currency.
    """

    largest: float
    gap: float
    nu: float

    @property
    def chances(self) -> Array:
        """Probabilities of the two types."""
        return np.array([self.nu, 1.0 - self.nu])

    @property
    def margins(self) -> Array:
        """Value of the first unit less its cost, by type."""
        return np.array([1.0, 1.0 - self.gap / self.largest])

    def loss(self, offer: Array) -> float:
        """Return the expected loss from a menu (q_L, q_H, rent_L, rent_H): rents less surplus."""
        outputs, rents = offer[:2], offer[2:]
        surplus = self.margins * outputs - outputs**2 / 2.0
        return float(self.chances @ (self.gap / self.largest * rents - surplus))

    def slope(self, offer: Array) -> Array:
        """Return the derivatives of the loss."""
        marginal = self.margins - offer[:2]
        return np.concatenate([-self.chances * marginal, self.chances * self.gap / self.largest])

    def best_menu(self) -> Menu:
        """Return the menu with the least expected loss that both types accept as meant for them."""
        # The low-cost type gains q_H by taking the other's contract, the high-cost type loses q_L by it.
        accepted = LinearConstraint(
            np.array(
                [[0.0, 0.0, 1.0, 0.0], [0.0, 0.0, 0.0, 1.0], [0.0, -1.0, 1.0, -1.0], [1.0, 0.0, -1.0, 1.0]]
            ),
            0.0,
        )
        candidates = [
            minimize(
                self.loss,
                np.array([low, high, high, 0.0]),
                jac=self.slope,
                method="SLSQP",
                bounds=[(0.0, None)] * 4,
                constraints=[accepted],
                options={"ftol": PRECISION, "maxiter": MOST_STEPS},
            )
            for low in STARTS
            for high in STARTS
        ]
        best = min(candidates, key=lambda one: float(one.fun)).x
        return Menu(self.largest * best[:2], self.largest * self.gap * best[2:])


def screening(case: Case) -> list[Finding]:
    """T10: outputs asked of both types, and the rent of the efficient one."""
    value, low, high, nu = (case[name] for name in ("A", "theta_low", "theta_high", "nu"))
    menu = Principal(value - low, high - low, nu).best_menu()
    largest = closed_forms.efficient_output(value, low)
    return [
        case.finding("q_low", menu.outputs[0], largest, exact(largest)),
        case.finding(
            "q_high", menu.outputs[1], closed_forms.distorted_output(value, low, high, nu), exact(largest)
        ),
        case.finding(
            "rent",
            menu.rents[0],
            closed_forms.information_rent(value, low, high, nu),
            exact((high - low) * largest),
        ),
    ]


def both_types_serve(values: Values) -> list[Problem]:
    """Return whether costs are ordered and the inefficient type is worth its rent."""
    value, low, high, nu = (values[name] for name in ("A", "theta_low", "theta_high", "nu"))
    if low >= high:
        return [Problem("theta_high", *told_with_remedy("verify-fault-no-difference", low=f"{low:.6g}"))]
    least = high + nu * (high - low) / (1.0 - nu)
    if value <= least:
        return [Problem("A", *told_with_remedy("verify-fault-one-type", least=f"{least:.6g}"))]
    return []


SCREENING = Limit(
    id="T10",
    source="Laffont & Martimort 2002",
    quantities=("q_low", "q_high", "rent"),
    parameters=(
        Parameter("A", "A", "value per unit", "marginal value of the first unit", 1e-3, 1e6),
        Parameter("theta_low", "θ_L", "value per unit", "unit cost of the efficient type", 0.0, 1e6),
        Parameter("theta_high", "θ_H", "value per unit", "unit cost of the inefficient type", 0.0, 1e6),
        Parameter("nu", "ν", "probability", "chance of the efficient type", 0.01, 0.99),
    ),
    worked=complete(("A", "theta_low", "theta_high", "nu"), (10.0, 2.0, 4.0, 0.5)),
    check=screening,
    along=("nu", (0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.7)),
    together=both_types_serve,
)
