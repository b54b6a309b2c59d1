"""What the tests of comparative statics share: districts lived side by side, and how a difference is judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgetsim import Change, Scenario
from budgetsim.model.fiscal_year import Behaviour
from budgetsim.model.run import Run
from budgetsim.model.shocks import Shocks, TraitShocks, YearShocks
from budgetsim.model.state import Year
from budgetsim.model.timeline import LEVERS
from budgetsim.model.world import World
from budgetsim.numerics import Array

ROUNDING = 1e-11
"""What rounding may leave of a difference that is 0, relative to the largest value beside it."""


class Reordered(Shocks):
    """The same departments with the same luck and the same neighbours, listed in another order."""

    order: NDArray[np.intp]

    def __init__(self, order: Sequence[int], *arguments: Any, **about: Any) -> None:
        super().__init__(*arguments, **about)
        self.order = np.asarray(order)

    @property
    def traits(self) -> TraitShocks:
        return self._reordered(super().traits)

    def year(self, index: int) -> YearShocks:
        return self._reordered(super().year(index))

    def reordered_network(self, neighbours: NDArray[np.intp]) -> NDArray[np.intp]:
        return np.argsort(self.order)[neighbours[:, self.order]]

    def _reordered(self, draws: Any) -> Any:
        found = {item.name: getattr(draws, item.name) for item in fields(draws)}
        own = {
            name: value[..., self.order]
            for name, value in found.items()
            if value is not None and value.shape[-1] == self.departments
        }
        return replace(draws, **own)


def lived(
    scenarios: Sequence[Scenario],
    seeds: Iterable[int] = (0, 1),
    behaviour: Behaviour | None = None,
    shocks: Shocks | None = None,
) -> Iterator[tuple[World, Year]]:
    """The world and the closed books of every recorded year; scenarios are points that meet the same draws.

    They must agree on everything categorical. Use what comes at once: the world lives on.
    """
    run = Run(scenarios, seeds if shocks is None else shocks, behaviour=behaviour)
    if isinstance(shocks, Reordered):
        run.world.neighbours = shocks.reordered_network(run.world.neighbours)
    for books in run.recorded_years():
        yield run.world, books


def moved(base: Scenario, key: str, values: Sequence[float]) -> list[Scenario]:
    """The scenario with a parameter at several values: a lever by a reform in year 1, all else from the start."""
    if key not in LEVERS:
        return [base.replace(name=f"p{number}", **{key: value}) for number, value in enumerate(values)]
    return [
        replace(base, name=f"p{number}", changes=(*base.changes, Change(1, {key: value})))
        for number, value in enumerate(values)
    ]


def steps(x: Array) -> tuple[Array, float]:
    """Differences from point to point, and what rounding may leave of them."""
    return np.diff(x, axis=0), ROUNDING * max(1.0, float(np.abs(x).max()))
