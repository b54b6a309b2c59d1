"""The answer of a sweep: outcomes at its points and at the levels of its factors, and where they are best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.kinds.sweep.best import Best, Value
from budgetsim.kinds.sweep.design import CONFOUNDED
from budgetsim.kinds.sweep.swept import points_as_factor
from budgetsim.scenario import Money
from budgetsim.studies.answer import Answer
from budgetsim.studies.factors import Factor, column_of
from budgetsim.studies.money import ACCOUNT, interval_in_money
from budgetsim.studies.states import FEW
from budgetsim.studies.table import Interval

if TYPE_CHECKING:
    import pandas as pd

MOST_POINTS = 10_000
"""Points that are spelled out; of more, the answer has the levels, and ``points.parquet`` the points."""


@dataclass(frozen=True)
class Cell:
    """A mean and its 95 % interval; without one under a single seed."""

    mean: float | None
    low: float | None
    high: float | None

    @property
    def interval(self) -> Interval:
        """What tables show."""
        return Interval(self.mean, self.low, self.high)


@dataclass(frozen=True)
class Point:
    """A point: its name, the values of the factors, and the outcomes over the last years and over seeds."""

    scenario: str
    factors: Mapping[str, Value]
    outcomes: Mapping[str, Cell]


@dataclass(frozen=True)
class Level:
    """An outcome over all points that share a level of a factor.

    ``points`` is their number; ``over`` what the interval is over: ``seeds``, ``states`` or ``runs``.
    """

    factor: str
    level: Value
    outcome: str
    mean: float | None
    low: float | None
    high: float | None
    points: int
    over: str

    @property
    def interval(self) -> Interval:
        """What tables show."""
        return Interval(self.mean, self.low, self.high)


@dataclass(frozen=True)
class DrawnLevel:
    """An outcome over all points that share a level of a factor, over draws of parameters.

    ``over_draws`` holds ``median``, ``mean``, ``low`` and ``high`` (the middle 90 % of draws); ``difference`` is that
    from the level that the scenario has, as ``kinds.scenarios.drawn`` tells differences, and ``None`` at that level.
    """

    factor: str
    level: Value
    outcome: str
    over_draws: Mapping[str, float | None]
    difference: Mapping[str, Any] | None


@dataclass(frozen=True)
class Response:
    """Which way an outcome goes along a factor that is a number, in shares of draws, and where it is best.

    It ``rises`` or ``falls`` from every level to the next, ``turns``, or ``hardly_matters`` (within a hundredth of the
    outcome's level). ``median``, ``low`` and ``high`` are those of the best level over draws in which it matters
    (``None`` if it does in none); it lies at the start of the levels, inside or at their end. ``structures`` has the
    first four shares under other structures of the model.
    """

    factor: str
    outcome: str
    rises: float
    falls: float
    turns: float
    hardly_matters: float
    median: float | None
    low: float | None
    high: float | None
    at_start: float
    inside: float
    at_end: float
    structures: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class BestElsewhere:
    """Where an outcome is best under a structure, whether that is the same, and in which share of draws the same is."""

    at: Mapping[str, Value]
    is_same: bool
    share: float


@dataclass(frozen=True)
class DrawnBest:
    """Where an outcome is best on average over draws: the point (or the levers alone, without a name), and its values.

    ``median``, ``low`` and ``high`` are those of the outcome there; ``share`` is that of draws in which it is first,
    and ``rivals`` the number of others, of ``others``, that are not behind it in nearly all draws.
    """

    point: str
    at: Mapping[str, Value]
    median: float | None
    low: float | None
    high: float | None
    share: float
    rivals: int
    others: int
    structures: Mapping[str, BestElsewhere]


@dataclass(frozen=True)
class Drawn:
    """What is known of a sweep over draws of parameters.

    ``points`` and ``differences`` hold cells by point and outcome as ``kinds.scenarios.drawn`` makes them, those with
    declared parameters under ``point``; differences are from ``reference``, the point at which every factor is what the
    scenario has, or the first where there is none (``is_own`` tells which). Both are ``None`` where points are too many
    to be spelled out.
    """

    draws: int
    drawn_from: str
    drawn: tuple[str, ...]
    structures: tuple[str, ...]
    reference: str
    is_own: bool
    points: Mapping[str, Mapping[str, Mapping[str, Any]]] | None
    differences: Mapping[str, Mapping[str, Mapping[str, Any]]] | None
    levels: tuple[DrawnLevel, ...]
    responses: tuple[Response, ...]
    best: Mapping[str, DrawnBest]


@dataclass(frozen=True, repr=False)
class SweepAnswer(Answer):
    """What happened at every point of a design."""

    outcomes: tuple[str, ...]
    factors: tuple[Mapping[str, Any], ...]
    """As ``Factor.to_dict`` writes them."""
    points: tuple[Point, ...] | None
    levels: tuple[Level, ...]
    runs: int
    seeds: tuple[int, ...]
    years: int
    name: str
    design: str
    uncertainty_design: str | None
    common_seeds: bool
    best: Mapping[str, Best]
    """Where each outcome is best."""
    drawn: Drawn | None = field(default=None, kw_only=True)
    """What is known over draws of parameters, beside all else, which holds with declared ones."""
    is_undrawn: bool = field(default=False, kw_only=True)
    """Whether points were too many for draws, of which nobody had said anything."""
    money: Money | None = field(default=None, kw_only=True)
    """Money in which values of all departments together are told beside those per department."""

    @property
    def size(self) -> int:
        """Number of points."""
        if self.points is not None:
            return len(self.points)
        return self.runs // len(self.seeds) // self.states

    @property
    def states(self) -> int:
        """States of the world that each point met: one where parameters are as declared."""
        if self.drawn is None:
            return 1
        return 1 + self.drawn.draws + len(self.drawn.structures) * min(FEW, self.drawn.draws)

    @property
    def varied(self) -> tuple[Factor, ...]:
        """The factors."""
        return tuple(map(Factor.from_dict, self.factors))

    @property
    def is_confounded(self) -> bool:
        """Whether factors move together, so that points are compared and not levels."""
        return self.design in CONFOUNDED

    @property
    def compared(self) -> tuple[Factor, ...]:
        """The factors whose levels are compared: where factors move together, the points themselves."""
        if not self.is_confounded:
            return self.varied
        return (points_as_factor(list(dict.fromkeys(str(row.level) for row in self.levels))),)

    def best_value(self, outcome: str) -> Interval:
        """Return the value of an outcome where it is best: over draws of parameters where there are any."""
        if self.drawn is None:
            return self.best[outcome].value
        best = self.drawn.best[outcome]
        return Interval(best.median, best.low, best.high)

    def to_dict(self) -> dict[str, Any]:
        """As ``Answer.to_dict``; what is not told of draws is not there."""
        document = super().to_dict()
        if self.money is not None:
            document["money"]["best"] = {
                name: vars(interval_in_money(self.best_value(name), self.money))
                for name in self.outcomes
                if name in ACCOUNT
            }
        return {key: value for key, value in document.items() if value or key not in ("drawn", "is_undrawn")}


def frame_of_levels(answer: SweepAnswer) -> pd.DataFrame:
    """Return the levels as ``point_table.level_effects`` returns them.

    Over draws of parameters ``draws_low`` and ``draws_high`` are the ends of the middle 90 % of them.
    """
    import pandas as pd

    columns = ["factor", "level", "outcome", "mean", "low", "high", "points", "over"]
    frame = pd.DataFrame(
        {
            key: pd.Series(
                [getattr(row, key) for row in answer.levels], dtype=object if key == "level" else None
            )
            for key in columns
        }
    )
    ends = {"mean": float, "low": float, "high": float}
    if answer.drawn is None:
        return frame.astype(ends)
    drawn = {(level_key(row), row.outcome): row.over_draws for row in answer.drawn.levels}
    own = [drawn[level_key(row), row.outcome] for row in answer.levels]
    for end in ("low", "high"):
        frame[f"draws_{end}"] = np.array([cell[end] for cell in own], dtype=np.float64)
    return frame.astype(ends)


def level_key(row: Level | DrawnLevel) -> tuple[str, str, Value]:
    """Return the level that a row is about; by kind of value too, since True and 1.0 would count as one."""
    return row.factor, type(row.level).__name__, row.level


def frame_of_known(answer: SweepAnswer) -> pd.DataFrame | None:
    """Return the median of the first outcome at every point over draws, and the share of draws in which it is better.

    The point that others are compared with has no share. ``None`` where nothing is known of points over draws.
    """
    import pandas as pd

    known = answer.drawn
    if known is None or known.points is None:
        return None
    outcome, differences = answer.outcomes[0], known.differences or {}
    rows = [
        (point, cells[outcome]["median"], differences.get(point, {}).get(outcome, {}).get("share_better"))
        for point, cells in known.points.items()
    ]
    return pd.DataFrame(rows, columns=["scenario", "median", "share"]).astype(
        {"median": float, "share": float}
    )


def frame_of_points(answer: SweepAnswer, directory: Path | None) -> pd.DataFrame | None:
    """Return the points as ``point_table.point_table`` does; ``None`` where there are too many and none are kept."""
    import pandas as pd

    factors = answer.varied
    if answer.points is None:
        file = None if directory is None else directory / "points.parquet"
        if file is None or not file.is_file():
            return None
        ends = [outcome + end for outcome in answer.outcomes for end in ("", "_low", "_high")]
        return pd.read_parquet(file, columns=["scenario", *map(column_of, factors), *ends])
    rows = []
    for point in answer.points:
        row: dict[str, Any] = {"scenario": point.scenario}
        row |= {column_of(factor): point.factors[factor.name] for factor in factors}
        for name, cell in point.outcomes.items():
            row |= {name: cell.mean, f"{name}_low": cell.low, f"{name}_high": cell.high}
        rows.append(row)
    frame = pd.DataFrame(rows)
    numbers = [name + end for name in answer.outcomes for end in ("", "_low", "_high")]
    return frame.astype(dict.fromkeys(numbers, float))


def crossed(factors: Sequence[Factor], points: pd.DataFrame) -> tuple[Factor, Factor] | None:
    """Return the two ordered factors of a full grid of two, if that is what the sweep is."""
    if len(factors) != 2 or not all(factor.is_ordered and len(factor.levels) > 2 for factor in factors):
        return None
    a, b = factors
    pairs = points[[column_of(a), column_of(b)]].drop_duplicates()
    full = len(points) == len(a.levels) * len(b.levels) == len(pairs)
    return (a, b) if full else None
