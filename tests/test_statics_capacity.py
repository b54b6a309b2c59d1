"""What more capacity is worth: public value less effort and risk, where it never falls and where it may.

Delivered work cuts waste and hoarding and finds what is diverted; but it also makes targets, credibility and
evaluation bite, which is no gain where incentives distort or bear risk.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from statics_rows import CAPACITY
from statics_table import FEW_OR_MANY
from statics_worlds import lived, moved, steps
from strategies import worlds
from test_statics_paths import WIDE, doings

from budgetsim import Scenario
from budgetsim.model import measures
from budgetsim.model.state import Year
from budgetsim.numerics import Array

ENDS = {"staff": FEW_OR_MANY, "staff_skill": (0.0, 1.0), "information_systems": (0.0, 1.0)}

# Capacity works through detection, correction and learning alone.
BENIGN: Mapping[str, object] = {
    # Effort does not depend on reviewed targets, and what is measured does not grow.
    "score_form": "linear", "target_ratchet": 0.0, "review_checkability": 0.0,
    # Scores move nothing but face, which is weaker than what the public gains from effort.
    "budget_rule": "incremental", "risk_aversion": 0.0,
    "output_value": 0.5, "benefit_value": 0.5, "intrinsic_motivation": 0.7,
    # Diversion cannot hide, money does not move within the year, and spending keeps its pace.
    "concealment_max": 0.0, "mid_year_reallocation": 0.0, "hoarding_monitoring": 0.0,
    # December's money is worth as much as what a finding brings back.
    "rush_quality": 1.0,
}  # fmt: skip
LASTING = {"followup_days": 0.0, "belief_learning": 0.0, "adaptive_share": 0.0, "satisficing_share": 0.0}
"""Over the years also: findings eat no days of next year and disillusion nobody, and everybody replies at best."""
GIVEN_ACTIONS = {
    **WIDE, "budget_rule": "incremental", "mid_year_reallocation": 0.0, "hoarding_monitoring": 0.0,
    "followup_days": 0.0, "rush_quality": 1.0,
}  # fmt: skip


def gross(books: Year) -> Array:
    """Public value less the costs of effort and risk, of every district.

    Not net social value: what a transfer is worth, whose gain a detected one was, and what raising the money for it
    costs are questions of their own.
    """
    return measures.public_value(books) - measures.effort_cost(books) - measures.risk_cost(books)


def values(draw: st.DrawFn, key: str) -> list[float]:
    return sorted(draw(st.lists(st.floats(*ENDS[key]), min_size=3, max_size=3, unique=True)))


@pytest.mark.parametrize("key", CAPACITY)
@pytest.mark.parametrize("years", [1, 4])
@hypothesis_settings(max_examples=30)
@given(data=st.data())
def test_capacity_never_lowers_value_gross_of_its_cost(key: str, years: int, data: st.DataObject) -> None:
    base = data.draw(worlds(BENIGN if years == 1 else {**BENIGN, **LASTING}, burn_in=2, years=years))
    for _, books in lived(moved(base, key, values(data.draw, key))):
        change, rounding = steps(gross(books))
        assert change.min() >= -rounding


@pytest.mark.parametrize("key", CAPACITY)
@hypothesis_settings(max_examples=30)
@given(data=st.data())
def test_capacity_never_lowers_the_value_of_given_actions(key: str, data: st.DataObject) -> None:
    """Whatever departments do, as long as they go on doing it: in every department and year, in both score forms."""
    base, behaviour = data.draw(worlds(GIVEN_ACTIONS, burn_in=2, years=4)), data.draw(doings())
    for _, books in lived(moved(base, key, values(data.draw, key)), behaviour=behaviour):
        change, rounding = steps(books.results.value)
        assert change.min() >= -rounding


@pytest.mark.parametrize("key", CAPACITY)
def test_capacity_is_worth_something(key: str) -> None:
    base = Scenario().replace(departments=20, burn_in=2, years=3, **{**BENIGN, **LASTING, "staff": 1.0})
    for _, books in lived(moved(base, key, (0.2, 1.0))):
        assert np.diff(gross(books), axis=0).min() > 1e-3


# Where value falls although capacity grows: each condition that was given up, with the settings that show it.
REVIEW_ALONE = {
    "monitoring_intensity": 0.0, "evaluation_coverage": 0.0, "training": 0.0, "objective_review": 1.0,
    "review_waste": 0.0, "result_use": 0.2,
}  # fmt: skip
EXCEPTIONS = {
    "ratchet": {**REVIEW_ALONE, "score_form": "linear", "target_ratchet": 1.0, "review_checkability": 0.0},
    "reviewed targets": {**REVIEW_ALONE, "target_ratchet": 0.0, "review_checkability": 0.0},
    "more to be measured": {
        **REVIEW_ALONE, "score_form": "linear", "target_ratchet": 0.0, "review_checkability": 1.0, "result_use": 0.9,
    },
    "credible use and risk": {
        "result_use": 1.0, "rectification": 1.0, "evaluation_coverage": 1.0, "risk_aversion": 12.0,
        "reward_saturation": 0.0,
    },
    "credible use without risk": {
        "result_use": 1.0, "rectification": 1.0, "evaluation_coverage": 1.0, "risk_aversion": 0.0,
        "score_form": "linear",
    },
}  # fmt: skip

# What has to be lived through before it shows, and years before the reform: beliefs must not be lost in these already.
YEARS = {"credible use and risk": (3, 2), "credible use without risk": (3, 2)}


@pytest.mark.parametrize("name", EXCEPTIONS)
def test_capacity_may_lower_value_where_incentives_distort(name: str) -> None:
    """The exceptions that the documentation names: staff raises what is delivered, and value falls."""
    years, burn_in = YEARS.get(name, (1, 2))
    base = Scenario().replace(departments=20, burn_in=burn_in, years=years, **EXCEPTIONS[name])
    *_, (_, books) = lived(moved(base, "staff", (0.5, 20.0)), seeds=range(4))
    assert (np.diff(books.programme.delivered * np.ones((2, 4, 1)), axis=0) > 0.0).all()
    assert np.diff(gross(books), axis=0).mean() < -1e-3


@pytest.mark.slow
@pytest.mark.parametrize("key", CAPACITY)
def test_exceptions_are_rare(key: str) -> None:
    """Without any condition: over random districts the mean of four years falls in less than a twentieth."""
    falls: list[bool] = []

    @hypothesis_settings(max_examples=400)
    @given(worlds({}, burn_in=2, years=4))
    def collect(base: Scenario) -> None:
        change = [np.diff(gross(books), axis=0).mean() for _, books in lived(moved(base, key, ENDS[key]))]
        falls.append(float(np.mean(change)) < -1e-9)

    collect()
    assert len(falls) >= 400
    assert np.mean(falls) < 0.05
