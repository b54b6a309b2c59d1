"""Intervals are as wide as they should be: draws by way of weak evidence, ranks and bands, panels of the model."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd
import pytest
from programs import program
from scipy.stats import norm

from budgetsim.posterior.tempering import settled, steadied
from budgetsim.posterior.weighing import effective, normalised

# Draws by way of evidence that counts more and more -------------------------------------------------------------------

DIMENSIONS, FACTS, ERROR, COUNT = 12, 5, 0.1, 256
OBSERVED = np.array([0.3, -1.2, 0.8, 1.5, -0.4])


def log_likelihood(points: np.ndarray) -> np.ndarray:
    """Of five precise facts about twelve standard normal parameters."""
    return np.asarray(-0.5 * (((points[:, :FACTS] - OBSERVED) / ERROR) ** 2).sum(axis=1))


def prior(count: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((count, DIMENSIONS))


def test_draws_find_precise_evidence_that_next_to_no_draw_of_the_prior_meets() -> None:
    candidates = prior(4096, 1)
    logs = log_likelihood(candidates)
    assert effective(normalised(logs)) < 10.0
    found = settled(
        candidates,
        logs,
        log_likelihood,
        lambda step: prior(COUNT, 100 + step),
        COUNT,
        np.random.default_rng(2),
    )
    precision = 1.0 + 1.0 / ERROR**2
    spread = found.points.std(axis=0)
    assert spread[:FACTS] == pytest.approx(np.full(FACTS, 1.0 / np.sqrt(precision)), rel=0.25)
    assert spread[FACTS:] == pytest.approx(np.ones(DIMENSIONS - FACTS), rel=0.2)
    centre = OBSERVED / ERROR**2 / precision
    assert found.points[:, :FACTS].mean(axis=0) == pytest.approx(centre, abs=0.5 * ERROR)
    assert found.shares[-1] == 1.0
    assert np.all(np.diff(found.shares) > 0.0)
    assert len(np.unique(found.logs)) > 0.98 * COUNT


def test_evidence_that_many_draws_meet_is_weighed_at_once() -> None:
    candidates = prior(1024, 1)
    weak = 0.01 * log_likelihood(candidates)
    found = settled(
        candidates, weak, lambda points: 0.01 * log_likelihood(points), lambda step: prior(64, step), 64,
        np.random.default_rng(2),
    )  # fmt: skip
    assert found.shares == (1.0,)


def test_weights_are_lessened_until_half_of_the_draws_count() -> None:
    logs = np.concatenate([3.0 * np.random.default_rng(1).standard_normal(99), [-np.inf]])
    weights = steadied(logs)
    assert effective(normalised(logs)) < 20.0
    assert effective(weights) == pytest.approx(50.0, abs=0.01)
    assert np.array_equal(np.argsort(weights), np.argsort(normalised(logs)))
    assert weights[-1] == 0.0


def test_weights_of_which_half_count_stay() -> None:
    logs = 0.5 * np.random.default_rng(1).standard_normal(100)
    assert np.array_equal(steadied(logs), normalised(logs))


# Ranks and bands ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def script(root: Path) -> Iterator[ModuleType]:
    """The experiment, by another name than that of the package ``coverage``."""
    folder = root / "experiments"
    sys.path.insert(0, str(folder))
    yield program(folder / "coverage.py", "coverage_of_intervals")
    sys.path.remove(str(folder))


@pytest.fixture(scope="module")
def ranks(script: ModuleType) -> ModuleType:
    del script  # makes its neighbours importable
    return sys.modules["ranks"]


def estimated(ranks: ModuleType, panels: int, width: float = 1.0) -> pd.DataFrame:
    """Three standard normal true values a panel, estimated with a known error, with intervals of some width."""
    rng = np.random.default_rng(3)
    true = rng.standard_normal(3 * panels)
    error = 0.5
    mean = (true + error * rng.standard_normal(len(true))) / (1.0 + error**2)
    sd = width * error / np.sqrt(1.0 + error**2)
    table = pd.DataFrame({"true": true, "rank": norm.cdf((true - mean) / sd), "left": sd})
    table["parameter"], table["panel"] = np.tile(["a", "b", "c"], panels), np.repeat(np.arange(panels), 3)
    for level in ranks.LEVELS:
        half = norm.ppf(ranks.sides(level)[1]) * sd
        table[f"low_{level:g}"], table[f"high_{level:g}"] = mean - half, mean + half
    return table


def test_ranks_of_equal_draws_are_those_of_counting(ranks: ModuleType) -> None:
    even = np.array([0.0, 0.5, 1.0])
    got = ranks.rank(np.array([0.0, 0.5, 1.0]), 4.0, even)
    assert got == pytest.approx([0.0, 0.5, 1.0])
    assert ranks.rank(np.array([0.25]), 4.0, np.array([0.0])) == pytest.approx([0.2])


def test_band_holds_nineteen_of_twenty_even_samples_at_all_points_at_once(ranks: ModuleType) -> None:
    samples = np.random.default_rng(5).random((60, 2000))
    inside = (np.abs(ranks.differences(samples)) <= ranks.band(60)[:, None] + 1e-12).all(axis=0).mean()
    assert 0.93 <= inside <= 0.985


def test_right_intervals_hold_what_they_claim_and_halves_of_them_do_not(ranks: ModuleType) -> None:
    right, half = (ranks.coverage(estimated(ranks, 400, width)) for width in (1.0, 0.5))
    assert (np.abs(right["held"] - right["level"]) < 3.0 * right["error"]).all()
    assert half["held"].tolist() == pytest.approx([0.264, 0.589, 0.673], abs=0.05)
    assert not ranks.by_parameter(estimated(ranks, 400))["leaves"].any()
    assert ranks.by_parameter(estimated(ranks, 400, 0.5))["leaves"].all()
    mean, around = ranks.pooled_band(estimated(ranks, 400))
    assert (np.abs(mean) <= around).all()
    mean, around = ranks.pooled_band(estimated(ranks, 400, 0.5))
    assert (np.abs(mean) > around).any()


# Panels that the model made -------------------------------------------------------------------------------------------

PANELS = 12
LEAST, MOST = 0.80, 0.98
"""Of 90 % intervals; with so few panels chance moves the share by some four percentage points either way."""


def held(table: pd.DataFrame) -> float:
    return float(((table["low_0.9"] <= table["true"]) & (table["true"] <= table["high_0.9"])).mean())


def held_by_halves(table: pd.DataFrame) -> float:
    """Share of intervals half as wide that hold the truth."""
    middle, half = (table["low_0.9"] + table["high_0.9"]) / 2.0, (table["high_0.9"] - table["low_0.9"]) / 4.0
    return float((np.abs(table["true"] - middle) <= half).mean())


@pytest.mark.slow
@pytest.mark.usefixtures("compiled")
def test_draws_hold_true_values_of_panels_and_go_on_where_they_stopped(
    script: ModuleType, ranks: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All parameters are drawn; judged are those of which the panels tell something."""
    monkeypatch.setattr(script, "DESIGN", 256)
    monkeypatch.setattr(script, "DRAWS", 128)
    found = script.judged("draws", PANELS, folder=tmp_path)
    told = ranks.told_of(found)
    assert {"budget_noise", "self_bias_sd", "external_level"} <= set(told["parameter"])
    assert LEAST <= held(told) <= MOST, ranks.by_parameter(told)
    assert held_by_halves(told) < LEAST - 0.1  # these would hold three of five
    assert held(found) == pytest.approx(0.9, abs=0.05)
    (kept,) = tmp_path.glob("*/0003.csv")
    before = kept.read_bytes()
    kept.unlink()
    pd.testing.assert_frame_equal(script.judged("draws", PANELS, folder=tmp_path), found)
    assert kept.read_bytes() == before


@pytest.mark.slow
@pytest.mark.usefixtures("compiled")
def test_calibration_holds_true_values_of_panels(script: ModuleType, tmp_path: Path) -> None:
    """Eight parameters of 240 units over four years.

    A search may say that it did not converge; of nine in ten panels it does converge, and these are judged.
    """
    found = script.judged("calibrate", PANELS, folder=tmp_path)
    assert len(found) == PANELS * len(script.RECOVERED)
    assert found["converged"].mean() >= 0.9
    found = found[found["converged"]]
    assert LEAST <= held(found) <= MOST, found
    assert held_by_halves(found) < LEAST
    # Intervals that hold the truth because they hold everything would prove nothing.
    assert np.nanmedian(found["left"]) < 0.25
