"""Cells of tables about what is known over draws of parameters: differences, structures, what would turn a sign."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from budgetsim.declarations import declarations
from budgetsim.kinds.scenarios.answer import Cell
from budgetsim.kinds.scenarios.drawn_words import structure_told, value_told
from budgetsim.report.results import ends_of, has_band, is_drawn, middle_of, number, sure_sign, verdict_of
from budgetsim.studies.table import Judged, Label


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


def way_of(cell: Cell) -> str:
    """Return what nearly all draws of a structure say; ``mixed`` where they differ."""
    return {1: "better", -1: "worse", 0: "mixed"}[sure_sign(cell)]


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
