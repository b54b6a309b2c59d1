"""A sweep: scenarios, factors and a design, made into one study."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from budgetsim.declarations import declarations
from budgetsim.scenario import Scenario, never_begins
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import SCENARIO, Factor, parameters_of
from budgetsim.studies.points import Points
from budgetsim.studies.sampling import DESIGNS, SAMPLED, Columns, crossed
from budgetsim.studies.study import Study

LIST = "list"
NO_LEVER = "no lever is varied that could move in that year; uncertainties hold from the start"


@dataclass(frozen=True)
class Sweep:
    """What a sweep varies, and how.

    ``design`` places the points of all factors; with ``uncertainty_design`` it places the levers alone, and every
    point of the levers meets every point of the uncertainties. ``rows`` are the points of the design ``list``: names
    of factors and their values, and perhaps ``name``. Several scenarios are all swept alike.

    Raises
    ------
    StudyError
        If there is nothing to vary, or something given would silently have no effect.
    """

    name: str
    bases: tuple[Scenario, ...]
    factors: tuple[Factor, ...] = ()
    design: str = "grid"
    samples: int | None = None
    uncertainty_design: str | None = None
    uncertainty_samples: int | None = None
    design_seed: int = 0
    rows: tuple[Mapping[str, Any], ...] = ()
    seeds: tuple[int, ...] = tuple(range(30))
    years: int | None = None
    from_year: int | None = None
    common_seeds: bool = True
    code: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.factors and len(self.bases) < 2:
            raise StudyError(
                "a sweep needs something to vary: --vary KEY=start:stop:count or KEY=a,b,c (repeatable), or a study"
                " file with [levers]; `budgetsim parameters` lists the keys"
            )
        repeated = next(
            (name for name, times in Counter(base.name for base in self.bases).items() if times > 1), ""
        )
        if repeated:
            raise StudyError(f"two scenarios are called {repeated!r}; give one another name")
        problem = year_problem(self.bases, self.factors, self.years, self.from_year)
        if problem:
            raise StudyError(f"{problem[0]} = {getattr(self, problem[0])}: {problem[1]}")


def year_problem(
    bases: Sequence[Scenario], factors: Sequence[Factor], years: int | None, from_year: int | None
) -> tuple[str, str] | None:
    """Return which of ``years`` and ``from_year`` would have no effect or take a factor's, and why."""
    moved = {name for factor in factors for name in parameters_of(factor)}
    if years is not None and "years" in moved:
        return "years", "years are varied too; leave one of the two out"
    if years is not None and (never := [base for base in bases if never_begins(base, years)]):
        first = never[0].changes[0].year
        return "years", f"the reform of {never[0].name} begins in year {first}; take as many years or more"
    if from_year is None:
        return None
    if not any(
        declarations()[name].group == "policy"
        for f in factors
        if f.role == "lever" and not f.always
        for name in parameters_of(f)
    ):
        return "from_year", NO_LEVER
    last = years if years is not None else min((base.protocol.years for base in bases), default=from_year)
    if from_year > last and "years" not in moved:
        return "from_year", f"the last recorded year is {last}, so nothing would move; take an earlier one"
    return None


def sweep_study(sweep: Sweep) -> Study:
    """Return the study of a sweep.

    Raises
    ------
    StudyError
        If the design does not fit the factors.
    ScenarioError
        If values are not allowed, alone or together.
    """
    columns = sweep_columns(sweep)
    factors = sweep.factors
    if len(sweep.bases) > 1:
        factors = (base_factor(sweep.bases), *factors)
    points = Points(sweep.bases, factors, columns, sweep.from_year, names=_point_names(sweep))
    settings = {
        "factors": [factor.to_dict() for factor in factors],
        "design": sweep.design,
        "samples": sweep.samples,
        "uncertainty_design": sweep.uncertainty_design,
        "uncertainty_samples": sweep.uncertainty_samples,
        "design_seed": sweep.design_seed,
        "from_year": sweep.from_year,
        "bases": [base.name for base in sweep.bases],
    }
    about: dict[str, Any] = {"code": sweep.code, "settings": settings, "common_seeds": sweep.common_seeds}
    return Study("sweep", sweep.name, points, sweep.seeds, sweep.years, **about)


def _point_names(sweep: Sweep) -> tuple[str, ...]:
    """Names of the points of a list; of several scenarios, each with the scenario's before it."""
    names = [str(row["name"]) for row in sweep.rows if "name" in row]
    if len(sweep.bases) > 1:
        return tuple(f"{base.name}-{name}" for base in sweep.bases for name in names)
    return tuple(names)


def base_factor(bases: tuple[Scenario, ...]) -> Factor:
    """Return the factor that picks the scenario from which a point departs."""
    return Factor(SCENARIO, "lever", "choice", levels=tuple(base.name for base in bases))


def sweep_columns(sweep: Sweep) -> Columns:
    """Return the values of every factor at every point.

    Raises
    ------
    StudyError
        If the design does not fit the factors.
    """
    if sweep.design == LIST:
        points: Columns = {f.name: [row[f.name] for row in sweep.rows] for f in sweep.factors}
    elif sweep.uncertainty_design is None:
        points = _place(sweep.design, sweep.factors, sweep.samples, sweep.design_seed)
    else:
        levers = tuple(f for f in sweep.factors if f.role == "lever")
        others = tuple(f for f in sweep.factors if f.role == "uncertainty")
        if not others:
            raise StudyError("uncertainty_design places uncertainties, but there is none; name some")
        points = crossed(
            _place(sweep.design, levers, sweep.samples, sweep.design_seed),
            # Another seed, or levers and uncertainties would be drawn alike.
            _place(sweep.uncertainty_design, others, sweep.uncertainty_samples, sweep.design_seed + 1),
        )
    if len(sweep.bases) > 1:
        points = crossed({SCENARIO: [base.name for base in sweep.bases]}, points)
    return points


def drawn_factors(factors: Sequence[Factor], settings: Mapping[str, Any]) -> frozenset[str]:
    """Return the names of the factors that a stored sweep has drawn rather than crossed."""
    designs = {"lever": settings.get("design"), "uncertainty": settings.get("uncertainty_design")}
    designs["uncertainty"] = designs["uncertainty"] or designs["lever"]
    return frozenset(
        factor.name for factor in factors if factor.name != SCENARIO and designs[factor.role] in SAMPLED
    )


def _place(design: str, factors: tuple[Factor, ...], samples: int | None, seed: int) -> Columns:
    return DESIGNS[design](factors, samples, seed) if factors else {}
