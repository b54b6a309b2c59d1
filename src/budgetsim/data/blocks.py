"""Tables of one year each, one below the other or each on a sheet of its own, as one table with a column of years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from budgetsim.data.file import Cell, Sheet, read_sheet, read_sheets
from budgetsim.data.guess import role_of
from budgetsim.data.names import heading_of
from budgetsim.data.notes import note, some
from budgetsim.data.recipe import VALUES, Recipe
from budgetsim.data.table import MOST_ABOVE, is_amount, is_footnote
from budgetsim.data.units import Unit, factor_of, unit_above, unit_of_heading, without_unit, written
from budgetsim.data.years import year_within

YEAR = "year"
"""Heading of the years of tables that were put together."""


@dataclass(frozen=True)
class _Block:
    """A table of one year: its header and what stands below it, as places of rows, and the unit that it names."""

    header: int
    end: int
    year: int
    unit: str


def read_years(path: Path, recipe: Recipe) -> tuple[Sheet, Recipe]:
    """Return the cells of a file, with tables of one year each put together, and the recipe with their units.

    Raises
    ------
    ScenarioError
        If the file cannot be read.
    """
    sheet = read_sheet(path, encoding=recipe.encoding, delimiter=recipe.delimiter, sheet=recipe.sheet)
    if "sheet" in sheet.how and sheet.notes:  # there are others
        dated = [one for one in read_sheets(path) if year_within(one.how["sheet"]) and len(one.rows) > 1]
        whole, its = stacked(_together(dated), recipe) if len(dated) > 1 else (sheet, recipe)
        if "sheet" not in whole.how:
            return whole, its
    return stacked(sheet, recipe)


def _together(sheets: Sequence[Sheet]) -> Sheet:
    """Return sheets below each other, each below a row with its name; lines are those of their own sheets."""
    rows: list[list[Cell]] = []
    lines: list[int] = []
    for sheet in sheets:
        rows += [[sheet.how["sheet"]], *sheet.rows]
        lines += [0, *sheet.lines]
    return replace(sheets[0], rows=rows, lines=lines, merged=())


def stacked(sheet: Sheet, recipe: Recipe) -> tuple[Sheet, Recipe]:
    """Return a sheet with one header for all blocks, each with the year of its title; others are returned as they are.

    Blocks have the same headings but for a year in them, and a title between them, or headings, that name a year each.
    Where their units of money differ the recipe says them by year.
    """
    blocks = _blocks(sheet) if not recipe.header_row and recipe.names.get("year", YEAR) == YEAR else []
    years = [block.year for block in blocks]
    if (
        not blocks
        or len(set(years)) < len(years)
        or (len(years) == 1 and not _is_half_dated(sheet, blocks[0]))
    ):
        return sheet, recipe
    first = blocks[0].header
    rows: list[list[Cell]] = [[*_words(sheet.rows[first]), YEAR]]
    lines = [sheet.lines[first]]
    for block in blocks:
        width = len(sheet.rows[first])
        for place in range(block.header + 1, block.end):
            row = sheet.rows[place]
            rows.append([*row[:width], *[""] * (width - len(row)), float(block.year)])
            lines.append(sheet.lines[place])
    recipe, mend = _with_units(recipe, blocks)
    where = [sheet.lines[block.header] for block in blocks]
    facts: dict[str, str | int] = {"number": len(blocks), "years": some([str(year) for year in years])}
    said = [note("data-note-blocks", facts, where, mend)]
    if len(blocks) == 1:
        said = [note("data-note-one-year", {"year": str(years[0]), "where": "heading"}, where, mend)]
    footnotes = _footnotes(rows)
    if footnotes:
        texts = some([heading_of(rows[place][0]) for place in footnotes])
        below = [lines[place] for place in footnotes]
        said.append(note("data-note-below", {"number": len(below), "rows": texts}, below))
        rows, lines = rows[: footnotes[0]], lines[: footnotes[0]]
    how = {key: value for key, value in sheet.how.items() if key != "sheet" or len(blocks) == 1}
    return Sheet(sheet.file, rows, lines, how, (*sheet.notes, *said)), recipe


def _is_half_dated(sheet: Sheet, block: _Block) -> bool:
    """Tell whether a heading of a table names the year, and another amount or score does not."""
    dated = {year_within(cell) is not None for cell in sheet.rows[block.header] if _role(cell) in VALUES}
    return dated == {True, False}


def _role(cell: Cell) -> str | None:
    """Return what a heading means, whatever year it names."""
    found = year_within(cell)
    return role_of(found[1] if found else heading_of(cell))


def _footnotes(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Return the rows at the end that hold a note alone, beside the year that they were given."""
    found: list[int] = []
    for place in range(len(rows) - 1, 0, -1):
        filled = [cell for cell in rows[place][:-1] if cell != ""]
        if len(filled) != 1 or not is_footnote(str(filled[0])):
            break
        found.insert(0, place)
    return found


