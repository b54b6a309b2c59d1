"""What is sought: levers within ranges, objectives with their directions, a budget, and what nobody knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from budgetsim.declarations import declarations
from budgetsim.measures import OUTCOMES
from budgetsim.scenario import Scenario, ScenarioError, load_scenario
from budgetsim.scenario_files.faults import Fault
from budgetsim.scenario_files.names import did_you_mean
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import Factor, Place, make_factor
from budgetsim.studies.optimise.robust import MEASURES

Way = Literal["max", "min"]

COST = "administrative_cost"
"""Outcome that the budget limits."""
REFORM = "reform_package"
"""The funded reference reform: the levers that it moves are sought over when none are named."""
OBJECTIVES = ("public_value", "net_social_value", COST, "manipulation", "budget_gini")
"""Objectives when none are named: value, cost, honesty and inequality. Public value alone counts no effort and no risk
of departments; without net social value beside it the search finds mixes that destroy more than they yield."""
OWN_WAYS: dict[str, Way] = {"budget_gini": "min"}
"""Directions of outcomes that declare none. Inequality is the less, the better (assumed: it has no good side by
itself; where budgets should differ more, write ``budget_gini:max``)."""
WAYS: dict[str, Way | None] = {"up": "max", "down": "min", "neither": None}
MOST_OBJECTIVES = 6
"""Objectives beyond which nearly every mix is on the front, and nothing is told by it."""
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
"""Seeds of the search in each state when none are given: states tell worlds apart already, and eight states under eight
seeds each would take eight times the runs; a worst tenth needs more worlds."""
MATERIAL = 0.01
"""Share of the status quo by which the mixes of the first generation must differ in an objective, beyond chance
(standard deviation), for it to be sought (assumed). In one that hardly answers to the levers mixes differ by luck, and
nearly every mix would be on the front for being the luckiest somewhere."""
RESOLUTION = 0.001
"""Share of the status quo below which differences between mixes count for nothing (assumed: nobody would give up
anything for them)."""
FRESH_PER_SEED = 8
"""Fresh seeds of the final check for each seed of the search, when their number is not given."""
LIMITS = {"population": (4, 2000), "generations": (1, 10_000), "states": (2, 1000)}
"""Least and most of each size."""


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
class Optimisation:
    """A question of optimisation.

    ``levers`` are sought over; ``uncertainties`` are drawn ``states`` times; ``budget`` is the largest administrative
    cost per department and year, ``None`` without a limit; ``robust`` says how results over states and seeds count;
    ``seeds`` are those of the search, ``fresh`` is the number of seeds of the final check. Mixes are reforms of
    ``from_year``. An objective in which mixes differ, beyond chance, by less than ``material`` of its status quo is
    told but not sought. ``references`` are reforms to compare with; they are made to begin in the same year.

    Raises
    ------
    StudyError
        If something is missing, contradicts something else, or is out of its range.
    """

    name: str
    base: Scenario
    levers: tuple[Factor, ...]
    objectives: tuple[Objective, ...]
    uncertainties: tuple[Factor, ...] = ()
    references: tuple[Scenario, ...] = ()
    budget: float | None = None
    robust: str = "mean"
    states: int = 1
    seeds: tuple[int, ...] = tuple(range(REPLICATIONS))
    fresh: int = REPLICATIONS * FRESH_PER_SEED
    population: int = POPULATION
    generations: int = GENERATIONS
    search_seed: int = 0
    from_year: int = REFORM_YEAR
    algorithm: str = ALGORITHMS[0]
    material: float = MATERIAL
    code: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for problem in (_lacking(self), _double(self), _aimless(self), _misplaced(self)):
            if problem:
                raise StudyError(problem)

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Outcomes that the search needs: the objectives, and the cost if there is a budget."""
        names = [objective.name for objective in self.objectives]
        return tuple(dict.fromkeys([*names, COST] if self.budget is not None else names))

    @property
    def fresh_seeds(self) -> tuple[int, ...]:
        """Seeds of the final check: the next after those of the search, none in common."""
        first = max(self.seeds) + 1
        return tuple(range(first, first + self.fresh))

    def about(self) -> dict[str, Any]:
        """Return everything that determines the search, as plain values.

        The number of generations is left out: what they are does not depend on how many follow, so that a search
        which is asked for more goes on where it ended.
        """
        return {
            "factors": [factor.to_dict() for factor in (*self.levers, *self.uncertainties)],
            "base": _resolved(self.base),
            "references": [_resolved(reference) for reference in self.references],
            "objectives": [str(objective) for objective in self.objectives],
            "code": dict(self.code),
            "seeds": list(self.seeds),
            **{key: getattr(self, key) for key in _PLAIN},
        }


_PLAIN = (
    "budget",
    "robust",
    "states",
    "fresh",
    "population",
    "search_seed",
    "from_year",
    "algorithm",
    "material",
)


