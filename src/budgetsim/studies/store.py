"""Studies read from their directories: one study, or the rounds of a campaign below each other."""

from __future__ import annotations

import json
import os
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from budgetsim.declarations.renamed import current, current_column, current_json, former_columns, tell_renamed
from budgetsim.language import told
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.faults import listed
from budgetsim.studies.design import (
    FACTOR,
    StoredScenarios,
    is_of_points,
    read_points,
    read_scenarios,
    stored_columns,
)
from budgetsim.studies.directory import (
    DESIGN,
    OUTCOME_PARTS,
    PANEL_PARTS,
    RESULT,
    ROUNDS,
    part_name,
    read_description,
    read_manifest,
)
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import SCENARIO, Factor
from budgetsim.studies.files import SUMMARY
from budgetsim.studies.keep import Keep
from budgetsim.studies.parts import blocks, read_part
from budgetsim.studies.plan import Part, Plan, Size
from budgetsim.studies.points import StoredPoints
from budgetsim.studies.provenance import ScienceWarning, is_current, science_note
from budgetsim.studies.study import STUDY, Study
from budgetsim.studies.summary import KEYS
from budgetsim.studies.windows import Window, at_end, part_means


@dataclass(frozen=True)
class _Stored:
    """What a directory says of its study; of a campaign, ``manifest`` is what was written at its end, or empty."""

    directory: Path
    manifest: dict[str, Any]
    complete: bool
    """Whether every part is there; of a campaign, whether it came to its end."""
    _about: dict[str, Any] = field(repr=False)

    @property
    def about(self) -> dict[str, Any]:
        """What the directory says of its study: command, name, identity, seeds, settings."""
        return dict(self._about)

    @property
    def settings(self) -> dict[str, Any]:
        """What the command needed to know of its study."""
        return dict(self._about["settings"])

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
            raise StudyError(told("study-factors-lost", directory=str(self.directory))) from error


