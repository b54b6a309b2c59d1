"""Worth of information: closed forms recovered, noise worth nothing, parts worth no more than the whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import norm

import budgetsim
from budgetsim.declarations import declarations
from budgetsim.kinds.information.answer import Information
from budgetsim.kinds.information.bearing import (
    BEGINS,
    FINDINGS,
    MEASURED,
    OF_MECHANISM,
    findings_of,
    measurement_of,
    mechanisms,
)
from budgetsim.kinds.information.steps import answer_of
from budgetsim.kinds.information.worth import CHANCE, Decision, Worth, in_order
from budgetsim.kinds.verify.evidence.register import evidence_folder, read_registry
from budgetsim.language import LANGUAGES, language
from budgetsim.numerics import Array
from budgetsim.posterior import uncertain
from budgetsim.scenario import ScenarioError
from budgetsim.studies.states import STRUCTURES, States

MANY, PARAMETERS, SEEDS = 1500, 12, 4
MEAN, SLOPE, OTHER, LUCK = 0.1, 0.25, 0.1, 0.05
NAMES = list(uncertain())[:PARAMETERS]
SMALL: dict[str, Any] = {"settings": ["departments=8"], "years": 3, "progress": False}


def linear_gaussian(seed: int, slope: float = SLOPE) -> tuple[Decision, Array]:
    """Two actions: nothing, and one that is worth MEAN + slope·x₀ + OTHER·x₁ + luck, x standard normal."""
    source = np.random.default_rng(seed)
    x = source.normal(size=(MANY, PARAMETERS))
    values = np.zeros((MANY, SEEDS, 2))
    gain = MEAN + slope * x[:, 0] + OTHER * x[:, 1]
    values[..., 1] = gain[:, None] + LUCK * source.normal(size=(MANY, SEEDS))
    return Decision(values, np.full(MANY, 1.0 / MANY)), x


def exact(deviation: float) -> float:
    """E[max(0, g)] − max(0, E g) of g ~ N(MEAN, deviation²): the unit normal loss (Raiffa & Schlaifer 1961)."""
    ratio = MEAN / deviation
    return float(deviation * norm.pdf(ratio) + MEAN * norm.cdf(ratio) - MEAN)


def test_worth_of_one_parameter_is_the_closed_form() -> None:
    decision, x = linear_gaussian(1)
    got = decision.of_each(x)
    assert decision.best == 1
    assert got[0].low < exact(SLOPE) < got[0].high
    assert got[0].value == pytest.approx(exact(SLOPE), rel=0.15)
    assert got[0].share == pytest.approx(norm.cdf(-MEAN / SLOPE), abs=0.04)
    assert got[0].is_clear
    assert got[1].low <= exact(OTHER) <= got[1].high


def test_perfect_information_is_the_closed_form_and_no_part_is_worth_more() -> None:
    decision, x = linear_gaussian(2)
    whole = decision.perfect()
    assert whole.low < exact(float(np.hypot(SLOPE, OTHER))) < whole.high
    both = decision.of_several(x[:, :2])
    assert both.value == pytest.approx(exact(float(np.hypot(SLOPE, OTHER))), rel=0.15)
    parts = {str(place): part for place, part in enumerate((*decision.of_each(x), both))}
    for part in parts.values():
        assert part.value <= whole.high
        assert part.value <= in_order(whole, parts).value


def test_curves_find_what_lines_do_not() -> None:
    """A gain that peaks in the middle of a parameter has no slope, and a worth all the same."""
    source = np.random.default_rng(3)
    x = source.uniform(-1.0, 1.0, size=(MANY, 2))
    values = np.zeros((MANY, SEEDS, 2))
    values[..., 1] = (0.3 - x[:, [0]] ** 2) + LUCK * source.normal(size=(MANY, SEEDS))
    found = Decision(values, np.full(MANY, 1.0 / MANY)).of_each(x)
    # The choice now is nothing (the mean is −1/30); knowing x is worth the integral of 0.3 − x² where it is positive.
    assert found[0].value == pytest.approx(2.0 / 3.0 * 0.3**1.5, rel=0.1)
    assert not found[1].is_clear


def test_noise_alone_is_worth_nothing() -> None:
    """Of parameters that say nothing some is called clear in no more than the chance that was allowed for."""
    clear = 0
    for seed in range(20):
        source = np.random.default_rng(100 + seed)
        values = np.zeros((200, SEEDS, 3))
        values[..., 1:] = (
            0.02 + 0.2 * source.normal(size=(200, 1, 2)) + LUCK * source.normal(size=(200, SEEDS, 2))
        )
        found = Decision(values, np.full(200, 1.0 / 200)).of_each(source.normal(size=(200, 10)))
        clear += any(worth.is_clear for worth in found)
    assert clear <= 4  # of 20 at CHANCE each: more has a chance of 1 in 400
    assert CHANCE == 0.05


def test_luck_of_seeds_is_not_information() -> None:
    """Two policies that differ by luck alone: the naive worth, a mean of maxima, is far above zero."""
    source = np.random.default_rng(5)
    values = np.zeros((400, SEEDS, 2))
    values[..., 1] = LUCK * source.normal(size=(400, SEEDS))
    decision = Decision(values, np.full(400, 1.0 / 400))
    naive = float(np.maximum(decision.gains, 0.0).mean())
    assert naive > 0.008
    assert decision.perfect().value < naive / 4.0
    assert not decision.perfect().is_clear


def test_a_choice_that_never_changes_is_worth_nothing_to_inform() -> None:
    decision, x = linear_gaussian(6, slope=0.0)
    values = decision.values.copy()
    values[..., 1] = np.abs(values[..., 1]) + 0.01
    sure = Decision(values, decision.weights)
    assert sure.perfect() == Worth(0.0, 0.0, 0.0, 0.0)
    assert {worth.value for worth in sure.of_each(x)} == {0.0}
    assert sure.of_several(x).value == 0.0


def test_weights_count_as_repeated_draws() -> None:
    decision, _ = linear_gaussian(7)
    twice = np.concatenate([decision.values, decision.values[:500]])
    weights = np.ones(MANY)
    weights[:500] = 2.0
    weighted = Decision(decision.values, weights / weights.sum())
    repeated = Decision(twice, np.full(MANY + 500, 1.0 / (MANY + 500)))
    assert weighted.perfect().value == pytest.approx(repeated.perfect().value, rel=1e-12)
    assert weighted.best == repeated.best


def test_the_whole_is_worth_at_least_its_clear_parts() -> None:
    part = Worth(0.2, 0.1, 0.3, 0.1, 0.01)
    unclear = Worth(0.4, 0.0, 0.8, 0.1, 0.5)
    assert in_order(Worth(0.1, 0.0, 0.2, 0.2), {"a": part, "b": unclear}) == Worth(0.2, 0.1, 0.3, 0.2)
    assert in_order(Worth(0.3, 0.0, 0.5, 0.2), {"a": part}) == Worth(0.3, 0.1, 0.5, 0.2)
    assert in_order(Worth(0.3, 0.0, 0.5, 0.2), {"b": unclear}).is_clear is False


def planted(outcome: str = "net_social_value", sign: float = 1.0) -> Information:
    decision, x = linear_gaussian(8)
    states = States("planted", dict(zip(NAMES, x.T, strict=True)), {}, MANY)
    return answer_of(outcome, ["nothing", "reform"], sign * decision.values, decision.weights, states)


def test_answer_names_the_parameter_to_measure() -> None:
    answer = planted()
    assert answer.best == "reform"
    assert answer.clear[0] == NAMES[0]
    assert answer.perfect.value >= max(own.worth.value for own in answer.parameters.values())
    mechanism = answer.parameters[NAMES[0]].mechanism
    assert answer.mechanisms[mechanism].value >= answer.parameters[NAMES[0]].worth.value
    for code in ("en", "zh"):
        say = language(code)
        assert say.name(NAMES[0]) in answer.findings(code)[2]
    assert Information.from_dict(answer.to_dict()) == answer


def test_of_costs_less_is_better() -> None:
    got, mirrored = planted(), planted("active_waste", -1.0)
    assert mirrored.best == got.best
    assert mirrored.perfect == got.perfect
    assert mirrored.policies["reform"].level.value == pytest.approx(
        -(got.policies["reform"].level.value or 0.0)
    )


def test_what_bears_on_parameters_exists() -> None:
    folder = evidence_folder()
    assert folder is not None
    registered = read_registry(folder / "registry.toml")
    known = {name for names in (*FINDINGS.values(), *OF_MECHANISM.values()) for name in names}
    assert known <= set(registered)
    assert {*FINDINGS, *MEASURED, *BEGINS} <= set(declarations())
    assert {mechanisms()[name] for name in uncertain()} <= {*BEGINS.values(), "district"}
    for code in ("en", "zh"):
        say = language(code)
        assert all(say.has(measurement_of(name)) for name in uncertain())
        assert all(say.has(f"information-mechanism-{name}") for name in {*BEGINS.values(), "district"})


def test_every_parameter_names_findings_or_those_of_its_mechanism() -> None:
    assert findings_of("learning_own") == FINDINGS["learning_own"]
    without = {mechanisms()[name] for name in uncertain() if not findings_of(name)}
    # Nothing was registered about these, and so nothing is named.
    assert without <= {"sandbagging", "rules", "capacity", "review", "contract", "costs"}
    assert len([name for name in uncertain() if findings_of(name)]) > len(uncertain()) / 2


def rival() -> Information:
    """The planted choice, beside a structure in which nothing is best, and one in which another parameter decides."""
    decision, x = linear_gaussian(8)
    half = MANY // 2
    reverse, other = -decision.values[:half], decision.values[:half].copy()
    other[..., 1] = MEAN + SLOPE * x[:half, [1]]
    states = States("planted", dict(zip(NAMES, x.T, strict=True)), {"gaming": {}, "adaptive": {}}, MANY, half)
    found = {"gaming": reverse, "adaptive": other}
    return answer_of(
        "net_social_value", ["nothing", "reform"], decision.values, decision.weights, states, found
    )


def test_every_structure_has_its_own_choice_and_worth() -> None:
    answer = rival()
    assert planted().structures == {}
    gaming, adaptive = answer.structures["gaming"], answer.structures["adaptive"]
    assert (gaming.best, adaptive.best, gaming.draws) == ("nothing", "reform", MANY // 2)
    # Where gains are reversed, the choice of the declared model costs the mean gain, and knowing is worth as much as
    # before beyond the better choice: the unit normal loss is the same on both sides.
    low, high = gaming.behind.low, gaming.behind.high
    assert low is not None
    assert high is not None
    assert low < MEAN < high
    assert not adaptive.behind.is_bounded
    assert gaming.perfect.low < exact(float(np.hypot(SLOPE, OTHER))) < gaming.perfect.high
    assert (answer.clear[0], gaming.first, adaptive.first) == (NAMES[0], NAMES[0], NAMES[1])
    assert adaptive.parameters[NAMES[1]].low < exact(SLOPE) < adaptive.parameters[NAMES[1]].high
    assert Information.from_dict(answer.to_dict()) == answer


@pytest.mark.parametrize("code", LANGUAGES)
def test_structures_are_told_side_by_side(code: str) -> None:
    answer, say = rival(), language(code)
    told, plain = answer.findings(code), planted().findings(code)
    assert told[: len(plain)] == plain
    (elsewhere,) = told[len(plain) :]
    assert all(say(f"drawn-structure-{name}") in elsewhere for name in answer.structures)
    assert say.name(NAMES[1]) in elsewhere
    assert list(answer.to_df("structures")["structure"]) == ["declared", "gaming", "adaptive"]
    assert len(answer.to_df("parameters-structures")) == 2 * len(NAMES)


def test_stances_and_draws_reach_the_answer(tmp_path: Path) -> None:
    asked: dict[str, Any] = {
        "scenarios": ["wangcheng_2022", "reform_package"],
        "draws": 20,
        "replications": 2,
    }
    usual = budgetsim.information(**asked, **SMALL)
    own = budgetsim.information(**asked, stance="0.5:1.3", **SMALL)
    other = budgetsim.information(**asked, stance="1:1", out=tmp_path / "x", **SMALL)
    assert own.policies["reform_package"].level.value == pytest.approx(
        usual.policies["reform_package"].level.value, abs=1e-9
    )
    assert other.policies["reform_package"].level.value != pytest.approx(
        usual.policies["reform_package"].level.value, abs=1e-3
    )
    assert other.distinct_draws <= 20
    assert (tmp_path / "x" / "information.csv").is_file()
    assert set(usual.structures) == set(STRUCTURES)
    assert {one.draws for one in usual.structures.values()} == {usual.distinct_draws}
    apart = budgetsim.information(**asked, **{**SMALL, "settings": ["departments=8", "discretion=0.3"]})
    assert set(apart.structures) == set(STRUCTURES) - {"discretion"}
    # Asked apart, a structure says what it says beside the others.
    assert apart.best == usual.structures["discretion"].best
    assert apart.perfect.value == pytest.approx(usual.structures["discretion"].perfect.value, abs=1e-12)


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"parameters": "point"}, "information-fault-point"),
        ({"outcome": "deadweight_of_nothing"}, ""),
        ({"outcome": "active_waste", "stance": "0:1"}, "information-fault-stance"),
        ({"draws": 100_000}, ""),
        ({"stance": "2:1"}, ""),
    ],
)
def test_what_makes_no_sense_is_refused(given: dict[str, Any], key: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        budgetsim.information(["wangcheng_2022", "reform_package"], **given, **SMALL)
    assert not key or language("en")(key, outcome="net_social_value") in str(caught.value)
