"""Kinds of values that a study asks for: each is read from texts of the command line, study files and Python alike."""

from __future__ import annotations

import math
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

from budgetsim.declarations import declarations
from budgetsim.declarations.renamed import current
from budgetsim.language import told
from budgetsim.model.measures import OUTCOMES
from budgetsim.scenario import Scenario, load_scenario, scenario_names
from budgetsim.scenario_files.faults import Fault, ScenarioError, kind_of, listed
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.values import PERCENT
from budgetsim.studies.code import code_of_user
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import Factor, Place, Role, make_factor, parse_vary
from budgetsim.studies.study_file import StudyFile


class Value(ABC):
    """A kind of value: how it is read from texts of the command line, from a study file, and from Python.

    ``metavar`` stands for it in the help; with ``many`` its flag may be repeated; ``lists_options`` tells whether the
    help names its few options, ``may_be_study`` whether a path given in its place may be that of a study file.
    """

    metavar: ClassVar[str] = "TEXT"
    many: ClassVar[bool] = False
    lists_options: ClassVar[bool] = False
    is_study_file: ClassVar[bool] = False
    """Whether it is the study file itself, which the question does not name as its scenario."""
    may_be_study: ClassVar[bool] = True

    @abstractmethod
    def of_texts(self, texts: Sequence[str], place: Place) -> Any:
        """Return the value that texts of the command line give.

        Raises
        ------
        ScenarioError
            With every fault of them.
        """

    @abstractmethod
    def of_file(self, file: StudyFile, key: str) -> Any:
        """Return the value of a key of a study file, which takes note of its faults; ``None`` if it has none."""

    def of_python(self, given: Any, place: Place) -> Any:
        """Return the value that Python gives: a text as on the command line, or the value itself."""
        if isinstance(given, str):
            return self.of_texts([given], place)
        if self.many and isinstance(given, Iterable):
            items = list(given)
            if items and all(isinstance(item, str) for item in items):
                return self.of_texts(items, place)
        return self.of_texts([str(given)], place)

    def merged(self, of_file: Any, of_flag: Any) -> Any:
        """Return what holds where both a study file and a flag say something: the flag."""
        del of_file
        return of_flag

    def options(self) -> Collection[str]:
        """Return what a shell may complete."""
        return ()

    def spelled(self, value: Any) -> str:
        """Return a default as the help shows it."""
        return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


class Several(Value):
    """Several values: Python gives a text of all, or a text or a value for each."""

    def of_python(self, given: Any, place: Place) -> Any:
        """As ``Value.of_python``."""
        return self.of_texts([given] if isinstance(given, str) else list(map(str, given)), place)


@dataclass(frozen=True)
class Text(Value):
    """Any text."""

    metavar = "TEXT"

    def of_texts(self, texts: Sequence[str], place: Place) -> str:
        """As ``Value.of_texts``."""
        del place
        return texts[-1]

    def of_file(self, file: StudyFile, key: str) -> str | None:
        """As ``Value.of_file``."""
        return file.text(key) or None


@dataclass(frozen=True)
class Whole(Value):
    """A whole number within bounds."""

    lower: int
    upper: int
    metavar = "N"

    def of_texts(self, texts: Sequence[str], place: Place) -> int:
        """As ``Value.of_texts``."""
        text = texts[-1].strip()
        if re.fullmatch(r"[+-]?[0-9]{1,30}", text) and self.lower <= int(text) <= self.upper:
            return int(text)
        message = told("study-whole", lower=str(self.lower), upper=str(self.upper))
        raise ScenarioError(place.fault("", text[:50], message))

    def of_file(self, file: StudyFile, key: str) -> int | None:
        """As ``Value.of_file``."""
        return file.whole(key, self.lower, self.upper)


