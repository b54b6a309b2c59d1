"""The control arm of an experiment, and nothing else: what parameters of a place may be learned from.

This module and ``matching`` know neither treatments nor what was published about them; an import contract keeps it so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from budgetsim.scenario import Scenario

CONSEQUENCES: dict[str, float] = {"none": 0.0, "rare": 0.1, "usual": 0.3, "public": 0.5, "certain": 1.0}
"""One code for all contexts: what a finding leads to, as a value of ``rectification``.

none: nothing follows; rare: rules exist and are seldom applied; usual: the status quo; public: findings are published
or handed to prosecutors; certain: pay or money follows by rule. How much "rare" and "public" are is not known: the
values are where their priors are centred, and both are estimated with what is common to all places (``hierarchy``).
"""
UNSURE = ("rare", "public")
PREFIX = "consequence_"
"""How a common value of one of these words is called."""
LEVERS: dict[str, str] = {
    "monitoring": "monitoring_intensity",
    "audits": "audit_coverage",
    "staff": "staff",
    "consequence": "rectification",
}
"""Facts of a control arm that are levers of the model, and by which name."""
OUTCOMES: dict[str, tuple[str, ...]] = {
    "waste": ("active_waste", "visible_waste"),
    "passive_part": ("passive_part_of_waste",),
}
"""Facts of a control arm that are outcomes of the model: the usual one first, then how else it may have been seen."""
MOST_MATCHED = 3


@dataclass(frozen=True)
class Aim:
    """A parameter and the outcome of the control arm that it is solved from, within a range."""

    parameter: str
    outcome: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class ControlArm:
    """The world in which nobody is treated, and what was published of it.

    ``years`` are simulated, and the means of those from the first to the last of ``measured`` count.
    """

    name: str
    base: Scenario
    years: int
    measured: tuple[int, int]
    aims: tuple[Aim, ...]

    def placed(self, settings: Mapping[str, Any]) -> ControlArm:
        """Return the same arm where some parameters have other values."""
        return replace(self, base=self.base.replace(**settings)) if settings else self


def settings_where(consequence: str, common: Mapping[str, float]) -> dict[str, float]:
    """Return what common values set in a place where findings lead to ``consequence``, a word of the code."""
    settings = {name: value for name, value in common.items() if not name.startswith(PREFIX)}
    if f"{PREFIX}{consequence}" in common:
        settings[LEVERS["consequence"]] = common[f"{PREFIX}{consequence}"]
    return settings
