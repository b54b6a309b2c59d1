"""What columns, checks and batches of points need to know of them, whatever makes scenarios of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from budgetsim.scenario import Scenario
from budgetsim.studies.factors import Factor


class Varied(Protocol):
    """Scenarios that differ from their bases in the values of factors (``points.Points``)."""

    @property
    def bases(self) -> tuple[Scenario, ...]:
        """Scenarios from which points depart."""

    @property
    def factors(self) -> tuple[Factor, ...]:
        """What is varied."""

    @property
    def values(self) -> Mapping[str, Sequence[Any]]:
        """One column per factor."""

    @property
    def from_year(self) -> int | None:
        """Year of a reform that the levers are; ``None`` where they hold from the start."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names that were given; empty where points are numbered."""

    @property
    def scenario_names(self) -> Sequence[str]:
        """Names of all points."""

    def name(self, place: int) -> str:
        """Return the name of a point."""

    def row(self, place: int) -> dict[str, Any]:
        """Return the values of the factors at a point."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int) -> Scenario: ...
