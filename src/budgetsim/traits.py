"""How departments come into being: traits and initial state from parameters and draws."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from budgetsim.declarations import ARCHETYPES, Parameters, Policy
from budgetsim.mechanisms.behaviour import learning
from budgetsim.mechanisms.evaluation import measurement
from budgetsim.mechanisms.execution import discretion
from budgetsim.numerics import Array, clip, full, total
from budgetsim.shocks import TraitShocks
from budgetsim.state import DepartmentState, Shape, Traits


def draw_traits(
    p: Parameters[Array], shocks: TraitShocks, shape: Shape, roster: RosterArrays | None
) -> Traits:
    """Traits of all departments: standard normals times spreads, archetypes by shares, or from the user's roster."""
    d = p.district
    if roster is None:
        shares = (d.production_share, d.procedural_share, d.craft_share)
        # Not `sum`, which from Python 3.12 on adds floats in another way than arrays.
        beyond = [(shocks.archetype >= edge).astype(np.intp) for edge in accumulate(shares)]
        archetype = beyond[0] + beyond[1] + beyond[2]
        archetype = np.broadcast_to(archetype, shape)
        raw = np.exp(d.size_sd * shocks.size)
    else:
        archetype = np.broadcast_to(roster.archetype, shape)
        raw = roster.size
    size = full(raw / (total(raw, shape[2]) / shape[2]), shape)
    return Traits(
        archetype=np.array(archetype, order="C"),
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


@dataclass(frozen=True)
class RosterArrays:
    """The user's departments as (point, 1, department) arrays."""

    archetype: NDArray[np.intp]
    size: Array
    budget: Array


def _lognormal(spread: Array, normal: Array) -> Array:
    """Log-normal factor with mean 1."""
    return np.exp(spread * normal - 0.5 * spread * spread)


def _by_archetype(archetype: NDArray[np.intp], values: list[Array]) -> Array:
    conditions = [archetype == kind for kind in range(len(values) - 1)]
    return np.select(conditions, values[:-1], default=values[-1])


def initial_state(
    p: Parameters[Array], levers: Policy[Array], shocks: TraitShocks, shape: Shape, competence: Array
) -> DepartmentState:
    """State before the first year: beliefs and habits from parameters, no money carried.

    Passive waste is where the first policy would leave it: it moves too slowly for a burn-in to bring it there.
    """
    d = p.department
    waste = learning.lasting_passive_waste(competence, d)
    documents = measurement.shared_documents(
        shocks.self_bias, shocks.external_bias, p.bureau.document_correlation
    )
    return DepartmentState(
        culture=full(clip(d.culture_initial + d.culture_sd * shocks.culture, 0.0, 1.0), shape),
        perceived_risk=full(discretion.announced_checks(levers) * d.delivery_initial, shape),
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
