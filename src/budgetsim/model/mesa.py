"""``BudgetModel``: the same physics as ``simulate``, as a Mesa model of one district, month by month.

Its agents, as Mesa sees them, hold a row number each; the model owns the columns.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import fields, replace
from itertools import count
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import mesa
import numpy as np

from budgetsim.declarations import ARCHETYPES
from budgetsim.language import told
from budgetsim.model.bureau import BureauView
from budgetsim.model.collector import COLUMNS, SCORES, OutcomeCollector
from budgetsim.model.department.decisions import DecisionError
from budgetsim.model.department.view import DepartmentView
from budgetsim.model.engine.single import single_run
from budgetsim.model.fiscal_year import Behaviour
from budgetsim.model.measures import OUTCOMES
from budgetsim.model.run import PolicyRule, last_view
from budgetsim.model.shocks import TraitShocks
from budgetsim.model.state import Decision
from budgetsim.model.treatment import cohorts_of, lever_of
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario, load_scenario
from budgetsim.seeds import MAX_SEED, is_seed

if TYPE_CHECKING:
    import pandas as pd


# The seed, which Mesa calls ``seed`` or ``rng`` and takes in many shapes: here, a whole number


DRAWN_FROM = {
    np.random.Generator: "generator.integers(2**32)",
    np.random.RandomState: "state.randint(2**31)",
    np.random.BitGenerator: "np.random.Generator(bits).integers(2**32)",
    np.random.SeedSequence: "sequence.generate_state(1)[0]",
    random.Random: "generator.getrandbits(32)",
}
"""How a seed is drawn once from what draws numbers."""


def seed_of(seed: Any, rng: Any) -> int:
    """Return the seed meant by either argument, or a fresh one.

    A generator is refused, since the run would depend on what was drawn from it before: runs that share it in one
    process get one seed each, in their order, and runs in several processes get the same one.

    Raises
    ------
    ValueError
        If both are given, or what is given is no whole number from 0 to 2⁶³ − 1.
    """
    if seed is not None and rng is not None:
        raise ValueError(told("fault-seed-and-rng", seed=repr(seed), rng=repr(rng)))
    name, given = ("rng", rng) if seed is None else ("seed", seed)
    if given is None:
        return int(np.random.SeedSequence().generate_state(1, np.uint32)[0])
    if not is_seed(given):
        message = told("fault-mesa-seed", given=f"{name}={given!r}", most=str(MAX_SEED))
        raise ValueError(told("fault-semicolon").join(filter(None, [message, _instead(name, given)])))
    return int(given)


def _instead(name: str, given: Any) -> str:
    """Return what to give instead."""
    for kind, drawn in DRAWN_FROM.items():
        if isinstance(given, kind):
            return told("fault-mesa-seed.drawn", example=f"{name}=int({drawn})")
    if isinstance(given, float | np.floating) and given >= 0.0 and float(given).is_integer():
        return told("fault-mesa-seed.whole", example=f"{name}={int(given)}")
    if isinstance(given, Iterable) and not isinstance(given, str | bytes):
        return told("fault-mesa-seed.several")
    return ""


# The model and its agents -------------------------------------------------------------------------------------

NOT_YET = float("nan")


class _CountersByModel(WeakKeyDictionary[Any, Any]):
    """Counters that let their models go: Mesa 3.3 keeps every model alive through ``Agent._ids`` otherwise."""

    def __getitem__(self, model: Any) -> Any:
        if model not in self:
            self[model] = count(1)
        return super().__getitem__(model)


class _BudgetAgent(mesa.Agent):
    """Base of both kinds of agents."""

    _ids = _CountersByModel()
    model: BudgetModel


class FinanceBureauAgent(_BudgetAgent):
    """The principal. It knows messages only; ``view`` is its knowledge after the last closed year."""

    @property
    def policy(self) -> dict[str, Any]:
        """Levers in force this year, by name."""
        return self.model.levers_in_force()

    @property
    def view(self) -> BureauView | None:
        """What the bureau has seen of the last closed year; ``None`` before the first."""
        return self.model.bureau_view

    @property
    def workload_ratio(self) -> float:
        """Staff days asked for over staff days available, this year."""
        return self.model.district_value("workload")

    @property
    def delivered(self) -> float:
        """Share of the announced work that gets done this year."""
        return self.model.district_value("delivered")


def _column(name: str, meaning: str) -> property:
    """Build an attribute that reads and writes the department's row of a column of the model."""

    def read(agent: DepartmentAgent) -> float:
        return agent.model.read(name, agent.row)

    def write(agent: DepartmentAgent, value: float) -> None:
        agent.model.write(name, agent.row, value)

    return property(read, write, doc=meaning)


