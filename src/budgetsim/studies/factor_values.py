"""Values of a factor as they are written, on the command line or in a file, read into what its parameter allows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from budgetsim.declarations import Declaration, declarations
from budgetsim.scenario_files.faults import Fault, ScenarioError, kind_of
from budgetsim.scenario_files.names import did_you_mean, parameter_hint, unknown
from budgetsim.scenario_files.reach import ALL
from budgetsim.scenario_files.values import check_of, value_fault

MOST_LEVELS = 100_000
"""Levels of one factor beyond which a mistyped count is more likely than a wish."""
SPEC = "start:stop:count (levels), start:stop (a range to draw from), or a list a,b,c; nothing: its range in studies"


@dataclass(frozen=True)
class Place:
    """Where a factor is written, for faults: a flag, or a file and a line."""

    source: str
    line: int | None = None

    def fault(self, name: str, value: Any, message: str, hint: str = "") -> Fault:
        """Return a fault at this place."""
        return Fault(self.source, self.line, name, value, message, hint)


def about_key(about: Declaration) -> str:
    """Name of a parameter with its group."""
    return f"{about.group}.{about.name}"


def declaration_of(key: str, place: Place) -> Declaration:
    """Return the declaration of a parameter that can be varied, by bare or dotted name.

    Raises
    ------
    ScenarioError
        If there is none.
    """
    if key.endswith(ALL):
        message = f"{ALL} is not taken here"
        raise ScenarioError(place.fault(key, None, message, "vary the lever by itself, or fix it with [set]"))
    group, _, bare = key.rpartition(".")
    about = declarations().get(bare)
    if about is None or group not in ("", about.group):
        hint = parameter_hint(key, group) if key else f"write KEY=VALUES; values: {SPEC}"
        raise ScenarioError(place.fault(key, None, unknown(key), hint))
    if about.kind == "text":
        raise ScenarioError(place.fault(key, None, "a text cannot be varied", "vary the scenario instead"))
    return about


def range_of(about: Declaration, values: Any, place: Place) -> tuple[Any, Any, int | None]:
    """Return ends and count if a range is meant; all ``None`` for a list.

    Raises
    ------
    ScenarioError
        If it is written as a range, but is none.
    """
    if values is None:
        low, high = about.study_range or (None, None)
        return low, high, None
    if isinstance(values, Mapping):
        odd = [name for name in values if name not in ("lower", "upper", "count")]
        if odd or "lower" not in values or "upper" not in values:
            hint = did_you_mean(str(odd[0]), ("lower", "upper", "count")) if odd else ""
            message = f"unknown key {odd[0]!r}" if odd else "a range needs lower and upper"
            raise ScenarioError(place.fault(about_key(about), None, message, hint))
        count = values.get("count")
        return values["lower"], values["upper"], None if count is None else _count(about, count, place)
    if not isinstance(values, str) or ":" not in values:
        return None, None, None
    pieces = [piece.strip() for piece in values.split(":")]
    if len(pieces) > 3 or not all(pieces):
        raise ScenarioError(place.fault(about_key(about), values, "no range", f"write {SPEC}"))
    low, high = (_typed(about, piece) for piece in pieces[:2])
    return low, high, _count(about, pieces[2], place) if len(pieces) == 3 else None


def _count(about: Declaration, given: Any, place: Place) -> int:
    count = given
    if isinstance(given, str):
        digits = given.strip().lstrip("0")
        is_moderate = digits.isascii() and digits.isdigit() and len(digits) <= len(str(MOST_LEVELS))
        count = int(digits) if is_moderate else None
    if type(count) is not int or not 2 <= count <= MOST_LEVELS:
        message = f"the count of levels must be a whole number from 2 to {MOST_LEVELS}"
        raise ScenarioError(place.fault(about_key(about), given, message))
    return count


def spaced(about: Declaration, low: float, high: float, count: int, place: Place) -> tuple[Any, ...]:
    """Return equally spaced levels; of whole numbers all must be whole.

    Raises
    ------
    ScenarioError
        If they are not, or the levels cannot be told apart.
    """
    # Rounded to what a reader would write: 0.3 instead of 0.30000000000000004.
    inner = [float(f"{value:.12g}") for value in np.linspace(low, high, count)[1:-1]]
    levels = [float(low), *inner, float(high)]
    if any(first >= second for first, second in pairwise(levels)):
        message = f"{low!r} and {high!r} are too close to each other for {count} levels"
        raise ScenarioError(place.fault(about_key(about), None, message))
    if about.kind == "integer" and any(not level.is_integer() for level in levels):
        most = int(high - low) + 1
        fitting = [n for n in range(2, most + 1) if int(high - low) % (n - 1) == 0]
        hint = f"counts that give whole numbers: {', '.join(map(str, fitting[:8]))}" if fitting else ""
        message = f"{count} levels from {low:g} to {high:g} are not whole numbers"
        raise ScenarioError(place.fault(about_key(about), None, message, hint))
    return tuple(int(level) if about.kind == "integer" else level for level in levels)


def as_list(values: Any, about: Declaration, place: Place) -> list[Any]:
    """Return a text with commas, a list or a number as a list of raw values.

    Raises
    ------
    ScenarioError
        If it is something else, or a value is missing.
    """
    if isinstance(values, str):
        pieces = [piece.strip() for piece in values.split(",")]
        if not all(pieces):
            message = "a value is missing before or after a comma"
            raise ScenarioError(place.fault(about_key(about), values, message, f"write {SPEC}"))
        return [_typed(about, piece) for piece in pieces]
    if isinstance(values, Sequence):
        return list(values)
    if isinstance(values, int | float) and not isinstance(values, bool):
        return [values]
    raise ScenarioError(
        place.fault(about_key(about), values, f"{kind_of(values)}, no values", f"write {SPEC}")
    )


def levels_of(about: Declaration, values: Sequence[Any], place: Place) -> tuple[Any, ...]:
    """Return raw values as levels.

    Raises
    ------
    ScenarioError
        If there is none, one comes twice, or with every value that is not allowed.
    """
    levels = checked(about, values, place)
    seen: set[Any] = set()
    twice = next((value for value in levels if value in seen or seen.add(value)), None)  # type: ignore[func-returns-value]
    if twice is not None:
        raise ScenarioError(place.fault(about_key(about), twice, "the same level twice"))
    if not levels:
        raise ScenarioError(place.fault(about_key(about), None, "no levels", f"write {SPEC}"))
    return tuple(levels)


def checked(about: Declaration, values: Sequence[Any], place: Place) -> list[Any]:
    """Return values as the declaration wants them.

    Raises
    ------
    ScenarioError
        With the faults of all of them.
    """
    found, faults = [], []
    for value in values:
        try:
            found.append(check_of(about)(value))
        except ValueError:
            faults.append(value_fault(about, value, place.source, place.line))
    if faults:
        raise ScenarioError(faults)
    return found


def _typed(about: Declaration, text: str) -> Any:
    """Return a text of the command line as what the declaration asks for, if it can be read so."""
    if about.kind == "choice":
        return next((option for option in about.choices if str(option) == text), text)
    try:
        value = float(text)
    except ValueError:
        return text
    return value if math.isfinite(value) else text
