"""The answer of a comparison: outcomes of scenarios in the same worlds, and differences from the first."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from budgetsim.declarations import declarations
from budgetsim.kinds.scenarios.answer import Cell, OfScenarios, cells_of, read_runs
from budgetsim.kinds.scenarios.own_departments import own_departments
from budgetsim.kinds.scenarios.runs import scenarios_of, states_of_runs
from budgetsim.language import told
from budgetsim.report.caveats import moved_levers
from budgetsim.report.declared import KEY_OUTCOMES
from budgetsim.report.results import PURPOSE, SAME, is_clear, known_of, middle_of, number
from budgetsim.scenario import Money
from budgetsim.studies.band import cell_is_disputed
from budgetsim.studies.errors import StudyError
from budgetsim.studies.ignorance import SURE
from budgetsim.studies.states import States, met
from budgetsim.studies.store import StudyResult
from budgetsim.studies.summary import as_good

if TYPE_CHECKING:
    import pandas as pd


OF_KNOWN = {"better": "raises", "worse": "lowers", "same": "same"}
"""What is known of net social value over draws, as a verdict."""


@dataclass(frozen=True, repr=False)
class Comparison(OfScenarios):
    """A comparison of scenarios; differences are from the first, paired by seed."""

    stances: Mapping[str, Sequence[Mapping[str, float | None]]] | None = None
    """Differences of net social value under every stance on transfers and public funds, where it can be known."""
    shown: tuple[str, ...] = field(default=tuple(KEY_OUTCOMES), kw_only=True)
    """Outcomes that are shown."""
    moved: tuple[str, ...] = field(default=(), kw_only=True)
    """Levers in which the scenarios differ."""
    not_told_apart: tuple[str, ...] = field(default=(), kw_only=True)
    """Scenarios that net social value does not tell apart from the best."""

    @property
    def best(self) -> str:
        """The scenario that raises net social value most; the one with the best mean if none surely raises it."""
        raised = [name for name in self.differences if self.verdict(name) == "raises"]
        return max(raised or self.differences, key=lambda name: number(middle_of(self.purpose(name))))

    def purpose(self, name: str) -> Cell:
        """Return by how much a scenario changes net social value."""
        return self.differences[name][PURPOSE]

    def verdict(self, name: str) -> str:
        """Return what a scenario does to net social value.

        ``raises``, ``lowers``, ``unclear`` or ``same``; ``alone`` where it is clear by itself, but not after
        adjustment for all scenarios; ``disputed`` where it is clear, but a gain under some stances on transfers and
        public funds, and a loss under others. Over draws of parameters the first four alone, of the model as declared.
        """
        cell, family, seeds = self.purpose(name), len(self.differences), len(self.seeds)
        if self.draws:
            return OF_KNOWN.get(known_of(PURPOSE, cell).word, "unclear")
        mean = number(cell["mean"])
        if is_clear(cell, seeds, family):
            return "disputed" if cell_is_disputed(cell) else "raises" if mean > 0.0 else "lowers"
        if is_clear(cell, seeds, 1):
            return "alone"
        width = number(cell["high"]) - number(cell["low"])
        return "same" if abs(mean) < SAME and width < SAME else "unclear"


def answer_of(
    result: StudyResult, shown: Sequence[str], moved: Sequence[str], money: Money | None = None
) -> Comparison:
    """Return the answer to a comparison from its runs."""
    cells = cells_of(result)
    departments = () if money is None else own_departments(result, list(cells["scenarios"]))
    comparison = Comparison(
        **cells, shown=tuple(shown), moved=tuple(moved), money=money, own_departments=departments
    )
    return with_rivals(comparison, result.run_means(outcomes=[PURPOSE]), states_of_runs(result))


def with_rivals(comparison: Comparison, means: pd.DataFrame, states: States | None = None) -> Comparison:
    """Return a comparison with the scenarios that its runs cannot distinguish from the best.

    ``means`` holds net social value by run; over draws of parameters, the best must be better in nearly all of them.
    """
    if states is not None:
        values = met(means, list(comparison.scenarios), states, [PURPOSE]).drawn
        others = [name for name in comparison.differences if name != comparison.best]
        ahead = {name: values[comparison.best] - values[name] for name in others}
        alike = [name for name, gap in ahead.items() if (gap.mean(axis=1) > 0.0).mean() < SURE]
    elif len(comparison.seeds) == 1:
        return comparison
    else:
        alike = as_good(means, comparison.best, PURPOSE)
    return replace(comparison, not_told_apart=tuple(name for name in alike if name in comparison.differences))


def remade(directory: Path) -> Comparison:
    """Return the answer of a directory that holds only runs.

    Raises
    ------
    StudyError
        If these are damaged, not finished, or of one scenario.
    """
    result = read_runs(directory)
    names = scenarios_of(result)
    if len(names) < 2:
        raise StudyError(told("compare-fault-one-scenario", directory=str(directory)))
    try:
        first, *others = [scenario for scenario in result.scenarios if scenario.name in names]
        moved = moved_levers(first, others)
    except StudyError:  # parameters came or went since: the levers that differ are in the design all the same
        moved = _levers_of(result.design)
    return answer_of(result, tuple(KEY_OUTCOMES), moved)


def _levers_of(design: pd.DataFrame) -> list[str]:
    """Return the levers in which the rows of a design differ, at the start or by changes."""
    levers = [about.name for about in declarations().values() if about.group == "policy"]
    changed = [set(change["levers"]) for text in design["changes"] for change in json.loads(text)]
    differ = {name for name in levers if name in design and len(set(design[name])) > 1}
    return sorted(differ.union(*changed))
