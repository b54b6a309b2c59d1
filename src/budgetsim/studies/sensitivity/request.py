"""What a user asks of a sensitivity analysis, checked, and the design and the study made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from budgetsim.declarations import declarations
from budgetsim.measures import OUTCOMES
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.faults import Fault, ScenarioError
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import SPEC, Factor, Place, parse_vary
from budgetsim.studies.points import Points
from budgetsim.studies.sampling import MOST_POINTS
from budgetsim.studies.sensitivity.design import Design
from budgetsim.studies.sensitivity.fitness import refusals
from budgetsim.studies.sensitivity.methods import METHODS
from budgetsim.studies.sensitivity.problem import Problem, make_problem
from budgetsim.studies.sensitivity.scales import scale_of
from budgetsim.studies.study import Study
from budgetsim.studies.sweep import year_problem

METHOD = "sobol"
REPLICATIONS = 4
"""Seeds of each point: enough to tell luck from the factors' effects; more samples teach more than more seeds."""
USUAL_OUTCOMES = ("net_social_value", "active_waste", "validity")
"""Outcomes when none are named: what it all comes to, money diverted, and whether scores tell who is good."""


@dataclass(frozen=True)
class Request:
    """A sensitivity analysis.

    ``samples=None`` takes what is usual for the method. ``groups`` holds the factors of each group; ``second_order``
    matters to sobol alone. With ``from_year`` levers are a reform of that year. ``seeds`` are met by every point.

    Raises
    ------
    ScenarioError
        With the faults of factors, groups and outcomes.
    StudyError
        If the method does not take the groups or the number of samples, or the reform comes after the last year.
    """

    name: str
    base: Scenario
    factors: tuple[Factor, ...] = ()
    method: str = METHOD
    outcomes: tuple[str, ...] = USUAL_OUTCOMES
    samples: int | None = None
    sample_seed: int = 0
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    second_order: bool = True
    seeds: tuple[int, ...] = tuple(range(REPLICATIONS))
    years: int | None = None
    from_year: int | None = None

    def __post_init__(self) -> None:
        factors = tuple(self.factors) or usual_factors()
        object.__setattr__(self, "factors", tuple(in_order(factor) for factor in factors))
        faults = [*factor_faults(self.factors), *outcome_faults(self.outcomes, Place("--outcomes"))]
        faults += fitness_faults(self.method, self.factors)
        if faults:
            raise ScenarioError(faults)
        message = lateness(self.from_year, self.years, self.base)
        if message:
            raise StudyError(f"from_year = {self.from_year}: {message}")
        problem = year_problem((self.base,), self.factors, self.years, self.from_year)
        if problem:
            raise StudyError(f"{problem[0]} = {getattr(self, problem[0])}: {problem[1]}")

    @property
    def problem(self) -> Problem:
        """What is asked about."""
        scales = [scale_of(factor) for factor in self.factors]
        return make_problem([factor.name for factor in self.factors], self.groups, scales)

    @property
    def design(self) -> Design:
        """The points of the unit cube.

        Raises
        ------
        StudyError
            If the method does not take the groups or the number of samples, or the points are too many.
        """
        samples = METHODS[self.method].usual(len(self.factors)) if self.samples is None else self.samples
        made = Design(self.method, self.problem, samples, self.second_order, self.sample_seed)
        if made.points > MOST_POINTS:
            raise StudyError(
                f"samples = {samples:,}: {made.points:,} points are more than {MOST_POINTS:,}; take fewer"
            )
        return made


def study_of(request: Request, design: Design) -> Study:
    """Return the study that simulates a design.

    The outcomes asked for are no part of it, since every run keeps all of them, nor is the method: methods with the
    same points share their runs.

    Raises
    ------
    ScenarioError
        If values are not allowed together, or a change of the scenario would overrule a factor.
    """
    columns = {f.name: _column(f, design.sample[:, k]) for k, f in enumerate(request.factors)}
    points = Points((request.base,), request.factors, columns, request.from_year)
    about = {"design": design.calculus.kind, "samples": design.samples, "sample_seed": design.seed}
    about |= design.calculus.about(design)
    settings = {
        "factors": [factor.to_dict() for factor in request.factors],
        "groups": list(design.problem.groups),
        "from_year": request.from_year,
        "base": request.base.name,
        **about,
    }
    return Study("sensitivity", request.name, points, request.seeds, request.years, settings=settings)


def in_order(factor: Factor) -> Factor:
    """Return a factor whose levels stand in their own order, so that nothing hangs on how they were typed."""
    if not factor.levels or factor.kind == "boolean":
        return factor
    about = declarations().get(factor.name)
    declared = list(about.choices) if about is not None and not factor.is_ordered else []
    if declared and set(factor.levels) <= set(declared):
        return replace(factor, levels=tuple(sorted(factor.levels, key=declared.index)))
    return replace(factor, levels=tuple(sorted(factor.levels))) if factor.is_ordered else factor


