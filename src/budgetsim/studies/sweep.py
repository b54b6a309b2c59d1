"""A sweep: scenarios, factors and a design, read from a study file and made into one study."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from budgetsim.declarations import declarations
from budgetsim.scenario import Scenario, never_begins
from budgetsim.scenario_files.changes import ALL
from budgetsim.scenario_files.document import name_problem
from budgetsim.scenario_files.faults import kind_of
from budgetsim.seeds import MAX_SEED
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import SCENARIO, Factor, Place, make_factor, parameters_of
from budgetsim.studies.points import Points
from budgetsim.studies.sampling import DESIGNS, MOST_POINTS, SAMPLED, Columns, crossed, misfits
from budgetsim.studies.study import Study
from budgetsim.studies.study_file import StudyFile, flat, open_study_file

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


GRID = "grid"
REPLICATIONS = 30
"""Seeds of a study that does not say how many."""
MOST_REPLICATIONS = 1_000_000


def read_sweep(path: Path) -> Sweep:
    """Return the sweep that a study file describes.

    Keys: ``name``, ``description``, ``scenario`` or ``scenarios``, ``design`` (grid, zip, factorial,
    fractional_factorial, latin_hypercube, sobol, list), ``samples``, ``uncertainty_design``, ``uncertainty_samples``,
    ``design_seed``, ``replications``, ``seed``, ``years``, ``from_year``, ``common_random_numbers``; tables ``[set]``,
    ``[levers]``, ``[uncertainties]``, ``[switches.NAME]``; blocks ``[[point]]`` of the design ``list``.

    Raises
    ------
    ScenarioError
        With every fault of the file.
    StudyError
        If it varies nothing.
    """
    file = open_study_file(path)
    about: dict[str, Any] = {"name": file.name(path.stem), "bases": file.scenarios()}
    file.text("description")
    factors = [
        *file.factors("levers", "lever"),
        *file.switches(),
        *file.factors("uncertainties", "uncertainty"),
    ]
    about["design"] = file.choice("design", (*DESIGNS, LIST), GRID)
    about["uncertainty_design"] = file.choice("uncertainty_design", DESIGNS, None)
    for key in ("samples", "uncertainty_samples"):
        about[key] = file.whole(key, 1, MOST_POINTS)
    about["design_seed"] = file.whole("design_seed", 0, MAX_SEED) or 0
    replications = file.whole("replications", 1, MOST_REPLICATIONS) or REPLICATIONS
    first = file.whole("seed", 0, MAX_SEED - replications) or 0
    about["seeds"] = tuple(range(first, first + replications))
    about["years"] = file.whole("years", 1, 1000)
    about["from_year"] = file.whole("from_year", 1, 1000)
    about["common_seeds"] = file.truth("common_random_numbers", default=True)
    rows, listed = _rows(file, about["design"])
    about["factors"] = (*factors, *listed)
    file.check_overlaps()
    _check_designs(file, about)
    _check_years(file, about)
    file.done()
    return Sweep(**about, rows=rows)


def _check_designs(file: StudyFile, about: Mapping[str, Any]) -> None:
    """Place factors on paper: what the designs need of them and of the numbers of samples."""
    factors, design, other = about["factors"], about["design"], about["uncertainty_design"]
    if other is None:
        if about["uncertainty_samples"] is not None:
            hint = 'write uncertainty_design = "sobol", or leave it out'
            file.fault(("uncertainty_samples",), None, "there is no design of uncertainties", hint)
        _check_design(file, design, "samples", about["samples"], factors)
        return
    states = [factor for factor in factors if factor.role == "uncertainty"]
    levers = [factor for factor in factors if factor.role == "lever"]
    if design == LIST:
        file.fault(
            ("uncertainty_design",), other, "a list of points places uncertainties too", "leave it out"
        )
        return
    if not states and not file.faults:
        file.fault(
            ("uncertainty_design",),
            other,
            "there are no uncertainties to place",
            "name some, or leave it out",
        )
    _check_design(file, other, "uncertainty_samples", about["uncertainty_samples"], states)
    if levers or about["samples"] is not None:
        _check_design(file, design, "samples", about["samples"], levers)


def _check_design(
    file: StudyFile, design: str, key: str, samples: int | None, factors: Sequence[Factor]
) -> None:
    if design == LIST:
        if samples is not None:
            file.fault((key,), samples, "a list has the points that are written", "leave it out")
        return
    for misfit in misfits(design, factors, samples):
        if misfit.subject != "samples":
            path = file.path_of(misfit.subject)
            file.fault(path, None, misfit.message, misfit.hint)
        elif key not in file.wrong:
            where = (
                key if key in file.document.data else "design" if key == "samples" else "uncertainty_design"
            )
            file.fault((where,), samples, f"{misfit.message} ({key})", misfit.hint)


def _check_years(file: StudyFile, about: Mapping[str, Any]) -> None:
    problem = year_problem(about["bases"], about["factors"], about["years"], about["from_year"])
    # A factor that could not be read is told already; it may have been the lever that is missed.
    is_lever_lost = NO_LEVER in (problem or ()) and (file.table("levers") or file.table("switches"))
    if problem and not is_lever_lost:
        file.fault((problem[0],), about[problem[0]], problem[1])


def _rows(file: StudyFile, design: str | None) -> tuple[tuple[Mapping[str, Any], ...], list[Factor]]:
    """Return the points of the design ``list``, and the factors that they imply."""
    blocks = file.raw("point")
    if design != LIST:
        if blocks is not None:
            file.fault(
                ("point",), None, "points are listed, but the design is another", 'write design = "list"'
            )
        return (), []
    for key in ("levers", "uncertainties", "switches"):
        if file.raw(key):
            file.fault(
                (key,), None, "a list of points names its factors point by point", f"leave [{key}] out"
            )
    if not isinstance(blocks, list) or not blocks or not all(isinstance(block, Mapping) for block in blocks):
        file.fault(
            ("point",), blocks, f"{kind_of(blocks)}, not blocks of points", "write [[point]] for each point"
        )
        return (), []
    rows = [_row(file, number, block) for number, block in enumerate(blocks)]
    _check_names(file, rows)
    return tuple(rows), _listed_factors(file, rows)


def _row(file: StudyFile, number: int, block: Mapping[str, Any]) -> dict[str, Any]:
    """Return one point: values as they are declared, by bare name, and perhaps ``name``."""
    found: dict[str, Any] = {}
    for key, path, value in flat(block, ("point", number)):
        if key == "name":
            found[key] = value
            if problem := name_problem(value):
                file.fault(path, value, problem)
            continue
        if key.endswith(ALL):
            file.fault(path, value, f"{ALL} is not taken here", "list other points, or vary it in [levers]")
            continue
        made = file.attempt(lambda k=key, v=value, p=path: make_factor(k, [v], None, file.place(*p)))  # type: ignore[misc]
        bare = key.rpartition(".")[2] if made is None else made.name
        if bare in found:
            file.fault(path, value, "given twice in this point", "give it once")
        found[bare] = value if made is None else made.levels[0]
    return found


def _check_names(file: StudyFile, rows: Sequence[Mapping[str, Any]]) -> None:
    seen: set[str] = set()
    is_named = any("name" in row for row in rows)
    for number, row in enumerate(rows):
        name = str(row.get("name", ""))
        if is_named and "name" not in row:
            file.fault(("point", number), None, "this point has no name, but others have", "name all or none")
        elif is_named and name in seen:
            file.fault(("point", number, "name"), name, "another point has this name", "choose another")
        seen.add(name)


def _listed_factors(file: StudyFile, rows: Sequence[Mapping[str, Any]]) -> list[Factor]:
    first = [key for key in rows[0] if key != "name"]
    for number, row in enumerate(rows):
        odd = set(first) ^ {key for key in row if key != "name"}
        if odd:
            message = f"point {number + 1} and the first differ in {', '.join(sorted(odd))}"
            file.fault(("point", number), None, message, "give every point a value of every factor")
    if not first:
        file.fault(("point", 0), None, "the points vary nothing", "write parameter = value lines")
    if file.faults:
        return []
    made = [make_factor(key, list(dict.fromkeys(row[key] for row in rows)), None, Place("")) for key in first]
    return [file.noted(factor, ("point", 0, factor.name)) for factor in made]
