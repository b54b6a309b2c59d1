"""Deterrence by audit (T4) and honest reports of what is feasible (T11)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from budgetsim.agents.view import DepartmentView
from budgetsim.numerics import Array
from budgetsim.simulation import simulate
from budgetsim.state import Decision
from budgetsim.verification.finding import Finding
from budgetsim.verification.theory import closed_forms
from budgetsim.verification.theory.limit import Case, Limit, Parameter, Problem, Values, complete, exact
from budgetsim.verification.theory.optimum import end_of_range
from budgetsim.verification.theory.worlds import last_panel, panel, points, theory_scenario

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
    return [
        Problem("gain", "gain and sanction are both 0", "nothing is diverted at any chance of being found")
    ]


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
    return [
        Problem(
            second,
            f"differs from {first} = {values[first]!r} by less than {APART:g}",
            "make them equal or set them further apart",
        )
        for first, second in near
    ]


AUDIT_DETERRENCE = Limit(
    id="T4",
    theory="deterrence",
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
    theory="true reports",
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
