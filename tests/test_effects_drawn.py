"""Effects over draws of parameters: paired by draw and seed, best doses draw by draw, words from shares alone."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

import budgetsim
from budgetsim.cli.main import app
from budgetsim.kinds.curves import best_levels
from budgetsim.kinds.effects.answer import Drawn, DrawnDose
from budgetsim.kinds.effects.cost_effectiveness import per_cost
from budgetsim.kinds.effects.dose import leading_doses
from budgetsim.kinds.effects.figures import figures
from budgetsim.kinds.effects.findings.sequence import better_first
from budgetsim.kinds.effects.interactions import (
    CROWD_OUT,
    FIRST_NEEDS,
    NEED_EACH_OTHER,
    NONE_OF_THESE,
    SECOND_NEEDS,
    STAND_IN,
    STRENGTHEN,
    kinds_of,
)
from budgetsim.kinds.effects.question import Question, cost
from budgetsim.language import language
from budgetsim.scenario import Change, Scenario, ScenarioError
from budgetsim.studies.ask import pose
from budgetsim.studies.errors import StudyError

SMALL = Scenario().replace(name="small", departments=6, years=4, burn_in=1)
ASKED: dict[str, Any] = {
    "levers": "monitoring_intensity=0.04:0.3:3,staff=1:6:3",
    "refine": False,
    "replications": 2,
}
VALUE = "net_social_value"


@pytest.fixture(scope="module")
def pair() -> tuple[Any, Any]:
    """The same question over draws, and with declared parameters."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "100")
        drawn = budgetsim.effects(SMALL, **ASKED, draws=6, progress=False)
        return drawn, budgetsim.effects(SMALL, **ASKED, parameters="point", progress=False)


def test_declared_parameters_give_the_same_numbers_beside_draws(pair: tuple[Any, Any]) -> None:
    drawn, point = pair
    assert point.drawn is None
    assert "drawn" not in point.to_dict()
    for part in ("effects", "dose", "factorial", "sequencing", "cost"):
        assert getattr(drawn, part) == getattr(point, part)
    for row in point.effects:
        cell = drawn.drawn.effects[row.lever][row.outcome]["point"]
        assert (cell["mean"], cell["low"], cell["high"]) == (row.difference, row.low, row.high)


def test_an_effect_over_draws_is_that_of_comparing_its_two_scenarios(pair: tuple[Any, Any]) -> None:
    known = pair[0].drawn
    high = SMALL.replace(name="high", changes=[Change(1, {"monitoring_intensity": 0.3})])
    compared = budgetsim.compare([SMALL, high], draws=6, replications=2, progress=False)
    expected, got = compared.differences["high"], known.effects["monitoring_intensity"]
    for outcome in (VALUE, "active_waste"):
        for key in ("median", "low", "high", "share_better", "share_worse", "variance_parameters"):
            assert got[outcome][key] == pytest.approx(expected[outcome][key], abs=1e-12)
        assert got[outcome]["structures"].keys() == expected[outcome]["structures"].keys()


PAIR = "monitoring_intensity × staff"
FIRST, SECOND = {"monitoring_intensity": 0.3}, {"staff": 6}


@pytest.fixture(scope="module")
def compared() -> dict[str, Any]:
    """Mean differences over draws from the scenario itself, by outcome, of reforms that are compared one by one."""
    reforms = {
        "first": [Change(1, FIRST)],
        "second": [Change(1, SECOND)],
        "both": [Change(1, FIRST | SECOND)],
        "first_leads": [Change(1, FIRST), Change(2, SECOND)],
        "second_leads": [Change(1, SECOND), Change(2, FIRST)],
    }
    low = SMALL.replace(changes=[Change(1, {"staff": 1})])
    scenarios = [
        low,
        *(low.replace(name=name, changes=[*low.changes, *own]) for name, own in reforms.items()),
    ]
    found = budgetsim.compare(scenarios, draws=6, replications=2, progress=False)
    return {
        name: {outcome: cell["mean"] for outcome, cell in own.items()}
        for name, own in found.differences.items()
    }


@pytest.mark.parametrize("outcome", [VALUE, "active_waste"])
def test_an_interaction_over_draws_is_made_of_four_scenarios(
    pair: tuple[Any, Any], compared: dict[str, Any], outcome: str
) -> None:
    both, first, second = (compared[name][outcome] for name in ("both", "first", "second"))
    got = pair[0].drawn.interactions[PAIR][outcome]
    assert got["mean"] == pytest.approx(both - first - second, abs=1e-12)
    declared = next(row for row in pair[1].factorial if (row.term, row.outcome) == (PAIR, outcome))
    assert (got["point"]["mean"], got["point"]["low"]) == (declared.effect, declared.low)
    assert "adaptive" in got["structures"]


