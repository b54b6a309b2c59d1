"""What departments answer to audits (T4), a ratchet (T5), a contest (T8) and a bonus for honest reports (T11)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import ceil, log

import numpy as np

from budgetsim.kinds.verify.theory import closed_forms
from budgetsim.kinds.verify.theory.limit import (
    EXACT,
    Case,
    Finding,
    Limit,
    Parameter,
    Problem,
    Values,
    complete,
    exact,
)
from budgetsim.kinds.verify.theory.optimum import end_of_range
from budgetsim.kinds.verify.theory.worlds import (
    last_outcome,
    last_panel,
    outcome_at,
    panel,
    points,
    theory_scenario,
)
from budgetsim.model.department.view import DepartmentView
from budgetsim.model.simulation import simulate
from budgetsim.model.state import Decision
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario
from budgetsim.scenario_files.faults import told_with_remedy

# T4 and T11: deterrence by audit, and honest reports of what is feasible ---------------------------------------------

COVERAGES = 201
"""Points of the grid of audit coverage: a step of half a hundredth."""


def audit_deterrence(case: Case) -> list[Finding]:
    """T4: smallest audit coverage at which simulated departments divert nothing."""
    gain, sanction = case["gain"], case["sanction"]
    world = theory_scenario("t4_audit").replace(slack_taste=gain, diversion_sanction=sanction)

    def diverts(coverages: Sequence[float] | Array) -> Array:
        result = simulate(points(world, {"audit_coverage": coverages}), 1, departments=True)
        return np.asarray(last_panel(result, "diversion").max(axis=1) > 0.0)

    coverages = np.linspace(0.0, 1.0, COVERAGES)
    # The first grid point without diversion: at full coverage there is none.
    honest = int(np.argmin(diverts(coverages)))
    threshold = (
        end_of_range(lambda coverage: bool(diverts([coverage])[0]), coverages[honest - 1], coverages[honest])
        if honest
        else 0.0
    )
    expected = closed_forms.deterrence_threshold(gain, sanction)
    return [case.finding("threshold", threshold, expected, exact(1.0))]


def something_at_stake(values: Values) -> list[Problem]:
    """Return whether there is a gain or a sanction."""
    if values["gain"] + values["sanction"] > 0.0:
        return []
    return [Problem("gain", *told_with_remedy("verify-fault-no-stake"))]


STEP, HALF = 0.02, 45
"""Step of the grid of understatements, and steps to either side: reports from 0.1 to 1.9 of what is feasible."""
EFFORT = 0.3
"""Effort of every department: what is feasible is 1.3, whatever is reported."""


def truthful_reports(case: Case) -> list[Finding]:
    """T11: whether the truth alone pays most among reports; each department tries another one."""
    low = STEP * np.arange(-HALF, HALF + 1)
    world = theory_scenario("t11_truthful_reports").replace(
        departments=low.size,
        contract_alpha=case["alpha"],
        contract_beta=case["beta"],
        contract_gamma=case["gamma"],
    )

    def report(view: DepartmentView[Array]) -> Decision[Array]:
        zero = np.zeros_like(view.productivity)
        return Decision(zero + EFFORT, zero, zero, zero, zero + low, zero)

    (payoff,) = panel(world, ["payoff"], behaviour=report)
    others = np.delete(payoff[0, -1], HALF)
    # A low proposal costs a little by itself; two reports that differ by no more than that pay the same.
    indifference = world.department.sandbagging_cost * STEP**2
    truthful = payoff[0, -1, HALF] > others.max() + indifference
    expected = closed_forms.is_truth_inducing(case["alpha"], case["beta"], case["gamma"])
    return [case.finding("truthful", float(truthful), float(expected), 0.0)]


APART = 1e-6
"""Weights of the bonus that are closer than this, yet not equal, cannot be told apart on a grid of reports."""


def weights_apart(values: Values) -> list[Problem]:
    """Return pairs of weights that are nearly equal."""
    near = [pair for pair in combinations(values, 2) if 0.0 < abs(values[pair[0]] - values[pair[1]]) < APART]
    faults = []
    for first, second in near:
        about = {"other": first, "value": repr(values[first]), "least": f"{APART:g}"}
        faults.append(Problem(second, *told_with_remedy("verify-fault-nearly-equal", **about)))
    return faults


AUDIT_DETERRENCE = Limit(
    id="T4",
    source="Becker 1968",
    quantities=("threshold",),
    parameters=(
        Parameter("gain", "G", "value", "value of diverted money to the department", 0.0, 1000.0),
        Parameter("sanction", "F", "value", "sanction on top of restitution", 0.0, 1000.0),
    ),
    worked=complete(("gain", "sanction"), (20.0, 80.0)),
    check=audit_deterrence,
    together=something_at_stake,
    along=("sanction", (0.0, 5.0, 10.0, 20.0, 40.0, 80.0, 120.0, 160.0)),
)
TRUTHFUL_REPORTS = Limit(
    id="T11",
    source="Weitzman 1976",
    quantities=("truthful",),
    parameters=(
        Parameter("alpha", "α", "weight", "bonus per unit above the report", 0.0, 100.0),
        Parameter("beta", "β", "weight", "bonus per unit of the report", 0.0, 100.0),
        Parameter("gamma", "γ", "weight", "penalty per unit below the report", 0.0, 100.0),
    ),
    worked=complete(("alpha", "beta", "gamma"), (0.5, 1.0, 1.5), (1.0, 0.5, 1.5), (0.5, 2.0, 1.5)),
    check=truthful_reports,
    along=("beta", (0.0, 0.25, 0.49, 0.51, 0.75, 1.0, 1.25, 1.49, 1.51, 1.75, 2.0)),
    together=weights_apart,
)


# T5: what is done this year raises what is asked for next year -------------------------------------------------------

FEWEST_YEARS, MOST_YEARS = 300, 1000
"""Years over which pay-offs are added up; the theory's horizon is infinite."""
FORGOTTEN = 1e-10
"""Weight of a deviation in the pay-offs of the year after the last, below which no further year is run."""
ONE_YEAR = 0.01
"""One-shot deviation of effort, as a part of it; pay-offs are quadratic in it, so its size does not matter."""


