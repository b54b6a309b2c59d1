"""What a department expects of the year-end in January, and how much money it holds back for it."""

from __future__ import annotations

from dataclasses import fields

from budgetsim.agents.prospect import Prospect
from budgetsim.agents.stakes import NOTHING, form_of, own_value_of_money
from budgetsim.mechanisms.execution import reserve, rush
from budgetsim.numerics import Array, full, ratio
from budgetsim.state import Decision, YearEnd


def foreseen(prospect: Prospect, decision: Decision[Array]) -> YearEnd:
    """Return what departments expect of the year-end once they have decided, whoever decided for them."""
    view = prospect.view
    worth = prospect.result_worth(decision.sandbagging).total()
    efforts = decision.effort_output, decision.effort_benefit
    expected = expected_year_end(prospect, own_value_of_money(view, worth, efforts))
    shape = view.productivity.shape
    return YearEnd(*(full(getattr(expected, item.name), shape) for item in fields(YearEnd)))


def expected_year_end(prospect: Prospect, worth: Array) -> YearEnd:
    """Return what a department makes of December's rest, ``worth`` being that of its budget's doing its work.

    ``year_end`` says by which law: projects of uneven quality, or a fixed part that waits where money may be kept.
    """
    view, d = prospect.view, prospect.view.parameters.department
    price = reserve.price_of_reserve(view.policy, view.programme.monitoring, view.programme.delivered, d)
    waiting = rush.worth_of_waiting(view.policy.carryover, d.discount_factor)
    if view.parameters.protocol.year_end == "patience":
        rushed, quality = rush.patient_share(view.policy.carryover, d.carryover_patience), d.rush_quality
    else:
        lowest, highest = rush.qualities(d.rush_quality, d.rush_quality_spread)
        rushed = rush.rushed_share(lowest, highest, waiting)
        quality = rush.rushed_quality(lowest, highest, waiting)
    left = rush.worth_of_rest(rushed, quality, waiting, ratio(execution_worth(prospect), worth))
    return YearEnd(worth, price, rushed, quality, left)


def best_hoarding(prospect: Prospect, worth: Array) -> Array:
    """Share of an instalment that is held back: a reserve against late demand, or a habit of putting work off."""
    d = prospect.view.parameters.department
    if prospect.view.parameters.protocol.year_end != "precaution":
        return d.hoarding
    expected = expected_year_end(prospect, worth)
    chance = reserve.critical_chance(d.late_demand_value, expected.left, expected.price, expected.worth)
    return reserve.best_reserve(d.late_demand_spread, chance)


def execution_worth(prospect: Prospect) -> Array:
    """What executing the whole budget is worth to a department by its score, w_x W_s."""
    view = prospect.view
    if view.policy.objective_contract == "truth_inducing":
        return NOTHING  # the bonus follows the report, not the table
    return form_of(view).execution_weight(view.parameters.bureau) * prospect.stakes.self_part
