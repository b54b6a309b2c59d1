"""All parts of an answer, estimated from finished runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from budgetsim.kinds.effects.answer import (
    CostDraws,
    CostEffect,
    Dose,
    Effect,
    Effects,
    Factorial,
    Moved,
    Order,
    PathYear,
    Precision,
    Term,
    rows_of,
)
from budgetsim.kinds.effects.cost_effectiveness import cost_draws, cost_effectiveness
from budgetsim.kinds.effects.design import Design
from budgetsim.kinds.effects.dose import dose_response
from budgetsim.kinds.effects.factorial import beside_each_other, factorial_effects
from budgetsim.kinds.effects.order import order_effects, windows_of, yearly_paths
from budgetsim.kinds.effects.paired import most_helpful_first, paired_effects, rivals
from budgetsim.kinds.effects.plan import Plan
from budgetsim.kinds.effects.runs import Readable, Runs, Window, read_windows
from budgetsim.studies.band import stance_of

if TYPE_CHECKING:
    import pandas as pd

R = TypeVar("R")
MAIN = "main"


def analyse(
    design: Design,
    results: Sequence[Readable],
    precision: Precision | None = None,
    *,
    asked: Design | None = None,
) -> Effects:
    """Return the answer that finished runs give.

    Parameters
    ----------
    design
        The question, with every dose that was simulated.
    results
        Runs of all of its points under all seeds: of one study, or of rounds.
    precision
        How many replications were needed, where that was asked.
    asked
        The question as it was asked, where doses were added to it: these are marked as ``added``.

    Raises
    ------
    StudyError
        If runs are missing.
    """
    plan, outcomes = design.plan, design.outcomes
    spans: dict[str, Window] = {MAIN: design.window}
    order = windows_of(plan, design.years, design.last) if "sequencing" in design.parts else {}
    windows = read_windows(results, outcomes, spans | order, stance_of(design.base))
    main = windows.pop(MAIN)

    def rows(part: str, table: Any, row: type[R]) -> tuple[R, ...] | None:
        return rows_of(table(), row) if part in design.parts else None

    effects = rows("effects", lambda: paired_effects(plan, main), Effect)
    cost = rows("cost", lambda: cost_effectiveness(plan, main), CostEffect)
    ordered = "sequencing" in design.parts
    return Effects(
        scenario=design.base.name,
        levers=tuple(
            Moved(lever.name, lever.own, lever.low, lever.high, lever.doses, lever.moves)
            for lever in design.levers
        ),
        outcomes=outcomes,
        years=design.years,
        from_year=design.from_year,
        second_year=design.second_year if ordered else None,
        last=design.last,
        replications=len(main.seeds),
        seeds=main.seeds,
        points=len(plan.names),
        runs=len(plan.names) * len(main.seeds),
        precision=precision,
        effects=effects,
        dose=rows("dose", lambda: _doses(plan, main, asked or design), Dose),
        factorial=rows("factorial", lambda: factorial_effects(plan, main), Term),
        sequencing=rows("sequencing", lambda: order_effects(plan, windows, order), Order),
        cost=cost,
        left_out=design.left_out,
        rivals=_rivals(plan, main, effects),
        corners=_factorial(plan, main) if "factorial" in design.parts else None,
        sequencing_paths=_paths(design, results) if ordered else (),
        cost_draws=_draws(cost_draws(plan, main)) if cost else None,
    )


def _doses(plan: Plan, runs: Runs, asked: Design) -> pd.DataFrame:
    table = dose_response(plan, runs)
    doses: Mapping[str, Any] = {lever.name: lever.doses for lever in asked.levers}
    pairs = zip(table["lever"], table["dose"], strict=True)
    table["added"] = [dose not in doses[lever] for lever, dose in pairs]
    return table


def _rivals(plan: Plan, runs: Runs, effects: Sequence[Effect] | None) -> tuple[str, ...]:
    """Return the levers that are not told apart from the one that does most for the first outcome."""
    outcome = runs.outcomes[0]
    good = [row for row in most_helpful_first(effects or (), outcome) if row.verdict in ("better", "more")]
    return tuple(rivals(plan, runs, good[0].lever, outcome)) if good else ()


def _factorial(plan: Plan, runs: Runs) -> Factorial:
    return Factorial(len(plan.signs), plan.is_full, beside_each_other(plan, runs) if plan.is_full else {})


def _paths(design: Design, results: Sequence[Readable]) -> tuple[PathYear, ...]:
    each = {str(year): (year, year) for year in range(1, design.years + 1)}
    by_year = read_windows(results, design.outcomes[:1], each)
    return rows_of(yearly_paths(design.plan, {int(year): runs for year, runs in by_year.items()}), PathYear)


def _draws(table: pd.DataFrame) -> CostDraws | None:
    return CostDraws.of(table) if len(table) else None