class DepartmentAgent(_BudgetAgent):
    """A department. Its attributes read and write its row; subclass it and override ``decide`` to play it yourself.

    Attributes of the year (efforts, scores, spending) are NaN before the first year is opened. Writing ``budget``
    changes the open year, or, between two years, the coming one.
    """

    def __init__(self, model: BudgetModel, row: int) -> None:
        super().__init__(model)
        self.row = row

    budget = _column("budget", "Budget of the year, mean budgets.")
    spent = _column("spent", "Money spent so far this year.")
    productivity = _column("productivity", "Private productivity θ.")
    culture = _column("culture", "Performance culture κ.")
    perceived_risk = _column("perceived_risk", "Probability of a monthly check it believes in, p̂.")
    credibility = _column("credibility", "Belief that announced use of results is delivered, γᵘ.")
    effort_output = _column("effort_output", "Effort on outputs.")
    effort_benefit = _column("effort_benefit", "Effort on benefits.")
    manipulation = _column("manipulation", "Attainment claimed beyond the truth, g.")
    diversion = _column("diversion", "Share of money it sets out to divert openly, d.")
    concealment = _column("concealment", "Share of money it diverts beyond the reach of checks, c.")
    sandbagging = _column("sandbagging", "Understatement of its proposed target, s.")
    target = _column("target", "Output target of the year, τ₁.")
    self_score = _column("self_score", "Self-score of the last closed year, 0–100.")
    external_score = _column("external_score", "External score that it would get, 0–100 (the researcher's).")

    @property
    def archetype(self) -> str:
        """Kind of department after Wilson: production, procedural, craft or coping."""
        return ARCHETYPES[int(self.model.world.traits.archetype[0, 0, self.row])]

    @property
    def name(self) -> str:
        """Name from the user's roster, or a number."""
        roster = self.model.settings.roster
        return f"department {self.row}" if roster is None else roster.names[self.row]

    @property
    def cohort(self) -> int:
        """Recorded year in which the first change of the scenario reaches it; 0 if none does."""
        return self.model.cohort(self.row)

    @property
    def treated(self) -> int:
        """Whether a change of the scenario has reached it by the current year, 1 or 0."""
        return int(0 < self.cohort <= self.model.year)

    @property
    def since(self) -> float:
        """Years since its cohort began, below 0 before; NaN if no change ever reaches it."""
        return float(self.model.year - self.cohort) if self.cohort else NOT_YET

    @property
    def levers(self) -> dict[str, Any]:
        """Levers in force for it this year, by name."""
        return self.model.levers_of(self.row)

    def decide(self, view: DepartmentView[float]) -> Decision[float]:
        """Choose the year's actions in January. The model's own rule has filled ``view.planned``: return it."""
        if view.planned is None:
            raise ValueError(told("fault-no-plan"))
        return view.planned


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
    engine
        As in ``simulate``. Compiled code is cut at months: attributes are read and written as with NumPy.
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
        engine: str | None = None,
        **kwargs: Any,
    ) -> None:
        self.seed = seed_of(seed, rng)
        super().__init__(rng=self.seed)
        settings = load_scenario(scenario)
        self.settings: Scenario = settings.replace(**_plain(kwargs)) if kwargs else settings
        self.year = 0
        self.month = 0
        amend = self._ask_departments if department_class.decide is not DepartmentAgent.decide else None
        self._run = single_run(
            self.settings, self.seed, engine, behaviour=behaviour, amend=amend, policy_rule=policy_rule
        )
        self.world = self._run.world
        self._history: list[Array] = []
        self.latest: dict[str, float] = dict.fromkeys(OUTCOMES, NOT_YET)
        self.bureau = FinanceBureauAgent(self)
        rows = range(self.settings.district.departments)
        self._department_list = [department_class(self, row) for row in rows]
        while self._run.in_burn_in:
            self._run.live_year()
        if self.settings.protocol.burn_in:
            self._remember()
        self.datacollector = OutcomeCollector(departments=collect_departments)

    def __repr__(self) -> str:
        departments = self.settings.district.departments
        when = f"year {self.year}, month {self.month}" if self.year else "not begun"
        return f"<BudgetModel {self.settings.name!r}: seed {self.seed}, {departments} departments, {when}>"

    def _repr_html_(self) -> str:
        return str(resolve_name("budgetsim.report.notebook:model_html")(self))

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
        import pandas as pd

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
            self._run.close_year()
            self._history.append(self._remember())
            if self.year >= self.settings.protocol.years:
                self.running = False
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

    def levers_of(self, row: int) -> dict[str, Any]:
        """Return the levers that are in force for a department in the current year, by name."""
        (policy,) = self._run.policies()
        assigned = {name: float(lever_of(name, policy, *self._assigned)[0, row]) for name in policy.layers}
        return self.levers_in_force() | assigned

    def cohort(self, row: int) -> int:
        """Return the recorded year in which the first change of the scenario reaches a department; 0: none does."""
        return int(cohorts_of(self.settings, self.settings.protocol.years, *self._assigned)[0, row])

    @property
    def _assigned(self) -> tuple[TraitShocks, Any]:
        """What decides who is treated: draws of traits, and archetypes (seed, department)."""
        return self._run.shocks.traits, self.world.traits.archetype[0]

    # Inside --------------------------------------------------------------------------------------------------

    def _remember(self) -> Array:
        self.latest = self._run.outcomes()
        return np.array(list(self.latest.values()))

    def _ask_departments(self, view: DepartmentView[Array], planned: Decision[Array]) -> Decision[Array]:
        """Let every department decide for itself, row by row, with the model's decision at hand."""
        shown = replace(view, planned=planned)
        parameters = self.settings.parameters
        choices = [agent.decide(shown.row(agent.row, parameters)) for agent in self._department_list]
        return _stacked(choices, type(self._department_list[0]).__name__)


def _stacked(choices: list[Decision[float]], name: str) -> Decision[Array]:
    for row, choice in enumerate(choices):
        if not isinstance(choice, Decision):
            raise DecisionError(
                told(
                    "fault-no-decision",
                    origin=f"{name}.decide",
                    type=type(choice).__name__,
                    department=str(row),
                )
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
