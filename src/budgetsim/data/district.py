"""From a panel to a district: which departments there are, how large, of what kind, with what budgets, in what money.

What the panel does not say is guessed, and every guess is a note; the files that are written are there to be corrected.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from budgetsim.data.archetypes import USUAL, archetype_guessed, archetype_named
from budgetsim.data.blocks import read_years
from budgetsim.data.guess import names_guessed, role_of
from budgetsim.data.notes import Note, note, some
from budgetsim.data.panel import Observed, read_panel
from budgetsim.data.recipe import Recipe
from budgetsim.data.said import recipes_said, told, told_with_remedy
from budgetsim.data.table import Table, open_table
from budgetsim.data.tidy import number_text
from budgetsim.data.units import Unit, word_of
from budgetsim.data.wide import is_wide
from budgetsim.declarations import ARCHETYPES
from budgetsim.numerics import Array, BoolArray
from budgetsim.scenario_files.faults import Fault, ScenarioError, listed, told_once
from budgetsim.scenario_files.money import Money
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.roster import LARGEST_AMOUNT, SMALLEST_AMOUNT, Roster
from budgetsim.scenario_files.roster_guess import COLUMNS, kinds_column, sizes_column

MOST_ALONE = 3
"""Cells of kinds that are told one by one; of more it is said that the column may be another one."""


@dataclass(frozen=True)
class Asked:
    """What somebody says of a district: the year of its budgets, columns of kinds and sizes, the unit of its money."""

    year: int | None = None
    archetype: str = ""
    size: str = ""
    unit: str = ""
    found: tuple[str, ...] = ()
    """Which of both columns nobody named: they were found in the file."""


@dataclass(frozen=True)
class OwnDistrict:
    """Departments of a panel in one year; ``unit`` is that of their budgets, and empty where nobody says it."""

    year: int
    roster: Roster
    unit: str
    notes: tuple[Note, ...]

    def rows(self) -> list[list[str]]:
        """Return the departments as a file of them has them."""
        own = zip(*vars(self.roster).values(), strict=True)
        lines = [[name, kind, number_text(size), number_text(budget)] for name, kind, size, budget in own]
        return [list(COLUMNS), *lines]


def own_district(observed: Observed, asked: Asked) -> OwnDistrict:
    """Return the district that a panel shows.

    Raises
    ------
    ScenarioError
        If the panel has no approved amounts or not the year that is asked for, or with the faults of its columns.
    """
    with recipes_said(observed.recipe.said):
        return _own_district(observed, asked)


def _own_district(observed: Observed, asked: Asked) -> OwnDistrict:
    place = _year(observed, asked)
    budgets = observed.values["approved"][:, place]
    is_there = np.isfinite(budgets) & (budgets >= SMALLEST_AMOUNT) & (budgets <= LARGEST_AMOUNT)
    units = [name for name, there in zip(observed.units, is_there, strict=True) if there]
    year, notes = observed.years[place], list[Note]()
    if len(units) < len(observed.units):
        gone = [name for name in observed.units if name not in units]
        notes.append(note("data-note-not-there", {"year": str(year), "names": some(gone)}))
    if not units:
        raise _fault(observed, "approved", str(year), "data-fault-no-departments")
    if asked.year is None:
        notes.append(note("data-note-year-guessed", {"year": str(year)}))
    unit, factor = _unit(observed.recipe.money_unit, asked.unit, notes)
    if asked.found:
        said = ", ".join(f"{role} = {getattr(asked, role)}" for role in asked.found)
        notes.append(note("data-note-columns", {"columns": said}))
    sizes = _sizes(observed, asked, is_there, notes) / (1.0 if asked.size else factor)
    kinds = _kinds(observed, asked, is_there, notes)
    roster = Roster(tuple(units), kinds, _floats(sizes[is_there]), _floats(budgets[is_there] / factor))
    return OwnDistrict(year, roster, unit, tuple(notes))


def with_columns(path: Path, recipe: Recipe, asked: Asked) -> tuple[Recipe, Asked]:
    """Return a recipe that reads the column of kinds as that of groups, and what is asked with the columns found.

    Raises
    ------
    ScenarioError
        If the file cannot be read, or lacks a column that is named.
    """
    sheet, _ = read_years(path, recipe)
    table = open_table(sheet, recipe, role_of)
    own = [heading for heading in table.headings if heading]
    message, there = told("roster-fault-no-column"), told("data-remedy-columns", columns=listed(own))
    faults = [
        Fault(table.file, table.line, flag, name, message, did_you_mean(name, own, there))
        for flag, name in (("--archetype", asked.archetype), ("--size", asked.size))
        if name and table.place(name) is None
    ]
    if faults:
        raise ScenarioError(faults)
    asked = _found(table, recipe, asked)
    if not asked.archetype:
        return recipe, asked
    return replace(recipe, names={**recipe.names, "cluster": asked.archetype}), asked


def _found(table: Table, recipe: Recipe, asked: Asked) -> Asked:
    """Return what is asked with the columns of kinds and sizes, where nobody names them and a table has them.

    Sizes of a wide table are not sought: its columns are years.
    """
    taken = {*recipe.names.values(), *names_guessed(table, recipe.names).values(), asked.archetype}
    is_narrow = not is_wide(table, recipe, role_of)
    archetype = asked.archetype or kinds_column(table)
    size = asked.size or (sizes_column(table, taken) if is_narrow else "")
    own = (("archetype", asked.archetype, archetype), ("size", asked.size, size))
    new = tuple(name for name, named, heading in own if heading and not named)
    return replace(asked, archetype=archetype, size=size, found=new)


def _floats(values: Array) -> tuple[float, ...]:
    return tuple(map(float, values))


def _fault(observed: Observed, role: str, value: str | None, key: str, **facts: str) -> ScenarioError:
    column = observed.recipe.names.get(role, role)
    return ScenarioError(
        Fault(observed.file, None, column, value, told(key, **facts), told(f"{key}.remedy", **facts))
    )


def _year(observed: Observed, asked: Asked) -> int:
    """Return where the year stands whose budgets the district begins with: the last one unless another is named."""
    if "approved" not in observed.roles:
        raise _fault(observed, "approved", None, "data-fault-no-budgets")
    wanted = observed.years[-1] if asked.year is None else asked.year
    if wanted not in observed.years:
        ends = {"first": str(observed.years[0]), "last": str(observed.years[-1])}
        raise _fault(observed, "year", str(wanted), "data-fault-year-beyond", **ends)
    return observed.years.index(wanted)


def _unit(known: Sequence[Unit], asked: str, notes: list[Note]) -> tuple[str, float]:
    """Return the unit of the budgets, and what amounts of the panel are divided by to be in it.

    A panel whose unit is known is in whole currency units; one of which it is not is in whatever it is in.
    """
    own = known[0].word if known else ""
    word = asked or own
    if not word:
        notes.append(note("data-note-no-money", {}))
        return "", 1.0
    if not known:
        notes.append(note("data-note-money-asked", {"unit": word}))
        return word, 1.0
    money = Money(own, 1.0).within(word)
    if money is None:
        facts = {"own": own, "examples": own, "model": "model"}
        raise ScenarioError(
            Fault("--money", None, "", word, *told_with_remedy("money-fault-currency", **facts))
        )
    return money.unit, word_of(word).factor


def _sizes(observed: Observed, asked: Asked, is_there: BoolArray, notes: list[Note]) -> Array:
    """Return the size of every unit: of the column that is named, or its mean budget over the years."""
    if not asked.size:
        notes.append(note("data-note-size-guessed", {"years": len(observed.years)}))
        return _means(observed.values["approved"])
    names = {role: observed.recipe.names[role] for role in ("unit", "year") if role in observed.recipe.names}
    recipe = replace(observed.recipe, names={**names, "approved": asked.size}, money_unit=())
    read = read_panel(Path(observed.file), recipe)
    by_unit = dict(zip(read.units, _means(read.values["approved"]), strict=True))
    sizes = np.array([by_unit.get(name, np.nan) for name in observed.units])
    lacking = [
        name
        for name, size, there in zip(observed.units, sizes, is_there, strict=True)
        if there and not size >= SMALLEST_AMOUNT
    ]
    if lacking:
        raise _fault(read, "approved", None, "data-fault-no-size", names=some(lacking))
    return sizes


def _means(values: Array) -> Array:
    """Return the mean of every unit over the years in which it was observed."""
    known = np.isfinite(values)
    means: Array = np.where(known, values, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    return means


def _kinds(observed: Observed, asked: Asked, is_there: BoolArray, notes: list[Note]) -> tuple[str, ...]:
    """Return the archetype of every unit: of the column that is named, or guessed from its name."""
    units = [name for name, there in zip(observed.units, is_there, strict=True) if there]
    if asked.archetype:
        return _kinds_named(observed, asked.archetype, is_there)
    guesses = {name: archetype_guessed(name) for name in units}
    for kind in ARCHETYPES:
        own = [name for name, guess in guesses.items() if guess == kind]
        if own:
            facts: dict[str, str | int] = {"archetype": kind, "names": some(own)}
            notes.append(note("data-note-archetype-guessed", facts))
    unknown = [name for name, guess in guesses.items() if not guess]
    if unknown:
        notes.append(note("data-note-archetype-unknown", {"names": some(unknown)}))
    return tuple(guess or USUAL for guess in guesses.values())


def _kinds_named(observed: Observed, column: str, is_there: BoolArray) -> tuple[str, ...]:
    texts = np.array(observed.clusters or (), dtype=object)[is_there]
    found = [archetype_named(text) for text in texts]
    wrong = dict.fromkeys(text for text, kind in zip(texts, found, strict=True) if not kind)
    message = told("fault-not-one-of", options=listed(ARCHETYPES))
    faults = [
        Fault(
            observed.file,
            None,
            column,
            text,
            message,
            did_you_mean(text, ARCHETYPES, told("data-remedy-kinds")),
        )
        for text in wrong
    ]
    if faults:
        raise ScenarioError(told_once(faults, alone=MOST_ALONE))
    return tuple(found)
