"""From a question to its answer: studies or rounds of them, and all parts estimated from their runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from budgetsim.kinds.effects.alone import most_helpful_first, paired_effects, rivals
from budgetsim.kinds.effects.answer import (
    CostEffect,
    Dose,
    Drawn,
    Effect,
    Effects,
    Moved,
    Order,
    PathYear,
    Precision,
    Term,
    rows_of,
)
from budgetsim.kinds.effects.cost_effectiveness import cost_draws, cost_effectiveness
from budgetsim.kinds.effects.design import Design, Plan
from budgetsim.kinds.effects.dose import dose_response
from budgetsim.kinds.effects.drawn import over_draws
from budgetsim.kinds.effects.interactions import corners_of, factorial_effects
from budgetsim.kinds.effects.question import Question
from budgetsim.kinds.effects.rounds import refine, replicate
from budgetsim.kinds.effects.runs import Readable, Runs, Window, read_windows
from budgetsim.kinds.effects.sequence import order_effects, windows_of, yearly_paths
from budgetsim.studies.band import stance_of
from budgetsim.studies.kind import Round, Steps
from budgetsim.studies.money import money_of
from budgetsim.studies.store import StudyResult

if TYPE_CHECKING:
    import pandas as pd

MAIN = "main"
Points = dict[tuple[str, ...], dict[str, Any]]
"""Estimates with declared parameters by what they are of, the outcome last."""


def steps(question: Question) -> Steps[Effects]:
    """Simulate what is asked for; with more seeds until effects are precise enough, then with more doses."""
    made = yield from _simulated(question)
    return replace(made, money=money_of((question.scenario,), question.money))


def _simulated(question: Question) -> Steps[Effects]:
    if not question.has_rounds:
        result: StudyResult = yield question.design.study()
        return analyse(question.design, [result])
    refined, made = yield from _with_declared_parameters(question)
    draws = question.over_draws(refined)
    if draws is None:
        return made
    known = yield from over_draws(draws)
    return replace(made, drawn=beside_declared(known, made))


def _with_declared_parameters(question: Question) -> Steps[tuple[Design, Effects]]:
    """Simulate in rounds; return the design with all doses, and the answer with declared parameters."""
    design, reached = question.design, None
    results: list[StudyResult] = []
    if question.target is None:
        results.append((yield Round("first", design.study())))
    else:
        reached = yield from replicate(design, question.target, results)
    refined = design
    if question.is_refined:

        def read(*rounds: StudyResult) -> Runs:
            """Return what doses are judged by: means over the last years of the first outcome."""
            return read_windows(rounds, design.outcomes[:1], {MAIN: design.window})[MAIN]

        def read_more(result: StudyResult) -> Runs:
            results.append(result)
            return read(result)

        refined, _ = yield from refine(design, read(*results), read_more)
    return refined, analyse(refined, results, reached, asked=design)


def beside_declared(known: Drawn, made: Effects) -> Drawn:
    """Return what is known over draws with the estimates with declared parameters, of all their seeds, beside it."""
    effects: Points = {(row.lever, row.outcome): _point(row, row.difference) for row in made.effects or ()}
    terms: Points = {(row.term, row.outcome): _point(row, row.effect) for row in made.factorial or ()}
    orders: Points = {
        (row.window, row.first, row.second, row.outcome): _point(row, row.difference)
        for row in made.sequencing or ()
    }
    return replace(
        known,
        effects={name: _beside(own, effects, name) for name, own in known.effects.items()},
        interactions={name: _beside(own, terms, name) for name, own in known.interactions.items()},
        sequencing=tuple(
            replace(row, outcomes=_beside(row.outcomes, orders, row.window, row.first, row.second))
            for row in known.sequencing
        ),
    )


def _point(row: Effect | Term | Order, value: float | None) -> dict[str, Any]:
    share = {"share_better": row.share_better} if isinstance(row, Effect) else {}
    return {"mean": value, "low": row.low, "high": row.high, **share}


def _beside(cells: Mapping[str, Mapping[str, Any]], points: Points, *name: str) -> dict[str, dict[str, Any]]:
    """Return cells by outcome, with the estimate with declared parameters where there is one of that name."""
    return {
        outcome: {**cell, "point": {**cell["point"], **points.get((*name, outcome), {})}}
        for outcome, cell in cells.items()
    }


def analyse(
    design: Design,
    results: Sequence[Readable],
    precision: Precision | None = None,
    *,
    asked: Design | None = None,
) -> Effects:
    """Return the answer that finished runs give: of one study, or of rounds, of all points under all seeds.

    ``design`` is the question with every dose that was simulated, ``asked`` that without the doses that were ``added``;
    ``precision`` tells how many replications were needed, where that was asked.

    Raises
    ------
    StudyError
        If runs are missing.
    """
    plan, is_ordered = design.plan, "sequencing" in design.parts
    order = windows_of(plan, design.years, design.last) if is_ordered else {}
    windows = read_windows(results, design.outcomes, {MAIN: design.window} | order, stance_of(design.base))
    main = windows.pop(MAIN)
    rows = _rows(design, asked or design, main, windows, order)
    return Effects(
        scenario=design.base.name,
        levers=tuple(
            Moved(one.name, one.own, one.low, one.high, one.doses, one.moves) for one in design.levers
        ),
        outcomes=design.outcomes,
        years=design.years,
        from_year=design.from_year,
        second_year=design.second_year if is_ordered else None,
        last=design.last,
        replications=len(main.seeds),
        seeds=main.seeds,
        points=len(plan.names),
        runs=len(plan.names) * len(main.seeds),
        precision=precision,
        left_out=design.left_out,
        rivals=_rivals(plan, main, rows.get("effects", ())),
        corners=corners_of(plan, main) if "factorial" in rows else None,
        sequencing_paths=_paths(design, results) if is_ordered else (),
        cost_draws=cost_draws(plan, main) if rows.get("cost") else None,
        **rows,
    )


def _rows(
    design: Design, asked: Design, main: Runs, windows: Mapping[str, Runs], order: Mapping[str, Window]
) -> dict[str, Any]:
    """Return the rows of every part that was asked for."""
    plan = design.plan
    estimators: dict[str, tuple[type[Any], Callable[[], pd.DataFrame]]] = {
        "effects": (Effect, lambda: paired_effects(plan, main)),
        "dose": (Dose, lambda: _doses(plan, main, asked)),
        "factorial": (Term, lambda: factorial_effects(plan, main)),
        "sequencing": (Order, lambda: order_effects(plan, windows, order)),
        "cost": (CostEffect, lambda: cost_effectiveness(plan, main)),
    }
    chosen = {part: estimators[part] for part in estimators if part in design.parts}
    return {part: rows_of(estimate(), row) for part, (row, estimate) in chosen.items()}


def _doses(plan: Plan, runs: Runs, asked: Design) -> pd.DataFrame:
    table = dose_response(plan, runs)
    doses: Mapping[str, Any] = {lever.name: lever.doses for lever in asked.levers}
    pairs = zip(table["lever"], table["dose"], strict=True)
    table["added"] = [dose not in doses[lever] for lever, dose in pairs]
    return table


def _rivals(plan: Plan, runs: Runs, effects: Sequence[Effect]) -> tuple[str, ...]:
    """Return the levers that are not told apart from the one that does most for the first outcome."""
    outcome = runs.outcomes[0]
    good = [row for row in most_helpful_first(effects, outcome) if row.verdict in ("better", "more")]
    return tuple(rivals(plan, runs, good[0].lever, outcome)) if good else ()


def _paths(design: Design, results: Sequence[Readable]) -> tuple[PathYear, ...]:
    each = {str(year): (year, year) for year in range(1, design.years + 1)}
    by_year = read_windows(results, design.outcomes[:1], each)
    return rows_of(yearly_paths(design.plan, {int(year): runs for year, runs in by_year.items()}), PathYear)
