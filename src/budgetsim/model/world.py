"""A batch of districts in motion: parameters, traits, private state, the bureau, the draws, and the open books."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import cast

import numpy as np
from numpy.typing import NDArray

from budgetsim.declarations import ARCHETYPES, Parameters, Policy
from budgetsim.model.bureau import FinanceBureau, open_bureau
from budgetsim.model.department.view import DepartmentView, department_view
from budgetsim.model.mechanisms import execution, learning, production, scores
from budgetsim.model.messages import Dossier, WorkProgramme
from budgetsim.model.shocks import Shocks, TraitShocks, YearShocks
from budgetsim.model.state import DepartmentState, Shape, Traits, Year, YearEffects
from budgetsim.numerics import Array, BoolArray, clip, exp, full, power, total, whole

# Who watches and affects whom: a fixed-degree network without a random draw ---------------------------------


GOLDEN = (np.sqrt(5.0) - 1.0) / 2.0


def neighbours(departments: int, degree: int) -> NDArray[np.intp]:
    """Return (degree, department) indices of neighbours; every department also has ``degree`` followers.

    A circulant graph whose steps follow the golden ratio: neighbours are far apart in the list, and because
    traits are exchangeable over rows no further randomness is needed. The degree is cut to N − 1.
    """
    steps: list[int] = []
    k = 0
    while len(steps) < min(degree, departments - 1):
        k += 1
        step = int(departments * ((k * GOLDEN) % 1.0))
        # When the golden sequence repeats itself, the smallest free step is taken.
        if step == 0 or step in steps:
            step = next(s for s in range(1, departments) if s not in steps)
        steps.append(step)
    rows = np.arange(departments)
    return np.array([(rows + step) % departments for step in steps], dtype=np.intp).reshape(
        len(steps), departments
    )


# How departments come into being: traits and initial state from parameters and draws ------------------------


def draw_traits(
    p: Parameters[Array], shocks: TraitShocks, shape: Shape, roster: RosterArrays | None
) -> Traits:
    """Traits of all departments: standard normals times spreads, archetypes by shares, or from the user's roster."""
    d = p.district
    if roster is None:
        shares = d.production_share, d.procedural_share, d.craft_share
        archetype = draw_archetypes(shares, shocks.archetype, shape)
        raw = exp(d.size_sd * shocks.size)
    else:
        archetype = whole(roster.archetype, shape)
        raw = roster.size
    size = full(raw / (total(raw, shape[2]) / shape[2]), shape)
    return Traits(
        archetype=archetype,
        productivity=full(_lognormal(p.department.productivity_sd, shocks.productivity), shape),
        slack_taste=full(
            p.department.slack_taste * _lognormal(p.department.slack_taste_sd, shocks.slack_taste), shape
        ),
        size=size,
        measurability_output=full(
            _by_archetype(archetype, [getattr(d, f"measurable_output_{a}") for a in ARCHETYPES]), shape
        ),
        measurability_benefit=full(
            _by_archetype(archetype, [getattr(d, f"measurable_benefit_{a}") for a in ARCHETYPES]), shape
        ),
        concealment_cost=full(
            p.department.concealment_cost * _lognormal(p.department.concealment_cost_sd, shocks.concealment),
            shape,
        ),
    )


def draw_archetypes(shares: Sequence[Array], draw: Array, shape: Shape) -> NDArray[np.intp]:
    """Archetypes as ``ARCHETYPES`` counts them: a uniform trait against cumulative shares, of all but the last."""
    # Not `sum`, which from Python 3.12 on adds floats in another way than arrays.
    beyond = [np.where(draw >= edge, 1, 0) for edge in accumulate(shares)]
    return whole(beyond[0] + beyond[1] + beyond[2], shape)


@dataclass(frozen=True)
class RosterArrays:
    """The user's departments as (point, 1, department) arrays."""

    archetype: NDArray[np.intp]
    size: Array
    budget: Array


def _lognormal(spread: Array, normal: Array) -> Array:
    """Log-normal factor with mean 1."""
    return exp(spread * normal - 0.5 * spread * spread)


def _by_archetype(archetype: NDArray[np.intp], values: list[Array]) -> Array:
    *others, chosen = values
    for kind in reversed(range(len(others))):
        chosen = np.where(archetype == kind, others[kind], chosen)
    return chosen


def initial_state(
    p: Parameters[Array], levers: Policy[Array], shocks: TraitShocks, shape: Shape, competence: Array
) -> DepartmentState:
    """State before the first year: beliefs and habits from parameters, no money carried.

    Passive waste is where the first policy would leave it: it moves too slowly for a burn-in to bring it there.
    """
    d = p.department
    waste = learning.lasting_passive_waste(competence, d)
    documents = scores.shared_documents(shocks.self_bias, shocks.external_bias, p.bureau.document_correlation)
    return DepartmentState(
        culture=full(clip(d.culture_initial + d.culture_sd * shocks.culture, 0.0, 1.0), shape),
        perceived_risk=full(execution.announced_checks(levers) * d.delivery_initial, shape),
        perceived_audit=full(levers.audit_coverage * d.delivery_initial, shape),
        check_delivery=full(d.delivery_initial, shape),
        audit_delivery=full(d.delivery_initial, shape),
        consequence_belief=full(d.consequence_initial, shape),
        credibility=full(d.credibility_initial, shape),
        useful_share=full(1.0 - waste, shape),
        attainment_output=np.ones(shape),
        attainment_benefit=np.ones(shape),
        passive_waste=full(waste, shape).copy(),
        indicator_years=np.zeros(shape),
        effort_output=full(d.habit_output, shape),
        effort_benefit=full(d.habit_benefit, shape),
        carried=np.zeros(shape),
        self_bias=full(p.bureau.self_bias_sd * shocks.self_bias, shape),
        external_bias=full(p.bureau.external_bias_sd * documents, shape),
    )