def _column(factor: Factor, shares: Array) -> Sequence[Any]:
    """Values of a factor; numbers as an array, which takes a quarter of the memory of a list."""
    values = factor.at(shares)
    is_number = factor.kind == "number" and not factor.levels
    column: Sequence[Any] = np.asarray(values) if is_number else values  # type: ignore[assignment] # it can be sliced
    return column


def usual_factors() -> tuple[Factor, ...]:
    """Return what is varied when nothing is named: every lever that is a number, over its range in studies."""
    levers = [about for about in declarations().values() if about.group == "policy" and about.study_range]
    return tuple(parse_vary(about.name, "--factors") for about in levers)


def split_factors(texts: Sequence[str]) -> list[str]:
    """Return the pieces of ``a,b=1:10,c=x,y,z`` that each are one factor.

    A comma begins a new factor, unless what follows can only be a further level: behind a list of levels, and no
    name of a parameter.
    """
    found: list[str] = []
    for text in texts:
        listing = False
        for piece in (piece.strip() for piece in text.split(",")):
            named = piece.partition("=")[0].strip().rpartition(".")[2] in declarations()
            if listing and not named and "=" not in piece:
                found[-1] += f",{piece}"
            elif piece:
                found.append(piece)
                listing = "=" in piece and ":" not in piece
    return found


def parse_factors(texts: Sequence[str]) -> tuple[Factor, ...]:
    """Return the factors that texts of the command line name.

    Raises
    ------
    ScenarioError
        With the faults of all of them.
    """
    found: list[Factor] = []
    faults: list[Fault] = []
    for piece in split_factors(texts):
        try:
            found.append(parse_vary(piece, "--factors"))
        except ScenarioError as error:
            faults += error.faults
    if not found and not faults:
        faults = [
            Fault("--factors", None, "", None, "no factors", "name some, such as staff=1:10,result_use")
        ]
    if faults:
        raise ScenarioError(faults)
    return tuple(found)


def parse_method(name: str) -> str:
    """Return the name of a method.

    Raises
    ------
    ScenarioError
        If there is no such method.
    """
    if name not in METHODS:
        hint = did_you_mean(name, METHODS)
        message = f"no such method; there are {', '.join(METHODS)}"
        raise ScenarioError(Fault("--method", None, "", name, message, hint))
    return name


def parse_outcomes(text: str) -> tuple[str, ...]:
    """Return the outcomes that a text of the command line names.

    Raises
    ------
    ScenarioError
        With the faults of all of them.
    """
    names = tuple(piece.strip() for piece in text.split(",") if piece.strip())
    faults = outcome_faults(names, Place("--outcomes"))
    if faults:
        raise ScenarioError(faults)
    return names


def factor_faults(
    factors: Sequence[Factor], place: Callable[[str], Place] = lambda _: Place("--factors")
) -> list[Fault]:
    """Return factors that come twice, and those of which there is only one value; ``place`` tells where they stand."""
    names = [factor.name for factor in factors]
    faults = [
        place(name).fault(name, None, "the same factor twice", "name it once")
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    for factor in factors:
        if len(factor.levels) == 1:
            message = "one value is nothing to be sensitive to"
            faults.append(place(factor.name).fault(factor.key, factor.levels[0], message, f"write {SPEC}"))
    return faults


def fitness_faults(
    method: str, factors: Sequence[Factor], place: Callable[[str], Place] = lambda _: Place("--factors")
) -> list[Fault]:
    """Return factors for which a method may not be used."""
    keys = {factor.name: factor.key for factor in factors}
    scales = tuple(scale_of(factor) for factor in factors if len(factor.levels) != 1)
    if method not in METHODS or not len(keys) == len(scales) == len(factors):
        return []
    return [
        place(name).fault(keys[name], None, message, hint)
        for name, message, hint in refusals(method, Problem(tuple(keys), (), scales))
    ]


def outcome_faults(outcomes: Sequence[str], place: Place) -> list[Fault]:
    """Return names that are no outcomes, and those that come twice."""
    faults: list[Fault] = []
    for number, name in enumerate(outcomes):
        if name not in OUTCOMES:
            hint = did_you_mean(name, OUTCOMES, "`budgetsim outcomes` lists all")
            faults.append(place.fault("", name, "no such outcome", hint))
        elif name in outcomes[:number]:
            faults.append(place.fault("", name, "the same outcome twice", "name it once"))
    if not outcomes:
        faults.append(place.fault("", None, "no outcomes", "`budgetsim outcomes` lists all"))
    return faults


def lateness(from_year: int | None, years: int | None, base: Scenario) -> str:
    """Return what is wrong with the year of a reform, or an empty text."""
    last = years or base.protocol.years
    return (
        f"runs end with year {last}; take an earlier one"
        if from_year is not None and from_year > last
        else ""
    )
