"""A finished sweep as it is looked at: its points as they are, and the factors that move them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from budgetsim.kinds.sweep.design import CONFOUNDED, drawn_factors
from budgetsim.studies.factors import Factor
from budgetsim.studies.point_table import swept_points
from budgetsim.studies.states import own_factors

if TYPE_CHECKING:
    import pandas as pd

    from budgetsim.studies.store import StudyResult

POINT = "point"
"""Factor whose levels are the points themselves, where factors move together."""


@dataclass(frozen=True)
class Swept:
    """A finished sweep."""

    result: StudyResult

    @cached_property
    def factors(self) -> tuple[Factor, ...]:
        """What the sweep varies."""
        return own_factors(self.result)

    @cached_property
    def compared(self) -> tuple[Factor, ...]:
        """The factors whose levels are compared: where factors move together, the points themselves."""
        return (points_as_factor(self.names),) if self.is_confounded else self.factors

    @property
    def is_confounded(self) -> bool:
        """Whether factors move together."""
        return self.result.settings.get("design") in CONFOUNDED

    @cached_property
    def placed(self) -> frozenset[str]:
        """Names of the factors that a design has drawn."""
        return frozenset() if self.is_confounded else drawn_factors(self.factors, self.result.settings)

    @cached_property
    def levers(self) -> tuple[Factor, ...]:
        """The levers, where every point of them meets every state of the uncertainties; else none."""
        levers = tuple(factor for factor in self.factors if factor.role == "lever")
        are_crossed = self.result.settings.get("uncertainty_design") is not None
        return levers if are_crossed and len(levers) < len(self.factors) else ()

    @cached_property
    def points(self) -> pd.DataFrame:
        """One row per point: its name and the value of every factor; where factors move together, ``point`` too."""
        points = swept_points(self.result)
        return points.assign(**{POINT: points["scenario"]}) if self.is_confounded else points

    @property
    def names(self) -> list[str]:
        """Names of the points."""
        return list(map(str, swept_points(self.result)["scenario"]))

    @property
    def has_common_seeds(self) -> bool:
        """Whether points met the same seeds."""
        return bool(self.result.about["common_seeds"])


def points_as_factor(names: Sequence[str]) -> Factor:
    """Return points as the levels of one factor."""
    return Factor(POINT, "lever", "choice", levels=tuple(names))
