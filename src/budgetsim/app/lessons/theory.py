"""The theory of a lesson as numbers to draw: a formula's line, and simulated points on it. No pages in here.

Lines are the closed forms of ``budgetsim.kinds.verify.theory``, with points from the same scenarios, search and
tolerances as ``budgetsim verify --theory``; or, where no limit covers it, the model's own mechanism functions, never
typed again, with points that are outcomes of ``simulate``, several hundred steps away from those functions. A
mechanism is a function from the settings of its sliders to ``Drawn``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from budgetsim.app.lessons.content import Theory
from budgetsim.app.workers import Shared, at_work
from budgetsim.declarations import GROUPS, Bureau, Department, Policy
from budgetsim.kinds.verify.theory import closed_forms as forms
from budgetsim.kinds.verify.theory.catalogue import LIMITS
from budgetsim.kinds.verify.theory.limit import EXACT, Case, Finding, Limit, Values
from budgetsim.kinds.verify.theory.worlds import MONTE_CARLO_ERRORS, theory_scenario
from budgetsim.model.department.view import DepartmentView
from budgetsim.model.measures import OUTCOMES
from budgetsim.model.mechanisms import capacity, effort, execution, learning, objectives
from budgetsim.model.panel import DEPARTMENT_COLUMNS
from budgetsim.model.simulation import simulate
from budgetsim.model.state import Decision
from budgetsim.numerics import Array
from budgetsim.scenario import Scenario, load_scenario

LINE = 61
"""Places of a formula's line."""
SEEDS = 20
REPORTS, FEASIBLE, STAKE = 25, 1.3, 1000.0
"""Departments, each with a report of its own; what all of them reach; value of a full score in the scenario."""
Formula = Callable[[Values], float]
Moved = tuple[tuple[str, float], ...]
KEPT = 128


@dataclass(frozen=True)
class Drawn:
    """A formula's line and simulated points; ``tolerance`` is how far a point may lie from the formula.

    ``x`` and ``y`` are keys of the messages that name the axes.
    """

    x: str
    y: str
    line_x: tuple[float, ...]
    line_y: tuple[float, ...]
    point_x: tuple[float, ...]
    point_y: tuple[float, ...]
    expected: tuple[float, ...]
    tolerance: tuple[float, ...]

    @property
    def furthest(self) -> float:
        """Largest distance of a point from the formula."""
        return max(abs(a - b) for a, b in zip(self.point_y, self.expected, strict=True))

    @property
    def agree(self) -> bool:
        """Whether every point lies as near to the formula as it must."""
        rows = zip(self.point_y, self.expected, self.tolerance, strict=True)
        return all(abs(point - formula) <= allowed for point, formula, allowed in rows)


Mechanism = Callable[[Mapping[str, float]], Drawn]


def red_tape(moved: Mapping[str, float]) -> Drawn:
    """Effort e = m / c̃ under checks, c̃ = c [1 + b_m m (1 − c_I I) + …] (``effort.effort_price``).

    The world is that of the theory (everything off) with a reward of ½ and red tape of its usual strength, so that the
    burden on effort is all that is left.
    """
    usual = load_scenario("teaching_red_tape").department.red_tape_monitoring
    world = theory_scenario("off").replace(
        **{"result_use": 0.5, "red_tape_monitoring": usual, "self_noise": 0.0, **moved}
    )
    world = world.replace(output_value=1.0, benefit_value=0.0)

    def expected(intensity: float) -> float:
        levers, department, bureau = _as_arrays(world.replace(monitoring_intensity=intensity))
        return float(world.policy.result_use / effort.effort_price(levers, department, bureau))

    points = tuple(np.linspace(0.0, 1.0, 6))
    scenarios = [world.replace(name=f"m{i}", monitoring_intensity=m) for i, m in enumerate(points)]
    simulated = _last_year(scenarios, "effort_output", seeds=1)
    return _along(
        ("monitoring_intensity", "effort_output"), expected, points, simulated[:, 0], np.full(6, EXACT)
    )


def year_end(moved: Mapping[str, float]) -> Drawn:
    """Share of December in the year's spending, for a given reserve that no late demand meets.

    The formula (``spending.instalment``, ``rush.rushed_share``) is that of a year without chance; simulated spending
    is noisy, so points carry a Monte-Carlo error.
    """
    base = load_scenario("teaching_year_end_rush").replace(year_end="procrastination")
    base = base.replace(**moved)
    points = (0.0, 0.25, 0.5, 0.75, 1.0)
    scenarios = [base.replace(name=f"c{i}", carryover=c) for i, c in enumerate(points)]
    _, department, _ = _as_arrays(base)
    monthly = execution.instalment(np.ones(1), department.hoarding, np.zeros(1))
    lowest, highest = execution.qualities(department.rush_quality, department.rush_quality_spread)

    def expected(carryover: float) -> float:
        waiting = execution.worth_of_waiting(np.full(1, carryover), department.discount_factor)
        regular = execution.regular_december(np.ones(1), 11.0 * monthly)
        rest = 1.0 - 11.0 * monthly - regular
        december = regular + execution.rushed_share(lowest, highest, waiting) * rest
        return float((december / (11.0 * monthly + december))[0])

    simulated = _last_year(scenarios, "december_share")
    errors = MONTE_CARLO_ERRORS * simulated.std(axis=1, ddof=1) / np.sqrt(simulated.shape[1]) + EXACT
    return _along(("carryover", "december_share"), expected, points, simulated.mean(axis=1), errors)


