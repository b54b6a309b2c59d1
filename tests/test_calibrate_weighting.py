"""Weights of moments: what has no inverse is told by name before anything is simulated; what is noise is not used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from calibration import model_panel, written
from typer.testing import CliRunner

from budgetsim.cli.main import app
from budgetsim.kinds.calibrate.inference import tail
from budgetsim.kinds.calibrate.problem import FEW, WORST, Doubles, obstacles, weighting_of
from budgetsim.scenario import load_scenario
from budgetsim.studies.moments import MOMENTS

RNG = np.random.default_rng(5)
DRAWS = RNG.standard_normal((400, 3))
TARGET = """
scenario = "wangcheng_2022"
weighting = "optimal"
copies = 2
bootstrap = 100
search = 4
starts = 2
rounds = 2
[set]
departments = 12
burn_in = 0
[parameters]
budget_noise = "0.02:0.5"
[moments]
"""


def told(draws: np.ndarray, names: str, groups: int = 1000, asked: str = "optimal") -> Any:
    return weighting_of(asked, np.cov(draws.T), names.split(), groups)


def test_moments_that_say_the_same_are_named() -> None:
    twins = np.column_stack([DRAWS, 3.0 * DRAWS[:, 0] + 7.0])
    assert told(twins, "a b c d").doubles == (Doubles("d", ("a",)),)
    mixed = np.column_stack([DRAWS, DRAWS[:, 1] - 0.5 * DRAWS[:, 2]])
    found = told(mixed, "a b c d")
    assert found.doubles == (Doubles("d", ("b", "c")),)
    ((name, message, hint),) = obstacles(found, 4)
    assert (name, "b and c" in message, "leave d out" in hint) == ("d", True, True)
    assert obstacles(told(mixed, "a b c d", asked="diagonal"), 4) == []
    assert told(DRAWS, "a b c").doubles == ()


def test_weights_that_would_follow_noise_are_not_used() -> None:
    assert told(DRAWS, "a b c").kind == "optimal"
    assert told(DRAWS, "a b c", groups=FEW * 3 - 1).kind == "diagonal"
    near = np.column_stack([DRAWS, DRAWS[:, 0] + 0.02 * RNG.standard_normal(400)])
    found = told(near, "a b c d")
    assert found.condition > WORST
    assert (found.kind, found.asked, found.doubles) == ("diagonal", "optimal", ())
    assert told(DRAWS, "a b c", groups=3).kind == "diagonal"
    ((name, message, _),) = obstacles(told(DRAWS, "a b c", groups=3), 3)
    assert name == ""
    assert "3 moments" in message
    assert "3 units" in message


def test_statistic_of_few_units_is_rejected_as_often_as_it_should_be() -> None:
    """Six true moments from 24 units: against χ² a fifth would be rejected at 5 %."""
    panels = RNG.standard_normal((3000, 24, 6))
    means = panels.mean(axis=1)
    spread = np.einsum("pui,puj->pij", panels - means[:, None], panels - means[:, None]) / 23 / 24
    j = np.einsum("pi,pij,pj->p", means, np.linalg.inv(spread), means)
    assert np.mean([tail(one, 6, 24) < 0.05 for one in j]) == pytest.approx(0.05, abs=0.012)
    assert np.mean([tail(one, 6) < 0.05 for one in j]) > 0.15
    assert tail(12.0, 6, 100_000) == pytest.approx(tail(12.0, 6), rel=1e-2)
    assert tail(12.0, 6, 6) is None


# On the command line ------------------------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    truth = load_scenario("wangcheng_2022").replace(departments=12, burn_in=0, evaluation_coverage=0.6)
    table = model_panel(truth, range(3))
    spent = table[["executed", "approved"]].min(axis=1)
    written(table.assign(adjusted=table["approved"], executed=spent), tmp_path / "same.csv")
    units = sorted(table["unit"].unique())
    written(table[table["unit"].isin(units[:8])], tmp_path / "few.csv")
    written(table, tmp_path / "panel.csv")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def asked(panel: str, *moments: str, weighting: str | None = None) -> Any:
    text = TARGET + "".join(f"{name} = true\n" for name in moments)
    Path("target.toml").write_text(text, encoding="utf-8")
    flags = [] if weighting is None else ["--weighting", weighting]
    arguments = ["calibrate", panel, "-t", "target.toml", *flags, "--out", "out", "--no-figures"]
    return CliRunner().invoke(app, arguments)


def test_collinear_moments_are_refused_by_name_before_anything_is_simulated(here: Path) -> None:
    moments = ("budget_change_sd", "size_sd", "execution_mean", "execution_of_adjusted")
    got = asked("same.csv", *moments)
    assert got.exit_code == 2
    assert "target.toml:18: moments.execution_of_adjusted: says the same as execution_mean" in got.stderr
    assert not (here / "out").exists()
    diagonal = asked("same.csv", *moments, weighting="diagonal")
    assert diagonal.exit_code == 0, diagonal.output
    assert "execution of adjusted says the same as execution mean" in " ".join(diagonal.stdout.split())


def test_too_few_units_are_told_with_both_numbers(here: Path) -> None:
    del here
    moments = list(MOMENTS)[15:24]
    got = asked("few.csv", *moments)
    assert got.exit_code == 2
    assert f"target.toml:3: weighting: {len(moments)} moments cannot be weighted" in got.stderr
    assert "the panel has 8 units" in got.stderr
    flagged = asked("few.csv", *moments, weighting="optimal")
    assert "--weighting: weighting: " in flagged.stderr
    all_faults = asked("few.csv", *moments, "external_three_year_correlation", "self_three_year_correlation")
    assert all_faults.exit_code == 2


def test_noisy_optimal_weights_become_diagonal_ones_with_a_word(here: Path) -> None:
    del here
    got = asked("few.csv", "budget_change_sd", "size_sd", "execution_q50")
    assert got.exit_code == 0, got.output
    assert "Moments are weighted by their variances alone" in " ".join(got.stdout.split())
    sure = asked("panel.csv", "budget_change_sd", "size_sd", "execution_q50")
    assert sure.exit_code == 2  # the directory holds another study
    Path("out").rename("other")
    assert "variances alone" not in asked("panel.csv", "budget_change_sd", "size_sd", "execution_q50").stdout
