"""A scenario: parameters, reforms over time, and where they came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from budgetsim.parameters import Bureau, Department, District, Parameters, Policy, Protocol


class ScenarioError(ValueError):
    """A scenario is wrong; the message lists every fault."""


@dataclass(frozen=True)
class Change:
    """Levers that move at the start of a year and stay until they move again.

    ``share`` of the departments are treated, chosen by ``assignment``: ``random`` (drawn with the traits of each
    seed, nested: a larger share contains the smaller) or the name of an archetype.
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


@dataclass(frozen=True)
class Scenario:
    """One resolved scenario; not iterable, so that Mesa's batch runner takes it as one value."""

    name: str = "default"
    description: str = ""
    extends: str = ""
    policy: Policy[float] = field(default_factory=Policy)
    department: Department[float] = field(default_factory=Department)
    bureau: Bureau[float] = field(default_factory=Bureau)
    district: District[float] = field(default_factory=District)
    protocol: Protocol = field(default_factory=Protocol)
    changes: tuple[Change, ...] = ()
    roster: Roster | None = None

    @property
    def parameters(self) -> Parameters[float]:
        """The groups that stay fixed over a run."""
        return Parameters(self.department, self.bureau, self.district, self.protocol)