def soft_use(moved: Mapping[str, float]) -> Drawn:
    """Belief γᵘ that announced use is delivered, year by year (``learning.credibility``, ``capacity.delivery``).

    Everybody begins with the belief that departments start with; delivery L follows from the simulated workload.
    """
    base = load_scenario("teaching_soft_result_use").replace(**moved)
    world = base.replace(burn_in=0)
    d, years = world.department, tuple(float(year) for year in range(1, world.protocol.years + 1))
    delivered = capacity.delivery(_years(world, "workload_ratio")).mean(axis=0)
    belief, path = np.full(1, d.credibility_initial), []
    for done in delivered:
        path.append(float(belief[0]))
        announced, rate = (np.full(1, value) for value in (world.policy.result_use, d.belief_learning))
        belief = learning.credibility(belief, announced, np.full(1, done), rate)
    simulated, error = _years(world, "credibility").mean(axis=0), (EXACT,) * len(years)
    return Drawn(
        "year", "credibility", years, tuple(path), years, tuple(map(float, simulated)), tuple(path), error
    )


def truthful_reports(moved: Mapping[str, float]) -> Drawn:
    """Pay-off of a report over that of the truth under the bonus (``objectives.truth_inducing_bonus``; Weitzman 1976).

    As in the limit T11, departments that can do the same report differently, from half to one and a half of it.
    """
    world = theory_scenario("t11_truthful_reports").replace(departments=REPORTS, reward_value=STAKE, **moved)
    low = np.linspace(-0.5, 0.5, REPORTS)[::-1]

    def report(view: DepartmentView[Array]) -> Decision[Array]:
        zero = np.zeros_like(view.productivity)
        return Decision(zero + (FEASIBLE - 1.0), zero, zero, zero, zero + low, zero)

    alpha, beta, gamma = (
        np.full(1, getattr(world.bureau, f"contract_{name}")) for name in ("alpha", "beta", "gamma")
    )

    def bonus(reported: float) -> float:
        paid = objectives.truth_inducing_bonus(alpha, beta, gamma, np.full(1, reported), np.full(1, FEASIBLE))
        return float(paid[0])

    def expected(reported: float) -> float:
        return bonus(reported) - bonus(FEASIBLE)

    result = simulate(world, 1, departments=True, behaviour=report)
    payoff = result.panels[world.name][0, -1, :, list(DEPARTMENT_COLUMNS).index("payoff")]
    gained = (payoff - payoff[REPORTS // 2]) / world.department.reward_value
    places = tuple(FEASIBLE * (1.0 - low))
    return _along(("report", "bonus"), expected, places, gained, np.full(REPORTS, EXACT))


MECHANISMS: dict[str, Mechanism] = {
    "red_tape": red_tape,
    "year_end": year_end,
    "soft_use": soft_use,
    "truthful_reports": truthful_reports,
}


def _as_arrays(scenario: Scenario) -> tuple[Policy[Array], Department[Array], Bureau[Array]]:
    """Parameters as mechanisms take them: what all points of a batch agree on is a plain number there too."""
    return (
        cast("Policy[Array]", scenario.policy),
        cast("Department[Array]", scenario.department),
        cast("Bureau[Array]", scenario.bureau),
    )


def _along(
    axes: tuple[str, str],
    expected: Callable[[float], float],
    points: Sequence[float],
    simulated: Array,
    tolerance: Array,
) -> Drawn:
    line = np.linspace(points[0], points[-1], LINE)
    return Drawn(
        *axes, tuple(map(float, line)), tuple(expected(float(x)) for x in line), tuple(map(float, points)),
        tuple(map(float, simulated)), tuple(expected(float(x)) for x in points), tuple(map(float, tolerance)),
    )  # fmt: skip


def _years(scenario: Scenario, outcome: str) -> Array:
    """Return an outcome by (seed, year)."""
    return np.asarray(simulate(scenario, SEEDS).values[scenario.name][..., list(OUTCOMES).index(outcome)])


def _last_year(scenarios: Sequence[Scenario], outcome: str, seeds: int = SEEDS) -> Array:
    """Return an outcome of the last year by (scenario, seed)."""
    values = simulate(scenarios, seeds).values
    return np.array([values[scenario.name][:, -1, list(OUTCOMES).index(outcome)] for scenario in scenarios])


def _slope(v: Values) -> float:
    return forms.incentive_slope(v["r"], v["c"], v["sigma2"])


def _types(form: Callable[[float, float, float, float], float]) -> Formula:
    return lambda v: form(v["A"], v["theta_low"], v["theta_high"], v["nu"])


FORMULAS: dict[tuple[str, str], Formula] = {
    ("T1", "beta"): _slope,
    ("T1", "effort"): lambda v: forms.contract_effort(_slope(v), v["c"]),
    ("T1", "surplus"): lambda v: forms.contract_surplus(_slope(v), v["c"]),
    ("T2", "beta"): lambda v: forms.multitask_slope(v["r"], v["sigma2"], v["k12"]),
    ("T4", "threshold"): lambda v: forms.deterrence_threshold(v["gain"], v["sanction"]),
    ("T5", "effort_factor"): lambda v: forms.ratchet_factor(v["interest"], v["ratchet"]),
    ("T6", "effort"): lambda v: forms.yardstick_effort(v["quantity"], v["cost_slope"], v["pass_through"]),
    ("T7", "filter"): lambda v: forms.best_filter(v["sigma2_common"], v["sigma2_own"], int(v["peers"])),
    ("T8", "effort"): lambda v: forms.contest_effort(v["prize"], v["cost"], int(v["n"])),
    ("T10", "q_low"): lambda v: forms.efficient_output(v["A"], v["theta_low"]),
    ("T10", "q_high"): _types(forms.distorted_output),
    ("T10", "rent"): _types(forms.information_rent),
}
"""Closed forms as functions of a limit's parameters, for smooth lines; of other quantities only points are known."""


_kept: Shared[tuple[Theory, Moved], Drawn] = Shared(KEPT)


def drawn(theory: Theory, moved: Mapping[str, float]) -> Drawn:
    """Return line and points of a theory under the settings of its sliders."""
    key = (theory, tuple(sorted(moved.items())))

    def work_out(_: object) -> dict[tuple[Theory, Moved], Drawn]:
        return {key: at_work(_drawn, theory, {**theory.fixed, **moved})}

    return _kept.get([key], work_out)[0]


def _drawn(theory: Theory, values: dict[str, float]) -> Drawn:
    return MECHANISMS[theory.mechanism](values) if theory.mechanism else _limit(theory, values)


def _limit(theory: Theory, moved: Mapping[str, float]) -> Drawn:
    limit = LIMITS[theory.limit]
    name, places = (theory.along, theory.points) if theory.along else limit.along
    places = theory.points or places
    cases = [Case(limit, {**limit.worked[0], **moved, name: place}, thorough=False) for place in places]
    cases = [case for case in cases if not limit.together(case.values)]
    findings = [_finding(case, theory.quantity) for case in cases]
    points = tuple(float(case[name]) for case in cases)
    line = _line_places(limit, name, points)
    formula = FORMULAS.get((limit.id, theory.quantity))
    if formula is None:
        line, heights = points, tuple(one.expected for one in findings)
    else:
        heights = tuple(formula({**limit.worked[0], **moved, name: place}) for place in line)
    return Drawn(
        f"{limit.id}-{name}", f"{limit.id}-{theory.quantity}", line, heights, points,
        tuple(one.simulated for one in findings), tuple(one.expected for one in findings),
        tuple(one.tolerance for one in findings),
    )  # fmt: skip


def _finding(case: Case, quantity: str) -> Finding:
    return next(one for one in case.limit.check(case) if one.quantity == quantity)


def _line_places(limit: Limit, name: str, points: tuple[float, ...]) -> tuple[float, ...]:
    whole = next(parameter.whole for parameter in limit.parameters if parameter.name == name)
    if whole:
        return tuple(float(n) for n in range(int(points[0]), int(points[-1]) + 1))
    return tuple(map(float, np.linspace(points[0], points[-1], LINE)))


def slider_start(theory: Theory, scenario: str, name: str) -> float:
    """Return where a theory's slider stands at first: as fixed, else as worked, else as in the scenario."""
    if name in theory.fixed:
        return theory.fixed[name]
    if theory.limit:
        return float(LIMITS[theory.limit].worked[0][name])
    values = load_scenario(scenario).to_dict()
    return float(next(values[group][name] for group in GROUPS if name in values[group]))


def slider_starts(theory: Theory, scenario: str) -> dict[str, float]:
    """Return where all sliders of a theory stand at first."""
    return {slider.name: slider_start(theory, scenario, slider.name) for slider in theory.sliders}
