"""Five budget rules: small cases by hand, and what holds for all of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from budgetsim.declarations import Bureau, Department, District
from budgetsim.model.mechanisms import results

ONE = np.ones((1, 1, 1))
SCORES = arrays(np.float64, (1, 1, 5), elements=st.floats(0.0, 1.2))
BASES = arrays(np.float64, (1, 1, 5), elements=st.floats(0.05, 5.0))
SHARE = st.floats(0.0, 1.0)


def row(*values: float) -> np.ndarray:
    return np.array(values).reshape(1, 1, -1)


def claims(score: np.ndarray, **given_parts: object) -> results.Claims:
    base = given_parts.pop("base", np.ones_like(score))
    parts = {
        "flexible": ONE,
        "use": ONE,
        "delivered": ONE,
        "size": np.ones_like(base),
        "worth": lambda: np.maximum(score, 1e-3),
        **given_parts,
    }
    return results.Claims(base=base, envelope=base.sum(axis=-1, keepdims=True), score=score, **parts)


def budgets(rule: str, c: results.Claims, **technology: float) -> np.ndarray:
    claim = results.BUDGET_RULES[rule](c, replace(Bureau(), **technology))
    return results.to_envelope(claim, c.envelope)[0, 0]


def test_linear_by_hand() -> None:
    # Mean .8: factors 1 ± ½ · 1 · 1 · .1 on the flexible half of the money.
    got = budgets("linear", claims(row(0.9, 0.8, 0.7), flexible=0.5 * ONE, use=0.5 * ONE))
    np.testing.assert_allclose(got, [1.025, 1.0, 0.975], rtol=1e-14)


def test_linear_is_limited_by_floor_and_ceiling() -> None:
    got = results.linear(claims(row(1.0, 0.0)), replace(Bureau(), budget_elasticity=10.0))
    np.testing.assert_allclose(got[0, 0], [2.0, 0.3])


def test_grades_by_hand() -> None:
    # Half of the money is flexible: fair loses 20 % of it, poor all; the excellent share .6 by their budgets.
    base = row(2.0, 1.0, 1.0, 1.0, 1.0)
    got = budgets("grades", claims(row(0.95, 0.90, 0.85, 0.70, 0.50), base=base, flexible=0.5 * ONE))
    np.testing.assert_allclose(got, [2.0 + 0.4, 1.0 + 0.2, 1.0, 0.9, 0.5], rtol=1e-14)


@pytest.mark.parametrize(("score", "kept"), [(0.8, 1.0), (0.799999, 0.8), (0.6, 0.8), (0.599999, 0.0)])
def test_grades_thresholds_belong_to_the_better_grade(score: float, kept: float) -> None:
    got = results.grades(claims(row(score, 0.85)), Bureau())
    assert got[0, 0, 0] == pytest.approx(kept)


def test_grades_without_an_excellent_department_return_what_is_freed_in_proportion() -> None:
    got = budgets("grades", claims(row(0.85, 0.85, 0.70), base=row(2.0, 1.0, 1.0)))
    np.testing.assert_allclose(got, np.array([2.0, 1.0, 0.8]) * 4.0 / 3.8, rtol=1e-14)


def test_tournament_by_hand() -> None:
    # Half of all money is contested, shares go with z²: 9 : 1.
    got = budgets("tournament", claims(row(0.9, 0.3)), tournament_pool=0.5, tournament_exponent=2.0)
    np.testing.assert_allclose(got, [0.5 + 0.9, 0.5 + 0.1], rtol=1e-12)


def test_posterior_by_hand() -> None:
    c = claims(row(0.9, 0.3), worth=lambda: row(3.0, 1.0), flexible=0.4 * ONE)
    np.testing.assert_allclose(budgets("posterior", c), [0.6 + 0.4 * 1.5, 0.6 + 0.4 * 0.5], rtol=1e-14)


@given(SCORES, SCORES, BASES)
def test_incremental_ignores_scores(first: np.ndarray, second: np.ndarray, base: np.ndarray) -> None:
    one, other = (budgets("incremental", claims(score, base=base)) for score in (first, second))
    np.testing.assert_array_equal(one, other)
    np.testing.assert_allclose(one, base[0, 0], rtol=1e-12)


@pytest.mark.parametrize("rule", sorted(results.BUDGET_RULES))
@given(score=SCORES, base=BASES)
def test_rule_without_use_is_incremental(rule: str, score: np.ndarray, base: np.ndarray) -> None:
    got = budgets(rule, claims(score, base=base, use=0.0 * ONE))
    np.testing.assert_allclose(got, budgets("incremental", claims(score, base=base)), rtol=1e-12)


@pytest.mark.parametrize("rule", sorted(results.BUDGET_RULES))
@given(score=SCORES, base=BASES)
def test_rule_cannot_move_rigid_money(rule: str, score: np.ndarray, base: np.ndarray) -> None:
    got = budgets(rule, claims(score, base=base, flexible=0.0 * ONE))
    np.testing.assert_allclose(got, base[0, 0], rtol=1e-12)


@pytest.mark.parametrize("rule", ["linear", "grades"])
@given(score=st.floats(0.0, 1.0), base=BASES)
def test_rule_leaves_shares_alone_where_scores_are_equal(rule: str, score: float, base: np.ndarray) -> None:
    got = budgets(rule, claims(np.full((1, 1, 5), score), base=base, flexible=0.5 * ONE))
    np.testing.assert_allclose(got, base[0, 0], rtol=1e-12)


def test_tournament_of_equal_scores_leaves_budgets_at_their_sizes() -> None:
    size = row(2.5, 1.0, 0.4, 0.1)
    got = budgets("tournament", claims(np.full((1, 1, 4), 0.7), base=size, size=size))
    np.testing.assert_allclose(got, size[0, 0], rtol=1e-12)


def test_tournament_of_equals_with_equal_budgets_changes_nothing() -> None:
    np.testing.assert_allclose(budgets("tournament", claims(np.full((1, 1, 4), 0.7))), np.ones(4), rtol=1e-12)


@pytest.mark.parametrize("rule", sorted(results.BUDGET_RULES))
@given(
    score=SCORES,
    base=BASES,
    rise=st.floats(0.0, 0.6),
    who=st.integers(0, 4),
    flexible=SHARE,
    use=SHARE,
    delivered=SHARE,
)
def test_rule_never_gives_less_for_a_higher_score(  # noqa: PLR0913 - all that a rule looks at
    rule: str,
    score: np.ndarray,
    base: np.ndarray,
    rise: float,
    who: int,
    flexible: float,
    use: float,
    delivered: float,
) -> None:
    better = score.copy()
    better[..., who] += rise
    parts = {"base": base, "flexible": flexible * ONE, "use": use * ONE, "delivered": delivered * ONE}
    before, after = (budgets(rule, claims(z, **parts)) for z in (score, better))
    assert after[who] >= before[who] * (1.0 - 1e-12)


@pytest.mark.parametrize("rule", sorted(results.BUDGET_RULES))
@given(score=SCORES, base=BASES, flexible=SHARE, use=SHARE)
def test_rule_shares_out_the_envelope(
    rule: str, score: np.ndarray, base: np.ndarray, flexible: float, use: float
) -> None:
    got = budgets(rule, claims(score, base=base, flexible=flexible * ONE, use=use * ONE))
    assert (got >= 0.0).all()
    assert got.sum() == pytest.approx(base.sum(), rel=1e-12)


@given(BASES, st.floats(0.5, 50.0), SHARE)
def test_budget_base_is_scaled_to_the_envelope(base: np.ndarray, envelope: float, inertia: float) -> None:
    log_size = np.log(row(0.5, 1.0, 1.0, 1.5, 1.0))
    got = results.budget_base(base, log_size, envelope * ONE, inertia, np.zeros((1, 1, 5)))
    assert got.sum() == pytest.approx(envelope, rel=1e-12)
    if inertia == 0.0:
        np.testing.assert_allclose(got / got.sum(), np.exp(log_size) / np.exp(log_size).sum(), rtol=1e-12)
    if inertia == 1.0:
        np.testing.assert_allclose(got / got.sum(), base / base.sum(), rtol=1e-12)


def test_budget_base_pulls_persistent_luck_back_to_size() -> None:
    budget = row(2.0, 0.5, 0.5)
    for _ in range(200):
        budget = results.budget_base(budget, np.zeros((1, 1, 3)), 3.0 * ONE, 0.9, np.zeros((1, 1, 3)))
    np.testing.assert_allclose(budget[0, 0], 1.0, rtol=1e-6)


def test_expected_worth_is_the_expectation_of_the_first_best_rate() -> None:
    """At interior effort the rate is quadratic in θ; its mean over a normal belief needs mean and variance only."""
    from budgetsim.model.mechanisms.production import first_best_rate

    department, district = replace(Department(), output_elasticity=0.5), District()
    nodes, weights = np.polynomial.hermite_e.hermegauss(20)
    mean, spread, size = 1.1, 0.15, row(0.7, 1.3, 1.0, 0.5, 1.5, 1.0)
    rate = first_best_rate((mean + spread * nodes).reshape(1, 1, -1), department, district)[0, 0]
    expected = (np.sum(weights * rate) / weights.sum()) ** 2 * size
    got = results.expected_worth(
        np.full((1, 1, 6), mean), np.full((1, 1, 6), spread**2), size, department, district
    )
    np.testing.assert_allclose(got, expected, rtol=1e-12)
