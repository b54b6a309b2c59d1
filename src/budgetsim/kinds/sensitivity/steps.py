"""From a question to its answer: the design is simulated, and every outcome analysed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from budgetsim.kinds.factor_table import varied
from budgetsim.kinds.sensitivity.answer import Analysis, Pair, Sensitivity, Step, cell_of
from budgetsim.kinds.sensitivity.calls import Index
from budgetsim.kinds.sensitivity.design import Design, kind_of_outcome
from budgetsim.kinds.sensitivity.methods.sobol import BLOCKS
from budgetsim.kinds.sensitivity.question import Question
from budgetsim.kinds.sensitivity.standing import SAME, Ranking, Standing, components, rank, standing_of
from budgetsim.language import told
from budgetsim.numerics import Array
from budgetsim.studies.errors import StudyError
from budgetsim.studies.files import in_words, write_whole
from budgetsim.studies.keep import LAST_YEARS
from budgetsim.studies.kind import Steps, Work
from budgetsim.studies.money import money_of
from budgetsim.studies.store import StudyResult
from budgetsim.studies.windows import at_end

SAMPLE, MEANS, CALLS = "sample.parquet", "means.parquet", "salib.json"
"""What is left for those who ask SALib by hand: the points, the means of outcomes, and what SALib was asked."""


def steps(question: Question) -> Steps[Sensitivity]:
    """Simulate the design, then analyse each outcome: on several processes where the method takes long."""
    design, outcomes = question.design, question.told
    result: StudyResult = yield question.study()
    runs = read_means(result, outcomes, design.points)
    tasks = [(design, name, np.ascontiguousarray(runs[:, :, k])) for k, name in enumerate(outcomes)]
    about = told("sensitivity-analysing", outcomes=str(len(outcomes)), method=design.method)
    analyses = yield Work(analyse_task, tasks, is_slow=design.calculus.is_slow(design), about=about)
    _keep(result.directory, design, outcomes, runs.mean(axis=1))
    problem = design.problem
    return Sensitivity(
        scenario=question.scenario.name,
        method=design.method,
        main_index=design.calculus.main,
        samples=design.samples,
        sample_seed=design.seed,
        points=design.points,
        seeds=question.seeds,
        years=question.horizon,
        from_year=question.from_year,
        factors={factor.name: varied(factor) for factor in question.varied},
        groups={subject: problem.members(subject) for subject in problem.subjects if problem.groups},
        outcomes=dict(zip(outcomes, analyses, strict=True)),
        money=money_of((question.scenario,), question.money),
    )


def read_means(result: StudyResult, outcomes: Sequence[str], points: int) -> Array:
    """Return means over the last three years of each run, (points, seeds, outcomes); memory holds nothing else.

    Raises
    ------
    StudyError
        If the study has other points.
    """
    if result.planned_runs != points * len(result.seeds):
        about = {"runs": str(result.planned_runs), "points": str(points), "seeds": str(len(result.seeds))}
        raise StudyError(told("sensitivity-fault-runs", directory=str(result.directory), **about))
    (means,) = result.window_means([at_end(LAST_YEARS)], outcomes)
    return np.ascontiguousarray(np.moveaxis(means, 0, -1))


def calls_of(design: Design) -> dict[str, Any]:
    """Return what SALib is asked, or would be where the numbers are our own, so that it can be asked by hand."""
    method = design.calculus
    about: dict[str, Any] = {"method": method.name, "problem": method.problem(design)}
    if method.sampler:
        about["sample"] = {"function": f"{method.sampler}.sample", "arguments": method.sampling(design)}
    data = [SAMPLE, MEANS] if method.takes_points else [MEANS]
    about["analyze"] = {
        "function": f"{method.analyser}.analyze",
        "data": data,
        "arguments": method.arguments(design),
    }
    if method.name == "fast":
        about["curves"] = method.curves(design)
    if method.name == "sobol":
        about["scrambles"] = BLOCKS
    return about


def _keep(directory: Path, design: Design, outcomes: Sequence[str], means: Array) -> None:
    """Write sample, means and calls; ``means`` are over years and seeds, (points, outcomes)."""
    calls = json.dumps(calls_of(design), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    with in_words(directory, "answer"):
        write_whole(
            directory / SAMPLE, _parquet(dict(zip(design.problem.names, design.sample.T, strict=True)))
        )
        write_whole(directory / MEANS, _parquet(dict(zip(outcomes, means.T, strict=True))))
        write_whole(directory / CALLS, calls.encode())


def _parquet(columns: dict[str, Array]) -> memoryview:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(pa.table({name: np.ascontiguousarray(values) for name, values in columns.items()}), sink)
    return memoryview(sink.getvalue())


def analyse(design: Design, outcome: str, values: Array) -> Analysis:
    """Analyse one outcome: one number per point of the design, or per point and seed; seeds are averaged.

    Raises
    ------
    StudyError
        If there is not one number for each point, or one is not finite: SALib would make every index 0 of it. If the
        method finds no index of a subject.
    """
    table = np.asarray(values, dtype=np.float64)
    table = table[:, None] if table.ndim == 1 else table
    _check(design, outcome, table)
    y, noise = table.mean(axis=1), components(table)
    kind, mean, spread = kind_of_outcome(y), float(y.mean()), float(y.std())
    if kind == "constant":
        return Analysis(varies=False, mean=mean, spread=0.0, standing=Standing("constant"), noise=noise)
    is_noise = noise is not None and noise.mostly_luck
    if kind not in design.calculus.outcomes:
        standing = Standing("luck" if is_noise else "withheld")
        withheld = None if is_noise else kind
        return Analysis(
            varies=True, mean=mean, spread=spread, withheld=withheld, standing=standing, noise=noise
        )
    try:
        indices = design.analyse(y)
    except StudyError as error:
        raise StudyError(told("sensitivity-of-outcome", outcome=outcome, problem=str(error))) from error
    smaller = _smaller(design, y)
    main = _main_indices(design, indices)
    before = {i.subject: i.value for i in _main_indices(*smaller[-1])} if smaller else None
    ranking = Ranking() if is_noise else rank(main, before)
    chance = next((index for index in indices if index.kind == "chance"), None)
    named = {index.subject: index for index in main}
    return Analysis(
        varies=True,
        mean=mean,
        spread=spread,
        standing=standing_of(design.method, named, ranking.order, noise, chance, kind=design.calculus.main),
        ranking=ranking.order,
        settled=ranking.settled,
        swapped=ranking.swapped,
        not_told_apart=ranking.close,
        convergence=(*(_step(part, part_indices) for part, part_indices in smaller), _step(design, indices)),
        noise=noise,
        **_cells(indices),
    )


def _cells(indices: Sequence[Index]) -> dict[str, Any]:
    """Return indices as they are stored: by kind and subject, of pairs, and about all subjects."""
    single = [index for index in indices if index.subject and not index.other]
    whole = {index.kind: index for index in indices if not index.subject}
    pairs = [(index, cell_of(index)) for index in indices if index.other]
    return {
        "indices": {
            kind: {index.subject: cell_of(index) for index in single if index.kind == kind}
            for kind in dict.fromkeys(index.kind for index in single)
        },
        "pairs": tuple(Pair((i.subject, i.other), cell.value, cell.low, cell.high) for i, cell in pairs),
        "interactions": cell_of(whole.get("interactions")),
        "chance": cell_of(whole.get("chance")),
    }


def analyse_task(task: tuple[Design, str, Array]) -> Analysis:
    """Analyse one outcome, given as one value: work for a process."""
    return analyse(*task)


def _check(design: Design, outcome: str, table: Array) -> None:
    if table.ndim != 2 or len(table) != design.points:
        about = {"outcome": outcome, "points": str(design.points), "values": str(len(table))}
        raise StudyError(told("sensitivity-fault-values", **about))
    wrong = np.flatnonzero(~np.isfinite(table).all(axis=1))
    if len(wrong):
        about = {"count": str(len(wrong)), "points": str(design.points), "first": str(wrong[0])}
        raise StudyError(told("sensitivity-fault-undefined", outcome=outcome, **about))


def _smaller(design: Design, y: Array) -> list[tuple[Design, tuple[Index, ...]]]:
    """Return the same analysis of ever larger parts of the runs; parts in which nothing can be found say nothing."""
    parts = []
    for smaller in design.smaller():
        values = y[: smaller.points]
        if float(np.ptp(values)) > SAME * float(np.abs(y).max()):
            with suppress(StudyError):
                parts.append((smaller, smaller.analyse(values)))
    return parts


def _main_indices(design: Design, indices: Sequence[Index]) -> tuple[Index, ...]:
    return tuple(index for index in indices if index.kind == design.calculus.main)


def _step(design: Design, indices: Sequence[Index]) -> Step:
    main = {index.subject: cell_of(index) for index in _main_indices(design, indices)}
    return Step(design.samples, design.points, main)
