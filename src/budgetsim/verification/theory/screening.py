"""Screening of objectives (T10): two types of department, and a menu of contracts that sorts them.

A small model of its own (Laffont & Martimort 2002). An output q is worth A q − q²/2 to the principal and costs a
department θq; θ is low with probability ν, and only the department knows it. The principal offers an output and a
transfer for each type. No type may prefer the other's contract, or none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import LinearConstraint, minimize

from budgetsim.numerics import Array
from budgetsim.verification.finding import Finding
from budgetsim.verification.theory import closed_forms
from budgetsim.verification.theory.limit import Case, Limit, Parameter, Problem, Values, complete, exact

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
        found = [
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
        best = min(found, key=lambda one: float(one.fun)).x
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
        message = f"must be above theta_low = {low:.6g}"
        return [Problem("theta_high", message, "without a difference there is nothing to screen")]
    least = high + nu * (high - low) / (1.0 - nu)
    if value <= least:
        message = f"must be above theta_high + nu/(1 − nu) (theta_high − theta_low) = {least:.6g}"
        return [Problem("A", message, "at less, the inefficient type is asked for nothing")]
    return []


SCREENING = Limit(
    id="T10",
    theory="screening",
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
