"""Study files of ``budgetsim sweep``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from budgetsim.scenario_files.faults import ScenarioError, kind_of
from budgetsim.simulation import MAX_SEED
from budgetsim.studies.factors import Factor, make_factor
from budgetsim.studies.sampling import DESIGNS, MOST_POINTS, SAMPLED
from budgetsim.studies.study_file import StudyFile, open_study_file
from budgetsim.studies.sweep import LIST, Sweep

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
    about: dict[str, Any] = {"name": file.text("name", path.stem), "bases": file.scenarios()}
    file.text("description")
    factors = [
        *file.factors("levers", "lever"),
        *file.switches(),
        *file.factors("uncertainties", "uncertainty"),
    ]
    about["design"] = file.choice("design", (*DESIGNS, LIST), "grid")
    about["uncertainty_design"] = file.choice("uncertainty_design", DESIGNS, None)
    for key in ("samples", "uncertainty_samples"):
        about[key] = file.whole(key, 1, MOST_POINTS)
    about["design_seed"] = file.whole("design_seed", 0, MAX_SEED) or 0
    replications = file.whole("replications", 1, MOST_REPLICATIONS) or 30
    first = file.whole("seed", 0, MAX_SEED - replications) or 0
    about["seeds"] = tuple(range(first, first + replications))
    about["years"] = file.whole("years", 1, 1000)
    about["from_year"] = file.whole("from_year", 1, 1000)
    about["common_seeds"] = file.truth("common_random_numbers", default=True)
    _check_samples(file, about)
    rows, listed = _rows(file, about["design"])
    _check_twice(file, factors)
    file.done()
    return Sweep(**about, factors=tuple(factors) or listed, rows=rows)


def _check_samples(file: StudyFile, about: Mapping[str, Any]) -> None:
    """A design that draws points needs their number; one that crosses levels has it from them."""
    for design, samples in (("design", "samples"), ("uncertainty_design", "uncertainty_samples")):
        drawn = about[design] in SAMPLED
        if drawn and about[samples] is None and not any(f.field == samples for f in file.faults):
            file.fault((design,), about[design], f"this design needs {samples}", f"write {samples} = 256")
        elif not drawn and about[samples] is not None:
            message = f"{samples} has no meaning with {design} = {about[design]}"
            file.fault(
                (samples,),
                about[samples],
                message,
                f"choose {design} = {' or '.join(SAMPLED)}, or leave it out",
            )


def _check_twice(file: StudyFile, factors: list[Factor]) -> None:
    names = [factor.name for factor in factors]
    for name in sorted({name for name in names if names.count(name) > 1}):
        file.fault((name,), None, "varied twice", "name it once, as a lever or as an uncertainty")


def _rows(file: StudyFile, design: str | None) -> tuple[tuple[Mapping[str, Any], ...], tuple[Factor, ...]]:
    """Return the points of the design ``list``, and the factors that they imply."""
    blocks = file.raw("point")
    if design != LIST:
        if blocks is not None:
            file.fault(
                ("point",), None, "points are listed, but the design is another", 'write design = "list"'
            )
        return (), ()
    for key in ("levers", "uncertainties", "switches"):
        if file.raw(key):
            file.fault(
                (key,), None, "a list of points names its factors point by point", f"leave [{key}] out"
            )
    if not isinstance(blocks, list) or not blocks or not all(isinstance(block, Mapping) for block in blocks):
        file.fault(
            ("point",), blocks, f"{kind_of(blocks)}, not blocks of points", "write [[point]] for each point"
        )
        return (), ()
    return tuple(blocks), _listed_factors(file, blocks)


def _listed_factors(file: StudyFile, blocks: list[Mapping[str, Any]]) -> tuple[Factor, ...]:
    first = [key for key in blocks[0] if key != "name"]
    named = [block["name"] for block in blocks if "name" in block]
    if named and (len(named) < len(blocks) or len(set(map(str, named))) < len(named)):
        file.fault(("point",), None, "either every point has a name of its own, or none has")
    for number, block in enumerate(blocks):
        odd = set(first) ^ {key for key in block if key != "name"}
        if odd:
            message = f"point {number + 1} and the first differ in {', '.join(sorted(odd))}"
            file.fault(("point", number), None, message, "give every point a value of every factor")
    if any(fault.field.startswith("point") for fault in file.faults):
        return ()
    found = []
    for key in first:
        values = list(dict.fromkeys(block[key] for block in blocks))
        try:
            made = make_factor(key, values, None, file.place("point", 0, key))
        except ScenarioError as error:
            file.faults += error.faults
            continue
        if made.name != key:
            file.fault(
                ("point", 0, key), None, "points name their factors without the group", f"write {made.name}"
            )
        found.append(made)
    return tuple(found)