def ratchet(case: Case) -> list[Finding]:
    """T5: effort under the ratchet over effort without; and that no one-shot deviation from it pays."""
    interest, speed = case["interest"], case["ratchet"]
    world = theory_scenario("t5_ratchet").replace(
        discount_factor=1.0 / (1.0 + interest), target_ratchet=speed
    )
    ratcheted, free = outcome_at(world, {"target_ratchet": [speed, 0.0]}, "effort_output")
    expected = closed_forms.ratchet_factor(interest, speed)
    lines = [case.finding("effort_factor", ratcheted / free, expected, exact(expected))]
    if case.thorough:
        gain, unseen = gain_of_one_year(world, float(ratcheted))
        lines.append(case.finding("deviation", gain, 0.0, EXACT + unseen, detail=True))
    return lines


def gain_of_one_year(world: Scenario, effort: float) -> tuple[float, float]:
    """Return the slope of discounted simulated pay-offs in a one-shot deviation of effort, per unit of its first gain.

    Also returned is what targets in the years after the last would still take away. Three departments live
    side by side: one keeps to the effort, the others work less and more in the first year and keep to it ever after.
    """
    discount_factor, speed = world.department.discount_factor, world.policy.target_ratchet
    memory = discount_factor * (1.0 - speed)
    needed = ceil(log(FORGOTTEN) / log(memory)) if 0.0 < memory < 1.0 else FEWEST_YEARS
    years = min(max(needed, FEWEST_YEARS), MOST_YEARS)
    step = ONE_YEAR * effort
    first_year = [step * np.array([-1.0, 0.0, 1.0])]

    def behave(view: DepartmentView[Array]) -> Decision[Array]:
        zero = np.zeros_like(view.productivity)
        return Decision(
            zero + effort + (first_year.pop() if first_year else 0.0), zero, zero, zero, zero, zero
        )

    (payoff,) = panel(world.replace(departments=3), ["payoff"], years=years, behaviour=behave)
    present = (discount_factor ** np.arange(years)) @ payoff[0]
    slope = (present[2] - present[0]) / (2.0 * step)
    unseen = speed * discount_factor * memory ** (years - 1) / (1.0 - memory)
    return float(slope / world.policy.result_use), unseen


