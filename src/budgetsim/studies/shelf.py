"""Directories of results below each other: what each holds, how two differ, and which may go."""

from __future__ import annotations

import math
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from budgetsim.language import told
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.faults import listed
from budgetsim.scenario_files.read import reason_of
from budgetsim.studies.directory import read_description, read_manifest
from budgetsim.studies.errors import StudyError
from budgetsim.studies.files import SUMMARY, answer_file, is_locked, kept_answer
from budgetsim.studies.states import stored_states
from budgetsim.studies.store import CampaignResult, StudyResult, load_study
from budgetsim.studies.study import STUDY

SCENARIO_COMMANDS = ("run", "compare", "simulate")


@dataclass(frozen=True)
class Entry:
    """A directory of results.

    ``state`` is ``complete``, ``running`` (somebody writes it now), ``unfinished`` or ``damaged``; ``command_line`` is
    the line that began it, empty where a program of somebody's own did; ``size`` is in bytes.
    """

    directory: Path
    command: str
    name: str
    date: str
    size: int
    state: str
    command_line: str

    def to_dict(self) -> dict[str, Any]:
        """Return plain values that JSON can hold."""
        return {**vars(self), "directory": str(self.directory)}


def entries(root: Path) -> list[Entry]:
    """Return the directories of results directly below a directory, the latest first.

    Raises
    ------
    StudyError
        If there is no such directory.
    """
    if not root.is_dir():
        raise StudyError(told("study-no-results", directory=str(root)))
    entries_there = [entry for path in sorted(root.iterdir()) if path.is_dir() and (entry := entry_of(path))]
    return sorted(entries_there, key=lambda entry: entry.date, reverse=True)


def entry_of(directory: Path) -> Entry | None:
    """Return what a directory holds; ``None`` if these are no results."""
    about = read_description(directory)
    kept = answer_file(directory)
    if about is None and not kept.is_file():
        return None
    described = directory / STUDY if about is not None else kept
    return Entry(
        directory,
        str(about["command"]) if about is not None else _command_of(directory),
        str(about["name"]) if about is not None else directory.name,
        datetime.fromtimestamp(described.stat().st_mtime, UTC).isoformat(timespec="seconds"),
        sum(path.stat().st_size for path in directory.rglob("*") if path.is_file()),
        _state(directory) if about is not None else "complete",
        command_line_of(directory),
    )


def _command_of(directory: Path) -> str:
    """Return the command of an answer that no study is behind."""
    with suppress(StudyError):
        return str(kept_answer(directory).get("command", ""))
    return ""


def command_line_of(directory: Path) -> str:
    """Return the line of the terminal that began the results in a directory; empty where that is not known."""
    with suppress(StudyError):
        line = kept_answer(directory).get("command_line")
        if isinstance(line, str) and line:
            return line
    for place in (directory, *sorted(directory.glob("rounds/*"))):
        lines = (read_manifest(place) or {}).get("command_lines")
        if isinstance(lines, list) and lines:
            return str(lines[0])
    return ""


def _state(directory: Path) -> str:
    if is_locked(directory):
        return "running"
    try:
        return "complete" if load_study(directory, allow_partial=True).complete else "unfinished"
    except StudyError:
        return "unfinished" if read_manifest(directory) is None else "damaged"


@dataclass(frozen=True)
class Difference:
    """One setting or number of two results; ``None`` where one has none."""

    key: str
    first: Any
    second: Any

    @property
    def relative(self) -> float:
        """How far two numbers are apart, relative to the larger; infinite for what is no number."""
        if not all(isinstance(value, int | float) for value in (self.first, self.second)):
            return math.inf
        largest = max(abs(self.first), abs(self.second))
        return abs(self.first - self.second) / largest if largest else 0.0


def setting_differences(one: Path, two: Path) -> list[Difference]:
    """Return the settings in which two results differ: command, seeds, years, parameters of scenarios, factors.

    Raises
    ------
    StudyError
        If one of them cannot be read.
    """
    return _differences(_settings(one), _settings(two))


