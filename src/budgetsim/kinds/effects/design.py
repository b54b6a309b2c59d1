"""A complete question about effects: the scenarios that are compared, one point each, and the study made of them."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from budgetsim.kinds.effects.levers import Lever, value_text
from budgetsim.kinds.effects.runs import Window
from budgetsim.language import told
from budgetsim.numerics import Array
from budgetsim.scenario import Change, Scenario
from budgetsim.scenario_files.faults import Fault, ScenarioError
from budgetsim.studies.factors import Factor
from budgetsim.studies.keep import EVERYTHING, Keep
from budgetsim.studies.points import Points, StoredPoints
from budgetsim.studies.sampling import factorial, fractional_factorial
from budgetsim.studies.study import Head, Study

FULL_LEVERS = 6
"""Levers up to which a factorial is full (64 corners); of more, a half-sized or smaller fraction of resolution IV."""
BASE = "base"

Steps = tuple[tuple[int, tuple[tuple[str, Any], ...]], ...]
"""Reforms as (year, ((lever, value), ...)): what makes one point, so that equal points are one."""


@dataclass(frozen=True)
class Plan:
    """The points of a study of effects.

    ``parts`` are those that are asked for; ``from_year`` is the year of a reform, ``second_year`` that of the second
    of two in a row.
    """

    base: Scenario
    levers: tuple[Lever, ...]
    parts: tuple[str, ...]
    from_year: int
    second_year: int

    @cached_property
    def names(self) -> dict[Steps, str]:
        """Name of every point by its reforms, in the order of the study; the first name that comes is kept."""
        name_of: dict[Steps, str] = {self.one(): BASE}
        for steps, name in self._roles():
            if steps not in name_of:
                # Names give four digits of a dose; doses closer than that are numbered.
                taken = sum(other == name or other.startswith(f"{name}#") for other in name_of.values())
                name_of[steps] = f"{name}#{taken + 1}" if taken else name
        return name_of

    def name(self, steps: Steps) -> str:
        """Return the name of a point of the study."""
        return self.names[steps]

    # Kinds of points ---------------------------------------------------------------------------------------------

    def one(self, **values: Any) -> Steps:
        """Return the point that moves some levers together in the year of the reform, from the scenario's values."""
        return self.steps([(self.from_year, values)])

    def corner(self, signs: Sequence[int]) -> Steps:
        """Return a corner of the factorial: each lever low (-1) or high (1)."""
        return self.one(**{
            lever.name: lever.high if sign > 0 else lever.low
            for lever, sign in zip(self.levers, signs, strict=True)
        })  # fmt: skip

    def in_turn(self, first: Lever, second: Lever) -> Steps:
        """Return the point where one reform comes first and the other follows."""
        begin = {first.name: first.high, second.name: second.low}
        return self.steps([(self.from_year, begin), (self.second_year, {second.name: second.high})])

    def both(self, a: Lever, b: Lever) -> Steps:
        """Return the point where both reforms come at once."""
        return self.one(**{a.name: a.high, b.name: b.high})

    def neither(self, a: Lever, b: Lever) -> Steps:
        """Return the point where neither comes."""
        return self.one(**{a.name: a.low, b.name: b.low})

    def steps(self, given: Sequence[tuple[int, Mapping[str, Any]]]) -> Steps:
        """Return reforms without what changes nothing, in one order, so that equal points are equal."""
        now = {lever.name: lever.own for lever in self.levers}
        order = list(now)
        steps_taken = []
        for year, values in given:
            moved = {name: values[name] for name in order if name in values and values[name] != now[name]}
            now |= moved
            steps_taken += [(year, tuple(moved.items()))] if moved else []
        return tuple(steps_taken)

    @property
    def pairs(self) -> list[tuple[Lever, Lever]]:
        """Every unordered pair of levers."""
        return list(itertools.combinations(self.levers, 2))

    @cached_property
    def signs(self) -> Array:
        """Corners of the factorial (corner, lever) as -1 and 1; full, or a fraction of resolution IV."""
        units = [Factor(lever.name, "lever", "number", levels=(-1.0, 1.0)) for lever in self.levers]
        columns = (factorial if self.is_full else fractional_factorial)(units)
        return np.array([columns[unit.name] for unit in units]).T

    @property
    def is_full(self) -> bool:
        """Whether the factorial holds every corner."""
        return len(self.levers) <= FULL_LEVERS

    def _roles(self) -> Iterator[tuple[Steps, str]]:
        """Yield every point that some part needs, with the name that it has there."""
        if {"effects", "cost"} & set(self.parts):
            for lever in self.levers:
                yield self.one(**{lever.name: lever.low}), f"{lever.name}_low"
                yield self.one(**{lever.name: lever.high}), f"{lever.name}_high"
        if "dose" in self.parts:
            for lever in self.levers:
                for dose in lever.doses:
                    yield self.one(**{lever.name: dose}), f"dose_{lever.name}_{value_text(dose)}"
        if "factorial" in self.parts:
            for corner in self.signs:
                yield self.corner(corner), "fac_" + "".join("1" if sign > 0 else "0" for sign in corner)
        if "sequencing" in self.parts:
            for a, b in self.pairs:
                yield self.neither(a, b), f"neither_{a.name}_nor_{b.name}"
                yield self.both(a, b), f"both_{a.name}_and_{b.name}"
                for first, second in ((a, b), (b, a)):
                    yield self.in_turn(first, second), f"seq_{first.name}_then_{second.name}"

    # What is simulated ------------------------------------------------------------------------------------------

    def points(self, beyond: Collection[Steps] = ()) -> StoredPoints:
        """Return the scenarios of all points but some, with the values that levers have in the end.

        Raises
        ------
        ScenarioError
            If values are not allowed together, or a change of the scenario would overrule a lever.
        """
        factors = tuple(lever.factor for lever in self.levers)
        # Says in plain words if a later change of the scenario would take a lever's effect away.
        Points((self.base,), factors, {lever.name: [lever.high] for lever in self.levers}, self.from_year)
        scenarios, faults = [], []
        columns: dict[str, list[Any]] = {lever.name: [] for lever in self.levers}
        for steps, name in self.names.items():
            if steps in beyond:
                continue
            try:
                scenarios.append(self._scenario(steps, name))
            except ScenarioError as error:
                hint = told("effects-point", point=name)
                faults += [Fault("design", None, f.field, f.value, f.message, hint) for f in error.faults]
            final = {name: value for _, moved in steps for name, value in moved}
            for lever in self.levers:
                columns[lever.name].append(final.get(lever.name, lever.own))
        if faults:
            raise ScenarioError(faults)
        return StoredPoints(tuple(scenarios), factors, columns)

    def _scenario(self, steps: Steps, name: str) -> Scenario:
        by_name = {lever.name: lever for lever in self.levers}
        reforms = []
        for year, moved in steps:
            levers: dict[str, Any] = {}
            for lever, value in moved:
                levers |= by_name[lever].settings(value)
            reforms.append(Change(year, levers))
        # Sorted by year, a reform comes after changes of the scenario in the same year.
        return self.base.placed(name=name, changes=[*self.base.changes, *reforms])


