"""One part of a study, run anywhere: a picklable order goes in, the bytes of files come out.

Of a part that fails, the failing runs are looked for by halving, with a bound on what is run again.
"""

from __future__ import annotations

import socket
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from budgetsim.language import told
from budgetsim.model.result import Result
from budgetsim.model.simulation import run_scenarios
from budgetsim.scenario import Scenario
from budgetsim.studies import parts
from budgetsim.studies.code import Source, load_code
from budgetsim.studies.errors import StudyError
from budgetsim.studies.identity import model_digest
from budgetsim.studies.keep import EVERYTHING, Keep

MOST_TOLD = 3
"""Failing runs that are looked for; more rarely say more."""
RERUNS = 2
"""Runs that may be repeated, as a multiple of the part's: enough to find the first culprit, which takes one."""


@dataclass(frozen=True)
class Block:
    """Some scenarios × seeds of a part, by their places in it."""

    scenarios: range
    seeds: range

    @property
    def runs(self) -> int:
        """Number of runs."""
        return len(self.scenarios) * len(self.seeds)

    def halves(self) -> tuple[Block, Block]:
        """Return two blocks that make up this one, cut by scenarios first, since a scenario mostly is the cause."""
        if len(self.scenarios) > 1:
            middle = len(self.scenarios) // 2
            cut = self.scenarios[:middle], self.scenarios[middle:]
            return Block(cut[0], self.seeds), Block(cut[1], self.seeds)
        middle = len(self.seeds) // 2
        return Block(self.scenarios, self.seeds[:middle]), Block(self.scenarios, self.seeds[middle:])


@dataclass(frozen=True)
class Culprit:
    """A run that fails by itself: places of its scenario and seed, the error in a line, and where it happened."""

    scenario: int
    seed: int
    error: str
    trace: str


Attempt = Callable[[Block], tuple[str, str] | None]


class _SpentError(Exception):
    """As many runs have been repeated as may be."""


def find_culprits(whole: Block, attempt: Attempt) -> tuple[list[Culprit], bool]:
    """Return the first failing runs of a block that failed, and whether all of it was looked through.

    Parameters
    ----------
    whole
        The block that failed.
    attempt
        Runs a block; returns the error in a line and its traceback if it fails, else ``None``. The blocks that it
        is called for have at most ``RERUNS`` times the runs of the whole, all together.
    """
    left = RERUNS * whole.runs
    culprits: list[Culprit] = []

    def bounded(block: Block) -> tuple[str, str] | None:
        nonlocal left
        left -= block.runs
        if left < 0:
            raise _SpentError
        return attempt(block)

    try:
        for culprit in _search(whole, bounded, is_certain=True):
            culprits.append(culprit)
            if len(culprits) == MOST_TOLD:
                return culprits, whole.runs == MOST_TOLD
    except _SpentError:
        return culprits, False
    return culprits, True


def _search(block: Block, attempt: Attempt, *, is_certain: bool) -> Iterator[Culprit]:
    """Yield the failing runs of a block; ``is_certain`` saves the trial of one that must hold some."""
    failure = None if is_certain and block.runs > 1 else attempt(block)
    if failure is not None and block.runs == 1:
        yield Culprit(block.scenarios[0], block.seeds[0], *failure)
    elif block.runs > 1 and (is_certain or failure is not None):
        first, second = block.halves()
        count = 0
        for count, culprit in enumerate(_search(first, attempt, is_certain=False), 1):  # noqa: B007 - counts
            yield culprit
        yield from _search(second, attempt, is_certain=count == 0)


