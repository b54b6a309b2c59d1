"""What is known of the parameters of the model: weighted draws of all that are uncertain, by prior and evidence.

``load_posterior`` reads the draws that come with the package, or those in a file of one's own; ``prior`` says what was
known before any evidence, ``experiments/posterior.py`` weighs it.

What is drawn: every number of the groups department, bureau and district but those whose declaration says why they
are ``fixed``: rules of the district and what it is made of (a scenario states them), judgements of welfare (a band
shows them), and mechanisms that are off at their default (another world, shown beside this one and never averaged with
it). Levers are chosen and the protocol is agreed: neither is drawn.
"""

from __future__ import annotations

from budgetsim.posterior.draws import Posterior
from budgetsim.posterior.prior import prior_draws, uncertain
from budgetsim.posterior.read import load_posterior

__all__ = ["Posterior", "load_posterior", "prior_draws", "uncertain"]
