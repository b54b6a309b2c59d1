"""A bureau that knows its cost while its sponsor does not (T9): too much output, or too much slack.

A small model of its own. The sponsor pays for an output Q what it is worth to it, aQ − bQ²/2, and learns nothing of
the cost cQ. Niskanen's bureau wants the largest budget that covers cost (1971); that of Migué and Bélanger weighs
output against the money left over (1974).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budgetsim.numerics import Array
from budgetsim.verification.finding import Finding
from budgetsim.verification.theory import closed_forms
from budgetsim.verification.theory.limit import Case, Limit, Parameter, Problem, Values, complete, exact
from budgetsim.verification.theory.optimum import GRID, Value, end_of_range, highest

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
    message = f"must be from a/2 = {a / 2.0:.6g} to below a = {a:.6g}"
    remedy = "below a/2 demand ends before the budget does; from a on the sponsor wants nothing"
    return [Problem("c", message, remedy)]


BUREAUCRACY = Limit(
    id="T9",
    theory="bureaucracy",
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
