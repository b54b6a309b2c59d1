"""Discoveries under other structures of the model: the same states, the same boxes, told side by side."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import budgetsim
from budgetsim.kinds.discover.answer import discovery_of
from budgetsim.kinds.discover.cases import Cases
from budgetsim.kinds.discover.condition import Condition
from budgetsim.kinds.discover.find import Findings, find
from budgetsim.kinds.discover.question import Question
from budgetsim.kinds.discover.steps import study_of
from budgetsim.kinds.discover.structures import InBox, Under, under_structures, where_it_gathers
from budgetsim.language import LANGUAGES, language
from budgetsim.report.figure_words import enumerated
from budgetsim.scenario import Change, Scenario
from budgetsim.studies.ask import pose
from budgetsim.studies.factors import Factor
from budgetsim.studies.states import STRUCTURES

SMALL = Scenario().replace(name="small", departments=6, years=3, burn_in=1)
REFORM = SMALL.replace(name="reform", changes=[Change(2, {"staff": 9, "result_use": 0.4})])
ASKED: dict[str, Any] = {
    "scenario": SMALL, "policy": REFORM, "uncertain": {"slack_taste": (0.3, 0.9)}, "samples": 120, "draws": 60,
    "replications": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("discovery") / "made"


@pytest.fixture(scope="module")
def found(place: Path) -> Any:
    return budgetsim.discover(**ASKED, fails="active_waste:quantile:0.5", out=place, progress=False)


def posed(**given: Any) -> Question:
    return pose(Question, {**ASKED, **given}, flags=False)


def test_the_first_states_are_met_under_every_structure_with_nothing_else_changed() -> None:
    question = posed(samples=220)
    made = list(study_of(question).scenarios)
    assert question.few == 200
    assert len(made) == 2 * 220 + len(STRUCTURES) * 2 * 200
    for place, (name, sets) in enumerate(STRUCTURES.items()):
        first = 440 + place * 400
        for state, own in ((0, made[first]), (199, made[first + 199]), (220, made[first + 200])):
            declared = made[state]
            assert own.name == f"{declared.name}~{name}"
            assert own == declared.replace(name=own.name, **sets)


def test_a_structure_that_is_asked_about_or_known_is_none_beside_it() -> None:
    for given in ({"uncertain": {"discretion": (0.0, 0.5)}}, {"settings": ["discretion=0.1"]}):
        question = posed(**given)
        assert question.states is not None
        assert set(question.states.structures) == set(STRUCTURES) - {"discretion"}
        assert not any("discretion" in one.name for one in study_of(question).scenarios)
    assert "structures" not in study_of(posed(parameters="point", draws=None)).settings


def test_shares_under_structures_are_those_of_their_runs(found: Any, place: Path) -> None:
    means = (
        budgetsim.load_study(place).run_means(outcomes=["active_waste"]).set_index("scenario")["active_waste"]
    )
    assert [own.structure for own in found.under] == ["", *STRUCTURES]
    assert {own.states for own in found.under} == {120}
    for own in found.under:
        mark = f"~{own.structure}" if own.structure else ""
        changes = [means[f"reform-s{n:03d}{mark}"] - means[f"small-s{n:03d}{mark}"] for n in range(1, 121)]
        assert own.share == np.mean(np.array(changes) >= found.cut)
    assert found.under[0].share == found.share
    assert budgetsim.load(place) == found


def planted() -> Findings:
    """Failures above one half of a factor; a rival in which they gather there too, and one in which they do not."""
    rng = np.random.default_rng(3)
    x = rng.random(400)
    factor = Factor("slack_taste", "uncertainty", "number", 0.0, 1.0)
    measured = 0.5 - x + 0.05 * rng.normal(size=400)
    rivals = {"gaming": measured[:200] + 0.02, "adaptive": rng.normal(size=200) - 1.0}
    blank = np.full(400, np.nan)
    condition = Condition("net_social_value", "<", bound=0.0, of="change")
    return find(Cases((factor,), {"slack_taste": x}, measured, blank, blank, condition, rivals=rivals), 1)


def test_failures_gather_in_a_rule_where_they_do_and_nowhere_else() -> None:
    findings = planted()
    assert len(findings.rules) == 1
    under = under_structures(findings)
    assert [own.structure for own in under] == ["", "gaming", "adaptive"]
    gathers, rest = where_it_gathers(under)
    assert [own.structure for own in gathers] == ["gaming"]
    assert [own.structure for own in rest] == ["adaptive"]
    # What judges are the first states that did not find the box.
    judges = np.flatnonzero(findings.held_out[:200])
    inside = findings.rules[0].box.holds(findings.cases.part(judges))
    assert gathers[0].rules[0].states == inside.sum()
    fails = findings.cases.rivals["gaming"][judges] < 0.0
    assert gathers[0].rules[0].density == fails[inside].mean()
    assert gathers[0].rules[0].outside == fails[~inside].mean()
    assert rest[0].share == np.mean(findings.cases.rivals["adaptive"] < 0.0)


@pytest.mark.parametrize("code", LANGUAGES)
def test_findings_say_in_which_other_structures_failures_gather(code: str) -> None:
    say = language(code)
    there, not_there = InBox(50, 0.8, 0.6, 0.9, 0.2, 0.001), InBox(50, 0.5, 0.4, 0.6, 0.5, 0.6)
    answer = planted_answer()
    for rules, holds in (
        ((there, there), "every"),
        ((there, not_there), "some"),
        ((not_there, not_there), "none"),
    ):
        under = [
            Under(name, 100, 0.5, 0.4, 0.6, (own,))
            for name, own in zip(("gaming", "adaptive"), rules, strict=True)
        ]
        told = replace(answer, under=(Under("", 100, 0.5, 0.4, 0.6, (there,)), *under)).findings(code)[-1]
        those = [say(f"drawn-structure-{own.structure}") for own in under if own.rules[0] is there]
        assert told.startswith(
            say(
                "discover-structures-rule",
                holds=holds,
                among="failures",
                those=enumerated(say, those) if those else "",
            )
        )


def planted_answer() -> Any:
    return discovery_of(planted(), None, seeds=(0,), years=3, runs=400)


def test_the_worst_of_a_structure_are_those_beyond_the_declared_model_s_line() -> None:
    """A share of the states is asked for; where a structure makes all of them worse, more than that share is."""
    findings = planted()
    condition = Condition("net_social_value", "<=", quantile=0.3, of="change")
    cases = findings.cases
    lower = {"gaming": cases.measured[:200] - 0.2}
    worst = find(
        Cases(cases.factors, cases.columns, cases.measured, cases.low, cases.high, condition, rivals=lower), 1
    )
    under = under_structures(worst)
    assert under[1].share == np.mean(lower["gaming"] <= worst.cut)
    assert under[1].share > under[0].share + 0.1


@pytest.mark.parametrize("code", LANGUAGES)
def test_findings_and_table_name_the_structures(found: Any, code: str) -> None:
    say = language(code)
    told = found.findings(code)[-1]
    table = found.tables["structures"]
    assert len(table.rows) == 1 + len(STRUCTURES)
    rules = len(found.told.rules)
    assert len([column for column in table.columns if column.key.startswith("gathers_")]) == rules
    if rules:
        assert all(say(f"drawn-structure-{name}") in told for name in STRUCTURES)


def test_a_sweep_over_draws_has_its_structures_too(tmp_path: Path) -> None:
    budgetsim.sweep(
        SMALL, vary={"monitoring_intensity": [0.0, 0.1, 0.3, 0.6, 1.0]}, draws=24, replications=1, progress=False,
        out=tmp_path / "sweep",
    )  # fmt: skip
    found = budgetsim.discover(tmp_path / "sweep", fails="level:active_waste:quantile:0.5", progress=False)
    means = (
        budgetsim.load_study(tmp_path / "sweep")
        .run_means(outcomes=["active_waste"])
        .set_index("scenario")["active_waste"]
    )
    assert (found.states, {own.states for own in found.under}) == (5 * 24, {5 * 16})
    gaming = next(own for own in found.under if own.structure == "gaming")
    assert gaming.share == np.mean(
        [value >= found.cut for name, value in means.items() if "~gaming~" in str(name)]
    )
