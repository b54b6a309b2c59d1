"""Limits along one of their parameters: closed forms and what simulation finds, for a figure."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import Any

from budgetsim.verification.finding import Finding
from budgetsim.verification.theory.limit import Case, Limit
from budgetsim.verification.theory.registry import LIMITS

COLUMNS = ("limit", "quantity", "parameter", "series", "at", "expected", "simulated")
_MEMORY, _SPREAD, _EFFORT = "memory_principal", "sigma_percent", "effort_ratio"
Row = dict[str, Any]


def curves(findings: Sequence[Finding]) -> list[Row]:
    """Return the limits that were checked, each along one parameter; simulates what was not.

    Parameters
    ----------
    findings
        What was found; its limits are followed, the other parameters as in the first worked case. Of a limit whose
        worked cases are the curve, the findings themselves are taken.

    Returns
    -------
    list of dict
        One row per limit × quantity × value: ``limit``, ``quantity``, ``parameter``, ``series`` (the spread of the
        environment in per cent where a limit has a line for each, else NaN), ``at`` (the parameter's value),
        ``expected``, ``simulated``.
    """
    limits = [LIMITS[name] for name in dict.fromkeys(finding.id for finding in findings) if name in LIMITS]
    return [
        row
        for limit in limits
        for row in (
            _along(limit) if limit.along[0] else _memories([one for one in findings if one.id == limit.id])
        )
    ]


def _along(limit: Limit) -> list[Row]:
    """Follow the quantities of a limit along its parameter."""
    name, values = limit.along
    cases = [Case(limit, {**limit.worked[0], name: value}, thorough=False) for value in values]
    found = [(value, limit.check(case)) for value, case in zip(values, cases, strict=True)]
    return [
        _row(next(one for one in lines if one.quantity == quantity), name, nan, value)
        for quantity in limit.quantities
        for value, lines in found
    ]


def _memories(findings: Sequence[Finding]) -> list[Row]:
    """Follow the effort ratio along the principal's memory, for every spread of the environment."""
    efforts = [finding for finding in findings if finding.quantity == _EFFORT]
    return [
        _row(one, _MEMORY, one.parameters[_SPREAD], one.parameters[_MEMORY])
        for spread in dict.fromkeys(finding.parameters[_SPREAD] for finding in efforts)
        for one in efforts
        if one.parameters[_SPREAD] == spread
    ]


def _row(finding: Finding, parameter: str, series: float, at: float) -> Row:
    values = (finding.id, finding.quantity, parameter, series, at, finding.expected, finding.simulated)
    return dict(zip(COLUMNS, values, strict=True))
