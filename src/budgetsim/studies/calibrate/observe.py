"""Simulated districts seen as the data are: as many units, and of each only what is known of its counterpart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from budgetsim.batch import Job, run_job
from budgetsim.numerics import Array
from budgetsim.panel import DEPARTMENT_COLUMNS
from budgetsim.scenario import Scenario
from budgetsim.studies.calibrate.moments import Moment, measure, named
from budgetsim.studies.calibrate.panel import Panel
from budgetsim.studies.errors import StudyError
from budgetsim.studies.identity import model_digest

SEEN = {
    "self_score": "self_score",
    "external_score": "external_score",
    "approved": "allocation",
    "adjusted": "budget",
    "executed": "spent",
}
"""Column of the model's yearly panel for each observed quantity: approved is the allocation without money kept from
last year, adjusted the budget with it and with July's moves, executed what was spent of it."""
COVERED = "evaluated"
_COLUMNS = [list(DEPARTMENT_COLUMNS).index(name) for name in (*SEEN.values(), COVERED)]


@dataclass(frozen=True)
class Masks:
    """What is known of every unit in every year of the data, (unit, year) each."""

    years: tuple[int, ...]
    known: dict[str, NDArray[np.bool_]]
    present: NDArray[np.bool_]
    top: float
    net_of_years: bool = False

    @classmethod
    def of(cls, panel: Panel) -> Masks:
        """Return the masks of a panel."""
        known = {name: np.isfinite(getattr(panel, name)) for name in SEEN}
        return cls(panel.years, known, panel.present, panel.top, panel.net_of_years)

    @property
    def units(self) -> int:
        """Units of the data."""
        return len(self.present)

    def districts(self, departments: int) -> int:
        """Districts that have together at least as many departments as the data have units."""
        return -(-self.units // departments)

    def seen(self, table: Array) -> Panel:
        """Return one copy of the data's units as it would have been observed.

        Parameters
        ----------
        table
            Panel of whole districts, (district, year, department, column), columns as in ``SEEN``, then coverage. The
            first departments stand for the data's units, one each; a unit's gaps become its counterpart's.
        """
        flat = table.transpose(3, 0, 2, 1).reshape(table.shape[3], -1, table.shape[1])[:, : self.units]
        values = {name: np.where(self.known[name], flat[place], np.nan) for place, name in enumerate(SEEN)}
        return Panel(
            self.years,
            present=self.present,
            covered=(flat[len(SEEN)] > 0.0) & self.present,
            top=self.top,
            net_of_years=self.net_of_years,
            **values,
        )


@dataclass(frozen=True)
class Order:
    """Points to simulate, how they are observed, and which moments are wanted; picklable."""

    number: int
    scenarios: tuple[Scenario, ...]
    seeds: tuple[int, ...]
    masks: Masks
    moments: tuple[str, ...]
    last: bool
    """Moments of the last year alone, each over as many years as one observation spans."""
    model: str
    """Digest of the model's source that the calibration was planned with."""


def run_order(order: Order) -> tuple[int, Array]:
    """Return the number of an order and its moments, (point, copy, moment).

    Raises
    ------
    StudyError
        If this worker has another version of the model.
    """
    if order.model != model_digest():
        raise StudyError(
            "this worker has another version of budgetsim than the process that planned the calibration"
        )
    return order.number, simulated_moments(order)


def simulated_moments(order: Order) -> Array:
    """Return the moments of every copy of every point, (point, copy, moment).

    A copy is made of whole districts with seeds of their own, so copies are independent draws of the data; every point
    meets the same seeds.
    """
    wanted = named(order.moments)
    found = []
    for table in _tables(order):
        per_copy = order.masks.districts(table.shape[2])
        copies = table.reshape(-1, per_copy, *table.shape[1:])
        panels = [order.masks.seen(copy) for copy in copies]
        measured = last_year if order.last else measure
        found.append([measured(panel, wanted) for panel in panels])
    return np.array(found)


def last_year(panel: Panel, wanted: Sequence[Moment], back: int = 0) -> Array:
    """Return moments of the last year, or of some years before it: each over the years that one observation spans.

    NaN where the panel is too short.
    """
    end = len(panel.years) - back
    return np.array([one(panel.window(end - one.span, end)) if end >= one.span else np.nan for one in wanted])


def _tables(order: Order) -> list[Array]:
    """Return what is seen of every point's departments, (seed, year, department, column) each."""
    years = len(order.masks.years)
    job = Job(order.scenarios, (years,) * len(order.scenarios), order.seeds)
    tables = [
        np.empty((len(order.seeds), years, scenario.district.departments, len(_COLUMNS)))
        for scenario in order.scenarios
    ]
    for done in run_job(job, departments=True):
        if done.departments is not None:
            for place, point in enumerate(done.chunk.points):
                tables[point][list(done.chunk.seeds)] = done.departments[place][..., _COLUMNS]
    return tables
