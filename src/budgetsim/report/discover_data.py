"""What the figures of a discovery are drawn from: its table of states, and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.numerics import Array, BoolArray
from budgetsim.report.drawing import FigureError
from budgetsim.studies.discover.boxes import Box, Columns, Limit, column_of, is_discrete
from budgetsim.studies.discover.condition import Condition
from budgetsim.studies.factors import Factor

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Rule:
    """A rule: its limits, the one that adds most first, and what it counts on held-out states."""

    box: Box
    without: Mapping[str, float]
    """Share of the states that fails in the box where one limit is dropped, by its factor."""
    coverage: float
    density: float


@dataclass(frozen=True)
class Seen:
    """States and rules as figures show them."""

    factors: Mapping[str, Factor]
    """By the column that holds their values."""
    columns: Columns
    measured: Array
    condition: Condition
    base: str
    delivered: tuple[str, ...]
    telling: tuple[str, ...]
    """Columns of the factors, the most telling first."""
    rules: tuple[Rule, ...]

    @property
    def cut(self) -> float:
        """Value at which failing begins."""
        return self.condition.cut(self.measured)

    @property
    def fails(self) -> BoolArray:
        """Which states fail."""
        return self.condition.fails(self.measured)


def seen(data: Mapping[str, Any]) -> Seen:
    """Return states and rules as figures show them.

    Parameters
    ----------
    data
        ``states``, one row per state, as ``states.csv`` of ``budgetsim discover``; and ``answer``, as its
        ``summary.json``. Where too few states fail for rules, the worst tenth of them is shown, as in the findings.

    Raises
    ------
    FigureError
        If there is no answer, or it does not say what a figure needs.
    """
    if not isinstance(data, Mapping):
        raise FigureError("states need their answer: give a mapping with states and answer")
    states: pd.DataFrame = data["states"]
    answer = data.get("answer") or {}
    found = told_of(answer)
    try:
        condition = Condition(**found["failing"])
        factors = {column_of(factor): factor for factor in map(Factor.from_dict, answer["uncertain"])}
        return Seen(
            factors=factors,
            columns={name: states[name].to_numpy() for name in factors},
            measured=states[f"{condition.of}_{condition.outcome}"].to_numpy(dtype=np.float64),
            condition=condition,
            base=answer["against"] or "",
            delivered=tuple(answer["delivered"]),
            telling=tuple(found["telling"]),
            rules=tuple(_rule(rule, factors) for rule in found["rules"]),
        )
    except (KeyError, TypeError) as error:
        raise FigureError(f"states and answer do not belong together, or are incomplete: {error}") from error


def told_of(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the part of an answer that has rules: about what was asked, or about the worst tenth of the states."""
    found: Mapping[str, Any] = answer.get("worst") or answer
    return found


def _rule(rule: Mapping[str, Any], factors: Mapping[str, Factor]) -> Rule:
    limits = {limit["factor"]: _limit(limit, factors[limit["factor"]]) for limit in rule["limits"]}
    without = {limit["factor"]: limit["density_without"] for limit in rule["limits"]}
    return Rule(Box(limits), without, rule["coverage"], rule["density"])


def _limit(limit: Mapping[str, Any], factor: Factor) -> Limit:
    levels = tuple(limit["levels"])
    left_out = tuple(level for level in factor.levels if level not in levels) if levels else ()
    return Limit(limit["low"], limit["high"], levels, left_out, is_discrete(factor))
