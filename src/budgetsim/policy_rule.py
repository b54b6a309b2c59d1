"""Rules that set next year's levers from what the bureau has seen: for students, optimisers, learning algorithms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from budgetsim.declarations.renamed import current
from budgetsim.language import told
from budgetsim.principal.view import BureauView, bureau_view
from budgetsim.scenario import Scenario, ScenarioError
from budgetsim.scenario_files.changes import ALL
from budgetsim.timeline import YearPolicy
from budgetsim.world import World

PolicyRule = Callable[[BureauView], Mapping[str, Any]]

_EXAMPLE = "{'monitoring_intensity': 0.3}"


class RuledPolicy:
    """Applies a policy rule at the end of each year; levers that it has set stay until it sets them again."""

    def __init__(self, scenario: Scenario, rule: PolicyRule | None) -> None:
        self._scenario = scenario
        self._rule = rule
        self._set: dict[str, Any] = {}

    def apply(self, planned: YearPolicy) -> YearPolicy:
        """Return the scenario's policy for a year with the rule's levers on top."""
        if not self._set:
            return planned
        layers = {name: layer for name, layer in planned.layers.items() if name not in self._set}
        return YearPolicy({**planned.values, **self._set}, layers)

    def observe(self, world: World, year: int) -> None:
        """Show the bureau's view of the last closed year to the rule, if there is one, and check what it wants.

        Raises
        ------
        ScenarioError
            If the rule names no lever, or a value out of its range.
        """
        if self._rule is None:
            return
        wanted = self._rule(last_view(world, year))
        if not isinstance(wanted, Mapping):
            raise ScenarioError(told("fault-policy-rule", type=type(wanted).__name__, example=_EXAMPLE))
        levers = {_lever(name): _plain(value) for name, value in wanted.items()}
        checked = self._scenario.placed(**levers)
        self._set.update({name: getattr(checked.policy, name) for name in map(current, wanted)})


def _lever(name: Any) -> str:
    """Return the parameter that a rule names.

    A rule moves levers from next year on; names such as staff@all, which speak of all years, are none.
    """
    key = f"policy.{name}"
    return key.replace(ALL, told("fault-all-years")) if ALL in key else key


def last_view(world: World, year: int) -> BureauView:
    """Return what the bureau of a single run knows after the last closed year."""
    books = world.closed
    if books is None:
        raise ValueError(told("fault-no-year"))
    return bureau_view(
        world.bureau, books.levers, books.programme, books.messages, books.targets, books.use, year
    )


def _plain(value: Any) -> Any:
    """NumPy scalars as Python numbers; everything else as it is, for the check to judge."""
    return value.item() if hasattr(value, "item") and getattr(value, "ndim", 1) == 0 else value