@dataclass(frozen=True)
class Design:
    """A complete question about effects.

    ``years`` are recorded years; ``last`` of them at the end count as the outcome. ``first_seed`` and ``replications``
    say which seeds are met, or with which rounds for precision begin. ``left_out`` says why parts that were not asked
    for by name cannot be had, by keys of ``question.REASONS``.
    """

    base: Scenario
    levers: tuple[Lever, ...]
    parts: tuple[str, ...]
    years: int
    from_year: int
    second_year: int
    last: int
    outcomes: tuple[str, ...]
    first_seed: int = 0
    replications: int = 30
    code: Mapping[str, str] = field(default_factory=dict)
    keep: Keep = EVERYTHING
    left_out: tuple[str, ...] = ()
    name: str = ""

    @cached_property
    def plan(self) -> Plan:
        """The points."""
        return Plan(self.base, self.levers, self.parts, self.from_year, self.second_year)

    @cached_property
    def points(self) -> Any:
        """The scenarios of the points.

        Raises
        ------
        ScenarioError
            If they cannot be made.
        """
        return self.plan.points()

    @property
    def window(self) -> Window:
        """The last years, whose mean counts."""
        return self.years - self.last + 1, self.years

    def about(self) -> dict[str, Any]:
        """Return what tells the points, as plain values; what is only shown (outcomes, last years) is no part of it."""
        simulated = ["contrast"] if {"effects", "cost"} & set(self.parts) else []
        simulated += [part for part in self.parts if part not in ("effects", "cost")]
        return {
            "factors": [lever.factor.to_dict() for lever in self.levers],
            "levers": [lever.to_dict() for lever in self.levers],
            "simulated": simulated,
            "from_year": self.from_year,
            "second_year": self.second_year if "sequencing" in self.parts else None,
            "base": self.base.name,
            **self.keep.settings(),
        }

    def study(self, seeds: Sequence[int] | None = None, *, beyond: Collection[Any] = ()) -> Study:
        """Return the study of all points under some seeds, by default all that are asked for.

        ``beyond`` are points that another study holds already.
        """
        met = range(self.first_seed, self.first_seed + self.replications) if seeds is None else seeds
        points = self.plan.points(beyond) if beyond else self.points
        name = self.name or self.base.name
        return Study("effects", name, points, tuple(met), self.years, code=self.code, settings=self.about())

    def head(self) -> Head:
        """Return what identifies rounds: everything but how precise they are to be, so that more goes on from less."""
        scenario = {
            key: value for key, value in self.base.to_dict().items() if key not in ("description", "extends")
        }
        identity = {
            "scenario": scenario,
            "years": self.years,
            "first_seed": self.first_seed,
            "code": dict(self.code),
        }
        settings = {**self.about(), **identity, "replications": self.replications}
        return Head("effects", self.name or self.base.name, settings)