def _blocks(sheet: Sheet) -> list[_Block]:
    """Return the blocks of a sheet; none where a header does not come again, or names a column of years."""
    first = next((place for place, row in enumerate(sheet.rows[:MOST_ABOVE]) if _key(row)), None)
    if first is None or any(role_of(heading) == "year" for heading in _key(sheet.rows[first])):
        return []
    key, begin = _key(sheet.rows[first]), sheet.rows[first][0]
    headers = [place for place, row in enumerate(sheet.rows) if row[0] == begin and _key(row) == key]
    tops = [_top(sheet.rows, place) for place in headers]
    blocks = []
    for (header, end), top in zip(pairwise([*headers, len(sheet.rows)]), tops, strict=True):
        below = next((one for one in tops if header < one <= end), end)
        titles = [str(cell) for row in sheet.rows[top:header] for cell in row if cell != ""]
        own = sheet.rows[header]
        named = [text for text in titles if not is_footnote(text)] + [str(cell) for cell in own]
        years = {found[0] for text in named if (found := year_within(text))}
        if len(years) != 1:
            return []
        said = (*map(unit_above, titles), *(unit_of_heading(heading_of(cell)) for cell in own))
        units = set(filter(None, said))
        if len(units) > 1:  # of columns, which only their own headings can tell
            return []
        blocks.append(_Block(header, below, years.pop(), units.pop() if units else ""))
    return blocks


def _key(row: Sequence[Cell]) -> tuple[str, ...]:
    """Return the words of a header, without years and units of money; nothing of any other row.

    A header holds no amount, and names one of the amounts or scores of a panel.
    """
    if sum(cell != "" for cell in row) < 2 or any(is_amount(cell) for cell in row if cell != ""):
        return ()
    words = tuple(without_unit(str(word)) for word in _words(row))
    return words if {role_of(word) for word in words} & set(VALUES) else ()


def _words(row: Sequence[Cell]) -> list[Cell]:
    """Return headings without the year that they name."""
    found = [(heading_of(cell), year_within(cell)) for cell in row]
    return [dated[1] if dated else text for text, dated in found]


def _top(rows: Sequence[Sequence[Cell]], header: int) -> int:
    """Return the first of the rows with a single cell, titles and units of money, that stand above a header."""
    while header and sum(cell != "" for cell in rows[header - 1]) == 1:
        header -= 1
    return header


def _with_units(recipe: Recipe, blocks: Sequence[_Block]) -> tuple[Recipe, dict[str, object]]:
    """Return a recipe with the units of blocks, by year where they differ, and the line for it, unless it has some."""
    words = [block.unit for block in sorted(blocks, key=lambda one: one.year)]
    if recipe.money_unit or not all(words):
        return recipe, {}
    dated = zip(words, sorted(block.year for block in blocks), strict=True)
    units = tuple(Unit(word, factor_of(word) or 1.0, "", year) for word, year in dated)
    units = (replace(units[0], year=None), *(new for old, new in pairwise(units) if new.word != old.word))
    return replace(recipe, money_unit=units), {"money_unit": written(units)}
