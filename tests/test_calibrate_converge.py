"""Whether a search converged: on made-up landscapes whose best point is known, and on a panel that the model made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from calibration import model_panel, posed, solved, written
from typer.testing import CliRunner

from budgetsim.cli.main import app
from budgetsim.kinds.calibrate.answer import Calibration
from budgetsim.kinds.calibrate.search import Search, search
from budgetsim.language import language
from budgetsim.scenario import load_scenario

pytestmark = pytest.mark.usefixtures("compiled")

TRUTH = np.array([0.62, 0.34, 0.55, 0.71, 0.45])
NAMES = [f"x{place}" for place in range(len(TRUTH))]


class Landscape:
    """Takes the place of the simulations: moments are a function of the parameters."""

    def __init__(self, function: Callable[[np.ndarray], np.ndarray]) -> None:
        self.function, self.stage, self.undefined = function, "", ""

    def moments(self, shares: np.ndarray) -> np.ndarray:
        return self.function(np.atleast_2d(shares))

    def expect(self, candidates: int) -> None:
        assert candidates > 0

    def screened(self, shares: np.ndarray, copies: int) -> np.ndarray:
        del copies
        return self.moments(shares)


def searched(
    function: Callable[[np.ndarray], np.ndarray], seed: int, starts: int = 15, rounds: int = 25
) -> Search:
    """Search for the five true parameters with moments that are known to a hundredth."""
    data = function(TRUTH[None])[0]
    target = SimpleNamespace(
        seed=seed, search=256, starts=starts, rounds=rounds, copies=3,
        parameters=[SimpleNamespace(key=f"district.{name}", name=name) for name in NAMES],
        scenario=SimpleNamespace(district=SimpleNamespace(**dict.fromkeys(NAMES, 0.5))),
    )  # fmt: skip
    count = len(data)
    problem: Any = SimpleNamespace(
        target=target, data=data, fitted=count, lower=np.zeros(5), width=np.ones(5),
        covariance=1e-4 * np.eye(count), root_weights=100.0 * np.eye(count),
    )  # fmt: skip
    return search(problem, Landscape(function))  # type: ignore[arg-type]


def plain(shares: np.ndarray) -> np.ndarray:
    return np.hstack([shares, shares**2])


def folded(shares: np.ndarray) -> np.ndarray:
    """Three parameters have a second valley each, in which the last moments do not fit."""
    fold = np.abs(shares[:, :3] - 0.5) ** 1.5
    return np.hstack([fold, shares[:, 3:], 0.02 * shares, np.sin(7.0 * shares) * 0.02])


def test_single_valley_is_found_and_said_to_be() -> None:
    found = searched(plain, 0)
    assert (found.status, len(found.descents)) == ("converged", 5)
    np.testing.assert_allclose(found.best.shares, TRUTH, atol=1e-3)
    np.testing.assert_allclose(found.apart, 0.0, atol=0.5)


@pytest.mark.parametrize("seed", range(10))
def test_whoever_says_converged_among_many_valleys_is_at_the_best(seed: int) -> None:
    found = searched(folded, seed)
    if found.is_converged:
        np.testing.assert_allclose(found.best.shares, TRUTH, atol=0.02)
        assert found.best.criterion < 0.25
    else:
        assert found.status == "parted"


def test_some_searches_among_many_valleys_converge_and_one_start_never_does() -> None:
    found = [searched(folded, seed) for seed in range(10)]
    assert sum(one.is_converged for one in found) >= 3
    assert max(len(one.descents) for one in found) > 5  # it goes on where the best two part
    alone = searched(plain, 0, starts=1)
    assert (alone.status, alone.rival) == ("one start", None)
    assert searched(folded, 0, rounds=1).status in ("unsettled", "parted")


def test_parameter_that_nothing_sees_does_not_keep_a_search_from_converging() -> None:
    found = searched(lambda shares: np.hstack([shares[:, :4], shares[:, :4] ** 2]), 0)
    assert found.is_converged
    np.testing.assert_allclose(found.best.shares[:4], TRUTH[:4], atol=1e-3)
    assert np.isinf(found.errors[4])
    assert np.isnan(found.apart[4])


# With the model -----------------------------------------------------------------------------------------------------

SMALL = {
    "departments": 20, "burn_in": 0, "staff": 2, "evaluation_coverage": 0.6, "year_end": "procrastination",
}  # fmt: skip
TRUE = {"budget_noise": 0.2, "size_sd": 1.1, "hoarding": 0.3}
TARGET = """
scenario = "wangcheng_2022"
copies = 3
bootstrap = 100
search = 24
[set]
departments = 20
burn_in = 0
staff = 2
evaluation_coverage = 0.6
year_end = "procrastination"
[parameters]
budget_noise = "0.02:0.5"
size_sd = "0.1:2"
hoarding = "0:0.6"
[moments]
budget_change_sd = true
budget_change_iqr = true
small_change_share = true
execution_mean = true
size_sd = true
"""


def calibrated(folder: Path, place: Path | None = None, **given: Any) -> Calibration:
    question = posed(folder / "panel.csv", folder / "target.toml", **given)
    return solved(question, place or folder / f"out-{given}")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    truth = load_scenario("wangcheng_2022").replace(**SMALL, **TRUE)
    written(model_panel(truth, range(700, 703)), tmp_path / "panel.csv")
    (tmp_path / "target.toml").write_text(TARGET, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    return tmp_path


@pytest.mark.slow
def test_two_seeds_find_the_same_and_the_truth(here: Path) -> None:
    one, other = (calibrated(here, seed=seed).to_df("estimates") for seed in (0, 1_000_000))
    assert set(one["verdict"]) == set(other["verdict"]) == {"pinned down"}
    error = np.maximum(one["error"], other["error"])
    # Both saw the same panel: they differ by the luck of three simulated copies each.
    assert (np.abs(one["estimate"] - other["estimate"]) < 2.0 * error).all()
    assert (one["error"] / other["error"]).between(0.5, 2.0).all()
    for table in (one, other):
        truth = np.array([TRUE[str(name).rpartition(".")[2]] for name in table["parameter"]])
        assert (np.abs(table["estimate"] - truth) < 3.0 * table["error"]).all()


def test_one_start_is_told_first_in_the_file_too_and_nothing_is_pinned_down(here: Path) -> None:
    got = CliRunner().invoke(
        app, ["calibrate", "panel.csv", "-t", "target.toml", "--starts", "1", "--out", "out", "--no-figures"]
    )
    assert got.exit_code == 0, got.output
    assert got.stdout.startswith("It is not known whether the search converged")
    told = " ".join(got.stdout.split())
    assert "pinned down" not in told.replace("No parameter counts as pinned down", "")
    made = calibrated(here, here / "out", starts=1)  # the command's evaluations serve again
    assert {one.verdict for one in made.estimates.values()} == {"not converged"}
    assert made.identification.blind_directions == ()
    text = (here / "out" / "calibrated.toml").read_text(encoding="utf-8")
    assert text.startswith("# Search: NOT CONVERGED (one start")
    assert "did not converge" in load_scenario(here / "out" / "calibrated.toml").description
    assert CliRunner().invoke(app, ["scenarios", "check", "out/calibrated.toml"]).exit_code == 0


def test_rejected_model_is_told_first_and_in_the_file(here: Path) -> None:
    """Money that vanishes is nothing that these parameters can do."""
    text = (here / "panel.csv").read_text(encoding="utf-8").splitlines()
    head = text[0].split(",").index("executed")
    rows = [line.split(",") for line in text[1:]]
    for row in rows:
        row[head] = str(0.5 * float(row[head]))
    (here / "panel.csv").write_text("\n".join([text[0], *(",".join(row) for row in rows)]), encoding="utf-8")
    got = CliRunner().invoke(
        app, ["calibrate", "panel.csv", "-t", "target.toml", "--out", "out", "--no-figures"]
    )
    assert got.exit_code == 0, got.output
    told = " ".join(got.stdout.split())
    assert told.index("The moments contradict the model") < told.index("If the model were right")
    assert (
        language("en")("term-hoarding")
        in told.split("At an edge of the range that was allowed: ")[1].split(";")[0]
    )
    file = (here / "out" / "calibrated.toml").read_text(encoding="utf-8")
    assert "REJECTED: the moments contradict the model" in file
    assert "contradict the model" in load_scenario(here / "out" / "calibrated.toml").description
