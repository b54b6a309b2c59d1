"""``BudgetModel``: the same physics as ``simulate``, as a Mesa model of one district, month by month."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from budgetsim.agents.view import DepartmentView
from budgetsim.collector import OutcomeCollector
from budgetsim.columns import COLUMNS, SCORES
from budgetsim.fiscal_year import Behaviour
from budgetsim.measures import OUTCOMES, measure_all
from budgetsim.mesa_agents import DepartmentAgent, FinanceBureauAgent
from budgetsim.mesa_seed import seed_of
from budgetsim.numerics import Array
from budgetsim.policy_rule import PolicyRule, last_view
from budgetsim.principal.view import BureauView
from budgetsim.run import Run
from budgetsim.scenario import Scenario, load_scenario
from budgetsim.state import Decision, Year

if TYPE_CHECKING:
    import pandas as pd

NOT_YET = float("nan")


class BudgetModel(mesa.Model):
    """A district as a Mesa model; ``step()`` is a month.

    Parameters
    ----------
    scenario
        Name, path or ``Scenario``. Burn-in years are lived through while the model is built.
    seed, rng
        A whole number, under either name (Mesa's ``batch_run`` uses one or the other). Without one, a seed is drawn
        and kept in ``model.seed``. A generator is refused: the run would depend on what was drawn from it before.
    department_class
        Subclass of ``DepartmentAgent``; its ``decide`` is asked every January when it is overridden.
    behaviour, policy_rule
        As in ``simulate``.
    collect_departments
        Collect the departments' attributes monthly too (slow).
    **kwargs
        Any parameter by its bare name, such as ``monitoring_intensity=0.4``. Mesa's page of 3.3 takes free
        parameters under this name only.

    Raises
    ------
    ScenarioError
        If the scenario or a parameter is wrong.
    ValueError
        If ``seed`` or ``rng`` is no whole number from 0 to 2⁶³ − 1, or both are given.

    Notes
    -----
    ``running`` is True until the scenario's last year is closed: there ``run_model()`` and Mesa's ``batch_run`` end.
    ``step`` and ``run_years`` go on under the last year's policy.
    """

    def __init__(  # noqa: PLR0913 - the public interface
        self,
        scenario: str | Scenario = "wangcheng_2022",
        seed: int | None = None,
        *,
        rng: Any = None,
        department_class: type[DepartmentAgent] = DepartmentAgent,
        behaviour: Behaviour | None = None,
        policy_rule: PolicyRule | None = None,
        collect_departments: bool = False,
        **kwargs: Any,
    ) -> None:
        self.seed = seed_of(seed, rng)
        super().__init__(rng=self.seed)
        settings = load_scenario(scenario)
        self.settings: Scenario = settings.replace(**_plain(kwargs)) if kwargs else settings
        self.year = 0
        self.month = 0
        amend = self._ask_departments if department_class.decide is not DepartmentAgent.decide else None
        self._run = Run(self.settings, [self.seed], behaviour=behaviour, amend=amend, policy_rule=policy_rule)
        self.world = self._run.world
        self._history: list[Array] = []
        self.latest: dict[str, float] = dict.fromkeys(OUTCOMES, NOT_YET)
        self.bureau = FinanceBureauAgent(self)
        rows = range(self.settings.district.departments)
        self._department_list = [department_class(self, row) for row in rows]
        while self._run.in_burn_in:
            self._remember(self._run.live_year())
        self.datacollector = OutcomeCollector(departments=collect_departments)

    @property
    def scenario(self) -> None:
        """Nothing: ours is ``settings``. From what it finds here, Mesa's page of 3.5 would rebuild the model."""

    @scenario.setter
    def scenario(self, value: Any) -> None:
        """Mesa 3.5 puts a scenario of its own here, which is not one of ours."""

    @property
    def departments(self) -> Any:
        """The departments as an ``AgentSet``."""
        return self.agents.select(agent_type=type(self._department_list[0]))

    @property
    def outcomes(self) -> pd.DataFrame:
        """Outcomes of the closed years: the columns and the numbers of ``simulate(...).outcomes``."""
        import pandas as pd  # noqa: PLC0415 - slow to import

        frame = pd.DataFrame(np.array(self._history).reshape(-1, len(OUTCOMES)), columns=list(OUTCOMES))
        frame.insert(0, "year", np.arange(1, len(frame) + 1))
        frame.insert(0, "seed", np.int64(self.seed))
        frame.insert(0, "scenario", self.settings.name)
        return frame

    @property
    def bureau_view(self) -> BureauView | None:
        """What the bureau knows after the last closed year; ``None`` before the first."""
        closed_years = self.year if self.month in (0, 12) else self.year - 1
        return None if self.world.closed is None else last_view(self.world, closed_years)

    def step(self) -> None:
        """Live one month; the first opens a year, the twelfth closes it."""
        if self.month in (0, 12):
            self.month = 0
            self.year += 1
            self._run.open_year()
        self.month += 1
        self._run.live_month()
        if self.month == 12:
            self._close(self._run.close_year())
        self.datacollector.collect(self)

    def run_years(self, years: int) -> None:
        """Live whole years, from wherever the model stands: ``12 · years`` months."""
        for _ in range(12 * years):
            self.step()

    # Columns of the departments ------------------------------------------------------------------------------

    def read(self, name: str, row: int) -> float:
        """Return a department's value in a column; NaN before there is one."""
        columns = COLUMNS[name](self.world)
        if not columns:
            return NOT_YET
        return float(columns[0][0, 0, row]) * (100.0 if name in SCORES else 1.0)

    def write(self, name: str, row: int, value: float) -> None:
        """Change a department's value in a column.

        Raises
        ------
        AttributeError
            If there is no such value yet: no year has been opened.
        """
        number = float(value) / (100.0 if name in SCORES else 1.0)
        if name == "budget" and self.month in (0, 12):
            memory = self.world.bureau.memory
            memory.allocation[0, 0, row] = number - self.world.state.carried[0, 0, row]
            return
        columns = COLUMNS[name](self.world)
        if not columns:
            raise AttributeError(f"{name} has no value before the first year is opened: call step() first")
        for column in columns:
            column[0, 0, row] = number
        if name == "productivity":
            self.world.set_first_best()

    def district_value(self, name: str) -> float:
        """Return a value of the bureau's work programme; NaN before the first year."""
        if not hasattr(self.world, "books"):
            return NOT_YET
        return float(getattr(self.world.books.programme, name)[0, 0, 0])

    def levers_in_force(self) -> dict[str, Any]:
        """Return the levers of the current year by name; treated shares show their untreated value."""
        return dict(self._run.policies()[0].values)

    # Inside --------------------------------------------------------------------------------------------------

    def _close(self, books: Year) -> None:
        self._history.append(self._remember(books))
        if self.year >= self.settings.protocol.years:
            self.running = False

    def _remember(self, books: Year) -> Array:
        measured = measure_all(books)
        row = np.array([value[0, 0, 0] for value in measured.values()])
        self.latest = dict(zip(measured, row.tolist(), strict=True))
        return row

    def _ask_departments(self, view: DepartmentView[Array], planned: Decision[Array]) -> Decision[Array]:
        """Let every department decide for itself, row by row, with the model's decision at hand."""
        shown = replace(view, planned=planned)
        parameters = self.settings.parameters
        choices = [agent.decide(shown.row(agent.row, parameters)) for agent in self._department_list]
        return _stacked(choices, type(self._department_list[0]).__name__)


def _stacked(choices: list[Decision[float]], name: str) -> Decision[Array]:
    from budgetsim.agents.deciding import DecisionError  # noqa: PLC0415 - only on this path

    for row, choice in enumerate(choices):
        if not isinstance(choice, Decision):
            raise DecisionError(
                f"{name}.decide returned {type(choice).__name__} for department {row}, not a Decision"
            )
    actions = [f.name for f in fields(Decision)]
    return Decision(
        **{a: np.array([[[getattr(choice, a) for choice in choices]]], dtype=np.float64) for a in actions}
    )


def _plain(parameters: dict[str, Any]) -> dict[str, Any]:
    """NumPy scalars, as parameter grids are full of them, as Python numbers."""
    return {
        name: value.item() if isinstance(value, np.generic) else value for name, value in parameters.items()
    }
