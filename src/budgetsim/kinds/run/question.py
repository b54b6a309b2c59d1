"""What a run asks, and its one step."""

from __future__ import annotations

from dataclasses import dataclass

from budgetsim.kinds.run.answer import RunAnswer, answer_of
from budgetsim.kinds.scenarios.question import (
    runs_behind,
    scenario_faults,
    states_behind,
    study_of,
)
from budgetsim.posterior import Posterior
from budgetsim.scenario import Scenario
from budgetsim.studies import ask
from budgetsim.studies.ask import Faults, Where, asked
from budgetsim.studies.keep import Keep
from budgetsim.studies.kind import Steps
from budgetsim.studies.money import money, money_of
from budgetsim.studies.parameters import draws, parameters, replications
from budgetsim.studies.store import StudyResult
from budgetsim.studies.values import OneScenario, Text


@dataclass(frozen=True)
class Question:
    """A scenario, simulated under many seeds."""

    scenario: Scenario = asked(OneScenario(), argument=True)
    settings: tuple[str, ...] = ask.settings()
    years: int | None = ask.years()
    parameters: str | Posterior = parameters()
    draws: int | None = draws()
    replications: int | None = replications()
    seed: int = ask.first_seed()
    policy_rule: str = ask.policy_rule()
    behaviour: str = ask.behaviour()
    departments: bool = ask.departments()
    keep: Keep = ask.keep()
    money: str = money()
    name: str = asked(Text(), "", panel="file")

    def faults(self, where: Where) -> Faults:
        """Yield what is wrong between the fields."""
        yield from scenario_faults(self, where)

    needed = ()
    """Outcomes without which nothing could be told: it tells those that are kept."""

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The scenario, as one of several."""
        return (self.scenario,)


def steps(question: Question) -> Steps[RunAnswer]:
    """Simulate the scenario."""
    result: StudyResult = yield study_of("run", question, question.scenarios, states_behind(question))
    made = answer_of(result, money_of(question.scenarios, question.money))
    return made.made_of(runs_behind(question, question.scenarios, result))
