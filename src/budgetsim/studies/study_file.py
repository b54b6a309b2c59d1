"""Files that describe a study: TOML, checked key by key, every fault told with its line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from budgetsim.scenario import Scenario, ScenarioError, load_scenario
from budgetsim.scenario_files.faults import Fault, kind_of
from budgetsim.scenario_files.find import is_path
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.read import Document, read_file
from budgetsim.studies.factors import Factor, Place, Role, make_factor, make_switch

T = TypeVar("T")


@dataclass
class StudyFile:
    """A study file while it is read: faults are gathered, and told together by ``done``."""

    document: Document
    faults: list[Fault] = field(default_factory=list)
    _known: set[str] = field(default_factory=set)

    def place(self, *path: str | int) -> Place:
        """Where a key stands."""
        return Place(self.document.file, self.document.lines.of(*path))

    def fault(self, path: Sequence[str | int], value: Any, message: str, hint: str = "") -> None:
        """Take note of a fault of the value at a key path."""
        name = ".".join(str(step) for step in path)
        self.faults.append(self.place(*path).fault(name, value, message, hint))

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
        self.fault((key,), value, f"{kind_of(value)}, not a text", "write it in quotation marks")
        return default

    def whole(self, key: str, lower: int, upper: int) -> int | None:
        """Return a whole number, or ``None`` if there is none."""
        value = self.raw(key)
        if value is None or (type(value) is int and lower <= value <= upper):
            return value
        self.fault((key,), value, f"must be a whole number from {lower} to {upper}")
        return None

    def truth(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self.raw(key)
        if isinstance(value, bool) or value is None:
            return default if value is None else value
        self.fault((key,), value, f"{kind_of(value)}; write true or false")
        return default

    def choice(self, key: str, options: Collection[str], default: str | None) -> str | None:
        """Return one of several texts."""
        value = self.raw(key)
        if value is None or (isinstance(value, str) and value in options):
            return default if value is None else value
        hint = did_you_mean(str(value), options)
        self.fault((key,), value, f"must be one of {', '.join(options)}", hint)
        return default

    def table(self, key: str) -> dict[str, Any]:
        """Return a table."""
        value = self.raw(key)
        if value is None or isinstance(value, Mapping):
            return dict(value or {})
        self.fault((key,), value, f"{kind_of(value)}, not a table", f"write [{key}] on a line of its own")
        return {}

    def factors(self, key: str, role: Role) -> list[Factor]:
        """Return the factors of a table; an empty text or ``true`` means the range in studies."""
        found = []
        for name, value in self.table(key).items():
            given = None if value is True or value == "" else value
            here = self.place(key, name)
            made = self.attempt(lambda n=name, g=given, p=here: make_factor(n, g, role, p))  # type: ignore[misc]
            found += [made] if made else []
        return found

    def switches(self, key: str = "switches") -> list[Factor]:
        """Return the switches: tables of settings that are on or off together."""
        found = []
        for name, settings in self.table(key).items():
            if not isinstance(settings, Mapping):
                message = f"{kind_of(settings)}, not a table of settings"
                self.fault((key, name), settings, message, f"write [{key}.{name}] on a line of its own")
                continue
            here = self.place(key, name)
            made = self.attempt(lambda n=name, s=settings, p=here: make_switch(n, s, "lever", p))  # type: ignore[misc]
            found += [made] if made else []
        return found

    def scenarios(self) -> tuple[Scenario, ...]:
        """Return the scenarios of ``scenario`` or ``scenarios``, with ``[set]`` applied."""
        one, several = self.raw("scenario"), self.raw("scenarios")
        if (one is None) == (several is None):
            self.fault(("scenario",), None, "name one scenario, or scenarios = [...] for several")
            self.table("set")
            return ()
        names = [one] if several is None else several
        if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
            self.fault(("scenario",), names, "must be a name or a path, or a list of them")
            names = []
        found = [self._scenario(name, "scenario" if several is None else "scenarios") for name in names]
        settings = self.table("set")
        moved = [self.attempt(lambda s=s: s.replace(**settings)) if s else None for s in found]  # type: ignore[misc]
        self.faults = list(dict.fromkeys(self._at_lines(settings)))
        return tuple(scenario for scenario in moved if scenario)

    def _scenario(self, name: str, key: str) -> Scenario | None:
        path = str(self.document.folder / name) if is_path(name) else name
        found = self.attempt(lambda: load_scenario(path))
        if found is None and not any(fault.line for fault in self.faults[-1:]):
            last = self.faults.pop()
            self.fault((key,), name, last.message, last.suggestion)
        return found

    def _at_lines(self, settings: Mapping[str, Any]) -> list[Fault]:
        """Faults of ``[set]`` come from ``replace()``; in the file they have a line."""
        found = []
        for fault in self.faults:
            if fault.file != "replace()":
                found.append(fault)
                continue
            key = next((k for k in settings if k in (fault.field, fault.field.rpartition(".")[2])), "")
            here = self.place("set", key)
            found.append(here.fault(f"set.{fault.field}", fault.value, fault.message, fault.suggestion))
        return found

    def done(self) -> None:
        """End the reading: keys that nobody asked for are faults too.

        Raises
        ------
        ScenarioError
            With all faults of the file.
        """
        for key in self.document.data:
            if key not in self._known:
                hint = did_you_mean(key, self._known, f"allowed: {', '.join(sorted(self._known))}")
                self.fault((key,), None, "unknown key", hint)
        if self.faults:
            raise ScenarioError(sorted(self.faults, key=lambda fault: fault.line or 0))


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
