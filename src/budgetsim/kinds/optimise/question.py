"""What a search for policy mixes asks: levers within ranges, objectives, a budget, and uncertain parameters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from budgetsim.declarations.renamed import current
from budgetsim.kinds.optimise.front import MEASURES
from budgetsim.model.measures import OUTCOMES
from budgetsim.posterior import Posterior
from budgetsim.scenario import Change, Scenario, ScenarioError, load_scenario, scenario_names
from budgetsim.scenario_files.faults import Fault
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.scenario_files.revise import parse_setting
from budgetsim.seeds import MAX_SEED
from budgetsim.studies import ask
from budgetsim.studies.ask import Faults, Where, asked
from budgetsim.studies.band import FUNDS, GAIN, VALUE
from budgetsim.studies.factors import Factor, Place, make_factor
from budgetsim.studies.keep import Keep
from budgetsim.studies.keeping import horizons_of
from budgetsim.studies.money import money, money_faults
from budgetsim.studies.parameters import POINT, draw_faults, draws, draws_of, parameters, posterior_of
from budgetsim.studies.states import States, states_of
from budgetsim.studies.study import Head
from budgetsim.studies.study_file import StudyFile
from budgetsim.studies.untouched import fixed_faults, inert_faults
from budgetsim.studies.values import (
    Choice,
    Factors,
    OneScenario,
    OtherScenario,
    Real,
    Text,
    Value,
    Whole,
    split_names,
    texts_of,
)

Way = Literal["max", "min"]

COST = "administrative_cost"
"""Outcome that the budget limits."""
USUAL = ("public_value", "net_social_value", COST, "manipulation", "budget_gini")
"""Objectives when none are named: value, cost, honesty and inequality. Public value alone counts no effort and no risk
of departments; without net social value beside it the search finds mixes that destroy more than they yield."""
ASSUMED_WAYS: dict[str, Way] = {"budget_gini": "min"}
"""Directions of outcomes that declare none. Inequality is the less, the better (assumed: it has no good side by
itself; where budgets should differ more, write ``budget_gini:max``)."""
WAYS: dict[str, Way | None] = {"up": "max", "down": "min", "neither": None}
MOST_OBJECTIVES = 6
"""Objectives beyond which nearly every mix is on the front, and nothing is told by it."""


@dataclass(frozen=True)
class Objective:
    """One outcome, and which way is better."""

    name: str
    way: Way

    @property
    def sign(self) -> float:
        """What turns the outcome into a loss."""
        return 1.0 if self.way == "min" else -1.0

    def __str__(self) -> str:
        return f"{self.name}:{self.way}"


@dataclass(frozen=True)
class Objectives(Value):
    """Objectives by comma, written as ``NAME``, ``NAME:max`` or ``NAME:min``."""

    metavar = "A,B,…"

    def of_texts(self, texts: Sequence[str], place: Place) -> tuple[Objective, ...]:
        """As ``Value.of_texts``."""
        return objectives_of(split_names(texts), place)

    def of_file(self, file: StudyFile, key: str) -> tuple[Objective, ...] | None:
        """As ``Value.of_file``."""
        named = texts_of(file, key)
        return None if named is None else file.attempt(lambda: objectives_of(named, file.place(key)))

    def of_python(self, given: Any, place: Place) -> tuple[Objective, ...]:
        """As ``Value.of_python``."""
        items = [given] if isinstance(given, str) or not isinstance(given, Iterable) else list(given)
        return self.of_texts(list(map(str, items)), place)

    def options(self) -> Sequence[str]:
        """As ``Value.options``."""
        return [name for outcome in OUTCOMES for name in (outcome, f"{outcome}:max", f"{outcome}:min")]


def objectives_of(named: Sequence[str], place: Place) -> tuple[Objective, ...]:
    """Return objectives written as ``NAME`` or ``NAME:max`` or ``NAME:min``.

    Raises
    ------
    ScenarioError
        With every one that is no outcome, has no better way, or comes twice.
    """
    objectives: list[Objective] = []
    faults: list[Fault] = []
    for text in named:
        name, colon, way = (part.strip() for part in text.partition(":"))
        name = current(name)
        fault = _fault(name, way if colon else None, [earlier.name for earlier in objectives], place)
        if fault:
            faults.append(fault)
            continue
        objectives.append(Objective(name, way if colon else _way_of(name)))  # type: ignore[arg-type] # checked
    if not named:
        faults.append(place.told("objectives", None, "optimise-fault-no-objective"))
    if len(named) > MOST_OBJECTIVES:
        most = str(MOST_OBJECTIVES)
        faults.append(place.told("objectives", len(named), "optimise-fault-many-objectives", most=most))
    if faults:
        raise ScenarioError(faults)
    return tuple(objectives)


def _way_of(name: str) -> Way | None:
    return WAYS[OUTCOMES[name].direction] or ASSUMED_WAYS.get(name)


def _fault(name: str, way: str | None, earlier: Sequence[str], place: Place) -> Fault | None:
    if name not in OUTCOMES:
        return place.told("objectives", name, "optimise-fault-outcome", did_you_mean(name, OUTCOMES))
    if way is not None and way not in ("max", "min"):
        return place.told("objectives", f"{name}:{way}", "optimise-fault-direction", outcome=name)
    if way is None and _way_of(name) is None:
        return place.told("objectives", name, "optimise-fault-neither", outcome=name)
    return place.told("objectives", name, "optimise-fault-twice") if name in earlier else None


REFORM = "reform_package"
"""The funded reference reform: the levers that it moves are sought over when none are named."""
REFERENCES = ("reform_package", "reform_unfunded")
"""Reforms shown beside the front when none are named."""
REFORM_YEAR = 3
"""Year in which mixes begin when none is named: that of the reference reforms."""
ALGORITHMS = ("sms_emoa", "nsga2", "nsga3")
"""Searches by name; the first is the default. On the default problem, with equally many simulations, it reached more
hypervolume than the others (docs/optimise.md)."""
POPULATION, GENERATIONS, REPLICATIONS, STATES = 48, 120, 8, 8
"""Sizes when none are given: a search of less than a minute on two processors. Generations are those of many levers."""
FEWEST_GENERATIONS, PER_LEVER = 20, 10
"""Generations when none are given: so many, and so many more for each lever; fewer levers are sooner searched."""
SEEDS_IN_STATES = {"mean": 2, "worst_decile": 4, "regret": 2}
"""Seeds of the search in each state when none are given: states differ already, and eight states under eight seeds each
would take eight times the runs; a worst tenth needs more of both."""
MATERIAL = 0.01
"""Share of the status quo by which the mixes of the first generation must differ in an objective, beyond chance
(standard deviation), for it to be sought (assumed). In one that hardly answers to the levers mixes differ by
Monte-Carlo noise, and nearly every mix would be on the front for being the luckiest somewhere."""
SEEDS_OF_DRAWS = {"mean": 1, "worst_decile": 4, "regret": 2}
"""The same where states are draws of parameters: twice the runs bring nothing that shows (docs/optimise.md)."""
FRESH_PER_SEED = 8
"""Fresh seeds of the final check for each seed of the search, when their number is not given."""
FRESH_OF_A_DRAW = 8
"""Fresh seeds of each draw in the final check, when their number is not given."""
MANY_MIXES, MANY_GENERATIONS, MANY_STATES = 2000, 10_000, 1000
NO_REFERENCE = "none"


@dataclass(frozen=True)
class References(Value):
    """Reforms to compare with, by name or path; ``none`` for none."""

    metavar = "A,B,…"

    def of_texts(self, texts: Sequence[str], place: Place) -> tuple[str, ...]:
        """As ``Value.of_texts``."""
        del place
        return tuple(name for name in split_names(texts) if name != NO_REFERENCE)

    def of_file(self, file: StudyFile, key: str) -> tuple[str, ...] | None:
        """As ``Value.of_file``."""
        names = texts_of(file, key)
        return None if names is None else tuple(name for name in names if name != NO_REFERENCE)

    def of_python(self, given: Any, place: Place) -> tuple[str, ...]:
        """As ``Value.of_python``."""
        items = list(given) if isinstance(given, Iterable) and not isinstance(given, str) else [given]
        return self.of_texts(list(map(str, items)), place)

    def options(self) -> Sequence[str]:
        """As ``Value.options``."""
        return [*scenario_names(), NO_REFERENCE]


@dataclass(frozen=True)
class Question:
    """A search for mixes of levers.

    ``levers`` are sought over, by default those of the funded reform. Every mix meets ``states``: draws of all
    ``parameters`` that nobody knows, of which the final check meets ``draws`` others; or, of what is ``uncertain``
    within ranges of one's own, all else as declared, as many new ones in the check. ``budget`` is the largest
    administrative cost per department and year, ``None`` without a limit; ``robust`` says how results over states and
    seeds count; ``replications`` are the seeds of the search, ``fresh`` those of the final check. Mixes are reforms of
    ``from_year``. An objective in which mixes differ, beyond chance, by less than ``material`` of its status quo is
    told but not sought. ``references`` are reforms to compare with; they are made to begin in the same year. Sizes that
    are ``None`` follow from the others.
    """

    scenario: Scenario = asked(OneScenario(), "wangcheng_2022", argument=True)
    levers: tuple[Factor, ...] = asked(Factors("lever"), ())
    objectives: tuple[Objective, ...] = asked(Objectives(), objectives_of(USUAL, Place("objectives")))
    budget: float | None = asked(Real(), None)
    material: float = asked(Real(0.0, 1.0), MATERIAL)
    from_year: int | None = asked(Whole(1, ask.MOST_YEARS), None)
    references: tuple[str, ...] = asked(References(), REFERENCES)
    uncertain: tuple[Factor, ...] = asked(Factors("uncertainty"), ())
    states: int | None = asked(Whole(2, MANY_STATES), None)
    robust: str = asked(Choice(lambda: MEASURES), "mean")
    population: int = asked(Whole(4, MANY_MIXES), POPULATION, panel="design")
    generations: int | None = asked(Whole(1, MANY_GENERATIONS), None, panel="design")
    algorithm: str = asked(Choice(lambda: ALGORITHMS), ALGORITHMS[0], panel="design")
    search_seed: int = asked(Whole(0, MAX_SEED), 0, panel="design")
    settings: tuple[str, ...] = ask.settings()
    years: int | None = ask.years()
    parameters: str | Posterior = parameters()
    draws: int | None = draws()
    replications: int | None = asked(Whole(1, ask.MOST_REPLICATIONS), None, panel="running")
    fresh: int | None = asked(Whole(1, ask.MOST_REPLICATIONS), None, panel="running")
    seed: int = ask.first_seed()
    behaviour: str = ask.behaviour()
    keep: Keep = ask.keep()
    money: str = money()
    name: str = asked(Text(), "", panel="file")

    def faults(self, where: Where) -> Faults:
        """Yield what is wrong between the fields."""
        yield lambda: fixed_faults(self.uncertain, self.settings, years=self.years)
        yield lambda: money_faults((self.scenario,), self.money, where)
        yield lambda: draw_faults(self.parameters, self.draws, where, is_drawn=self.is_drawn)
        yield lambda: ask.seed_faults(self.seed, len(self.seeds) + self.fresh_count, where)
        yield lambda: self._keep_faults(where)
        yield lambda: self._varied_twice(where)
        yield lambda: self._without_effect(where)
        wrong_years = list(self._wrong_years(where))
        yield from wrong_years
        if wrong_years:
            return
        factors = (*self.varied, *self.uncertain)
        yield lambda: inert_faults((self.base,), self.settings, factors, self.code)
        yield lambda: self._overruled(where)
        yield lambda: self._wrong_references(where)

    def _keep_faults(self, where: Where) -> list[Fault]:
        told = (*self.outcomes, VALUE, GAIN, FUNDS)
        return ask.keep_faults(self.keep, where, told, horizons_of((self.base,), None, self.uncertain))

    def _varied_twice(self, where: Where) -> Iterator[Fault]:
        names = [factor.name for factor in (*self.varied, *self.uncertain)]
        for factor in dict.fromkeys(factor.key for factor in (*self.varied, *self.uncertain)):
            if names.count(factor.rpartition(".")[2]) > 1:
                key = "uncertain" if factor in [one.key for one in self.uncertain] else "levers"
                yield where(key).told(factor, None, "optimise-fault-varied-twice")

    def _without_effect(self, where: Where) -> Iterator[Fault]:
        """Yield what asks about several states where there is one, or about two kinds of them."""
        if self.uncertain and self.is_drawn:
            yield where.told("uncertain", self.uncertain[0].name, "optimise-fault-drawn-already")
        if self.uncertain or self.is_drawn:
            return
        if self.robust == "regret":
            yield where.told("robust", self.robust, "optimise-fault-one-state")
        if self.states is not None:
            yield where.told("states", self.states, "optimise-fault-states")

    def _wrong_years(self, where: Where) -> Iterator[Fault]:
        late = max((change.year for change in self.scenario.changes), default=0)
        if self.years is not None and late > self.years:
            about = {"scenario": self.scenario.name, "year": str(late)}
            yield where.told("years", self.years, "optimise-fault-years", **about)
        elif self.reform_year > self.horizon:
            about = {"scenario": self.scenario.name, "years": str(self.horizon)}
            yield where.told("from_year", self.from_year, "optimise-fault-from-year", **about)

    def _overruled(self, where: Where) -> Iterator[Fault]:
        """Yield what is uncertain at first, and then set by a change of the scenario."""
        for factor in self.uncertain:
            late = [change.year for change in self.base.changes if factor.name in change.levers]
            if late:
                about = {"scenario": self.base.name, "year": str(late[0])}
                place = where.factor("uncertain", factor.name)
                yield place.told(factor.key, None, "optimise-fault-overruled", **about)

    def _wrong_references(self, where: Where) -> Iterator[Fault]:
        names: list[str] = []
        for name in self.references:
            try:
                reform = OtherScenario().of_texts([name], where("references"))
            except ScenarioError as error:
                yield from error.faults
                continue
            try:
                if not reform.changes:
                    yield where.told("references", name, "optimise-fault-no-reform")
                    continue
                if reform.name in names:
                    yield where.told("references", name, "optimise-fault-twice")
                names.append(reform.name)
                transplanted(reform, self.base, self.reform_year)
            except ScenarioError as error:
                about = {"year": str(self.reform_year), "scenario": self.base.name, "problem": str(error)}
                yield where.told("references", name, "optimise-fault-reform", **about)

    @cached_property
    def base(self) -> Scenario:
        """The scenario from which mixes depart: the status quo."""
        return self.scenario if self.years is None else self.scenario.replace(years=self.years)

    @property
    def title(self) -> str:
        """Name of the study."""
        return self.name or self.scenario.name

    @cached_property
    def varied(self) -> tuple[Factor, ...]:
        """Levers that are sought over."""
        return self.levers or usual_levers([factor.name for factor in self.uncertain])

    @property
    def horizon(self) -> int:
        """Recorded years."""
        return self.years or self.scenario.protocol.years

    @property
    def reform_year(self) -> int:
        """Year in which mixes begin."""
        return min(REFORM_YEAR, self.horizon) if self.from_year is None else self.from_year

    @cached_property
    def reforms(self) -> tuple[Scenario, ...]:
        """The reforms to compare with, on the base and from the year of the mixes on."""
        return tuple(
            transplanted(load_scenario(name), self.base, self.reform_year) for name in self.references
        )

    @property
    def seeds(self) -> tuple[int, ...]:
        """Seeds of the search."""
        usual = SEEDS_OF_DRAWS if self.is_drawn else SEEDS_IN_STATES if self.uncertain else {}
        return ask.seed_range(self.seed, self.replications or usual.get(self.robust, REPLICATIONS))

    @property
    def fresh_count(self) -> int:
        """Number of seeds of the final check."""
        return self.fresh or (FRESH_OF_A_DRAW if self.is_drawn else FRESH_PER_SEED * len(self.seeds))

    @property
    def fresh_seeds(self) -> tuple[int, ...]:
        """Seeds of the final check: the next after those of the search, none in common."""
        return ask.seed_range(self.seed + len(self.seeds), self.fresh_count)

    @property
    def state_count(self) -> int:
        """Number of states of what is not known that the search meets; one where nothing is."""
        return (self.states or STATES) if self.uncertain or self.is_drawn else 1

    @property
    def check_count(self) -> int:
        """Number of states that the final check meets."""
        return draws_of(self.parameters, self.draws) if self.is_drawn else self.state_count

    @property
    def is_drawn(self) -> bool:
        """Whether states are draws of all parameters that are not known.

        They are not where declared parameters are asked for, where somebody says what is uncertain, or where code of
        somebody's own, which runs one world after the other, makes them dear.
        """
        if self.parameters == "":
            return not self.code and not self.uncertain
        return bool(self.parameters != POINT)

    @cached_property
    def posterior(self) -> Posterior:
        """The draws that are meant."""
        return posterior_of(self.parameters)

    def drawn_states(self, count: int, structures: Mapping[str, Mapping[str, Any]]) -> States:
        """Return so many draws, the first of the line, and other structures of the model."""
        return states_of(self.posterior, (self.base, *self.reforms), count, self.said, structures)

    @property
    def said(self) -> dict[str, str]:
        """What is set, as it was written, by bare name."""
        return {parse_setting(text)[0].rpartition(".")[2]: text for text in self.settings}

    @property
    def generation_count(self) -> int:
        """Number of generations."""
        return self.generations or min(GENERATIONS, FEWEST_GENERATIONS + PER_LEVER * len(self.varied))

    @property
    def code(self) -> dict[str, str]:
        """Code of the user's own by its role."""
        return {"behaviour": self.behaviour} if self.behaviour else {}

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Outcomes that the search needs: the objectives, and the cost if there is a budget."""
        names = [objective.name for objective in self.objectives]
        return tuple(dict.fromkeys([*names, COST] if self.budget is not None else names))

    def head(self) -> Head:
        """Return what identifies the search.

        The number of generations is left out: what they are does not depend on how many follow, so that a search
        which is asked for more goes on where it ended.
        """
        about = {
            "factors": [factor.to_dict() for factor in (*self.varied, *self.uncertain)],
            "base": _resolved(self.base),
            "references": [_resolved(reform) for reform in self.reforms],
            "objectives": [str(objective) for objective in self.objectives],
            "code": self.code,
            "seeds": list(self.seeds),
            "budget": self.budget,
            "robust": self.robust,
            "states": self.state_count,
            "fresh": self.fresh_count,
            "population": self.population,
            "search_seed": self.search_seed,
            "from_year": self.reform_year,
            "algorithm": self.algorithm,
            "material": self.material,
            **({"draws": self.check_count, "posterior": self.posterior.digest} if self.is_drawn else {}),
            **self.keep.settings(),
        }
        return Head("optimise", self.title, about)


def usual_levers(uncertain: Sequence[str] = ()) -> tuple[Factor, ...]:
    """Return the levers that are sought over when none are named, over their ranges in studies.

    They stand in the order of the reference reform; what is uncertain is none of them.
    """
    names = dict.fromkeys(lever for change in load_scenario(REFORM).changes for lever in change.levers)
    place = Place("levers")
    return tuple(make_factor(name, None, "lever", place) for name in names if name not in uncertain)


def transplanted(reform: Scenario, base: Scenario, year: int) -> Scenario:
    """Return the changes of a reform on another base, so that the first of them comes in a given year.

    Raises
    ------
    ScenarioError
        If a change would come after the last year, or is not allowed there.
    """
    shift = year - min(change.year for change in reform.changes)
    moved = [Change(c.year + shift, dict(c.levers), c.share, c.assignment) for c in reform.changes]
    return base.placed(name=reform.name, changes=[*base.changes, *moved])


def _resolved(scenario: Scenario) -> dict[str, Any]:
    """Everything of a scenario that can change numbers."""
    return {key: value for key, value in scenario.to_dict().items() if key not in ("description", "extends")}
