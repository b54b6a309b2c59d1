"""Why a department did what it did: the gains and costs at the margin, from the model's own functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from budgetsim.model.department import decisions
from budgetsim.model.department.stakes import own_value_of_money
from budgetsim.model.mechanisms import misconduct, objectives
from budgetsim.numerics import Array
from budgetsim.report.explain.capture import Captured

RULES = ("rational", "adaptive", "satisficing")


@dataclass(frozen=True)
class Term:
    """One gain (positive) or cost (negative) of one more unit of an action, in the department's own value."""

    name: str
    """What it is, by its message in ``explain.ftl``."""
    symbol: str
    amount: float


@dataclass(frozen=True)
class Motive:
    """An action: what one more unit of it brings and costs, and what was chosen."""

    action: str
    symbol: str
    chosen: float
    best: float
    """What the closed form says, which a calculating department chooses."""
    largest: float | None
    terms: tuple[Term, ...]
    curvature: float
    """How fast a further unit becomes costlier; the net gain over it is the best action, within its limits."""

    @property
    def net(self) -> float:
        """Net gain of the first unit."""
        return _total(self.terms)

    def as_dict(self) -> dict[str, Any]:
        """Return everything as plain values."""
        return {**asdict(self), "terms": [asdict(term) for term in self.terms], "net": self.net}


def motives(c: Captured) -> dict[str, Motive]:
    """Return the motive behind each action, by its name in the panel of departments."""
    best = decisions.best_reply(c.prospect)
    reply = {action: c.of(getattr(best, action)) for action in decisions.ACTIONS}
    each = [_sandbagging(c, reply), *_efforts(c, reply), _manipulation(c, reply), *_diversion(c, reply)]
    return {motive.action: motive for motive in each}


def decision_rule(c: Captured) -> str:
    """Name the rule by which the department decides."""
    if c.behaviour_given:
        return "given"
    users = (None, *c.world.rule)
    holds = [x is not None and bool(np.broadcast_to(x, c.world.shape)[0, 0, c.department]) for x in users]
    return RULES[holds.index(True)] if any(holds) else RULES[0]


def _motive(c: Captured, reply: dict[str, float], action: str, symbol: str, **about: Any) -> Motive:
    chosen = c.of(getattr(c.books.decision, action))
    return Motive(action, symbol, chosen, reply[action], **about)


def _terms(c: Captured, amounts: Mapping[str, Array], symbols: Mapping[str, str]) -> tuple[Term, ...]:
    return tuple(Term(name, symbols[name], c.of(amount)) for name, amount in amounts.items())


def _sandbagging(c: Captured, reply: dict[str, float]) -> Motive:
    d, prices = c.world.parameters.department, c.prospect.prices
    terms: tuple[Term, ...] = ()
    if c.view.policy.objective_contract in ("negotiated", "self_reported"):
        amounts = objectives.understatement_terms(prices.claim, c.prospect.reviewed, prices.proposal_sanction)
        terms = _terms(c, amounts, {"easier_target": "W_s P̄ (1 − o_r)", "low_proposal": "o_r F_o"})
    return _motive(
        c, reply, "sandbagging", "s", largest=c.of(d.sandbagging_max), terms=terms,
        curvature=c.of(prices.understating),
    )  # fmt: skip


def _efforts(c: Captured, reply: dict[str, float]) -> tuple[Motive, Motive]:
    """Terms of m_j = θû^α V_j, by what makes a unit of result worth something."""
    worth = c.prospect.result_worth(decisions.understatement(c.prospect))
    base, price = c.view.productive_base, c.of(c.prospect.stakes.effort_price)
    parts = []
    for kind, (name, j) in enumerate((("output", "₁"), ("benefit", "₂"))):
        amounts = {
            "own_score": base * worth.own_score[kind],
            "satisfaction": base * worth.satisfaction * worth.value[kind],
            "external_evaluation": base * worth.external_score[kind],
            "public_care": base * worth.care * worth.value[kind],
        }
        symbols = {
            "own_score": f"θû^α W_s R ∂zˢ/∂y{j}",
            "satisfaction": f"θû^α W_s w_q q₁ v{j}",
            "external_evaluation": f"θû^α W_k ∂zᵏ/∂y{j}",
            "public_care": f"θû^α κ ι v{j}",
        }
        terms = _terms(c, amounts, symbols)
        parts.append(_motive(c, reply, f"effort_{name}", f"e{j}", largest=None, terms=terms, curvature=price))
    return parts[0], parts[1]


def _manipulation(c: Captured, reply: dict[str, float]) -> Motive:
    prices = c.prospect.prices
    amounts = misconduct.claim_terms(prices.claim, c.prospect.lie_found, prices.lie_sanction)
    terms = _terms(c, amounts, {"believed_claim": "W_s P̄ (1 − p_v)", "falsified_report": "p_v F_g"})
    largest = c.of(c.world.parameters.department.manipulation_max)
    return _motive(c, reply, "manipulation", "g", largest=largest, terms=terms, curvature=c.of(prices.lying))


def _diversion(c: Captured, reply: dict[str, float]) -> tuple[Motive, Motive]:
    """Open diversion and concealment: what checks make too dear in the open goes partly into hiding."""
    d, prospect = c.world.parameters.department, c.prospect
    worth = prospect.result_worth(decisions.understatement(prospect)).total()
    own_value = own_value_of_money(prospect.view, worth, decisions.best_effort(prospect, worth))
    tempted = prospect.temptation(own_value)
    loss = misconduct.marginal_own_loss(tempted, d)
    steep, dear = c.of(d.diversion_cost), c.of(prospect.prices.hiding)
    openly = _terms(
        c,
        misconduct.open_terms(tempted, loss),
        {"retained_use": "b A", "own_loss": "M A", "expected_sanction": "P̂ r̂ F_d", "guilt": "ι_d κ"},
    )
    hidden = _terms(
        c,
        misconduct.moving_terms(tempted, loss),
        {"not_taken_back": "(b − M) (1 − A)", "avoided_sanction": "P̂ r̂ F_d"},
    )
    if _total(openly) / steep <= _total(hidden) / dear:
        # In the open it does not pay at all: what is diverted is hidden.
        symbols = {"private_use": "b", "own_loss": "M", "guilt": "ι_d κ"}
        hidden = _terms(c, misconduct.hidden_terms(tempted, loss), symbols)
        dear += steep
    return (
        _motive(c, reply, "diversion", "d", largest=c.of(d.diversion_max), terms=openly, curvature=steep),
        _motive(c, reply, "concealment", "c", largest=c.of(d.concealment_max), terms=hidden, curvature=dear),
    )


def _total(terms: tuple[Term, ...]) -> float:
    return float(sum(term.amount for term in terms))
