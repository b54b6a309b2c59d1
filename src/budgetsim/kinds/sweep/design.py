"""The points of a sweep, and the study that simulates them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from budgetsim.declarations import declarations
from budgetsim.kinds.scenarios.question import code_of
from budgetsim.kinds.sweep.listed import LIST
from budgetsim.kinds.sweep.question import Question
from budgetsim.scenario import Scenario
from budgetsim.studies import ask
from budgetsim.studies.factors import SCENARIO, Factor
from budgetsim.studies.points import Points
from budgetsim.studies.sampling import DESIGNS, SAMPLED, Columns, crossed
from budgetsim.studies.states import every_point_under, settings_under
from budgetsim.studies.study import Study

CONFOUNDED = (LIST, "zip")
"""Designs in which factors move together, so that none explains anything by itself."""


def study_of(question: Question) -> Study:
    """Return the study of a sweep.

    Raises
    ------
    StudyError
        If the design does not fit the factors.
    ScenarioError
        If values are not allowed, alone or together.
    """
    bases, factors = question.scenarios, question.varied
    if len(bases) > 1:
        factors = (base_factor(bases), *factors)
    points = Points(bases, factors, columns_of(question), question.from_year, names=_point_names(question))
    if question.states is not None:
        points = every_point_under(points, question.states)
    settings = {
        **_about_factors(question, factors, points),
        "design": question.placing,
        "samples": question.samples,
        "uncertainty_design": question.uncertainty_design,
        "uncertainty_samples": question.uncertainty_samples,
        "design_seed": question.design_seed,
        "from_year": question.from_year,
        "bases": [base.name for base in bases],
        **question.keep.settings(),
    }
    return Study(
        "sweep",
        question.name or "-".join(base.name for base in bases),
        points,
        ask.seed_range(question.seed, question.seeds),
        question.years,
        code=code_of(question),
        settings=settings,
        common_seeds=not question.own_seeds,
    )


def _about_factors(question: Question, factors: Sequence[Factor], points: Points) -> dict[str, Any]:
    """Return what is varied and, over draws, which states points meet and the scenario's own value of every factor."""
    if question.states is None:
        return {"factors": [factor.to_dict() for factor in factors]}
    about = settings_under(points, question.states)
    own_values = {factor.name: _own_value(factor, question.scenarios[0]) for factor in factors}
    return {**about, "drawn": {**about["drawn"], "own": own_values}}


def _own_value(factor: Factor, base: Scenario) -> Any:
    """Return what a scenario has of a factor: its value, its own name, or a switch that is off."""
    if factor.name == SCENARIO:
        return base.name
    if factor.settings:
        return False
    return getattr(getattr(base, declarations()[factor.name].group), factor.name)


def base_factor(bases: Sequence[Scenario]) -> Factor:
    """Return the factor that picks the scenario from which a point departs."""
    return Factor(SCENARIO, "lever", "choice", levels=tuple(base.name for base in bases))


def columns_of(question: Question) -> Columns:
    """Return the values of every factor at every point.

    Raises
    ------
    StudyError
        If the design does not fit the factors.
    """
    factors, samples, seed = question.varied, question.samples, question.design_seed
    if question.points:
        points: Columns = {factor.name: [row[factor.name] for row in question.points] for factor in factors}
    elif question.uncertainty_design is None:
        points = _place(question.design, factors, samples, seed)
    else:
        levers = [factor for factor in factors if factor.role == "lever"]
        states = [factor for factor in factors if factor.role == "uncertainty"]
        points = crossed(
            _place(question.design, levers, samples, seed),
            # Another seed, or levers and uncertainties would be drawn alike.
            _place(question.uncertainty_design, states, question.uncertainty_samples, seed + 1),
        )
    if len(question.scenarios) > 1:
        points = crossed({SCENARIO: [base.name for base in question.scenarios]}, points)
    return points


def drawn_factors(factors: Sequence[Factor], settings: Mapping[str, Any]) -> frozenset[str]:
    """Return the names of the factors that a stored sweep has drawn rather than crossed."""
    designs = {"lever": settings.get("design"), "uncertainty": settings.get("uncertainty_design")}
    designs["uncertainty"] = designs["uncertainty"] or designs["lever"]
    return frozenset(
        factor.name for factor in factors if factor.name != SCENARIO and designs[factor.role] in SAMPLED
    )


def _place(design: str, factors: Sequence[Factor], samples: int | None, seed: int) -> Columns:
    return DESIGNS[design](factors, samples, seed) if factors else {}


def _point_names(question: Question) -> tuple[str, ...]:
    """Names of the points of a list; of several scenarios, each with the scenario's before it."""
    names = [str(row["name"]) for row in question.points if "name" in row]
    if len(question.scenarios) > 1:
        return tuple(f"{base.name}-{name}" for base in question.scenarios for name in names)
    return tuple(names)
