"""All limits, in the order of the table in ``docs/theory.md``; which cases are meant; their curves for a figure."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from budgetsim.kinds.verify.answer import Point
from budgetsim.kinds.verify.theory.contracts import (
    LINEAR_CONTRACT,
    MULTITASK,
    RELATIVE_PERFORMANCE,
    TWO_SIGNALS,
)
from budgetsim.kinds.verify.theory.limit import Case, Finding, Limit, Parameter, Values, finite
from budgetsim.kinds.verify.theory.limited_memory import LIMITED_MEMORY
from budgetsim.kinds.verify.theory.regulation import BUREAUCRACY, SCREENING, YARDSTICK
from budgetsim.kinds.verify.theory.responses import AUDIT_DETERRENCE, CONTEST, RATCHET, TRUTHFUL_REPORTS
from budgetsim.language import told
from budgetsim.scenario_files.faults import Fault, ScenarioError, listed, printable
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.values import check_of, value_fault
from budgetsim.studies.factors import Place

LIMITS: dict[str, Limit] = {
    limit.id: limit
    for limit in (
        LINEAR_CONTRACT,
        MULTITASK,
        TWO_SIGNALS,
        AUDIT_DETERRENCE,
        RATCHET,
        YARDSTICK,
        RELATIVE_PERFORMANCE,
        CONTEST,
        BUREAUCRACY,
        SCREENING,
        TRUTHFUL_REPORTS,
        LIMITED_MEMORY,
    )
}


# From names and settings of the command line to the cases that are checked; every fault is told at once --------------

SOURCE = "--set"
ENDLESS = ("inf", "infinity", "∞")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_LONGEST = 60
LARGEST_NEAT = 1e15


def _unknown_limit(name: str) -> Fault:
    meant = did_you_mean(name, LIMITS, told("verify-see-theory"))
    hint = told("fault-bracketed", text=meant, more=told("verify-limits-listed", names=listed(LIMITS)))
    return Place("").told("", name, "verify-fault-no-limit", hint)


def cases_of(names: Iterable[str], settings: Iterable[str] = ()) -> list[Case]:
    """Return the cases to check: the worked ones of the limits that are named, with the settings in them.

    Limits come once and in the order of the table, all if none is named; equal cases once. A setting ``key=value``
    holds for every limit that has the parameter.

    Raises
    ------
    ScenarioError
        With every name that is no limit, and every setting that is no ``key=value``, that no chosen limit has, that is
        out of its range, or that does not go together with the other values.
    """
    named = [name.strip() for name in names]
    unknown = [name for name in named if name.upper() not in LIMITS]
    given, unreadable = _split(settings)
    faults = [*map(_unknown_limit, unknown), *unreadable]
    wanted = {name.upper() for name in named} or set(LIMITS)
    limits = [limit for limit in LIMITS.values() if limit.id in wanted]
    # Whoever mistyped a name may have meant any limit.
    having = list(LIMITS.values()) if unknown else limits
    known = {name for limit in having for name in limit.names}
    faults += [_unknown(key, text, having) for key, text in given.items() if key not in known]
    cases: list[Case] = []
    for limit in limits:
        values, wrong = _values(limit, given)
        faults += wrong
        if not wrong:
            cases += (of_limit := _cases(limit, values))
            faults += _together(of_limit, values)
    if faults:
        raise ScenarioError(list({str(fault): fault for fault in faults}.values()))
    return cases


def _split(settings: Iterable[str]) -> tuple[dict[str, str], list[Fault]]:
    given: dict[str, str] = {}
    faults = []
    for setting in settings:
        key, equals, text = (part.strip() for part in setting.partition("="))
        if not key or not equals or not text:
            faults.append(Place(SOURCE).told("", setting, "verify-fault-setting"))
        elif key in given:
            faults.append(Place(SOURCE).told(key, text, "verify-fault-set-twice"))
        else:
            given[key] = text
    return given, faults


def _unknown(key: str, text: str, limits: Sequence[Limit]) -> Fault:
    names = {name: limit.id for limit in limits for name in limit.names}
    elsewhere = [limit.id for limit in LIMITS.values() if key in limit.names]
    lines = (f"{limit.id}{told('fault-colon')}{listed(limit.names)}" for limit in limits)
    problems = told("fault-semicolon").join(lines)
    meant = did_you_mean(key, names)
    if elsewhere:
        meant = told("verify-belongs", limits=listed(elsewhere))
    hint = (
        told("fault-bracketed", text=meant, more=problems)
        if meant
        else told("verify-parameters-of", limits=problems)
    )
    chosen = {"limits": listed(limit.id for limit in limits), "one": "one" if len(limits) == 1 else "many"}
    return Place(SOURCE).told(printable(key[:_LONGEST]), text, "verify-fault-no-parameter", hint, **chosen)


def _values(limit: Limit, given: Mapping[str, str]) -> tuple[dict[str, float], list[Fault]]:
    """Return the settings that a limit has, as numbers, and the faults of each by itself."""
    values: dict[str, float] = {}
    faults = []
    for parameter in limit.parameters:
        if parameter.name not in given:
            continue
        about = parameter.declared(limit.id, limit.worked[0][parameter.name])
        value = _typed(parameter, given[parameter.name])
        if value == math.inf and parameter.endless:
            values[parameter.name] = math.inf
            continue
        try:
            values[parameter.name] = check_of(about)(value)
        except ValueError:
            faults.append(value_fault(about, value, SOURCE, None))
    return values, faults


def _typed(parameter: Parameter, text: str) -> Any:
    """Return a text as a number if it can be read so, else unchanged."""
    if parameter.endless and text.lower() in ENDLESS:
        return math.inf
    return _neat(float(text)) if _NUMBER.fullmatch(text) else text


def _neat(value: float) -> float:
    """Return a whole number without decimals, as its reader wrote it."""
    return int(value) if value.is_integer() and abs(value) < LARGEST_NEAT else value


def _cases(limit: Limit, values: Mapping[str, float]) -> list[Case]:
    cases: list[Case] = []
    for worked in limit.worked:
        case = Case(limit, {**worked, **values})
        if all(case.values != other.values for other in cases):
            cases.append(case)
    return cases


def _together(cases: Sequence[Case], given: Mapping[str, float]) -> list[Fault]:
    faults = []
    for case in cases:
        for problem in case.limit.together(case.values):
            field, value = f"{case.limit.id}.{problem.name}", _neat(float(case[problem.name]))
            remedy = problem.remedy
            if problem.name not in given:
                remedy = told("verify-remedy-set-too", name=problem.name, remedy=remedy)
            faults.append(Fault(SOURCE, None, field, value, problem.message, remedy))
    return faults


def check(task: tuple[str, Values]) -> list[Finding]:
    """Return the findings of a case, given by its limit and its values: work for a process."""
    limit, values = LIMITS[task[0]], task[1]
    return limit.check(Case(limit, values))


# Limits along one of their parameters, for a figure -------------------------------------------------------------------

_MEMORY, _SPREAD, _EFFORT = "memory_principal", "sigma_percent", "effort_ratio"


def follow(limit: str) -> list[Point]:
    """Return a limit along its parameter, the others as in the first worked case; simulates every value.

    A limit whose worked cases are the curve has no such parameter and no points here.
    """
    about = LIMITS[limit]
    name, values = about.along
    cases = [Case(about, {**about.worked[0], name: value}, thorough=False) for value in values]
    checked = [(value, about.check(case)) for value, case in zip(values, cases, strict=True)]
    return [
        _point(next(one for one in lines if one.quantity == quantity), name, None, value)
        for quantity in about.quantities
        for value, lines in checked
    ]


def memories(findings: Sequence[Finding]) -> list[Point]:
    """Return the effort ratio along the principal's memory, for every spread of the environment, where it is found."""
    efforts = [finding for finding in findings if finding.quantity == _EFFORT]
    return [
        _point(one, _MEMORY, one.parameters[_SPREAD], one.parameters[_MEMORY])
        for spread in dict.fromkeys(finding.parameters[_SPREAD] for finding in efforts)
        for one in efforts
        if one.parameters[_SPREAD] == spread
    ]


def _point(finding: Finding, parameter: str, series: float | None, at: float) -> Point:
    where = float(at) if math.isfinite(at) else str(at)
    numbers = finite(finding.expected), finite(finding.simulated)
    return Point(finding.id, finding.quantity, parameter, series, where, *numbers)