@dataclass(frozen=True)
class Real(Value):
    """A number within bounds, or above 0 where ``lower`` is ``None``."""

    lower: float | None = None
    upper: float = math.inf
    metavar = "X"

    def of_texts(self, texts: Sequence[str], place: Place) -> float:
        """As ``Value.of_texts``."""
        text = texts[-1].strip()
        with suppress(ValueError):
            if self._is_allowed(float(text)):
                return float(text)
        raise ScenarioError(place.fault("", text[:50], self._wanted, self._meant(text)))

    def of_file(self, file: StudyFile, key: str) -> float | None:
        """As ``Value.of_file``."""
        value = file.raw(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not self._is_allowed(value):
            file.fault((key,), value, self._wanted)
            return None
        return float(value)

    def _is_allowed(self, value: float) -> bool:
        low = value > 0.0 if self.lower is None else value >= self.lower
        return math.isfinite(value) and low and value <= self.upper

    def _meant(self, text: str) -> str:
        """Return how a number is written that came with a comma or as a percentage, if it is allowed."""
        number, sign, _ = text.replace(",", ".").partition("%")
        with suppress(ValueError):
            value = float(number) / (PERCENT if sign else 1)
            if self._is_allowed(value):
                return told("fault-write", text=f"{value:g}")
        return ""

    @property
    def _wanted(self) -> str:
        if self.lower is None:
            return told("study-above-zero")
        return told("study-number", lower=f"{self.lower:g}", upper=f"{self.upper:g}")


@dataclass(frozen=True)
class Code(Value):
    """Code of the user's own, as ``module:function`` or ``file.py:function``; loaded once, to see that it is there."""

    metavar = "CODE"

    def of_texts(self, texts: Sequence[str], place: Place) -> str:
        """As ``Value.of_texts``."""
        try:
            code_of_user(texts[-1])
        except StudyError as error:
            raise ScenarioError(place.fault("", None, str(error))) from error
        return texts[-1]

    def of_file(self, file: StudyFile, key: str) -> None:
        """Return nothing: a study file names no code."""


@dataclass(frozen=True)
class Truth(Value):
    """Yes or no: a flag, and the same with ``no-`` in front."""

    def of_texts(self, texts: Sequence[str], place: Place) -> bool:
        """As ``Value.of_texts``."""
        text = texts[-1].strip().lower()
        if text not in ("true", "false"):
            raise ScenarioError(place.fault("", text, told("fault-flag")))
        return text == "true"

    def of_file(self, file: StudyFile, key: str) -> bool | None:
        """As ``Value.of_file``."""
        return file.truth(key, default=False) if key in file.document.data else file.raw(key)


@dataclass(frozen=True)
class Choice(Value):
    """One of several names."""

    names: Callable[[], Collection[str]]
    metavar = "NAME"
    lists_options = True

    def of_texts(self, texts: Sequence[str], place: Place) -> str:
        """As ``Value.of_texts``."""
        name, names = texts[-1].strip(), self.names()
        if name not in names:
            message = told("study-one-of", options=listed(names))
            raise ScenarioError(place.fault("", name, message, did_you_mean(name, names)))
        return name

    def of_file(self, file: StudyFile, key: str) -> str | None:
        """As ``Value.of_file``."""
        return file.choice(key, self.names(), None)

    def options(self) -> Collection[str]:
        """As ``Value.options``."""
        return self.names()


@dataclass(frozen=True)
class Names(Several):
    """Several of some names, by comma, each once; of any names where these are not given."""

    names: Callable[[], Collection[str]] = tuple
    metavar = "A,B,…"
    lists_options = True

    def of_texts(self, texts: Sequence[str], place: Place) -> tuple[str, ...]:
        """As ``Value.of_texts``."""
        given = tuple(dict.fromkeys(split_names(texts)))
        faults = self._faults(given, place)
        if faults:
            raise ScenarioError(faults)
        return given

    def of_file(self, file: StudyFile, key: str) -> tuple[str, ...] | None:
        """As ``Value.of_file``."""
        given = texts_of(file, key)
        if given is None:
            return None
        file.faults += self._faults(given, file.place(key))
        return tuple(dict.fromkeys(given))

    def options(self) -> Collection[str]:
        """As ``Value.options``."""
        return self.names()

    def _faults(self, given: Sequence[str], place: Place) -> list[Fault]:
        names = self.names()
        lacking = told("study-there-are", names=listed(names))
        if not given:
            return [place.fault("", None, told("study-names-nothing"), lacking if names else "")]
        return [
            place.fault("", name, told("study-none-such"), did_you_mean(name, names, lacking))
            for name in given
            if names and name not in names
        ]


@dataclass(frozen=True)
class Outcome(Value):
    """The name of an outcome."""

    metavar = "OUTCOME"

    def of_texts(self, texts: Sequence[str], place: Place) -> str:
        """As ``Value.of_texts``."""
        name = current(texts[-1])
        faults = outcome_faults([name], place)
        if faults:
            raise ScenarioError(faults)
        return name

    def of_file(self, file: StudyFile, key: str) -> str | None:
        """As ``Value.of_file``."""
        return file.choice(key, OUTCOMES, None)

    def options(self) -> Collection[str]:
        """As ``Value.options``."""
        return OUTCOMES


@dataclass(frozen=True)
class Outcomes(Several):
    """Names of outcomes, by comma."""

    metavar = "A,B,…"

    def of_texts(self, texts: Sequence[str], place: Place) -> tuple[str, ...]:
        """As ``Value.of_texts``."""
        names = tuple(map(current, split_names(texts)))
        faults = outcome_faults(names, place)
        if faults:
            raise ScenarioError(faults)
        return names

    def of_file(self, file: StudyFile, key: str) -> tuple[str, ...] | None:
        """As ``Value.of_file``."""
        given = texts_of(file, key)
        if given is None:
            return None
        names = tuple(map(current, given))
        file.faults += outcome_faults(names, file.place(key))
        return names

    def options(self) -> Collection[str]:
        """As ``Value.options``."""
        return OUTCOMES


@dataclass(frozen=True)
class Factors(Value):
    """What is varied: parameters with the values they take, and in files switches of several.

    Those of one ``role`` have tables of their own in a study file, and flags change or add single ones of them.
    """

    role: Role | None = None
    metavar = "A,B=LOW:HIGH,…"
    many = True

    def of_texts(self, texts: Sequence[str], place: Place) -> tuple[Factor, ...]:
        """As ``Value.of_texts``."""
        factors: list[Factor] = []
        faults: list[Fault] = []
        for piece in split_factors(texts):
            try:
                factors.append(parse_vary(piece, place.source, self.role))
            except ScenarioError as error:
                faults += error.faults
        if not factors and not faults:
            faults = [place.fault("", None, told("study-no-factors"), told("study-no-factors.remedy"))]
        if faults:
            raise ScenarioError(faults)
        return tuple(factors)

    def of_file(self, file: StudyFile, key: str) -> tuple[Factor, ...] | None:
        """Return the factors of the key itself and of the tables of levers, switches and uncertainties.

        Of one role, those of its tables.
        """
        if self.role == "lever":
            return (*file.factors("levers", "lever"), *file.switches()) or None
        if self.role == "uncertainty":
            return tuple(file.factors("uncertainties", "uncertainty")) or None
        return (
            *self._free(file, key),
            *file.factors("levers", "lever"),
            *file.switches(),
            *file.factors("uncertainties", "uncertainty"),
        ) or None

    def of_python(self, given: Any, place: Place) -> tuple[Factor, ...]:
        """Return factors given as texts, or as a mapping of names to ranges (two numbers), lists of levels or None."""
        if isinstance(given, Mapping):
            return tuple(_of_mapping(given, self.role, place))
        items = [given] if isinstance(given, str | Factor) else list(given)
        ready = tuple(item for item in items if isinstance(item, Factor))
        return ready if len(ready) == len(items) else self.of_texts(list(map(str, items)), place)

    def merged(self, of_file: tuple[Factor, ...], of_flag: tuple[Factor, ...]) -> tuple[Factor, ...]:
        """As ``Value.merged``."""
        if self.role is None:
            return of_flag
        named = {factor.name: factor for factor in of_flag}
        kept = [named.pop(factor.name, factor) for factor in of_file]
        return (*kept, *named.values())

    def options(self) -> Collection[str]:
        """As ``Value.options``."""
        return declarations()

    def _free(self, file: StudyFile, key: str) -> list[Factor]:
        """Return the factors of the key: levers and uncertainties as they come, in a list of texts or a table."""
        given = file.raw(key)
        if isinstance(given, Mapping):
            read = [
                file.attempt(
                    lambda n=name, v=values: make_factor(  # type: ignore[misc]
                        n, None if v is True or v == "" else v, self.role, file.place(key, n)
                    )
                )
                for name, values in given.items()
            ]
            return [factor for factor in read if factor]
        factors = []
        for piece in split_factors(texts_of(file, key) or ()):
            try:
                factors.append(parse_vary(piece, file.document.file, self.role))
            except ScenarioError as error:
                here = file.place(key)
                file.faults += [here.fault(f.field, f.value, f.message, f.suggestion) for f in error.faults]
        return factors


@dataclass(frozen=True)
class OneScenario(Value):
    """A scenario: the name of a reference scenario, the path of its file, or a study file that names one."""

    metavar = "SCENARIO|STUDY.toml"

    def of_texts(self, texts: Sequence[str], place: Place) -> Scenario:
        """As ``Value.of_texts``."""
        del place
        return load_scenario(texts[-1])

    def of_file(self, file: StudyFile, key: str) -> Scenario | None:
        """As ``Value.of_file``; with what the table ``[set]`` fixes."""
        del key
        return file.one_scenario(told("study-one-scenario"), told("study-one-scenario.remedy"))

    def of_python(self, given: Any, place: Place) -> Scenario:
        """As ``Value.of_python``."""
        return given if isinstance(given, Scenario) else self.of_texts([str(given)], place)

    def options(self) -> Collection[str]:
        """As ``Value.options``."""
        return scenario_names()

    def spelled(self, value: Any) -> str:
        """As ``Value.spelled``."""
        return value.name if isinstance(value, Scenario) else str(value)


@dataclass(frozen=True)
class OtherScenario(OneScenario):
    """A further scenario, which a study file names under a key of its own."""

    metavar = "SCENARIO"

    def of_texts(self, texts: Sequence[str], place: Place) -> Scenario:
        """As ``Value.of_texts``; of several names on a line, the fault says by which flag a wrong one came."""
        try:
            return super().of_texts(texts, place)
        except ScenarioError as error:
            here = [
                one if one.file else replace(one, file=place.source, line=place.line) for one in error.faults
            ]
            raise ScenarioError(here) from None

    def of_file(self, file: StudyFile, key: str) -> Scenario | None:
        """As ``Value.of_file``; with what the table ``[set]`` fixes."""
        return file.other_scenario(key)


@dataclass(frozen=True)
class Scenarios(Value):
    """Scenarios, each as ``OneScenario``; in files ``scenario`` or ``scenarios``."""

    least: int = 1
    metavar = "SCENARIO SCENARIO…"
    many = True

    def of_texts(self, texts: Sequence[str], place: Place) -> tuple[Scenario, ...]:
        """As ``Value.of_texts``."""
        del place
        scenarios: list[Scenario] = []
        faults: list[Fault] = []
        for text in texts:
            try:
                scenarios.append(load_scenario(text))
            except ScenarioError as error:
                faults += error.faults
        if faults:
            raise ScenarioError(faults)
        return self._distinct(scenarios)

    def of_file(self, file: StudyFile, key: str) -> tuple[Scenario, ...] | None:
        """As ``Value.of_file``; with what the table ``[set]`` fixes."""
        del key
        scenarios = file.scenarios()
        if scenarios and len(scenarios) < self.least:
            file.fault(("scenario",), None, self._too_few(scenarios), told("study-too-few.remedy"))
        return scenarios or None

    def of_python(self, given: Any, place: Place) -> tuple[Scenario, ...]:
        """As ``Value.of_python``; scenarios and names of such may stand side by side."""
        items = [given] if isinstance(given, str | Scenario) else list(given)
        return self._distinct([OneScenario().of_python(item, place) for item in items])

    def options(self) -> Collection[str]:
        """As ``Value.options``."""
        return scenario_names()

    def _distinct(self, scenarios: Sequence[Scenario]) -> tuple[Scenario, ...]:
        names = [scenario.name for scenario in scenarios]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            message = told("study-same-name", name=repr(twice))
            hint = told("study-same-name.remedy", name=twice)
            raise ScenarioError(Fault("", None, "", None, message, hint))
        if len(scenarios) < self.least:
            raise ScenarioError(Fault("", None, "", None, self._too_few(scenarios)))
        return tuple(scenarios)

    def _too_few(self, scenarios: Sequence[Scenario]) -> str:
        given = listed(repr(scenario.name) for scenario in scenarios) or told("study-too-few.none")
        return told("study-too-few", least=self.least, given=given)


@dataclass(frozen=True)
class Settings(Value):
    """Changes of parameters, as ``KEY=VALUE``; in files the table ``[set]``, in Python a mapping."""

    metavar = "KEY=VALUE"
    many = True

    def of_texts(self, texts: Sequence[str], place: Place) -> tuple[str, ...]:
        """As ``Value.of_texts``; they are read with the scenario that they change."""
        del place
        return tuple(texts)

    def of_file(self, file: StudyFile, key: str) -> None:
        """Return nothing: the scenario of the file has them already."""
        del key
        file.raw("set")

    def of_python(self, given: Any, place: Place) -> tuple[str, ...]:
        """As ``Value.of_python``."""
        if isinstance(given, Mapping):
            return tuple(f"{key}={str(v).lower() if isinstance(v, bool) else v}" for key, v in given.items())
        return self.of_texts([given] if isinstance(given, str) else list(given), place)

    def options(self) -> Collection[str]:
        """As ``Value.options``."""
        return [f"{name}=" for name in declarations()]


def is_directory(what: object) -> bool:
    """Whether a directory is meant rather than a reference scenario of the same name."""
    if not isinstance(what, str | Path):
        return False
    name = str(what)
    return Path(name).is_dir() and not (name == Path(name).name and name in scenario_names())


def split_names(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the names of enumerations by comma."""
    return tuple(piece.strip() for text in texts for piece in text.split(",") if piece.strip())


def split_factors(texts: Sequence[str]) -> list[str]:
    """Return the pieces of ``a,b=1:10,c=x,y,z`` that each are one factor.

    A comma begins a new factor, unless what follows can only be a further level: behind a list of levels, and no
    name of a parameter.
    """
    pieces: list[str] = []
    for text in texts:
        listing = False
        for piece in (piece.strip() for piece in text.split(",")):
            key = current(piece.partition("=")[0].strip(), tell=False)
            named = key.rpartition(".")[2] in declarations()
            if listing and not named and "=" not in piece:
                pieces[-1] += f",{piece}"
            elif piece:
                pieces.append(piece)
                listing = "=" in piece and ":" not in piece
    return pieces


def texts_of(file: StudyFile, key: str) -> list[str] | None:
    """Return a list of texts of a study file; one text counts as a list, divided at its commas."""
    value = file.raw(key)
    if isinstance(value, str):
        return list(split_names([value]))
    if value is None or (isinstance(value, list) and all(isinstance(item, str) for item in value)):
        return value
    file.fault(
        (key,), value, told("study-not-texts", kind=kind_of(value)), told("study-not-texts.remedy", key=key)
    )
    return None


def outcome_faults(outcomes: Sequence[str], place: Place) -> list[Fault]:
    """Return names that are no outcomes, and those that come twice."""
    faults: list[Fault] = []
    for number, name in enumerate(outcomes):
        if name not in OUTCOMES:
            hint = did_you_mean(name, OUTCOMES, told("study-outcomes-listed"))
            faults.append(place.fault("", name, told("study-no-outcome"), hint))
        elif name in outcomes[:number]:
            faults.append(
                place.fault("", name, told("study-outcome-twice"), told("study-outcome-twice.remedy"))
            )
    if not outcomes:
        faults.append(place.fault("", None, told("study-no-outcomes"), told("study-outcomes-listed")))
    return faults


def _of_mapping(given: Mapping[str, Any], role: Role | None, place: Place) -> Iterator[Factor]:
    faults: list[Fault] = []
    for name, values in given.items():
        try:
            yield make_factor(name, spelled(values), role, place)
        except ScenarioError as error:
            faults += error.faults
    if faults:
        raise ScenarioError(faults)


def spelled(values: Any) -> Any:
    """Return values given in Python as files spell them: a pair is a range, any other sequence are levels."""
    if isinstance(values, tuple) and len(values) == 2:
        return {"lower": values[0], "upper": values[1]}
    return list(values) if isinstance(values, tuple) else values
