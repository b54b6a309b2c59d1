"""What a student in a department's seat decides: six actions, each on a slider. Nothing is simulated here."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass

from budgetsim.app.room.errors import RoomError
from budgetsim.declarations import Department
from budgetsim.language import told

STEP, DIGITS = 0.01, 2
"""Of a slider, and the decimals that it has."""
LARGEST_EFFORT = 0.6
"""Some three times what departments of the status quo choose by themselves."""
Actions = tuple[tuple[str, float], ...]
PLAYED = ("effort_output", "effort_benefit", "sandbagging", "manipulation", "diversion", "concealment")
"""In the order of a seat's page; the year-end reserve is left to the department's clerks."""


@dataclass(frozen=True)
class Slider:
    """The ends of an action's slider."""

    lower: float
    upper: float


def sliders(d: Department[float]) -> dict[str, Slider]:
    """Return the sliders of a seat, as far as departments of a district can go."""
    return {
        "effort_output": Slider(0.0, LARGEST_EFFORT),
        "effort_benefit": Slider(0.0, LARGEST_EFFORT),
        "sandbagging": Slider(-d.sandbagging_max, d.sandbagging_max),
        "manipulation": Slider(0.0, d.manipulation_max),
        "diversion": Slider(0.0, d.diversion_max),
        "concealment": Slider(0.0, d.concealment_max),
    }


def check_actions(actions: Actions, d: Department[float]) -> None:
    """Make sure that actions are those of a seat, each within its range.

    Raises
    ------
    RoomError
        If one is missing, unknown, no number or out of its range; all faults are told at once.
    """
    values, ends = dict(actions), sliders(d)
    faults = [told("sides-fault-missing", action=name) for name in ends if name not in values]
    faults += [
        told("sides-fault-action", action=name, actions=", ".join(ends))
        for name in values
        if name not in ends
    ]
    faults += [
        told(
            "sides-fault-range", action=name, value=f"{values[name]:g}",
            lower=f"{end.lower:g}", upper=f"{end.upper:g}",
        )
        for name, end in ends.items()
        if name in values
        and not (math.isfinite(values[name]) and end.lower <= values[name] <= end.upper)
    ]  # fmt: skip
    if faults:
        raise RoomError(told("fault-semicolon").join(faults))


def on_sliders(values: Mapping[str, float], d: Department[float]) -> Actions:
    """Return the places on the sliders that lie nearest to what a department did."""
    return tuple(
        (name, min(end.upper, max(end.lower, round(values[name], DIGITS))))
        for name, end in sliders(d).items()
    )


def written(actions: Actions) -> str:
    """Return actions as they are kept."""
    return json.dumps(dict(actions))


def read(text: str) -> Actions:
    """Return actions as they were kept."""
    values = json.loads(text)
    return tuple((name, float(values[name])) for name in PLAYED)
