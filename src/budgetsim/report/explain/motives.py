"""Why a department did what it did: the gains and costs at the margin, from the model's own functions."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from budgetsim.agents import rules, stakes
from budgetsim.mechanisms import misconduct, objectives
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
    """How fast a further unit becomes dearer; the net gain over it is the best action, within its limits."""

    @property
    def net(self) -> float:
        """Net gain of the first unit."""
        return _total(self.terms)

    def as_dict(self) -> dict[str, Any]:
        """Return everything as plain values."""
        return {**asdict(self), "terms": [asdict(term) for term in self.terms], "net": self.net}


def motives(c: Captured) -> dict[str, Motive]:
    """Return the motive behind each action, by its name in the panel of departments."""
    best = rules.rational(c.view, c.books.stakes)
    reply = {action: c.of(getattr(best, action)) for action in rules.ACTIONS}
    found = [_sandbagging(c, reply), *_efforts(c, reply), _manipulation(c, reply), *_diversion(c, reply)]
    return {motive.action: motive for motive in found}


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


def _sandbagging(c: Captured, reply: dict[str, float]) -> Motive:
    d, contract = c.world.parameters.department, c.view.policy.objective_contract
    review = c.of(c.view.programme.review if contract == "negotiated" else np.zeros((1, 1, 1)))
    price = rules.believed_prices(c.view, c.books.stakes)
    terms: tuple[Term, ...] = ()
    if contract in ("negotiated", "self_reported"):
        terms = (
            Term("easier_target", "W_s P̄ (1 − o_r)", c.of(price.claim) * (1.0 - review)),
            Term(
                "low_proposal",
                "o_r F_o",
                -review * c.of(price.proposal_sanction),
            ),
        )
    return _motive(
        c, reply, "sandbagging", "s", largest=c.of(d.sandbagging_max), terms=terms,
        curvature=c.of(price.understating),
    )  # fmt: skip


def _efforts(c: Captured, reply: dict[str, float]) -> tuple[Motive, Motive]:
    """Terms of m_j = θû^α [W_s R ∂zˢ/∂y_j + W_s w_q q₁ v_j + W_k ∂zᵏ/∂y_j + κ ι v_j]."""
    p, view, at_stake = c.world.parameters, c.view, c.books.stakes
    base = view.productive_base
    care = view.culture * p.department.intrinsic_motivation
    truthful = view.policy.objective_contract == "truth_inducing"
    targets = stakes.anticipated_targets(view, rules.understatement(view, at_stake))
    margins = stakes.score_margins(view, targets, (at_stake.open_output, at_stake.open_benefit))
    b = p.bureau
    pleased = 0.0 if truthful else at_stake.self_part * stakes.form_of(view).satisfaction_margin(b)
    own = {
        "output": b.output_weight * view.measurability_output if truthful else margins.self_output,
        "benefit": (1.0 - b.output_weight) * view.measurability_benefit if truthful else margins.self_benefit,
    }
    kept = b.contract_beta if truthful else surviving_incentive(c)
    parts = {}
    for kind, symbol in (("output", "₁"), ("benefit", "₂")):
        key, value = getattr(margins, f"key_{kind}"), getattr(p.district, f"{kind}_value")
        terms = (
            Term(
                "own_score",
                f"θû^α W_s R ∂zˢ/∂y{symbol}",
                c.of(base * at_stake.self_part * kept * own[kind]),
            ),
            Term("satisfaction", f"θû^α W_s w_q q₁ v{symbol}", c.of(base * pleased * value)),
            Term("key_evaluation", f"θû^α W_k ∂zᵏ/∂y{symbol}", c.of(base * at_stake.key_part * key)),
            Term("public_care", f"θû^α κ ι v{symbol}", c.of(base * care * value)),
        )
        parts[kind] = _motive(
            c,
            reply,
            f"effort_{kind}",
            f"e{symbol}",
            largest=None,
            terms=terms,
            curvature=c.of(at_stake.effort_price),
        )
    return parts["output"], parts["benefit"]


def surviving_incentive(c: Captured) -> Any:
    """Return the part R of the incentive that the ratchet leaves."""
    weight = objectives.norm_weight(c.view.policy.objective_contract, c.view.programme.review)
    discount = c.world.parameters.department.discount
    return objectives.ratchet_factor(weight, c.view.policy.target_ratchet, discount)


def _manipulation(c: Captured, reply: dict[str, float]) -> Motive:
    programme, price = c.view.programme, rules.believed_prices(c.view, c.books.stakes)
    audit = rules.believed_audit(c.view)
    risk = c.of(misconduct.falsification_risk(programme.evaluation, programme.evaluation_power, audit))
    terms = (
        Term("believed_claim", "W_s P̄ (1 − p_v)", c.of(price.claim) * (1.0 - risk)),
        Term("falsified_report", "p_v F_g", -risk * c.of(price.lie_sanction)),
    )
    largest = c.of(c.world.parameters.department.manipulation_max)
    return _motive(c, reply, "manipulation", "g", largest=largest, terms=terms, curvature=c.of(price.lying))


def _diversion(c: Captured, reply: dict[str, float]) -> tuple[Motive, Motive]:
    """Open diversion and concealment: what checks make too dear in the open goes partly into hiding."""
    d, price = c.world.parameters.department, rules.believed_prices(c.view, c.books.stakes)
    tempted = rules.temptation(c.view, c.books.stakes, rules.own_value_of_money(c.view, c.books.stakes))
    loss = c.of(misconduct.marginal_own_loss(tempted, d))
    taste, guilt = c.of(price.taste), c.of(price.guilt)
    kept, sanction = c.of(tempted.retained), c.of(tempted.found * tempted.sanction)
    openly = (
        Term("retained_use", "b A", taste * kept),
        Term("own_loss", "M A", -loss * kept),
        Term("expected_sanction", "P̂ r̂ F_d", -sanction),
        Term("guilt", "ι_d κ", -guilt),
    )
    gain = max(taste - loss, 0.0)
    hidden: tuple[Term, ...] = (
        Term("not_taken_back", "(b − M) (1 − A)", gain * (1.0 - kept)),
        Term("avoided_sanction", "P̂ r̂ F_d", sanction),
    )
    steep, dear = c.of(d.diversion_cost), c.of(price.hiding)
    if _total(openly) / steep <= _total(hidden) / dear:
        # In the open it does not pay at all: what is diverted is hidden.
        hidden = (
            Term("private_use", "b", taste),
            Term("own_loss", "M", -loss),
            Term("guilt", "ι_d κ", -guilt),
        )
        dear += steep
    return (
        _motive(c, reply, "diversion", "d", largest=c.of(d.diversion_max), terms=openly, curvature=steep),
        _motive(c, reply, "concealment", "c", largest=c.of(d.concealment_max), terms=hidden, curvature=dear),
    )


def _total(terms: tuple[Term, ...]) -> float:
    return float(sum(term.amount for term in terms))
