"""What a study costs, told before it is begun: runs, time and disk.

Time is that of a short trial of its own points, on this machine as it is now; disk follows from the number of rows.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from budgetsim.language import told
from budgetsim.model.batch import Columns
from budgetsim.model.department.decisions import DecisionError
from budgetsim.model.engine.choice import Engine, EngineError, using
from budgetsim.model.panel import DEPARTMENT_COLUMNS
from budgetsim.model.simulation import run_scenarios
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.faults import ScenarioError, listed
from budgetsim.studies.code import load_code
from budgetsim.studies.design import some_of
from budgetsim.studies.directory import CSV_ROWS
from budgetsim.studies.errors import StudyError
from budgetsim.studies.executors import available_processors
from budgetsim.studies.keep import EVERYTHING, Keep
from budgetsim.studies.store import read_study
from budgetsim.studies.study import Study

SECONDS_PER_DEPARTMENT_YEAR = 1e-6
SECONDS_PER_COMPILED_YEAR = 0.3e-6
SECONDS_PER_RULED_YEAR = 2e-3
"""Under a policy rule runs go one by one, so that a year costs calls rather than arithmetic."""
WORTH_A_TRIAL = 5.0
"""Seconds of work, by these rough numbers, from which a trial of half a second pays."""
TOLD_SECONDS, TOLD_BYTES = 10.0, 50e6
"""From here on the cost is told before a study begins, without being asked for."""
MUCH_SECONDS, MUCH_BYTES = 600.0, 500e6
"""From here on it is said too how to make the study smaller."""
TRIAL_DEPARTMENT_YEARS = 240_000.0
"""Department-years of a trial: a chunk of the real runs, sixteen years of the reference scenario, a quarter second."""
TRIAL_RUNS, TRIAL_POINTS = 256, 8
TRIAL_SECONDS = 1.0
"""What a trial of user code may take; if one run takes so long, it stands for all."""
BYTES_PER_NUMBER = 6.8
"""Of a number of 8 bytes in a compressed table: measured over drawn points of the reference scenario."""
BYTES_PER_ROUNDED = 3.7
"""The same, of 4 bytes."""
BYTES_PER_ROW = 3.0
"""Of scenario, seed and year, which compress to next to nothing."""
BYTES_PER_POINT = 60.0
BYTES_PER_CSV_NUMBER = 19.0
PART_RUNS, BYTES_PER_NAME = 512, 320
"""Runs of a part, and what the description of one of its columns takes."""
BYTES_PER_STUDY = 85_000
"""Of descriptions, and of the design's columns."""


@dataclass(frozen=True)
class Cost:
    """What a study takes.

    ``seconds`` are those of simulation on ``processes`` processes; ``disk`` is in bytes; ``there`` are runs that an
    earlier call has finished. ``at_most`` says that the study may end with fewer runs, ``most`` that it may take
    so many though it usually takes ``runs``. ``how`` begins the sentence: what it is, or where the points come from;
    ``smaller`` are flags that take less.
    """

    runs: int
    seconds: float
    disk: float = 0.0
    processes: int = 1
    points: int | None = None
    seeds: int | None = None
    at_most: bool = False
    most: int | None = None
    there: int = 0
    directory: Path | None = None
    how: str = ""
    smaller: tuple[str, ...] = ()

    @property
    def is_worth_telling(self) -> bool:
        """Whether somebody should know before it begins."""
        return self.seconds > TOLD_SECONDS or self.disk > TOLD_BYTES

    @property
    def is_much(self) -> bool:
        """Whether somebody may want less."""
        return self.seconds > MUCH_SECONDS or self.disk > MUCH_BYTES

    def to_dict(self) -> dict[str, Any]:
        """Return plain values that JSON can hold."""
        return {
            "points": self.points,
            "seeds": self.seeds,
            "runs": self.runs,
            "most_runs": self.runs if self.most is None else self.most,
            "at_most": self.at_most,
            "runs_there": self.there,
            "seconds": float(f"{self.seconds:.2g}"),
            "processes": self.processes,
            "bytes": int(float(f"{self.disk:.2g}")),
            "directory": None if self.directory is None else str(self.directory),
            "smaller": list(self.smaller),
        }

    def __str__(self) -> str:
        phrases = [
            f"{self.how}{self._design}",
            told("running-time", time=duration(self.seconds), processes=self.processes),
        ]
        if self.directory is not None:
            phrases.append(told("running-disk", size=size(self.disk), directory=str(self.directory)))
        if self.there:
            phrases.append(told("running-runs-there", runs=f"{self.there:,}"))
        if self.is_much and self.smaller:
            phrases.append(told("running-smaller", flags=", ".join(self.smaller)))
        return told("fault-semicolon").join(phrases)

    @property
    def _design(self) -> str:
        if not self.runs:
            return ""
        runs = f"{self.runs:,}"
        if self.most is not None:
            return told("running-usually", runs=runs, most=f"{self.most:,}")
        bound = "most" if self.at_most else "all"
        if self.points is None:
            return told("running-runs", bound=bound, runs=runs)
        points = {"points": f"{self.points:,}", "many": "no" if self.points == 1 else "yes"}
        if self.seeds is None:
            return told("running-points", bound=bound, runs=runs, **points)
        seeds = {"seeds": f"{self.seeds:,}", "more": "no" if self.seeds == 1 else "yes"}
        return told("running-points-seeds", bound=bound, runs=runs, **points, **seeds)


