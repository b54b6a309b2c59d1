"""A complete question about effects: everything that determines the numbers, and the study made of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from budgetsim.kinds.effects.levers import Lever
from budgetsim.kinds.effects.plan import Plan
from budgetsim.kinds.effects.runs import Window
from budgetsim.scenario import Scenario
from budgetsim.studies.study import Head, Study


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
        own = {
            "scenario": scenario,
            "years": self.years,
            "first_seed": self.first_seed,
            "code": dict(self.code),
        }
        settings = {**self.about(), **own, "replications": self.replications}
        return Head("effects", self.name or self.base.name, settings)
