"""What a sensitivity analysis asks, what is wrong with it, and the design and the study made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from budgetsim.declarations import declarations
from budgetsim.kinds.sensitivity.calls import LARGEST_SEED
from budgetsim.kinds.sensitivity.design import Design
from budgetsim.kinds.sensitivity.methods import METHODS, design_of, refusals
from budgetsim.kinds.sensitivity.problem import Groups, Problem, Varied, group_faults, make_problem, scale_of
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.faults import Fault
from budgetsim.studies import ask
from budgetsim.studies.ask import Faults, Where, asked
from budgetsim.studies.factors import Factor, parse_vary
from budgetsim.studies.keep import Keep
from budgetsim.studies.keeping import horizons_of
from budgetsim.studies.money import money, money_faults
from budgetsim.studies.points import Points
from budgetsim.studies.sampling import MOST_POINTS
from budgetsim.studies.study import Study
from budgetsim.studies.untouched import fixed_faults, inert_faults, year_problem
from budgetsim.studies.values import Choice, OneScenario, Outcomes, Text, Truth, Whole

USUAL_OUTCOMES = ("net_social_value", "active_waste", "validity")
"""Outcomes when none are named: what it all comes to, money diverted, and whether scores tell who is good."""
REPLICATIONS = 4
"""Seeds of each point: enough to tell noise from the factors' effects; more samples teach more than more seeds."""


