"""The figures of a run or a comparison: what they are drawn from, and all of them into a directory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from budgetsim.language import DEFAULT
from budgetsim.model.ledger import Ledger
from budgetsim.model.simulation import simulate
from budgetsim.report.drawing import Drawn
from budgetsim.report.figures.catalogue import FIGURES, draw

if TYPE_CHECKING:
    import pandas as pd

    from budgetsim.model.fiscal_year import Behaviour
    from budgetsim.model.run import PolicyRule
    from budgetsim.model.simulation import ScenarioLike

MOST_PANELS = 4
"""Scenarios that figures of departments show."""
OF_STUDY = ("trajectories", "scores", "distributions", "december", "budgets", "flow", "workload")
"""Figures of a run or a comparison, in reading order."""


@dataclass(frozen=True)
class Sample:
    """Everything that the figures of a run or a comparison are drawn from, under the name of each kind of data."""

    outcomes: pd.DataFrame
    departments: pd.DataFrame
    months: pd.DataFrame
    work: pd.DataFrame

    def of(self, name: str) -> pd.DataFrame:
        """Return the table that a figure needs; tables below the district hold the first four scenarios."""
        table: pd.DataFrame = getattr(self, FIGURES[name].needs)
        if FIGURES[name].needs == "outcomes":
            return table
        names = list(dict.fromkeys(table["scenario"]))[:MOST_PANELS]
        return table[table["scenario"].isin(names)]


def sample_of(
    scenarios: ScenarioLike | Iterable[ScenarioLike],
    seeds: int | Iterable[int],
    years: int | None = None,
    *,
    behaviour: Behaviour | None = None,
    policy_rule: PolicyRule | None = None,
) -> Sample:
    """Simulate everything that the figures need, in one pass; parameters as of ``simulate``."""
    ledger = Ledger()
    result = simulate(
        scenarios,
        seeds,
        years,
        departments=True,
        behaviour=behaviour,
        policy_rule=policy_rule,
        observer=ledger,
    )
    return Sample(result.outcomes, result.departments, ledger.months(result), ledger.work(result))


def draw_all(
    sample: Sample, directory: Path, formats: Sequence[str] = ("png",), *, language: str = DEFAULT
) -> list[Drawn]:
    """Draw all figures of a study into a directory; return them in reading order.

    Parameters
    ----------
    sample
        What they are drawn from; outcomes may come from more seeds than the rest.
    directory
        Where the files go: each figure in every format, and its caption as ``.txt``.
    formats
        As of ``Drawing.save``.
    language
        ``en`` or ``zh``.
    """
    return [draw(name, sample.of(name), language=language).save(directory, formats) for name in OF_STUDY]
