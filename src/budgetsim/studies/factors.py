"""What a study varies: a parameter over levels or a range, a switch that sets several, the scenario itself.

Values are read here as they are written, on the command line or in a file, into what their parameter allows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Literal

import numpy as np

from budgetsim.declarations import Declaration, declarations
from budgetsim.declarations.renamed import current
from budgetsim.language import told
from budgetsim.model.measures import OUTCOMES
from budgetsim.numerics import Array
from budgetsim.scenario_files.changes import ALL, no_lever, split_all
from budgetsim.scenario_files.document import name_problem
from budgetsim.scenario_files.faults import Fault, ScenarioError, kind_of, listed, told_with_remedy
from budgetsim.scenario_files.names import did_you_mean, parameter_hint, unknown
from budgetsim.scenario_files.values import check_of, value_fault

Role = Literal["lever", "uncertainty"]
Kind = Literal["number", "integer", "choice", "boolean"]

SCENARIO = "scenario"
TAKEN = frozenset({SCENARIO, "base", "seed", "year", "name", "number", "factor", "level", "point", "points"})
"""Names of columns of tables, which no switch may have; names of outcomes are taken too."""


MOST_LEVELS = 100_000
"""Levels of one factor beyond which a mistyped count is more likely than a wish."""


@dataclass(frozen=True)
class Place:
    """Where a factor is written, for faults: a flag, or a file and a line."""

    source: str
    line: int | None = None

    def fault(self, name: str, value: Any, message: str, hint: str = "") -> Fault:
        """Return a fault at this place."""
        return Fault(self.source, self.line, name, value, message, hint)

    def told(self, name: str, value: Any, key: str, /, hint: str = "", **values: Any) -> Fault:
        """Return a fault by the key of its message, whose part ``remedy`` is the hint unless one is given."""
        return self.fault(name, value, *told_with_remedy(key, hint, **values))


@dataclass(frozen=True)
class Factor:
    """One factor of a study.

    ``name`` is the bare name of a parameter, the name of a switch, or ``scenario``. ``levels`` are the values to
    take; without levels the factor takes any value from ``lower`` to ``upper``. ``settings`` are what a switch sets
    when it is on. With ``always`` a lever holds in all years, whatever changes over time say.
    """

    name: str
    role: Role
    kind: Kind
    lower: float | None = None
    upper: float | None = None
    levels: tuple[Any, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    always: bool = False

    @property
    def key(self) -> str:
        """Name with its group, such as ``policy.staff``."""
        about = declarations().get(self.name)
        return about.key if about else self.name

    @property
    def unit(self) -> str:
        """Unit of the values, for axes."""
        about = declarations().get(self.name)
        return about.unit if about and self.kind in ("number", "integer") else "category"

    @property
    def symbol(self) -> str:
        """Symbol of the parameter, or an empty text."""
        about = declarations().get(self.name)
        return about.symbol if about else ""

    @property
    def is_ordered(self) -> bool:
        """Whether values are numbers, so that more and less mean something."""
        return self.kind in ("number", "integer")

    def at(self, shares: Array) -> list[Any]:
        """Return the values at shares of the range: equal parts of the unit interval for levels and integers.

        Parameters
        ----------
        shares
            Numbers from 0 to 1, of any length.
        """
        shares = np.asarray(shares, dtype=np.float64)
        if self.levels:
            places = np.minimum((shares * len(self.levels)).astype(np.intp), len(self.levels) - 1)
            return [self.levels[i] for i in places]
        low, high = self._ends()
        if self.kind == "integer":
            steps = np.minimum(np.floor(shares * (high - low + 1)), high - low)
            return [int(value) for value in low + steps]
        return [float(value) for value in np.clip(low + shares * (high - low), low, high)]

    def extremes(self) -> tuple[Any, Any]:
        """Return the lowest and the highest value; of choices and switches, the first and the last."""
        if self.levels:
            return (
                (min(self.levels), max(self.levels)) if self.is_ordered else (self.levels[0], self.levels[-1])
            )
        low, high = self._ends()
        return (int(low), int(high)) if self.kind == "integer" else (low, high)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values that JSON can hold; ``Factor.from_dict`` reads them."""
        about = {"name": self.name, "role": self.role, "kind": self.kind}
        bounds = {"lower": self.lower, "upper": self.upper, "levels": list(self.levels)}
        always = {"always": True} if self.always else {}
        return {**about, **bounds, "settings": dict(self.settings), **always}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Factor:
        """Return the factor that ``to_dict`` wrote."""
        settings = {current(name, tell=False): value for name, value in data["settings"].items()}
        name = current(data["name"], tell=False)
        return cls(**{**data, "name": name, "levels": tuple(data["levels"]), "settings": settings})

    def _ends(self) -> tuple[float, float]:
        if self.lower is None or self.upper is None:
            raise TypeError(f"factor {self.name} has neither levels nor a range")
        return self.lower, self.upper


