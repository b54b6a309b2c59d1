"""Every parameter of the model, declared once, in five groups."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from budgetsim.declarations.bureau import Bureau
from budgetsim.declarations.declare import ITEMS, LINKS, Declaration
from budgetsim.declarations.department import Department
from budgetsim.declarations.district import ARCHETYPES, District
from budgetsim.declarations.policy import Policy
from budgetsim.declarations.protocol import Protocol
from budgetsim.declarations.renamed import declare_former

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "ARCHETYPES",
    "GROUPS",
    "Bureau",
    "Declaration",
    "Department",
    "District",
    "Parameters",
    "Policy",
    "Protocol",
    "declarations",
    "declared",
    "levers_by_item",
    "levers_by_link",
    "parameters",
]

T = TypeVar("T")

PARAMETER_COLUMNS = (
    "name", "group", "symbol", "unit", "lower", "upper", "default", "meaning", "source", "basis", "kind", "choices",
    "by_department", "study_lower", "study_upper", "range_reason", "fixed",
)  # fmt: skip


GROUPS: dict[str, type[Any]] = {
    "policy": Policy,
    "department": Department,
    "bureau": Bureau,
    "district": District,
    "protocol": Protocol,
}


@dataclass(frozen=True)
class Parameters(Generic[T]):
    """The groups that stay fixed over a run; levers come year by year."""

    department: Department[T] = field(default_factory=Department)
    bureau: Bureau[T] = field(default_factory=Bureau)
    district: District[T] = field(default_factory=District)
    protocol: Protocol = field(default_factory=Protocol)


@cache
def declarations() -> dict[str, Declaration]:
    """Return every declaration by bare name, in the order of the groups.

    Raises
    ------
    TypeError
        If a field lacks a declaration or a bare name is used twice: a mistake of the programmer.
    """
    by_name: dict[str, Declaration] = {}
    for group, kind in GROUPS.items():
        for item in fields(kind):
            parts = item.metadata.get("declaration")
            if parts is None or item.default is MISSING or item.name in by_name:
                raise TypeError(f"{group}.{item.name} must be declared exactly once")
            by_name[item.name] = Declaration(name=item.name, group=group, default=item.default, **parts)
    return by_name


for _parameter in declarations().values():
    declare_former(_parameter.formerly, _parameter.name, _parameter.group)


def declared(name: str) -> Declaration:
    """Return the declaration of a bare name or of ``group.name``.

    Raises
    ------
    KeyError
        If no parameter has that name.
    """
    group, _, bare = name.rpartition(".")
    declaration = declarations()[bare]
    if group and group != declaration.group:
        raise KeyError(name)
    return declaration


def levers_by_link() -> dict[str, tuple[str, ...]]:
    """Return the levers by the link that they serve, in the order of the year."""
    return {link: tuple(item.name for item in declarations().values() if item.link == link) for link in LINKS}


def levers_by_item() -> dict[str, tuple[str, ...]]:
    """Return the levers that make an item of the administrative budget cost, by item; costs add up."""
    return {name: tuple(item.name for item in declarations().values() if item.pays == name) for name in ITEMS}


def parameters() -> pd.DataFrame:
    """Return every parameter: name, group, symbol, unit, lower, upper, default, meaning, source, basis and more.

    ``lower`` and ``upper`` are what is allowed; ``study_lower`` and ``study_upper`` the range that studies vary when
    they are given none, ``range_reason`` why it is that one, where anything is known; ``fixed`` why a number is not
    drawn with what is not known.
    """
    import pandas as pd

    rows = [
        {column: getattr(item, column) for column in PARAMETER_COLUMNS} for item in declarations().values()
    ]
    return pd.DataFrame(rows, columns=list(PARAMETER_COLUMNS))
