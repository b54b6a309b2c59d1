"""Every figure of a study: trajectories of key outcomes, scores against the truth, budgets against performance."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from budgetsim.report import budgets, scores, style, trajectories
from budgetsim.report.style import Drawn

if TYPE_CHECKING:
    import pandas as pd

MOST_PANELS = 4


def draw_all(
    outcomes: pd.DataFrame, departments: pd.DataFrame, directory: Path, formats: Sequence[str] = ("png",)
) -> list[Drawn]:
    """Draw all figures of a study into a directory; return them in reading order.

    Parameters
    ----------
    outcomes
        One row per scenario × seed × year, as ``Result.outcomes``.
    departments
        The panel of departments of a few seeds, as ``Result.departments``; figures of departments show the first
        four scenarios.
    directory
        Where the files go: each figure in every format, and its caption as ``.txt``.
    formats
        Endings known to Matplotlib: ``png``, ``svg``, ``pdf``.
    """
    names = list(dict.fromkeys(departments["scenario"]))[:MOST_PANELS]
    shown = departments[departments["scenario"].isin(names)]
    with style.house_style():
        return [
            style.save(
                *trajectories.draw(outcomes), formats=formats, directory=directory, name="trajectories"
            ),
            style.save(*scores.draw(shown), formats=formats, directory=directory, name="scores"),
            style.save(*budgets.draw(shown), formats=formats, directory=directory, name="budgets"),
        ]
