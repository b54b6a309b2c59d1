"""A calibration's question: its target posed on the panel, with everything that is wrong between the two."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from budgetsim.data.notes import notes_told
from budgetsim.kinds.calibrate.panel_file import PanelFile, read_panel
from budgetsim.kinds.calibrate.problem import Problem, fresh_seeds_of, pose, seen_with, used_years
from budgetsim.kinds.calibrate.target import SHARED_YEARS, Target
from budgetsim.kinds.calibrate.usual import usual
from budgetsim.language import spoken
from budgetsim.scenario import Fault, ScenarioError, ScenarioWarning
from budgetsim.scenario_files.faults import told_with_remedy
from budgetsim.seeds import MAX_SEED
from budgetsim.studies.ask import Where
from budgetsim.studies.study import Head
from budgetsim.studies.untouched import fixed_faults, inert_faults


@dataclass(frozen=True, kw_only=True)
class Question(Target):
    """A target posed on a panel."""

    def faults(self, where: Where) -> Iterator[Fault]:
        """Yield what is wrong between the fields, and between them and the panel."""
        if not self.parameters and not self.moments:
            yield from self._asked_by_panel()
            if not self.parameters:
                return
        yield from fixed_faults(self.parameters, self.settings)
        yield from inert_faults((self.scenario,), self.settings, self.parameters)
        yield from self._own_faults(where)
        try:
            panel = self.file.panel
        except ScenarioError as error:
            yield from error.faults
            return
        wrong = [*self._wrong_years(panel.years, where), *self._wrong_districts(len(panel), where)]
        yield from wrong
        if wrong:
            return
        try:
            self.__dict__["problem"] = pose(self, self.file, where)
        except ScenarioError as error:
            for note in notes_told(
                self.file.notes, spoken()
            ):  # an artefact may be why there is no such moment
                warnings.warn(note, ScenarioWarning, stacklevel=2)
            yield from error.faults

    def _asked_by_panel(self) -> Iterator[Fault]:
        """Take the usual parameters and moments of the panel; yield why there are none."""
        try:
            file = self.file
        except ScenarioError as error:
            yield from error.faults
            return
        panel, groups = used_years(self, file)
        parameters, moments = usual(panel, groups, self.seed)
        if not parameters:
            yield Fault(str(self.panel), None, "", None, *told_with_remedy("calibrate-fault-no-usual"))
        self.__dict__.update(parameters=parameters, moments=moments)

    def _own_faults(self, where: Where) -> Iterator[Fault]:
        if not self.moments or not self.parameters:
            lacking = "moments" if self.parameters else "parameters"
            yield where(lacking).told(lacking, None, f"calibrate-fault-no-{lacking}")
        elif len(self.moments) < len(self.parameters):
            numbers = {"parameters": str(len(self.parameters)), "moments": str(len(self.moments))}
            yield where("moments").told("moments", None, "calibrate-fault-too-few-moments", **numbers)
        if self.scenario.roster is not None:
            name = self.scenario.name
            yield where("scenario").told("scenario", None, "calibrate-fault-roster", scenario=name)

    def _wrong_years(self, years: tuple[int, ...], where: Where) -> Iterator[Fault]:
        if self.hold_out is None:
            return
        if self.hold_out != years[-1]:
            ends = {"first": str(years[0]), "last": str(years[-1])}
            yield where.told("hold_out", self.hold_out, "calibrate-fault-hold-out", **ends)
        elif len(years) == 1:
            yield where.told("hold_out", self.hold_out, "calibrate-fault-one-year")

    def _wrong_districts(self, units: int, where: Where) -> Iterator[Fault]:
        """Yield year effects of several districts for units that share theirs, and seeds beyond the largest one."""
        estimated = {factor.name for factor in self.parameters}
        shared = {name: getattr(self.scenario.bureau, name) for name in SHARED_YEARS} | dict(
            self.new_year or {}
        )
        moved = [name for name in SHARED_YEARS if name in estimated or shared[name] != 0.0]
        departments = self.scenario.district.departments
        if moved and units > departments:
            numbers = {"units": f"{units:,}", "departments": f"{departments:,}", "enough": str(units)}
            yield where("scenario").told(moved[0], None, "calibrate-fault-districts", **numbers)
        if fresh_seeds_of(self, units, units)[-1] > MAX_SEED:
            yield where.told("seed", self.seed, "calibrate-fault-seed", most=str(MAX_SEED))

    @cached_property
    def file(self) -> PanelFile:
        """The panel as read.

        Raises
        ------
        ScenarioError
            With every fault of its file.
        """
        return seen_with(self, read_panel(self.panel, self.columns))

    @cached_property
    def problem(self) -> Problem:
        """What is fitted to what: the panel's moments with their uncertainty; made when the question is checked."""
        return pose(self, self.file, Where({}, flags=False))

    def head(self) -> Head:
        """Return what determines a calibration: the target, and the panel's content (money in relative terms)."""
        panel = {"panel": self.file.panel.digest(), "groups": self.file.groups.tolist()}
        return Head("calibrate", self.title, self.identity() | panel)