_LOADING = threading.Lock()
"""A worker of a cluster may run several parts in threads, and a module must not be used before it is loaded."""


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
    keep: Keep = EVERYTHING
    """What is stored of the outcomes."""
    first: int | None = None
    """Place of the first scenario in its study, where scenarios have seeds of their own."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    """Texts of the code by role, as they were where the study was planned."""
    span: int = 0
    """Distance of the seeds of one scenario from those of the next, where they have their own."""
    threads: int = 1
    """Threads that compiled runs of the part may share: where there are fewer parts than workers."""


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
    if spec.model != model_digest():
        raise StudyError(told("study-worker-version"))
    code = _code(spec)
    results = list(_simulated(spec, code))
    outcomes = parts.together([parts.outcome_table(result, *_all(result), spec.keep) for result in results])
    files = parts.part_bytes(outcomes, spec.identity, spec.number)
    if not spec.departments:
        return PartFiles(spec.number, files, None)
    panel = parts.together([parts.panel_table(r, *_all(r), named=spec.named) for r in results])
    return PartFiles(spec.number, files, parts.part_bytes(panel, spec.identity, spec.number))


def _simulated(spec: PartSpec, code: Mapping[str, Any]) -> Iterator[Result]:
    """Results of the part: all scenarios under common seeds at once, or one by one under their own."""
    about: dict[str, Any] = {"departments": spec.departments, "threads": spec.threads, **code}
    if spec.first is None:
        yield run_scenarios(spec.scenarios, spec.seeds, spec.years, **about)
        return
    for number, scenario in enumerate(spec.scenarios):
        seeds = [seed + (spec.first + number) * spec.span for seed in spec.seeds]
        yield run_scenarios([scenario], seeds, spec.years, **about)


def _code(spec: PartSpec) -> dict[str, Any]:
    with _LOADING:
        return {role: _load(named, spec.sources.get(role)) for role, named in spec.code.items()}


def _load(named: str, source: Source | None) -> Any:
    try:
        return load_code(named, source)
    except StudyError as error:
        key = "study-worker-code-travels" if source else "study-worker-code"
        message = told(key, error=str(error), host=socket.gethostname(), folder=str(Path.cwd()))
        raise StudyError(message) from error


def _all(result: Result) -> tuple[range, range]:
    return range(len(result.scenarios)), range(len(result.seeds))


def attempt_part(spec: PartSpec) -> PartFiles | PartFailure:
    """Run one part and return what came of it; errors travel as text, since not all of them can be pickled.

    When runs fail, the first of them are looked for, so that the failure names scenario and seed.
    """
    try:
        return run_part(spec)
    except StudyError as error:  # about the order, not about a run
        return PartFailure(spec.number, *_described(error))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - user code may raise anything; the other parts go on
        described = _described(error)
    return _explained(
        spec, *described
    )  # not while the error is handled: it would be told again with every other


def lost_part(spec: PartSpec, reason: str) -> PartFailure:
    """Return the failure of a part whose workers died, so that no traceback is left."""
    return PartFailure(spec.number, reason, f"{_title(spec)}\n{reason}\n{told('study-part-no-trace')}\n")


def _described(error: BaseException) -> tuple[str, str]:
    """Return an error that is being handled in one line, and its traceback."""
    return f"{type(error).__name__}: {error}".strip(), traceback.format_exc()


def _explained(spec: PartSpec, error: str, trace: str) -> PartFailure:
    """Return the failure of a part with the runs that fail by themselves, as far as some are found."""
    whole = Block(range(len(spec.scenarios)), range(len(spec.seeds)))
    culprits, is_all = find_culprits(whole, lambda block: _attempt_block(spec, block))
    if not culprits:
        return PartFailure(spec.number, error, f"{_title(spec)}\n{told('study-part-none-alone')}\n\n{trace}")
    places = [
        told("study-run", scenario=spec.scenarios[c.scenario].name, seed=str(_seed(spec, c)))
        for c in culprits
    ]
    colon = told("fault-colon")
    lines = [f"  {place}{colon}{culprit.error}" for place, culprit in zip(places, culprits, strict=True)]
    lines += [] if is_all else [f"  {told('study-part-more-runs')}"]
    text = "\n".join([_title(spec), told("study-part-runs"), *lines, "", f"{places[0]}{colon.rstrip()}"])
    key = "study-part-error" if len(culprits) == 1 and is_all else "study-part-error-more"
    error = told(key, error=culprits[0].error, run=places[0])
    return PartFailure(spec.number, error, f"{text}\n{culprits[0].trace}")


def _attempt_block(spec: PartSpec, block: Block) -> tuple[str, str] | None:
    """Run some of the runs of a part; return what went wrong, if anything did."""
    code, start = _code(spec), block.scenarios.start
    some = replace(
        spec,
        scenarios=spec.scenarios[start : block.scenarios.stop],
        seeds=spec.seeds[block.seeds.start : block.seeds.stop],
        first=None if spec.first is None else spec.first + start,
    )
    try:
        deque(_simulated(some, code), maxlen=0)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - as in attempt_part
        return _described(error)
    return None


def _seed(spec: PartSpec, culprit: Culprit) -> int:
    offset = 0 if spec.first is None else (spec.first + culprit.scenario) * spec.span
    return spec.seeds[culprit.seed] + offset


def _title(spec: PartSpec) -> str:
    runs = len(spec.scenarios) * len(spec.seeds)
    return told(
        "study-part-title",
        number=str(spec.number),
        runs=str(runs),
        first=spec.scenarios[0].name,
        last=spec.scenarios[-1].name,
        seeds=str(len(spec.seeds)),
    )