def spec_hint() -> str:
    """Return what may be written for the values of a factor."""
    return told("fault-write", text=told("study-spec"))


def parse_vary(text: str, flag: str, role: Role | None = None) -> Factor:
    """Return the factor that ``KEY=VALUES`` or a bare ``KEY`` names; by default levers of policy are levers.

    Raises
    ------
    ScenarioError
        If there is no such parameter, or its values are not allowed; the faults name the flag.
    """
    key, _, spec = text.partition("=")
    if "=" in text and not spec.strip():
        raise ScenarioError(Fault(flag, None, key.strip(), None, told("study-no-values-after"), spec_hint()))
    return make_factor(key.strip(), spec.strip() or None, role, Place(flag))


def make_factor(key: str, values: Any, role: Role | None, place: Place) -> Factor:
    """Return a factor of a parameter.

    Parameters
    ----------
    key
        Bare or dotted name; ``@all`` after that of a lever holds it in all years.
    values
        ``None`` for the parameter's range in studies; a text as on the command line; a list of levels; or a table
        with ``lower`` and ``upper``, and perhaps ``count``.
    role
        ``None``: a lever if it is of the group policy, else an uncertainty.
    place
        Where it is written.

    Raises
    ------
    ScenarioError
        With all faults.
    """
    bare, always = split_all(key)
    factor = _Reader(declaration_of(bare, place), place).factor(values, role)
    if always and declarations()[factor.name].group != "policy":
        raise ScenarioError(place.fault(key, None, no_lever(), told("fault-write", text=bare)))
    return replace(factor, always=True) if always else factor


def make_switch(
    name: str,
    settings: Mapping[str, Any],
    role: Role,
    place: Place,
    places: Mapping[str, Place] | None = None,
) -> Factor:
    """Return a boolean factor that sets several parameters when it is on; ``places`` says where each setting stands.

    Raises
    ------
    ScenarioError
        If its name is taken or no plain text, it sets nothing or one parameter twice, or a setting is not allowed.
    """
    faults = _name_faults(name, place)
    if not settings:
        faults.append(place.fault(name, None, told("study-switch-empty"), told("study-lines")))
    values: dict[str, Any] = {}
    for key, value in settings.items():
        here = (places or {}).get(key, place)
        try:
            parameter = declaration_of(key, here)
            if parameter.name in values:
                faults.append(
                    here.fault(parameter.key, value, told("fault-set-twice"), told("fault-set-twice.remedy"))
                )
            values[parameter.name] = _Reader(parameter, here).checked([value])[0]
        except ScenarioError as error:
            faults += error.faults
    if faults:
        raise ScenarioError(faults)
    return Factor(name, role, "boolean", levels=(False, True), settings=values)


def _name_faults(name: str, place: Place) -> list[Fault]:
    if problem := name_problem(name):
        return [place.fault("", name, told("study-switch-name", problem=problem))]
    stem = name.removesuffix("_low").removesuffix("_high")
    if name in declarations() or name in TAKEN or stem in OUTCOMES:
        message, hint = told("study-switch-taken"), told("study-switch-taken.remedy", name=f"{name}_switch")
        return [place.fault(name, None, message, hint)]
    return []


