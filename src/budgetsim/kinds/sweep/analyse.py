"""The answer that the runs of a sweep give."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from budgetsim.kinds.scenarios.runs import states_of_runs
from budgetsim.kinds.sweep.answer import MOST_POINTS, Cell, Level, Point, SweepAnswer
from budgetsim.kinds.sweep.best import best_by_outcome, plain
from budgetsim.kinds.sweep.drawn import OverDraws, drawn_of
from budgetsim.kinds.sweep.swept import Swept
from budgetsim.studies.band import FUNDS, GAIN, VALUE
from budgetsim.studies.factors import Factor, column_of
from budgetsim.studies.keep import LAST_YEARS
from budgetsim.studies.point_table import level_effects, points_of
from budgetsim.studies.windows import at_end

if TYPE_CHECKING:
    import pandas as pd

    from budgetsim.studies.store import StudyResult


def answer_of(result: StudyResult, outcomes: Sequence[str], *, is_undrawn: bool = False) -> SweepAnswer:
    """Return the answer that the runs of a sweep give about some outcomes."""
    swept, states, settings = Swept(result), states_of_runs(result), result.settings
    needed = [*outcomes, *_behind_the_band(result, outcomes)]
    (values,) = result.window_means([at_end(LAST_YEARS)], needed)
    declared = range(len(swept.points))
    means = result.by_run(outcomes, values[: len(outcomes), : len(declared)], scenarios=declared)
    table = points_of(result, means)
    spelled = _points(table, swept.factors, outcomes) if len(table) <= MOST_POINTS else None
    return SweepAnswer(
        outcomes=tuple(outcomes),
        factors=tuple(factor.to_dict() for factor in swept.factors),
        points=None if spelled is None else tuple(spelled),
        levels=tuple(_levels(swept, means, outcomes)),
        runs=result.runs,
        seeds=tuple(result.seeds),
        years=int(result.about["years"] or result.years[0]),
        name=str(result.about["name"]),
        design=str(settings.get("design") or "grid"),
        uncertainty_design=settings.get("uncertainty_design"),
        common_seeds=swept.has_common_seeds,
        best=best_by_outcome(swept, table, means, outcomes),
        drawn=None
        if states is None
        else drawn_of(OverDraws(swept, states, tuple(needed), tuple(outcomes), values)),
        is_undrawn=is_undrawn,
    )


def _behind_the_band(result: StudyResult, outcomes: Sequence[str]) -> list[str]:
    """Return what net social value under other stances needs beside it, where it is told and that was kept."""
    wanted = (GAIN, FUNDS) if VALUE in outcomes else ()
    return [name for name in wanted if name in result.kept_outcomes and name not in outcomes]


def _points(table: pd.DataFrame, factors: Sequence[Factor], outcomes: Sequence[str]) -> Iterator[Point]:
    for row in table.to_dict("records"):
        yield Point(
            str(row["scenario"]),
            {factor.name: plain(row[column_of(factor)]) for factor in factors},
            {name: Cell(*(_known(row[name + end]) for end in ("", "_low", "_high"))) for name in outcomes},
        )


def _levels(swept: Swept, means: pd.DataFrame, outcomes: Sequence[str]) -> Iterator[Level]:
    table = level_effects(
        swept.compared, swept.points, means, outcomes, paired=swept.has_common_seeds, drawn=swept.placed
    )
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


def _known(value: Any) -> float | None:
    """Return a number, or ``None`` for NaN."""
    return None if math.isnan(value) else float(value)
