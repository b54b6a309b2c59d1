"""The band of net social value: what every other stance would say, and nothing called better that it makes worse."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from budgetsim import Scenario, simulate
from budgetsim.app import runs as lab_runs
from budgetsim.app.explore import compare as lab
from budgetsim.app.play import page as play_page
from budgetsim.app.play.table import Standing
from budgetsim.cli.main import app
from budgetsim.kinds.compare.answer import Comparison
from budgetsim.kinds.compare.findings import findings
from budgetsim.kinds.effects.estimate import DISPUTED, over_seeds, verdicts
from budgetsim.kinds.effects.runs import Runs, difference
from budgetsim.language import LANGUAGES, language
from budgetsim.model.mechanisms.welfare import STANCES
from budgetsim.report import results
from budgetsim.report.results import verdict_of
from budgetsim.studies import band
from budgetsim.studies.summary import difference_table, run_means, summary_json

BASE = Scenario().replace(name="base", departments=10, years=3, burn_in=2, monitoring_intensity=0.1)
OTHER = BASE.replace(name="other", audit_coverage=0.8, result_use=0.4)
SEEDS = 5


@pytest.fixture(scope="module")
def outcomes() -> pd.DataFrame:
    return simulate([BASE, OTHER], SEEDS).outcomes


@pytest.fixture(scope="module")
def answer(outcomes: pd.DataFrame) -> Any:
    told = {scenario.name: band.stance_of(scenario) for scenario in (BASE, OTHER)}
    return summary_json(outcomes, range(SEEDS), 3, told)


# Numbers --------------------------------------------------------------------------------------------------------


def test_stances_of_a_comparison_are_those_of_comparing_under_them(answer: Any) -> None:
    for own in answer["stances"]["other"]:
        stance = {key: own[key] for key in band.PARAMETERS}
        again = simulate([BASE.replace(**stance), OTHER.replace(**stance)], SEEDS).outcomes
        table = difference_table(run_means(again)).set_index("outcome").loc[band.VALUE]
        for key in ("mean", "low", "high"):
            assert own[key] == pytest.approx(table[key], abs=1e-12)
    assert {(own["transfer_weight"], own["cost_of_funds"]) for own in answer["stances"]["other"]} == set(
        STANCES
    )


def test_band_holds_the_headline_and_ends_at_the_extremes(answer: Any) -> None:
    for cell in (answer["differences"]["other"][band.VALUE], answer["scenarios"]["base"][band.VALUE]):
        assert cell["band_low"] < cell["mean"] < cell["band_high"]
    means = [own["mean"] for own in answer["stances"]["other"]]
    assert answer["differences"]["other"][band.VALUE]["band_low"] == min(means)
    assert answer["differences"]["other"][band.VALUE]["band_high"] == max(means)
    assert "band_low" not in answer["differences"]["other"]["active_waste"]


def test_band_does_not_depend_on_the_stance_that_is_told() -> None:
    """Whatever a scenario's own stance, its band is the same."""
    found = []
    for stance in ((0.5, 1.3), (0.0, 1.0), (0.8, 2.0)):
        own = dict(zip(band.PARAMETERS, stance, strict=True))
        pair = [scenario.replace(**own) for scenario in (BASE, OTHER)]
        told = {scenario.name: band.stance_of(scenario) for scenario in pair}
        cell = summary_json(simulate(pair, 2).outcomes, range(2), 3, told)["differences"]["other"][band.VALUE]
        found.append([cell["band_low"], cell["band_high"]])
    np.testing.assert_allclose(found, [found[0]] * 3, rtol=1e-9)


def test_results_without_the_two_outcomes_have_no_band(outcomes: pd.DataFrame) -> None:
    few = outcomes.drop(columns=[band.GAIN])
    told = dict.fromkeys(("base", "other"), (0.5, 1.3))
    assert band.under_stances(run_means(few), told) is None
    cell = summary_json(few, range(SEEDS), 3, told)["differences"]["other"][band.VALUE]
    assert "band_low" not in cell
    assert not results.has_band(cell)
    assert band.stances_of(pd.DataFrame({"name": ["base"]})) == {}


def test_effects_have_the_band_of_their_contrast(outcomes: pd.DataFrame, answer: Any) -> None:
    means = run_means(outcomes)
    made = Runs.of(means, (band.VALUE, "active_waste"), band.stance_of(BASE))
    low, high = made.bands([difference("other", "base"), {}])
    cell = answer["differences"]["other"][band.VALUE]
    assert (low[0, 0], high[0, 0]) == pytest.approx((cell["band_low"], cell["band_high"]))
    assert low[1, 0] == high[1, 0] == 0.0
    assert np.isnan(low[:, 1]).all()
    assert Runs.of(means, ("active_waste",)).bands([difference("other", "base")]) is None


# Nothing is better that another stance makes worse --------------------------------------------------------------


def cell(mean: float, low: float | None = None, high: float | None = None) -> dict[str, float | None]:
    ends = {} if low is None else {"band_low": low, "band_high": high}
    return {"mean": mean, "low": mean - 0.01, "high": mean + 0.01, "share_better": 1.0, **ends}


