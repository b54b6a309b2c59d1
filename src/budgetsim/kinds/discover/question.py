"""What a discovery asks: which policy against which base, when it fails, and which parameters are uncertain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from budgetsim.kinds.discover.condition import PURPOSE, Condition
from budgetsim.kinds.discover.find import LEAST_STATES
from budgetsim.kinds.discover.values import (
    Against,
    Announced,
    Base,
    Delivered,
    Fails,
    FinishedRuns,
    Uncertain,
    condition_before,
    delivery_faults,
    moved_faults,
    usual_factors,
)
from budgetsim.posterior import Posterior
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.faults import Fault, ScenarioError
from budgetsim.scenario_files.revise import parse_setting
from budgetsim.seeds import MAX_SEED
from budgetsim.studies import ask
from budgetsim.studies.ask import Faults, Where, asked
from budgetsim.studies.factors import Factor, Place
from budgetsim.studies.keep import Keep
from budgetsim.studies.keeping import horizons_of
from budgetsim.studies.money import ACCOUNT, problem_of
from budgetsim.studies.parameters import POINT, draw_faults, draws, parameters, posterior_of
from budgetsim.studies.states import States, drawn_factor, states_of
from budgetsim.studies.store import StudyResult
from budgetsim.studies.study_file import is_study_file
from budgetsim.studies.untouched import fixed_faults, inert_faults
from budgetsim.studies.values import OtherScenario, Text, Whole, is_directory

BASE, POLICY = "wangcheng_2022", "reform_package"
"""What is asked about when nothing is named."""
USUAL = Condition(PURPOSE, "<", bound=0.0)
"""Condition when none is given: the policy destroys more than it yields."""
SAMPLES, REPLICATIONS = 2000, 6
"""Sizes when none are given: about twenty seconds on two processors. States are worth more than seeds: limits are
placed by states, while all states and both scenarios meet the same seeds, so that Monte-Carlo noise hardly turns a
verdict (how often it could is told)."""
FEW_STATES = 200
"""States under each other structure, at most. Half of them judge a box: they tell failing in 70 % of the states in it
from 40 % outside nine times in ten, and from more than half only with luck."""
MOST_STATES = 20_000
"""States that can be asked for: their scenarios are held in memory, and more states would place no limit better."""


@dataclass(frozen=True)
class OfRuns:
    """Another question about the runs of a finished sweep or discovery.

    ``policy`` and ``against`` are two scenarios of a sweep that are compared.
    """

    scenario: StudyResult = asked(FinishedRuns(), argument=True)
    policy: str = asked(Text(), "")
    against: str = asked(Text(), "")
    fails: Condition | None = asked(Fails(), None)

    def faults(self, where: Where) -> Faults:
        """Yield what is wrong between the fields."""
        named = [name for name in ("policy", "against") if getattr(self, name)]
        if self.scenario.about["command"] != "sweep":
            for name in named:
                yield where(name).told("", None, "discover-fault-own-runs")
        elif len(named) == 1:
            yield where(named[0]).told("", None, "discover-fault-both-scenarios")
        if self._known is None:
            directory = str(self.scenario.directory)
            yield where("fails").told("", None, "discover-fault-when-fails", directory=directory)
        if self.fails is not None and self.fails.money:
            yield where.told("fails", str(self.fails), "discover-fault-money-of-runs")

    @property
    def policy_name(self) -> str:
        """Name of the policy; empty where none is compared."""
        return str(self.policy or self.scenario.settings.get("policy", ""))

    @property
    def base_name(self) -> str:
        """Name of what it is compared with."""
        return str(self.against or self.scenario.settings.get("against", ""))

    @property
    def condition(self) -> Condition:
        """When a state counts as a failure."""
        return self._known or USUAL

    @cached_property
    def _known(self) -> Condition | None:
        """The condition that is given, or was asked last, or is usual; ``None`` where none of these is."""
        before = self.fails or condition_before(self.scenario.directory)
        return before or (USUAL if self.base_name else None)


@dataclass(frozen=True)
class Question:
    """When a policy fails.

    ``uncertain`` holds in both scenarios alike, from the start; ``delivered`` takes the place of what the policy sets,
    in the policy alone; without either, a usual set is uncertain. Each of the ``samples`` states is simulated under
    both scenarios and all seeds. Beneath what is named every state takes a draw of all other parameters that nobody
    knows; of the usual set those that are drawn have their values in it. The first states are met under every other
    structure of the model too.
    """

    scenario: Scenario = asked(Base(), BASE, argument=True)
    policy: Scenario = asked(OtherScenario(), POLICY)
    against: Scenario | None = asked(Against(), None)
    fails: Condition = asked(Fails(), USUAL)
    uncertain: tuple[Factor, ...] = asked(Uncertain("uncertainty"), ())
    delivered: tuple[Announced, ...] = asked(Delivered(), ())
    samples: int = asked(Whole(LEAST_STATES, MOST_STATES), SAMPLES, panel="design")
    design_seed: int = asked(Whole(0, MAX_SEED), 0, panel="design")
    settings: tuple[str, ...] = ask.settings()
    years: int | None = ask.years()
    parameters: str | Posterior = parameters()
    draws: int | None = draws()
    replications: int = ask.replications(REPLICATIONS)
    seed: int = ask.first_seed()
    behaviour: str = ask.behaviour()
    keep: Keep = ask.keep()
    name: str = asked(Text(), "", panel="file")

    @classmethod
    def understood(cls, given: Mapping[str, Any]) -> tuple[type[Any], Mapping[str, Any]]:
        """Return the question that is meant: of a directory another one; ``against`` names the base otherwise.

        Raises
        ------
        ScenarioError
            If the base is named twice.
        """
        what, against = given.get("scenario"), given.get("against")
        if what is not None and is_directory(what):
            return OfRuns, given
        if against is None or (str(what).endswith(".toml") and is_study_file(Path(str(what)))):
            return cls, given
        if what not in (None, against):
            about = {"base": str(what), "against": str(against)}
            raise ScenarioError(Place("").told("", None, "discover-fault-two-bases", **about))
        rest = {name: value for name, value in given.items() if name != "against"}
        return cls, {**rest, "scenario": against}

    def faults(self, where: Where) -> Faults:
        """Yield what is wrong between the fields."""
        yield lambda: ask.seed_faults(self.seed, self.replications, where)
        yield lambda: draw_faults(self.parameters, self.draws, where, is_drawn=self.is_drawn)
        yield lambda: self._keep_faults(where)
        yield lambda: self._money_faults(where)
        apart = list(self._incomparable(where))
        yield from apart
        if not apart:
            yield lambda: self._uncertainty_faults(where)

    def _keep_faults(self, where: Where) -> list[Fault]:
        horizons = horizons_of((self.base,), self.years, self.uncertain)
        return ask.keep_faults(self.keep, where, (self.condition.outcome,), horizons)

    def _money_faults(self, where: Where) -> list[Fault]:
        """Return what is wrong with a bound in money."""
        asked = self.fails
        if not asked.money:
            return []
        if asked.outcome not in ACCOUNT:
            return [where.told("fails", str(asked), "discover-fault-no-money", outcome=asked.outcome)]
        problem = problem_of((self.base, self.policy), asked.money)
        return [] if problem is None else [where.told("fails", str(asked), problem[0], **problem[1])]

    def _uncertainty_faults(self, where: Where) -> Iterator[Fault]:
        """Yield what is wrong with what is uncertain, and with settings beside it."""
        try:
            factors = self.factors
        except ScenarioError as error:
            yield from error.faults
            return
        if not factors:
            yield where("uncertain").told("", None, "discover-fault-nothing-uncertain")
        yield from self._factor_faults(where)
        named = self.uncertain or self.delivered
        # The usual range of a lever is about what the base has, so setting that has an effect.
        fixing = [factor for factor in self.unknown if named or not factor.key.startswith("policy.")]
        yield from fixed_faults(fixing, self.settings, years=self.years)
        yield from inert_faults(
            (self.base, self.policy), self.settings, self.unknown if named else (), self.code
        )

    def _incomparable(self, where: Where) -> Iterator[Fault]:
        """Yield the reasons why two scenarios cannot be compared with common random numbers."""
        one, two = self.base, self.policy
        if one.name == two.name:
            yield where("policy").told("", None, "discover-fault-policy-is-base", scenario=one.name)
            return
        for group, key in (("district", "departments"), ("protocol", "years"), ("protocol", "burn_in")):
            mine, other = (getattr(getattr(scenario, group), key) for scenario in (one, two))
            if mine != other:
                about = {"base": one.name, "policy": two.name, "key": key, "group": group}
                values = {"own": str(mine), "other": str(other)}
                yield where("policy").told("", None, "discover-fault-incomparable", **about, **values)
        last = max((change.year for scenario in (one, two) for change in scenario.changes), default=1)
        if self.years is not None and self.years < last:
            yield where.told("years", self.years, "discover-fault-years", year=str(last))

    def _factor_faults(self, where: Where) -> Iterator[Fault]:
        names = [factor.name for factor in self.factors]
        for factor in self.factors:
            place = where.factor("delivered" if factor in self.arriving else "uncertain", factor.name)
            if names.count(factor.name) > 1:
                yield place.told(factor.name, None, "discover-fault-twice")
            if len(factor.levels) == 1:
                yield place.told(factor.key, factor.levels[0], "discover-fault-one-value")
            faults_of = delivery_faults if factor in self.arriving else moved_faults
            yield from faults_of(factor, self.base, self.policy, place)

    @property
    def base(self) -> Scenario:
        """What the policy is compared with."""
        return self.against or self.scenario

    @property
    def base_name(self) -> str:
        """Its name."""
        return self.base.name

    @property
    def policy_name(self) -> str:
        """Name of the policy."""
        return self.policy.name

    @property
    def condition(self) -> Condition:
        """When a state counts as a failure."""
        return self.fails if self.base.money is None else self.fails.of_money(self.base.money)

    @property
    def seeds(self) -> tuple[int, ...]:
        """Seeds that every state meets."""
        return ask.seed_range(self.seed, self.replications)

    @property
    def code(self) -> dict[str, str]:
        """What replaces the model's own rules."""
        return {"behaviour": self.behaviour} if self.behaviour else {}

    @property
    def factors(self) -> tuple[Factor, ...]:
        """What states differ in."""
        return (*self.unknown, *self.arriving)

    @property
    def unknown(self) -> tuple[Factor, ...]:
        """What is uncertain in both scenarios."""
        return self._resolved[0]

    @property
    def arriving(self) -> tuple[Factor, ...]:
        """Delivered shares of what the policy announces."""
        return self._resolved[1]

    @property
    def is_drawn(self) -> bool:
        """Whether every state takes a draw of what is not named: unless declared values are asked for, or it is dear.

        It is dear with code of somebody's own, which runs one world after the other.
        """
        if self.parameters == "" and self.draws is None:
            return not self.code
        return bool(self.parameters != POINT)

    @cached_property
    def states(self) -> States | None:
        """The draws that states take in turn; ``None`` where parameters are as declared."""
        if not self.is_drawn:
            return None
        posterior = posterior_of(self.parameters)
        count = self.draws or min(self.samples, len(posterior))
        said = [parse_setting(text)[0].rpartition(".")[2] for text in self.settings]
        varied = [name for factor in self.uncertain for name in (factor.name, *factor.settings)]
        return states_of(posterior, (self.base, self.policy), count, said, varied=varied)

    @property
    def few(self) -> int:
        """States that are met under each other structure of the model: the first of all."""
        return min(self.samples, FEW_STATES)

    @property
    def from_draws(self) -> tuple[str, ...]:
        """Names of the factors that have the values of the draws."""
        if self.states is None or self.uncertain or self.delivered:
            return ()
        return tuple(factor.name for factor in self.unknown if factor.name in self.states.parameters)

    @cached_property
    def _resolved(self) -> tuple[tuple[Factor, ...], tuple[Factor, ...]]:
        if not self.uncertain and not self.delivered:
            unknown, arriving = usual_factors(self.base, self.policy)
            return tuple(self._as_drawn(unknown)), arriving
        arriving_now: list[Factor] = []
        faults: list[Fault] = []
        for announced in self.delivered:
            try:
                arriving_now.append(announced.between(self.base, self.policy))
            except ScenarioError as error:
                faults += error.faults
        if faults:
            raise ScenarioError(faults)
        return self.uncertain, tuple(arriving_now)

    def _as_drawn(self, unknown: Sequence[Factor]) -> Iterator[Factor]:
        """Yield usual factors, over the range of their draws where they are drawn; without those that are known."""
        names = posterior_of(self.parameters).names if self.states is not None else ()
        for factor in unknown:
            if self.states is None or factor.name not in names:
                yield factor
            elif factor.name in self.states.parameters:
                yield drawn_factor(factor.name, self.states.parameters[factor.name])
