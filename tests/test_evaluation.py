"""Scores: what raises them, what limits them, how they are combined and corrected."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from budgetsim import Decision, DepartmentView, Scenario, rational, simulate
from budgetsim.declarations import Bureau
from budgetsim.model.department.stakes import stakes
from budgetsim.model.mechanisms import scores
from budgetsim.model.mechanisms.score_forms import SCORE_FORMS, MarginInputs, ScoredResults, SelfShocks

UNIT = st.floats(0.0, 1.0)
RESULT = st.floats(0.0, 3.0)
QUIET = replace(Bureau(), satisfaction_noise=0.0)


def scored(**moved: float) -> ScoredResults:
    """A department below every cap."""
    values = {
        "base": 0.8, "effort_output": 0.2, "effort_benefit": 0.3, "output": 0.96, "benefit": 1.04, "performance": 1.0,
        "target_output": 1.2, "target_benefit": 1.3, "measurability_output": 0.8, "measurability_benefit": 0.6,
        "manipulation": 0.05, "execution": 0.95, "evaluation_detection": 0.5,
    }  # fmt: skip
    return ScoredResults(**{name: np.float64(value) for name, value in {**values, **moved}.items()})


def self_score(form: str, r: ScoredResults) -> float:
    nothing = np.float64(0.0)
    attained = SCORE_FORMS[form].attainments(r, nothing)
    return float(SCORE_FORMS[form].self_score(r, attained, SelfShocks(nothing, nothing, nothing), QUIET))


def external_score(form: str, r: ScoredResults) -> float:
    return float(SCORE_FORMS[form].external_score(r, np.float64(0.0), QUIET))


@pytest.mark.parametrize("form", sorted(SCORE_FORMS))
@pytest.mark.parametrize("dimension", ["output", "benefit"])
def test_margins_are_the_slopes_of_the_scores(form: str, dimension: str) -> None:
    """Uncapped, the margin in y (or in θu^α e, linear form) is the derivative of the score itself."""
    moved = dimension if form == "points" else f"effort_{dimension}"
    at = float(getattr(scored(), moved))
    low, high = (scored(**{moved: at + step}) for step in (-1e-5, 1e-5))
    unit = 2e-5 * (1.0 if form == "points" else 0.8)
    known = {f.name: getattr(scored(), f.name, np.float64(1.0)) for f in fields(MarginInputs)}
    margins = SCORE_FORMS[form].margins(MarginInputs(**known), QUIET)
    own, key = (getattr(margins, f"{who}_{dimension}") for who in ("self", "external"))
    assert float(own) == pytest.approx((self_score(form, high) - self_score(form, low)) / unit, rel=1e-6)
    assert float(key) == pytest.approx(
        (external_score(form, high) - external_score(form, low)) / unit, rel=1e-6
    )


@pytest.mark.parametrize("form", sorted(SCORE_FORMS))
def test_claim_at_stake_is_the_slope_of_the_self_score_in_manipulation(form: str) -> None:
    """Far below the caps, what a claim is worth is what it adds to the score, times the stake in the self-score."""
    low, high = (scored(manipulation=0.05 + step) for step in (-1e-5, 1e-5))
    slope = (self_score(form, high) - self_score(form, low)) / 2e-5
    found = []

    def watch(view: DepartmentView) -> Decision:
        below = np.full_like(view.productivity, 0.1)
        found.append(stakes(replace(view, attainment_output=below, attainment_benefit=below)))
        return rational(view)

    simulate(Scenario().replace(score_form=form, self_bias_sd=0.0), 1, years=1, behaviour=watch)
    np.testing.assert_allclose(found[0].claim, slope * found[0].self_part, rtol=1e-8)


def test_self_score_points_of_a_full_table_is_one() -> None:
    assert self_score(
        "points", scored(output=9.0, benefit=9.0, performance=9.0, execution=1.0)
    ) == pytest.approx(1.0)
    assert self_score(
        "points", scored(output=9.0, benefit=9.0, performance=9.0, execution=1.7)
    ) == pytest.approx(1.0)


@given(RESULT, RESULT, RESULT, UNIT, UNIT, st.floats(0.0, 0.5))
def test_scores_in_points_stay_within_their_scale(  # noqa: PLR0913 - the table has this many terms
    output: float, benefit: float, result: float, mu: float, power: float, g: float
) -> None:
    r = scored(
        output=output, benefit=benefit, performance=result, measurability_output=mu, evaluation_detection=power,
        manipulation=g,
    )  # fmt: skip
    assert 0.0 <= self_score("points", r) <= 1.0
    assert 0.0 <= external_score("points", r) <= 1.0


@pytest.mark.parametrize("form", sorted(SCORE_FORMS))
def test_external_score_discounts_manipulation_as_detection_rises(form: str) -> None:
    honest, lying = (
        [external_score(form, scored(manipulation=g, evaluation_detection=power)) for power in (0.2, 1.0)]
        for g in (0.0, 0.3)
    )
    assert lying[0] > honest[0]
    assert lying[1] == pytest.approx(honest[1], abs=1e-15)


def test_external_score_does_not_know_the_departments_own_target() -> None:
    for form in SCORE_FORMS:
        assert external_score(form, scored(target_output=0.3)) == external_score(
            form, scored(target_output=3.0)
        )


def test_self_score_rises_with_a_low_target() -> None:
    for form in SCORE_FORMS:
        assert self_score(form, scored(target_output=0.9)) > self_score(form, scored(target_output=1.3))


@given(UNIT, UNIT)
def test_attainment_of_the_unmeasurable_is_claimed_as_met(result: float, target: float) -> None:
    assert float(scores.attainment(0.0, result, target, 0.0)) == 1.0


@given(arrays(np.float64, (2, 1, 6), elements=UNIT), UNIT, UNIT)
def test_relative_score_at_full_filter_does_not_move_with_all(
    score: np.ndarray, shift: float, standard: float
) -> None:
    got = scores.relative_score(score + shift, 1.0, standard)
    np.testing.assert_allclose(got, scores.relative_score(score, 1.0, standard), atol=1e-12)
    np.testing.assert_array_equal(scores.relative_score(score, 0.0, standard), score)


@given(arrays(np.float64, (1, 1, 6), elements=UNIT))
def test_mean_of_others_leaves_oneself_out(score: np.ndarray) -> None:
    expected = [np.delete(score[0, 0], i).mean() for i in range(6)]
    np.testing.assert_allclose(scores.mean_of_others(score)[0, 0], expected, atol=1e-14)


def test_mean_of_others_of_one_department_is_zero() -> None:
    assert scores.mean_of_others(np.full((2, 1, 1), 0.7)).tolist() == [[[0.0]], [[0.0]]]


def test_next_inflation_is_the_mean_gap_with_the_old_estimate_as_evaluations() -> None:
    own, key = np.array([[[0.9, 0.8, 0.95]]]), np.array([[[0.7, np.nan, 0.85]]])
    covered = np.array([[[1.0, 0.0, 1.0]]])
    got = scores.next_inflation(np.full((1, 1, 1), 0.05), own, key, covered, 4.0)
    assert got.item() == pytest.approx((0.2 + 0.1 + 4.0 * 0.05) / 6.0)


def test_next_inflation_without_evaluations_stays() -> None:
    own, nothing = np.full((1, 1, 3), 0.9), np.full((1, 1, 3), np.nan)
    for shrinkage in (4.0, 1e-9):
        got = scores.next_inflation(np.full((1, 1, 1), 0.05), own, nothing, np.zeros((1, 1, 3)), shrinkage)
        assert got.item() == pytest.approx(0.05)


@given(UNIT, UNIT, UNIT)
def test_key_measurability_lies_between_the_departments_and_full(
    mu: float, power: float, more: float
) -> None:
    low, high = sorted((power, more))
    assert (
        mu - 1e-15
        <= scores.external_measurability(mu, low, 0.5)
        <= scores.external_measurability(mu, high, 0.5) + 1e-15
    )
    assert scores.external_measurability(mu, high, 0.5) <= 1.0 + 1e-15


@pytest.mark.parametrize("form", sorted(SCORE_FORMS))
def test_parts_of_the_self_score_add_up_to_it(form: str) -> None:
    p, r = Bureau(), scored(performance=1.1, execution=1.2, output=1.3)
    shocks = SelfShocks(*map(np.float64, (0.02, 0.4, 0.03)))
    attained = SCORE_FORMS[form].attainments(r, shocks.error)
    parts = SCORE_FORMS[form].self_parts(r, attained, shocks, p)
    whole = float(SCORE_FORMS[form].self_score(r, attained, shocks, p))
    assert sum(float(part.score) for part in parts) == pytest.approx(whole, rel=1e-14)


@pytest.mark.parametrize("form", sorted(SCORE_FORMS))
def test_parts_of_the_key_score_add_up_to_it_below_its_cap(form: str) -> None:
    p, r, error = Bureau(), scored(output=0.7, benefit=0.6), np.float64(-0.02)
    whole = float(SCORE_FORMS[form].external_score(r, error, p))
    assert 0.0 < whole < 1.0
    assert sum(map(float, SCORE_FORMS[form].external_parts(r, error, p).values())) == pytest.approx(
        whole, rel=1e-14
    )


@pytest.mark.parametrize("form", sorted(SCORE_FORMS))
def test_attainment_is_what_is_measured_and_what_is_claimed(form: str) -> None:
    r, error = scored(), np.float64(0.03)
    measured, unmeasured = SCORE_FORMS[form].measured(r), SCORE_FORMS[form].unmeasured(r)
    for number, whole in enumerate(SCORE_FORMS[form].attainments(r, error)):
        parts = measured[number] + unmeasured[number] + r.manipulation + error
        assert float(whole) == pytest.approx(float(parts), rel=1e-14)
