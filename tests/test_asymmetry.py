"""What the bureau cannot know cannot move its decisions: by structure, by replay, by tampering."""

from __future__ import annotations

import ast
import copy
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from strategies import scenarios

from budgetsim import BureauView, Change, Scenario, simulate
from budgetsim.model.bureau import FinanceBureau, open_bureau
from budgetsim.model.messages import YearMessages
from budgetsim.model.run import Run
from budgetsim.model.state import DepartmentState, Traits, Year
from budgetsim.model.world import dossier

PRIVATE = (
    "department",
    "shocks",
    "state",
    "world",
    "fiscal_year",
    "year_end",
    "months",
    "opening",
    "measures",
    "panel",
)
RULES = ("incremental", "linear", "grades", "tournament", "posterior")


def imported(source: str) -> set[str]:
    """Modules of the model that a source text imports, at any depth of its code."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            origin = "budgetsim" if node.level else node.module or ""
            names = [f"{origin}.{alias.name}" for alias in node.names] + [node.module or ""]
        else:
            continue
        found |= {name.split(".")[2] for name in names if name.startswith("budgetsim.model.")}
    return found


def test_imported_sees_every_form_of_import() -> None:
    text = "def f():\n    from budgetsim.model import state\nimport budgetsim.model.shocks\n"
    text += "from budgetsim.model.department.view import X"
    assert imported(text) == {"state", "shocks", "department"}


def test_bureau_imports_nothing_private(root: Path) -> None:
    bureau = root / "src" / "budgetsim" / "model" / "bureau.py"
    assert not imported(bureau.read_text(encoding="utf-8")) & set(PRIVATE)


@pytest.mark.parametrize("module", ["messages.py", "mechanisms"])
def test_imports_of_the_bureau_reach_no_private_state(root: Path, module: str) -> None:
    place = root / "src" / "budgetsim" / "model" / module
    for file in [place] if place.is_file() else sorted(place.rglob("*.py")):
        assert not imported(file.read_text(encoding="utf-8")) & set(PRIVATE), file.name


def recorded(scenario: Scenario) -> tuple[FinanceBureau, list[Year]]:
    """The bureau as it was before the first year, and the closed books of all years."""
    run = Run(scenario, range(2))
    world, years = run.world, scenario.protocol.burn_in + scenario.protocol.years
    files = dossier(world.parameters, world.traits, world.shocks.traits)
    bureau = open_bureau(
        copy.deepcopy(world.parameters),
        world.traits.size.copy(),
        world.bureau.memory.allocation.copy(),
        files,
    )
    return bureau, [copy.deepcopy(run.live_year()) for _ in range(years)]


def assert_replays(bureau: FinanceBureau, messages: YearMessages, books: Year) -> FinanceBureau:
    """Feed one year's messages; every decision has the bits that it had among departments."""
    programme = bureau.programme(books.levers)
    for field in fields(programme):
        got, expected = (np.asarray(getattr(p, field.name)) for p in (programme, books.programme))
        np.testing.assert_array_equal(got, expected, err_msg=field.name)
    targets = bureau.review(messages.proposal, books.levers, programme)
    np.testing.assert_array_equal(targets.output, books.targets.output)
    np.testing.assert_array_equal(targets.benefit, books.targets.benefit)
    moved = bureau.reallocate(messages.july, books.levers, programme)
    np.testing.assert_array_equal(moved.change, books.moved_in_july)
    decision, remembering = bureau.use_results(
        books.levers,
        programme,
        messages.self_evaluation,
        messages.external_evaluation,
        messages.findings,
        messages.council,
    )
    np.testing.assert_array_equal(decision.allocation, books.use.allocation)
    np.testing.assert_array_equal(decision.used_score, books.use.used_score)
    np.testing.assert_array_equal(decision.score_in_use, books.use.score_in_use)
    return remembering


@hypothesis_settings(max_examples=30)
@given(scenarios())
def test_messages_alone_replay_the_bureaus_decisions(scenario: Scenario) -> None:
    bureau, years = recorded(scenario)
    for books in years:
        bureau = assert_replays(bureau, books.messages, books)


@pytest.mark.parametrize("rule", RULES)
def test_messages_alone_replay_every_budget_rule(rule: str) -> None:
    reform = Change(2, {"evaluation_coverage": 0.6, "monitoring_intensity": 0.4}, share=0.5)
    scenario = Scenario().replace(
        budget_rule=rule,
        result_use=0.8,
        evaluation_coverage=0.4,
        staff=20.0,
        departments=12,
        years=5,
        changes=[reform],
    )
    bureau, years = recorded(scenario)
    for books in years:
        bureau = assert_replays(bureau, books.messages, books)