@dataclass(frozen=True)
class StudyResult(_Stored):
    """A study read from its directory; tables are read when they are asked for."""

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
    def seeds(self) -> tuple[int, ...]:
        """The seeds, in the order of the study."""
        return tuple(self._about["seeds"])

    @property
    def years(self) -> tuple[int, ...]:
        """Recorded years of every scenario."""
        return tuple(size.years for size in self._plan.sizes)

    @cached_property
    def keep(self) -> Keep:
        """What is stored of the outcomes."""
        return _keep(self.directory, self._about)

    @cached_property
    def kept_outcomes(self) -> tuple[str, ...]:
        """Names of the outcomes that are stored, by the names of today; of a study without parts, those asked for."""
        for part in self._parts[:1]:
            file = self.directory / OUTCOME_PARTS / part_name(part.number)
            with suppress(pa.ArrowException, OSError):  # told where it is read
                return tuple(n for n in map(current_column, pq.read_schema(file).names) if n not in KEYS)
        return self.keep.names

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
        table = _read_design(self.directory, is_of_points)
        if any(column.null_count for column in table.columns):
            return pd.DataFrame(read_points(table))
        names = stored_columns(table)
        frame: pd.DataFrame = (
            table.select(list(names.values())).rename_columns(list(names)).to_pandas(use_threads=False)
        )
        return frame

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The resolved scenarios.

        Raises
        ------
        StudyError
            If another version of the package, with other parameters, made the study.
        """
        return read_scenarios(self._design)

    @cached_property
    def study(self) -> Study:
        """What was asked for."""
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
        """One row per scenario × seed × year, as ``simulate(...).outcomes``; of what is there and what was kept.

        Where means over the last years were kept instead, one row per scenario × seed, and no column ``year``.
        """
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

    def tables(
        self, outcomes: Sequence[str] | None = None, *, scenarios: range | None = None
    ) -> Iterator[Any]:
        """Yield the outcomes as Arrow tables, a few scenarios at a time, in order: for studies beyond memory.

        ``outcomes`` names the columns to read beside scenario, seed and year; by default all. With ``scenarios`` only
        tables are read that hold some at these places.

        Raises
        ------
        StudyError
            If an outcome was not kept, or a part cannot be read.
        """
        sizes, columns = self._plan.sizes, None
        if outcomes is not None:
            self._refuse_lacking(outcomes)
            keys = KEYS[:2] if self.keep.means else KEYS
            columns = [*keys, *outcomes]
        folder = self.directory / OUTCOME_PARTS
        yield from blocks(folder, self._holding(scenarios), part_name, lambda i: sizes[i].rows, columns)

    def _refuse_lacking(self, outcomes: Sequence[str]) -> None:
        """Raise if some outcomes were not kept."""
        lacking = [name for name in outcomes if name not in self.kept_outcomes]
        if lacking:
            about = {"outcomes": listed(lacking), "kept": listed(self.kept_outcomes)}
            raise StudyError(told("study-not-kept", directory=str(self.directory), **about))

    def _holding(self, scenarios: range | None) -> Sequence[Part]:
        """Return the parts that hold some of the scenarios at these places."""
        if scenarios is None:
            return self._parts
        first = bisect_right(self._parts, scenarios.start, key=lambda part: part.scenarios.stop)
        last = bisect_left(self._parts, scenarios.stop, key=lambda part: part.scenarios.start)
        return self._parts[first:last]

    def scenario_blocks(self) -> Iterator[range]:
        """Yield the places of the scenarios that lie together in parts."""
        for start in range(0, len(self._plan.sizes), self._plan.width):
            yield range(start, min(start + self._plan.width, len(self._plan.sizes)))

    def department_tables(self, *, scenarios: range | None = None) -> Iterator[Any]:
        """Yield the panel of departments likewise.

        Raises
        ------
        StudyError
            If the panel was not asked for.
        """
        if not self._about["departments"]:
            raise StudyError(told("study-no-panel", directory=str(self.directory)))
        folder, sizes = self.directory / PANEL_PARTS, self._plan.sizes
        parts = self._holding(scenarios)
        yield from blocks(folder, parts, part_name, lambda i: sizes[i].years * sizes[i].departments)

    def run_means(self, last: int = 3, outcomes: Sequence[str] | None = None) -> pd.DataFrame:
        """Return means over the last years, one row per scenario × seed; memory holds this table and one part.

        ``outcomes`` names the outcomes to read; by default all that were kept.

        Raises
        ------
        StudyError
            If an outcome or a year was not kept, or a part cannot be read.
        """
        (means,) = self.window_tables([at_end(last)], outcomes)
        return means

    def window_tables(
        self, windows: Sequence[Window], outcomes: Sequence[str] | None = None
    ) -> list[pd.DataFrame]:
        """Return means over each window of years, one row per scenario × seed; every part is read once.

        Raises
        ------
        StudyError
            As ``run_means``.
        """
        names = list(self.kept_outcomes if outcomes is None else outcomes)
        return [self.by_run(names, means) for means in self.window_means(windows, names)]

    def window_means(
        self, windows: Sequence[Window], outcomes: Sequence[str], *, scenarios: range | None = None
    ) -> list[Array]:
        """Return means over each window of years (outcome, scenario, seed), gathered part by part.

        With ``scenarios`` those of some alone, by their places. What is not there is NaN.

        Raises
        ------
        StudyError
            If an outcome or a year was not kept, or a part cannot be read.
        """
        sizes, keep = self._plan.sizes, self.keep
        chosen = range(len(sizes)) if scenarios is None else scenarios
        self._refuse_lacking(outcomes)
        self._refuse_other_years(windows)
        shape = (len(outcomes), len(chosen), len(self.seeds))
        by_window = [np.full(shape, np.nan) for _ in windows]
        for part in self._holding(chosen):
            counts = [sizes[place] for place in part.scenarios]
            rows = len(part.seeds) * sum(size.rows for size in counts)
            path = self.directory / OUTCOME_PARTS / part_name(part.number)
            table = read_part(path, rows, list(outcomes))
            first, last = max(part.scenarios.start, chosen.start), min(part.scenarios.stop, chosen.stop)
            inside = slice(first - part.scenarios.start, last - part.scenarios.start)
            place = slice(first - chosen.start, last - chosen.start)
            for means, window in zip(by_window, windows, strict=True):
                of_part = part_means(table, counts, len(part.seeds), keep, window)
                means[:, place, part.seeds.start : part.seeds.stop] = of_part[:, inside]
        return by_window

    def by_run(self, names: Sequence[str], values: Array, *, scenarios: range | None = None) -> pd.DataFrame:
        """Return values (outcome, scenario, seed) as a table, one row per scenario × seed that is there."""
        chosen = range(len(self._plan.sizes)) if scenarios is None else scenarios
        places = np.repeat(np.arange(chosen.start, chosen.stop), len(self.seeds))
        first = (
            0 if self._about.get("common_seeds", True) else places * (max(self.seeds) - min(self.seeds) + 1)
        )
        keys = pa.table(
            {
                "scenario": self._names.take(pa.array(places)),
                "seed": np.tile(np.array(self.seeds, dtype=np.int64), len(chosen)) + first,
            }
        )
        numbers = pd.DataFrame(values.reshape(len(names), -1).T, columns=list(names), copy=False)
        table: pd.DataFrame = pd.concat([keys.to_pandas(use_threads=False), numbers], axis=1)
        if self.complete:
            return table
        rows: pd.DataFrame = table[self._is_there(chosen)].reset_index(drop=True)
        return rows

    def _is_there(self, chosen: range) -> Any:
        """Return whether each run of some scenarios is there, scenario by scenario."""
        is_there = np.zeros((len(chosen), len(self.seeds)), dtype=bool)
        for part in self._holding(chosen):
            first, last = part.scenarios.start - chosen.start, part.scenarios.stop - chosen.start
            is_there[max(first, 0) : last, part.seeds.start : part.seeds.stop] = True
        return is_there.ravel()

    def _refuse_other_years(self, windows: Sequence[Window]) -> None:
        """Raise if means over some years cannot be known from what was kept."""
        for years in self._horizons:
            for window in windows:
                if not self.keep.is_over(window(years), years):
                    about = {"first": str(window(years).start), "last": str(window(years).stop - 1)}
                    about |= {"keep": str(self.keep), "years": str(years)}
                    raise StudyError(told("study-years-not-kept", directory=str(self.directory), **about))

    @cached_property
    def _horizons(self) -> set[int]:
        """Different numbers of recorded years."""
        return {size.years for size in self._plan.sizes}

    @cached_property
    def _names(self) -> Any:
        """Names of the scenarios."""
        return _read_design(self.directory, "name".__eq__).column("name").combine_chunks()

    @cached_property
    def _design(self) -> Any:
        return _read_design(self.directory)


@dataclass(frozen=True)
class CampaignResult(_Stored):
    """A campaign read from its directory; tables are those of its rounds below each other."""

    rounds: tuple[StudyResult, ...]

    @property
    def seeds(self) -> tuple[int, ...]:
        """Seeds of all rounds, in the order of their first use."""
        return tuple(dict.fromkeys(seed for study in self.rounds for seed in study.seeds))

    @property
    def rows(self) -> int:
        """Number of rows of outcomes."""
        return sum(study.rows for study in self.rounds)

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """One row per scenario × seed × year of every round."""
        return _below([study.outcomes for study in self.rounds])

    @cached_property
    def design(self) -> pd.DataFrame:
        """One row per scenario, as it was first used; scenarios that several rounds share come once."""
        return _first_of_each("name", [study.design for study in self.rounds])

    @cached_property
    def points(self) -> pd.DataFrame:
        """One row per scenario: its name, and the value of every factor."""
        return _first_of_each("scenario", [study.points for study in self.rounds])

    def tables(self, outcomes: Sequence[str] | None = None) -> Iterator[Any]:
        """Yield the outcomes as Arrow tables, round by round, as ``StudyResult.tables``."""
        for study in self.rounds:
            yield from study.tables(outcomes)

    def run_means(self, last: int = 3, outcomes: Sequence[str] | None = None) -> pd.DataFrame:
        """Return means over the last years, one row per scenario × seed of every round."""
        return _below([study.run_means(last, outcomes) for study in self.rounds])

    def window_tables(
        self, windows: Sequence[Window], outcomes: Sequence[str] | None = None
    ) -> list[pd.DataFrame]:
        """Return means over each window of years, one row per scenario × seed of every round."""
        tables = [study.window_tables(windows, outcomes) for study in self.rounds]
        return [_below([own[place] for own in tables]) for place in range(len(windows))]


def load_study(directory: str | Path, *, allow_partial: bool = False) -> StudyResult | CampaignResult:
    """Load a study that a command or ``Result.save`` wrote; of a campaign, the union of its rounds.

    Parameters
    ----------
    directory
        The study's directory.
    allow_partial
        Also load a study of which parts are missing; tables then hold what is there.

    A ``ScienceWarning`` tells of a study made when outcomes of the same name meant something else: it is read as ever,
    but should not be compared with new ones. A ``RenamedWarning`` tells of outcomes and factors that were called
    otherwise when it was written: its tables have the names of today.

    Raises
    ------
    StudyError
        If there is no such directory, no study in it, or parts are missing.
    """
    path = Path(directory)
    about = _description(path)
    if not is_current(about):
        warnings.warn(science_note(path, about), ScienceWarning, stacklevel=2)
    result = (
        _load_campaign(path, about, allow_partial=allow_partial)
        if about.get("campaign")
        else read_study(path, allow_partial=allow_partial)
    )
    for study in [result] if isinstance(result, StudyResult) else result.rounds[:1]:
        _tell_renamed(study)
    return result


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
        raise StudyError(told("study-campaign", directory=str(path), rounds=str(path / ROUNDS)))
    plan = _stored_plan(path, about)
    folders = [path / OUTCOME_PARTS, *([path / PANEL_PARTS] if about["departments"] else [])]
    there = [{entry.name for entry in os.scandir(f)} if f.is_dir() else set() for f in folders]
    parts = tuple(p for p in plan.parts() if all(part_name(p.number) in names for names in there))
    if len(parts) < len(plan) and not allow_partial:
        counts = {"there": f"{len(parts)}", "planned": f"{len(plan)}"}
        raise StudyError(told("study-unfinished-parts", directory=str(path), **counts))
    return StudyResult(path, read_manifest(path) or {}, len(parts) == len(plan), about, plan, parts)


def no_directory(path: Path) -> str:
    """Return why a path is no directory: it is something else, or nothing is there."""
    return told("study-no-directory-but" if path.exists() else "study-no-directory", directory=str(path))


MOST_NAMED = 3
"""Directories of results that are named where another directory was given."""


def results_below(path: Path) -> str:
    """Return that a directory holds directories of results, which are named; an empty text if it holds none."""
    inside = sorted({str(one.parent) for name in (STUDY, SUMMARY) for one in path.glob(f"*/{name}")})
    some = listed(inside[:MOST_NAMED])
    return told("study-above", directory=str(path), some=some) if inside else ""


def no_results(path: Path) -> str:
    """Return why a directory is none of results."""
    return results_below(path) or told("study-no-study", directory=str(path))


def _description(path: Path) -> dict[str, Any]:
    if not path.is_dir():
        raise StudyError(no_directory(path))
    about = read_description(path)
    if about is None:
        raise StudyError(no_results(path))
    return about


def _load_campaign(path: Path, about: dict[str, Any], *, allow_partial: bool) -> CampaignResult:
    manifest = _campaign_manifest(path)
    if not manifest and not allow_partial:
        raise StudyError(told("study-unfinished", directory=str(path)))
    # A round that has only been begun has no design yet.
    there = sorted(place.parent.name for place in (path / ROUNDS).glob(f"*/{DESIGN}"))
    names = manifest.get("rounds", there)
    rounds = tuple(read_study(path / ROUNDS / name, allow_partial=allow_partial) for name in names)
    return CampaignResult(path, manifest, bool(manifest), about, rounds)


def _campaign_manifest(path: Path) -> dict[str, Any]:
    """Return what was written at the end, or nothing if there is none or it was edited beyond use."""
    with suppress(OSError, ValueError, RecursionError):
        document = json.loads((path / RESULT).read_text(encoding="utf-8"))
        named = document.get("rounds") if isinstance(document, dict) else None
        if isinstance(named, list) and all(isinstance(name, str) for name in named):
            return dict(document)
    return {}


def _stored_plan(path: Path, about: dict[str, Any]) -> Plan:
    wanted = ("years", "departments")
    design, keep = _read_design(path, wanted.__contains__), _keep(path, about)

    @cache  # a few, shared by all
    def of(own: int, departments: int) -> Size:
        years = about["years"] or own
        return Size(years, departments, keep.rows(years))

    sizes = tuple(map(of, *(design.column(name).to_pylist() for name in wanted)))
    cut = about["plan"]
    return Plan(sizes, len(about["seeds"]), cut["scenarios_per_part"], cut["seeds_per_part"])


def _keep(path: Path, about: Mapping[str, Any]) -> Keep:
    try:
        return Keep.of(about["settings"])
    except ValueError as error:
        raise StudyError(told("study-keep-lost", directory=str(path), error=str(error))) from error


def _read_design(path: Path, wanted: Callable[[str], bool] | None = None) -> Any:
    """Return the design, or the wanted ones of its columns: a row has some hundred and forty."""
    try:
        with pq.ParquetFile(path / DESIGN) as file:
            names = None if wanted is None else list(filter(wanted, file.schema_arrow.names))
            table = file.read(names, use_threads=False).replace_schema_metadata(None)
    except (pa.ArrowException, OSError) as error:
        raise StudyError(
            told("study-design-unreadable", file=str(path / DESIGN), error=str(error))
        ) from error
    if not former_columns(table.column_names):
        return table
    table = table.rename_columns(list(map(current_column, table.column_names)))
    if "changes" not in table.column_names:
        return table
    place = table.column_names.index("changes")
    changes = pa.array(map(current_json, table.column("changes").to_pylist()), pa.string())
    return table.set_column(place, "changes", changes)


def _tell_renamed(study: StudyResult) -> None:
    """Warn of factors and outcomes of a study that were called otherwise when it was written."""
    try:
        names = filter(is_of_points, pq.read_schema(study.directory / DESIGN).names)
        part = next((part_name(part.number) for part in study._parts), None)  # noqa: SLF001 - of this file
        outcomes = pq.read_schema(study.directory / OUTCOME_PARTS / part).names if part else ()
    except (pa.ArrowException, OSError):  # told where it is read
        return
    for former in former_columns([*names, *outcomes]).values():
        bare = former.removeprefix(FACTOR)
        tell_renamed(bare, current(bare, tell=False))


def _frame(tables: list[Any]) -> pd.DataFrame:
    if not tables:
        return pd.DataFrame()
    frame: pd.DataFrame = pa.concat_tables(tables).to_pandas()
    return frame


def _below(tables: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def _first_of_each(name: str, tables: list[pd.DataFrame]) -> pd.DataFrame:
    table = _below(tables)
    return table.drop_duplicates(name, ignore_index=True) if len(table) else table
