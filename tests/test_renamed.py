"""Names of the release before: taken wherever a name is read, told once, refused beside the new one."""

from __future__ import annotations

import copy
import json
import pickle
import warnings
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from budgetsim import BudgetModel, Scenario, ScenarioError, load_scenario, load_study, simulate
from budgetsim.declarations import Bureau, Policy, declarations
from budgetsim.declarations.renamed import (
    FORMER,
    SCENARIOS,
    RenamedWarning,
    current,
    current_column,
    current_json,
)
from budgetsim.language import SPOKEN
from budgetsim.model.measures import OUTCOMES
from budgetsim.scenario import apply_settings, read_scenario_text, scenario_names
from budgetsim.studies.factors import Factor, Place, make_factor, parse_vary
from budgetsim.studies.values import Outcome, Outcomes, split_factors
from budgetsim.studies.values import Place as At

OLD, NEW = "peer_filter", "relative_evaluation"
SMALL = {"departments": 6, "years": 2, "burn_in": 0}


@pytest.fixture
def base() -> Scenario:
    """Return the status quo."""
    return load_scenario("wangcheng_2022")


def test_former_names_are_no_names_of_today() -> None:
    taken = {*declarations(), *(about.key for about in declarations().values()), *OUTCOMES}
    assert taken.isdisjoint(FORMER)
    assert {current(name, tell=False).removesuffix("@all") for name in FORMER} <= taken
    assert set(SCENARIOS.values()) <= set(scenario_names())
    assert set(SCENARIOS).isdisjoint(scenario_names())


@pytest.mark.parametrize(("language", "words"), [("en", "is called"), ("zh", "改名为")])
def test_warning_names_both_in_the_language_that_is_spoken(language: str, words: str) -> None:
    token = SPOKEN.set(language)
    try:
        with pytest.warns(RenamedWarning, match=words) as told:
            assert current(OLD) == NEW
    finally:
        SPOKEN.reset(token)
    assert [OLD in str(one.message) and NEW in str(one.message) for one in told] == [True]


def test_reading_the_same_name_again_says_nothing_more(base: Scenario) -> None:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("default")
        for value in (0.1, 0.2, 0.3):
            base.replace(peer_filter=value)
    assert len([one for one in told if one.category is RenamedWarning]) == 1


@pytest.mark.filterwarnings("ignore::budgetsim.declarations.renamed.RenamedWarning")
class TestNamesThatPeopleGive:
    """Each place where a name is read takes the former one."""

    @pytest.mark.parametrize("key", [OLD, f"policy.{OLD}", f"{OLD}@all", f"policy.{OLD}@all"])
    def test_replace(self, base: Scenario, key: str) -> None:
        assert base.replace(**{key: 0.3}) == base.replace(**{key.replace(OLD, NEW): 0.3})

    def test_scenario_file(self) -> None:
        text = "[policy]\n{0} = 0.3\n[bureau]\naudit_power = 0.5\n[[change]]\nyear = 2\n{0} = 0.4\n"
        got = read_scenario_text(text.format(OLD), "mine.toml")
        assert got.policy.relative_evaluation == 0.3
        assert got.bureau.audit_detection == 0.5
        assert got.changes[0].levers == {NEW: 0.4}

    def test_setting_of_the_command_line(self, base: Scenario) -> None:
        assert apply_settings(base, [f"{OLD}=0.3"]).policy.relative_evaluation == 0.3

    def test_factors(self) -> None:
        place = Place("--vary")
        assert parse_vary(f"{OLD}=0:1:3", "--vary").name == NEW
        assert make_factor(f"policy.{OLD}@all", None, None, place).always
        assert split_factors([f"staff=1,2,{OLD}"]) == ["staff=1,2", OLD]

    def test_outcomes(self) -> None:
        assert Outcome().of_texts(["value_per_yuan"], At("--outcome")) == "value_per_budget"
        got = Outcomes().of_texts(["performance,value_per_yuan"], At("--outcomes"))
        assert got == ("performance", "value_per_budget")

    def test_model_and_policy_rule(self) -> None:
        seen: list[Any] = []

        def rule(view: Any) -> dict[str, float]:
            seen.append(view.key_scores is view.external_scores and view.policy.peer_filter)
            return {OLD: 0.5}

        model = BudgetModel(seed=1, policy_rule=rule, peer_filter=0.2, **SMALL)
        model.run_years(2)
        assert seen[0] == 0.2
        assert model.levers_in_force()[NEW] == 0.5

    def test_records(self) -> None:
        assert Policy(peer_filter=0.3).relative_evaluation == 0.3
        assert Bureau(audit_power=0.3).audit_power == 0.3
        with pytest.raises(TypeError, match=NEW):
            Policy(peer_filter=0.3, relative_evaluation=0.3)
        with pytest.raises(AttributeError, match="peer_filters"):
            _ = Policy().peer_filters

    def test_reference_scenario(self) -> None:
        assert load_scenario("cause_concept") == load_scenario("cause_culture")


