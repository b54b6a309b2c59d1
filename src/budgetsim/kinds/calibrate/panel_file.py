"""A user's panel as moments look at it: money relative to its median, units in groups that are resampled."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from budgetsim.data import panel as data
from budgetsim.data.notes import Note
from budgetsim.data.recipe import MONEY, SCORES, Recipe
from budgetsim.studies.panel_data import Panel, relative_money


@dataclass(frozen=True)
class PanelFile:
    """A panel as read: the observed panel, the names of its units, and the group in which each is resampled."""

    panel: Panel
    units: tuple[str, ...]
    groups: NDArray[np.intp]
    """Number of each unit's cluster; without a cluster column every unit is its own."""
    notes: tuple[Note, ...] = ()
    """What was guessed, what in the file is almost certainly an artefact, and how its cells were taken."""


def read_panel(path: Path, recipe: Recipe) -> PanelFile:
    """Return the panel in a file; columns that the recipe does not name are found by their headings.

    Raises
    ------
    ScenarioError
        As ``budgetsim.data.panel.read_panel``.
    """
    observed = data.read_panel(path, recipe, guess_columns=True)
    approved, adjusted, executed = relative_money([observed.values[role] for role in MONEY])
    self_score, external_score = (observed.values[role] for role in SCORES)
    panel = Panel(
        observed.years,
        self_score=self_score,
        external_score=external_score,
        approved=approved,
        adjusted=adjusted,
        executed=executed,
        present=observed.present,
        covered=np.isfinite(external_score),
        top=recipe.top,
    )
    return PanelFile(panel, observed.units, _groups(observed), observed.notes)


def _groups(observed: data.Observed) -> NDArray[np.intp]:
    if observed.clusters is None:
        return np.arange(len(observed.units))
    numbers = {name: place for place, name in enumerate(dict.fromkeys(observed.clusters))}
    return np.array([numbers[name] for name in observed.clusters], dtype=np.intp)