def number_differences(one: Path, two: Path, outcomes: Sequence[str]) -> list[Difference]:
    """Return the headline numbers in which two results differ, the most different first.

    Of runs and comparisons these are the means of some outcomes of each scenario; of other studies the numbers of
    the answer.

    Raises
    ------
    StudyError
        If one of them cannot be read.
    """
    differences = _differences(_numbers(one, outcomes), _numbers(two, outcomes))
    return sorted(differences, key=lambda difference: -difference.relative)


def _differences(one: Mapping[str, Any], two: Mapping[str, Any]) -> list[Difference]:
    keys = dict.fromkeys([*one, *two])
    pairs = (Difference(key, one.get(key), two.get(key)) for key in keys)
    return [pair for pair in pairs if pair.first != pair.second]


def _settings(directory: Path) -> dict[str, Any]:
    result = load_study(directory, allow_partial=True)
    about = {key: result.about.get(key) for key in ("command", "name", "years")}
    about["seeds"] = _spelled_seeds(result.seeds)
    settings, states = result.settings, stored_states(result)
    if states:
        settings.pop("factors")  # the ranges of draws, which their source tells
    about |= {f"settings.{key}": value for key, value in _flat(settings)}
    if isinstance(result, StudyResult) and (states or not result.factors):
        met = states.get("scenarios", [scenario.name for scenario in result.scenarios])
        for number, scenario in enumerate((one for one in result.scenarios if one.name in met), 1):
            about |= {f"scenario {number}.{key}": value for key, value in _parameters(scenario)}
    environment = result.about.get("environment")
    if isinstance(environment, Mapping):
        about |= {f"environment.{key}": environment.get(key) for key in ("science", "budgetsim", "numpy")}
    return about


def _parameters(scenario: Scenario) -> Iterator[tuple[str, Any]]:
    values = scenario.to_dict()
    for key in ("description", "extends"):
        values.pop(key, None)
    yield from _flat(values)


def _spelled_seeds(seeds: tuple[int, ...]) -> str:
    whole = tuple(range(seeds[0], seeds[0] + len(seeds))) if seeds else ()
    if seeds and seeds == whole:
        return told("table-interval", low=str(seeds[0]), high=str(seeds[-1]))
    return listed(seeds)


def _numbers(directory: Path, outcomes: Sequence[str]) -> dict[str, Any]:
    result = load_study(directory, allow_partial=True)
    if isinstance(result, StudyResult) and result.about["command"] in SCENARIO_COMMANDS:
        # Of what was kept; where that is none of them, of everything kept.
        chosen = [name for name in outcomes if name in result.kept_outcomes] or list(result.kept_outcomes)
        means = result.run_means(outcomes=chosen)
        if stored_states(result):
            means = means[means["scenario"].isin(stored_states(result)["scenarios"])]
        means = means.groupby("scenario")[chosen].mean()
        return {
            f"{scenario}.{outcome}": float(value)
            for scenario, row in means.iterrows()
            for outcome, value in row.items()
        }
    if isinstance(result, CampaignResult) or (directory / SUMMARY).is_file():
        return {
            key: value
            for key, value in _flat(kept_answer(directory))
            if isinstance(value, int | float) and not isinstance(value, bool)
        }
    return {}


def _flat(value: Any, start: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the plain values of a document with the path to each."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(inner, f"{start}.{key}" if start else str(key))
    elif isinstance(value, list | tuple) and any(isinstance(item, Mapping | list) for item in value):
        for number, inner in enumerate(value, 1):
            yield from _flat(inner, f"{start}.{number}")
    else:
        yield start, list(value) if isinstance(value, tuple) else value


def remove(entry: Entry) -> None:
    """Remove a directory of results, unless somebody writes it now.

    Raises
    ------
    StudyError
        If it is being written, or the disk refuses.
    """
    if is_locked(entry.directory):
        raise StudyError(told("study-removing-locked", directory=str(entry.directory)))
    try:
        shutil.rmtree(entry.directory)
    except OSError as error:
        reason = reason_of(error)
        raise StudyError(told("study-removing", directory=str(entry.directory), reason=reason)) from error
