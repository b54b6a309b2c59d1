"""What must hold between parameters, beyond the range of each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from budgetsim.declarations import declarations
from budgetsim.scenario_files.faults import figure

TOLERANCE = 1e-9


@dataclass(frozen=True)
class Rule:
    """A demand on the values of some parameters; ``found`` words what the values make of it."""

    names: tuple[str, ...]
    holds: Callable[..., bool]
    demand: str
    remedy: str
    is_sum: bool = False

    @property
    def field(self) -> str:
        """The parameters, with their groups."""
        return ", ".join(f"{declarations()[name].group}.{name}" for name in self.names)

    def message(self, values: Collection[float]) -> str:
        """Return the values that came and the demand that they break."""
        came = ", ".join(figure(value) for value in values)
        total = f" (sum {figure(round(sum(values), 12))})" if self.is_sum else ""
        return f"values {came}{total}; {self.demand}"


def _at_most_one(*values: float) -> bool:
    return sum(values) <= 1 + TOLERANCE


def _exactly_one(*values: float) -> bool:
    return abs(sum(values) - 1) <= TOLERANCE


def _rising(*values: float) -> bool:
    return all(low <= high for low, high in pairwise(values))


def _power(name: str) -> Rule:
    return Rule(
        (f"{name}_power_floor", f"{name}_power_ceiling"),
        _rising,
        "the floor may not lie above the ceiling",
        "lower the floor or raise the ceiling",
    )


RULES = (
    Rule(
        ("production_share", "procedural_share", "craft_share"),
        _at_most_one,
        "the shares of archetypes may sum to at most 1 (the rest are coping)",
        "lower one of them",
        is_sum=True,
    ),
    Rule(
        ("adaptive_share", "satisficing_share"),
        _at_most_one,
        "the shares of decision rules may sum to at most 1 (the rest are rational)",
        "lower one of them",
        is_sum=True,
    ),
    Rule(
        ("diversion_max", "concealment_max"),
        _at_most_one,
        "what can be diverted openly and under concealment may sum to at most 1",
        "lower one of them",
        is_sum=True,
    ),
    Rule(
        ("execution_weight", "objectives_weight", "satisfaction_weight"),
        _exactly_one,
        "the weights of the self-score must sum to 1",
        "set several weights together",
        is_sum=True,
    ),
    Rule(
        ("fair_from", "good_from", "excellent_from"),
        _rising,
        "grades must rise: fair, then good, then excellent",
        "order the three thresholds",
    ),
    _power("monitoring"),
    _power("evaluation"),
    _power("review"),
    Rule(
        ("passive_waste_min", "passive_waste_initial"),
        _rising,
        "the smallest passive waste may not lie above the initial one",
        "lower the first or raise the second",
    ),
    Rule(
        ("learning_own", "learning_peer"),
        _at_most_one,
        "the weights of own and peers' experience may sum to at most 1",
        "lower one of them",
        is_sum=True,
    ),
)


@lru_cache(maxsize=4096)
def rules_of(names: frozenset[str]) -> tuple[Rule, ...]:
    """Return the rules that speak of any of ``names``."""
    return tuple(rule for rule in RULES if not names.isdisjoint(rule.names))


def broken(value_of: Callable[[str], Any], rules: Collection[Rule] = RULES) -> Mapping[Rule, str]:
    """Return the rules that do not hold, each with its message; ``value_of`` gives a value by bare name."""
    found = {}
    for rule in rules:
        values = [value_of(name) for name in rule.names]
        if not rule.holds(*values):
            found[rule] = rule.message(values)
    return found


def year_message(year: int, years: int) -> str:
    """Return what is wrong with a change after the last year."""
    return f"year {year} is after the last year; protocol.years is {years}"
