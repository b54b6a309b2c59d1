"""Names of units: as people see them, without what differs between two ways to write them, and under their new name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from budgetsim.data.file import Cell, read_sheet
from budgetsim.data.said import told
from budgetsim.scenario_files.faults import Fault, ScenarioError

TOTALS = re.compile(
    r"(\d{4} ?(年度?)? ?)?(?:(grand |sub ?)?totals?|sum|all (units|departments|agencies)|gesamt|summe|insgesamt"
    r"|totalt|totale?s?|suma"
    r"|total g[ée]n[ée]ral|всего|итого|合\s*[计計]|[总總]\s*[计計]|(本页)?小\s*[计計]|本页合计|共\s*[计計]"
    r"|总\s*和|全部|全市|全区|全县)",
    re.IGNORECASE,
)
"""Names that no unit has, but a sum of units, perhaps with its year: ``合计``, ``2016年合计``."""


def name_of(cell: Cell) -> str:
    """Return what a cell says as a name; a code that a workbook holds as a number is a whole one."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return cell if isinstance(cell, str) else cell.isoformat()


def visible(name: str) -> str:
    """Return a name without the characters that nobody sees: marks of order, joiners, blanks of no width.

    Other blanks than the common one, wide ones and those that cannot be broken, are common ones.
    """
    if name.isascii():
        return name.strip()
    kinds = [(letter, unicodedata.category(letter)) for letter in name]
    return "".join(" " if kind == "Zs" else letter for letter, kind in kinds if kind != "Cf").strip()


def heading_of(cell: Cell) -> str:
    """Return a heading on one line."""
    return " ".join(visible(name_of(cell)).split())


def folded_name(name: str) -> str:
    """Return a name without what differs between two ways to write it: case, accents' form, blanks, hyphens, ``&``.

    Zeros before a number go too: a spreadsheet makes ``012`` a number, ``12``.
    """
    text = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    text = re.sub(r"(?<=\d)\.0+$", "", text.strip())
    return " ".join(re.sub(r"\b0+(?=\d)", "", re.sub(r"[\W_]+", " ", text)).split())


def read_renames(path: Path, fault: Fault) -> dict[str, str]:
    """Return new names by old ones from a file of two columns; several old ones with one new name are a merger.

    Raises
    ------
    ScenarioError
        If it cannot be read, or a row has not an old and a new name.
    """
    sheet = read_sheet(path, fault=fault)
    found: dict[str, str] = {}
    for line, row in zip(sheet.lines[1:], sheet.rows[1:], strict=True):
        old, new = (heading_of(cell) for cell in (*row[:2], "", "")[:2])
        if not old or not new:
            message, remedy = told("data-fault-rename"), told("data-fault-rename.remedy")
            raise ScenarioError(Fault(sheet.file, line, "renames", old or new or None, message, remedy))
        found[old] = new
    return found


def renamed_to(name: str, renames: Mapping[str, str]) -> str:
    """Return the last name of a unit that may have been renamed several times."""
    seen = {name}
    while name in renames and renames[name] not in seen:
        name = renames[name]
        seen.add(name)
    return name
