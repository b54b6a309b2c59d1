"""A panel of a folder of filled self-evaluations, by the one reader of panels."""

from __future__ import annotations

from collections.abc import Sequence

from budgetsim.data.file import Cell, Sheet
from budgetsim.data.names import folded_name
from budgetsim.data.panel import Observed, panel_of
from budgetsim.data.recipe import Recipe
from budgetsim.data.units import factor_of
from budgetsim.forms.form import Filled

COLUMNS = ("unit", "year", "approved", "adjusted", "executed", "self_score")
"""What a self-evaluation says of a department in a year; amounts in one currency unit."""


def used(forms: Sequence[Filled]) -> list[Filled]:
    """Return the self-evaluations that make the panel: of a department as a whole, of its projects where it has none.

    Without a department or a year a form is of no use.
    """
    scored = [one for one in forms if one.form.is_scored and one.year is not None and _department(one)]
    whole = {_unit_year(one) for one in scored if one.form.name == "department"}
    return [one for one in scored if one.form.name == "department" or _unit_year(one) not in whole]


def left_out(forms: Sequence[Filled]) -> list[Filled]:
    """Return the self-evaluations that belong to no row of the panel: without a department or a year."""
    return [one for one in forms if one.form.is_scored and (one.year is None or not _department(one))]


def panel_of_forms(forms: Sequence[Filled], folder: str) -> Observed:
    """Return the panel; amounts of a department's projects are added up, their scores weighted by approved amounts.

    Raises
    ------
    ScenarioError
        If there are fewer than two departments, or no values.
    """
    rows: list[list[Cell]] = [list(COLUMNS), *(_row(one) for one in used(forms))]
    roles = [
        role for place, role in enumerate(COLUMNS) if place < 2 or any(row[place] != "" for row in rows[1:])
    ]
    recipe = Recipe(names={role: role for role in roles}, repeated="sum", negative="keep")
    return panel_of(Sheet(folder, rows, list(range(1, len(rows) + 1)), {}), recipe)


def _row(form: Filled) -> list[Cell]:
    factor = factor_of(form.money_unit) or 1.0
    total = form.form.amounts[0]
    amounts: list[Cell] = []
    for column in form.form.money:
        amount = form.numbers.get(f"{total}.{column}")
        amounts.append("" if amount is None else float(f"{amount * factor:.15g}"))
    score = form.score
    return [_department(form), float(form.year or 0), *amounts, "" if score is None else score]


def _department(form: Filled) -> str:
    return form.texts.get("department", "")


def _unit_year(form: Filled) -> tuple[str, int | None]:
    return folded_name(_department(form)), form.year
