"""Levers and their contrasts: from which value to which a lever is moved, and the doses in between."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from budgetsim.declarations import declarations
from budgetsim.language import told
from budgetsim.model.timeline import policies_by_year
from budgetsim.rounding import level, levels
from budgetsim.scenario import Scenario, load_scenario, parse_setting
from budgetsim.scenario_files.changes import ALL
from budgetsim.scenario_files.faults import Fault, ScenarioError, kind_of, listed, told_with_remedy
from budgetsim.scenario_files.names import lever_hint, unknown
from budgetsim.studies.factors import Factor, Place, make_factor, make_switch, settings_of
from budgetsim.studies.study_file import StudyFile, flat
from budgetsim.studies.values import Value, texts_of

USUAL_LEVERS = ("monitoring_intensity", "result_use", "staff", "information_systems")
"""Levers when none are named: those that every user asks about first, the work of checking, its consequence, and the
two resources that make both possible."""
TREATMENT = "reform_package"
"""The scenario whose reform says what a strong value of a lever is: the funded package is one that a district could
plausibly afford, while the end of a lever's range (everybody checked every month) is not."""
DOSES = 7
"""Equally spaced doses of a curve: enough to see one bend and one turn (assumed)."""
MOST_DOSES = 1000
"""Doses of one lever beyond which a mistyped number is more likely than a wish."""
FORMS = "effects-fault-contrast.remedy"
"""Message with the forms of a contrast."""


@dataclass(frozen=True)
class Lever:
    """One lever and its contrast.

    ``factor`` says what it is; ``own`` is the scenario's value, ``low`` and ``high`` are compared, ``doses`` are the
    values of its curve in rising order (none for choices and switches).
    """

    factor: Factor
    own: Any
    low: Any
    high: Any
    doses: tuple[Any, ...] = ()

    @property
    def name(self) -> str:
        """Bare name."""
        return self.factor.name

    @property
    def moves(self) -> tuple[str, ...]:
        """Parameters that it moves."""
        return tuple(self.factor.settings) if self.factor.kind == "boolean" else (self.name,)

    @property
    def contrast(self) -> str:
        """The contrast in words."""
        if isinstance(self.low, float) and isinstance(self.high, float):
            return " to ".join(levels((self.low, self.high)))
        return f"{value_text(self.low)} to {value_text(self.high)}"

    def settings(self, value: Any) -> dict[str, Any]:
        """Return the parameters at a value; of a switch that is off, none."""
        return settings_of(self.factor, value)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values that JSON can hold."""
        about = {"factor": self.factor.to_dict(), "own": self.own, "low": self.low, "high": self.high}
        return {**about, "doses": list(self.doses)}


def value_text(value: Any) -> str:
    """Return a value of a lever as it is written."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return level(value) if isinstance(value, float) else str(value)


PlaceOf = Callable[[str, str], Place]
"""Where a lever or switch is written, by the name of its field and its own."""


def place_of_flag(key: str, name: str) -> Place:
    """Return the flag by which levers or switches are given."""
    del name
    return Place(f"--{key}")


def read_levers(  # noqa: PLR0913 - what is read, and against what
    texts: Sequence[str],
    switches: Sequence[str],
    base: Scenario,
    year: int,
    doses: int = DOSES,
    place_of: PlaceOf = place_of_flag,
) -> tuple[Lever, ...]:
    """Return the levers that texts of the command line name, or the usual ones.

    ``texts`` are ``KEY`` (from the scenario's value to a strong one), ``KEY=HIGH``, ``KEY=LOW:HIGH``,
    ``KEY=LOW:HIGH:DOSES``, or ``KEY=a,b,...`` (doses; of choices two), several by comma; ``switches`` are
    ``NAME=KEY=VALUE,KEY=VALUE``, several levers moved together. Own values are those of ``base`` in the recorded year.
    ``doses`` are those of a curve where the text does not say, ``place_of`` tells where each is written.

    Raises
    ------
    ScenarioError
        With the faults of all of them.
    """
    levers: dict[str, Lever] = {}
    faults: list[Fault] = []
    named = split_levers(texts) or ([] if switches else list(USUAL_LEVERS))
    for text, key in [*((text, "levers") for text in named), *((text, "switch") for text in switches)]:
        place = place_of(key, text.partition("=")[0].strip().rpartition(".")[2])
        try:
            lever = _lever(text, base, year, doses, place) if key == "levers" else _switch(text, place)
            _refuse_twice(lever, tuple(levers.values()), place)
        except ScenarioError as error:
            faults += error.faults
            continue
        levers[lever.name] = lever
    if faults:
        raise ScenarioError(faults)
    return tuple(levers.values())


