"""Study files of ``budgetsim sweep``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from budgetsim.scenario_files.document import name_problem
from budgetsim.scenario_files.faults import kind_of
from budgetsim.scenario_files.reach import ALL
from budgetsim.seeds import MAX_SEED
from budgetsim.studies.factors import Factor, Place, make_factor
from budgetsim.studies.sampling import DESIGNS, MOST_POINTS, misfits
from budgetsim.studies.study_file import StudyFile, flat, open_study_file
from budgetsim.studies.sweep import LIST, NO_LEVER, Sweep, year_problem

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
