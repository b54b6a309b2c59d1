"""What a limit is: its parameters with their admissible range, its worked cases, and the check of one case."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from budgetsim.declarations import Declaration
from budgetsim.verification.finding import Finding

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
        return Finding(about.id, about.theory, self.values, quantity, *numbers, detail=detail)


Check = Callable[[Case], list[Finding]]


@dataclass(frozen=True)
class Limit:
    """A closed-form limit of the theory.

    ``worked`` are the cases that run when nothing is set, each complete; the first holds the default values.
    ``along`` is the parameter, with its values, along which a figure shows the limit; none for a limit whose worked
    cases are the figure. ``together`` finds what is wrong with values that are admissible one by one.
    """

    id: str
    theory: str
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


def exact(scale: float) -> float:
    """Return the tolerance of a deterministic optimum whose quantity has this scale."""
    return EXACT * abs(scale)


def complete(names: tuple[str, ...], *rows: tuple[float, ...]) -> tuple[Values, ...]:
    """Return worked cases from rows of values."""
    return tuple(dict(zip(names, row, strict=True)) for row in rows)


def shown_value(value: float) -> str:
    """Return a parameter's value as a reader writes it."""
    return "inf" if math.isinf(value) else f"{value:.6g}"
