"""A limit of the theory: its parameters, its worked cases, the check of one case, and what a check finds."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from budgetsim.declarations import Declaration
from budgetsim.kinds.verify.answer import Line


@dataclass(frozen=True)
class Finding:
    """A quantity of one limit at one set of parameters.

    ``tolerance`` is the largest admissible distance of ``simulated`` from ``expected``. A ``detail`` is a check
    beyond what the limit promises.
    """

    id: str
    parameters: Mapping[str, float]
    quantity: str
    simulated: float
    expected: float
    tolerance: float
    detail: bool = False

    @property
    def holds(self) -> bool:
        """Whether the two agree; a number that is not finite agrees with nothing."""
        return abs(self.simulated - self.expected) <= self.tolerance

    def line(self) -> Line:
        """Return it as the answer has it: JSON knows neither infinity nor what is not a number."""
        return Line(
            self.id,
            {name: value if math.isfinite(value) else str(value) for name, value in self.parameters.items()},
            self.quantity,
            finite(self.simulated),
            finite(self.expected),
            finite(self.tolerance),
            self.holds,
        )


Values = Mapping[str, float]

EXACT = 1e-6
"""Distance, as a part of the quantity's scale, that a deterministic optimum may lie from what the theory expects."""
LARGEST_INTEGER = 1_000_000


@dataclass(frozen=True)
class Parameter:
    """A parameter of a limit; bounds are inclusive.

    ``endless`` admits infinity besides whole numbers.
    """

    name: str
    symbol: str
    unit: str
    meaning: str
    lower: float
    upper: float
    whole: bool = False
    endless: bool = False

    def declared(self, limit: str, default: float) -> Declaration:
        """Return the parameter as a declaration, for checks and messages."""
        return Declaration(
            name=self.name,
            group=limit,
            symbol=self.symbol,
            unit=f"{self.unit}; inf: all" if self.endless else self.unit,
            lower=self.lower,
            upper=self.upper,
            default=default,
            meaning=self.meaning,
            source="docs/theory.md",
            basis="cited",
            kind="integer" if self.whole else "number",
        )

    @property
    def allowed(self) -> str:
        """Admissible values in words."""
        kind = "whole numbers, " if self.whole else ""
        return f"{kind}{self.lower:g} to {self.upper:g}" + (", or inf" if self.endless else "")


@dataclass(frozen=True)
class Problem:
    """What is wrong with values together: the parameter to blame, what must hold, what to do."""

    name: str
    message: str
    remedy: str


@dataclass(frozen=True)
class Case:
    """One set of parameter values at which a limit is checked."""

    limit: Limit
    values: Values
    thorough: bool = True
    """Whether further checks are made, beside the quantities of the limit."""

    def __getitem__(self, name: str) -> float:
        return self.values[name]

    def finding(
        self, quantity: str, simulated: float, expected: float, tolerance: float, *, detail: bool = False
    ) -> Finding:
        """Return a line of the scorecard."""
        about = self.limit
        numbers = (float(simulated), float(expected), float(tolerance))
        return Finding(about.id, self.values, quantity, *numbers, detail=detail)


Check = Callable[[Case], list[Finding]]


@dataclass(frozen=True)
class Limit:
    """A closed-form limit of the theory.

    ``worked`` are the cases that run when nothing is set, each complete; the first holds the default values.
    ``along`` is the parameter, with its values, along which a figure shows the limit; none for a limit whose worked
    cases are the figure. ``together`` finds what is wrong with values that are admissible one by one.
    """

    id: str
    source: str
    quantities: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    worked: tuple[Values, ...]
    check: Check
    along: tuple[str, tuple[float, ...]] = ("", ())
    together: Callable[[Values], list[Problem]] = lambda _: []

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the parameters."""
        return tuple(parameter.name for parameter in self.parameters)


def finite(value: float) -> float | None:
    """Return a number, or ``None`` if it is not finite."""
    return value if math.isfinite(value) else None


def exact(scale: float) -> float:
    """Return the tolerance of a deterministic optimum whose quantity has this scale."""
    return EXACT * abs(scale)


def complete(names: tuple[str, ...], *rows: tuple[float, ...]) -> tuple[Values, ...]:
    """Return worked cases from rows of values."""
    return tuple(dict(zip(names, row, strict=True)) for row in rows)
