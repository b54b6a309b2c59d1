"""Every parameter is declared in full, and none is dead."""

from __future__ import annotations

import math

import numpy as np
import pytest

from budgetsim import Change, Scenario, outcomes, parameters, simulate
from budgetsim.declarations import (
    GROUPS,
    Declaration,
    declarations,
    declared,
    levers_by_item,
    levers_by_link,
)
from budgetsim.model.measures import OUTCOMES

ALL = list(declarations().values())
NUMBERS = [item for item in ALL if item.kind == "number"]
BASES = ("measured", "cited", "assumed")

# Worlds in which a parameter matters that has no effect in the default one.
TEMPTED = {
    "slack_taste": 2.0,
    "reputation_value": 2.0,
    "monitoring_intensity": 0.2,
    "staff": 30.0,
    "rectification": 0.9,
}
OVERLOADED = {"staff": 0.2, "objective_review": 0.9, "culture_base": 0.8, "culture_initial": 0.8}
SEARCHING = {"adaptive_share": 1.0}
SATISFICING = {"satisficing_share": 1.0, "evaluation_coverage": 0.3}
LINEAR = {"score_form": "linear"}
EARLY = {"evaluation_lag": 1}
KNOWING = {"budget_rule": "posterior", "result_use": 0.8, "evaluation_lag": 1}
GRADED = {
    "budget_rule": "grades", "result_use": 0.8, "evaluation_lag": 1, "evaluation_coverage": 0.8, "staff": 60.0,
    "external_level": 0.3,
}  # fmt: skip
GENEROUS = {"budget_elasticity": 20.0, "result_use": 1.0, "evaluation_lag": 1, "staff": 30.0}
CONTEST = {"budget_rule": "tournament", "result_use": 0.8, "evaluation_lag": 1}
HONEST = {"objective_contract": "truth_inducing"}
PUT_OFF = {"year_end": "patience"}
REFORM = {"changes": [Change(2, {"monitoring_intensity": 0.5})]}
CONTEXTS: dict[str, dict[str, object]] = {
    "manipulation_max": {**TEMPTED, "reputation_value": 20.0},
    "concealment_max": {**TEMPTED, "diversion_max": 0.4},
    "diversion_max": {**TEMPTED, "diversion_sanction": 0.0, "slack_taste": 4.0, "concealment_max": 0.1},
    "culture_overload": OVERLOADED,
    "announcement": REFORM,
    "adjustment_tails": {"adjustment_sd": 0.2},
    "belief_learning": {"consequence_initial": 0.9},
    "search_step": SEARCHING,
    **dict.fromkeys(("hoarding", "carryover_patience"), PUT_OFF),
    "search_memory": {**SEARCHING, "years": 12, "search_memory": 1.0},
    "aspiration": SATISFICING,
    "satisficing_step": SATISFICING,
    "common_noise": LINEAR,
    "score_offset": LINEAR,
    "preliminary_noise": EARLY,
    "prior_reliability": KNOWING,
    "belief_drift": KNOWING,
    "adjustment_floor": GENEROUS,
    "adjustment_ceiling": {**GENEROUS, "adjustment_floor": 0.0, "adjustment_ceiling": 1.1},
    **dict.fromkeys(("excellent_from", "good_from", "fair_from", "fair_cut", "poor_cut"), GRADED),
    "minimum_budget": {
        **GRADED,
        "rigid_share": 0.0,
        "result_use": 1.0,
        "self_bias_sd": 1.0,
        "minimum_budget": 0.1,
    },
    "relative_evaluation_standard": {**GRADED, "relative_evaluation": 0.5},
    **dict.fromkeys(("tournament_exponent", "tournament_pool", "tournament_prize"), CONTEST),
    **dict.fromkeys(("contract_alpha", "contract_beta", "contract_gamma"), HONEST),
}
# Values to move to where the usual step would break a rule that ties parameters together.
MOVES: dict[str, dict[str, float]] = {
    "search_memory": {"search_memory": 50.0},
    "passive_waste_min": {"passive_waste_min": 0.1},
    "excellent_from": {"excellent_from": 0.82},
    "good_from": {"good_from": 0.7},
    "fair_from": {"fair_from": 0.78},
    "production_share": {"production_share": 0.4},
    "procedural_share": {"procedural_share": 0.4},
    "craft_share": {"craft_share": 0.3},
    "execution_weight": {"execution_weight": 0.2, "objectives_weight": 0.7},
    "objectives_weight": {"objectives_weight": 0.7, "satisfaction_weight": 0.2},
    "satisfaction_weight": {"satisfaction_weight": 0.2, "execution_weight": 0.0},
}


def step(item: Declaration, now: float) -> dict[str, float]:
    """A value well inside the bounds and away from the present one."""
    if item.name in MOVES:
        return MOVES[item.name]
    assert item.lower is not None
    assert item.upper is not None
    if item.upper <= 1.0:
        away = now + 0.3 * (item.upper - now) if now < 0.7 else now - 0.3 * (now - item.lower)
    else:
        away = 1.5 * now if now > 0.0 else 0.4
    return {item.name: min(away, item.upper)}


def test_no_parameter_is_dead() -> None:
    base = Scenario().replace(departments=40, years=4, burn_in=2)
    pairs = []
    for item in NUMBERS:
        context = base.replace(name=f"{item.name}, before", **CONTEXTS.get(item.name, {}))
        now = getattr(getattr(context, item.group), item.name)
        pairs.append((context, context.replace(name=f"{item.name}, after", **step(item, now))))
    result = simulate([scenario for pair in pairs for scenario in pair], 4)
    dead = [
        item.name
        for item, (before, after) in zip(NUMBERS, pairs, strict=True)
        if np.abs(result.values[before.name] - result.values[after.name]).max() < 1e-9
    ]
    assert not dead


