"""A file of departments as the bureau has it: which column is what, and what rows say that nobody wrote for the model.

Columns are found by the guesser of panels; kinds of departments that no column holds are guessed from their names, and
sizes that no column holds are their budgets. Every guess is a note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from budgetsim.data.archetypes import USUAL, archetype_guessed, archetype_named
from budgetsim.data.file import Cell
from budgetsim.data.guess import MOST_SHARE, names_guessed, role_of
from budgetsim.data.names import TOTALS, name_of, visible
from budgetsim.data.notes import Note, note, some
from budgetsim.data.numbers import plain
from budgetsim.data.table import Table
from budgetsim.data.years import year_within
from budgetsim.declarations import ARCHETYPES
from budgetsim.scenario_files.names import closest

COLUMNS = ("name", "archetype", "size", "budget")
SURE = ("name", "budget")
"""Columns without which there is no district."""
_SIZES = re.compile(
    r"size|staff( numbers?| count)?|head ?count|employees?|positions?|personnel|ftes?|planstellen|stellen|effectifs?"
    r"|plantilla|anställda|servidores|.*(编制|人数|人员|职工|规模|定员|职员数|정원|인원).*",
    re.IGNORECASE,
)
"""Headings of how large departments are."""
_LIKELY = 0.75
"""Likeness from which a heading is one of the package's own, mistyped."""


def is_own_header(cells: Sequence[Cell]) -> bool:
    """Tell whether a header is in the words of the package, mistyped or not: what is wrong with it is then told so."""
    names = [name_of(cell).strip().lower() for cell in cells if cell != ""]
    return all(name in COLUMNS or closest(name, COLUMNS, _LIKELY) for name in names)


def roster_columns(table: Table, given: Mapping[str, str]) -> tuple[dict[str, str], list[Note]]:
    """Return the heading of each column that is given or can be found, and a note of those that were found."""
    found = dict(given)
    for role in COLUMNS:
        if role not in found and table.place(role) is not None:
            found[role] = role
    taken = {role: found[own] for role, own in (("unit", "name"), ("approved", "budget")) if own in found}
    guessed = names_guessed(table, taken)
    budget = next(
        (guessed[role] for role in ("approved", "adjusted") if role in guessed), _of_last_year(table)
    )
    own = {
        "name": guessed.get("unit", ""),
        "archetype": kinds_column(table),
        "size": sizes_column(table, set(guessed.values())),
        "budget": budget,
    }
    new = {
        role: name for role, name in own.items() if name and role not in found and name not in found.values()
    }
    said = ", ".join(f"{role} = {name}" for role, name in new.items())
    notes = [note("data-note-columns", {"columns": said}, mend=new)] if new else []
    return {role: {**found, **new}[role] for role in COLUMNS if role in {**found, **new}}, notes


def _of_last_year(table: Table) -> str:
    """Return the column of the last year's budgets, where headings name the years (``2023年预算``)."""
    dated = [(own, year_within(own)) for own in table.headings]
    budgets = [(found[0], own) for own, found in dated if found and role_of(found[1]) == "approved"]
    return max(budgets, default=(0, ""))[1]


def year_column(table: Table) -> str:
    """Return the column of years, if there is one: rows are then those of several years."""
    return names_guessed(table, {}).get("year", "")


def kinds_column(table: Table) -> str:
    """Return the column whose cells are archetypes, in any language, nearly throughout; empty where none is."""
    for place, heading in enumerate(table.headings):
        cells = [name_of(row[place]) for row in table.rows if len(row) > place and row[place] != ""]
        if (
            heading
            and cells
            and sum(bool(archetype_named(cell)) for cell in cells) >= MOST_SHARE * len(cells)
        ):
            return heading
    return ""


def sizes_column(table: Table, taken: set[str]) -> str:
    """Return the column that tells by its heading how large departments are; empty where none does."""
    headings = (heading for heading in table.headings if heading and heading not in taken)
    return next(
        (heading for heading in headings if _SIZES.fullmatch(re.sub(r"[\s_]+", " ", plain(heading)))), ""
    )


def completed(
    rows: Sequence[tuple[int, list[Cell]]], names: Mapping[str, str]
) -> tuple[list[tuple[int, list[Cell]]], list[Note]]:
    """Return departments, cells in the order of ``COLUMNS``, with what no column says; totals go, each with a note."""
    notes: list[Note] = []
    totals = [
        (line, name_of(cells[0]))
        for line, cells in rows
        if TOTALS.fullmatch(visible(name_of(cells[0]))) and ("archetype" not in names or cells[1] == "")
    ]
    if totals:
        lines = [line for line, _ in totals]
        said = some([name for _, name in totals])
        notes.append(note("roster-note-totals", {"rows": said}, lines))
        rows = [(line, cells) for line, cells in rows if line not in set(lines)]
    filled = [(line, _filled(cells, names)) for line, cells in rows]
    if "size" not in names:
        notes.append(note("roster-note-sizes", {}))
    if "archetype" not in names:
        notes += _notes_of_kinds([name_of(cells[0]) for _, cells in rows])
    return filled, notes


def _filled(cells: list[Cell], names: Mapping[str, str]) -> list[Cell]:
    """Return cells with the archetype as the model calls it, and with what no column says."""
    name, kind, size, budget = cells
    known = archetype_named(name_of(kind)) or kind
    if "archetype" not in names:
        known = archetype_guessed(name_of(name)) or USUAL
    return [name, known, budget if "size" not in names else size, budget]


def _notes_of_kinds(departments: Sequence[str]) -> list[Note]:
    """Return which departments were taken for what, by their names."""
    guesses = {name: archetype_guessed(name) for name in departments}
    said = [
        f"{kind}: {some([name for name, guess in guesses.items() if guess == kind])}"
        for kind in ARCHETYPES
        if kind in guesses.values()
    ]
    unknown = [name for name, guess in guesses.items() if not guess]
    notes = [note("roster-note-kinds", {"kinds": "; ".join(said)})] if said else []
    if unknown:
        notes.append(note("roster-note-kinds-unknown", {"names": some(unknown)}))
    return notes
