"""The numbers of one department's year, as plain values: what ``explain --json`` prints and the story tells."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from typing import Any

import numpy as np

from budgetsim.model.department.stakes import ratchet_factor
from budgetsim.model.mechanisms.score_forms import SCORE_FORMS
from budgetsim.model.panel import measure_departments
from budgetsim.model.year_end import external_error, scored_results, self_shocks
from budgetsim.numerics import Array
from budgetsim.report.declared import ARCHETYPES
from budgetsim.report.explain.capture import Captured
from budgetsim.report.explain.motives import decision_rule, motives
from budgetsim.scenario import Money

POINTS = 100.0


def facts_of(c: Captured, money: Money | None = None) -> dict[str, Any]:
    """Return the year as nested plain values; money in mean budgets of the first year, scores 0–100.

    With ``money``, what a mean budget is worth is among them, so that the story tells amounts in it too.
    """
    roster = c.scenario.roster
    return {
        "scenario": c.scenario.name,
        "seed": c.seed,
        "year": c.year,
        "department": c.department,
        "name": f"department {c.department}" if roster is None else roster.names[c.department],
        "in_roster": roster is not None,
        "score_form": str(c.world.parameters.protocol.score_form),
        "departments": c.scenario.district.departments,
        **({} if money is None else {"money": _worth(c, money)}),
        "who": _who(c),
        "knew": _knew(c),
        "rule": decision_rule(c),
        "chose": {action: motive.as_dict() for action, motive in motives(c).items()},
        "hoarding": {
            "held_back": c.of(c.books.decision.hoarding),
            "late_demand": c.of(c.books.late_demand),
            "late_gain": c.of(c.books.late_gain / c.books.budget),
        },
        "months": [asdict(month) for month in c.months],
        "seen": _seen(c),
        "true": _true(c),
        "scores": _scores(c),
        "followed": _followed(c),
        "panel": panel(c),
    }


def _worth(c: Captured, money: Money) -> dict[str, Any]:
    return {"unit": money.unit, "mean_budget": money.of_budgets(1.0, c.scenario.district.departments)}


def panel(c: Captured) -> dict[str, float]:
    """Return the department's row of the panel that ``simulate`` gives."""
    return {name: c.of(values) for name, values in measure_departments(c.books).items()}


def _who(c: Captured) -> dict[str, Any]:
    traits = c.world.traits
    return {
        "archetype": ARCHETYPES[int(traits.archetype[0, 0, c.department])],
        "size": c.of(traits.size),
        "productivity": c.of(traits.productivity),
        "productivity_rank": 1 + int(np.sum(traits.productivity[0, 0] > c.of(traits.productivity))),
        "slack_taste": c.of(traits.slack_taste),
        "measurability_output": c.of(traits.measurability_output),
        "measurability_benefit": c.of(traits.measurability_benefit),
        "self_bias": POINTS * c.of(c.books.self_bias),
    }


def _knew(c: Captured) -> dict[str, Any]:
    view = c.view
    names = (
        "budget", "culture", "perceived_risk", "perceived_audit", "consequence_belief", "credibility", "useful_share",
        "attainment_output", "attainment_benefit", "last_effort_output", "last_effort_benefit", "norm_output",
        "norm_benefit", "measurability_output", "measurability_benefit",
    )  # fmt: skip
    policy = {f.name: _plain(c, getattr(view.policy, f.name)) for f in fields(view.policy)}
    programme = {f.name: c.of(getattr(view.programme, f.name)) for f in fields(view.programme)}
    return {
        **{name: c.of(getattr(view, name)) for name in names},
        "kept_from_last_year": c.of(c.books.carried),
        "adjusted_by": c.of((view.budget - c.books.carried) / c.memory.allocation - 1.0),
        "forecast_output": c.of(c.prospect.forecast[0]),
        "forecast_benefit": c.of(c.prospect.forecast[1]),
        "stake": {f.name: c.of(getattr(c.books.stakes, f.name)) for f in fields(c.books.stakes)},
        "ratchet_factor": c.of(ratchet_factor(view)),
        "found_chance": c.of(c.prospect.found),
        "policy": policy,
        "programme": programme,
    }


def _plain(c: Captured, value: Any) -> Any:
    return c.of(value) if isinstance(value, np.ndarray) else value


def _seen(c: Captured) -> dict[str, Any]:
    """What reached the bureau in the year, and what it believed before."""
    books, m = c.books, c.books.messages
    covered = bool(c.of(m.external_evaluation.covered))
    return {
        "proposal_output": c.of(m.proposal.output),
        "proposal_benefit": c.of(m.proposal.benefit),
        "target_output": c.of(books.targets.output),
        "target_benefit": c.of(books.targets.benefit),
        "spent_by_july": c.of(m.july.spent / m.july.budget),
        "checks": c.of(m.findings.checks),
        "findings": c.of(m.findings.findings),
        "audit_findings": c.of(m.findings.audit_findings),
        "self_score": POINTS * c.of(m.self_evaluation.score),
        "reported_output": c.of(m.self_evaluation.reported_output),
        "reported_benefit": c.of(m.self_evaluation.reported_benefit),
        "external_score": POINTS * c.of(m.external_evaluation.score) if covered else None,
        "expected_productivity": c.of(c.memory.expected),
        "productivity_sd": float(np.sqrt(c.of(c.memory.variance))),
        "inflation_correction": POINTS * c.of(c.memory.inflation),
    }