def duration(seconds: float) -> str:
    """Return a time in the unit that its size asks for."""
    if seconds < 90:
        return f"{max(1.0, seconds):.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def size(disk: float) -> str:
    """Return bytes in the unit that their number asks for."""
    unit, name = next((pair for pair in ((1e9, "GB"), (1e6, "MB")) if disk >= pair[0]), (1e3, "kB"))
    return f"{max(1.0, disk / unit):.{1 if unit == 1e9 else 0}f} {name}"


@dataclass(frozen=True)
class Work:
    """Runs of some scenarios under some seeds, before anything is known of their time.

    ``years`` are recorded years of all scenarios together, ``department_years`` those lived, burn-in included, times
    departments; both for one seed. ``sample`` are scenarios that stand for the others;
    ``panel`` tells whether departments are kept.
    """

    points: int
    seeds: int
    years: float
    lived: float
    department_years: float
    sample: Sequence[Scenario]
    some_seeds: tuple[int, ...]
    horizon: int | None = None
    panel: bool = False
    code: Mapping[str, str] = field(default_factory=dict)
    keep: Keep = EVERYTHING

    @property
    def runs(self) -> int:
        """Number of runs."""
        return self.points * self.seeds

    @property
    def months(self) -> float:
        """Department-months of all runs, burn-in included."""
        return 12.0 * self.department_years * self.seeds

    def rough_seconds(self, engine: Engine | None = None) -> float:
        """Return the seconds on one processor, by constants; what user code takes nobody knows."""
        each = SECONDS_PER_COMPILED_YEAR if engine == "compiled" else SECONDS_PER_DEPARTMENT_YEAR
        seconds = each * self.department_years
        return self.seeds * (seconds + (SECONDS_PER_RULED_YEAR * self.lived if self.code else 0.0))

    def of(self, points: int, seeds: int) -> Work:
        """Return the work of so many points of the same kind under so many seeds."""
        share = points / self.points
        return replace(
            self,
            points=points,
            seeds=seeds,
            years=self.years * share,
            lived=self.lived * share,
            department_years=self.department_years * share,
        )

    def disk(self, *, csv: bool = True, studies: int = 1) -> float:
        """Return the bytes of its tables, in so many studies (rounds of a search)."""
        horizon = round(self.years / max(self.points, 1))
        share = self.keep.rows(horizon) / max(horizon, 1)
        rows, outcomes = self.years * self.seeds * share, len(self.keep.names)
        number = BYTES_PER_ROUNDED if self.keep.is_rounded else BYTES_PER_NUMBER
        total = rows * (outcomes * number + BYTES_PER_ROW) + self.points * BYTES_PER_POINT
        parts = max(studies, self.runs / PART_RUNS)
        total += studies * BYTES_PER_STUDY + parts * BYTES_PER_NAME * (outcomes + 3)
        if self.panel:
            recorded = self.department_years * self.years / max(self.lived, 1.0)
            total += recorded * self.seeds * len(DEPARTMENT_COLUMNS) * BYTES_PER_NUMBER
        if csv and rows <= CSV_ROWS:
            total += rows * outcomes * BYTES_PER_CSV_NUMBER
        return total


