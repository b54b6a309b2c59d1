"""The score of what was left out: proper, by hand, and beside two rivals that do not see the finding either."""

from __future__ import annotations

import math

import numpy as np
import pytest
import scipy.integrate
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st
from test_evidence import experiment, published

from budgetsim.kinds.verify.evidence.design import Target
from budgetsim.kinds.verify.evidence.estimate import Estimate
from budgetsim.kinds.verify.evidence.finding import FieldFinding, Prediction
from budgetsim.kinds.verify.evidence.fits import Fit, Fits
from budgetsim.kinds.verify.evidence.score import crps, loo, mean_of_others, nothing_changes, scored, summary

FITS = Fits((), Fit((), {}, 0.1, {}), {}, {}, {})


@pytest.mark.parametrize(("mean", "spread", "value"), [(0.0, 1.0, 0.0), (-0.3, 0.1, -0.5), (0.2, 0.02, 0.9)])
def test_the_score_is_the_integral_of_its_definition(mean: float, spread: float, value: float) -> None:
    def gap(at: float) -> float:
        return (scipy.stats.norm.cdf(at, mean, spread) - (at >= value)) ** 2

    ends = (min(mean, value) - 9.0 * spread, max(mean, value) + 9.0 * spread)
    expected, _ = scipy.integrate.quad(gap, *ends, points=[value, mean], limit=500)
    assert crps(mean, spread, value) == pytest.approx(expected, rel=1e-5)


def test_without_width_the_score_is_the_distance() -> None:
    assert crps(-0.3, 0.0, 0.1) == pytest.approx(0.4)
    assert crps(-0.3, 1e-9, 0.1) == pytest.approx(0.4)


@given(mean=st.floats(-0.5, 0.5), spread=st.floats(0.05, 0.5))
def test_the_score_is_proper(mean: float, spread: float) -> None:
    """Whoever states what he believes scores best on average."""
    truth = np.linspace(0.0005, 0.9995, 1000)
    values = scipy.stats.norm.ppf(truth, 0.0, 0.2)
    honest = np.mean([crps(0.0, 0.2, value) for value in values])
    other = np.mean([crps(mean, spread, value) for value in values])
    assert honest <= other + 1e-4


def findings(*effects: float, sources: tuple[str, ...] | None = None) -> list[FieldFinding]:
    lines = []
    for number, effect in enumerate(effects):
        source = sources[number] if sources else f"s{number}"
        target = Target(published(id=f"f{number}", effect=effect, se=None, source=source))
        found = Prediction(effect + 0.05, 0.0, discrepancy=0.1)
        lines.append(FieldFinding(experiment(target), target, Estimate(effect, effect, effect, 9), found))
    return lines


def test_rivals_by_hand() -> None:
    got = loo(findings(-0.5, -0.3, 0.0), FITS)
    assert got["mae"] == pytest.approx(0.05)
    assert got["mae_naive"] == pytest.approx(np.mean([0.35, 0.05, 0.4]))
    assert got["mae_nothing"] == pytest.approx(np.mean([0.5, 0.3, 0.0]))
    assert got["crps"] == pytest.approx(crps(0.05, 0.1, 0.0))
    assert got["coverage"] == 1.0
    assert got["sigma_delta"] == 0.1
    assert got["findings"] == 3


def test_rivals_do_not_see_the_study_that_is_left_out() -> None:
    lines = findings(-0.5, 0.4, -0.3, 0.0, sources=("a", "a", "b", "c"))
    rows = [scored(line.target.published, line.prediction) for line in lines if line.prediction]
    first = next(row for row in rows if row is not None)
    others = [row for row in rows if row is not None]
    mean, spread = mean_of_others(first, others)
    assert mean == pytest.approx(-0.15)
    assert spread == pytest.approx(np.std([-0.3, 0.0], ddof=1) * math.sqrt(1.5))
    assert nothing_changes(first, others) == (0.0, pytest.approx(math.sqrt(0.09 / 2.0)))


def test_the_mean_of_the_others_errs_as_published() -> None:
    """The eight effects themselves: .192 when both findings on nurses are left out together."""
    from budgetsim.kinds.verify.evidence.register import read_register

    one = {finding.id: finding for finding in read_register(family="checks")}
    lines = findings(
        *(one[name].published or 0.0 for name in sorted(one)),
        sources=tuple(one[name].source for name in sorted(one)),
    )
    assert loo(lines, FITS)["mae_naive"] == pytest.approx(0.1923, abs=5e-4)


def test_rivals_need_two_findings_of_other_studies() -> None:
    lines = findings(-0.5, -0.3, 0.0, sources=("a", "a", "b"))
    assert loo(lines, FITS)["mae"] is None
    enough = findings(-0.5, -0.3, 0.0, 0.1, sources=("a", "a", "b", "c"))
    assert loo(enough, FITS)["mae"] is not None


def test_without_fits_or_findings_there_is_no_score() -> None:
    assert loo(findings(-0.5, -0.3, 0.0), None)["mae"] is None
    got = summary([], FITS)
    assert got["mae"] is None
    assert got["sigma_delta"] == 0.1
    assert {"mae", "mae_naive", "crps", "crps_naive", "coverage", "sigma_delta"} <= got.keys()


def test_signs_enter_no_score() -> None:
    sign = published(effect=None, direction="down", se=None)
    assert scored(sign, Prediction(-0.1, 0.0)) is None
