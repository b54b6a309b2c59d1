"""January: the books of a new year."""

from __future__ import annotations

import numpy as np

from budgetsim.agents.view import DepartmentView
from budgetsim.mechanisms import reserve, spending
from budgetsim.messages import ObjectiveDecision, ObjectiveProposal
from budgetsim.numerics import Array, clip, full
from budgetsim.state import Decision, Stakes, Year, YearEnd
from budgetsim.world import World


def open_books(  # noqa: PLR0913 - what January leaves behind
    world: World,
    view: DepartmentView[Array],
    decision: Decision[Array],
    at_stake: Stakes,
    year_end: YearEnd,
    proposal: ObjectiveProposal,
    targets: ObjectiveDecision,
) -> Year:
    """Books after all January decisions; monthly accounts start at zero."""
    levers, programme, d = view.policy, view.programme, world.parameters.department
    shape, state = world.shape, world.state
    waste = spending.passive_waste_rate(
        state.passive_waste,
        programme.review,
        levers.progress_pressure,
        world.parameters.bureau.review_waste,
        d,
    )
    return Year(
        levers=levers,
        programme=programme,
        decision=decision,
        stakes=at_stake,
        proposal=proposal,
        targets=targets,
        measurability_output=view.measurability_output,
        measurability_benefit=view.measurability_benefit,
        allocation=world.bureau.memory.allocation,
        carried=state.carried,
        budget=view.budget,
        year_end=year_end,
        late_demand=full(late_demand(world), shape),
        hazard=programme.monitoring * programme.monitoring_power,
        instalment=spending.instalment(view.budget, decision.hoarding, d.spending_noise),
        diversion_now=decision.diversion.copy(),
        waste_now=full(clip(waste, 0.0, 1.0), shape),
        claiming_cost=view.claiming_cost,
        culture=state.culture,
        perceived_risk=state.perceived_risk,
        consequence_belief=state.consequence_belief,
        credibility=state.credibility,
        self_bias=state.self_bias,
        key_bias=state.key_bias,
        year_effects=world.year_effects,
        spent=np.zeros(shape),
        useful=np.zeros(shape),
        diverted=np.zeros(shape),
        concealed=np.zeros(shape),
        at_large=np.zeros(shape),
        passive=np.zeros(shape),
        rush_loss=np.zeros(shape),
        late_gain=np.zeros(shape),
        checks=np.zeros(shape),
        findings=np.zeros(shape),
        shortcomings=np.zeros(shape),
    )


def late_demand(world: World) -> Array:
    """Late demand of the year; none where nobody draws it."""
    draw = world.draws.late_demand
    if draw is None:
        return np.zeros((1, 1, 1))
    return reserve.late_demand(world.parameters.department.late_demand_spread, draw)
