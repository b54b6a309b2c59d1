"""A document and the bases that it extends, merged into the fields of one scenario.

Reference scenarios are package data in a wheel, the folder ``scenarios`` in a checkout.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from budgetsim.declarations import GROUPS, declarations
from budgetsim.declarations.renamed import SCENARIOS, tell_renamed
from budgetsim.language import told
from budgetsim.scenario_files.document import Layer, Placed, check_document
from budgetsim.scenario_files.effect import Judged, Written, untreated, written_changes
from budgetsim.scenario_files.faults import Fault, ScenarioError, listed, told_with_remedy
from budgetsim.scenario_files.money import Money, is_of_scale, worth
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.read import Document, read_file
from budgetsim.scenario_files.roster import Roster, read_departments
from budgetsim.scenario_files.values import RULES, broken, year_message

PACKAGE = "budgetsim"
_HERE = Path(__file__)


def package_folder() -> Path | None:
    """Return the folder of scenarios that a wheel carries, if there is one."""
    from importlib import resources

    folder = resources.files(PACKAGE) / "_scenarios"
    return folder if isinstance(folder, Path) and folder.is_dir() else None


def checkout_folder() -> Path | None:
    """Return the folder of scenarios beside ``src`` in a checkout, if this is one."""
    source, root = _HERE.parents[2], _HERE.parents[3]
    folder = root / "scenarios"
    return folder if source.name == "src" and folder.is_dir() else None


def reference_files() -> dict[str, Path]:
    """Return the files of the reference scenarios by name, sorted."""
    folder = package_folder() or checkout_folder()
    return {file.stem: file for file in sorted(folder.glob("*.toml"))} if folder else {}


def reference_path(name: str, fault: Fault | None = None) -> Path:
    """Return the file of a reference scenario; ``fault`` tells where the name came from.

    Raises
    ------
    ScenarioError
        If there is no such scenario; the message names the closest and lists all.
    """
    files = reference_files()
    if name not in files and SCENARIOS.get(name) in files:
        tell_renamed(name, SCENARIOS[name])
        name = SCENARIOS[name]
    if name in files:
        return files[name]
    message = told("fault-reference")
    every = told("fault-references", names=listed(files) or told("fault-none"))
    hint = did_you_mean(name, files)
    suggestion = told("fault-bracketed", text=hint, more=every) if hint else every
    if fault is None:
        raise ScenarioError(Fault("", None, told("fault-scenario"), name, message, suggestion))
    raise ScenarioError(
        Fault(fault.file, fault.line, fault.field, name, fault.message or message, suggestion)
    )


def is_path(name: str) -> bool:
    """Tell whether a text names a file rather than a reference scenario."""
    return name.endswith(".toml") or "/" in name or "\\" in name


def resolve(document: Document) -> tuple[dict[str, Any], list[str]]:
    """Return the fields of the scenario in a document, with its bases read and merged, and notes on its lines.

    Lines of a written document that move no recorded year are faults; those that move some only are noted.

    Raises
    ------
    ScenarioError
        With every fault of the document and its bases.
    """
    layers, faults = _chain(document)
    is_whole = not faults
    fields, more, notes = merge(layers[::-1], is_whole=is_whole)
    of_layers = [
        fault for layer in layers for fault in sorted(layer.faults, key=lambda fault: fault.line or 0)
    ]
    faults = [*of_layers, *faults, *more]
    if faults:
        raise ScenarioError(faults)
    return fields, [str(note) for note in notes]


def _chain(document: Document) -> tuple[list[Layer], list[Fault]]:
    """Return the layers from the document down to its last base, and what keeps the chain from its end."""
    layers = [check_document(document)]
    seen = {_identity(document)}
    while layers[-1].extends:
        layer = layers[-1]
        fault = Fault(layer.document.file, layer.document.lines.of("extends"), "extends", layer.extends, "")
        try:
            base = read_file(_base_path(layer, fault), fault)
        except ScenarioError as error:
            return layers, [_with_chain(each, fault, _chain_of(layers)) for each in error.faults]
        if _identity(base) in seen:
            hint = told("fault-circle.remedy")
            message = told("fault-circle", names=_chain_of(layers))
            return layers, [Fault(fault.file, fault.line, "extends", layer.extends, message, hint)]
        seen.add(_identity(base))
        layers.append(check_document(base))
    return layers, []


def _chain_of(layers: Sequence[Layer]) -> str:
    """Return in words which file extends which."""
    return told("fault-extends").join([*(each.document.file for each in layers), layers[-1].extends])


def _base_path(layer: Layer, fault: Fault) -> Path:
    if is_path(layer.extends):
        return layer.folder / layer.extends
    if os.path.isfile(layer.folder / f"{layer.extends}.toml"):  # noqa: PTH113 - Path.is_file fails on odd names
        missing = told("fault-beside", name=layer.extends)
        fault = Fault(fault.file, fault.line, fault.field, fault.value, missing)
    return reference_path(layer.extends, fault)


def _with_chain(fault: Fault, cause: Fault, names: str) -> Fault:
    if fault.field != "extends":
        return fault
    message = told("fault-bracketed", text=fault.message, more=names)
    return Fault(cause.file, cause.line, "extends", cause.value, message, fault.suggestion)


def _identity(document: Document) -> str:
    return os.path.realpath(document.file)


def merge(
    layers: Sequence[Layer], *, is_whole: bool = True
) -> tuple[dict[str, Any], list[Fault], list[Fault]]:
    """Return the fields of the scenario that layers make, base first, the faults of their combination, and notes.

    With ``is_whole=False`` a base is missing, and values are not compared with each other.
    """
    top = layers[-1]
    placed = {name: value for layer in layers for name, value in layer.values.items()}
    wrong = set().union(*(layer.wrong for layer in layers))
    roster, written, faults = _roster(layers, placed)
    money, unsaid = _money(layers, roster, written)
    if is_whole and not faults and "money" not in wrong:
        faults += unsaid
    changes = written_changes(layers)
    notes: list[Fault] = []
    values: dict[str, Any] = {name: declaration.default for name, declaration in declarations().items()}
    values |= {name: value.value for name, value in placed.items()}
    if is_whole:
        faults += _rule_faults(values, placed, wrong, top) + _year_faults(changes, values["years"], wrong)
    if is_whole and not faults and top.document.is_written and not any(layer.faults for layer in layers):
        judged = Judged(layers, changes, values["burn_in"])
        faults += judged.faults()
        notes += [*judged.notes(), *untreated(changes, values, roster)]
    fields: dict[str, Any] = {
        group: kind(**{name: values[name] for name in kind.__dataclass_fields__})
        for group, kind in GROUPS.items()
    }
    fields |= {
        "name": top.name,
        "description": top.description,
        "extends": top.extends,
        "changes": tuple(each.change for each in changes),
        "roster": roster,
        "money": money,
    }
    return fields, faults, notes


def _roster(layers: Sequence[Layer], placed: dict[str, Placed]) -> tuple[Roster | None, str, list[Fault]]:
    """Return the departments of the last layer that names any, and the unit of their budgets if their file says it.

    Sets their number in ``placed``.
    """
    roster, unit, since = None, "", 0
    for depth, layer in enumerate(layers):
        named = layer.values.get("departments_file") if "departments_file" not in layer.wrong else None
        if layer.roster:
            roster, unit, since = layer.roster, "", depth
        elif named and named.value:
            try:
                fault = Fault(named.file, named.line, "district.departments_file", named.value, "")
                roster, unit = read_departments(layer.folder / named.value, fault, layer.panel)
                since = depth
            except ScenarioError as error:
                return None, "", list(error.faults)
        elif named:
            roster = None
    if roster is None:
        return None, "", []
    given = [layer.values["departments"] for layer in layers[since:] if "departments" in layer.values]
    count = len(roster.names)
    placed["departments"] = Placed(count, layers[since].document.file, None)
    return roster, unit, [count_fault(each, count) for each in given if each.value != count]


def _money(layers: Sequence[Layer], roster: Roster | None, written: str) -> tuple[Money | None, list[Fault]]:
    """Return the money of the last layer that says any, or what is wrong with it: budgets said by none, or by two."""
    depth = max((depth for depth, layer in enumerate(layers) if layer.money), default=None)
    if depth is None:
        return None, []
    layer = layers[depth]
    unit, budgets = layer.money or ("", None)
    rostered = max((n for n, each in enumerate(layers) if _names_departments(each)), default=len(layers))
    money = worth(unit, budgets, roster)
    said_twice = roster is not None and budgets is not None and depth >= rostered
    if roster is not None and not is_of_scale(unit, written):
        line = layer.document.lines.of("money", "unit")
        message, remedy = told_with_remedy("money-fault-scale", unit=written)
        return None, [Fault(layer.document.file, line, "money.unit", unit, message, remedy)]
    if money is not None and not said_twice:
        return money, []
    key = "money-fault-twice" if said_twice else "money-fault-budgets"
    line = layer.document.lines.of("money", "budgets")
    return None, [
        Fault(layer.document.file, line, "money.budgets", budgets, told(key), told(f"{key}.remedy"))
    ]


def _names_departments(layer: Layer) -> bool:
    return layer.roster is not None or "departments_file" in layer.values


def count_fault(given: Placed, count: int) -> Fault:
    """Return the fault of a number of departments that differs from the rows of the user's own."""
    return Fault(
        given.file,
        given.line,
        "district.departments",
        given.value,
        told("fault-own-count", count=str(count)),
        told("fault-own-count.remedy"),
    )


def _rule_faults(
    values: dict[str, Any], placed: dict[str, Placed], wrong: set[str], top: Layer
) -> list[Fault]:
    faults = []
    rules = [rule for rule in RULES if wrong.isdisjoint(rule.names)]
    for rule, message in broken(values.__getitem__, rules).items():
        written = [placed[name] for name in rule.names if name in placed]
        of_top = [each for each in written if each.file == top.document.file] or written
        last = max(of_top, key=lambda each: each.line or 0, default=Placed(None, top.document.file, None))
        faults.append(Fault(last.file, last.line, rule.field, None, message, rule.remedy))
    return faults


def _year_faults(changes: Sequence[Written], years: int, wrong: set[str]) -> list[Fault]:
    if "years" in wrong:
        return []
    return [
        Fault(
            each.place.file,
            each.place.line,
            f"{told('fault-change', number=str(each.place.value))}, year",
            each.change.year,
            year_message(each.change.year, years),
            told("fault-late.remedy"),
        )
        for each in changes
        if each.change.year > years
    ]
