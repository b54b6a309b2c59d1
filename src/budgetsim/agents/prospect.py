"""January as a department sees it: what it has at stake, at which prices and risks, worked out once."""

from __future__ import annotations

from dataclasses import dataclass

from budgetsim.agents import stakes
from budgetsim.agents.view import DepartmentView
from budgetsim.mechanisms import objectives
from budgetsim.mechanisms.behaviour import misconduct, utility
from budgetsim.messages import ObjectiveProposal
from budgetsim.numerics import Array
from budgetsim.state import Stakes

View = DepartmentView[Array]


@dataclass(frozen=True)
class Prospect:
    """What follows from a view before anything is decided; decisions, proposals and explanations read it."""

    view: View
    forecast: tuple[Array, Array]
    """Results ŷ_j that it expects of itself at last year's effort."""
    stakes: Stakes
    prices: utility.Prices
    """Of its objective, at the consequence that it believes in."""
    hazard: Array
    """Chance ĥ that a month's check finds misuse, as it believes."""
    audit: Array
    """Chance â that an audit finds misuse and the bureau takes it up, as it believes."""

    @property
    def lie_found(self) -> Array:
        """Chance p_v that a false claim is found."""
        programme = self.view.programme
        return misconduct.falsification_risk(programme.evaluation, programme.evaluation_detection, self.audit)

    @property
    def found(self) -> Array:
        """Chance P̂ that misuse is found at least once."""
        return misconduct.found_chance(self.hazard, self.audit)

    @property
    def reviewed(self) -> Array:
        """Force o_r of review against a low proposal."""
        return objectives.proposal_review(self.view.policy.objective_contract, self.view.programme.review)

    def proposal(self, understatement: Array) -> ObjectiveProposal:
        """Targets that it proposes, τᵖ = ŷ (1 − s)."""
        return ObjectiveProposal(
            *(objectives.proposed_target(result, understatement) for result in self.forecast)
        )

    def result_worth(self, understatement: Array) -> utility.ResultWorth:
        """What a unit of each kind of result is worth to it, once targets follow from its proposal."""
        targets = stakes.anticipated_targets(self.view, self.proposal(understatement))
        return stakes.result_worth(self.view, self.stakes, targets)

    def temptation(self, own_loss: Array) -> misconduct.Temptation:
        """Return what decides on diversion; ``own_loss`` is the worth of its money's doing its work."""
        prices = self.prices
        return misconduct.Temptation(
            taste=prices.taste,
            own_loss=own_loss,
            retained=misconduct.retained_share(self.hazard, self.audit, self.view.consequence_belief),
            found=self.found,
            sanction=prices.sanction,
            guilt=prices.guilt,
            price=prices.hiding,
        )


def prospect_of(view: View) -> Prospect:
    """Work out what a department has before it in January."""
    at_stake, programme = stakes.stakes(view), view.programme
    return Prospect(
        view=view,
        forecast=stakes.forecast(view),
        stakes=at_stake,
        prices=utility.prices(
            view.parameters.department,
            taste=view.slack_taste,
            hiding=view.concealment_cost,
            claiming=view.claiming_cost,
            culture=view.culture,
            consequence=view.consequence_belief,
            claim=at_stake.claim,
        ),
        hazard=view.perceived_risk * programme.monitoring_detection,
        audit=view.perceived_audit * programme.audit_reach,
    )
