"""Wide tables: years that are columns become rows, one unit in one year each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from budgetsim.data.file import Cell
from budgetsim.data.notes import note, some
from budgetsim.data.numbers import plain
from budgetsim.data.recipe import MONEY, VALUES, Recipe
from budgetsim.data.table import Table, years_in
from budgetsim.data.units import Unit, factor_of, unit_of_heading, without_unit
from budgetsim.data.years import year_within
from budgetsim.language import told
from budgetsim.scenario_files.faults import listed

YEAR = "year"
"""Heading of the years of a table that was turned."""


def is_wide(table: Table, recipe: Recipe) -> bool:
    """Tell whether years are columns: there is no column of years, and two headings or more name one."""
    return table.place(recipe.names.get("year", YEAR)) is None and len(years_in(table.headings)) > 1


def turned(table: Table, recipe: Recipe, role_of: Callable[[str], str | None]) -> tuple[Table, Recipe]:
    """Return a wide table as one with a row for each unit in each year, and the recipe that names its columns.

    Parameters
    ----------
    table
        Headings that name a year may name a role too (``approved_2016``); those that do not are of the role that
        ``wide`` of the recipe names, or of the only one that it names, or approved budgets.
    recipe
        How the file is read.
    role_of
        Returns the role that the words beside a year mean.
    """
    usual = recipe.wide or _usual(recipe)
    columns: dict[tuple[int, str], int] = {}
    units: list[Unit] = []
    passed: list[str] = []
    bare = False
    for place, heading in enumerate(table.headings):
        found = year_within(heading)
        if found is None:
            continue
        year, words = found
        rest = without_unit(words).strip(" -_:：()（）")
        role = _role(rest, recipe, role_of)
        bare |= not rest
        if role is None and (rest and not _is_same_everywhere(rest, table)):
            passed.append(heading)
            continue
        role = role or usual
        if (year, role) in columns:
            other = table.headings[columns[year, role]]
            table.told(
                table.line, told("fault-column"), heading, "data-fault-wide-twice", other=other, role=role
            )
            continue
        columns[year, role] = place
        word = unit_of_heading(heading)
        if role in MONEY and word:
            units.append(Unit(word, factor_of(word) or 1.0, role, year))
    taken = {*columns.values()}
    kept = [place for place in range(len(table.headings)) if place not in taken]
    roles = [role for role in VALUES if any(role == other for _, other in columns)]
    years = sorted({year for year, _ in columns})
    rows: list[list[Cell]] = []
    lines: list[int] = []
    for line, row in zip(table.lines, table.rows, strict=True):
        for year in years:
            values = [
                row[place] if (place := columns.get((year, role), len(row))) < len(row) else ""
                for role in roles
            ]
            if any(value != "" for value in values):
                rows.append(
                    [*(row[place] if place < len(row) else "" for place in kept), float(year), *values]
                )
                lines.append(line)
    headings = [table.headings[place] for place in kept]
    names = {name: given for name, given in recipe.names.items() if name in ("unit", "cluster")}
    names |= {"year": YEAR, **{role: role for role in roles}}
    facts: dict[str, str | int] = (
        {"first": str(years[0]), "last": str(years[-1]), "roles": listed(roles)} if years else {}
    )
    notes = table.notes
    if years and not recipe.wide:
        mend = {"wide": usual} if bare or len(roles) == 1 else {}
        notes = (*notes, note("data-note-wide", facts, mend=mend))
    if passed:
        notes = (*notes, note("data-note-wide-passed", {"number": len(passed), "headings": some(passed)}))
    made = replace(
        table,
        headings=[*headings, YEAR, *roles],
        units=_changes(units),
        rows=rows,
        lines=lines,
        notes=notes,
    )
    return made, replace(recipe, names=names)


def _changes(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return units of a role in the years from which they hold; one that holds in all of them without a year."""
    found: list[Unit] = []
    for role in dict.fromkeys(unit.role for unit in units):
        own = sorted((unit for unit in units if unit.role == role), key=lambda unit: unit.year or 0)
        first, *later = own
        found.append(replace(first, year=None))
        found += [unit for before, unit in pairwise((first, *later)) if unit.factor != before.factor]
    return tuple(found)


def _usual(recipe: Recipe) -> str:
    named = [role for role in VALUES if role in recipe.names]
    return named[0] if len(named) == 1 else "approved"


def _role(words: str, recipe: Recipe, role_of: Callable[[str], str | None]) -> str | None:
    if not words:
        return None
    for role in VALUES:
        if role in recipe.names and _key(words) in (_key(recipe.names[role]), _key(role)):
            return role
    return role_of(words)


def _key(words: str) -> str:
    return re.sub(r"[\W_]+", "", plain(words).casefold())


def _is_same_everywhere(words: str, table: Table) -> bool:
    """Tell whether all headings with years have the same words beside them (``y2016``, ``y2017``)."""
    rests = {
        without_unit(found[1]).strip(" -_:：()（）")
        for heading in table.headings
        if (found := year_within(heading))
    }
    return rests == {words}
