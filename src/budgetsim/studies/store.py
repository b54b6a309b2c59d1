"""Load a study from its directory, and save results of ``simulate`` as one."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetsim.scenario import Scenario
from budgetsim.studies.directory import (
    CSV,
    DESIGN,
    OUTCOME_PARTS,
    PANEL_PARTS,
    open_for_writing,
    part_name,
    read_description,
    read_manifest,
)
from budgetsim.studies.factors import SCENARIO, Factor
from budgetsim.studies.files import in_words, marked, write_whole
from budgetsim.studies.plan import Part, Plan, Size
from budgetsim.studies.points import StoredPoints
from budgetsim.studies.rounds import ROUNDS, CampaignResult, load_campaign
from budgetsim.studies.science import ScienceWarning, is_current, told
from budgetsim.studies.study import Study, StudyError
from budgetsim.studies.worker import PartFiles

if TYPE_CHECKING:
    import pandas as pd

    from budgetsim.result import Result

CSV_ROWS = 10_000
"""Studies with at most so many rows of outcomes get them as text too."""


@dataclass(frozen=True)
class StudyResult:
    """A study read from its directory; tables are read when they are asked for."""

    directory: Path
    manifest: dict[str, Any]
    complete: bool
    """Whether every part is there."""
    _about: dict[str, Any] = field(repr=False)
    _plan: Plan = field(repr=False)
    _parts: tuple[Part, ...] = field(repr=False)

    @property
    def rows(self) -> int:
        """Number of rows of outcomes that are there, without reading them."""
        return sum(part.rows for part in self._parts)

    @property
    def runs(self) -> int:
        """Number of runs that are there."""
        return sum(part.runs for part in self._parts)

    @property
    def parts(self) -> int:
        """Number of parts that are there."""
        return len(self._parts)

    @property
    def planned_runs(self) -> int:
        """Number of runs of the whole study."""
        return self._plan.runs

    @property
    def planned_parts(self) -> int:
        """Number of parts of the whole study."""
        return len(self._plan)

    @property
    def about(self) -> dict[str, Any]:
        """What the directory says of its study: command, name, identity, seeds, settings."""
        return dict(self._about)

    @property
    def seeds(self) -> tuple[int, ...]:
        """The seeds, in the order of the study."""
        return tuple(self._about["seeds"])

    @property
    def years(self) -> tuple[int, ...]:
        """Recorded years of every scenario."""
        return tuple(size.years for size in self._plan.sizes)

    @cached_property
    def design(self) -> pd.DataFrame:
        """One row per scenario: number, name, description and every parameter."""
        frame: pd.DataFrame = self._design.to_pandas()
        return frame

    @cached_property
    def points(self) -> pd.DataFrame:
        """One row per scenario: its name in ``scenario``, and the value of every factor that the study varies.

        The factor ``scenario`` of a sweep over several scenarios is called ``base`` here.
        """
        import pandas as pd

        from budgetsim.studies.design import is_of_points, read_points

        return pd.DataFrame(read_points(_read_design(self.directory, is_of_points)))

    @property
    def factors(self) -> tuple[Factor, ...]:
        """What the study varies; nothing for studies of scenarios.

        Raises
        ------
        StudyError
            If the settings were edited, so that they no longer tell.
        """
        try:
            return tuple(Factor.from_dict(about) for about in self.settings.get("factors", ()))
        except (TypeError, KeyError, AttributeError) as error:
            raise StudyError(
                f"{self.directory}: the factors cannot be read from its settings; give the command again that made"
                " the study"
            ) from error

    @property
    def settings(self) -> dict[str, Any]:
        """What the command needed to know of its study."""
        return dict(self._about["settings"])

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The resolved scenarios.

        Raises
        ------
        StudyError
            If another version of the package, with other parameters, made the study.
        """
        from budgetsim.studies.design import read_scenarios

        return read_scenarios(self._design)

    @cached_property
    def study(self) -> Study:
        """What was asked for."""
        from budgetsim.studies.design import StoredScenarios, read_points

        keys = ("command", "name", "seeds", "years", "departments", "code", "settings", "common_seeds")
        scenarios: Sequence[Scenario]
        if not self.factors:
            scenarios = self.scenarios
        else:
            values = read_points(self._design)
            values |= {SCENARIO: values.pop("base", values["scenario"])}
            scenarios = StoredPoints(StoredScenarios(self._design), self.factors, values)
        return Study(scenarios=scenarios, **{key: self._about[key] for key in keys})

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """One row per scenario × seed × year, as ``simulate(...).outcomes``; of what is there."""
        return _frame(list(self.tables()))

    @cached_property
    def departments(self) -> pd.DataFrame:
        """One row per scenario × seed × year × department, as ``simulate(..., departments=True).departments``.

        Raises
        ------
        StudyError
            If the panel was not asked for.
        """
        frame = _frame(list(self.department_tables()))
        if "name" in frame.columns and self.design["roster"].isna().iloc[0]:
            frame["name"] = frame.pop("name")  # where simulate puts it if the first scenario has no names
        return frame

    def tables(self, outcomes: Sequence[str] | None = None) -> Iterator[Any]:
        """Yield the outcomes as Arrow tables, a few scenarios at a time, in order: for studies beyond memory.

        ``outcomes`` names the columns to read beside scenario, seed and year; by default all.
        """
        from budgetsim.studies.read import blocks

        sizes = self._plan.sizes
        columns = None if outcomes is None else ["scenario", "seed", "year", *outcomes]
        folder = self.directory / OUTCOME_PARTS
        yield from blocks(folder, self._parts, part_name, lambda i: sizes[i].years, columns)

    def department_tables(self) -> Iterator[Any]:
        """Yield the panel of departments likewise.

        Raises
        ------
        StudyError
            If the panel was not asked for.
        """
        from budgetsim.studies.read import blocks

        if not self._about["departments"]:
            raise StudyError(f"{self.directory}: the panel of departments was not kept")
        folder, sizes = self.directory / PANEL_PARTS, self._plan.sizes
        yield from blocks(folder, self._parts, part_name, lambda i: sizes[i].years * sizes[i].departments)

    def run_means(self, last: int = 3, outcomes: Sequence[str] | None = None) -> pd.DataFrame:
        """Return means over the last years, one row per scenario × seed; memory holds this table only.

        ``outcomes`` names the outcomes to read; by default all.
        """
        import pandas as pd

        from budgetsim.studies.summary import run_means

        tables = self.tables(outcomes)
        return pd.concat([run_means(table.to_pandas(), last) for table in tables], ignore_index=True)

    @cached_property
    def _design(self) -> Any:
        return _read_design(self.directory)


