"""The search: an evolutionary algorithm of pymoo proposes mixes in the unit cube, and learns how they did.

It is deterministic given its seed. A stopped search is resumed by going the same way again: the mixes of a generation
follow from the results of earlier ones, and those are read instead of simulated.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from budgetsim.kinds.optimise.front import MEASURES, ideal_of, spending
from budgetsim.numerics import Array, BoolArray
from budgetsim.studies.factors import Factor
from budgetsim.studies.sampling import Columns

SIGNIFICANCE = 0.01
"""Level at which mixes must differ in an objective for it to be sought."""
RESOLUTION = 0.001
"""Share of the status quo below which differences between mixes count for nothing (assumed: nobody would give up
anything for them)."""


@dataclass(frozen=True)
class Generation:
    """New mixes that a search asks about: the number of the generation (from 1), their names and their values."""

    number: int
    names: Sequence[str]
    mixes: Columns


Search = Generator[Generation, Array, "tuple[Archive, BoolArray]"]
"""Yields generations, is sent their losses (mix, state, seed, outcome); returns every mix that was simulated, and which
objectives were sought (a mask), as the first generation decides."""


@dataclass(frozen=True)
class Criteria:
    """How losses are judged: the first ``objectives`` outcomes are the objectives, the last is the cost if limited."""

    objectives: int
    robust: str = "mean"
    budget: float | None = None
    material: float = 0.0
    """Share of the status quo by which mixes must differ in an objective, beyond chance, for it to be sought."""
    resolution: float = 0.0
    """Share of the status quo below which differences count for nothing."""
    is_drawn: bool = False
    """Whether states are draws of parameters, over which means are told with an interval."""

    def scores(self, losses: Array, ideal: Array) -> Array:
        """Return one number per mix and objective, the less the better."""
        return MEASURES[self.robust](losses[..., : self.objectives], ideal)

    def spending(self, losses: Array) -> Array | None:
        """Return what each mix spends on administration; ``None`` without a budget."""
        return None if self.budget is None else spending(self.robust, losses[..., -1])

    def excess(self, losses: Array) -> Array:
        """Return by what share of the budget each mix exceeds it; 0 or less holds it."""
        spent = self.spending(losses)
        if spent is None or self.budget is None:
            return np.zeros(len(losses))
        return np.asarray(spent / self.budget - 1.0)

    def defined(self, losses: Array) -> BoolArray:
        """Return under which mixes every objective is defined in every replication (a mask)."""
        return np.asarray(np.isfinite(losses[..., : self.objectives]).all(axis=(1, 2, 3)))

    def sought(self, losses: Array, rest: Array) -> BoolArray:
        """Return which objectives answer to the levers by a share of the status quo worth seeking (a mask).

        ``losses`` are of mixes spread over the whole ranges of the levers, ``rest`` of the status quo. A two-way
        analysis of variance, mixes by seeds, tells answer from chance, which is their interaction: mixes must differ
        significantly, and by a standard deviation (chance taken off) that is worth it. Under one seed states stand for
        seeds; if there is one state too, nothing is known of chance. If no objective is worth it, or ``material`` is 0,
        all are.
        """
        from scipy.special import fdtrc

        worlds = losses[self.defined(losses), ..., : self.objectives]
        values = worlds.mean(axis=1) if worlds.shape[2] > 1 else worlds[:, :, 0]
        mixes, seeds, _ = values.shape
        if mixes < 2 or self.material == 0.0:
            return np.ones(self.objectives, dtype=bool)
        means = values.mean(axis=1)
        noise = values - means[:, None] - values.mean(axis=0) + means.mean(axis=0)
        freedom = (mixes - 1) * max(seeds - 1, 1)
        chance = (noise**2).sum(axis=(0, 1)) / (freedom * seeds)
        between = means.var(axis=0, ddof=1)
        ratio = np.divide(between, chance, out=np.full_like(between, np.inf), where=chance > 0.0)
        answer = np.sqrt(np.maximum(between - chance, 0.0))
        is_worth_it = answer > self.material * self._size(rest)
        is_no_chance = fdtrc(mixes - 1, freedom, ratio) < SIGNIFICANCE
        sought = is_worth_it & is_no_chance
        return np.asarray(sought if sought.any() else np.ones(self.objectives, dtype=bool))

    def judged(self, scores: Array, sought: BoolArray, rest: Array) -> Array:
        """Return the sought scores in steps of the resolution, so that mixes which are all but equal are equal.

        A single objective keeps all of its digits: there is nothing else that could decide.
        """
        if sought.sum() == 1:
            return scores[:, sought]
        return self._coarse(scores, rest)[:, sought]

    def step(self, rest: Array) -> Array:
        """Return the difference in each objective up to which mixes are as good as each other."""
        return np.asarray(self.resolution * self._size(rest))

    def _coarse(self, scores: Array, rest: Array) -> Array:
        step = self.step(rest)
        exact = ~(step > 0.0)
        return np.asarray(np.where(exact, scores, np.round(scores / np.where(exact, 1.0, step)) * step))

    def _size(self, rest: Array) -> Array:
        """Mean level of each objective under the status quo; 0 where it is undefined there."""
        return np.asarray(np.nan_to_num(np.abs(rest[0, ..., : self.objectives].mean(axis=(0, 1)))))

    def ideal(self, losses: Array, rest: Array) -> Array:
        """Return the ideal over the mixes that hold the budget, and over what is always there (``rest``)."""
        every = np.concatenate([losses, rest])[..., : self.objectives]
        allowed = np.concatenate([self.excess(losses) <= 0.0, np.ones(len(rest), dtype=bool)])
        fine = allowed & self.defined(every)
        return ideal_of(every, allowed=fine if fine.any() else allowed)


@dataclass
class Archive:
    """Every mix that was simulated, in the order of the search."""

    names: list[str] = field(default_factory=list)
    mixes: list[tuple[Any, ...]] = field(default_factory=list)
    generations: list[int] = field(default_factory=list)
    losses: list[Array] = field(default_factory=list)
    """Losses (state, seed, outcome) of each mix."""
    known: dict[tuple[Any, ...], int] = field(default_factory=dict)
    """Place of each mix by its values: what was simulated once is not simulated again."""

    def add(self, generation: Generation, mixes: Sequence[tuple[Any, ...]], losses: Array) -> None:
        """Take note of the mixes of a generation and of their losses."""
        for mix, name, loss in zip(mixes, generation.names, losses, strict=True):
            self.known[mix] = len(self.names)
            self.names.append(name)
            self.mixes.append(mix)
            self.generations.append(generation.number)
            self.losses.append(loss)

    def table(self) -> Array:
        """Return all losses (mix, state, seed, outcome)."""
        return np.stack(self.losses)

    def columns(self, levers: Sequence[Factor], places: Sequence[int]) -> Columns:
        """Return the values of some mixes as columns."""
        return {f.name: [self.mixes[i][k] for i in places] for k, f in enumerate(levers)}


@dataclass(frozen=True)
class Plan:
    """How a search goes: algorithm, sizes, seed, and where it starts (shares of the levers' ranges, if any)."""

    algorithm: str
    population: int
    generations: int
    seed: int
    starts: Array | None = None


def search(levers: Sequence[Factor], criteria: Criteria, plan: Plan, rest: Array) -> Search:
    """Search for mixes that are good in all objectives that answer to the levers.

    Whole numbers, choices and switches take equal parts of the unit interval. ``rest`` are the losses (1, state, seed,
    outcome) of the status quo, which is always there and belongs to the ideal.
    """
    archive, cube = Archive(), _starts(len(levers), plan)
    yield from _evaluated(levers, cube, 1, archive)
    first = criteria.scores(archive.table(), criteria.ideal(archive.table(), rest))
    sought = criteria.sought(archive.table(), rest)
    scale = _scale(first[criteria.defined(archive.table())][:, sought])
    algorithm, problem = _algorithm(cube, int(sought.sum()), criteria.budget is not None, plan)
    for generation in range(1, plan.generations + 1):
        proposed = algorithm.ask()
        if proposed is None or not len(proposed):
            break
        places = yield from _evaluated(levers, proposed.get("X"), generation, archive)
        losses = archive.table()
        scores = criteria.judged(criteria.scores(losses, criteria.ideal(losses, rest)), sought, rest) / scale
        scores = _without_holes(scores, criteria.defined(losses))
        _refresh(algorithm, levers, archive, scores)
        _tell(algorithm, problem, proposed, scores[places], criteria.excess(losses[places]))
    return archive, sought


def shares_of(levers: Sequence[Factor], values: dict[str, Any]) -> Array | None:
    """Return where values lie in the unit cube; ``None`` if one lies outside its lever's range or levels."""
    shares = []
    for factor in levers:
        value = values[factor.name]
        if factor.levels:
            if value not in factor.levels:
                return None
            shares.append((factor.levels.index(value) + 0.5) / len(factor.levels))
            continue
        low, high = factor.extremes()
        if not low <= value <= high:
            return None
        steps = 1 if factor.kind == "integer" else 0
        shares.append((value - low + 0.5 * steps) / (high - low + steps))
    return np.array(shares)


def _evaluated(
    levers: Sequence[Factor], cube: Array, number: int, archive: Archive
) -> Generator[Generation, Array, list[int]]:
    """Return the places in the archive of the mixes at points of the cube, after asking about those that are new."""
    mixes = list(zip(*(factor.at(cube[:, k]) for k, factor in enumerate(levers)), strict=True))
    fresh = [mix for mix in dict.fromkeys(mixes) if mix not in archive.known]
    if fresh:
        names = [f"g{number:03d}m{place:03d}" for place in range(1, len(fresh) + 1)]
        columns = {f.name: [mix[k] for mix in fresh] for k, f in enumerate(levers)}
        generation = Generation(number, names, columns)
        losses = yield generation
        archive.add(generation, fresh, losses)
    return [archive.known[mix] for mix in mixes]


def _algorithm(cube: Array, objectives: int, limited: bool, plan: Plan) -> tuple[Any, Any]:  # noqa: FBT001
    from pymoo.core.problem import Problem
    from pymoo.core.termination import NoTermination

    problem = Problem(n_var=cube.shape[1], n_obj=objectives, n_ieq_constr=int(limited), xl=0.0, xu=1.0)
    # A single objective has no front to spread along; only NSGA-II, which then just sorts, takes it.
    make = _MAKERS[plan.algorithm] if objectives > 1 else _nsga2
    algorithm = make(objectives, plan.population, cube)
    algorithm.setup(problem, seed=plan.seed, termination=NoTermination(), verbose=False)
    return algorithm, problem


def _starts(size: int, plan: Plan) -> Array:
    """Return the first generation: the starts, then a Latin hypercube."""
    from scipy.stats import qmc

    drawn = qmc.LatinHypercube(size, rng=np.random.default_rng(plan.seed)).random(plan.population)
    if plan.starts is None or not len(plan.starts):
        return np.asarray(drawn)
    return np.concatenate([plan.starts, drawn])[: plan.population]


def _sms_emoa(objectives: int, population: int, starts: Array) -> Any:
    """Beume, Naujoks & Emmerich 2007: whoever adds least hypervolume leaves."""
    from pymoo.algorithms.moo.sms import SMSEMOA

    from budgetsim.kinds.optimise.survival import LeastContributes

    del objectives
    survival = LeastContributes()
    return SMSEMOA(pop_size=population, n_offsprings=population, sampling=starts, survival=survival)


def _nsga2(objectives: int, population: int, starts: Array) -> Any:
    """Deb et al. 2002; of three objectives and more, crowding is measured by nearest neighbours, as pymoo advises."""
    from pymoo.algorithms.moo.nsga2 import NSGA2
    from pymoo.operators.survival.rank_and_crowding import RankAndCrowding

    crowding = RankAndCrowding(crowding_func="cd" if objectives < 3 else "mnn")
    return NSGA2(pop_size=population, sampling=starts, survival=crowding)


def _nsga3(objectives: int, population: int, starts: Array) -> Any:
    """Deb & Jain 2014, with as many reference directions as the population can serve (Das & Dennis 1998)."""
    from pymoo.algorithms.moo.nsga3 import NSGA3
    from pymoo.algorithms.moo.sms import cv_and_dom_tournament
    from pymoo.operators.selection.tournament import TournamentSelection
    from pymoo.util.ref_dirs import get_reference_directions

    steps = 1
    while math.comb(steps + objectives, objectives - 1) <= population:
        steps += 1
    directions = get_reference_directions("das-dennis", objectives, n_partitions=steps)
    # NSGA-III's own tournament breaks ties between mixes over the budget by numbers that no seed governs.
    selection = TournamentSelection(func_comp=cv_and_dom_tournament)
    return NSGA3(directions, pop_size=population, sampling=starts, selection=selection)


_MAKERS: dict[str, Callable[[int, int, Array], Any]] = {
    "sms_emoa": _sms_emoa,
    "nsga2": _nsga2,
    "nsga3": _nsga3,
}


def _without_holes(scores: Array, defined: BoolArray) -> Array:
    """Return scores in which mixes that are undefined in one objective are worse than all others in every one.

    pymoo's sorting takes NaN for the best, and the population fills with it.
    """
    worst = scores[defined].max(axis=0) if defined.any() else np.zeros(scores.shape[1])
    return np.asarray(np.where(defined[:, None], scores, worst + 1.0))


def _scale(scores: Array) -> Array:
    """Return the range of each objective over the first generation: NSGA-III holds small numbers for zero."""
    spread = np.ptp(scores, axis=0) if len(scores) else np.zeros(scores.shape[1])
    return np.where(spread > 0.0, spread, 1.0)


def _refresh(algorithm: Any, levers: Sequence[Factor], archive: Archive, scaled: Array) -> None:
    """Give the present population its scores anew: regret moves with the ideal as better mixes are found."""
    if algorithm.pop is None or not len(algorithm.pop):
        return
    cube = algorithm.pop.get("X")
    mixes = zip(*(factor.at(cube[:, k]) for k, factor in enumerate(levers)), strict=True)
    algorithm.pop.set("F", scaled[[archive.known[mix] for mix in mixes]])


def _tell(algorithm: Any, problem: Any, proposed: Any, scores: Array, excess: Array) -> None:
    from pymoo.core.evaluator import Evaluator
    from pymoo.problems.static import StaticProblem

    judged = {"F": scores} if not problem.n_ieq_constr else {"F": scores, "G": excess[:, None]}
    Evaluator().eval(StaticProblem(problem, **judged), proposed)
    with warnings.catch_warnings():  # NSGA-III silences all warnings of the process, for good
        algorithm.tell(infills=proposed)
