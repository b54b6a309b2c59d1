"""From what a user gave, on the command line or in a study file, to a complete question of discovery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from budgetsim.scenario import Scenario, ScenarioError, load_scenario
from budgetsim.scenario_files.faults import Fault
from budgetsim.scenario_files.resolve import is_path
from budgetsim.seeds import MAX_SEED
from budgetsim.studies.discover.condition import parse_condition
from budgetsim.studies.discover.find import LEAST_STATES
from budgetsim.studies.discover.request import (
    MOST_STATES,
    POLICY,
    REPLICATIONS,
    Discovery,
    delivered_factor,
    usual_factors,
)
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import SPEC, Factor, Place, make_factor
from budgetsim.studies.study_file import StudyFile, open_study_file

MOST_REPLICATIONS = 1_000_000


def complete(given: Mapping[str, Any]) -> Discovery:
    """Return the question, with the usual values of what is not given (absent or ``None``).

    Parameters
    ----------
    given
        ``base`` and ``policy``, and whatever else: ``uncertain`` and ``delivered``, pairs of name and values with
        their place (``Named``), and fields of ``Discovery`` with ``replications`` and ``seed`` for the seeds.

    Raises
    ------
    StudyError, ScenarioError
        If something is missing, contradicts something else, or is out of its range.
    """
    own = {key: value for key, value in given.items() if value is not None}
    base, policy = own.pop("base"), own.pop("policy")
    named = {key: own.pop(key, ()) for key in ("uncertain", "delivered")}
    uncertain, delivered = _factors(named["uncertain"], named["delivered"], base, policy)
    first, count = own.pop("seed", 0), own.pop("replications", REPLICATIONS)
    if first + count - 1 > MAX_SEED:
        raise StudyError(f"seed = {first} with {count} replications goes beyond the largest, {MAX_SEED}")
    seeds = tuple(range(first, first + count))
    return Discovery(base, policy, uncertain, delivered, seeds=seeds, **own)


Named = tuple[str, Any, Place]
"""A key, its values (``None``: the usual range), and where it stands."""


def named_factors(texts: Sequence[str], flag: str) -> list[Named]:
    """Return what ``KEY=VALUES`` or ``KEY`` (several by comma) name.

    Raises
    ------
    ScenarioError
        If no values follow a sign of equality.
    """
    found: list[Named] = []
    place = Place(flag)
    for text in (piece for item in texts for piece in ([item] if "=" in item else item.split(","))):
        key, equals, values = (part.strip() for part in text.partition("="))
        if equals and not values:
            raise ScenarioError(place.fault(key, None, "no values after =", f"write {SPEC}"))
        found.append((key, values or None, place))
    return found


def read_discovery(path: Path) -> dict[str, Any]:
    """Return what a study file asks for, as ``complete`` takes it, with ``condition`` and ``set``.

    Keys: ``name``, ``description``, ``scenario`` (the base), ``policy``, ``fails``, ``samples``, ``design_seed``,
    ``replications``, ``seed``, ``years``; tables ``[set]`` (for both scenarios), ``[uncertainties]``, ``[delivered]``.

    Raises
    ------
    ScenarioError
        With every fault of the file.
    """
    file = open_study_file(path)
    about: dict[str, Any] = {"name": file.title(path)}
    about["base"] = file.one_scenario("one base at a time", 'write scenario = "…" and policy = "…"')
    policy = _policy(file)
    condition = file.text("fails")
    if condition:
        about["condition"] = file.attempt(lambda: parse_condition(condition, file.place("fails")))
    about["uncertain"], about["delivered"] = _table(file, "uncertainties"), _table(file, "delivered")
    about["samples"] = file.whole("samples", LEAST_STATES, MOST_STATES)
    about["replications"] = file.whole("replications", 1, MOST_REPLICATIONS)
    about["years"] = file.whole("years", 1, 1000)
    for key in ("seed", "design_seed"):
        about[key] = file.whole(key, 0, MAX_SEED)
    file.done()
    return {**about, "policy": policy, "set": file.table("set")}


def overruled(named: Sequence[Named], given: Sequence[Named]) -> list[Named]:
    """Return what a file names, without what the command line names too, and then that."""
    again = {_bare(key) for key, _, _ in given}
    return [*(item for item in named if _bare(item[0]) not in again), *given]


def _bare(key: str) -> str:
    return key.rpartition(".")[2]


def _table(file: StudyFile, key: str) -> list[Named]:
    """Return what a table names; faults that need no scenario are taken note of."""
    found: list[Named] = []
    for name, value in file.table(key).items():
        values = None if value is True or value == "" else value
        place = file.place(key, name)
        file.attempt(lambda n=name, v=values, p=place: make_factor(n, v, "uncertainty", p))  # type: ignore[misc]
        found.append((name, values, place))
    return found


def _policy(file: StudyFile) -> Scenario | None:
    """Return the policy's scenario, with ``[set]`` applied as to the base."""
    name = file.text("policy", POLICY)
    path = str(file.document.folder / name) if is_path(name) else name
    try:
        found = load_scenario(path)
    except ScenarioError as error:
        file.faults += [
            file.place("policy").fault("policy", name, f.message, f.suggestion) for f in error.faults
        ]
        return None
    settings = file.document.data.get("set")
    # A wrong setting is told with the base already.
    if not isinstance(settings, Mapping) or file.faults:
        return found
    try:
        return found.replace(**settings)
    except ScenarioError as error:
        file.faults += [
            file.place("set").fault(f"set.{f.field}", f.value, f.message, f.suggestion) for f in error.faults
        ]
        return None


def _factors(
    uncertain: Sequence[Named], delivered: Sequence[Named], base: Scenario, policy: Scenario
) -> tuple[tuple[Factor, ...], tuple[Factor, ...]]:
    """Return the factors that are named, or the usual ones if none is; all faults at once."""
    if not uncertain and not delivered:
        return usual_factors(base, policy)
    faults: list[Fault] = []
    made: list[list[Factor]] = [[], []]
    for key, values, place in uncertain:
        try:
            made[0].append(make_factor(key, values, "uncertainty", place))
        except ScenarioError as error:
            faults += error.faults
    for key, values, place in delivered:
        try:
            made[1].append(delivered_factor(key, values, base, policy, place))
        except ScenarioError as error:
            faults += error.faults
    if faults:
        raise ScenarioError(faults)
    return tuple(made[0]), tuple(made[1])