def load_study(directory: str | Path, *, allow_partial: bool = False) -> StudyResult | CampaignResult:
    """Load a study that a command or ``Result.save`` wrote; of a campaign, the union of its rounds.

    Parameters
    ----------
    directory
        The study's directory.
    allow_partial
        Also load a study of which parts are missing; tables then hold what is there.

    A ``ScienceWarning`` tells of a study made when outcomes of the same name meant something else: it is read as ever,
    but should not be compared with new ones.

    Raises
    ------
    StudyError
        If there is no such directory, no study in it, or parts are missing.
    """
    path = Path(directory)
    about = _description(path)
    if not is_current(about):
        warnings.warn(told(path, about), ScienceWarning, stacklevel=2)
    if about.get("campaign"):
        return load_campaign(path, about, read_study, allow_partial=allow_partial)
    return read_study(path, allow_partial=allow_partial)


def read_study(directory: str | Path, *, allow_partial: bool = False) -> StudyResult:
    """Load one study that is no campaign.

    Raises
    ------
    StudyError
        As ``load_study``.
    """
    path = Path(directory)
    about = _description(path)
    if about.get("campaign"):
        raise StudyError(f"{path} holds a campaign, whose studies are in {path / ROUNDS}; give one of these")
    plan = _stored_plan(path, about)
    folders = [path / OUTCOME_PARTS, *([path / PANEL_PARTS] if about["departments"] else [])]
    there = [{entry.name for entry in os.scandir(f)} if f.is_dir() else set() for f in folders]
    parts = tuple(p for p in plan.parts() if all(part_name(p.number) in names for names in there))
    if len(parts) < len(plan) and not allow_partial:
        raise StudyError(
            f"{path} is not finished: {len(parts)} of {len(plan)} parts are there; run the same command again to"
            " finish it, or load what is there with allow_partial=True"
        )
    return StudyResult(path, read_manifest(path) or {}, len(parts) == len(plan), about, plan, parts)


