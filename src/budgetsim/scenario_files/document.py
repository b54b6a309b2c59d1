"""One document, checked by itself: labels, tables, changes, roster."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from budgetsim.declarations import GROUPS, declarations
from budgetsim.language import told
from budgetsim.scenario_files.changes import Change, check_change, no_lever, split_all
from budgetsim.scenario_files.faults import Fault, ScenarioError, kind_of, printable
from budgetsim.scenario_files.money import read_money
from budgetsim.scenario_files.names import current_names, parameter_hint, top_level_hint, unknown
from budgetsim.scenario_files.read import Document
from budgetsim.scenario_files.roster import Roster, inline_roster
from budgetsim.scenario_files.roster_recipe import RosterRecipe, read_roster_recipe
from budgetsim.scenario_files.values import LONGEST_TEXT, check_of, plain, value_fault, wrong_keys

MOST_HINTS = 50
_LONGEST_NAME = 200


@dataclass(frozen=True)
class Placed:
    """A value and where it was written."""

    value: Any
    file: str
    line: int | None


@dataclass
class Layer:
    """What one document adds to its base, as far as it is right.

    ``steady`` names the levers that it sets in all years, ``wrong`` the parameters that are not right.
    """

    document: Document
    name: str = ""
    description: str = ""
    extends: str = ""
    replace_changes: bool = False
    values: dict[str, Placed] = field(default_factory=dict)
    steady: set[str] = field(default_factory=set)
    changes: list[tuple[Change, Placed]] = field(default_factory=list)
    roster: Roster | None = None
    panel: RosterRecipe | None = None
    """How the file of departments that it names is read."""
    money: tuple[str, float | None] | None = None
    """Unit in which money is told, and all first-year budgets in it, where it says them."""
    wrong: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        """Where relative paths of the document start."""
        return self.document.folder

    def fault(
        self, path: tuple[str | int, ...], name: str, value: Any, message: str, suggestion: str = ""
    ) -> None:
        """Note a fault at a key path."""
        line = self.document.lines.of(*path)
        self.faults.append(Fault(self.document.file, line, printable(name), value, message, suggestion))


def check_document(document: Document) -> Layer:
    """Return a document's layer with every fault of its own in ``faults``; nothing is raised."""
    layer = Layer(document)
    data = {str(key): value for key, value in document.data.items()}
    readers: dict[str, Callable[[Layer, Any], None]] = {
        **{group: _table_reader(group) for group in GROUPS},
        "name": _read_name,
        "description": _read_description,
        "extends": _read_extends,
        "replace_changes": _read_replace_changes,
        "change": _read_changes,
        "roster": _read_roster,
        "money": _read_money,
        "panel": _read_panel,
    }
    for count, (key, value) in enumerate(data.items()):
        if key in readers:
            readers[key](layer, value)
        else:
            hint = top_level_hint(key) if count < MOST_HINTS else ""
            layer.fault((key,), _short(key), None, unknown(key, "key"), hint)
    _refuse_idle_panel(layer)
    layer.name = layer.name or document.stem
    return layer


def name_problem(name: Any) -> str:
    """Return what is wrong with the name of a scenario, or an empty text."""
    if not isinstance(name, str):
        return told("fault-not-text", kind=kind_of(name))
    if not name.strip() or len(name) > _LONGEST_NAME:
        return told("fault-length", most=str(_LONGEST_NAME))
    if not name.isprintable() or "/" in name or "\\" in name or name.startswith("."):
        return told("fault-signs")
    return ""


def description_problem(text: Any) -> str:
    """Return what is wrong with a description, or an empty text."""
    if not isinstance(text, str):
        return told("fault-not-text", kind=kind_of(text))
    if len(text) > LONGEST_TEXT:
        return told("fault-longest", most=str(LONGEST_TEXT))
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        return told("fault-unicode")
    return ""


def _read_name(layer: Layer, value: Any) -> None:
    problem = name_problem(value)
    if problem:
        layer.fault(("name",), "name", value, problem, told("fault-name-remedy"))
    else:
        layer.name = value


def _read_description(layer: Layer, value: Any) -> None:
    problem = description_problem(value)
    if problem:
        layer.fault(("description",), "description", value, problem, told("fault-description-remedy"))
    else:
        layer.description = value


def _read_extends(layer: Layer, value: Any) -> None:
    if isinstance(value, str):
        layer.extends = value
    else:
        message = told("fault-not-text", kind=kind_of(value))
        layer.fault(("extends",), "extends", value, message, told("fault-extends-remedy"))


