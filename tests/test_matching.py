"""Places are matched to their control arms: what is solved is found again, and nothing about the treatment is seen."""

from __future__ import annotations

import dataclasses
import re
import typing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from test_evidence_files import GOOD

from budgetsim import load_scenario
from budgetsim.kinds.verify.evidence import design, published
from budgetsim.kinds.verify.evidence.matching import CLOSE, Aim, ControlArm, match, means
from budgetsim.kinds.verify.evidence.read import read_experiment
from budgetsim.kinds.verify.evidence.run import contexts_named
from budgetsim.scenario import Scenario, ScenarioError

pytestmark = pytest.mark.usefixtures("compiled")

SEEDS = tuple(range(8))


@pytest.fixture(scope="module")
def base() -> Scenario:
    return load_scenario("wangcheng_2022").replace(departments=20, burn_in=2)


def arm_of(base: Scenario, *aims: Aim) -> ControlArm:
    return ControlArm("mine", base, 2, (1, 2), aims)


def taste(value: float, low: float = 0.05, high: float = 5.0) -> Aim:
    return Aim("slack_taste", "active_waste", value, low, high)


# What is solved ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [0.05, 0.277, 0.6])
def test_the_control_arm_shows_what_was_published(base: Scenario, value: float) -> None:
    arm = arm_of(base, taste(value))
    got = match(arm, SEEDS)
    assert got.reached[0] == pytest.approx(value, rel=CLOSE)
    assert means(arm, list(got.values.values()), SEEDS) == got.reached


@pytest.mark.parametrize("true", [0.3, 0.7, 1.5])
def test_a_parameter_is_recovered(base: Scenario, true: float) -> None:
    arm = arm_of(base, taste(0.0))
    (waste,) = means(arm, (true,), SEEDS)
    got = match(arm_of(base, taste(waste)), SEEDS)
    assert got.values["slack_taste"] == pytest.approx(true, rel=1e-3)


def test_two_parameters_are_recovered_together(base: Scenario) -> None:
    part = Aim("passive_waste_initial", "passive_part_of_waste", 0.0, 0.06, 0.6)
    waste, passive = means(arm_of(base, taste(0.0), part), (0.8, 0.3), SEEDS)
    got = match(arm_of(base, taste(waste), replace(part, value=passive)), SEEDS)
    assert got.values["slack_taste"] == pytest.approx(0.8, rel=0.02)
    assert got.values["passive_waste_initial"] == pytest.approx(0.3, rel=0.02)


def test_what_is_common_changes_what_is_matched_and_not_what_is_reached(base: Scenario) -> None:
    arm = arm_of(base, taste(0.3))
    dear = arm.placed({"diversion_cost": 3.0})
    got, other = match(arm, SEEDS), match(dear, SEEDS)
    assert other.values["slack_taste"] > 1.2 * got.values["slack_taste"]
    assert other.reached[0] == pytest.approx(got.reached[0], rel=CLOSE)


def test_matching_is_deterministic(base: Scenario) -> None:
    arm = arm_of(base, taste(0.3))
    assert match(arm, SEEDS) == match(arm, SEEDS)


def test_nothing_to_match_is_nothing(base: Scenario) -> None:
    assert match(arm_of(base), SEEDS).values == {}


# What cannot be matched --------------------------------------------------------------------------------------------


def test_a_range_that_is_too_narrow_is_told_with_the_value_it_needs(base: Scenario) -> None:
    needed = match(arm_of(base, taste(0.4)), SEEDS).values["slack_taste"]
    with pytest.raises(ScenarioError) as caught:
        match(arm_of(base, taste(0.4, 0.1, 0.5)), SEEDS)
    text = str(caught.value)
    assert "the control arm of mine cannot be matched: active_waste is 0.4 as published" in text
    assert "slack_taste = 0.5, the nearer end of its range from 0.1 to 0.5" in text
    (miss,) = re.findall(r"([\d.]+) too little", text)
    (waste,) = means(arm_of(base, taste(0.4)), (0.5,), SEEDS)
    assert float(miss) == pytest.approx(0.4 - waste, abs=6e-4)
    (told,) = re.findall(r"slack_taste would have to be about ([\d.]+), outside its range", text)
    assert float(told) == pytest.approx(needed, rel=0.02)


def test_too_much_is_told_as_well(base: Scenario) -> None:
    with pytest.raises(ScenarioError, match=r"too much; slack_taste would have to be about 0\.\d+"):
        match(arm_of(base, taste(0.05, 1.0, 4.0)), SEEDS)


def test_what_no_value_gives_is_told(base: Scenario) -> None:
    """All that can be diverted openly and hidden is nine tenths."""
    with pytest.raises(ScenarioError, match=r"(?s)too little; no value of slack_taste gives it"):
        match(arm_of(base, taste(0.97)), SEEDS)


def test_several_that_do_not_fit_together_are_told(base: Scenario) -> None:
    part = Aim("passive_waste_initial", "passive_part_of_waste", 0.999, 0.06, 0.2)
    with pytest.raises(
        ScenarioError, match=r"cannot be matched: .*the nearest, slack_taste = .*; widen a range"
    ):
        match(arm_of(base, taste(0.5), part), SEEDS)


# The wall ----------------------------------------------------------------------------------------------------------


def parts_of(kind: Any, seen: set[Any]) -> set[Any]:
    """Every dataclass that a value of a type can hold, however deep."""
    for inner in typing.get_args(kind):
        parts_of(inner, seen)
    if dataclasses.is_dataclass(kind) and kind not in seen:
        seen.add(kind)
        for inner in typing.get_type_hints(kind).values():
            parts_of(inner, seen)
    return seen


def test_what_the_matcher_is_given_holds_nothing_of_the_treatment() -> None:
    hints = typing.get_type_hints(match)
    assert hints["arm"] is ControlArm
    assert set(hints) == {"arm", "seeds", "return"}
    held = parts_of(ControlArm, set())
    hidden = {design.Look, design.Target, design.Published, design.Experiment, published.PublishedFinding}
    assert Scenario in held
    assert not held & hidden
    assert not any(kind.__module__ in (design.__name__, published.__name__) for kind in held)


def test_what_is_matched_does_not_depend_on_the_treatment(tmp_path: Path) -> None:
    def arm(text: str) -> ControlArm:
        path = tmp_path / "mine.toml"
        path.write_text(text, encoding="utf-8")
        found = read_experiment(path, {}).control
        assert found is not None
        return found

    usual = arm(GOOD)
    for old, new in (
        ("audit_coverage = 1.0", "audit_coverage = 0.5\nrectification = 1.0"),
        ("published = -0.4", "published = 0.9"),
        ("se = 0.1", "se = 0.9"),
        ("share = 0.5", "share = 0.1"),
        ('as = "relative"', 'as = "difference"'),
    ):
        assert arm(GOOD.replace(old, new)) == usual


def test_no_control_arm_holds_a_treatment() -> None:
    for context in contexts_named([]):
        if context.control is not None:
            assert context.control.base.changes == ()
