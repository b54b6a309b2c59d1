"""From a bureau's panel to draws of its own in one command: headings found, usual questions, draws that know both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from calibration import model_panel
from scipy.stats import truncnorm
from typer.testing import CliRunner

import budgetsim
from budgetsim.cli.main import app
from budgetsim.kinds.calibrate.answer import Calibration
from budgetsim.kinds.calibrate.inference import infer
from budgetsim.kinds.calibrate.own import widening, within_range
from budgetsim.scenario import ScenarioError, load_scenario

pytestmark = pytest.mark.usefixtures("compiled")

KNOWN = {"departments": 30, "burn_in": 1, "evaluation_coverage": 0.6}
TRUE = {"budget_noise": 0.2, "size_sd": 1.1}
HEADINGS = {
    "unit": "Department", "year": "Fiscal Year", "approved": "Adopted budget", "self_score": "Self-assessment score",
}  # fmt: skip
SMALL: dict[str, Any] = {
    "settings": [f"{key}={value}" for key, value in KNOWN.items()], "copies": 3, "bootstrap": 60, "search": 24,
    "progress": False,
}  # fmt: skip


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A panel that the model made, with the headings of a city."""
    truth = load_scenario("wangcheng_2022").replace(name="truth", **KNOWN, **TRUE)
    path = tmp_path_factory.mktemp("panel") / "city.csv"
    model_panel(truth, range(900, 904)).rename(columns=HEADINGS)[list(HEADINGS.values())].to_csv(
        path, index=False
    )
    return path


@pytest.fixture(scope="module")
def made(panel: Path) -> Calibration:
    """What amounts alone tell: two parameters, from a file whose scores are passed over."""
    table = pd.read_csv(panel).drop(columns="Self-assessment score")
    amounts = panel.with_name("amounts.csv")
    table.to_csv(amounts, index=False)
    found: Calibration = budgetsim.calibrate(amounts, **SMALL, out=panel.parent / "own")
    return found


def invoke(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["calibrate", *arguments])


# What is asked without a target -----------------------------------------------------------------------------------


def test_columns_and_questions_are_found_from_the_file_alone(panel: Path) -> None:
    got = invoke(str(panel), "--check", "--json", "--set", "departments=30")
    told = json.loads(got.stdout)
    assert got.exit_code == 0
    fitted = [name for name, one in told["moments"].items() if one["fitted"]]
    assert set(fitted) == {
        "self_sd", "self_year_correlation", "self_two_year_correlation", "budget_change_sd", "budget_change_iqr",
        "size_sd",
    }  # fmt: skip
    assert any("Adopted budget" in note for note in told["notes"])


def test_lines_of_flags_come_before_those_of_the_target(panel: Path, tmp_path: Path) -> None:
    target = tmp_path / "target.toml"
    target.write_text(
        'scenario = "wangcheng_2022"\n[panel]\nunit = "Dept"\nyear = "Fiscal Year"\napproved = "Adopted budget"\n'
        '[parameters]\nsize_sd = "0.1:2"\n[moments]\nsize_sd = true\n',
        encoding="utf-8",
    )
    wrong = invoke(str(panel), "-t", str(target), "--check")
    assert wrong.exit_code == 2
    assert "'Dept'" in wrong.stderr
    assert invoke(str(panel), "-t", str(target), "--check", "--columns", "unit=Department").exit_code == 0
    for line in ("unit", "scor_range=[1, 5]", "outside=maybe"):
        told = invoke(str(panel), "--check", "--columns", line)
        assert told.exit_code == 2
        assert "--columns" in told.stderr


def test_panel_that_tells_of_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "thin.csv"
    path.write_text("unit,year,executed\na,2020,1\nb,2020,2\n", encoding="utf-8")
    got = invoke(str(path))
    assert got.exit_code == 2
    assert "tells of none of the parameters" in got.stderr


def test_moments_without_parameters_are_told(panel: Path) -> None:
    with pytest.raises(ScenarioError, match="nothing to estimate"):
        budgetsim.calibrate(panel, moments={"size_sd": True}, check=True)


# Draws ------------------------------------------------------------------------------------------------------------


def test_draws_hold_the_truth_and_all_else_as_the_package_has_it(made: Calibration) -> None:
    assert made.directory is not None
    own = budgetsim.load_posterior(made.directory / "posterior.parquet")
    package = budgetsim.load_posterior()
    for name, true in TRUE.items():
        low, middle, high = own.quantiles(name, [0.05, 0.5, 0.95])
        assert low < true < high
        estimate = made.estimates[name]
        assert middle == pytest.approx(estimate.estimate, abs=0.5 * (estimate.error or 0.0))
        assert high - low == pytest.approx(estimate.high - estimate.low, rel=0.15)
    assert set(own.names) == {*package.names, *TRUE}
    other = "slack_taste"
    shares = [0.1, 0.5, 0.9]
    assert own.quantiles(other, shares) == pytest.approx(package.quantiles(other, shares), rel=0.05)
    assert made.draws is not None
    assert (made.draws.draws, made.draws.own) == (len(own), len(TRUE))