def _read_replace_changes(layer: Layer, value: Any) -> None:
    if isinstance(value, bool):
        layer.replace_changes = value
    else:
        hint = told("fault-replace-changes-remedy")
        layer.fault(("replace_changes",), "replace_changes", value, told("fault-flag"), hint)


def _table_reader(group: str) -> Callable[[Layer, Any], None]:
    def read(layer: Layer, value: Any) -> None:
        if isinstance(value, Mapping):
            _read_table(layer, group, {str(key): plain(raw) for key, raw in value.items()})
        else:
            hint = told("fault-table-remedy", group=group)
            layer.fault((group,), group, value, told("fault-not-table", kind=kind_of(value)), hint)

    return read


def _read_table(layer: Layer, group: str, table: Mapping[str, Any]) -> None:
    known = declarations()
    lines = layer.document.lines
    table, former, faults = current_names(
        table, layer.document.file, lambda key: lines.of(group, key), f"{group}.{{}}"
    )
    layer.faults += faults
    table, steady = _without_all(layer, group, table)
    written = former | {bare: former.get(key, key) for bare, key in steady.items()}
    wrong = wrong_keys(group, table)
    for count, (key, value) in enumerate(table.items()):
        line = layer.document.lines.of(group, written.get(key, key))
        if wrong.get(key) == "extra_forbidden":
            hint = parameter_hint(key, group) if count < MOST_HINTS else ""
            layer.fault((group, key), f"{group}.{_short(key)}", value, unknown(key), hint)
        elif key in wrong:
            layer.wrong.add(key)
            layer.faults.append(value_fault(known[key], value, layer.document.file, line))
        else:
            layer.values[key] = Placed(check_of(known[key])(value), layer.document.file, line)


def _without_all(layer: Layer, group: str, table: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return a table with levers set in all years under their bare names, and how these are written."""
    bare_table: dict[str, Any] = {}
    written: dict[str, str] = {}
    for key, value in table.items():
        bare, is_steady = split_all(key)
        if is_steady and bare in declarations() and group != "policy":
            layer.fault((group, key), f"{group}.{key}", value, no_lever(), told("fault-write", text=bare))
        elif is_steady and bare in table:
            message = told("fault-set-too", name=bare)
            layer.fault((group, key), f"{group}.{key}", value, message, told("fault-one-out"))
        elif is_steady and bare in declarations():
            written[bare] = key
            layer.steady.add(bare)
        bare_table[bare if is_steady and bare in declarations() else key] = value
    return bare_table, written


def _read_changes(layer: Layer, value: Any) -> None:
    if not isinstance(value, list | tuple):
        message = told("fault-not-list", kind=kind_of(value))
        layer.fault(("change",), "change", value, message, told("fault-not-list.remedy"))
        return
    for index, block in enumerate(value):
        change, faults = check_change(
            block,
            index + 1,
            layer.document.file,
            lambda key, index=index: layer.document.lines.of("change", index, key),  # type: ignore[misc]
        )
        layer.faults += faults
        if change:
            line = layer.document.lines.of("change", index, "year")
            layer.changes.append((change, Placed(index + 1, layer.document.file, line)))


def _read_roster(layer: Layer, value: Any) -> None:
    try:
        layer.roster = inline_roster(value, layer.document.file, layer.document.lines)
    except ScenarioError as error:
        layer.faults += error.faults
        layer.wrong |= {"departments", "departments_file"}


def _read_panel(layer: Layer, value: Any) -> None:
    document = layer.document
    try:
        layer.panel = read_roster_recipe(value, document.file, document.lines, document.folder)
    except ScenarioError as error:
        layer.faults += error.faults
        layer.wrong |= {"departments", "departments_file"}


def _refuse_idle_panel(layer: Layer) -> None:
    """Refuse a table that says how a file is read where the document names none."""
    file = layer.values.get("departments_file")
    is_idle = layer.roster is not None or file is None or not file.value
    if layer.panel is not None and is_idle and "departments_file" not in layer.wrong:
        layer.fault(("panel",), "panel", None, told("roster-fault-idle"), told("roster-fault-idle.remedy"))


def _read_money(layer: Layer, value: Any) -> None:
    try:
        layer.money = read_money(value, layer.document.file, layer.document.lines)
    except ScenarioError as error:
        layer.faults += error.faults
        layer.wrong.add("money")


def _short(key: str) -> str:
    return key if len(key) <= MOST_HINTS else key[:MOST_HINTS] + "…"
