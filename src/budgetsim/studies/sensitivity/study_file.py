"""Study files of ``budgetsim sensitivity``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from budgetsim.scenario_files.faults import ScenarioError, kind_of
from budgetsim.seeds import MAX_SEED
from budgetsim.studies.factors import Factor, Place, make_factor, parse_vary
from budgetsim.studies.sampling import MOST_POINTS
from budgetsim.studies.sensitivity.calls import LARGEST_SEED
from budgetsim.studies.sensitivity.methods import METHODS
from budgetsim.studies.sensitivity.problem import make_problem
from budgetsim.studies.sensitivity.request import (
    METHOD,
    REPLICATIONS,
    factor_faults,
    fitness_faults,
    lateness,
    outcome_faults,
    split_factors,
)
from budgetsim.studies.study_file import StudyFile, open_study_file

MOST_REPLICATIONS = 1_000_000
MOST_YEARS = 1000


def read_request(path: Path, method: str | None = None) -> dict[str, Any]:
    """Return the fields of a ``Request`` that a study file sets; ``method`` overrules the file's.

    Keys: ``name``, ``description``, ``scenario``, ``method``, ``factors`` (a list of texts as on the command line,
    or a table of ranges), ``outcomes``, ``samples``, ``sample_seed``, ``second_order``, ``replications``, ``seed``,
    ``years``, ``from_year``; tables ``[set]``, ``[levers]``, ``[uncertainties]``, ``[switches.NAME]``, ``[groups]``.

    Raises
    ------
    ScenarioError
        With every fault of the file.
    """
    file = open_study_file(path)
    about: dict[str, Any] = {"name": file.title(path)}
    about["base"] = file.one_scenario("an analysis has one scenario", "make one study file for each")
    about["method"] = file.choice("method", METHODS, METHOD)
    before = len(file.faults)
    about["factors"] = _factors(file)
    # A factor that is wrong is missing here, and a group that names it would be called wrong too.
    names = [factor.name for factor in about["factors"]] if len(file.faults) == before else []
    about["groups"] = _groups(file, names)
    _numbers(file, about)
    named = _texts(file, "outcomes")
    file.faults += outcome_faults(named, file.place("outcomes")) if named is not None else []
    about["outcomes"] = None if named is None else tuple(named)
    if "design" in file.document.data:
        file.raw("design")
        file.fault(("design",), None, "the method decides where points are", "leave it out")
    about["method"] = method or about["method"]
    if about["method"]:
        file.faults += fitness_faults(about["method"], about["factors"], lambda name: _place_of(file, name))
    file.done()
    return {key: value for key, value in about.items() if value is not None and value != ()}


def _numbers(file: StudyFile, about: dict[str, Any]) -> None:
    about["samples"] = file.whole("samples", 1, MOST_POINTS)
    about["sample_seed"] = file.whole("sample_seed", 0, LARGEST_SEED)
    about["second_order"] = file.truth("second_order", default=True)
    about["years"] = file.whole("years", 1, MOST_YEARS)
    about["from_year"] = file.whole("from_year", 1, MOST_YEARS)
    replications = file.whole("replications", 1, MOST_REPLICATIONS) or REPLICATIONS
    first = file.whole("seed", 0, MAX_SEED - replications) or 0
    about["seeds"] = tuple(range(first, first + replications))
    if about["method"] and about["samples"] and about["factors"]:
        message, hint = METHODS[about["method"]].fault(about["samples"], len(about["factors"]))
        if message:
            file.fault(("samples",), about["samples"], message, hint)
    if about["base"] is not None:
        message = lateness(about["from_year"], about["years"], about["base"])
        if message:
            file.fault(("from_year",), about["from_year"], message)


def _factors(file: StudyFile) -> tuple[Factor, ...]:
    found = [
        *_free_factors(file),
        *file.factors("levers", "lever"),
        *file.switches(),
        *file.factors("uncertainties", "uncertainty"),
    ]
    file.faults += factor_faults(found, lambda name: _place_of(file, name))
    return tuple(found)


def _place_of(file: StudyFile, name: str) -> Place:
    """Where a factor stands: in one of the tables, or in the list."""
    for table in ("levers", "uncertainties", "switches", "factors"):
        inside = file.document.data.get(table)
        key = (
            next((k for k in inside if k.rpartition(".")[2] == name), None)
            if isinstance(inside, Mapping)
            else None
        )
        if key is not None:
            return file.place(table, key)
    return file.place("factors")


def _free_factors(file: StudyFile) -> list[Factor]:
    """Factors of the key ``factors``: levers and uncertainties as they come, in a list or a table."""
    given = file.raw("factors")
    if isinstance(given, Mapping):
        made = [
            file.attempt(
                lambda n=name, v=values: make_factor(  # type: ignore[misc]
                    n, None if v is True or v == "" else v, None, file.place("factors", n)
                )
            )
            for name, values in given.items()
        ]
        return [factor for factor in made if factor]
    found = []
    for piece in split_factors(_texts(file, "factors") or ()):
        try:
            found.append(parse_vary(piece, file.document.file))
        except ScenarioError as error:
            line = file.place("factors").line
            file.faults += [Place(file.document.file, line).fault(f.field, f.value, f.message, f.suggestion)
                            for f in error.faults]  # fmt: skip
    return found


def _groups(file: StudyFile, names: list[str]) -> dict[str, tuple[str, ...]]:
    found = {}
    for label, members in file.table("groups").items():
        if isinstance(members, list) and all(isinstance(name, str) for name in members):
            found[label] = tuple(name.rpartition(".")[2] for name in members)
        else:
            message = f"{kind_of(members)}, not a list of factors"
            file.fault(("groups", label), members, message, f'write {label} = ["staff", "staff_skill"]')
    if found and names:
        file.attempt(lambda: make_problem(names, found, (), lambda label: file.place("groups", label)))
    return found


def _texts(file: StudyFile, key: str) -> list[str] | None:
    """Return a list of texts; one text counts as a list, divided at its commas."""
    value = file.raw(key)
    if isinstance(value, str):
        return [piece.strip() for piece in value.split(",") if piece.strip()]
    if value is None or (isinstance(value, list) and all(isinstance(item, str) for item in value)):
        return value
    file.fault((key,), value, f"{kind_of(value)}, not a list of texts", f'write {key} = ["…", "…"]')
    return None