@pytest.mark.parametrize("outcome", [VALUE, "active_waste"])
def test_an_order_over_draws_is_the_difference_of_two_scenarios(
    pair: tuple[Any, Any], compared: dict[str, Any], outcome: str
) -> None:
    rows = {row.window: row for row in pair[0].drawn.sequencing}
    assert list(rows) == ["whole", "waiting", "together", "end"]
    expected = compared["first_leads"][outcome] - compared["second_leads"][outcome]
    assert rows["end"].outcomes[outcome]["mean"] == pytest.approx(expected, abs=1e-12)
    whole = rows["whole"].outcomes[outcome]
    years = [
        4 * whole["mean"],
        sum(
            (row.last_year - row.first_year + 1) * row.outcomes[outcome]["mean"]
            for row in (rows["waiting"], rows["together"])
        ),
    ]
    assert years[0] == pytest.approx(years[1], abs=1e-12)
    assert 0.0 <= whole["reversed"] <= 1.0
    paths = pair[0].drawn.sequencing_paths
    assert [row.year for row in paths] == [1, 2, 3, 4]


def test_every_draw_has_one_way_in_which_two_levers_go_together(pair: tuple[Any, Any]) -> None:
    (both,) = pair[0].drawn.pairs
    assert sum(both.shares.values()) == pytest.approx(1.0)
    gains = {
        NEED_EACH_OTHER: (-1.0, 2.0, 0.0, 3.0),
        FIRST_NEEDS: (-1.0, 1.0, 1.0, 3.0),
        SECOND_NEEDS: (1.0, 3.0, -1.0, 1.0),
        STRENGTHEN: (1.0, 2.0, 3.0, 4.0),
        STAND_IN: (3.0, 1.0, 4.0, 2.0),
        CROWD_OUT: (1.0, -1.0, 3.0, 1.0),
        NONE_OF_THESE: (2.0, 1.0, -3.0, -4.0),
    }
    assert kinds_of(*np.array(list(gains.values())).T).tolist() == list(gains)


def test_an_order_is_told_with_the_better_reform_first() -> None:
    turned = {"median": 1.0, "mean": 0.5, "low": -1.0, "high": 3.0, "share_better": 0.9, "share_worse": 0.1}
    cell = {"median": -1.0, "mean": -0.5, "low": -3.0, "high": 1.0, "share_better": 0.1, "share_worse": 0.9}
    structures = {"gaming": cell}
    order, got = better_first("a", "b", {**cell, "structures": structures, "flips": []}, 1.0)
    assert order == ("b", "a")
    assert got == {**turned, "structures": {"gaming": turned}, "flips": []}
    assert better_first("a", "b", {**cell, "structures": structures}, -1.0)[0] == ("a", "b")


def test_levers_without_interaction_have_none_in_any_draw() -> None:
    """Sums over corners leave rounding, which is no sign."""
    asked = {"levers": "staff=3:4,training=0.1:0.2", "parts": "factorial", "outcomes": "administrative_cost"}
    quiet = SMALL.replace(name="quiet", years=1)
    made = budgetsim.effects(quiet, **asked, draws=3, replications=1, progress=False)
    cell = made.drawn.interactions["staff × training"]["administrative_cost"]
    assert (cell["median"], cell["share_better"], cell["share_worse"]) == (0.0, 0.0, 0.0)
    assert "staff × training have no interaction" in made.findings("en")[0]


def test_shares_of_best_doses_add_up(pair: tuple[Any, Any]) -> None:
    known = pair[0].drawn
    for best in known.best:
        assert best.at_start + best.inside + best.at_end + best.hardly_matters == pytest.approx(1.0)
        shares = [row.share_best for row in known.doses if row.lever == best.lever]
        assert sum(shares) == pytest.approx(1.0 - best.hardly_matters)
        assert sum(shares[1:-1]) == pytest.approx(best.inside)


def test_a_dose_over_draws_is_told_like_the_effect_of_going_there() -> None:
    """The contrast of monitoring goes to the end of its curve: under the same draws and seeds it is that dose."""
    asked = {"levers": "monitoring_intensity=0.04:0.3:3", "parts": "effects,dose", "refine": False}
    found = budgetsim.effects(SMALL, **asked, draws=64, replications=1, progress=False)
    (lever,) = found.levers
    row = next(row for row in found.drawn.doses if row.dose == 0.3)
    cell = found.drawn.effects[lever.name][VALUE]
    for key in ("median", "low", "high", "mean", "share_better", "share_worse", "variance_parameters"):
        assert getattr(row, key) == pytest.approx(cell[key], abs=1e-12)
    assert [flip["parameter"] for flip in row.flips] == [flip["parameter"] for flip in cell["flips"]]
    assert row.flips[0]["value"] == pytest.approx(cell["flips"][0]["value"])
    own = next(row for row in found.drawn.doses if row.is_own)
    assert (own.median, own.share_better, own.share_worse, own.flips) == (0.0, 0.0, 0.0, ())
    document = found.to_dict()["drawn"]["doses"]
    assert [len(row["flips"]) for row in document] == [len(row.flips) for row in found.drawn.doses]


