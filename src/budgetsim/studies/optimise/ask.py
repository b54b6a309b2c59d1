"""From what a user gave, on the command line or in a study file, to a complete question of optimisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from budgetsim.scenario import Scenario, ScenarioError, load_scenario
from budgetsim.scenario_files.faults import kind_of
from budgetsim.seeds import MAX_SEED
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import Place
from budgetsim.studies.optimise.problem import (
    ALGORITHMS,
    FRESH_PER_SEED,
    LIMITS,
    OBJECTIVES,
    REFERENCES,
    REFORM_YEAR,
    STATES,
    Optimisation,
    default_levers,
    objectives_of,
    usual_generations,
    usual_replications,
)
from budgetsim.studies.optimise.robust import MEASURES
from budgetsim.studies.optimise.worlds import transplanted
from budgetsim.studies.study_file import StudyFile, open_study_file

MOST_REPLICATIONS = 1_000_000
NUMBERS = {"budget": (0.0, float("inf")), "material": (0.0, 1.0)}


def complete(given: Mapping[str, Any]) -> Optimisation:
    """Return the question, with the usual values of what is not given (absent or ``None``).

    Parameters
    ----------
    given
        ``base`` and whatever else: fields of ``Optimisation``, and ``years``, ``replications``, ``seed``;
        ``references`` by name.

    Raises
    ------
    StudyError, ScenarioError
        If something is missing, contradicts something else, or is out of its range.
    """
    own = {key: value for key, value in given.items() if value is not None}
    base = _lasting(own["base"], own.get("years"))
    from_year = own.get("from_year", min(REFORM_YEAR, base.protocol.years))
    if from_year > base.protocol.years:
        raise StudyError(
            f"from_year = {from_year}: must be a recorded year of {base.name}, 1 to {base.protocol.years}"
        )
    uncertainties = tuple(own.get("uncertainties", ()))
    levers = tuple(own.get("levers", ()))
    usual = usual_replications(own.get("robust", "mean"), uncertain=bool(uncertainties))
    replications, first = own.get("replications", usual), own.get("seed", 0)
    levers = levers or default_levers([factor.name for factor in uncertainties])
    fresh = own.get("fresh", FRESH_PER_SEED * replications)
    if first + replications + fresh - 1 > MAX_SEED:
        raise StudyError(
            f"seed = {first} with {replications + fresh} seeds goes beyond the largest, {MAX_SEED}"
        )
    made = {
        "name": base.name,
        **{key: value for key, value in own.items() if key in _FIELDS},
        "base": base,
        "from_year": from_year,
        "levers": levers,
        "generations": own.get("generations", usual_generations(len(levers))),
        "objectives": own.get("objectives") or objectives_of(OBJECTIVES, Place("objectives")),
        "references": _references(own.get("references", REFERENCES), base, from_year),
        "states": own.get("states", STATES if uncertainties else 1),
        "seeds": tuple(range(first, first + replications)),
        "fresh": fresh,
    }
    return Optimisation(**made)


_FIELDS = {item.name for item in fields(Optimisation)}


def read_optimisation(path: Path) -> dict[str, Any]:
    """Return what a study file asks for, as ``complete`` takes it.

    Keys: ``name``, ``description``, ``scenario``, ``objectives``, ``budget``, ``robust``, ``states``, ``population``,
    ``generations``, ``replications``, ``fresh``, ``seed``, ``search_seed``, ``years``, ``from_year``, ``algorithm``,
    ``material``, ``references``; tables ``[set]``, ``[levers]``, ``[switches.NAME]``, ``[uncertainties]``.

    Raises
    ------
    ScenarioError
        With every fault of the file.
    """
    file = open_study_file(path)
    about: dict[str, Any] = {"name": file.title(path)}
    about["base"] = file.one_scenario("one scenario is optimised at a time")
    about["levers"] = (*file.factors("levers", "lever"), *file.switches())
    about["uncertainties"] = tuple(file.factors("uncertainties", "uncertainty"))
    named = _texts(file, "objectives")
    if named is not None:
        place = file.place("objectives")
        about["objectives"] = file.attempt(lambda: objectives_of(named, place))
    about["references"] = _texts(file, "references")
    for key in NUMBERS:
        about[key] = _number(file, key)
    about["robust"] = file.choice("robust", MEASURES, None)
    about["algorithm"] = file.choice("algorithm", ALGORITHMS, None)
    for key, (low, high) in LIMITS.items():
        about[key] = file.whole(key, low, high)
    for key in ("replications", "fresh"):
        about[key] = file.whole(key, 1, MOST_REPLICATIONS)
    for key in ("seed", "search_seed"):
        about[key] = file.whole(key, 0, MAX_SEED)
    for key in ("years", "from_year"):
        about[key] = file.whole(key, 1, 1000)
    file.done()
    return about


def _lasting(base: Scenario, years: int | None) -> Scenario:
    """Return the scenario with another number of recorded years."""
    if years is None:
        return base
    late = max((change.year for change in base.changes), default=0)
    if late > years:
        raise StudyError(f"years = {years}: {base.name} changes levers in year {late}; it needs that many")
    return base.replace(years=years)


def _references(names: Sequence[str], base: Scenario, year: int) -> tuple[Scenario, ...]:
    found: list[Scenario] = []
    for name in names:
        reform = load_scenario(name)
        if not reform.changes:
            raise StudyError(
                f"references: {name} changes nothing over time, so it is no reform to compare with"
            )
        if reform.name in [other.name for other in found]:
            raise StudyError(f"references: {name} is named twice")
        try:
            found.append(transplanted(reform, base, year))
        except ScenarioError as error:
            raise StudyError(f"references: {name} from year {year} on {base.name}: {error}") from error
    return tuple(found)


def _texts(file: StudyFile, key: str) -> list[str] | None:
    value = file.raw(key)
    if value is None or (isinstance(value, list) and all(isinstance(item, str) for item in value)):
        return value
    file.fault((key,), value, f"{kind_of(value)}, not a list of texts", f'write {key} = ["…", "…"]')
    return None


def _number(file: StudyFile, key: str) -> float | None:
    value, (low, high) = file.raw(key), NUMBERS[key]
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        file.fault((key,), value, f"must be a number {_range(low, high)}")
        return None
    return float(value)


def _range(low: float, high: float) -> str:
    return f"above {low:g}" if high == float("inf") else f"from {low:g} to {high:g}"
