"""From a question to its answer: the design is simulated, and every outcome analysed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from budgetsim.kinds.factor_table import varied
from budgetsim.kinds.sensitivity.analyse import analyse_task
from budgetsim.kinds.sensitivity.answer import Sensitivity
from budgetsim.kinds.sensitivity.design import Design
from budgetsim.kinds.sensitivity.methods.sobol import BLOCKS
from budgetsim.kinds.sensitivity.question import Question
from budgetsim.numerics import Array
from budgetsim.studies.errors import StudyError
from budgetsim.studies.files import in_words, write_whole
from budgetsim.studies.kind import Steps, Work
from budgetsim.studies.store import StudyResult
from budgetsim.studies.summary import run_means

SAMPLE, MEANS, CALLS = "sample.parquet", "means.parquet", "salib.json"
"""What is left for those who ask SALib by hand: the points, the means of outcomes, and what SALib was asked."""


def steps(question: Question) -> Steps[Sensitivity]:
    """Simulate the design, then analyse each outcome: on several processes where the method takes long."""
    design, outcomes = question.design, question.outcomes
    result: StudyResult = yield question.study()
    runs = read_means(result, outcomes, design.points)
    tasks = [(design, name, np.ascontiguousarray(runs[:, :, k])) for k, name in enumerate(outcomes)]
    about = f"analysing {len(outcomes)} outcomes, which takes {design.method} some seconds each"
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
    )


def read_means(result: StudyResult, outcomes: Sequence[str], points: int) -> Array:
    """Return means over the last three years of each run, (points, seeds, outcomes); memory holds nothing else.

    Raises
    ------
    StudyError
        If the study has other points.
    """
    blocks = [run_means(table.to_pandas())[list(outcomes)].to_numpy() for table in result.tables(outcomes)]
    runs = np.concatenate(blocks)
    if len(runs) != points * len(result.seeds):
        raise StudyError(
            f"{result.directory} holds {len(runs)} runs, not {points} points x {len(result.seeds)} seeds"
        )
    return runs.reshape(points, len(result.seeds), len(outcomes))


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
    with in_words(directory, "write the analysis"):
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
