"""Candidates are simulated, observed as the data are, and stored.

Of simulated districts there are as many units as in the data, and of each only what is known of its counterpart. What
every piece of a batch showed is one small file under ``evaluations/``, named after its points, so that files do not
depend on the number of workers; a file that is damaged is made anew. A calibration that was killed goes the same way
again, reading.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from budgetsim.kinds.calibrate.problem import Problem
from budgetsim.language import told
from budgetsim.model.panel import DEPARTMENT_COLUMNS
from budgetsim.model.simulation import Job, run_job
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario
from budgetsim.studies.errors import StudyError
from budgetsim.studies.executors import Workers
from budgetsim.studies.files import in_words, remove_temporary, write_whole
from budgetsim.studies.identity import model_digest
from budgetsim.studies.moments import Moment, measure, named
from budgetsim.studies.panel_data import SEEN, Panel
from budgetsim.studies.runner import Progress

COVERED = "evaluated"
_COLUMNS = [list(DEPARTMENT_COLUMNS).index(name) for name in (*SEEN.values(), COVERED)]
EVALUATIONS = "evaluations"
PIECE = 4
"""Points in one piece of a batch: small enough that all workers of a machine have some of a step's points."""


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
    """Points to simulate, how they are observed, and the moments wanted; picklable."""

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
        raise StudyError(told("study-worker-version"))
    return order.number, simulated_moments(order)


def simulated_moments(order: Order) -> Array:
    """Return the moments of every copy of every point, (point, copy, moment).

    A copy is made of whole districts with seeds of their own, so copies are independent draws of the data; every point
    meets the same seeds.
    """
    wanted = named(order.moments)
    moments = []
    for table in _tables(order):
        per_copy = order.masks.districts(table.shape[2])
        copies = table.reshape(-1, per_copy, *table.shape[1:])
        panels = [order.masks.seen(copy) for copy in copies]
        measured = last_year if order.last else measure
        moments.append([measured(panel, wanted) for panel in panels])
    return np.array(moments)


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


@dataclass(frozen=True)
class Tried:
    """One candidate of the search: where it was tried, its share of every range, and its moments."""

    stage: str
    copies: int
    shares: Array
    moments: Array


