"""What a sweep found, as plain values: its points, the levels of its factors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from budgetsim.report.declared import OUTCOMES
from budgetsim.report.sweep_text import CONFOUNDED, known
from budgetsim.studies.factors import Factor, column_of
from budgetsim.studies.point_table import level_effects, points_of
from budgetsim.studies.sweep import drawn_factors

if TYPE_CHECKING:
    import pandas as pd

    from budgetsim.studies.store import StudyResult

SHOWN = ("net_social_value", "performance", "active_waste", "validity", "manipulation", "administrative_cost")
"""Outcomes of a sweep where none are asked for."""
MOST_IN_JSON = 10_000
"""Points that are spelled out."""


@dataclass(frozen=True)
class SweepTables:
    """Tables of a sweep: one row per point, means by run, one row per level of a factor and outcome."""

    points: pd.DataFrame
    """With the outcomes that are told; ``points.csv`` and ``points.parquet`` have all."""
    means: pd.DataFrame
    levels: pd.DataFrame
    factors: Sequence[Factor]
    """Factors whose levels are compared."""


def tables_of(result: StudyResult, shown: Sequence[str]) -> SweepTables:
    """Return the tables of a finished sweep for some outcomes."""
    means = result.run_means(outcomes=shown)
    table = points_of(result, means)
    factors, points = _compared(result)
    paired = bool(result.about["common_seeds"])
    drawn = drawn_factors(factors, result.settings)
    levels = level_effects(factors, points, means, shown, paired=paired, drawn=drawn)
    return SweepTables(table, means, levels, factors)


def summary(
    result: StudyResult, table: pd.DataFrame, levels: pd.DataFrame, shown: Sequence[str]
) -> dict[str, Any]:
    """Return the findings of a sweep as plain values; of more than 10,000 points, levels only."""
    points = None
    if len(table) <= MOST_IN_JSON:
        points = [_point(row, result.factors, shown) for row in rows_of(table)]
    told = [
        {
            "factor": row["factor"],
            "level": _plain(row["level"]),
            "outcome": row["outcome"],
            **cell_of(row, "mean", ""),
        }
        for row in rows_of(levels)
    ]
    return {
        "factors": [factor.to_dict() for factor in result.factors],
        "points": points,
        "levels": told,
        "runs": result.runs,
        "seeds": list(result.seeds),
        "years": int(result.about["years"] or result.years[0]),
        "directory": str(result.directory),
    }


def outcomes_told(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the outcomes that the command was asked for, as its answer says; the usual ones where it does not."""
    asked = answer.get("outcomes")
    known = tuple(name for name in asked if name in OUTCOMES) if isinstance(asked, list) else ()
    return known or SHOWN


def cell_of(row: dict[str, Any], mean: str, stem: str) -> dict[str, float | None]:
    """Return mean and interval of a row as plain values."""
    ends = {end: row[f"{stem}_{end}" if stem else end] for end in ("low", "high")}
    return {name: known(value) for name, value in {"mean": row[mean], **ends}.items()}


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table by column."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _compared(result: StudyResult) -> tuple[Sequence[Factor], pd.DataFrame]:
    """Return the factors whose levels are compared: where factors move together, the points themselves."""
    if result.settings.get("design") not in CONFOUNDED:
        return result.factors, result.points
    names = tuple(result.points["scenario"])
    return [Factor("point", "lever", "choice", levels=names)], result.points.assign(point=names)


def _point(row: dict[str, Any], factors: Sequence[Factor], shown: Sequence[str]) -> dict[str, Any]:
    return {
        "scenario": row["scenario"],
        "factors": {factor.name: _plain(row[column_of(factor)]) for factor in factors},
        "outcomes": {name: cell_of(row, name, name) for name in shown},
    }


def _plain(value: Any) -> Any:
    item = getattr(value, "item", None)
    return item() if callable(item) else value
