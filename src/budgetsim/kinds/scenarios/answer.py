"""Levels and changes of every outcome in scenarios that met the same worlds, and differences from the first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Self

from budgetsim.kinds.scenarios.drawn import cells_of_draws
from budgetsim.kinds.scenarios.own_departments import OwnDepartment, in_own_money
from budgetsim.kinds.scenarios.runs import Runs, changes_of, scenarios_of, states_of_runs
from budgetsim.language import told
from budgetsim.scenario import Money
from budgetsim.studies.answer import Answer
from budgetsim.studies.band import FUNDS, GAIN, VALUE, stances_of
from budgetsim.studies.errors import StudyError
from budgetsim.studies.money import in_money
from budgetsim.studies.states import stored_states
from budgetsim.studies.store import StudyResult, load_study
from budgetsim.studies.summary import changes_json, summary_json, with_bands

Cell = Mapping[str, Any]
"""``mean``, ``low``, ``high``; of differences ``share_better`` too; of net social value ``band_low``, ``band_high``.

Over draws of parameters there is more: ``drawn.cells_of_draws``."""
Cells = Mapping[str, Cell]
"""Cells by outcome."""
BANDED = (VALUE, GAIN, FUNDS)
"""What the band of net social value is made of."""
MOST_HELD = 4_000_000
"""Numbers, one for each run and outcome, that are summed up together: 32 MB."""


@dataclass(frozen=True, repr=False)
class OfScenarios(Answer):
    """What scenarios came to.

    ``scenarios``, ``changes`` and ``differences`` hold cells by scenario and outcome: levels over the last years,
    changes from the first year to the last (none where these years were not kept), and differences from the first
    scenario.
    """

    scenarios: Mapping[str, Cells]
    changes: Mapping[str, Cells]
    differences: Mapping[str, Cells]
    seeds: tuple[int, ...]
    years: int
    departments: Mapping[str, int] = field(default_factory=dict, kw_only=True)
    """Number of departments of each scenario."""
    draws: int = field(default=0, kw_only=True)
    """Draws of parameters; 0 where these are as declared."""
    drawn_from: str = field(default="", kw_only=True)
    """Where the draws come from."""
    drawn: tuple[str, ...] = field(default=(), kw_only=True)
    """Parameters that are drawn."""
    structures: tuple[str, ...] = field(default=(), kw_only=True)
    """Other structures of the model that were tried."""
    money: Money | None = field(default=None, kw_only=True)
    """Money in which values of all departments together are told beside those per department."""
    own_departments: tuple[OwnDepartment, ...] = field(default=(), kw_only=True)
    """Amounts of every department, where their panel was stored and money is declared."""

    runs: ClassVar[Runs | None] = None
    """What figures are drawn from, of an answer that was made just now."""

    @property
    def base(self) -> str:
        """The first scenario."""
        return next(iter(self.scenarios))

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Names of all outcomes."""
        return tuple(self.scenarios[self.base])

    def to_dict(self) -> dict[str, Any]:
        """As ``Answer.to_dict``; with levels, changes and differences of all departments together in money."""
        document = super().to_dict()
        if self.money is not None:
            document["money"] |= {
                key: {name: in_money(cells, self.money) for name, cells in getattr(self, key).items()}
                for key in ("scenarios", "changes", "differences")
            }
            for one in self.own_departments:
                told = {
                    key: vars(in_own_money(cell, self.money, self.departments[one.scenario]))
                    for key, cell in one.amounts.items()
                }
                document["money"].setdefault("departments", {}).setdefault(one.scenario, {})[one.name] = told
        if not self.own_departments:
            del document["own_departments"]
        return document

    def at(self, directory: Path | None, document: Mapping[str, Any] | None = None) -> Self:
        """As ``Answer.at``; what is drawn is read while it is there, if it is not to be kept."""
        if directory is None and self.runs is not None:
            _ = self.runs.outcomes
        return super().at(directory, document)

    def made_of(self, runs: Runs) -> Self:
        """Return this answer, which now holds what its figures are drawn from."""
        object.__setattr__(self, "runs", runs)
        return self


def read_runs(directory: Path) -> StudyResult:
    """Return the runs of scenarios in a directory.

    Raises
    ------
    StudyError
        If they are damaged, not finished, or those of another kind of study.
    """
    result = load_study(directory)
    if not isinstance(result, StudyResult) or (result.factors and not stored_states(result)):
        raise StudyError(told("study-no-scenario-runs", directory=str(directory)))
    return result


def cells_of(result: StudyResult) -> dict[str, Any]:
    """Return what the fields of ``OfScenarios`` hold, made from runs, and the differences under every stance."""
    design, states, names = result.design, states_of_runs(result), scenarios_of(result)
    cells = _cells_under_seeds(result) if states is None else cells_of_draws(result, names, states)
    counts = design.set_index("name")["departments"]
    return {
        **cells,
        "seeds": result.seeds,
        "years": result.years[0],
        "departments": {name: int(counts[name]) for name in names},
    }


def _cells_under_seeds(result: StudyResult) -> dict[str, Any]:
    """Return levels, changes and differences with declared parameters, and the differences under every stance."""
    cells: dict[str, dict[str, dict[str, Any]]] = {"scenarios": {}, "changes": {}, "differences": {}}
    for outcomes in _together(result):
        for key, table in _cells_of(result, outcomes).items():
            for name, own in table.items():
                cells[key].setdefault(name, {}).update(own)
    if not set(BANDED) <= set(result.kept_outcomes):
        return cells
    return with_bands(cells, result.run_means(outcomes=BANDED), stances_of(result.design))


def _together(result: StudyResult) -> Iterator[Sequence[str]]:
    """Yield some outcomes at a time: of many runs few, so that their means never take much memory."""
    names, some = result.kept_outcomes, max(1, MOST_HELD // result.runs)
    for start in range(0, len(names), some):
        yield names[start : start + some]


def _cells_of(result: StudyResult, outcomes: Sequence[str]) -> dict[str, Any]:
    """Return levels, differences and, where first and last years were kept, changes of some outcomes."""
    found = summary_json(result.run_means(outcomes=outcomes), result.seeds, result.years[0])
    cells = {key: found[key] for key in ("scenarios", "differences")}
    changes = changes_of(result, outcomes)
    return cells if changes is None else {**cells, "changes": changes_json(changes)}
