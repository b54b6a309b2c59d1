"""What a comparison asks, and its one step."""

from __future__ import annotations

from dataclasses import dataclass

from budgetsim.kinds.compare.answer import Comparison, answer_of
from budgetsim.kinds.scenarios.answer import BANDED
from budgetsim.kinds.scenarios.question import (
    runs_behind,
    scenario_faults,
    states_behind,
    study_of,
)
from budgetsim.posterior import Posterior
from budgetsim.report.caveats import moved_levers
from budgetsim.report.declared import KEY_OUTCOMES
from budgetsim.scenario import Scenario
from budgetsim.studies import ask
from budgetsim.studies.ask import Faults, Where, asked
from budgetsim.studies.keep import Keep
from budgetsim.studies.kind import Steps
from budgetsim.studies.money import money, money_of
from budgetsim.studies.parameters import draws, parameters, replications
from budgetsim.studies.store import StudyResult
from budgetsim.studies.values import Outcomes, Scenarios, Text, Truth


@dataclass(frozen=True)
class Question:
    """Two scenarios or more under the same seeds; ``outcomes`` and ``every`` choose what is shown, not what is run."""

    scenarios: tuple[Scenario, ...] = asked(Scenarios(least=2), argument=True)
    outcomes: tuple[str, ...] = asked(Outcomes(), (), panel="output")
    every: bool = asked(Truth(), default=False, panel="output", flag="all")
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
        if self.outcomes and self.every:
            yield where.told("every", None, "compare-all-beside", outcomes=", ".join(self.outcomes))

    @property
    def needed(self) -> tuple[str, ...]:
        """Outcomes reported: net social value with its band, and those asked for."""
        return (*BANDED, *self.outcomes)

    @property
    def shown(self) -> tuple[str, ...]:
        """Outcomes that are shown."""
        return self.outcomes or (
            self.keep.names if self.every else self.keep.shown(KEY_OUTCOMES, KEY_OUTCOMES)
        )


def steps(question: Question) -> Steps[Comparison]:
    """Simulate the scenarios in the same worlds."""
    first, *others = question.scenarios
    result: StudyResult = yield study_of("compare", question, question.scenarios, states_behind(question))
    made = answer_of(
        result, question.shown, moved_levers(first, others), money_of(question.scenarios, question.money)
    )
    return made.made_of(runs_behind(question, question.scenarios, result))