def _description(path: Path) -> dict[str, Any]:
    if not path.is_dir():
        raise StudyError(f"{path} is no directory" if path.exists() else f"there is no directory {path}")
    about = read_description(path)
    if about is None:
        raise StudyError(
            f"{path} holds no study that can be read: study.toml and manifest.json are missing or damaged"
        )
    return about


def save_result(result: Result, directory: str | Path) -> Path:
    """Write results of ``simulate`` as a study directory; return its path.

    Raises
    ------
    StudyError
        If the directory holds another study or other files, is being written, or the disk refuses.
    """
    path = Path(directory)
    study = _study_of(result)
    named = any(scenario.roster is not None for scenario in result.scenarios)
    with open_for_writing(study, path) as writer:
        # Every part is written anew: two functions may have one name, so what is there may be of another.
        for part in writer.plan.parts():
            writer.write(part, _part_of(result, part, study, named=named))
        write_csv(path)
        writer.finish()
    return path


def write_csv(directory: Path) -> None:
    """Write ``outcomes.csv`` if the study is small enough for it to be handy."""
    import pyarrow as pa
    from pyarrow import csv

    loaded = read_study(directory)
    if loaded.rows > CSV_ROWS:
        return
    sink = pa.BufferOutputStream()
    sink.write(marked(""))
    for number, table in enumerate(loaded.tables()):
        csv.write_csv(table, sink, csv.WriteOptions(include_header=number == 0, quoting_style="needed"))
    with in_words(directory, f"write {CSV}"):
        write_whole(directory / CSV, memoryview(sink.getvalue()))


def _study_of(result: Result) -> Study:
    own = tuple(scenario.protocol.years for scenario in result.scenarios)
    first, more = result.scenarios[0].name, len(result.scenarios) - 1
    return Study(
        command="simulate",
        name=f"{first}-and-{more}-more" if more else first,
        scenarios=result.scenarios,
        seeds=result.seeds,
        years=None if result.years == own else result.years[0],
        departments=bool(result.panels),
        code=result.code,
    )


def _part_of(result: Result, part: Part, study: Study, *, named: bool) -> PartFiles:
    from budgetsim.studies import encode

    identity = study.identity()
    outcomes = encode.outcome_table(result, part.scenarios, part.seeds)
    panel = None
    if study.departments:
        table = encode.panel_table(result, part.scenarios, part.seeds, named=named)
        panel = encode.part_bytes(table, identity, part.number)
    return PartFiles(part.number, encode.part_bytes(outcomes, identity, part.number), panel)


def _stored_plan(path: Path, about: dict[str, Any]) -> Plan:
    wanted = ("years", "departments")
    design = _read_design(path, wanted.__contains__)
    of = cache(lambda years, departments: Size(about["years"] or years, departments))  # a few, shared by all
    sizes = tuple(map(of, *(design.column(name).to_pylist() for name in wanted)))
    cut = about["plan"]
    return Plan(sizes, len(about["seeds"]), cut["scenarios_per_part"], cut["seeds_per_part"])


def _read_design(path: Path, wanted: Callable[[str], bool] | None = None) -> Any:
    """Return the design, or the wanted ones of its columns: a row has some hundred and forty."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        names = None if wanted is None else list(filter(wanted, pq.read_schema(path / DESIGN).names))
        return pq.read_table(path / DESIGN, columns=names).replace_schema_metadata(None)
    except (pa.ArrowException, OSError) as error:
        raise StudyError(
            f"{path / DESIGN} cannot be read ({error}); give the command again that made the study, and it is restored"
        ) from error


def _frame(tables: list[Any]) -> pd.DataFrame:
    import pandas as pd
    import pyarrow as pa

    if not tables:
        return pd.DataFrame()
    frame: pd.DataFrame = pa.concat_tables(tables).to_pandas()
    return frame
