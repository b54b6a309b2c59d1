"""Parameters that matter under one rule or form only: what is declared so moves nothing indeed, and is refused."""

from __future__ import annotations

import itertools
import warnings
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from budgetsim import Change, Scenario, ScenarioWarning, load_scenario, simulate
from budgetsim.cli.main import app
from budgetsim.declarations import declarations
from budgetsim.scenario import Roster
from budgetsim.scenario_files.effect import CONDITIONS, unmet

SMALL = Scenario(name="small").replace(
    departments=6, years=4, burn_in=1, staff=1, monitoring_intensity=0.3, evaluation_coverage=0.5, result_use=0.6,
    rigid_share=0.3, relative_evaluation=0.5,
)  # fmt: skip
RULES = ("incremental", "linear", "grades", "tournament", "posterior")
CONTRACTS = ("top_down", "self_reported", "negotiated", "truth_inducing")
WORLDS = [
    SMALL.replace(
        budget_rule=rule,
        objective_contract=contract,
        evaluation_lag=lag,
        score_form=form,
        year_end=year_end,
        **kinds,
    )
    for (rule, contract), (lag, form, year_end), kinds in itertools.product(
        zip(RULES, itertools.cycle(CONTRACTS)),
        [(1, "points", "precaution"), (2, "linear", "procrastination"), (2, "points", "patience")],
        [{}, {"adaptive_share": 0.4, "satisficing_share": 0.4, "adjustment_sd": 0.3}],
    )
]
OWN = Scenario.from_dict(
    {"roster": {"names": ["a", "b"], "archetypes": ["craft", "coping"], "sizes": [1, 2], "budgets": [3, 4]}}
)
TIED = {
    "execution_weight": {"objectives_weight", "satisfaction_weight"},
    "objectives_weight": {"execution_weight", "satisfaction_weight"},
    "satisfaction_weight": {"execution_weight", "objectives_weight"},
}


def outcomes(scenario: Scenario):
    return simulate(scenario, 2).values[scenario.name]


def moved(scenario: Scenario, name: str) -> Scenario:
    """The scenario with another value; weights that sum to 1 give way to it."""
    group = getattr(scenario, declarations()[name].group)
    own = getattr(group, name)
    others = TIED.get(name, set())
    # Thresholds must keep their order, and an unevenness is at least 1.
    part = 0.9 if name.endswith("_from") else 1.5 if name.endswith("_tails") else 0.5
    value = own * part if own else 0.05
    rest = {other: getattr(group, other) + (own - value) / 2 for other in others}
    return scenario.replace(**{name: value, **rest})


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.names[0])
def test_what_is_declared_without_effect_has_none(condition):
    worlds = [OWN] if condition.parameter == "departments_file" else WORLDS
    for name in condition.names:
        without = [world for world in worlds if unmet(name, world)]
        assert without
        for world in without[:4]:
            np.testing.assert_array_equal(outcomes(moved(world, name)), outcomes(world))


@pytest.mark.parametrize("condition", CONDITIONS[:-1], ids=lambda condition: condition.names[0])
def test_with_what_it_needs_it_has_an_effect(condition):
    for name in condition.names:
        meant = [world for world in WORLDS if not unmet(name, world)]
        assert any((outcomes(moved(world, name)) != outcomes(world)).any() for world in meant), name


def test_a_rule_of_a_later_year_counts():
    later = SMALL.replace(budget_rule="linear", changes=[Change(3, {"budget_rule": "tournament"})])
    assert unmet("tournament_prize", SMALL.replace(budget_rule="linear"))
    assert not unmet("tournament_prize", later)
    assert not unmet("tournament_prize", SMALL, varied=["budget_rule"])
    assert isinstance(OWN.roster, Roster)


REFUSED = {
    "run": "run wangcheng_2022 --set tournament_prize=2",
    "compare": "compare wangcheng_2022 reform_package --set contract_alpha=0.5",
    "sweep": "sweep wangcheng_2022 --vary tournament_prize=1,2",
    "sweep_set": "sweep wangcheng_2022 --vary staff=1,2 --set search_step=0.2",
    "sensitivity": "sensitivity wangcheng_2022 --factors staff --set prior_reliability=0.5",
    "effects": "effects wangcheng_2022 --levers staff --set fair_cut=0.1",
    "optimise": "optimise --uncertain aspiration",
    "discover": "discover --uncertain preliminary_noise",
    "information": "information wangcheng_2022 reform_package --set contract_alpha=0.5",
}


@pytest.mark.parametrize("command", REFUSED.values(), ids=REFUSED)
def test_commands_refuse_what_would_move_nothing(command):
    got = CliRunner().invoke(app, [*command.split(), "--dry-run"])
    assert got.exit_code == 2, got.output
    assert "would move nothing: it matters with" in got.stderr


ACCEPTED = {
    "with_its_rule": "run wangcheng_2022 --set tournament_prize=2 --set budget_rule=tournament",
    "one_of_two": "compare wangcheng_2022 teaching_yardstick --set tournament_prize=2",
    "rule_varied": "sweep wangcheng_2022 --vary tournament_prize=1,2 --vary budget_rule=linear,tournament",
    "dummy": "sensitivity wangcheng_2022 --factors staff,search_step --samples 16",
    "rule_is_a_lever": "effects --levers budget_rule=linear,tournament --set tournament_prize=2",
}


@pytest.mark.parametrize("command", ACCEPTED.values(), ids=ACCEPTED)
def test_commands_take_what_may_matter(command):
    got = CliRunner().invoke(app, [*command.split(), "--dry-run"])
    assert got.exit_code == 0, got.output
    assert ("matters with" in got.stderr) == ("teaching_yardstick" in command)


def test_python_and_files_are_told_what_moves_nothing(tmp_path: Path) -> None:
    file = tmp_path / "prize.toml"
    file.write_text('extends = "wangcheng_2022"\n[bureau]\ntournament_prize = 2\n', encoding="utf-8")
    with pytest.warns(
        ScenarioWarning, match=r"prize.toml:3: bureau.tournament_prize moves nothing: .*tournament only"
    ):
        base = load_scenario(file)
    with pytest.warns(ScenarioWarning, match=r"^tournament_pool moves nothing: "):
        base.replace(tournament_pool=0.4)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        base.replace(tournament_pool=0.4, budget_rule="tournament")
        load_scenario("wangcheng_2022").replace(staff=4)