def told(gain: Mapping[str, float | None]) -> Comparison:
    levels = {name: {band.VALUE: cell(1.0)} for name in ("base", "a")}
    return Comparison(levels, {}, {"a": {band.VALUE: gain}}, (0, 1, 2), 3)


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_gain_that_turns_is_disputed_everywhere(sign: float) -> None:
    turns = cell(sign * 0.1, -0.02, 0.12) if sign > 0 else cell(-0.1, -0.12, 0.02)
    assert told(turns).verdict("a") == "disputed"
    assert verdict_of(band.VALUE, turns) == "disputed"
    row = lab.Row(band.VALUE, 1.0, 1.1, sign * 0.1, sign * 0.1 - 0.01, sign * 0.1 + 0.01, 1.0, "better")
    ends = (turns["band_low"], turns["band_high"])
    assert row.under(ends).kind == "disputed"
    draws = np.full((1, 6, 1), sign * 0.1) + np.linspace(-0.01, 0.01, 6)[None, :, None]
    ends_of = tuple(np.array([[end]]) for end in ends)
    assert verdicts(over_seeds(draws), [band.VALUE], ends_of).item() == DISPUTED
    assert verdicts(over_seeds(draws), [band.VALUE]).item() in ("better", "worse")


@pytest.mark.parametrize(("low", "high"), [(0.02, 0.2), (0.0, 0.2)])
def test_gain_under_every_stance_is_a_gain(low: float, high: float) -> None:
    found = told(cell(0.1, low, high))
    assert found.verdict("a") == "raises"
    assert verdict_of(band.VALUE, cell(0.1, low, high)) == "better"


@pytest.mark.parametrize("code", LANGUAGES)
def test_comparison_says_the_band_and_no_better_where_it_turns(code: str) -> None:
    say = language(code)
    (clear,) = findings(told(cell(0.1, 0.02, 0.2)), say)
    assert "+0.02" in clear
    assert "+0.2" in clear
    (turns,) = findings(told(cell(0.1, -0.02, 0.2)), say)
    assert "−0.02" in turns
    words = {"en": ("depends on how transfers count", "raises"), "zh": ("取决于转移如何计权", "提高")}[code]
    assert words[0] in turns
    assert words[1] not in turns


def test_lab_tells_the_band_and_what_turns() -> None:
    row = lab.Row(band.VALUE, 1.0, 1.1, 0.1, 0.09, 0.11, 1.0, "better")
    for code in LANGUAGES:
        speak = language(code)
        assert lab.banded(row, speak) == ""
        clear, turns = (row.under(ends) for ends in ((0.05, 0.2), (-0.05, 0.2)))
        assert "+0.05" in lab.banded(clear, speak)
        assert "−0.05" in lab.banded(turns, speak)
        assert "+0.1" in lab.headline(turns, 5, speak)
    assert "better" not in lab.headline(turns, 5, language("en")).replace("is better depends", "")


def test_lab_compares_with_the_band_of_the_command(answer: Any) -> None:
    found = lab_runs.compare((BASE, OTHER), range(SEEDS), 3, (band.VALUE, "active_waste"), band.VALUE)
    own = answer["differences"]["other"][band.VALUE]
    assert found.band == pytest.approx((own["band_low"], own["band_high"]))


def test_score_that_turns_is_not_called_better_than_an_end() -> None:
    means = dict.fromkeys(("you", "status_quo", "rule", "optimum"), 1.0)
    above = Standing(means, 110.0, (105.0, 130.0))
    assert play_page.kind_of(above) == "above"
    assert play_page.kind_of(replace(above, band=(80.0, 130.0))) == "disputed"
    assert play_page.kind_of(replace(above, score=-5.0, band=(-30.0, 12.0))) == "disputed"
    assert play_page.kind_of(replace(above, score=50.0, band=(-30.0, 70.0))) == "between"
    assert play_page.kind_of(replace(above, band=None)) == "above"
    for code in LANGUAGES:
        text = play_page.score_band((80.0, 130.0), language(code))
        assert "80" in text
        assert "130" in text
        same = play_page.score_band((50.2, 50.3), language(code))
        assert same == language(code)("lab-play-score-same")


# Commands -------------------------------------------------------------------------------------------------------

QUICK = ("--set", "departments=20", "--replications", "8", "--years", "4", "--no-figures")


def test_compare_shows_the_band_in_words_table_and_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    command = [
        "compare",
        "wangcheng_2022",
        "coordination",
        *QUICK,
        "--parameters",
        "point",
        "--out",
        str(tmp_path / "c"),
    ]
    shown = CliRunner().invoke(app, command)
    assert shown.exit_code == 0, shown.output
    words = " ".join(shown.stdout.split())
    assert "transfers weighted 0 to 1 and public funds at 1 to 1.3" in words
    assert "The band below a difference of net social value" in words
    again = json.loads(CliRunner().invoke(app, [*command, "--json"]).stdout)
    cell = again["differences"]["coordination"][band.VALUE]
    assert cell["band_low"] <= cell["mean"] <= cell["band_high"]
    assert f"({' to '.join(results.band_ends(cell))})" in shown.stdout
    assert len(again["stances"]["coordination"]) == len(STANCES)


def test_effects_show_the_band_in_words_tables_and_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    place = tmp_path / "e"
    command = ["effects", "wangcheng_2022", "--levers", "audit_coverage=1", "--parts", "effects", *QUICK]
    shown = CliRunner().invoke(app, [*command, "--out", str(place)])
    assert shown.exit_code == 0, shown.output
    table = pd.read_csv(place / "tables" / "effects.csv").set_index("outcome")
    low, high = table.loc[band.VALUE, ["band_low", "band_high"]]
    assert low < table.loc[band.VALUE, "difference"] < high
    assert table.drop(index=band.VALUE)["band_low"].isna().all()
    cell = " to ".join(results.band_ends({"band_low": low, "band_high": high}))
    assert cell in " ".join(shown.stdout.split())
    assert cell in (place / "tables" / "effects.md").read_text(encoding="utf-8")
    kept = json.loads((place / "summary.json").read_text(encoding="utf-8"))
    own = next(row for row in kept["effects"] if row["outcome"] == band.VALUE)
    assert (own["band_low"], own["band_high"]) == pytest.approx((low, high))
    assert "转移权重" in "".join(kept["findings_zh"])
