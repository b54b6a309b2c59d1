"""RBD-FAST: shares of variance of each factor alone, from waves along sorted points."""

from __future__ import annotations

from typing import Any, ClassVar

from budgetsim.kinds.sensitivity.calls import Index, indices
from budgetsim.kinds.sensitivity.design import Design, Given, OutcomeKind, interactions
from budgetsim.kinds.sensitivity.problem import ScaleKind
from budgetsim.numerics import Array

RANDOM_BALANCE_HARMONICS = 10
"""Harmonics summed by RBD-FAST, SALib's own choice."""


class RbdFast(Given):
    """Share of variance of each factor alone, from waves along sorted points (Tarantola et al. 2006).

    Ten harmonics hold 4 % too little of a step, as FAST's four hold a tenth too little.
    """

    name, analyser = "rbd_fast", "SALib.analyze.rbd_fast"
    main, alone = "S1", "S1"
    factors: ClassVar[tuple[ScaleKind, ...]] = ("continuous",)
    outcomes: ClassVar[tuple[OutcomeKind, ...]] = ("continuous",)

    def arguments(self, design: Design) -> dict[str, Any]:
        """As ``Method.arguments``."""
        return {**super().arguments(design), "M": RANDOM_BALANCE_HARMONICS}

    def indices(self, design: Design, y: Array) -> list[Index]:
        """Return S1, corrected for bias, and what they leave to interactions."""
        estimates = self.call(design, y)
        first = indices("S1", design.problem.names, estimates["S1"], estimates["S1_conf"])
        return [*first, interactions(first)]
