"""One department's year: its numbers are those of ``simulate``, its reasons add up to its decisions."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import budgetsim
from budgetsim.language import LANGUAGES, language
from budgetsim.model.mechanisms import effort
from budgetsim.report.explain import (
    Section,
    bureau_sections_of,
    capture_year,
    facts_of,
    sections_of,
    title_of,
)
from budgetsim.scenario import Scenario

SMALL = {"district.departments": 12, "protocol.years": 4, "protocol.burn_in": 2}
VARIANTS: dict[str, dict[str, Any]] = {
    "status_quo": {},
    "busy": {
        "monitoring_intensity": 0.5,
        "evaluation_coverage": 0.6,
        "result_use": 0.5,
        "mid_year_reallocation": 0.5,
    },
    "top_down": {"objective_contract": "top_down", "evaluation_lag": 1},
    "reported": {"objective_contract": "self_reported", "budget_rule": "grades"},
    "truthful": {"objective_contract": "truth_inducing", "budget_rule": "posterior"},
    "tournament": {"budget_rule": "tournament", "disclosure": 1.0},
    "adaptive": {"adaptive_share": 0.5, "satisficing_share": 0.5},
    "linear": {"score_form": "linear"},
    "watched": {"monitoring_intensity": 0.15, "staff": 6},
    "cautious": {"slack_taste": 0.05, "culture_initial": 0.9},
    "alone": {"district.departments": 1, "network_degree": 0},
    "linear_bonus": {"score_form": "linear", "objective_contract": "truth_inducing", "common_noise": 0.1},
    "unpaid": {"budget_rule": "incremental", "objective_review": 0.0, "evaluation_coverage": 0.0},
    "fading": {"indicator_renewal": 0.5, "external_bias_persistence": 0.5, "productivity_persistence": 0.7},
    "adjusted": {"adjustment_sd": 0.4, "budget_swing": 0.4, "carryover": 0.5},
    "moving": {"self_year_drift": 0.02, "self_year_sd": 0.05, "external_year_sd": 0.05},
}


def scenario(variant: str) -> Scenario:
    return Scenario(name=variant).replace(**{**SMALL, **VARIANTS[variant]})


def told(variant: str, department: int = 0, year: int = 3, seed: int = 5) -> dict[str, Any]:
    return facts_of(capture_year(scenario(variant), department, year, seed))


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize(("department", "year", "seed"), [(0, 1, 0), (7, 4, 3)])
def test_panel_is_that_of_simulate(variant: str, department: int, year: int, seed: int) -> None:
    chosen = scenario(variant)
    department = min(department, chosen.district.departments - 1)
    panel = budgetsim.simulate(chosen, [seed], departments=True).departments
    row = panel[(panel["department"] == department) & (panel["year"] == year)].iloc[0]
    got = told(variant, department, year, seed)
    assert {name: row[name] for name in got["panel"]} == got["panel"]
    assert row["archetype"] == got["who"]["archetype"]


def test_panel_under_a_policy_rule_is_that_of_simulate() -> None:
    def rule(view: Any) -> dict[str, float]:
        return {"monitoring_intensity": 0.6} if view.year == 1 else {}

    chosen = scenario("status_quo")
    panel = budgetsim.simulate(chosen, [2], departments=True, policy_rule=rule).departments
    row = panel[(panel["department"] == 4) & (panel["year"] == 3)].iloc[0]
    got = facts_of(capture_year(chosen, 4, 3, 2, policy_rule=rule))
    assert {name: row[name] for name in got["panel"]} == got["panel"]
    assert got["knew"]["policy"]["monitoring_intensity"] == 0.6


def test_changes_over_time_are_lived_through() -> None:
    change = budgetsim.Change(year=2, levers={"staff": 9.0})
    chosen = scenario("status_quo").replace(changes=[change])
    before, after = (facts_of(capture_year(chosen, 0, year, 0)) for year in (1, 2))
    assert (before["knew"]["policy"]["staff"], after["knew"]["policy"]["staff"]) == (3.0, 9.0)


@pytest.mark.parametrize("variant", ["status_quo", "busy", "top_down", "reported", "tournament", "cautious"])
@pytest.mark.parametrize("action", ["sandbagging", "manipulation"])
def test_terms_add_up_to_the_action(variant: str, action: str) -> None:
    for department in range(0, 12, 3):
        motive = told(variant, department)["chose"][action]
        expected = min(max(motive["net"] / motive["curvature"], 0.0), motive["largest"])
        assert motive["chosen"] == pytest.approx(expected, abs=1e-12)
        assert motive["best"] == motive["chosen"]


@pytest.mark.parametrize("variant", ["status_quo", "busy", "cautious", "truthful"])
def test_terms_add_up_to_diversion_and_concealment(variant: str) -> None:
    for department in range(0, 12, 3):
        chose = told(variant, department)["chose"]
        openly, hidden = chose["diversion"], chose["concealment"]
        concealed = min(max(hidden["net"] / hidden["curvature"], 0.0), hidden["largest"])
        both = openly["net"] / openly["curvature"]
        assert hidden["chosen"] == pytest.approx(concealed, abs=1e-12)
        assert openly["chosen"] == pytest.approx(
            min(max(both - concealed, 0.0), openly["largest"]), abs=1e-12
        )


@pytest.mark.parametrize("variant", ["status_quo", "busy", "truthful", "tournament", "linear"])
def test_terms_add_up_to_effort(variant: str) -> None:
    d = scenario(variant).department
    for department in range(0, 12, 3):
        chose = told(variant, department)["chose"]
        output, benefit = chose["effort_output"], chose["effort_benefit"]
        values = (
            output["net"],
            benefit["net"],
            output["curvature"],
            d.effort_substitution,
            d.habit_output,
            d.habit_benefit,
        )
        got = effort.best_effort(*(np.full((1, 1, 1), value) for value in values))
        assert [x.item() for x in got] == pytest.approx([output["chosen"], benefit["chosen"]], abs=1e-12)


def test_months_end_in_the_books_of_the_year() -> None:
    got = told("busy", 3)
    last = got["months"][-1]
    assert [month["month"] for month in got["months"]] == list(range(1, 13))
    assert (last["spent"], last["diverted"], last["checks"]) == tuple(
        got["panel"][name] for name in ("spent", "diverted", "checks")
    )
    assert got["months"][10]["spent"] == got["panel"]["november"]


def test_money_given_back_is_found_money() -> None:
    months = [month for k in range(12) for month in told("watched", k)["months"]]
    assert any(month["returned"] > 0 for month in months)
    assert all(
        month["findings"] + month["audit_findings"] > 0 for month in months if month["returned"] > 1e-12
    )


def test_bureau_sees_the_key_score_of_evaluated_departments_only() -> None:
    for department in range(12):
        got = told("busy", department)
        assert (got["seen"]["external_score"] is not None) == (got["panel"]["evaluated"] == 1.0)


def test_without_use_of_results_scores_make_no_difference() -> None:
    chosen = scenario("status_quo").replace(result_use=0.0)
    after = facts_of(capture_year(chosen, 2, 2, 0))["followed"]
    assert after["next_allocation"] == pytest.approx(after["next_without_results"], rel=1e-12)


def test_rules_of_decision_are_named() -> None:
    assert {told("adaptive", k)["rule"] for k in range(12)} == {"adaptive", "satisficing"}
    assert told("status_quo")["rule"] == "rational"


def test_story_says_what_a_calculating_department_would_have_done() -> None:
    stories = [str(sections_of(told("adaptive", k, year=4))) for k in range(12)]
    assert any("a calculating department would have chosen otherwise" in story for story in stories)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("variant", VARIANTS)
def test_story_is_whole_and_finite(variant: str, code: str) -> None:
    got = told(variant)
    json.dumps(got, allow_nan=False)
    sections = sections_of(got, language(code))
    assert [section.title[0] for section in sections] == list("12345678")
    text = str(sections)
    assert not any(word in text for word in ("nan", "undefined", "None", "np.float"))
    assert all(len(row) == len(section.table[0]) for section in sections for row in section.table)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("department", [0, 5, 11])
def test_parts_add_up_to_the_scores(variant: str, department: int) -> None:
    got = told(variant, min(department, scenario(variant).district.departments - 1))
    points = sum(item["points"] for item in got["scores"]["self_parts"])
    assert points == pytest.approx(got["true"]["self_score"], abs=1e-9)
    key = sum(got["scores"]["external_parts"].values())
    capped = key if got["score_form"] == "linear" else min(max(key, 0.0), 100.0)
    assert capped == pytest.approx(got["true"]["external_score"], abs=1e-9)
    for kind in ("output", "benefit"):
        whole, *parts = got["scores"][f"attained_{kind}"].values()
        assert sum(parts) == pytest.approx(whole, abs=1e-12)
        assert whole == got["true"][f"attainment_{kind}"]


def test_self_score_has_the_weights_of_the_scenario() -> None:
    table = {item["part"]: item["weight"] for item in told("status_quo")["scores"]["self_parts"]}
    b = scenario("status_quo").bureau
    objectives = 100.0 * b.objectives_weight
    assert table == pytest.approx(
        {
            "execution": 100.0 * b.execution_weight,
            "output": objectives * b.output_weight,
            "benefit": objectives * (1.0 - b.output_weight),
            "satisfaction": 100.0 * b.satisfaction_weight,
        }
    )


def words(sections: list[Section]) -> str:
    """The text of a story as one string."""
    return "\n".join(
        [
            *(f"{section.title}\n" + "\n".join(section.paragraphs) for section in sections),
            *("|".join(row) for section in sections for row in section.table),
        ]
    )


def numbers(text: str) -> list[str]:
    """All numbers of a text."""
    return re.findall(r"−?\d+(?:\.\d+)?%?", text.replace(",", ""))


VARYING = {
    "budget_rule": ("incremental", "linear", "grades", "tournament", "posterior"),
    "objective_contract": ("top_down", "self_reported", "negotiated", "truth_inducing"),
    "score_form": ("points", "linear"),
    "evaluation_lag": (1, 2),
}


@settings(max_examples=25, deadline=None)
@given(
    choices=st.fixed_dictionaries({name: st.sampled_from(values) for name, values in VARYING.items()}),
    levers=st.fixed_dictionaries(
        {
            name: st.sampled_from((0.0, 0.3, 1.0))
            for name in (
                "monitoring_intensity",
                "evaluation_coverage",
                "result_use",
                "objective_review",
                "audit_coverage",
                "rectification",
                "carryover",
                "mid_year_reallocation",
                "adaptive_share",
            )
        }
    ),
    staff=st.sampled_from((0.0, 3.0, 30.0)),
    place=st.tuples(st.integers(0, 5), st.integers(1, 3), st.integers(0, 1000)),
)
def test_any_year_is_told_in_both_languages(
    choices: dict[str, Any], levers: dict[str, float], staff: float, place: tuple[int, int, int]
) -> None:
    rest = {"satisficing_share": 1.0 - levers["adaptive_share"], "staff": staff}
    small = {"district.departments": 6, "protocol.burn_in": 1, "protocol.years": 3}
    department, year, seed = place
    chosen = Scenario(name="any").replace(**small, **choices, **levers, **rest)
    facts = facts_of(capture_year(chosen, department, year, seed))
    json.dumps(facts, allow_nan=False)
    english, chinese = (sections_of(facts, language(code)) for code in ("en", "zh"))
    assert [section.key for section in english] == [section.key for section in chinese]
    for one, other in zip(english, chinese, strict=True):
        assert len(one.paragraphs) == len(other.paragraphs)
        assert [len(row) for row in one.table] == [len(row) for row in other.table]
        # Cells without words are the same numbers and symbols.
        for row, translated in zip(one.table[1:], other.table[1:], strict=True):
            same = [a == b for a, b in zip(row, translated, strict=True) if not re.search(r"[^\W\d_]{2}", a)]
            assert all(same)
    seen = [bureau_sections_of(facts, language(code)) for code in ("en", "zh")]
    assert [section.key for section in seen[0]] == [section.key for section in english]
    text = "".join(map(words, (english, chinese, *seen)))
    assert not re.search(r"nan|None|undefined|\{|\}", text)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("variant", VARIANTS)
def test_bureau_knows_nothing_that_is_private(variant: str, code: str) -> None:
    """Whatever is private may be anything: what the bureau is told to know stays the same."""
    facts = told(variant)
    beliefs = (
        "culture", "perceived_risk", "consequence_belief", "credibility", "useful_share", "forecast_output",
        "forecast_benefit", "stake", "ratchet_factor", "found_chance",
    )  # fmt: skip
    names = {
        "who": ("productivity", "productivity_rank", "slack_taste", "self_bias"),
        "knew": beliefs,
        "true": set(facts["true"]) - {"moved_in_july"},
    }
    private = {name: dict.fromkeys(keys, -1.0) for name, keys in names.items()}
    changed = {name: {**facts[name], **values} for name, values in private.items()}
    hidden = [
        {**month, "diverted": -1.0, "concealed": -1.0, "diversion_now": -1.0} for month in facts["months"]
    ]
    blind = {
        **facts,
        **changed,
        "months": hidden,
        "chose": None,
        "hoarding": None,
        "scores": None,
        "panel": None,
    }
    speak = language(code)
    assert bureau_sections_of(blind, speak) == bureau_sections_of(facts, speak)


def test_bureau_tells_its_part_of_the_story_in_the_same_words() -> None:
    facts = told("busy")
    whole, seen = sections_of(facts), bureau_sections_of(facts)
    assert [section.key for section in whole] == [section.key for section in seen]
    objective = {row[0]: row for row in whole[2].table}
    assert all(objective[row[0]] == row for row in seen[2].table)
    assert [row[:2] for row in whole[6].table if row[1] != "–"] == [row[:2] for row in seen[6].table]
    assert whole[7].paragraphs[:2] == seen[7].paragraphs[:2]


def test_number_of_departments_and_scores_are_the_same_in_both_languages() -> None:
    for variant in ("status_quo", "busy", "reported"):
        facts = told(variant)
        english, chinese = (words(sections_of(facts, language(code))) for code in ("en", "zh"))
        for number in (f"{facts['true']['self_score']:.1f}", f"{facts['true']['external_score']:.1f}"):
            assert numbers(english).count(number) == numbers(chinese).count(number) > 0


def test_english_is_the_language_unless_another_is_asked_for() -> None:
    facts = told("status_quo")
    assert sections_of(facts) == sections_of(facts, language("en"))
    assert title_of(facts) == "Department 0 in year 3 of status_quo (seed 5)"


def test_department_keeps_its_name_in_the_roster_as_it_is_written() -> None:
    facts = {**told("status_quo"), "in_roster": True, "name": "Roads and Bridges"}
    assert title_of(facts).startswith("Roads and Bridges in year 3")
    assert "Roads and Bridges属于" in str(sections_of(facts, language("zh")))


def test_department_that_was_given_a_behaviour_is_not_said_to_calculate() -> None:
    def lazy(view: Any) -> Any:
        from budgetsim.model.department import decisions

        best = decisions.rational(view)
        return replace(best, effort_output=np.zeros_like(best.effort_output))

    facts = facts_of(capture_year(scenario("status_quo"), 0, 2, 5, behaviour=lazy))
    assert facts["rule"] == "given"
    text = words(sections_of(facts))
    assert "rule of behaviour that was given" in text
    assert "It gives e₁ = 0 to outputs" in text


def test_rule_that_ignores_scores_is_said_to() -> None:
    assert "ignores scores" in words(sections_of(told("unpaid")))
    assert "believes of its ability" in words(sections_of(told("truthful")))


def test_levels_of_the_objective_are_in_the_order_of_the_review() -> None:
    section = sections_of(told("status_quo"))[2]
    assert [row[0] for row in section.table[1:]] == [
        "what it expects to reach", "what it proposes", "the bureau's norm", "target", "what it reached in the end",
    ]  # fmt: skip
    assert "proposes" not in str(sections_of(told("top_down"))[2].table)


def test_diversion_is_explained_with_its_numbers() -> None:
    got = told("status_quo")
    use, loss, sanction, guilt = (term["amount"] for term in got["chose"]["diversion"]["terms"])
    gain = use + loss
    (chose,) = (section for section in sections_of(got) if section.key == "chose")
    paragraphs = " ".join(chose.paragraphs)
    for number in (gain, -sanction, -guilt, got["chose"]["diversion"]["chosen"]):
        digits = 3 if number < 0.995 else 2
        assert f"{number:.{digits}f}" in paragraphs or math.isclose(number, 0.0)


def test_honest_department_diverts_nothing() -> None:
    assert any(
        "so it diverts nothing openly (d = 0)" in str(sections_of(told("cautious", k))) for k in range(4)
    )


@pytest.mark.parametrize(("department", "year"), [(12, 1), (-1, 1), (0, 0)])
def test_wrong_department_or_year_is_refused(department: int, year: int) -> None:
    with pytest.raises(ValueError, match="there is no department"):
        capture_year(scenario("status_quo"), department, year)
