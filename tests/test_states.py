"""Scenarios over draws of parameters: the runs are those of simulate, what is said is not drawn, answers come back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

import budgetsim
from budgetsim.cli.main import app
from budgetsim.declarations import declarations
from budgetsim.kinds.compare.known import known_told
from budgetsim.kinds.run.tables import tables
from budgetsim.kinds.scenarios.known_tables import judged
from budgetsim.language import language
from budgetsim.posterior import load_posterior
from budgetsim.report.results import PURPOSE, known_of
from budgetsim.scenario import Scenario, load_scenario
from budgetsim.studies.states import FEW, STRUCTURES, State, met, points_under, states_of
from budgetsim.studies.summary import run_means
from budgetsim.studies.table import verdict_text

SMALL = {"departments": 6, "burn_in": 1, "years": 3}


@pytest.fixture(scope="module")
def pair() -> list[Scenario]:
    return [load_scenario(name).replace(**SMALL) for name in ("wangcheng_2022", "reform_package")]


@pytest.fixture(scope="module")
def compared(pair: list[Scenario]) -> Any:
    return budgetsim.compare(pair, draws=6, replications=2)


def test_points_are_the_scenarios_with_what_was_drawn(pair: list[Scenario]) -> None:
    states = states_of(load_posterior(), pair, 5)
    points = points_under(pair, states)
    assert len(points) == 2 * (1 + 5 + len(STRUCTURES) * 5)
    assert list(points[:2]) == pair
    assert len({point.name for point in points}) == len(points)
    third = states.parameters["slack_taste"][2]
    drawn = {name: column[2] for name, column in states.parameters.items()}
    want = pair[1].replace(name=State(draw=2).of("reform_package"), **drawn)
    (got,) = [point for point in points if point.name == want.name]
    assert got == want
    assert got.department.slack_taste == third
    rival = next(point for point in points if point.name == State("adaptive", 2).of("reform_package"))
    assert rival == want.replace(name=rival.name, adaptive_share=1.0)


def test_what_is_said_is_not_drawn(pair: list[Scenario]) -> None:
    posterior = load_posterior()
    own = pair[0].replace(risk_aversion=3.0, year_end="patience")
    states = states_of(posterior, [own, pair[1]], 4, {"slack_taste"})
    assert {"risk_aversion", "slack_taste"} & set(posterior.names) == {"risk_aversion", "slack_taste"}
    assert not {"risk_aversion", "slack_taste"} & set(states.parameters)
    assert set(STRUCTURES) - set(states.structures) == {"procrastination", "patience"}


def test_a_draw_that_does_not_go_with_what_is_said_is_as_declared(pair: list[Scenario]) -> None:
    own = [one.replace(diversion_max=0.9, concealment_max=0.05) for one in pair]
    states = states_of(load_posterior(), [one.replace(diversion_max=0.68) for one in pair], 64)
    column = states.parameters["concealment_max"]
    assert (column + 0.68 <= 1.0 + 1e-12).all()
    declared = declarations()["concealment_max"].default
    assert 0 < (column == declared).sum() < 64
    assert "concealment_max" not in states_of(load_posterior(), own, 64).parameters


def test_runs_are_those_of_simulate(pair: list[Scenario], compared: Any, tmp_path: Path) -> None:
    answer = budgetsim.compare(pair, draws=6, replications=2, out=tmp_path / "c")
    points = points_under(pair, states_of(load_posterior(), pair, 6))
    alone = run_means(budgetsim.simulate(list(points), 2).outcomes)
    stored = budgetsim.load_study(tmp_path / "c").run_means()
    pd.testing.assert_frame_equal(stored, alone)
    values = met(alone, [one.name for one in pair], states_of(load_posterior(), pair, 6), [PURPOSE])
    gap = values.drawn["reform_package"] - values.drawn["wangcheng_2022"]
    cell = answer.differences["reform_package"][PURPOSE]
    assert cell["median"] == np.median(gap.mean(axis=1))
    assert cell["share_better"] == (gap.mean(axis=1) > 0.0).mean()
    point = values.declared["reform_package"] - values.declared["wangcheng_2022"]
    assert cell["point"]["mean"] == pytest.approx(point.mean())
    assert set(cell["structures"]) >= set(STRUCTURES)
    assert answer == compared


def test_the_point_within_draws_is_what_declared_parameters_alone_give(
    pair: list[Scenario], compared: Any
) -> None:
    alone = budgetsim.compare(pair, parameters="point", replications=2)
    for outcome, cell in alone.differences["reform_package"].items():
        within = compared.differences["reform_package"][outcome]["point"]
        for key in ("mean", "low", "high", "share_better"):
            assert within[key] == pytest.approx(cell[key], rel=1e-9, abs=1e-15)
    assert alone.draws == 0
    assert compared.draws == 6


def test_answer_is_made_anew_from_its_runs(pair: list[Scenario], tmp_path: Path) -> None:
    made = budgetsim.compare(pair, draws=4, replications=2, out=tmp_path / "c")
    (tmp_path / "c" / "summary.json").unlink()
    again = budgetsim.load(tmp_path / "c")
    assert again == made
    lone = budgetsim.run(pair[0], draws=4, replications=2, out=tmp_path / "r")
    (tmp_path / "r" / "summary.json").unlink()
    assert budgetsim.load(tmp_path / "r") == lone
    names = [figure.name for figure in again.drawable]
    assert names[:2] == ["structures", "trajectories"]
    for code in ("en", "zh"):
        assert again.kind.figures(again)[0].draw(code).caption


def test_more_draws_begin_with_the_fewer(pair: list[Scenario]) -> None:
    few, many = (states_of(load_posterior(), pair, count).parameters for count in (8, 16))
    assert all((many[name][:8] == few[name]).all() for name in few)


def command(*words: str) -> Any:
    small = [part for key, value in SMALL.items() if key != "years" for part in ("--set", f"{key}={value}")]
    return CliRunner().invoke(app, [*words, *small, "--years", "3", "--no-figures"])


def test_command_tells_draws_structures_and_what_turns_a_sign(tmp_path: Path) -> None:
    line = ("compare", "wangcheng_2022", "reform_package", "--draws", "16", "--replications", "2")
    got = command(*line, "--out", str(tmp_path / "c"), "--json")
    assert got.exit_code == 0, got.output
    document = json.loads(got.stdout)
    cell = document["differences"]["reform_package"][PURPOSE]
    keys = {
        "median", "mean", "low", "high", "share_better", "share_worse", "variance_parameters", "variance_seeds",
        "flips", "structures",
        "point", "band_low", "band_high",
    }  # fmt: skip
    assert set(cell) == keys
    assert set(cell["point"]) == {"mean", "low", "high", "share_better"}
    shown = command(*line, "--out", str(tmp_path / "c"))
    words = " ".join(shown.stdout.split())
    assert language()("compare-table-structures") in words
    for name in STRUCTURES:
        assert language()(f"drawn-structure-{name}") in words


def test_draws_of_declared_parameters_are_refused() -> None:
    got = command("run", "wangcheng_2022", "--parameters", "point", "--draws", "8")
    assert got.exit_code == 2
    assert "--draws" in got.stderr
    assert "--parameters posterior" in got.stderr


def test_more_draws_than_there_are_are_refused() -> None:
    got = command("run", "wangcheng_2022", "--draws", "5000")
    assert got.exit_code == 2
    assert "512" in got.stderr


@pytest.mark.parametrize(("given", "meant"), [("pint", "point"), ("Posterior", "posterior")])
def test_a_mistyped_choice_names_the_closest(given: str, meant: str) -> None:
    got = command("run", "wangcheng_2022", "--parameters", given)
    assert got.exit_code == 2
    assert f"did you mean {meant}?" in got.stderr


def test_own_file_of_draws_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("risk_aversion,slack_taste\n1.5,0.5\n2.5,0.6\n2.0,0.7\n", encoding="utf-8")
    got = command("run", "wangcheng_2022", "--parameters", str(file), "--replications", "2", "--json")
    assert got.exit_code == 0, got.output
    document = json.loads(got.stdout)
    assert document["draws"] == 3
    assert document["drawn"] == ["slack_taste", "risk_aversion"] or document["drawn"] == [
        "risk_aversion",
        "slack_taste",
    ]
    file.write_text("risk_aversoin\n1.5\n2.5\n", encoding="utf-8")
    wrong = command("run", "wangcheng_2022", "--parameters", str(file))
    assert wrong.exit_code == 2
    assert "risk_aversion" in wrong.stderr


def test_panels_of_departments_take_declared_parameters() -> None:
    small = load_scenario("wangcheng_2022").replace(**SMALL)
    assert budgetsim.run(small, replications=2, departments=True).draws == 0
    asked = budgetsim.run(small, replications=2, departments=True, parameters="posterior", draws=2)
    assert asked.draws == 2


def cell(share: float, *, flips: int = 0, **structures: float) -> dict[str, Any]:
    short = {
        name: {"median": 1.0, "low": 0.5, "high": 2.0, "share_better": own}
        for name, own in structures.items()
    }
    turned = [{"parameter": "risk_aversion", "value": 2.5, "above": True}] * flips
    return {
        "median": 1.0,
        "low": 0.5,
        "high": 2.0,
        "share_better": share,
        "flips": turned,
        "structures": short,
    }


@pytest.mark.parametrize(
    ("about", "word", "unless"),
    [
        (cell(1.0, a=1.0, b=0.95), "better", ()),
        (cell(0.95, a=0.9, b=0.02), "better", ("a", "b")),
        (cell(0.02, a=0.0), "worse", ()),
        (cell(0.02, a=0.5), "worse", ("a",)),
        (cell(0.5, flips=1), "depends", ()),
        (cell(0.94), "unknown", ()),
    ],
)
def test_words_follow_from_shares_of_draws(about: dict[str, Any], word: str, unless: tuple[str, ...]) -> None:
    known = known_of(PURPOSE, about)
    assert (known.word, known.unless) == (word, unless)


def test_worse_is_told_by_the_draws_that_are_worse_and_not_by_all_that_are_not_better() -> None:
    about = {**cell(0.0), "mean": -1.0, "median": -1.0, "low": -2.0, "high": 0.0, "share_worse": 0.96}
    about |= {"flips": [], "structures": {}, "variance_parameters": 0.0, "variance_seeds": 0.0}
    assert known_of(PURPOSE, about).word == "worse"
    assert "96%" in known_told(about, ("reform", "base"), 1.0, 64, language())
    shown = judged(PURPOSE, about)
    assert verdict_text(shown, language()) == language()("table-verdict-worse-in", share="96%")
    assert known_of(PURPOSE, {**about, "share_worse": 0.9}).word == "unknown"


def test_a_run_tells_its_levels_and_changes_over_draws_and_in_every_world(pair: list[Scenario]) -> None:
    answer = budgetsim.run(pair[1], draws=6, replications=2)
    level, change = answer.scenarios["reform_package"][PURPOSE], answer.changes["reform_package"][PURPOSE]
    points = points_under(pair[1:], states_of(load_posterior(), pair[1:], 6))
    years = budgetsim.simulate(list(points), 2).outcomes
    own = years["scenario"].isin([State(draw=draw).of("reform_package") for draw in range(6)])
    rival = years["scenario"].isin([State("adaptive", draw).of("reform_package") for draw in range(6)])
    by_draw = years[rival].groupby("scenario")[PURPOSE].mean()
    assert level["structures"]["adaptive"]["median"] == pytest.approx(by_draw.median())
    ends = [years[own & (years["year"] == year)][PURPOSE].to_numpy().reshape(6, 2) for year in (1, 3)]
    gaps = (ends[1] - ends[0]).mean(axis=1)
    assert change["median"] == pytest.approx(np.median(gaps))
    assert change["share_better"] == (gaps > 0.0).mean()
    assert set(STRUCTURES) < set(level["structures"]) == set(change["structures"])
    assert level["variance_parameters"] > 0.0 < level["variance_seeds"]
    (table,) = [table for table in tables(answer) if table.name == "structures"]
    assert len(table.rows) == 1 + len(level["structures"])


def test_a_comparison_tells_changes_as_runs_of_its_scenarios_do(pair: list[Scenario]) -> None:
    """Changes may be below zero where levels are not: intervals with declared parameters are not cut at zero."""
    compared = budgetsim.compare(pair, draws=6, replications=2, progress=False)
    alone = budgetsim.run(pair[1], draws=6, replications=2)
    changes = compared.changes["reform_package"]
    assert changes == alone.changes["reform_package"]
    assert changes["active_waste"].keys() == compared.differences["reform_package"]["active_waste"].keys()
    points = [cell["point"] for cells in compared.changes.values() for cell in cells.values()]
    assert all(point["low"] <= point["mean"] <= point["high"] for point in points if point["low"] is not None)


def test_structures_take_the_first_draws() -> None:
    assert FEW <= 64
    states = states_of(load_posterior(), [Scenario()], 20)
    own = [state for state in states.every() if state.structure == "adaptive"]
    assert [state.draw for state in own] == list(range(FEW))