@dataclass(frozen=True)
class Levers(Value):
    """Levers with their contrasts, as texts; they are read with the scenario from which they move."""

    metavar = "KEY=LOW:HIGH"
    many = True

    def of_texts(self, texts: Sequence[str], place: Place) -> tuple[str, ...]:
        """As ``Value.of_texts``."""
        del place
        return tuple(split_levers(texts))

    def of_file(self, file: StudyFile, key: str) -> tuple[str, ...] | None:
        """As ``Value.of_file``: a list of texts, or a table of contrasts as texts or lists of doses."""
        if not isinstance(file.raw(key), Mapping):
            return tuple(split_levers(texts_of(file, key) or ())) or None
        texts = []
        for name, path, value in flat(file.table(key), (key,)):
            spec = _spelled(value)
            if spec is None:
                file.fault(path, value, *told_with_remedy("effects-fault-contrast-of-file", lever=name))
            else:
                texts.append(f"{name}={spec}" if spec else name)
        return tuple(texts) or None

    def of_python(self, given: Any, place: Place) -> tuple[str, ...]:
        """As ``Value.of_python``: texts, or a mapping of levers to ``(low, high)``, ``high`` or a list of doses."""
        if not isinstance(given, Mapping):
            return self.of_texts([given] if isinstance(given, str) else [str(item) for item in given], place)
        specs = {name: _spelled(value) for name, value in given.items()}
        for name, spec in specs.items():
            if spec is None:
                raise ScenarioError(place.told(name, given[name], "effects-fault-contrast"))
        return tuple(f"{name}={spec}" if spec else name for name, spec in specs.items())

    def options(self) -> Collection[str]:
        """As ``Value.options``."""
        return [about.name for about in declarations().values() if about.group == "policy"]


def _spelled(value: Any) -> str | None:
    """Return a contrast as a text; empty for that to a strong value, ``None`` for what is no contrast."""
    if value is None or value is True:
        return ""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, tuple) and len(value) == 2:
        return ":".join(map(str, value))
    if isinstance(value, list | tuple) and value:
        return ",".join(map(str, value))
    return None


@dataclass(frozen=True)
class Switches(Value):
    """Several levers moved together, as texts."""

    metavar = "NAME=KEY=VALUE,…"
    many = True

    def of_texts(self, texts: Sequence[str], place: Place) -> tuple[str, ...]:
        """As ``Value.of_texts``."""
        del place
        return tuple(texts)

    def of_file(self, file: StudyFile, key: str) -> tuple[str, ...] | None:
        """As ``Value.of_file``: tables of settings under ``switches``."""
        del key
        texts = []
        for name, settings in file.table("switches").items():
            path = ("switches", name)
            if isinstance(settings, Mapping):
                texts.append(_switch_text(name, {key: value for key, _, value in flat(settings, path)}))
            else:
                kind = kind_of(settings)
                file.fault(
                    path, settings, *told_with_remedy("effects-fault-settings", kind=kind, switch=name)
                )
        return tuple(texts) or None

    def of_python(self, given: Any, place: Place) -> tuple[str, ...]:
        """As ``Value.of_python``: texts, or a mapping of names to mappings of settings."""
        if isinstance(given, Mapping):
            return tuple(_switch_text(name, settings) for name, settings in given.items())
        return self.of_texts([given] if isinstance(given, str) else list(given), place)


def _switch_text(name: str, settings: Mapping[str, Any]) -> str:
    return f"{name}=" + ",".join(
        f"{key}={str(value).lower() if isinstance(value, bool) else value}" for key, value in settings.items()
    )


def split_levers(texts: Sequence[str]) -> list[str]:
    """Return single levers out of enumerations such as ``staff,result_use=0.1:0.4,budget_rule=linear,posterior``."""
    levers: list[str] = []
    for text in texts:
        fresh = True
        for piece in (piece.strip() for piece in text.split(",")):
            is_value = not fresh and "=" not in piece and "=" in levers[-1] and not _is_lever(piece)
            if is_value:
                levers[-1] += f",{piece}"
            elif piece or fresh:
                levers.append(piece)
            fresh = False
    return levers


def strong_value(name: str, own: Any) -> Any:
    """Return a strong value of a lever: the funded reform's, else the upper end of its range in studies.

    ``None`` if the lever is as strong already.
    """
    about = declarations()[name]
    if about.kind == "choice":
        others = [choice for choice in about.choices if choice != own]
        return others[0] if len(about.choices) == 2 else None
    treated = _treatment().get(name)
    upper = about.study_range[1] if about.study_range else None
    return next((value for value in (treated, upper) if value is not None and value > own), None)


@cache
def _treatment() -> dict[str, Any]:
    """Return the levers that the funded reform moves."""
    return {
        lever: value for change in load_scenario(TREATMENT).changes for lever, value in change.levers.items()
    }


def _is_lever(text: str) -> bool:
    about = declarations().get(text.rpartition(".")[2])
    return about is not None and about.group == "policy"


