"""The plan of a trial: which units are treated from which year, with which levers, beside how many controls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from budgetsim.kinds.trial.estimators import Panel
from budgetsim.scenario import Change, Scenario

Unit = Literal["department", "district"]
DEPARTMENT: Unit = "department"
DISTRICT: Unit = "district"
UNITS = (DEPARTMENT, DISTRICT)
ASSIGNMENTS = ("random", "risk")
LEAST_CONTROLS = 2
NOBODY, EVERYBODY = "nobody", "everybody"
"""Arms in which nobody is treated, and everybody from the first year on."""


@dataclass(frozen=True)
class Cohort:
    """Units whose treatment begins in the same year, counted from the first recorded one."""

    year: int
    units: int


@dataclass(frozen=True)
class Plan:
    """A trial.

    Attributes
    ----------
    scenario
        The world without treatment.
    treatment
        What the treated units' levers are set to.
    cohorts
        In the order of their years; units that begin later are controls until then.
    controls
        Units that are never treated and measured as the treated are.
    years
        Recorded years, from the first measured one to the last.
    unit
        Departments of one district, of which others may be left that nobody measures; or whole districts, each a world
        of its own.
    assignment
        ``random``, or ``risk``: the departments that are tempted most are treated first, and controls are drawn among
        the others.
    """

    scenario: Scenario
    treatment: Mapping[str, Any]
    cohorts: tuple[Cohort, ...]
    controls: int
    years: int
    unit: Unit = DEPARTMENT
    assignment: str = "random"

    @property
    def treated(self) -> int:
        """Units that are ever treated."""
        return sum(cohort.units for cohort in self.cohorts)

    @property
    def size(self) -> int:
        """Measured units."""
        return self.treated + self.controls

    @property
    def first(self) -> int:
        """Year in which the first units are treated."""
        return self.cohorts[0].year

    @property
    def last(self) -> int:
        """Year from which all that ever are are treated."""
        return self.cohorts[-1].year

    @property
    def after(self) -> int:
        """Years from the one on in which the last cohort begins."""
        return self.years - self.last + 1

    @property
    def panel(self) -> Panel:
        """Who is treated from when, cohort by cohort and the controls last."""
        since = [cohort.year for cohort in self.cohorts for _ in range(cohort.units)]
        return Panel((*since, *(0 for _ in range(self.controls))), self.years)

    def of_size(self, size: int) -> Plan:
        """Return the same plan with another number of units, in the same proportions (largest remainders)."""
        parts = [*(cohort.units for cohort in self.cohorts), self.controls]
        units = proportional(size, parts)
        cohorts = tuple(
            replace(one, units=count) for one, count in zip(self.cohorts, units[:-1], strict=True)
        )
        return replace(self, cohorts=cohorts, controls=units[-1])

    def arms(self) -> dict[str, Scenario]:
        """Return the scenarios that the trial compares: nobody treated, everybody from the first year on, and its own.

        Of districts each cohort is an arm of its own, in which everybody is treated.
        """
        arms = {
            NOBODY: self._changed(NOBODY, []),
            EVERYBODY: self._changed(EVERYBODY, [(self.first, 1.0)]),
        }
        if self.unit == DISTRICT:
            names = {one.year: self.arm_of(one.year) for one in self.cohorts[1:]}
            return arms | {name: self._changed(name, [(year, 1.0)]) for year, name in names.items()}
        departments, steps, reached = self.scenario.district.departments, [], 0
        for cohort in self.cohorts:
            reached += cohort.units
            steps.append((cohort.year, reached / departments))
        return arms | {self.arm: self._changed(self.arm, steps)}

    def arm_of(self, since: int) -> str:
        """Return the arm in which a district is that is treated from a year on (0: never)."""
        if not since:
            return NOBODY
        return EVERYBODY if since == self.first else f"since_{since}"

    @property
    def arm(self) -> str:
        """Name of the arm in which departments of one district are treated."""
        return f"treated_{self.treated}_of_{self.size}"

    def _changed(self, name: str, steps: Sequence[tuple[int, float]]) -> Scenario:
        """Return the scenario in which a share of the departments is treated from a year on, step by step."""
        added = [
            Change(year, self.treatment, share, self.assignment if share < 1.0 else "random")
            for year, share in steps
        ]
        years = max(self.years, self.scenario.protocol.years)
        return self.scenario.placed(name=name, years=years, changes=[*self.scenario.changes, *added])


def proportional(total: int, parts: Sequence[int]) -> list[int]:
    """Return whole parts of a total in given proportions; what rounding leaves goes to the largest remainders."""
    exact = total * np.asarray(parts) / sum(parts)
    floor = np.floor(exact + 1e-9).astype(int)
    order = np.argsort(floor - exact, kind="stable")
    floor[order[: total - floor.sum()]] += 1
    return [int(part) for part in floor]