@dataclass(frozen=True)
class Question:
    """A sensitivity analysis.

    ``samples=None`` takes what is usual for the method, no factors every lever that is a number. ``groups`` holds the
    factors of each group; ``second_order`` matters to sobol alone. With ``from_year`` levers are a reform of that
    year. Every point meets the same seeds.
    """

    scenario: Scenario = asked(OneScenario(), argument=True)
    method: str = asked(Choice(lambda: METHODS), "sobol")
    factors: tuple[Factor, ...] = asked(Varied(), ())
    outcomes: tuple[str, ...] = asked(Outcomes(), USUAL_OUTCOMES)
    samples: int | None = asked(Whole(1, MOST_POINTS), None)
    groups: Mapping[str, tuple[str, ...]] | None = asked(Groups(), None)
    second_order: bool | None = asked(Truth(), None)
    sample_seed: int = asked(Whole(0, LARGEST_SEED), 0)
    from_year: int | None = asked(Whole(1, ask.MOST_YEARS), None, panel="running")
    settings: tuple[str, ...] = ask.settings()
    years: int | None = ask.years()
    replications: int = ask.replications(REPLICATIONS)
    seed: int = ask.first_seed()
    keep: Keep = ask.keep()
    money: str = money()
    name: str = asked(Text(), "", panel="file")
    varied: tuple[Factor, ...] = field(init=False)

    def __post_init__(self) -> None:
        factors = self.factors or usual_factors()
        object.__setattr__(self, "varied", tuple(in_order(factor) for factor in factors))

    def faults(self, where: Where) -> Faults:
        """Yield what is wrong between the fields."""
        yield lambda: fixed_faults(self.varied, self.settings, self.from_year)
        yield lambda: inert_faults((self.scenario,), self.settings, self.varied, dummies=True)
        yield lambda: ask.seed_faults(self.seed, self.replications, where)
        yield lambda: money_faults((self.scenario,), self.money, where)
        yield lambda: self._pair_faults(where)
        yield lambda: self._year_faults(where)
        yield lambda: self._keep_faults(where)
        yield lambda: self._design_faults(where)

    def _pair_faults(self, where: Where) -> Iterator[Fault]:
        if where.is_given("second_order") and self.method != "sobol":
            yield where("second_order").told("", None, "sensitivity-fault-pairs", method=self.method)

    def _year_faults(self, where: Where) -> Iterator[Fault]:
        problem = year_problem((self.scenario,), self.varied, self.years, self.from_year)
        if problem:
            name, *words = problem
            yield where.fault(name, getattr(self, name), *words)

    def _keep_faults(self, where: Where) -> list[Fault]:
        asked_for = () if self.outcomes == USUAL_OUTCOMES else self.outcomes
        horizons = horizons_of((self.scenario,), self.years, self.varied)
        return ask.keep_faults(self.keep, where, asked_for, horizons)

    def _design_faults(self, where: Where) -> Iterator[Fault]:
        """Yield what keeps the method from placing points."""
        message, hint = METHODS[self.method].fault(self.taken, len(self.varied))
        if message:
            yield where.fault("samples", self.taken, message, hint)
        wrong = list(group_faults(self.names, self.groups or {}, lambda label: where("groups", label)))
        yield from wrong
        if wrong:
            return
        keys = {factor.name: factor.key for factor in self.varied}
        refused = refusals(self.method, self.problem)
        for name, why, remedy in refused:
            place = where.factor("factors", name) if name else where("groups")
            yield place.fault(keys.get(name, ""), None, why, remedy)
        if not message and not refused and self.design.points > MOST_POINTS:
            about = {"points": f"{self.design.points:,}", "most": f"{MOST_POINTS:,}"}
            yield where.told("samples", self.taken, "sensitivity-fault-many-points", **about)

    @property
    def told(self) -> tuple[str, ...]:
        """Outcomes that are analysed."""
        return self.keep.shown(self.outcomes, USUAL_OUTCOMES)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the factors."""
        return tuple(factor.name for factor in self.varied)

    @property
    def seeds(self) -> tuple[int, ...]:
        """Seeds that every point meets."""
        return ask.seed_range(self.seed, self.replications)

    @property
    def taken(self) -> int:
        """Number of samples: as asked for, or as is usual for the method."""
        return METHODS[self.method].usual(len(self.varied)) if self.samples is None else self.samples

    @property
    def horizon(self) -> int:
        """Recorded years."""
        return self.years or self.scenario.protocol.years

    @cached_property
    def problem(self) -> Problem:
        """What is asked about."""
        scales = [scale_of(factor) for factor in self.varied]
        return make_problem(self.names, self.groups, scales)

    @cached_property
    def design(self) -> Design:
        """The points of the unit cube."""
        second_order = True if self.second_order is None else self.second_order
        return design_of(
            self.method, self.problem, self.taken, second_order=second_order, seed=self.sample_seed
        )

    def study(self) -> Study:
        """Return the study that simulates the design.

        The outcomes asked for are no part of it, since every run keeps all of them unless ``keep`` says otherwise, nor
        is the method: methods with the same points share their runs.

        Raises
        ------
        ScenarioError
            If values are not allowed together, or a change of the scenario would overrule a factor.
        """
        design = self.design
        columns = {f.name: _column(f, design.sample[:, k]) for k, f in enumerate(self.varied)}
        points = Points((self.scenario,), self.varied, columns, self.from_year)
        about = {"design": design.calculus.kind, "samples": design.samples, "sample_seed": design.seed}
        about |= design.calculus.about(design)
        settings = {
            "factors": [factor.to_dict() for factor in self.varied],
            "groups": list(design.problem.groups),
            "from_year": self.from_year,
            "base": self.scenario.name,
            **about,
            **self.keep.settings(),
        }
        name = self.name or self.scenario.name
        return Study("sensitivity", name, points, self.seeds, self.years, settings=settings)

    def lead(self) -> str:
        """Return where the points come from, as the beginning of the sentence about the cost."""
        return self.design.takes()


def in_order(factor: Factor) -> Factor:
    """Return a factor whose levels stand in their own order, so that nothing hangs on how they were typed."""
    if not factor.levels or factor.kind == "boolean":
        return factor
    about = declarations().get(factor.name)
    declared = list(about.choices) if about is not None and not factor.is_ordered else []
    if declared and set(factor.levels) <= set(declared):
        return replace(factor, levels=tuple(sorted(factor.levels, key=declared.index)))
    return replace(factor, levels=tuple(sorted(factor.levels))) if factor.is_ordered else factor


def usual_factors() -> tuple[Factor, ...]:
    """Return what is varied when nothing is named: every lever that is a number, over its range in studies."""
    levers = [about for about in declarations().values() if about.group == "policy" and about.study_range]
    return tuple(parse_vary(about.name, "--factors") for about in levers)


def _column(factor: Factor, shares: Array) -> Sequence[Any]:
    """Values of a factor; numbers as an array, which takes a quarter of the memory of a list."""
    values = factor.at(shares)
    is_number = factor.kind == "number" and not factor.levels
    column: Sequence[Any] = np.asarray(values) if is_number else values  # type: ignore[assignment] # it can be sliced
    return column
