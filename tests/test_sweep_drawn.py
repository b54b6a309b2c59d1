"""Sweeps over draws of parameters: paired by draw and seed, beside declared ones, where they are not dear."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import budgetsim
from budgetsim.kinds.curves import ways
from budgetsim.kinds.sweep.answer import frame_of_known
from budgetsim.kinds.sweep.design import study_of
from budgetsim.kinds.sweep.drawn import reference_of
from budgetsim.kinds.sweep.figures import figures
from budgetsim.kinds.sweep.question import MOST_DRAWN, Question
from budgetsim.language import LANGUAGES, language
from budgetsim.scenario import Scenario, ScenarioError
from budgetsim.studies.ask import pose
from budgetsim.studies.errors import StudyError
from budgetsim.studies.factors import parse_vary
from budgetsim.studies.states import State

SMALL = Scenario().replace(name="small", departments=6, years=3, burn_in=1)
OWN = SMALL.policy.monitoring_intensity
ASKED: dict[str, Any] = {
    "vary": {"monitoring_intensity": [OWN, 0.5, 1.0], "evaluation_lag": [1, 2]},
    "outcomes": "net_social_value,active_waste",
    "replications": 2,
    "progress": False,
}
VALUE = "net_social_value"
DRAWS = 8


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("drawn") / "s"


@pytest.fixture(scope="module")
def drawn(place: Path) -> Any:
    return budgetsim.sweep(SMALL, **ASKED, draws=DRAWS, out=place)


def posed(**given: Any) -> Question:
    asked = {"scenarios": SMALL, "vary": {"staff": [1, 9]}, **given}
    return pose(Question, asked, flags=False)


def test_declared_parameters_give_the_same_numbers_beside_draws(drawn: Any) -> None:
    point = budgetsim.sweep(SMALL, **ASKED, parameters="point")
    assert point.drawn is None
    assert not {"drawn", "is_undrawn"} & set(point.to_dict())
    for part in ("factors", "points", "levels", "best"):
        assert getattr(drawn, part) == getattr(point, part)
    assert drawn.size == point.size == 6
    assert drawn.runs == drawn.states * point.runs


def test_a_difference_is_that_of_comparing_the_two_points(drawn: Any) -> None:
    known = drawn.drawn
    reference = next(point for point in drawn.points if point.scenario == known.reference)
    lag = SMALL.policy.evaluation_lag
    assert reference.factors == {"monitoring_intensity": OWN, "evaluation_lag": lag}
    assert known.is_own
    other = next(
        point.scenario
        for point in drawn.points
        if point.factors == {"monitoring_intensity": 1.0, "evaluation_lag": lag}
    )
    high = SMALL.replace(name="high", monitoring_intensity=1.0)
    compared = budgetsim.compare([SMALL, high], draws=DRAWS, replications=2, progress=False)
    for outcome in (VALUE, "active_waste"):
        got, expected = known.differences[other][outcome], compared.differences["high"][outcome]
        plain = [key for key, value in expected.items() if not isinstance(value, dict | list)]
        assert {key: got[key] for key in plain} == pytest.approx({key: expected[key] for key in plain})
        assert got["structures"].keys() == expected["structures"].keys()
        assert got["point"]["mean"] == pytest.approx(expected["point"]["mean"])
        assert known.points[other][outcome]["median"] == pytest.approx(
            compared.scenarios["high"][outcome]["median"]
        )


def test_engines_give_the_same_answer() -> None:
    asked = {"vary": {"staff": [1, 9]}, "draws": 3, "replications": 1, "outcomes": VALUE, "progress": False}
    made = [budgetsim.sweep(SMALL, **asked, engine=engine) for engine in ("numpy", "compiled")]
    assert made[0] == made[1]


def test_levels_are_means_of_their_points_draw_by_draw(drawn: Any, place: Path) -> None:
    means = budgetsim.load_study(place).run_means(outcomes=[VALUE]).set_index("scenario")[VALUE]
    names = [point.scenario for point in drawn.points if point.factors["monitoring_intensity"] == 0.5]
    by_draw = [
        np.mean([means.loc[State(draw=draw).of(name)].mean() for name in names]) for draw in range(DRAWS)
    ]
    (row,) = [
        row
        for row in drawn.drawn.levels
        if (row.factor, row.level, row.outcome) == ("monitoring_intensity", 0.5, VALUE)
    ]
    assert row.over_draws["median"] == pytest.approx(np.median(by_draw))
    assert row.over_draws["mean"] == pytest.approx(np.mean(by_draw))
    at_own = {row.level for row in drawn.drawn.levels if row.difference is None}
    assert at_own == {OWN, SMALL.policy.evaluation_lag}


def test_the_best_point_is_best_on_average_over_draws(drawn: Any) -> None:
    for outcome, sign in ((VALUE, 1.0), ("active_waste", -1.0)):
        best = drawn.drawn.best[outcome]
        means = {name: sign * cells[outcome]["mean"] for name, cells in drawn.drawn.points.items()}
        assert best.point == max(means, key=lambda name: means[name])
        assert best.median == pytest.approx(drawn.drawn.points[best.point][outcome]["median"])
        assert 0.0 <= best.share <= 1.0
        assert 0 <= best.rivals <= best.others == drawn.size - 1
        assert set(best.structures) == set(drawn.drawn.structures)


def test_ways_add_up() -> None:
    own = np.ones(5)
    curves = np.array(
        [[0.0, 1.0, 2.0], [2.0, 1.0, 0.0], [0.0, 1.0, 0.0], [1.0, 1.001, 1.0], [0.0, 2.0, 1.999]]
    )
    assert ways(curves.T, own) == {"rises": 0.4, "falls": 0.2, "turns": 0.2, "hardly_matters": 0.2}


def test_what_is_compared_with_is_the_scenario_s_own_point_or_the_first() -> None:
    points = pd.DataFrame(
        {"scenario": ["a", "b", "c"], "staff": [1.0, 3.0, 9.0], "evaluation_lag": [1, 1, 1]}
    )
    factors = [parse_vary("staff=1,3,9", ""), parse_vary("evaluation_lag=1,2", "")]
    assert reference_of(points, factors, {"staff": 3, "evaluation_lag": 1}) == ("b", True)
    assert reference_of(points, factors, {"staff": 3, "evaluation_lag": 2}) == ("a", False)


def test_what_is_varied_is_not_drawn_nor_what_shares_a_rule_with_it() -> None:
    states = posed(uncertain={"diversion_max": [0.2, 0.65]}, draws=8).states
    assert states is not None
    assert not {"diversion_max", "concealment_max"} & set(states.parameters)
    switched = posed(vary={"year_end": ["precaution", "patience"]}, draws=8).states
    assert switched is not None
    assert not {"procrastination", "patience"} & set(switched.structures)
    assert len(study_of(posed(uncertain={"diversion_max": [0.2, 0.65]}, draws=8)).scenarios) > 4 * 8


def test_draws_are_usual_where_they_are_not_dear(tmp_path: Path) -> None:
    code = tmp_path / "rule.py"
    code.write_text("def rule(view):\n    return {}\n")
    many = {"staff": f"1:9:{MOST_DRAWN + 1}"}
    assert posed().is_drawn
    assert not posed(vary=many).is_drawn
    assert posed(vary=many, draws=4).is_drawn
    assert posed(vary=many, parameters="posterior").is_drawn
    assert not posed(parameters="point").is_drawn
    assert not posed(own_seeds=True).is_drawn
    assert not posed(policy_rule=f"{code}:rule").is_drawn
    assert not posed(scenarios=SMALL.replace(departments=3000), vary={"staff": "1:9:50"}).is_drawn
    assert (posed().seeds, posed(parameters="point").seeds, posed(replications=5).seeds) == (8, 30, 5)
    with pytest.raises((ScenarioError, StudyError), match="paired"):
        posed(own_seeds=True, draws=4)
    with pytest.raises((ScenarioError, StudyError), match="draws"):
        posed(parameters="point", draws=4)


def test_many_points_say_how_to_ask_for_draws(tmp_path: Path) -> None:
    given = {"vary": {"staff": f"1:9:{MOST_DRAWN + 1}"}, "years": 1, "replications": 1, "progress": False}
    made = budgetsim.sweep(SMALL, **given, out=tmp_path / "s")
    assert any("--parameters posterior" in text for text in made.findings())
    again = budgetsim.sweep(tmp_path / "s", progress=False)
    assert again.findings() == made.findings()
    asked = budgetsim.sweep(SMALL, **given, parameters="point")
    assert not any("--parameters" in text for text in asked.findings())


@pytest.mark.parametrize("code", ["en", "zh"])
def test_findings_tables_and_figures_tell_of_draws(drawn: Any, code: str) -> None:
    say = language(code)
    told = drawn.findings(code)
    assert sum(str(drawn.drawn.draws) in text for text in told) >= 2
    shown = {name: table for name, table in drawn.tables.items() if table.audience == "everybody"}
    assert {"points_draws", "structures", "responses"} <= set(shown)
    for table in drawn.tables.values():
        assert table.to_df() is not None
        assert table.note(say) is not None
    levels = figures(drawn)[0].draw(code)
    assert say("sweep-levels-draws", draws=str(DRAWS)) in levels.caption


def test_a_directory_goes_on_and_holds_what_is_known(drawn: Any, place: Path) -> None:
    assert budgetsim.load(place) == drawn
    kept = {file.name: file.read_bytes() for file in sorted(place.glob("parts/*"))}
    first = next(iter(kept))
    (place / "parts" / first).unlink()
    again = budgetsim.sweep(place, outcomes=ASKED["outcomes"], progress=False)
    assert again == drawn
    assert {file.name: file.read_bytes() for file in sorted(place.glob("parts/*"))} == kept
    assert len(pd.read_csv(place / "points.csv")) == drawn.size
    assert (place / "tables" / "differences_draws.csv").is_file()


def test_levers_over_states_are_judged_over_draws_too() -> None:
    made = budgetsim.sweep(
        SMALL, vary={"staff": [1, 9]}, uncertain={"external_noise": "0.02:0.1:2"}, draws=4, replications=1,
        uncertainty_design="grid", outcomes=VALUE, progress=False,
    )  # fmt: skip
    best = made.drawn.best[VALUE]
    assert (best.point, set(best.at)) == ("", {"staff"})


def test_points_that_move_together_are_compared_whole() -> None:
    made = budgetsim.sweep(
        SMALL, vary={"staff": [3, 9], "training": [0.1, 0.5]}, design="zip", draws=4, replications=1,
        outcomes=VALUE, progress=False,
    )  # fmt: skip
    assert {row.factor for row in made.drawn.levels} == {"point"}
    assert made.drawn.responses == ()
    assert made.tables["levels_draws"].to_df() is not None


@pytest.mark.usefixtures("drawn")
def test_a_sweep_over_draws_is_asked_about_every_point_under_every_draw(place: Path) -> None:
    found = budgetsim.discover(place, fails="level:active_waste:quantile:0.5", progress=False)
    assert found.states == 6 * DRAWS
    assert {factor["name"] for factor in found.uncertain} == {"monitoring_intensity", "evaluation_lag"}
    assert found.draws == DRAWS
    assert "monitoring_intensity" not in found.beneath


def test_the_map_over_draws_holds_medians_and_shares() -> None:
    made = budgetsim.sweep(
        SMALL, vary={"monitoring_intensity": [0.0, 0.2, 0.8], "staff": [1, 3, 9]}, outcomes=VALUE, draws=DRAWS,
        replications=2, progress=False,
    )  # fmt: skip
    known = frame_of_known(made)
    assert known is not None
    assert list(known["scenario"]) == [point.scenario for point in made.points]
    row = known.set_index("scenario").loc[made.points[4].scenario]
    assert row["median"] == made.drawn.points[made.points[4].scenario][VALUE]["median"]
    compared = known.set_index("scenario")["share"]
    assert np.isnan(compared[made.drawn.reference])
    assert compared.drop(made.drawn.reference).notna().all()
    (figure,) = [one for one in made.kind.figures(made) if one.name == "sweep_map"]
    for code in LANGUAGES:
        drawing = figure.draw(code)
        texts = [text.get_text() for text in drawing.figure.axes[0].texts]
        assert sum("%" in text for text in texts) == len(made.points) - 1
        assert str(DRAWS) in drawing.caption
