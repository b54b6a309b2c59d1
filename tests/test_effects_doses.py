"""Where the best dose lies: doses added around it, the interval of the optimum, flat curves and ends of ranges."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from effects_worlds import BASE, complete, levers, plan_of
from kept_studies import as_said
from typer.testing import CliRunner

from budgetsim import load_study
from budgetsim.cli.main import app
from budgetsim.kinds.effects.design import Design
from budgetsim.kinds.effects.dose import Optimum, dose_response, optimum
from budgetsim.kinds.effects.rounds import new_doses, refine
from budgetsim.kinds.effects.runs import Runs
from budgetsim.studies import runner
from budgetsim.studies.errors import StudyError
from budgetsim.studies.store import CampaignResult
from budgetsim.studies.study import Study

LEVER = "monitoring_intensity"
OUTCOME = "net_social_value"
Curve = Callable[[float], float]


class World:
    """Outcomes by a formula of the dose, luck that all doses of a seed share, and noise of every run."""

    def __init__(self, curve: Curve, noise: float, seeds: int = 20, number: int = 0) -> None:
        self.curve, self.noise, self.number = curve, noise, number
        self.seeds = tuple(range(seeds))
        self.rounds: list[str] = []

    def runs(self, doses: list[float], names: list[str]) -> Runs:
        values = np.empty((len(doses), len(self.seeds), 1))
        for place, dose in enumerate(doses):
            for seed in self.seeds:
                draw = np.random.default_rng([self.number, seed, round(dose * 1e6)])
                luck = np.random.default_rng([self.number, seed]).normal(scale=5.0)
                values[place, seed, 0] = self.curve(dose) + luck + draw.normal(scale=self.noise)
        return Runs(tuple(names), self.seeds, (OUTCOME,), values)

    def simulate(self, name: str, study: Study) -> Runs:
        self.rounds.append(name)
        doses = [float(scenario.changes[-1].levers[LEVER]) for scenario in study.scenarios]
        return self.runs(doses, [scenario.name for scenario in study.scenarios])

    def first(self, request: Design) -> Runs:
        doses = {
            name: dict(steps[-1][1])[LEVER] if steps else 0.04 for steps, name in request.plan.names.items()
        }
        return self.runs(list(doses.values()), list(doses))


def asked(text: str = f"{LEVER}=0:1:7") -> Design:
    return complete(BASE, {"levers": [text], "parts": "dose", "outcomes": OUTCOME})


def refined_in(world: World, request: Design, runs: Runs) -> tuple[Design, Runs]:
    """Go through the rounds of doses as the engine does."""
    rounds = refine(request, runs, lambda result: result)
    result: Any = None
    while True:
        try:
            item = rounds.send(result)
        except StopIteration as end:
            found: tuple[Design, Runs] = end.value
            return found
        result = world.simulate(item.name, item.study)


def found_in(world: World, text: str = f"{LEVER}=0:1:7") -> tuple[Optimum, Design]:
    request = asked(text)
    refined, runs = refined_in(world, request, world.first(request))
    return optimum(LEVER, OUTCOME, dose_response(refined.plan, runs).to_dict("records")), refined


def test_optimum_between_doses_of_a_coarse_grid_is_found() -> None:
    """The grid holds 0.04 and 1/6, both clearly worse than the doses around 0.1 that it does not hold."""
    world = World(lambda dose: -abs(dose - 0.1), noise=0.002)
    found, refined = found_in(world)
    assert found.dose == pytest.approx(0.1, abs=0.01)
    assert found.low < 0.1 < found.high
    assert found.high - found.low < 0.05
    assert len(world.rounds) > 1
    # Doses are added where the curve may turn, and nowhere else.
    added = set(refined.levers[0].doses) - set(asked().levers[0].doses)
    assert all(dose < 1 / 3 for dose in added)
    assert len(added) < 30


@pytest.mark.slow
def test_interval_of_the_optimum_covers_it() -> None:
    held, worlds = 0, 60
    for number in range(worlds):
        peak = 0.15 + 0.7 * np.random.default_rng(number).random()
        world = World(lambda dose, peak=peak: -4.0 * (dose - peak) ** 2, noise=0.05, seeds=10, number=number)  # type: ignore[misc]
        found, _ = found_in(world)
        held += found.low <= peak <= found.high
    assert held >= 0.95 * worlds - 2


def test_rounds_go_on_until_seeds_allow_no_more() -> None:
    """With little noise the optimum is found finely; with much, closer doses could not be told apart."""
    fine, _ = found_in(World(lambda dose: -((dose - 0.6) ** 2), noise=1e-5))
    coarse, _ = found_in(World(lambda dose: -((dose - 0.6) ** 2), noise=0.05))
    assert fine.high - fine.low < 0.05 < coarse.high - coarse.low
    assert fine.low < 0.6 < fine.high


def test_best_dose_at_an_end_is_told_as_one() -> None:
    rising, _ = found_in(World(lambda dose: dose, noise=0.001))
    assert (rising.dose, rising.at_end, rising.at_start) == (1.0, True, False)
    assert 0.9 < rising.low < rising.high == 1.0
    falling, _ = found_in(World(lambda dose: -dose, noise=0.001))
    assert (falling.dose, falling.at_end, falling.at_start) == (0.0, False, True)


def test_plateau_reaches_to_the_end_of_the_range() -> None:
    found, _ = found_in(World(lambda dose: min(dose, 0.5), noise=0.01))
    assert found.at_end
    assert not found.is_flat
    assert found.low < 0.5


def test_flat_curve_is_told_with_what_might_have_been_missed() -> None:
    found, _ = found_in(World(lambda _: 1.0, noise=0.1))
    assert found.is_flat
    assert found.spread < 2.0 * found.least_seen
    assert found.least_seen == pytest.approx(0.1 * 2**0.5 / 20**0.5 * 3.3, rel=0.4)


def test_curve_that_never_moves_gets_no_doses() -> None:
    request = asked()
    world = World(lambda _: 1.0, noise=0.0)
    assert refined_in(world, request, world.first(request))[0] == request
    assert world.rounds == []


def test_one_seed_and_outcomes_without_a_better_way_are_not_refined() -> None:
    world = World(lambda dose: -abs(dose - 0.1), noise=0.0, seeds=1)
    request = asked()
    assert refined_in(world, request, world.first(request))[0] is request
    neutral = replace(request, outcomes=("self_score",))
    assert refined_in(world, neutral, World(abs, 0.1).first(request))[0] is neutral


def test_whole_numbers_stay_whole() -> None:
    (lever,) = levers("result_use=0:1:3")
    whole = replace(
        lever, factor=replace(lever.factor, kind="integer"), own=4, low=0, high=20, doses=(0, 4, 20)
    )
    rows = [
        {"lever": "result_use", "outcome": OUTCOME, "dose": dose, "verdict": "better", "best": is_best}
        for dose, is_best in ((0.0, False), (4.0, True), (20.0, False))
    ]
    table = pd.DataFrame(rows)
    got = new_doses(whole, table.assign(as_good=table["best"]))
    assert got == (1, 2, 3, 8, 12, 16)
    assert all(type(dose) is int for dose in got)


def test_points_under_other_seeds_are_refused() -> None:
    plan = plan_of(f"{LEVER}=0:1:3", parts=("dose",))
    one = Runs(tuple(plan.names.values()), (0, 1), (OUTCOME,), np.zeros((len(plan.names), 2, 1)))
    with pytest.raises(StudyError, match="every point must have met every seed"):
        one.with_points(Runs(("x",), (0, 2), (OUTCOME,), np.zeros((1, 2, 1))))


# As users run it ----------------------------------------------------------------------------------------------------

SMALL = "[district]\ndepartments = 6\n[protocol]\nyears = 5\nburn_in = 1\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "small.toml").write_text(SMALL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def document(*arguments: str) -> Any:
    typed = ["effects", "small.toml", "--levers", "monitoring_intensity,staff=1:6:3", "--parts", "dose"]
    quick = ["--replications", "6", "--no-figures", "--parameters", "point", "--workers", "1", "--json"]
    got = CliRunner().invoke(app, [*typed, *quick, *arguments])
    assert got.exit_code == 0, got.output
    return json.loads(got.stdout)


def test_added_doses_are_those_of_asking_for_them(here: Path) -> None:
    got = document("--out", "refined")
    assert any(row["added"] for row in got["dose"])
    study = load_study(here / "refined")
    assert isinstance(study, CampaignResult)
    assert study.complete
    assert got["runs"] == got["points"] * 6
    doses = [dose for dose in got["levers"][0]["doses"] if dose != 0.04]
    listed = ",".join(map(repr, doses))
    typed = [
        "effects",
        "small.toml",
        "--levers",
        f"monitoring_intensity={listed}",
        "--parts",
        "dose",
        "--no-refine",
    ]
    asked_for = CliRunner().invoke(
        app, [*typed, "--replications", "6", "--parameters", "point", "--no-figures", "--json"]
    )
    assert asked_for.exit_code == 0, asked_for.output
    at = {(row["dose"], row["outcome"]): row["difference"] for row in json.loads(asked_for.stdout)["dose"]}
    for row in got["dose"]:
        if row["lever"] == LEVER:
            assert row["difference"] == pytest.approx(at[row["dose"], row["outcome"]], abs=1e-12)


def test_rounds_of_doses_are_resumed(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = document("--out", "whole")
    attempt, done = runner.attempt_part, []

    def attempted(spec: Any) -> Any:
        if len(done) == 1:
            raise KeyboardInterrupt
        done.append(spec)
        return attempt(spec)

    with monkeypatch.context() as patch:
        patch.setattr(runner, "attempt_part", attempted)
        typed = ["effects", "small.toml", "--levers", "monitoring_intensity,staff=1:6:3", "--parts", "dose"]
        quick = [
            "--replications",
            "6",
            "--no-figures",
            "--parameters",
            "point",
            "--workers",
            "1",
            "--out",
            "cut",
        ]
        got = CliRunner().invoke(app, [*typed, *quick])
        assert got.exit_code == 130
    again = document("--out", "cut")
    assert as_said(again) == as_said(whole)
    monkeypatch.setattr(runner, "attempt_part", None)  # nothing is left to run
    assert as_said(document("--out", "cut")) == as_said(again)


def test_without_refining_a_study_has_the_doses_that_were_asked_for(here: Path) -> None:
    got = document("--no-refine", "--out", "plain")
    assert not any(row["added"] for row in got["dose"])
    assert got["levers"][1]["doses"] == [1.0, 3.0, 3.5, 6.0]
    assert not isinstance(load_study(here / "plain"), CampaignResult)
