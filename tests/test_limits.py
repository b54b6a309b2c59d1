"""A limit of the model that is no limit of the theory: the first best, when the bureau knows.

The twelve limits of the theory are those of ``budgetsim verify --theory``; see ``test_verify_theory.py``.
"""

from __future__ import annotations

import numpy as np
from limits import off

from budgetsim import simulate


def test_posterior_rule_reaches_the_first_best_when_the_bureau_knows() -> None:
    knowing = off(
        score_form="points",
        years=3,
        departments=20,
        productivity_sd=0.4,
        size_sd=0.5,
        culture_initial=1.0,
        intrinsic_motivation=1.0,
        reward_value=0.0,
        habit_output=0.1,
        habit_benefit=0.1,
        effort_substitution=0.5,
        budget_rule="posterior",
        result_use=1.0,
        rigid_share=0.0,
        prior_reliability=1.0,
        belief_drift=0.0,
        self_noise=0.0,
        external_noise=0.0,
        satisfaction_noise=0.0,
    )
    outcomes = simulate(knowing, 8).outcomes
    reached = outcomes.loc[outcomes["year"] > 1, "value_to_first_best"]
    np.testing.assert_allclose(reached, 1.0, atol=1e-6)
    # Before the bureau first decides, budgets follow size and the district is well below.
    assert outcomes.loc[outcomes["year"] == 1, "value_to_first_best"].max() < 0.95