def test_records_can_be_copied(base: Scenario) -> None:
    assert pickle.loads(pickle.dumps(base)) == base == copy.deepcopy(base)


@pytest.mark.parametrize(
    "text",
    [f"[policy]\n{NEW} = 0.3\n{OLD} = 0.3", f"[[change]]\nyear = 2\n{OLD} = 0.4\n{NEW} = 0.4"],
)
def test_both_names_in_a_file_are_one_fault_at_the_former(text: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        read_scenario_text(text, "mine.toml")
    (fault,) = refused.value.faults
    assert fault.line == text.split("\n").index(next(line for line in text.split("\n") if OLD in line)) + 1
    assert NEW in fault.message
    assert OLD in fault.suggestion


def test_both_names_in_replace_are_one_fault(base: Scenario) -> None:
    with pytest.raises(ScenarioError) as refused:
        base.replace(peer_filter=0.3, relative_evaluation=0.3)
    assert len(refused.value.faults) == 1


def test_json_and_columns_of_before() -> None:
    old = {
        "outcome": "value_per_yuan",
        "value_per_yuan": 1,
        "words": "value_per_yuan rises",
        "policy.peer_filter": 2,
    }
    got = json.loads(current_json(json.dumps(old)))
    expected = {"outcome": "value_per_budget", "value_per_budget": 1, "words": "value_per_yuan rises"}
    assert got == {**expected, "policy.relative_evaluation": 2}
    columns = ["value_per_yuan_low", "factor.peer_filter", "value_per_yuan:max", "discount_rate"]
    new = ["value_per_budget_low", "factor.relative_evaluation", "value_per_budget:max", "discount_rate"]
    assert list(map(current_column, columns)) == new


def test_factor_of_before() -> None:
    told = {
        "name": OLD,
        "role": "lever",
        "kind": "number",
        "lower": 0.0,
        "upper": 1.0,
        "levels": [],
        "settings": {},
    }
    assert Factor.from_dict(told).name == NEW


def test_results_of_before_are_read_under_the_names_of_today(base: Scenario, tmp_path: Path) -> None:
    scenario = base.replace(**SMALL, changes=[{"year": 2, NEW: 0.5}])
    result = simulate(scenario, 2)
    result.save(tmp_path)
    back = {name: former for former, name in FORMER.items() if "." not in former and "@" not in former}
    for file in [tmp_path / "design.parquet", *tmp_path.glob("parts/*.parquet")]:
        table = pq.read_table(file)
        metadata = table.schema.metadata
        table = table.rename_columns([back.get(name, name) for name in table.column_names])
        if "changes" in table.column_names:
            place = table.column_names.index("changes")
            spelled = [text.replace(NEW, OLD) for text in table.column("changes").to_pylist()]
            table = table.set_column(place, "changes", [spelled])
        pq.write_table(table.replace_schema_metadata(metadata), file)
    with pytest.warns(RenamedWarning, match="value_per_yuan is called value_per_budget"):
        stored = load_study(tmp_path)
    assert stored.outcomes.equals(result.outcomes)
    assert stored.scenarios == (scenario,)
    assert stored.run_means(1, ["value_per_budget"])["value_per_budget"].notna().all()