@pytest.mark.parametrize("item", [i for i in ALL if i.kind == "choice"], ids=lambda item: item.name)
def test_every_choice_makes_a_difference(item: Declaration) -> None:
    base = Scenario().replace(departments=12, years=3, result_use=0.6, evaluation_coverage=0.3, staff=20.0)
    result = simulate([base.replace(name=str(value), **{item.name: value}) for value in item.choices], 2)
    tables = [result.values[str(value)] for value in item.choices]
    for number, one in enumerate(tables):
        for other in tables[:number]:
            assert np.abs(one - other).max() > 1e-6


@pytest.mark.parametrize("name", ["departments", "network_degree", "burn_in"])
def test_every_whole_number_makes_a_difference(name: str) -> None:
    base = Scenario().replace(departments=12, years=2, burn_in=1, network_degree=2)
    values = [
        simulate(base.replace(**{name: number}), 2).outcomes["public_value"].to_numpy() for number in (3, 5)
    ]
    assert np.abs(values[0] - values[1]).max() > 1e-9


@pytest.mark.parametrize("name", [item.name for item in NUMBERS if item.by_department])
def test_every_lever_by_department_can_treat_some(name: str) -> None:
    base = Scenario().replace(departments=12, years=2, burn_in=0, evaluation_lag=1, result_use=0.5)
    now = getattr(base.policy, name)
    change = Change(1, {name: 0.9 if now < 0.5 else 0.1}, share=0.5)
    panels = [
        simulate(scenario, 2, departments=True).departments.select_dtypes("number")
        for scenario in (base, base.replace(changes=[change]))
    ]
    assert (panels[0] - panels[1]).abs().max().max() > 1e-9


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.name)
def test_declaration_is_complete(item: Declaration) -> None:
    assert item.meaning.strip()
    assert item.unit.strip()
    assert item.source.strip()
    assert item.basis in BASES
    if item.kind != "text":
        assert item.symbol.strip()
    if item.basis != "assumed":
        # What is measured or cited says where: not the general remark on tuned values.
        assert item.source not in {
            d.source for d in ALL if d.basis == "assumed" and d.source.startswith("set by")
        }
        assert any(character.isdigit() for character in item.source) or ":" in item.source


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.name)
def test_declared_default_is_admissible(item: Declaration) -> None:
    if item.kind == "choice":
        assert item.default in item.choices
        assert len(set(item.choices)) == len(item.choices) > 1
    elif item.kind in ("number", "integer"):
        assert item.lower is not None
        assert item.upper is not None
        assert item.lower < item.upper
        assert item.lower <= float(item.default) <= item.upper
        if item.kind == "integer":
            assert isinstance(item.default, int)
    # A scenario that names the default is the default scenario.
    assert Scenario().replace(**{f"{item.group}.{item.name}": item.default}) == Scenario()


def test_declared_names_are_unique() -> None:
    assert len({item.name for item in ALL}) == len(ALL)
    assert {item.group for item in ALL} == set(GROUPS)
    assert not {item.name for item in ALL} & {"name", "description", "changes", "seed", "scenario", "year"}


def test_declared_finds_by_bare_and_by_full_name() -> None:
    assert declared("staff") is declared("policy.staff")
    for wrong in ("bureau.staff", "nothing"):
        with pytest.raises(KeyError):
            declared(wrong)


def test_parameters_table_has_every_declaration() -> None:
    table = parameters()
    assert list(table["name"]) == [item.name for item in ALL]
    assert not table[["name", "group", "unit", "meaning", "source", "basis"]].isna().any().any()


def test_outcomes_are_declared_in_full() -> None:
    table = outcomes()
    assert table["name"].is_unique
    assert set(table["direction"]) == {"up", "down", "neither"}
    assert (table[["unit", "definition"]].map(len) > 3).all().all()
    assert list(table["name"]) == list(simulate(Scenario(), 1, years=1).outcomes.columns[3:])


def test_symbols_are_used_once() -> None:
    symbols = [item.symbol for item in declarations().values() if item.symbol]
    assert {symbol for symbol in symbols if symbols.count(symbol) > 1} == set()


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.name)
def test_range_in_studies_is_allowed_and_has_two_ends(item: Declaration) -> None:
    if item.kind in ("choice", "text"):
        assert item.study_range is None
        return
    low, high = item.study_range or (math.nan, math.nan)
    assert item.lower is not None
    assert item.upper is not None
    assert item.lower <= low < high <= item.upper
    if item.kind == "integer":
        assert low == int(low)
        assert high == int(high)
    assert low <= float(item.default) <= high


def test_every_lever_serves_a_link_and_no_other_parameter_does() -> None:
    served = {name for names in levers_by_link().values() for name in names}
    assert served == {item.name for item in ALL if item.group == "policy"}
    assert all(levers_by_link().values())


def test_levers_pay_for_items_of_the_budget() -> None:
    items = levers_by_item()
    assert all(items.values())
    assert {name for names in items.values() for name in names} <= {
        item.name for item in ALL if item.group == "policy"
    }


@pytest.mark.parametrize("lever", [name for names in levers_by_item().values() for name in names])
def test_lever_that_pays_moves_administrative_cost(lever: str) -> None:
    base = Scenario().replace(
        departments=5, burn_in=0, years=1, evaluation_coverage=0.5, third_party_share=0.5, staff=50.0
    )
    costs = [
        simulate(base.replace(**{lever: getattr(base.policy, lever) * part}), 1).outcomes[
            "administrative_cost"
        ]
        for part in (0.5, 1.0)
    ]
    assert costs[0].item() < costs[1].item()


def test_outcomes_are_parts_of_outcomes() -> None:
    assert {item.part_of for item in OUTCOMES.values()} == {"", "net_social_value"}
