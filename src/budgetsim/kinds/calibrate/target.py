"""What a calibration asks: what is estimated, from which moments of a panel, on which base."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from budgetsim.data.recipe import BLOCK, ROLES, Recipe, line_of, read_recipe
from budgetsim.declarations.renamed import current
from budgetsim.language import told
from budgetsim.scenario import Scenario, ScenarioError, scenario_names
from budgetsim.scenario_files.faults import kind_of, listed, told_with_remedy
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.read import Document, read_file
from budgetsim.scenario_files.resolve import is_path
from budgetsim.studies import ask
from budgetsim.studies.ask import asked
from budgetsim.studies.factors import Factor, Place
from budgetsim.studies.moments import MOMENTS
from budgetsim.studies.study_file import StudyFile
from budgetsim.studies.values import Choice, OneScenario, Text, Truth, Value, Whole, spelled

WEIGHTINGS = ("diagonal", "optimal")
YEAR_EFFECTS = ("auto", "on", "off")
SHARED_YEARS = ("self_year_drift", "self_year_sd", "external_year_sd")
"""Parameters of what all departments of a district share in a year."""
USUAL_BASE = "wangcheng_2022"
"""What is calibrated where nobody says what."""
SIZES = ("copies", "bootstrap", "search", "starts", "rounds", "draws")
"""Whole numbers that say how much is simulated."""


@dataclass(frozen=True)
class PanelPath(Value):
    """The file of a panel."""

    metavar = "PANEL"

    def of_texts(self, texts: Sequence[str], place: Place) -> Path:
        """As ``Value.of_texts``; it is read with the columns that the target names."""
        del place
        return Path(texts[-1])

    def of_file(self, file: StudyFile, key: str) -> None:
        """Return nothing: a target file is about any panel."""


@dataclass(frozen=True)
class TargetFile(Value):
    """The file that describes the question."""

    metavar = "FILE.toml"
    is_study_file = True

    def of_texts(self, texts: Sequence[str], place: Place) -> Path:
        """As ``Value.of_texts``."""
        del place
        return Path(texts[-1])

    def of_file(self, file: StudyFile, key: str) -> Path:
        """Return the file itself."""
        del key
        return Path(file.document.file)


@dataclass(frozen=True)
class Base(OneScenario):
    """The base scenario."""

    def of_file(self, file: StudyFile, key: str) -> Scenario | None:
        """As ``Value.of_file``; with what the table ``[set]`` fixes."""
        del key
        return file.one_scenario(*told_with_remedy("calibrate-fault-one-scenario"))


class TableOfFile(Value):
    """A value that is a table of a study file, and a mapping in Python."""

    metavar = "TABLE"

    def of_texts(self, texts: Sequence[str], place: Place) -> Any:
        """As ``Value.of_texts``: no flag gives it."""
        raise ScenarioError(place.told("", ", ".join(texts), "calibrate-fault-mapping"))

    def of_python(self, given: Any, place: Place) -> Any:
        """Read a mapping as the table of a file."""
        if not isinstance(given, Mapping):
            return given if isinstance(given, tuple | Recipe) else self.of_texts([str(given)], place)
        file = StudyFile(Document(place.source, {self.table: given}))
        value = self.of_file(file, place.source)
        if file.faults:
            raise ScenarioError(file.faults)
        return value

    @property
    def table(self) -> str:
        """Name of the table."""
        raise NotImplementedError


@dataclass(frozen=True)
class Worded(Recipe):
    """A recipe with the words by which it was asked for; columns that these do not name are found by their headings."""

    table: Mapping[str, Any] = field(default_factory=dict)
    folder: Path = Path()
    """From which files that it names are sought."""


def worded(file: StudyFile, folder: Path) -> Worded:
    """Return the table ``[panel]`` of a file, which takes note of its faults."""
    table = file.table(BLOCK)
    read = read_recipe(file, folder)
    read = replace(
        read, names={role: read.names[role] for role in ROLES if role in table.keys() & read.names.keys()}
    )
    return Worded(**{one.name: getattr(read, one.name) for one in fields(Recipe)}, table=table, folder=folder)


@dataclass(frozen=True)
class Mapped(TableOfFile):
    """How the panel is to be read: the table ``[panel]``, or lines of it."""

    table = BLOCK
    metavar = "KEY=VALUE"
    many = True

    def of_texts(self, texts: Sequence[str], place: Place) -> Recipe:
        """As ``Value.of_texts``: each text is a line of the table."""
        table: dict[str, Any] = {}
        for text in texts:
            line = line_of(text)
            if line is None:
                raise ScenarioError(place.told("", text[:50], "calibrate-fault-line"))
            table |= line
        if isinstance(
            table.get("renames"), str
        ):  # a path as seen from here, not from the folder of a target file
            table["renames"] = str(Path(table["renames"]).absolute())
        return replace(self._read(table, Path(), place.source), said="columns")

    def of_file(self, file: StudyFile, key: str) -> Recipe:
        """As ``Value.of_file``."""
        del key
        return worded(file, file.document.folder)

    def merged(self, of_file: Any, of_flag: Any) -> Any:
        """Return the table of the file with the lines of flags in place of its own."""
        recipe = self._read({**of_file.table, **of_flag.table}, of_file.folder, "--columns")
        return replace(recipe, said="columns")

    def spelled(self, value: Any) -> str:
        """As ``Value.spelled``: headings say it unless somebody does."""
        del value
        return ""

    @staticmethod
    def _read(table: Mapping[str, Any], folder: Path, source: str) -> Recipe:
        file = StudyFile(Document(source, {BLOCK: table}))
        read = worded(file, folder)
        if file.faults:
            raise ScenarioError(file.faults)
        return read


@dataclass(frozen=True)
class Parameters(TableOfFile):
    """What is estimated: ranges of numbers."""

    table = "parameters"

    def of_python(self, given: Any, place: Place) -> tuple[Factor, ...]:
        """As ``Value.of_python``; two numbers are a range."""
        if isinstance(given, Mapping):
            given = {name: spelled(values) for name, values in given.items()}
        factors: tuple[Factor, ...] = super().of_python(given, place)
        return factors

    def of_file(self, file: StudyFile, key: str) -> tuple[Factor, ...]:
        """As ``Value.of_file``."""
        del key
        found = []
        for factor in file.factors(self.table, "uncertainty"):
            if factor.kind != "number" or factor.levels:
                path = (self.table, factor.name)
                file.told(path, None, "calibrate-fault-no-range", parameter=factor.name)
            else:
                found.append(factor)
        if not found and not file.faults:
            file.told((self.table,), None, "calibrate-fault-no-parameters")
        return tuple(found)


@dataclass(frozen=True)
class Moments(TableOfFile):
    """What is fitted: the factor on the usual weight of each moment."""

    table = "moments"

    def of_file(self, file: StudyFile, key: str) -> dict[str, float]:
        """As ``Value.of_file``."""
        del key
        found: dict[str, float] = {}
        given = file.table(self.table)
        for name, value in given.items():
            if name not in MOMENTS:
                hint = did_you_mean(name, MOMENTS, told("calibrate-moments-listed", moments=listed(MOMENTS)))
                file.told((self.table, name), None, "calibrate-fault-unknown-moment", hint)
            elif value is True or value == "":
                found[name] = 1.0
            elif isinstance(value, bool) or not isinstance(value, int | float) or not 0.0 < value < math.inf:
                file.told((self.table, name), value, "calibrate-fault-weight", kind=kind_of(value))
            else:
                found[name] = float(value)
        if not given and not file.faults:
            file.told((self.table,), None, "calibrate-fault-no-moments")
        return found


@dataclass(frozen=True)
class NewYear(TableOfFile):
    """What all units share in the held-out year; each value has to be one that a scenario may take."""

    table = "new_year"

    def of_file(self, file: StudyFile, key: str) -> dict[str, float] | None:
        """As ``Value.of_file``."""
        del key
        found: dict[str, float] = {}
        for given_as, value in file.table(self.table).items():
            name = current(given_as)
            if name not in SHARED_YEARS:
                allowed = told("study-keys-allowed", keys=listed(SHARED_YEARS))
                hint = did_you_mean(name, SHARED_YEARS, allowed)
                file.told((self.table, given_as), None, "fault-unknown-key", hint)
                continue
            try:
                Scenario().replace(**{name: value})
                found[name] = value
            except ScenarioError as error:
                for fault in error.faults:
                    file.fault((self.table, given_as), value, fault.message, fault.suggestion)
        return found or None


def _size(lower: int, upper: int, usual: int, *, flag: bool = True) -> Any:
    return asked(Whole(lower, upper), usual, panel="design" if flag else "file")


@dataclass(frozen=True, kw_only=True)
class Target:
    """The question of a calibration, but for what the panel says to it.

    ``moments`` holds a factor on the usual weight of each moment that is fitted; what the panel yields besides is
    compared and not fitted. Without ``parameters`` and ``moments`` both are the usual ones of which the panel tells.
    ``hold_out`` is the panel's last year, predicted instead of used. Diagonal weights are the
    inverse of each moment's bootstrap variance, optimal ones the inverse of their covariance matrix. Moments are net of
    what all units share in a year with ``year_effects`` on, or auto from three years on; ``new_year`` is reckoned with
    in the prediction of the held-out year alone. Simulation of ``copies`` panels as large as the data adds 1/copies to
    the variance of a moment. All candidates meet the same seeds, from ``seed`` on.
    """

    panel: Path = asked(PanelPath(), argument=True)
    target: Path | None = asked(TargetFile(), None, also=("t",))
    scenario: Scenario = asked(Base(), USUAL_BASE, panel="file")
    parameters: tuple[Factor, ...] = asked(Parameters(), (), panel="file")
    moments: Mapping[str, float] = asked(Moments(), None, panel="file")
    check: bool = asked(Truth(), default=False)
    hold_out: int | None = asked(Whole(-999_999, 999_999), None, panel="design")
    weighting: str = asked(Choice(lambda: WEIGHTINGS), "diagonal", panel="design")
    year_effects: str = asked(Choice(lambda: YEAR_EFFECTS), "auto", panel="design")
    copies: int = _size(2, 1000, 10)
    bootstrap: int = _size(50, 100_000, 500)
    search: int = _size(1, 100_000, 256)
    starts: int = _size(1, 100, 15)
    rounds: int = _size(1, 1000, 25, flag=False)
    draws: int = _size(1, 10_000, 40, flag=False)
    settings: tuple[str, ...] = ask.settings()
    seed: int = ask.first_seed()
    new_year: Mapping[str, float] | None = asked(NewYear(), None, panel="file")
    columns: Recipe = asked(Mapped(), Worded(names={}, said="columns"), panel="design")
    name: str = asked(Text(), "", panel="file")

    @property
    def title(self) -> str:
        """Name of the study."""
        return self.name or self.scenario.name

    @cached_property
    def extends(self) -> str:
        """The base as the calibrated scenario may name it: a reference scenario, or a path from anywhere.

        It is empty for a scenario that was made in Python.
        """
        if self.target is None:
            return self.scenario.name if self.scenario.name in scenario_names() else ""
        named = str(read_file(self.target).data["scenario"])
        return str((self.target.parent / named).resolve()) if is_path(named) else named

    def identity(self) -> dict[str, Any]:
        """Return everything that determines the numbers, the panel aside, as plain values."""
        return {
            "base": self.scenario.to_dict() | {"description": "", "extends": ""},
            "factors": [factor.to_dict() for factor in self.parameters],
            "weights": dict(self.moments),
            "hold_out": self.hold_out,
            "weighting": self.weighting,
            "year_effects": self.year_effects,
            "new_year": dict(self.new_year or {}),
            **{name: getattr(self, name) for name in (*SIZES, "seed")},
        }