def _true(c: Captured) -> dict[str, Any]:
    """What the researcher sees."""
    books, r = c.books, c.books.results
    money = {
        name: c.of(getattr(books, name) / books.budget)
        for name in ("useful", "diverted", "concealed", "passive", "rush_loss")
    }
    return {
        "honest_proposal_output": c.of(c.prospect.forecast[0]),
        "honest_proposal_benefit": c.of(c.prospect.forecast[1]),
        "output": c.of(r.output),
        "benefit": c.of(r.benefit),
        "performance": c.of(r.performance),
        "performance_rank": 1 + int(np.sum(r.performance[0, 0] > c.of(r.performance))),
        "value": c.of(r.value),
        "shares_of_budget": {**money, "unspent": c.of(r.unspent / books.budget)},
        "december_share": c.of((books.spent - books.november) / books.spent),
        "moved_in_july": c.of(books.moved_in_july),
        "self_score": POINTS * c.of(books.evaluation.self_score),
        "external_score": POINTS * c.of(books.evaluation.external_score),
        "attainment_output": c.of(books.evaluation.attainment_output),
        "attainment_benefit": c.of(books.evaluation.attainment_benefit),
        "payoff": c.of(books.accounts.payoff),
    }


def _scores(c: Captured) -> dict[str, Any]:
    """What the scores of the year are made of, part by part."""
    p, shocks = c.world.parameters.bureau, self_shocks(c.world)
    form, scored = SCORE_FORMS[c.world.parameters.protocol.score_form], scored_results(c.books)
    attained = c.books.evaluation.attainment_output, c.books.evaluation.attainment_benefit
    parts = {
        kind: {
            "claimed_in_all": c.of(whole),
            "measured": c.of(measured),
            "unmeasured": c.of(unmeasured),
            "made_up": c.of(scored.manipulation),
            "error": c.of(shocks.error),
        }
        for kind, whole, measured, unmeasured in zip(
            ("output", "benefit"), attained, form.measured(scored), form.unmeasured(scored), strict=True
        )
    }
    return {
        "attained_output": parts["output"],
        "attained_benefit": parts["benefit"],
        "self_parts": [
            {
                "part": part.name,
                "weight": None if part.weight is None else POINTS * c.of(part.weight),
                "reached": None if part.reached is None else c.of(part.reached),
                "points": POINTS * c.of(part.score),
            }
            for part in form.self_parts(scored, attained, shocks, p)
        ],
        "external_parts": {
            name: POINTS * c.of(part)
            for name, part in form.external_parts(scored, external_error(c.world), p).items()
        },
    }


def _followed(c: Captured) -> dict[str, Any]:
    books, after, state = c.books, c.world.bureau.memory, c.world.state
    learned = {
        "perceived_risk": (books.perceived_risk, state.perceived_risk),
        "consequence_belief": (books.consequence_belief, state.consequence_belief),
        "credibility": (books.credibility, state.credibility),
        "culture": (books.culture, state.culture),
        "passive_waste": (c.waste_in_january, state.passive_waste),
        "norm_output": (c.memory.norm_output, after.norm_output),
        "norm_benefit": (c.memory.norm_benefit, after.norm_benefit),
        "expected_productivity": (c.memory.expected, after.expected),
    }
    return {
        "used_score": POINTS * c.of(books.use.used_score),
        "mean_used_score": POINTS * float(np.mean(books.use.used_score[0, 0])),
        "score_in_use": POINTS * c.of(books.use.score_in_use),
        "mean_score_in_use": POINTS * float(np.mean(books.use.score_in_use[0, 0])),
        "score_in_use_year": c.year - (books.levers.evaluation_lag - 1),
        "allocation": c.of(books.allocation),
        "next_allocation": c.of(books.use.allocation),
        "next_without_results": c.of(_without_results(c)),
        "kept": c.of(books.results.kept),
        "next_budget": c.of(books.use.allocation + books.results.kept),
        "learned": {name: {"before": c.of(a), "after": c.of(b)} for name, (a, b) in learned.items()},
    }


def _without_results(c: Captured) -> Array:
    """Next allocation if the same bureau, with the same messages, had not used any results."""
    levers = replace(c.books.levers, budget_rule="incremental")
    m = c.books.messages
    decision, _ = c.bureau.use_results(
        levers, c.books.programme, m.self_evaluation, m.external_evaluation, m.findings, m.council
    )
    return decision.allocation