def test_scenario_of_the_draws_overrules_none_of_them(made: Calibration) -> None:
    assert made.directory is not None
    drawn = load_scenario(made.directory / "drawn.toml")
    assert drawn.district.departments == KNOWN["departments"]
    own = budgetsim.load_posterior(made.directory / "posterior.parquet")
    assert set(TRUE) <= set(own.beside(drawn).names)
    assert not set(TRUE) & set(own.beside(load_scenario(made.directory / "calibrated.toml")).names)
    result = budgetsim.run(
        str(made.directory / "drawn.toml"), parameters=str(made.directory / "posterior.parquet"), draws=4,
        replications=2, years=2, progress=False,
    )  # fmt: skip
    assert result.drawn


def test_search_that_did_not_converge_leaves_no_draws(panel: Path) -> None:
    got = budgetsim.calibrate(panel, **{**SMALL, "starts": 1}, out=panel.parent / "open")
    assert not got.convergence.converged
    assert got.draws is None
    assert not (panel.parent / "open" / "posterior.parquet").exists()


# A normal within the ranges ---------------------------------------------------------------------------------------


def test_normal_that_is_cut_off_is_that_of_scipy() -> None:
    mean, sd = np.array([0.05, 0.5, 1.0]), np.array([0.1, 0.05, 1e3])
    drawn = within_range(mean, np.diag(sd**2), 20_000, np.random.default_rng(1))
    for place in range(3):
        expected = truncnorm(
            -mean[place] / sd[place], (1.0 - mean[place]) / sd[place], mean[place], sd[place]
        )
        assert drawn[:, place].mean() == pytest.approx(expected.mean(), abs=0.005)
        assert drawn[:, place].std() == pytest.approx(expected.std(), abs=0.005)


def test_correlation_is_kept() -> None:
    covariance = np.array([[1.0, 0.9], [0.9, 1.0]]) * 0.05**2
    drawn = within_range(np.array([0.5, 0.5]), covariance, 20_000, np.random.default_rng(2))
    assert np.cov(drawn.T) == pytest.approx(covariance, rel=0.05)


def test_errors_count_more_only_where_the_model_is_rejected() -> None:
    found = infer(
        np.array([0.5]), np.array([[1.0], [1.0]]), np.eye(2), np.eye(2) * 0.01, np.array([0.4, -0.4]), None
    )
    assert found.freedom == 1
    assert widening(found, is_rejected=False) == 1.0
    assert widening(found, is_rejected=True) == pytest.approx(np.sqrt(found.j))
    assert found.j > 4.0


# From file to report ----------------------------------------------------------------------------------------------


def test_one_command_goes_from_the_file_to_the_report(panel: Path, tmp_path: Path) -> None:
    sizes = (
        "--copies",
        "2",
        "--bootstrap",
        "50",
        "--search",
        "6",
        "--starts",
        "2",
        "--set",
        "departments=30",
    )
    got = invoke(str(panel), *sizes, "--out", str(tmp_path / "out"), "--no-figures", "--report")
    assert got.exit_code == 0, got.stderr
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "report.html" in got.stdout.replace("\n", "")  # long paths are broken
    assert "Estimates" in page
    assert "<table" in page


def test_report_of_nothing_is_refused(panel: Path) -> None:
    for line in ((str(panel), "--check", "--report"),):
        got = invoke(*line)
        assert got.exit_code == 2
        assert "--report" in got.stderr
    got = CliRunner().invoke(app, ["verify", "T1", "--set", "r=3", "--replications", "2", "--report"])
    assert got.exit_code == 2
    assert "--out DIR" in got.stderr


def test_rows_are_about_the_smaller_of_two_units(tmp_path: Path) -> None:
    path = tmp_path / "programmes.csv"
    rows = [
        f"{year},{ministry},{ministry}-{n},{100 + n}"
        for year in (2020, 2021)
        for ministry in "ab"
        for n in range(3)
    ]
    path.write_text("\n".join(["year,ministry,programme,approved", *rows]), encoding="utf-8")
    got = json.loads(CliRunner().invoke(app, ["data", "check", str(path), "--json"]).stdout)
    assert got["columns"]["unit"] == "programme"
    assert len(got["units"]) == 6