def test_replay_fails_where_a_message_is_another() -> None:
    bureau, years = recorded(Scenario().replace(departments=6, years=2, evaluation_lag=1, result_use=0.8))
    first = years[0].messages
    other = replace(first.self_evaluation, score=first.self_evaluation.score[..., ::-1])
    with pytest.raises(AssertionError):
        assert_replays(bureau, replace(first, self_evaluation=other), years[0])


@pytest.mark.parametrize("rule", RULES)
def test_private_state_outside_messages_moves_no_decision(rule: str) -> None:
    """Everything private is scrambled after the departments have reported and before the bureau decides."""
    scenario = Scenario().replace(
        budget_rule=rule,
        result_use=0.8,
        evaluation_coverage=0.5,
        staff=20.0,
        departments=9,
        years=1,
        burn_in=0,
    )
    expected = Run(scenario, range(2)).live_year().use
    run = Run(scenario, range(2))
    world = run.world
    run.open_year()
    for _ in range(12):
        run.live_month()
    use_results = FinanceBureau.use_results

    def scrambled(self: FinanceBureau, *messages: object) -> object:
        for owner in (world.traits, world.state):
            for field in fields(Traits if owner is world.traits else DepartmentState):
                value = getattr(owner, field.name)
                # Sizes are public: staff lists and statutes.
                if isinstance(value, np.ndarray) and field.name not in ("archetype", "size"):
                    value[...] = 0.123
        return use_results(self, *messages)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FinanceBureau, "use_results", scrambled)
        got = run.close_year().use
    for field in fields(got):
        np.testing.assert_array_equal(getattr(got, field.name), getattr(expected, field.name))
    assert (world.traits.productivity == 0.123).all()


def test_unobserved_external_score_moves_no_budget() -> None:
    """Another error of external evaluation changes the researcher's shadow scores; without coverage, nothing else."""
    base = Scenario().replace(evaluation_coverage=0.0, years=4, departments=8, result_use=0.8)
    panels = [
        simulate(base.replace(external_bias_sd=spread), 2, departments=True).departments
        for spread in (0.0, 0.5)
    ]
    np.testing.assert_array_equal(panels[0]["next_allocation"], panels[1]["next_allocation"])
    np.testing.assert_array_equal(panels[0]["target_output"], panels[1]["target_output"])
    assert (panels[0]["external_score"] != panels[1]["external_score"]).any()


@hypothesis_settings(max_examples=25)
@given(scenarios())
def test_key_evaluation_is_nan_exactly_where_nobody_was_evaluated(scenario: Scenario) -> None:
    _, years = recorded(scenario)
    for books in years:
        key = books.messages.external_evaluation
        np.testing.assert_array_equal(np.isnan(key.score), ~np.broadcast_to(key.covered, key.score.shape))
        np.testing.assert_array_equal(key.covered, books.evaluation.covered)


def test_bureau_view_holds_nothing_private() -> None:
    """No array of the view equals a private array of the year, nor is one of them by another name."""
    seen: list[BureauView] = []

    def watch(view: BureauView) -> dict[str, float]:
        seen.append(view)
        return {}

    base = Scenario().replace(
        evaluation_coverage=0.3, departments=12, years=2, staff=20.0, mid_year_reallocation=0.5
    )
    panel = simulate(base, 1, departments=True, policy_rule=watch).departments
    private = (
        "performance", "value", "effort_output", "effort_benefit", "manipulation", "diversion", "concealment", "useful",
        "sandbagging", "culture", "perceived_risk", "credibility", "payoff", "diverted", "concealed", "passive",
    )  # fmt: skip
    for view in seen:
        year = panel[panel["year"] == view.year]
        for field in fields(view):
            value = getattr(view, field.name)
            if isinstance(value, np.ndarray):
                assert not value.flags.writeable
                for column in private:
                    assert not np.allclose(value, year[column], equal_nan=True), (field.name, column)
        hidden = year["evaluated"].to_numpy() == 0.0
        np.testing.assert_array_equal(np.isnan(view.external_scores), hidden)
        np.testing.assert_allclose(
            view.external_scores[~hidden], year["external_score"].to_numpy()[~hidden] / 100.0
        )
        np.testing.assert_array_equal(view.next_budgets, year["next_allocation"])