# A batch of districts in motion: parameters, private state, the bureau, the draws, and the open books -------


@dataclass
class World:
    """Everything that one chunk of (point × seed × department) needs to live through the years."""

    parameters: Parameters[Array]
    shape: Shape
    shocks: Shocks
    traits: Traits
    state: DepartmentState
    bureau: FinanceBureau
    neighbours: NDArray[np.intp]
    rule: tuple[BoolArray | None, BoolArray | None]
    """Who is adaptive and who satisficing; ``None`` where nobody is."""
    size_factor: Array
    first_best_rate: Array
    first_best_factor: Array
    previous: Policy[Array]
    """Levers of the year before; at first those that departments started from."""
    year_effects: YearEffects = field(
        default_factory=lambda: YearEffects(np.zeros((1, 1, 1)), np.zeros((1, 1, 1)))
    )
    adjusted: Array | None = None
    """Budgets of the year as they are adjusted, without money kept; ``None`` where nothing is adjusted."""
    elapsed: int = 0
    closed: Year | None = None
    """Books of the last closed year."""
    books: Year = field(init=False)
    draws: YearShocks = field(init=False)

    @property
    def habitual(self) -> bool:
        """Whether any department looks back at its own actions."""
        return any(users is not None for users in self.rule)

    def set_first_best(self) -> None:
        """Work out what departments and the district could reach; again after productivity has changed."""
        p, output_elasticity = self.parameters, self.parameters.department.output_elasticity
        rate = production.first_best_rate(self.traits.productivity, p.department, p.district)
        self.first_best_rate = full(rate, self.shape)
        self.first_best_factor = production.first_best_factor(
            self.first_best_rate, self.traits.size, output_elasticity
        )

    @property
    def age(self) -> Array:
        """Years lived before this one."""
        return cast("Array", float(self.elapsed))

    @property
    def years_of_growth(self) -> Array:
        """Recorded years before the coming one: the burn-in does not grow."""
        return cast("Array", float(max(0, self.elapsed + 1 - self.parameters.protocol.burn_in)))

    def next_envelope(self) -> Array:
        """Envelope of the coming year, in mean budgets of the first recorded one."""
        return self.shape[2] * power(1.0 + self.parameters.district.envelope_growth, self.years_of_growth)

    def budget(self) -> Array:
        """Budgets of the year: the bureau's allocation as it is adjusted, and what was kept."""
        granted = self.bureau.memory.allocation if self.adjusted is None else self.adjusted
        return granted + self.state.carried

    def department_view(
        self, levers: Policy[Array], programme: WorkProgramme[Array]
    ) -> DepartmentView[Array]:
        """What every department knows in January."""
        memory = self.bureau.memory
        norms = (memory.norm_output, memory.norm_benefit)
        return department_view(
            self.traits,
            self.state,
            self.budget(),
            norms,
            memory.contest_share,
            levers,
            programme,
            self.parameters,
        )


def build_world(  # noqa: PLR0913 - what a world is made of
    parameters: Parameters[Array],
    levers: Policy[Array],
    shocks: Shocks,
    points: int,
    roster: RosterArrays | None,
    rules: tuple[bool, bool],
) -> World:
    """World before its first year, for ``points`` × seeds × departments.

    ``rules`` says whether any department of any point may be adaptive, or satisficing.
    """
    shape = (points, len(shocks.seeds), shocks.departments)
    traits = draw_traits(parameters, shocks.traits, shape, roster)
    envelope = float(shape[2])
    start = traits.size if roster is None else roster.budget
    allocation = full(envelope * start / total(start, shape[2]), shape)
    bureau = open_bureau(parameters, traits.size, allocation, dossier(parameters, traits, shocks.traits))
    output_elasticity = parameters.department.output_elasticity
    world = World(
        parameters=parameters,
        shape=shape,
        shocks=shocks,
        traits=traits,
        state=initial_state(parameters, levers, shocks.traits, shape, bureau.competence(levers)),
        bureau=bureau,
        neighbours=neighbours(shape[2], parameters.district.network_degree),
        rule=decision_rules(parameters, shocks.traits.rule, rules),
        size_factor=production.size_factor(traits.size, output_elasticity),
        first_best_rate=np.zeros(shape),
        first_best_factor=np.zeros((*shape[:2], 1)),
        previous=levers,
    )
    world.set_first_best()
    return world


def dossier(parameters: Parameters[Array], traits: Traits, draws: TraitShocks) -> Dossier:
    """Bureau's files before the first year: a signal of productivity with the stated reliability R.

    Expectation R θ + (1 − R) + √(R (1 − R)) σ ε has variance R σ² over departments, and leaves (1 − R) σ².
    """
    reliability = parameters.bureau.prior_reliability
    log_spread = parameters.department.productivity_sd
    spread = np.sqrt(exp(log_spread * log_spread) - 1.0)
    noise = np.sqrt(reliability * (1.0 - reliability)) * spread * draws.dossier
    expected = reliability * traits.productivity + (1.0 - reliability) + noise
    return Dossier(expected, (1.0 - reliability) * spread * spread)


def decision_rules(
    parameters: Parameters[Array], trait: Array, used: tuple[bool, bool]
) -> tuple[BoolArray | None, BoolArray | None]:
    """Who is adaptive and who satisficing, by cumulative shares against a uniform trait; ``None`` of unused rules."""
    d = parameters.department
    edge = d.adaptive_share + d.satisficing_share
    adaptive = trait < d.adaptive_share if used[0] else None
    satisficing = (trait >= d.adaptive_share) & (trait < edge) if used[1] else None
    return adaptive, satisficing
