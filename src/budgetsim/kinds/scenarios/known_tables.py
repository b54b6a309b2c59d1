"""Cells of tables about what is known over draws of parameters: differences, structures, what would turn a sign."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from budgetsim.declarations import declarations
from budgetsim.kinds.scenarios.answer import Cell
from budgetsim.kinds.scenarios.drawn_words import structure_told, value_told
from budgetsim.language import Language
from budgetsim.report.declared import better_sign
from budgetsim.report.results import (
    PURPOSE,
    ends_of,
    has_band,
    is_drawn,
    middle_of,
    number,
    sure_sign,
    verdict_of,
)
from budgetsim.studies.states import FEW
from budgetsim.studies.table import Column, Judged, Label, Table

Told = Callable[[Language], str]


def judged(outcome: str, cell: Cell) -> Judged:
    """Return a difference with what it means for the public."""
    band = ends_of(cell) if has_band(cell) else None
    return Judged(
        number(middle_of(cell)),
        cell["low"],
        cell["high"],
        verdict_of(outcome, cell),
        cell.get("share_better"),
        band,
        is_drawn(cell),
        cell.get("share_worse"),
    )


def structure_label(name: str) -> Label:
    """Return what a structure is called; without a name, the model as it is declared."""
    return Label(name or "declared", lambda say: structure_told(name, say) if name else say("drawn-declared"))


def judged_draws(cell: Cell, verdict: str) -> Judged:
    """Return a difference over draws with a verdict of its own."""
    return Judged(
        number(cell["median"]),
        cell["low"],
        cell["high"],
        verdict.removesuffix("-unless"),
        cell["share_better"],
        is_drawn=True,
        share_worse=cell.get("share_worse"),
    )


def way_of(cell: Cell, outcome: str = PURPOSE) -> str:
    """Return what nearly all draws of a structure say; ``mixed`` where they differ.

    Of an outcome without a better way it is more or less.
    """
    ways = ("better", "worse") if better_sign(outcome) else ("more", "less")
    return {1: ways[0], -1: ways[1], 0: "mixed"}[sure_sign(cell)]


def structures_table(
    cells: Mapping[str, tuple[str, Cell]], heading: Callable[[str], Told], title: Told, draws: int
) -> Table:
    """Return differences under every structure of the model and stance on welfare, the declared ones first.

    Parameters
    ----------
    cells
        Outcome and difference of every column, by its key.
    heading
        From the key of a column to its heading.
    title
        Title of the table.
    draws
        Number of draws.
    """
    columns = [
        Column("structure", "label"),
        *(Column(key, "number", heading(key), sign=True) for key in cells),
    ]
    declared = [judged_draws(cell, verdict_of(outcome, cell)) for outcome, cell in cells.values()]
    rows: list[tuple[Any, ...]] = [(structure_label(""), *declared)]
    for structure in dict.fromkeys(name for _, cell in cells.values() for name in cell["structures"]):
        own = [cell["structures"].get(structure) for _, cell in cells.values()]
        judgements = [
            None if one is None else judged_draws(one, way_of(one, outcome))
            for one, (outcome, _) in zip(own, cells.values(), strict=True)
        ]
        rows.append((structure_label(structure), *judgements))

    def note(say: Language) -> str:
        return say("drawn-note-structures", draws=str(draws), few=str(min(FEW, draws)))

    return Table("structures", columns, rows, title, note)


def flips_table(first: Column, rows: Sequence[tuple[Any, ...]], title: Told, head: str = "") -> list[Table]:
    """Return which parameters would turn the sign of differences; no table where none would.

    ``rows`` hold what stands in the ``first`` column and ``flip_cells``; ``head`` is the key of the heading above the
    values at which signs turn.
    """
    columns = [
        first,
        Column("parameter", "name"),
        Column("declared", "value"),
        Column("value", "label", head),
        Column("turns", "message"),
    ]
    return [Table("flips", columns, rows, title, lambda say: say("drawn-note-flips"))] if rows else []


def flip_cells(flip: Mapping[str, Any], gain: float) -> tuple[str, Any, Label, str]:
    """Return a parameter that would turn a sign, what is declared, where it turns it, and to what.

    ``gain`` is the mean difference over draws, above zero where it is better for the public: of it flips were found.
    """
    name, side = str(flip["parameter"]), "above" if flip["above"] else "below"
    declared = declarations()[name].default if name in declarations() else None
    return name, declared, value_label(flip), f"drawn-{side}-{'worse' if gain > 0.0 else 'better'}"


def value_label(flip: Mapping[str, Any]) -> Label:
    """Return the value at which a parameter turns a sign."""
    return Label(flip["value"], lambda _: value_told(flip))
