"""One part of a study, run anywhere: a picklable order goes in, the bytes of files come out."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass

from budgetsim.scenario import Scenario
from budgetsim.studies.study import StudyError


@dataclass(frozen=True)
class PartSpec:
    """Order for one part: what to run and how to mark the files."""

    number: int
    identity: str
    model: str
    """Digest of the model's source that the study was planned with."""
    scenarios: tuple[Scenario, ...]
    seeds: tuple[int, ...]
    years: int | None
    departments: bool
    named: bool
    """Whether the panel has a column of names of users' own departments."""
    code: Mapping[str, str]


@dataclass(frozen=True)
class PartFiles:
    """A finished part: Parquet files of outcomes and, on request, of the panel of departments."""

    number: int
    outcomes: bytes
    departments: bytes | None


@dataclass(frozen=True)
class PartFailure:
    """A part that could not be run: the error in one line, and where it happened."""

    number: int
    error: str
    trace: str


def run_part(spec: PartSpec) -> PartFiles:
    """Run one part; the same order gives the same bytes in any process.

    Raises
    ------
    StudyError
        If this worker has another version of the model, or does not find the user's code.
    ScenarioError, DecisionError
        As ``simulate``.
    """
    from budgetsim.simulation import simulate
    from budgetsim.studies import encode
    from budgetsim.studies.code import load_code
    from budgetsim.studies.provenance import model_digest

    if spec.model != model_digest():
        raise StudyError(
            "this worker has another version of budgetsim than the process that planned the study"
        )
    code = {role: load_code(named) for role, named in spec.code.items()}
    result = simulate(spec.scenarios, spec.seeds, spec.years, departments=spec.departments, **code)
    everything = range(len(spec.scenarios)), range(len(spec.seeds))
    table = encode.outcome_table(result, *everything)
    outcomes = encode.part_bytes(table, spec.identity, spec.number)
    if not spec.departments:
        return PartFiles(spec.number, outcomes, None)
    panel = encode.panel_table(result, *everything, named=spec.named)
    return PartFiles(spec.number, outcomes, encode.part_bytes(panel, spec.identity, spec.number))


def attempt_part(spec: PartSpec) -> PartFiles | PartFailure:
    """Run one part and return what came of it; errors travel as text, since not all of them can be pickled."""
    try:
        return run_part(spec)
    except Exception as error:  # noqa: BLE001 - user code may raise anything; the other parts go on
        line = f"{type(error).__name__}: {error}".strip()
        return PartFailure(spec.number, line, traceback.format_exc())