def _lever(text: str, base: Scenario, year: int, doses: int, place: Place) -> Lever:
    key, equals, spec = (part.strip() for part in text.partition("="))
    if key.endswith(ALL):
        raise ScenarioError(place.told(key, None, "effects-fault-always", key=key))
    about = declarations().get(key.rpartition(".")[2])
    is_named = about is not None and key in (about.name, about.key)
    if is_named and about is not None and about.group != "policy":
        raise ScenarioError(place.told(key, None, "effects-fault-no-lever"))
    if equals and not spec:
        raise ScenarioError(place.told(key, None, "effects-fault-no-values", told(FORMS)))
    if about is None or not is_named:
        raise ScenarioError(
            place.fault(key, None, unknown(key, "lever"), lever_hint(key) if key else told(FORMS))
        )
    own = _own(about.name, base, year, place)
    if about.kind == "choice":
        return _choice(key, spec, own, place)
    return _number(key, spec, own, doses, place)


def _own(name: str, base: Scenario, year: int, place: Place) -> Any:
    """Return the scenario's value in a year."""
    policy = policies_by_year(base, year)[-1]
    if name in policy.layers:
        raise ScenarioError(place.told(f"policy.{name}", None, "effects-fault-for-some", scenario=base.name))
    return policy.values[name]


def _choice(key: str, spec: str, own: Any, place: Place) -> Lever:
    name = key.rpartition(".")[2]
    levels = make_factor(key, spec.replace(":", ","), "lever", place).levels if spec else ()
    if not levels and strong_value(name, own) is not None:
        levels = (strong_value(name, own),)
    if len(levels) == 1 and levels[0] != own:
        levels = (own, *levels)
    if len(levels) != 2:
        about = {"own": str(own), "lever": name, "options": listed(declarations()[name].choices)}
        raise ScenarioError(place.told(key, spec or None, "effects-fault-two-values", **about))
    every = tuple(dict.fromkeys((own, *levels)))
    return Lever(Factor(name, "lever", "choice", levels=every), own, *levels)


def _number(key: str, spec: str, own: Any, doses: int, place: Place) -> Lever:
    name = key.rpartition(".")[2]
    pieces = [piece.strip() for piece in spec.split(":")]
    if len(pieces) == 3:
        doses = _count(key, spec, pieces[2], place)
    if len(pieces) > 3 or (":" in spec and not all(pieces)):
        raise ScenarioError(place.told(key, spec, "effects-fault-contrast"))
    named = make_factor(key, ",".join(pieces[:2]), "lever", place).levels if spec else ()
    if len(named) > 1:
        low, high, given = named[0], named[-1], named
    else:
        low, high, given = own, named[0] if named else strong_value(name, own), ()
    if high is None or (low == high and spec):
        about = {"own": value_text(own), "lever": name}
        raise ScenarioError(place.told(key, spec or None, "effects-fault-already", **about))
    spaced = named if "," in spec else _spaced(key, given or declarations()[name].study_range, doses, place)
    levels = tuple(sorted({own, low, high, *spaced}))
    kind = "integer" if declarations()[name].kind == "integer" else "number"
    factor = Factor(name, "lever", kind, float(levels[0]), float(levels[-1]))  # type: ignore[arg-type]
    return Lever(factor, own, low, high, levels)


def _spaced(key: str, ends: Any, doses: int, place: Place) -> tuple[Any, ...]:
    """Return equally spaced doses; a contrast may also fall."""
    low, high = min(ends), max(ends)
    return make_factor(key, f"{low!r}:{high!r}:{doses}", "lever", place).levels


def _count(key: str, spec: str, text: str, place: Place) -> int:
    if not text.isascii() or not text.isdigit() or not 2 <= int(text[:9]) <= MOST_DOSES:
        raise ScenarioError(place.told(key, spec, "effects-fault-doses", told(FORMS), most=str(MOST_DOSES)))
    return int(text)


def _switch(text: str, place: Place) -> Lever:
    name, equals, rest = (part.strip() for part in text.partition("="))
    if not equals or not name or not rest:
        raise ScenarioError(place.told("", text, "effects-fault-switch"))
    settings: dict[str, Any] = {}
    faults: list[Fault] = []
    for piece in rest.split(","):
        try:
            key, value = parse_setting(piece.strip())
        except ScenarioError as error:
            faults += [place.fault(f.field or name, f.value, f.message, f.suggestion) for f in error.faults]
            continue
        if key.endswith(ALL):
            faults.append(place.told(key, value, "effects-fault-switch-always", switch=name, all=ALL))
            continue
        if not key.startswith("policy."):
            faults.append(
                place.told(key, value, "effects-fault-switch-no-lever", lever_hint(key), switch=name)
            )
        settings[key.rpartition(".")[2]] = value
    if faults:
        raise ScenarioError(faults)
    return Lever(make_switch(name, settings, "lever", place), own=False, low=False, high=True)


def _refuse_twice(lever: Lever, others: Sequence[Lever], place: Place) -> None:
    for other in others:
        shared = sorted(set(lever.moves) & set(other.moves))
        if shared or lever.name == other.name:
            twice = f"policy.{(shared or [lever.name])[0]}"
            names = {"lever": lever.name, "other": other.name}
            raise ScenarioError(place.told(twice, None, "effects-fault-twice", **names))