def test_the_table_tells_what_would_turn_the_dose_that_is_best_in_most_draws() -> None:
    def row(dose: float, share: float, *, is_own: bool = False) -> DrawnDose:
        return DrawnDose("staff", dose, is_own, VALUE, 0.1, -0.1, 0.3, share)

    known = Drawn(
        8, "posterior", (), (), 0, doses=(row(1.0, 0.5, is_own=True), row(2.0, 0.125), row(3.0, 0.25))
    )
    assert [dose.dose for dose in leading_doses(known)] == [3.0]
    assert leading_doses(replace(known, doses=(row(1.0, 0.0), row(2.0, 1.0, is_own=True)))) == []


def test_the_best_dose_is_found_in_every_draw() -> None:
    doses, own = np.array([0.0, 1.0, 2.0]), np.ones(4)
    peaks = np.array([0.0, 1.0, 2.0, 1.0])
    curve = 1.0 - (doses[:, None] - peaks) ** 2
    curve[:, 3] = [1.0, 1.001, 1.0]  # within a hundredth of the level
    found = best_levels(doses, curve, own, 1.0).summary()
    assert [found[key] for key in ("at_start", "inside", "at_end", "hardly_matters")] == [0.25] * 4
    assert found["median"] == 1.0
    least = best_levels(doses, -curve, own, -1.0).summary()
    assert least == found
    flat = best_levels(doses, np.ones((3, 4)), own, 1.0).summary()
    assert (flat["median"], flat["hardly_matters"]) == (None, 1.0)


def test_a_ratio_is_told_only_where_costs_move_one_way_in_all_draws() -> None:
    drawn = np.stack([np.full((3, 2), 2.0), np.array([[1.0, 1.0], [2.0, 2.0], [4.0, 4.0]])], axis=2)
    assert per_cost(drawn, 0, 1) == pytest.approx({"dearer": 1.0, "median": 1.0, "low": 0.55, "high": 1.9})
    drawn[0, :, 1] = -1.0
    assert per_cost(drawn, 0, 1)["median"] is None
    assert per_cost(drawn, 0, 1)["dearer"] == pytest.approx(2 / 3)


@pytest.mark.parametrize("code", ["en", "zh"])
def test_findings_tables_and_figures_tell_of_draws(pair: tuple[Any, Any], code: str) -> None:
    drawn, point = pair
    told, plain = drawn.findings(code), point.findings(code)
    assert len(told) > len(plain)
    assert plain[0] not in told  # with declared parameters it says so
    assert any(plain[0] in text for text in told)
    say = language(code)
    titles = [table.title(say) for table in drawn.tables.values()]
    assert say("effects-table-effects-draws") in titles
    assert not {"effects_draws", "best_doses"} & set(point.tables)
    assert say("effects-table-pairs") in " ".join(titles)
    over_draws = ["effects_draws", "dose_draws", "interactions_draws", "order_draws"]
    assert [figure.name for figure in figures(drawn)][:4] == over_draws
    assert not set(over_draws) & {figure.name for figure in figures(point)}


def test_precision_is_that_of_declared_parameters() -> None:
    assert not pose(Question, {"scenario": SMALL, "precision": 0.1}, flags=False).is_drawn
    with pytest.raises((ScenarioError, StudyError), match="ignorance"):
        pose(Question, {"scenario": SMALL, "precision": 0.1, "parameters": "posterior"}, flags=False)
    with pytest.raises((ScenarioError, StudyError), match="draws"):
        pose(Question, {"scenario": SMALL, "parameters": "point", "draws": 8}, flags=False)


def test_what_it_takes_counts_the_runs_of_draws(pair: tuple[Any, Any]) -> None:
    question = pose(Question, {"scenario": SMALL, **ASKED, "draws": 6}, flags=False)
    counted = cost(question)
    assert counted is not None
    # Rounded up to whole points, which is less than one under all seeds.
    assert 0 <= counted[0].runs - (pair[0].runs + pair[0].drawn.runs) < 2


def test_a_directory_goes_on_and_holds_what_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    typed = [
        "effects",
        "--levers",
        "staff=1:6:3",
        "--parts",
        "effects",
        "--replications",
        "2",
        "--draws",
        "4",
    ]
    small = ["--set", "departments=6", "--set", "burn_in=1", "--years", "3", "--no-figures", "--out", "made"]
    first = CliRunner().invoke(app, [*typed, *small, "--json"])
    assert first.exit_code == 0, first.output
    again = json.loads(CliRunner().invoke(app, [*typed, *small, "--json"]).stdout)
    kept = json.loads((tmp_path / "made" / "summary.json").read_text(encoding="utf-8"))
    assert again["drawn"] == json.loads(first.stdout)["drawn"] == kept["drawn"]
    assert (tmp_path / "made" / "tables" / "effects_draws.csv").is_file()
    assert budgetsim.load(tmp_path / "made").drawn.draws == 4
