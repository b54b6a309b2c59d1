"""One part of a study, run anywhere: a picklable order goes in, the bytes of files come out."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from budgetsim.scenario import Scenario
from budgetsim.studies.study import StudyError

if TYPE_CHECKING:
    from budgetsim.result import Result


@dataclass(frozen=True)
class PartSpec:
    """Order for one part: what to run and how to mark the files."""

    number: int
    identity: str
    model: str
    """Digest of the model's source that the study was planned with."""
    scenarios: Sequence[Scenario]
    seeds: tuple[int, ...]
    years: int | None
    departments: bool
    named: bool
    """Whether the panel has a column of names of users' own departments."""
    code: Mapping[str, str]
    first: int | None = None
    """Place of the first scenario in its study, where scenarios have seeds of their own."""
    span: int = 0
    """Distance of the seeds of one scenario from those of the next, where they have their own."""


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
    from budgetsim.studies import encode
    from budgetsim.studies.code import load_code
    from budgetsim.studies.provenance import model_digest

    if spec.model != model_digest():
        raise StudyError(
            "this worker has another version of budgetsim than the process that planned the study"
        )
    code = {role: load_code(named) for role, named in spec.code.items()}
    results = list(_simulated(spec, code))
    outcomes = encode.together([encode.outcome_table(result, *_all(result)) for result in results])
    files = encode.part_bytes(outcomes, spec.identity, spec.number)
    if not spec.departments:
        return PartFiles(spec.number, files, None)
    panel = encode.together([encode.panel_table(r, *_all(r), named=spec.named) for r in results])
    return PartFiles(spec.number, files, encode.part_bytes(panel, spec.identity, spec.number))


def _simulated(spec: PartSpec, code: Mapping[str, Any]) -> Iterator[Result]:
    """Results of the part: all scenarios under common seeds at once, or one by one under their own."""
    from budgetsim.simulation import simulate

    about: dict[str, Any] = {"departments": spec.departments, **code}
    if spec.first is None:
        yield simulate(spec.scenarios, spec.seeds, spec.years, **about)
        return
    for number, scenario in enumerate(spec.scenarios):
        seeds = [seed + (spec.first + number) * spec.span for seed in spec.seeds]
        yield simulate(scenario, seeds, spec.years, **about)


def _all(result: Result) -> tuple[range, range]:
    return range(len(result.scenarios)), range(len(result.seeds))


def attempt_part(spec: PartSpec) -> PartFiles | PartFailure:
    """Run one part and return what came of it; errors travel as text, since not all of them can be pickled."""
    try:
        return run_part(spec)
    except Exception as error:  # noqa: BLE001 - user code may raise anything; the other parts go on
        line = f"{type(error).__name__}: {error}".strip()
        return PartFailure(spec.number, line, traceback.format_exc())
