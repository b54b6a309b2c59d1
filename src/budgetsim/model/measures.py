"""Every outcome, declared once: name, unit, direction, definition, and the function that measures it.

District outcomes are (point, seed, 1); shares run from 0 to 1 and scores from 0 to 100; means over departments are
unweighted unless the definition says otherwise. Money and value are in mean budgets of the first year.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from budgetsim.declarations.renamed import declare_former
from budgetsim.model.mechanisms import welfare
from budgetsim.model.state import Year
from budgetsim.numerics import Array, correlation, gini, log, mean, rank_correlation, ratio, slope, total

if TYPE_CHECKING:
    import pandas as pd

Direction = Literal["up", "down", "neither"]
Measure = Callable[[Year], Array]
Bounds = tuple[float, float]
ANY: Bounds = (-np.inf, np.inf)
ABOVE_ZERO: Bounds = (0.0, np.inf)
SHARE: Bounds = (0.0, 1.0)
POINTS: Bounds = (0.0, 100.0)
GAP_OF_POINTS: Bounds = (-100.0, 100.0)
CORRELATION: Bounds = (-1.0, 1.0)


@dataclass(frozen=True)
class Outcome:
    """One outcome of a year; ``direction`` says which way is better for the public.

    ``part_of`` names the outcome that it is a part of, or says the same as: no side effect of what moves that one.
    ``formerly`` is its name in the release before, which is taken for one more. ``bounds`` are the least and the most
    that it can be by its definition.
    """

    name: str
    unit: str
    direction: Direction
    definition: str
    measure: Measure
    part_of: str = ""
    formerly: str = ""
    bounds: Bounds = ANY


OUTCOMES: dict[str, Outcome] = {}


def outcome(  # noqa: PLR0913 - what an outcome declares
    unit: str,
    direction: Direction,
    definition: str,
    *,
    part_of: str = "",
    formerly: str = "",
    bounds: Bounds = ANY,
) -> Callable[[Measure], Measure]:
    """Declare the decorated function as the measure of an outcome of the same name."""

    def declare(measure: Measure) -> Measure:
        name = measure.__name__
        OUTCOMES[name] = Outcome(name, unit, direction, definition, measure, part_of, formerly, bounds)
        declare_former(formerly, name)
        return measure

    return declare


def measure_all(year: Year) -> dict[str, Array]:
    """Measure every outcome of a closed year, in the order of declaration."""
    return {name: item.measure(year) for name, item in OUTCOMES.items()}


def bounds_of(names: Sequence[str]) -> tuple[Array, Array]:
    """Return the least and the most that outcomes can be; −∞ and ∞ of what is no outcome."""
    least, most = np.zeros(len(names)), np.zeros(len(names))
    for place, name in enumerate(names):
        least[place], most[place] = OUTCOMES[name].bounds if name in OUTCOMES else ANY
    return least, most


def outcomes() -> pd.DataFrame:
    """Return every outcome as a table: name, unit, direction (up, down, neither) and definition."""
    import pandas as pd

    columns = ("name", "unit", "direction", "definition")
    return pd.DataFrame([{column: getattr(item, column) for column in columns} for item in OUTCOMES.values()])


PURPOSE = "net_social_value"
"""Outcome that all costs and gains add up to."""
SCORE_POINTS = 100.0
QUARTER = 0.25


def _mean(year: Year, x: Array) -> Array:
    return mean(x, year.budget.shape[-1])


def _total(year: Year, x: Array) -> Array:
    return total(x, year.budget.shape[-1])


# Value ----------------------------------------------------------------------------------------------------------


@outcome("value per department", "up", "Public value V per department, spill-overs included", part_of=PURPOSE)
def public_value(year: Year) -> Array:
    """Mean of s y + spill-overs."""
    return _mean(year, year.results.value)


@outcome(
    "value per unit of money",
    "up",
    "Public value of all departments over their budgets",
    part_of=PURPOSE,
    formerly="value_per_yuan",
)
def value_per_budget(year: Year) -> Array:
    """Sum of V over sum of B."""
    return _total(year, year.results.value) / _total(year, year.budget)


@outcome(
    "share",
    "up",
    "Public value less effort cost, over the same at first-best budgets and effort, no waste, no late demand",
)
def value_to_first_best(year: Year) -> Array:
    """(ΣV − ΣsC) / V*."""
    return _total(year, year.results.value - year.accounts.effort_cost) / year.accounts.first_best_value


@outcome("share", "up", "First-best value at actual budgets over first-best value at first-best budgets")
def allocative_efficiency(year: Year) -> Array:
    """Σ s a / V*."""
    reached = year.results.scale * year.accounts.first_best_rate
    return _total(year, reached) / year.accounts.first_best_value


@outcome("share", "up", "Value less effort cost over first-best value, both at actual budgets")
def technical_efficiency(year: Year) -> Array:
    """(ΣV − ΣsC) / Σ s a."""
    possible = year.results.scale * year.accounts.first_best_rate
    return _total(year, year.results.value - year.accounts.effort_cost) / _total(year, possible)


@outcome(
    "value per unit of scale", "up", "True performance y: public value of a department per unit of its scale"
)
def performance(year: Year) -> Array:
    """Mean of y."""
    return _mean(year, year.results.performance)


# Scores ---------------------------------------------------------------------------------------------------------


@outcome("points", "neither", "Self-evaluation score", bounds=POINTS)
def self_score(year: Year) -> Array:
    """Mean of 100 zˢ."""
    return SCORE_POINTS * _mean(year, year.evaluation.self_score)


@outcome(
    "points",
    "neither",
    "External-evaluation score that every department would get (the bureau sees the covered)",
    bounds=POINTS,
)
def external_score(year: Year) -> Array:
    """Mean of 100 zᵏ over all departments."""
    return SCORE_POINTS * _mean(year, year.evaluation.external_score)


@outcome(
    "points",
    "down",
    "Self-score less the external score that the same department would get",
    bounds=GAP_OF_POINTS,
)
def score_inflation(year: Year) -> Array:
    """Mean of 100 (zˢ − zᵏ)."""
    return SCORE_POINTS * _mean(year, year.evaluation.self_score - year.evaluation.external_score)


@outcome(
    "rank correlation",
    "up",
    "Rank correlation of true performance and the used score under full evaluation",
    bounds=CORRELATION,
)
def validity(year: Year) -> Array:
    """Spearman correlation over departments; 0 where undefined."""
    return rank_correlation(year.evaluation.used_score, year.results.performance)


@outcome(
    "correlation",
    "up",
    "Correlation over departments of self-score and external score; 0 where undefined",
    bounds=CORRELATION,
)
def self_external_correlation(year: Year) -> Array:
    """Pearson correlation over departments."""
    return correlation(year.evaluation.self_score, year.evaluation.external_score)


@outcome("share", "up", "Share of departments with an excellent self-score (90 points or more)", bounds=SHARE)
def excellent_share(year: Year) -> Array:
    """Mean of zˢ ≥ .90."""
    return _mean(year, (year.evaluation.self_score >= 0.90).astype(np.float64))


# Hidden actions -------------------------------------------------------------------------------------------------


@outcome("attainment", "down", "Attainment that a self-evaluation claims beyond the truth", bounds=ABOVE_ZERO)
def manipulation(year: Year) -> Array:
    """Mean of g."""
    return _mean(year, year.decision.manipulation)


@outcome(
    "share of budget", "down", "Money diverted and not returned, openly or under concealment", bounds=SHARE
)
def active_waste(year: Year) -> Array:
    """Mean of diverted money over budget."""
    return _mean(year, (year.diverted + year.concealed) / year.budget)


@outcome("share of budget", "down", "Money diverted beyond the reach of checks and audits", bounds=SHARE)
def concealed_waste(year: Year) -> Array:
    """Mean of concealed money over budget."""
    return _mean(year, year.concealed / year.budget)


@outcome("share of budget", "down", "Undiverted money lost to incompetence", bounds=SHARE)
def passive_waste(year: Year) -> Array:
    """Mean of passively wasted money over budget."""
    return _mean(year, year.passive / year.budget)


@outcome("share", "down", "Understatement of targets in proposals", bounds=SHARE)
def sandbagging(year: Year) -> Array:
    """Mean of s."""
    return _mean(year, year.decision.sandbagging)


@outcome("ratio", "up", "Output target over the output that the department reaches", bounds=ABOVE_ZERO)
def target_ambition(year: Year) -> Array:
    """Mean of τ₁/y₁."""
    return _mean(year, ratio(year.targets.output, year.results.output))


@outcome("effort", "neither", "Effort on outputs", bounds=ABOVE_ZERO)
def effort_output(year: Year) -> Array:
    """Mean of e₁."""
    return _mean(year, year.decision.effort_output)


@outcome("effort", "neither", "Effort on benefits", bounds=ABOVE_ZERO)
def effort_benefit(year: Year) -> Array:
    """Mean of e₂."""
    return _mean(year, year.decision.effort_benefit)


# Execution ------------------------------------------------------------------------------------------------------


@outcome(
    "share of spending",
    "down",
    "Spending in December over spending in the year, district totals",
    bounds=SHARE,
)
def december_share(year: Year) -> Array:
    """Σ December spending / Σ spending."""
    return _total(year, year.spent - year.november) / _total(year, year.spent)


@outcome("share of budget", "neither", "Spending over budget, district totals", bounds=SHARE)
def execution_rate(year: Year) -> Array:
    """Σ spent / ΣB."""
    return _total(year, year.spent) / _total(year, year.budget)


@outcome("share of budget", "down", "Money lost because it was spent in a hurry", bounds=SHARE)
def rush_loss(year: Year) -> Array:
    """Mean of rush loss over budget."""
    return _mean(year, year.rush_loss / year.budget)


@outcome("value per unit of money", "up", "Value of money that met late demand, beyond its amount")
def late_gain(year: Year) -> Array:
    """Mean of late gain over budget."""
    return _mean(year, year.late_gain / year.budget)


@outcome(
    "share of budget",
    "neither",
    "Unspent money that went back to the treasury, district totals",
    bounds=SHARE,
)
def lapsed_money(year: Year) -> Array:
    """Σ (unspent − kept) / ΣB."""
    return _total(year, year.results.unspent - year.results.kept) / _total(year, year.budget)


# Use of results -------------------------------------------------------------------------------------------------


@outcome(
    "log points per 25 points",
    "neither",
    "Slope over departments of the change of log budget on the score in use",
)
def result_elasticity(year: Year) -> Array:
    """Least-squares slope of log(B′/B) on 25 points of the score behind it."""
    change = log(np.maximum(year.use.allocation, 1e-12) / np.maximum(year.allocation, 1e-12))
    return QUARTER * slope(year.use.score_in_use, change)


@outcome(
    "share of budget",
    "neither",
    "Half the sum of absolute changes of budget shares from this year to the next",
    bounds=SHARE,
)
def money_moved(year: Year) -> Array:
    """½ Σ |B′/ΣB′ − B/ΣB|."""
    after = year.use.allocation / _total(year, year.use.allocation)
    return 0.5 * _total(year, np.abs(after - year.allocation / _total(year, year.allocation)))


@outcome("share", "neither", "Departments that received an external evaluation", bounds=SHARE)
def evaluation_share(year: Year) -> Array:
    """Mean of coverage."""
    return _mean(year, year.evaluation.covered.astype(np.float64))


# Delivery of the four links -------------------------------------------------------------------------------------


@outcome(
    "monthly probability",
    "neither",
    "Probability that a month's misuse is found: realised checks times their power",
    bounds=SHARE,
)
def effective_monitoring(year: Year) -> Array:
    """Mean of m_r π_m."""
    return _mean(year, year.programme.monitoring * year.programme.monitoring_detection)


@outcome("share", "neither", "Department-months really checked, m L", bounds=SHARE)
def realised_monitoring(year: Year) -> Array:
    """Mean of m_r."""
    return _mean(year, year.programme.monitoring)


@outcome("share", "neither", "External evaluations really planned for, ν L", bounds=SHARE)
def realised_evaluation(year: Year) -> Array:
    """Mean of ν_r."""
    return _mean(year, year.programme.evaluation)


@outcome("share", "neither", "Force of the review of objectives, o L π_o", bounds=SHARE)
def realised_review(year: Year) -> Array:
    """Mean of o_r."""
    return _mean(year, year.programme.review)


@outcome("share", "neither", "Use of results that is delivered, ρ L", bounds=SHARE)
def realised_use(year: Year) -> Array:
    """Mean of ρ L."""
    return _mean(year, year.levers.result_use * year.programme.delivered)


@outcome(
    "ratio",
    "down",
    "Staff days asked for over staff days available; above 1 work is cut and hurried",
    bounds=ABOVE_ZERO,
)
def workload_ratio(year: Year) -> Array:
    """Load over capacity."""
    return year.programme.workload


# Beliefs --------------------------------------------------------------------------------------------------------


@outcome(
    "monthly probability",
    "neither",
    "Probability of a monthly check that departments believe in",
    bounds=SHARE,
)
def perceived_risk(year: Year) -> Array:
    """Mean of p̂."""
    return _mean(year, year.perceived_risk)


@outcome("share", "up", "Belief that announced use of results is delivered", bounds=SHARE)
def credibility(year: Year) -> Array:
    """Mean of γᵘ."""
    return _mean(year, year.credibility)


@outcome("share", "up", "Consequence of a finding that departments believe in", bounds=SHARE)
def consequence_belief(year: Year) -> Array:
    """Mean of r̂."""
    return _mean(year, year.consequence_belief)


@outcome(
    "share", "up", "Performance culture: how far departments care for public value themselves", bounds=SHARE
)
def culture(year: Year) -> Array:
    """Mean of κ."""
    return _mean(year, year.culture)


# Costs and distribution -----------------------------------------------------------------------------------------


@outcome(
    "value per unit of scale",
    "neither",
    "Certainty-equivalent pay-off of a department: consequences of scores and diverted money, less all costs",
)
def rent(year: Year) -> Array:
    """Mean pay-off: consequences and diverted money, less sanctions, efforts and risk."""
    return _mean(year, year.accounts.payoff)


@outcome(
    "value per department", "down", "Cost of effort, red tape included", part_of=PURPOSE, bounds=ABOVE_ZERO
)
def effort_cost(year: Year) -> Array:
    """Mean of s C."""
    return _mean(year, year.accounts.effort_cost)


@outcome(
    "value per department",
    "down",
    "Cost of the risk that noisy scores lay on departments",
    part_of=PURPOSE,
    bounds=ABOVE_ZERO,
)
def risk_cost(year: Year) -> Array:
    """Mean of s times the risk premium."""
    return _mean(year, year.accounts.risk_cost)


@outcome(
    "value per department",
    "down",
    "Money for staff, systems, training, third parties, audits, follow-up",
    part_of=PURPOSE,
    bounds=ABOVE_ZERO,
)
def administrative_cost(year: Year) -> Array:
    """Administrative cost over departments."""
    return year.accounts.administrative_cost


@outcome(
    "value per department",
    "down",
    "Work that departments put into hiding and gaming",
    part_of=PURPOSE,
    bounds=ABOVE_ZERO,
)
def gaming_cost(year: Year) -> Array:
    """Mean of s times the costs of diversion, manipulation and understatement, moral ones left out."""
    return _mean(year, year.accounts.gaming_cost)


@outcome(
    "value per department",
    "down",
    "Departments' own time on checks, reviews and evaluations",
    part_of=PURPOSE,
    bounds=ABOVE_ZERO,
)
def compliance_cost(year: Year) -> Array:
    """Mean of s t_c (12 m_r + o L + ν_r)."""
    return _mean(year, year.accounts.compliance_cost)


@outcome("value per department", "neither", "Rewards for scores that are paid in money", part_of=PURPOSE)
def performance_pay(year: Year) -> Array:
    """Mean of s times pay."""
    return _mean(year, year.accounts.performance_pay)


@outcome(
    "value per department",
    "down",
    "Diverted money that departments keep, openly or under concealment",
    part_of=PURPOSE,
    bounds=ABOVE_ZERO,
)
def private_gain(year: Year) -> Array:
    """Mean of diverted money in mean budgets."""
    return _mean(year, year.diverted + year.concealed)


@outcome(
    "value per department",
    "down",
    "Administration and pay less lapsed money, raised from the public",
    part_of=PURPOSE,
)
def public_funds(year: Year) -> Array:
    """Administration + pay − lapsed money, per department; below 0 where more came back than was raised."""
    return welfare.public_funds(social_accounts(year))


@outcome(
    "value per department",
    "up",
    "Public value less costs of effort, risk, gaming and own time and of public funds, private gain at its weight",
)
def net_social_value(year: Year) -> Array:
    """V − costs − μ_c (administration − lapsed) − (μ_c − 1) pay + ω gain, per department."""
    stance = year.accounts.transfer_weight, year.accounts.cost_of_funds
    return welfare.net_social_value(social_accounts(year), *stance)


def social_accounts(year: Year) -> welfare.SocialAccounts[Array]:
    """What the year brought and took, per department."""
    return welfare.SocialAccounts(
        public_value=public_value(year),
        effort=effort_cost(year),
        risk=risk_cost(year),
        gaming=gaming_cost(year),
        own_time=compliance_cost(year),
        administration=administrative_cost(year),
        pay=performance_pay(year),
        lapsed=_mean(year, year.results.unspent - year.results.kept),
        private_gain=private_gain(year),
    )


@outcome("Gini coefficient", "neither", "Inequality of budgets between departments", bounds=SHARE)
def budget_gini(year: Year) -> Array:
    """Gini coefficient of budgets."""
    return gini(year.allocation)
