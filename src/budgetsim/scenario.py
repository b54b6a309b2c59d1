"""A scenario: parameters, reforms over time, and where they came from.

``load_scenario`` reads a reference scenario or a file; ``Scenario.replace`` moves values. Both check everything
and tell every fault at once. The format of the files is described in ``budgetsim.scenario_files``.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from budgetsim.declarations import Bureau, Department, District, Parameters, Policy, Protocol
from budgetsim.language import told
from budgetsim.scenario_files import write
from budgetsim.scenario_files.changes import Change, as_block
from budgetsim.scenario_files.effect import idle, idle_lines
from budgetsim.scenario_files.faults import Fault, ScenarioError, ScenarioWarning, kind_of, listed
from budgetsim.scenario_files.money import Money
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.read import Document, read_file, read_text
from budgetsim.scenario_files.resolve import is_path, reference_files, reference_path, resolve
from budgetsim.scenario_files.revise import (
    SETTING,
    parse_setting,
    revised,
    typed_settings,
    unmoved,
    with_values,
)
from budgetsim.scenario_files.roster import Roster

__all__ = [
    "Change",
    "Fault",
    "Money",
    "Roster",
    "Scenario",
    "ScenarioError",
    "ScenarioWarning",
    "apply_settings",
    "load_scenario",
    "parse_setting",
    "read_scenario_text",
    "scenario_names",
    "scenario_path",
]


@dataclass(frozen=True, repr=False)
class Scenario:
    """One resolved scenario; not iterable, so that Mesa's batch runner takes it as one value.

    Making one directly checks nothing; ``load_scenario``, ``replace`` and ``from_dict`` check everything.
    ``extends`` only tells where values came from, and ``money`` in what results are told, so two scenarios that
    differ in them alone are equal.
    """

    name: str = "default"
    description: str = ""
    extends: str = field(default="", compare=False)
    policy: Policy[float] = field(default_factory=Policy)
    department: Department[float] = field(default_factory=Department)
    bureau: Bureau[float] = field(default_factory=Bureau)
    district: District[float] = field(default_factory=District)
    protocol: Protocol = field(default_factory=Protocol)
    changes: tuple[Change, ...] = ()
    roster: Roster | None = None
    money: Money | None = field(default=None, compare=False)

    def __repr__(self) -> str:
        base = f" extends {self.extends!r}," if self.extends else ""
        years = dict.fromkeys(change.year for change in self.changes)
        moves = f", changes in year {', '.join(map(str, years))}" if years else ""
        other = len([key for key, *_ in self.differences(Scenario()) if "." in key])
        moved = f"{other} parameter{'' if other == 1 else 's'} unlike the declared defaults"
        return f"<Scenario {self.name!r}:{base} {self.district.departments} departments, {moved}{moves}>"

    def _repr_html_(self) -> str:
        # By name, so that what is shown in a notebook stays above what it shows.
        return str(resolve_name("budgetsim.report.notebook:scenario_html")(self))

    @property
    def parameters(self) -> Parameters[float]:
        """The groups that stay fixed over a run."""
        return Parameters(self.department, self.bureau, self.district, self.protocol)

    def replace(self, **changes: Any) -> Scenario:
        """Return this scenario with some values moved.

        Parameters
        ----------
        **changes
            Parameters by dotted name (``**{"policy.staff": 5}``) or bare name (``staff=5``), ``name``,
            ``description``, ``money`` (a mapping of ``unit`` and ``budgets``), and ``changes`` (a list of ``Change``,
            or of mappings, that takes the place of the old). A lever of ``policy`` is set in the base policy: a change
            that moves it later still does, and a ``ScenarioWarning`` tells which years are left;
            ``**{"policy.staff@all": 5}`` sets it in all years. What matters under another rule only is told likewise.
            ``departments_file`` is read at once, relative to the working directory; an empty one draws
            departments at random again.

        Raises
        ------
        ScenarioError
            With every fault of the new values and of their combination with the old, and if a lever would move no
            recorded year, since a change of year 1 sets it anew.
        """
        notes: list[str] = []
        moved: Scenario = with_values(self, revised(vars(self), changes, "replace()", notes=notes))
        _tell([*notes, *idle(changes, moved)])
        return moved

    def placed(self, **changes: Any) -> Scenario:
        """Return this scenario with some values moved, as ``replace`` does, for designs that place many points.

        Whether a change of the scenario takes a lever over is judged there for the whole design, and not here.

        Raises
        ------
        ScenarioError
            With every fault of the new values and of their combination with the old.
        """
        moved: Scenario = with_values(self, revised(vars(self), changes, "replace()"))
        return moved

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain values, lists and dictionaries that JSON can hold."""
        return write.as_dict(vars(self))

    @classmethod
    def from_dict(cls, data: Any) -> Scenario:
        """Return the scenario that ``to_dict`` wrote; what is missing has its declared default.

        Raises
        ------
        ScenarioError
            With every fault of the dictionary.
        """
        source = "from_dict()"
        if not isinstance(data, Mapping):
            message, hint = (
                told("fault-not-dictionary", kind=kind_of(data)),
                told("fault-not-dictionary.remedy"),
            )
            raise ScenarioError(Fault(source, None, "", data, message, hint))
        rest = {("change" if key == "changes" else key): value for key, value in data.items()}
        extends = rest.pop("extends", "")
        if not isinstance(extends, str):
            message = told("fault-not-text", kind=kind_of(extends))
            raise ScenarioError(Fault(source, None, "extends", extends, message))
        if rest.get("roster", ...) is None:
            del rest["roster"]
        if isinstance(rest.get("change"), list | tuple):
            rest["change"] = [as_block(change) for change in rest["change"]]
        fields, _ = resolve(Document(source, rest, stem="default", is_written=False))
        return cls(**{**fields, "extends": extends})

    def to_toml(self, *, full: bool = False) -> str:
        """Return TOML that loads back to an equal scenario without any other file.

        ``full`` writes every parameter; else only those that differ from the declared defaults are written.
        """
        return write.as_toml(vars(self), full=full)

    def differences(self, other: Scenario) -> list[tuple[str, Any, Any]]:
        """Return (dotted name, own value, other value) of all that differs but names and descriptions.

        Changes are compared by position, as ``change 1``, ``change 2``…, with ``None`` where there are fewer;
        the user's own departments as ``roster``.
        """
        return write.differences(vars(self), vars(other))


