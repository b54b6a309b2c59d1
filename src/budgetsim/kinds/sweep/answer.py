"""The answer of a sweep: outcomes at its points and at the levels of its factors, and where they are best."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.kinds.sweep.best import Best, Value, best_of, plain
from budgetsim.kinds.sweep.design import CONFOUNDED, drawn_factors
from budgetsim.studies.answer import Answer
from budgetsim.studies.factors import Factor, column_of
from budgetsim.studies.point_table import level_effects, points_of
from budgetsim.studies.table import Interval

if TYPE_CHECKING:
    import pandas as pd

    from budgetsim.studies.store import StudyResult

MOST_POINTS = 10_000
"""Points that are spelled out; of more, the answer has the levels, and ``points.parquet`` the points."""
POINT = "point"
"""Factor whose levels are the points themselves, where factors move together."""


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

    @property
    def size(self) -> int:
        """Number of points."""
        return self.runs // len(self.seeds)

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
        return (_points_as_factor(list(dict.fromkeys(str(row.level) for row in self.levels))),)


def answer_of(result: StudyResult, outcomes: Sequence[str]) -> SweepAnswer:
    """Return the answer that the runs of a sweep give about some outcomes."""
    settings, means = result.settings, result.run_means(outcomes=outcomes)
    table = points_of(result, means)
    spelled = _points(table, result.factors, outcomes) if len(table) <= MOST_POINTS else None
    return SweepAnswer(
        outcomes=tuple(outcomes),
        factors=tuple(factor.to_dict() for factor in result.factors),
        points=None if spelled is None else tuple(spelled),
        levels=tuple(_levels(result, means, outcomes)),
        runs=result.runs,
        seeds=tuple(result.seeds),
        years=int(result.about["years"] or result.years[0]),
        name=str(result.about["name"]),
        design=str(settings.get("design") or "grid"),
        uncertainty_design=settings.get("uncertainty_design"),
        common_seeds=bool(result.about["common_seeds"]),
        best={outcome: best_of(result, table, means, outcome) for outcome in outcomes},
    )


def _points(table: pd.DataFrame, factors: Sequence[Factor], outcomes: Sequence[str]) -> Iterator[Point]:
    for row in table.to_dict("records"):
        yield Point(
            str(row["scenario"]),
            {factor.name: plain(row[column_of(factor)]) for factor in factors},
            {name: Cell(*(_known(row[name + end]) for end in ("", "_low", "_high"))) for name in outcomes},
        )


def _levels(result: StudyResult, means: pd.DataFrame, outcomes: Sequence[str]) -> Iterator[Level]:
    factors, points = result.factors, result.points
    if result.settings.get("design") in CONFOUNDED:
        factors = (_points_as_factor(list(points["scenario"])),)
        points = points.assign(point=list(points["scenario"]))
    drawn = drawn_factors(factors, result.settings)
    paired = bool(result.about["common_seeds"])
    table = level_effects(factors, points, means, outcomes, paired=paired, drawn=drawn)
    for row in table.to_dict("records"):
        yield Level(
            row["factor"],
            plain(row["level"]),
            row["outcome"],
            _known(row["mean"]),
            _known(row["low"]),
            _known(row["high"]),
            int(row["points"]),
            row["over"],
        )


def _points_as_factor(names: Sequence[str]) -> Factor:
    return Factor(POINT, "lever", "choice", levels=tuple(names))


def _known(value: Any) -> float | None:
    """Return a number, or ``None`` for NaN."""
    return None if math.isnan(value) else float(value)


def frame_of_levels(answer: SweepAnswer) -> pd.DataFrame:
    """Return the levels as ``point_table.level_effects`` returns them."""
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
    return frame.astype({"mean": float, "low": float, "high": float})


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
