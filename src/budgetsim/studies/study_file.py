"""Files that describe a study: TOML, checked key by key, every fault told with its line."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from budgetsim.declarations import GROUPS
from budgetsim.declarations.renamed import current
from budgetsim.language import told
from budgetsim.scenario import Scenario, ScenarioError, load_scenario
from budgetsim.scenario_files.changes import split_all
from budgetsim.scenario_files.document import name_problem
from budgetsim.scenario_files.faults import Fault, kind_of, listed, told_with_remedy
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.read import Document, read_file
from budgetsim.scenario_files.resolve import is_path
from budgetsim.studies.factors import Factor, Place, Role, make_factor, make_switch, parameters_of

KeyPath = tuple[str | int, ...]
"""Keys from the top of a file down to a value; elements of lists and blocks count from 0."""
T = TypeVar("T")


@dataclass
class StudyFile:
    """A study file while it is read: faults are gathered, and told together by ``done``."""

    document: Document
    faults: list[Fault] = field(default_factory=list)
    _known: set[str] = field(default_factory=set)
    _read: list[tuple[Factor, KeyPath]] = field(default_factory=list)
    _settings: dict[str, KeyPath] = field(default_factory=dict)

    def place(self, *path: str | int) -> Place:
        """Where a key stands."""
        return Place(self.document.file, self.document.lines.of(*path))

    def fault(self, path: Sequence[str | int], value: Any, message: str, hint: str = "") -> None:
        """Take note of a fault of the value at a key path."""
        name = ".".join(str(step) for step in path)
        self.faults.append(self.place(*path).fault(name, value, message, hint))

    def told(self, path: Sequence[str | int], value: Any, key: str, /, hint: str = "", **values: Any) -> None:
        """Take note of a fault by the key of its message, as ``Place.told`` has it."""
        self.fault(path, value, *told_with_remedy(key, hint, **values))

    @property
    def wrong(self) -> set[str]:
        """Top-level keys of which a fault is known."""
        return {fault.field.partition(".")[0] for fault in self.faults}

    def attempt(self, make: Callable[[], T]) -> T | None:
        """Return what a function makes, or take note of its faults."""
        try:
            return make()
        except ScenarioError as error:
            self.faults += error.faults
            return None

    def raw(self, key: str) -> Any:
        """Return a value as it stands in the file; ``None`` if it does not."""
        self._known.add(key)
        return self.document.data.get(key)

    def text(self, key: str, default: str = "") -> str:
        """Return a text."""
        value = self.raw(key)
        if value is None or isinstance(value, str):
            return default if value is None else value
        self.fault((key,), value, told("fault-not-text", kind=kind_of(value)), told("study-quote"))
        return default

    def name(self, default: str) -> str:
        """Return the name of the study, which also names its directory."""
        given = self.text("name", default)
        problem = name_problem(given) if given != default else ""
        if problem:
            self.fault(("name",), given, problem, told("fault-name-remedy"))
        return given

    def whole(self, key: str, lower: int, upper: int) -> int | None:
        """Return a whole number, or ``None`` if there is none."""
        value = self.raw(key)
        if value is None or (type(value) is int and lower <= value <= upper):
            return value
        self.fault((key,), value, told("study-whole", lower=str(lower), upper=str(upper)))
        return None

    def truth(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self.raw(key)
        if isinstance(value, bool) or value is None:
            return default if value is None else value
        self.fault((key,), value, told("study-no-truth", kind=kind_of(value)))
        return default

    def choice(self, key: str, options: Collection[str], default: str | None) -> str | None:
        """Return one of several texts."""
        value = self.raw(key)
        if isinstance(value, str) and value not in options and current(value, tell=False) in options:
            return current(value)
        if value is None or (isinstance(value, str) and value in options):
            return default if value is None else value
        hint = did_you_mean(value, options) if isinstance(value, str) else ""
        self.fault((key,), value, told("study-one-of", options=listed(options)), hint)
        return default

    def table(self, key: str) -> dict[str, Any]:
        """Return a table."""
        value = self.raw(key)
        if value is None or isinstance(value, Mapping):
            return dict(value or {})
        self.fault((key,), value, told("fault-not-table", kind=kind_of(value)), told("study-table", key=key))
        return {}

    def factors(self, key: str, role: Role) -> list[Factor]:
        """Return the factors of a table; an empty text or ``true`` means the range in studies."""
        factors_read = []
        for name, path, value in flat(self.table(key), (key,)):
            given = None if value is True or value == "" else value
            here = self.place(*path)
            factor = self.attempt(lambda n=name, g=given, p=here: make_factor(n, g, role, p))  # type: ignore[misc]
            factors_read += [self.noted(factor, path)] if factor else []
        return factors_read

    def switches(self, key: str = "switches") -> list[Factor]:
        """Return the switches: tables of settings that are on or off together."""
        switches = []
        for name, settings in self.table(key).items():
            if not isinstance(settings, Mapping):
                message = told("study-not-settings", kind=kind_of(settings))
                self.fault((key, name), settings, message, told("study-table", key=f"{key}.{name}"))
                continue
            entries = flat(settings, (key, name))
            values = {entry: value for entry, _, value in entries}
            places = {entry: self.place(*path) for entry, path, _ in entries}
            here = self.place(key, name)
            switch = self.attempt(
                lambda n=name, v=values, h=here, p=places: make_switch(n, v, "lever", h, p)  # type: ignore[misc]
            )
            switches += [self.noted(switch, (key, name))] if switch else []
        return switches

    def noted(self, factor: Factor, path: KeyPath) -> Factor:
        """Take note of where a factor stands; return it."""
        self._read.append((factor, path))
        return factor

    def path_of(self, name: str) -> KeyPath | None:
        """Return where a factor stands, by its bare name; ``None`` if no table names it."""
        return next((path for factor, path in self._read if factor.name == name), None)

    def check_overlaps(self) -> None:
        """Find parameters that two factors move, or that are fixed in ``[set]`` and varied: one would win silently.

        Of a lever that moves in some year, ``[set]`` says from what.
        """
        moved: dict[str, str] = {}
        kept = set() if self.raw("from_year") is None else {"lever"}
        overruled = {
            name for factor, _ in self._read if factor.role not in kept for name in parameters_of(factor)
        }
        for factor, path in self._read:
            for name in parameters_of(factor):
                if name in moved:
                    message = (
                        told("study-varied-twice")
                        if factor.name == name
                        else told("study-moved-too", name=name, other=moved[name])
                    )
                    self.fault(path, None, message, told("study-varied-twice.remedy"))
                moved.setdefault(name, factor.name)
        for key, path in self._settings.items():
            if _bare(key) in overruled:
                self.fault(path, None, told("study-fixed-and-varied"), told("fault-one-out"))

    def scenarios(self) -> tuple[Scenario, ...]:
        """Return the scenarios of ``scenario`` or ``scenarios``, with ``[set]`` applied."""
        one, several = self.raw("scenario"), self.raw("scenarios")
        key, names = ("scenario", [one]) if several is None else ("scenarios", several)
        if (one is None) == (several is None):
            self.fault((key,), None, told("study-name-scenario"))
            names = []
        elif not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
            message = told("study-not-path") if several is None else told("study-not-paths")
            self.fault((key,), one if several is None else names, message)
            names = []
        scenarios_read = [
            self._scenario(name, (key, n) if several else (key,)) for n, name in enumerate(names)
        ]
        settings = self.fixed()
        moved = [self.attempt(lambda s=s: s.replace(**settings)) if s else None for s in scenarios_read]  # type: ignore[misc]
        self.faults = list(dict.fromkeys(self._at_lines()))
        chosen = tuple(scenario for scenario in moved if scenario)
        self._refuse_repeated([scenario.name for scenario in chosen])
        return chosen

    def one_scenario(self, why: str, hint: str = "") -> Scenario | None:
        """Return the scenario of a study that takes one only; ``None`` if there is none without faults."""
        scenarios = self.scenarios()
        if len(scenarios) > 1:
            self.fault(("scenarios",), None, why, hint or told("study-write-scenario"))
        return scenarios[0] if scenarios else None

    def other_scenario(self, key: str) -> Scenario | None:
        """Return the scenario that a key names beside the study's own, with ``[set]`` applied, if one is named."""
        name = self.text(key)
        scenario = self._scenario(name, (key,)) if name else None
        if scenario is None or self.wrong & {"set"}:
            return None
        settings = self.fixed()
        moved = self.attempt(lambda: scenario.replace(**settings))
        self.faults = list(dict.fromkeys(self._at_lines()))
        return moved

    def _refuse_repeated(self, names: list[str]) -> None:
        for n, name in enumerate(names):
            if name in names[:n]:
                message = told("study-same-name", name=repr(name))
                self.fault(("scenarios", n), None, message, told("study-rename"))

    def fixed(self) -> dict[str, Any]:
        """Return what ``[set]`` fixes in every scenario of the study.

        A file of departments is sought from the folder of the study file.
        """
        entries = flat(self.table("set"), ("set",))
        self._settings = {name: path for name, path, _ in entries}
        values = {name: value for name, _, value in entries}
        for name, value in values.items():
            if name.rpartition(".")[2] == "departments_file" and isinstance(value, str) and value:
                values[name] = os.path.join(self.document.folder, value)  # noqa: PTH118 - a text, whatever is in it
        return values

    def _scenario(self, name: str, path: KeyPath) -> Scenario | None:
        file = os.path.join(self.document.folder, name) if is_path(name) else name  # noqa: PTH118 - as above
        before = len(self.faults)
        scenario = self.attempt(lambda: load_scenario(file))
        # What a scenario's own file has is told with its lines; what is wrong with its name stands here.
        for place in range(before, len(self.faults)):
            fault = self.faults[place]
            if fault.line is None:
                is_missing = is_path(name) and not os.path.lexists(file)
                hint = told("study-paths-start", folder=str(self.document.folder))
                self.faults[place] = self.place(*path).fault(
                    str(path[0]), name, fault.message, hint if is_missing else fault.suggestion
                )
        return scenario

    def _at_lines(self) -> list[Fault]:
        """Faults of ``[set]`` come from ``replace()``; in the file they have a line."""
        faults = []
        for fault in self.faults:
            if fault.file != "replace()":
                faults.append(fault)
                continue
            named = {_bare(name.strip()) for name in fault.field.split(",")}
            path = next((path for key, path in self._settings.items() if _bare(key) in named), ("set",))
            here = self.place(*path)
            faults.append(here.fault(f"set.{fault.field}", fault.value, fault.message, fault.suggestion))
        return faults

    def done(self) -> None:
        """End the reading: keys that nobody asked for are faults too.

        Raises
        ------
        ScenarioError
            With all faults of the file.
        """
        for key in self.document.data:
            if key not in self._known:
                allowed = told("study-keys-allowed", keys=listed(sorted(self._known)))
                self.fault((key,), None, told("fault-unknown-key"), did_you_mean(key, self._known, allowed))
        if self.faults:
            raise ScenarioError(sorted(self.faults, key=lambda fault: fault.line or 0))


