"""Figures of a search: the front, how levers go along it, and how the search converged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from budgetsim.report import hypervolume, levers, pareto, saving, style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from budgetsim.studies.optimise.answer import Answer


def draw_optimise(made: Answer, directory: Path, formats: Sequence[str] = ("png",)) -> list[saving.Drawn]:
    """Draw the figures of a search into a directory; return them in reading order.

    The front is drawn where at least two objectives were sought.
    """
    with style.house_style():
        drawn = []
        if len(made.sought) > 1:
            drawn.append(saving.save(*front_figure(made), directory, "front", formats))
        drawn.append(saving.save(*levers_figure(made), directory, "levers", formats))
        drawn.append(saving.save(*hypervolume.draw(made.convergence), directory, "convergence", formats))
    return drawn


def front_figure(made: Answer) -> tuple[Figure, str]:
    """Return every pair of sought objectives: all mixes, the front, its knee, the status quo and the reforms."""
    return pareto.draw(
        {"front": made.front, "references": made.references},
        objectives=[(objective.name, objective.way) for objective in made.sought],
        budget=made.asked.budget,
        robust=made.asked.robust,
        fresh=made.asked.fresh,
    )


def levers_figure(made: Answer) -> tuple[Figure, str]:
    """Return the first sought objective against every lever over the front, or over all mixes if it was alone."""
    first = made.sought[0]
    return levers.draw(
        {"front": made.front, "mixes": made.mixes, "references": made.references},
        levers=made.asked.levers,
        objective=(first.name, first.way),
        robust=made.asked.robust,
        alone=len(made.sought) == 1,
    )
