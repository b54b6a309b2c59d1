"""The factors of a study as a table: what was varied, over which values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from budgetsim.language import Language
from budgetsim.rounding import level
from budgetsim.studies.factors import Factor
from budgetsim.studies.table import Column, Table


@dataclass(frozen=True)
class VariedFactor:
    """A factor as an answer keeps it: what was varied, and over which values."""

    key: str
    role: str
    kind: str
    unit: str
    lower: float | None
    upper: float | None
    levels: tuple[bool | int | float | str, ...]


def varied(factor: Factor) -> VariedFactor:
    """Return a factor as an answer keeps it."""
    return VariedFactor(
        factor.key, factor.role, factor.kind, factor.unit, factor.lower, factor.upper, factor.levels
    )


def factor_table(factors: Iterable[tuple[str, VariedFactor]]) -> Table:
    """Return the table of factors, for readers of a report."""
    columns = [
        Column("factor", "term"),
        Column("key"),
        Column("role", "message"),
        Column("values"),
        Column("unit", "unit"),
    ]
    rows = [(name, one.key, f"table-{one.role}", values_of(one), one.unit) for name, one in factors]
    return Table("factors", columns, rows, _title, audience="report")


def _title(say: Language) -> str:
    return say("table-factors")


def values_of(factor: VariedFactor) -> str:
    """Return the values of a factor in a few words."""
    if factor.levels:
        return ", ".join(_value(value) for value in factor.levels)
    if factor.lower is None or factor.upper is None:
        return ""
    return f"{level(factor.lower)}–{level(factor.upper)}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return level(value) if isinstance(value, int | float) else str(value)
