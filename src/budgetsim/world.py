"""A batch of districts in motion: parameters, private state, the bureau, the draws, and the open books."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from budgetsim.agents.view import DepartmentView, department_view
from budgetsim.declarations import Parameters, Policy
from budgetsim.mechanisms.foundations import production
from budgetsim.messages import Dossier, WorkProgramme
from budgetsim.network import neighbours
from budgetsim.numerics import Array, BoolArray, full, power, total
from budgetsim.principal.bureau import FinanceBureau, open_bureau
from budgetsim.shocks import Shocks, TraitShocks, YearShocks
from budgetsim.state import DepartmentState, Shape, Traits, Year, YearEffects
from budgetsim.traits import RosterArrays, draw_traits, initial_state


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

    def envelope(self, elapsed: int) -> Array:
        """Envelope of a simulated year, in mean budgets of the first recorded one: burn-in does not grow."""
        years = max(0, elapsed - self.parameters.protocol.burn_in)
        return self.shape[2] * power(1.0 + self.parameters.district.envelope_growth, float(years))

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


def build_world(
    parameters: Parameters[Array],
    levers: Policy[Array],
    shocks: Shocks,
    points: int,
    roster: RosterArrays | None,
) -> World:
    """World before its first year, for ``points`` × seeds × departments."""
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
        rule=decision_rules(parameters, shocks.traits.rule),
        size_factor=production.size_factor(traits.size, output_elasticity),
        first_best_rate=np.empty(shape),
        first_best_factor=np.empty((*shape[:2], 1)),
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
    spread = np.sqrt(np.exp(log_spread * log_spread) - 1.0)
    noise = np.sqrt(reliability * (1.0 - reliability)) * spread * draws.dossier
    expected = reliability * traits.productivity + (1.0 - reliability) + noise
    return Dossier(expected, (1.0 - reliability) * spread * spread)


def decision_rules(parameters: Parameters[Array], trait: Array) -> tuple[BoolArray | None, BoolArray | None]:
    """Who is adaptive and who satisficing, by cumulative shares against a uniform trait."""
    d = parameters.department
    edge = d.adaptive_share + d.satisficing_share
    adaptive = trait < d.adaptive_share if np.any(d.adaptive_share > 0.0) else None
    satisficing = (trait >= d.adaptive_share) & (trait < edge) if np.any(d.satisficing_share > 0.0) else None
    return adaptive, satisficing