def load_scenario(name_or_path: str | os.PathLike[str] | Scenario) -> Scenario:
    """Return a reference scenario by name, or the scenario in a TOML file; a scenario is returned as it is.

    A text that ends in ``.toml`` or holds a slash is a path.

    Raises
    ------
    ScenarioError
        If there is no such scenario, or with every fault of the file and of those that it extends.
    """
    if isinstance(name_or_path, Scenario):
        return name_or_path
    text = os.fsdecode(name_or_path)
    if (
        isinstance(name_or_path, str)
        and not is_path(text)
        and (text in scenario_names() or not os.path.lexists(text))
    ):
        return _made(read_file(reference_path(text)))
    path = Path(text)
    suggestion = "" if os.path.lexists(path) else _missing(path)
    fault = Fault(text, None, "", None, "", suggestion)
    if path.suffix != ".toml" and os.path.isfile(path):  # noqa: PTH113 - Path.is_file fails on odd names
        raise ScenarioError(Fault(text, None, "", None, told("fault-ending"), told("fault-ending.remedy")))
    return _made(read_file(path, fault))


def read_scenario_text(text: str, source_name: str, folder: str | os.PathLike[str] = ".") -> Scenario:
    """Return the scenario in a TOML text; ``source_name`` names it in faults and, without ``name``, itself.

    Paths in the text are relative to ``folder``.

    Raises
    ------
    ScenarioError
        With every fault of the text and of the scenarios that it extends.
    """
    return _made(read_text(text, source_name, Path(folder), Path(source_name).stem))


def scenario_names() -> list[str]:
    """Return the names of the reference scenarios, sorted."""
    return list(reference_files())


def scenario_path(name: str) -> Path:
    """Return the file of a reference scenario.

    Raises
    ------
    ScenarioError
        If there is no such scenario; the message names the closest.
    """
    return reference_path(name)


def apply_settings(scenario: Scenario, given: Iterable[str]) -> Scenario:
    """Return a scenario with settings ``key=value`` of the command line applied.

    A ``ScenarioWarning`` tells which of them move some years only, or nothing since the value is there already.

    Raises
    ------
    ScenarioError
        With the faults of every setting, or of their combination; they name ``--set``.
    """
    values, faults = typed_settings(given)
    notes: list[str] = []
    moved: Scenario = with_values(scenario, revised(vars(scenario), values, SETTING, faults, notes))
    _tell([*notes, *unmoved(vars(scenario), values, vars(moved))])
    return moved


def never_begins(scenario: Scenario, years: int) -> bool:
    """Whether a scenario changes levers over time, but in none of so many recorded years."""
    return bool(scenario.changes) and scenario.changes[0].year > years


def check_years(scenarios: Iterable[Scenario], years: int, source: str) -> None:
    """Check that reforms come within so many recorded years; a ``ScenarioWarning`` tells what comes later.

    Raises
    ------
    ScenarioError
        With every scenario whose changes all come later: it would run as the scenario without them.
    """
    faults = []
    for scenario in scenarios:
        if never_begins(scenario, years):
            first = str(scenario.changes[0].year)
            message = told("fault-never", scenario=scenario.name, year=first)
            hint = told("fault-never.remedy", year=first)
            faults.append(Fault(source, None, "years", years, message, hint))
        else:
            tell_late([scenario], years, stacklevel=3)
    if faults:
        raise ScenarioError(faults)


def tell_late(scenarios: Iterable[Scenario], years: int, stacklevel: int = 2) -> None:
    """Warn of changes that come after so many recorded years, on behalf of who called the caller."""
    for scenario in scenarios:
        late = sorted({change.year for change in scenario.changes if change.year > years})
        if late:
            note = told("note-late", scenario=scenario.name, years=str(years), late=listed(late))
            _tell([note], stacklevel=stacklevel + 2)


def _made(document: Document) -> Scenario:
    fields, notes = resolve(document)
    scenario = Scenario(**fields)
    _tell([*notes, *idle_lines(document, scenario)], stacklevel=4)
    return scenario


def _tell(notes: Iterable[str], stacklevel: int = 3) -> None:
    """Warn of what has less effect than it seems to, on behalf of who called the public function."""
    for note in notes:
        warnings.warn(note, ScenarioWarning, stacklevel=stacklevel)


def _missing(path: Path) -> str:
    names = scenario_names()
    hint = did_you_mean(path.stem, names, told("fault-path-here"))
    every = told("fault-reference-names", names=listed(names) or told("fault-none"))
    return told("fault-bracketed", text=hint, more=every)