def work_of(study: Study) -> Work:
    """Return the work of a study; its points are not made for it, but for a few."""
    years = lived = department_years = 0.0
    scenarios = study.scenarios
    for own_years, burn_in, departments in some_of(scenarios, ("years", "burn_in", "departments")):
        recorded = study.years or own_years
        years += recorded
        lived += recorded + burn_in
        department_years += (recorded + burn_in) * departments
    wanted = max(TRIAL_POINTS, TRIAL_RUNS // len(study.seeds))
    step = max(1, len(scenarios) // wanted)
    chosen = range(0, len(scenarios), step)[:wanted]
    sample = scenarios[::step][:wanted] if isinstance(scenarios, Columns) else [scenarios[i] for i in chosen]
    return Work(
        len(scenarios), len(study.seeds), years, lived, department_years, sample, study.seeds,
        study.years, study.departments, study.code, study.keep,
    )  # fmt: skip


def work_like(
    scenarios: Sequence[Scenario], runs: int, seeds: Sequence[int], code: Mapping[str, str]
) -> Work:
    """Return the work of so many runs that resemble some scenarios."""
    protocol, departments = scenarios[0].protocol, scenarios[0].district.departments
    lived = protocol.years + protocol.burn_in
    points = runs / len(seeds)
    return Work(
        round(points), len(seeds), points * protocol.years, points * lived, points * lived * departments,
        tuple(scenarios), tuple(seeds), code=code,
    )  # fmt: skip


def seconds_of(work: Work, engine: Engine | None = None, *, always: bool = False) -> float:
    """Return the seconds that work takes on one processor: by a trial if it is much or ``always``, else roughly."""
    rough = work.rough_seconds(engine)
    if not always and rough < WORTH_A_TRIAL:
        return rough
    one = work.department_years / work.points
    runs = int(max(1.0, min(TRIAL_RUNS, work.runs, TRIAL_DEPARTMENT_YEARS / one)))
    sample, seeds = work.sample[:runs], work.some_seeds[: max(1, runs // min(runs, len(work.sample)))]
    with using(engine):
        # The first run is slow: a thing or two is imported, or compiled.
        first = _timed(work, sample[:1], seeds[:1])
        if work.code and first * len(sample) * len(seeds) > TRIAL_SECONDS:
            sample, seeds = sample[:1], seeds[:1]
        taken = _timed(work, sample, seeds)
    return taken * work.department_years * work.seeds / (_lived(work, sample) * len(seeds))


def processes_for(seconds: float, workers: int | None, scheduler: str | None, worth: float) -> int:
    """Return the number of processes: those asked for, or as many as pay."""
    if workers is not None or scheduler is not None:
        return workers or 1
    return available_processors() if seconds > worth else 1


def runs_there(directory: Path, identity: str) -> int:
    """Return how many runs of a study a directory holds; none if it holds another."""
    with suppress(StudyError, OSError):
        result = read_study(directory, allow_partial=True)
        if result.about.get("identity") == identity:
            return result.runs
    return 0


def _timed(work: Work, scenarios: Sequence[Scenario], seeds: Sequence[int]) -> float:
    code: dict[str, Any] = {role: load_code(named) for role, named in work.code.items()}
    named = scenarios
    if not isinstance(scenarios, Columns):
        named = [scenario.replace(name=f"trial{place}") for place, scenario in enumerate(scenarios)]
    begin = time.perf_counter()
    with _blaming(tuple(work.code.values())):
        run_scenarios(named, seeds, work.horizon, departments=work.panel, **code)
    return time.perf_counter() - begin


@contextmanager
def _blaming(code: Sequence[str]) -> Iterator[None]:
    """Tell what the user's code raises as its own; without such code a fault remains one of the program.

    Raises
    ------
    StudyError
        Instead of anything that is not said in words already.
    """
    try:
        yield
    except (DecisionError, EngineError, ScenarioError, StudyError):
        raise
    except Exception as error:
        if not code:
            raise
        raised = f"{type(error).__name__}: {error}"
        raise StudyError(told("study-code-failed", code=listed(map(repr, code)), error=raised)) from error


def _lived(work: Work, scenarios: Sequence[Scenario]) -> float:
    about = some_of(scenarios, ("years", "burn_in", "departments"))
    return float(
        sum(((work.horizon or years) + burn_in) * departments for years, burn_in, departments in about)
    )
