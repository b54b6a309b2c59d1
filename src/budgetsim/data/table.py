"""From a sheet to a table: which rows are its header, which are none of its rows, what empty cells mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from budgetsim.data.file import DELIMITERS, Cell, Sheet
from budgetsim.data.names import TOTALS, heading_of, name_of, visible
from budgetsim.data.notes import Note, note, some
from budgetsim.data.numbers import Wrong, plain
from budgetsim.data.recipe import NEEDED, Recipe
from budgetsim.data.said import told, told_with_remedy
from budgetsim.data.units import Unit, factor_of, unit_above, without_unit
from budgetsim.data.years import is_year, read_year, year_within
from budgetsim.scenario_files.faults import Fault, ScenarioError

MOST_ABOVE = 40
"""Rows among which the header is sought."""
_FOOTNOTE = re.compile(
    r"(\*|notes?\b|sources?\b|quelle|fuente|nota\b|prepared by|printed"
    r"|注|备注|说明|资料来源|数据来源|来源|制表|填表|审核|单位负责人|打印)",
    re.IGNORECASE,
)


_SUMS = re.compile(r"(grand |sub ?)?totals?\b|(.{0,12}[^\s])?[合小总總共]\s*[计計]", re.IGNORECASE)
"""How a cell begins that says what a row without a unit sums up: ``Total General Fund``, ``教科文处小计``."""
_COUNTING = ("栏次", "行次", "列次", "No.", "Nr.")
"""How a row that numbers the columns begins."""
_UNITS_BUT_MONEY = ("%", "％", "分", "points", "人", "个", "年", "-", "—")
"""What stands below headings in a row of units beside units of money."""
_PART = re.compile(
    r"其\s*中|(of which|thereof|davon|darunter|dont|w tym|в том числе|de los cuales|dos quais|うち)(\b|(?=[^\w]))",
    re.IGNORECASE,
)
"""How a row begins that is part of the row above it, in whose amounts it is already: ``其中：人员经费``."""
_NO_ROWS = ("numbered", "header-again", "alone", "total-between", "subtotal-row", "part-row", "below")
"""Why rows are none of a table, as ends of the keys of their notes."""


@dataclass(frozen=True)
class Table:
    """Headings, and rows of as many cells; ``lines`` are where the rows stand in the file, ``line`` where these do."""

    file: str
    headings: list[str]
    rows: list[list[Cell]]
    lines: list[int]
    line: int
    unit: str = ""
    """Unit of money that stands above the header."""
    units: tuple[Unit, ...] = ()
    """Units of money by role and year that headings with years name."""
    notes: tuple[Note, ...] = ()
    faults: list[Fault] = field(default_factory=list)

    def place(self, heading: str) -> int | None:
        """Return where a column stands: by its heading as it is, folded, or without the unit of money in it."""
        for form in (str, _folded, lambda text: _folded(without_unit(text))):
            shaped = [form(own) for own in self.headings]
            if shaped.count(form(heading)) == 1:
                return shaped.index(form(heading))
        return None

    def times(self, heading: str) -> int:
        """Return how often a heading stands there."""
        return self.headings.count(heading)

    def told(
        self, line: int | None, name: str, value: str | None, key: str, /, hint: str = "", **facts: str
    ) -> None:
        """Take note of a fault by the key of its message."""
        self.faults.append(Fault(self.file, line, name, value, *told_with_remedy(key, hint, **facts)))


def _folded(heading: str) -> str:
    return re.sub(r"[\s_]+", " ", plain(heading).casefold())


def open_table(sheet: Sheet, recipe: Recipe, role_of: Callable[[str], str | None] = lambda _: None) -> Table:
    """Return the table in a sheet, its rows as they stand.

    Parameters
    ----------
    sheet
        The cells of a file.
    recipe
        What is said of it: names of columns, where the header stands.
    role_of
        Returns what a heading means, where the recipe does not name those of the file.

    Raises
    ------
    ScenarioError
        If there are no rows, or columns are parted by another mark than the one that was named.
    """
    if not sheet.rows:
        raise _error(sheet, 1, "data-fault-empty")
    first = _header(sheet, recipe, role_of)
    count = recipe.header_rows or _header_rows(sheet, first)
    headings = _headings(sheet, first, count)
    _refuse_other_delimiter(headings, sheet, recipe, first)
    rows, lines = sheet.rows[first + count :], sheet.lines[first + count :]
    line = sheet.lines[first]
    notes: list[Note] = []
    if first and not recipe.header_row:
        facts: dict[str, str | int] = {"number": first, "line": str(line)}
        notes.append(note("data-note-above", facts, sheet.lines[:first], {"header_row": line}))
    if count > 1 and not recipe.header_rows:
        where = sheet.lines[first : first + count]
        notes.append(note("data-note-header-rows", {"number": count}, where, {"header_rows": count}))
    above = [unit_above(cell) for row in sheet.rows[:first] for cell in row if isinstance(cell, str) and cell]
    unit = next(filter(None, above), "")
    return _of_width(Table(sheet.file, headings, rows, lines, line, unit, notes=tuple(notes)))


def cleaned(table: Table, sheet: Sheet, recipe: Recipe) -> Table:
    """Return a table without rows that are none or not asked for, and with what empty cells mean."""
    return _only(_filled_down(_of_rows(table, recipe), sheet, recipe), recipe)


def _error(sheet: Sheet, line: int | None, key: str) -> ScenarioError:
    return ScenarioError(Fault(sheet.file, line, "", None, told(key), told(f"{key}.remedy")))


# The header -------------------------------------------------------------------------------------------------------


def _header(sheet: Sheet, recipe: Recipe, role_of: Callable[[str], str | None]) -> int:
    """Return the place of the first row of the header: the first of those that name most columns.

    Raises
    ------
    ScenarioError
        If the row that is named is empty.
    """
    if recipe.header_row:
        if recipe.header_row not in sheet.lines:
            raise _error(sheet, recipe.header_row, "data-fault-header-row")
        return sheet.lines.index(recipe.header_row)
    wanted = {_folded(name): role for role, name in recipe.names.items()}
    best, found = (0, 0), None
    for place, row in enumerate(sheet.rows[:MOST_ABOVE]):
        texts = [heading_of(cell) for cell in row if cell != ""]
        given = {wanted.get(_folded(text)) or wanted.get(_folded(without_unit(text))) for text in texts}
        roles = given if any(map(is_amount, row)) else given | set(map(role_of, texts))
        years = sum(year_within(cell) is not None for cell in row if cell != "")
        named = len(roles - {None})
        score = (named + (years if years > 1 and named else 0), len(texts))
        if named and score > best:
            best, found = score, place
    if found is None:
        filled = [sum(cell != "" for cell in row) for row in sheet.rows[:MOST_ABOVE]]
        found = next(place for place, number in enumerate(filled) if 2 * number > max(filled))
    return found - 1 if found and _names_years_alone(sheet.rows[found - 1]) else found


def _names_years_alone(row: Sequence[Cell]) -> bool:
    """Tell whether a row only says of which years the columns below it are: several years, and nothing to the left."""
    filled = [cell for cell in row if cell != ""]
    return row[0] == "" and len(filled) > 1 and all(year_within(cell) is not None for cell in filled)


def is_footnote(text: str) -> bool:
    """Tell whether a text begins like a note below a table."""
    return _FOOTNOTE.match(text) is not None


def is_amount(cell: Cell) -> bool:
    """Tell whether a cell is a number and no year, which no header has."""
    is_number = not isinstance(cell, str) or re.fullmatch(r"[-+]?[\d.,' ]*\d[\d.,' ]*%?", cell) is not None
    return is_number and not is_year(cell)


def _header_rows(sheet: Sheet, first: int) -> int:
    """Return how many rows the header has: the next one goes on with it where it names columns, and no unit or year."""
    if len(sheet.rows) < first + 3:
        return 1
    upper, lower = sheet.rows[first], sheet.rows[first + 1]
    texts = [cell for cell in lower if cell != ""]
    gaps = any(cell == "" for cell in upper[1:]) or len({heading_of(cell) for cell in upper}) < len(upper)
    is_text = not any(isinstance(cell, float) or is_amount(cell) for cell in texts)
    names_rows = lower[0] != "" and not _is_merged(sheet, first + 1) and not _names_years_alone(upper)
    if any(map(_bare_unit, texts)) and all(_bare_unit(cell) or cell in _UNITS_BUT_MONEY for cell in texts):
        return 2
    return 2 if gaps and len(texts) > 1 and is_text and not names_rows else 1


def _bare_unit(cell: Cell) -> str:
    """Return a unit of money that stands alone in a cell of a header, in brackets or not."""
    if not isinstance(cell, str):
        return ""
    word = cell.strip("()（）[] ")
    return word if factor_of(word) is not None else ""


def _is_merged(sheet: Sheet, place: int) -> bool:
    line = sheet.lines[place]
    return any(top < line <= bottom and left == 0 for top, bottom, left, _ in sheet.merged)


def _headings(sheet: Sheet, first: int, count: int) -> list[str]:
    """Return the headings; of several rows together, upper ones going on to the right until the next one."""
    rows = [[heading_of(cell) for cell in row] for row in sheet.rows[first : first + count]]
    if count == 1:
        return rows[0]
    width = max(map(len, rows))
    found = [""] * width
    for depth, row in enumerate(rows):
        last = ""
        for place in range(width):
            own = row[place] if place < len(row) else ""
            own = f"（{_bare_unit(own)}）" if depth and _bare_unit(own) else own
            own = "" if depth and own in _UNITS_BUT_MONEY else own
            is_under = any(below[place : place + 1] not in ([], [""]) for below in rows[depth + 1 :])
            last = own or (last if is_under else "")
            found[place] = " ".join(filter(None, (found[place], last if own or is_under else "")))
    return found


def _refuse_other_delimiter(headings: Sequence[str], sheet: Sheet, recipe: Recipe, first: int) -> None:
    """Refuse a text in which the mark that was named parts nothing, and another one would."""
    filled = [heading for heading in headings if heading]
    if not sheet.is_text or not recipe.delimiter or len(filled) > 1 or len(recipe.names) == 1:
        return
    mark = next(
        (mark for mark in DELIMITERS if mark != recipe.delimiter and filled and mark in filled[0]), ""
    )
    if mark:
        there, expected = (told(f"data-marks-{DELIMITERS[one]}") for one in (mark, recipe.delimiter))
        facts = {"there": there, "expected": expected, "mark": mark.replace("\t", "\\t")}
        message, remedy = told_with_remedy("data-fault-delimiter", **facts)
        raise ScenarioError(Fault(sheet.file, sheet.lines[first], "", None, message, remedy))


# The rows ---------------------------------------------------------------------------------------------------------


def _of_width(table: Table) -> Table:
    """Return a table in which no row is longer than the header; those that are, are faults."""
    width = len(table.headings)
    while (
        width
        and table.headings[width - 1] == ""
        and not any(any(c != "" for c in row[width - 1 :]) for row in table.rows)
    ):
        width -= 1
    rows, lines = [], []
    for line, row in zip(table.lines, table.rows, strict=True):
        if any(cell != "" for cell in row[width:]):
            facts = {"cells": str(len(row)), "columns": str(width)}
            table.told(line, "", None, "data-fault-many-cells", **facts)
            continue
        rows.append(row[:width])
        lines.append(line)
    return replace(table, headings=table.headings[:width], rows=rows, lines=lines)


def _of_rows(table: Table, recipe: Recipe) -> Table:
    """Return a table without rows that are none: repeated headers, titles and totals between rows, notes below."""
    year, unit = (table.place(recipe.names.get(role, "")) for role in ("year", "unit"))
    below = set(_below(table, unit, year) if recipe.footer_rows is None else _last(table, recipe.footer_rows))
    kinds = ["below" if n in below else _kind_of_row(row, table, year) for n, row in enumerate(table.rows)]
    for n in _subtotals(table, unit, year, recipe):
        kinds[n] = kinds[n] or "subtotal-row"
    for n in _parts(table, unit):
        kinds[n] = kinds[n] or "part-row"
    if kinds and not kinds[0] and _is_numbered(table.rows[0]):
        kinds[0] = "numbered"
    notes = list(table.notes)
    for kind in _NO_ROWS:
        places = [n for n, own in enumerate(kinds) if own == kind]
        if places:
            said = some([next(name_of(cell) for cell in table.rows[n] if cell != "") for n in places])
            lines = [table.lines[n] for n in places]
            mend = {"footer_rows": len(places)} if kind == "below" else {}
            notes.append(note(f"data-note-{kind}", {"number": len(places), "rows": said}, lines, mend))
    return _without(replace(table, notes=tuple(notes)), {n for n, kind in enumerate(kinds) if kind})


def _kind_of_row(row: list[Cell], table: Table, year: int | None) -> str:
    """Return why a row is no row of the table, as the end of the key of its note; nothing if it is one."""
    if heading_of(row[0]) == table.headings[0] and [*map(heading_of, row)] == table.headings[: len(row)]:
        return "header-again"
    if len(table.headings) < 3 or len(row) < len(table.headings):
        return ""
    if sum(cell != "" for cell in row) == 1:
        return "alone"
    if year is None or not (row[year] == "" or _is_total(row[year])):
        return ""
    return "total-between" if any(map(_is_total, row)) else ""


def _subtotals(table: Table, unit: int | None, year: int | None, recipe: Recipe) -> list[int]:
    """Return rows that sum up others: named in another column than that of units, or like a total again and again.

    A single unit that is named like a total is told with the panel as a whole, and left to whoever reads it.
    """
    if unit is None:
        return []
    found, places = [], dict[tuple[Cell, Cell], list[int]]()
    for n, row in enumerate(table.rows):
        if len(row) <= max(unit, year or 0):
            continue
        if row[unit] == "" and any(isinstance(cell, str) and _SUMS.match(visible(cell)) for cell in row):
            found.append(n)
        elif _is_total(row[unit]):
            places.setdefault((row[unit], "" if year is None else row[year]), []).append(n)
    if recipe.repeated == "refuse":
        found += [n for own in places.values() if len(own) > 1 for n in own]
    return found


def _parts(table: Table, unit: int | None) -> list[int]:
    """Return rows that are part of the unit above them; below a total they are units, of which the total is made."""
    found: list[int] = []
    whole: Cell = ""
    if unit is None:
        return found
    for n, row in enumerate(table.rows):
        name = row[unit] if len(row) > unit else ""
        if not (isinstance(name, str) and _PART.match(visible(name))):
            whole = name
        elif whole != "" and not _is_total(whole):
            found.append(n)
    return found


def _is_numbered(row: list[Cell]) -> bool:
    """Tell whether a row below the header only numbers its columns: 1, 2, 3 (``栏次`` in Chinese accounts)."""
    filled = [name_of(cell) for cell in row if cell != ""]
    numbers = filled[1:] if filled[0] in _COUNTING else filled
    return len(numbers) >= 2 and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _is_total(cell: Cell) -> bool:
    return isinstance(cell, str) and TOTALS.fullmatch(visible(cell)) is not None


def _below(table: Table, unit: int | None, year: int | None) -> list[int]:
    """Return the rows at the end that are no unit-years: footnotes, signatures, a total without a year."""
    found = []
    for n in range(len(table.rows) - 1, -1, -1):
        row = table.rows[n]
        filled = [cell for cell in row if cell != ""]
        is_whole = len(row) == len(table.headings)
        has_year = year is not None and len(row) > year and not isinstance(read_year(row[year]), Wrong)
        is_note = not has_year and isinstance(filled[0], str) and _FOOTNOTE.match(filled[0]) is not None
        if year is None:
            is_below = all(isinstance(cell, str) and _FOOTNOTE.match(cell) for cell in filled)
        else:
            few = (
                row[year : year + 1] == [""]
                and len(filled) <= 2 < len(table.headings)
                and (unit is None or is_whole)
            )
            is_below = is_note or few or (not has_year and any(map(_is_total, filled)))
        if not is_below:
            break
        found.append(n)
    return found[::-1]


def _last(table: Table, number: int) -> range:
    return range(max(0, len(table.rows) - number), len(table.rows))


def _without(table: Table, places: set[int]) -> Table:
    if not places:
        return table
    kept = [n for n in range(len(table.rows)) if n not in places]
    return replace(table, rows=[table.rows[n] for n in kept], lines=[table.lines[n] for n in kept])


def _only(table: Table, recipe: Recipe) -> Table:
    """Return the rows that have the cells that the recipe asks for."""
    for heading, cells in recipe.only.items():
        place = table.place(heading)
        if place is None:
            table.told(table.line, "only", heading, "data-fault-only-column", columns=some(table.headings))
            continue
        kept = {n for n, row in enumerate(table.rows) if len(row) > place and name_of(row[place]) in cells}
        if not kept:
            there = some(list(dict.fromkeys(name_of(row[place]) for row in table.rows if len(row) > place)))
            table.told(None, heading, str(cells[0]), "data-fault-only-none", there=there)
        table = _without(table, set(range(len(table.rows))) - kept)
    return table


# Cells that mean what stands above them ---------------------------------------------------------------------------


def _filled_down(table: Table, sheet: Sheet, recipe: Recipe) -> Table:
    """Return a table in which merged cells, and cells left empty below a name, say what stands above them."""
    known = {role: table.place(recipe.names[role]) for role in (*NEEDED, "cluster") if role in recipe.names}
    needed = {role: place for role, place in known.items() if place is not None}
    for place in needed.values():
        blocks = [
            range(top, bottom + 1) for top, bottom, left, _ in sheet.merged if left == place and bottom > top
        ]
        if blocks:
            table = _noted(table, place, {line for block in blocks for line in block}, {})
    if recipe.fill_down is not None:
        given = [table.place(recipe.names.get(name, name)) for name in recipe.fill_down]
        return _filled(table, [place for place in given if place is not None], set(table.lines))
    places = [
        needed[role] for role in NEEDED if role in needed and _is_left_empty(table, role, needed, recipe)
    ]
    mend = {"fill_down": [table.headings[place] for place in places]}
    for place in places:
        table = _noted(table, place, set(table.lines), mend)
    return table


def _noted(table: Table, place: int, lines: set[int], mend: Mapping[str, Any]) -> Table:
    """Return a table in which the empty cells of a column on some lines are filled, with a note of it."""
    empty = [
        line
        for line, row in zip(table.lines, table.rows, strict=True)
        if line in lines and len(row) > place and row[place] == ""
    ]
    if not empty:
        return table
    facts: dict[str, str | int] = {"heading": table.headings[place], "number": len(empty)}
    said = note("data-note-filled-down", facts, empty, mend)
    return _filled(replace(table, notes=(*table.notes, said)), [place], lines)


def _is_left_empty(table: Table, role: str, needed: Mapping[str, int], recipe: Recipe) -> bool:
    """Tell whether a column is written in the first row of each block only.

    It is if its cells are empty at least as often as not, its first one is not, and what is filled down is then told
    apart by unit and year (but for line items).
    """
    place = needed[role]
    cells = [row[place] if len(row) > place else "" for row in table.rows]
    if not cells or cells[0] == "" or 2 * cells.count("") < len(cells):
        return False
    if recipe.repeated == "sum" or len(needed.keys() & set(NEEDED)) < 2:
        return True
    filled = _filled(table, [place], set(table.lines))
    keys = [
        tuple(row[needed[one]] for one in NEEDED) for row in filled.rows if len(row) > max(needed.values())
    ]
    return len(set(keys)) == len(keys)


def _filled(table: Table, places: Iterable[int], lines: set[int]) -> Table:
    """Return a table in which empty cells of some columns on some lines say what stands above them."""
    rows = [list(row) for row in table.rows]
    for place in places:
        last: Cell = ""
        for line, row in zip(table.lines, rows, strict=True):
            if len(row) > place:
                row[place] = last if row[place] == "" and line in lines else row[place]
                last = row[place]
    return replace(table, rows=rows)


def years_in(headings: Iterable[str]) -> list[str]:
    """Return the headings that name a year, alone or with what is meant (``approved_2016``)."""
    return [
        heading for heading in headings if visible(heading) and (is_year(heading) or year_within(heading))
    ]