MYOPIC = 1e6
"""Interest rate beyond which next year counts for nothing: the ratchet is ignored."""
RATCHET = Limit(
    id="T5",
    source="Weitzman 1980",
    quantities=("effort_factor",),
    parameters=(
        Parameter("interest", "r", "per year", "interest rate of the department", 1e-3, MYOPIC),
        Parameter("ratchet", "λ", "share", "speed with which targets follow results", 0.0, 1.0),
    ),
    worked=complete(("interest", "ratchet"), (0.1, 0.5), (MYOPIC, 0.5)),
    check=ratchet,
    along=("ratchet", (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 0.85, 1.0)),
)


# T8: departments compete for a prize by their scores -----------------------------------------------------------------

ONE_RIVAL = 1e-4
"""Deviation of one rival's effort, as a part of it: the third derivative of its pay-off stays below rounding."""


def contest(case: Case) -> list[Finding]:
    """T8: effort of equal rivals; and that none of them gains by another one."""
    prize, cost, n = case["prize"], case["cost"], int(case["n"])
    world = theory_scenario("t8_contest").replace(tournament_prize=prize, effort_cost=cost, departments=n)
    (effort,) = outcome_at(world, {"effort_cost": [cost]}, "effort_output")
    expected = closed_forms.contest_effort(prize, cost, n)
    lines = [case.finding("effort", effort**2 / 2.0, expected, exact(expected))]
    if case.thorough:
        lines.append(
            case.finding("deviation", gain_of_one_rival(world, float(effort)), 0.0, EXACT, detail=True)
        )
    return lines


def gain_of_one_rival(world: Scenario, effort: float) -> float:
    """Return the slope of one rival's simulated pay-off in its own effort, per unit of its marginal cost.

    The pay-off is the prize times the rival's simulated share of it, less its simulated cost. The world moves all
    money by the contest, so that next year's budgets show the shares.
    """
    step = ONE_RIVAL * effort
    (less, less_cost), (more, more_cost) = (
        rival(world, effort, own) for own in (effort - step, effort + step)
    )
    won = world.bureau.tournament_prize * (more - less)
    return (won - (more_cost - less_cost)) / (more_cost - less_cost)


def rival(world: Scenario, effort: float, own: float) -> tuple[float, float]:
    """Return the first department's share of the prize, and the cost of all efforts, when the others keep to theirs."""

    def behave(view: DepartmentView[Array]) -> Decision[Array]:
        zero = np.zeros_like(view.productivity)
        efforts = zero + effort
        efforts[..., 0] = own
        return Decision(efforts, zero, zero, zero, zero, zero)

    result = simulate(world, 1, departments=True, behaviour=behave)
    budgets, (mean_cost,) = last_panel(result, "next_allocation")[0], last_outcome(result, "effort_cost")
    return float(budgets[0] / budgets.sum()), float(mean_cost * budgets.size)


CONTEST = Limit(
    id="T8",
    source="Tullock 1980",
    quantities=("effort",),
    parameters=(
        Parameter("prize", "V", "value", "prize that is shared out", 0.01, 1e6),
        Parameter("cost", "c", "value", "cost of effort", 0.01, 1e4),
        Parameter("n", "n", "departments", "rivals", 2, 1000, whole=True),
    ),
    worked=complete(("prize", "cost", "n"), (100.0, 1.0, 5)),
    check=contest,
    along=("n", (2, 3, 4, 5, 7, 10, 15, 20, 30, 40)),
)
