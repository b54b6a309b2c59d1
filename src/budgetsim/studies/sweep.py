"""A sweep: scenarios, factors and a design, made into one study."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from budgetsim.scenario import Scenario
from budgetsim.studies.factors import SCENARIO, Factor
from budgetsim.studies.points import Points
from budgetsim.studies.sampling import DESIGNS, Columns, crossed
from budgetsim.studies.study import Study, StudyError

LIST = "list"


@dataclass(frozen=True)
class Sweep:
    """What a sweep varies, and how.

    ``design`` places the points of all factors; with ``uncertainty_design`` it places the levers alone, and every
    point of the levers meets every point of the uncertainties. ``rows`` are the points of the design ``list``: names
    of factors and their values, and perhaps ``name``. Several scenarios are all swept alike.

    Raises
    ------
    StudyError
        If there is nothing to vary.
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
    names = tuple(str(row["name"]) for row in sweep.rows if "name" in row)
    points = Points(sweep.bases, factors, columns, sweep.from_year, names=names)
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


def _place(design: str, factors: tuple[Factor, ...], samples: int | None, seed: int) -> Columns:
    return DESIGNS[design](factors, samples, seed) if factors else {}
