"""What an analysis leaves beside the runs: sample, means, what SALib was asked, indices and their convergence."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from budgetsim.numerics import Array
from budgetsim.studies.errors import StudyError
from budgetsim.studies.files import in_words, marked, write_whole
from budgetsim.studies.sensitivity.analyse import Analysis
from budgetsim.studies.sensitivity.design import Design
from budgetsim.studies.sensitivity.sobol import BLOCKS
from budgetsim.studies.summary import run_means

if TYPE_CHECKING:
    from budgetsim.studies.store import StudyResult

SAMPLE, MEANS, CALLS = "sample.parquet", "means.parquet", "salib.json"
INDICES, CONVERGENCE, NOISE, SUMMARY = "indices.csv", "convergence.csv", "noise.csv", "summary.json"


def read_means(result: StudyResult, outcomes: Sequence[str], points: int) -> Array:
    """Return means over the last three years of each run, (points, seeds, outcomes); memory holds nothing else.

    Raises
    ------
    StudyError
        If the study has other points.
    """
    found = [run_means(table.to_pandas())[list(outcomes)].to_numpy() for table in result.tables(outcomes)]
    runs = np.concatenate(found)
    if len(runs) != points * len(result.seeds):
        raise StudyError(
            f"{result.directory} holds {len(runs)} runs, not {points} points x {len(result.seeds)} seeds"
        )
    return runs.reshape(points, len(result.seeds), len(outcomes))


def write_all(
    directory: Path, design: Design, analyses: Sequence[Analysis], means: Array, summary: dict[str, Any]
) -> None:
    """Write everything that an analysis leaves; ``means`` are over years and seeds, (points, outcomes).

    Raises
    ------
    StudyError
        If the disk refuses.
    """
    outcomes = [analysis.outcome for analysis in analyses]
    with in_words(directory, "write the analysis"):
        write_whole(
            directory / SAMPLE, _parquet(dict(zip(design.problem.names, design.sample.T, strict=True)))
        )
        write_whole(directory / MEANS, _parquet(dict(zip(outcomes, means.T, strict=True))))
        write_whole(directory / CALLS, _json(calls_of(design)))
        write_whole(directory / INDICES, _csv(_INDEX_HEADS, _index_rows(analyses)))
        write_whole(directory / CONVERGENCE, _csv(_STEP_HEADS, _step_rows(analyses)))
        write_whole(directory / NOISE, _csv(_NOISE_HEADS, _noise_rows(analyses)))
        write_whole(directory / SUMMARY, _json(summary))


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


_INDEX_HEADS = ("outcome", "index", "factor", "other_factor", "value", "low", "high")
_STEP_HEADS = ("outcome", "samples", "points", "index", "factor", "value", "low", "high")
_NOISE_HEADS = (
    "outcome", "seeds", "variance_points", "variance_seeds_common", "variance_seeds_rest", "share_of_seeds",
    "share_of_luck_in_means", "standard_error_level", "standard_error_between_points", "enough_seeds",
)  # fmt: skip


def _index_rows(analyses: Sequence[Analysis]) -> Iterable[tuple[Any, ...]]:
    for analysis in analyses:
        for i in analysis.indices:
            yield analysis.outcome, i.kind, i.subject, i.other, i.value, i.low, i.high


def _step_rows(analyses: Sequence[Analysis]) -> Iterable[tuple[Any, ...]]:
    for analysis in analyses:
        for step in analysis.steps:
            for i in step.indices:
                yield analysis.outcome, step.samples, step.points, i.kind, i.subject, i.value, i.low, i.high


def _noise_rows(analyses: Sequence[Analysis]) -> Iterable[tuple[Any, ...]]:
    for analysis in analyses:
        n = analysis.noise
        if n is not None:
            yield (
                analysis.outcome, n.seeds, n.points, n.common, n.rest, n.seed_share, n.mean_share, n.level_error,
                n.point_error, n.enough_seeds if n.enough_seeds is not None else "",
            )  # fmt: skip


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return marked(text.getvalue())


def _plain(cell: Any) -> Any:
    return "" if isinstance(cell, float) and not math.isfinite(cell) else cell


def _json(document: dict[str, Any]) -> bytes:
    return (json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()


def _parquet(columns: dict[str, Array]) -> memoryview:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(pa.table({name: np.ascontiguousarray(own) for name, own in columns.items()}), sink)
    return memoryview(sink.getvalue())
