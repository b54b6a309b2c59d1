"""Parameters that matter under one rule, form or kind of department only, and so move nothing without it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from budgetsim.declarations import declarations
from budgetsim.scenario_files.reach import spelled
from budgetsim.scenario_files.read import Document


@dataclass(frozen=True)
class Condition:
    """``names`` matter only while ``parameter`` has a value for which ``holds``; ``demand`` says which in words."""

    names: tuple[str, ...]
    parameter: str
    holds: Callable[[Any], bool]
    demand: str


def _is(parameter: str, value: Any, *names: str) -> Condition:
    return Condition(names, parameter, lambda own: own == value, f"{_key(parameter)} = {value}")


def _one_of(parameter: str, values: tuple[Any, ...], *names: str) -> Condition:
    demand = f"{_key(parameter)} = {' or '.join(map(str, values))}"
    return Condition(names, parameter, lambda own: own in values, demand)


def _some(parameter: str, *names: str) -> Condition:
    return Condition(names, parameter, lambda own: own > 0.0, f"{_key(parameter)} above 0")


def _key(name: str) -> str:
    return f"{declarations()[name].group}.{name}"


CONDITIONS = (
    _is("budget_rule", "tournament", "tournament_exponent", "tournament_pool", "tournament_prize"),
    _is("budget_rule", "grades", "excellent_from", "good_from", "fair_from", "fair_cut", "poor_cut"),
    _is("budget_rule", "posterior", "prior_reliability", "belief_drift"),
    _is("objective_contract", "truth_inducing", "contract_alpha", "contract_beta", "contract_gamma"),
    _is("evaluation_lag", 1, "preliminary_noise"),
    _is("score_form", "linear", "score_offset"),
    _some("adjustment_sd", "adjustment_tails"),
    _is(
        "score_form",
        "points",
        "satisfaction_level",
        "satisfaction_slope",
        "satisfaction_noise",
        "execution_weight",
        "objectives_weight",
        "satisfaction_weight",
        "external_level",
        "external_slope",
    ),
    _is("year_end", "precaution", "late_demand_spread", "late_demand_value"),
    _is("year_end", "patience", "carryover_patience"),
    _one_of("year_end", ("procrastination", "patience"), "hoarding"),
    _one_of("year_end", ("precaution", "procrastination"), "rush_quality_spread"),
    _some("adaptive_share", "search_step", "search_memory"),
    _some("satisficing_share", "aspiration", "satisficing_step"),
    Condition(
        ("size_sd", "production_share", "procedural_share", "craft_share"),
        "departments_file",
        lambda own: own == "",
        "departments drawn at random",
    ),
)
_OF = {name: condition for condition in CONDITIONS for name in condition.names}


def unmet(name: str, scenario: Any, varied: Collection[str] = ()) -> str:
    """Return why a parameter, by bare name, matters in no year of a scenario; nothing if it may matter.

    ``varied`` names parameters that a study varies, whose value in the scenario says nothing.
    """
    condition = _OF.get(name)
    if condition is None or condition.parameter in varied:
        return ""
    values = values_in_force(scenario, condition.parameter)
    if any(condition.holds(value) for value in values):
        return ""
    has = "departments of its own" if condition.parameter == "departments_file" else _told(values)
    return f"it matters with {condition.demand} only; {scenario.name} has {has}"


def idle(keys: Iterable[str], scenario: Any) -> list[str]:
    """Return a note on each parameter, by bare or dotted name, that matters in no year of a scenario."""
    found = ((key, unmet(key.rpartition(".")[2].removesuffix("@all"), scenario)) for key in keys)
    return [f"{key} moves nothing: {reason}" for key, reason in found if reason]


def idle_lines(document: Document, scenario: Any) -> list[str]:
    """Return a note on each line of a scenario file, if a person wrote it, that sets what matters in no year."""
    if not document.is_written:
        return []
    return [
        f"{document.file}:{document.lines.of(group, key)}: {note}"
        for group, table in document.data.items()
        if isinstance(table, Mapping)
        for key in table
        for note in idle([f"{group}.{key}"], scenario)
    ]


def values_in_force(scenario: Any, name: str) -> list[Any]:
    """Return the values that a parameter has in some year, burn-in included."""
    if name == "departments_file":
        return ["" if scenario.roster is None else "own"]
    own = getattr(getattr(scenario, declarations()[name].group), name)
    later = (change.levers[name] for change in scenario.changes if name in change.levers)
    return list(dict.fromkeys((own, *later)))


def _told(values: Iterable[Any]) -> str:
    return " and ".join(spelled(value) for value in values)
