"""Wide tables: years that are columns become rows, one unit in one year each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from budgetsim.data.file import Cell
from budgetsim.data.notes import Note, note, some
from budgetsim.data.numbers import plain
from budgetsim.data.recipe import MONEY, VALUES, Recipe
from budgetsim.data.table import Table, years_in
from budgetsim.data.units import Unit, factor_of, unit_of_heading, without_unit
from budgetsim.data.years import year_within
from budgetsim.language import told
from budgetsim.scenario_files.faults import listed

YEAR = "year"
"""Heading of the years of a table that was turned."""


def is_wide(table: Table, recipe: Recipe, role_of: Callable[[str], str | None]) -> bool:
    """Tell whether years are columns: there is no column of years, and two headings or more name one.

    A single one is enough if it says what of this year it holds (``2023年预算``).
    """
    dated = years_in(table.headings)
    if table.place(recipe.names.get("year", YEAR)) is not None or not dated:
        return False
    words = year_within(dated[0])
    return len(dated) > 1 or (words is not None and bool(words[1]) and role_of(words[1]) in VALUES)


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
    found = _columns_of(table, recipe, role_of, usual)
    kept = [place for place in range(len(table.headings)) if place not in found.places.values()]
    lines, rows = _rows_of(table, found, kept)
    names = {name: given for name, given in recipe.names.items() if name in ("unit", "cluster")}
    made = replace(
        table,
        headings=[*(table.headings[place] for place in kept), YEAR, *found.roles],
        units=_changes(found.units),
        rows=rows,
        lines=lines,
        notes=(*table.notes, *_notes(found, recipe, usual)),
    )
    return made, replace(recipe, names=names | {"year": YEAR, **{role: role for role in found.roles}})


@dataclass
class _Columns:
    """Columns of years: where each year and role stands, their units, and headings that were passed over."""

    places: dict[tuple[int, str], int] = field(default_factory=dict)
    units: list[Unit] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    names_only_years: bool = False
    """Whether some heading is a year alone."""

    @property
    def roles(self) -> list[str]:
        """Roles that there are, in the order of all roles."""
        there = {role for _, role in self.places}
        return [role for role in VALUES if role in there]

    @property
    def years(self) -> list[int]:
        """Years that there are, in order."""
        return sorted({year for year, _ in self.places})


def _columns_of(table: Table, recipe: Recipe, role_of: Callable[[str], str | None], usual: str) -> _Columns:
    """Return what the headings say; one that says the same as another is told as a fault."""
    found = _Columns()
    for place, heading in enumerate(table.headings):
        dated = year_within(heading)
        if dated is None:
            continue
        year, words = dated
        rest = without_unit(words).strip(" -_:：()（）")
        role = _role(rest, recipe, role_of)
        found.names_only_years |= not rest
        if role is None and rest and not _is_same_everywhere(rest, table):
            found.passed.append(heading)
            continue
        role = role or usual
        if (year, role) in found.places:
            other = table.headings[found.places[year, role]]
            table.told(
                table.line, told("fault-column"), heading, "data-fault-wide-twice", other=other, role=role
            )
            continue
        found.places[year, role] = place
        word = unit_of_heading(heading)
        if role in MONEY and word:
            found.units.append(Unit(word, factor_of(word) or 1.0, role, year))
    return found


def _rows_of(table: Table, found: _Columns, kept: Sequence[int]) -> tuple[list[int], list[list[Cell]]]:
    """Return the rows of all units and years of which something is known, and their lines in the file."""
    lines: list[int] = []
    rows: list[list[Cell]] = []
    roles, years = found.roles, found.years
    for line, row in zip(table.lines, table.rows, strict=True):
        said = dict(enumerate(row))  # rows may be short
        for year in years:
            values = [said.get(found.places.get((year, role), -1), "") for role in roles]
            if any(value != "" for value in values):
                lines.append(line)
                rows.append([*(said.get(place, "") for place in kept), float(year), *values])
    return lines, rows


def _notes(found: _Columns, recipe: Recipe, usual: str) -> Iterator[Note]:
    """Yield what was guessed and what was passed over."""
    years, roles = found.years, found.roles
    if years and not recipe.wide:
        facts: dict[str, str | int] = {"first": str(years[0]), "last": str(years[-1]), "roles": listed(roles)}
        mend = {"wide": usual} if found.names_only_years or len(roles) == 1 else {}
        yield note("data-note-wide", facts, mend=mend)
    if found.passed:
        yield note("data-note-wide-passed", {"number": len(found.passed), "headings": some(found.passed)})


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