@dataclass
class Evaluator:
    """Simulates candidates, or reads the results of an earlier call."""

    problem: Problem
    directory: Path
    pool: Workers
    progress: Progress | None = None
    planned: int = 0
    """Runs that the whole calibration is expected to take; a guess that is mended as it goes."""
    stage: str = ""
    tried: list[Tried] = field(default_factory=list)
    _done: int = 0

    def __post_init__(self) -> None:
        place = self.directory / EVALUATIONS
        with in_words(self.directory, "evaluations"):
            place.mkdir(exist_ok=True)
            remove_temporary(place)

    def moments(self, shares: Array) -> Array:
        """Return the moments of candidates, means over the copies of the search; (point, moment).

        Raises
        ------
        StudyError
            If a fitted moment is undefined in all copies of a candidate.
        """
        means = self._means(shares, self.problem.target.copies)
        if np.isnan(means[:, : self.problem.fitted]).any():
            raise StudyError(self.undefined)
        return means

    def expect(self, candidates: int) -> None:
        """Take note that so many candidates are still to come, for the progress that is told."""
        runs = candidates * len(self.problem.seeds)
        self.planned = max(self.planned, self._done + runs)

    def screened(self, shares: Array, copies: int) -> Array:
        """Return the same, means over the first few copies; NaN where a moment is undefined in all of them."""
        return self._means(shares, copies)

    @property
    def undefined(self) -> str:
        """What to say of a fitted moment that simulated panels do not yield."""
        fitted = np.array([one.moments[: self.problem.fitted] for one in self.tried])
        name = self.problem.moments[int(np.isnan(fitted).mean(axis=0).argmax())].name
        return told("calibrate-fault-undefined", moment=name)

    def _means(self, shares: Array, copies: int) -> Array:
        panel = self.problem.panel
        masks = Masks.of(panel)
        per_copy = masks.districts(self.problem.target.scenario.district.departments)
        seeds = self.problem.seeds[: copies * per_copy]
        means = mean_over_copies(self._batch(shares, masks, seeds, last=False))
        self.tried += [
            Tried(self.stage, copies, one, moment)
            for one, moment in zip(np.atleast_2d(shares), means, strict=True)
        ]
        return means

    def copies(self, shares: Array, count: int, *, hold_out: bool = False) -> Array:
        """Return the moments of each of some fresh copies, (point, copy, moment).

        ``hold_out`` simulates the held-out year too and returns moments of that year alone.
        """
        panel = self.problem.whole.panel if hold_out else self.problem.panel
        masks = Masks.of(panel)
        per_copy = masks.districts(self.problem.target.scenario.district.departments)
        seeds = self.problem.fresh_seeds(len(panel))[: count * per_copy]
        return self._batch(shares, masks, seeds, last=hold_out)

    def _batch(self, shares: Array, masks: Masks, seeds: tuple[int, ...], *, last: bool) -> Array:
        shares = np.atleast_2d(shares)
        pieces = [shares[start : start + PIECE] for start in range(0, len(shares), PIECE)]
        files = [self._file(piece, len(seeds), last=last) for piece in pieces]
        results = {number: values for number, file in enumerate(files) if (values := _read(file)) is not None}
        # Told only once something is simulated: a message about every file that is read would help nobody.
        self._done += sum(len(pieces[number]) for number in results) * len(seeds)
        if len(results) < len(pieces):
            self._tell()
        orders = self._orders(pieces, results.keys(), masks, seeds, last=last)
        for number, values in self.pool.map(run_order, orders):
            with in_words(self.directory, "evaluations"):
                write_whole(files[number], _written(values))
            results[number] = values
            self._done += len(pieces[number]) * len(seeds)
            self._tell()
        return np.concatenate([results[number] for number in range(len(pieces))])

    def _orders(
        self, pieces: list[Array], there: Container[int], masks: Masks, seeds: tuple[int, ...], *, last: bool
    ) -> Iterator[Order]:
        names = tuple(one.name for one in self.problem.moments)
        for number, piece in enumerate(pieces):
            if number not in there:
                scenarios = self.problem.scenarios(piece, new_year=last)
                yield Order(number, scenarios, seeds, masks, names, last, model_digest())

    def _file(self, piece: Array, seeds: int, *, last: bool) -> Path:
        """Return the file of a piece: named after its points, how often each is simulated, and what is looked at."""
        key = hashlib.sha256(
            repr((seeds, last, piece.shape)).encode() + np.ascontiguousarray(piece).tobytes()
        )
        return self.directory / EVALUATIONS / f"{key.hexdigest()[:24]}.json"

    def _tell(self) -> None:
        if self.progress:
            self.progress(self._done, max(self.planned, self._done + 1))


def mean_over_copies(values: Array) -> Array:
    """Return means of moments (point, copy, moment) over the copies in which they are defined; NaN if in none."""
    known = np.isfinite(values)
    count = known.sum(axis=1)
    return np.asarray(
        np.where(count, np.where(known, values, 0.0).sum(axis=1) / np.maximum(count, 1), np.nan)
    )


def _written(values: Array) -> bytes:
    """Return moments as JSON that reads back to the same bits, with a checksum."""
    cells = values.astype(object)
    cells[~np.isfinite(values)] = None
    document = {"moments": cells.tolist(), "sha256": _checksum(json.dumps(cells.tolist()))}
    return json.dumps(document).encode() + b"\n"


def _read(file: Path) -> Array | None:
    """Return the moments in a file, or ``None`` if it is not there or damaged."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        document = json.loads(file.read_text(encoding="utf-8"))
        if document["sha256"] == _checksum(json.dumps(document["moments"])):
            return np.array(document["moments"], dtype=np.float64)
    return None


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