def settings_of(factor: Factor, value: Any) -> dict[str, Any]:
    """Return the parameters that a factor sets at a value, by bare name; none for the factor ``scenario``."""
    if factor.name == SCENARIO:
        return {}
    if factor.kind == "boolean":
        return dict(factor.settings) if value else {}
    return {factor.name: value}


def parameters_of(factor: Factor) -> tuple[str, ...]:
    """Return the parameters that a factor moves, by bare name; none for the factor ``scenario``."""
    if factor.kind == "boolean":
        return tuple(factor.settings)
    return () if factor.name == SCENARIO else (factor.name,)


def is_reform(factor: Factor, name: str, from_year: int | None) -> bool:
    """Whether a factor moves a parameter in the year of a reform rather than from the start."""
    if from_year is None or factor.role != "lever" or factor.always:
        return False
    return declarations()[name].group == "policy"


def steady_levers(factors: Iterable[Factor]) -> set[str]:
    """Return the levers that factors hold in all years."""
    return {factor.name for factor in factors if factor.always}


def as_settings(factors: Iterable[Factor], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values by bare name as ``Scenario.placed`` takes them: ``staff@all`` where a lever always holds."""
    steady = steady_levers(factors)
    return {f"{name}{ALL}" if name in steady else name: value for name, value in values.items()}


def column_of(factor: Factor) -> str:
    """Return the column of a factor in tables of points and outcomes, where a name may be an outcome's too."""
    if factor.name == SCENARIO:
        return "base"
    return factor.key if factor.name in OUTCOMES else factor.name


def declaration_of(key: str, place: Place) -> Declaration:
    """Return the declaration of a parameter that can be varied, by bare or dotted name.

    Raises
    ------
    ScenarioError
        If there is none.
    """
    key = current(key)
    if key.endswith(ALL):
        message = told("study-no-all", all=ALL)
        raise ScenarioError(place.fault(key, None, message, told("study-no-all.remedy")))
    group, _, bare = key.rpartition(".")
    parameter = declarations().get(bare)
    if parameter is None or group not in ("", parameter.group):
        hint = parameter_hint(key, group) if key else told("study-write-key", spec=told("study-spec"))
        raise ScenarioError(place.fault(key, None, unknown(key), hint))
    if parameter.kind == "text":
        raise ScenarioError(place.fault(key, None, told("study-no-text"), told("study-no-text.remedy")))
    return parameter


@dataclass(frozen=True)
class _Reader:
    """Values of one parameter as they are written, read into what its declaration allows.

    Every method raises a ``ScenarioError`` that tells the place and the parameter.
    """

    parameter: Declaration
    place: Place

    def error(self, value: Any, message: str, hint: str = "") -> ScenarioError:
        """Return the error of a value of the parameter."""
        return ScenarioError(self.place.fault(self.parameter.key, value, message, hint))

    def factor(self, values: Any, role: Role | None) -> Factor:
        """Return the factor that values make, as ``make_factor`` takes them."""
        parameter, is_lever = self.parameter, self.parameter.group == "policy"
        if role == "lever" and not is_lever:
            raise self.error(None, told("study-no-lever"), told("study-no-lever.remedy"))
        chosen: Role = role or ("lever" if is_lever else "uncertainty")
        if parameter.kind == "choice":
            levels = parameter.choices if values is None else self.levels(values)
            return Factor(parameter.name, chosen, "choice", levels=levels)
        kind: Kind = "integer" if parameter.kind == "integer" else "number"
        lower, upper, count = self.range(values)
        if count is None and lower is None:
            return Factor(parameter.name, chosen, kind, levels=self.levels(values))
        low, high = self.checked([lower, upper])
        if not low < high:
            raise self.error(f"{low:g}:{high:g}", told("study-range-order"))
        if count is None:
            return Factor(parameter.name, chosen, kind, float(low), float(high))
        return Factor(parameter.name, chosen, kind, levels=self.spaced(low, high, count))

    def range(self, values: Any) -> tuple[Any, Any, int | None]:
        """Return ends and count if a range is meant; all ``None`` for a list."""
        if values is None:
            low, high = self.parameter.study_range or (None, None)
            return low, high, None
        if isinstance(values, Mapping):
            odd = [name for name in values if name not in ("lower", "upper", "count")]
            if odd or "lower" not in values or "upper" not in values:
                hint = did_you_mean(str(odd[0]), ("lower", "upper", "count")) if odd else ""
                message = told("study-range-key", key=repr(odd[0])) if odd else told("study-range-ends")
                raise self.error(None, message, hint)
            count = values.get("count")
            return values["lower"], values["upper"], None if count is None else self.count(count)
        if not isinstance(values, str) or ":" not in values:
            return None, None, None
        pieces = [piece.strip() for piece in values.split(":")]
        if len(pieces) > 3 or not all(pieces):
            raise self.error(values, told("study-no-range"), spec_hint())
        low, high = map(self.typed, pieces[:2])
        return low, high, self.count(pieces[2]) if len(pieces) == 3 else None

    def count(self, given: Any) -> int:
        """Return how many levels are asked for."""
        count = given
        if isinstance(given, str):
            digits = given.strip().lstrip("0")
            is_moderate = digits.isascii() and digits.isdigit() and len(digits) <= len(str(MOST_LEVELS))
            count = int(digits) if is_moderate else None
        if type(count) is not int or not 2 <= count <= MOST_LEVELS:
            raise self.error(given, told("study-count", most=str(MOST_LEVELS)))
        return count

    def spaced(self, low: float, high: float, count: int) -> tuple[Any, ...]:
        """Return equally spaced levels that can be told apart; of whole numbers all are whole."""
        # Rounded to what a reader would write: 0.3 instead of 0.30000000000000004.
        inner = [float(f"{value:.12g}") for value in np.linspace(low, high, count)[1:-1]]
        levels = [float(low), *inner, float(high)]
        if any(first >= second for first, second in pairwise(levels)):
            raise self.error(None, told("study-too-close", low=repr(low), high=repr(high), count=str(count)))
        if self.parameter.kind != "integer":
            return tuple(levels)
        if any(not level.is_integer() for level in levels):
            most = int(high - low) + 1
            fitting = [n for n in range(2, most + 1) if int(high - low) % (n - 1) == 0]
            hint = told("study-not-whole.remedy", counts=listed(fitting[:8])) if fitting else ""
            message = told("study-not-whole", count=str(count), low=f"{low:g}", high=f"{high:g}")
            raise self.error(None, message, hint)
        return tuple(int(level) for level in levels)

    def levels(self, values: Any) -> tuple[Any, ...]:
        """Return a text with commas, a list or a number as levels."""
        levels = self.checked(self.listed(values))
        seen: set[Any] = set()
        twice = next((value for value in levels if value in seen or seen.add(value)), None)  # type: ignore[func-returns-value]
        if twice is not None:
            raise self.error(twice, told("study-level-twice"))
        if not levels:
            raise self.error(None, told("study-no-levels"), spec_hint())
        return tuple(levels)

    def listed(self, values: Any) -> list[Any]:
        """Return a text with commas, a list or a number as a list of raw values."""
        if isinstance(values, str):
            pieces = [piece.strip() for piece in values.split(",")]
            if not all(pieces):
                raise self.error(values, told("study-comma"), spec_hint())
            return list(map(self.typed, pieces))
        if isinstance(values, Sequence):
            return list(values)
        if isinstance(values, int | float) and not isinstance(values, bool):
            return [values]
        raise self.error(values, told("study-no-such-values", kind=kind_of(values)), spec_hint())

    def checked(self, values: Sequence[Any]) -> list[Any]:
        """Return values as the declaration wants them, or raise the faults of all of them."""
        allowed, faults = [], []
        for value in values:
            try:
                allowed.append(check_of(self.parameter)(value))
            except ValueError:
                faults.append(value_fault(self.parameter, value, self.place.source, self.place.line))
        if faults:
            raise ScenarioError(faults)
        return allowed

    def typed(self, text: str) -> Any:
        """Return a text of the command line as what the declaration asks for, if it can be read so."""
        if self.parameter.kind == "choice":
            return next((option for option in self.parameter.choices if str(option) == text), text)
        try:
            value = float(text)
        except ValueError:
            return text
        return value if math.isfinite(value) else text
