"""What a trial asks, and its faults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import count

from budgetsim.kinds.trial.estimators import CR1, DID, DID2S, ESTIMATORS, INFERENCES, LEVEL, WILD
from budgetsim.kinds.trial.outcomes import OUTCOMES
from budgetsim.kinds.trial.package import EXTRA, is_installed
from budgetsim.kinds.trial.package import NAME as PACKAGE
from budgetsim.kinds.trial.plan import (
    ASSIGNMENTS,
    DEPARTMENT,
    DISTRICT,
    LEAST_CONTROLS,
    UNITS,
    Cohort,
    Plan,
    Unit,
    proportional,
)
from budgetsim.kinds.trial.values import MOST_UNITS, Cohorts, Levers, Sizes, Treatment
from budgetsim.kinds.trial.worlds import Order
from budgetsim.model.measures import OUTCOMES as OF_DISTRICTS
from budgetsim.model.timeline import policies_by_year
from budgetsim.posterior import Posterior
from budgetsim.rounding import level
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.changes import RANDOM
from budgetsim.scenario_files.changes import levers as declared_levers
from budgetsim.scenario_files.faults import Fault, ScenarioError, listed
from budgetsim.scenario_files.revise import parse_setting
from budgetsim.studies import ask
from budgetsim.studies.ask import Faults, Where, asked
from budgetsim.studies.factors import Place
from budgetsim.studies.parameters import (
    POINT,
    draw_faults,
    draws,
    draws_of,
    parameters,
    posterior_of,
    replications,
)
from budgetsim.studies.states import States, states_of
from budgetsim.studies.study import Head
from budgetsim.studies.study_file import StudyFile
from budgetsim.studies.untouched import inert_faults
from budgetsim.studies.values import Choice, OneScenario, Text, Whole

WORLDS = 1000
"""Worlds with declared parameters."""
WORLDS_OF_A_DRAW = {DEPARTMENT: 16, DISTRICT: 2}
"""Worlds under every draw; those of whole districts are some dozens of seeds each."""
LEAST_TREATED = 2
"""Treated units that are needed where one after the other is left out, or signs are drawn anew."""
LEAST_RESAMPLED = next(units for units in count(1) if 2.0 / 2**units <= LEVEL)
"""Units that are needed where signs are drawn anew: a world and its mirror always reach its own t, so that p is never
below 2 of 2 ** units."""
CHECKED = 4
"""Worlds that the package estimates too."""
USUAL = (("monitoring_intensity", 0.5),)
USUAL_COHORTS = (Cohort(3, 12),)
USUAL_YEARS, USUAL_CONTROLS = 5, 12
MOST_SIZES = 12
PLAIN = ("outcome", "unit", "controls", "assignment", "years", "estimator", "inference", "seed", "checked")
"""Fields whose values stand for themselves."""


@dataclass(frozen=True)
class Measured(Choice):
    """What a trial measures; outcomes that nobody measures in departments are told as such."""

    def of_texts(self, texts: Sequence[str], place: Place) -> str:
        """As ``Value.of_texts``."""
        name = texts[-1].strip()
        if name in OF_DISTRICTS and name not in OUTCOMES:
            raise ScenarioError(place.told("", name, "trial-fault-outcome", outcomes=listed(OUTCOMES)))
        return super().of_texts(texts, place)

    def of_file(self, file: StudyFile, key: str) -> str | None:
        """As ``Value.of_file``."""
        text = file.text(key)
        return file.attempt(lambda: self.of_texts([text], file.place(key))) if text else None


@dataclass(frozen=True)
class Question:
    """A field trial, or a roll-out in cohorts, in worlds in which the truth is known."""

    scenario: Scenario = asked(OneScenario(), argument=True)
    treatment: Levers = asked(Treatment(), USUAL)
    outcome: str = asked(Measured(lambda: OUTCOMES), "audited_waste")
    unit: Unit = asked(Choice(lambda: UNITS), DEPARTMENT, panel="design")
    cohorts: tuple[Cohort, ...] = asked(Cohorts(), USUAL_COHORTS, panel="design")
    controls: int = asked(Whole(0, MOST_UNITS), USUAL_CONTROLS, panel="design")
    assignment: str = asked(Choice(lambda: ASSIGNMENTS), RANDOM, panel="design")
    years: int = asked(Whole(1, ask.MOST_YEARS), USUAL_YEARS, panel="design")
    sizes: tuple[int, ...] = asked(Sizes(), (), panel="design")
    estimator: str = asked(Choice(lambda: ESTIMATORS), "", panel="design")
    inference: str = asked(Choice(lambda: INFERENCES), CR1, panel="design")
    settings: tuple[str, ...] = ask.settings()
    parameters: str | Posterior = parameters()
    draws: int | None = draws()
    replications: int | None = replications()
    seed: int = ask.first_seed()
    checked: int = asked(Whole(0, ask.MOST_REPLICATIONS), CHECKED, panel="running")
    name: str = asked(Text(), "", panel="file")

    def faults(self, where: Where) -> Faults:
        """Yield what is wrong between the fields."""
        yield lambda: self._cohort_faults(where)
        yield lambda: self._unit_faults(where)
        yield lambda: self._size_faults(where)
        yield lambda: self._inference_faults(where)
        yield lambda: self._lever_faults(where)
        yield lambda: inert_faults([self.scenario], self.settings)
        yield lambda: draw_faults(self.parameters, self.draws, where, is_drawn=self.is_drawn)
        yield lambda: ask.seed_faults(self.seed, sum(map(len, self.seeds)), where)
        if self.checked and not is_installed():
            yield where.told("checked", self.checked, "trial-fault-package", package=PACKAGE, extra=EXTRA)

    def _cohort_faults(self, where: Where) -> list[Fault]:
        about = {"years": str(self.years)}
        late = [one.year for one in self.cohorts if one.year > self.years]
        early = [one.year for one in self.cohorts if one.year < 2]
        return [
            *(where.told("cohorts", year, "trial-fault-late", **about) for year in late),
            *(where.told("cohorts", year, "trial-fault-early") for year in early),
        ]

    def _unit_faults(self, where: Where) -> list[Fault]:
        faults = []
        if self.controls < LEAST_CONTROLS:
            faults.append(
                where.told("controls", self.controls, "trial-fault-controls", least=str(LEAST_CONTROLS))
            )
        if self.unit == DISTRICT and self.assignment != RANDOM:
            faults.append(where.told("assignment", self.assignment, "trial-fault-assignment"))
        if self.unit == DEPARTMENT and self.size > self.population:
            about = {
                "units": str(self.size),
                "departments": str(self.population),
                "scenario": self.scenario.name,
            }
            faults.append(where.told("cohorts", None, "trial-fault-many", **about))
        return faults

    def _size_faults(self, where: Where) -> list[Fault]:
        faults = []
        for size in self.sizes:
            parts = proportional(size, [*(one.units for one in self.cohorts), self.controls])
            if min(parts[:-1]) < 1 or parts[-1] < LEAST_CONTROLS:
                faults.append(where.told("sizes", size, "trial-fault-small", least=str(LEAST_CONTROLS)))
            elif self.unit == DEPARTMENT and size > self.population:
                about = {"departments": str(self.population), "scenario": self.scenario.name}
                faults.append(where.told("sizes", size, "trial-fault-large", **about))
        if len(self.sizes) > MOST_SIZES:
            faults.append(where.told("sizes", len(self.sizes), "trial-fault-sizes", most=str(MOST_SIZES)))
        return faults

    def _inference_faults(self, where: Where) -> list[Fault]:
        """Return what is wrong with tests that leave out units, or draw worlds of one regression anew."""
        faults = []
        if self.inference == WILD and self.chosen_estimator == DID2S:
            faults.append(where.told("inference", self.inference, "trial-fault-wild"))
        few = [plan.size for plan in self.plans if plan.treated < LEAST_TREATED]
        if self.inference != CR1 and few:
            about = {"least": str(LEAST_TREATED), "units": str(few[0])}
            faults.append(where.told("inference", self.inference, "trial-fault-few-treated", **about))
        small = [plan.size for plan in self.plans if plan.size < LEAST_RESAMPLED]
        if self.inference == WILD and small:
            about = {"least": str(LEAST_RESAMPLED), "units": str(small[0]), "p": level(2.0 / 2 ** small[0])}
            faults.append(where.told("inference", self.inference, "trial-fault-few-signs", **about))
        return faults

    def _lever_faults(self, where: Where) -> list[Fault]:
        """Return what is wrong with the treatment in this scenario: it must move levers, and nothing may undo it."""
        faults = []
        if self.unit == DEPARTMENT:
            may = listed(name for name, about in declared_levers().items() if about.by_department)
            whole = [name for name, _ in self.treatment if not declared_levers()[name].by_department]
            faults += [
                where.told("treatment", name, "trial-fault-whole-district", levers=may) for name in whole
            ]
        first = min(one.year for one in self.cohorts)
        there = policies_by_year(self.scenario, first)[-1]
        if all(there.values[name] == value and name not in there.layers for name, value in self.treatment):
            faults.append(where.told("treatment", None, "trial-fault-nothing", scenario=self.scenario.name))
        for change in self.scenario.changes:
            shared = [name for name, _ in self.treatment if name in change.levers]
            if shared and first < change.year <= self.years:
                about = {"lever": shared[0], "year": str(change.year), "scenario": self.scenario.name}
                faults.append(where.told("treatment", shared[0], "trial-fault-undone", **about))
        return faults

    @property
    def is_drawn(self) -> bool:
        """Whether parameters are drawn."""
        return bool(self.parameters != POINT)

    @property
    def population(self) -> int:
        """Departments of the district."""
        return self.scenario.district.departments

    @property
    def size(self) -> int:
        """Measured units."""
        return sum(one.units for one in self.cohorts) + self.controls

    @property
    def plan(self) -> Plan:
        """The trial that is asked for."""
        return Plan(
            self.scenario,
            dict(self.treatment),
            self.cohorts,
            self.controls,
            self.years,
            self.unit,
            self.assignment,
        )

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The trial in every size, its own among them; by default half, one and a half and twice as large too."""
        usual = [self.size // 2, self.size * 3 // 2, self.size * 2]
        least = [*(one.units for one in self.cohorts), self.controls]
        if not self.sizes:
            usual = [
                size
                for size in usual
                if (self.unit == DISTRICT or size <= self.population)
                and min(proportional(size, least)[:-1]) >= 1
                and proportional(size, least)[-1] >= LEAST_CONTROLS
            ]
        return tuple(self.plan.of_size(size) for size in sorted({*(self.sizes or usual), self.size}))

    @property
    def chosen_estimator(self) -> str:
        """The estimator that is told first: with several cohorts one that is not led astray by effects that differ."""
        return self.estimator or (DID if len(self.cohorts) == 1 else DID2S)

    @property
    def worlds(self) -> int:
        """Worlds under every draw."""
        return self.replications or (WORLDS_OF_A_DRAW[self.unit] if self.is_drawn else WORLDS)

    @property
    def seeds(self) -> tuple[tuple[int, ...], ...]:
        """Seeds of every draw, which are its own; a trial among districts takes one for each of them."""
        each = self.worlds * (max(plan.size for plan in self.plans) if self.unit == DISTRICT else 1)
        draws = draws_of(self.parameters, self.draws) if self.is_drawn else 1
        return tuple(ask.seed_range(self.seed + draw * each, each) for draw in range(draws))

    @property
    def states(self) -> States:
        """The draws that worlds meet."""
        said = [parse_setting(text)[0].rpartition(".")[2] for text in self.settings]
        if not self.is_drawn:
            return States("", {}, {}, 0)
        count = draws_of(self.parameters, self.draws)
        return states_of(posterior_of(self.parameters), [self.scenario], count, said, structures={})

    def head(self) -> Head:
        """Return what determines a trial."""
        plain = {one.name: getattr(self, one.name) for one in fields(self) if one.name in PLAIN}
        settings = plain | {
            "scenario": self.scenario.to_dict() | {"description": "", "extends": ""},
            "treatment": dict(self.treatment),
            "cohorts": {str(one.year): one.units for one in self.cohorts},
            "sizes": [plan.size for plan in self.plans],
            "draws": self.states.draws,
            "parameters": posterior_of(self.parameters).digest if self.is_drawn else POINT,
            "worlds": self.worlds,
        }
        return Head("trial", self.name or self.scenario.name, settings)

    @property
    def order(self) -> Order:
        """All worlds of it."""
        return Order(self.plans, self.outcome, self.states, self.seeds, self.worlds)