def objectives_of(named: Sequence[str], place: Place) -> tuple[Objective, ...]:
    """Return objectives written as ``NAME`` or ``NAME:max`` or ``NAME:min``.

    Raises
    ------
    ScenarioError
        With every one that is no outcome, has no better way, or comes twice.
    """
    found: list[Objective] = []
    faults: list[Fault] = []
    for text in named:
        name, colon, way = (part.strip() for part in text.partition(":"))
        fault = _objective_fault(name, way if colon else None, [own.name for own in found], place)
        if fault:
            faults.append(fault)
            continue
        found.append(Objective(name, way if colon else _own_way(name)))  # type: ignore[arg-type] # checked
    if not named:
        faults.append(
            place.fault("objectives", None, "no objective is named", "name outcomes, such as public_value")
        )
    if len(named) > MOST_OBJECTIVES:
        faults.append(place.fault("objectives", len(named), f"more than {MOST_OBJECTIVES} objectives"))
    if faults:
        raise ScenarioError(faults)
    return tuple(found)


def usual_generations(levers: int) -> int:
    """Return the number of generations when none is given."""
    return min(GENERATIONS, FEWEST_GENERATIONS + PER_LEVER * levers)


def usual_replications(robust: str, *, uncertain: bool) -> int:
    """Return the number of seeds of the search when none is given."""
    return SEEDS_IN_STATES.get(robust, REPLICATIONS) if uncertain else REPLICATIONS


def usual_levers() -> tuple[str, ...]:
    """Return the levers that are sought over when none are named, in the order of the reference reform."""
    return tuple(dict.fromkeys(lever for change in load_scenario(REFORM).changes for lever in change.levers))


def default_levers(uncertain: Sequence[str] = ()) -> tuple[Factor, ...]:
    """Return the levers that are sought over when none are named, over their ranges in studies."""
    place = Place("levers")
    return tuple(make_factor(name, None, "lever", place) for name in usual_levers() if name not in uncertain)


def _own_way(name: str) -> Way | None:
    return WAYS[OUTCOMES[name].direction] or OWN_WAYS.get(name)


def _objective_fault(name: str, way: str | None, earlier: Sequence[str], place: Place) -> Fault | None:
    if name not in OUTCOMES:
        hint = did_you_mean(name, OUTCOMES, "`budgetsim outcomes` lists all")
        return place.fault("objectives", name, "no such outcome", hint)
    if way is not None and way not in ("max", "min"):
        return place.fault("objectives", f"{name}:{way}", "no direction", f"write {name}:max or {name}:min")
    if way is None and _own_way(name) is None:
        hint = f"write {name}:max or {name}:min"
        return place.fault("objectives", name, "more of it is neither better nor worse by itself", hint)
    return place.fault("objectives", name, "named twice", "name it once") if name in earlier else None


def _lacking(asked: Optimisation) -> str:
    choices = {"algorithm": ALGORITHMS, "robust": tuple(MEASURES)}
    wrong = [
        _no_choice(k, getattr(asked, k), own) for k, own in choices.items() if getattr(asked, k) not in own
    ]
    if not asked.levers:
        wrong.append(
            "there is nothing to choose: name levers (--levers KEY=low:high, or [levers] in a study file)"
        )
    if asked.budget is not None and not 0.0 < asked.budget < float("inf"):
        wrong.append(f"budget = {asked.budget:g}: must be a number above 0 (cost per department and year)")
    if not 0.0 <= asked.material <= 1.0:
        wrong.append(
            f"material = {asked.material:g}: must be a number from 0 to 1 (a share of the status quo)"
        )
    for key, (low, high) in LIMITS.items():
        value = getattr(asked, key)
        if (key != "states" or asked.uncertainties) and not low <= value <= high:
            wrong.append(f"{key} = {value}: must be a whole number from {low} to {high}")
    return "; ".join(wrong)


def _no_choice(key: str, given: str, options: Sequence[str]) -> str:
    hint = did_you_mean(given, options)
    return f"{key} = {given!r}: must be one of {', '.join(options)}" + (f"; {hint}" if hint else "")


def _double(asked: Optimisation) -> str:
    names = [factor.name for factor in (*asked.levers, *asked.uncertainties)]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is None:
        return ""
    return f"{twice} is varied twice; name it once, as a lever or as an uncertainty"


def _aimless(asked: Optimisation) -> str:
    """What is asked for without effect."""
    if asked.uncertainties:
        return ""
    if asked.robust == "regret":
        return (
            "robust = regret compares states of the world, but there is only one; name what is uncertain"
            " (--uncertain KEY=low:high, or [uncertainties] in a study file)"
        )
    if asked.states != 1:
        return (
            f"states = {asked.states} draws uncertain parameters, but none is named; name some"
            " (--uncertain KEY=low:high, or [uncertainties] in a study file) or leave states out"
        )
    return ""


def _misplaced(asked: Optimisation) -> str:
    years = asked.base.protocol.years
    if not 1 <= asked.from_year <= years:
        return f"from_year = {asked.from_year}: must be a recorded year of {asked.base.name}, 1 to {years}"
    for factor in asked.uncertainties:
        about = declarations().get(factor.name)
        late = [c.year for c in asked.base.changes if about and factor.name in c.levers]
        if late:
            return (
                f"{factor.key} is uncertain, but {asked.base.name} changes it in year {late[0]}: from then on nothing"
                " would be uncertain about it; start from a scenario without this change"
            )
    return ""


def _resolved(scenario: Scenario) -> dict[str, Any]:
    """Everything of a scenario that can change numbers."""
    return {key: value for key, value in scenario.to_dict().items() if key not in ("description", "extends")}
