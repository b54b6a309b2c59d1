"""What is asked about the worth of information."""

from __future__ import annotations

from dataclasses import dataclass

from budgetsim.kinds.information.bearing import OWN, STANCE_NAMES
from budgetsim.kinds.scenarios.answer import BANDED
from budgetsim.posterior import Posterior
from budgetsim.report.declared import OUTCOMES
from budgetsim.report.results import PURPOSE
from budgetsim.scenario import Scenario
from budgetsim.studies import ask
from budgetsim.studies.ask import Faults, Where, asked
from budgetsim.studies.keep import LAST_YEARS, Keep
from budgetsim.studies.keeping import Kept, horizons_of
from budgetsim.studies.money import ACCOUNT, OF_MODEL, money, money_faults
from budgetsim.studies.parameters import (
    MOST_DRAWS,
    POINT,
    POSTERIOR,
    ParameterChoice,
    draw_faults,
    posterior_of,
)
from budgetsim.studies.untouched import inert_faults, late_faults
from budgetsim.studies.values import Choice, Outcome, Scenarios, Settings, Text, Whole

DRAWS = 512
"""Draws by default, or as many as there are: a worth is a mean over the few draws in which the choice would change."""
SEEDS = 16
"""Seeds of each scenario under every draw."""
STRUCTURE_DRAWS = 256
"""Draws under each other structure, at most: half, so that all of them together take three times the runs of the model
as declared, and intervals are wider by 40 %."""
FEWEST_DRAWS = 20


@dataclass(frozen=True)
class Question:
    """A decision between two scenarios or more, the first of them usually doing nothing."""

    scenarios: tuple[Scenario, ...] = asked(Scenarios(least=2), argument=True)
    outcome: str = asked(Outcome(), PURPOSE)
    stance: str = asked(Choice(lambda: STANCE_NAMES), OWN)
    settings: tuple[str, ...] = asked(Settings(), (), panel="running", flag="set")
    years: int | None = ask.years()
    parameters: str | Posterior = asked(ParameterChoice(), POSTERIOR, panel="running")
    draws: int | None = asked(Whole(FEWEST_DRAWS, MOST_DRAWS), None, panel="running")
    replications: int = ask.replications(SEEDS)
    seed: int = ask.first_seed()
    keep: Keep = asked(Kept(), Keep(means=LAST_YEARS), panel="output")
    money: str = money()
    name: str = asked(Text(), "", panel="file")

    def faults(self, where: Where) -> Faults:
        """Yield what is wrong between the fields."""
        yield lambda: late_faults(self.scenarios, self.years)
        yield lambda: inert_faults(self.scenarios, self.settings)
        yield lambda: money_faults(self.scenarios, self.money, where)
        yield lambda: draw_faults(self.parameters, self.draws, where, is_drawn=True)
        yield lambda: ask.seed_faults(self.seed, self.replications, where)
        yield lambda: ask.keep_faults(self.keep, where, self.needed, horizons_of(self.scenarios, self.years))
        if self.parameters == POINT:
            yield where.told("parameters", POINT, "information-fault-point")
        if OUTCOMES[self.outcome].direction == "neither":
            yield where.told("outcome", self.outcome, "information-fault-no-way")
        if self.money not in ("", OF_MODEL) and self.outcome not in ACCOUNT:
            yield where.told("money", self.money, "information-fault-money", outcome=self.outcome)
        if self.stance != OWN and self.outcome != PURPOSE:
            yield where.told("stance", self.stance, "information-fault-stance", outcome=PURPOSE)

    @property
    def needed(self) -> tuple[str, ...]:
        """Outcomes without which nothing can be told."""
        return (self.outcome,) if self.stance == OWN else BANDED

    @property
    def chosen_draws(self) -> int:
        """How many draws are taken."""
        return self.draws or min(DRAWS, len(posterior_of(self.parameters)))
