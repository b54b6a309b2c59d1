"""The parts of a scenario that are no parameters: changes over time, and the user's own departments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Change:
    """Levers that move at the start of a year and stay until they move again.

    ``share`` of the departments are treated, chosen by ``assignment``: ``random`` (drawn with the traits of each
    seed, nested: a larger share contains the smaller), ``risk`` (those who are tempted most) or the name of an
    archetype. Year 1 is the first recorded year. ``levers`` maps bare names of ``policy`` to their new values.
    """

    year: int
    levers: Mapping[str, Any]
    share: float = 1.0
    assignment: str = "random"


@dataclass(frozen=True)
class Roster:
    """The user's own departments, in the order of the file; sizes and budgets are relative (any unit)."""

    names: tuple[str, ...]
    archetypes: tuple[str, ...]
    sizes: tuple[float, ...]
    budgets: tuple[float, ...]
