"""What the lab takes from the declarations: links of levers, ends of sliders, units. No pages in here."""

from __future__ import annotations

from dataclasses import dataclass

from budgetsim.declarations import declarations, levers_by_link
from budgetsim.model.measures import OUTCOMES

LINKS = levers_by_link()
"""Levers by the link that they serve, in the order of the year."""
STEPS = 100
"""Steps of a slider, about."""


@dataclass(frozen=True)
class Bounds:
    """Ends and step of a slider."""

    lower: float
    upper: float
    step: float


def bounds_of(name: str, value: float) -> Bounds:
    """Return the slider of a parameter: the range that studies vary, widened to hold the value it has.

    Raises
    ------
    KeyError
        If no parameter has this name.
    ValueError
        If the parameter is no number.
    """
    declared = declarations()[name]
    if declared.study_range is None:
        raise ValueError(f"{name} is a {declared.kind}, not a number on a scale")
    lower, upper = declared.study_range
    lower, upper = min(lower, value), max(upper, value)
    if declared.kind == "integer" or name == "staff":
        return Bounds(lower, upper, 1.0)
    return Bounds(lower, upper, float(f"{(upper - lower) / STEPS:.1g}"))


def unit_of(name: str) -> str:
    """Return the unit of an outcome or parameter."""
    return OUTCOMES[name].unit if name in OUTCOMES else declarations()[name].unit


def is_share(name: str) -> bool:
    """Tell whether a parameter or outcome is a share, which people read in per cent."""
    unit = unit_of(name)
    return unit.startswith("share") or unit.endswith("probability")
