"""January: what is announced and adjusted, and the books of a new year."""

from __future__ import annotations

import numpy as np

from budgetsim.declarations import Policy
from budgetsim.model.department.decisions import Prospect, foreseen
from budgetsim.model.mechanisms import execution, learning, results
from budgetsim.model.messages import ObjectiveDecision, ObjectiveProposal
from budgetsim.model.state import Decision, Year
from budgetsim.model.world import World
from budgetsim.numerics import Array, clip, full


def adjust_budgets(world: World) -> None:
    """Budgets of the year as council and superior adjust them while it lasts; departments know it when they plan."""
    shock, p = world.draws.adjustment, world.parameters.bureau
    if shock is not None:
        change = results.political_change(shock, p.adjustment_sd, p.adjustment_tails)
        granted = results.adjusted_budget(world.bureau.memory.allocation, change, p.adjustment_sd)
        world.adjusted = full(granted, world.shape)


def hear_announcement(world: World, levers: Policy[Array]) -> None:
    """A reform of checks, of audits or of what findings lead to is believed in part at once."""
    state, before, weight = world.state, world.previous, world.parameters.department.announcement
    if (
        before.monitoring_intensity is not levers.monitoring_intensity
        or before.autonomy is not levers.autonomy
    ):
        announced = execution.announced_checks(levers)
        heard = learning.announced_risk(state.perceived_risk, announced, state.check_delivery, weight)
        state.perceived_risk = full(heard, world.shape)
    if before.audit_coverage is not levers.audit_coverage:
        heard = learning.announced_risk(
            state.perceived_audit, levers.audit_coverage, state.audit_delivery, weight
        )
        state.perceived_audit = full(heard, world.shape)
    if before.rectification is not levers.rectification:
        change = levers.rectification - before.rectification
        heard = learning.announced_consequence(state.consequence_belief, change, weight)
        state.consequence_belief = full(heard, world.shape)


def open_books(
    world: World,
    prospect: Prospect,
    decision: Decision[Array],
    proposal: ObjectiveProposal,
    targets: ObjectiveDecision,
) -> Year:
    """Books after all January decisions; monthly accounts start at zero."""
    view, d = prospect.view, world.parameters.department
    programme, shape, state = view.programme, world.shape, world.state
    return Year(
        levers=view.policy,
        programme=programme,
        decision=decision,
        stakes=prospect.stakes,
        proposal=proposal,
        targets=targets,
        measurability_output=view.measurability_output,
        measurability_benefit=view.measurability_benefit,
        allocation=world.bureau.memory.allocation,
        carried=state.carried,
        budget=view.budget,
        year_end=foreseen(prospect, decision),
        late_demand=full(late_demand(world), shape),
        hazard=programme.monitoring * programme.monitoring_detection,
        instalment=execution.instalment(view.budget, decision.hoarding, d.spending_noise),
        diversion_now=decision.diversion.copy(),
        waste_now=full(passive_waste(world, prospect), shape),
        claiming_cost=view.claiming_cost,
        culture=state.culture,
        perceived_risk=state.perceived_risk,
        consequence_belief=state.consequence_belief,
        credibility=state.credibility,
        self_bias=state.self_bias,
        external_bias=state.external_bias,
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


def passive_waste(world: World, prospect: Prospect) -> Array:
    """Part of what is spent that is lost by poor management, as reviews and pressure to spend leave it."""
    b, d = world.parameters.bureau, world.parameters.department
    review, pressure = prospect.view.programme.review, prospect.view.policy.progress_pressure
    lost = execution.passive_waste_rate(world.state.passive_waste, review, pressure, b.review_waste, d)
    return clip(lost, 0.0, 1.0)


def late_demand(world: World) -> Array:
    """Late demand of the year; none where nobody draws it."""
    draw = world.draws.late_demand
    if draw is None:
        return np.zeros((1, 1, 1))
    return execution.late_demand(world.parameters.department.late_demand_spread, draw)