def flat(table: Mapping[str, Any], path: KeyPath) -> list[tuple[str, KeyPath, Any]]:
    """Return (name, key path, value) of a table; ``policy.staff = 3`` without quotes is a table within it."""
    leaves: list[tuple[str, KeyPath, Any]] = []
    for key, value in table.items():
        if key in GROUPS and isinstance(value, Mapping):
            leaves += [(f"{key}.{name}", (*path, key, name), inner) for name, inner in value.items()]
        else:
            leaves.append((key, (*path, key), value))
    return leaves


def _bare(key: str) -> str:
    return split_all(current(key, tell=False))[0].rpartition(".")[2]


def open_study_file(path: Path) -> StudyFile:
    """Open a study file.

    Raises
    ------
    ScenarioError
        If it cannot be read or is no TOML.
    """
    return StudyFile(read_file(path))


STUDY_KEYS = {
    "design",
    "levers",
    "uncertainties",
    "switches",
    "point",
    "scenario",
    "scenarios",
    "method",
    "factors",
}
"""A TOML file with one of these at its top level describes a study; a scenario has none of them."""


def is_study_file(path: Path) -> bool:
    """Whether a TOML file describes a study rather than a scenario.

    Raises
    ------
    ScenarioError
        If it cannot be read or is no TOML.
    """
    return not STUDY_KEYS.isdisjoint(read_file(path).data)
