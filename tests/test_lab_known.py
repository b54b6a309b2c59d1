"""Explore over draws: numbers and words of ``compare``, structures that move no number, one world by itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from budgetsim.app import runs
from budgetsim.app.explore import draws
from budgetsim.app.explore.known import (
    another,
    means,
    named_told,
    paths_option,
    rows_of,
    structure_rows,
    verdict_told,
)
from budgetsim.app.explore.policy import NAMES, Experiment, Plan, command, scenario_of
from budgetsim.cli.main import app
from budgetsim.declarations import declarations
from budgetsim.language import LANGUAGES, language
from budgetsim.report.declared import meaning_of
from budgetsim.report.results import PURPOSE, verdict_of
from budgetsim.scenario import Scenario
from budgetsim.studies.states import DRAWS

SMALL = Experiment(departments=12, years=5, seeds=4, from_year=2)
PLANS = Plan("wangcheng_2022"), Plan("reform_package", (("monitoring_intensity", 0.6), ("staff", 4.0)))


@pytest.fixture(scope="module")
def pair() -> tuple[Scenario, Scenario]:
    first, second = (scenario_of(plan, name, SMALL) for plan, name in zip(PLANS, NAMES, strict=True))
    return first, second


@pytest.fixture(scope="module")
def whole(pair: tuple[Scenario, Scenario]) -> draws.Known:
    return draws.known(pair, 0, SMALL.years, runs.COUNTED, PURPOSE, structures=True)


def test_draws_agree_with_the_command_line(
    pair: tuple[Scenario, Scenario], whole: draws.Known, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for scenario in pair:
        Path(f"{scenario.name}.toml").write_text(scenario.to_toml(), encoding="utf-8")
    words = command(SMALL, DRAWS, draws.SEEDS_OF_A_DRAW).split()
    answer = CliRunner().invoke(app, [*words[1:], "--json", "--no-figures"])
    assert answer.exit_code == 0, answer.output
    told = json.loads(answer.stdout)
    for row in rows_of(whole):
        cell = told["differences"][NAMES[1]][row.outcome]
        assert row.first == told["scenarios"][NAMES[0]][row.outcome]["median"]
        assert row.second == told["scenarios"][NAMES[1]][row.outcome]["median"]
        assert (row.difference, row.low, row.high) == (cell["median"], cell["low"], cell["high"])
        assert row.share_better == cell["share_better"]
        assert row.kind == verdict_of(row.outcome, cell)
    structures = told["differences"][NAMES[1]][PURPOSE]["structures"]
    assert whole.differences[PURPOSE]["structures"] == structures


def test_structures_come_later_and_move_no_number(
    pair: tuple[Scenario, Scenario], whole: draws.Known
) -> None:
    first = draws.known(pair, 0, SMALL.years, runs.COUNTED, PURPOSE)
    assert not first.has_structures
    for one, other in zip(rows_of(first), rows_of(whole), strict=True):
        assert (one.first, one.second, one.difference) == (other.first, other.second, other.difference)
        assert one.kind == other.kind.removesuffix("-unless")
    assert len(structure_rows(whole, language("en"))) == 1 + len(whole.differences[PURPOSE]["structures"])


@pytest.mark.parametrize("code", LANGUAGES)
def test_verdict_tells_draws_and_structures(code: str, whole: draws.Known) -> None:
    speak = language(code)
    text = verdict_told(whole, speak)
    assert str(DRAWS) in text
    assert speak("lab-explore-policy", letter="B") in text


def test_pale_band_is_ignorance_and_dark_band_chance(
    pair: tuple[Scenario, Scenario], whole: draws.Known
) -> None:
    chance = runs.compare(pair, SMALL.seed_list, SMALL.years, runs.COUNTED, PURPOSE).paths
    option = paths_option(whole.paths, chance, SMALL, PURPOSE, language("en"))
    pale, dark = (
        [
            series
            for series in option["series"]
            if series["type"] == "custom" and (series["itemStyle"]["opacity"] > 0.2) == is_dark
        ]
        for is_dark in (False, True)
    )
    own = chance[(chance["scenario"] == NAMES[1]) & (chance["outcome"] == PURPOSE)]
    np.testing.assert_allclose([row[1] for row in pale[1]["data"]], whole.paths[1].low, rtol=1e-4)
    widths = [high - low for _, low, high in dark[1]["data"]]
    np.testing.assert_allclose(widths, own["high"] - own["low"], rtol=1e-3)


def test_one_world_is_a_draw_of_compare(pair: tuple[Scenario, Scenario]) -> None:
    states = [draws.scenarios_under(pair, draw) for draw in range(3)]
    levels = [
        runs.outcomes(one, range(draws.SEEDS_OF_A_DRAW), SMALL.years).groupby("scenario")[PURPOSE].mean()
        for one in states
    ]
    every = draws.outcomes_under(pair, 0, SMALL.years)
    for draw, level in enumerate(levels):
        own = every[every["scenario"] == f"{NAMES[1]}~{draw:03d}"][PURPOSE].mean()
        assert level[NAMES[1]] == pytest.approx(own, abs=1e-12)


def test_a_world_is_described_by_what_is_unusual_about_it(pair: tuple[Scenario, Scenario]) -> None:
    named = draws.named_of(pair, 5)
    second = draws.scenarios_under(pair, 5)[1]
    assert len(named) == 3
    for one in named:
        about = declarations()[one.parameter]
        assert getattr(getattr(second, about.group), one.parameter) == one.value
        assert one.declared == about.default
    for code in LANGUAGES:
        assert all(language(code).name(one.parameter) in named_told(named, language(code)) for one in named)
        assert all(meaning_of(language(code), one.parameter) in means(one, language(code)) for one in named)


def test_another_world_is_another() -> None:
    found: set[Any] = {another(7) for _ in range(200)}
    assert 7 not in found
    assert found <= set(range(DRAWS))
